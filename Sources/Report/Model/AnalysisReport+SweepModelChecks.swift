extension AnalysisReport.SweepModelRecord {
  /// The power with which a secondary distortion follows the primary order parameters.
  ///
  ///     S = κ mˣ (1 + c m²ᐟⁿ) ,   n x the fitted power
  ///
  /// m is the lowest term of the primary order parameters that transforms as the secondary, n its
  /// degree: S ∝ (T_c − T)^nβ where the term is a power of one order parameter.
  public struct SecondaryExponent: Sendable, Codable, Hashable {
    /// The irrep of the secondary distortion.
    public var label: String
    /// What is distorted: `displacement`, `strain` or `occupancy`.
    public var kind: String
    /// The lowest term that symmetry admits, such as `R4+² M3+`; nil where there is none up to
    /// degree 6.
    public var term: String?
    /// Its degree.
    public var predicted: Int?
    /// The power that fits the data best; nil where none does.
    public var fitted: Double?
    /// The lower end of its 95 % interval, nil where it is open.
    public var lower95: Double?
    /// The upper end of its 95 % interval, nil where it is open.
    public var upper95: Double?
    /// The number of structures.
    public var pointCount: Int

    /// A fitted power.
    public init(
      label: String, kind: String, term: String?, predicted: Int?, fitted: Double?,
      lower95: Double?, upper95: Double?, pointCount: Int
    ) {
      self.label = label
      self.kind = kind
      self.term = term
      self.predicted = predicted
      self.fitted = fitted
      self.lower95 = lower95
      self.upper95 = upper95
      self.pointCount = pointCount
    }

    /// Whether the predicted power lies in the interval, an open end excluding nothing; nil where
    /// none is predicted or fitted.
    public var agrees: Bool? {
      guard let predicted, fitted != nil else { return nil }
      let power = Double(predicted)
      return (lower95 ?? power) <= power && power <= (upper95 ?? power)
    }
  }

  /// What refits of the whole model to structures with new noise say about one order parameter.
  public struct Bootstrap: Sendable, Codable, Hashable {
    /// The order parameter.
    public var label: String
    /// The number of refits.
    public var replicateCount: Int
    /// How many did not converge or have no transition; they are left out.
    public var failureCount: Int
    /// The transition temperature of the fit, K; nil without a Landau fit.
    public var temperature: Double?
    /// Its standard uncertainty, K.
    public var temperatureUncertainty: Double?
    /// The lower end of its 95 % interval, K.
    public var temperatureLower95: Double?
    /// The upper end of its 95 % interval, K.
    public var temperatureUpper95: Double?
    /// The order parameter at every temperature.
    public var band: [Point]

    /// The order parameter at one temperature, in its unit.
    public struct Point: Sendable, Codable, Hashable {
      /// The measurement.
      public var measurement: Int
      /// Half the distance of the 15.9 % and 84.1 % quantiles.
      public var standardUncertainty: Double
      /// The 2.5 % quantile.
      public var lower95: Double
      /// The 97.5 % quantile.
      public var upper95: Double

      /// The order parameter at one temperature.
      public init(
        measurement: Int, standardUncertainty: Double, lower95: Double, upper95: Double
      ) {
        self.measurement = measurement
        self.standardUncertainty = standardUncertainty
        self.lower95 = lower95
        self.upper95 = upper95
      }
    }

    /// The refits of one order parameter.
    public init(
      label: String, replicateCount: Int, failureCount: Int, temperature: Double?,
      temperatureUncertainty: Double?, temperatureLower95: Double?, temperatureUpper95: Double?,
      band: [Point]
    ) {
      self.label = label
      self.replicateCount = replicateCount
      self.failureCount = failureCount
      self.temperature = temperature
      self.temperatureUncertainty = temperatureUncertainty
      self.temperatureLower95 = temperatureLower95
      self.temperatureUpper95 = temperatureUpper95
      self.band = band
    }
  }
}
