import Foundation
import PhaseFitStructures
import PhaseFitSymmetry

/// Amplitudes whose uncertainty contains that of their temperature.
///
///     σ² = σ_A² + (dA/dT)² σ_T²
///
/// The slope comes from a fit, which the new uncertainties change: both are iterated. The slope
/// diverges at the end T₊ of the branch, where the expansion says nothing: distorted points within
/// 2 σ_T of it are left out, and parent points limit Tc only from 2 σ_T above their temperature.
struct EffectiveVariance {
  /// The series with the new uncertainties.
  private(set) var series: OrderParameterSeries
  /// What was left out and what was not possible.
  private(set) var diagnostics: [Diagnostic] = []

  /// The distance from the end of the branch, in units of σ_T, within which points are left out.
  private static let exclusion = 2.0
  /// The most iterations; each shrinks the change by an order where the slope is small.
  private static let iterationLimit = 12
  /// The relative change of the uncertainties that ends the iteration: far below their own error.
  private static let tolerance = 1e-3

  init(
    _ original: OrderParameterSeries, _ uncertainties: [Int: Double], _ facts: LandauAnalysis.Facts
  ) throws {
    series = original
    guard !uncertainties.isEmpty else { return }
    for (measurement, uncertainty) in uncertainties.sorted(by: { $0.key < $1.key })
    where !(uncertainty.isFinite && uncertainty >= 0) {
      throw LandauError(
        .badInput,
        "measurement \(measurement): standard uncertainty \(uncertainty) K of the temperature; "
          + "expected a positive number, or none")
    }
    let distorted = original.points.filter(\.isDistorted)
    guard distorted.allSatisfy({ ($0.standardUncertainty ?? 0) > 0 }) else {
      diagnostics.append(
        Diagnostic(
          .note, code: "landau-temperature-su-unused",
          message:
            "temperatures have standard uncertainties but not all amplitudes do; expected both; "
            + "uncertainties come from the scatter, which contains that of the temperatures"))
      return
    }
    for index in series.points.indices where !series.points[index].isDistorted {
      series.points[index].temperature +=
        Self.exclusion * (uncertainties[series.points[index].measurement] ?? 0)
    }
    let models =
      facts.cubicInvariantAllowed == true
      ? [LandauModel(.twoThreeFour)]
      : [LandauModel(.twoFourSix), LandauModel(.powerLaw(exponent: nil))]
    let start = series
    var previous: [Int: Double] = [:]
    var excluded: [OrderParameterSeries.Point] = []
    for _ in 0..<Self.iterationLimit {
      // Too few points for a fit: the analysis says so itself.
      let fits = models.compactMap { try? LandauFit($0, to: series, withIntervals: false) }
      guard let fit = fits.min(by: { $0.chiSquared < $1.chiSquared }) else {
        series = original
        return
      }
      let end = fit.curve.superheatingLimit
      var next = start
      excluded = []
      var current: [Int: Double] = [:]
      next.points = start.points.compactMap { point in
        guard point.isDistorted, let own = uncertainties[point.measurement],
          let stated = point.standardUncertainty
        else { return point }
        if abs(point.temperature - end) < Self.exclusion * own {
          excluded.append(point)
          return nil
        }
        var changed = point
        let slope = fit.curve.temperatureSlope(at: point.temperature)
        changed.standardUncertainty = (stated * stated + slope * slope * own * own).squareRoot()
        current[point.measurement] = changed.standardUncertainty
        return changed
      }
      series = next
      let isSettled =
        current.count == previous.count
        && current.allSatisfy { key, value in
          previous[key].map { abs(value - $0) <= Self.tolerance * value } ?? false
        }
      if isSettled { break }
      previous = current
    }
    guard !excluded.isEmpty else { return }
    let list = excluded.map { "\($0.temperature)" }.joined(separator: ", ")
    diagnostics.append(
      Diagnostic(
        .note, code: "landau-too-close-to-transition",
        message:
          "\(list) K: within \(Self.exclusion) standard uncertainties of the temperature from the "
          + "end of the distorted phase; expected larger distances; left out of the fits"))
  }
}

extension LandauCurve {
  /// The size of dA/dT on the distorted branch; 0 where there is none.
  func temperatureSlope(at temperature: Double) -> Double {
    let distance = criticalPoint - temperatureScale.scaled(temperature)
    let amplitude = abs(amplitude(at: temperature))
    guard amplitude > 0 else { return 0 }
    switch form {
    case .powerLaw:
      return distance > 0 ? third * amplitude / distance * scaleSlope(at: temperature) : 0
    case .crossover(let sharpness):
      let span = criticalPoint - temperatureScale.scaled(0)
      let shape = CrossoverChart.shape(distance / span, share: third, sharpness: sharpness)
      return scale * second * shape.byRatio / span * scaleSlope(at: temperature)
    case .braggWilliams:
      let t = temperature / criticalPoint
      return abs(scale * second * OrderingChart.order(t).derivative / criticalPoint)
    case .twoFourSix, .twoFour, .twoSix, .twoThreeFour:
      let root = max(second * second + 4 * third * distance, 0).squareRoot()
      guard root > 0 else { return 0 }
      // dx/dg = −1/root with x = (A/scale)², or x = A/scale with a cubic term.
      let byScale =
        form == .twoThreeFour ? scale / root : scale * scale / (2 * amplitude * root)
      return byScale * scaleSlope(at: temperature)
    }
  }
}
