// Models that do not know one of their structures.
//
//     δ = (J̃ᵀJ̃ + 1 − J̃_iᵀJ̃_i)⁻¹ J̃_iᵀ r_i = J̃ᵀ (1 + A)⁻¹ E_i M_i⁻¹ r_i ,   M_i = [(1 + A)⁻¹]_ii
//
// is what leaving out the residuals r_i of temperature i changes at the minimum of the linearised
// problem: one factor serves all temperatures. The amplitudes of i have no part in the rest, so that
// only the shared part of δ matters. Where the network is not linear over δ at the structure left out,
// the problem without it is minimised from there.

import PhaseFitNumerics

extension SweepModelEvaluator {
  /// The part of the residuals of a structure left out that the linearised problem may get wrong.
  private static let linearity = 0.1
  /// The same in standard uncertainties: less than what any noise does.
  private static let negligible = 0.2

  /// What the models without one structure each say, one model at a time.
  ///
  /// - Parameters:
  ///   - indices: the positions of the structures to leave out.
  ///   - body: called with each position and a model whose weights do not know that structure; its
  ///     order parameters are those of the whole fit.
  /// - Returns: the results in the order of `indices`.
  /// - Complexity: in proportion to the number of structures, but where the network is not linear.
  public func without<Result>(
    _ indices: [Int], _ body: (_ index: Int, _ model: SweepModelEvaluator) -> Result
  ) -> [Result] {
    let system = problem.system(at: point)
    guard let inverse = system.inverse() else {
      return indices.map { body($0, refitted(without: $0, from: point)) }
    }
    return indices.map { body($0, without($0, system, inverse)) }
  }

  private func without(_ index: Int, _ system: any GaugeSystem, _ inverse: any GaugeInverse)
    -> SweepModelEvaluator
  {
    let range = problem.rowRanges[index]
    let amplitudes = system.amplitudes[index]
    let scaled = problem.amplitudeRanges[index].map {
      point.amplitudes[$0] / problem.amplitudeDeviation
    }
    // M⁻¹ r, which is large in the direction of the amplitudes, so that r must be their minimum.
    let residuals = Self.minimum(Array(system.residuals[range]), amplitudes, scaled)
    guard
      let block = CholeskyFactor(inverse.blocks[index].flatMap { $0 }, order: range.count)
    else { return refitted(without: index, from: point) }
    let left = block.solve(residuals)
    var moved = point
    let step = inverse.sharedImage(of: left, at: index)
    for place in step.indices { moved.shared[place] += problem.deviations[place] * step[place] }
    // r + J δ at the amplitudes of the fit.
    let expected = left.indices.map { left[$0] + inner(amplitudes[$0], scaled) }
    let actual = problem.residuals(of: index, moved)
    let error = zip(actual, expected).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
    let allowed =
      Self.linearity * Self.linearity * inner(actual, actual)
      + Self.negligible * Self.negligible * Double(range.count)
    return error <= allowed
      ? SweepModelEvaluator(self, moved) : refitted(without: index, from: moved)
  }

  /// The residuals `r − B (BᵀB + 1)⁻¹ (Bᵀ r + z)` at the amplitudes that minimise them.
  private static func minimum(_ residuals: [Double], _ block: [[Double]], _ scaled: [Double])
    -> [Double]
  {
    let count = scaled.count
    var matrix = [Double](repeating: 0, count: count * count)
    var slope = scaled
    for (row, residual) in zip(block, residuals) {
      for left in 0..<count {
        slope[left] += row[left] * residual
        for right in 0..<count { matrix[left * count + right] += row[left] * row[right] }
      }
    }
    for index in 0..<count { matrix[index * count + index] += 1 }
    guard let factor = CholeskyFactor(matrix, order: count) else { return residuals }
    let step = factor.solve(slope)
    return zip(residuals, block).map { $0 - inner($1, step) }
  }

  /// The model fitted without one structure, from a point.
  func refitted(without index: Int, from start: GaugeProblem.Point, iterations: Int = 3)
    -> SweepModelEvaluator
  {
    let kept = problem.observations.indices.filter { $0 != index }
    let smaller = GaugeProblem(
      phases: problem.phases, observations: kept.map { problem.observations[$0] },
      weights: Array(problem.center[..<problem.networkCount]),
      amplitudeDeviation: problem.amplitudeDeviation,
      temperatures: (problem.middle, problem.span))
    var first = smaller.start
    first.shared = start.shared
    first.amplitudes = kept.flatMap { start.amplitudes[problem.amplitudeRanges[$0]] }
    let course = GaussNewton(iterationLimit: iterations, gain: 1e-4).minimise(
      smaller, from: first)
    var moved = point
    moved.shared = course.point.shared
    return SweepModelEvaluator(self, moved)
  }
}
