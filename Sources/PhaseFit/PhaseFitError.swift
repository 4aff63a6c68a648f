import PhaseFitStructures

/// An analysis that could not give a report.
public struct PhaseFitError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What kind of failure it is; the command line maps kinds to exit states.
  public enum Kind: String, Sendable, Hashable {
    /// Contradictory or impossible options.
    case usage
    /// Input that cannot be read.
    case badData
    /// Input that does not exist.
    case noSuchInput
    /// An analysis that was refused.
    case refused
    /// A defect of the program.
    case `internal`
  }

  /// What kind of failure it is.
  public var kind: Kind
  /// Where, what was found, what was expected, what to do.
  public var message: String

  /// A failure.
  public init(_ kind: Kind, _ message: String) {
    self.kind = kind
    self.message = message
  }

  /// The message.
  public var description: String { message }
}
