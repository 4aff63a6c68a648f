import Foundation
import PhaseFitLandau

/// How many digits of an estimate are printed.
///
/// Value and ends of the interval stop at the second digit of the standard uncertainty. Where there is
/// none a quarter of the width of the interval stands for it, which is about four of them wide.
extension LandauEstimate {
  private static let mostPlaces = 9
  /// What prints as zero in that many places: rounding of exact numbers.
  private static let smallestUncertainty = 0.5e-9

  /// The digits after the decimal point; nil where nothing says how well the number is known.
  var decimalPlaces: Int? {
    let own = scaledStandardUncertainty ?? standardUncertainty
    let width = lower95.flatMap { low in upper95.map { 0.25 * ($0 - low) } }
    guard let scale = [own, width].compactMap(\.self).first(where: { $0 > 0 && $0.isFinite }) else {
      return nil
    }
    return min(max(0, 1 - Int(log10(scale).rounded(.down))), Self.mostPlaces)
  }

  /// A number to the digits of this estimate; six significant ones where their count is not known.
  func text(_ number: Double) -> String {
    decimalPlaces.map { String(format: "%.\($0)f", number) } ?? number.significant(6)
  }

  /// `a to b` of the 95 % interval, an open end in words; nil without either end.
  var intervalText: String? {
    guard lower95 != nil || upper95 != nil else { return nil }
    return [lower95, upper95].map { $0.map(text) ?? "open" }.joined(separator: " to ")
  }

  /// The value, with its standard uncertainty where there is one.
  var valueText: String {
    guard let value else { return "unknown" }
    guard let own = scaledStandardUncertainty ?? standardUncertainty, own.isFinite,
      own > Self.smallestUncertainty
    else {
      return standardUncertainty == nil ? text(value) : value.significant(Self.mostPlaces)
    }
    return "\(text(value)) ± \(text(own))"
  }
}
