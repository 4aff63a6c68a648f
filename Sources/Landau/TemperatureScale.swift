import Foundation

/// The temperature as the quadratic coefficient of the potential sees it.
///
///     g(T) = Θs coth(Θs/T) ,   g → T for Θs → 0 ,   g(0) = Θs
///
/// Zero-point motion makes order parameters level off at low temperature; the potential keeps its
/// form when T − Tc is replaced by g(T) − g(Tc).
public struct TemperatureScale: Sendable, Codable, Hashable {
  /// The saturation temperature Θs in K; 0 for a classical potential.
  public let saturationTemperature: Double

  /// The scale with the given saturation temperature in K, 0 for none.
  ///
  /// - Precondition: finite and not negative.
  public init(saturationTemperature: Double = 0) {
    precondition(
      saturationTemperature >= 0 && saturationTemperature.isFinite,
      "a saturation temperature is not negative, found \(saturationTemperature) K")
    self.saturationTemperature = saturationTemperature
  }

  /// The scaled temperature g(T) in K of a temperature T ≥ 0 in K.
  public func scaled(_ temperature: Double) -> Double {
    let theta = saturationTemperature
    guard theta > 0 else { return temperature }
    guard temperature > 0 else { return theta }
    guard temperature.isFinite else { return temperature }
    return theta / tanh(theta / temperature)
  }

  /// The temperature T in K of a scaled temperature g; 0 for g ≤ Θs, which no temperature reaches.
  public func temperature(_ scaled: Double) -> Double {
    let theta = saturationTemperature
    guard theta > 0 else { return scaled }
    guard scaled > theta else { return 0 }
    guard scaled.isFinite else { return scaled }
    return theta / atanh(theta / scaled)
  }

  /// The derivative dT/dg at a temperature above 0.
  ///
  ///     dg/dT = (Θs/T)² / sinh²(Θs/T)
  func temperatureDerivative(at temperature: Double) -> Double {
    let theta = saturationTemperature
    guard theta > 0, temperature > 0 else { return 1 }
    let ratio = theta / temperature
    let quotient = sinh(ratio) / ratio
    return quotient * quotient
  }
}
