import PhaseFitNumerics
import PhaseFitSymmetry

/// The points of a series that a fit uses, checked and in units of the largest amplitude.
///
/// Distorted points are data. Parent points only say that their temperature is not below the
/// critical point of the potential; they carry no amplitude.
struct AmplitudeData: Sendable {
  /// The distorted points, by ascending temperature.
  var points: [OrderParameterSeries.Point]
  /// The lowest temperature of the parent phase, nil where it was not observed.
  var coldestParent: Double?
  /// +1 or −1: the sign the series has along its direction.
  var sign: Double
  /// The largest amplitude, by which all are divided.
  var scale: Double
  /// sign · value / scale.
  var amplitudes: [Double]
  /// scale²/σ², nil where a point has no usable standard uncertainty.
  var weights: [Double]?
  /// Whether only some of the points state a standard uncertainty, which are then left unused.
  var hasPartialUncertainties: Bool

  /// The ratio of the largest amplitude and a standard uncertainty from which χ² would overflow.
  private static let largestPrecision = 1e100

  var count: Int { points.count }
  /// The number of different temperatures among the points.
  var temperatureCount: Int { Set(points.map(\.temperature)).count }
  var highest: Double { points.last?.temperature ?? .nan }
  var lowest: Double { points.first?.temperature ?? .nan }

  init(_ series: OrderParameterSeries, window: ClosedRange<Double>? = nil) throws(LandauError) {
    for point in series.points {
      guard point.temperature.isFinite, point.temperature > 0 else {
        throw LandauError(
          .badInput,
          "measurement \(point.measurement): temperature \(point.temperature) K; expected a "
            + "positive number of kelvin")
      }
      guard !point.isDistorted || point.value.isFinite else {
        throw LandauError(
          .badInput,
          "measurement \(point.measurement) at \(point.temperature) K: amplitude \(point.value); "
            + "expected a finite number")
      }
      if let uncertainty = point.standardUncertainty,
        point.isDistorted, !(uncertainty.isFinite && uncertainty >= 0)
      {
        throw LandauError(
          .badInput,
          "measurement \(point.measurement) at \(point.temperature) K: standard uncertainty "
            + "\(uncertainty); expected a positive number, or none")
      }
    }
    points = series.points
      .filter { $0.isDistorted && (window?.contains($0.temperature) ?? true) }
      .sorted { ($0.temperature, $0.measurement) < ($1.temperature, $1.measurement) }
    coldestParent = series.points.filter { !$0.isDistorted }.map(\.temperature).min()
    sign = points.reduce(0) { $0 + $1.value } < 0 ? -1 : 1
    let largest = points.reduce(0) { max($0, abs($1.value)) }
    scale = largest > 0 ? largest : 1
    amplitudes = []
    for point in points { amplitudes.append(sign * point.value / scale) }
    // A standard uncertainty of zero is a printing convention, not a weight.
    let uncertainties = points.compactMap { $0.standardUncertainty.flatMap { $0 > 0 ? $0 : nil } }
    hasPartialUncertainties = !uncertainties.isEmpty && uncertainties.count < points.count
    if uncertainties.count == points.count, !points.isEmpty {
      var result: [Double] = []
      for (point, uncertainty) in zip(points, uncertainties) {
        guard scale / uncertainty < Self.largestPrecision else {
          throw LandauError(
            .badInput,
            "measurement \(point.measurement) at \(point.temperature) K: standard uncertainty "
              + "\(uncertainty) beside a largest amplitude of \(scale); expected a ratio of them "
              + "that a weight can hold; check the units and digits of both")
        }
        result.append((scale / uncertainty) * (scale / uncertainty))
      }
      weights = result
    } else {
      weights = nil
    }
  }

  /// The domain of the curves on a temperature scale.
  func domain(_ temperatureScale: TemperatureScale) -> CurveDomain {
    CurveDomain(
      temperatures: points.map { temperatureScale.scaled($0.temperature) },
      highest: temperatureScale.scaled(highest), lowest: temperatureScale.scaled(lowest),
      censor: coldestParent.map(temperatureScale.scaled) ?? .infinity,
      zero: temperatureScale.scaled(0))
  }
}
