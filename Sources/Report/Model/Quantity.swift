/// A number as the report prints it: value, standard uncertainty and its origin, unit and name.
///
/// A quantity whose value is not finite is left out of every output; so is an uncertainty that is
/// not finite or negative.
public struct Quantity: Sendable, Codable, Hashable {
  /// The value, in `unit`.
  public var value: Double
  /// The standard uncertainty in `unit`, nil where none is known.
  public var standardUncertainty: Double?
  /// The unit: `Å`, `Å3`, `K`, `deg`, `1`.
  public var unit: String
  /// The name in a dictionary, for example `cif:_cell_length_a`.
  public var dictRef: String
  /// Where the standard uncertainty comes from.
  public var uncertaintyOrigin: UncertaintyOrigin?

  /// Where a standard uncertainty comes from.
  public enum UncertaintyOrigin: String, Sendable, Codable, Hashable, CaseIterable {
    /// Stated in the input, or propagated from what is stated there.
    case stated
    /// Estimated from the scatter of the points about a fit.
    case fromScatter = "from scatter"
    /// Estimated from the last printed digits of the input.
    case fromDigits = "from digits"
  }

  /// A number with its uncertainty, unit and name.
  public init(
    _ value: Double, standardUncertainty: Double? = nil, unit: String, dictRef: String,
    uncertaintyOrigin: UncertaintyOrigin? = nil
  ) {
    self.value = value
    self.standardUncertainty = standardUncertainty
    self.unit = unit
    self.dictRef = dictRef
    self.uncertaintyOrigin = uncertaintyOrigin
  }
}

/// A closed interval between two numbers of one unit.
public struct Interval: Sendable, Codable, Hashable {
  /// The lower end, nil where the interval is open below.
  public var lower: Double?
  /// The upper end, nil where the interval is open above.
  public var upper: Double?

  /// An interval; a missing end is open.
  public init(lower: Double?, upper: Double?) {
    self.lower = lower
    self.upper = upper
  }
}

/// An estimated quantity with its 95 % interval, which need not be symmetric.
public struct Estimate: Sendable, Codable, Hashable {
  /// The value with its standard uncertainty.
  public var quantity: Quantity
  /// The 95 % interval in the unit of the quantity, nil where none could be found.
  public var interval95: Interval?

  /// An estimate.
  public init(_ quantity: Quantity, interval95: Interval? = nil) {
    self.quantity = quantity
    self.interval95 = interval95
  }
}
