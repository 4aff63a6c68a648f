public import PhaseFitStructures
public import PhaseFitSymmetry

extension AnalysisReport {
  /// The structures of the sweep and the input that was left out.
  public struct SweepRecord: Sendable, Codable, Hashable {
    /// The name of the sweep: its folder or file without extension.
    public var name: String
    /// The structures, in the order in which all parts of the report number them.
    public var measurements: [MeasurementRecord]
    /// Files and blocks that were left out, each with the reason.
    public var rejected: [Sweep.Rejection]

    /// A sweep.
    public init(
      name: String, measurements: [MeasurementRecord], rejected: [Sweep.Rejection] = []
    ) {
      self.name = name
      self.measurements = measurements
      self.rejected = rejected
    }
  }

  /// One structure of the sweep: where it comes from, its temperature, its cell, its symmetry.
  public struct MeasurementRecord: Sendable, Codable, Hashable {
    /// The source of the temperatures of a table of lattice parameters.
    public static let tableColumn = "column of the table"

    /// The file.
    public var file: String
    /// The data block, nil where the format has none.
    public var block: String?
    /// The temperature in K.
    public var temperature: Quantity?
    /// Where the temperature was found, in words.
    public var temperatureSource: String?
    /// The run to which the structure belongs, nil for a single run.
    public var run: String?
    /// Whether the sample was being heated or cooled, where that is known.
    public var branch: StructureMeasurement.Branch?
    /// The unit cell, nil where it is not known.
    public var cell: Cell?
    /// The number of sites of the asymmetric unit.
    public var siteCount: Int?
    /// The number of atoms in the unit cell.
    public var atomCount: Int?
    /// The space group that the source declares, as resolved.
    public var spaceGroupDeclared: SpaceGroupType?
    /// The space group in the source's own spelling.
    public var spaceGroupSpelling: String?
    /// The space group that the atoms have within the tolerance.
    public var spaceGroupFound: SpaceGroupType?
    /// The distance tolerance with which that group was found, in Å.
    public var tolerance: Quantity?
    /// The space groups found at other tolerances, where they differ.
    public var alternatives: [FoundSymmetry.Alternative]
    /// The mean displacement parameter of each element, in the order of the sites.
    public var displacementParameters: [ElementDisplacement]
    /// Whether the structure takes part in the analysis.
    public var used: Bool
    /// Why it does not take part, or what is special about it.
    public var reason: String?

    /// One structure of the sweep.
    public init(
      file: String, block: String? = nil, temperature: Quantity?, temperatureSource: String?,
      run: String? = nil, branch: StructureMeasurement.Branch? = nil, cell: Cell? = nil,
      siteCount: Int? = nil, atomCount: Int? = nil, spaceGroupDeclared: SpaceGroupType? = nil,
      spaceGroupSpelling: String? = nil, spaceGroupFound: SpaceGroupType? = nil,
      tolerance: Quantity? = nil, alternatives: [FoundSymmetry.Alternative] = [],
      displacementParameters: [ElementDisplacement] = [],
      used: Bool = true, reason: String? = nil
    ) {
      self.file = file
      self.block = block
      self.temperature = temperature
      self.temperatureSource = temperatureSource
      self.run = run
      self.branch = branch
      self.cell = cell
      self.siteCount = siteCount
      self.atomCount = atomCount
      self.spaceGroupDeclared = spaceGroupDeclared
      self.spaceGroupSpelling = spaceGroupSpelling
      self.spaceGroupFound = spaceGroupFound
      self.tolerance = tolerance
      self.alternatives = alternatives
      self.displacementParameters = displacementParameters
      self.used = used
      self.reason = reason
    }
  }

  /// The mean equivalent isotropic displacement parameter of the atoms of one element.
  ///
  ///     Ū = Σ_i m_i o_i U_i / Σ_i m_i o_i   over the sites of the element, multiplicity m, occupancy o
  public struct ElementDisplacement: Sendable, Codable, Hashable {
    /// The symbol of the element.
    public var element: String
    /// The mean of U in Å².
    public var mean: Quantity

    /// A mean displacement parameter.
    public init(element: String, mean: Quantity) {
      self.element = element
      self.mean = mean
    }
  }

  /// The six parameters of a unit cell and its volume.
  public struct Cell: Sendable, Codable, Hashable {
    /// The lengths a, b, c in Å.
    public var lengths: [Quantity]
    /// The angles α, β, γ in degrees.
    public var angles: [Quantity]
    /// The volume in Å³.
    public var volume: Quantity?

    /// A unit cell.
    public init(lengths: [Quantity], angles: [Quantity], volume: Quantity? = nil) {
      self.lengths = lengths
      self.angles = angles
      self.volume = volume
    }

    /// The parameters of a measured cell under their names in the CIF core dictionary.
    public init(_ cell: UnitCell) {
      func quantities(_ values: [MeasuredValue], unit: String, names: [String]) -> [Quantity] {
        zip(values, names).map { value, name in
          Quantity(
            value.value, standardUncertainty: value.standardUncertainty, unit: unit,
            dictRef: "cif:\(name)",
            uncertaintyOrigin: value.standardUncertainty == nil ? nil : .stated)
        }
      }
      self.init(
        lengths: quantities(
          cell.lengths, unit: "Å", names: ["_cell_length_a", "_cell_length_b", "_cell_length_c"]),
        angles: quantities(
          cell.anglesDegrees, unit: "deg",
          names: ["_cell_angle_alpha", "_cell_angle_beta", "_cell_angle_gamma"]),
        volume: Quantity(cell.volume, unit: "Å3", dictRef: "cif:_cell_volume"))
    }
  }
}
