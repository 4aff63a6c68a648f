/// Input from which no consequences of a symmetry change can be derived.
public struct ConsequenceError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What kind of failure it is.
  public var code: Code
  /// What was found, what was expected, what to do.
  public var message: String

  /// The kinds of failure, stable in kebab-case.
  public enum Code: String, Sendable, Codable, Hashable, CaseIterable {
    /// Kept operations that form no group.
    case notASubgroup = "not-a-subgroup"
    /// Matrices whose number or shape does not fit the cell.
    case wrongShape = "wrong-shape"
    /// Matrices that do not multiply as the operations do.
    case notARepresentation = "not-a-representation"
    /// A degree outside the range that can be computed.
    case degreeOutOfRange = "degree-out-of-range"
    /// A strain that the kept operations do not leave unchanged.
    case strainNotInvariant = "strain-not-invariant"
    /// A parent that does not belong to the cell.
    case wrongParent = "wrong-parent"
  }

  /// A failure.
  public init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }

  /// The message.
  public var description: String { message }
}
