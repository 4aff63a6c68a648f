// Damped Gauss–Newton in the space of residuals.
//
//     Φ = |r|² + |p|² ,   A = J̃ J̃ᵀ ,   g = J̃ᵀ r + p ,   c = 1 + μ tr(A)/n ,
//     δ = −(1/c) [ g − J̃ᵀ (A + c)⁻¹ J̃ g ]        (Woodbury form of −(J̃ᵀJ̃ + c)⁻¹ g)
//
// There are fewer residuals than unknowns, so that the n × n system is the small one. The metric is a
// multiple of 1 for all amplitudes: steps commute with the operations of the parent.

import PhaseFitNumerics

/// How a fit of a sweep model ended.
public enum SweepModelStatus: String, Sendable, Codable, Hashable {
  /// The objective no longer falls.
  case converged
  /// The iterations ran out while the objective was still falling: χ² is an upper bound.
  case notConverged
}

struct GaussNewton: Sendable {
  var iterationLimit: Int
  /// A relative decrease of Φ below this in two successive iterations is the end.
  var gain: Double
  /// A fit whose last two iterations gained more than this is not converged.
  private static let convergedGain = 1e-2
  private static let firstDamping = 1e-3
  private static let leastDamping = 1e-13
  private static let dampingFactor = 6.0
  private static let rejectionLimit = 9

  struct Course: Sendable {
    var point: GaugeProblem.Point
    var objective: Double
    var status: SweepModelStatus
    var iterations: Int
    var linearisation: GaugeProblem.Linearisation
  }

  /// Minimises Φ.
  ///
  /// - Parameters:
  ///   - problem: the problem.
  ///   - start: where to start.
  ///   - earlier: a state that was kept between two iterations, from which it goes on.
  ///   - keep: called with the state after every iteration and at the end; an error ends the fit.
  ///   - progress: called before every iteration.
  /// - Returns: the last point and how it was reached.
  /// - Throws: what `keep` throws.
  func minimise<Failure: Error>(
    _ problem: GaugeProblem, from start: GaugeProblem.Point,
    resuming earlier: SweepCheckpoint.State? = nil,
    keep: (SweepCheckpoint.State) throws(Failure) -> Void,
    progress: (_ iteration: Int, _ objective: Double) -> Void = { _, _ in }
  ) throws(Failure) -> Course {
    var point = start
    var damping = Self.firstDamping
    if let earlier {
      point.shared = earlier.shared
      point.amplitudes = earlier.amplitudes
      damping = earlier.damping
    }
    var linearisation = problem.linearise(point)
    var objective =
      earlier?.objective
      ?? inner(linearisation.residuals, linearisation.residuals) + problem.prior(point)
    var gains = earlier?.gains ?? []
    var iterations = earlier?.iterations ?? 0
    func state(isDone: Bool) -> SweepCheckpoint.State {
      SweepCheckpoint.State(
        shared: point.shared, amplitudes: point.amplitudes, damping: damping,
        objective: objective, gains: gains, iterations: iterations, isDone: isDone)
    }
    while iterations < iterationLimit, earlier?.isDone != true {
      progress(iterations, objective)
      let system = DualSystem(problem, linearisation)
      let gradient = system.gradient(point)
      let image = system.apply(gradient)
      let scale = system.trace / Double(max(problem.rowCount, 1))
      var accepted: (GaugeProblem.Point, Double)?
      for _ in 0..<Self.rejectionLimit {
        let shift = 1 + damping * scale
        if let factor = system.factor(shift) {
          let back = system.transposed(factor.solve(image))
          let trial = problem.moved(
            point, by: zip(gradient, back).map { -($0 - $1) / shift })
          let residuals = problem.residuals(trial)
          let value = inner(residuals, residuals) + problem.prior(trial)
          if value.isFinite, value < objective {
            accepted = (trial, value)
            break
          }
        }
        damping *= Self.dampingFactor
      }
      guard let (trial, value) = accepted else {
        gains.append(0)
        break
      }
      damping = max(damping / Self.dampingFactor, Self.leastDamping)
      gains.append((objective - value) / objective)
      point = trial
      objective = value
      iterations += 1
      linearisation = problem.linearise(point)
      if gains.count >= 2, gains.suffix(2).allSatisfy({ $0 < gain }) { break }
      try keep(state(isDone: false))
    }
    if earlier?.isDone != true { try keep(state(isDone: true)) }
    let last = gains.suffix(2).reduce(0, +)
    return Course(
      point: point, objective: objective,
      status: iterations < iterationLimit || last <= Self.convergedGain
        ? .converged : .notConverged,
      iterations: iterations, linearisation: linearisation)
  }
}

extension GaussNewton {
  /// Minimises Φ without keeping states.
  func minimise(
    _ problem: GaugeProblem, from start: GaugeProblem.Point,
    progress: (_ iteration: Int, _ objective: Double) -> Void = { _, _ in }
  ) -> Course {
    minimise(problem, from: start, keep: { (_) throws(Never) in }, progress: progress)
  }
}

extension GaugeProblem {
  /// The point moved by a step of the scaled unknowns.
  func moved(_ point: Point, by step: [Double]) -> Point {
    var result = point
    for index in 0..<sharedCount { result.shared[index] += deviations[index] * step[index] }
    for index in 0..<amplitudeCount {
      result.amplitudes[index] += amplitudeDeviation * step[sharedCount + index]
    }
    return result
  }
}

/// The matrix A of a linearisation.
struct DualSystem {
  let problem: GaugeProblem
  let linearisation: GaugeProblem.Linearisation
  /// A, row by row.
  private(set) var matrix: [Double]

  /// The matrix; `amplitudeScale` multiplies the prior deviation of the amplitudes.
  init(
    _ problem: GaugeProblem, _ linearisation: GaugeProblem.Linearisation,
    amplitudeScale: Double = 1
  ) {
    self.problem = problem
    self.linearisation = linearisation
    let count = problem.rowCount
    matrix = DenseKernels.gram(linearisation.shared, rows: count, columns: problem.sharedCount)
    for (range, block) in zip(problem.rowRanges, linearisation.amplitudes) {
      for (row, left) in block.enumerated() {
        for (column, right) in block.enumerated() {
          matrix[(range.lowerBound + row) * count + range.lowerBound + column] +=
            amplitudeScale * amplitudeScale * inner(left, right)
        }
      }
    }
  }

  var trace: Double {
    (0..<problem.rowCount).reduce(0) { $0 + matrix[$1 * problem.rowCount + $1] }
  }

  /// The Cholesky factor of `A + shift`.
  func factor(_ shift: Double) -> CholeskyFactor? {
    var shifted = matrix
    for index in 0..<problem.rowCount { shifted[index * problem.rowCount + index] += shift }
    return CholeskyFactor(shifted, order: problem.rowCount)
  }

  /// `J̃ᵀ r + p`.
  func gradient(_ point: GaugeProblem.Point) -> [Double] {
    var result = transposed(linearisation.residuals)
    for index in 0..<problem.sharedCount {
      result[index] += (point.shared[index] - problem.center[index]) / problem.deviations[index]
    }
    for index in 0..<problem.amplitudeCount {
      result[problem.sharedCount + index] += point.amplitudes[index] / problem.amplitudeDeviation
    }
    return result
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

  /// `J̃ᵀ v`.
  func transposed(_ vector: [Double]) -> [Double] {
    let columns = problem.sharedCount
    var result = [Double](repeating: 0, count: columns + problem.amplitudeCount)
    linearisation.shared.withUnsafeBufferPointer { matrix in
      result.withUnsafeMutableBufferPointer { result in
        guard let matrix = matrix.baseAddress, let target = result.baseAddress else { return }
        for (row, value) in vector.enumerated() {
          DenseKernels.add(value, matrix + row * columns, columns, to: target)
        }
      }
    }
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
