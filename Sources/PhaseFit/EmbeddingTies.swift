// Embeddings between which the size of the displacements does not decide: what each of them says.

import Foundation
import PhaseFitNumerics
import PhaseFitReport
import PhaseFitStructures
import PhaseFitSymmetry

/// The irreps of an embedding and of its alternatives, in words.
struct EmbeddingTies {
  /// What the embedding that is used says.
  let used: String
  /// What the others say, as many as are listed.
  let others: [String]
  /// How many others were found.
  let count: Int
  /// Whether there may be more than were found.
  let omitsAlternatives: Bool

  /// The most irreps that are named for each.
  private static let irrepLimit = 5
  /// The most alternatives that are listed.
  private static let listLimit = 4

  /// Decomposes an embedding and its alternatives; nil where there are none.
  init?(
    _ embedding: Embedding, crystal: ExpandedCrystal, symmetry: FoundSymmetry,
    parent: ParentStructure
  ) {
    guard !embedding.alternatives.isEmpty || embedding.omitsAlternatives else { return nil }
    func words(_ embedding: Embedding) -> String {
      let sweep = SweepEmbedding(
        [
          SweepEmbedding.Input(
            measurement: 0, temperature: 0, crystal: crystal, symmetry: symmetry,
            embedding: embedding)
        ], parent: parent, referenceTemperature: 0)
      var parts: [String] = []
      if let irreps = try? sweep.cell.physicalIrreps(of: parent),
        let modes = try? SymmetryModes(cell: sweep.cell, irreps: irreps)
      {
        let member = sweep.members[0]
        parts = modes.decomposition(
          of: member.field, errors: [], stabiliser: member.keptOperations
        ).contributions.filter { $0.childAmplitude.value > SymmetryModes.presence }
          .sorted { $0.childAmplitude.value > $1.childAmplitude.value }
          .prefix(Self.irrepLimit).map { contribution in
            "\(contribution.label) \(String(format: "%.4f", contribution.childAmplitude.value))"
          }
      }
      let largest = String(format: "%.4f", embedding.maximumDisplacement)
      let strain = String(format: "%.5f", embedding.strain.frobeniusNorm)
      return (parts.isEmpty ? "" : "As of " + parts.joined(separator: ", ") + " Å, ")
        + "largest displacement \(largest) Å, strain \(strain)"
    }
    used = words(embedding)
    count = embedding.alternatives.count
    others = embedding.alternatives.prefix(Self.listLimit).map(words)
    omitsAlternatives = embedding.omitsAlternatives
  }

  /// The doubt.
  func diagnostic(tolerance: Double, file: String?) -> Diagnostic {
    let size = "have displacements of one size within \(tolerance.significant(2)) Å"
    guard count > 0 else {
      return Diagnostic(
        .warning, code: "embedding-ties",
        message: "more ways of placing the structure in the parent may \(size): the search for "
          + "them was cut short at its limit; used: \(used); intensities or a structure nearer to "
          + "the transition decide", file: file)
    }
    let rest = count - others.count
    return Diagnostic(
      .warning, code: "embedding-ties",
      message: (omitsAlternatives ? "at least " : "")
        + "\(count + 1) ways of placing the structure in the parent \(size), and no operation of the "
        + "parent relates them"
        + (omitsAlternatives ? " (the search for more was cut short at its limit)" : "")
        + "; used: \(used); as good: " + others.joined(separator: "; or ")
        + (rest > 0 ? "; and \(rest) more" : "")
        + "; intensities or a structure nearer to the transition decide", file: file)
  }
}

extension DecompositionReport {
  /// Records that the child fits in several ways.
  mutating func recordTies(_ pair: DecompositionPair) {
    let ties = EmbeddingTies(
      pair.sweep.members[0].embedding, crystal: pair.child.expanded,
      symmetry: pair.child.symmetry, parent: pair.structure)
    guard let ties else { return }
    diagnostics.append(
      ties.diagnostic(tolerance: pair.child.symmetry.tolerance, file: pair.child.file))
  }
}

extension AnalysisReport {
  /// Records that structures fit in several ways, once for each phase.
  mutating func recordTies(
    _ embedded: SweepEmbedding, sequence: PhaseSequence, structures: [AnalysedStructure]
  ) {
    for phase in sequence.phases {
      let tied = phase.members.filter {
        let embedding = embedded.members[$0].embedding
        return !embedding.alternatives.isEmpty || embedding.omitsAlternatives
      }
      guard let first = tied.first,
        let structure = structures.first(where: {
          $0.measurement == embedded.members[first].measurement
        }),
        let ties = EmbeddingTies(
          embedded.members[first].embedding, crystal: structure.crystal,
          symmetry: structure.symmetry, parent: embedded.parent)
      else { continue }
      var doubt = ties.diagnostic(
        tolerance: structure.symmetry.tolerance,
        file: sweep.measurements[structure.measurement].file)
      if tied.count > 1 {
        doubt.message += "; \(tied.count - 1) more of the phase \(phase.group) likewise"
      }
      diagnostics.append(doubt)
    }
  }
}
