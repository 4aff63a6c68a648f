public import PhaseFitEquivariance
public import PhaseFitSymmetry

/// The relaxed weights of a sweep: what symmetry they keep at each temperature, and how well the
/// model describes the data.
///
/// One network, shared by all temperatures, maps relaxed weights θ(T) to distortions of the
/// parent. θ starts at zero, where the network is exactly symmetric, and moves only where the
/// data break the symmetry. The scale of θ is a gauge (the network can absorb it), so amplitudes
/// are those of the model's output in Å, never norms of θ.
public struct RelaxedFit: Sendable, Codable {
  /// What was asked for.
  public var specification: RelaxedModelSpec
  /// The seed of the weights from which this fit started: the specification's or a restart's.
  public var seed: UInt64
  /// How the fit ended; look here before using anything else.
  public var status: Status
  /// The longest edge along which the network passes messages, Å.
  public var cutoff: Double
  /// The number of weights that all temperatures share.
  public var sharedWeightCount: Int
  /// The stars of plane waves that modulate the relaxed weights, Γ first.
  public var stars: [PlaneWaveStar]
  /// The largest fraction of a distortion that is out of reach of these waves near the parent.
  public var unreached: Double
  /// The length a₀ in Å that strains are multiplied by in combined norms.
  public var strainLength: Double
  /// The loss, 1 for the symmetric model, at the start, at some iterations and at the end.
  public var losses: [Loss]
  /// How often loss and gradient were computed.
  public var evaluations: Int
  /// The shared weights; empty where nothing was fitted.
  public var sharedWeights: [Double]
  /// One entry for each target, in their order.
  public var points: [Point]

  /// How a fit ended.
  public enum Status: String, Sendable, Codable, Hashable {
    /// The residual fell to the target of the specification.
    case converged
    /// The loss no longer falls, above the target.
    case stalled
    /// The iterations ran out.
    case iterationLimit
    /// No target breaks the symmetry of the parent; nothing was trained.
    case nothingToFit
  }

  /// The loss at one iteration.
  public struct Loss: Sendable, Codable, Hashable {
    /// The iteration, 0 at the start.
    public var iteration: Int
    /// `Σ|r/σ|² / Σ|y/σ|²` over all temperatures.
    public var value: Double

    /// The loss at an iteration.
    public init(
      iteration: Int,
      value: Double
    ) {
      self.iteration = iteration
      self.value = value
    }
  }

  /// The result at one temperature.
  public struct Point: Sendable, Codable, Hashable {
    /// The temperature, K.
    public var temperature: Double
    /// The indices of the parent's operations that the relaxed weights keep.
    public var keptOperations: [Int]
    /// The relaxed weights by type and star, those that are not zero.
    public var blocks: [Block]
    /// The symmetry-breaking part of the model's output.
    public var output: DistortionField
    /// The combined norm of Å displacements, strain × a₀ and occupancies × 1 Å (by default).
    public var combined: Amplitude
    /// Displacements, Å, root sum of squares over the commensurate cell.
    public var displacement: Amplitude
    /// Strain, Frobenius norm.
    public var strain: Amplitude
    /// Occupancy deviations, root sum of squares over the commensurate cell.
    public var occupancy: Amplitude
    /// `|model − observed| / |observed|` in the combined norm; 0 in the parent phase.
    public var relativeResidual: Double
    /// `Σ|(model − observed)/σ|²`.
    public var chiSquare: Double

    /// The result at a temperature.
    public init(
      temperature: Double,
      keptOperations: [Int],
      blocks: [Block],
      output: DistortionField,
      combined: Amplitude,
      displacement: Amplitude,
      strain: Amplitude,
      occupancy: Amplitude,
      relativeResidual: Double,
      chiSquare: Double
    ) {
      self.temperature = temperature
      self.keptOperations = keptOperations
      self.blocks = blocks
      self.output = output
      self.combined = combined
      self.displacement = displacement
      self.strain = strain
      self.occupancy = occupancy
      self.relativeResidual = relativeResidual
      self.chiSquare = chiSquare
    }
  }

  /// The relaxed weights of one type and star.
  public struct Block: Sendable, Codable, Hashable {
    /// The type.
    public var irrep: Irrep
    /// The index of the star in `stars`.
    public var star: Int
    /// The root sum of squares.
    public var norm: Double
    /// The coefficients, wave after wave, cosine before sine, m = −l … l fastest.
    public var values: [Double]

    /// The relaxed weights of a type and star.
    public init(
      irrep: Irrep,
      star: Int,
      norm: Double,
      values: [Double]
    ) {
      self.irrep = irrep
      self.star = star
      self.norm = norm
      self.values = values
    }
  }

  /// An observed norm and the model's output along the observed direction.
  public struct Amplitude: Sendable, Codable, Hashable {
    /// |observed|.
    public var observed: Double
    /// ⟨model, observed⟩ / |observed|; 0 where nothing is observed.
    public var model: Double

    /// An observed norm and the model's share.
    public init(
      observed: Double,
      model: Double
    ) {
      self.observed = observed
      self.model = model
    }
  }

  /// A fit, from its parts.
  public init(
    specification: RelaxedModelSpec,
    seed: UInt64,
    status: Status,
    cutoff: Double,
    sharedWeightCount: Int,
    stars: [PlaneWaveStar],
    unreached: Double,
    strainLength: Double,
    losses: [Loss],
    evaluations: Int,
    sharedWeights: [Double],
    points: [Point]
  ) {
    self.specification = specification
    self.seed = seed
    self.status = status
    self.cutoff = cutoff
    self.sharedWeightCount = sharedWeightCount
    self.stars = stars
    self.unreached = unreached
    self.strainLength = strainLength
    self.losses = losses
    self.evaluations = evaluations
    self.sharedWeights = sharedWeights
    self.points = points
  }
}
