// All pairs closer than a cutoff, in a molecule or in a crystal of any cell.
//
//     edges { (j → i, s) : |x_i − x_j + A s| < r_c } without (i → i, 0)
//
// Edges are ordered by destination, source and shift. `NeighbourGrid` and
// `NeighbourSearch` say how they are found.

public import PhaseFitNumerics

extension EdgeGraph {
  /// The neighbours in a molecule.
  ///
  /// - Parameters:
  ///   - positions: Cartesian positions; the unit is that of the cutoff.
  ///   - cutoff: pairs at this distance or further apart are no neighbours.
  /// - Throws: `EquivarianceError` for input that is not finite, a cutoff that is not positive and
  ///   coincident atoms.
  public init(moleculeAt positions: [Vector3], cutoff: Double) throws(EquivarianceError) {
    try Self.check(positions, cutoff)
    let low = positions.reduce(positions.first ?? .zero) { pointwiseMin($0, $1) }
    let high = positions.reduce(positions.first ?? .zero) { pointwiseMax($0, $1) }
    // A box around the atoms, never flat and with room for the rounding of quotients.
    let size = high - low + Vector3(repeating: cutoff)
    let grid = NeighbourGrid(
      lattice: Matrix3(diagonal: size), origin: low, cutoff: cutoff, atomCount: positions.count,
      isPeriodic: false)
    self.init(
      nodeCount: positions.count, checkedEdges: try NeighbourSearch(positions, in: grid).edges())
  }

  /// The neighbours in a crystal.
  ///
  /// - Parameters:
  ///   - positions: Cartesian positions, in any cell.
  ///   - lattice: the lattice vectors as columns, of either handedness.
  ///   - cutoff: pairs at this distance or further apart are no neighbours.
  /// - Throws: `EquivarianceError` for input that is not finite, a flat cell, a cutoff that is not
  ///   positive or reaches too many images, and coincident atoms.
  public init(
    crystalAt positions: [Vector3], lattice: Matrix3, cutoff: Double
  ) throws(EquivarianceError) {
    try Self.check(positions, cutoff)
    guard lattice.rowMajor.allSatisfy(\.isFinite) else {
      throw EquivarianceError(
        .notFinite,
        "the lattice vectors \(lattice.rowMajor) are not all finite: expected nine numbers")
    }
    let lengths = (0..<3).map { length(lattice[column: $0]) }
    // A cell flatter than this cannot be told from one without volume in double precision.
    let flatness = abs(lattice.determinant) / (lengths[0] * lengths[1] * lengths[2])
    guard flatness > 1e-10 else {
      throw EquivarianceError(
        .flatCell,
        "the lattice vectors of lengths \(lengths) span no volume: expected three independent "
          + "vectors; for a molecule leave the lattice out")
    }
    let grid = NeighbourGrid(
      lattice: lattice, origin: .zero, cutoff: cutoff, atomCount: positions.count,
      isPeriodic: true)
    guard
      grid.boxesAround * Double(max(positions.count, 1)) < Self.edgeLimit,
      grid.imageCount < Self.imageLimit
    else {
      throw EquivarianceError(
        .tooManyEdges,
        "a cutoff of \(cutoff) reaches about \(grid.boxesAround) boxes of atoms around each of "
          + "\(positions.count) atoms, \(grid.imageCount) in all; choose a smaller cutoff")
    }
    self.init(
      nodeCount: positions.count, checkedEdges: try NeighbourSearch(positions, in: grid).edges())
  }

  /// Boxes looked at in one search; a graph of so many edges fills the memory.
  private static let edgeLimit = 1e9

  /// Images of atoms, or boxes, held during one search: some gigabytes.
  private static let imageLimit = 1e8

  /// Doubles of this size resolve the distance at which atoms count as coincident.
  private static let farthest = 1e8

  private static func check(_ positions: [Vector3], _ cutoff: Double) throws(EquivarianceError) {
    if let atom = positions.firstIndex(where: { !($0.x + $0.y + $0.z).isFinite }) {
      throw EquivarianceError(
        .notFinite,
        "atom \(atom) is at \(positions[atom]): expected three finite coordinates")
    }
    if let atom = positions.firstIndex(where: { max(abs($0.x), abs($0.y), abs($0.z)) > farthest }) {
      throw EquivarianceError(
        .outOfRange,
        "atom \(atom) is at \(positions[atom]): expected coordinates below \(farthest), beyond "
          + "which atoms cannot be told apart; move the origin into the structure")
    }
    guard cutoff > 0 && cutoff.isFinite else {
      throw EquivarianceError(
        .badCutoff, "the cutoff is \(cutoff): expected a positive, finite distance")
    }
  }
}
