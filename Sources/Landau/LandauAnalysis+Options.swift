extension LandauAnalysis {
  /// What a caller may choose about an analysis.
  public struct Options: Sendable, Codable, Hashable {
    /// The number of repetitions of each bootstrap; none at 0.
    public var bootstrapReplicates: Int
    /// The kinds of bootstrap.
    public var bootstrapKinds: [LandauBootstrap.Kind]
    /// The seed of all random numbers.
    public var seed: UInt64
    /// The standard uncertainty of the temperature of each measurement, K, where known.
    public var temperatureUncertainties: [Int: Double]
    /// One calorimetric number, nil for ratios only.
    public var calorimetry: LandauConsequences.Calorimetry?
    /// Where the amplitude is predicted, K; nil for a grid from the data to the transition.
    public var predictionTemperatures: [Double]?

    /// Options; by default no bootstrap is made.
    public init(
      bootstrapReplicates: Int = 0,
      bootstrapKinds: [LandauBootstrap.Kind] = LandauBootstrap.Kind.allCases, seed: UInt64 = 0,
      temperatureUncertainties: [Int: Double] = [:],
      calorimetry: LandauConsequences.Calorimetry? = nil, predictionTemperatures: [Double]? = nil
    ) {
      self.bootstrapReplicates = bootstrapReplicates
      self.bootstrapKinds = bootstrapKinds
      self.seed = seed
      self.temperatureUncertainties = temperatureUncertainties
      self.calorimetry = calorimetry
      self.predictionTemperatures = predictionTemperatures
    }
  }
}
