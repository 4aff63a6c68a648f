import PhaseFitLandau
import PhaseFitReport
import PhaseFitStructures
import PhaseFitSymmetry

/// The stage that fits Landau models to the primary order parameter of one transition.
enum LandauStage {
  /// The number of repetitions of each bootstrap: quantiles at 2.5 % rest on 25 of them.
  static let bootstrapReplicates = 1000
  /// The number of repetitions for the band of a curve: quantiles at 2.5 % rest on 5 of them.
  static let bandReplicates = 200

  /// What became of one transition.
  enum Outcome: Sendable {
    /// The analysis of the primary order parameter.
    case analysed(LandauAnalysis, doubts: [Diagnostic])
    /// Why there is no fit, and whether the transition is first order by symmetry.
    case refused(reason: String, isFirstOrder: Bool)
  }

  /// Analyses one transition.
  ///
  /// - Throws: `PhaseFitError` where the numbers of the series are unusable: a defect.
  static func run(
    _ transition: PhaseTransition, phases: [PhaseSequence.Phase], modes: SymmetryModes?,
    seed: UInt64 = 0, calorimetry: LandauConsequences.Calorimetry? = nil
  ) throws -> Outcome {
    let (below, above) = (phases[transition.below], phases[transition.above])
    guard transition.isGroupSubgroup else {
      return .refused(
        reason: "\(below.group) and \(above.group) are not group and subgroup: no order parameter "
          + "connects them, a continuous transition between them is impossible",
        isFirstOrder: !transition.phasesOverlap)
    }
    guard transition.distorted == transition.below else {
      return .refused(
        reason: "the less symmetric phase \(above.group) is the one at higher temperature: the "
          + "Landau models fitted here describe an order parameter that grows on cooling",
        isFirstOrder: false)
    }
    guard let primary = transition.primary.first else {
      return .refused(
        reason: "no component of the distortion breaks the symmetry of \(above.group)",
        isFirstOrder: false)
    }
    let (series, doubts) = withoutLimits(transition.components[primary])
    do {
      let analysis = try LandauAnalysis(
        series, facts: facts(of: transition, phases: phases, modes: modes),
        options: LandauAnalysis.Options(
          bootstrapReplicates: bootstrapReplicates, seed: seed, calorimetry: calorimetry))
      return .analysed(analysis, doubts: doubts)
    } catch {
      throw PhaseFitError(
        .internal, "\(error); this is likely a bug in phasefit, please report it")
    }
  }

  /// What symmetry and the phases say about a transition between group and subgroup.
  static func facts(
    of transition: PhaseTransition, phases: [PhaseSequence.Phase], modes: SymmetryModes?
  ) -> LandauAnalysis.Facts {
    let conditions = conditions(of: transition, phases: phases, modes: modes)
    return LandauAnalysis.Facts(
      groupSubgroupRelated: true,
      cubicInvariantAllowed: conditions.map { !$0.cubicTermsOnDirection.isEmpty },
      coexistenceObserved: transition.phasesOverlap,
      cubicInvariantInIrrep: conditions.map { $0.cubicInvariants > 0 })
  }

  /// Landau's condition for the primary order parameters; nil where the irreps are not those of the
  /// more symmetric phase.
  private static func conditions(
    of transition: PhaseTransition, phases: [PhaseSequence.Phase], modes: SymmetryModes?
  ) -> LandauConditions? {
    let distorted = phases[transition.distorted]
    let other = phases[
      transition.distorted == transition.below ? transition.above : transition.below]
    guard let modes, other.index == 1 else { return nil }
    let irreps = transition.primary.compactMap { transition.components[$0].irrep }
    guard irreps.count == transition.primary.count, !irreps.isEmpty else { return nil }
    return try? LandauConditions(
      of: irreps.map { modes.irreps[$0] }, keptBy: distorted.keptOperations, in: modes.cell)
  }

  /// A series of an order parameter without points of full order.
  static func withoutLimits(
    _ series: OrderParameterSeries, of component: OrderParameterComponent
  ) -> OrderParameterSeries {
    guard series.kind == .occupancy else { return series }
    var series = series
    series.points.removeAll { component.fullyOrdered.contains($0.measurement) }
    return series
  }

  /// The series without points of full order.
  ///
  /// Occupancies of exactly 0 and 1 were set, not refined: such a structure says that the order is
  /// high, not how high, and a fit would take the limit for a measured plateau.
  private static func withoutLimits(_ component: OrderParameterComponent)
    -> (series: OrderParameterSeries, doubts: [Diagnostic])
  {
    let series = withoutLimits(component.series, of: component)
    let count = component.series.points.count
    guard series.points.count < count else { return (series, []) }
    let doubt = Diagnostic(
      .note, code: "occupancy-at-limit",
      message: "\(count - series.points.count) structures are refined with full order "
        + "(occupancies exactly 0 and 1); they limit the order parameter and are not fitted")
    return (series, [doubt])
  }
}

extension AnalysisReport {
  /// Says where a calorimetric number belongs to no transition that was fitted.
  mutating func check(
    _ calorimetry: LandauConsequences.Calorimetry?, outcomes: [LandauStage.Outcome]
  ) {
    guard calorimetry != nil else { return }
    let fitted = outcomes.count { if case .analysed = $0 { true } else { false } }
    guard outcomes.count != 1 || fitted != 1 else { return }
    diagnostics.append(
      Diagnostic(
        .warning, code: "landau-calorimetry-unused",
        message: "one calorimetric number was given, the sweep has \(outcomes.count) transitions "
          + "and \(fitted) of them with a fit; expected one transition with a fit; analyse the "
          + "structures about that transition alone"))
  }
}
