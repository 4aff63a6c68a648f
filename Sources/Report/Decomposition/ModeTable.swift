// The structure of the child as a linear function of mode amplitudes, the form in which refinement
// programs take symmetry modes:
//
//     x_r = x⁰_r + Σ_m  D_rm n_m a_m ,     e_v = Σ_s  S_vs N_s b_s
//
// r runs over the free coordinates of the asymmetric unit in fractions of the child's cell, v over
// the six components of the strain. a_m is an amplitude As in Å, n_m D_rm the shift per Å.

public import PhaseFitNumerics
public import PhaseFitSymmetry

/// Symmetry modes as parameters of the child's structure, in the setting of the child's file.
public struct ModeTable: Sendable, Codable, Hashable {
  /// The space group of the child.
  public var group: SpaceGroupType
  /// The Hermann–Mauguin symbol of the tabulated setting that has just these operations, nil where
  /// none has.
  public var setting: String?
  /// The operations in the basis of the child's cell, the identity first.
  public var operations: [SymmetryOperation]
  /// The child's cell: a, b, c in Å, α, β, γ in degrees.
  public var cell: [Double]
  /// The parent's conventional cell in the same order.
  public var parentCell: [Double]
  /// The transformation from the parent to the child, as `2a,2b,2c;1/2,0,1/2`.
  public var transformation: String
  /// The sites of the asymmetric unit, undistorted.
  public var sites: [Site]
  /// The displacive modes; as many as `coordinates`.
  public var displacive: [Mode]
  /// The strain modes.
  public var strain: [Mode]
  /// The occupancy modes; as many as sites that are free to change.
  public var occupancy: [Mode]

  /// One site of the child's asymmetric unit.
  public struct Site: Sendable, Codable, Hashable {
    /// The label, unique in the table.
    public var label: String
    /// The symbol of the element.
    public var element: String
    /// The number of atoms in the child's cell.
    public var multiplicity: Int
    /// The position in the undistorted structure, in fractions of the child's cell.
    public var position: Vector3
    /// The occupancy in the undistorted structure.
    public var occupancy: Double
    /// Which coordinates symmetry leaves free and independent, of x, y, z.
    public var free: [Bool]
    /// The coordinates as functions of the free ones: `dependence[i][j]` multiplies the free shift j
    /// in the shift of coordinate i.
    public var dependence: [[Double]]
    /// Whether the occupancy is described by modes.
    public var hasFreeOccupancy: Bool
    /// The site whose position this one shares, another element being there; nil for none.
    public var companion: Int?

    /// A site.
    public init(
      label: String, element: String, multiplicity: Int, position: Vector3, occupancy: Double,
      free: [Bool], dependence: [[Double]], hasFreeOccupancy: Bool = false, companion: Int? = nil
    ) {
      self.label = label
      self.element = element
      self.multiplicity = multiplicity
      self.position = position
      self.occupancy = occupancy
      self.free = free
      self.dependence = dependence
      self.hasFreeOccupancy = hasFreeOccupancy
      self.companion = companion
    }
  }

  /// One mode: a direction in the space of free coordinates (or strains, or occupancies).
  public struct Mode: Sendable, Codable, Hashable {
    /// The name, as `Pm-3m[1/2,1/2,1/2]R4+(a,0,0)[O1:dsp](a)`.
    public var label: String
    /// The label of the irrep.
    public var irrep: String
    /// The factor n that normalises the column, 1/Å for displacements.
    public var norm: Double
    /// The column D, by free coordinate in the order of `coordinates`.
    public var column: [Double]
    /// The amplitude: As in Å, a strain, an occupancy amplitude.
    public var amplitude: Double

    /// A mode.
    public init(label: String, irrep: String, norm: Double, column: [Double], amplitude: Double) {
      self.label = label
      self.irrep = irrep
      self.norm = norm
      self.column = column
      self.amplitude = amplitude
    }
  }

  /// A mode table.
  public init(
    group: SpaceGroupType, setting: String?, operations: [SymmetryOperation], cell: [Double],
    parentCell: [Double],
    transformation: String, sites: [Site], displacive: [Mode], strain: [Mode],
    occupancy: [Mode] = []
  ) {
    self.group = group
    self.setting = setting
    self.operations = operations
    self.cell = cell
    self.parentCell = parentCell
    self.transformation = transformation
    self.sites = sites
    self.displacive = displacive
    self.strain = strain
    self.occupancy = occupancy
  }

  /// The free coordinates: site and axis, in the order of rows of the mode matrix.
  public var coordinates: [(site: Int, axis: Int)] {
    sites.indices.flatMap { site in
      (0..<3).filter { sites[site].free[$0] }.map { (site, $0) }
    }
  }

  /// The sites whose occupancy is free, in the order of rows of the occupancy matrix.
  public var occupancies: [Int] { sites.indices.filter { sites[$0].hasFreeOccupancy } }

  /// The sum `Σ_m D_rm n_m a_m` of some modes for every row.
  public static func shifts(_ modes: [Mode], rowCount: Int) -> [Double] {
    (0..<rowCount).map { row in
      modes.reduce(0) { $0 + $1.column[row] * $1.norm * $1.amplitude }
    }
  }

  /// The position of every site with all modes at their amplitudes, in fractions of the cell.
  public var distortedPositions: [Vector3] {
    let rows = coordinates
    let shifts = Self.shifts(displacive, rowCount: rows.count)
    return sites.indices.map { index in
      let site = sites[index].companion ?? index
      var free = [0.0, 0, 0]
      for (row, coordinate) in rows.enumerated() where coordinate.site == site {
        free[coordinate.axis] = shifts[row]
      }
      var position = sites[site].position
      for axis in 0..<3 {
        position[axis] += zip(sites[site].dependence[axis], free).reduce(0) { $0 + $1.0 * $1.1 }
      }
      return position
    }
  }

  /// The occupancy of every site with all modes at their amplitudes.
  public var distortedOccupancies: [Double] {
    let rows = occupancies
    let shifts = Self.shifts(occupancy, rowCount: rows.count)
    var result = sites.map(\.occupancy)
    for (row, site) in rows.enumerated() { result[site] += shifts[row] }
    return result
  }
}
