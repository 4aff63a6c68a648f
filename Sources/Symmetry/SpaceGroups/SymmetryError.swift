/// Input whose symmetry cannot be resolved, or a symmetry computation that failed.
public struct SymmetryError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What kind of failure it is.
  public var code: Code
  /// What was found, what was expected, what to do.
  public var message: String
  /// The file concerned, as the user named it.
  public var file: String?
  /// The line in that file, counted from 1.
  public var line: Int?

  /// The kinds of failure, stable in kebab-case.
  public enum Code: String, Sendable, Codable, Hashable, CaseIterable {
    /// A text that is no symmetry operation.
    case invalidOperation = "invalid-operation"
    /// Operations that generate no space group.
    case notAGroup = "not-a-group"
    /// A name, Hall symbol or number that belongs to no space group.
    case unknownGroup = "unknown-group"
    /// A unit cell that the symmetry does not allow.
    case incompatibleCell = "incompatible-cell"
    /// A unit cell that does not exist: zero volume, impossible angles.
    case impossibleCell = "impossible-cell"
    /// Two atoms nearer than atoms can be.
    case atomsTooClose = "atoms-too-close"
    /// More than one whole atom on one position.
    case occupancyTooLarge = "occupancy-too-large"
    /// A crystal without sites, or with a coordinate that is no number.
    case invalidSites = "invalid-sites"
    /// An order parameter with too many kinds of directions to list.
    case tooManyDirections = "too-many-directions"
    /// A space group that could not be identified.
    case notIdentified = "not-identified"
  }

  /// A failure.
  public init(_ code: Code, _ message: String, file: String? = nil, line: Int? = nil) {
    self.code = code
    self.message = message
    self.file = file
    self.line = line
  }

  /// Where and what, as `file:line: message`.
  public var description: String {
    var place = ""
    if let file { place += "\(file):" }
    if let line { place += "\(line):" }
    return place.isEmpty ? message : "\(place) \(message)"
  }
}
