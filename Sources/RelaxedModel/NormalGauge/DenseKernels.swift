// Products of long rows, on memory that the caller owns.
//
//     G = J Jᵀ ,   G = JᵀJ
//
// Each entry is one sum in one fixed order, so that results do not depend on the number of threads.

internal import CKernels
import Dispatch

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

  /// Rows of a Gram matrix that one task makes.
  private static let gramBand = 16

  /// The Gram matrix of the rows of a rows × columns array, row by row, both triangles.
  static func gram(_ matrix: [Double], rows: Int, columns: Int) -> [Double] {
    precondition(matrix.count == rows * columns, "\(matrix.count) numbers in \(rows) rows")
    var result = [Double](repeating: 0, count: rows * rows)
    let bands = (rows + gramBand - 1) / gramBand
    // Bands are dealt out in pairs (first, last) so that every task has the same work.
    matrix.withUnsafeBufferPointer { matrix in
      result.withUnsafeMutableBufferPointer { result in
        guard let source = matrix.baseAddress, let target = result.baseAddress else { return }
        nonisolated(unsafe) let (source2, target2) = (source, target)
        parallel((bands + 1) / 2, work: rows * rows * columns / 4) { task in
          for band in Set([task, bands - 1 - task]) {
            let first = band * gramBand
            pf_gram(
              Int64(first), Int64(min(first + gramBand, rows)), Int64(columns), source2,
              target2 + first * rows, Int64(rows))
          }
        }
        for row in 0..<rows {
          for column in 0..<row { target[column * rows + row] = target[row * rows + column] }
        }
      }
    }
    return result
  }

  /// `gram += sign · Σ_r J_rᵀ J_r` of the rows of a rows × columns array, row by row, the lower
  /// triangle.
  static func addGram(
    of matrix: [Double], rows: Int, columns: Int, to gram: inout [Double], sign: Double = 1
  ) {
    precondition(matrix.count == rows * columns, "\(matrix.count) numbers in \(rows) rows")
    guard rows > 0 else { return }
    var transposed = [Double](repeating: 0, count: rows * columns)
    for row in 0..<rows {
      for column in 0..<columns { transposed[column * rows + row] = matrix[row * columns + column] }
    }
    let bands = (columns + gramBand - 1) / gramBand
    transposed.withUnsafeBufferPointer { transposed in
      gram.withUnsafeMutableBufferPointer { gram in
        guard let source = transposed.baseAddress, let target = gram.baseAddress else { return }
        nonisolated(unsafe) let (source2, target2) = (source, target)
        parallel((bands + 1) / 2, work: rows * columns * columns / 4) { task in
          var products = [Double](repeating: 0, count: gramBand * columns)
          for band in Set([task, bands - 1 - task]) {
            let first = band * gramBand
            let end = min(first + gramBand, columns)
            products.withUnsafeMutableBufferPointer { products in
              guard let products = products.baseAddress else { return }
              pf_gram(
                Int64(first), Int64(end), Int64(rows), source2, products, Int64(columns))
              for column in first..<end {
                add(
                  sign, products + (column - first) * columns, column + 1,
                  to: target2 + column * columns)
              }
            }
          }
        }
      }
    }
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
