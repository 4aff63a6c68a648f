public import PhaseFitNumerics
public import PhaseFitSymmetry

extension AnalysisReport {
  /// The fit of relaxed weights to the distortions of the sweep.
  public struct RelaxedFitRecord: Sendable, Codable, Hashable {
    /// How the fit ended.
    public var status: Status
    /// The settings of network and optimiser that were used.
    public var settings: [Setting]
    /// The number of iterations.
    public var iterations: Int
    /// The loss before the first iteration.
    public var firstLoss: Double?
    /// The loss after the last iteration.
    public var lastLoss: Double?
    /// What the amplitudes below measure, in words.
    public var amplitudeDefinition: String?
    /// The weights and the output at each measurement.
    public var structures: [RelaxedStructure]

    /// How the fit ended.
    public enum Status: String, Sendable, Codable, Hashable, CaseIterable {
      /// The loss reached its minimum.
      case converged
      /// The limit of iterations came first.
      case iterationLimit = "iteration limit"
      /// No step lowered the loss any more.
      case stalled
      /// No structure breaks the parent's symmetry.
      case nothingToFit = "nothing to fit"
    }

    /// A fit of relaxed weights.
    public init(
      status: Status, settings: [Setting] = [], iterations: Int, firstLoss: Double? = nil,
      lastLoss: Double? = nil, amplitudeDefinition: String? = nil,
      structures: [RelaxedStructure] = []
    ) {
      self.status = status
      self.settings = settings
      self.iterations = iterations
      self.firstLoss = firstLoss
      self.lastLoss = lastLoss
      self.amplitudeDefinition = amplitudeDefinition
      self.structures = structures
    }
  }

  /// The relaxed weights at one temperature, the symmetry they keep and what the model puts out.
  public struct RelaxedStructure: Sendable, Codable, Hashable {
    /// The measurement.
    public var measurement: Int
    /// The norms of the weights by block; their scale is gauge and has no physical meaning.
    public var blocks: [WeightBlock]
    /// How many of the parent's operations leave the weights unchanged.
    public var operationsKept: Int
    /// How many operations the parent has modulo the supercell.
    public var operationsOfParent: Int
    /// The space group of the kept operations.
    public var groupKept: SpaceGroupType?
    /// Whether that group is the group found in the structure, nil where one is unknown.
    public var agreesWithFound: Bool?
    /// The amplitude of the model's output along the observed distortion.
    public var outputAmplitude: Quantity?
    /// The amplitude of the observed distortion, in the same norm.
    public var observedAmplitude: Quantity?
    /// The part of the distortion that the model leaves unexplained, relative to the whole.
    public var relativeResidual: Quantity?

    /// The relaxed weights at one temperature.
    public init(
      measurement: Int, blocks: [WeightBlock] = [], operationsKept: Int, operationsOfParent: Int,
      groupKept: SpaceGroupType? = nil, agreesWithFound: Bool? = nil,
      outputAmplitude: Quantity? = nil, observedAmplitude: Quantity? = nil,
      relativeResidual: Quantity? = nil
    ) {
      self.measurement = measurement
      self.blocks = blocks
      self.operationsKept = operationsKept
      self.operationsOfParent = operationsOfParent
      self.groupKept = groupKept
      self.agreesWithFound = agreesWithFound
      self.outputAmplitude = outputAmplitude
      self.observedAmplitude = observedAmplitude
      self.relativeResidual = relativeResidual
    }
  }

  /// The norm of all weights of one angular type and one star of wave vectors.
  public struct WeightBlock: Sendable, Codable, Hashable {
    /// The degree l of the type.
    public var degree: Int
    /// Whether the type is even under inversion.
    public var isEven: Bool
    /// One wave vector of the star, in the parent's conventional reciprocal basis, without 2π.
    public var waveVector: [Rational]
    /// The root sum of squares of the weights of the block.
    public var norm: Double

    /// The type in the notation of the field, for example `1o`.
    public var type: String { "\(degree)\(isEven ? "e" : "o")" }

    /// One block of weights.
    public init(degree: Int, isEven: Bool, waveVector: [Rational], norm: Double) {
      self.degree = degree
      self.isEven = isEven
      self.waveVector = waveVector
      self.norm = norm
    }
  }
}
