// Damped Gauss–Newton in the space of residuals.
//
//     Φ = |r|² + |p|² ,   g = J̃ᵀ r + p ,   c = 1 + μ tr(A)/n ,   δ = −(J̃ᵀJ̃ + c)⁻¹ g
//
// The metric is a multiple of 1 for all amplitudes: steps commute with the operations of the parent.

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
    /// The linearised problem at the point.
    var system: any GaugeSystem
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
    var system = problem.system(at: point)
    var objective =
      earlier?.objective
      ?? inner(system.residuals, system.residuals) + problem.prior(point)
    var gains = earlier?.gains ?? []
    var iterations = earlier?.iterations ?? 0
    func state(isDone: Bool) -> SweepCheckpoint.State {
      SweepCheckpoint.State(
        shared: point.shared, amplitudes: point.amplitudes, damping: damping,
        objective: objective, gains: gains, iterations: iterations, isDone: isDone)
    }
    while iterations < iterationLimit, earlier?.isDone != true {
      progress(iterations, objective)
      let gradient = system.gradient(problem, point)
      let scale = system.trace / Double(max(problem.rowCount, 1))
      var accepted: (GaugeProblem.Point, Double)?
      for _ in 0..<Self.rejectionLimit {
        let shift = 1 + damping * scale
        if let step = system.step(gradient, shift: shift) {
          let trial = problem.moved(point, by: step)
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
      system = problem.system(at: point)
      if gains.count >= 2, gains.suffix(2).allSatisfy({ $0 < gain }) { break }
      try keep(state(isDone: false))
    }
    if earlier?.isDone != true { try keep(state(isDone: true)) }
    let last = gains.suffix(2).reduce(0, +)
    return Course(
      point: point, objective: objective,
      status: iterations < iterationLimit || last <= Self.convergedGain
        ? .converged : .notConverged,
      iterations: iterations, system: system)
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
