/// A fitted or derived quantity with its standard uncertainty and 95 % interval.
public struct LandauEstimate: Sendable, Codable, Hashable {
  /// The value, nil where only a bound is known.
  public var value: Double?
  /// The standard uncertainty, nil where none can be given.
  ///
  /// From the stated uncertainties of the points, or from their scatter: see
  /// `LandauFit.uncertaintySource`.
  public var standardUncertainty: Double?
  /// The standard uncertainty times √(χ²/ν), where the points scatter more than they state.
  public var scaledStandardUncertainty: Double?
  /// The lower end of the 95 % interval, nil where it is open.
  public var lower95: Double?
  /// The upper end of the 95 % interval, nil where it is open.
  public var upper95: Double?
  /// Whether the lower end is set by the observed phases rather than by χ².
  public var lowerIsBound: Bool
  /// Whether the upper end is set by the observed phases rather than by χ².
  public var upperIsBound: Bool

  /// An estimate.
  public init(
    value: Double?, standardUncertainty: Double? = nil, scaledStandardUncertainty: Double? = nil,
    lower95: Double? = nil, upper95: Double? = nil, lowerIsBound: Bool = false,
    upperIsBound: Bool = false
  ) {
    self.value = value
    self.standardUncertainty = standardUncertainty
    self.scaledStandardUncertainty = scaledStandardUncertainty
    self.lower95 = lower95
    self.upper95 = upper95
    self.lowerIsBound = lowerIsBound
    self.upperIsBound = upperIsBound
  }

  /// Whether only an interval is known, closed at both ends.
  public var isIntervalOnly: Bool { value == nil && lower95 != nil && upper95 != nil }

  /// The interval alone.
  var withoutValue: LandauEstimate {
    LandauEstimate(
      value: nil, lower95: lower95, upper95: upper95, lowerIsBound: lowerIsBound,
      upperIsBound: upperIsBound)
  }

  /// Whether a number lies in the 95 % interval, an open end excluding nothing.
  public func contains(_ number: Double) -> Bool {
    (lower95.map { $0 <= number } ?? true) && (upper95.map { number <= $0 } ?? true)
  }
}
