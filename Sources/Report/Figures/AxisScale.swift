import Foundation

/// The scale of an axis: a range of values, round ticks in it, and the map to a length.
///
///     position(v) = start + (v − lower)/(upper − lower) · (end − start)
///
/// Ticks are the multiples of s in the range, s ∈ {1, 2, 5}·10ⁿ the smallest step that gives no
/// more ticks than asked for.
struct AxisScale: Sendable, Hashable {
  /// The value at the start.
  let lower: Double
  /// The value at the end.
  let upper: Double
  /// The distance of the ticks.
  let step: Double

  /// The part of the range that is left free beyond the outermost values.
  private static let margin = 0.05
  /// Half the width of the range around a single value, as a part of that value.
  private static let halfWidthOfOneValue = 0.1

  /// The scale that shows all the finite values.
  ///
  /// - Parameters:
  ///   - values: What is to be seen.
  ///   - includesZero: Whether zero is to be seen too.
  ///   - count: The most ticks there may be, at least 2.
  init(showing values: [Double], includesZero: Bool, tickCount count: Int) {
    var shown = values.filter(\.isFinite)
    if includesZero || shown.isEmpty { shown.append(0) }
    var lowest = shown.min() ?? 0
    var highest = shown.max() ?? 0
    // The width of the range is at least some steps of its own rounding: else ticks coincide.
    let smallest = max(abs(lowest), abs(highest)) * 1e-9
    if highest - lowest <= smallest {
      let half = max(abs(highest) * Self.halfWidthOfOneValue, Double.leastNormalMagnitude * 1e9)
      lowest -= highest == 0 ? 1 : half
      highest += highest == 0 ? 1 : half
    }
    // A range of both signs can exceed the largest number: scale down before subtracting.
    let width = highest * 0.5 - lowest * 0.5
    let margin = 2 * Self.margin * width
    let start = includesZero && lowest == 0 ? 0 : Self.clamped(lowest - margin)
    let end = includesZero && highest == 0 ? 0 : Self.clamped(highest + margin)
    // Values that all lie beyond the largest number are shown from zero.
    lower = end > start ? start : min(start, 0)
    upper = end > start ? end : max(end, 0)
    step = Self.step(width: upper * 0.5 - lower * 0.5, tickCount: max(count, 2))
  }

  /// Numbers beyond this cannot be told apart from infinity once they are subtracted.
  private static let largest = 1e300

  private static func clamped(_ value: Double) -> Double { min(max(value, -largest), largest) }

  private static func step(width half: Double, tickCount: Int) -> Double {
    let least = 2 * (half / Double(tickCount))
    let power = pow(10, log10(least).rounded(.down))
    let factor = [1.0, 2, 5].first { $0 * power * (1 + 1e-9) >= least } ?? 10
    return factor * power
  }

  /// The ticks by rising value.
  var ticks: [Double] {
    let first = (lower / step).rounded(.up)
    let last = (upper / step).rounded(.down)
    guard first.isFinite, last.isFinite, last >= first, last - first < 100 else { return [] }
    return stride(from: first, through: last, by: 1).map { $0 * step }
  }

  /// The decimal exponent of the step.
  private var stepExponent: Int { Int((log10(step) + 1e-9).rounded(.down)) }

  /// The power of ten that the labels leave to the title of the axis: 0, or a multiple of three where
  /// labels would be mostly zeros.
  var power: Int {
    guard stepExponent >= 5 || stepExponent < -4 else { return 0 }
    let largest = max(abs(lower), abs(upper))
    return 3 * Int((log10(largest) / 3 + 1e-9).rounded(.down))
  }

  /// The label of a tick in units of 10 to the `power`, with the decimals that the step needs.
  func label(_ tick: Double) -> String {
    let value = abs(tick) < step / 2 ? 0 : tick / pow(10, Double(power))
    return Self.withMinus(String(format: "%.\(max(0, power - stepExponent))f", value))
  }

  /// The title of the axis with the power of ten before its unit.
  func title(_ text: String) -> String {
    guard power != 0 else { return text }
    let factor = "10" + FormulaText.superscript(power)
    guard let slash = text.range(of: " / ", options: .backwards) else {
      return "\(text) / \(factor)"
    }
    return text[..<slash.upperBound] + factor + " " + text[slash.upperBound...]
  }

  /// The typographic minus is as wide as a digit; a hyphen is easily overlooked.
  private static func withMinus(_ text: String) -> String {
    text.replacing("-", with: "\u{2212}")
  }

  /// The position of a value between two ends.
  func position(_ value: Double, from start: Double, to end: Double) -> Double {
    let part = (value * 0.5 - lower * 0.5) / (upper * 0.5 - lower * 0.5)
    return start + min(max(part, 0), 1) * (end - start)
  }
}
