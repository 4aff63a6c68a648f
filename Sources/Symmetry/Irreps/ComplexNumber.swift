// Complex numbers as pairs (real, imaginary), and the roots of unity
//
//     e(m/q) = exp(−2πi m/q)
//
// by which lattice translations act.

import Foundation

/// A complex number: x is the real part, y the imaginary one.
typealias Complex = SIMD2<Double>

extension SIMD2<Double> {
  /// The number 1.
  static var unity: Complex { Complex(1, 0) }

  /// The product of two complex numbers.
  @inline(__always)
  func times(_ other: Complex) -> Complex {
    Complex(x * other.x - y * other.y, x * other.y + y * other.x)
  }

  /// The complex conjugate.
  var conjugate: Complex { Complex(x, -y) }

  /// The square of the modulus.
  var squaredModulus: Double { x * x + y * y }

  /// The number on the unit circle at an angle, given in radians.
  static func unit(angle: Double) -> Complex { Complex(cos(angle), sin(angle)).cleaned }

  /// The number with both parts replaced by the nearest double of the closed form they stand for.
  var cleaned: Complex { Complex(x.cleaned, y.cleaned) }
}

extension Double {
  /// Sines and cosines of the multiples of 15° with their halves, products with √2 and sums: the
  /// numbers of which matrices of point groups in orthonormal bases consist.
  private static let closedForms: [Double] = {
    let (two, three, six) = (2.0.squareRoot(), 3.0.squareRoot(), 6.0.squareRoot())
    return [
      0, 1, 0.5, 0.25, 0.75, two / 2, two / 4, three / 2, three / 4, (six + two) / 4,
      (six - two) / 4, six / 4, three / 3, two / 3, two * three / 3, 1.0 / 3, 2.0 / 3,
    ]
  }()

  /// Rounding errors of a few dozen operations on numbers up to 1 stay far below this, and the
  /// closed forms differ by far more.
  private static let rounding = 1e-13

  /// The nearest closed form where one is within rounding, else the number itself.
  var cleaned: Double {
    let size = abs(self)
    // Nearly all elements: representations are mostly monomial.
    if size == 0 { return 0 }
    if size == 1 { return self }
    for value in Double.closedForms where abs(size - value) < Double.rounding {
      return self < 0 && value > 0 ? -value : value
    }
    return self
  }
}

/// The roots of unity `exp(−2πi m/q)`, m = 0 ..< q.
struct RootsOfUnity: Sendable {
  /// The order q.
  let order: Int
  private let values: [Complex]

  init(order: Int) {
    self.order = order
    values = (0..<order).map { .unit(angle: -2 * .pi * Double($0) / Double(order)) }
  }

  /// The root with exponent m, any integer.
  subscript(exponent: Int) -> Complex {
    let rest = exponent % order
    return values[rest < 0 ? rest + order : rest]
  }
}
