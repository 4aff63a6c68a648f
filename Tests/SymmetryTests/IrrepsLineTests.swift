import Foundation
import PhaseFitNumerics
import Testing

@testable import PhaseFitSymmetry

/// Labels on lines and planes against the characters of `Tests/Oracles/iso-ir-labels/lines.tsv`.
@Suite("Labels of irreps on lines and planes")
struct IrrepsLineTests {
  struct Entry {
    let label: String
    let dimension: Int
    let characters: [(operation: SymmetryOperation, value: Complex)]
  }

  /// The irreps of each wave vector of the oracle.
  static func oracle() throws -> [(number: Int, waveVector: [Rational], irreps: [Entry])] {
    let url = BundledStructure.root.appending(path: "Tests/Oracles/iso-ir-labels/lines.tsv")
    var result: [(number: Int, waveVector: [Rational], irreps: [Entry])] = []
    for line in try String(contentsOf: url, encoding: .utf8).split(separator: "\n") {
      let fields = line.split(separator: "\t")
      let number = try #require(Int(fields[0]))
      let waveVector = fields[1].split(separator: ",").map(rational)
      let entry = Entry(
        label: String(fields[2]), dimension: try #require(Int(fields[3])),
        characters: try fields[4].split(separator: " ").map { item in
          let parts = item.split(separator: ":")
          return (
            try SymmetryOperation(jonesFaithful: String(parts[0])),
            Complex(try #require(Double(parts[1])), try #require(Double(parts[2])))
          )
        })
      if result.last?.number == number, result.last?.waveVector == waveVector {
        result[result.count - 1].irreps.append(entry)
      } else {
        result.append((number, waveVector, [entry]))
      }
    }
    return result
  }

  @Test("Labels, dimensions and characters are those of ISO-IR at all parameters")
  func characters() throws {
    let oracle = try Self.oracle()
    #expect(oracle.count > 500)
    for (number, waveVector, expected) in oracle {
      let standard = try PrimitiveStandard(number)
      let table = try standard.table()
      let labeller = try IrrepLabeller(
        number: number, table: table, basis: standard.basis, conventional: standard.conventional)
      let k = ExactWaveVector(standard.primitive(waveVector))
      // The star, the opposite vectors included, so that the choice of an arm is put to the test.
      let arms = Set(
        table.inverseRotations.flatMap { [k.image(inverse: $0), k.negated.image(inverse: $0)] })
      let sorted = arms.sorted { "\($0.numerators)" < "\($1.numerators)" }
      let labelled = try #require(labeller.point(among: sorted), "\(number) \(waveVector)")
      let little = LittleGroup(of: labelled.waveVector, in: table)
      let irreps = little.smallIrreps()
      #expect(irreps.count == expected.count, "\(number) \(waveVector)")
      let labels = irreps.compactMap { labelled.smallLabels(of: $0, in: little)[0] }
      #expect(Set(labels) == Set(expected.map(\.label)), "\(number) \(waveVector)")
      guard labelled.waveVector == k else { continue }
      for entry in expected {
        let index = try #require(labels.firstIndex(of: entry.label))
        #expect(irreps[index].dimension == entry.dimension, "\(number) \(entry.label)")
        for (operation, value) in entry.characters {
          let product =
            (standard.scaledLattice.adjugate * operation.rotation * standard.scaledLattice)
            .rowMajor.map { $0 / standard.scaledLattice.determinant }
          let representative = try #require(table.indexOfRotation[IntegerMatrix3(product)])
          let primitive = standard.scaledLattice.adjugate.apply(to: operation.translation).map {
            $0 * Rational(standard.denominator, standard.scaledLattice.determinant)
          }
          let shift = zip(primitive, table.operations[representative].translation).map { $0 - $1 }
          let own = irreps[index].character(little.positions[representative])
          let phase = little.roots[k.phase(SIMD3(shift.map(\.numerator)))]
          #expect(
            (phase.times(own).conjugate - value).squaredModulus < 1e-10,
            "\(number) \(entry.label) \(operation)")
        }
      }
    }
  }

  @Test("Every wave vector of a star gets the same labels")
  func star() throws {
    for (number, components) in [
      (221, [Rational(0), Rational(1, 5), Rational(0)]), (62, [Rational(1, 3), .zero, .zero]),
      (99, [Rational(1, 5), Rational(2, 5), Rational(1, 7)]),
      (167, [.zero, .zero, Rational(3, 7)]),
      (216, [Rational(1, 3), Rational(1, 3), .zero]), (148, [Rational(1, 7), .zero, .zero]),
    ] {
      let standard = try PrimitiveStandard(number)
      let table = try standard.table()
      let labeller = try IrrepLabeller(
        number: number, table: table, basis: standard.basis, conventional: standard.conventional)
      let k = ExactWaveVector(standard.primitive(components))
      let arms = Array(Set(table.inverseRotations.map { k.image(inverse: $0) }))
      let labelled = try #require(labeller.point(among: arms))
      for rotated in 1..<arms.count {
        let again = try #require(
          labeller.point(among: Array(arms[rotated...] + arms[..<rotated])))
        #expect(again.name == labelled.name && again.parameters == labelled.parameters)
        let (first, second) = (
          LittleGroup(of: labelled.waveVector, in: table),
          LittleGroup(of: again.waveVector, in: table)
        )
        let own = Set(first.smallIrreps().map { labelled.smallLabels(of: $0, in: first)[0] })
        let other = Set(second.smallIrreps().map { again.smallLabels(of: $0, in: second)[0] })
        #expect(own == other && !own.contains(nil))
      }
    }
  }

  @Test(
    "The names that the literature uses: SM of Pnma, DT, SM and LD of Pm-3m, joined pairs of ±k")
  func names() throws {
    func labels(_ number: Int, _ lattice: IntegerMatrix3) throws -> Set<String> {
      let setting = try #require(IrrepLabelTable.standardSetting(number: number))
      let parent = try irrepParent(
        number: number, operations: setting.operations, at: Vector3(0.11, 0.23, 0.37))
      let cell = CommensurateCell(parent: parent, lattices: [lattice])
      let all = try cell.physicalIrreps(of: parent).map(\.label)
      #expect(Set(all).count == all.count)
      return Set(all.filter { !$0.hasPrefix("GM") })
    }
    // K2SeO4: the triple cell along a of Pnma.
    #expect(try labels(62, IntegerMatrix3(diagonal: 3, 1, 1)) == ["SM1", "SM2", "SM3", "SM4"])
    let cubic = try labels(221, IntegerMatrix3(diagonal: 3, 3, 3))
    #expect(cubic.isSuperset(of: ["LD1", "LD2", "LD3"]) && !cubic.contains("LD4"))
    // −k lies outside the star of a polar line.
    #expect(
      try labels(99, IntegerMatrix3(diagonal: 1, 1, 3))
        == ["LD1LE1", "LD2LE2", "LD3LE3", "LD4LE4", "LD5LE5"])
    // Two stars on one line are told apart.
    let two = try labels(47, IntegerMatrix3(diagonal: 5, 1, 1))
    #expect(two.contains("SM1[1/5,0,0]") && two.contains("SM1[2/5,0,0]"))
  }
}
