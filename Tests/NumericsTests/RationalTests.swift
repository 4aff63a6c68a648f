import Foundation
import PhaseFitNumerics
import Testing

@Suite("Fractions")
struct RationalTests {
  @Test("fractions are kept in lowest terms with a positive denominator")
  func lowestTerms() {
    #expect(Rational(6, -4) == Rational(-3, 2))
    #expect(Rational(0, -7) == .zero && Rational(0, -7).denominator == 1)
    #expect(Rational(-3, 2).description == "-3/2" && Rational(4, 2).description == "2")
  }

  @Test("sums, differences, products and order agree with exact integers over 5040")
  func arithmetic() {
    var generator = SplitMix64(seed: 31)
    for _ in 0..<200 {
      let (a, b) = (
        Int.random(in: -20...20, using: &generator), Int.random(in: -20...20, using: &generator)
      )
      let (m, n) = (
        Int.random(in: 1...7, using: &generator), Int.random(in: 1...7, using: &generator)
      )
      let (left, right) = (Rational(a, m), Rational(b, n))
      #expect(left + right == Rational(a * 5040 / m + b * 5040 / n, 5040))
      #expect(left - right == Rational(a * 5040 / m - b * 5040 / n, 5040))
      #expect(left * right == Rational(a * b, m * n))
      #expect((left < right) == (a * n < b * m))
      #expect((left == right) == (a * n == b * m))
    }
  }

  @Test("the fractional part lies in 0 ..< 1 and differs by an integer")
  func fractionalPart() {
    for numerator in -9...9 {
      let fraction = Rational(numerator, 4)
      let part = fraction.fractionalPart
      #expect(part >= .zero && part < Rational(1))
      #expect((fraction - part).denominator == 1)
    }
  }

  @Test("approximation finds the smallest denominator within the tolerance")
  func approximation() {
    #expect(Rational(approximating: 0.3333, tolerance: 1e-3) == Rational(1, 3))
    #expect(Rational(approximating: -0.125, tolerance: 1e-9) == Rational(-1, 8))
    #expect(Rational(approximating: 2, tolerance: 0) == Rational(2))
    #expect(Rational(approximating: 0.318_309_886, tolerance: 1e-9) == nil)
    #expect(Rational(approximating: .nan, tolerance: 1) == nil)
    #expect(Rational(approximating: .infinity, tolerance: 1) == nil)
  }

  @Test("a fraction survives a round trip through JSON")
  func coding() throws {
    let data = try JSONEncoder().encode([Rational(-3, 2)])
    #expect(try JSONDecoder().decode([Rational].self, from: data) == [Rational(-3, 2)])
  }
}
