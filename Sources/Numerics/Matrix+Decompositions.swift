internal import CGSL

/// Decompositions of dense matrices and what follows from them, by the GNU Scientific Library.
///
///     Cholesky   M = L Lᵀ            symmetric positive definite
///     spectral   M = V diag(λ) Vᵀ    symmetric
///     singular   M = U diag(s) Vᵀ    any shape
///     M⁺ = V diag(s⁺) Uᵀ ,   s⁺ = 1/s where s > tolerance · s_max, else 0
extension Matrix {
  /// Eigenvalues and eigenvectors of a symmetric matrix.
  public struct SymmetricEigensystem: Sendable, Codable, Hashable {
    /// The eigenvalues in ascending order.
    public let values: [Double]
    /// The orthonormal eigenvectors, as columns in the order of the eigenvalues.
    public let vectors: Matrix
  }

  /// The thin singular value decomposition `M = U diag(s) Vᵀ`.
  public struct SingularValues: Sendable, Codable, Hashable {
    /// The left singular vectors `U` as columns: rows × min(rows, columns).
    ///
    /// The columns that belong to singular values of exactly zero may be zero.
    public let left: Matrix
    /// The singular values in descending order.
    public let values: [Double]
    /// The right singular vectors `V` as columns: columns × min(rows, columns).
    public let right: Matrix

    /// The number of singular values larger than `tolerance` times the largest.
    public func rank(tolerance: Double) -> Int {
      let threshold = tolerance * (values.first ?? 0)
      return values.count { $0 > threshold }
    }
  }

  /// A solution of a linear least-squares problem.
  public struct LeastSquares: Sendable, Codable, Hashable {
    /// The solution of smallest length among those of smallest residual.
    public let solution: [Double]
    /// The rank the matrix was found to have.
    public let rank: Int
    /// The length of the residual, `|M x − b|`.
    public let residualNorm: Double
  }

  /// The lower triangular Cholesky factor `L` with `M = L Lᵀ`.
  ///
  /// - Shapes: a square matrix; only its lower triangle is read.
  /// - Throws: `NumericsError` with code `.notPositiveDefinite` or `.notFinite`.
  public func choleskyFactor() throws(NumericsError) -> Matrix {
    try prepare(square: true, for: "the Cholesky factor")
    var factor = self
    let status = factor.withView { gsl_linalg_cholesky_decomp1($0) }
    guard status == Int32(GSL_SUCCESS) else {
      throw NumericsError(
        .notPositiveDefinite,
        "Cholesky factor: the \(rows) × \(columns) matrix is not positive definite; use the"
          + " pseudo-inverse where a singular matrix is possible")
    }
    for row in 0..<rows {
      for column in (row + 1)..<max(columns, row + 1) { factor[row, column] = 0 }
    }
    return factor
  }

  /// The solution `x` of `M x = b` for a symmetric positive definite matrix.
  ///
  /// - Throws: `NumericsError` with code `.notPositiveDefinite` or `.notFinite`.
  public func choleskySolve(_ rightHandSide: [Double]) throws(NumericsError) -> [Double] {
    precondition(
      rightHandSide.count == rows,
      "a \(rows) × \(columns) matrix and a right-hand side of \(rightHandSide.count) elements")
    var factor = try choleskyFactor()
    var solution = rightHandSide
    guard rows > 0 else { return solution }
    let status = factor.withView { matrix in
      solution.withUnsafeMutableBufferPointer { buffer in
        var view = gsl_vector_view_array(buffer.baseAddress, buffer.count)
        return gsl_linalg_cholesky_svx(matrix, &view.vector)
      }
    }
    try ScientificLibrary.check(status, in: "gsl_linalg_cholesky_svx")
    return solution
  }

  /// The inverse of a symmetric positive definite matrix.
  ///
  /// - Throws: `NumericsError` with code `.notPositiveDefinite` or `.notFinite`.
  public func choleskyInverse() throws(NumericsError) -> Matrix {
    var inverse = try choleskyFactor()
    guard rows > 0 else { return inverse }
    let status = inverse.withView { gsl_linalg_cholesky_invert($0) }
    try ScientificLibrary.check(status, in: "gsl_linalg_cholesky_invert")
    return inverse
  }

  /// Eigenvalues in ascending order and orthonormal eigenvectors (columns) of a symmetric matrix.
  ///
  /// - Shapes: a square matrix; only its lower triangle is read.
  /// - Throws: `NumericsError` with code `.notFinite`.
  public func symmetricEigensystem() throws(NumericsError) -> SymmetricEigensystem {
    try prepare(square: true, for: "the eigensystem")
    guard rows > 0 else { return SymmetricEigensystem(values: [], vectors: self) }
    var copy = self
    var vectors = Matrix(rows: rows, columns: rows)
    var values = [Double](repeating: 0, count: rows)
    let workspace = gsl_eigen_symmv_alloc(rows)
    defer { gsl_eigen_symmv_free(workspace) }
    let order = rows
    let status = copy.withView { matrix in
      vectors.withView { vectorMatrix in
        values.withUnsafeMutableBufferPointer { buffer in
          var view = gsl_vector_view_array(buffer.baseAddress, order)
          let status = gsl_eigen_symmv(matrix, &view.vector, vectorMatrix, workspace)
          guard status == Int32(GSL_SUCCESS) else { return status }
          return gsl_eigen_symmv_sort(&view.vector, vectorMatrix, GSL_EIGEN_SORT_VAL_ASC)
        }
      }
    }
    try ScientificLibrary.check(status, in: "gsl_eigen_symmv")
    return SymmetricEigensystem(values: values, vectors: vectors)
  }

  /// The thin singular value decomposition.
  ///
  /// Up to 64 columns by one-sided Jacobi rotations, which keep the relative accuracy of small
  /// singular values; above, where they would take seconds, by bidiagonalisation.
  ///
  /// - Throws: `NumericsError` with code `.notFinite`, or `.libraryFailure` without convergence.
  public func singularValues() throws(NumericsError) -> SingularValues {
    try prepare(square: false, for: "the singular values")
    guard rows > 0, columns > 0 else {
      return SingularValues(
        left: Matrix(rows: rows, columns: 0), values: [],
        right: Matrix(rows: columns, columns: 0))
    }
    if rows < columns {
      // The routine takes tall matrices only; Mᵀ = V diag(s) Uᵀ.
      let transposed = try transpose.singularValues()
      return SingularValues(
        left: transposed.right, values: transposed.values, right: transposed.left)
    }
    var left = self
    let columns = columns
    var right = Matrix(rows: columns, columns: columns)
    var values = [Double](repeating: 0, count: columns)
    let status = left.withView { leftMatrix in
      right.withView { rightMatrix in
        values.withUnsafeMutableBufferPointer { buffer in
          var view = gsl_vector_view_array(buffer.baseAddress, buffer.count)
          guard columns > Matrix.jacobiColumnLimit else {
            return gsl_linalg_SV_decomp_jacobi(leftMatrix, rightMatrix, &view.vector)
          }
          let workspace = gsl_vector_alloc(columns)
          defer { gsl_vector_free(workspace) }
          return gsl_linalg_SV_decomp(leftMatrix, rightMatrix, &view.vector, workspace)
        }
      }
    }
    try ScientificLibrary.check(status, in: "the singular value decomposition")
    return SingularValues(left: left, values: values, right: right)
  }

  /// The number of singular values larger than `tolerance` times the largest.
  ///
  /// - Throws: `NumericsError` as `singularValues()`.
  public func rank(tolerance: Double) throws(NumericsError) -> Int {
    try singularValues().rank(tolerance: tolerance)
  }

  /// The Moore–Penrose pseudo-inverse.
  ///
  /// - Parameter tolerance: singular values up to this fraction of the largest count as zero.
  /// - Returns: the matrix `M⁺`, columns × rows.
  /// - Throws: `NumericsError` as `singularValues()`.
  public func pseudoInverse(tolerance: Double) throws(NumericsError) -> Matrix {
    let decomposition = try singularValues()
    let rank = decomposition.rank(tolerance: tolerance)
    var scaled = decomposition.right
    for row in 0..<scaled.rows {
      for column in 0..<scaled.columns {
        scaled[row, column] =
          column < rank ? scaled[row, column] / decomposition.values[column] : 0
      }
    }
    return scaled * decomposition.left.transpose
  }

  /// The vector `x` of smallest length that minimises `|M x − b|`.
  ///
  /// - Parameters:
  ///   - rightHandSide: `b`, one element per row.
  ///   - tolerance: singular values up to this fraction of the largest count as zero.
  /// - Returns: the solution, the rank found and the length of the residual.
  /// - Throws: `NumericsError` as `singularValues()`.
  public func leastSquares(_ rightHandSide: [Double], tolerance: Double) throws(NumericsError)
    -> LeastSquares
  {
    precondition(
      rightHandSide.count == rows,
      "a \(rows) × \(columns) matrix and a right-hand side of \(rightHandSide.count) elements")
    guard rightHandSide.allSatisfy(\.isFinite) else {
      throw NumericsError(
        .notFinite, "least squares: the right-hand side holds NaN or infinity")
    }
    let decomposition = try singularValues()
    let rank = decomposition.rank(tolerance: tolerance)
    var coefficients = decomposition.left.transpose * rightHandSide
    for index in coefficients.indices {
      coefficients[index] = index < rank ? coefficients[index] / decomposition.values[index] : 0
    }
    let solution = decomposition.right * coefficients
    let residual = zip(self * solution, rightHandSide).map { $0 - $1 }
    return LeastSquares(
      solution: solution, rank: rank,
      residualNorm: Matrix(rows: residual.count, columns: 1, elements: residual).frobeniusNorm)
  }

  /// The widest matrix whose singular values are found by Jacobi rotations.
  private static let jacobiColumnLimit = 64

  private func prepare(square: Bool, for purpose: String) throws(NumericsError) {
    precondition(
      !square || rows == columns, "\(purpose) of a \(rows) × \(columns) matrix: it must be square")
    precondition(ScientificLibrary.errorHandlerIsOff)
    guard isFinite else {
      throw NumericsError(
        .notFinite, "\(purpose): the \(rows) × \(columns) matrix holds NaN or infinity")
    }
  }

  /// Calls a function of the library with a view of the elements.
  private mutating func withView(_ body: (UnsafeMutablePointer<gsl_matrix>) -> Int32) -> Int32 {
    let (rows, columns) = (rows, columns)
    return withElements { buffer in
      var view = gsl_matrix_view_array(buffer.baseAddress, rows, columns)
      return withUnsafeMutablePointer(to: &view.matrix, body)
    }
  }
}
