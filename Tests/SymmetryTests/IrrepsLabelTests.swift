import Foundation
import PhaseFitNumerics
import Testing

@testable import PhaseFitSymmetry

@Suite("Labels of irreps")
struct IrrepsLabelTests {
  /// The irreps of Pm-3m by which an oxygen at a face of the cube around the origin, or on the
  /// middle of an edge, tilts: three-dimensional, at R and M.
  private func perovskite(oxygen: Vector3) throws -> [PhysicalIrrep] {
    let setting = try #require(IrrepLabelTable.standardSetting(number: 221))
    let parent = try irrepParent(number: 221, operations: setting.operations, at: oxygen)
    let cell = CommensurateCell(
      parent: parent, lattices: [IntegerMatrix3(diagonal: 2, 2, 2)])
    return try cell.physicalIrreps(of: parent)
  }

  @Test("The irreps of Pm-3m at its special points, in the order of the table")
  func cubic() throws {
    let labels = try perovskite(oxygen: Vector3(0.5, 0, 0)).map(\.label)
    let signs = ["+", "-"]
    func all(_ point: String) -> [String] {
      signs.flatMap { sign in (1...5).map { "\(point)\($0)\(sign)" } }
    }
    #expect(labels.count == 40)
    #expect(Set(labels) == Set(["GM", "X", "M", "R"].flatMap(all)))
    #expect(Array(labels.prefix(10)) == all("GM"))
  }

  @Test("The other origin of Pm-3m exchanges R4+ with R5- and M3+ with M2+")
  func otherOrigin() throws {
    let irreps = try perovskite(oxygen: Vector3(0.5, 0, 0))
    let half = Rational(1, 2)
    func other(_ label: String) throws -> [PhysicalIrrep.OriginLabel] {
      try #require(irreps.first { $0.label == label }).otherLabels
    }
    #expect(try other("R4+") == [.init(label: "R5-", originShift: [half, half, half])])
    #expect(try other("M3+") == [.init(label: "M2+", originShift: [half, half, half])])
    #expect(try other("X5+") == [.init(label: "X5-", originShift: [half, half, half])])
    #expect(try other("GM4-").isEmpty)
  }

  @Test(
    "The antiphase tilt is R4+ with the octahedra at the origin, R5- with the large cation there")
  func tilt() throws {
    for (oxygen, expected, inPhase) in [
      (Vector3(0.5, 0, 0), "R4+", "M3+"), (Vector3(0.5, 0.5, 0), "R5-", "M2+"),
    ] {
      let setting = try #require(IrrepLabelTable.standardSetting(number: 221))
      let parent = try irrepParent(number: 221, operations: setting.operations, at: oxygen)
      let cell = CommensurateCell(
        parent: parent, lattices: [IntegerMatrix3(diagonal: 2, 2, 2)])
      let irreps = try cell.physicalIrreps(of: parent)
      // Rotations of the octahedra about z, alternating along x and y, and along z or not.
      let centre = oxygen.z == 0 && oxygen.y == 0 ? Vector3() : Vector3(0.5, 0.5, 0.5)
      for (label, isAntiphase) in [(expected, true), (inPhase, false)] {
        var field = DistortionField(
          displacements: cell.atoms.map { _ in Vector3() }, strain: .zero,
          occupancies: cell.atoms.map { _ in [0.0] })
        for (index, atom) in cell.atoms.enumerated() {
          // In units of the parent's cell; each oxygen joins two octahedra, whose rotations agree.
          let place = 2 * atom.position - centre
          for axis in 0..<2 where abs(place[axis] - place[axis].rounded()) > 0.4 {
            let other = 1 - axis
            let cell0 = Vector3(
              place.x - (axis == 0 ? 0.5 : 0), place.y - (axis == 1 ? 0.5 : 0), place.z)
            let parity =
              cell0.x.rounded() + cell0.y.rounded() + (isAntiphase ? cell0.z.rounded() : 0)
            let sign = Int(parity) % 2 == 0 ? 1.0 : -1.0
            var shift = Vector3()
            shift[other] = axis == 0 ? sign : -sign
            // Along the axis as it lies in the Cartesian frame.
            field.displacements[index] = parent.basis * shift
          }
        }
        let norm = field.dot(field)
        #expect(norm > 1)
        for irrep in irreps {
          // P = (d/|G|) Σ_g χ(g) g
          var share = 0.0
          for (matrix, operation) in zip(irrep.matrices, cell.operations) {
            share += matrix.trace * field.dot(operation(field))
          }
          share *= Double(irrep.dimension) / Double(cell.operations.count) / norm
          #expect(
            abs(share - (irrep.label == label ? 1 : 0)) < 1e-9, "\(label) in \(irrep.label)")
        }
      }
    }
  }

  @Test("The other origins permute the labels of every group as tabulated")
  func permutations() throws {
    let url = BundledStructure.root.appending(path: "Tests/Oracles/iso-ir-labels/origins.tsv")
    let lines = try String(contentsOf: url, encoding: .utf8).split(separator: "\n").dropFirst()
    #expect(lines.count > 300)
    var expected: [Int: Set<Set<String>>] = [:]
    for line in lines {
      let fields = line.split(separator: "\t")
      let number = Int(fields[0]) ?? 0
      // Some shifts of the table act alike on all points it lists; the sets of changes are compared.
      expected[number, default: []].insert(Set(fields[3].split(separator: " ").map(String.init)))
    }
    for number in IrrepsSmallTests.numbers {
      let standard = try PrimitiveStandard(number)
      let table = try standard.table()
      let labeller = try IrrepLabeller(
        number: number, table: table, basis: standard.basis, conventional: standard.conventional)
      var changes: [Int: Set<String>] = [:]
      for point in LabelOracle.groups[number - 1].points {
        let waveVector = ExactWaveVector(standard.primitive(point.waveVector))
        let little = LittleGroup(of: waveVector, in: table)
        let labelled = try #require(labeller.specialPoint(among: [waveVector]))
        for irrep in little.smallIrreps() {
          let labels = labelled.smallLabels(of: irrep, in: little)
          let own = try #require(labels[0])
          for (origin, candidate) in labels.enumerated() where candidate != own {
            let label = try #require(candidate)
            changes[origin, default: []].insert("\(own)>\(label)")
          }
        }
      }
      let found = Set(changes.values)
      #expect(
        found.isSuperset(of: expected[number] ?? []),
        "\(number): \(found) does not contain \(expected[number] ?? [])")
    }
  }

  @Test("The set of labels does not depend on the primitive basis nor on the origin")
  func invariance() throws {
    var generator = SplitMix64(seed: 99)
    for (number, supercell) in [
      (14, IntegerMatrix3(diagonal: 2, 2, 2)), (62, IntegerMatrix3(diagonal: 2, 2, 2)),
      (88, IntegerMatrix3(diagonal: 1, 1, 1)), (136, IntegerMatrix3(diagonal: 2, 2, 2)),
      (167, IntegerMatrix3(diagonal: 1, 1, 1)), (194, IntegerMatrix3(diagonal: 2, 2, 2)),
      (198, IntegerMatrix3(diagonal: 2, 2, 2)), (227, IntegerMatrix3(diagonal: 1, 1, 1)),
    ] {
      let (parent, cell) = try irrepCell(number, supercell)
      let expected = try cell.physicalIrreps(of: parent)
      for _ in 0..<3 {
        let change = randomUnimodular(using: &generator)
        let shift = (0..<3).map { _ in Rational(Int(generator.next() % 24), 24) }
        let inverse = try #require(change.integerInverse)
        let setting = try #require(IrrepLabelTable.standardSetting(number: number))
        let moved = setting.operations.map { operation -> SymmetryOperation in
          let rotated = operation.rotation.apply(to: shift)
          let translation = (0..<3).map { operation.translation[$0] + shift[$0] - rotated[$0] }
          return SymmetryOperation(
            rotation: inverse * operation.rotation * change,
            translation: inverse.apply(to: translation)
          ).reduced
        }
        let standard = PrimitiveStandard(number: number, operations: setting.operations)
        let basis = standard.basis * standard.conventional.real * change.real
        let other = try irrepParent(
          number: number, operations: moved, basis: basis,
          at: change.real.inverse * Vector3(shift[0].value, shift[1].value, shift[2].value))
        let lattice = other.conventionalMultiple * inverse * supercell
        let otherCell = CommensurateCell(parent: other, lattices: [lattice])
        let found = try otherCell.physicalIrreps(of: other)
        #expect(found.count == expected.count)
        // Plain names carry the components of k in the basis given.
        let special = { (irreps: [PhysicalIrrep]) in irreps.filter { !$0.label.hasPrefix("k=") } }
        #expect(
          Set(special(found).map(\.label)) == Set(special(expected).map(\.label)), "\(number)")
        for irrep in special(found) {
          let same = try #require(expected.first { $0.label == irrep.label })
          #expect(irrep.dimension == same.dimension && irrep.reality == same.reality)
          #expect(
            Set(irrep.otherLabels.map(\.label)) == Set(same.otherLabels.map(\.label)), "\(number)")
        }
      }
    }
  }

  @Test("Complex irreps bear the labels of both, joined; lines their own names")
  func joined() throws {
    let (parent, cell) = try irrepCell(174, IntegerMatrix3([1, 1, 0, -1, 2, 0, 0, 0, 1]))
    let labels = try cell.physicalIrreps(of: parent).map(\.label)
    #expect(
      labels == [
        "GM1", "GM2", "GM3GM5", "GM4GM6", "K1KA1", "K2KA2", "K3KA3", "K4KA4", "K5KA5", "K6KA6",
      ])
    let (cubic, line) = try irrepCell(221, IntegerMatrix3(diagonal: 3, 1, 1))
    let plain = try line.physicalIrreps(of: cubic).filter {
      $0.waveVector.contains { $0 != .zero }
    }
    #expect(!plain.isEmpty)
    #expect(Set(plain.map { $0.label.prefix(2) }) == ["DT", "SM", "LD"])
    #expect(plain.allSatisfy { $0.otherLabels.isEmpty })
  }

  private func randomUnimodular(using generator: inout SplitMix64) -> IntegerMatrix3 {
    var result = IntegerMatrix3.identity
    for _ in 0..<4 {
      var elements = IntegerMatrix3.identity.rowMajor
      let row = Int(generator.next() % 3)
      let column = (row + 1 + Int(generator.next() % 2)) % 3
      elements[3 * row + column] = generator.next() % 2 == 0 ? 1 : -1
      result = result * IntegerMatrix3(elements)
    }
    return result
  }
}
