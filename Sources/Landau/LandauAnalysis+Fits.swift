import PhaseFitStructures
import PhaseFitNumerics
public import PhaseFitSymmetry

/// Which fits a series carries, and what is said where it carries none.
extension LandauAnalysis {
  /// The smallest number of distorted points for a fit whose form is fixed.
  static let fixedFormCount = LandauModel(.twoFour).minimumPointCount
  /// The smallest number of distorted points for a fit of (p, q, Tc) or of a free exponent.
  static let freeFormCount = LandauModel(.twoFourSix).minimumPointCount
  /// The improvement of Akaike's criterion that counts as support of one model against another.
  static let akaikeSupport = 2.0
  /// The improvement of Akaike's criterion that an order is claimed on.
  static let akaikeDecision = 6.0
  /// The sharpnesses of a crossover that are tried: over a decade of 1 − T/Tc, and all at once.
  static let sharpnesses = [1.0, 4]
  /// The distance 1 − T/Tc within which points speak about the exponent.
  static let nearTransition = 0.1
  /// The number of points that takes.
  static let nearTransitionCount = 2

  /// Analyses the series of one transition.
  ///
  /// - Parameters:
  ///   - series: the points of the distorted phase and of the phase above it, and of no other.
  ///   - facts: what symmetry and the sample say.
  ///   - options: which repetitions are made; by default those that cost little.
  /// - Throws: `LandauError` for numbers that cannot be temperatures, amplitudes or uncertainties;
  ///   `NumericsError` where the arithmetic fails. Too few points are a diagnostic, not an error.
  public init(
    _ series: OrderParameterSeries, facts: Facts, options: Options = Options()
  ) throws {
    let prepared = try EffectiveVariance(series, options.temperatureUncertainties, facts)
    try self.init(checked: prepared.series, facts: facts)
    bracket = TransitionBracket(series)
    diagnostics = prepared.diagnostics + diagnostics
    try addUncertainty(prepared.series, options)
  }

  private init(checked series: OrderParameterSeries, facts: Facts) throws {
    let data = try AmplitudeData(series)
    self.facts = facts
    bracket = TransitionBracket(series)
    distortedCount = data.count
    parentCount = series.points.count - data.count
    fits = []
    order = .undetermined
    evidence = LandauEvidence()
    diagnostics = []
    if data.hasPartialUncertainties {
      diagnostics.append(
        Diagnostic(
          .warning, code: "landau-incomplete-su",
          message: "only some of the \(data.count) distorted points state a standard uncertainty; "
            + "expected all or none; the fits are unweighted and uncertainties come from scatter"))
    }
    if let refusal = refusal(data) {
      diagnostics.append(refusal)
      evidence.reason = refusal.message
      concludeBySymmetry(series.unit)
      return
    }
    try fit(series, data)
    guard !fits.isEmpty else {
      concludeBySymmetry(series.unit)
      return
    }
    guard try showsTrend(data) else {
      let found = "the amplitude does not fall towards the transition"
      diagnostics.append(
        Diagnostic(
          .warning, code: "landau-no-trend",
          message: "\(data.count) distorted points from \(data.lowest) to \(data.highest) K: "
            + "\(found); expected a fall that a constant does not describe as well; measure closer "
            + "to the transition"))
      evidence.reason = found
      fits = []
      return
    }
    doubtFits()
    settleTemperature(data)
    checkForm(series)
    settleExponent()
    try settleOrder(series, data)
    withdrawOutsideBracket()
    withdrawAtBound()
    withholdUnlessInsideBracket()
    concludeBySymmetry(series.unit)
    try weighEvidence(series, data)
  }

  /// Why no fit is made at all, nil where one can be.
  private func refusal(_ data: AmplitudeData) -> Diagnostic? {
    if facts.isIsosymmetric {
      return Diagnostic(
        .warning, code: "landau-isosymmetric",
        message: "both phases have one space group: no symmetry is broken and no potential in even "
          + "powers applies; expected a group and its subgroup; look for a step in the totally "
          + "symmetric coordinates")
    }
    if !facts.groupSubgroupRelated {
      return Diagnostic(
        .warning, code: "landau-no-group-subgroup",
        message:
          "the phases are not related as group and subgroup: an amplitude of one is no order "
          + "parameter of the other; expected a subgroup of the parent; choose another parent with "
          + "--parent where there is one")
    }
    if data.count < Self.fixedFormCount {
      return Diagnostic(
        .warning, code: "landau-too-few-points",
        message:
          "\(data.count) distorted point\(data.count == 1 ? "" : "s"); expected at least "
          + "\(Self.fixedFormCount) for a fit "
          + "of fixed form and \(Self.freeFormCount) for (p, q, Tc) or an exponent; measure more "
          + "temperatures below the transition; amplitudes and the bracket are all that is reported"
      )
    }
    let needed = LandauModel(.twoFourSix).parameterCount + 1
    if data.temperatureCount < needed {
      return Diagnostic(
        .warning, code: "landau-too-few-temperatures",
        message:
          "\(data.count) distorted points at \(data.temperatureCount) temperatures; expected at "
          + "least \(needed) temperatures; measure more of them below the transition")
    }
    if let parent = data.coldestParent {
      let below = data.points.count { $0.temperature < parent }
      if 2 * below < data.count {
        return Diagnostic(
          .warning, code: "landau-phases-interleaved",
          message:
            "only \(below) of \(data.count) distorted points lie below the coldest parent at "
            + "\(parent) K; expected the distorted phase below the parent; check temperatures and "
            + "space groups, or analyse heating and cooling apart")
      }
    }
    return nil
  }

  private mutating func fit(_ series: OrderParameterSeries, _ data: AmplitudeData) throws {
    var models: [LandauModel] = []
    if data.count >= Self.freeFormCount {
      models = [LandauModel(.twoFourSix), LandauModel(.powerLaw(exponent: nil))]
      models += Self.sharpnesses.map { LandauModel(.crossover(sharpness: $0)) }
      if hasCubicTerm { models.insert(LandauModel(.twoThreeFour), at: 0) }
    } else if hasCubicTerm {
      // The forms of two parameters are continuous, which symmetry excludes.
      diagnostics.append(
        Diagnostic(
          .warning, code: LandauError.Code.tooFewPoints.rawValue,
          message:
            "\(data.count) distorted points; expected at least \(Self.freeFormCount) to fit the "
            + "2-3-4 potential that symmetry asks for; measure more temperatures below the "
            + "transition; amplitudes and the bracket are all that is reported"))
      return
    } else {
      models = [LandauModel(.twoFour), LandauModel(.twoSix)]
      diagnostics.append(
        Diagnostic(
          .note, code: "landau-form-assumed",
          message:
            "\(data.count) distorted points; expected at least \(Self.freeFormCount) to find "
            + "the form of the potential; the temperature assumes 2-4 or 2-6 and its interval covers "
            + "both; measure more temperatures for the order and the exponent"))
    }
    if series.kind == .occupancy, data.count >= Self.fixedFormCount {
      models.append(LandauModel(.braggWilliams))
    }
    for model in models { try append(model, series) }
    guard let first = fits.first else { return }
    if needsSaturation(first, data), data.count >= Self.freeFormCount + 1 {
      for model in models where model.form != .braggWilliams {
        try append(
          LandauModel(model.form, saturation: .profiled), series, withIntervals: false)
      }
      try addIntervalsOfSaturated(series)
    }
  }

  /// Finds the intervals over saturation temperatures, which are dear: all where the data ask for
  /// saturation, that of the temperature where the form has a part in it.
  private mutating func addIntervalsOfSaturated(_ series: OrderParameterSeries) throws {
    let (criteria, forms) = (akaikeCriteria, formCriteria)
    let (best, bestForm) = (criteria.min() ?? 0, forms.min() ?? 0)
    for index in fits.indices where fits[index].model.saturation == .profiled {
      let model = fits[index].model
      let classical = fits.firstIndex { $0.model == LandauModel(model.form) }
      let isBetter = classical.map { criteria[index] < criteria[$0] } ?? true
      if isBetter || criteria[index] <= best + Self.akaikeSupport {
        fits[index] = try LandauFit(model, to: series, intervals: .all)
      } else if forms[index] <= bestForm + Self.unionRise {
        fits[index] = try LandauFit(model, to: series, intervals: .transition)
      }
    }
  }

  /// The probability of a χ² as large by chance below which stated uncertainties are doubted.
  private static let doubtfulProbability = 0.01

  /// Says where a search did not end at a minimum and where points scatter more than they state.
  private mutating func doubtFits() {
    let preferred = preferredIndex(akaikeCriteria)
    // A crossover that is not preferred often ends where it has no critical region.
    for (index, fit) in fits.enumerated()
    where fit.status != .converged && (index == preferred || !fit.model.form.isCrossover) {
      diagnostics.append(
        Diagnostic(
          .warning, code: "landau-not-converged",
          message:
            "\(fit.model): the search ended with \(fit.status.rawValue); expected a minimum; "
            + "use its numbers with care"))
    }
    let ratio = varianceInflation
    guard let fit = fits.first(where: { $0.uncertaintySource == .stated }) else { return }
    let freedom = Double(max(fit.degreesOfFreedom, 1))
    let probability = ChiSquaredDistribution(degreesOfFreedom: freedom)
      .upperTailProbability(ratio * freedom)
    if ratio > 1, probability < Self.doubtfulProbability {
      diagnostics.append(
        Diagnostic(
          .warning, code: "landau-scatter-exceeds-su",
          message:
            "the best fit has χ²/ν = \((ratio * 100).rounded() / 100); expected about 1; the "
            + "stated uncertainties are too small or no form fits; intervals are scaled by √(χ²/ν)")
      )
    }
  }

  /// Akaike's criterion of each fit with stated variances inflated alike.
  var akaikeCriteria: [Double] {
    fits.map { $0.correctedAkaike(inflation: varianceInflation) ?? .infinity }
  }

  /// The rise of χ² within which another form has a part in the interval of the temperature.
  private static let unionRise = ChiSquaredDistribution(degreesOfFreedom: 1).quantile(0.95)

  /// Akaike's criterion of each fit as forms are compared for the interval of the temperature.
  ///
  ///     known variances   χ² + 2k
  ///     estimated ones    the corrected criterion
  ///
  /// The small-sample correction is that of a variance estimated from the same points; with variances
  /// known χ² + 2k has no bias, and the correction would leave out forms for their number of parameters
  /// alone.
  private var formCriteria: [Double] {
    guard varianceInflation == 1, fits.allSatisfy({ $0.uncertaintySource == .stated }) else {
      return akaikeCriteria
    }
    return fits.map { $0.chiSquared + Double(2 * $0.parameterCount) }
  }

  private mutating func append(
    _ model: LandauModel, _ series: OrderParameterSeries, withIntervals: Bool = true
  ) throws {
    do {
      fits.append(try LandauFit(model, to: series, withIntervals: withIntervals))
    } catch let error as LandauError where error.code != .badInput {
      diagnostics.append(
        Diagnostic(.note, code: error.code.rawValue, message: "\(model): \(error.description)"))
    }
  }

  /// Whether a point lies below half the critical temperature, where zero-point motion can matter.
  func needsSaturation(_ fit: LandauFit, _ data: AmplitudeData) -> Bool {
    data.lowest < 0.5 * fit.curve.criticalTemperature
  }

  /// The significance of a fall that counts as one, one-sided.
  private static let trendSignificance = 0.01

  /// Whether a straight line through the amplitudes falls significantly with temperature.
  ///
  /// A criterion that counts parameters cannot see a clear fall in five or six points, because the
  /// penalty of its small-sample correction exceeds everything they can gain.
  private func falls(_ data: AmplitudeData) -> Bool {
    let count = Double(data.count)
    let temperatures = data.points.map(\.temperature)
    let (meanT, meanA) = (
      temperatures.reduce(0, +) / count, data.amplitudes.reduce(0, +) / count
    )
    var (spread, moment, total) = (0.0, 0.0, 0.0)
    for (temperature, amplitude) in zip(temperatures, data.amplitudes) {
      spread += (temperature - meanT) * (temperature - meanT)
      moment += (temperature - meanT) * (amplitude - meanA)
      total += (amplitude - meanA) * (amplitude - meanA)
    }
    guard spread > 0, data.count > 2 else { return false }
    let slope = moment / spread
    let rest = max(total - slope * moment, 0) / (count - 2)
    let limit = StudentDistribution(degreesOfFreedom: count - 2).quantile(
      1 - Self.trendSignificance)
    return slope < -limit * (rest / spread).squareRoot()
  }

  /// Withdraws a temperature whose interval misses the measured bracket.
  ///
  /// Both phases were seen: the transition was passed between them. A fit that says otherwise
  /// describes the amplitudes and not the transition, or the sample was superheated, of which the
  /// sweep holds no evidence unless the phases overlap. The fits stay, the headline goes.
  private mutating func withdrawOutsideBracket() {
    guard let estimate = temperature, let lower = bracket.lower, let upper = bracket.upper,
      !bracket.isInverted
    else { return }
    let (lowest, highest) = (estimate.lower95 ?? -.infinity, estimate.upper95 ?? .infinity)
    guard highest < lower || lowest > upper else { return }
    let found = [estimate.lower95, estimate.upper95].map { $0.map(rounded) ?? "open" }
    diagnostics.append(
      Diagnostic(
        .warning, code: "landau-outside-bracket",
        message:
          "the fitted transition temperature, in \(found[0]) to \(found[1]) K at 95 %, misses "
          + "the measured bracket \(rounded(lower)) to \(rounded(upper)) K; "
          + "the fit does not describe the transition, or the distorted phase was superheated: no "
          + "temperature and no order are reported, only the bracket"))
    temperature = nil
    exponent = nil
    order = .undetermined
    preferredFit = nil
    evidence.reason = "the fit misses the measured bracket"
  }

  /// The distance from the bracket, relative to its temperature, that is rounding.
  private static let bracketRounding = 1e-9

  /// Withholds a value that is not inside the measured bracket although its interval reaches into it.
  ///
  /// Coexisting branches of a discontinuous form allow a value beyond the bracket; without overlapping
  /// phases the sweep holds no evidence of them. A value on an end is that end: the points ask for one
  /// beyond it. A standard uncertainty about either omits the contradiction.
  private mutating func withholdUnlessInsideBracket() {
    guard let estimate = temperature, let value = estimate.value, let lower = bracket.lower,
      let upper = bracket.upper, !bracket.isInverted
    else { return }
    let slack = Self.bracketRounding * upper
    guard value <= lower + slack || value >= upper - slack else { return }
    let isAtEnd = value >= lower - slack && value <= upper + slack
    temperature = estimate.withoutValue
    diagnostics.append(
      Diagnostic(
        .warning, code: "landau-outside-bracket",
        message:
          "the fitted transition temperature \(rounded(value)) K lies "
          + (isAtEnd ? "on an end of" : "outside")
          + " the measured bracket \(rounded(lower)) to \(rounded(upper)) K, into which its interval "
          + "reaches; expected it between the observed phases; no value is reported, only the interval "
          + "and the bracket; measure more temperatures near the transition"))
  }

  /// The width of an interval, relative to its temperature, below which it is a single number.
  private static let collapsedWidth = 1e-4

  /// Withdraws a temperature that is nothing but the bound set by an observed phase.
  ///
  /// Where the points ask for a temperature that the phases forbid, every admissible curve is poor
  /// and the best one sits on the bound; an interval of no width there is no precision.
  private mutating func withdrawAtBound() {
    guard let estimate = temperature, let value = estimate.value, let lower = estimate.lower95,
      let upper = estimate.upper95, preferred?.isAtBoundary ?? false,
      upper - lower <= Self.collapsedWidth * abs(value)
    else { return }
    diagnostics.append(
      Diagnostic(
        .warning, code: "landau-at-bound",
        message: "the fitted transition temperature is the bound of \(rounded(value)) K that the "
          + "observed phases set: the points ask for another one and no curve describes them; no "
          + "temperature and no order are reported, only the bracket"))
    temperature = nil
    exponent = nil
    order = .undetermined
    preferredFit = nil
    evidence.reason = "the fit ends on the bound set by the observed phases"
  }

  /// Whether some fit describes the points better than a constant amplitude, or they clearly fall.
  private func showsTrend(_ data: AmplitudeData) throws -> Bool {
    if falls(data) { return true }
    let weights = data.weights ?? [Double](repeating: 1, count: data.count)
    let total = weights.reduce(0, +)
    let mean = zip(weights, data.amplitudes).reduce(0) { $0 + $1.0 * $1.1 } / total
    let chiSquared = zip(weights, data.amplitudes).reduce(0) { sum, item in
      sum + item.0 * (item.1 - mean) * (item.1 - mean)
    }
    return fits.contains { fit in
      var constant = fit
      constant.parameterCount = 1
      constant.chiSquared = chiSquared * (data.weights == nil ? data.scale * data.scale : 1)
      guard let ofConstant = constant.correctedAkaike(inflation: varianceInflation),
        let ofFit = fit.correctedAkaike(inflation: varianceInflation)
      else { return false }
      return ofConstant - ofFit > Self.akaikeSupport
    }
  }

  /// The factor on stated variances that the best fit asks for, at least 1.
  var varianceInflation: Double {
    fits.filter { $0.uncertaintySource == .stated }.map(\.varianceFactor).min() ?? 1
  }

  /// The fit of the lowest criterion; a crossover only where the data ask for one.
  private func preferredIndex(_ criteria: [Double]) -> Int? {
    func best(_ isIncluded: (LandauFit) -> Bool) -> Int? {
      fits.indices.filter { isIncluded(fits[$0]) }.min { criteria[$0] < criteria[$1] }
    }
    guard let plain = best({ !$0.model.form.isCrossover }) else { return best { _ in true } }
    guard let crossover = best({ $0.model.form.isCrossover }),
      criteria[crossover] < criteria[plain] - Self.akaikeSupport
    else { return plain }
    return crossover
  }

  private mutating func settleTemperature(_ data: AmplitudeData) {
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

  private mutating func settleExponent() {
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
