import Foundation
import PhaseFitNumerics
import PhaseFitRelaxedModel
import PhaseFitSymmetry

/// One kind of sweep with known truth.
struct Case {
  var name: String
  var modes: SymmetryModes
  var primaries: [SyntheticSweep.Primary]
  /// The transition temperature and exponent of each primary.
  var laws: [(critical: Double, exponent: Double)]
  var secondary = 0.2
  var pseudoproper = 0.0

  func order(_ temperature: Double) -> [Double] {
    laws.map { pow(max(0, 1 - temperature / $0.critical), $0.exponent) }
  }

  func sweep(_ seed: UInt64) -> SyntheticSweep {
    SyntheticSweep(
      modes, primaries: primaries, secondary: secondary, pseudoproper: pseudoproper,
      seed: 100 + seed)
  }

  /// The primaries that differ from zero at the lowest temperature.
  func labels(at temperature: Double) -> Set<String> {
    Set(
      zip(primaries, order(temperature)).filter { $0.1 > 0 }
        .map { modes.irreps[$0.0.irrep].label })
  }
}

extension Case {
  static func one(
    _ name: String, _ modes: SymmetryModes, _ label: String, _ direction: [Double],
    _ amplitude: Double
  ) -> Case {
    Case(
      name: name, modes: modes,
      primaries: [
        .init(irrep: modes.irrep(label), direction: direction, amplitude: amplitude)
      ], laws: [(105, 0.5)])
  }

  static func perovskites() throws -> [Case] {
    let single = try GaugeParent.perovskite.modes()
    let even = try GaugeParent.perovskite.modes(IntegerMatrix3([0, 1, 1, 1, 0, 1, 1, 1, 0]))
    let double = try GaugeParent.perovskite.modes(IntegerMatrix3([2, 0, 0, 0, 2, 0, 0, 0, 2]))
    let pnma: [SyntheticSweep.Primary] = [
      .init(irrep: double.irrep("R4+"), direction: [1, 1, 0], amplitude: 0.4),
      .init(irrep: double.irrep("M3+"), direction: [0, 0, 1], amplitude: 0.35),
    ]
    let two: [SyntheticSweep.Primary] = [
      .init(irrep: even.irrep("R4+"), direction: [0, 0, 1], amplitude: 0.4),
      .init(irrep: even.irrep("GM4-"), direction: [0, 0, 1], amplitude: 0.2),
    ]
    return [
      one("antiphase tilt", even, "R4+", [0, 0, 1], 0.4),
      one("in-phase tilt", double, "M3+", [0, 0, 1], 0.4),
      one("rhombohedral tilt", even, "R4+", [1, 1, 1], 0.4),
      Case(name: "Pnma", modes: double, primaries: pnma, laws: [(105, 0.5), (105, 0.4)]),
      one("polar [001]", single, "GM4-", [0, 0, 1], 0.2),
      one("polar [110]", single, "GM4-", [1, 1, 0], 0.2),
      one("polar [111]", single, "GM4-", [1, 1, 1], 0.2),
      Case(
        name: "ferroelastic", modes: single,
        primaries: [.init(irrep: single.irrep("GM3+"), direction: [1, 0], amplitude: 0.05)],
        laws: [(105, 0.5)], secondary: 0),
      Case(name: "two", modes: even, primaries: two, laws: [(105, 0.5), (60, 0.5)]),
      Case(name: "none", modes: even, primaries: [two[0]], laws: [(0.001, 0.5)]),
    ]
  }

  /// Every irrep of other parents that moves atoms, along its most symmetric direction; where it
  /// also has a strain, once more with the strain linear in it.
  static func others(_ filter: String) throws -> [Case] {
    let parents: [(GaugeParent, IntegerMatrix3)] = [
      (.wurtzite, .identity), (.quartz, .identity), (.litharge, .identity),
      (.litharge, IntegerMatrix3([1, 1, 0, -1, 1, 0, 0, 0, 1])), (.trigonal, .identity),
      (.trigonal, IntegerMatrix3([0, 1, 1, 1, 0, 1, 1, 1, 0])), (.scheelite, .identity),
      (.orthorhombic, IntegerMatrix3([1, 0, 0, 0, 2, 0, 0, 0, 1])), (.chiralCubic, .identity),
      (.polarTrigonal, .identity),
      (.polarTrigonal, IntegerMatrix3([2, -1, 0, 1, 1, 0, 0, 0, 1])),
      (.screws, IntegerMatrix3([0, 1, 1, 1, 0, 1, 1, 1, 0])),
      (.monoclinic, IntegerMatrix3([2, 0, 0, 0, 1, 0, 0, 0, 1])),
      (.monoclinic, IntegerMatrix3([1, 0, 0, 0, 2, 0, 0, 0, 1])),
      (.triclinic, IntegerMatrix3([2, 0, 0, 0, 1, 0, 0, 0, 1])),
      (.pedial, IntegerMatrix3([1, 0, 0, 0, 1, 0, 0, 0, 2])),
    ]
    return try parents.flatMap { parent, lattice -> [Case] in
      let modes = try parent.modes(lattice)
      return try modes.irreps.indices.flatMap { index -> [Case] in
        let irrep = modes.irreps[index]
        let moves = modes.copies.contains { $0.irrep == index && $0.kind == .displacement }
        guard moves, !irrep.isTotallySymmetric else { return [] }
        let type = irrep.type
        let name =
          "\(parent.rawValue) ×\(modes.cell.primitiveCellCount) \(irrep.label)\(type)"
        guard filter.isEmpty || "\(name) pseudoproper".contains(filter) else { return [] }
        let stratum = try OrderParameterStrata([irrep], in: modes.cell).strata
          .first { $0.freeParameters > 0 }
        guard let stratum else { return [] }
        let direction = stratum.basis.reduce([Double](repeating: 0, count: irrep.dimension)) {
          zip($0, $1).map { 0.6 * $0 + $1 }
        }
        let plain = Case(
          name: name, modes: modes,
          primaries: [.init(irrep: index, direction: direction, amplitude: 0.25)],
          laws: [(105, 0.5)])
        let isStrained = modes.copies.contains { $0.irrep == index && $0.kind == .strain }
        guard isStrained else { return [plain] }
        var strained = plain
        strained.name += " pseudoproper"
        strained.pseudoproper = 0.3
        return [plain, strained]
      }
    }
  }

  static func all(_ filter: String) throws -> [Case] {
    try (perovskites() + others(filter)).filter {
      filter.isEmpty || $0.name.contains(filter)
    }
  }
}

extension PhysicalIrrep {
  /// Nothing for real irreps, else the type: 1/|G| Σ χ(g)² is 1, 2 or 4.
  var type: String {
    let norm =
      matrices.reduce(0.0) { $0 + $1.trace * $1.trace } / Double(max(matrices.count, 1))
    return norm > 3 ? " (pseudoreal)" : norm > 1.5 ? " (complex)" : ""
  }
}
