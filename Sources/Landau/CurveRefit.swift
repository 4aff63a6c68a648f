import Foundation
import PhaseFitNumerics

/// Fits of one form to many variants of the same points, each from the curve of the original.
///
///     (Jᵀ W J + λ diag(Jᵀ W J)) δ = Jᵀ W (y − m)
///
/// Repetitions start near their minimum and have at most three parameters: a damped step on the
/// normal equations needs no workspace. The first fit is made by `LeastSquaresProblem`.
///
/// - Source: D. W. Marquardt, J. Soc. Indust. Appl. Math. 11, 431 (1963) for the damping.
struct CurveRefit {
  /// The curve that a repetition ended with.
  struct Located {
    var point: CurvePoint
    var chiSquared: Double
  }

  let charts: [any AmplitudeChart]
  let weights: [Double]

  /// The most steps of one repetition.
  private static let stepLimit = 60
  /// The relative fall of χ² below which a repetition has arrived: a thousandth of its noise.
  private static let tolerance = 1e-9

  init(charts: [any AmplitudeChart], weights: [Double]) {
    self.charts = charts
    self.weights = weights
  }

  /// The best admissible curve near a known one, nil where none is found.
  func minimum(_ observations: [Double], near point: CurvePoint) -> Located? {
    var best: Located?
    for (index, chart) in charts.enumerated() {
      guard let start = chart.parameters(near: point),
        let end = descend(chart, start, observations), chart.isAdmissible(end.parameters)
      else { continue }
      let located = Located(
        point: chart.point(end.parameters).point, chiSquared: end.chiSquared)
      // The interior contains the faces as limits: its stationary point is the best.
      if end.isConverged,
        chart.holdsMinimum(
          end.parameters, observations: observations, weights: weights, pull: nil)
          ?? (index == 0)
      {
        return (best?.chiSquared ?? .infinity) < located.chiSquared ? best : located
      }
      if located.chiSquared < best?.chiSquared ?? .infinity { best = located }
    }
    return best
  }

  private func descend(
    _ chart: any AmplitudeChart, _ start: [Double], _ observations: [Double]
  ) -> (parameters: [Double], chiSquared: Double, isConverged: Bool)? {
    let count = start.count
    var parameters = start
    var state = chart.amplitudes(parameters)
    guard var chiSquared = sum(state.values, observations) else { return nil }
    var damping = 1e-3
    for _ in 0..<Self.stepLimit {
      var gradient = SIMD3<Double>.zero
      var normal = [SIMD3<Double>](repeating: .zero, count: 3)
      let elements = state.jacobian.elements
      for row in observations.indices {
        let residual = observations[row] - state.values[row]
        for i in 0..<count {
          let weighted = weights[row] * elements[row * count + i]
          gradient[i] += weighted * residual
          for j in 0...i { normal[i][j] += weighted * elements[row * count + j] }
        }
      }
      var hasMoved = false
      while damping < 1e12 {
        guard let step = solve(normal, gradient, count, damping) else {
          damping *= 10
          continue
        }
        var trial = parameters
        for index in 0..<count { trial[index] += step[index] }
        let next = chart.amplitudes(trial)
        guard let value = sum(next.values, observations), value <= chiSquared else {
          damping *= 10
          continue
        }
        let fall = chiSquared - value
        (parameters, state, chiSquared, hasMoved) = (trial, next, value, true)
        damping = max(damping * 0.1, 1e-12)
        if fall <= Self.tolerance * chiSquared { return (parameters, chiSquared, true) }
        break
      }
      // No step lowers χ²: a minimum to rounding, or a wall that the faces describe.
      guard hasMoved else { return (parameters, chiSquared, true) }
    }
    return (parameters, chiSquared, false)
  }

  private func sum(_ values: [Double], _ observations: [Double]) -> Double? {
    var total = 0.0
    for index in values.indices {
      let residual = observations[index] - values[index]
      total += weights[index] * residual * residual
    }
    return total.isFinite ? total : nil
  }

  /// The damped step by Cholesky's factors, nil where the matrix is not positive definite.
  private func solve(
    _ normal: [SIMD3<Double>], _ gradient: SIMD3<Double>, _ count: Int, _ damping: Double
  ) -> SIMD3<Double>? {
    var factor = [SIMD3<Double>](repeating: .zero, count: 3)
    for i in 0..<count {
      for j in 0...i {
        var value = normal[i][j]
        if i == j { value *= 1 + damping }
        for k in 0..<j { value -= factor[i][k] * factor[j][k] }
        if i == j {
          guard value > 0 else { return nil }
          factor[i][i] = value.squareRoot()
        } else {
          factor[i][j] = value / factor[j][j]
        }
      }
    }
    var step = gradient
    for i in 0..<count {
      for k in 0..<i { step[i] -= factor[i][k] * step[k] }
      step[i] /= factor[i][i]
    }
    for i in (0..<count).reversed() {
      for k in (i + 1)..<max(count, i + 1) { step[i] -= factor[k][i] * step[k] }
      step[i] /= factor[i][i]
    }
    return step
  }
}
