import PhaseFitNumerics

/// What can be profiled: a function of the parameters of a curve.
///
/// Temperatures are meant on the scale g of `TemperatureScale`; amplitudes in units of the largest.
enum ProfiledQuantity: Sendable {
  /// The temperature at which the phases exchange stability.
  case transition
  /// The temperature at which the parent becomes unstable.
  case criticalPoint
  /// The temperature up to which the distorted phase is metastable.
  case superheating
  /// The bounded measure p/(1 + |p|) of the parameter p, or of v, in −1 … 1 and monotone in it.
  case boundedOrder
  /// The exponent of a power law.
  case exponent

  /// Whether it is a temperature on the scale g.
  var isTemperature: Bool {
    switch self {
    case .transition, .criticalPoint, .superheating: true
    case .boundedOrder, .exponent: false
    }
  }
}

/// A curve in coordinates that do not depend on the chart.
///
/// - Even potential: (c, u, v) of g = c + u x − v x², x = A².
/// - 2-3-4 potential: (c, s, w) of g = c + s A − w A².
/// - Crossover: (c, A₀, s) of A = A₀ r^⅓ (s + (1 − s) rᵐ)^(1/6m), r = (c − g)/(c − g(0)).
/// - Power law: (c, A₀, β) of A = A₀ ((c − g)/(c − g(0)))^β.
struct CurvePoint: Sendable {
  var criticalPoint: Double
  var second: Double
  var third: Double
}

/// The measured part of a curve: scaled temperatures and where it may end.
struct CurveDomain: Sendable {
  /// The scaled temperatures of the distorted points.
  var temperatures: [Double]
  /// The highest of them.
  var highest: Double
  /// The lowest of them.
  var lowest: Double
  /// The lowest scaled temperature of the parent phase; infinite where it was not observed.
  var censor: Double
  /// The scaled temperature of T = 0.
  var zero: Double
}

/// One parametrisation of the admissible curves or of a face of their boundary.
///
/// The admissible set (distorted points below T₊, parent points above Tc) is closed, so the best
/// curve is either a stationary point of the interior or one of a face. Each face has a chart of
/// its own in which the constraint holds identically; no penalty enters χ².
protocol AmplitudeChart: Sendable {
  /// The number of free parameters.
  var parameterCount: Int { get }
  /// The points of this chart nearest to a curve, nil where the chart has none like it.
  func parameters(near point: CurvePoint) -> [Double]?
  /// The curve in chart-independent coordinates, with its derivatives: 3 × parameters.
  func point(_ parameters: [Double]) -> (point: CurvePoint, jacobian: Matrix)
  /// The amplitudes at the distorted points with their derivatives: points × parameters.
  func amplitudes(_ parameters: [Double]) -> (values: [Double], jacobian: Matrix)
  /// Whether the constraints hold that this chart does not build in.
  func isAdmissible(_ parameters: [Double]) -> Bool
  /// Whether a stationary point is the best of all charts, so that no other need be searched; nil
  /// where that is so for the first chart, the interior, and for no other.
  func holdsMinimum(
    _ parameters: [Double], observations: [Double], weights: [Double], pull: ConstrainedCurve.Pull?
  ) -> Bool?
  /// A quantity with its derivatives by the chart-independent coordinates.
  func quantity(_ quantity: ProfiledQuantity, at point: CurvePoint) -> (
    value: Double, gradient: [Double]
  )
}

extension AmplitudeChart {
  func holdsMinimum(
    _ parameters: [Double], observations: [Double], weights: [Double], pull: ConstrainedCurve.Pull?
  ) -> Bool? {
    nil
  }

  /// A quantity with its derivatives by the parameters of the chart.
  func quantity(_ quantity: ProfiledQuantity, _ parameters: [Double]) -> (
    value: Double, gradient: [Double]
  ) {
    let (point, jacobian) = point(parameters)
    let (value, gradient) = self.quantity(quantity, at: point)
    return (value, jacobian.transpose * gradient)
  }
}
