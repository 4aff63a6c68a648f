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

  private typealias Evidence = AnalysisReport.Evidence

  /// The probability of a larger χ² below which a joint fit does not describe the points.
  private static let doubtfulProbability = 0.01

  /// The evidence on one transition.
  func evidence(on index: Int) -> [AnalysisReport.Evidence] {
    guard case .analysed(let analysis, _) = outcomes[index] else { return [] }
    return strain(index, analysis) + biquadratic(index) + otherPrimaries(index)
  }

  /// The largest strain fitted jointly with the primary order parameter, its power free.
  ///
  ///     A(T) of the preferred form ,   e(T) = κ Aⁿ
  private func strain(_ index: Int, _ analysis: LandauAnalysis) -> [Evidence] {
    let transition = sequence.transitions[index]
    guard let preferred = analysis.preferred, let primary = transition.primary.first,
      transition.components[primary].series.kind != .strain,
      let strain = transition.components.first(where: { $0.series.kind == .strain })
    else { return [] }
    var model = LandauModel(preferred.model.form)
    if let theta = preferred.saturationTemperature?.value, theta > 0 {
      model.saturation = .fixed(theta)
    }
    // Too few points of one of them is no defect: there is only no joint fit.
    guard
      let joint = try? LandauCoupledFit(
        model, primary: transition.components[primary].series, secondary: strain.series,
        power: nil),
      let power = joint.power.value, let uncertainty = joint.power.standardUncertainty,
      power.isFinite, uncertainty.isFinite
    else { return [] }
    let name = strain.series.label.map { "strain \($0)" } ?? "strain"
    var words = "\(name) follows as Q^n with n = \(power.significant(3)) ± "
    words += uncertainty.significant(2)
    if let low = joint.power.lower95, let high = joint.power.upper95 {
      let fitting = (1...4).filter { low <= Double($0) && Double($0) <= high }
      words +=
        fitting.isEmpty
        ? ", no whole number" : ", as n = " + fitting.map(String.init).joined(separator: " or ")
    }
    if let value = joint.transitionTemperature.value,
      let own = joint.transitionTemperature.standardUncertainty
    {
      // To a hundredth of the uncertainty, which has two digits.
      let digits = own > 0 && own < abs(value) ? Int(log10(abs(value) / own)) + 2 : 6
      words += "; jointly Ttr = \(value.significant(digits)) ± \(own.significant(2)) K"
    }
    return [Evidence(name: "strainCoupling", .statement(words))]
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
      let coupling = fit.coupling.value
    else { return [] }
    let names = [one, other].map { $0.series.label ?? $0.series.kind.rawValue }
    let ratio = fit.chiSquared / Double(max(fit.degreesOfFreedom, 1))
    let isWeighted = extended.points.allSatisfy { $0.standardUncertainty != nil }
    let probability = ChiSquaredDistribution(
      degreesOfFreedom: Double(max(fit.degreesOfFreedom, 1))
    ).upperTailProbability(fit.chiSquared)
    var words = "coupling of \(names[0]) and \(names[1]): kappa = \(coupling.significant(3))"
    if let uncertainty = fit.coupling.standardUncertainty {
      words += " ± \(uncertainty.significant(2))"
    }
    if let low = fit.coupling.lower95, let high = fit.coupling.upper95 {
      words += low > 0 ? ", they compete" : high < 0 ? ", they favour each other" : ", not resolved"
    }
    for (symbol, estimate) in [("T1", fit.upperTransition), ("T2*", fit.lowerTransition)] {
      guard let value = estimate.value else { continue }
      words += "; \(symbol) = \(value.significant(6))"
      if let own = estimate.standardUncertainty { words += " ± \(own.significant(2))" }
      words += " K"
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
        let estimate = analysis.temperature, let value = estimate.value
      else { return nil }
      var words = "\(component.series.label ?? component.series.kind.rawValue) alone: Ttr = "
      words += "\(value.significant(6)) K"
      if let low = estimate.lower95, let high = estimate.upper95 {
        words += " (95 %: \(low.significant(6)) to \(high.significant(6)) K)"
      }
      return Evidence(name: "otherPrimary", .statement(words))
    }
  }
}
