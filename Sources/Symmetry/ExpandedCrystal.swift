public import PhaseFitNumerics
public import PhaseFitStructures

/// A crystal with its declared symmetry resolved and every atom of the unit cell listed.
public struct ExpandedCrystal: Sendable, Codable {
  /// The name of the structure.
  public var name: String
  /// The basis vectors as columns, in Å.
  public var basis: Matrix3
  /// The operations that expanded the asymmetric unit, centring included, translations in 0 ..< 1.
  public var operations: [SymmetryOperation]
  /// The space-group type the source declares, as resolved; nil where it names none that exists.
  public var declared: SpaceGroupType?
  /// The atoms of one unit cell.
  public var atoms: [Atom]
  /// The free parameters of the structure with their standard uncertainties and their effect on cell and atoms.
  public var parameters: [FreeParameter]
  /// The uncertainty of a typical Cartesian atom position and cell length, from stated uncertainties or printed digits.
  public var precision: Precision
  /// The blocks of time of the trajectory whose average the crystal is, nil for other crystals.
  ///
  /// Their rows are in the order of the asymmetric-unit sites. Where there are blocks, uncertainties
  /// of the distortion come from them and not from `parameters`.
  public var blocks: TimeBlocks?
  /// Doubts met while resolving the symmetry or expanding the sites.
  public var diagnostics: [Diagnostic]

  /// One atom of the unit cell: a position and what sits there.
  public struct Atom: Sendable, Codable, Hashable {
    /// The index of the asymmetric-unit site (the first, where several elements share it).
    public var site: Int
    /// The label of that site.
    public var label: String
    /// The fractional coordinates, each in 0 ..< 1.
    public var position: Vector3
    /// What occupies the position, elements in ascending order; the sum is at most 1.
    public var contents: [Content]

    /// An atom of the unit cell.
    public init(site: Int, label: String, position: Vector3, contents: [Content]) {
      self.site = site
      self.label = label
      self.position = position
      self.contents = contents
    }

    /// The total occupancy of the position.
    public var occupancy: Double { contents.reduce(0) { $0 + $1.occupancy } }
  }

  /// An element and the fraction of a position that it fills.
  public struct Content: Sendable, Codable, Hashable {
    /// The element.
    public var element: Element
    /// The occupancy, 0 … 1.
    public var occupancy: Double

    /// An element and its occupancy.
    public init(element: Element, occupancy: Double) {
      self.element = element
      self.occupancy = occupancy
    }
  }

  /// A parameter that symmetry leaves free, its s.u., and the derivatives of the structure.
  ///
  /// Coordinates that symmetry ties together (x, 2x; a = b) are one parameter, so that their
  /// errors are fully correlated.
  public struct FreeParameter: Sendable, Codable, Hashable {
    /// What it is, for example `O1.x`, `a`, `O2.occupancy`.
    public var name: String
    /// The standard uncertainty in the unit of the parameter (Å for lengths, degrees for angles,
    /// 1 for fractions); nil where the source states none.
    public var standardUncertainty: Double?
    /// The atoms whose position or occupancy depends on it: those of one orbit, which are listed
    /// one after another; empty for a parameter of the cell.
    public var atoms: Range<Int>
    /// ∂(fractional position of atom i)/∂p, one vector for each of `atoms`; empty for other
    /// parameters.
    public var positions: [Vector3]
    /// ∂(basis)/∂p in Å per unit of the parameter; zero for other parameters.
    public var basis: Matrix3
    /// ∂(occupancy of content c of atom i)/∂p for each of `atoms`, as `[atom][content]`; empty for
    /// other parameters.
    public var occupancies: [[Double]]

    /// A free parameter.
    public init(
      name: String, standardUncertainty: Double?, atoms: Range<Int> = 0..<0,
      positions: [Vector3] = [], basis: Matrix3 = .zero, occupancies: [[Double]] = []
    ) {
      precondition(
        [0, atoms.count].contains(positions.count) && [0, atoms.count].contains(occupancies.count),
        "\(positions.count) positions, \(occupancies.count) occupancies, \(atoms.count) atoms")
      self.name = name
      self.standardUncertainty = standardUncertainty
      self.atoms = atoms
      self.positions = positions
      self.basis = basis
      self.occupancies = occupancies
    }
  }

  /// How precisely the source gives positions and cell.
  public struct Precision: Sendable, Codable, Hashable {
    /// A typical error of one Cartesian coordinate of an atom, Å.
    public var position: Double
    /// A typical error of a cell length, Å.
    public var length: Double
    /// A typical error of a cell angle, radians.
    public var angle: Double
    /// Whether these come from uncertainties in the source (true) or from its last printed digits (false).
    public var isStated: Bool

    /// A precision.
    public init(position: Double, length: Double, angle: Double, isStated: Bool) {
      self.position = position
      self.length = length
      self.angle = angle
      self.isStated = isStated
    }
  }

  /// An expanded crystal.
  public init(
    name: String, basis: Matrix3, operations: [SymmetryOperation], declared: SpaceGroupType?,
    atoms: [Atom], parameters: [FreeParameter], precision: Precision,
    diagnostics: [Diagnostic] = []
  ) {
    self.name = name
    self.basis = basis
    self.operations = operations
    self.declared = declared
    self.atoms = atoms
    self.parameters = parameters
    self.precision = precision
    self.diagnostics = diagnostics
  }
}

/// The space group that a structure has within a tolerance.
public struct FoundSymmetry: Sendable, Codable {
  /// The space-group type.
  public var group: SpaceGroupType
  /// The operations that are integer in the basis of the crystal, centring included, translations
  /// in 0 ..< 1; in a basis that is a supercell some of the group's operations may be missing.
  public var operations: [SymmetryOperation]
  /// The translation lattice of the group: a reduced primitive basis in the basis of the crystal.
  public var primitiveLattice: FractionalLattice
  /// All operations of the group, one for each coset of its translations, in that primitive basis.
  public var primitiveOperations: [SymmetryOperation]
  /// The distance tolerance that was used, Å.
  public var tolerance: Double
  /// The types found at a third and at three times the tolerance, where they differ.
  public var alternatives: [Alternative]

  /// A space-group type found at another tolerance.
  public struct Alternative: Sendable, Codable, Hashable {
    /// The tolerance, Å.
    public var tolerance: Double
    /// The space-group type, nil where none was found.
    public var group: SpaceGroupType?

    /// A type found at another tolerance.
    public init(tolerance: Double, group: SpaceGroupType?) {
      self.tolerance = tolerance
      self.group = group
    }
  }

  /// A space group found within a tolerance.
  public init(
    group: SpaceGroupType, operations: [SymmetryOperation], primitiveLattice: FractionalLattice,
    primitiveOperations: [SymmetryOperation], tolerance: Double, alternatives: [Alternative] = []
  ) {
    self.group = group
    self.operations = operations
    self.primitiveLattice = primitiveLattice
    self.primitiveOperations = primitiveOperations
    self.tolerance = tolerance
    self.alternatives = alternatives
  }
}
