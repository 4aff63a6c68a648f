// Refits of a model to structures with new noise.
//
//     y*_T = y_model(q_T) + L_T ε ,   ε normal ,   L_T L_Tᵀ = R_T
//
// Shared weights and order parameters are refitted together, so that the spread of q* has the
// weights marginalised and its correlation between temperatures.

import PhaseFitNumerics

extension SweepModelEvaluator {
  /// The order parameters of one refit.
  public struct Replicate: Sendable {
    /// For every structure and member its coordinates in the bases of the model, Å.
    public var amplitudes: [[[Double]]]
    /// Whether the refit converged.
    public var isConverged: Bool
  }

  /// The iterations of one refit from the fitted model, which is near.
  private static let refitLimit = 40

  /// Refits the model to structures with new noise.
  ///
  /// - Parameters:
  ///   - replicates: the number of refits.
  ///   - seed: the seed of the noise; the same seed gives the same numbers.
  ///   - progress: called with the number of refits done and their number.
  /// - Returns: the order parameters of every refit.
  /// - Complexity: a few Gauss–Newton iterations for each refit.
  public func bootstrap(
    replicates: Int, seed: UInt64, progress: (_ done: Int, _ total: Int) -> Void = { _, _ in }
  ) -> [Replicate] {
    var generator = SplitMix64(seed: seed)
    let prepared = problem.prepare(point)
    let exact = problem.observations.indices.map { index in
      problem.model(
        phase: problem.observations[index].phase,
        temperature: problem.observations[index].temperature,
        amplitudes: Array(point.amplitudes[problem.amplitudeRanges[index]]), point, prepared
      ).rows
    }
    let factors = problem.observations.map { lowerInverse($0.whitening) }
    let method = GaussNewton(iterationLimit: Self.refitLimit, gain: 1e-3)
    return (0..<replicates).map { number in
      progress(number, replicates)
      var observations = problem.observations
      for index in observations.indices {
        let noise = exact[index].map { _ in generator.normal() }
        observations[index].data = zip(exact[index], factors[index]).map { $0 + inner($1, noise) }
      }
      let changed = GaugeProblem(
        phases: problem.phases, observations: observations,
        weights: Array(problem.center[..<problem.networkCount]),
        amplitudeDeviation: problem.amplitudeDeviation,
        temperatures: (problem.middle, problem.span))
      let course = method.minimise(changed, from: point)
      return Replicate(
        amplitudes: problem.observations.indices.map { index in
          amplitudes(
            Array(course.point.amplitudes[problem.amplitudeRanges[index]]),
            phase: problem.observations[index].phase)
        }, isConverged: course.status == .converged)
    }
  }

  /// Coordinates of the problem in the bases of the model, member by member.
  private func amplitudes(_ values: [Double], phase: Int) -> [[Double]] {
    let target = problem.phases[phase]
    return model.members.indices.map { member in
      let basis = target.rows.spaces[model.members[member].irrep]
      let part = zip(values[target.coordinates[member]], basis)
      return model.phases[phase].bases[member].map { axis in
        part.reduce(0) { $0 + $1.0 * inner($1.1, axis) }
      }
    }
  }
}
