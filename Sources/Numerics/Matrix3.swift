/// A vector of three doubles: a Cartesian vector in ångström or a triple of fractional coordinates.
public typealias Vector3 = SIMD3<Double>

/// A real 3 × 3 matrix, stored by columns.
///
///     (M v)ᵢ = Σⱼ Mᵢⱼ vⱼ ,   M = (m₁ m₂ m₃)
///
/// A lattice is the matrix whose columns are its basis vectors, so that `x_cart = A x_frac`.
public struct Matrix3: Sendable, Codable, Hashable {
  /// The three columns.
  public var columns: (Vector3, Vector3, Vector3) {
    get { (first, second, third) }
    set { (first, second, third) = newValue }
  }
  private var first: Vector3
  private var second: Vector3
  private var third: Vector3

  /// The matrix with the given columns.
  public init(columns first: Vector3, _ second: Vector3, _ third: Vector3) {
    self.first = first
    self.second = second
    self.third = third
  }

  /// The matrix with the given rows.
  public init(rows first: Vector3, _ second: Vector3, _ third: Vector3) {
    self.init(
      columns: Vector3(first.x, second.x, third.x), Vector3(first.y, second.y, third.y),
      Vector3(first.z, second.z, third.z))
  }

  /// The diagonal matrix with the given entries.
  public init(diagonal: Vector3) {
    self.init(
      columns: Vector3(diagonal.x, 0, 0), Vector3(0, diagonal.y, 0), Vector3(0, 0, diagonal.z))
  }

  /// The unit matrix.
  public static let identity = Matrix3(diagonal: Vector3(1, 1, 1))

  /// The zero matrix.
  public static let zero = Matrix3(diagonal: .zero)

  /// The element in the given row and column, both counted from 0.
  public subscript(row: Int, column: Int) -> Double {
    get { self[column: column][row] }
    set {
      switch column {
      case 0: first[row] = newValue
      case 1: second[row] = newValue
      default: third[row] = newValue
      }
    }
  }

  /// The column with the given index, counted from 0.
  public subscript(column column: Int) -> Vector3 {
    switch column {
    case 0: first
    case 1: second
    default: third
    }
  }

  /// The nine elements, row by row.
  public var rowMajor: [Double] {
    (0..<3).flatMap { row in (0..<3).map { self[row, $0] } }
  }

  /// The transposed matrix.
  public var transpose: Matrix3 { Matrix3(rows: first, second, third) }

  /// The determinant, the signed volume spanned by the columns.
  public var determinant: Double { dot(first, cross(second, third)) }

  /// The sum of the diagonal elements.
  public var trace: Double { first.x + second.y + third.z }

  /// The square root of the sum of the squares of all nine elements.
  public var frobeniusNorm: Double {
    (dot(first, first) + dot(second, second) + dot(third, third)).squareRoot()
  }

  /// The inverse matrix; its elements are not finite where the determinant is zero.
  public var inverse: Matrix3 {
    let volume = determinant
    return Matrix3(
      rows: cross(second, third) / volume, cross(third, first) / volume,
      cross(first, second) / volume)
  }

  /// The product of two matrices.
  public static func * (left: Matrix3, right: Matrix3) -> Matrix3 {
    Matrix3(columns: left * right.first, left * right.second, left * right.third)
  }

  /// The product of a matrix and a column vector.
  public static func * (matrix: Matrix3, vector: Vector3) -> Vector3 {
    matrix.first * vector.x + matrix.second * vector.y + matrix.third * vector.z
  }

  /// The matrix with every element multiplied by a number.
  public static func * (scale: Double, matrix: Matrix3) -> Matrix3 {
    Matrix3(columns: scale * matrix.first, scale * matrix.second, scale * matrix.third)
  }

  /// The element-wise sum.
  public static func + (left: Matrix3, right: Matrix3) -> Matrix3 {
    Matrix3(
      columns: left.first + right.first, left.second + right.second, left.third + right.third)
  }

  /// The element-wise difference.
  public static func - (left: Matrix3, right: Matrix3) -> Matrix3 {
    Matrix3(
      columns: left.first - right.first, left.second - right.second, left.third - right.third)
  }

  /// The right polar decomposition `F = R U` of a matrix with positive determinant.
  ///
  ///     U = √(Fᵀ F) ,   R = F U⁻¹
  ///
  /// - Returns: the rotation `R` and the symmetric positive definite stretch `U`.
  public var polarDecomposition: (rotation: Matrix3, stretch: Matrix3) {
    let (values, vectors) = (transpose * self).symmetricEigensystem
    let roots = Vector3(
      max(values.x, 0).squareRoot(), max(values.y, 0).squareRoot(), max(values.z, 0).squareRoot())
    let stretch = vectors * Matrix3(diagonal: roots) * vectors.transpose
    return (self * stretch.inverse, stretch)
  }

  /// Eigenvalues in ascending order and orthonormal eigenvectors (columns) of a symmetric matrix.
  ///
  /// Cyclic Jacobi rotations, to rounding; only the symmetric part of the matrix is used.
  public var symmetricEigensystem: (values: Vector3, vectors: Matrix3) {
    var matrix = 0.5 * (self + transpose)
    var vectors = Matrix3.identity
    for _ in 0..<60 {
      let offDiagonal = abs(matrix[0, 1]) + abs(matrix[0, 2]) + abs(matrix[1, 2])
      if offDiagonal <= 1e-17 * matrix.frobeniusNorm { break }
      for (p, q) in [(0, 1), (0, 2), (1, 2)] where matrix[p, q] != 0 {
        let theta = (matrix[q, q] - matrix[p, p]) / (2 * matrix[p, q])
        let sign: Double = theta >= 0 ? 1 : -1
        let tangent = sign / (abs(theta) + (theta * theta + 1).squareRoot())
        let cosine = 1 / (tangent * tangent + 1).squareRoot()
        var rotation = Matrix3.identity
        rotation[p, p] = cosine
        rotation[q, q] = cosine
        rotation[p, q] = tangent * cosine
        rotation[q, p] = -tangent * cosine
        matrix = rotation.transpose * matrix * rotation
        vectors = vectors * rotation
      }
    }
    let order = [0, 1, 2].sorted { matrix[$0, $0] < matrix[$1, $1] }
    return (
      Vector3(
        matrix[order[0], order[0]], matrix[order[1], order[1]], matrix[order[2], order[2]]),
      Matrix3(
        columns: vectors[column: order[0]], vectors[column: order[1]], vectors[column: order[2]])
    )
  }
}

/// The scalar product of two vectors.
public func dot(_ left: Vector3, _ right: Vector3) -> Double {
  (left * right).sum()
}

/// The vector product of two vectors.
public func cross(_ left: Vector3, _ right: Vector3) -> Vector3 {
  Vector3(
    left.y * right.z - left.z * right.y, left.z * right.x - left.x * right.z,
    left.x * right.y - left.y * right.x)
}

/// The Euclidean length of a vector.
public func length(_ vector: Vector3) -> Double {
  dot(vector, vector).squareRoot()
}
