import PhaseFitNumerics
import PhaseFitStructures
import PhaseFitSymmetry

/// The decomposition as XML: root element `decomposition` in the namespace of `ReportSchema`.
public enum DecompositionXML {
  /// The bytes of the decomposition as an XML 1.0 document in UTF-8, validated against the schema.
  ///
  /// - Throws: `ReportError` of kind `internal` where the document contradicts the schema.
  public static func write(_ report: DecompositionReport) throws(ReportError) -> [UInt8] {
    let bytes = try XMLDocumentWriter.document(
      root: element(of: report), namespace: ReportSchema.namespace)
    let problems = try XMLSchemaValidator.problems(in: bytes, schema: ReportSchema.text)
    guard problems.isEmpty else {
      throw ReportError(
        .internal,
        "the decomposition does not follow its schema: "
          + "\(problems.prefix(5).joined(separator: "; ")); this is likely a bug in phasefit, "
          + "please report it")
    }
    return bytes
  }

  private static func element(of report: DecompositionReport) -> XMLElementNode {
    XMLElementNode(
      "decomposition",
      [
        "schemaVersion": ReportSchema.version,
        "cellMultiplication": String(report.cellMultiplication), "index": String(report.index),
      ],
      children: [
        ReportXML.provenance(report.provenance),
        structure("parent", report.parent),
        structure("child", report.child),
        transformation(report.transformation),
        total(report.total),
        XMLElementNode("irreps", children: report.irreps.map(component)),
        primarySets(report.primarySets),
        strain(report.strain),
      ] + consequences(report.consequences) + [
        XMLElementNode("displacements", children: report.displacements.map(atom)),
        XMLElementNode("diagnostics", children: report.diagnostics.map(ReportXML.diagnostic)),
      ])
  }

  /// The consequences, in the order of the schema.
  static func consequences(_ consequences: SymmetryConsequences) -> [XMLElementNode?] {
    [
      consequences.domains.map(domains),
      consequences.ferroic.map(ferroic),
      XMLElementNode(
        "orderParameters", children: consequences.orderParameters.map(orderParameter)),
      XMLElementNode("couplings", children: consequences.couplings.map(coupling)),
      XMLElementNode("superlattice", children: consequences.superlattice.map(superlattice)),
    ]
  }

  static func primarySets(_ sets: [[String]]) -> XMLElementNode {
    XMLElementNode(
      "primarySets",
      children: sets.map { set in
        XMLElementNode("set", children: set.map { XMLElementNode("irrep", text: $0) })
      })
  }

  private static func structure(
    _ name: String, _ structure: DecompositionReport.Structure
  ) -> XMLElementNode {
    XMLElementNode(
      name, ["file": structure.file, "atoms": String(structure.atomCount)],
      children: [
        .group("group", structure.group), .group("declared", structure.declared),
        ReportXML.cell(structure.cell), .quantity("tolerance", structure.tolerance),
      ])
  }

  private static func transformation(
    _ transformation: DecompositionReport.Transformation
  ) -> XMLElementNode {
    let matrix = transformation.primitiveMatrix.rowMajor.map(String.init)
    return XMLElementNode(
      "transformation", ["matrix": fractions(transformation.matrix.flatMap { $0 })],
      children: [
        .numbers(
          "origin", transformation.origin.components, unit: "1", dictRef: "phasefit:origin"),
        XMLElementNode(
          "primitiveMatrix", ["unit": "1", "dictRef": "phasefit:transformation"],
          text: matrix.joined(separator: " ")),
        .numbers(
          "primitiveOrigin", transformation.primitiveOrigin.components, unit: "1",
          dictRef: "phasefit:origin"),
        .numbers(
          "primitiveBasis", transformation.primitiveBasis.rowMajor, unit: "Å",
          dictRef: "phasefit:primitive_basis"),
      ])
  }

  private static func total(_ total: DecompositionReport.Total) -> XMLElementNode {
    XMLElementNode(
      "total",
      children: [
        .quantity("displacementAs", total.amplitudeAs),
        .quantity("displacementAp", total.amplitudeAp), .quantity("maximum", total.maximum),
        .quantity("rootMeanSquare", total.rootMeanSquare),
        .quantity("occupancyAmplitude", total.occupancy),
      ])
  }

  private static func component(_ component: DecompositionReport.Component) -> XMLElementNode {
    var children: [XMLElementNode?] = component.otherOrigins.map { other in
      XMLElementNode(
        "otherOrigin", ["label": other.label, "origin": fractions(other.origin)])
    }
    children += [
      .quantity("displacementAs", component.amplitudeAs),
      .quantity("displacementAp", component.amplitudeAp),
      .quantity("maximum", component.maximum),
      .quantity("occupancyAmplitude", component.occupancy),
      .quantity("strain", component.strain),
    ]
    children += component.orderParameter.map { .quantity("component", $0) }
    children += component.shares.map { share in
      XMLElementNode(
        "share", ["site": share.site, "fraction": NumberText.exact(max(share.fraction, 0))])
    }
    children.append(component.isotropySubgroup.map(subgroup))
    children.append(component.realised.map(realised))
    return XMLElementNode(
      "irrep",
      [
        "label": component.label, "mulliken": component.mulliken,
        "k": fractions(component.waveVector), "arms": String(component.armCount),
        "dimension": component.dimension.map(String.init),
        "smallDimension": component.smallDimension.map(String.init),
        "direction": component.direction,
        "totallySymmetric": String(component.isTotallySymmetric),
        "primaryCandidate": String(component.isPrimaryCandidate),
      ], children: children)
  }

  static func realised(_ realised: DecompositionReport.RealisedDirection) -> XMLElementNode {
    XMLElementNode(
      "realised", ["direction": realised.direction],
      children: [subgroup(realised.isotropySubgroup)])
  }

  static func subgroup(
    _ subgroup: DecompositionReport.IsotropySubgroup
  ) -> XMLElementNode {
    XMLElementNode(
      "isotropySubgroup",
      [
        "number": String(subgroup.group.number), "symbol": subgroup.group.symbol,
        "index": String(subgroup.index), "size": subgroup.size.map(String.init),
        "freeParameters": subgroup.freeParameters.map(String.init),
        "basis": subgroup.basis.map { fractions($0.flatMap { $0 }) },
        "origin": subgroup.origin.map(fractions),
      ])
  }

  private static func strain(_ strain: DecompositionReport.Strain) -> XMLElementNode {
    var children: [XMLElementNode?] = [
      .numbers("tensor", strain.tensor.rowMajor, unit: "1", dictRef: "phasefit:strain")
    ]
    children += strain.voigt.enumerated().map { index, quantity in
      .quantity("voigt", quantity, ["component": String(index + 1)])
    }
    children += strain.parts.map { part in
      .quantity(
        "part", part.amplitude,
        ["label": part.label, "breaksSymmetry": String(part.breaksSymmetry)])
    }
    children.append(.quantity("rotationRemoved", strain.rotationAngle))
    return XMLElementNode("strain", children: children)
  }

  static func ferroic(_ ferroic: DecompositionReport.Ferroic) -> XMLElementNode {
    XMLElementNode(
      "ferroic",
      [
        "species": ferroic.species, "ferroelectric": ferroic.ferroelectric,
        "ferroelastic": ferroic.ferroelastic,
      ])
  }

  static func domains(_ domains: DecompositionReport.Domains) -> XMLElementNode {
    XMLElementNode(
      "domains",
      [
        "count": String(domains.count), "orientations": String(domains.orientations),
        "antiphase": String(domains.antiphase),
      ],
      children: domains.twinLaws.map { XMLElementNode("twinLaw", text: $0) }
        + domains.walls.map { wall in
          XMLElementNode(
            "wall", ["twinLaw": wall.twinLaw, "kind": wall.kind],
            children: wall.planes.map { XMLElementNode("plane", text: $0) })
        }
        + domains.states.map { state in
          XMLElementNode(
            "state",
            [
              "operation": state.operation, "orientation": String(state.orientation),
              "twinLaw": state.twinLaw,
            ])
        })
  }

  private static func orderParameter(
    _ parameter: DecompositionReport.OrderParameter
  ) -> XMLElementNode {
    XMLElementNode(
      "orderParameter",
      [
        "label": parameter.label, "landau": String(parameter.satisfiesLandau),
        "cubicTermOnDirection": String(parameter.hasCubicTermOnDirection),
        "lifshitz": String(parameter.satisfiesLifshitz), "verdict": parameter.verdict,
      ],
      children: parameter.invariants.map { invariants in
        XMLElementNode(
          "invariants",
          ["degree": String(invariants.degree), "count": String(invariants.count)],
          children: invariants.polynomials.map { XMLElementNode("polynomial", text: $0) }
            + invariants.onDirection.map { XMLElementNode("onDirection", text: $0) })
      })
  }

  private static func coupling(_ coupling: DecompositionReport.Coupling) -> XMLElementNode {
    XMLElementNode(
      "coupling",
      [
        "label": coupling.label,
        "kinds": coupling.kinds.isEmpty ? nil : coupling.kinds.joined(separator: ", "),
      ],
      children: coupling.powers.map { power in
        XMLElementNode("power", ["label": power.label, "exponent": String(power.exponent)])
      })
  }

  private static func superlattice(
    _ star: DecompositionReport.Superlattice
  ) -> XMLElementNode {
    XMLElementNode(
      "star", ["k": fractions(star.waveVector), "rule": star.rule],
      children: star.reflections.map { reflection in
        XMLElementNode(
          "reflection",
          [
            "indices": fractions(reflection.indices),
            "spacing": NumberText.exact(reflection.spacing),
            "multiplicity": reflection.multiplicity.map(String.init),
            "allowed": String(reflection.isAllowed),
          ])
      })
  }

  private static func atom(_ atom: AnalysisReport.SiteDisplacement) -> XMLElementNode {
    XMLElementNode(
      "atom", ["site": atom.label],
      children: [
        .numbers("position", atom.position.components, unit: "1", dictRef: "phasefit:position")
      ] + atom.components.map { .quantity("component", $0) }
        + [.quantity("occupancy", atom.occupancy)])
  }

  private static func fractions(_ values: [Rational]) -> String {
    XMLElementNode.waveVector(values)
  }
}
