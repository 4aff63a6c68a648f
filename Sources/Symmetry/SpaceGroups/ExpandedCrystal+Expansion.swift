// From a crystal as read to all atoms of its cell, with the parameters that symmetry leaves free.

public import PhaseFitStructures

extension ExpandedCrystal {
  /// Resolves the declared symmetry of a crystal and lists the atoms of its cell.
  ///
  /// - Symmetry: operations are trusted before the Hall symbol, that before the Hermann–Mauguin
  ///   symbol and the number; nothing at all means P1. Disagreement is a diagnostic.
  /// - Positions: a coordinate within the rounding of its last digit, or within three standard
  ///   uncertainties, of a position that symmetry fixes is placed exactly there. Elements that share
  ///   a position become one atom with several contents.
  /// - Cell: the metric is averaged over the declared point group.
  ///
  /// - Parameters:
  ///   - crystal: the crystal as read.
  ///   - file: the file it came from, for diagnostics and errors.
  /// - Throws: `SymmetryError`, where operations, cell or sites contradict each other.
  public init(_ crystal: Crystal, file: String? = nil) throws(SymmetryError) {
    let precision = Precision(of: crystal)
    let (resolved, unit) = try Self.placed(crystal, precision: precision, file: file)
    let expanded = unit.expanded()
    let atoms = expanded.map(\.atom)
    let parameters =
      FreeParameter.cell(
        crystal.cell, basis: resolved.basis, pointGroup: resolved.pointGroup)
      + FreeParameter.positions(crystal.sites, unit: unit, expanded: expanded)
      + FreeParameter.occupancies(crystal.sites, unit: unit, expanded: expanded)
    self.init(
      name: crystal.name, basis: resolved.basis, operations: resolved.operations,
      declared: resolved.type, atoms: atoms, parameters: parameters, precision: precision,
      diagnostics: resolved.diagnostics + unit.diagnostics)
  }

  /// The symmetry and the sites placed by it, in the first setting in which no atoms collide.
  private static func placed(_ crystal: Crystal, precision: Precision, file: String?)
    throws(SymmetryError) -> (ResolvedSymmetry, AsymmetricUnit)
  {
    func resolve(_ wanted: SpaceGroupSetting?) throws(SymmetryError) -> ResolvedSymmetry {
      try ResolvedSymmetry(
        crystal.declaredSymmetry, cell: crystal.cell, precision: precision, file: file,
        wanted: wanted)
    }
    func place(_ resolved: ResolvedSymmetry) throws(SymmetryError) -> AsymmetricUnit {
      try AsymmetricUnit(
        sites: crystal.sites, basis: resolved.basis, operations: resolved.operations, file: file)
    }
    let resolved = try resolve(nil)
    do throws(SymmetryError) {
      return (resolved, try place(resolved))
    } catch {
      guard error.code == .atomsTooClose || error.code == .occupancyTooLarge else { throw error }
      for setting in resolved.otherSettings {
        let other = try resolve(setting)
        if let unit = try? place(other) { return (other, unit) }
      }
      throw error
    }
  }

  /// How many atoms of the cell each site of the asymmetric unit has, by the index of the site.
  public var multiplicities: [Int: Int] {
    Dictionary(atoms.map { ($0.site, 1) }, uniquingKeysWith: +)
  }
}
