import PhaseFitNumerics

/// What a rise of χ² is measured against: the factor on the variances and the quantile that goes
/// with it.
///
///     stated, χ² as expected     factor 1,      normal quantile 1.96
///     stated, χ² too large       factor χ²/ν,   Student's t(0.975; ν)
///     from scatter               factor χ²/ν,   Student's t(0.975; ν)
///
/// Stated uncertainties are believed unless χ² is improbably large: scaling whenever χ²/ν happens to
/// exceed 1 would widen half of all intervals of honest data.
struct VarianceScale: Sendable {
  /// The factor on the variances, in the units of the fit.
  let factor: Double
  /// The two-sided 95 % quantile of a root of a rise over the factor.
  let quantile: Double
  /// Whether stated uncertainties were enlarged.
  let isEnlarged: Bool

  /// The probability of a larger χ² below which stated uncertainties are enlarged.
  ///
  /// Generous, because an interval too wide costs less than one too sure.
  static let doubtfulProbability = 0.1

  /// The rise of χ² that ends a 95 % interval.
  var interval: Double { quantile * quantile * factor }

  /// The scale of a fit from its χ² in units of the largest amplitude.
  init(chiSquared: Double, count: Int, parameterCount: Int, isStated: Bool) {
    let freedom = Double(max(count - parameterCount, 1))
    let ratio = chiSquared / freedom
    let isDoubtful =
      ratio > 1
      && ChiSquaredDistribution(degreesOfFreedom: freedom).upperTailProbability(chiSquared)
        < Self.doubtfulProbability
    isEnlarged = isStated && isDoubtful
    guard isStated, !isDoubtful else {
      factor = isStated ? ratio : max(ratio, LandauFit.scatterFloor(count: count))
      quantile = StudentDistribution(degreesOfFreedom: freedom).quantile(0.975)
      return
    }
    factor = 1
    quantile = ChiSquaredDistribution(degreesOfFreedom: 1).quantile(0.95).squareRoot()
  }
}
