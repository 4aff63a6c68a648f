import PhaseFitNumerics
import PhaseFitStructures
import PhaseFitSymmetry

/// Which form the temperature and the exponent are taken from.
extension LandauAnalysis {
  /// Akaike's criterion of each fit with stated variances inflated alike.
  var akaikeCriteria: [Double] {
    fits.map { $0.correctedAkaike(inflation: varianceInflation) ?? .infinity }
  }

  /// The rise of χ² within which another form has a part in the interval of the temperature.
  static let unionRise = ChiSquaredDistribution(degreesOfFreedom: 1).quantile(0.95)

  /// Akaike's criterion of each fit as forms are compared for the interval of the temperature.
  ///
  ///     known variances   χ² + 2k
  ///     estimated ones    the corrected criterion
  ///
  /// The small-sample correction is that of a variance estimated from the same points; with variances
  /// known χ² + 2k has no bias, and the correction would leave out forms for their number of parameters
  /// alone. Θs is not counted in k: the law without saturation is the one at Θs = 0, so that Θs is
  /// profiled like every other parameter of no interest.
  var formCriteria: [Double] {
    let isKnown = varianceInflation == 1 && fits.allSatisfy { $0.uncertaintySource == .stated }
    return fits.map { fit in
      var law = fit
      if fit.model.saturation == .profiled { law.parameterCount -= 1 }
      return isKnown
        ? law.chiSquared + Double(2 * law.parameterCount)
        : law.correctedAkaike(inflation: varianceInflation) ?? .infinity
    }
  }

  /// The factor on stated variances that the best fit asks for, at least 1.
  var varianceInflation: Double {
    fits.filter { $0.uncertaintySource == .stated }.map(\.varianceFactor).min() ?? 1
  }

  /// The fit of the lowest criterion; a crossover only where the data ask for one.
  func preferredIndex(_ criteria: [Double]) -> Int? {
    func best(_ isIncluded: (LandauFit) -> Bool) -> Int? {
      fits.indices.filter { isIncluded(fits[$0]) }.min { criteria[$0] < criteria[$1] }
    }
    guard let plain = best({ !$0.model.form.isCrossover }) else { return best { _ in true } }
    guard let crossover = best({ $0.model.form.isCrossover }),
      criteria[crossover] < criteria[plain] - Self.akaikeSupport
    else { return plain }
    return crossover
  }

  /// The difference of Akaike's criterion that a table of fits shows.
  private static let shownDifference = 0.005

  /// Why the preferred form is not the one of lowest AICc in a table of the fits; nil where it is.
  public var preferenceRemark: String? {
    guard let index = preferredFit, let own = fits[index].correctedAkaike,
      let best = fits.compactMap(\.correctedAkaike).min(), own - best > Self.shownDifference
    else { return nil }
    let criteria = akaikeCriteria
    let lower = fits.indices.filter { criteria[$0] < criteria[index] }
    if lower.contains(where: { !fits[$0].model.form.isCrossover }) {
      return
        "symmetry asks for the cubic term: another form is preferred only where its AICc is lower by "
        + rounded(Self.akaikeDecision)
    }
    if !lower.isEmpty {
      return "a crossover of exponents is preferred only where its AICc is lower by "
        + rounded(Self.akaikeSupport)
    }
    return
      "forms are compared with the stated variances multiplied by \(rounded(varianceInflation)), as "
      + "the scatter of the best fit asks for; the AICc of the table is that of the variances as stated"
  }

  mutating func settleTemperature(_ data: AmplitudeData) {
    let criteria = akaikeCriteria
    guard var best = preferredIndex(criteria) else { return }
    // Symmetry asks for the cubic term: other forms are preferred only where the data reject it.
    if hasCubicTerm,
      let cubic = fits.indices.filter({
        fits[$0].model.form == .twoThreeFour && fits[$0].hasIntervals
      })
      .min(by: { criteria[$0] < criteria[$1] }),
      criteria[cubic] <= criteria[best] + Self.akaikeDecision
    {
      best = cubic
    }
    preferredFit = best
    var union = ModelUnion(fits[best])
    // Of saturated fits those with a profile, which are the ones within reach.
    let forms = formCriteria
    for (index, fit) in fits.enumerated() where index != best {
      union.add(fit, worseBy: forms[index] - forms[best])
    }
    var estimate = union.estimate
    if data.coldestParent == nil {
      diagnostics.append(
        Diagnostic(
          .warning, code: "landau-no-parent-point",
          message:
            "no point of the parent phase up to \(data.highest) K; expected at least one above "
            + "the transition; only a lower bound of its temperature is reported; measure higher"))
      estimate = LandauEstimate(value: nil, lower95: estimate.lower95 ?? data.highest)
    }
    temperature = estimate
  }

  mutating func settleExponent() {
    // The saturated law where it is as good as the classical one or better, which then is biased.
    let criteria = akaikeCriteria
    guard
      let index = fits.indices.filter({ fits[$0].exponent != nil })
        .min(by: { criteria[$0] < criteria[$1] }),
      let estimate = fits[index].exponent
    else { return }
    let fit = fits[index]
    let critical = fit.curve.criticalTemperature
    let near = fit.points.count { 1 - $0.temperature / critical < Self.nearTransition }
    guard near >= Self.nearTransitionCount else {
      diagnostics.append(
        Diagnostic(
          .note, code: "landau-no-points-near-transition",
          message: "\(near) distorted points with 1 − T/Tc < \(Self.nearTransition); expected at "
            + "least \(Self.nearTransitionCount) for an exponent; measure closer to the transition")
      )
      return
    }
    exponent = EffectiveExponent(
      estimate: estimate, window: fit.window, pointsNearTransition: near,
      correlationWithCriticalTemperature: fit.correlation("beta", "Tc"))
  }
}
