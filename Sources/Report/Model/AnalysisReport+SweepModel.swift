public import PhaseFitSymmetry

extension AnalysisReport.StructureFile {
  /// The name of the file of the model in a report.
  public static let modelName = "model.json"
}

extension AnalysisReport {
  /// The model of the whole sweep whose relaxed weights are its order parameters.
  public struct SweepModelRecord: Sendable, Codable, Hashable {
    /// The answer: `described`, `notDescribed`, `noTransition`, `noCandidate` or `tooLarge`.
    public var verdict: String
    /// How the fit ended: `converged` or `notConverged`; nil where nothing was fitted.
    public var status: String?
    /// The factor on the stated uncertainties that the scatter asks for.
    public var inflation: Double
    /// The number of weights that all temperatures share.
    public var weightCount: Int
    /// The seed of the draw of the weights.
    public var seed: UInt64
    /// The fit to all temperatures, nil where nothing was fitted.
    public var quality: Quality?
    /// χ² of the strictly equivariant network, which keeps the parent's symmetry.
    public var strictChiSquared: Double
    /// Its residuals: what breaks the symmetry of the parent.
    public var strictResiduals: Int
    /// The sets of order parameters that were compared, the chosen one first.
    public var candidates: [Candidate]
    /// The errors at temperatures left out one at a time.
    public var heldOut: [HeldOut]
    /// The powers with which secondary distortions follow the primary order parameters.
    public var secondaryExponents: [SecondaryExponent]
    /// Refits to structures with new noise, for each order parameter; none unless asked for.
    public var bootstraps: [Bootstrap]
    /// The structure by the model over a fine grid of temperatures, rising; empty where the model
    /// predicts none.
    public var course: [PredictedStructure] = []

    /// The distortion that the model predicts at one temperature.
    public struct PredictedStructure: Sendable, Codable, Hashable {
      /// The temperature, K.
      public var temperature: Double
      /// The space group of the phase, nil where it is not known.
      public var group: SpaceGroupType?
      /// The strain against the parent at that temperature, row by row, on its Cartesian axes.
      public var strain: [Double]
      /// ux, uy, uz of each site in the order of `Distortion.displacements`, Cartesian, Å.
      public var displacements: [Double]
      /// The occupancy of each site minus the parent's, as `SiteDisplacement.occupancy`, 0 where the
      /// site has no freedom to vary it; empty where no site has.
      public var occupancies: [Double]
      /// Where the order parameters at this temperature come from, in words.
      public var source: String

      /// A predicted structure.
      public init(
        temperature: Double, group: SpaceGroupType?, strain: [Double], displacements: [Double],
        occupancies: [Double] = [], source: String = ""
      ) {
        self.temperature = temperature
        self.group = group
        self.strain = strain
        self.displacements = displacements
        self.occupancies = occupancies
        self.source = source
      }
    }

    /// How well a set of order parameters describes a sweep.
    public struct Quality: Sendable, Codable, Hashable {
      /// χ².
      public var chiSquared: Double
      /// The number of residuals.
      public var residualCount: Int
      /// The effective number of parameters.
      public var effectiveParameters: Double
      /// −2 log of the evidence, up to a constant that all sets share.
      public var evidence: Double
      /// The same for a prior of the amplitudes a tenth as wide.
      public var evidenceOfNarrowPrior: Double
      /// The Bayesian information criterion.
      public var bayesianCriterion: Double
      /// Whether χ² is within what the noise makes.
      public var isAdequate: Bool
      /// The number of iterations.
      public var iterations: Int

      /// How well a set describes a sweep.
      public init(
        chiSquared: Double, residualCount: Int, effectiveParameters: Double, evidence: Double,
        evidenceOfNarrowPrior: Double, bayesianCriterion: Double, isAdequate: Bool,
        iterations: Int
      ) {
        self.chiSquared = chiSquared
        self.residualCount = residualCount
        self.effectiveParameters = effectiveParameters
        self.evidence = evidence
        self.evidenceOfNarrowPrior = evidenceOfNarrowPrior
        self.bayesianCriterion = bayesianCriterion
        self.isAdequate = isAdequate
        self.iterations = iterations
      }
    }

    /// A set of order parameters.
    public struct Candidate: Sendable, Codable, Hashable {
      /// The order parameters.
      public var labels: [String]
      /// Whether it is the chosen one.
      public var isChosen: Bool
      /// Whether symmetry makes it a smallest sufficient set.
      public var isMinimal: Bool
      /// How the fit ended.
      public var status: String
      /// How well it describes the temperatures that decide.
      public var quality: Quality

      /// A set of order parameters.
      public init(
        labels: [String], isChosen: Bool, isMinimal: Bool, status: String, quality: Quality
      ) {
        self.labels = labels
        self.isChosen = isChosen
        self.isMinimal = isMinimal
        self.status = status
        self.quality = quality
      }
    }

    /// The errors of three predictions of a structure that they did not know: root mean squares of
    /// the displacement of an atom in Å and of the strain (Frobenius norm).
    public struct HeldOut: Sendable, Codable, Hashable {
      /// The measurement.
      public var measurement: Int
      /// The temperature, K.
      public var temperature: Double
      /// The model with the order parameter of the Landau fit.
      public var model: Errors
      /// Linear interpolation between the neighbouring temperatures.
      public var interpolation: Errors
      /// Mode amplitudes with the Landau fit, secondaries as polynomials of the amplitude.
      public var classical: Errors
      /// What an exact prediction would have: the error of the structure itself; nil where no
      /// uncertainties are stated.
      public var data: Errors?

      /// Two errors.
      public struct Errors: Sendable, Codable, Hashable {
        /// Å.
        public var displacement: Double
        /// Dimensionless.
        public var strain: Double

        /// Two errors.
        public init(displacement: Double, strain: Double) {
          self.displacement = displacement
          self.strain = strain
        }
      }

      /// The errors at one temperature.
      public init(
        measurement: Int, temperature: Double, model: Errors, interpolation: Errors,
        classical: Errors, data: Errors? = nil
      ) {
        self.measurement = measurement
        self.temperature = temperature
        self.model = model
        self.interpolation = interpolation
        self.classical = classical
        self.data = data
      }
    }

    /// A model of a sweep.
    public init(
      verdict: String, status: String?, inflation: Double, weightCount: Int, seed: UInt64,
      quality: Quality?, strictChiSquared: Double, strictResiduals: Int,
      candidates: [Candidate] = [], heldOut: [HeldOut] = [],
      secondaryExponents: [SecondaryExponent] = [], bootstraps: [Bootstrap] = []
    ) {
      self.verdict = verdict
      self.status = status
      self.inflation = inflation
      self.weightCount = weightCount
      self.seed = seed
      self.quality = quality
      self.strictChiSquared = strictChiSquared
      self.strictResiduals = strictResiduals
      self.candidates = candidates
      self.heldOut = heldOut
      self.secondaryExponents = secondaryExponents
      self.bootstraps = bootstraps
    }
  }
}
