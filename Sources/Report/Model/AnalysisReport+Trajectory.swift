public import PhaseFitStructures

extension AnalysisReport {
  /// How one structure was averaged over time, and what its atoms did.
  public struct TrajectoryRecord: Sendable, Codable, Hashable {
    /// The index of the measurement.
    public var measurement: Int
    /// How many frames were averaged.
    public var frameCount: Int
    /// How many frames at the beginning were left out.
    public var discardedCount: Int
    /// The number of blocks from whose scatter the standard uncertainties come; 0 for none.
    public var blockCount: Int
    /// The squared standard uncertainties over those of independent frames.
    public var inefficiency: Quantity?
    /// The largest root mean square displacement of an atom, Å.
    public var largestAmplitude: Quantity
    /// The distributions of order parameters, one for each transition that has one.
    public var distributions: [Distribution]

    /// A record.
    public init(
      measurement: Int, frameCount: Int, discardedCount: Int, blockCount: Int,
      inefficiency: Quantity?, largestAmplitude: Quantity, distributions: [Distribution] = []
    ) {
      self.measurement = measurement
      self.frameCount = frameCount
      self.discardedCount = discardedCount
      self.blockCount = blockCount
      self.inefficiency = inefficiency
      self.largestAmplitude = largestAmplitude
      self.distributions = distributions
    }

    /// What the report says of the averaging of one structure.
    public init(measurement: Int, summary: TrajectorySummary) {
      self.init(
        measurement: measurement, frameCount: summary.frameCount,
        discardedCount: summary.discardedCount, blockCount: summary.blockCount,
        inefficiency: summary.inefficiency.map { .dimensionless($0, name: "inefficiency") },
        largestAmplitude: .length(summary.largestAmplitude, name: "largestAmplitude"))
    }
  }

  /// The distribution of one order parameter over the atoms and frames of one structure.
  public struct Distribution: Sendable, Codable, Hashable {
    /// The index of the transition.
    public var transition: Int
    /// The label of the irrep, nil where it is not known.
    public var label: String?
    /// The time average over all atoms, Ap in Å.
    public var mean: Quantity
    /// The standard deviation of the average over all atoms in time, Ap in Å.
    public var fluctuation: Quantity
    /// The standard deviation over atoms and time, Å.
    public var spread: Quantity
    /// The places of the peaks, Å: one or two.
    public var peaks: [Quantity]
    /// The barrier between two peaks in units of kT, nil where there is one maximum.
    public var barrier: Quantity?
    /// The histogram.
    public var histogram: Histogram

    /// A histogram with bins of one width.
    public struct Histogram: Sendable, Codable, Hashable {
      /// The lower end of the first bin, Å.
      public var lower: Double
      /// The width of a bin, Å.
      public var width: Double
      /// The density in every bin, 1/Å.
      public var densities: [Double]

      /// A histogram.
      public init(lower: Double, width: Double, densities: [Double]) {
        self.lower = lower
        self.width = width
        self.densities = densities
      }
    }

    /// A distribution.
    public init(
      transition: Int, label: String?, mean: Quantity, fluctuation: Quantity, spread: Quantity,
      peaks: [Quantity], barrier: Quantity?, histogram: Histogram
    ) {
      self.transition = transition
      self.label = label
      self.mean = mean
      self.fluctuation = fluctuation
      self.spread = spread
      self.peaks = peaks
      self.barrier = barrier
      self.histogram = histogram
    }
  }
}
