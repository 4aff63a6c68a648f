// The linearised problem through the matrix of the residuals.
//
//     −(J̃ᵀJ̃ + c)⁻¹ g = −(1/c) [ g − J̃ᵀ (A + c)⁻¹ J̃ g ]        (Woodbury)

import PhaseFitNumerics

struct DualSystem: GaugeSystem {
  let problem: GaugeProblem
  let linearisation: GaugeProblem.Linearisation
  /// J Jᵀ of the shared unknowns, row by row.
  private let shared: [Double]

  init(_ problem: GaugeProblem, _ point: GaugeProblem.Point) {
    self.init(problem, problem.linearise(point))
  }

  init(_ problem: GaugeProblem, _ linearisation: GaugeProblem.Linearisation) {
    self.problem = problem
    self.linearisation = linearisation
    shared = DenseKernels.gram(
      linearisation.shared, rows: problem.rowCount, columns: problem.sharedCount)
  }

  var residuals: [Double] { linearisation.residuals }
  var amplitudes: [[[Double]]] { linearisation.amplitudes }
  var slope: [Double] { transposed(linearisation.residuals) }

  var trace: Double {
    var sum = 0.0
    for index in 0..<problem.rowCount { sum += shared[index * problem.rowCount + index] }
    for block in amplitudes { for row in block { sum += inner(row, row) } }
    return sum
  }

  /// The Cholesky factor of `A + shift`; `amplitudeScale` multiplies the prior deviation of the
  /// amplitudes.
  private func factor(_ shift: Double, amplitudeScale: Double = 1) -> CholeskyFactor? {
    let count = problem.rowCount
    var matrix = shared
    for (range, block) in zip(problem.rowRanges, linearisation.amplitudes) {
      for (row, left) in block.enumerated() {
        for (column, right) in block.enumerated() {
          matrix[(range.lowerBound + row) * count + range.lowerBound + column] +=
            amplitudeScale * amplitudeScale * inner(left, right)
        }
      }
    }
    for index in 0..<count { matrix[index * count + index] += shift }
    return CholeskyFactor(matrix, order: count)
  }

  func step(_ gradient: [Double], shift: Double) -> [Double]? {
    guard let factor = factor(shift) else { return nil }
    let back = transposed(factor.solve(apply(gradient)))
    return zip(gradient, back).map { -($0 - $1) / shift }
  }

  func logDeterminant(amplitudeScale: Double) -> Double? {
    factor(1, amplitudeScale: amplitudeScale)?.logDeterminant
  }

  func inverse() -> (any GaugeInverse)? { factor(1).map { Inverse($0, self) } }

  struct Inverse: GaugeInverse {
    let blocks: [[[Double]]]
    private let factor: CholeskyFactor
    private let system: DualSystem

    init(_ factor: CholeskyFactor, _ system: DualSystem) {
      self.factor = factor
      self.system = system
      blocks = factor.inverseBlocks(system.problem.rowRanges)
    }

    func sharedImage(of vector: [Double], at temperature: Int) -> [Double] {
      let range = system.problem.rowRanges[temperature]
      var whole = [Double](repeating: 0, count: system.problem.rowCount)
      for (row, value) in zip(range, vector) { whole[row] = value }
      return system.sharedTransposed(factor.solve(whole))
    }
  }

  /// `J̃ v`.
  func apply(_ vector: [Double]) -> [Double] {
    let columns = problem.sharedCount
    var result = [Double](repeating: 0, count: problem.rowCount)
    linearisation.shared.withUnsafeBufferPointer { matrix in
      vector.withUnsafeBufferPointer { vector in
        guard let matrix = matrix.baseAddress, let vector = vector.baseAddress else { return }
        for row in result.indices {
          result[row] = DenseKernels.dot(matrix + row * columns, vector, columns)
        }
      }
    }
    for (index, block) in linearisation.amplitudes.enumerated() {
      let part = problem.amplitudeRanges[index].map { vector[columns + $0] }
      for (row, values) in block.enumerated() {
        result[problem.rowRanges[index].lowerBound + row] += inner(values, part)
      }
    }
    return result
  }

  /// `Jᵀ v`.
  private func sharedTransposed(_ vector: [Double]) -> [Double] {
    let columns = problem.sharedCount
    var result = [Double](repeating: 0, count: columns)
    linearisation.shared.withUnsafeBufferPointer { matrix in
      result.withUnsafeMutableBufferPointer { result in
        guard let matrix = matrix.baseAddress, let target = result.baseAddress else { return }
        for (row, value) in vector.enumerated() {
          DenseKernels.add(value, matrix + row * columns, columns, to: target)
        }
      }
    }
    return result
  }

  /// `J̃ᵀ v`.
  private func transposed(_ vector: [Double]) -> [Double] {
    let columns = problem.sharedCount
    var result = sharedTransposed(vector)
    result += [Double](repeating: 0, count: problem.amplitudeCount)
    for (index, block) in linearisation.amplitudes.enumerated() {
      let first = columns + problem.amplitudeRanges[index].lowerBound
      for (row, values) in block.enumerated() {
        let weight = vector[problem.rowRanges[index].lowerBound + row]
        for (column, value) in values.enumerated() { result[first + column] += weight * value }
      }
    }
    return result
  }
}
