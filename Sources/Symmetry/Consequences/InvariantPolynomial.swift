// A polynomial as a value to print and to keep, with coefficients as small integers where the
// polynomial has such a multiple.

import Foundation
import PhaseFitNumerics

/// A homogeneous polynomial in named variables.
public struct InvariantPolynomial: Sendable, Codable, Hashable, CustomStringConvertible {
  /// The names of the variables.
  public var variables: [String]
  /// The terms; the first has the highest power of the first variables.
  public var terms: [Term]

  /// A coefficient times a product of powers.
  public struct Term: Sendable, Codable, Hashable {
    /// The coefficient.
    public var coefficient: Double
    /// The power of each variable.
    public var exponents: [Int]

    /// A coefficient times a product of powers.
    public init(coefficient: Double, exponents: [Int]) {
      self.coefficient = coefficient
      self.exponents = exponents
    }
  }

  /// A polynomial.
  public init(variables: [String], terms: [Term]) {
    self.variables = variables
    self.terms = terms
  }

  /// The value at a point, one number for each variable.
  public func callAsFunction(_ point: [Double]) -> Double {
    precondition(
      point.count == variables.count,
      "a polynomial in \(variables.count) variables at a point of \(point.count)")
    return terms.reduce(0) { sum, term in
      var product = term.coefficient
      for (value, exponent) in zip(point, term.exponents) {
        for _ in 0..<exponent { product *= value }
      }
      return sum + product
    }
  }

  /// The degree of the first term.
  public var degree: Int { terms.first?.exponents.reduce(0, +) ?? 0 }

  /// The polynomial as `Q1^3 - 3 Q1 Q2^2`; zero is `0`.
  public var description: String {
    var result = ""
    for term in terms {
      let factors = zip(variables, term.exponents).compactMap { name, exponent in
        exponent == 0 ? nil : exponent == 1 ? name : "\(name)^\(exponent)"
      }
      let size = Self.text(abs(term.coefficient))
      let sign = term.coefficient < 0
      result += result.isEmpty ? (sign ? "-" : "") : (sign ? " - " : " + ")
      result += ((size == "1" && !factors.isEmpty ? [] : [size]) + factors).joined(separator: " ")
    }
    return result.isEmpty ? "0" : result
  }

  /// A positive number as a fraction or a root of one where it is one with small terms.
  private static func text(_ value: Double) -> String {
    if let fraction = Self.fraction(value) { return fraction.description }
    if let square = Self.fraction(value * value) {
      // √(p/q) = √(p q) / q, with the square factors of p q taken out.
      var (outer, inner) = (1, square.numerator * square.denominator)
      var factor = 2
      while factor * factor <= inner {
        while inner % (factor * factor) == 0 {
          inner /= factor * factor
          outer *= factor
        }
        factor += 1
      }
      let ratio = Rational(outer, square.denominator)
      let root = ratio.numerator == 1 ? "√\(inner)" : "\(ratio.numerator)√\(inner)"
      return ratio.denominator == 1 ? root : "\(root)/\(ratio.denominator)"
    }
    return String(format: "%.6g", value)
  }

  /// The fraction that a coefficient is, nil where its denominator is large.
  static func fraction(_ value: Double) -> Rational? {
    guard abs(value) < 1e6 else { return nil }
    return Rational(
      approximating: value, tolerance: fractionTolerance * max(1, abs(value)),
      maximumDenominator: 720)
  }

  /// Coefficients come from averages and eliminations of numbers near 1 in double precision, which
  /// leave errors of about 1e-13; two fractions with denominators up to 720 differ by 2e-6.
  private static let fractionTolerance = 1e-10

  /// The largest common denominator that is cleared: beyond it integers are no easier to read.
  fileprivate static let largestMultiple = 1_000_000
}

extension InvariantPolynomial {
  /// A polynomial of the algebra as a value: scaled to integers without a common divisor where its
  /// coefficients have rational ratios.
  init(_ polynomial: SparsePolynomial, variables: [String]) {
    let sorted = polynomial.cleaned.terms.sorted { $0.key < $1.key }
    var coefficients = sorted.map(\.value)
    if let first = coefficients.first {
      coefficients = coefficients.map { $0 / first }
      let fractions = coefficients.compactMap { Self.fraction($0) }
      let common = fractions.reduce(1) { multiple, fraction in
        multiple > Self.largestMultiple
          ? multiple
          : multiple / greatestCommonDivisor(multiple, fraction.denominator) * fraction.denominator
      }
      if fractions.count == coefficients.count, common <= Self.largestMultiple {
        let integers = fractions.map { $0.numerator * (common / $0.denominator) }
        let divisor = max(integers.reduce(0, greatestCommonDivisor), 1)
        coefficients = integers.map { Double($0 / divisor) }
      }
    }
    self.init(
      variables: variables,
      terms: zip(sorted, coefficients).map { entry, coefficient in
        var exponents = Array(repeating: 0, count: variables.count)
        for variable in entry.key.variables { exponents[variable] += 1 }
        return Term(coefficient: coefficient, exponents: exponents)
      })
  }
}
