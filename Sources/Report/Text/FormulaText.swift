/// Formulas of fits as they are set in print.
///
///     A^2 = p + sqrt(p^2 - q (g(T) - g(Tc)))   →   A² = p + √(p² − q (g(T) − g(Tc)))
///
/// `report.xml` and the tables keep the plain spelling, which programs read.
enum FormulaText {
  private static let replacements = [
    ("sqrt(", "√("), ("^beta", "^β"), ("^2", "²"), ("^3", "³"), ("^4", "⁴"), ("^6", "⁶"),
    ("A0", "A₀"), (" - ", " − "), ("Theta_s", "Θs"), ("theta_s", "Θs"),
  ]

  /// A formula.
  static func formula(_ text: String) -> String {
    replacements.reduce(text) { $0.replacing($1.0, with: $1.1) }
  }

  /// The name of a parameter.
  static func parameter(_ name: String) -> String {
    ["beta": "β", "Theta_s": "Θs", "A0": "A₀"][name] ?? name
  }

  /// A number as it is printed in a table: with a minus sign and a power of ten.
  ///
  ///     -7.4e-06   →   −7.4 × 10⁻⁶
  static func number(_ text: String) -> String {
    guard let first = text.first, first == "-" || first.isNumber, text != "-" else { return text }
    let parts = text.split(separator: "e", maxSplits: 1)
    guard parts.count == 2, let power = Int(parts[1]) else {
      return text.replacing("-", with: "\u{2212}")
    }
    return parts[0].replacing("-", with: "\u{2212}") + " × 10" + superscript(power)
  }

  /// A whole number as an exponent.
  static func superscript(_ number: Int) -> String {
    let digits = Array("⁰¹²³⁴⁵⁶⁷⁸⁹")
    return String(
      String(number).map { character in
        character.wholeNumberValue.map { digits[$0] } ?? "⁻"
      })
  }
}
