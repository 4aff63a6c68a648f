public import PhaseFitLandau
public import PhaseFitStructures

/// What a caller may choose about an analysis.
public struct AnalysisOptions: Sendable, Hashable {
  /// The file of the parent structure, nil to find it in the sweep.
  public var parent: String?
  /// A table of temperatures that overrides every other source, nil for none.
  public var temperatures: String?
  /// Whether sub-folders are read as well.
  public var recursive: Bool
  /// Whether a broken file ends the analysis instead of being left out.
  public var strict: Bool
  /// The width in K of the bins of a heating or cooling trajectory, nil to choose it.
  public var binKelvin: Double?
  /// How many frames at the beginning of each trajectory are left out.
  public var discardFrames: Int
  /// What to do with records that do not belong among their neighbours.
  public var suspects: SweepHygiene.Policy
  /// The seed of all random numbers.
  public var seed: UInt64
  /// A file for the fits of the sweep model that are done, from which an analysis that was stopped
  /// goes on; nil for none.
  public var checkpoint: String?
  /// How often the whole sweep model is refitted to structures with new noise.
  public var modelReplicates: Int
  /// One calorimetric number of the transition, nil for ratios only.
  public var calorimetry: LandauConsequences.Calorimetry?
  /// The command line, for the provenance of the report.
  public var command: [String]

  /// Options; the defaults are those of the command line.
  public init(
    parent: String? = nil, temperatures: String? = nil, recursive: Bool = false,
    strict: Bool = false, binKelvin: Double? = nil, discardFrames: Int = 0,
    suspects: SweepHygiene.Policy = .keep, seed: UInt64 = 0,
    checkpoint: String? = nil, modelReplicates: Int = 0,
    calorimetry: LandauConsequences.Calorimetry? = nil, command: [String] = []
  ) {
    self.parent = parent
    self.temperatures = temperatures
    self.recursive = recursive
    self.strict = strict
    self.binKelvin = binKelvin
    self.discardFrames = discardFrames
    self.suspects = suspects
    self.seed = seed
    self.checkpoint = checkpoint
    self.modelReplicates = modelReplicates
    self.calorimetry = calorimetry
    self.command = command
  }
}

/// How far an analysis has come.
public struct AnalysisProgress: Sendable, Hashable {
  /// What is being done.
  public var stage: String
  /// How many steps of it are done.
  public var completed: Int
  /// How many steps it has.
  public var total: Int

  /// A state of progress.
  public init(stage: String, completed: Int, total: Int) {
    self.stage = stage
    self.completed = completed
    self.total = total
  }
}
