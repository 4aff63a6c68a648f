// Atoms and their images, box after box, in the form of the kernel that finds neighbours.

internal import CKernels
import PhaseFitNumerics

/// The lattice vectors to the images of the cell, numbered in their order.
struct ImageTable {
  /// The largest component along each axis.
  let most: SIMD3<Int>
  let shifts: [SIMD3<Int32>]
  let vectors: [Vector3]

  init(counts: SIMD3<Int>, steps: SIMD3<Int>, lattice: Matrix3) {
    most = (steps &+ counts &- 1) / counts
    var shifts: [SIMD3<Int32>] = []
    for x in -most.x...most.x {
      for y in -most.y...most.y {
        for z in -most.z...most.z { shifts.append(SIMD3(Int32(x), Int32(y), Int32(z))) }
      }
    }
    self.shifts = shifts
    vectors = shifts.map { lattice * SIMD3<Double>($0) }
  }

  /// The number of an image.
  func code(_ x: Int, _ y: Int, _ z: Int) -> Int {
    ((x + most.x) * (2 * most.y + 1) + y + most.y) * (2 * most.z + 1) + z + most.z
  }
}

/// Images of atoms in boxes.
struct NeighbourImages {
  let table: ImageTable
  /// For every image its position, atom and lattice vector, by its number.
  let x: ScratchBuffer<Double>
  let y: ScratchBuffer<Double>
  let z: ScratchBuffer<Double>
  let atoms: ScratchBuffer<Int32>
  let codes: ScratchBuffer<Int32>
  /// The first image of every box, with one more at the end.
  let starts: ScratchBuffer<Int32>
  /// For every atom itself among the images, the first of the boxes around it, and its lattice
  /// vector out of the cell.
  let own: ScratchBuffer<Int32>
  let corners: ScratchBuffer<Int32>
  let cells: ScratchBuffer<SIMD3<Int32>>
  /// The first boxes of the rows around an atom, counted from the corner, and boxes in a row.
  let rows: ScratchBuffer<Int32>
  let boxesInRow: Int
  /// No coordinate of an image was computed from larger numbers.
  var largest = 0.0
  private var (imageCount, boxCount) = (0, 0)

  init(
    atomCount: Int, imageCount: Int, boxCount: Int, table: ImageTable,
    cells: ScratchBuffer<SIMD3<Int32>>, rows: [Int32], boxesInRow: Int
  ) {
    self.table = table
    self.cells = cells
    self.boxesInRow = boxesInRow
    // The kernel reads beyond the end in whole vectors.
    x = ScratchBuffer(imageCount + 8, repeating: 0)
    y = ScratchBuffer(imageCount + 8, repeating: 0)
    z = ScratchBuffer(imageCount + 8, repeating: 0)
    atoms = ScratchBuffer(imageCount)
    codes = ScratchBuffer(imageCount)
    starts = ScratchBuffer(boxCount + 1)
    own = ScratchBuffer(atomCount)
    corners = ScratchBuffer(atomCount)
    self.rows = ScratchBuffer(rows.count)
    for (index, row) in rows.enumerated() { self.rows[index] = row }
    starts[0] = 0
  }

  /// Appends an empty box.
  mutating func appendBox() {
    boxCount += 1
    starts[boxCount] = Int32(truncatingIfNeeded: imageCount)
  }

  /// Appends boxes of the cell in one of its images.
  mutating func append(
    boxes: Range<Int>, of sorted: borrowing SortedAtoms, image: Int
  ) {
    let first = Int(sorted.starts[boxes.lowerBound])
    let count = Int(sorted.starts[boxes.upperBound]) - first
    let shift = Int32(truncatingIfNeeded: imageCount - first)
    for box in boxes {
      boxCount += 1
      starts[boxCount] = sorted.starts[box + 1] &+ shift
    }
    let offset = table.vectors[image]
    for index in 0..<count {
      let (position, place) = (sorted.positions[first + index] + offset, imageCount + index)
      x[place] = position.x
      y[place] = position.y
      z[place] = position.z
      atoms[place] = sorted.atoms[first + index]
      codes[place] = Int32(truncatingIfNeeded: image)
    }
    imageCount += count
  }

  /// The form of the kernel, as long as this value lives; squares of distances as described there.
  func kernelGrid(same: Double, low: Double, high: Double) -> PFNeighbourGrid {
    PFNeighbourGrid(
      x: x.pointer, y: y.pointer, z: z.pointer, starts: starts.pointer, own: own.pointer,
      corners: corners.pointer, rows: rows.pointer, rowCount: Int64(rows.count),
      boxesInRow: Int64(boxesInRow), same: same, low: low, high: high)
  }
}
