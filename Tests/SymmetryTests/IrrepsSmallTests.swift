import Foundation
import PhaseFitNumerics
import Testing

@testable import PhaseFitSymmetry

@Suite("Small irreps")
struct IrrepsSmallTests {
  /// All groups where the variable is set, else those of a seeded sample and the hardest ones.
  static let numbers: [Int] = {
    if ProcessInfo.processInfo.environment["PHASEFIT_ALL_IRREPS"] != nil { return Array(1...230) }
    var generator = SplitMix64(seed: 230)
    let sample = (1...230).filter { _ in generator.uniform() < 0.25 }
    return Set(sample + [198, 205, 219, 221, 227, 230]).sorted()
  }()

  @Test("Every group has at every special point the irreps of the table, each exactly once")
  func againstTable() throws {
    #expect(LabelOracle.groups.count == 230)
    #expect(
      LabelOracle.groups.reduce(0) { $0 + $1.points.reduce(0) { $0 + $1.irreps.count } } == 5408)
    var count = 0
    for group in LabelOracle.groups where Self.numbers.contains(group.number) {
      let standard = try PrimitiveStandard(group.number)
      let table = try standard.table()
      let labeller = try IrrepLabeller(
        number: group.number, table: table, basis: standard.basis,
        conventional: standard.conventional)
      // The table's operations in the primitive basis: a representative and a lattice vector.
      let elements = try group.operations.map { operation in
        try element(of: operation, standard: standard, table: table)
      }
      for point in group.points {
        let name = "\(group.number) \(point.name)"
        let waveVector = ExactWaveVector(standard.primitive(point.waveVector))
        let little = LittleGroup(of: waveVector, in: table)
        let irreps = little.smallIrreps()
        #expect(irreps.reduce(0) { $0 + $1.dimension * $1.dimension } == little.order, "\(name)")
        #expect(
          Set(point.little.map { elements[$0].representative }) == Set(little.members), "\(name)")
        let realification = Realification(of: little, in: table)
        let labelled = try #require(labeller.specialPoint(among: [waveVector]), "\(name)")
        var found: [String] = []
        for irrep in irreps {
          expectRepresentation(irrep, of: little, name)
          let expected = try #require(
            point.irreps.first { entry in
              zip(point.little, entry.characters).allSatisfy { index, value in
                let element = elements[index]
                let own = irrep.character(little.positions[element.representative])
                let phase = little.roots[waveVector.phase(element.translation)]
                return (phase.times(own).conjugate - value).squaredModulus < 1e-12
              }
            }, "\(name): no irrep has these characters")
          let labels = labelled.smallLabels(of: irrep, in: little)
          #expect(labels.first == expected.label, "\(name)")
          #expect(irrep.dimension == expected.dimension, "\(expected.label) of \(name)")
          #expect(
            realification.reality(of: irrep) == expected.reality, "\(expected.label) of \(name)")
          found.append(expected.label)
          count += 1
        }
        #expect(found.sorted() == point.irreps.map(\.label).sorted(), "\(name)")
      }
    }
    #expect(Self.numbers.count == 230 ? count == 5408 : count > 1000)
  }

  @Test("The characters of different irreps are orthogonal at points, lines, planes and in general")
  func orthogonality() throws {
    let vectors: [[Rational]] = [
      [Rational(0), Rational(0), Rational(0)], [Rational(1, 4), Rational(0), Rational(0)],
      [Rational(0), Rational(0), Rational(2, 7)], [Rational(1, 5), Rational(1, 5), Rational(0)],
      [Rational(1, 3), Rational(1, 3), Rational(1, 6)],
      [Rational(1, 3), Rational(1, 5), Rational(1, 2)],
      [Rational(1, 7), Rational(2, 9), Rational(3, 11)],
    ]
    for number in [14, 62, 64, 73, 92, 110, 130, 142, 167, 176, 194, 198, 214, 220, 227, 230] {
      let standard = try PrimitiveStandard(number)
      let table = try standard.table()
      for vector in vectors {
        let little = LittleGroup(of: ExactWaveVector(standard.primitive(vector)), in: table)
        let irreps = little.smallIrreps()
        #expect(irreps.reduce(0) { $0 + $1.dimension * $1.dimension } == little.order)
        let characters = irreps.map(\.characters)
        for (row, left) in characters.enumerated() {
          expectRepresentation(irreps[row], of: little, "\(number) \(vector)")
          for (column, right) in characters.enumerated() {
            let sum = zip(left, right).reduce(Complex(0, 0)) {
              $0 + $1.0.conjugate.times($1.1)
            }
            let expected = row == column ? Double(little.order) : 0
            #expect(abs(sum.x - expected) < 1e-10 && abs(sum.y) < 1e-10, "\(number) \(vector)")
          }
        }
      }
    }
  }

  @Test("The regular projective representation falls into the same irreps")
  func regularRepresentation() throws {
    var generator = SplitMix64(seed: 7)
    for (number, vector) in [
      (62, [Rational(1, 2), Rational(1, 2), Rational(1, 2)]),
      (73, [Rational(1, 2), Rational(1, 2), Rational(1, 2)]),
      (92, [Rational(1, 2), Rational(1, 2), Rational(1, 2)]),
      (194, [Rational(1, 3), Rational(1, 3), Rational(1, 2)]),
      (205, [Rational(1, 2), Rational(1, 2), Rational(1, 2)]),
      (214, [Rational(1, 2), Rational(1, 2), Rational(1, 2)]),
      (223, [Rational(1, 2), Rational(1, 2), Rational(1, 2)]),
      (227, [Rational(0), Rational(1), Rational(0)]),
      (221, [Rational(0), Rational(0), Rational(2, 5)]),
      (230, [Rational(1), Rational(1), Rational(1)]),
    ] {
      let standard = try PrimitiveStandard(number)
      let little = LittleGroup(
        of: ExactWaveVector(standard.primitive(vector)), in: try standard.table())
      let own = little.smallIrreps().map(\.characters)
      let found = try RegularRepresentation(little).irreps(using: &generator)
      #expect(found.count == own.count, "\(number)")
      for characters in own {
        let count = found.count { other in
          zip(characters, other).allSatisfy { ($0 - $1).squaredModulus < 1e-14 }
        }
        #expect(count == 1, "\(number)")
      }
    }
  }

  @Test("Operations that are no group are refused")
  func refusal() throws {
    let standard = try PrimitiveStandard(221)
    let gamma = [Rational.zero, .zero, .zero]
    let incomplete = Array(standard.operations.dropLast())
    #expect(throws: SymmetryError.self) {
      try SmallIrrep.all(at: gamma, operations: incomplete)
    }
    // A mirror with a translation that its square does not make a lattice vector.
    let broken = [
      SymmetryOperation.identity,
      SymmetryOperation(
        rotation: IntegerMatrix3(diagonal: 1, 1, -1),
        translation: [Rational(1, 3), .zero, .zero]),
    ]
    #expect(throws: SymmetryError.self) { try SmallIrrep.all(at: gamma, operations: broken) }
    #expect(throws: SymmetryError.self) { try SmallIrrep.all(at: gamma, operations: []) }
    // The operations of one group under the number of another.
    let other = try PrimitiveStandard(225)
    #expect(throws: SymmetryError.self) {
      try IrrepLabeller(
        number: 221, table: other.table(), basis: other.basis, conventional: other.conventional)
    }
  }

  private func element(
    of operation: SymmetryOperation, standard: PrimitiveStandard, table: PointGroupTable
  ) throws -> GroupElement {
    let adjugate = standard.scaledLattice.adjugate
    let determinant = standard.scaledLattice.determinant
    let product = (adjugate * operation.rotation * standard.scaledLattice).rowMajor
    let index = try #require(
      table.indexOfRotation[IntegerMatrix3(product.map { $0 / determinant })])
    let shift = zip(
      adjugate.apply(to: operation.translation).map {
        $0 * Rational(standard.denominator, determinant)
      }, table.operations[index].translation
    ).map { $0 - $1 }
    #expect(shift.allSatisfy { $0.denominator == 1 })
    return GroupElement(
      representative: index,
      translation: SIMD3(shift[0].numerator, shift[1].numerator, shift[2].numerator))
  }

  /// Γ(g) Γ(h) = μ Γ(gh) for sampled products, and unitarity.
  private func expectRepresentation(_ irrep: SmallIrrep, of group: LittleGroup, _ name: String) {
    let size = irrep.dimension * irrep.dimension
    func matrix(_ element: Int) -> ComplexMatrix {
      ComplexMatrix(
        order: irrep.dimension,
        elements: Array(irrep.elements[element * size..<(element + 1) * size]))
    }
    let stride = max(1, group.order / 6)
    var worst = 0.0
    for left in Swift.stride(from: group.order - 1, through: 0, by: -stride) {
      for right in Swift.stride(from: 0, to: group.order, by: stride) {
        let product = matrix(left) * matrix(right)
        let expected = matrix(group.product(left, right)).scaled(by: group.factor(left, right))
        for (first, second) in zip(product.elements, expected.elements) {
          worst = max(worst, (first - second).squaredModulus.squareRoot())
        }
      }
      let unit = (matrix(left) * matrix(left).adjoint).elements
      for (index, value) in unit.enumerated() {
        let expected = index % (irrep.dimension + 1) == 0 ? Complex.unity : Complex(0, 0)
        worst = max(worst, (value - expected).squaredModulus.squareRoot())
      }
    }
    #expect(worst < 1e-12, "\(name)")
  }
}

/// The decomposition of the regular projective representation by the eigenspaces of a random
/// Hermitian element of its commutant.
///
///     L(g) e_h = μ(g, h) e_gh ,   H = Σ_g L(g) X L(g)†
private struct RegularRepresentation {
  let group: LittleGroup

  init(_ group: LittleGroup) {
    self.group = group
  }

  /// The characters of the distinct irreps.
  func irreps(using generator: inout SplitMix64) throws -> [[Complex]] {
    let order = group.order
    var random = Array(repeating: Complex(0, 0), count: order * order)
    for row in 0..<order {
      random[row * order + row] = Complex(generator.normal(), 0)
      for column in 0..<row {
        let value = Complex(generator.normal(), generator.normal())
        random[row * order + column] = value
        random[column * order + row] = value.conjugate
      }
    }
    var commuting = Array(repeating: Complex(0, 0), count: order * order)
    for element in 0..<order {
      for row in 0..<order {
        let (newRow, left) = (group.product(element, row), group.factor(element, row))
        for column in 0..<order {
          let factor = left.times(group.factor(element, column).conjugate)
          commuting[newRow * order + group.product(element, column)] +=
            factor.times(random[row * order + column])
        }
      }
    }
    // Of a Hermitian A + iB the real symmetric [[A, −B], [B, A]] has every eigenvalue twice.
    var real = Matrix(rows: 2 * order, columns: 2 * order)
    for row in 0..<order {
      for column in 0..<order {
        let value = commuting[row * order + column]
        real[row, column] = value.x
        real[row + order, column + order] = value.x
        real[row, column + order] = -value.y
        real[row + order, column] = value.y
      }
    }
    let system = try real.symmetricEigensystem()
    var result: [[Complex]] = []
    var start = 0
    while start < system.values.count {
      var end = start + 1
      while end < system.values.count, system.values[end] - system.values[start] < 1e-8 {
        end += 1
      }
      let vectors = (start..<end).map { system.vectors.column($0) }
      // The trace of L(g) on the eigenspace; the doubled space counts each vector twice.
      let characters = (0..<order).map { element in
        var sum = Complex(0, 0)
        for vector in vectors {
          for row in 0..<order {
            let value = Complex(vector[row], vector[row + order])
            let image = group.product(element, row)
            let other = Complex(vector[image], vector[image + order])
            sum += other.conjugate.times(group.factor(element, row)).times(value)
          }
        }
        return sum * 0.5
      }
      let isNew = result.allSatisfy { known in
        zip(known, characters).contains { ($0 - $1).squaredModulus > 1e-12 }
      }
      if isNew { result.append(characters) }
      start = end
    }
    return result
  }
}
