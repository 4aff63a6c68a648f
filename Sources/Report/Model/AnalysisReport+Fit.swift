extension AnalysisReport {
  /// One model fitted to an order parameter.
  public struct Fit: Sendable, Codable, Hashable {
    /// The name of the model, for example `2-4-6`.
    public var model: String
    /// The model as a formula.
    public var formula: String
    /// What was fitted, for example `displacement at k = (1/2 1/2 1/2)`.
    public var target: String
    /// How the fit ended: `converged`, `iteration limit`, `stalled`.
    public var status: String
    /// Whether the results of the transition above come from this fit.
    public var isReported: Bool
    /// The parameters.
    public var parameters: [FitParameter]
    /// The (weighted) sum of squared residuals.
    public var chiSquared: Double?
    /// The number of points n that were fitted.
    public var pointCount: Int
    /// The degrees of freedom ν.
    public var degreesOfFreedom: Int
    /// Whether the points were weighted with their uncertainties.
    public var isWeighted: Bool
    /// Akaike's criterion for small samples, nil where n is too small.
    public var aicc: Double?
    /// The difference of that criterion to the best model, nil where it is not known.
    public var deltaAICc: Double?
    /// The temperatures of the points that were fitted, K.
    public var window: Interval?
    /// The points with fitted values and residuals, unused points included.
    public var points: [FitPoint]
    /// The curve over temperature with its 95 % band; empty where none was drawn.
    public var curve: [CurvePoint]

    /// A fit.
    public init(
      model: String, formula: String, target: String, status: String, isReported: Bool = false,
      parameters: [FitParameter], chiSquared: Double?, pointCount: Int, degreesOfFreedom: Int,
      isWeighted: Bool, aicc: Double? = nil, deltaAICc: Double? = nil, window: Interval? = nil,
      points: [FitPoint] = [], curve: [CurvePoint] = []
    ) {
      self.model = model
      self.formula = formula
      self.target = target
      self.status = status
      self.isReported = isReported
      self.parameters = parameters
      self.chiSquared = chiSquared
      self.pointCount = pointCount
      self.degreesOfFreedom = degreesOfFreedom
      self.isWeighted = isWeighted
      self.aicc = aicc
      self.deltaAICc = deltaAICc
      self.window = window
      self.points = points
      self.curve = curve
    }
  }

  /// The amplitude of the stable phase by a fit at one temperature, in the unit of the amplitude.
  public struct CurvePoint: Sendable, Codable, Hashable {
    /// The temperature, K.
    public var temperature: Double
    /// The amplitude.
    public var value: Double
    /// The lower end of the 95 % band, nil where there is none.
    public var lower95: Double?
    /// The upper end of the 95 % band, nil where there is none.
    public var upper95: Double?

    /// A point of a curve.
    public init(
      temperature: Double, value: Double, lower95: Double? = nil, upper95: Double? = nil
    ) {
      self.temperature = temperature
      self.value = value
      self.lower95 = lower95
      self.upper95 = upper95
    }
  }

  /// A fitted or derived parameter of a model.
  public struct FitParameter: Sendable, Codable, Hashable {
    /// The symbol in the formula of the model.
    public var name: String
    /// The value with its interval.
    public var estimate: Estimate
    /// The standard uncertainty scaled by √(χ²/ν), where it is reported beside the stated one.
    public var scaledUncertainty: Double?
    /// Whether it was held fixed.
    public var isFixed: Bool

    /// A parameter.
    public init(
      name: String, _ estimate: Estimate, scaledUncertainty: Double? = nil, isFixed: Bool = false
    ) {
      self.name = name
      self.estimate = estimate
      self.scaledUncertainty = scaledUncertainty
      self.isFixed = isFixed
    }
  }

  /// One point of a fit.
  public struct FitPoint: Sendable, Codable, Hashable {
    /// The measurement.
    public var measurement: Int
    /// The temperature, K.
    public var temperature: Double
    /// The observed amplitude.
    public var observed: Quantity
    /// The fitted amplitude, nil outside the range of the model.
    public var fitted: Double?
    /// Observed minus fitted, in the unit of the amplitude.
    public var residual: Double?
    /// Whether the point took part in the fit.
    public var used: Bool

    /// A point of a fit.
    public init(
      measurement: Int, temperature: Double, observed: Quantity, fitted: Double? = nil,
      residual: Double? = nil, used: Bool
    ) {
      self.measurement = measurement
      self.temperature = temperature
      self.observed = observed
      self.fitted = fitted
      self.residual = residual
      self.used = used
    }
  }
}
