import Foundation

/// What a fitted potential implies for heat and susceptibility.
///
/// With G = ½ α (g(T) − g(Tc)) A² + … in the observed amplitude A, α = a/s² is not known from
/// structures. Divided by α everything follows from the curve:
///
///     excess entropy         S/α  = −½ g′(T) A²
///     entropy of transition  ΔS/α =  ½ g′(Ttr) A_tr²         latent heat  L = Ttr ΔS
///     heat-capacity step     ΔCp/α = ½ Tc g′(Tc) (−dA²/dT)   at a continuous transition
///     inverse susceptibility (∂²G/∂A²)/α: 4A²(A² − p)/q, with a cubic term 2A(A − v)/q, above g − g(Tc)
///
/// One calorimetric number fixes α; without one only ratios are given.
public struct LandauConsequences: Sendable, Codable, Hashable {
  /// A calorimetric number, per mole of whatever the number is per.
  public enum Calorimetry: Sendable, Codable, Hashable {
    /// The latent heat L at the transition, J/mol.
    case latentHeat(Double)
    /// The entropy of transition ΔS, J/(mol K).
    case transitionEntropy(Double)
    /// The step ΔCp of the heat capacity at a continuous transition, J/(mol K).
    case heatCapacityStep(Double)
    /// The excess entropy at a temperature, J/(mol K), counted positive.
    case excessEntropy(Double, at: Double)
  }

  /// The thermal quantities at one temperature, divided by α.
  public struct Point: Sendable, Codable, Hashable {
    /// The temperature, K.
    public var temperature: Double
    /// −S/α, squared units of the amplitude.
    public var excessEntropy: Double
    /// Cp/α, the same unit; nil at the end of the branch, where it diverges.
    public var excessHeatCapacity: Double?
    /// The inverse susceptibility over α, K.
    public var inverseSusceptibility: Double
  }

  /// α = a/s² in J/(mol K) over squared units of the amplitude; nil without calorimetry.
  public var alpha: Double?
  /// The potential in absolute units and in the amplitude observed; nil without calorimetry.
  public var potential: LandauPotential?
  /// ΔS/α in squared units of the amplitude; 0 at a continuous transition.
  public var transitionEntropy: Double
  /// L/α in squared units of the amplitude times K.
  public var latentHeat: Double
  /// ΔCp/α at a continuous transition; nil where it is discontinuous or Cp diverges.
  public var heatCapacityStep: Double?
  /// The inverse susceptibility just below the transition over that just above it.
  ///
  /// At equal distance from a continuous transition 2 for 2-4 and 4 for 2-6; at Ttr of a
  /// discontinuous one 4 for 2-4-6 and 1 with a cubic term.
  public var susceptibilityRatio: Double
  /// The thermal quantities along the stable branch.
  public var points: [Point]

  /// What a curve implies, nil for a form without a potential.
  ///
  /// - Parameters:
  ///   - curve: the fitted curve.
  ///   - temperatures: where the thermal quantities are given, K; those above Ttr are left out.
  ///   - calorimetry: one calorimetric number, nil for ratios only.
  /// - Throws: `LandauError` for a number that is not positive, or one that this curve cannot have,
  ///   such as the latent heat of a continuous transition.
  public init?(
    _ curve: LandauCurve, temperatures: [Double] = [], calorimetry: Calorimetry? = nil
  ) throws(LandauError) {
    guard curve.isPotential else { return nil }
    let transition = curve.transitionTemperature
    guard transition.isFinite, transition > 0 else { return nil }
    let jump = curve.jump
    transitionEntropy = 0.5 * curve.scaleSlope(at: transition) * jump * jump
    latentHeat = transition * transitionEntropy
    heatCapacityStep =
      jump > 0 ? nil : curve.excessHeatCapacity(at: transition).flatMap { $0.isFinite ? $0 : nil }
    if curve.form == .twoThreeFour {
      susceptibilityRatio = jump > 0 ? 1 : 2
    } else {
      susceptibilityRatio = jump > 0 || curve.p == 0 ? 4 : 2
    }
    points = temperatures.filter { $0 > 0 && $0 < transition }.map { temperature in
      let amplitude = curve.amplitude(at: temperature)
      return Point(
        temperature: temperature,
        excessEntropy: 0.5 * curve.scaleSlope(at: temperature) * amplitude * amplitude,
        excessHeatCapacity: curve.excessHeatCapacity(at: temperature),
        inverseSusceptibility: curve.inverseSusceptibility(at: temperature))
    }
    (alpha, potential) = (nil, nil)
    guard let calorimetry else { return }
    let alpha = try Self.alpha(curve, calorimetry, self)
    (self.alpha, potential) = (alpha, curve.potential(alpha: alpha))
  }

  private static func alpha(
    _ curve: LandauCurve, _ calorimetry: Calorimetry, _ relative: LandauConsequences
  ) throws(LandauError) -> Double {
    let (value, divisor, name): (Double, Double, String) =
      switch calorimetry {
      case .latentHeat(let value): (value, relative.latentHeat, "latent heat")
      case .transitionEntropy(let value):
        (value, relative.transitionEntropy, "entropy of transition")
      case .heatCapacityStep(let value):
        (value, relative.heatCapacityStep ?? 0, "finite step of the heat capacity")
      case .excessEntropy(let value, at: let temperature):
        (
          value,
          temperature > 0
            ? 0.5 * curve.scaleSlope(at: temperature)
              * pow(curve.equilibriumAmplitude(at: temperature), 2) : 0,
          "excess entropy at \(temperature) K"
        )
      }
    guard value.isFinite, value > 0 else {
      throw LandauError(.badInput, "\(name) \(value); expected a positive number")
    }
    guard divisor > 0 else {
      throw LandauError(
        .badInput,
        "the fitted transition has no \(name); expected a number that it has: a latent heat where "
          + "it is discontinuous, a step of the heat capacity where it is continuous")
    }
    return value / divisor
  }
}

extension LandauCurve {
  /// The derivative g′(T) of the temperature scale, 1 without saturation.
  func scaleSlope(at temperature: Double) -> Double {
    1 / temperatureScale.temperatureDerivative(at: temperature)
  }

  /// Cp/α = −½ T d(g′ A²)/dT on the distorted branch, nil where it diverges.
  func excessHeatCapacity(at temperature: Double) -> Double? {
    let theta = temperatureScale.saturationTemperature
    let slope = scaleSlope(at: temperature)
    let x = pow(amplitude(at: temperature), 2)
    // g″ = g′ · 2 (Θ coth(Θ/T) − T)/T².
    let second =
      theta > 0
      ? slope * 2 * (temperatureScale.scaled(temperature) - temperature)
        / (temperature * temperature) : 0
    guard let fall = squareSlope(at: temperature) else { return nil }
    return 0.5 * temperature * (slope * slope * fall - second * x)
  }

  /// −dA²/dg on the distorted branch, nil where it diverges.
  private func squareSlope(at temperature: Double) -> Double? {
    let distance = criticalPoint - temperatureScale.scaled(temperature)
    let root = max(second * second + 4 * third * distance, 0).squareRoot()
    let s2 = scale * scale
    if form == .twoThreeFour {
      guard root > 0 else { return second == 0 && third > 0 ? s2 / third : nil }
      // A² = x²: −2x dx/dg.
      let x = abs(amplitude(at: temperature)) / scale
      return s2 * 2 * x / root
    }
    return root > 0 ? s2 / root : nil
  }

  /// (∂²G/∂A²)/α of the distorted branch in K.
  func inverseSusceptibility(at temperature: Double) -> Double {
    let distance = criticalPoint - temperatureScale.scaled(temperature)
    let root = max(second * second + 4 * third * distance, 0).squareRoot()
    let amplitude = abs(amplitude(at: temperature)) / scale
    // 2x dg/dx of the branch in x = A², A dg/dA where the cubic term makes A the variable.
    return form == .twoThreeFour ? amplitude * root : 2 * amplitude * amplitude * root
  }
}
