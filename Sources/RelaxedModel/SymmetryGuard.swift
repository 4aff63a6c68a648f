// Rounding must not break a symmetry that the data keep.
//
// Let H be the operations that leave the target of one temperature unchanged. Where they leave θ
// unchanged too, they leave the gradient unchanged, by the equivariance of the network:
//
//     h θ = θ , h y = y   ⇒   h ∂L/∂θ = ∂L/∂θ ,   so   ∂L/∂θ = P_H ∂L/∂θ ,  P_H = 1/|H| Σ_h h .
//
// In floating point this holds to rounding, and a step that is stable along the directions of the
// data can be unstable across them: from 1e-16 the error grew to 1e-5 in 40 steps of L-BFGS. So
// P_H is applied to the gradient, but only where the premise holds and only where what it removes
// is rounding. Where an optimiser has broken a symmetry, or a network were not equivariant, the
// guard does nothing and the broken symmetry is seen in the result.

import PhaseFitEquivariance
import PhaseFitSymmetry

struct SymmetryGuard: Sendable {
  /// Relative deviations up to this are rounding: sums of 10⁴ terms of 1e-16 with cancellation.
  static let rounding = 1e-10

  /// P_H for each star and type, a dense matrix over (row of the star, m).
  private let blocks: [(first: Int, rows: Int, type: Int, matrix: [Double])]

  /// The guard for a group of operations.
  init(_ operations: [Int], actions: [WeightAction], space: RelaxedWeightSpace) {
    var blocks: [(first: Int, rows: Int, type: Int, matrix: [Double])] = []
    for rows in space.rowsOfStar {
      for (type, irrep) in FeatureLayout.irreps.enumerated() {
        let (width, size) = (irrep.dimension, rows.count * irrep.dimension)
        var matrix = [Double](repeating: 0, count: size * size)
        for index in operations {
          let rotation = actions[index].matrices[type]
          for image in actions[index].images where rows.contains(image.source) {
            let factor = image.factor / Double(operations.count)
            let target = (image.target - rows.lowerBound) * width
            let source = (image.source - rows.lowerBound) * width
            for row in 0..<width {
              for column in 0..<width {
                matrix[(target + row) * size + source + column] += factor * rotation[row, column]
              }
            }
          }
        }
        blocks.append((rows.lowerBound, rows.count, type, matrix))
      }
    }
    self.blocks = blocks
  }

  /// P_H of a part of an array that holds one set of relaxed weights.
  func project(_ weights: ArraySlice<Double>) -> [Double] {
    var result = [Double](repeating: 0, count: weights.count)
    let width = FeatureLayout.width
    for block in blocks {
      let range = FeatureLayout.range(block.type)
      var positions: [Int] = []
      for row in block.first..<(block.first + block.rows) {
        for component in range { positions.append(row * width + component) }
      }
      block.matrix.withUnsafeBufferPointer { matrix in
        for (row, target) in positions.enumerated() {
          var sum = 0.0
          for (column, source) in positions.enumerated() {
            sum += matrix[row * positions.count + column] * weights[weights.startIndex + source]
          }
          result[target] = sum
        }
      }
    }
    return result
  }

  /// Removes rounding across the symmetric directions from a gradient.
  ///
  /// Rounding is relative to `size`, the largest norm of a gradient so far.
  func clean(_ gradient: inout [Double], _ range: Range<Int>, weights: [Double], size: Double) {
    let symmetricWeights = project(weights[range])
    let asymmetry = distance(symmetricWeights, weights[range])
    // The invariant 1 is part of the weights, so their norm is at least 1.
    let norm = inner(symmetricWeights, symmetricWeights).squareRoot()
    guard asymmetry <= Self.rounding * norm else { return }
    let symmetric = project(gradient[range])
    guard distance(symmetric, gradient[range]) <= Self.rounding * size else { return }
    gradient.replaceSubrange(range, with: symmetric)
  }

  private func distance(_ left: [Double], _ right: ArraySlice<Double>) -> Double {
    var sum = 0.0
    for (first, second) in zip(left, right) { sum += (first - second) * (first - second) }
    return sum.squareRoot()
  }
}
