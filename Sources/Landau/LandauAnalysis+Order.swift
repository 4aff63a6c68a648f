import PhaseFitStructures
import PhaseFitSymmetry

/// The order of the transition, claimed only where everything agrees.
///
/// "First" takes p > 0 beyond doubt for all points at every admissible Θs, p > 0 in every other
/// window, a potential better than every continuous law by 6 in Akaike's criterion, and one fact
/// more: a resolved jump, coexistence, or a cubic invariant. A cubic invariant on the realised
/// direction decides by itself.
extension LandauAnalysis {
  /// Sets the evidence and the order.
  mutating func settleOrder(_ series: OrderParameterSeries, _ data: AmplitudeData) throws {
    evidence.varianceInflation = varianceInflation
    // The saturated potential where the data prefer it; the classical one for comparison.
    let criteria = akaikeCriteria
    let potential = fits.indices.filter { fits[$0].model.form == .twoFourSix }
      .min { criteria[$0] < criteria[$1] }.map { fits[$0] }
    let classical = fits.first { $0.model == LandauModel(.twoFourSix) }
    if let potential, let classical {
      evidence.p = potential.p
      func jump(_ p: Double?) -> Double? { p.map { (1.5 * max($0, 0)).squareRoot() } }
      evidence.jump = LandauEstimate(
        value: potential.curve.jump, lower95: jump(potential.p?.lower95) ?? 0,
        upper95: jump(potential.p?.upper95))
      evidence.isJumpResolved = isJumpResolved(potential)
      evidence.akaikeDifference = akaikeDifference
      evidence.signTests = try signTests(series, data, potential)
      evidence.saturation = saturation(classical, data)
    }
    // Decided in `concludeBySymmetry`, with the jump of the 2-3-4 potential.
    if hasCubicTerm { return }
    guard let potential else {
      evidence.reason = "too few points to find the form of the potential"
      return
    }
    if evidence.saturation == .matters || evidence.saturation == .unchecked {
      evidence.reason = saturationReason
      diagnostics.append(
        Diagnostic(
          .warning,
          code: evidence.saturation == .matters
            ? "landau-saturation-matters" : "landau-saturation-unchecked",
          message: "\(evidence.reason); expected refits to agree; the order is left open; measure "
            + "more temperatures between half the transition temperature and the transition"))
      return
    }
    guard data.coldestParent != nil else {
      evidence.reason = "no point of the parent phase"
      return
    }
    decide(potential, series)
  }

  private mutating func decide(_ potential: LandauFit, _ series: OrderParameterSeries) {
    // Where coexisting phases exclude every continuous law there is nothing to compare with.
    let noRival: Double? = bracket.isInverted ? .infinity : nil
    guard let all = evidence.signTests.first,
      let difference = evidence.akaikeDifference ?? noRival
    else {
      evidence.reason = "p could not be tested"
      return
    }
    let others = evidence.signTests.dropFirst()
    let hasCoexistence = facts.coexistenceObserved || bracket.isInverted
    if all.lowest > all.threshold, others.allSatisfy({ $0.lowest > 0 }) {
      guard difference >= Self.akaikeDecision else {
        evidence.reason =
          "p > 0 within 2-4-6, but a continuous law describes the points as well (difference of "
          + "Akaike's criterion \(rounded(difference)), needed \(rounded(Self.akaikeDecision)))"
        return
      }
      guard evidence.isJumpResolved || hasCoexistence else {
        evidence.reason = "p > 0 within 2-4-6, but no jump is resolved and no coexistence was seen"
        return
      }
      order = .first
      evidence.reason =
        (difference.isFinite
          ? "p > 0 in every window, 2-4-6 better than a continuous law by \(rounded(difference)), "
          : "p > 0 in every window, no continuous law obeys the observed phases, ")
        + (hasCoexistence ? "coexistence" : "jump resolved")
      return
    }
    guard !hasCoexistence else {
      evidence.reason = "the phases coexist, but p > 0 is not established"
      return
    }
    guard let exponent else {
      evidence.reason = "too few points near the transition"
      return
    }
    if isHeldByParent(potential, series) {
      evidence.reason = "the fit is held back by the coldest parent: the amplitude does not vanish"
      return
    }
    let lowestExponent = exponent.estimate.lower95 ?? 0
    let highestExponent = exponent.estimate.upper95 ?? .infinity
    let tricriticalExponent = 0.25
    if all.highest < -all.threshold, others.allSatisfy({ $0.highest < $0.threshold }),
      lowestExponent > tricriticalExponent
    {
      order = .second
      evidence.reason =
        "p < 0 at every admissible saturation temperature, effective exponent above "
        + "\(tricriticalExponent)"
      return
    }
    let straddles = evidence.signTests.allSatisfy {
      abs($0.lowest) < $0.threshold
        && abs($0.highest) < $0.threshold
    }
    if straddles, others.count > 0, isOrderNarrow(potential),
      lowestExponent < tricriticalExponent, tricriticalExponent < highestExponent,
      highestExponent < 0.5
    {
      order = .tricritical
      evidence.reason =
        "p = 0 within narrow bounds in every window (A_tr < \(evidence.jump?.upper95 ?? 0)), effective exponent ¼"
      return
    }
    evidence.reason = "the sign of p is not established in every window"
  }

  /// The lower bound of p, in squares of the largest amplitude, below which p = 0 is no finding.
  private static let lowestNarrowOrder = -0.05
  /// The jump, in units of the largest amplitude, that must be excluded for p = 0 to be a finding.
  ///
  /// A_tr = √(3p/2) grows so fast with p that a small bound on p alone would hide a large jump.
  private static let largestHiddenJump = 0.15

  private func isOrderNarrow(_ potential: LandauFit) -> Bool {
    guard let low = potential.p?.lower95, let jumpBound = evidence.jump?.upper95 else {
      return false
    }
    let scale = potential.curve.scale
    return low > Self.lowestNarrowOrder * scale * scale
      && jumpBound < Self.largestHiddenJump * scale
  }

  /// Whether the critical point is where the coldest parent puts it and the points reject that: then
  /// the amplitude does not vanish where the phase ends, whatever the sign of p.
  ///
  /// A continuous law that is better and is not held back shows that it vanishes, by a steeper law than
  /// the potential's.
  private func isHeldByParent(_ potential: LandauFit, _ series: OrderParameterSeries) -> Bool {
    var fit = potential
    if let preferred, preferred.curve.jump == 0,
      let own = preferred.correctedAkaike(inflation: varianceInflation),
      let other = potential.correctedAkaike(inflation: varianceInflation),
      own <= other - Self.akaikeSupport
    {
      fit = preferred
    }
    guard let parent = bracket.firstParent,
      // Exact on a face, up to the conversion between temperature scales.
      fit.curve.criticalTemperature >= parent * (1 - 1e-9)
    else { return false }
    return FormCheck.beyondPhases(fit, of: series) != nil
  }

  func rounded(_ number: Double) -> String {
    "\((number * 10).rounded() / 10)"
  }

  /// A jump is resolved where its lower bound exceeds twice the uncertainty of an amplitude and
  /// distorted points were measured above Tc, where a continuous branch would have ended.
  private func isJumpResolved(_ fit: LandauFit) -> Bool {
    guard let low = fit.p?.lower95, low > 0 else { return false }
    let uncertainty: Double
    if fit.uncertaintySource == .stated {
      let all = fit.points.compactMap(\.standardUncertainty)
      uncertainty = all.reduce(0, +) / Double(max(all.count, 1))
    } else {
      uncertainty = fit.reducedChiSquared.squareRoot()
    }
    let critical = fit.curve.criticalTemperature
    return (1.5 * low).squareRoot() > 2 * uncertainty
      && fit.points.contains { $0.temperature > critical }
  }

  /// The best continuous law's criterion minus the best 2-4-6 potential's.
  ///
  /// Nil where no continuous law is admissible, as with coexisting phases.
  var akaikeDifference: Double? {
    let inflation = varianceInflation
    func best(_ isIncluded: (LandauModel.Form) -> Bool) -> Double? {
      fits.filter { isIncluded($0.model.form) }
        .compactMap { $0.correctedAkaike(inflation: inflation) }.min()
    }
    guard let potential = best({ $0.canBeDiscontinuous }) else { return nil }
    return best { !$0.canBeDiscontinuous && !$0.isCrossover }.map { $0 - potential }
  }

  // MARK: - The sign of p

  /// The test of the sign of p for all points and for windows nearer to the transition.
  private func signTests(
    _ series: OrderParameterSeries, _ data: AmplitudeData, _ potential: LandauFit
  ) throws -> [LandauEvidence.SignTest] {
    let critical = potential.curve.criticalTemperature
    var windows = [data.lowest...data.highest]
    // Without the temperatures at which saturation is usual, and ever nearer to the transition.
    for lowest in [100, 0.5 * critical, 0.7 * critical] where lowest < data.highest {
      windows.append(lowest...data.highest)
    }
    var tests: [LandauEvidence.SignTest] = []
    for window in windows {
      let part = try AmplitudeData(series, window: window)
      guard part.count >= Self.freeFormCount,
        !tests.contains(where: { $0.pointCount == part.count })
      else { continue }
      let isProfiled =
        part.lowest < 0.5 * critical && part.count >= Self.freeFormCount + 1
      if let test = try signTest(part, isProfiled ? .profiled : .none) { tests.append(test) }
    }
    return tests
  }

  private func signTest(_ data: AmplitudeData, _ saturation: LandauModel.Saturation) throws
    -> LandauEvidence.SignTest?
  {
    let model = LandauModel(.twoFourSix, saturation: saturation)
    let search = try SaturationSearch(model, data)
    guard let best = search.best else { return nil }
    let scale = search.scale
    let rise = scale.interval
    var statistics: [Double] = []
    for candidate in search.candidates
    where candidate.located.chiSquared - best.located.chiSquared <= rise {
      let sign: Double = candidate.located.point.second > 0 ? 1 : -1
      let tricritical = try ConstrainedCurve(.twoSix, candidate.curve.temperatureScale, data)
        .minimum()
      // Where no curve with p = 0 is admissible its χ² is beyond every bound.
      let excess = tricritical.map { max($0.chiSquared - candidate.located.chiSquared, 0) }
      let root =
        excess.map { ($0 / scale.factor).squareRoot() } ?? 1
        / LandauFit.scatterFloor(count: data.count)
      statistics.append(sign * root)
    }
    let range = search.admissible(rise)
    return LandauEvidence.SignTest(
      window: [data.lowest, data.highest], pointCount: data.count,
      saturationTemperatures: [range.lowerBound, range.upperBound],
      lowest: statistics.min() ?? 0, highest: statistics.max() ?? 0, threshold: scale.quantile)
  }

  // MARK: - Saturation

  private func saturation(_ potential: LandauFit, _ data: AmplitudeData)
    -> LandauEvidence.Saturation
  {
    guard needsSaturation(potential, data) else { return .notNeeded }
    guard
      let saturated = fits.first(where: {
        $0.model == LandauModel(.twoFourSix, saturation: .profiled)
      })
    else { return .unchecked }
    let uncertainty =
      potential.transitionTemperature.scaledStandardUncertainty
      ?? potential.transitionTemperature.standardUncertainty ?? 0
    let shift = abs(
      saturated.curve.transitionTemperature - potential.curve.transitionTemperature)
    // Rounding of exact data is no shift.
    let resolution = 1e-6 * potential.curve.transitionTemperature
    let signs = evidence.signTests.first
    let changesSign = signs.map {
      ($0.lowest < -$0.threshold && potential.curve.jump > 0)
        || ($0.highest > $0.threshold && potential.curve.jump == 0)
        || ($0.lowest < -$0.threshold && $0.highest > $0.threshold)
    }
    return shift > max(2 * uncertainty, resolution) || changesSign == true ? .matters : .agrees
  }

  private var saturationReason: String {
    evidence.saturation == .matters
      ? "saturation at low temperature moves the sign of p or the transition temperature by more "
        + "than two standard uncertainties"
      : "points below half the transition temperature, and too few points to examine saturation"
  }
}
