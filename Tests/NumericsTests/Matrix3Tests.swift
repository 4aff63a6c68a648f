import PhaseFitNumerics
import Testing

@Suite("3 × 3 matrices")
struct Matrix3Tests {
  private func random(_ generator: inout SplitMix64) -> Matrix3 {
    Matrix3(
      columns: vector(&generator), vector(&generator), vector(&generator))
  }

  private func vector(_ generator: inout SplitMix64) -> Vector3 {
    Vector3(generator.normal(), generator.normal(), generator.normal())
  }

  @Test("rows, columns, subscripts and the product agree with the definition")
  func layout() {
    let matrix = Matrix3(rows: Vector3(1, 2, 3), Vector3(4, 5, 6), Vector3(7, 8, 10))
    #expect(matrix.rowMajor == [1, 2, 3, 4, 5, 6, 7, 8, 10])
    #expect(matrix[0, 2] == 3 && matrix[2, 0] == 7)
    #expect(matrix[column: 1] == Vector3(2, 5, 8))
    #expect(matrix * Vector3(1, 0, -1) == Vector3(-2, -2, -3))
    // 4 · 3 + 5 · 6 + 6 · 10
    let square = matrix * matrix
    #expect(square[1, 2] == 102)
    #expect(matrix.determinant == -3 && matrix.trace == 16)
    #expect(matrix.transpose[0, 1] == 4)
    var changed = matrix
    changed[1, 2] = 9
    #expect(changed.rowMajor == [1, 2, 3, 4, 5, 9, 7, 8, 10])
  }

  @Test("a matrix times its inverse is the unit matrix")
  func inverse() {
    var generator = SplitMix64(seed: 11)
    for _ in 0..<50 {
      let matrix = random(&generator)
      let size = matrix.frobeniusNorm * matrix.inverse.frobeniusNorm
      #expect((matrix * matrix.inverse - .identity).frobeniusNorm < 1e-14 * size * size)
    }
    #expect(!Matrix3.zero.inverse.determinant.isFinite)
  }

  @Test("the polar decomposition gives a rotation and a symmetric positive stretch")
  func polarDecomposition() {
    var generator = SplitMix64(seed: 12)
    for _ in 0..<50 {
      var matrix = random(&generator)
      if matrix.determinant < 0 { matrix = -1 * matrix }
      let (rotation, stretch) = matrix.polarDecomposition
      let condition = matrix.frobeniusNorm * matrix.inverse.frobeniusNorm
      // The root of FᵀF loses the square of the condition number.
      let tolerance = 1e-14 * condition * condition
      #expect((rotation * stretch - matrix).frobeniusNorm < tolerance)
      #expect((rotation.transpose * rotation - .identity).frobeniusNorm < tolerance)
      #expect(abs(rotation.determinant - 1) < tolerance)
      #expect((stretch - stretch.transpose).frobeniusNorm < tolerance)
      #expect(stretch.symmetricEigensystem.values.min() > 0)
    }
    let (rotation, stretch) = Matrix3.identity.polarDecomposition
    #expect(rotation == .identity && stretch == .identity)
  }

  @Test("eigenvalues ascend, eigenvectors are orthonormal and rebuild the matrix")
  func eigensystem() {
    var generator = SplitMix64(seed: 13)
    for round in 0..<60 {
      var matrix = random(&generator)
      matrix = matrix + matrix.transpose
      if round % 3 == 1 {
        // Two equal eigenvalues: a multiple of the unit matrix plus a dyad.
        let direction = vector(&generator)
        matrix =
          2 * .identity
          + Matrix3(
            columns: direction * direction.x, direction * direction.y, direction * direction.z)
      }
      if round % 3 == 2 { matrix = 1e-12 * matrix }
      let (values, vectors) = matrix.symmetricEigensystem
      #expect(values.x <= values.y && values.y <= values.z)
      let rebuilt = vectors * Matrix3(diagonal: values) * vectors.transpose
      #expect((rebuilt - matrix).frobeniusNorm <= 4e-15 * matrix.frobeniusNorm)
      #expect((vectors.transpose * vectors - .identity).frobeniusNorm < 4e-15)
      #expect(abs(values.sum() - matrix.trace) < 1e-14 * matrix.frobeniusNorm)
    }
    #expect(Matrix3.zero.symmetricEigensystem.values == .zero)
    let known = Matrix3(rows: Vector3(2, 1, 0), Vector3(1, 2, 0), Vector3(0, 0, -5))
    let values = known.symmetricEigensystem.values
    #expect(abs(values.x + 5) < 1e-15 && abs(values.y - 1) < 1e-15 && abs(values.z - 3) < 1e-15)
  }

  @Test("scalar and vector products obey their identities")
  func products() {
    var generator = SplitMix64(seed: 14)
    let (a, b, c) = (vector(&generator), vector(&generator), vector(&generator))
    #expect(abs(dot(cross(a, b), a)) < 1e-14)
    #expect(abs(dot(a, cross(b, c)) - Matrix3(columns: a, b, c).determinant) < 1e-14)
    let expanded: Vector3 = b * dot(a, c) - c * dot(a, b)
    #expect(length(cross(a, cross(b, c)) - expanded) < 1e-14)
    #expect(length(Vector3(3, 4, 12)) == 13)
  }
}
