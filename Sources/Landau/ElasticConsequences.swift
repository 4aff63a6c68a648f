import PhaseFitNumerics

/// What a potential implies for elastic constants and under pressure.
///
///     C(T) = C − (∂²G/∂e∂Q)²/(∂²G/∂Q²)                at constant stress, in equilibrium
///     bilinear, λ e Q    above Tc*: C (T − Tc*)/(T − Tc) ,  below: C − λ²/(a (g(Tc*) − g(Tc)) + 2bQ² + 4cQ⁴)
///     quadratic, λ e Q²  above: C ,  below: C − 2λ²/(b + 2cQ²)
///
/// The second derivatives are those at constant strain, Q is that of the free crystal.
extension LandauPotential {
  /// How one strain couples to the order parameter, with its coefficient in J/mol.
  public enum StrainCoupling: Sendable, Codable, Hashable {
    /// λ e Q: the strain transforms as the order parameter.
    case bilinear(Double)
    /// λ e Q²: it follows as the square.
    case quadratic(Double)
  }

  /// The elastic constant of a strain in the free crystal, J/mol.
  ///
  /// - Parameters:
  ///   - temperature: in K.
  ///   - bare: the constant C without the order parameter, J/mol.
  ///   - coupling: how the strain couples; this potential is that at constant strain.
  /// - Returns: 0 at a transition that a bilinear strain drives; nil where the clamped order parameter
  ///   has no stiffness, at the end of the distorted branch.
  /// - Throws: `LandauError` for a constant that is not positive, a cubic term, or a coupling that
  ///   leaves the free crystal without a lower bound of G.
  public func stiffness(
    at temperature: Double, bare: Double, coupling: StrainCoupling
  ) throws(LandauError) -> Double? {
    guard bare > 0, bare.isFinite, temperature > 0 else {
      throw LandauError(
        .badInput,
        "elastic constant \(bare) at \(temperature) K; expected positive numbers")
    }
    guard u == 0 else {
      throw LandauError(.badInput, "u = \(u); expected a potential without a cubic term")
    }
    let free: LandauPotential =
      switch coupling {
      case .bilinear(let lambda):
        try relaxedByBilinearStrain(coupling: lambda, stiffness: bare)
      case .quadratic(let lambda):
        try relaxedByQuadraticStrain(coupling: [lambda], compliance: [[1 / bare]])
      }
    let q = free.curve.equilibriumAmplitude(at: temperature)
    let scale = temperatureScale
    let distance = scale.scaled(temperature) - scale.scaled(criticalTemperature)
    // ∂²G/∂Q² at constant strain, and ∂²G/∂e∂Q.
    let (curvature, mixed): (Double, Double) =
      switch coupling {
      case .bilinear(let lambda):
        (a * distance + 3 * b * q * q + 5 * c * q * q * q * q, lambda)
      case .quadratic(let lambda):
        (
          a * distance + (3 * b - 2 * lambda * lambda / bare) * q * q + 5 * c * q * q * q * q,
          2 * lambda * q
        )
      }
    guard mixed != 0 else { return bare }
    return curvature > 0 ? bare - mixed * mixed / curvature : nil
  }

  /// The slope dTc/dP of the critical temperature, K/Pa.
  ///
  ///     G + P v Q²   ⟹   dTc/dP = −2v/a    (without saturation)
  ///
  /// Of tables that state the entropy Smax = a/2 and the volume Vmax = −v of full order it is
  /// Vmax/Smax.
  ///
  /// - Parameter volumePerSquare: v, the excess volume for Q = 1, m³/mol.
  /// - Returns: the slope, K/Pa.
  public func pressureSlope(volumePerSquare: Double) -> Double {
    -2 * volumePerSquare * temperatureScale.temperatureDerivative(at: criticalTemperature) / a
  }
}
