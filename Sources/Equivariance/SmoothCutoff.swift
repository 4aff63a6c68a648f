// An envelope that takes an edge smoothly to zero at the cutoff radius.
//
//     polynomial of degree p + 2, x = r/r_c:
//         1 − (p+1)(p+2)/2 x^p + p(p+2) x^(p+1) − p(p+1)/2 x^(p+2)
//     cosine: (1 + cos πx)/2
//     smooth: e^(1 − 1/(1 − x²))
//
// all 1 at r = 0 and 0 from r_c on. The polynomial is the one of its form whose value, first and
// second derivative vanish at x = 1; the cosine has a continuous first derivative there; the smooth
// one has all derivatives.

import Foundation

/// An envelope in the length of an edge.
public struct SmoothCutoff: Sendable, Hashable {
  /// The form of the envelope.
  public enum Kind: Sendable, Hashable {
    /// A polynomial that is flat to order p at r = 0 and to order 2 at the cutoff.
    case polynomial(order: Int)
    /// Half a cosine.
    case cosine
    /// A function with all derivatives continuous.
    case smooth
  }
  /// The form.
  public let kind: Kind
  /// The radius from which on the envelope is zero.
  public let radius: Double

  /// The envelope with a radius.
  ///
  /// - Precondition: a positive finite radius, a positive order.
  public init(_ kind: Kind, radius: Double) {
    precondition(radius > 0 && radius.isFinite, "a cutoff radius is positive, found \(radius)")
    if case .polynomial(let order) = kind {
      precondition(order > 0, "the order of a cutoff is positive, found \(order)")
    }
    self.kind = kind
    self.radius = radius
  }

  /// The value at a distance.
  public func callAsFunction(_ distance: Double) -> Double { valueAndSlope(distance).value }

  /// The pullback: the derivative times the cotangent.
  public func pullback(_ distance: Double, cotangent: Double) -> Double {
    cotangent.requireFinite("the cotangent")
    return cotangent * valueAndSlope(distance).slope
  }

  /// The value and the derivative at a distance.
  public func valueAndSlope(_ distance: Double) -> (value: Double, slope: Double) {
    distance.requireFinite("a distance")
    let x = distance / radius
    guard x < 1 else { return (0, 0) }
    switch kind {
    case .polynomial(let order):
      let p = Double(order)
      let power = pow(x, p - 1)
      let value =
        1 - power * x * ((p + 1) * (p + 2) / 2 - p * (p + 2) * x + p * (p + 1) / 2 * x * x)
      // The derivative has the factor (1 − x)².
      let slope = -p * (p + 1) * (p + 2) / 2 * power * (1 - x) * (1 - x)
      return (value, slope / radius)
    case .cosine:
      return ((1 + cos(.pi * x)) / 2, -.pi / 2 * sin(.pi * x) / radius)
    case .smooth:
      let gap = 1 - x * x
      let value = exp(1 - 1 / gap)
      return (value, value == 0 ? 0 : -2 * x / (gap * gap) * value / radius)
    }
  }
}
