/// Input from which no graph can be built.
public struct EquivarianceError: Error, Sendable, Codable, Hashable, CustomStringConvertible {
  /// What went wrong.
  public enum Code: String, Sendable, Codable, Hashable {
    /// A coordinate, a lattice vector or the cutoff is NaN or infinite.
    case notFinite = "graph-not-finite"
    /// A coordinate is too large to tell atoms apart.
    case outOfRange = "graph-out-of-range"
    /// The cutoff is not positive.
    case badCutoff = "graph-bad-cutoff"
    /// The lattice vectors span no volume.
    case flatCell = "graph-flat-cell"
    /// Two atoms are at the same place.
    case coincidentAtoms = "graph-coincident-atoms"
    /// The cutoff reaches more edges than can be held.
    case tooManyEdges = "graph-too-many-edges"
  }

  /// What went wrong.
  public var code: Code
  /// Where, what was found, what was expected, what to do.
  public var description: String

  /// An error with its message.
  public init(_ code: Code, _ description: String) {
    self.code = code
    self.description = description
  }
}
