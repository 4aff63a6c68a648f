// A distortion of a parent written as a structure in the standard setting of its own space group.
//
//     (a′,b′,c′) = (a,b,c) P ,   x′ = P⁻¹ (x − p) + (A P)⁻¹ u ,   A′ = (1 + e) A P
//
// P and p are those of `IsotropySubgroup`; u are the displacements in the metric of the parent, so
// that the strain e changes the cell and no fractional coordinate.

public import PhaseFitNumerics

/// A structure in the standard setting of its space group: cell, operations, asymmetric unit.
public struct DistortedStructure: Sendable {
  /// The space group with its index, its basis and its origin in the parent.
  public var subgroup: IsotropySubgroup
  /// The basis vectors as columns, Å, strained.
  public var basis: Matrix3
  /// All operations in that basis, centring included.
  public var operations: [SymmetryOperation]
  /// The asymmetric unit, in the order of the parent's atoms.
  public var sites: [Site]

  /// One site of the asymmetric unit.
  public struct Site: Sendable, Hashable {
    /// A label that no other site has: that of the parent's site, numbered where it splits.
    public var label: String
    /// The elements with their occupancies.
    public var contents: [ExpandedCrystal.Content]
    /// The fractional coordinates, exactly on the points that the site symmetry fixes.
    public var position: Vector3
    /// The number of equivalent atoms in the cell.
    public var multiplicity: Int
    /// The operations that fix the position, with the translations that make them do so.
    public var siteSymmetry: [SymmetryOperation]
    /// The atom of the commensurate cell that the site stands for.
    public var atom: Int
    /// The matrix that turns a Cartesian displacement of that atom into fractional coordinates.
    public var toFractional: Matrix3
  }
}

extension DistortedStructure {
  /// A distortion of the parent as a structure.
  ///
  /// - Parameters:
  ///   - field: the distortion, unchanged by the operations that are kept.
  ///   - kept: the operations of the cell that the structure keeps, a group.
  ///   - cell: the commensurate cell of the distortion.
  ///   - parent: the parent from which the cell was made.
  ///   - expansion: 1 plus the strain to which that of the field is added, the thermal expansion of
  ///     the parent.
  /// - Throws: `SymmetryError` where the kept operations are no group or no setting is found.
  public init(
    _ field: DistortionField, keeping kept: [Int], in cell: CommensurateCell,
    parent: ParentStructure, expansion: Matrix3 = .identity
  ) throws(SymmetryError) {
    let subgroup = try cell.isotropySubgroup(of: kept, parent: parent)
    let change = Matrix3(
      columns: Self.vector(subgroup.basis[0]), Self.vector(subgroup.basis[1]),
      Self.vector(subgroup.basis[2]))
    let undistorted = parent.conventionalBasis * change
    let toFractional = undistorted.inverse
    let origin = parent.conventionalBasis * Self.vector(subgroup.origin)
    let operations = subgroup.setting.operations.map(\.reduced)
    let rotations = kept.map { cell.operations[$0] }
    var isTaken = Array(repeating: false, count: cell.atoms.count)
    var orbits: [Int] = []
    for atom in cell.atoms.indices where !isTaken[atom] {
      for operation in rotations { isTaken[operation.permutation[atom]] = true }
      orbits.append(atom)
    }
    var labels: [String: Int] = [:]
    for atom in orbits { labels[Self.label(of: atom, in: cell, parent: parent), default: 0] += 1 }
    var numbers: [String: Int] = [:]
    self.subgroup = subgroup
    self.operations = operations
    basis = (Matrix3.identity + field.strain) * expansion * undistorted
    sites = orbits.map { atom in
      let name = Self.label(of: atom, in: cell, parent: parent)
      numbers[name, default: 0] += 1
      let place = cell.basis * cell.atoms[atom].position + field.displacements[atom] - origin
      let finder = SettingSite(toFractional * place, operations: operations)
      // The carrier of the first image onto the one that is printed turns displacements too.
      let turn = finder.carrier.rotation.real * toFractional
      let contents = zip(cell.atoms[atom].contents, field.occupancies[atom]).map {
        ExpandedCrystal.Content(element: $0.element, occupancy: $0.occupancy + $1)
      }
      return Site(
        label: (labels[name] ?? 1) > 1 ? "\(name)_\(numbers[name] ?? 1)" : name,
        contents: contents, position: finder.position,
        multiplicity: operations.count / finder.symmetry.count, siteSymmetry: finder.symmetry,
        atom: atom, toFractional: turn)
    }
  }

  private static func label(
    of atom: Int, in cell: CommensurateCell, parent: ParentStructure
  ) -> String {
    let orbit = cell.atoms[atom].orbit
    return parent.atoms.first { $0.orbit == orbit }?.label ?? "X\(orbit + 1)"
  }

  private static func vector(_ components: [Rational]) -> Vector3 {
    Vector3(components[0].value, components[1].value, components[2].value)
  }
}

/// A point in a space group: the equivalent one that is printed, exact, with its site symmetry.
private struct SettingSite {
  /// The printed position, each coordinate in 0 ..< 1.
  var position: Vector3
  /// The operations that fix it.
  var symmetry: [SymmetryOperation]
  /// The operation that carried the given point there, up to a lattice vector.
  var carrier: SymmetryOperation

  /// Positions are exact to rounding; distinct atoms are at least tenths of an ångström apart, so
  /// that any bound between serves.
  private static let coincidence = 1e-5

  init(_ point: Vector3, operations: [SymmetryOperation]) {
    var best: (score: [Double], position: Vector3, operation: SymmetryOperation)?
    for operation in operations {
      let image = Self.folded(operation(point))
      // The image nearest to the origin, coordinates compared to five decimals.
      let rounded = (0..<3).map { (image[$0] * 1e5).rounded() }
      let score = [rounded.reduce(0, +)] + rounded
      if best.map({ score.lexicographicallyPrecedes($0.score) }) ?? true {
        best = (score, image, operation)
      }
    }
    let found = best ?? ([], point, .identity)
    let symmetry = operations.compactMap { operation -> SymmetryOperation? in
      let shift = found.position - operation(found.position)
      let cells = shift.rounded(.toNearestOrEven)
      let rest = shift - cells
      guard (0..<3).allSatisfy({ abs(rest[$0]) < Self.coincidence }) else { return nil }
      return SymmetryOperation(
        rotation: operation.rotation,
        translation: (0..<3).map { operation.translation[$0] + Rational(Int(cells[$0])) })
    }
    self.symmetry = symmetry
    let mean =
      symmetry.reduce(Vector3.zero) { $0 + $1(found.position) } / Double(max(symmetry.count, 1))
    position = Self.folded(mean)
    carrier = found.operation
  }

  /// The coordinates in 0 ..< 1; what is 1 to rounding becomes 0.
  private static func folded(_ point: Vector3) -> Vector3 {
    var result = point - point.rounded(.down)
    for axis in 0..<3 where result[axis] < 1e-12 || result[axis] > 1 - 1e-12 { result[axis] = 0 }
    return result
  }
}
