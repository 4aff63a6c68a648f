import PhaseFitNumerics
import Testing

@Suite("Integer 3 × 3 matrices")
struct IntegerMatrix3Tests {
  private func random(_ bound: Int, _ generator: inout SplitMix64) -> IntegerMatrix3 {
    while true {
      let matrix = IntegerMatrix3(
        (0..<9).map { _ in Int.random(in: -bound...bound, using: &generator) })
      if matrix.determinant != 0 { return matrix }
    }
  }

  /// A product of elementary column operations, so that its determinant is ±1.
  private func unimodular(_ generator: inout SplitMix64) -> IntegerMatrix3 {
    var matrix = IntegerMatrix3.identity
    for _ in 0..<8 {
      let from = Int.random(in: 0..<3, using: &generator)
      let to = (from + Int.random(in: 1...2, using: &generator)) % 3
      var elements = IntegerMatrix3.identity.rowMajor
      elements[3 * from + to] = Int.random(in: -2...2, using: &generator)
      if Bool.random(using: &generator) { elements[4 * from] = -1 }
      matrix = matrix * IntegerMatrix3(elements)
    }
    return matrix
  }

  private func contains(_ lattice: IntegerMatrix3, _ vector: SIMD3<Int>) -> Bool {
    // M⁻¹ v is integer where adj(M) v is divisible by det(M).
    let image = lattice.adjugate * vector
    let determinant = lattice.determinant
    return (0..<3).allSatisfy { image[$0] % determinant == 0 }
  }

  @Test("the adjugate and the integer inverse obey their definitions")
  func inverses() {
    var generator = SplitMix64(seed: 21)
    for _ in 0..<50 {
      let matrix = random(4, &generator)
      let determinant = matrix.determinant
      #expect(
        matrix.adjugate * matrix
          == IntegerMatrix3(diagonal: determinant, determinant, determinant))
      #expect(abs(matrix.real.determinant - Double(determinant)) < 1e-9)
      #expect(matrix.transpose.transpose == matrix)
      if abs(determinant) != 1 { #expect(matrix.integerInverse == nil) }
      let change = unimodular(&generator)
      #expect(change.integerInverse.map { $0 * change } == .identity)
      let vector = SIMD3(1, -2, 3)
      #expect((matrix * change) * vector == matrix * (change * vector))
    }
  }

  @Test("the Hermite normal form does not depend on the basis of the lattice")
  func canonicalForm() {
    var generator = SplitMix64(seed: 22)
    for _ in 0..<200 {
      let matrix = random(5, &generator)
      let form = matrix.hermiteNormalForm
      #expect((matrix * unimodular(&generator)).hermiteNormalForm == form)
      #expect(form.hermiteNormalForm == form)
      #expect(form.determinant == abs(matrix.determinant))
      for row in 0..<3 {
        #expect(form[row, row] > 0)
        for column in 0..<row {
          #expect((0..<form[row, row]).contains(form[row, column]))
        }
        for column in (row + 1)..<max(3, row + 1) { #expect(form[row, column] == 0) }
        // Same determinant and contained: the same lattice.
        #expect(contains(matrix, form.column(row)))
      }
    }
  }

  @Test("the Hermite basis of many vectors spans exactly them")
  func basisOfManyVectors() {
    var generator = SplitMix64(seed: 23)
    for _ in 0..<50 {
      let vectors = (0..<5).map { _ in
        SIMD3((0..<3).map { _ in Int.random(in: -6...6, using: &generator) })
      }
      // The determinant of the span is the common divisor of all 3 × 3 minors.
      var divisor = 0
      for i in 0..<5 {
        for j in (i + 1)..<max(5, i + 1) {
          for k in (j + 1)..<max(5, j + 1) {
            let minor = IntegerMatrix3(
              (0..<3).flatMap { [vectors[i][$0], vectors[j][$0], vectors[k][$0]] }
            ).determinant
            divisor = greatestCommonDivisor(divisor, minor)
          }
        }
      }
      guard divisor != 0 else { continue }
      let basis = IntegerMatrix3.hermiteBasis(of: vectors)
      #expect(basis.determinant == divisor)
      for vector in vectors { #expect(contains(basis, vector)) }
    }
  }

  @Test("the intersection of two lattices holds exactly the vectors of both")
  func intersection() {
    var generator = SplitMix64(seed: 24)
    for _ in 0..<25 {
      let (left, right) = (random(2, &generator), random(2, &generator))
      let common = IntegerMatrix3.intersection(left, right)
      #expect(common.hermiteNormalForm == common)
      for x in -6...6 {
        for y in -6...6 {
          for z in -6...6 {
            let vector = SIMD3(x, y, z)
            let isCommon = contains(left, vector) && contains(right, vector)
            if contains(common, vector) != isCommon {
              Issue.record("\(vector) in \(left) and \(right), intersection \(common)")
            }
          }
        }
      }
      #expect(IntegerMatrix3.intersection(right, left) == common)
    }
  }

  @Test("coset representatives are one of each class and reduction finds them")
  func cosets() {
    var generator = SplitMix64(seed: 25)
    for _ in 0..<25 {
      let matrix = random(3, &generator)
      let form = matrix.hermiteNormalForm
      let representatives = matrix.cosetRepresentatives
      #expect(representatives.count == abs(matrix.determinant))
      #expect(Set(representatives.map(form.reduce)).count == representatives.count)
      for vector in representatives { #expect(form.reduce(vector) == vector) }
      for _ in 0..<20 {
        let vector = SIMD3((0..<3).map { _ in Int.random(in: -50...50, using: &generator) })
        let reduced = form.reduce(vector)
        #expect(representatives.contains(reduced))
        #expect(contains(matrix, vector &- reduced))
      }
    }
  }

  @Test("rounding accepts near integers only")
  func rounding() {
    let near = Matrix3(diagonal: Vector3(1.0004, -2, 3))
    #expect(IntegerMatrix3(rounding: near, tolerance: 1e-3) == .init(diagonal: 1, -2, 3))
    #expect(IntegerMatrix3(rounding: near, tolerance: 1e-4) == nil)
    #expect(
      IntegerMatrix3(rounding: Matrix3(diagonal: Vector3(.nan, 1, 1)), tolerance: 1) == nil)
    #expect(
      IntegerMatrix3(rounding: Matrix3(diagonal: Vector3(1e300, 1, 1)), tolerance: 1) == nil)
  }

  @Test("floor division rounds down and the common divisor is never negative")
  func integerDivision() {
    for dividend in -7...7 {
      for divisor in [-3, -2, -1, 1, 2, 3] {
        let expected = Int((Double(dividend) / Double(divisor)).rounded(.down))
        #expect(floorDivision(dividend, divisor) == expected)
      }
    }
    #expect(greatestCommonDivisor(-12, 18) == 6 && greatestCommonDivisor(0, -5) == 5)
    #expect(greatestCommonDivisor(0, 0) == 0)
  }
}
