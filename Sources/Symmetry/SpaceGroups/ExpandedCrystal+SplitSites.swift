// Split sites: a disordered atom written as several partly occupied positions nearer to one another
// than any bond. A distortion can be measured from the position that is occupied in the child,
//
//     u = x_child − x_position ,   with an occupancy deviation 1 − o where the atom is and −o elsewhere,
//
// or from the centroid of the positions, which the child's atom leaves by u + s, s = x_position − x̄.
// Both describe one child: Σ |u + s|² = Σ |u|² + 2 Σ u·s + Σ |s|².

import PhaseFitNumerics

extension ExpandedCrystal {
  /// A disordered atom that is written as several positions.
  public struct SplitSite: Sendable, Codable, Hashable {
    /// The label of the site of the asymmetric unit, those of several sites joined by a comma.
    public var label: String
    /// The number of positions of one atom.
    public var count: Int
    /// The total occupancy of these positions.
    public var occupancy: Double
    /// The largest distance between them, Å.
    public var separation: Double
  }

  /// Positions of one element nearer than this, Å, are not both occupied: bonds between equal atoms
  /// other than hydrogen are 1.1 Å and longer, of the elements that are split in practice 1.4 Å.
  private static let splitDistance = 1.3
  /// How far the occupancies of the positions may add up to other than one atom: refined ones carry
  /// errors of some per cent.
  private static let occupancyError = 0.05

  /// The split sites, one entry for each kind.
  public var splitSites: [SplitSite] {
    var seen: Set<String> = []
    return splitClusters().map(\.site).filter { seen.insert($0.label).inserted }
  }

  /// The structure with every split site replaced by one atom at the centroid of its positions.
  ///
  /// The result has no free parameters: a centroid is no refined position.
  public func mergingSplitSites() -> ExpandedCrystal {
    let clusters = splitClusters()
    guard !clusters.isEmpty else { return self }
    var result = self
    let merged = Set(clusters.flatMap(\.atoms))
    result.atoms = atoms.indices.filter { !merged.contains($0) }.map { atoms[$0] }
    result.atoms += clusters.map { cluster in
      var atom = atoms[cluster.atoms[0]]
      let inverse = basis.inverse
      let mean = cluster.offsets.reduce(Vector3.zero, +) / Double(cluster.offsets.count)
      atom.position = (atom.position + inverse * mean).wrapped
      atom.contents = [
        Content(
          element: atom.contents[0].element,
          occupancy: abs(cluster.site.occupancy - 1) <= Self.occupancyError
            ? 1 : cluster.site.occupancy)
      ]
      return atom
    }
    result.parameters = []
    return result
  }

  private struct Cluster {
    var site: SplitSite
    var atoms: [Int]
    /// The Cartesian vectors from the first atom to each.
    var offsets: [Vector3]
  }

  /// Connected sets of partly occupied positions of one element that hold one atom together.
  private func splitClusters() -> [Cluster] {
    let partial = atoms.indices.filter {
      atoms[$0].contents.count == 1 && atoms[$0].occupancy < 1 - Self.occupancyError
    }
    guard partial.count > 1 else { return [] }
    let nearest = NearestImage(basis)
    var isTaken = Set<Int>()
    var result: [Cluster] = []
    for first in partial where isTaken.insert(first).inserted {
      var members = [first]
      var offsets = [Vector3.zero]
      var next = 0
      while next < members.count {
        for other in partial
        where !isTaken.contains(other)
          && atoms[other].contents[0].element == atoms[first].contents[0].element
        {
          let step = nearest(basis * (atoms[other].position - atoms[members[next]].position))
          guard length(step) < Self.splitDistance else { continue }
          isTaken.insert(other)
          members.append(other)
          offsets.append(offsets[next] + step)
        }
        next += 1
      }
      let occupancy = members.reduce(0) { $0 + atoms[$1].occupancy }
      guard members.count > 1, occupancy <= 1 + Self.occupancyError else { continue }
      var separation = 0.0
      for left in offsets {
        for right in offsets { separation = max(separation, length(left - right)) }
      }
      var labels: [String] = []
      for member in members where !labels.contains(atoms[member].label) {
        labels.append(atoms[member].label)
      }
      result.append(
        Cluster(
          site: SplitSite(
            label: labels.joined(separator: ", "), count: members.count, occupancy: occupancy,
            separation: separation), atoms: members, offsets: offsets))
    }
    return result
  }
}
