/// A Landau fit that could not be made.
public struct LandauError: Error, Sendable, Codable, Hashable, CustomStringConvertible {
  /// What went wrong.
  public enum Code: String, Sendable, Codable, Hashable, CaseIterable {
    /// A temperature, amplitude or uncertainty is not a usable number.
    case badInput = "landau-bad-input"
    /// A table is malformed.
    case badTable = "landau-bad-table"
    /// Fewer distorted points than the model needs.
    case tooFewPoints = "landau-too-few-points"
    /// No curve of the model obeys the constraints that the observed phases set.
    case noAdmissibleCurve = "landau-no-admissible-curve"
  }

  /// What went wrong.
  public var code: Code
  /// What was found, what was expected, what to do.
  public var description: String

  /// An error with its message.
  public init(_ code: Code, _ description: String) {
    self.code = code
    self.description = description
  }
}
