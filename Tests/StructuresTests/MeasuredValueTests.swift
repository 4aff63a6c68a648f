import Foundation
import PhaseFitNumerics
import PhaseFitStructures
import Testing

@Suite("Numbers with standard uncertainties")
struct MeasuredValueTests {
  @Test(
    "value, uncertainty and last digit are those a reader sees",
    arguments: [
      ("0.5123(4)", 0.5123, 0.0004, 1e-4),
      ("34.5(12)", 34.5, 1.2, 0.1),
      ("3.45E1(12)", 34.5, 1.2, 0.1),
      ("3.45e-3(2)", 0.00345, 0.00002, 1e-5),
      ("-.25(1)", -0.25, 0.01, 0.01),
      ("+5.(2)", 5, 2, 1),
      ("1234(5)", 1234, 5, 1),
      ("12E3(5)", 12000, 5000, 1000),
      ("0.0000(3)", 0, 0.0003, 1e-4),
      ("0.5123(4", 0.5123, 0.0004, 1e-4),
      ("34.5(1.2)", 34.5, 1.2, 0.1),
    ])
  func withUncertainty(text: String, value: Double, uncertainty: Double, digit: Double) throws {
    let number = try #require(MeasuredValue(cifText: text))
    #expect(number == MeasuredValue(value, standardUncertainty: uncertainty, lastDigit: digit))
  }

  @Test(
    "a number without parentheses has no uncertainty",
    arguments: [
      ("0.25", 0.25, 0.01), ("90", 90, 1), ("-0.", -0.0, 1), (".5", 0.5, 0.1), ("1e3", 1000, 1000),
      ("0.5(0)", 0.5, 0.1), ("90.00000", 90, 1e-5),
    ])
  func bare(text: String, value: Double, digit: Double) {
    #expect(MeasuredValue(cifText: text) == MeasuredValue(value, lastDigit: digit))
  }

  @Test("a fraction is exact", arguments: [("1/3", 1.0 / 3), ("-2/3", -2.0 / 3), ("+5/8", 0.625)])
  func fractions(text: String, value: Double) {
    #expect(MeasuredValue(cifText: text) == MeasuredValue(value))
  }

  @Test(
    "what is not a number is nil",
    arguments: [
      "", "?", ".", "-", "0.25O", "1,5", "0.2.5", "1e", "1e999", "1E400(3)", "(3)", "0.5()",
      "0.5(3)x", "0.5 (3)", "1/0", "1/", "/3", "1/3(1)", "0x10", "nan", "inf", "−0.5", "0.5(-3)",
      "1e99999999999999999999", "0.5(1234567890123456)", "0.5(.)",
    ])
  func malformed(text: String) {
    #expect(MeasuredValue(cifText: text) == nil)
  }

  @Test("random numbers written with an uncertainty read back exactly")
  func roundTrip() {
    var random = SplitMix64(seed: 20_240_719)
    for _ in 0..<5000 {
      let places = Int(random.next() % 8)
      let digits = Int(random.next() % 1_000_000) - 500_000
      let uncertainty = Int(random.next() % 99) + 1
      let scale = pow(10, Double(places))
      let text = String(format: "%.\(places)f", Double(digits) / scale) + "(\(uncertainty))"
      let number = MeasuredValue(cifText: text)
      #expect(number?.value == Double(digits) / scale)
      #expect(number?.standardUncertainty == Double(uncertainty) / scale)
      #expect(number?.lastDigit == 1 / scale)
    }
  }

  @Test("an exponent only moves the point")
  func exponents() {
    var random = SplitMix64(seed: 7)
    for _ in 0..<1000 {
      let exponent = Int(random.next() % 9) - 4
      let mantissa = String(format: "%.3f", 1 + 8 * random.uniform())
      let plain = Double(mantissa + "e\(exponent)")
      let number = MeasuredValue(cifText: "\(mantissa)E\(exponent)(3)")
      #expect(number?.value == plain)
      let digit = number?.lastDigit ?? 0
      let expected = pow(10, Double(exponent - 3))
      #expect(abs(digit / expected - 1) < 1e-15)
      #expect(abs((number?.standardUncertainty ?? 0) / (3 * expected) - 1) < 1e-15)
    }
  }
}
