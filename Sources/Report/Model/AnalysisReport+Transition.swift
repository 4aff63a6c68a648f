public import PhaseFitNumerics
public import PhaseFitSymmetry

extension AnalysisReport {
  /// One transition between two phases of the sweep.
  public struct Transition: Sendable, Codable, Hashable {
    /// The space group of the phase above, nil where it is not known.
    public var above: SpaceGroupType?
    /// The space group of the phase below, nil where it is not known.
    public var below: SpaceGroupType?
    /// The run in which it was seen, nil for a single run.
    public var run: String?
    /// The measured temperatures between which it lies, K; an end is nil where the sweep stops.
    public var bracket: Interval?
    /// The temperatures between which both phases were seen, K.
    public var coexistence: Interval?
    /// The temperature at which the phases exchange stability (Ttr), K.
    public var temperature: Estimate?
    /// The lower stability limit of the fitted potential (Tc), K.
    public var tc: Estimate?
    /// The upper stability limit of the fitted potential (T₊), K.
    public var tPlus: Estimate?
    /// The order of the transition.
    public var order: Order
    /// What speaks for that order.
    public var evidence: [Evidence]
    /// The order parameters that drive the transition.
    public var primary: [OrderParameter]
    /// The order parameters that follow.
    public var secondary: [OrderParameter]
    /// The effective exponent, nil where none was fitted.
    public var exponent: Exponent?
    /// The relaxed weights that go with the transition.
    public var relaxedWeights: [RelaxedWeightSeries]
    /// The space group that the relaxed weights keep below the transition.
    public var groupKeptByWeights: SpaceGroupType?
    /// What becomes of the irreps of the parent, those that keep its symmetry apart.
    public var changes: [IrrepChange]
    /// What group theory says of the transition, nil where the irreps are not known.
    public var consequences: SymmetryConsequences?
    /// The fits that were made, the one reported above first.
    public var fits: [Fit]
    /// Power laws of every irrep alone and of every element within it, the primary as a whole apart.
    public var componentFits: [Fit]
    /// Why no fit was made, nil where one was.
    public var refusal: String?

    /// The order of a transition.
    public enum Order: String, Sendable, Codable, Hashable, CaseIterable {
      /// The order parameter jumps.
      case first
      /// The order parameter vanishes continuously.
      case second
      /// The limit between first and second order.
      case tricritical
      /// The data do not decide.
      case undetermined
    }

    /// A transition.
    public init(
      above: SpaceGroupType?, below: SpaceGroupType?, run: String? = nil,
      bracket: Interval? = nil, coexistence: Interval? = nil, temperature: Estimate? = nil,
      tc: Estimate? = nil, tPlus: Estimate? = nil, order: Order = .undetermined,
      evidence: [Evidence] = [], primary: [OrderParameter] = [],
      secondary: [OrderParameter] = [], exponent: Exponent? = nil,
      relaxedWeights: [RelaxedWeightSeries] = [], groupKeptByWeights: SpaceGroupType? = nil,
      changes: [IrrepChange] = [], consequences: SymmetryConsequences? = nil, fits: [Fit] = [],
      componentFits: [Fit] = [], refusal: String? = nil
    ) {
      self.above = above
      self.below = below
      self.run = run
      self.bracket = bracket
      self.coexistence = coexistence
      self.temperature = temperature
      self.tc = tc
      self.tPlus = tPlus
      self.order = order
      self.evidence = evidence
      self.primary = primary
      self.secondary = secondary
      self.exponent = exponent
      self.relaxedWeights = relaxedWeights
      self.groupKeptByWeights = groupKeptByWeights
      self.changes = changes
      self.consequences = consequences
      self.fits = fits
      self.componentFits = componentFits
      self.refusal = refusal
    }
  }

  /// One piece of evidence on the order of a transition: a number, a fact, or a statement.
  public struct Evidence: Sendable, Codable, Hashable {
    /// The name, for example `deltaAICc`: a key of the `evidence` object in JSON.
    public var name: String
    /// What it is.
    public var value: Value

    /// A number, a fact, or a statement.
    public enum Value: Sendable, Codable, Hashable {
      /// A dimensionless number.
      case number(Double)
      /// A number with unit and interval.
      case estimate(Estimate)
      /// Whether something is so.
      case fact(Bool)
      /// A statement in words.
      case statement(String)
    }

    /// A piece of evidence.
    public init(name: String, _ value: Value) {
      self.name = name
      self.value = value
    }
  }

  /// An order parameter over temperature.
  public struct OrderParameter: Sendable, Codable, Hashable {
    /// The irrep, nil where it is not known.
    public var label: String?
    /// The wave vector, in the parent's conventional reciprocal basis, without 2π.
    public var waveVector: [Rational]
    /// The direction in the space of the irrep, nil where it is not known.
    public var direction: String?
    /// The dimension of the irrep, nil where it is not known.
    public var dimension: Int?
    /// What the amplitude measures.
    public var kind: OrderParameterSeries.Kind
    /// How the amplitude is normalised.
    public var norm: OrderParameterSeries.Norm
    /// The amplitude at each temperature.
    public var amplitude: [AmplitudePoint]

    /// An order parameter.
    public init(
      label: String?, waveVector: [Rational], direction: String? = nil, dimension: Int? = nil,
      kind: OrderParameterSeries.Kind, norm: OrderParameterSeries.Norm,
      amplitude: [AmplitudePoint]
    ) {
      self.label = label
      self.waveVector = waveVector
      self.direction = direction
      self.dimension = dimension
      self.kind = kind
      self.norm = norm
      self.amplitude = amplitude
    }

    /// The unit of the amplitude: `Å` or `1`.
    public var unit: String { kind == .displacement ? "Å" : "1" }

    /// Whether the amplitudes together differ from zero: Σ (A/σ)² exceeds the quantile that three
    /// standard deviations of one number have; nil where none states an uncertainty.
    public var isToldFromZero: Bool? {
      let ratios = amplitude.compactMap { point in
        point.value.standardUncertainty.flatMap { $0 > 0 ? point.value.value / $0 : nil }
      }
      guard !ratios.isEmpty else { return nil }
      let confidence = 2 * NormalDistribution.cumulativeProbability(3) - 1
      return ratios.reduce(0) { $0 + $1 * $1 }
        > ChiSquaredDistribution(degreesOfFreedom: Double(ratios.count)).quantile(confidence)
    }
  }

  /// The amplitude of an order parameter at one temperature.
  public struct AmplitudePoint: Sendable, Codable, Hashable {
    /// The measurement.
    public var measurement: Int
    /// The temperature, K.
    public var temperature: Double
    /// The amplitude.
    public var value: Quantity

    /// An amplitude.
    public init(measurement: Int, temperature: Double, value: Quantity) {
      self.measurement = measurement
      self.temperature = temperature
      self.value = value
    }
  }

  /// The exponent of a power law over a window of temperatures: effective, not critical.
  public struct Exponent: Sendable, Codable, Hashable {
    /// The exponent with its interval.
    public var estimate: Estimate
    /// The temperatures of the points that were fitted, K.
    public var window: Interval?

    /// An effective exponent.
    public init(_ estimate: Estimate, window: Interval? = nil) {
      self.estimate = estimate
      self.window = window
    }
  }

  /// Relaxed weights over temperature, on the scale of a calibration.
  public struct RelaxedWeightSeries: Sendable, Codable, Hashable {
    /// The irrep or block, nil where it is not known.
    public var label: String?
    /// How the scale was fixed, nil where the values are not calibrated.
    public var calibration: String?
    /// The values.
    public var values: [AmplitudePoint]
    /// The correlation coefficient with the classical mode amplitude, nil where there is none.
    public var correlation: Double?
    /// The transition temperature (Ttr) of the Landau fit to these values, K.
    public var temperature: Estimate?
    /// That fit, nil where none was made.
    public var fit: Fit?

    /// Relaxed weights over temperature.
    public init(
      label: String?, calibration: String? = nil, values: [AmplitudePoint],
      correlation: Double? = nil, temperature: Estimate? = nil, fit: Fit? = nil
    ) {
      self.label = label
      self.calibration = calibration
      self.values = values
      self.correlation = correlation
      self.temperature = temperature
      self.fit = fit
    }
  }
}
