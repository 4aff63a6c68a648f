import Foundation

/// Numbers as text: exact for machines, rounded by their uncertainty for people.
enum NumberText {
  /// The shortest decimal text that reads back as the same number, nil where it is not finite.
  static func exact(_ value: Double) -> String? {
    guard value.isFinite else { return nil }
    if value == 0 { return "0" }
    let text = "\(value)"
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  /// The number rounded to a count of significant digits, trailing zeros removed.
  static func rounded(_ value: Double, significantDigits: Int) -> String {
    guard value.isFinite else { return "-" }
    guard value != 0 else { return "0" }
    let exponent = Int(log10(abs(value)).rounded(.down))
    // Scientific notation where positional notation would be mostly zeros.
    if exponent >= 7 || exponent < -5 {
      return String(format: "%.\(significantDigits - 1)e", value)
    }
    let places = max(significantDigits - 1 - exponent, 0)
    var text = String(format: "%.\(places)f", value)
    if text.contains(".") {
      while text.hasSuffix("0") { text.removeLast() }
      if text.hasSuffix(".") { text.removeLast() }
    }
    return text
  }

  /// An amplitude with its uncertainty; without one to four decimals in Å and five of a strain or an
  /// occupancy, about what the digits of a structure support.
  ///
  /// What is below a billionth with its uncertainty is the rounding of a zero that symmetry fixes.
  static func amplitude(_ quantity: Quantity) -> String {
    if abs(quantity.value) < 1e-9, (quantity.standardUncertainty ?? 0) < 1e-9 { return "0" }
    guard quantity.value.isFinite, quantity.value != 0, quantity.standardUncertainty == nil else {
      return measured(quantity.value, quantity.standardUncertainty)
    }
    return String(format: quantity.unit == "Å" ? "%.4f" : "%.5f", quantity.value)
  }

  /// The decimals that `measured` prints for an uncertainty.
  static func decimals(for uncertainty: Double) -> Int {
    guard uncertainty.isFinite, uncertainty > 0 else { return 0 }
    let exponent = log10(uncertainty).rounded(.down)
    let leading = uncertainty / pow(10, exponent)
    // Two digits up to 19, as also where 95 to 99 round up to 10.
    let place = leading < 1.95 ? exponent - 1 : exponent
    return Int(min(max(-place, 0), 12))
  }

  /// Value and standard uncertainty in the notation of crystallography, `0.5123(4)`.
  ///
  /// The uncertainty keeps two digits where they read 10 to 19 and one digit elsewhere; the value
  /// is rounded to the same place. Without an uncertainty six significant digits are printed.
  static func measured(_ value: Double, _ standardUncertainty: Double?) -> String {
    guard value.isFinite else { return "-" }
    guard let uncertainty = standardUncertainty, uncertainty.isFinite, uncertainty > 0 else {
      return rounded(value, significantDigits: 6)
    }
    var exponent = Int(log10(uncertainty).rounded(.down))
    // The place of the last digit kept: one more where the two leading digits are at most 19.
    var leading = Int((uncertainty / pow(10, Double(exponent - 1))).rounded())
    if leading >= 100 {
      exponent += 1
      leading = 10
    }
    var place = leading <= 19 ? exponent - 1 : exponent
    var digits = leading <= 19 ? leading : Int((Double(leading) / 10).rounded())
    if digits == 10, leading > 19 {
      // 95 … 99 rounds up to the next power of ten, which keeps two digits.
      place = exponent
      digits = 10
    }
    guard place > -15, place < 15 else {
      return String(format: "%.3e ± %.1e", value, uncertainty)
    }
    if place >= 0 {
      let unit = pow(10, Double(place))
      return String(format: "%.0f(%.0f)", (value / unit).rounded() * unit, Double(digits) * unit)
    }
    return String(format: "%.\(-place)f(%d)", value, digits)
  }
}
