/// A number as a file gives it: value, standard uncertainty where stated, and last printed digit.
///
/// `0.5123(4)` is the value 0.5123 with s.u. 0.0004 and last printed digit 1e-4. A number without
/// parentheses has no s.u.: that is an absence, not a zero.
public struct MeasuredValue: Sendable, Codable, Hashable {
  /// The value, in the unit of the quantity.
  public var value: Double
  /// The standard uncertainty in the unit of the value, nil where the source states none.
  public var standardUncertainty: Double?
  /// The unit of the last printed digit (0.001 for `0.512`), nil for a computed number.
  public var lastDigit: Double?

  /// A number with its standard uncertainty and last printed digit.
  public init(_ value: Double, standardUncertainty: Double? = nil, lastDigit: Double? = nil) {
    self.value = value
    self.standardUncertainty = standardUncertainty
    self.lastDigit = lastDigit
  }
}
