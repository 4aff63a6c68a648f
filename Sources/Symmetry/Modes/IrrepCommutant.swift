// The matrices that commute with a real irreducible representation.
//
//     End(Γ) = { J : J D(g) = D(g) J } ≅ ℝ, ℂ or ℍ
//
// of dimension 1, 2 or 4 over the reals (Frobenius). Transposition is the conjugation of the
// algebra, so that its symmetric elements are the multiples of 1 and the others are antisymmetric.
// An intertwiner B of Γ with a larger representation therefore satisfies BᵀB ∝ 1, and the range of
// B J is the range of B: copies of Γ are orthogonal when they are orthogonal over the algebra.

import PhaseFitNumerics

/// An orthonormal basis of the matrices that commute with a real irrep.
package struct IrrepCommutant: Sendable {
  /// The dimension d of the irrep.
  package var dimension: Int
  /// The basis, row-major d×d with `tr JᵀJ = d`; the first is the identity.
  package var elements: [[Double]]

  /// The residual, relative to a unit seed, below which an averaged seed brings nothing new.
  ///
  /// Averages are zero to rounding or of the order of 1/d.
  private static let rounding = 1e-7

  /// The commutant of an irrep, by averaging antisymmetric seeds over the group.
  init(of irrep: PhysicalIrrep) {
    let size = irrep.dimension
    dimension = size
    var identity = [Double](repeating: 0, count: size * size)
    for index in 0..<size { identity[index * size + index] = 1 }
    elements = [identity]
    // The norm of the character is the dimension of the algebra: 1 for the real type.
    let norm = irrep.matrices.reduce(0) { $0 + $1.trace * $1.trace }
    let expected = Int((norm / Double(irrep.matrices.count)).rounded())
    seeds: for first in 0..<size where expected > 1 {
      for second in (first + 1)..<max(size, first + 1) {
        if elements.count >= expected { break seeds }
        var average = [Double](repeating: 0, count: size * size)
        for matrix in irrep.matrices {
          let entries = matrix.elements
          for row in 0..<size {
            let left = entries[row * size + first]
            let right = entries[row * size + second]
            if left == 0 && right == 0 { continue }
            for column in 0..<size {
              average[row * size + column] +=
                left * entries[column * size + second] - right * entries[column * size + first]
            }
          }
        }
        let scale = 1 / Double(irrep.matrices.count)
        for index in average.indices { average[index] *= scale }
        for element in elements.dropFirst() {
          let overlap = zip(element, average).reduce(0) { $0 + $1.0 * $1.1 } / Double(size)
          for index in average.indices { average[index] -= overlap * element[index] }
        }
        let length = average.reduce(0) { $0 + $1 * $1 }.squareRoot()
        guard length > Self.rounding else { continue }
        let factor = Double(size).squareRoot() / length
        elements.append(average.map { factor * $0 })
      }
    }
  }

  /// The dimension of the algebra: 1, 2 or 4.
  package var order: Int { elements.count }

  /// The matrix `local · J` of a local matrix with `rows` rows and d columns.
  func multiplied(_ local: [Double], rows: Int, by element: Int) -> [Double] {
    if element == 0 { return local }
    let matrix = elements[element]
    var result = [Double](repeating: 0, count: rows * dimension)
    for row in 0..<rows {
      for inner in 0..<dimension {
        let value = local[row * dimension + inner]
        if value == 0 { continue }
        for column in 0..<dimension {
          result[row * dimension + column] += value * matrix[inner * dimension + column]
        }
      }
    }
    return result
  }

  /// The vector `Jᵀ a`.
  package func transposed(_ element: Int, _ vector: [Double]) -> [Double] {
    if element == 0 { return vector }
    let matrix = elements[element]
    return (0..<dimension).map { column in
      (0..<dimension).reduce(0) { $0 + matrix[$1 * dimension + column] * vector[$1] }
    }
  }
}
