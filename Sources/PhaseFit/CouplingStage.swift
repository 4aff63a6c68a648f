import Foundation
import PhaseFitLandau
import PhaseFitNumerics
import PhaseFitReport
import PhaseFitSymmetry

/// What joint fits say about order parameters that couple: strain that follows, a second order
/// parameter below, several primary order parameters at once.
struct CouplingStage {
  var sequence: PhaseSequence
  var embedded: SweepEmbedding
  var outcomes: [LandauStage.Outcome]

  typealias Evidence = AnalysisReport.Evidence

  /// The probability of a larger χ² below which a joint fit does not describe the points.
  private static let doubtfulProbability = 0.01

  /// The evidence on one transition.
  func evidence(on index: Int) -> [AnalysisReport.Evidence] {
    guard case .analysed(let analysis, _) = outcomes[index] else { return [] }
    return strain(index, analysis) + volumeStrain(index, analysis) + biquadratic(index)
      + otherPrimaries(index)
  }

  /// The biquadratic coupling to the order parameter of the transition above.
  ///
  ///     T < T₂*:  A₁² = r₁ (T₁ − T) − κ A₂²
  private func biquadratic(_ index: Int) -> [Evidence] {
    let lower = sequence.transitions[index]
    guard let upper = sequence.transitions.first(where: { $0.below == lower.above }),
      [lower, upper].allSatisfy({ $0.isGroupSubgroup && $0.distorted == $0.below }),
      let first = upper.primary.first, let second = lower.primary.first
    else { return [] }
    let (one, other) = (upper.components[first], lower.components[second])
    guard one.irrep != other.irrep || one.series.kind != other.series.kind else { return [] }
    let extended = embedded.series(of: one, adding: sequence.phases[lower.below].members)
    guard let fit = try? LandauBiquadraticFit(upper: extended, lower: other.series),
      fit.coupling.value != nil
    else { return [] }
    let names = [one, other].map { $0.series.label ?? $0.series.kind.rawValue }
    let ratio = fit.chiSquared / Double(max(fit.degreesOfFreedom, 1))
    let isWeighted = extended.points.allSatisfy { $0.standardUncertainty != nil }
    let probability = ChiSquaredDistribution(
      degreesOfFreedom: Double(max(fit.degreesOfFreedom, 1))
    ).upperTailProbability(fit.chiSquared)
    var words = "coupling of \(names[0]) and \(names[1]): kappa = \(fit.coupling.valueText)"
    if let low = fit.coupling.lower95, let high = fit.coupling.upper95 {
      words += low > 0 ? ", they compete" : high < 0 ? ", they favour each other" : ", not resolved"
    }
    for (symbol, estimate) in [("T1", fit.upperTransition), ("T2*", fit.lowerTransition)] {
      guard estimate.value != nil else { continue }
      words += "; \(symbol) = \(estimate.valueText) K"
    }
    if isWeighted, probability < Self.doubtfulProbability {
      words +=
        "; χ²/ν = \(ratio.significant(3)): two 2-4 potentials do not describe the points"
    }
    return [Evidence(name: "biquadraticCoupling", .statement(words))]
  }

  /// Further primary order parameters of the same transition, each fitted alone.
  private func otherPrimaries(_ index: Int) -> [Evidence] {
    let transition = sequence.transitions[index]
    return transition.primary.dropFirst().compactMap { position in
      let component = transition.components[position]
      guard component.series.kind != .strain,
        let analysis = try? LandauAnalysis(
          component.series, facts: .init(groupSubgroupRelated: transition.isGroupSubgroup)),
        let estimate = analysis.temperature, estimate.value != nil
      else { return nil }
      var words = "\(component.series.label ?? component.series.kind.rawValue) alone: Ttr = "
      words += "\(estimate.valueText) K"
      if let interval = estimate.intervalText { words += " (95 %: \(interval) K)" }
      return Evidence(name: "otherPrimary", .statement(words))
    }
  }
}
