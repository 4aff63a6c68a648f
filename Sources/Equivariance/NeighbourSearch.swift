// From boxes to edges.
//
// A kernel lists for every atom as the source the images closer than the cutoff, certain or in
// doubt: positions moved into the cell are rounded, so that images within the rounding of the cutoff
// and those in the same place are decided by the vector of the edge, rounded as any other way of
// building that edge would. Images of one atom are met in the order of their lattice vectors. As
// sources follow one another, the edges into each destination arrive in their order and only have to
// be dealt out, first as pairs of numbers; vectors are written last, in the order of the result.

internal import CKernels
import PhaseFitNumerics

/// The search for the pairs closer than a cutoff.
struct NeighbourSearch {
  private let positions: [Vector3]
  private let lattice: Matrix3
  private let isPeriodic: Bool
  private let images: NeighbourImages
  private let cutoff: Double
  /// Whether all atoms are in the cell, so that an image is the shift of its edges.
  private let isInCell: Bool

  /// Atoms closer than this are at the same place: coordinates of crystals and molecules in
  /// ångström are rounded to about 1e-14, and no two atoms come so close.
  private static let coincidence = 1e-8

  /// What positions lose when they are moved into the cell, as a part of the largest number.
  private static let rounding = 1e-14

  init(_ positions: [Vector3], in grid: NeighbourGrid) throws(EquivarianceError) {
    self.positions = positions
    lattice = grid.lattice
    isPeriodic = grid.isPeriodic
    cutoff = grid.cutoff
    let images = try grid.images(of: positions)
    isInCell = positions.indices.allSatisfy { images.cells[$0] == .zero }
    self.images = images
  }

  /// The edges by destination, source and shift.
  func edges() throws(EquivarianceError) -> [EdgeGraph.Edge] {
    let count = positions.count
    let ends = ScratchBuffer<Int64>(count)
    let found = near(ends)
    // For every destination the number of its edges, then its next free place.
    let next = ScratchBuffer<Int>(count + 1, repeating: 0)
    try decide(found, ends, counting: next)
    var total = 0
    for atom in 0...count { (next[atom], total) = (total, total + next[atom]) }
    // Source and image of every edge.
    let pairs = ScratchBuffer<SIMD2<Int32>>(total)
    var entry = 0
    for source in 0..<count {
      let end = Int(ends[source])
      while entry < end {
        let image = Int(found.images[entry])
        let destination = Int(images.atoms[image])
        pairs[next[destination]] = SIMD2(
          Int32(truncatingIfNeeded: source), images.codes[image])
        next[destination] += 1
        entry += 1
      }
    }
    return [EdgeGraph.Edge](unsafeUninitializedCapacity: total) { buffer, written in
      useLargePages(buffer)
      if let base = buffer.baseAddress { write(pairs.pointer, next.pointer, into: base) }
      written = total
    }
  }

  // MARK: - Steps

  /// Numbers of images for every atom in turn, in memory that grows.
  private final class Found {
    var images: UnsafeMutablePointer<Int32>
    private(set) var capacity: Int

    init(capacity: Int) {
      self.capacity = capacity
      images = .allocate(capacity: capacity)
    }

    deinit { images.deallocate() }

    func grow(keeping count: Int) {
      let larger = UnsafeMutablePointer<Int32>.allocate(capacity: 2 * capacity)
      larger.update(from: images, count: count)
      images.deallocate()
      (images, capacity) = (larger, 2 * capacity)
    }
  }

  /// The images near every atom, those in doubt as their complement.
  private func near(_ ends: ScratchBuffer<Int64>) -> Found {
    let rounding = Self.rounding * images.largest
    let (low, high, same) = (
      max(cutoff - rounding, 0), cutoff + rounding, Self.coincidence + rounding
    )
    var grid = images.kernelGrid(same: same * same, low: low * low, high: high * high)
    let found = Found(capacity: 64 * positions.count + 1024)
    var atom = 0
    while true {
      let written = atom == 0 ? 0 : Int(ends[atom - 1])
      // Counts go on from what is written.
      let done = pf_neighbours(
        &grid, Int64(atom), Int64(positions.count), Int64(written), found.images,
        Int64(found.capacity), ends.pointer)
      atom = Int(done)
      guard atom < positions.count else { return found }
      found.grow(keeping: atom == 0 ? 0 : Int(ends[atom - 1]))
    }
  }

  /// Decides what is in doubt, closes the gaps and counts the edges of every destination.
  private func decide(
    _ found: Found, _ ends: ScratchBuffer<Int64>, counting counts: ScratchBuffer<Int>
  ) throws(EquivarianceError) {
    let numbers = found.images
    var (entry, kept) = (0, 0)
    for source in positions.indices {
      let end = Int(ends[source])
      while entry < end {
        var image = Int(numbers[entry])
        entry += 1
        if image < 0 {
          image = ~image
          guard try isEdge(from: source, to: image) else { continue }
        }
        numbers[kept] = Int32(truncatingIfNeeded: image)
        kept += 1
        counts[Int(images.atoms[image])] += 1
      }
      ends[source] = Int64(kept)
    }
  }

  /// Whether an edge leads to an image, by its vector.
  private func isEdge(from source: Int, to image: Int) throws(EquivarianceError) -> Bool {
    let (destination, code) = (Int(images.atoms[image]), Int(images.codes[image]))
    let shift = shift(from: source, to: destination, code)
    if source == destination && shift == .zero { return false }
    let vector = vector(from: source, to: destination, shift)
    let square = dot(vector, vector)
    guard square > Self.coincidence * Self.coincidence else {
      throw EquivarianceError(
        .coincidentAtoms,
        "atoms \(source) and \(destination) are \(length(vector)) apart: expected atoms at "
          + "different places; remove one of them")
    }
    return square < cutoff * cutoff
  }

  private func shift(from source: Int, to destination: Int, _ code: Int) -> SIMD3<Int32> {
    images.cells[source] &- images.cells[destination] &+ images.table.shifts[code]
  }

  private func vector(
    from source: Int, to destination: Int, _ shift: SIMD3<Int32>
  ) -> Vector3 {
    let difference = positions[destination] - positions[source]
    return isPeriodic ? difference + lattice * SIMD3<Double>(shift) : difference
  }

  /// Writes the edges of sources and images that are in order, up to the end of each destination.
  private func write(
    _ pairs: UnsafePointer<SIMD2<Int32>>, _ ends: UnsafePointer<Int>,
    into edges: UnsafeMutablePointer<EdgeGraph.Edge>
  ) {
    var place = 0
    positions.withUnsafeBufferPointer { positions in
      images.table.shifts.withUnsafeBufferPointer { shifts in
        images.table.vectors.withUnsafeBufferPointer { vectors in
          for destination in positions.indices {
            let own = positions[destination]
            while place < ends[destination] {
              let (source, code) = (Int(pairs[place].x), Int(pairs[place].y))
              var (shift, vector) = (shifts[code], own - positions[source])
              if isInCell {
                vector += vectors[code]
              } else {
                shift = self.shift(from: source, to: destination, code)
                vector += lattice * SIMD3<Double>(shift)
              }
              (edges + place).initialize(
                to: EdgeGraph.Edge(
                  pairs[place].x, Int32(truncatingIfNeeded: destination), shift, vector))
              place += 1
            }
          }
        }
      }
    }
  }
}
