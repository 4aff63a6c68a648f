public import PhaseFitNumerics

/// A crystal structure as measured: cell, asymmetric unit and the symmetry its source declares.
public struct Crystal: Sendable, Codable, Hashable {
  /// A name for people: the mineral or compound, else the block name.
  public var name: String
  /// The unit cell.
  public var cell: UnitCell
  /// The asymmetric unit.
  public var sites: [AtomSite]
  /// The symmetry as the source states it, unresolved.
  public var declaredSymmetry: DeclaredSymmetry

  /// A crystal from its cell, asymmetric unit and declared symmetry.
  public init(name: String, cell: UnitCell, sites: [AtomSite], declaredSymmetry: DeclaredSymmetry) {
    self.name = name
    self.cell = cell
    self.sites = sites
    self.declaredSymmetry = declaredSymmetry
  }
}

/// One atom of the asymmetric unit.
public struct AtomSite: Sendable, Codable, Hashable {
  /// The label in the source, for example `O1`.
  public var label: String
  /// The element, for example `O`; deuterium is `H` with `massNumber` 2.
  public var element: Element
  /// The mass number of a stated isotope (2 for D), nil for the natural mixture.
  public var massNumber: Int?
  /// The fractional coordinates x, y, z.
  public var position: [MeasuredValue]
  /// The occupancy, 0 … 1; 1 where the source gives none.
  public var occupancy: MeasuredValue
  /// The equivalent isotropic displacement parameter U in Å², nil where the source gives none.
  public var displacementParameter: MeasuredValue?
  /// The disorder assembly and group of the source, nil where it states none.
  public var disorder: Disorder?
  /// The line of the source on which the site stands, counted from 1.
  public var line: Int?

  /// Membership of an alternative arrangement of atoms.
  public struct Disorder: Sendable, Codable, Hashable {
    /// The assembly of alternatives.
    public var assembly: String?
    /// The alternative inside the assembly.
    public var group: String?

    /// A membership.
    public init(assembly: String?, group: String?) {
      self.assembly = assembly
      self.group = group
    }
  }

  /// One atom of the asymmetric unit.
  public init(
    label: String, element: Element, massNumber: Int? = nil, position: [MeasuredValue],
    occupancy: MeasuredValue = MeasuredValue(1), displacementParameter: MeasuredValue? = nil,
    disorder: Disorder? = nil, line: Int? = nil
  ) {
    precondition(position.count == 3, "a position has 3 coordinates, found \(position.count)")
    self.label = label
    self.element = element
    self.massNumber = massNumber
    self.position = position
    self.occupancy = occupancy
    self.displacementParameter = displacementParameter
    self.disorder = disorder
    self.line = line
  }

  /// The fractional coordinates without their uncertainties.
  public var fractional: Vector3 {
    Vector3(position[0].value, position[1].value, position[2].value)
  }
}

/// The symmetry a source declares, as text; `PhaseFitSymmetry` resolves it.
///
/// Several statements may disagree: operations are trusted before the Hall symbol, and that before
/// the Hermann–Mauguin symbol and the number.
public struct DeclaredSymmetry: Sendable, Codable, Hashable {
  /// The operations as Jones-faithful strings such as `-x,y+1/2,-z`; empty where none are given.
  public var operations: [String]
  /// The Hall symbol.
  public var hall: String?
  /// The Hermann–Mauguin symbol, in the source's spelling.
  public var hermannMauguin: String?
  /// The number of the space-group type in International Tables A, 1 … 230.
  public var number: Int?
  /// The line of the source on which the operations, or else the name, begin.
  public var line: Int?

  /// A declaration; every part may be absent.
  public init(
    operations: [String] = [], hall: String? = nil, hermannMauguin: String? = nil,
    number: Int? = nil, line: Int? = nil
  ) {
    self.operations = operations
    self.hall = hall
    self.hermannMauguin = hermannMauguin
    self.number = number
    self.line = line
  }
}
