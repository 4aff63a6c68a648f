import PhaseFitLandau
import PhaseFitSymmetry

/// The stage that fits Landau models to the primary order parameter of one transition.
enum LandauStage {
  /// What became of one transition.
  enum Outcome: Sendable {
    /// The analysis of the primary order parameter.
    case analysed(LandauAnalysis)
    /// Why there is no fit, and whether the transition is first order by symmetry.
    case refused(reason: String, isFirstOrder: Bool)
  }

  /// Analyses one transition.
  ///
  /// - Throws: `PhaseFitError` where the numbers of the series are unusable: a defect.
  static func run(_ transition: PhaseTransition, phases: [PhaseSequence.Phase]) throws -> Outcome {
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
    do {
      let analysis = try LandauAnalysis(
        transition.components[primary].series,
        facts: LandauAnalysis.Facts(
          groupSubgroupRelated: true, coexistenceObserved: transition.phasesOverlap))
      return .analysed(analysis)
    } catch {
      throw PhaseFitError(
        .internal, "\(error); this is likely a bug in phasefit, please report it")
    }
  }
}
