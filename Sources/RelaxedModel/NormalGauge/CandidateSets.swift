// Which sets of irreps can be primary.
//
// A set S is sufficient where in every phase p the members that are present there reduce the symmetry
// to that of the phase,
//
//     ⋂_{Γ ∈ S present in p} Stab Fix_Γ(H_p) = H_p ,
//
// and a candidate where no part of it is. Stabilisers of fixed spaces are exact algebra.

import PhaseFitSymmetry

extension SweepRows {
  /// All candidates of up to `largest` irreps, those with the largest weakest member first.
  ///
  /// Irreps seen in the strain alone follow any order parameter that couples to them; they count
  /// only where the irreps of the atoms do not suffice.
  func candidates(_ screening: [IrrepScreening], largest: Int) -> [[Int]] {
    let present = screening.filter(\.isPresent)
    let atomic = candidates(among: present.filter { !$0.isStrainOnly }, largest: largest)
    if !atomic.isEmpty { return atomic }
    let mixed = candidates(among: present, largest: largest)
    if !mixed.isEmpty { return mixed }
    // The group of a structure is data too: what it admits may be present below the threshold.
    let admitted = screening.map { entry in
      var entry = entry
      entry.phases = groups.indices.filter { !groups[$0].rows.spaces[entry.irrep].isEmpty }
      return entry
    }
    let widened = candidates(among: admitted.filter { !$0.isStrainOnly }, largest: largest)
    if !widened.isEmpty { return widened }
    // A strain below the scatter between instruments is the only trace that some transitions leave.
    return candidates(among: admitted, largest: largest)
  }

  private func candidates(among present: [IrrepScreening], largest: Int) -> [[Int]] {
    let phases = groups.indices.filter { !groups[$0].isParent }
    guard !phases.isEmpty, !present.isEmpty else { return [] }
    // For every irrep and phase the operations that its fixed space keeps.
    let kept = present.map { entry in
      phases.map { phase -> Set<Int>? in
        guard entry.phases.contains(phase) else { return nil }
        return Set(
          modes.operations(
            fixing: groups[phase].rows.spaces[entry.irrep], irrep: entry.irrep))
      }
    }
    let targets = phases.map { Set(groups[$0].rows.keptOperations) }
    let sizes = present.map { entry in size(of: entry.irrep) }
    var found: [[Int]] = []
    func isSufficient(_ set: [Int]) -> Bool {
      phases.indices.allSatisfy { phase in
        var joint: Set<Int>?
        for member in set {
          guard let operations = kept[member][phase] else { continue }
          joint = joint?.intersection(operations) ?? operations
        }
        return joint == targets[phase]
      }
    }
    func extend(_ set: [Int]) {
      guard set.count < largest else { return }
      for next in ((set.last ?? -1) + 1)..<max(present.count, (set.last ?? -1) + 1) {
        let larger = set + [next]
        if found.contains(where: { Set($0).isSubset(of: larger) }) { continue }
        if isSufficient(larger) { found.append(larger) } else { extend(larger) }
      }
    }
    extend([])
    let minimal = found.filter { set in
      !found.contains { $0.count < set.count && Set($0).isSubset(of: set) }
    }
    func weakest(_ set: [Int]) -> Double { set.map { sizes[$0] }.min() ?? 0 }
    return minimal.sorted { left, right in
      let (first, second) = (weakest(left), weakest(right))
      return first == second ? left.count < right.count : first > second
    }.map { $0.map { present[$0].irrep } }
  }

  /// The largest norm of the part of a distortion in one irrep, Å.
  func size(of irrep: Int) -> Double {
    observations.indices.map { observation in
      let rows = groups[groupOfObservation[observation]].rows.rows
      return rows.indices.reduce(0.0) { sum, row in
        guard rows[row].irrep == irrep else { return sum }
        return sum + data[observation][row] * data[observation][row]
      }.squareRoot()
    }.max() ?? 0
  }
}
