import Foundation
import PhaseFitLandau
import PhaseFitNumerics
import PhaseFitRelaxedModel
import PhaseFitStructures
import PhaseFitSymmetry

let harness = Harness(filter: CommandLine.arguments.dropFirst().first ?? "")

// MARK: - Equivariant layers

try harness.runNetwork()
try harness.runHarmonics()
try harness.runNeighbours()
try harness.runProducts()

// MARK: - Crystals

let (cubic, cubicSymmetry) = try Structures.analysed(Structures.parentText)
let parent = try ParentStructure(cubic, symmetry: cubicSymmetry)
let (child, childSymmetry) = try Structures.analysed(Structures.childText(1))
let half = Rational(1, 2)

// MARK: - Reading

let text = Structures.childText(1)
try harness.run(
  "cif/p21n-32/crystal",
  reference: ("splitting the text into words", { _ = text.split { $0 == " " || $0 == "\n" } })
) {
  _ = try? Structures.crystal(text)
}

try Reading.run(filter: harness.filter)

// MARK: - Irreps

/// All products of the operations: what any construction that builds a group table has to do.
func multiplicationTable() {
  var count = 0
  for left in parent.operations {
    for right in parent.operations where (left * right).rotation == .identity { count += 1 }
  }
  precondition(count == parent.operations.count, "each operation has one inverse, found \(count)")
}

for (name, k) in [
  ("gamma", [Rational.zero, .zero, .zero]), ("x", [.zero, half, .zero]),
  ("m", [half, half, .zero]), ("r", [half, half, half]),
] {
  try harness.run(
    "irreps/pm-3m/\(name)", limit: 1e-3,
    reference: ("a multiplication table", multiplicationTable)
  ) { _ = try parent.smallIrreps(at: k) }
}

// MARK: - Decomposition

let one = try Structures.sweep([1], in: parent)
let irreps = try one.cell.physicalIrreps(of: parent)
try harness.run("irreps/pm-3m/2x2x2-cell") { _ = try one.cell.physicalIrreps(of: parent) }
try harness.run("embedding/wo3-32") {
  _ = try? Embedding(child, symmetry: childSymmetry, in: parent)
}

/// Projects by acting with every operation on the whole distortion, irrep by irrep.
func projectByOperations() {
  let field = one.members[0].field
  for irrep in irreps {
    var sum = field.scaled(by: 0)
    for (operation, matrix) in zip(one.cell.operations, irrep.matrices) {
      let character = matrix.trace
      if character != 0 { sum = sum + operation(field).scaled(by: character) }
    }
  }
}

try harness.run(
  "decomposition/wo3-32/amplitudes",
  reference: ("acting with every operation for every irrep", projectByOperations)
) {
  let modes = try SymmetryModes(cell: one.cell, irreps: irreps)
  _ = modes.decomposition(
    of: one.members[0].field, errors: one.members[0].errors,
    stabiliser: one.members[0].keptOperations)
}
try harness.run("decomposition/wo3-32/from-structures", limit: 0.1) {
  let sweep = try Structures.sweep([1], in: parent)
  let irreps = try sweep.cell.physicalIrreps(of: parent)
  _ = try SweepDecomposition(sweep, irreps: irreps)
}

let parts = (0..<20).map { 0.05 + 0.05 * Double($0) }
try harness.run(
  "decomposition/wo3-32/20-structures", limit: 0.2,
  reference: (
    "one structure at a time",
    {
      for part in parts {
        let sweep = try Structures.sweep([part], in: parent)
        _ = try SweepDecomposition(sweep, irreps: try sweep.cell.physicalIrreps(of: parent))
      }
    }
  )
) {
  let sweep = try Structures.sweep(parts, in: parent)
  _ = try SweepDecomposition(sweep, irreps: try sweep.cell.physicalIrreps(of: parent))
}

let (filled, filledSymmetry) = try Structures.analysed(Structures.filledText)
let perovskite = try ParentStructure(filled, symmetry: filledSymmetry)
try harness.run(
  "decomposition/nawo3-40/20-structures", limit: 0.2,
  reference: (
    "one structure at a time",
    {
      for part in parts {
        let sweep = try Structures.sweep([part], in: perovskite, filled: true)
        _ = try SweepDecomposition(
          sweep, irreps: try sweep.cell.physicalIrreps(of: perovskite))
      }
    }
  )
) {
  let sweep = try Structures.sweep(parts, in: perovskite, filled: true)
  precondition(sweep.cell.atoms.count == 40, "\(sweep.cell.atoms.count) atoms, expected 40")
  _ = try SweepDecomposition(sweep, irreps: try sweep.cell.physicalIrreps(of: perovskite))
}

// MARK: - Fits

let fewer = try Structures.sweep([0.25, 0.5, 0.75, 1], in: parent)
let targets = fewer.members.map { member in
  RelaxedTarget(
    temperature: member.temperature,
    distortion: fewer.cell.symmetryBreakingPart(of: member.field), displacementUncertainty: 1e-3,
    strainUncertainty: 1e-4, occupancyUncertainty: 0.01)
}
try Harness(repetitions: 1, leastTime: 0, filter: harness.filter).run(
  "relaxed-fit/wo3-32/4-structures"
) {
  _ = try? RelaxedFit(to: targets, on: fewer.cell)
}

let points = (0..<30).map { index in
  let temperature = 10 + 5 * Double(index)
  return OrderParameterSeries.Point(
    temperature: temperature, value: 0.5 * (1 - temperature / 160).squareRoot(),
    standardUncertainty: 0.005, isDistorted: true, measurement: index)
}
let series = OrderParameterSeries(
  label: nil, waveVector: [half, half, half], kind: .displacement, norm: .parentPrimitiveCell,
  points: points)
try harness.run("landau/30-points") {
  _ = try LandauAnalysis(series, facts: .init(groupSubgroupRelated: true))
}
