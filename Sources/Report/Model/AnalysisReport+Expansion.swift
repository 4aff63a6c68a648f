public import PhaseFitNumerics

extension AnalysisReport {
  /// The thermal expansion of a phase: the mean coefficients over its temperatures.
  ///
  ///     α = dh/dT ,   h = ½ ln(FᵀF) ,   F = L(T) L₀⁻¹
  ///
  /// - Units: coefficients in 1/K.
  public struct Expansion: Sendable, Codable, Hashable {
    /// The phase in words: its space group, or its lattice system where only the metric is known.
    public var phase: String
    /// The run, nil for a single run.
    public var run: String?
    /// The lowest and the highest temperature of the cells, K.
    public var temperatureRange: Interval
    /// The number of cells.
    public var count: Int
    /// The principal coefficients, rising.
    public var principal: [Principal]
    /// The coefficient of the volume.
    public var volume: Quantity

    /// One principal coefficient, or several that are equal.
    public struct Principal: Sendable, Codable, Hashable {
      /// The coefficient.
      public var coefficient: Quantity
      /// The axis in components along a, b and c, of length 1 as three numbers; nil where the axes of
      /// equal coefficients are not determined.
      public var direction: Vector3?
      /// How many principal coefficients have this value.
      public var multiplicity: Int

      /// One principal coefficient.
      public init(coefficient: Quantity, direction: Vector3?, multiplicity: Int) {
        self.coefficient = coefficient
        self.direction = direction
        self.multiplicity = multiplicity
      }
    }

    /// The thermal expansion of a phase.
    public init(
      phase: String, run: String? = nil, temperatureRange: Interval, count: Int,
      principal: [Principal], volume: Quantity
    ) {
      self.phase = phase
      self.run = run
      self.temperatureRange = temperatureRange
      self.count = count
      self.principal = principal
      self.volume = volume
    }
  }
}
