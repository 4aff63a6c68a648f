import PhaseFitNumerics
import PhaseFitSymmetry

/// The tables of what group theory says: irreps of the phases, domain states, couplings, conditions
/// on the order parameters, reflections that appear.
extension ReportPage {
  /// More domain states or reflections are left to `report.xml`.
  private static let listedRows = 96

  static func symmetryTables(_ report: AnalysisReport) -> [PageTable] {
    var tables = [phaseIrreps(report)]
    for transition in report.transitions {
      guard let consequences = transition.consequences else { continue }
      let place =
        report.transitions.count == 1 ? "" : ", \(SummaryText.groups(of: transition))"
      tables += [
        orderParameters(consequences, place: place), couplings(consequences, place: place),
        domainStates(consequences, place: place), walls(consequences, place: place),
        reflections(consequences, place: place),
      ]
    }
    return tables
  }

  private static func column(_ heading: String, isNumber: Bool = false) -> PageTable.Column {
    PageTable.Column(heading: heading, isNumber: isNumber)
  }

  private static func vector(_ components: [Rational]) -> String {
    XMLElementNode.waveVector(components)
  }

  private static func shown(_ quantity: Quantity?) -> String {
    quantity.map { NumberText.shown($0.value, $0.standardUncertainty) } ?? ""
  }

  // MARK: - Irreps

  static func irrepAmplitudes(_ report: AnalysisReport) -> PageTable {
    PageTable(
      caption: "Amplitudes by irrep",
      columns: placeColumns + [
        column("irrep"), column("k"), column("As / Å", isNumber: true),
        column("Ap / Å", isNumber: true), column("largest |u| / Å", isNumber: true),
        column("strain", isNumber: true), column("occupancy", isNumber: true),
        column("with another origin"),
      ],
      rows: report.distortions.flatMap { distortion in
        distortion.irreps.map { irrep in
          place(distortion.measurement, report) + [
            irrep.label + (irrep.isTotallySymmetric ? " (keeps the symmetry)" : ""),
            vector(irrep.waveVector), shown(irrep.displacementAs), shown(irrep.displacementAp),
            irrep.maximumDisplacement.map { NumberText.rounded($0.value, significantDigits: 4) }
              ?? "",
            shown(irrep.strain), shown(irrep.occupancy),
            irrep.otherLabels.map { "\($0.label) at (\(vector($0.originShift)))" }
              .joined(separator: ", "),
          ]
        }
      })
  }

  private static func phaseIrreps(_ report: AnalysisReport) -> PageTable {
    PageTable(
      caption: "Irreps of the phases: what each breaks, and the smallest sets that explain a phase",
      columns: [
        column("phase"), column("irrep"), column("k"), column("direction"),
        column("isotropy subgroup"), column("index", isNumber: true),
        column("more symmetric within errors"), column("in a smallest set"),
      ],
      rows: report.phases.flatMap { phase in
        (phase.symmetry?.irreps ?? []).filter { !$0.isTotallySymmetric }.map { irrep in
          [
            SummaryText.name(phase.group), irrep.label, vector(irrep.waveVector), irrep.direction,
            SummaryText.name(irrep.isotropySubgroup.group), String(irrep.isotropySubgroup.index),
            irrep.realised.map {
              "\($0.direction), \(SummaryText.name($0.isotropySubgroup.group))"
            } ?? "",
            irrep.isPrimaryCandidate ? "yes" : "",
          ]
        }
      })
  }

  // MARK: - Consequences

  private static func orderParameters(
    _ consequences: SymmetryConsequences, place: String
  ) -> PageTable {
    PageTable(
      caption: "Order parameters\(place): Landau and Lifshitz conditions and invariants",
      columns: [
        column("irrep"), column("Landau"), column("Lifshitz"), column("verdict"),
        column("invariants by degree"), column("on the direction"),
      ],
      rows: consequences.orderParameters.map { parameter in
        [
          parameter.label, parameter.satisfiesLandau ? "no cubic invariant" : "cubic invariant",
          parameter.satisfiesLifshitz ? "satisfied" : "violated", parameter.verdict,
          parameter.invariants.map { "degree \($0.degree): \($0.count)" }
            .joined(separator: ", "),
          parameter.invariants.flatMap(\.onDirection).map(FormulaText.formula)
            .joined(separator: "; "),
        ]
      })
  }

  private static func couplings(
    _ consequences: SymmetryConsequences, place: String
  ) -> PageTable {
    PageTable(
      caption: "Couplings\(place): secondary irreps and the lowest power that drives them",
      columns: [column("secondary irrep"), column("driven by"), column("seen as")],
      rows: consequences.couplings.map { coupling in
        [
          coupling.label,
          coupling.powers.map {
            $0.exponent == 1 ? $0.label : "(\($0.label))" + FormulaText.superscript($0.exponent)
          }.joined(separator: " · "),
          coupling.kinds.joined(separator: ", "),
        ]
      })
  }

  private static func domainStates(
    _ consequences: SymmetryConsequences, place: String
  ) -> PageTable {
    let states = consequences.domains?.states ?? []
    let left = max(0, states.count - listedRows)
    return PageTable(
      caption: "Domain states\(place)"
        + (left == 0 ? "" : " (the first \(listedRows) of \(states.count))"),
      columns: [
        column("state", isNumber: true), column("orientation", isNumber: true),
        column("operation of the parent"), column("twin law"),
      ],
      rows: states.prefix(listedRows).enumerated().map { index, state in
        [
          String(index + 1), String(state.orientation &+ 1), state.operation,
          state.twinLaw ?? (index == 0 ? "the child itself" : "antiphase"),
        ]
      })
  }

  private static func walls(_ consequences: SymmetryConsequences, place: String) -> PageTable {
    PageTable(
      caption: "Domain walls without long-range stress\(place)",
      columns: [column("twin law"), column("walls"), column("planes")],
      rows: (consequences.domains?.walls ?? []).map { wall in
        [wall.twinLaw, wall.kind, wall.planes.joined(separator: ", ")]
      })
  }

  private static func reflections(
    _ consequences: SymmetryConsequences, place: String
  ) -> PageTable {
    PageTable(
      caption: "Superlattice reflections\(place)",
      columns: [column("k"), column("rule"), column("first reflections: h k l, d / Å")],
      rows: consequences.superlattice.map { star in
        [
          vector(star.waveVector), star.rule,
          star.reflections.prefix(6).map { reflection in
            "\(vector(reflection.indices)), "
              + NumberText.rounded(reflection.spacing, significantDigits: 5)
          }.joined(separator: "; "),
        ]
      })
  }
}
