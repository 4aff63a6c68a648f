// A transition between two phases below the parent, H → L with L in H in G: the irreps of the parent G
// are not those of H, so that the structure of H takes the place of the parent. Its own irreps, with
// labels of its own space group, are what breaks the symmetry; states, species and couplings are those
// of L in H:
//
//     number of states = |H| / |L|

import PhaseFitNumerics
import PhaseFitReport
import PhaseFitStructures
import PhaseFitSymmetry

/// The pair of structures that stands for a transition between two phases below the parent.
struct LowerPhases {
  /// The more symmetric structure as a parent.
  let upper: ParentStructure
  /// The less symmetric structure in it.
  let sweep: SweepEmbedding

  /// Embeds the structure that shows the less symmetric phase best in the nearest one of the other.
  ///
  /// - Parameters:
  ///   - transition: a transition between group and subgroup.
  ///   - sequence: the phases.
  ///   - embedded: the sweep.
  ///   - structures: the structures before they were embedded.
  /// - Throws: `EmbeddingError` where the lower structure does not fit the upper one.
  init?(
    _ transition: PhaseTransition, sequence: PhaseSequence, embedded: SweepEmbedding,
    structures: [AnalysedStructure]
  ) throws(EmbeddingError) {
    let distorted = transition.distorted
    let other = distorted == transition.below ? transition.above : transition.below
    let (low, high) = (sequence.phases[distorted], sequence.phases[other])
    func structure(_ member: Int) -> AnalysedStructure? {
      structures.first { $0.measurement == embedded.members[member].measurement }
    }
    func amplitude(_ member: Int) -> Double {
      let field = embedded.members[member].field
      let breaking = embedded.cell.symmetryBreakingPart(of: field, relativeTo: high.keptOperations)
      return breaking.dot(breaking)
    }
    // The most distorted structure shows the lower phase best, the nearest in temperature to it the
    // cell of the upper one.
    guard let child = low.members.max(by: { amplitude($0) < amplitude($1) }),
      let nearest = high.members.min(by: {
        abs(embedded.members[$0].temperature - embedded.members[child].temperature)
          < abs(embedded.members[$1].temperature - embedded.members[child].temperature)
      }), let parent = structure(nearest), let lower = structure(child)
    else { return nil }
    upper = try ParentStructure(parent.crystal, symmetry: parent.symmetry)
    let embedding = try Embedding(lower.crystal, symmetry: lower.symmetry, in: upper)
    guard embedding.index(in: upper) * high.index == low.index else {
      throw EmbeddingError(
        code: "other-index",
        message: "\(low.group) was found in \(high.group) with index "
          + "\(embedding.index(in: upper)), in the parent's frame with "
          + "\(low.index / max(high.index, 1))")
    }
    sweep = SweepEmbedding(
      [
        SweepEmbedding.Input(
          measurement: lower.measurement, temperature: lower.temperature, crystal: lower.crystal,
          symmetry: lower.symmetry, embedding: embedding)
      ], parent: upper, referenceTemperature: parent.temperature)
  }

  /// What follows from the irreps of the more symmetric phase.
  func consequences() throws -> (SymmetryConsequences, [Diagnostic]) {
    let member = sweep.members[0]
    let modes = try SymmetryModes(
      cell: sweep.cell, irreps: try sweep.cell.physicalIrreps(of: upper))
    let decomposition = modes.decomposition(
      of: member.field, errors: member.errors, stabiliser: member.keptOperations)
    let candidates = modes.primaryCandidates(
      decomposition, stabiliser: member.keptOperations, scales: sweep.scales)
    let active = decomposition.contributions.filter {
      $0.isPresent && !$0.isTotallySymmetric
    }.map { modes.irreps[$0.irrep] }
    var (found, doubts) = SymmetryConsequences.derive(
      primaries: (candidates.first?.irreps ?? []).map { modes.irreps[$0] }, active: active,
      keptBy: member.keptOperations, strain: member.field.strain, in: sweep.cell, parent: upper)
    found.reference = upper.group
    found.primarySets = candidates.map(\.labels)
    return (found, doubts)
  }
}
