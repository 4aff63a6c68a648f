// The linearised problem through the matrix of the shared unknowns, amplitudes eliminated.
//
//     D_T = B_TᵀB_T + c ,   C_T = B_TᵀJ_T ,   S = Σ_T (J_TᵀJ_T − C_Tᵀ D_T⁻¹ C_T) + c
//     δ_w = −S⁻¹ (g_w − Σ_T C_Tᵀ D_T⁻¹ g_T) ,   δ_T = −D_T⁻¹ (g_T + C_T δ_w)
//     log det (J̃ᵀJ̃ + 1) = log det S + Σ_T log det D_T
//     (1 + A)⁻¹_TT = K_T − K_T J_T S⁻¹ J_Tᵀ K_T ,   K_T = (1 + B_T B_Tᵀ)⁻¹ ,   c = 1
//
// The rows J_T are made for a few temperatures at a time and forgotten.

import PhaseFitNumerics

struct SharedSystem: GaugeSystem {
  let problem: GaugeProblem
  let point: GaugeProblem.Point
  private(set) var residuals: [Double] = []
  private(set) var amplitudes: [[[Double]]] = []
  private(set) var slope: [Double]
  private(set) var trace = 0.0
  /// Σ JᵀJ, row by row, the lower triangle.
  private var gram: [Double]
  /// C of all temperatures, row by row.
  private var couplings: [Double]

  /// Temperatures whose rows are held at a time.
  static let chunk = 16

  init(_ problem: GaugeProblem, _ point: GaugeProblem.Point) {
    self.problem = problem
    self.point = point
    let columns = problem.sharedCount
    gram = [Double](repeating: 0, count: columns * columns)
    couplings = [Double](repeating: 0, count: problem.amplitudeCount * columns)
    slope = [Double](repeating: 0, count: columns + problem.amplitudeCount)
    Self.chunks(problem, point) { observations, part in
      add(observations, part)
    }
  }

  /// Linearisations of a few temperatures at a time.
  private static func chunks(
    _ problem: GaugeProblem, _ point: GaugeProblem.Point,
    _ body: (Range<Int>, GaugeProblem.Linearisation) -> Void
  ) {
    let parts = problem.differentiable(point)
    let count = problem.observations.count
    for first in stride(from: 0, to: count, by: chunk) {
      let range = first..<min(first + chunk, count)
      body(range, problem.linearise(point, parts, over: range))
    }
  }

  private mutating func add(_ range: Range<Int>, _ part: GaugeProblem.Linearisation) {
    let columns = problem.sharedCount
    residuals += part.residuals
    amplitudes += part.amplitudes
    DenseKernels.addGram(
      of: part.shared, rows: part.residuals.count, columns: columns, to: &gram)
    let first = problem.rowRanges[range.lowerBound].lowerBound
    part.shared.withUnsafeBufferPointer { rows in
      guard let rows = rows.baseAddress else { return }
      for (offset, residual) in part.residuals.enumerated() {
        let row = rows + offset * columns
        trace += DenseKernels.dot(row, row, columns)
        slope.withUnsafeMutableBufferPointer { slope in
          guard let slope = slope.baseAddress else { return }
          DenseKernels.add(residual, row, columns, to: slope)
        }
      }
      for (index, block) in zip(range, part.amplitudes) {
        let places = problem.amplitudeRanges[index]
        for (offset, row) in zip(problem.rowRanges[index], block) {
          trace += inner(row, row)
          for (place, value) in zip(places, row) {
            slope[columns + place] += value * part.residuals[offset - first]
            couplings.withUnsafeMutableBufferPointer { couplings in
              guard let target = couplings.baseAddress else { return }
              DenseKernels.add(
                value, rows + (offset - first) * columns, columns, to: target + place * columns)
            }
          }
        }
      }
    }
  }

  /// The factors of S and of every D for a shift, with the amplitudes scaled.
  private struct Factors {
    var shared: CholeskyFactor
    var blocks: [CholeskyFactor]
    /// L_D⁻¹ C of all temperatures, row by row.
    var reduced: [Double]
  }

  private func factors(_ shift: Double, amplitudeScale scale: Double = 1) -> Factors? {
    let columns = problem.sharedCount
    var blocks: [CholeskyFactor] = []
    var reduced = couplings
    for (index, range) in problem.amplitudeRanges.enumerated() {
      let count = range.count
      var matrix = [Double](repeating: 0, count: count * count)
      for row in amplitudes[index] {
        for left in 0..<count {
          for right in 0..<count {
            matrix[left * count + right] += scale * scale * row[left] * row[right]
          }
        }
      }
      for place in 0..<count { matrix[place * count + place] += shift }
      guard let factor = CholeskyFactor(matrix, order: count) else { return nil }
      blocks.append(factor)
      factor.forward(
        rows: &reduced, from: range.lowerBound * columns, columns: columns, scale: scale)
    }
    var matrix = gram
    for index in 0..<columns { matrix[index * columns + index] += shift }
    DenseKernels.addGram(
      of: reduced, rows: problem.amplitudeCount, columns: columns, to: &matrix, sign: -1)
    guard let shared = CholeskyFactor(matrix, order: columns) else { return nil }
    return Factors(shared: shared, blocks: blocks, reduced: reduced)
  }

  func step(_ gradient: [Double], shift: Double) -> [Double]? {
    guard let factors = factors(shift) else { return nil }
    let columns = problem.sharedCount
    var right = Array(gradient[..<columns])
    // L_D⁻¹ g_T.
    var whitened: [Double] = []
    for (range, factor) in zip(problem.amplitudeRanges, factors.blocks) {
      whitened += factor.forward(range.map { gradient[columns + $0] })
    }
    factors.reduced.withUnsafeBufferPointer { reduced in
      right.withUnsafeMutableBufferPointer { right in
        guard let reduced = reduced.baseAddress, let target = right.baseAddress else { return }
        for (place, value) in whitened.enumerated() {
          DenseKernels.add(-value, reduced + place * columns, columns, to: target)
        }
      }
    }
    let shared = factors.shared.solve(right).map { -$0 }
    var result = shared
    for (range, factor) in zip(problem.amplitudeRanges, factors.blocks) {
      let image = factors.reduced.withUnsafeBufferPointer { reduced in
        shared.withUnsafeBufferPointer { shared in
          range.map { place -> Double in
            guard let reduced = reduced.baseAddress, let shared = shared.baseAddress else {
              return 0
            }
            return whitened[place] + DenseKernels.dot(reduced + place * columns, shared, columns)
          }
        }
      }
      result += factor.backward(image).map { -$0 }
    }
    return result
  }

  func logDeterminant(amplitudeScale: Double) -> Double? {
    factors(1, amplitudeScale: amplitudeScale).map { factors in
      factors.blocks.reduce(factors.shared.logDeterminant) { $0 + $1.logDeterminant }
    }
  }

  func inverse() -> (any GaugeInverse)? {
    factors(1).map { Inverse(self, $0.shared, $0.blocks) }
  }

  struct Inverse: GaugeInverse {
    private(set) var blocks: [[[Double]]]
    private let factor: CholeskyFactor
    private let system: SharedSystem
    /// K of every temperature.
    private let kernels: [[[Double]]]
    private let parts: GaugeProblem.Differentiable

    init(_ system: SharedSystem, _ factor: CholeskyFactor, _ amplitudes: [CholeskyFactor]) {
      self.system = system
      self.factor = factor
      let problem = system.problem
      parts = problem.differentiable(system.point)
      let kernels = zip(system.amplitudes, amplitudes).map { block, factor in
        // K = 1 − B D⁻¹ Bᵀ.
        let whitened = block.map { factor.forward($0) }
        return whitened.indices.map { row in
          whitened.indices.map { (row == $0 ? 1 : 0) - inner(whitened[row], whitened[$0]) }
        }
      }
      self.kernels = kernels
      var blocks = [[[Double]]](repeating: [], count: problem.observations.count)
      let columns = problem.sharedCount
      SharedSystem.chunks(problem, system.point) { range, part in
        let first = problem.rowRanges[range.lowerBound].lowerBound
        blocks.withUnsafeMutableBufferPointer { blocks in
          nonisolated(unsafe) let blocks = blocks
          let work = part.residuals.count * columns * columns
          DenseKernels.parallel(range.count, work: work) { offset in
            let index = range.lowerBound + offset
            let rows = problem.rowRanges[index].map { row -> [Double] in
              let start = (row - first) * columns
              return factor.forward(Array(part.shared[start..<start + columns]))
            }
            let kernel = kernels[index]
            let images = kernel.map { weights in
              zip(weights, rows).reduce(into: [Double](repeating: 0, count: columns)) {
                PhaseFitRelaxedModel.add($1.0, $1.1, to: &$0)
              }
            }
            blocks[index] = kernel.indices.map { row in
              kernel.indices.map { kernel[row][$0] - inner(images[row], images[$0]) }
            }
          }
        }
      }
      self.blocks = blocks
    }

    func sharedImage(of vector: [Double], at temperature: Int) -> [Double] {
      let problem = system.problem
      let columns = problem.sharedCount
      let part = problem.linearise(
        system.point, parts, over: temperature..<temperature + 1)
      var right = [Double](repeating: 0, count: columns)
      for (row, weights) in kernels[temperature].enumerated() {
        PhaseFitRelaxedModel.add(
          inner(weights, vector), Array(part.shared[row * columns..<(row + 1) * columns]),
          to: &right)
      }
      return factor.solve(right)
    }
  }
}
