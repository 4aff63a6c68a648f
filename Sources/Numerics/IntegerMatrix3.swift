/// An integer 3 × 3 matrix: a rotation in a lattice basis or a change of lattice basis.
///
/// Group algebra on these matrices is exact: equality of products is `==`.
public struct IntegerMatrix3: Sendable, Codable, Hashable, CustomStringConvertible {
  private var a, b, c, d, e, f, g, h, i: Int

  /// The matrix with the given elements, row by row.
  ///
  /// - Precondition: exactly nine elements.
  public init(_ elements: [Int]) {
    precondition(elements.count == 9, "a 3 × 3 matrix has 9 elements, found \(elements.count)")
    (a, b, c) = (elements[0], elements[1], elements[2])
    (d, e, f) = (elements[3], elements[4], elements[5])
    (g, h, i) = (elements[6], elements[7], elements[8])
  }

  /// The diagonal matrix with the given entries.
  public init(diagonal x: Int, _ y: Int, _ z: Int) {
    self.init([x, 0, 0, 0, y, 0, 0, 0, z])
  }

  /// The unit matrix.
  public static let identity = IntegerMatrix3(diagonal: 1, 1, 1)

  /// The nearest integer matrix, or nil where an element is further than `tolerance` from one.
  public init?(rounding matrix: Matrix3, tolerance: Double) {
    var rounded: [Int] = []
    for value in matrix.rowMajor {
      let nearest = value.rounded()
      guard abs(value - nearest) <= tolerance, abs(nearest) < 1e9 else { return nil }
      rounded.append(Int(nearest))
    }
    self.init(rounded)
  }

  /// The element in the given row and column, both counted from 0.
  public subscript(row: Int, column: Int) -> Int {
    switch 3 * row + column {
    case 0: a
    case 1: b
    case 2: c
    case 3: d
    case 4: e
    case 5: f
    case 6: g
    case 7: h
    default: i
    }
  }

  /// The nine elements, row by row, as an array.
  public var rowMajor: [Int] { [a, b, c, d, e, f, g, h, i] }

  /// The column with the given index, counted from 0.
  public func column(_ index: Int) -> SIMD3<Int> {
    SIMD3(self[0, index], self[1, index], self[2, index])
  }

  /// The determinant.
  public var determinant: Int {
    a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g)
  }

  /// The sum of the diagonal elements.
  public var trace: Int { a + e + i }

  /// The transposed matrix.
  public var transpose: IntegerMatrix3 { IntegerMatrix3([a, d, g, b, e, h, c, f, i]) }

  /// The adjugate, `adj(M) M = det(M) 1`.
  public var adjugate: IntegerMatrix3 {
    IntegerMatrix3([
      e * i - f * h, c * h - b * i, b * f - c * e,
      f * g - d * i, a * i - c * g, c * d - a * f,
      d * h - e * g, b * g - a * h, a * e - b * d,
    ])
  }

  /// The inverse of a matrix with determinant ±1, nil for any other matrix.
  public var integerInverse: IntegerMatrix3? {
    switch determinant {
    case 1: adjugate
    case -1: IntegerMatrix3(adjugate.rowMajor.map { -$0 })
    default: nil
    }
  }

  /// The same matrix over the reals.
  public var real: Matrix3 {
    Matrix3(
      rows: Vector3(Double(a), Double(b), Double(c)), Vector3(Double(d), Double(e), Double(f)),
      Vector3(Double(g), Double(h), Double(i)))
  }

  /// The product of two matrices.
  public static func * (left: IntegerMatrix3, right: IntegerMatrix3) -> IntegerMatrix3 {
    IntegerMatrix3([
      left.a * right.a + left.b * right.d + left.c * right.g,
      left.a * right.b + left.b * right.e + left.c * right.h,
      left.a * right.c + left.b * right.f + left.c * right.i,
      left.d * right.a + left.e * right.d + left.f * right.g,
      left.d * right.b + left.e * right.e + left.f * right.h,
      left.d * right.c + left.e * right.f + left.f * right.i,
      left.g * right.a + left.h * right.d + left.i * right.g,
      left.g * right.b + left.h * right.e + left.i * right.h,
      left.g * right.c + left.h * right.f + left.i * right.i,
    ])
  }

  /// The product of a matrix and a column vector.
  public static func * (matrix: IntegerMatrix3, vector: SIMD3<Int>) -> SIMD3<Int> {
    SIMD3(
      matrix.a * vector.x + matrix.b * vector.y + matrix.c * vector.z,
      matrix.d * vector.x + matrix.e * vector.y + matrix.f * vector.z,
      matrix.g * vector.x + matrix.h * vector.y + matrix.i * vector.z)
  }

  /// The column-style Hermite normal form `H = M V`, V unimodular: the canonical basis of the
  /// lattice spanned by the columns.
  ///
  /// `H` is lower triangular with positive diagonal, and each row's off-diagonal elements lie in
  /// 0 ..< diagonal. Two matrices span the same lattice if and only if their forms are equal.
  ///
  /// - Precondition: the determinant is not zero.
  public var hermiteNormalForm: IntegerMatrix3 {
    precondition(determinant != 0, "the Hermite normal form needs a nonsingular matrix")
    return IntegerMatrix3.hermiteBasis(of: [column(0), column(1), column(2)])
  }

  /// The Hermite basis (columns) of the lattice spanned by any number of integer vectors.
  ///
  /// - Precondition: the vectors span three dimensions.
  public static func hermiteBasis(of vectors: [SIMD3<Int>]) -> IntegerMatrix3 {
    var columns = vectors
    for row in 0..<3 {
      // Euclid's algorithm on row `row` of the columns from `row` onwards.
      while true {
        let nonzero = columns.indices.filter { $0 >= row && columns[$0][row] != 0 }
        guard
          let pivot = nonzero.min(by: { abs(columns[$0][row]) < abs(columns[$1][row]) })
        else { preconditionFailure("the vectors do not span three dimensions") }
        columns.swapAt(row, pivot)
        var finished = true
        for other in columns.indices where other > row && columns[other][row] != 0 {
          let quotient = columns[other][row] / columns[row][row]
          columns[other] = columns[other] &- columns[row] &* SIMD3(repeating: quotient)
          if columns[other][row] != 0 { finished = false }
        }
        if finished { break }
      }
      if columns[row][row] < 0 { columns[row] = SIMD3(repeating: 0) &- columns[row] }
      for other in 0..<row {
        let quotient = floorDivision(columns[other][row], columns[row][row])
        columns[other] = columns[other] &- columns[row] &* SIMD3(repeating: quotient)
      }
    }
    return IntegerMatrix3([
      columns[0].x, columns[1].x, columns[2].x,
      columns[0].y, columns[1].y, columns[2].y,
      columns[0].z, columns[1].z, columns[2].z,
    ])
  }

  /// The Hermite basis of the intersection of two lattices, each spanned by the columns.
  ///
  ///     L₁ ∩ L₂ = (L₁* + L₂*)*
  ///
  /// - Precondition: both determinants are nonzero.
  public static func intersection(_ left: IntegerMatrix3, _ right: IntegerMatrix3)
    -> IntegerMatrix3
  {
    // Over the common denominator det₁·det₂ the dual bases M⁻ᵀ are integer matrices.
    let leftDual = left.adjugate.transpose
    let rightDual = right.adjugate.transpose
    let (detLeft, detRight) = (left.determinant, right.determinant)
    let vectors =
      (0..<3).map { leftDual.column($0) &* SIMD3(repeating: detRight) }
      + (0..<3).map { rightDual.column($0) &* SIMD3(repeating: detLeft) }
    let sum = hermiteBasis(of: vectors)
    // The lattice of `sum / (det₁ det₂)` has the dual basis (det₁ det₂) · sum⁻ᵀ.
    let scale = detLeft * detRight
    let determinant = sum.determinant
    let dual = sum.adjugate.transpose.rowMajor.map { $0 * scale / determinant }
    return IntegerMatrix3(dual).hermiteNormalForm
  }

  /// The representatives of ℤ³ modulo the lattice spanned by the columns.
  ///
  /// - Returns: |det| vectors, one of each class, in lexicographic order.
  public var cosetRepresentatives: [SIMD3<Int>] {
    let form = hermiteNormalForm
    var result: [SIMD3<Int>] = []
    for x in 0..<form[0, 0] {
      for y in 0..<form[1, 1] {
        for z in 0..<form[2, 2] {
          result.append(SIMD3(x, y, z))
        }
      }
    }
    return result
  }

  /// The representative (of `cosetRepresentatives`) of an integer vector modulo the lattice
  /// spanned by the columns of a matrix in Hermite normal form.
  public func reduce(_ vector: SIMD3<Int>) -> SIMD3<Int> {
    var rest = vector
    for row in 0..<3 {
      let quotient = floorDivision(rest[row], self[row, row])
      if quotient != 0 { rest = rest &- column(row) &* SIMD3(repeating: quotient) }
    }
    return rest
  }

  /// The rows, as `a b c; d e f; g h i`.
  public var description: String {
    "\(a) \(b) \(c); \(d) \(e) \(f); \(g) \(h) \(i)"
  }
}

/// The quotient of two integers rounded towards −∞.
public func floorDivision(_ dividend: Int, _ divisor: Int) -> Int {
  let quotient = dividend / divisor
  return (dividend % divisor != 0 && (dividend < 0) != (divisor < 0)) ? quotient - 1 : quotient
}

/// The greatest common divisor, nonnegative; gcd(0, 0) = 0.
public func greatestCommonDivisor(_ first: Int, _ second: Int) -> Int {
  var (left, right) = (abs(first), abs(second))
  while right != 0 { (left, right) = (right, left % right) }
  return left
}
