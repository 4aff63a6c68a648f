import PhaseFitNumerics

extension SweepEmbedding {
  /// A structure that none of its phase resembles.
  public struct Outlier: Sendable, Codable, Hashable {
    /// The position in `members`.
    public var member: Int
    /// The atom of the commensurate cell that differs most.
    public var atom: Int
    /// How far that atom lies from its place in the most similar structure of the phase, Å.
    public var distance: Double
    /// The median of that distance over the structures of the phase, Å.
    public var median: Double
  }

  /// The smallest number of structures among which one can stand out.
  private static let leastMembers = 4
  /// How many times the median distance an outlier must exceed: no smooth change of amplitude with
  /// temperature makes one step so much larger than the others.
  private static let outlierFactor = 5.0
  /// The distance, Å, below which nothing counts as an outlier: what a misprint in the second
  /// decimal of a coordinate makes.
  private static let outlierFloor = 0.05

  /// The structures of a phase whose atoms lie far from those of every other structure in it: a
  /// corrupt record, a wrong digit, another origin or setting.
  ///
  ///     d_i = min_j max_a |u_i(a) − u_j(a)| ,   outlier where d_i > 5 median(d)
  public func outliers(in phase: PhaseSequence.Phase) -> [Outlier] {
    guard phase.members.count >= Self.leastMembers else { return [] }
    var found: [Outlier] = []
    for member in phase.members {
      var best: Outlier?
      for other in phase.members where other != member {
        let difference = members[member].field - members[other].field
        let distances = difference.displacements.map(length)
        guard let atom = distances.indices.max(by: { distances[$0] < distances[$1] }) else {
          continue
        }
        if best.map({ distances[atom] < $0.distance }) ?? true {
          best = Outlier(member: member, atom: atom, distance: distances[atom], median: 0)
        }
      }
      if let best { found.append(best) }
    }
    let sorted = found.map(\.distance).sorted()
    let median = sorted[sorted.count / 2]
    return found.filter {
      $0.distance > max(Self.outlierFactor * median, Self.outlierFloor)
    }.map { Outlier(member: $0.member, atom: $0.atom, distance: $0.distance, median: median) }
  }
}
