import Foundation
import PhaseFitNumerics
import PhaseFitStructures
import PhaseFitSymmetry

/// Whether a form holds up to the transition.
///
///     phases     χ²(under the observed phases) − χ²(without them) > rise of the 95 % interval
///     windows    |Tc(window) − Tc| > 3 √(σ²(window) − σ²)
///     residuals  fewer runs of one sign than chance gives, 1 %, or 5 % where χ² rejects the form too
///
/// A form that holds for all points passes both: its truth obeys the phases, and a part of the points
/// gives the same Tc within the error that the other points took away. Critical behaviour near a
/// transition that is a potential's further away fails them.
///
/// The estimate of all points is efficient where the form holds, so that the variance of the difference
/// is the difference of the variances.
struct FormCheck {
  /// What was found, in words; nil where the form holds.
  private(set) var finding: String?

  /// The number of standard uncertainties of a difference that counts, over several windows.
  private static let significance = 3.0
  /// The fractions of the temperatures that windows nearer to the transition leave out.
  private static let fractions = [0.3, 0.5, 0.65]

  init(_ fit: LandauFit, of series: OrderParameterSeries, fewest: Int) {
    if let other = Self.beyondPhases(fit, of: series) {
      finding =
        "the points ask for a transition at \(Self.kelvin(other.curve.transitionTemperature)), "
        + "which the observed phases exclude"
      return
    }
    if let runs = Self.systematicRuns(fit) {
      finding =
        "its residuals have \(runs.count) runs of one sign, about "
        + String(format: "%.0f", runs.expected) + " by chance, and no other form is better"
      return
    }
    guard let own = fit.variance(of: "Tc") else { return }
    let temperatures = Set(fit.points.map(\.temperature)).sorted()
    for fraction in Self.fractions {
      let start = Int(fraction * Double(temperatures.count))
      guard temperatures.count - start >= fewest, let last = temperatures.last,
        let part = try? LandauFit(
          fit.model, to: series, window: temperatures[start]...last, withIntervals: false),
        let variance = part.variance(of: "Tc"), variance > own
      else { continue }
      let difference =
        part.curve.criticalTemperature - fit.curve.criticalTemperature
      guard abs(difference) > Self.significance * (variance - own).squareRoot() else { continue }
      finding =
        "from \(temperatures[start]) K on the same form gives Tc = "
        + Self.kelvin(part.curve.criticalTemperature)
      return
    }
  }
}

extension FormCheck {
  /// The same fit without the parent points where these hold it back significantly, else nil.
  ///
  /// A fit on the bound they set is nothing unusual: half of all sweeps whose first parent is near the
  /// transition end there by chance.
  static func beyondPhases(_ fit: LandauFit, of series: OrderParameterSeries) -> LandauFit? {
    guard fit.isAtBoundary, series.points.contains(where: { !$0.isDistorted }),
      let rise = fit.transitionProfile.last?.rise
    else { return nil }
    var free = series
    free.points.removeAll { !$0.isDistorted }
    guard let other = try? LandauFit(fit.model, to: free, withIntervals: false),
      fit.chiSquared - other.chiSquared > rise * fit.chiSquaredUnit
    else { return nil }
    return other
  }

  /// The probabilities of so few runs: alone, and of a form that χ² rejects at the first of them.
  private static let systematic = (alone: 0.01, rejected: 0.05)

  /// The runs of residuals where they are fewer than chance gives, else nil.
  ///
  /// Uncertainties stated too small raise χ² but leave the signs random; a form that does not follow
  /// the points does both.
  private static func systematicRuns(_ fit: LandauFit) -> LandauEvidence.RunsTest? {
    guard let runs = LandauEvidence.RunsTest(residuals: fit.points.map(\.residual)) else {
      return nil
    }
    let freedom = Double(max(fit.degreesOfFreedom, 1))
    let isRejected =
      fit.uncertaintySource == .stated
      && ChiSquaredDistribution(degreesOfFreedom: freedom)
        .upperTailProbability(fit.chiSquared) < systematic.alone
    return runs.probability < (isRejected ? systematic.rejected : systematic.alone) ? runs : nil
  }

  private static func kelvin(_ temperature: Double) -> String {
    String(format: "%.1f K", temperature)
  }
}

extension LandauAnalysis {
  /// Extends the interval to the bracket where the preferred form fails near the transition.
  ///
  /// The value and its standard uncertainty are those of a form that does not hold: only the interval
  /// stays.
  mutating func checkForm(_ series: OrderParameterSeries) {
    guard let preferred, var estimate = temperature, estimate.value != nil,
      let lower = bracket.lower, let upper = bracket.upper, !bracket.isInverted,
      let finding = FormCheck(preferred, of: series, fewest: Self.freeFormCount).finding
    else { return }
    if let low = estimate.lower95, lower < low {
      (estimate.lower95, estimate.lowerIsBound) = (lower, true)
    }
    if let high = estimate.upper95, upper > high {
      (estimate.upper95, estimate.upperIsBound) = (upper, true)
    }
    temperature = estimate.withoutValue
    diagnostics.append(
      Diagnostic(
        .warning, code: "landau-form-changes",
        message:
          "\(preferred.model): \(finding); expected one form up to the transition; no value of its "
          + "temperature is reported, and its interval is extended to the measured bracket; measure "
          + "more temperatures near it"
      ))
  }
}

extension LandauFit {
  /// The variance of a parameter, enlarged where χ² contradicts the stated ones; nil on a boundary.
  fileprivate func variance(of name: String) -> Double? {
    parameterNames.firstIndex(of: name).flatMap { index in
      covariance.map { $0[index, index] * (uncertaintySource == .stated ? varianceFactor : 1) }
    }
  }

  /// What one unit of a rise over the variance is in χ².
  fileprivate var chiSquaredUnit: Double {
    uncertaintySource == .stated ? varianceFactor : reducedChiSquared
  }
}
