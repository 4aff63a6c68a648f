/// What repeated fits of resampled points say about a fit.
///
///     parametric   Aᵢ* = A(Tᵢ) + σᵢ ε ,  ε normal: the curve is right, the noise is as stated
///     pairs        n points drawn with replacement: nothing is assumed of the noise
///
/// The saturation temperature is held at its fitted value and the parent points are kept, so that the
/// observed phases constrain every repetition. Intervals are the 2.5 % and 97.5 % quantiles, standard
/// uncertainties half the distance of the 15.9 % and 84.1 % quantiles.
public struct LandauBootstrap: Sendable, Codable, Hashable {
  /// How points are resampled.
  public enum Kind: String, Sendable, Codable, Hashable, CaseIterable {
    /// Noise is added to the fitted curve.
    case parametric
    /// Points are drawn with replacement.
    case pairs
  }

  /// How points were resampled.
  public var kind: Kind
  /// The seed of the random numbers.
  public var seed: UInt64
  /// The number of repetitions.
  public var replicateCount: Int
  /// The number of repetitions without an admissible curve, which are left out.
  public var failureCount: Int
  /// The transition temperature Ttr, K.
  public var transitionTemperature: LandauEstimate
  /// The critical temperature Tc, K.
  public var criticalTemperature: LandauEstimate
  /// The superheating limit T₊, K; nil where the form has none.
  public var superheatingLimit: LandauEstimate?
  /// The amplitude at Ttr; nil where the form has none.
  public var jump: LandauEstimate?
  /// The parameter p of a 2-4-6 potential.
  public var p: LandauEstimate?
  /// The parameter v of a 2-3-4 potential.
  public var v: LandauEstimate?
  /// The exponent of a power law.
  public var exponent: LandauEstimate?
  /// The amplitude in equilibrium at the temperatures asked for.
  public var band: [PredictedAmplitude]
}

/// The amplitude that a fit predicts at a temperature: zero above the transition.
public struct PredictedAmplitude: Sendable, Codable, Hashable {
  /// The temperature, K.
  public var temperature: Double
  /// The amplitude of the stable phase, with its sign.
  public var value: Double
  /// The lower end of the 95 % band, nil where none was made.
  public var lower95: Double?
  /// The upper end of the 95 % band, nil where none was made.
  public var upper95: Double?
}

/// What leaving out the points of one temperature does to the transition temperature.
public struct LandauInfluence: Sendable, Codable, Hashable {
  /// The temperature left out, K.
  public var temperature: Double
  /// The number of its distorted points.
  public var pointCount: Int
  /// Ttr without them minus Ttr with them, K; nil where no curve was found.
  public var transitionShift: Double?
  /// The exponent without them minus the exponent with them; nil without a power law.
  public var exponentShift: Double?
}
