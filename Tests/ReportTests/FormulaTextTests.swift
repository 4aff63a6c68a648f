import Testing

@testable import PhaseFitReport

@Suite("Formulas and numbers as they are printed")
struct FormulaTextTests {
  @Test(
    "the formulas of the fits",
    arguments: [
      ("A^2 = p + sqrt(p^2 - q (g(T) - g(Tc)))", "A² = p + √(p² − q (g(T) − g(Tc)))"),
      (
        "A = A0 ((g(Tc) - g(T))/(g(Tc) - g(0)))^beta",
        "A = A₀ ((g(Tc) − g(T))/(g(Tc) − g(0)))^β"
      ),
      ("a^4; a^6", "a⁴; a⁶"),
    ])
  func formulas(_ text: String, _ expected: String) {
    #expect(FormulaText.formula(text) == expected)
  }

  @Test(
    "numbers with signs and powers; what is no number stays",
    arguments: [
      ("-7.4e-06", "−7.4 × 10⁻⁶"), ("1e+12", "1 × 10¹²"), ("-0.26(7)", "−0.26(7)"), ("12", "12"),
      ("-", "-"), ("", ""), ("e-06", "e-06"), ("m01.cif", "m01.cif"),
    ])
  func numbers(_ text: String, _ expected: String) {
    #expect(FormulaText.number(text) == expected)
  }
}
