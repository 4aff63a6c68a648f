// Which irreps can drive a transition.
//
// The isotropy subgroup of a set of order parameters is the intersection of theirs. A set is
// sufficient where
//
//     ⋂_{Γ ∈ set} Stab_Γ = H ,
//
// the group of the child, and a candidate where no part of it is sufficient: every irrep outside
// can then follow as a secondary order parameter. Symmetry alone does not decide between several
// candidates; they are listed by the amplitude of their weakest member.

import PhaseFitNumerics

/// A smallest set of irreps that together reduce the symmetry to that of the child.
public struct PrimaryCandidate: Sendable, Codable, Hashable {
  /// The irreps, indices into `SymmetryModes.irreps`, by falling amplitude.
  public var irreps: [Int]
  /// Their labels.
  public var labels: [String]
  /// The amplitude of the weakest, Å over the parent's primitive cell; occupancies and strains
  /// are converted by `DistortionScales`.
  public var weakestAmplitude: Double
  /// Whether some of the irreps are seen in the strain only.
  public var involvesStrainOnly: Bool
}

extension SymmetryModes {
  /// The largest size of a set of primary irreps that is looked for: trilinear coupling.
  public static let largestPrimarySet = 3

  /// The operations that leave every vector unchanged that a subgroup admits in an irrep.
  func stabiliser(irrep: Int, admittedBy subgroup: [Int]) -> [Int] {
    operations(fixing: fixedSpace(irrep: irrep, of: subgroup), irrep: irrep)
  }

  /// An orthonormal basis of the vectors that a subgroup leaves unchanged: the range of `⟨D(h)⟩`.
  package func fixedSpace(irrep: Int, of subgroup: [Int]) -> [[Double]] {
    let size = irreps[irrep].dimension
    var mean = [Double](repeating: 0, count: size * size)
    for operation in subgroup {
      let entries = irreps[irrep].matrices[operation].elements
      for index in mean.indices { mean[index] += entries[index] }
    }
    let columns = (0..<size).map { column in
      (0..<size).map { mean[$0 * size + column] / Double(subgroup.count) }
    }
    return OrderParameterImage.orthonormalised(columns)
  }

  /// The operations of the cell that leave every vector of an irrep's space unchanged.
  package func operations(fixing space: [[Double]], irrep: Int) -> [Int] {
    let size = irreps[irrep].dimension
    return cell.operations.indices.filter { operation in
      let entries = irreps[irrep].matrices[operation].elements
      return space.allSatisfy { vector in
        (0..<size).allSatisfy { row in
          var sum = -vector[row]
          for column in 0..<size { sum += entries[row * size + column] * vector[column] }
          return abs(sum) < OrderParameterImage.rounding
        }
      }
    }
  }

  /// All minimal sets of up to three irreps whose joint stabiliser is the child's group.
  ///
  /// Irreps seen in the strain alone follow any order parameter that couples to them, so that they
  /// are considered only where the irreps of the atoms do not suffice.
  ///
  /// - Parameters:
  ///   - decomposition: the irreps that are present.
  ///   - stabiliser: the operations of the cell that the child keeps.
  ///   - group: the operations of the more symmetric phase; nil for the whole parent.
  ///   - scales: the lengths that turn occupancies and strains into Å.
  /// - Returns: by falling amplitude of the weakest irrep; smaller sets first among equals.
  public func primaryCandidates(
    _ decomposition: IrrepDecomposition, stabiliser: [Int], relativeTo group: [Int]? = nil,
    scales: DistortionScales
  ) -> [PrimaryCandidate] {
    let whole = OperationSet(group ?? Array(cell.operations.indices), of: cell)
    let target = OperationSet(stabiliser, of: cell)
    struct Active {
      var irrep: Int
      var label: String
      var kept: OperationSet
      var size: Double
      var isStrainOnly: Bool
    }
    let present = decomposition.contributions.filter(\.isPresent)
    let active = present.compactMap { contribution -> Active? in
      let kept = OperationSet(
        self.stabiliser(irrep: contribution.irrep, admittedBy: stabiliser), of: cell
      ).intersection(whole)
      guard kept != whole else { return nil }
      let atomic =
        (contribution.parentAmplitude.value, scales.occupancy * contribution.occupancy.value)
      let size = (atomic.0 * atomic.0 + atomic.1 * atomic.1).squareRoot()
      let isStrainOnly = size <= Self.presence
      return Active(
        irrep: contribution.irrep, label: contribution.label, kept: kept,
        size: isStrainOnly ? scales.strain * contribution.strain.value : size,
        isStrainOnly: isStrainOnly)
    }
    .sorted { $0.size > $1.size }

    func sets(of members: [Active]) -> [PrimaryCandidate] {
      var found: [[Int]] = []
      func extend(_ chosen: [Int], kept: OperationSet) {
        if !chosen.isEmpty && kept == target {
          found.append(chosen)
          return
        }
        guard chosen.count < Self.largestPrimarySet else { return }
        for next in (chosen.last ?? -1) + 1..<max(members.count, (chosen.last ?? -1) + 1) {
          let reduced = kept.intersection(members[next].kept)
          // A member that removes no operation makes no minimal set.
          if reduced != kept { extend(chosen + [next], kept: reduced) }
        }
      }
      extend([], kept: whole)
      let minimal = found.filter { candidate in
        !found.contains { $0.count < candidate.count && Set($0).isSubset(of: candidate) }
      }
      return minimal.map { candidate in
        PrimaryCandidate(
          irreps: candidate.map { members[$0].irrep }, labels: candidate.map { members[$0].label },
          weakestAmplitude: candidate.map { members[$0].size }.min() ?? 0,
          involvesStrainOnly: candidate.contains { members[$0].isStrainOnly })
      }
      .sorted { left, right in
        if left.weakestAmplitude != right.weakestAmplitude {
          return left.weakestAmplitude > right.weakestAmplitude
        }
        return left.irreps.count < right.irreps.count
      }
    }
    let atomic = sets(of: active.filter { !$0.isStrainOnly })
    return atomic.isEmpty ? sets(of: active) : atomic
  }

  /// Whether the irreps that are present explain the child's group: the intersection of their
  /// isotropy subgroups is the stabiliser.
  public func isExplained(_ decomposition: IrrepDecomposition, stabiliser: [Int]) -> Bool {
    let whole = OperationSet(Array(cell.operations.indices), of: cell)
    let joint = decomposition.contributions.filter(\.isPresent).reduce(whole) {
      kept, contribution in
      kept.intersection(
        OperationSet(
          self.stabiliser(irrep: contribution.irrep, admittedBy: stabiliser), of: cell))
    }
    return joint == OperationSet(stabiliser, of: cell)
  }
}

/// A set of operations of a cell, one bit each.
struct OperationSet: Sendable, Hashable {
  private var words: [UInt64]

  init(_ indices: [Int], of cell: CommensurateCell) {
    words = Array(repeating: 0, count: (cell.operations.count + 63) / 64)
    for index in indices { words[index / 64] |= 1 << UInt64(index % 64) }
  }

  func intersection(_ other: OperationSet) -> OperationSet {
    var result = self
    for index in words.indices { result.words[index] &= other.words[index] }
    return result
  }
}
