public import PhaseFitStructures

/// What a sweep says about one transition: its temperature, its order, and what stays open.
///
/// Phases are data. Where the points do not carry a fit the amplitudes and the bracket are all there
/// is, and a diagnostic says what is missing. The order is claimed only where fits in every window
/// and at every admissible saturation temperature, an alternative law, and a fact beyond the fit
/// agree; else it is undetermined.
public struct LandauAnalysis: Sendable, Codable, Hashable {
  /// What is known about the transition from elsewhere: symmetry and the sample.
  public struct Facts: Sendable, Codable, Hashable {
    /// Whether the distorted phase is a subgroup of the parent by one displacive pattern.
    public var groupSubgroupRelated: Bool
    /// Whether symmetry allows a cubic invariant on the realised direction, nil where unknown.
    public var cubicInvariantAllowed: Bool?
    /// Whether the irrep has a cubic invariant on some direction, nil where unknown.
    ///
    /// True with `cubicInvariantAllowed` false: the cubic form vanishes on the realised direction.
    public var cubicInvariantInIrrep: Bool?
    /// Whether both phases were seen in one sample at one temperature.
    public var coexistenceObserved: Bool
    /// Whether both phases have one space group, so that no symmetry is broken.
    public var isIsosymmetric: Bool

    /// Facts about a transition.
    public init(
      groupSubgroupRelated: Bool, cubicInvariantAllowed: Bool? = nil,
      coexistenceObserved: Bool = false, isIsosymmetric: Bool = false,
      cubicInvariantInIrrep: Bool? = nil
    ) {
      self.groupSubgroupRelated = groupSubgroupRelated
      self.cubicInvariantAllowed = cubicInvariantAllowed
      self.coexistenceObserved = coexistenceObserved
      self.isIsosymmetric = isIsosymmetric
      self.cubicInvariantInIrrep = cubicInvariantInIrrep
    }
  }

  /// The order of a transition, as far as the data decide it.
  public enum Order: String, Sendable, Codable, Hashable {
    /// Discontinuous.
    case first
    /// Continuous.
    case second
    /// Continuous, at the border to discontinuous.
    case tricritical
    /// Not decided by these data.
    case undetermined
  }

  /// The exponent of a free power law over a window: an effective one, not a critical exponent.
  public struct EffectiveExponent: Sendable, Codable, Hashable {
    /// The exponent β.
    public var estimate: LandauEstimate
    /// The lowest and highest temperature of its points, K.
    public var window: [Double]
    /// The number of points with 1 − T/Tc below a tenth.
    public var pointsNearTransition: Int
    /// The correlation of β with Tc; close to ±1 the two are not known apart.
    public var correlationWithCriticalTemperature: Double?
  }

  /// What is known from elsewhere.
  public var facts: Facts
  /// The bracket of measured temperatures.
  public var bracket: TransitionBracket
  /// The number of distorted points.
  public var distortedCount: Int
  /// The number of parent points.
  public var parentCount: Int
  /// The fits made, each with all it used; empty where all were refused.
  public var fits: [LandauFit]
  /// The index in `fits` of the one the temperature is taken from.
  public var preferredFit: Int?
  /// The transition temperature Ttr, K; only bounds without a parent point, nil where refused.
  ///
  /// Its interval is over all forms that describe the points: a form whose Akaike criterion is worse
  /// than that of the preferred one contributes what is left of the rise of χ². The form of the law
  /// is not known, and each form alone is too sure.
  public var temperature: LandauEstimate?
  /// The exponent, nil where the points allow no statement.
  public var exponent: EffectiveExponent?
  /// The order.
  public var order: Order
  /// Why.
  public var evidence: LandauEvidence
  /// What leaving out each temperature does to the transition temperature.
  public var influences: [LandauInfluence] = []
  /// The bootstraps that were asked for, each of the preferred fit.
  public var bootstraps: [LandauBootstrap] = []
  /// What the preferred potential implies; nil without a potential.
  public var consequences: LandauConsequences?
  /// The amplitude in equilibrium by the preferred fit, with its band where one was made.
  public var prediction: [PredictedAmplitude] = []
  /// Refusals and doubts.
  public var diagnostics: [Diagnostic]

  /// The fit the temperature is taken from.
  public var preferred: LandauFit? { preferredFit.map { fits[$0] } }

  /// Whether only an interval of the temperature is reported: the preferred form does not hold near the
  /// transition, or contradicts the measured bracket.
  ///
  /// Then nothing that rests on that form is reported: no limits of stability, repetitions, predictions
  /// or consequences.
  public var isWithheld: Bool { temperature?.isIntervalOnly ?? false }

  /// The limit T₊ up to which the distorted phase is metastable by the reported fit, nil where the
  /// transition is continuous: T₊ is Tc then and says nothing of its own.
  public var superheatingLimit: LandauEstimate? {
    order == .second || order == .tricritical ? nil : reported?.superheatingLimit
  }

  /// The preferred fit, nil where its results are withheld.
  public var reported: LandauFit? { isWithheld ? nil : preferred }
}
