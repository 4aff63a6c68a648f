import PhaseFitSymmetry

/// One network for a whole sweep whose relaxed weights are its order parameters.
///
///     y(T) = M q(T) + (1 − M Mᵀ) [N_W(q(T)) − N_W(0)] + ξ₀(T)
///
/// M holds the primary modes as orthonormal columns, so that q is the mode amplitude in ångström by
/// definition (the *normal gauge*); the equivariant network N_W, shared by all temperatures, carries
/// everything that follows: secondary irreps, strain, and the rotation of the mode vector; ξ₀ is the
/// parent's own change with temperature in its totally symmetric coordinates. Every q(T) lies in the
/// space that the group of its phase keeps, so that the model has exactly that group.
public struct SweepModel: Sendable, Codable {
  /// What was asked for.
  public var specification: SweepModelSpec
  /// The answer; look here before using anything else.
  public var verdict: Verdict
  /// How the fit of the chosen set ended; nil where nothing was fitted.
  public var status: SweepModelStatus?
  /// The groups of the sweep, those of the parent included.
  public var phases: [Phase]
  /// The test of every irrep before the fits.
  public var screening: [IrrepScreening]
  /// The sets of order parameters that were compared, the chosen one first.
  public var candidates: [Candidate]
  /// How many further candidates were not fitted.
  public var omittedCandidates: Int
  /// The order parameters of the chosen set.
  public var members: [OrderParameterMember]
  /// How many of them, the first ones, make a smallest sufficient set: the primary ones.
  ///
  /// The others had to be added because they are no functions of the primary ones.
  public var primaryCount: Int
  /// The observations with the fitted order parameters, in the order in which they were given.
  public var points: [Point]
  /// The fit of the chosen set to all temperatures; nil where nothing was fitted.
  public var quality: Quality?
  /// The strictly equivariant network: what symmetry alone leaves unexplained.
  public var strict: StrictBaseline
  /// The factor by which standard uncertainties were multiplied before the fit.
  public var inflation: Double
  /// Whether the uncertainties are stated by the sources; else they are digits scaled to the scatter.
  public var isStated: Bool
  /// The seed of the draw that was kept.
  public var seed: UInt64
  /// The weights W, then the coefficients of ξ₀; empty where nothing was fitted.
  public var weights: [Double]
  /// The name of each weight by what it does.
  public var weightKeys: [String]
  /// The middle and half the span of the temperatures, K: the unit of ξ₀.
  public var temperatureScale: TemperatureRange
  /// The lengths that turn strain and occupancy into Å.
  public var strainLength: Double
  /// What has to be said, with a code for each kind.
  public var messages: [Message]

  /// The answer of a model.
  public enum Verdict: String, Sendable, Codable, Hashable {
    /// No irrep breaks the symmetry of the parent; nothing was fitted.
    case noTransition
    /// The model describes the sweep within its uncertainties.
    case described
    /// No set of order parameters describes the sweep within its uncertainties.
    case notDescribed
    /// Symmetry admits no set of irreps for the groups of the phases.
    case noCandidate
    /// The sweep has more residuals than the model takes.
    case tooLarge
  }

  /// The middle and half the span of some temperatures, K.
  public struct TemperatureRange: Sendable, Codable, Hashable {
    /// The middle.
    public var middle: Double
    /// Half the span.
    public var halfSpan: Double
  }

  /// One group of the sweep.
  public struct Phase: Sendable, Codable, Hashable {
    /// The operations of the cell that it keeps.
    public var keptOperations: [Int]
    /// The lowest and highest temperature, K.
    public var temperatures: ClosedRange<Double>
    /// Whether it is the parent's group.
    public var isParent: Bool
    /// For each order parameter an orthonormal basis of the vectors that the group keeps: the
    /// coordinates of `Point.amplitudes`.
    public var bases: [[[Double]]]
  }

  /// One set of order parameters.
  public struct Candidate: Sendable, Codable, Hashable {
    /// The order parameters by name.
    public var labels: [String]
    /// How the fit ended.
    public var status: SweepModelStatus
    /// The number of draws of the weights that were tried.
    public var draws: Int
    /// The fit.
    public var quality: Quality
    /// Whether it is the chosen one.
    public var isChosen: Bool
    /// Whether symmetry makes it sufficient; else it has members added to one that is.
    public var isMinimal: Bool
  }

  /// How well a set describes some temperatures.
  public struct Quality: Sendable, Codable, Hashable {
    /// χ² over all residuals.
    public var chiSquared: Double
    /// The number of residuals.
    public var residualCount: Int
    /// The effective number of parameters.
    public var effectiveParameters: Double
    /// −2 log of the evidence, up to a common constant.
    public var evidence: Double
    /// The same with a tenth of the prior deviation of the amplitudes.
    public var evidenceOfNarrowPrior: Double
    /// The Bayesian information criterion.
    public var bayesianCriterion: Double
    /// Whether χ² is within what the noise makes.
    public var isAdequate: Bool
    /// The number of iterations.
    public var iterations: Int

    /// The residual degrees of freedom.
    public var degreesOfFreedom: Double {
      max(Double(residualCount) - effectiveParameters, 0)
    }
  }

  /// One observation with the fitted order parameters.
  public struct Point: Sendable, Codable, Hashable {
    /// The index of the measurement in the sweep.
    public var measurement: Int
    /// The temperature, K.
    public var temperature: Double
    /// The phase, a position in `phases`.
    public var phase: Int
    /// For each order parameter its coordinates in the basis of the phase, Å over the
    /// commensurate cell; empty where the phase admits none.
    public var amplitudes: [[Double]]
    /// The standard uncertainties, the weights W marginalised.
    public var standardUncertainties: [[Double]]
    /// The amplitudes of the data projected on the same modes: the classical ones.
    public var classical: [[Double]]
    /// The coordinates of the model in the rows of the phase, Å.
    public var rows: [Double]
    /// Their standard uncertainties, Å.
    public var rowUncertainties: [Double]
    /// χ² of the temperature.
    public var chiSquared: Double
  }

  /// The strictly equivariant network, all relaxed weights zero: its output keeps the symmetry of the
  /// parent (Curie's principle).
  public struct StrictBaseline: Sendable, Codable, Hashable {
    /// χ² about zero of the coordinates that break the symmetry of the parent.
    public var chiSquared: Double
    /// The number of these coordinates.
    public var residualCount: Int
    /// For each observation the size of what it cannot reproduce, Å over the commensurate cell.
    public var unexplained: [Double]
  }

  /// Something that has to be said.
  public struct Message: Sendable, Codable, Hashable {
    /// The kind.
    public var code: String
    /// Whether it casts doubt on the result.
    public var isWarning: Bool
    /// The text.
    public var text: String
  }
}
