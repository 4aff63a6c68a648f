/// An exact fraction in lowest terms with a positive denominator.
public struct Rational: Sendable, Codable, Hashable, Comparable, CustomStringConvertible {
  /// The numerator; carries the sign.
  public let numerator: Int
  /// The denominator, at least 1.
  public let denominator: Int

  /// The fraction `numerator / denominator` in lowest terms.
  ///
  /// - Precondition: the denominator is not zero.
  public init(_ numerator: Int, _ denominator: Int = 1) {
    precondition(denominator != 0, "a fraction needs a nonzero denominator")
    let divisor = max(greatestCommonDivisor(numerator, denominator), 1)
    let sign = denominator < 0 ? -1 : 1
    self.numerator = sign * numerator / divisor
    self.denominator = sign * denominator / divisor
  }

  /// The fraction with the smallest denominator within `tolerance` of a number, nil where no
  /// denominator up to `maximumDenominator` serves.
  public init?(approximating value: Double, tolerance: Double, maximumDenominator: Int = 48) {
    guard value.isFinite, abs(value) < 1e12 else { return nil }
    for denominator in 1...maximumDenominator {
      let numerator = (value * Double(denominator)).rounded()
      if abs(value - numerator / Double(denominator)) <= tolerance {
        self.init(Int(numerator), denominator)
        return
      }
    }
    return nil
  }

  /// Zero.
  public static let zero = Rational(0)

  /// The nearest double.
  public var value: Double { Double(numerator) / Double(denominator) }

  /// The fraction modulo 1, in 0 ..< 1.
  public var fractionalPart: Rational {
    Rational(numerator - floorDivision(numerator, denominator) * denominator, denominator)
  }

  /// The sum of two fractions.
  public static func + (left: Rational, right: Rational) -> Rational {
    Rational(
      left.numerator * right.denominator + right.numerator * left.denominator,
      left.denominator * right.denominator)
  }

  /// The difference of two fractions.
  public static func - (left: Rational, right: Rational) -> Rational {
    Rational(
      left.numerator * right.denominator - right.numerator * left.denominator,
      left.denominator * right.denominator)
  }

  /// The product of two fractions.
  public static func * (left: Rational, right: Rational) -> Rational {
    Rational(left.numerator * right.numerator, left.denominator * right.denominator)
  }

  /// Whether the left fraction is smaller.
  public static func < (left: Rational, right: Rational) -> Bool {
    left.numerator * right.denominator < right.numerator * left.denominator
  }

  /// `n` for an integer, `n/d` otherwise.
  public var description: String {
    denominator == 1 ? "\(numerator)" : "\(numerator)/\(denominator)"
  }
}
