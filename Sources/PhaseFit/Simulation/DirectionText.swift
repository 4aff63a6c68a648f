import Foundation

/// A direction of an order parameter as people write it, `(0,0,a)` or `(a;-a;1.732b)`.
///
/// A component is a sum of terms, each a number, a letter, or a number before a letter. The letters
/// stand for free parameters: a is 1 and every further one a smaller generic number, so that the
/// direction has no more symmetry than its symbol says.
struct DirectionText: Sendable, Hashable {
  /// The components, scaled to length 1.
  var components: [Double]
  /// The text without blanks.
  var text: String

  /// Numbers without simple ratios for the letters a, b, c, …: a direction that is free in the
  /// symbol must not fall on a more symmetric one by chance.
  private static func value(of letter: Character) -> Double? {
    guard let ascii = letter.asciiValue, letter.isLowercase, let first = Character("a").asciiValue
    else { return nil }
    let position = Double(ascii - first)
    return position == 0 ? 1 : 0.73 * pow(0.61803398875, position)
  }

  /// Reads a direction.
  ///
  /// - Throws: `PhaseFitError` of kind `usage` where the text is no direction, or where it is zero.
  init(_ text: String, dimension: Int, irrep: String) throws(PhaseFitError) {
    let plain = text.filter { !$0.isWhitespace }
    self.text = plain
    let expected =
      "expected \(dimension) component\(dimension == 1 ? "" : "s") such as "
      + "(\((0..<dimension).map { $0 == 0 ? "a" : "0" }.joined(separator: ",")))"
    guard plain.hasPrefix("("), plain.hasSuffix(")") else {
      throw PhaseFitError(
        .usage, "the direction \"\(text)\" of \(irrep) has no parentheses: \(expected)")
    }
    let parts = plain.dropFirst().dropLast().split(
      omittingEmptySubsequences: false, whereSeparator: { $0 == "," || $0 == ";" })
    guard parts.count == dimension else {
      throw PhaseFitError(
        .usage,
        "the direction \"\(text)\" of \(irrep) has \(parts.count) component"
          + "\(parts.count == 1 ? "" : "s"): \(expected)")
    }
    var values: [Double] = []
    for part in parts {
      guard let value = Self.sum(part) else {
        throw PhaseFitError(
          .usage,
          "the direction \"\(text)\" of \(irrep) has the component \"\(part)\": expected a number, "
            + "a letter, or a sum of these such as a, -b, 1.732a or a+b")
      }
      values.append(value)
    }
    let size = values.reduce(0) { $0 + $1 * $1 }.squareRoot()
    guard size > 0, size.isFinite else {
      throw PhaseFitError(
        .usage, "the direction \"\(text)\" of \(irrep) is zero: \(expected)")
    }
    components = values.map { $0 / size }
  }

  private static func sum(_ text: Substring) -> Double? {
    var terms: [String] = []
    for character in text {
      if character == "+" || character == "-" || terms.isEmpty { terms.append("") }
      terms[terms.count - 1].append(character)
    }
    guard !terms.isEmpty else { return nil }
    var total = 0.0
    for term in terms {
      let sign: Double = term.hasPrefix("-") ? -1 : 1
      var digits = term.drop { $0 == "+" || $0 == "-" }
      var factor = 1.0
      if let last = digits.last, let letter = value(of: last) {
        factor = letter
        digits = digits.dropLast()
      } else if digits.isEmpty {
        return nil
      }
      guard digits.isEmpty || digits.allSatisfy({ $0.isNumber || $0 == "." }) else { return nil }
      guard let number = digits.isEmpty ? 1 : Double(String(digits)) else { return nil }
      total += sign * number * factor
    }
    return total
  }
}
