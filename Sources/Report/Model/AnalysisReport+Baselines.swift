extension AnalysisReport {
  /// Lattice parameters on the axes of the parent, with the baselines against which strain is taken.
  ///
  ///     e(T) = U(T) − 1 ,   F = L(T) L₀(T)⁻¹ = R U
  ///
  /// L(T) is the lattice of a structure on the parent's axes, L₀(T) that of the parent phase
  /// extrapolated to the same temperature: the baseline.
  public struct StrainBaselines: Sendable, Codable, Hashable {
    /// The lattice of each structure on the axes of the parent.
    public var lattices: [Lattice]
    /// The baselines, the one that the reported strain is taken against first.
    public var baselines: [Baseline]

    /// The lattice of one structure.
    public struct Lattice: Sendable, Codable, Hashable {
      /// The measurement.
      public var measurement: Int
      /// The lattice parameters.
      public var cell: Cell

      /// The lattice of one structure.
      public init(measurement: Int, cell: Cell) {
        self.measurement = measurement
        self.cell = cell
      }
    }

    /// The lattice of the parent phase over the whole range of the sweep.
    public struct Baseline: Sendable, Codable, Hashable {
      /// The form in words, for example `linear`.
      public var form: String
      /// The number of structures of the parent phase behind it.
      public var structureCount: Int
      /// Whether the reported strain is taken against it.
      public var isUsed: Bool
      /// The lattice parameters over temperature, rising, with standard uncertainties where the
      /// points leave degrees of freedom.
      public var course: [Point]
      /// The strain of each structure against it; empty where only one baseline is known.
      public var strains: [Strain]

      /// A baseline.
      public init(
        form: String, structureCount: Int, isUsed: Bool, course: [Point], strains: [Strain] = []
      ) {
        self.form = form
        self.structureCount = structureCount
        self.isUsed = isUsed
        self.course = course
        self.strains = strains
      }
    }

    /// The lattice of the parent phase at one temperature.
    public struct Point: Sendable, Codable, Hashable {
      /// The temperature, K.
      public var temperature: Double
      /// The lattice parameters.
      public var cell: Cell

      /// The lattice of the parent phase at one temperature.
      public init(temperature: Double, cell: Cell) {
        self.temperature = temperature
        self.cell = cell
      }
    }

    /// The strain of one structure against a baseline.
    public struct Strain: Sendable, Codable, Hashable {
      /// The measurement.
      public var measurement: Int
      /// The part that breaks the symmetry of the parent's lattice, along its direction.
      public var breaking: Quantity
      /// The volume strain.
      public var volume: Quantity

      /// The strain of one structure against a baseline.
      public init(measurement: Int, breaking: Quantity, volume: Quantity) {
        self.measurement = measurement
        self.breaking = breaking
        self.volume = volume
      }
    }

    /// Lattices and their baselines.
    public init(lattices: [Lattice], baselines: [Baseline]) {
      self.lattices = lattices
      self.baselines = baselines
    }
  }
}
