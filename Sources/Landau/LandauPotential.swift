import Foundation

/// A Landau potential with coefficients in absolute units, per mole of whatever they are per.
///
///     G(Q, T) = ½ a (g(T) − g(Tc)) Q² − ⅓ u Q³ + ¼ b Q⁴ + ⅙ c Q⁶
///     equilibrium  ∂G/∂Q = 0:   a (g(T) − g(Tc)) − u Q + b Q² + c Q⁴ = 0
///
/// Structures fix only the shape of the curve (`LandauCurve`); one calorimetric number makes it this.
public struct LandauPotential: Sendable, Codable, Hashable {
  /// The coefficient a of the quadratic term, J/(mol K).
  public var a: Double
  /// The critical temperature Tc at which the parent loses its stability on cooling, K.
  public var criticalTemperature: Double
  /// The coefficient u of the cubic term, J/mol; 0 where symmetry forbids it.
  public var u: Double
  /// The coefficient b of the quartic term, J/mol.
  public var b: Double
  /// The coefficient c of the sextic term, J/mol; 0 with a cubic term.
  public var c: Double
  /// The temperature scale g.
  public var temperatureScale: TemperatureScale

  /// A potential from its coefficients.
  ///
  /// - Throws: `LandauError` where G is not bounded from below, a is not positive, or both a cubic and
  ///   a sextic term are given: such a potential has no closed form here.
  public init(
    a: Double, criticalTemperature: Double, u: Double = 0, b: Double, c: Double = 0,
    temperatureScale: TemperatureScale = TemperatureScale()
  ) throws(LandauError) {
    guard [a, criticalTemperature, u, b, c].allSatisfy(\.isFinite), a > 0, criticalTemperature > 0
    else {
      throw LandauError(
        .badInput, "a = \(a), Tc = \(criticalTemperature) K; expected positive numbers")
    }
    guard c > 0 || (c == 0 && b > 0) else {
      throw LandauError(
        .badInput, "b = \(b), c = \(c): not bounded from below; expected c > 0, or c = 0 and b > 0")
    }
    guard u == 0 || c == 0 else {
      throw LandauError(
        .badInput, "u = \(u) and c = \(c); expected one of them 0: 2-3-4 or 2-4-6")
    }
    self.a = a
    self.criticalTemperature = criticalTemperature
    self.u = u
    self.b = b
    self.c = c
    self.temperatureScale = temperatureScale
  }

  /// The equilibrium curve of the order parameter, positive along the direction of the cubic term.
  ///
  ///     g = g(Tc) − (b/a) x − (c/a) x² ,  x = Q²     with a cubic term  g = g(Tc) + (u/a) Q − (b/a) Q²
  public var curve: LandauCurve {
    let critical = temperatureScale.scaled(criticalTemperature)
    if u != 0 {
      return LandauCurve(
        .twoThreeFour, temperatureScale,
        CurvePoint(criticalPoint: critical, second: abs(u) / a, third: b / a),
        sign: u < 0 ? -1 : 1, scale: 1)
    }
    return LandauCurve(
      .twoFourSix, temperatureScale,
      CurvePoint(criticalPoint: critical, second: -b / a, third: c / a), sign: 1, scale: 1)
  }

  /// The latent heat L = Ttr · ½ a g′(Ttr) Qtr², J/mol; 0 at a continuous transition.
  public var latentHeat: Double {
    let curve = curve
    let transition = curve.transitionTemperature
    return 0.5 * a * transition * curve.scaleSlope(at: transition) * curve.jump * curve.jump
  }

  /// The excess heat capacity on the distorted branch, J/(mol K); nil where it diverges.
  public func excessHeatCapacity(at temperature: Double) -> Double? {
    curve.excessHeatCapacity(at: temperature).map { a * $0 }
  }

  /// The potential with a strain that follows the order parameter as its square.
  ///
  ///     G + Σ λᵢ eᵢ Q² + ½ Σ Cᵢⱼ eᵢ eⱼ   ⟹   b* = b − 2 λᵀ C⁻¹ λ ,   e = −C⁻¹ λ Q²
  ///
  /// A clamped continuous transition can become discontinuous in a free crystal.
  ///
  /// - Parameters:
  ///   - coupling: the coefficients λᵢ, J/mol.
  ///   - compliance: C⁻¹, mol/J.
  /// - Returns: the potential with b*.
  /// - Throws: `LandauError` where the sizes differ or b* leaves G without a lower bound.
  public func relaxedByQuadraticStrain(coupling: [Double], compliance: [[Double]])
    throws(LandauError) -> LandauPotential
  {
    guard compliance.count == coupling.count,
      compliance.allSatisfy({ $0.count == coupling.count })
    else {
      throw LandauError(
        .badInput,
        "\(coupling.count) couplings and \(compliance.count) rows of the compliance; expected a "
          + "square matrix of their number")
    }
    var sum = 0.0
    for (i, row) in compliance.enumerated() {
      for (j, value) in row.enumerated() { sum += coupling[i] * value * coupling[j] }
    }
    return try LandauPotential(
      a: a, criticalTemperature: criticalTemperature, u: u, b: b - 2 * sum, c: c,
      temperatureScale: temperatureScale)
  }

  /// The potential with a strain that transforms as the order parameter.
  ///
  ///     G + λ e Q + ½ C e²   ⟹   Tc* = Tc + λ²/(a C) ,   e = −(λ/C) Q
  ///     C(T) = C (T − Tc*)/(T − Tc)   in the parent phase
  ///
  /// - Parameters:
  ///   - coupling: λ, J/mol.
  ///   - stiffness: the bare C, J/mol.
  /// - Returns: the potential with Tc*.
  /// - Throws: `LandauError` for a stiffness that is not positive.
  public func relaxedByBilinearStrain(coupling: Double, stiffness: Double)
    throws(LandauError) -> LandauPotential
  {
    guard stiffness > 0 else {
      throw LandauError(.badInput, "stiffness \(stiffness); expected a positive number")
    }
    let shift = coupling * coupling / (a * stiffness)
    let critical = temperatureScale.temperature(
      temperatureScale.scaled(criticalTemperature) + shift)
    return try LandauPotential(
      a: a, criticalTemperature: critical, u: u, b: b, c: c, temperatureScale: temperatureScale)
  }
}

extension LandauCurve {
  /// The coefficients in units of the observed amplitude, for a = α in J/(mol K) over its square.
  ///
  ///     2-4-6:  c = α/q ,  b = −2 p c       2-4:  b = α/slope       2-3-4:  b = α/q ,  u = 2 v b
  ///
  /// - Returns: nil for a form without a potential.
  public func potential(alpha: Double) -> LandauPotential? {
    guard isPotential else { return nil }
    let s2 = scale * scale
    // g = c + u x − v x² with x = A²/s², or x = A/s with a cubic term.
    if form == .twoThreeFour {
      return try? LandauPotential(
        a: alpha, criticalTemperature: criticalTemperature, u: sign * alpha * second / scale,
        b: alpha * third / s2, temperatureScale: temperatureScale)
    }
    return try? LandauPotential(
      a: alpha, criticalTemperature: criticalTemperature, b: -alpha * second / s2,
      c: alpha * third / (s2 * s2), temperatureScale: temperatureScale)
  }
}
