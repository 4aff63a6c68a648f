import PhaseFitLandau
import PhaseFitNumerics
import PhaseFitReport
import PhaseFitSymmetry

/// Strain that follows the order parameter, fitted jointly with it.
///
///     A(T) of the preferred form ,   e(T) = κ Aⁿ
extension CouplingStage {
  /// The largest strain that breaks the symmetry of the parent phase.
  ///
  /// The baseline has that symmetry: to first order it has no part in this strain.
  func strain(_ index: Int, _ analysis: LandauAnalysis) -> [Evidence] {
    let transition = sequence.transitions[index]
    guard let primary = transition.primary.first,
      transition.components[primary].series.kind != .strain,
      let strain = transition.components.first(where: { $0.series.kind == .strain }),
      let model = Self.heldModel(analysis),
      // Too few points of one of them is no defect: there is only no joint fit.
      let joint = try? LandauCoupledFit(
        model, primary: transition.components[primary].series, secondary: strain.series, power: nil)
    else { return [] }
    let name = strain.series.label.map { "strain \($0)" } ?? "strain"
    return joint.words(name).map { [Evidence(name: "strainCoupling", .statement($0))] } ?? []
  }

  /// The volume strain, with the error of the baseline common to all temperatures.
  ///
  ///     δ₁ = s/√m ,   δ₂(T) = s (T − T̄)/√Σ(Tᵢ − T̄)² ,   s² = Σ rᵢ²/(m − 2)
  ///
  /// rᵢ are the distances of the m structures of the parent phase from the baseline; s is at least
  /// what these structures state.
  func volumeStrain(_ index: Int, _ analysis: LandauAnalysis) -> [Evidence] {
    let transition = sequence.transitions[index]
    let (high, low) = (sequence.phases[transition.above], sequence.phases[transition.below])
    guard high.index == 1, transition.distorted == transition.below, embedded.baseline.points > 0,
      let primary = transition.primary.first,
      let model = Self.heldModel(analysis)
    else { return [] }
    let parents = high.members.map { embedded.members[$0] }
    let children = low.members.map { embedded.members[$0] }
    let points = (children + parents).map { member in
      OrderParameterSeries.Point(
        temperature: member.temperature, value: member.field.strain.trace,
        standardUncertainty: member.standardUncertainty { $0.strain.trace },
        isDistorted: low.members.contains {
          embedded.members[$0].measurement == member.measurement
        },
        measurement: member.measurement)
    }
    let series = OrderParameterSeries(
      label: nil, waveVector: [.zero, .zero, .zero], kind: .strain, norm: .frobenius, points: points
    )
    let errors = Self.baselineErrors(parents, at: children)
    return Self.volumeStatement { power in
      try LandauCoupledFit(
        model, primary: transition.components[primary].series, secondary: series, power: power,
        commonErrors: errors)
    }.map { [Evidence(name: "volumeStrainCoupling", .statement($0))] } ?? []
  }

  /// What joint fits of the volume strain say, by the fit for a power; nil where none is possible.
  ///
  /// A power is stated only where the strain is told from zero: with the best whole power its coefficient
  /// exceeds three standard uncertainties.
  static func volumeStatement(_ fit: (_ power: Double?) throws -> LandauCoupledFit?) -> String? {
    // Too few points are no defect: there is only no joint fit.
    let whole = (1...4).compactMap { try? fit(Double($0)) }
    guard let best = whole.min(by: { $0.chiSquared < $1.chiSquared }),
      let value = best.coefficient.value, let own = best.coefficient.standardUncertainty,
      own.isFinite
    else { return nil }
    guard abs(value) > 3 * own else { return "volume strain not told from zero" }
    return (try? fit(nil))?.words("volume strain")
  }

  private static func baselineErrors(
    _ parents: [SweepEmbedding.Member], at members: [SweepEmbedding.Member]
  ) -> [LandauCoupledFit.CommonError] {
    let count = Double(parents.count)
    guard parents.count >= StrainBaseline.leastPoints else { return [] }
    let mean = parents.reduce(0) { $0 + $1.temperature } / count
    let spread = parents.reduce(0) { $0 + ($1.temperature - mean) * ($1.temperature - mean) }
    let scatter = parents.reduce(0) { $0 + $1.field.strain.trace * $1.field.strain.trace }
    let stated = parents.compactMap { $0.standardUncertainty { $0.strain.trace } }
    let own = stated.isEmpty ? 0 : stated.reduce(0) { $0 + $1 * $1 } / Double(stated.count)
    let size = max(scatter / (count - 2), own).squareRoot()
    func error(_ change: (Double) -> Double) -> LandauCoupledFit.CommonError {
      LandauCoupledFit.CommonError(
        changes: Dictionary(
          members.map { ($0.measurement, size * change($0.temperature)) },
          uniquingKeysWith: { first, _ in first }))
    }
    return [
      error { _ in 1 / count.squareRoot() }, error { ($0 - mean) / spread.squareRoot() },
    ]
  }

  /// The preferred form with its saturation temperature held.
  static func heldModel(_ analysis: LandauAnalysis) -> LandauModel? {
    guard let preferred = analysis.preferred else { return nil }
    var model = LandauModel(preferred.model.form)
    if let theta = preferred.saturationTemperature?.value, theta > 0 {
      model.saturation = .fixed(theta)
    }
    return model
  }
}

extension LandauCoupledFit {
  /// What the joint fit says: the power, whole numbers within its interval, the temperature; nil where
  /// the power is not a number.
  func words(_ name: String) -> String? {
    guard let value = power.value, value.isFinite, let own = power.standardUncertainty, own.isFinite
    else { return nil }
    var words = "\(name) follows as Q^n with n = \(power.valueText)"
    if let low = power.lower95, let high = power.upper95 {
      let fitting = (1...4).filter { low <= Double($0) && Double($0) <= high }
      words +=
        fitting.isEmpty
        ? ", no whole number" : ", as n = " + fitting.map(String.init).joined(separator: " or ")
    }
    if transitionTemperature.standardUncertainty != nil {
      words += "; jointly Ttr = \(transitionTemperature.valueText) K"
    }
    return words
  }
}
