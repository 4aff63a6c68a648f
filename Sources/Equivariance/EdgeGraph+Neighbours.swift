// All pairs closer than a cutoff, in a molecule or in a crystal of any cell.
//
//     edges { (j → i, s) : |x_i − x_j + A s| < r_c } without (i → i, 0)
//
// Atoms are sorted into boxes of a grid aligned with the lattice vectors (with the axes for a
// molecule). Boxes are at least as wide as the cutoff where the cell has room for more than one,
// measured along the normals of its faces, h = 1/|a*|; atoms closer than the cutoff are then at
// most n = ⌈r_c/w⌉ boxes of width w apart. Where boxes leave the cell their atoms come from its
// images, so that a cutoff beyond the cell needs no case of its own, nor a skewed cell.

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
    self.init(nodeCount: positions.count, edges: try grid.edges(positions, cutoff))
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
    guard grid.imageCount * Double(max(positions.count, 1)) < Self.edgeLimit else {
      throw EquivarianceError(
        .tooManyEdges,
        "a cutoff of \(cutoff) reaches about \(grid.imageCount) boxes of atoms around each of "
          + "\(positions.count) atoms; choose a smaller cutoff")
    }
    self.init(nodeCount: positions.count, edges: try grid.edges(positions, cutoff))
  }

  /// Boxes looked at in one search; a graph of so many edges fills the memory.
  private static let edgeLimit = 1e9

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

/// Boxes of atoms, periodic or not.
private struct NeighbourGrid {
  let lattice: Matrix3
  let inverse: Matrix3
  let origin: Vector3
  let isPeriodic: Bool
  /// Boxes along each lattice vector, and how many boxes away neighbours can be.
  let counts: SIMD3<Int>
  let reach: SIMD3<Double>

  /// Atoms closer than this are at the same place: coordinates of crystals and molecules in
  /// ångström are rounded to about 1e-14, and no two atoms come so close.
  static let coincidence = 1e-8

  init(
    lattice: Matrix3, origin: Vector3, cutoff: Double, atomCount: Int, isPeriodic: Bool
  ) {
    self.lattice = lattice
    self.origin = origin
    self.isPeriodic = isPeriodic
    inverse = lattice.inverse
    // More boxes than atoms along one direction are never needed.
    let limit = Double(max(atomCount, 1))
    var counts = SIMD3<Int>(1, 1, 1)
    var reach = SIMD3<Double>(0, 0, 0)
    for axis in 0..<3 {
      let height = 1 / length(inverse.transpose[column: axis])
      counts[axis] = max(Int(min((height / cutoff).rounded(.down), limit)), 1)
      reach[axis] = (cutoff * Double(counts[axis]) / height).rounded(.up)
    }
    self.counts = counts
    self.reach = reach
  }

  /// The number of boxes around each one.
  var imageCount: Double { (2 * reach.x + 1) * (2 * reach.y + 1) * (2 * reach.z + 1) }

  func edges(
    _ positions: [Vector3], _ cutoff: Double
  ) throws(EquivarianceError) -> [EdgeGraph.Edge] {
    // Atoms moved into the cell, by how many lattice vectors, and their boxes.
    var cells: [SIMD3<Int>] = []
    var homes: [SIMD3<Int>] = []
    var boxes = [[Int]](repeating: [], count: counts.x * counts.y * counts.z)
    for (atom, position) in positions.enumerated() {
      let fraction = inverse * (position - origin)
      let floor = isPeriodic ? fraction.rounded(.down) : .zero
      var home = SIMD3<Int>.zero
      for axis in 0..<3 {
        let box = ((fraction[axis] - floor[axis]) * Double(counts[axis])).rounded(.down)
        home[axis] = min(max(Int(box), 0), counts[axis] - 1)
      }
      cells.append(SIMD3(Int(floor.x), Int(floor.y), Int(floor.z)))
      homes.append(home)
      boxes[index(home)].append(atom)
    }
    let steps = SIMD3(Int(reach.x), Int(reach.y), Int(reach.z))
    let square = cutoff * cutoff
    var result: [EdgeGraph.Edge] = []
    for destination in positions.indices {
      var found: [EdgeGraph.Edge] = []
      for x in -steps.x...steps.x {
        for y in -steps.y...steps.y {
          for z in -steps.z...steps.z {
            guard let (box, image) = box(homes[destination] &+ SIMD3(x, y, z)) else { continue }
            for source in boxes[box] {
              // The source's image is displaced by −s.
              let shift = cells[source] &- cells[destination] &- image
              let offset = lattice * Vector3(Double(shift.x), Double(shift.y), Double(shift.z))
              let vector =
                positions[destination] - positions[source] + (isPeriodic ? offset : .zero)
              let distance = dot(vector, vector)
              if distance >= square || (source == destination && shift == .zero) { continue }
              guard distance > Self.coincidence * Self.coincidence else {
                throw EquivarianceError(
                  .coincidentAtoms,
                  "atoms \(source) and \(destination) are \(distance.squareRoot()) apart: expected "
                    + "atoms at different places; remove one of them")
              }
              found.append(
                EdgeGraph.Edge(
                  source: source, destination: destination, shift: shift, vector: vector))
            }
          }
        }
      }
      result += found.sorted {
        ($0.source, $0.shift.x, $0.shift.y, $0.shift.z)
          < ($1.source, $1.shift.x, $1.shift.y, $1.shift.z)
      }
    }
    return result
  }

  private func index(_ box: SIMD3<Int>) -> Int {
    (box.x * counts.y + box.y) * counts.z + box.z
  }

  /// The box of the cell that a box outside it repeats, and by which lattice vector.
  private func box(_ position: SIMD3<Int>) -> (index: Int, image: SIMD3<Int>)? {
    var (inside, image) = (position, SIMD3<Int>.zero)
    for axis in 0..<3 {
      let count = counts[axis]
      let quotient = (position[axis] - (position[axis] < 0 ? count - 1 : 0)) / count
      if quotient != 0 && !isPeriodic { return nil }
      image[axis] = quotient
      inside[axis] = position[axis] - quotient * count
    }
    return (index(inside), image)
  }
}
