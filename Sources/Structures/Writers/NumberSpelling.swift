import Foundation

extension MeasuredValue {
  /// The number as a CIF writes it, so that reading it gives the same number again.
  ///
  /// - A number with a last digit keeps its decimals, and its standard uncertainty in units of
  ///   them: `0.5123(4)`; more decimals are written where the uncertainty needs them.
  /// - A computed number with an uncertainty is rounded to two digits of it: `0.51234(42)`.
  /// - A simple fraction without a last digit is written as one, `1/3`, and any other number
  ///   without either in the shortest form that is read back exactly.
  public var cifText: String {
    guard value.isFinite else { return "?" }
    let uncertainty = standardUncertainty.flatMap { $0 > 0 && $0.isFinite ? $0 : nil }
    guard var places = places(of: uncertainty) else { return Self.plain(value) }
    guard let uncertainty else { return Self.fixed(value, places: places) }
    var units = uncertainty * pow(10, Double(places))
    // The uncertainty must be a whole number of last digits.
    while abs(units - units.rounded()) > 1e-6 * units, places < Self.mostPlaces, lastDigit != nil {
      places += 1
      units = uncertainty * pow(10, Double(places))
    }
    return "\(Self.fixed(value, places: places))(\(String(format: "%.0f", max(units, 1))))"
  }

  private static let mostPlaces = 15

  /// The decimals to write, nil where the number has neither a last digit nor an uncertainty.
  private func places(of uncertainty: Double?) -> Int? {
    if let lastDigit, lastDigit > 0, lastDigit.isFinite {
      return min(Int((-log10(lastDigit)).rounded()), 17)
    }
    return uncertainty.map { min(1 - Int(log10($0).rounded(.down)), Self.mostPlaces) }
  }

  private static func fixed(_ value: Double, places: Int) -> String {
    if places >= 0 { return String(format: "%.\(places)f", value) }
    let scaled = (value / pow(10, Double(-places))).rounded()
    return String(format: "%.0fE%d", scaled, -places)
  }

  /// The shortest text that is read as exactly this number.
  private static func plain(_ value: Double) -> String {
    if value == value.rounded(), abs(value) < 1e15 { return String(format: "%.0f", value) }
    for denominator in 2...12 {
      let numerator = (value * Double(denominator)).rounded()
      if numerator / Double(denominator) == value, abs(numerator) < 1000 {
        return "\(Int(numerator))/\(denominator)"
      }
    }
    return "\(value)"
  }
}
