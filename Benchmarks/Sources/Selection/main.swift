// How often a sweep model finds the group and the primary order parameters of sweeps with known truth.
//
//     swift run -c release --package-path Benchmarks Selection [PART OF A CASE'S NAME] [SEEDS]

import Foundation
import PhaseFitNumerics
import PhaseFitRelaxedModel
import PhaseFitSymmetry

/// One kind of sweep.
struct Case {
  var name: String
  var modes: SymmetryModes
  var primaries: [SyntheticSweep.Primary]
  /// The transition temperature and exponent of each primary.
  var laws: [(critical: Double, exponent: Double)]
  var secondary = 0.2

  func order(_ temperature: Double) -> [Double] {
    laws.map { pow(max(0, 1 - temperature / $0.critical), $0.exponent) }
  }
}

let arguments = CommandLine.arguments.dropFirst()
let filter = arguments.first ?? ""
let seeds = arguments.dropFirst().first.flatMap { UInt64($0) } ?? 5
let temperatures = stride(from: 10.0, through: 150, by: 20).map { $0 }
let noises = [0, 1e-4, 1e-3, 5e-3]

func irrep(_ modes: SymmetryModes, _ label: String) -> Int {
  modes.irreps.firstIndex { $0.label == label } ?? -1
}

func perovskite() throws -> [Case] {
  let single = try Parent.perovskite.modes(.identity)
  let even = try Parent.perovskite.modes(IntegerMatrix3([0, 1, 1, 1, 0, 1, 1, 1, 0]))
  let double = try Parent.perovskite.modes(IntegerMatrix3([2, 0, 0, 0, 2, 0, 0, 0, 2]))
  func one(
    _ name: String, _ modes: SymmetryModes, _ label: String, _ direction: [Double],
    _ amplitude: Double
  ) -> Case {
    Case(
      name: name, modes: modes,
      primaries: [
        .init(irrep: irrep(modes, label), direction: direction, amplitude: amplitude)
      ], laws: [(105, 0.5)])
  }
  let strain = irrep(single, "GM3+")
  return [
    one("antiphase tilt", even, "R4+", [0, 0, 1], 0.4),
    one("in-phase tilt", double, "M3+", [0, 0, 1], 0.4),
    one("rhombohedral tilt", even, "R4+", [1, 1, 1], 0.4),
    Case(
      name: "Pnma", modes: double,
      primaries: [
        .init(irrep: irrep(double, "R4+"), direction: [1, 1, 0], amplitude: 0.4),
        .init(irrep: irrep(double, "M3+"), direction: [0, 0, 1], amplitude: 0.35),
      ], laws: [(105, 0.5), (105, 0.4)]),
    one("polar [001]", single, "GM4-", [0, 0, 1], 0.2),
    one("polar [110]", single, "GM4-", [1, 1, 0], 0.2),
    one("polar [111]", single, "GM4-", [1, 1, 1], 0.2),
    Case(
      name: "ferroelastic", modes: single,
      primaries: [.init(irrep: strain, direction: [1, 0], amplitude: 0.05)],
      laws: [(105, 0.5)], secondary: 0),
    Case(
      name: "two", modes: even,
      primaries: [
        .init(irrep: irrep(even, "R4+"), direction: [0, 0, 1], amplitude: 0.4),
        .init(irrep: irrep(even, "GM4-"), direction: [0, 0, 1], amplitude: 0.2),
      ], laws: [(105, 0.5), (60, 0.5)]),
    Case(
      name: "none", modes: even,
      primaries: [.init(irrep: irrep(even, "R4+"), direction: [0, 0, 1], amplitude: 0.4)],
      laws: [(0.001, 0.5)]),
  ]
}

/// Every irrep of other parents that moves atoms, along its most symmetric direction.
func others() throws -> [Case] {
  let parents: [(Parent, IntegerMatrix3)] = [
    (.wurtzite, .identity), (.quartz, .identity), (.litharge, .identity),
    (.litharge, IntegerMatrix3([1, 1, 0, -1, 1, 0, 0, 0, 1])), (.trigonal, .identity),
    (.trigonal, IntegerMatrix3([0, 1, 1, 1, 0, 1, 1, 1, 0])), (.scheelite, .identity),
    (.orthorhombic, IntegerMatrix3([1, 0, 0, 0, 2, 0, 0, 0, 1])),
  ]
  return try parents.flatMap { parent, lattice in
    let modes = try parent.modes(lattice)
    return try modes.irreps.indices.compactMap { index -> Case? in
      let irrep = modes.irreps[index]
      let moves = modes.copies.contains { $0.irrep == index && $0.kind == .displacement }
      guard moves, !irrep.isTotallySymmetric else { return nil }
      let stratum = try OrderParameterStrata([irrep], in: modes.cell).strata
        .first { $0.freeParameters > 0 }
      guard let stratum else { return nil }
      let direction = stratum.basis.reduce([Double](repeating: 0, count: irrep.dimension)) {
        zip($0, $1).map { 0.6 * $0 + $1 }
      }
      return Case(
        name: "\(parent.rawValue) ×\(modes.cell.primitiveCellCount) \(irrep.label)", modes: modes,
        primaries: [.init(irrep: index, direction: direction, amplitude: 0.25)],
        laws: [(105, 0.5)])
    }
  }
}

struct Score {
  var group = 0
  var primary = 0
  var total = 0
  var seconds = 0.0
}

let cases = try perovskite() + others()
print(
  "case".padding(toLength: 26, withPad: " ", startingAt: 0)
    + noises.map { "s.u. \($0) Å: group, primary" }.joined(separator: "  ") + "  s per sweep")
var sums: [Bool: Score] = [:]
for item in cases where filter.isEmpty || item.name.contains(filter) {
  var line = item.name.padding(toLength: 26, withPad: " ", startingAt: 0)
  var seconds = 0.0
  for noise in noises {
    var score = Score()
    for seed in 0..<seeds {
      let sweep = SyntheticSweep(
        item.modes, primaries: item.primaries, secondary: item.secondary, seed: 100 + seed)
      let observations = sweep.observations(
        at: temperatures, displacement: noise, strain: 0.1 * noise / 3.9, noise: .everyComponent,
        seed: seed, order: item.order)
      let start = ContinuousClock.now
      let found = SweepObservation.withAdmittedGroups(observations, modes: item.modes)
      let middle = ContinuousClock.now
      let model = try SweepModel(of: found, modes: item.modes)
      let time = (ContinuousClock.now - middle).components
      seconds += Double(time.seconds) + 1e-18 * Double(time.attoseconds)
      _ = start
      // The group of the coldest structure, and the parent's above the transition.
      let truth = sweep.keptOperations(order: item.order(temperatures[0]))
      let isRight =
        found[0].keptOperations == truth
        && found.allSatisfy {
          $0.temperature < 105 || $0.keptOperations.count == item.modes.cell.operations.count
        }
      let labels = Set(
        zip(item.primaries, item.order(temperatures[0])).filter { $0.1 > 0 }
          .map { item.modes.irreps[$0.0.irrep].label })
      score.total += 1
      score.group += isRight ? 1 : 0
      score.primary += Set(model.members.map(\.name)) == labels ? 1 : 0
      if ProcessInfo.processInfo.environment["VERBOSE"] != nil {
        print(
          "  \(item.name) \(noise) seed \(seed):",
          found.map { item.modes.cell.operations.count / $0.keptOperations.count },
          "truth \(item.modes.cell.operations.count / truth.count)",
          model.verdict, model.inflation,
          time)
        for candidate in model.candidates {
          let quality = candidate.quality
          print(
            "    \(candidate.labels) χ² \(quality.chiSquared) ν \(quality.degreesOfFreedom)",
            "E \(quality.evidence) narrow \(quality.evidenceOfNarrowPrior)",
            "it \(quality.iterations) draws \(candidate.draws) \(candidate.status)")
        }
      }
    }
    line += "  \(score.group)/\(score.total), \(score.primary)/\(score.total)          "
    if noise > 0 && noise <= 1e-3 {
      sums[true, default: Score()].group += score.group
      sums[true, default: Score()].primary += score.primary
      sums[true, default: Score()].total += score.total
    }
  }
  print(line + String(format: "  %.3f", seconds / Double(noises.count) / Double(seeds)))
}
if let sum = sums[true] {
  print(
    "s.u. 1e-4 and 1e-3 Å together: group \(sum.group) of \(sum.total), primary \(sum.primary)")
}
