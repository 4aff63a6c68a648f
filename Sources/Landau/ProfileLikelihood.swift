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

  /// The most points of the profile that one end takes once it is enclosed.
  private static let refinementLimit = 30

  /// The number of first steps after which an interval counts as open.
  private static let openRatio = 1e4

  /// What is rounding of a standard deviation, in units of the first step without one.
  private static let rounding = 1e-12

  /// The length of a first step: one standard deviation by the curvature, where there is one.
  private func firstStep(_ rise: Double) -> Double {
    let span = curve.domain.highest - curve.domain.lowest
    let fallback: Double =
      switch quantity {
      case .boundedOrder, .exponent: 0.02
      case .transition, .criticalPoint, .superheating: 0.01 * span
      }
    guard let covariance = minimum.solution.covariance else { return fallback }
    let gradient = minimum.chart.quantity(quantity, minimum.solution.parameters).gradient
    let image = covariance * gradient
    let variance = zip(gradient, image).reduce(0) { $0 + $1.0 * $1.1 } * rise
    // On a face that fixes the quantity its variance is rounding.
    guard variance.isFinite, variance.squareRoot() > Self.rounding * fallback else {
      return fallback
    }
    // Neither beyond the data nor below what temperatures resolve.
    return min(max(variance.squareRoot(), 1e-7 * fallback), 100 * fallback)
  }

  /// A point of the profile: the quantity, √(χ² − χ²_min) and the curve.
  private struct Visited {
    var value: Double
    var root: Double
    var point: CurvePoint
  }

  /// The ends of the intervals in a direction (−1 or +1), one for each rise of χ².
  ///
  /// - Precondition: the rises ascend and are positive.
  func ends(direction: Double, rises: [Double]) throws -> [End] {
    guard let first = rises.first else { return [] }
    var visited = [Visited(value: best, root: 0, point: minimum.point)]
    let step = firstStep(first)
    // Stiff enough that a step arrives, soft enough that the fit stays well conditioned.
    let weight = 100 * first / (step * step)
    guard weight > 0, weight.isFinite else {
      return rises.map { _ in End(value: nil, isBound: false) }
    }
    return try rises.map { rise in
      try end(direction, rise.squareRoot(), step, weight, &visited)
    }
  }

  private func end(
    _ direction: Double, _ target: Double, _ firstStep: Double, _ weight: Double,
    _ visited: inout [Visited]
  ) throws -> End {
    guard var inside = visited.last(where: { $0.root < target }) else {
      return End(value: best, isBound: false)
    }
    var outside = visited.filter { $0.root >= target }
      .min { direction * $0.value < direction * $1.value }
    var step = max(firstStep, abs(inside.value - best) * 0.6)
    while outside == nil {
      guard let next = try visit(inside.value + direction * step, weight, inside.point) else {
        return End(value: inside.value, isBound: true)
      }
      if next.root >= target {
        outside = next
        visited.append(next)
      } else if direction * (next.value - inside.value) < 0.05 * step {
        // The pull no longer moves the curve although χ² allows it.
        let farther = direction * next.value > direction * inside.value
        return End(value: farther ? next.value : inside.value, isBound: true)
      } else {
        inside = next
        visited.append(next)
        step *= 1.6
        if abs(next.value - best) > Self.openRatio * firstStep {
          return End(value: nil, isBound: false)
        }
      }
    }
    guard var outside else { return End(value: nil, isBound: false) }
    for _ in 0..<Self.refinementLimit {
      if outside.root - target < Self.rootTolerance * target {
        return End(value: outside.value, isBound: false)
      }
      if target - inside.root < Self.rootTolerance * target {
        return End(value: inside.value, isBound: false)
      }
      // √Δχ² is nearly linear in the quantity.
      let fraction = (target - inside.root) / (outside.root - inside.root)
      let estimate = inside.value + fraction * (outside.value - inside.value)
      guard let next = try visit(estimate, weight, inside.point),
        direction * (next.value - inside.value) > 0, direction * (outside.value - next.value) > 0
      else { return End(value: estimate, isBound: false) }
      if next.root >= target {
        outside = next
      } else {
        inside = next
      }
      visited.append(next)
      visited.sort { direction * $0.value < direction * $1.value }
    }
    // Where rounding of χ² hides the end, it is between the two.
    return End(value: outside.value, isBound: false)
  }

  private func visit(_ goal: Double, _ weight: Double, _ start: CurvePoint) throws -> Visited? {
    let pull = ConstrainedCurve.Pull(quantity: quantity, target: goal, weight: weight)
    guard let located = try curve.minimum(near: start, pull: pull) else { return nil }
    return Visited(
      value: located.chart.quantity(quantity, at: located.point).value,
      root: max(located.chiSquared - minimum.chiSquared, 0).squareRoot(), point: located.point)
  }
}
