/// What is fitted to an order parameter over temperature: a form and its temperature scale.
///
///     2-4-6       A² = p + √(p² − q (g(T) − g(Tc)))
///     2-4         the limit p → −∞: A² = slope · (g(Tc) − g(T))
///     2-6         p = 0: A⁴ = q (g(Tc) − g(T))
///     2-3-4       A = v + √(v² − q (g(T) − g(Tc))), v ≥ 0
///     power law   A = A₀ ((g(Tc) − g(T))/(g(Tc) − g(0)))^β
///     crossover   A = A₀ r^⅓ (s + (1 − s) rᵐ)^(1/6m), r = (g(Tc) − g(T))/(g(Tc) − g(0)), s ≥ 0
///     ordering    A = A₀ S, S = tanh(S Tc/T)
///
/// A is the observed amplitude, of unknown scale against the order parameter of the potential, so
/// that only p, q and Tc can be found: p < 0 is continuous, p = 0 tricritical, p > 0 discontinuous.
/// In 2-3-4 v > 0 is the cubic term, always discontinuous, and v = 0 its limit 2-4. g is the
/// identity without saturation.
public struct LandauModel: Sendable, Codable, Hashable, CustomStringConvertible {
  /// The functional form.
  public enum Form: Sendable, Codable, Hashable {
    /// The potential with terms of degree 2, 4 and 6 (p, q, Tc).
    case twoFourSix
    /// The potential with terms of degree 2 and 4 (slope, Tc).
    case twoFour
    /// The potential with terms of degree 2 and 6 (q, Tc).
    case twoSix
    /// The potential with a cubic term, of degree 2, 3 and 4 (v, q, Tc).
    case twoThreeFour
    /// A power law; the exponent is fitted where none is given.
    case powerLaw(exponent: Double?)
    /// A critical region of exponent ⅓ that goes over into exponent ½ (s, A₀, Tc), with the sharpness
    /// m of the change.
    case crossover(sharpness: Double)
    /// Mean-field ordering of two states (Bragg–Williams); it takes no saturation.
    case braggWilliams
  }

  /// Whether the order parameter saturates at low temperature.
  public enum Saturation: Sendable, Codable, Hashable {
    /// No saturation: g(T) = T.
    case none
    /// A saturation temperature held at a value in K.
    case fixed(Double)
    /// A saturation temperature found from the data: a grid from 0 and its refinement.
    case profiled
  }

  /// The functional form.
  public var form: Form
  /// Whether the order parameter saturates.
  public var saturation: Saturation

  /// A model from its form and saturation.
  public init(_ form: Form, saturation: Saturation = .none) {
    self.form = form
    self.saturation = saturation
  }

  /// The form and its saturation in words.
  public var description: String {
    let name =
      switch form {
      case .twoFourSix: "2-4-6 potential"
      case .twoFour: "2-4 potential"
      case .twoSix: "2-6 potential"
      case .twoThreeFour: "2-3-4 potential"
      case .powerLaw(exponent: nil): "power law"
      case .powerLaw(exponent: .some(let exponent)): "power law with exponent \(exponent)"
      case .crossover(let sharpness):
        (sharpness > 1 ? "sharp " : "") + "crossover from exponent 1/3"
      case .braggWilliams: "mean-field ordering"
      }
    return switch saturation {
    case .none: name
    case .fixed(let theta): "\(name), saturating at \(theta) K"
    case .profiled: "\(name), saturating"
    }
  }

  /// The number of parameters that are fitted.
  public var parameterCount: Int {
    let ofForm =
      switch form {
      case .twoFourSix, .twoThreeFour, .powerLaw(exponent: nil), .crossover: 3
      case .twoFour, .twoSix, .powerLaw, .braggWilliams: 2
      }
    return ofForm + (saturation == .profiled ? 1 : 0)
  }

  /// The smallest number of distorted points the model is fitted to.
  ///
  /// Two more than parameters and one to see a misfit: with fewer the covariance means nothing.
  public var minimumPointCount: Int { parameterCount + 3 }
}

extension LandauModel.Form {
  /// Whether the form has a critical region.
  var isCrossover: Bool { if case .crossover = self { true } else { false } }

  /// Whether curves of the form can jump, so that Tc, Ttr and T₊ are three temperatures.
  var canBeDiscontinuous: Bool {
    switch self {
    case .twoFourSix, .twoThreeFour: true
    case .twoFour, .twoSix, .powerLaw, .crossover, .braggWilliams: false
    }
  }
}
