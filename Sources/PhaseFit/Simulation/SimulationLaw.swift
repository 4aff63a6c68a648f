import Foundation
import PhaseFitLandau

/// How a simulated order parameter grows on cooling.
///
///     second        A² = A₀² (1 − x/xc)
///     tricritical   A⁴ = A₀⁴ (1 − x/xc)
///     first         A² = p + √(p² − q (x − xc)) up to Ttr, A²(Ttr) = 3p/2
///
/// x = g(T) − g(0), with g(T) = T or Θs coth(Θs/T); xc belongs to Tc and A₀ is the amplitude at
/// T = 0. The first-order law is that of a 2-4-6 potential: x(Ttr) = xc + ¾ p²/q.
public struct SimulationLaw: Sendable, Codable, Hashable {
  /// The order of a transition.
  public enum Order: String, Sendable, Codable, Hashable, CaseIterable {
    /// The amplitude vanishes as the square root of the distance.
    case second
    /// The amplitude vanishes as the fourth root of the distance.
    case tricritical
    /// The amplitude jumps.
    case first
  }

  /// The order.
  public let order: Order
  /// The temperature in K at which the phases exchange stability: Tc, or Ttr at first order.
  public let transitionTemperature: Double
  /// The saturation temperature Θs in K, 0 for none.
  public let saturationTemperature: Double
  /// A(Ttr)/A(0) at first order, else 0.
  public let jump: Double

  /// The largest jump: beyond it the parent phase would be stable at no temperature.
  public static let largestJump = 0.85

  /// A law.
  ///
  /// - Throws: `PhaseFitError` of kind `usage`: a temperature that is not positive, a jump outside
  ///   0 … 0.85 at first order.
  public init(
    _ order: Order, transitionTemperature: Double, saturationTemperature: Double = 0,
    jump: Double = 0.6
  ) throws(PhaseFitError) {
    guard transitionTemperature.isFinite, transitionTemperature > 0 else {
      throw PhaseFitError(
        .usage,
        "the transition temperature is \(transitionTemperature) K: expected a positive number")
    }
    guard saturationTemperature.isFinite, saturationTemperature >= 0 else {
      throw PhaseFitError(
        .usage,
        "the saturation temperature is \(saturationTemperature) K: expected 0 or a positive number")
    }
    guard order != .first || (jump > 0 && jump <= Self.largestJump) else {
      throw PhaseFitError(
        .usage,
        "the jump is \(jump) of the amplitude at 0 K: expected more than 0 and at most "
          + "\(Self.largestJump)")
    }
    self.order = order
    self.transitionTemperature = transitionTemperature
    self.saturationTemperature = saturationTemperature
    self.jump = order == .first ? jump : 0
  }

  private var scale: TemperatureScale {
    TemperatureScale(saturationTemperature: saturationTemperature)
  }

  private func distance(_ temperature: Double) -> Double {
    scale.scaled(temperature) - scale.scaled(0)
  }

  /// p in units of A₀²; 0 unless first order.
  public var p: Double { 2 * jump * jump / 3 }

  /// q in units of A₀⁴/K: from A(0) = A₀, `1 − 2p + ¾p² = q x(Ttr)`.
  public var q: Double {
    (1 - 2 * p + 0.75 * p * p) / distance(transitionTemperature)
  }

  /// The temperature Tc in K at which the parent loses its stability on cooling.
  public var criticalTemperature: Double {
    guard order == .first else { return transitionTemperature }
    return scale.temperature(scale.scaled(0) + (1 - 2 * p) / q)
  }

  /// The temperature T₊ in K up to which the distorted phase is metastable.
  public var superheatingLimit: Double {
    guard order == .first else { return transitionTemperature }
    return scale.temperature(scale.scaled(0) + (1 - 2 * p + p * p) / q)
  }

  /// The amplitude at a temperature in K in units of A₀; 0 at and above the transition.
  public func amplitude(at temperature: Double) -> Double {
    guard temperature < transitionTemperature else { return 0 }
    let x = distance(temperature)
    let part = 1 - x / distance(transitionTemperature)
    switch order {
    case .second: return part.squareRoot()
    case .tricritical: return part.squareRoot().squareRoot()
    case .first:
      let radicand = p * p - q * x + (1 - 2 * p)
      return (p + max(radicand, 0).squareRoot()).squareRoot()
    }
  }
}
