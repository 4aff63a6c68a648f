import PhaseFitNumerics
import Testing

/// A matrix of standard normal numbers.
func randomMatrix(_ rows: Int, _ columns: Int, _ generator: inout SplitMix64) -> Matrix {
  Matrix(
    rows: rows, columns: columns, elements: (0..<rows * columns).map { _ in generator.normal() })
}

@Suite("Dense matrices")
struct MatrixTests {
  @Test("a product equals the sum over the inner index")
  func product() {
    let left = Matrix([[1, 2, 3], [4, 5, 6]])
    let right = Matrix([[7, 8], [9, 10], [11, 12]])
    #expect(left * right == Matrix([[58, 64], [139, 154]]))
    #expect(left * [1, 0, -1] == [-2, -2])
    #expect(left.transpose == Matrix([[1, 4], [2, 5], [3, 6]]))
    #expect(left.row(1) == [4, 5, 6] && left.column(2) == [3, 6])
    #expect(Matrix(columnVectors: [[1, 4], [2, 5], [3, 6]]) == left)
    #expect((2 * left - left) == left && (left + left) == 2 * left)
  }

  @Test("the transpose of a product is the product of the transposes reversed")
  func transposedProduct() {
    var generator = SplitMix64(seed: 1)
    let (a, b) = (randomMatrix(7, 5, &generator), randomMatrix(5, 9, &generator))
    let difference = (a * b).transpose - b.transpose * a.transpose
    #expect(difference.frobeniusNorm < 1e-13)
  }

  @Test("products with an empty side have the right shape")
  func emptyProducts() {
    let empty = Matrix(rows: 3, columns: 0) * Matrix(rows: 0, columns: 2)
    #expect(empty == Matrix(rows: 3, columns: 2))
  }

  @Test("the Cholesky factor squares to the matrix, solves and inverts")
  func cholesky() throws {
    var generator = SplitMix64(seed: 2)
    let root = randomMatrix(12, 6, &generator)
    let matrix = root.transpose * root
    let factor = try matrix.choleskyFactor()
    #expect((factor * factor.transpose - matrix).frobeniusNorm < 1e-13 * matrix.frobeniusNorm)
    for row in 0..<6 {
      for column in (row + 1)..<max(6, row + 1) { #expect(factor[row, column] == 0) }
    }
    let expected: [Double] = [1, -2, 3, -4, 5, -6]
    let solution = try matrix.choleskySolve(matrix * expected)
    #expect(zip(solution, expected).allSatisfy { abs($0 - $1) < 1e-11 })
    let product = try matrix.choleskyInverse() * matrix
    #expect((product - .identity(6)).frobeniusNorm < 1e-11)
  }

  @Test("a matrix that is not positive definite has no Cholesky factor")
  func indefinite() {
    #expect {
      try Matrix([[1, 2], [2, 1]]).choleskyFactor()
    } throws: {
      ($0 as? NumericsError)?.code == .notPositiveDefinite
    }
  }

  @Test("eigenvalues ascend and reproduce the matrix", arguments: [1, 2, 3, 8, 30])
  func eigensystem(order: Int) throws {
    var generator = SplitMix64(seed: UInt64(order))
    let random = randomMatrix(order, order, &generator)
    let matrix = random + random.transpose
    let system = try matrix.symmetricEigensystem()
    #expect(system.values == system.values.sorted())
    let rebuilt = system.vectors * Matrix(diagonal: system.values) * system.vectors.transpose
    #expect((rebuilt - matrix).frobeniusNorm < 1e-12 * matrix.frobeniusNorm)
    let gram = system.vectors.transpose * system.vectors
    #expect((gram - .identity(order)).frobeniusNorm < 1e-12)
  }

  @Test("the second difference matrix has its known eigenvalues")
  func knownEigenvalues() throws {
    // λ_j = 2 − 2 cos(jπ/(n+1)); for n = 2 these are 1 and 3.
    let system = try Matrix([[2, -1], [-1, 2]]).symmetricEigensystem()
    #expect(abs(system.values[0] - 1) < 1e-15 && abs(system.values[1] - 3) < 1e-14)
  }

  @Test(
    "singular values reproduce tall, wide and large matrices",
    arguments: [(9, 4), (4, 9), (5, 5), (1, 3), (90, 70)])
  func singularValues(shape: (Int, Int)) throws {
    var generator = SplitMix64(seed: 3)
    let matrix = randomMatrix(shape.0, shape.1, &generator)
    let result = try matrix.singularValues()
    let rebuilt = result.left * Matrix(diagonal: result.values) * result.right.transpose
    #expect((rebuilt - matrix).frobeniusNorm < 1e-12 * matrix.frobeniusNorm)
    #expect(result.values == result.values.sorted(by: >))
    // A second method: the squares are the eigenvalues of the smaller Gram matrix.
    let gram = shape.0 >= shape.1 ? matrix.transpose * matrix : matrix * matrix.transpose
    let eigenvalues = try gram.symmetricEigensystem().values.reversed()
    for (singular, eigenvalue) in zip(result.values, eigenvalues) {
      #expect(abs(singular * singular - eigenvalue) < 1e-10 * (eigenvalues.first ?? 1))
    }
  }

  @Test("the pseudo-inverse obeys the four Penrose conditions at deficient rank")
  func pseudoInverse() throws {
    var generator = SplitMix64(seed: 4)
    let matrix = randomMatrix(8, 3, &generator) * randomMatrix(3, 6, &generator)
    let tolerance = 1e-10
    #expect(try matrix.rank(tolerance: tolerance) == 3)
    let inverse = try matrix.pseudoInverse(tolerance: tolerance)
    #expect((matrix * inverse * matrix - matrix).frobeniusNorm < 1e-12)
    #expect((inverse * matrix * inverse - inverse).frobeniusNorm < 1e-12)
    let (left, right) = (matrix * inverse, inverse * matrix)
    #expect((left - left.transpose).frobeniusNorm < 1e-12)
    #expect((right - right.transpose).frobeniusNorm < 1e-12)
  }

  @Test("least squares of a line equals the textbook formula and the shortest solution is found")
  func leastSquares() throws {
    let design = Matrix([[1, 0], [1, 1], [1, 2], [1, 3]])
    let line = try design.leastSquares([1, 3, 4, 8], tolerance: 1e-12)
    // Slope Sxy/Sxx = 11/5, intercept 4 − 2.2 · 1.5; residuals 0.3, 0.1, −1.1, 0.7.
    #expect(abs(line.solution[0] - 0.7) < 1e-14 && abs(line.solution[1] - 2.2) < 1e-14)
    #expect(abs(line.residualNorm - 1.8.squareRoot()) < 1e-14)
    #expect(line.rank == 2)
    let shortest = try Matrix([[1, 1]]).leastSquares([2], tolerance: 1e-12)
    #expect(shortest.rank == 1)
    #expect(shortest.solution.allSatisfy { abs($0 - 1) < 1e-15 })
  }

  @Test("NaN and infinity are refused by every decomposition")
  func notFinite() {
    let matrix = Matrix([[1, .nan], [.infinity, 1]])
    #expect(throws: NumericsError.self) { try matrix.choleskyFactor() }
    #expect(throws: NumericsError.self) { try matrix.symmetricEigensystem() }
    #expect(throws: NumericsError.self) { try matrix.singularValues() }
    #expect(throws: NumericsError.self) {
      try Matrix.identity(2).leastSquares([.nan, 0], tolerance: 0)
    }
  }

  @Test("the norm neither overflows nor vanishes")
  func norm() {
    #expect(abs(Matrix([[3e200, 4e200]]).frobeniusNorm - 5e200) < 1e186)
    #expect(abs(Matrix([[3e-200, 4e-200]]).frobeniusNorm - 5e-200) < 1e-214)
  }
}
