/// A report that could not be written, with what was found, what was expected and what to do.
public struct ReportError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What kind of failure it is.
  public var kind: Kind
  /// Where, what was found, what was expected, what to do.
  public var message: String

  /// What kind of failure it is.
  public enum Kind: String, Sendable, Hashable {
    /// The report contradicts its own schema or an unexpected library failure occurred.
    case `internal`
    /// The bytes are no valid report.
    case invalid
    /// The place where the report should go holds something else.
    case refused
    /// The system did not let the report be written.
    case unwritable
  }

  /// A failure to write or read a report.
  public init(_ kind: Kind, _ message: String) {
    self.kind = kind
    self.message = message
  }

  /// The message.
  public var description: String { message }
}
