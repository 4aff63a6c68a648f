import PhaseFitLandau
import PhaseFitReport
import PhaseFitStructures
import PhaseFitSymmetry

/// What heating and cooling of one sample say about a transition.
///
/// Structures carry their branch by a folder `heating` or `cooling`, by such a word in the name, or by
/// a column of the table of temperatures. Both phases between the same temperatures are coexistence in
/// the verdict on the order; here the hysteresis is measured and the branches are fitted apart.
struct BranchStage {
  private let heated: Set<Int>
  private let cooled: Set<Int>

  /// The branches of a sweep.
  init(_ sweep: Sweep) {
    func members(_ branch: StructureMeasurement.Branch) -> Set<Int> {
      Set(sweep.measurements.indices.filter { sweep.measurements[$0].branch == branch })
    }
    (heated, cooled) = (members(.heating), members(.cooling))
  }

  /// The evidence on one transition; none without both branches.
  func evidence(
    on transition: PhaseTransition, _ outcome: LandauStage.Outcome
  ) -> [AnalysisReport.Evidence] {
    guard !heated.isEmpty, !cooled.isEmpty, case .analysed(let analysis, _) = outcome,
      let primary = transition.primary.first,
      let branches = try? LandauBranches(
        transition.components[primary].series, heated: heated, cooled: cooled,
        facts: analysis.facts)
    else { return [] }
    var words = branches.statement
    for (name, branch) in [("heating", branches.heating), ("cooling", branches.cooling)] {
      guard let estimate = branch.temperature else { continue }
      words += "; \(name) alone: Ttr = \(estimate.valueText) K"
    }
    return [AnalysisReport.Evidence(name: "hysteresis", .statement(words))]
  }
}
