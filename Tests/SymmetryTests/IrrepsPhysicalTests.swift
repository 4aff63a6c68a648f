import Foundation
import PhaseFitNumerics
import Testing

@testable import PhaseFitSymmetry

@Suite("Real irreps of a commensurate cell")
struct IrrepsPhysicalTests {
  /// Groups and supercells of their conventional cells: all types of reality, stars with and
  /// without −k, special and general wave vectors.
  static let cases: [(number: Int, supercell: IntegerMatrix3)] = [
    (2, IntegerMatrix3(diagonal: 2, 2, 2)),
    (19, IntegerMatrix3(diagonal: 2, 2, 2)),
    (33, IntegerMatrix3(diagonal: 2, 2, 1)),
    (62, IntegerMatrix3(diagonal: 3, 1, 2)),
    (61, IntegerMatrix3(diagonal: 2, 2, 2)),
    (73, IntegerMatrix3(diagonal: 2, 2, 2)),
    (76, IntegerMatrix3(diagonal: 1, 1, 3)),
    (82, IntegerMatrix3(diagonal: 2, 2, 1)),
    (110, IntegerMatrix3(diagonal: 2, 2, 2)),
    (122, IntegerMatrix3(diagonal: 1, 1, 1)),
    (147, IntegerMatrix3(diagonal: 3, 3, 1)),
    (158, IntegerMatrix3([1, 1, 0, -1, 2, 0, 0, 0, 2])),
    (174, IntegerMatrix3([1, 1, 0, -1, 2, 0, 0, 0, 2])),
    (194, IntegerMatrix3([1, 1, 0, -1, 2, 0, 0, 0, 1])),
    (198, IntegerMatrix3(diagonal: 2, 2, 2)),
    (167, IntegerMatrix3(diagonal: 1, 1, 1)),
    (216, IntegerMatrix3(diagonal: 1, 1, 1)),
    (221, IntegerMatrix3(diagonal: 2, 2, 2)),
    (221, IntegerMatrix3(diagonal: 3, 1, 1)),
    (227, IntegerMatrix3(diagonal: 1, 1, 1)),
  ]

  @Test("The matrices are real orthogonal and multiply as the operations", arguments: cases.indices)
  func groupLaw(index: Int) throws {
    let (number, supercell) = Self.cases[index]
    let (parent, cell) = try irrepCell(number, supercell)
    let irreps = try cell.physicalIrreps(of: parent)
    var numberOf: [SymmetryOperation: Int] = [:]
    for (position, operation) in cell.exactOperations.enumerated() {
      numberOf[operation.reduced] = position
    }
    var generator = SplitMix64(seed: UInt64(number))
    let count = cell.operations.count
    // Σ d²/c: the regular representation holds every real irrep d/c times.
    let sum = irreps.reduce(0) { sum, irrep in
      sum + irrep.dimension * irrep.dimension / irrep.reality.commutantDimension
    }
    #expect(sum == count, "\(number)")
    #expect(irreps.count { $0.isTotallySymmetric } == 1)
    #expect(irreps[0].isTotallySymmetric)
    #expect(Set(irreps.map(\.label)).count == irreps.count, "\(number): \(irreps.map(\.label))")
    for irrep in irreps {
      #expect(irrep.matrices.count == count)
      for _ in 0..<12 {
        let left = Int(generator.next() % UInt64(count))
        let right = Int(generator.next() % UInt64(count))
        let composed = (cell.exactOperations[left] * cell.exactOperations[right]).reduced
        let product = try #require(numberOf[composed])
        let law = irrep.matrices[left] * irrep.matrices[right] - irrep.matrices[product]
        #expect(law.frobeniusNorm < 1e-12, "\(number) \(irrep.label)")
        let unit =
          irrep.matrices[left] * irrep.matrices[left].transpose - .identity(irrep.dimension)
        #expect(unit.frobeniusNorm < 1e-12, "\(number) \(irrep.label)")
      }
    }
  }

  @Test("Characters over the whole group are orthogonal, with norm 1, 2 or 4", arguments: cases)
  func characters(number: Int, supercell: IntegerMatrix3) throws {
    let (parent, cell) = try irrepCell(number, supercell)
    guard cell.operations.count <= 400 else { return }
    let irreps = try cell.physicalIrreps(of: parent)
    let traces = Matrix(irreps.map { $0.matrices.map(\.trace) })
    let products = (1 / Double(cell.operations.count)) * (traces * traces.transpose)
    for row in 0..<products.rows {
      for column in 0..<products.columns {
        let expected = row == column ? Double(irreps[row].reality.commutantDimension) : 0
        #expect(
          abs(products[row, column] - expected) < 1e-9,
          "\(number) \(irreps[row].label) \(irreps[column].label)")
      }
    }
  }

  @Test("Translations act as the plane waves of the arms")
  func translations() throws {
    let (parent, cell) = try irrepCell(194, IntegerMatrix3([1, 1, 0, -1, 2, 0, 0, 0, 1]))
    for irrep in try cell.physicalIrreps(of: parent) {
      let parts = Double(irrep.dimension) / Double(irrep.arms.count)
      for (index, operation) in cell.operations.enumerated()
      where operation.rotation == .identity {
        let shift = parent.conventionalBasis.inverse * (cell.basis * operation.translation)
        let expected = irrep.arms.reduce(0.0) { sum, arm in
          let phase = arm[0].value * shift.x + arm[1].value * shift.y + arm[2].value * shift.z
          return sum + parts * cos(2 * .pi * phase)
        }
        #expect(abs(irrep.matrices[index].trace - expected) < 1e-9, "\(irrep.label)")
      }
    }
  }

  @Test("The displacements of the atoms hold only whole irreps, also with complex conjugates")
  func displacements() throws {
    for (number, supercell) in Self.cases.prefix(12) {
      let (parent, cell) = try irrepCell(number, supercell)
      guard cell.operations.count <= 200 else { continue }
      let permutation = cell.operations.map { operation in
        let fixed = operation.permutation.enumerated().count { $0.offset == $0.element }
        return Double(fixed) * operation.cartesian.trace
      }
      var total = 0.0
      for irrep in try cell.physicalIrreps(of: parent) {
        let sum = zip(irrep.matrices, permutation).reduce(0) { $0 + $1.0.trace * $1.1 }
        let count =
          sum / Double(cell.operations.count * irrep.reality.commutantDimension)
        #expect(abs(count - count.rounded()) < 1e-9, "\(number) \(irrep.label)")
        #expect(count > -1e-9)
        total += count * Double(irrep.dimension)
      }
      #expect(abs(total - Double(3 * cell.atoms.count)) < 1e-6, "\(number)")
    }
  }

  @Test("A cell without its exact operations or of another parent is refused")
  func refusal() throws {
    let (parent, cell) = try irrepCell(221, IntegerMatrix3(diagonal: 1, 1, 1))
    var bare = cell
    bare.exactOperations = []
    #expect(throws: SymmetryError.self) { try bare.physicalIrreps(of: parent) }
    let (other, _) = try irrepCell(194, IntegerMatrix3(diagonal: 1, 1, 1))
    #expect(throws: SymmetryError.self) { try cell.physicalIrreps(of: other) }
  }
}

extension PhysicalIrrep.Reality {
  /// The dimension of the algebra that commutes with the real irrep.
  fileprivate var commutantDimension: Int {
    switch self {
    case .real: 1
    case .complex: 2
    case .quaternionic: 4
    }
  }
}
