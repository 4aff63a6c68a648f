import PhaseFitLandau
import PhaseFitNumerics
import PhaseFitRelaxedModel
import PhaseFitReport
import PhaseFitStructures
import PhaseFitSymmetry

extension AnalysisReport {
  /// Records one transition with its order parameters and fits.
  mutating func record(
    _ outcome: LandauStage.Outcome, transition: PhaseTransition, sequence: PhaseSequence,
    embedded: SweepEmbedding, structures: [AnalysedStructure], irreps: SweepDecomposition?,
    weights: RelaxedFit
  ) {
    let (below, above) = (sequence.phases[transition.below], sequence.phases[transition.above])
    var record = Transition(above: above.group, below: below.group)
    record.bracket = Interval(
      lower: transition.bracket.lowerBound, upper: transition.bracket.upperBound)
    if transition.phasesOverlap { record.coexistence = record.bracket }
    func orderParameter(_ component: OrderParameterComponent) -> OrderParameter {
      OrderParameter(
        component.series,
        direction: irreps?.direction(
          of: component.irrep, in: sequence.phases[transition.distorted]),
        dimension: component.dimension, origin: .stated)
    }
    record.primary = transition.primary.map { orderParameter(transition.components[$0]) }
    record.secondary = transition.components.indices.filter { !transition.primary.contains($0) }
      .map { orderParameter(transition.components[$0]) }
    record.record(weights, phase: sequence.phases[transition.distorted], embedded: embedded)

    record.changes = changes(of: transition)
    record.consequences = consequences(
      of: transition, sequence: sequence, embedded: embedded, structures: structures,
      irreps: irreps)

    let dependent =
      sequence.phases[transition.below].members
      + sequence.phases[transition.above].members
    let isCertain = dependent.allSatisfy {
      sweep.measurements[embedded.members[$0].measurement].alternatives.isEmpty
    }
    switch outcome {
    case .refused(let reason, let isFirstOrder):
      record.refusal = reason
      record.evidence = [
        Evidence(name: "groupSubgroupRelated", .fact(transition.isGroupSubgroup)),
        Evidence(name: "reason", .statement(reason)),
      ]
      if isFirstOrder && isCertain {
        record.order = .first
      } else if isFirstOrder {
        record.evidence.append(
          Evidence(
            name: "groupsDependOnTolerance",
            .statement(
              "the groups of these phases depend on the tolerance, so that the order stays open")))
      }
    case .analysed(let analysis, let doubts):
      record.record(analysis, target: record.primary.first)
      let components = ComponentFits(transition, analysis, embedded: embedded)
      record.componentFits = components.fits
      if let evidence = components.evidence { record.evidence.append(evidence) }
      diagnostics += doubts + analysis.diagnostics
    }
    if transition.phasesOverlap {
      diagnostics.append(
        Diagnostic(
          .warning, code: "phases-overlap",
          message: "\(below.group) and \(above.group) were both seen between "
            + "\(transition.bracket.lowerBound.significant(7)) and "
            + "\(transition.bracket.upperBound.significant(7)) K: "
            + "coexistence, hysteresis, or groups that the noise of the data does not separate"))
    }
    if !transition.isSeenInOneRun {
      diagnostics.append(
        Diagnostic(
          .note, code: "bracket-across-runs",
          message: "no single run shows both \(below.group) and \(above.group): the bracket "
            + "compares different runs"))
    }
    transitions.append(record)
  }
}

extension AnalysisReport {
  /// What group theory says of a transition between group and subgroup.
  ///
  /// Between two phases below the parent the irreps are those of the more symmetric one.
  private mutating func consequences(
    of transition: PhaseTransition, sequence: PhaseSequence, embedded: SweepEmbedding,
    structures: [AnalysedStructure], irreps: SweepDecomposition?
  ) -> SymmetryConsequences? {
    let distorted = sequence.phases[transition.distorted]
    let other = sequence.phases[
      transition.distorted == transition.below ? transition.above : transition.below]
    guard let irreps, transition.isGroupSubgroup else { return nil }
    guard other.index == 1 else {
      do {
        guard
          let pair = try LowerPhases(
            transition, sequence: sequence, embedded: embedded, structures: structures)
        else { return nil }
        let (found, doubts) = try pair.consequences()
        diagnostics += doubts
        return found
      } catch {
        diagnostics.append(
          Diagnostic(
            .warning, code: "lower-phases",
            message: "domain states and couplings of \(distorted.group) in \(other.group) were not "
              + "derived: \(error)"))
        return nil
      }
    }
    func list(_ components: [Int]) -> [PhysicalIrrep] {
      var seen: Set<Int> = []
      return components.compactMap { transition.components[$0].irrep }
        .filter { seen.insert($0).inserted }.map { irreps.modes.irreps[$0] }
    }
    let phase = irreps.phases.first { $0.members == distorted.members }
    var (found, doubts) = SymmetryConsequences.derive(
      primaries: list(transition.primary), active: list(Array(transition.components.indices)),
      keptBy: distorted.keptOperations,
      strain: phase.map { embedded.members[$0.member].field.strain }, in: embedded.cell,
      parent: embedded.parent)
    found.primarySets = phase?.primary.map(\.labels) ?? []
    diagnostics += doubts
    return found
  }
}

extension AnalysisReport.OrderParameter {
  /// The order parameter in words, for the title of a fit.
  var title: String {
    let components = waveVector.map(\.description).joined(separator: " ")
    let place = "\(kind.rawValue) at k = (\(components))"
    return label.map { "\($0): \(place)" } ?? place
  }
}

extension AnalysisReport.Transition {
  /// Records the group that the weights keep in the distorted phase and the model's output.
  mutating func record(
    _ weights: RelaxedFit, phase: PhaseSequence.Phase, embedded: SweepEmbedding
  ) {
    guard weights.points.count == embedded.members.count else { return }
    let largest = phase.members.max {
      weights.points[$0].combined.observed < weights.points[$1].combined.observed
    }
    groupKeptByWeights = largest.flatMap {
      try? embedded.cell.spaceGroup(of: weights.points[$0].keptOperations)
    }
    relaxedWeights = [
      AnalysisReport.RelaxedWeightSeries(
        label: nil,
        calibration: "output of the model along the observed distortion, in Å; the scale of the "
          + "weights themselves is arbitrary",
        values: zip(weights.points, embedded.members).map { point, member in
          AnalysisReport.AmplitudePoint(
            measurement: member.measurement, temperature: member.temperature,
            value: Quantity(
              point.combined.model, unit: "Å", dictRef: "phasefit:model_amplitude"))
        })
    ]
  }

  /// Records the Landau analysis of the primary order parameter.
  mutating func record(
    _ analysis: LandauAnalysis, target: AnalysisReport.OrderParameter?
  ) {
    let unit = target?.unit ?? "1"
    temperature = analysis.temperature?.estimate(
      unit: "K", name: "transition_temperature", source: analysis.preferred?.uncertaintySource)
    if let preferred = analysis.reported {
      tc = preferred.criticalTemperature.estimate(
        unit: "K", name: "critical_temperature", source: preferred.uncertaintySource)
      tPlus = analysis.superheatingLimit?.estimate(
        unit: "K", name: "superheating_limit", source: preferred.uncertaintySource)
    }
    exponent = analysis.exponent.flatMap { exponent in
      exponent.estimate.estimate(
        unit: "1", name: "effective_exponent",
        source: analysis.preferred?.uncertaintySource
      ).map {
        AnalysisReport.Exponent(
          $0, window: Interval(lower: exponent.window.first, upper: exponent.window.last))
      }
    }
    order = AnalysisReport.Transition.Order(rawValue: analysis.order.rawValue) ?? .undetermined
    evidence = AnalysisReport.Evidence.list(analysis, unit: unit)
    let criteria = analysis.fits.compactMap(\.correctedAkaike)
    fits = analysis.fits.enumerated().map { index, fit in
      AnalysisReport.Fit(
        fit, target: target?.title ?? "order parameter", unit: unit,
        isReported: index == analysis.preferredFit && !analysis.isWithheld,
        bestCriterion: criteria.min())
    }
    if let preferred = analysis.preferredFit {
      fits[preferred].curve = analysis.prediction.map(AnalysisReport.CurvePoint.init)
    }
    fits.sort { $0.isReported && !$1.isReported }
    if analysis.fits.isEmpty {
      refusal = analysis.diagnostics.first?.message ?? "no fit was made"
    }
  }
}

extension AnalysisReport.Evidence {
  /// The evidence on the order of a transition.
  static func list(_ analysis: LandauAnalysis, unit: String) -> [AnalysisReport.Evidence] {
    let evidence = analysis.evidence
    var list = [
      AnalysisReport.Evidence(
        name: "groupSubgroupRelated", .fact(analysis.facts.groupSubgroupRelated)),
      AnalysisReport.Evidence(
        name: "coexistenceObserved", .fact(analysis.facts.coexistenceObserved)),
      AnalysisReport.Evidence(name: "jumpResolved", .fact(evidence.isJumpResolved)),
      AnalysisReport.Evidence(name: "saturation", .statement(evidence.saturation.rawValue)),
      AnalysisReport.Evidence(name: "reason", .statement(evidence.reason)),
    ]
    let squared = unit == "Å" ? "Å2" : "1"
    if let p = evidence.p?.estimate(
      unit: squared, name: "landau_p", source: analysis.preferred?.uncertaintySource)
    {
      list.append(AnalysisReport.Evidence(name: "p", .estimate(p)))
    }
    if let difference = evidence.akaikeDifference {
      list.append(AnalysisReport.Evidence(name: "deltaAICc", .number(difference)))
    }
    if let remark = analysis.preferenceRemark {
      list.append(AnalysisReport.Evidence(name: "preferredForm", .statement(remark)))
    }
    return list + uncertainties(analysis)
  }

  /// What repetitions, symmetry and tests say beside the fits.
  private static func uncertainties(_ analysis: LandauAnalysis) -> [AnalysisReport.Evidence] {
    let evidence = analysis.evidence
    var list: [AnalysisReport.Evidence] = []
    if !evidence.symmetry.isEmpty {
      list.append(AnalysisReport.Evidence(name: "symmetry", .statement(evidence.symmetry)))
    }
    for bootstrap in analysis.bootstraps {
      let name = bootstrap.kind == .parametric ? "parametricBootstrap" : "pairsBootstrap"
      if let estimate = bootstrap.transitionTemperature.estimate(
        unit: "K", name: "transition_temperature", source: analysis.preferred?.uncertaintySource)
      {
        list.append(AnalysisReport.Evidence(name: name, .estimate(estimate)))
      }
    }
    if let count = analysis.bootstraps.first?.replicateCount {
      list.append(AnalysisReport.Evidence(name: "bootstrapReplicates", .number(Double(count))))
    }
    let strongest = analysis.influences.max {
      abs($0.transitionShift ?? 0) < abs($1.transitionShift ?? 0)
    }
    if let strongest, let shift = strongest.transitionShift {
      list.append(
        AnalysisReport.Evidence(
          name: "mostInfluentialTemperature",
          .statement(
            "without \(strongest.temperature.significant(7)) K the transition temperature moves by "
              + "\(shift.significant(2)) K")))
    }
    if let correlation = analysis.exponent?.correlationWithCriticalTemperature {
      list.append(
        AnalysisReport.Evidence(name: "correlationOfTcAndExponent", .number(correlation)))
    }
    for ratio in evidence.likelihoodRatios {
      list.append(
        AnalysisReport.Evidence(
          name: "probabilityOf\(ratio.model.form == .twoFour ? "2-4" : "2-6")",
          .number(ratio.probability)))
    }
    if let runs = evidence.runs {
      list.append(AnalysisReport.Evidence(name: "probabilityOfRuns", .number(runs.probability)))
    }
    if let smooth = evidence.smoothCurve {
      list.append(
        AnalysisReport.Evidence(name: "deltaAICcOfSmoothCurve", .number(smooth.akaikeDifference)))
    }
    if let consequences = analysis.consequences {
      list.append(
        AnalysisReport.Evidence(
          name: "susceptibilityRatio", .number(consequences.susceptibilityRatio)))
      list += heat(consequences)
    }
    return list
  }

  /// Heat in absolute units, where one calorimetric number was given.
  private static func heat(_ consequences: LandauConsequences) -> [AnalysisReport.Evidence] {
    guard let alpha = consequences.alpha else { return [] }
    let numbers: [(name: String, dictRef: String, value: Double?, unit: String)] = [
      (
        "entropyOfTransition", "transition_entropy", consequences.transitionEntropy, "J/(mol K)"
      ), ("latentHeat", "latent_heat", consequences.latentHeat, "J/mol"),
      ("heatCapacityStep", "heat_capacity_step", consequences.heatCapacityStep, "J/(mol K)"),
      (
        "excessEntropyAtLowestTemperature", "excess_entropy",
        consequences.points.first.map { -$0.excessEntropy }, "J/(mol K)"
      ),
    ]
    return numbers.compactMap { entry in
      guard let value = entry.value, value != 0 else { return nil }
      return AnalysisReport.Evidence(
        name: entry.name,
        .estimate(
          Estimate(
            Quantity(alpha * value, unit: entry.unit, dictRef: "phasefit:\(entry.dictRef)"))))
    }
  }
}

extension AnalysisReport.Fit {
  /// What the report says of one fit.
  init(
    _ fit: LandauFit, target: String, unit: String, isReported: Bool, bestCriterion: Double?
  ) {
    let points = fit.points.map { point in
      AnalysisReport.FitPoint(
        measurement: point.measurement, temperature: point.temperature,
        observed: Quantity(
          point.observed, standardUncertainty: point.standardUncertainty, unit: unit,
          dictRef: "phasefit:order_parameter",
          uncertaintyOrigin: point.standardUncertainty == nil ? nil : .stated),
        fitted: point.fitted, residual: point.residual, used: true)
    }
    let criterion = fit.correctedAkaike
    self.init(
      model: fit.model.name, formula: fit.model.formula, target: target,
      status: fit.status == .iterationLimit ? "iteration limit" : fit.status.rawValue,
      isReported: isReported, parameters: fit.reportedParameters(unit: unit),
      chiSquared: fit.chiSquared, pointCount: fit.pointCount,
      degreesOfFreedom: fit.degreesOfFreedom, isWeighted: fit.uncertaintySource == .stated,
      aicc: criterion,
      deltaAICc: criterion.flatMap { value in bestCriterion.map { value - $0 } },
      window: Interval(lower: fit.window.first, upper: fit.window.last), points: points)
  }
}

extension AnalysisReport.CurvePoint {
  /// A predicted amplitude as the report lists it.
  init(_ point: PredictedAmplitude) {
    self.init(
      temperature: point.temperature, value: point.value, lower95: point.lower95,
      upper95: point.upper95)
  }
}

extension LandauFit {
  /// The fitted and derived parameters with their units.
  fileprivate func reportedParameters(unit: String) -> [AnalysisReport.FitParameter] {
    var list: [AnalysisReport.FitParameter] = []
    func add(_ symbol: String, _ estimate: LandauEstimate?, unit: String, name: String) {
      guard
        let value = estimate?.estimate(unit: unit, name: name, source: uncertaintySource)
      else { return }
      list.append(
        AnalysisReport.FitParameter(
          name: symbol, value, scaledUncertainty: estimate?.scaledStandardUncertainty))
    }
    let squared = unit == "Å" ? "Å2" : "1"
    add("Tc", criticalTemperature, unit: "K", name: "critical_temperature")
    add("Ttr", transitionTemperature, unit: "K", name: "transition_temperature")
    add("p", p, unit: squared, name: "landau_p")
    add("beta", exponent, unit: "1", name: "effective_exponent")
    add("Theta_s", saturationTemperature, unit: "K", name: "saturation_temperature")
    func addCurve(_ symbol: String, _ value: Double?, unit: String, name: String) {
      guard let value, value.isFinite, !list.contains(where: { $0.name == symbol }) else { return }
      let index = parameterNames.firstIndex(of: symbol)
      let variance = index.flatMap { index in covariance.map { $0[index, index] } }
      list.append(
        AnalysisReport.FitParameter(
          name: symbol,
          Estimate(
            Quantity(
              value, standardUncertainty: variance.map { $0.squareRoot() }, unit: unit,
              dictRef: "phasefit:\(name)",
              uncertaintyOrigin: variance == nil ? nil : uncertaintySource.origin))))
    }
    addCurve("q", curve.q, unit: unit == "Å" ? "Å4/K" : "1/K", name: "landau_q")
    addCurve("slope", curve.slope, unit: unit == "Å" ? "Å2/K" : "1/K", name: "landau_slope")
    addCurve("s", curve.criticalShare, unit: "1", name: "critical_share")
    addCurve("A0", curve.zeroTemperatureAmplitude, unit: unit, name: "amplitude_at_zero")
    return list
  }
}

extension LandauFit.UncertaintySource {
  /// The origin as the report names it.
  var origin: Quantity.UncertaintyOrigin {
    switch self {
    case .stated: .stated
    case .fromScatter: .fromScatter
    }
  }
}

extension LandauEstimate {
  /// The estimate as the report prints it, nil where there is neither a value nor a bound.
  func estimate(
    unit: String, name: String, source: LandauFit.UncertaintySource?
  ) -> Estimate? {
    guard let value, value.isFinite else { return nil }
    let interval =
      lower95 == nil && upper95 == nil ? nil : Interval(lower: lower95, upper: upper95)
    return Estimate(
      Quantity(
        value, standardUncertainty: standardUncertainty, unit: unit,
        dictRef: "phasefit:\(name)",
        uncertaintyOrigin: standardUncertainty == nil ? nil : source?.origin),
      interval95: interval)
  }
}

extension LandauModel {
  /// The name of the model as the report prints it.
  var name: String {
    let base =
      switch form {
      case .twoFourSix: "2-4-6"
      case .twoFour: "2-4"
      case .twoSix: "2-6"
      case .twoThreeFour: "2-3-4"
      case .powerLaw(exponent: nil): "power law"
      case .powerLaw(exponent: .some(let exponent)): "power law, exponent \(exponent)"
      case .crossover(let sharpness): sharpness > 1 ? "sharp crossover" : "crossover"
      case .braggWilliams: "Bragg-Williams"
      }
    return saturation == .none ? base : base + ", saturated"
  }

  /// The model as a formula; g(T) is T, or Θs coth(Θs/T) with saturation.
  var formula: String {
    switch form {
    case .twoFourSix: "A^2 = p + sqrt(p^2 - q (g(T) - g(Tc)))"
    case .twoFour: "A^2 = slope (g(Tc) - g(T))"
    case .twoSix: "A^4 = q (g(Tc) - g(T))"
    case .twoThreeFour: "A = v + sqrt(v^2 - q (g(T) - g(Tc)))"
    case .powerLaw: "A = A0 ((g(Tc) - g(T))/(g(Tc) - g(0)))^beta"
    case .crossover(let m):
      m == 1
        ? "A = A0 r^(1/3) (s + (1 - s) r)^(1/6), r = (g(Tc) - g(T))/(g(Tc) - g(0))"
        : "A = A0 r^(1/3) (s + (1 - s) r^\(m.significant(6)))^(1/\((6 * m).significant(6))), "
          + "r = (g(Tc) - g(T))/(g(Tc) - g(0))"
    case .braggWilliams: "A = A0 S, S = tanh(S Tc/T)"
    }
  }
}

extension SweepDecomposition {
  /// The direction of an irrep in a phase: the one that the data realise, else the one that the
  /// group of the phase admits.
  func direction(of irrep: Int?, in phase: PhaseSequence.Phase) -> String? {
    guard let irrep else { return nil }
    let active = phases.first { $0.members == phase.members }?.active.first { $0.irrep == irrep }
    return active.map { $0.realised?.symbol ?? $0.admitted.symbol }
  }
}
