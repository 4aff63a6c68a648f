import PhaseFitNumerics

/// Intervals by profile likelihood.
///
///     { ψ : min over curves with ψ of χ² ≤ χ²_min + Δ }
///
/// Points of the profile are minima of χ² + w (ψ − ψ₀)²: such a minimum lies on the profile at the ψ
/// it attains, whatever the weight w. An end that the admissible set closes before χ² has risen by Δ
/// is marked as a bound.
struct ProfileLikelihood {
  /// One end of an interval.
  struct End: Sendable {
    /// Where it lies, nil where χ² never rises by Δ.
    var value: Double?
    /// Whether the constraints, not χ², end the interval.
    var isBound: Bool
  }

  let curve: ConstrainedCurve
  let minimum: ConstrainedCurve.Located
  let quantity: ProfiledQuantity

  /// The quantity at the minimum.
  var best: Double { minimum.chart.quantity(quantity, at: minimum.point).value }

  /// The rise of √Δ that counts as reached: a thousandth of an interval's half-width.
  private static let rootTolerance = 1e-3

  /// The length of a first step: one standard deviation by the curvature, where there is one.
  private func firstStep(_ rise: Double) -> Double {
    let span = curve.domain.highest - curve.domain.lowest
    let fallback: Double =
      switch quantity {
      case .boundedOrder, .exponent: 0.02
      case .transition, .criticalPoint: 0.01 * span
      }
    guard let covariance = minimum.solution.covariance else { return fallback }
    let gradient = minimum.chart.quantity(quantity, minimum.solution.parameters).gradient
    let image = covariance * gradient
    let variance = zip(gradient, image).reduce(0) { $0 + $1.0 * $1.1 } * rise
    guard variance.isFinite, variance > 0 else { return fallback }
    // Neither beyond the data nor below what temperatures resolve.
    return min(max(variance.squareRoot(), 1e-7 * fallback), 100 * fallback)
  }

  /// The end of the interval in a direction (−1 or +1) where χ² has risen by `rise`.
  func end(direction: Double, rise: Double) throws -> End {
    var step = firstStep(rise)
    // Stiff enough that a step arrives, soft enough that the fit stays well conditioned.
    let weight = 100 * rise / (step * step)
    var inside = (value: best, root: 0.0, point: minimum.point)
    let target = rise.squareRoot()
    var outside: (value: Double, root: Double)?
    let farthest = 1e4 * step
    while outside == nil {
      let goal = inside.value + direction * step
      guard let (value, root, point) = try profilePoint(goal, weight, inside.point) else {
        return End(value: inside.value, isBound: true)
      }
      if root >= target {
        outside = (value, root)
      } else if direction * (value - inside.value) < 0.05 * step {
        // The pull no longer moves the curve although χ² allows it.
        return End(
          value: direction > 0 ? max(value, inside.value) : min(value, inside.value), isBound: true)
      } else {
        inside = (value, root, point)
        step *= 1.6
        if abs(value - best) > farthest { return End(value: nil, isBound: false) }
      }
    }
    guard var outside else { return End(value: nil, isBound: false) }
    for _ in 0..<30 {
      let fraction = (target - inside.root) / (outside.root - inside.root)
      let estimate = inside.value + fraction * (outside.value - inside.value)
      if outside.root - target < Self.rootTolerance * target {
        return End(value: outside.value, isBound: false)
      }
      if target - inside.root < Self.rootTolerance * target {
        return End(value: inside.value, isBound: false)
      }
      guard let (value, root, point) = try profilePoint(estimate, weight, inside.point) else {
        break
      }
      let isProgress =
        direction * (value - inside.value) > 0 && direction * (outside.value - value) > 0
      guard isProgress else { return End(value: estimate, isBound: false) }
      if root >= target { outside = (value, root) } else { inside = (value, root, point) }
    }
    return End(value: inside.value, isBound: false)
  }

  private func profilePoint(_ goal: Double, _ weight: Double, _ start: CurvePoint) throws -> (
    value: Double, root: Double, point: CurvePoint
  )? {
    let pull = ConstrainedCurve.Pull(quantity: quantity, target: goal, weight: weight)
    guard let located = try curve.minimum(near: start, pull: pull) else { return nil }
    let value = located.chart.quantity(quantity, at: located.point).value
    let rise = max(located.chiSquared - minimum.chiSquared, 0)
    return (value, rise.squareRoot(), located.point)
  }
}
