// Embeddings of equal size. Those that an operation g of the parent carries into one another are domains
// of one distortion, and the first of them is taken; others are different distortions,
//
//     min_g | y − g y' |  >  0 ,   |y|² = ⟨u·u⟩ + a² e : e + d² ⟨o·o⟩ per primitive cell of the parent.

import PhaseFitNumerics

extension Embedding {
  /// The embedding of lowest cost.
  ///
  /// Costs that agree to rounding are decided by the largest displacement and then by the order in
  /// which candidates were found, which depends on the structures alone.
  static func best(of candidates: [(embedding: Embedding, cost: Double)]) -> Embedding? {
    var best: (embedding: Embedding, cost: Double)?
    for candidate in candidates {
      guard let known = best else {
        best = candidate
        continue
      }
      let rounding = 1e-9 * max(known.cost, candidate.cost) + 1e-12
      let difference = candidate.cost - known.cost
      let largest =
        candidate.embedding.maximumDisplacement - known.embedding.maximumDisplacement
      if difference < -rounding || (difference <= rounding && largest < -1e-6) { best = candidate }
    }
    return best?.embedding
  }

  /// Those of some embeddings that are neither this one nor domains of it or of one another.
  ///
  /// - Parameters:
  ///   - candidates: embeddings of one child.
  ///   - child: the child.
  ///   - parent: the parent.
  ///   - tolerance: the root mean square difference, Å, up to which two distortions are the same.
  /// - Returns: the different ones, in the order given.
  func distinct(
    _ candidates: [Embedding], child: ExpandedCrystal, parent: ParentStructure, tolerance: Double
  ) -> [Embedding] {
    guard candidates.count > 1 else { return [] }
    let scales = DistortionScales(parent)
    func distortion(_ embedding: Embedding) -> PeriodicDistortion {
      PeriodicDistortion(embedding, child: child, parent: parent, strain: embedding.strain)
    }
    // The difference is a sum over the atoms of a primitive cell.
    let limit = tolerance * tolerance * Double(parent.atoms.count)
    var known = [distortion(self)]
    var result: [Embedding] = []
    for candidate in candidates {
      let other = distortion(candidate)
      let isDomain = known.contains { reference in
        other.isDomain(of: reference, in: parent, scales: scales, limit: limit)
      }
      guard !isDomain else { continue }
      known.append(other)
      result.append(candidate)
    }
    return result
  }
}

extension Embedding {
  /// This embedding and those that differ in the sites of atoms that lie half way between two.
  ///
  /// - Parameters:
  ///   - cost: the cost of this embedding, Å².
  ///   - child: the child.
  ///   - parent: the parent.
  ///   - tolerance: the difference of displacements, Å, that does not decide.
  /// - Returns: the embeddings with their costs; where atoms have a choice, those alone whose
  ///   pairing the child's group carries into itself.
  func pairedEqually(
    _ cost: Double, child: ExpandedCrystal, parent: ParentStructure, tolerance: Double
  ) -> [(embedding: Embedding, cost: Double)] {
    let pairer = SitePairing(child: child, multiple: multiple, parent: parent)
    let equals = pairer.equals(
      of: pairing, in: .init(origin: origin, operations: operations, lattice: lattice),
      limit: Self.largestDisplacement, tolerance: tolerance)
    guard !equals.pairings.isEmpty else {
      var embedding = self
      embedding.omitsAlternatives = !equals.isComplete
      return [(embedding, cost)]
    }
    let own = pairing.reduce(0) { $0 + dot($1.displacement, $1.displacement) }
    let rest = cost - own / Double(max(pairing.count, 1))
    return equals.pairings.map { equal in
      var embedding = self
      embedding.omitsAlternatives = !equals.isComplete
      embedding.origin = equal.origin
      embedding.pairing = equal.pairs
      return (embedding, equal.meanSquare + rest)
    }
  }
}

extension PeriodicDistortion {
  /// Whether an operation of the parent carries this distortion onto another.
  ///
  /// - Parameters:
  ///   - reference: the other distortion.
  ///   - parent: the parent.
  ///   - scales: the lengths that put strain and occupancy on one scale with displacements.
  ///   - limit: the largest square of the difference per primitive cell of the parent, Å².
  /// - Returns: whether the difference is within the limit for some operation.
  func isDomain(
    of reference: PeriodicDistortion, in parent: ParentStructure, scales: DistortionScales,
    limit: Double
  ) -> Bool {
    let squares =
      overlap(with: self, scales: scales) + reference.overlap(with: reference, scales: scales)
    for index in parent.operations.indices {
      let image = transformed(by: index, then: SIMD3(0, 0, 0), in: parent)
      let cells = IntegerMatrix3.intersection(image.lattice, reference.lattice)
        .cosetRepresentatives
      let classes = reference.classes(of: cells)
      for shift in image.cells {
        let overlap = image.overlap(
          classes: image.classes(of: cells.map { $0 &- shift }), with: reference,
          classes: classes, scales: scales)
        if squares - 2 * overlap <= limit { return true }
      }
    }
    return false
  }
}
