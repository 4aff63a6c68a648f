// Functions of a distance: n functions that share the interval [a, b].
//
// With centres c_i a step s apart, on the whole interval or, with a cutoff, strictly inside it, and
// t = (x − c_i)/s:
//
//     smooth finite  1.14136 e² σ(t + 1) σ(1 − t) ,   σ(t) = e^(−1/t) for t > 0, else 0
//     gaussian       e^(−t²)/1.12
//     cosine         cos(πt/2) for |t| < 1, else 0
//
// and with r = x − a, L = b − a:
//
//     fourier        sin(πir/L)/√(¼ + n/2), i = 1 … n, inside the interval (cutoff)
//                    cos(πir/L)/√(¼ + n/2), i = 0 … n − 1 (no cutoff)
//     bessel         √(2/L) sin(πir/L)/r, i = 1 … n, inside the interval only with a cutoff
//
// The same functions as `soft_one_hot_linspace` of e3nn 0.6, which is not a number for bessel at
// r = 0; here it has its limit √(2/L) πi/L.

import Foundation

/// A set of functions of a distance.
public struct RadialBasis: Sendable, Hashable {
  /// The kind of the functions.
  public enum Kind: String, Sendable, Codable, Hashable, CaseIterable {
    /// Bumps that vanish with all derivatives at distance one step.
    case smoothFinite
    /// Gaussians.
    case gaussian
    /// Halves of a cosine, kinked where they vanish.
    case cosine
    /// Standing waves.
    case fourier
    /// Spherical Bessel functions of degree 0.
    case bessel
  }

  /// The kind of the functions.
  public let kind: Kind
  /// The interval.
  public let range: ClosedRange<Double>
  /// The number of functions.
  public let count: Int
  /// Whether the functions vanish at the ends of the interval.
  public let hasCutoff: Bool
  private let centres: [Double]
  private let step: Double

  /// The functions on an interval.
  ///
  /// - Precondition: finite ends, the upper above the lower; at least one function, two without
  ///   cutoff for the kinds that have centres.
  public init(_ kind: Kind, on range: ClosedRange<Double>, count: Int, hasCutoff: Bool = true) {
    precondition(
      range.lowerBound.isFinite && range.upperBound.isFinite
        && range.upperBound > range.lowerBound,
      "a radial basis needs an interval of finite length, found \(range)")
    let isCentred = kind != .fourier && kind != .bessel
    precondition(
      count >= (isCentred && !hasCutoff ? 2 : 1),
      "a radial basis needs at least one function, two where centres lie on both ends, found "
        + "\(count)")
    self.kind = kind
    self.range = range
    self.count = count
    self.hasCutoff = hasCutoff
    let length = range.upperBound - range.lowerBound
    let gaps = hasCutoff ? count + 1 : max(count - 1, 1)
    step = length / Double(gaps)
    centres = (0..<count).map {
      range.lowerBound + length * Double($0 + (hasCutoff ? 1 : 0)) / Double(gaps)
    }
  }

  /// The value of every function.
  public func callAsFunction(_ distance: Double) -> [Double] {
    (0..<count).map { valueAndSlope($0, distance).value }
  }

  /// The derivative of every function.
  public func derivatives(_ distance: Double) -> [Double] {
    (0..<count).map { valueAndSlope($0, distance).slope }
  }

  /// The pullback: `Σ ȳ_i f_i′(x)`.
  ///
  /// - Precondition: one cotangent for each function.
  public func pullback(_ distance: Double, cotangent: [Double]) -> Double {
    precondition(
      cotangent.count == count, "\(count) functions, found \(cotangent.count) cotangents")
    cotangent.requireFinite("cotangent")
    return (0..<count).reduce(0) { $0 + cotangent[$1] * valueAndSlope($1, distance).slope }
  }

  private func valueAndSlope(_ index: Int, _ x: Double) -> (value: Double, slope: Double) {
    x.requireFinite("a distance")
    let t = (x - centres[index]) / step
    switch kind {
    case .smoothFinite:
      guard abs(t) < 1 else { return (0, 0) }
      let (rise, fall) = (t + 1, 1 - t)
      let value = Self.bumpHeight * exp(2 - 1 / rise - 1 / fall)
      return (value, value * (1 / (rise * rise) - 1 / (fall * fall)) / step)
    case .gaussian:
      let value = exp(-t * t) / Self.gaussianNorm
      return (value, -2 * t * value / step)
    case .cosine:
      guard abs(t) < 1 else { return (0, 0) }
      return (cos(.pi / 2 * t), -.pi / 2 * sin(.pi / 2 * t) / step)
    case .fourier, .bessel:
      return wave(index, x)
    }
  }

  private func wave(_ index: Int, _ x: Double) -> (value: Double, slope: Double) {
    let length = range.upperBound - range.lowerBound
    let r = x - range.lowerBound
    let order = hasCutoff || kind == .bessel ? index + 1 : index
    let frequency = .pi * Double(order) / length
    if kind == .fourier {
      let norm = 1 / (0.25 + Double(count) / 2).squareRoot()
      guard hasCutoff else {
        return (norm * cos(frequency * r), -norm * frequency * sin(frequency * r))
      }
      guard r > 0 && r < length else { return (0, 0) }
      return (norm * sin(frequency * r), norm * frequency * cos(frequency * r))
    }
    if hasCutoff && (r < 0 || r >= length) { return (0, 0) }
    let norm = (2 / length).squareRoot() * frequency
    let (value, slope) = cardinalSine(frequency * r)
    return (norm * value, norm * frequency * slope)
  }

  /// Factors of e3nn that make the sum of squares about 1 between the centres.
  private static let (bumpHeight, gaussianNorm) = (1.14136, 1.12)
}

/// sin t / t and its derivative, by its power series where the quotient would lose digits.
private func cardinalSine(_ t: Double) -> (value: Double, slope: Double) {
  guard abs(t) < 1 else {
    let value = sin(t) / t
    return (value, (cos(t) - value) / t)
  }
  // Σ (−1)ⁿ t²ⁿ/(2n+1)! ; twelve terms reach 1e-25.
  var (value, slope, term) = (1.0, 0.0, 1.0)
  for n in 1...12 {
    // The derivative of t²ⁿ before it is known: 2n t²ⁿ⁻¹.
    let factor = -1 / Double(2 * n * (2 * n + 1))
    slope += Double(2 * n) * term * t * factor
    term *= t * t * factor
    value += term
  }
  return (value, slope)
}
