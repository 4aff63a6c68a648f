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

  private mutating func append(
    _ model: LandauModel, _ series: OrderParameterSeries, withIntervals: Bool = true
  ) throws {
    do {
      fits.append(try LandauFit(model, to: series, withIntervals: withIntervals))
    } catch let error as LandauError where error.code != .badInput {
      // Forms that are refused for one reason share a note.
      let reason = ": \(error.description)"
      let earlier = diagnostics.firstIndex {
        $0.code == error.code.rawValue && $0.message.hasSuffix(reason)
      }
      if let earlier {
        let names = diagnostics[earlier].message.dropLast(reason.count)
        diagnostics[earlier].message = "\(names), \(model)\(reason)"
      } else {
        diagnostics.append(
          Diagnostic(.note, code: error.code.rawValue, message: "\(model)\(reason)"))
      }
    }
  }

  /// Whether a point lies below half the critical temperature, where zero-point motion can matter.
  func needsSaturation(_ fit: LandauFit, _ data: AmplitudeData) -> Bool {
    data.lowest < 0.5 * fit.curve.criticalTemperature
  }
}
