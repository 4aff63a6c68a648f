// The Cholesky factor of dense symmetric matrices on contiguous rows.
//
//     A = L Lᵀ ,   L x = b ,   Lᵀ x = b

import Foundation

/// The Cholesky factor of a symmetric positive definite matrix.
struct CholeskyFactor: Sendable {
  let order: Int
  /// L row by row, zeros above the diagonal.
  private(set) var elements: [Double]

  /// Nil where the matrix is not positive definite.
  init?(_ matrix: [Double], order: Int) {
    precondition(matrix.count == order * order, "\(matrix.count) elements of order \(order)")
    self.order = order
    elements = matrix
    let isPositive = elements.withUnsafeMutableBufferPointer { buffer -> Bool in
      guard let base = buffer.baseAddress else { return true }
      for row in 0..<order {
        let current = base + row * order
        for column in 0..<row {
          let other = base + column * order
          current[column] =
            (current[column] - DenseKernels.dot(current, other, column)) / other[column]
        }
        let pivot = current[row] - DenseKernels.dot(current, current, row)
        guard pivot > 0, pivot.isFinite else { return false }
        current[row] = pivot.squareRoot()
        for column in (row + 1)..<max(order, row + 1) { current[column] = 0 }
      }
      return true
    }
    guard isPositive else { return nil }
  }

  /// log det A.
  var logDeterminant: Double {
    (0..<order).reduce(0) { $0 + 2 * log(elements[$1 * order + $1]) }
  }

  /// L⁻¹ b; elements before `start` are zero and stay so.
  func forward(_ vector: [Double], from start: Int = 0) -> [Double] {
    var result = vector
    elements.withUnsafeBufferPointer { matrix in
      result.withUnsafeMutableBufferPointer { result in
        guard let matrix = matrix.baseAddress, let vector = result.baseAddress else { return }
        for row in start..<order {
          let sum = DenseKernels.dot(
            matrix + row * order + start, vector + start, row - start)
          vector[row] = (vector[row] - sum) / matrix[row * order + row]
        }
      }
    }
    return result
  }

  /// L⁻ᵀ b.
  func backward(_ vector: [Double]) -> [Double] {
    var result = vector
    elements.withUnsafeBufferPointer { matrix in
      result.withUnsafeMutableBufferPointer { result in
        guard let matrix = matrix.baseAddress, let vector = result.baseAddress else { return }
        for row in stride(from: order - 1, through: 0, by: -1) {
          vector[row] /= matrix[row * order + row]
          DenseKernels.add(-vector[row], matrix + row * order, row, to: vector)
        }
      }
    }
    return result
  }

  /// A⁻¹ b.
  func solve(_ vector: [Double]) -> [Double] { backward(forward(vector)) }

  /// `scale · L⁻¹ C` in place of C, whose rows begin at an offset.
  func forward(rows: inout [Double], from start: Int, columns: Int, scale: Double) {
    rows.withUnsafeMutableBufferPointer { rows in
      guard let base = rows.baseAddress else { return }
      for row in 0..<order {
        let target = base + start + row * columns
        for column in 0..<columns { target[column] *= scale }
        for other in 0..<row {
          DenseKernels.add(
            -elements[row * order + other], base + start + other * columns, columns, to: target)
        }
        let pivot = elements[row * order + row]
        for column in 0..<columns { target[column] /= pivot }
      }
    }
  }

  /// The diagonal blocks of A⁻¹ over some ranges of rows.
  func inverseBlocks(_ ranges: [Range<Int>]) -> [[[Double]]] {
    ranges.map { range in
      // Columns of L⁻¹: what unit vectors become; they are zero before their row.
      let columns = range.map { row in
        var unit = [Double](repeating: 0, count: order)
        unit[row] = 1
        return forward(unit, from: row)
      }
      return columns.map { left in columns.map { inner(left, $0) } }
    }
  }
}
