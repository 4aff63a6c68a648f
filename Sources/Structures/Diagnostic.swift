/// A doubt about the input or the result, kept beside it: the library never prints.
///
/// The message says where, what was found, what was expected and what to do.
public struct Diagnostic: Sendable, Codable, Hashable {
  /// How much a diagnostic matters.
  public enum Severity: String, Sendable, Codable, Hashable, CaseIterable {
    /// A fact worth knowing.
    case note
    /// A doubt that can change a result.
    case warning
    /// Input that was left out, or a stage that was refused.
    case error
  }

  /// How much it matters.
  public var severity: Severity
  /// A stable code in kebab-case, for example `no-su`.
  public var code: String
  /// Where, what was found, what was expected, what to do.
  public var message: String
  /// The file concerned, as the user named it.
  public var file: String?
  /// The line in that file, counted from 1.
  public var line: Int?

  /// A diagnostic.
  public init(
    _ severity: Severity, code: String, message: String, file: String? = nil, line: Int? = nil
  ) {
    self.severity = severity
    self.code = code
    self.message = message
    self.file = file
    self.line = line
  }
}
