/// What a model of a sweep in the normal gauge is asked to do.
public struct SweepModelSpec: Sendable, Codable, Hashable {
  /// The seed of all random weights.
  public var seed: UInt64 = 0
  /// The number of layers of the network.
  public var layers: Int = 2
  /// How many draws of the weights are tried at most; one more is tried only where the model has
  /// not reached what the noise allows.
  public var draws: Int = 3
  /// The largest number of iterations of one fit; most end after 20 to 100.
  public var iterationLimit: Int = 200
  /// A fit ends after two iterations that lower the objective by less than this fraction.
  public var gain: Double = 2e-4
  /// The same for the last fit of the chosen set: a fit that stops early leaves secondary distortions
  /// a little too small, and precise strains then bend the amplitudes.
  public var finalGain: Double = 2e-5
  /// The prior standard deviation of an amplitude over the commensurate cell, Å.
  public var amplitudeDeviation: Double = 1
  /// How many temperatures at most decide between sets of order parameters.
  public var selectionTemperatures: Int = 8
  /// How many sets of order parameters are compared at most.
  public var candidateLimit: Int = 6
  /// How many irreps are tried in addition to a set that does not describe the sweep.
  public var additionLimit: Int = 4
  /// How many order parameters a set has at most.
  public var largestSet: Int = 4
  /// Whether sets that contain an adequate one are fitted as well, to print their evidence.
  public var comparesSupersets: Bool = false
  /// Two sets whose evidence differs by less than this are not distinguished.
  public var distinguishingEvidence: Double = 10
  /// The length in Å that an occupancy deviation of 1 counts for.
  public var occupancyLength: Double = 1
  /// The largest number of residuals of one fit; beyond it the sweep is too large for the model.
  public var residualLimit: Int = 4000

  /// The specification with its default values.
  public init() {}
}
