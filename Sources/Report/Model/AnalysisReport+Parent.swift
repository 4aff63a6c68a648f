public import PhaseFitNumerics
public import PhaseFitSymmetry

extension AnalysisReport {
  /// The structure of which all others are distortions.
  public struct Parent: Sendable, Codable, Hashable {
    /// The space group.
    public var group: SpaceGroupType
    /// The measurement of the sweep that serves as parent, nil where it comes from elsewhere.
    public var measurement: Int?
    /// The file, nil where the parent was constructed.
    public var file: String?
    /// The data block.
    public var block: String?
    /// The temperature in K.
    public var temperature: Quantity?
    /// How the parent was chosen, in words.
    public var choice: String
    /// The unit cell.
    public var cell: Cell?
    /// The primitive basis vectors as columns, in Å.
    public var primitiveBasis: Matrix3?
    /// The basis vectors as columns, in Å, in which fractional coordinates in the parent are given.
    public var conventionalBasis: Matrix3?
    /// The basis vectors as columns, in Å, of the supercell whose atoms the distortions list.
    public var supercellBasis: Matrix3?
    /// The symmetry-inequivalent sites.
    public var sites: [ParentSite]

    /// A parent structure.
    public init(
      group: SpaceGroupType, measurement: Int? = nil, file: String? = nil, block: String? = nil,
      temperature: Quantity? = nil, choice: String, cell: Cell? = nil,
      primitiveBasis: Matrix3? = nil, conventionalBasis: Matrix3? = nil,
      supercellBasis: Matrix3? = nil, sites: [ParentSite] = []
    ) {
      self.group = group
      self.measurement = measurement
      self.file = file
      self.block = block
      self.temperature = temperature
      self.choice = choice
      self.cell = cell
      self.primitiveBasis = primitiveBasis
      self.conventionalBasis = conventionalBasis
      self.supercellBasis = supercellBasis
      self.sites = sites
    }
  }

  /// One symmetry-inequivalent site of the parent.
  public struct ParentSite: Sendable, Codable, Hashable {
    /// The label.
    public var label: String
    /// The fractional coordinates in the parent's cell.
    public var position: Vector3
    /// The number of equivalent sites in the parent's conventional cell.
    public var multiplicity: Int?
    /// What occupies the site.
    public var contents: [ExpandedCrystal.Content]

    /// A site of the parent.
    public init(
      label: String, position: Vector3, multiplicity: Int? = nil,
      contents: [ExpandedCrystal.Content] = []
    ) {
      self.label = label
      self.position = position
      self.multiplicity = multiplicity
      self.contents = contents
    }
  }

  /// One phase: consecutive structures of one space group.
  public struct Phase: Sendable, Codable, Hashable {
    /// The space group.
    public var group: SpaceGroupType
    /// The lowest and the highest temperature at which it was observed, K.
    public var temperatureRange: Interval
    /// The measurements that belong to it.
    public var measurements: [Int]
    /// The run, nil for a single run.
    public var run: String?
    /// The index of its group in the parent's, nil where it is no subgroup or there is no parent.
    public var indexInParent: Int?
    /// How many primitive cells of the parent make one of the phase.
    public var cellMultiplication: Int?
    /// The irreps that break the parent's symmetry, nil for the parent phase and where the irreps are
    /// not known.
    public var symmetry: PhaseSymmetry?

    /// A phase.
    public init(
      group: SpaceGroupType, temperatureRange: Interval, measurements: [Int], run: String? = nil,
      indexInParent: Int? = nil, cellMultiplication: Int? = nil, symmetry: PhaseSymmetry? = nil
    ) {
      self.group = group
      self.temperatureRange = temperatureRange
      self.measurements = measurements
      self.run = run
      self.indexInParent = indexInParent
      self.cellMultiplication = cellMultiplication
      self.symmetry = symmetry
    }
  }
}
