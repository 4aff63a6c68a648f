// The boxes in which neighbours are searched for.
//
// Atoms are sorted into boxes of a grid aligned with the lattice vectors (with the axes for a
// molecule); widths are measured along the normals of the faces of the cell, h = 1/|a*|, and atoms
// closer than the cutoff are at most n = ⌈r_c/w⌉ boxes of width w apart. The grid continues n boxes
// beyond the cell, where its boxes hold images of the atoms, so that the boxes around any atom are
// rows of one list, and neither a skewed cell nor a cutoff beyond the cell is a case of its own.
// Widths are parts of the cutoff, chosen for the least work.

import Foundation
import PhaseFitNumerics

/// Boxes of atoms, periodic or not.
struct NeighbourGrid {
  let lattice: Matrix3
  let cutoff: Double
  let isPeriodic: Bool
  let atomCount: Int
  private let inverse: Matrix3
  private let origin: Vector3
  /// Boxes along each lattice vector, and how many boxes away neighbours can be.
  private let counts: SIMD3<Int>
  private let reach: SIMD3<Double>

  init(
    lattice: Matrix3, origin: Vector3, cutoff: Double, atomCount: Int, isPeriodic: Bool
  ) {
    self.lattice = lattice
    self.origin = origin
    self.cutoff = cutoff
    self.atomCount = atomCount
    self.isPeriodic = isPeriodic
    let inverse = lattice.inverse
    self.inverse = inverse
    let heights = (0..<3).map { 1 / length(inverse.transpose[column: $0]) }
    let atoms = Double(max(atomCount, 1))
    // Many more boxes than atoms would mostly be empty.
    let share = cbrt(abs(lattice.determinant) / atoms)
    func boxes(_ axis: Int, _ width: Double) -> (count: Double, reach: Double) {
      let count = max(min((heights[axis] / width).rounded(.down), atoms), 1)
      return (count, (cutoff * count / heights[axis]).rounded(.up))
    }
    var (counts, least) = (SIMD3<Int>.one, Double.infinity)
    var reach = SIMD3<Double>(repeating: .infinity)
    // Rows of boxes run along the last axis, where smaller boxes cost least.
    for across in [1.0, 2, 3] {
      let (one, two) = (
        boxes(0, max(cutoff / across, share)), boxes(1, max(cutoff / across, share))
      )
      for along in [1.0, 2, 4] {
        let three = boxes(2, max(cutoff / along, share / 4))
        let rows = (2 * one.reach + 1) * (2 * two.reach + 1)
        let candidates =
          (2 * three.reach + 1) * atoms / (one.count * two.count * three.count)
        // Relative costs of a row, of eight candidates, and of preparing an image or a box.
        let outer =
          (one.count + 2 * one.reach) * (two.count + 2 * two.reach)
          * (three.count + 2 * three.reach)
        let images = atoms * outer / (one.count * two.count * three.count)
        let cost = atoms * rows * (1.5 + candidates / 8) + 0.7 * images + 0.3 * outer
        guard cost < least else { continue }
        least = cost
        counts = SIMD3(Int(one.count), Int(two.count), Int(three.count))
        reach = SIMD3(one.reach, two.reach, three.reach)
      }
    }
    self.counts = counts
    self.reach = reach
  }

  /// The number of boxes around each one.
  var boxesAround: Double { (2 * reach.x + 1) * (2 * reach.y + 1) * (2 * reach.z + 1) }

  /// The number of boxes with those beyond the cell.
  private var outer: SIMD3<Double> { SIMD3<Double>(counts) + 2 * reach }

  /// About as many atoms and images of them as the grid holds, and at least the boxes.
  var imageCount: Double {
    let boxes = outer.x * outer.y * outer.z
    return max(1, Double(atomCount) / Double(counts.x * counts.y * counts.z)) * boxes
  }

  // MARK: - Atoms in boxes

  private func sort(_ positions: [Vector3]) throws(EquivarianceError) -> SortedAtoms {
    let boxCount = counts.x * counts.y * counts.z
    let result = SortedAtoms(atomCount: positions.count, boxCount: boxCount)
    let (highest, scale) = (SIMD3<Double>(counts &- 1), SIMD3<Double>(counts))
    let starts = result.starts
    for (atom, position) in positions.enumerated() {
      let fraction = inverse * (position - origin)
      let floor = isPeriodic ? fraction.rounded(.down) : .zero
      guard max(abs(floor.x), abs(floor.y), abs(floor.z)) < Double(Int32.max / 2) else {
        throw EquivarianceError(
          .outOfRange,
          "atom \(atom) is \(floor) cells away from the origin: expected fewer than 2³⁰; move the "
            + "origin into the structure")
      }
      let box = ((fraction - floor) * scale).clamped(lowerBound: .zero, upperBound: highest)
      let home = SIMD3<Int32>(Int32(box.x), Int32(box.y), Int32(box.z))
      result.homes[atom] = home
      result.cells[atom] = SIMD3(Int32(floor.x), Int32(floor.y), Int32(floor.z))
      starts[index(home) + 2] += 1
    }
    // Counts of box b stand at b + 2; their sums become the next place of b at b + 1, and that in
    // the end the start of b + 1.
    for box in 0..<boxCount { starts[box + 2] += starts[box + 1] }
    for (atom, position) in positions.enumerated() {
      let box = index(result.homes[atom]) + 1
      let place = Int(starts[box])
      starts[box] += 1
      result.atoms[place] = Int32(truncatingIfNeeded: atom)
      result.places[atom] = Int32(truncatingIfNeeded: place)
      let cell = result.cells[atom]
      result.positions[place] =
        cell == .zero ? position : position - lattice * SIMD3<Double>(cell)
    }
    return result
  }

  private func index(_ box: SIMD3<Int32>) -> Int {
    (Int(box.x) * counts.y + Int(box.y)) * counts.z + Int(box.z)
  }

  // MARK: - Images in boxes

  /// The atoms and those of their images that can be neighbours.
  func images(of positions: [Vector3]) throws(EquivarianceError) -> NeighbourImages {
    let sorted = try sort(positions)
    let steps = SIMD3(Int(reach.x), Int(reach.y), Int(reach.z))
    let outer = counts &+ 2 &* steps
    let axes = (0..<3).map { axis in
      (0..<outer[axis]).map { repeated($0 - steps[axis], counts[axis]) }
    }
    var copies = (0..<3).map { [Int](repeating: 0, count: counts[$0]) }
    for axis in 0..<3 { for case let box? in axes[axis] { copies[axis][box.inside] += 1 } }
    let imageCount = positions.indices.reduce(0) { sum, atom in
      let home = sorted.homes[atom]
      return sum + copies[0][Int(home.x)] * copies[1][Int(home.y)] * copies[2][Int(home.z)]
    }
    let rows = (0...(2 * steps.x)).flatMap { x in
      (0...(2 * steps.y)).map { y in Int32((x * outer.y + y) * outer.z) }
    }
    var result = NeighbourImages(
      atomCount: positions.count, imageCount: imageCount,
      boxCount: outer.x * outer.y * outer.z,
      table: ImageTable(counts: counts, steps: steps, lattice: lattice), cells: sorted.cells,
      rows: rows, boxesInRow: 2 * steps.z + 1)
    for x in axes[0] {
      for y in axes[1] {
        var z = 0
        while z < outer.z {
          guard let x, let y, let inner = axes[2][z] else {
            result.appendBox()
            z += 1
            continue
          }
          let first = (x.inside * counts.y + y.inside) * counts.z + inner.inside
          // Boxes follow one another along z, but for the boundaries of the cell.
          let run = min(outer.z - z, counts.z - inner.inside)
          result.append(
            boxes: first..<(first + run), of: sorted,
            image: result.table.code(x.image, y.image, inner.image))
          z += run
        }
      }
    }
    place(positions, sorted, outer, steps, &result)
    return result
  }

  /// Finds the atoms among the images.
  private func place(
    _ positions: [Vector3], _ sorted: borrowing SortedAtoms, _ outer: SIMD3<Int>,
    _ steps: SIMD3<Int>, _ result: inout NeighbourImages
  ) {
    let middle = (steps.x * outer.y + steps.y) * outer.z + steps.z
    for atom in positions.indices {
      let home = sorted.homes[atom]
      let corner = (Int(home.x) * outer.y + Int(home.y)) * outer.z + Int(home.z)
      result.corners[atom] = Int32(truncatingIfNeeded: corner)
      result.own[atom] =
        result.starts[corner + middle] + sorted.places[atom] - sorted.starts[index(home)]
      let position = positions[atom]
      result.largest = max(result.largest, abs(position.x) + abs(position.y) + abs(position.z))
    }
    for axis in 0..<3 {
      result.largest += Double(result.table.most[axis] + 1) * length(lattice[column: axis])
    }
  }

  /// The box of the cell that a box repeats, and in which image.
  private func repeated(_ box: Int, _ count: Int) -> (inside: Int, image: Int)? {
    if box >= 0 && box < count { return (box, 0) }
    guard isPeriodic else { return nil }
    let image = box >= 0 ? box / count : -((count - 1 - box) / count)
    return (box - image * count, image)
  }
}

/// Atoms moved into the cell, box after box.
struct SortedAtoms {
  /// For every place the atom and its position.
  let atoms: ScratchBuffer<Int32>
  let positions: ScratchBuffer<Vector3>
  /// The first place of every box, with one more at the end.
  let starts: ScratchBuffer<Int32>
  /// For every atom its lattice vector out of the cell, its box along each axis and its place.
  let cells: ScratchBuffer<SIMD3<Int32>>
  let homes: ScratchBuffer<SIMD3<Int32>>
  let places: ScratchBuffer<Int32>

  init(atomCount: Int, boxCount: Int) {
    atoms = ScratchBuffer(atomCount)
    positions = ScratchBuffer(atomCount)
    starts = ScratchBuffer(boxCount + 2, repeating: 0)
    cells = ScratchBuffer(atomCount)
    homes = ScratchBuffer(atomCount)
    places = ScratchBuffer(atomCount)
  }
}
