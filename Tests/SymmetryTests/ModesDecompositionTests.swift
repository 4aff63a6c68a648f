import Foundation
import PhaseFitNumerics
import PhaseFitTestSupport
import Testing

@testable import PhaseFitSymmetry

@Suite("Distortions divided into irreps")
struct ModesDecompositionTests {
  static let goldens: [String: Double] = {
    let url = TestCrystals.root.appending(path: "Tests/Oracles/wo3-isodistort/amplitudes.json")
    guard let data = try? Data(contentsOf: url) else { return [:] }
    return (try? JSONDecoder().decode([String: Double].self, from: data)) ?? [:]
  }()

  @Test("WO3 has the ten amplitudes of ISODISTORT with irreps found by eigenspaces")
  func tungstenTrioxideNumerically() throws {
    let sweep = try ModesCase.tungstenTrioxide()
    let irreps = try NumericalIrreps.irreps(of: sweep.cell)
    let modes = try SymmetryModes(cell: sweep.cell, irreps: irreps)
    let member = sweep.members[0]
    let result = modes.decomposition(
      of: member.field, errors: member.errors, stabiliser: member.keptOperations)
    let found = result.contributions.map(\.childAmplitude.value).filter { $0 > 1e-6 }.sorted(by: >)
    let expected = Self.goldens.values.sorted(by: >)
    #expect(expected.count == 10)
    #expect(found.count == 10)
    for (left, right) in zip(found, expected) { #expect(abs(left - right) < 5e-4) }
    #expect(abs(result.totalChildAmplitude.value - 2.0392) < 5e-4)
    #expect(result.cellMultiplication == 8)
    // The strain has GM1+, GM3+ and GM5+.
    let strains = result.contributions.map(\.strain.value).filter { $0 > 1e-6 }.sorted(by: >)
    #expect(strains.count == 3)
    for (left, right) in zip(strains, [0.036926, 0.010982, 0.000358]) {
      #expect(abs(left - right) < 2e-5)
    }
    #expect(modes.isExplained(result, stabiliser: member.keptOperations))
  }

  @Test("copies are complete, orthonormal and equivariant")
  func intertwiners() throws {
    let sweep = try ModesCase.tungstenTrioxide()
    let irreps = try NumericalIrreps.irreps(of: sweep.cell)
    let modes = try SymmetryModes(cell: sweep.cell, irreps: irreps)
    // Every displacement but three translations, and all six strains, belong to some copy.
    let counts = modes.copies.reduce(into: [OrderParameterSeries.Kind: Int]()) {
      $0[$1.kind, default: 0] += irreps[$1.irrep].dimension
    }
    #expect(counts[.displacement] == 3 * sweep.cell.atoms.count - 3)
    #expect(counts[.strain] == 6)
    var generator = SplitMix64(seed: 5)
    let field = randomField(sweep.cell, &generator)
    let components = modes.components(of: field)
    let rebuilt = modes.field(
      Dictionary(uniqueKeysWithValues: components.enumerated().map { ($0.offset, $0.element) }))
    for kind in [OrderParameterSeries.Kind.displacement, .strain] {
      let difference = (rebuilt - field).restricted(to: kind)
      #expect(difference.largestComponent < 1e-10, "\(kind)")
    }
    for element in stride(from: 1, to: sweep.cell.operations.count, by: 37) {
      let moved = modes.components(of: sweep.cell.operations[element](field))
      for (copy, vector) in zip(modes.copies, zip(components, moved)) {
        let expected = irreps[copy.irrep].matrices[element] * vector.0
        for (left, right) in zip(expected, vector.1) { #expect(abs(left - right) < 1e-10) }
      }
    }
  }

  @Test("the parts agree with the projectors of the characters")
  func characterProjectors() throws {
    let sweep = try ModesCase.tungstenTrioxide()
    let irreps = try NumericalIrreps.irreps(of: sweep.cell)
    let modes = try SymmetryModes(cell: sweep.cell, irreps: irreps)
    let field = sweep.members[0].field
    let components = modes.components(of: field)
    for (index, irrep) in irreps.enumerated() {
      let part = modes.part(irrep: index, of: components)
      let projected = NumericalIrreps.projection(field, on: irrep, in: sweep.cell)
      let difference = part - projected
      #expect(difference.restricted(to: .displacement).largestComponent < 1e-10)
      #expect(difference.restricted(to: .strain).largestComponent < 1e-10)
    }
  }

  @Test("irreps of another cell are refused")
  func foreignIrreps() throws {
    let sweep = try ModesCase.tungstenTrioxide()
    let small = CommensurateCell(parent: sweep.parent, waveVectors: [])
    let irreps = try NumericalIrreps.irreps(of: small)
    #expect(throws: SymmetryError.self) {
      try SymmetryModes(cell: sweep.cell, irreps: irreps)
    }
  }

  @Test(
    "irreps of every type divide the distortions of a general position completely",
    arguments: [75, 76, 82, 88, 143, 146, 173, 198, 205, 212, 219])
  func everyType(_ number: Int) throws {
    let parent = try BareParent.make(number: number, withAtoms: true)
    let half = Rational(1, 2)
    let third = Rational(1, 3)
    let vectors =
      number < 100 || number > 194
      ? [[half, half, .zero], [half, half, half]] : [[third, third, half]]
    for vector in vectors {
      let cell = CommensurateCell(
        parent: parent, waveVectors: [parent.conventional(waveVector: vector)])
      guard cell.primitiveCellCount <= 4 else { continue }
      let irreps = try cell.physicalIrreps(of: parent)
      let modes = try SymmetryModes(cell: cell, irreps: irreps)
      for (irrep, commutant) in zip(irreps, modes.commutants) {
        let order = [PhysicalIrrep.Reality.real: 1, .complex: 2, .quaternionic: 4][irrep.reality]
        #expect(commutant.order == order, "\(irrep.label)")
      }
      // The regular representation holds each irrep d/c times.
      let occupancies = modes.copies.filter { $0.kind == .occupancy }
      for (index, irrep) in irreps.enumerated() {
        let copies = occupancies.count { $0.irrep == index }
        #expect(copies * modes.commutants[index].order == irrep.dimension, "\(irrep.label)")
      }
      var generator = SplitMix64(seed: UInt64(number))
      let field = randomField(cell, &generator)
      let components = modes.components(of: field)
      let rebuilt = modes.field(
        Dictionary(uniqueKeysWithValues: components.enumerated().map { ($0.offset, $0.element) }))
      #expect((rebuilt - field).largestComponent < 1e-9)
      let element = cell.operations.count - 1
      let moved = modes.components(of: cell.operations[element](field))
      for (copy, pair) in zip(modes.copies, zip(components, moved)) {
        let expected = irreps[copy.irrep].matrices[element] * pair.0
        for (left, right) in zip(expected, pair.1) { #expect(abs(left - right) < 1e-9) }
      }
      // The leading combination keeps its length when the unit of the algebra is fixed, and it is
      // equivariant.
      for irrep in irreps.indices {
        let leading = LeadingCopies(irrep, of: [components], in: modes)
        let square = leading.coefficients.joined().reduce(0) { $0 + $1 * $1 }
        #expect(abs(square - 1) < 1e-9)
        let turned = irreps[irrep].matrices[element] * leading.orderParameter(components, in: modes)
        for (left, right) in zip(turned, leading.orderParameter(moved, in: modes)) {
          #expect(abs(left - right) < 1e-9)
        }
      }
    }
  }

  @Test("another domain has the same amplitudes")
  func domains() throws {
    let sweep = try ModesCase.tungstenTrioxide()
    let modes = try SymmetryModes(
      cell: sweep.cell, irreps: try sweep.cell.physicalIrreps(of: sweep.parent))
    let member = sweep.members[0]
    let expected = modes.decomposition(of: member.field, stabiliser: member.keptOperations)
    for element in [7, 101, 300] {
      let operation = sweep.cell.operations[element]
      let field = operation(member.field)
      let found = modes.decomposition(
        of: field, stabiliser: sweep.cell.stabiliser(of: field))
      #expect(found.contributions.map(\.label) == expected.contributions.map(\.label))
      for (left, right) in zip(found.contributions, expected.contributions) {
        #expect(abs(left.childAmplitude.value - right.childAmplitude.value) < 1e-9)
        #expect(abs(left.strain.value - right.strain.value) < 1e-9)
        #expect(abs(left.maximumDisplacement - right.maximumDisplacement) < 1e-9)
      }
    }
  }

  func randomField(_ cell: CommensurateCell, _ generator: inout SplitMix64) -> DistortionField {
    func value() -> Double { Double.random(in: -1...1, using: &generator) }
    var displacements = cell.atoms.map { _ in Vector3(value(), value(), value()) }
    let mean = displacements.reduce(Vector3.zero, +) / Double(displacements.count)
    displacements = displacements.map { $0 - mean }
    let (a, b, c) = (value(), value(), value())
    let (d, e, f) = (value(), value(), value())
    return DistortionField(
      displacements: displacements,
      strain: Matrix3(rows: Vector3(a, f, e), Vector3(f, b, d), Vector3(e, d, c)),
      occupancies: cell.atoms.map { $0.contents.map { _ in value() } })
  }
}
