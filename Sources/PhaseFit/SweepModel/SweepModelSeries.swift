import PhaseFitLandau
import PhaseFitNumerics
import PhaseFitRelaxedModel
import PhaseFitReport
import PhaseFitSymmetry

/// The learned order parameters of one transition and the Landau fits to them.
struct LearnedTransition {
  /// One order parameter.
  struct Member {
    /// A position in `SweepModel.members`.
    var member: Int
    var series: OrderParameterSeries
    /// The part of the series that is fitted: without structures that state full order.
    var fitted: OrderParameterSeries
    /// The correlation with the classical amplitude, nil where that does not vary.
    var correlation: Double?
    /// The Landau analysis of the learned series, nil where it was not possible.
    var analysis: LandauAnalysis?
    /// The phase of the model that is distorted.
    var phase: Int

    /// The fit that the analysis prefers, with its curve and band unless they are withheld.
    var reportedFit: AnalysisReport.Fit? {
      guard let analysis, let preferred = analysis.preferred else { return nil }
      var fit = AnalysisReport.Fit(
        preferred, target: "relaxed weight", unit: series.unit, isReported: !analysis.isWithheld,
        bestCriterion: analysis.fits.compactMap(\.correctedAkaike).min())
      fit.curve = analysis.prediction.map(AnalysisReport.CurvePoint.init)
      return fit
    }
  }
  var members: [Member] = []

  /// The learned series of the primary order parameters of a transition.
  init(
    _ transition: PhaseTransition, sequence: PhaseSequence, embedded: SweepEmbedding,
    outcome: SweepModelStage.Outcome
  ) {
    let model = outcome.model
    guard
      let phase = model.phase(
        of: sequence.phases[transition.distorted], embedded: embedded)
    else { return }
    for member in model.primaries(of: transition, in: sequence, embedded: embedded) {
      let component = transition.components.first {
        $0.irrep == model.members[member].irrep && $0.series.kind == model.members[member].kind
      }
      guard let component else { continue }
      let points = component.series.points
      let (series, classical) = model.series(
        member,
        measurements: points.map { (measurement: $0.measurement, isDistorted: $0.isDistorted) },
        modes: outcome.modes, like: points.map(\.value))
      let fitted = LandauStage.withoutLimits(series, of: component)
      let analysis =
        transition.isGroupSubgroup && transition.distorted == transition.below
        ? try? LandauAnalysis(
          fitted,
          facts: LandauStage.facts(
            of: transition, phases: sequence.phases, modes: outcome.modes),
          options: LandauAnalysis.Options(
            bootstrapReplicates: LandauStage.bandReplicates, bootstrapKinds: [.parametric],
            seed: model.seed)) : nil
      members.append(
        Member(
          member: member, series: series, fitted: fitted,
          correlation: correlation(series.points.map(\.value), classical), analysis: analysis,
          phase: phase))
    }
  }

  /// The series as the report shows them.
  func weights(_ model: SweepModel) -> [AnalysisReport.RelaxedWeightSeries] {
    members.map { entry in
      let member = model.members[entry.member]
      let unit = entry.series.unit
      let source = entry.analysis?.preferred?.uncertaintySource
      return AnalysisReport.RelaxedWeightSeries(
        label: member.name,
        calibration: "normal gauge: the weight is the mode amplitude "
          + "(\(entry.series.norm.rawValue)) by definition; the network carries what follows; "
          + "standard uncertainties have the network's weights marginalised",
        values: entry.series.points.map { point in
          AnalysisReport.AmplitudePoint(
            measurement: point.measurement, temperature: point.temperature,
            value: Quantity(
              point.value, standardUncertainty: point.standardUncertainty, unit: unit,
              dictRef: "phasefit:relaxed_weight",
              uncertaintyOrigin: point.standardUncertainty == nil
                ? nil : model.isStated ? .stated : .fromScatter))
        }, correlation: entry.correlation,
        temperature: entry.analysis?.temperature?.estimate(
          unit: "K", name: "transition_temperature", source: source), fit: entry.reportedFit)
    }
  }
}
