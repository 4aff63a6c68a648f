// Products of long rows, on memory that the caller owns.
//
//     G = J Jᵀ ,   A = L Lᵀ ,   L x = b ,   Lᵀ x = b
//
// All of them are scalar products of contiguous rows. Each entry is one sum in one fixed order, so
// that results do not depend on the number of threads.

import Dispatch
import Foundation

enum DenseKernels {
  typealias Block = SIMD8<Double>

  /// The scalar product of two rows.
  static func dot(
    _ left: UnsafePointer<Double>, _ right: UnsafePointer<Double>, _ count: Int
  ) -> Double {
    var first = Block.zero
    var second = Block.zero
    let width = Block.scalarCount
    let raw = (UnsafeRawPointer(left), UnsafeRawPointer(right))
    var index = 0
    while index + 2 * width <= count {
      let offset = index * MemoryLayout<Double>.stride
      let next = (index + width) * MemoryLayout<Double>.stride
      first +=
        raw.0.loadUnaligned(fromByteOffset: offset, as: Block.self)
        * raw.1.loadUnaligned(fromByteOffset: offset, as: Block.self)
      second +=
        raw.0.loadUnaligned(fromByteOffset: next, as: Block.self)
        * raw.1.loadUnaligned(fromByteOffset: next, as: Block.self)
      index += 2 * width
    }
    var sum = (first + second).sum()
    while index < count {
      sum += left[index] * right[index]
      index += 1
    }
    return sum
  }

  /// `result += scale · row`.
  static func add(
    _ scale: Double, _ row: UnsafePointer<Double>, _ count: Int,
    to result: UnsafeMutablePointer<Double>
  ) {
    for index in 0..<count { result[index] += scale * row[index] }
  }

  /// The Gram matrix of the rows of a rows × columns array, row by row, both triangles.
  static func gram(_ matrix: [Double], rows: Int, columns: Int) -> [Double] {
    var result = [Double](repeating: 0, count: rows * rows)
    // Rows are dealt out in pairs (first, last) so that every task has the same work.
    let tasks = (rows + 1) / 2
    matrix.withUnsafeBufferPointer { matrix in
      result.withUnsafeMutableBufferPointer { result in
        guard let source = matrix.baseAddress, let target = result.baseAddress else { return }
        nonisolated(unsafe) let (source2, target2) = (source, target)
        parallel(tasks, work: rows * rows * columns) { task in
          for row in Set([task, rows - 1 - task]) {
            for column in 0...row {
              let value = dot(source2 + row * columns, source2 + column * columns, columns)
              target2[row * rows + column] = value
              target2[column * rows + row] = value
            }
          }
        }
      }
    }
    return result
  }

  /// Below this number of products a second thread costs more than it saves.
  private static let parallelWork = 500_000

  /// Runs tasks on both cores where they are long enough.
  static func parallel(_ count: Int, work: Int, _ body: @Sendable (Int) -> Void) {
    guard work > parallelWork else {
      for task in 0..<count { body(task) }
      return
    }
    DispatchQueue.concurrentPerform(iterations: count, execute: body)
  }
}

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
}
