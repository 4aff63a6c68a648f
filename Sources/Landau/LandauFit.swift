import Foundation
public import PhaseFitNumerics

/// A Landau model fitted to the distorted points of a series.
///
/// Points of the parent phase constrain the critical point and are not data: they enter neither χ²
/// nor the number of points. Look at `status` before using a fit.
public struct LandauFit: Sendable, Codable, Hashable {
  /// Where the uncertainties of a fit come from.
  public enum UncertaintySource: String, Sendable, Codable, Hashable {
    /// The standard uncertainties stated with the points.
    case stated
    /// The scatter of the points about the curve; the fit is unweighted.
    case fromScatter = "from scatter"
  }

  /// How the search for the minimum ended.
  public enum Status: String, Sendable, Codable, Hashable {
    /// At a minimum.
    case converged
    /// After the allowed number of steps.
    case iterationLimit
    /// Where no step helped.
    case stalled
  }

  /// One point of the fit.
  public struct Point: Sendable, Codable, Hashable {
    /// The index of the measurement in the sweep.
    public var measurement: Int
    /// The temperature, K.
    public var temperature: Double
    /// The observed amplitude, with its sign.
    public var observed: Double
    /// Its standard uncertainty where stated.
    public var standardUncertainty: Double?
    /// The amplitude of the curve.
    public var fitted: Double
    /// Observed minus fitted.
    public var residual: Double
  }

  /// The ends of the interval of Ttr at one rise of χ².
  public struct ProfileLevel: Sendable, Codable, Hashable {
    /// The rise of χ² over the factor on the variances: 3.84 for 95 % of a normal error.
    public var rise: Double
    /// The lower end, K; nil where it is open.
    public var lower: Double?
    /// The upper end, K; nil where it is open.
    public var upper: Double?
    /// Whether the lower end is set by the observed phases.
    public var lowerIsBound: Bool
    /// Whether the upper end is set by the observed phases.
    public var upperIsBound: Bool
  }

  /// The model.
  public var model: LandauModel
  /// How the search ended.
  public var status: Status
  /// The curve.
  public var curve: LandauCurve
  /// Whether the best curve lies on the boundary of what the observed phases allow.
  public var isAtBoundary: Bool
  /// The number of starting curves of the search.
  public var startCount: Int
  /// The lowest and highest temperature of the points, K.
  public var window: [Double]
  /// The points used, by ascending temperature.
  public var points: [Point]
  /// The number of parameters, a profiled saturation temperature included.
  public var parameterCount: Int
  /// χ²; without stated uncertainties the sum of squared residuals in squared amplitude units.
  public var chiSquared: Double
  /// Where the uncertainties come from.
  public var uncertaintySource: UncertaintySource
  /// The names of the parameters in the order of `covariance`.
  public var parameterNames: [String]
  /// The parameters in the order of the names.
  public var parameterValues: [Double]
  /// The covariance of the parameters at fixed Θs; nil on a boundary.
  ///
  /// From scatter it includes the factor χ²/ν, from stated uncertainties it does not.
  public var covariance: Matrix?
  /// The critical temperature Tc, K.
  public var criticalTemperature: LandauEstimate
  /// The temperature Ttr at which the phases exchange stability, K.
  public var transitionTemperature: LandauEstimate
  /// The temperature T₊ up to which the distorted phase is metastable, K; nil without a potential
  /// that can be discontinuous.
  public var superheatingLimit: LandauEstimate?
  /// The parameter p of a 2-4-6 potential.
  public var p: LandauEstimate?
  /// The parameter v of a 2-3-4 potential.
  public var v: LandauEstimate?
  /// The exponent of a power law.
  public var exponent: LandauEstimate?
  /// The saturation temperature where it was profiled: value and admissible range.
  public var saturationTemperature: LandauEstimate?

  /// The profile likelihood of Ttr by rising χ², the last level that of the 95 % interval.
  public var transitionProfile: [ProfileLevel]

  /// Whether the 95 % intervals were found.
  public var hasIntervals: Bool

  /// The number of distorted points.
  public var pointCount: Int { points.count }
  /// The number of points minus the number of parameters.
  public var degreesOfFreedom: Int { pointCount - parameterCount }
  /// χ² divided by the degrees of freedom.
  public var reducedChiSquared: Double { chiSquared / Double(max(degreesOfFreedom, 1)) }

  /// The factor on stated variances that χ² asks for; 1 where it does not contradict them.
  var varianceFactor: Double {
    VarianceScale(
      chiSquared: chiSquared, count: pointCount, parameterCount: parameterCount,
      isStated: uncertaintySource == .stated
    ).factor
  }

  /// Akaike's criterion with its small-sample correction, nil where n ≤ k + 1.
  ///
  ///     stated uncertainties   χ² + 2k + 2k(k + 1)/(n − k − 1)
  ///     from scatter           n ln(χ²/n) + 2k + 2k(k + 1)/(n − k − 1) , σ counted in k
  public var correctedAkaike: Double? {
    correctedAkaike(inflation: 1)
  }

  /// The criterion with the stated variances multiplied by a factor.
  func correctedAkaike(inflation: Double) -> Double? {
    let count = pointCount
    let k = parameterCount + (uncertaintySource == .fromScatter ? 1 : 0)
    guard count > k + 1 else { return nil }
    let penalty = Double(2 * k) + Double(2 * k * (k + 1)) / Double(count - k - 1)
    switch uncertaintySource {
    case .stated:
      return chiSquared / inflation + penalty
    case .fromScatter:
      let floor = LandauFit.scatterFloor(count: count) * curve.scale * curve.scale
      return Double(count) * log(max(chiSquared, floor) / Double(count)) + penalty
    }
  }

  /// The sum of squares, in units of the largest amplitude, below which scatter is only rounding.
  static func scatterFloor(count: Int) -> Double { Double(count) * 1e-24 }

  /// The correlation of two parameters, nil without covariance or for an unknown name.
  public func correlation(_ first: String, _ second: String) -> Double? {
    guard let covariance, let i = parameterNames.firstIndex(of: first),
      let j = parameterNames.firstIndex(of: second)
    else { return nil }
    return covariance[i, j] / (covariance[i, i] * covariance[j, j]).squareRoot()
  }
}
