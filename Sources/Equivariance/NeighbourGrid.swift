// The search for neighbours in boxes.
//
// Atoms are sorted into boxes of a grid aligned with the lattice vectors (with the axes for a
// molecule), about half the cutoff wide, measured along the normals of the faces of the cell,
// h = 1/|a*|; atoms closer than the cutoff are at most n = ⌈r_c/w⌉ boxes of width w apart. Where
// boxes leave the cell their atoms come from its images, so that a cutoff beyond the cell needs no
// case of its own, nor a skewed cell.
//
// Every atom in turn is taken as a source, so that the edges into each destination arrive in the
// order of their sources and only have to be dealt out: the relation is symmetric to the last bit,
// hence a destination receives as many edges as it sends.

import Foundation
import PhaseFitNumerics

/// Boxes of atoms, periodic or not.
struct NeighbourGrid {
  private let lattice: Matrix3
  private let inverse: Matrix3
  private let origin: Vector3
  private let isPeriodic: Bool
  /// Boxes along each lattice vector, and how many boxes away neighbours can be.
  private let counts: SIMD3<Int>
  private let reach: SIMD3<Double>

  /// Atoms closer than this are at the same place: coordinates of crystals and molecules in
  /// ångström are rounded to about 1e-14, and no two atoms come so close.
  private static let coincidence = 1e-8

  /// What positions far from the cell lose when they are moved into it, as a part of their size.
  private static let rounding = 1e-14

  init(
    lattice: Matrix3, origin: Vector3, cutoff: Double, atomCount: Int, isPeriodic: Bool
  ) {
    self.lattice = lattice
    self.origin = origin
    self.isPeriodic = isPeriodic
    inverse = lattice.inverse
    // Smaller boxes than one for each atom would mostly be empty.
    let share = pow(abs(lattice.determinant) / Double(max(atomCount, 1)), 1.0 / 3)
    let width = max(cutoff / 2, share)
    let limit = Double(max(atomCount, 1))
    var counts = SIMD3<Int>(1, 1, 1)
    var reach = SIMD3<Double>(0, 0, 0)
    for axis in 0..<3 {
      let height = 1 / length(inverse.transpose[column: axis])
      counts[axis] = max(Int(min((height / width).rounded(.down), limit)), 1)
      reach[axis] = (cutoff * Double(counts[axis]) / height).rounded(.up)
    }
    self.counts = counts
    self.reach = reach
  }

  /// The number of boxes around each one.
  var imageCount: Double { (2 * reach.x + 1) * (2 * reach.y + 1) * (2 * reach.z + 1) }

  // MARK: - Boxes

  /// The atoms moved into the cell, box after box.
  private struct Sorted {
    /// For every place the atom and its position, and the atoms' lattice vectors out of the cell.
    var atoms: [Int32]
    var positions: [Vector3]
    var cells: [SIMD3<Int32>]
    /// The first place of every box, with one more at the end.
    var starts: [Int]
    /// For every atom its box along each axis and its place.
    var homes: [SIMD3<Int32>]
    var places: [Int]
    /// What positions may have lost.
    var rounding: Double
  }

  private func sort(_ positions: [Vector3]) throws(EquivarianceError) -> Sorted {
    var cells = [SIMD3<Int32>](repeating: .zero, count: positions.count)
    var homes = cells
    var starts = [Int](repeating: 0, count: counts.x * counts.y * counts.z + 1)
    var largest = length(lattice[column: 0]) + length(lattice[column: 1])
    largest += length(lattice[column: 2])
    for (atom, position) in positions.enumerated() {
      let fraction = inverse * (position - origin)
      let floor = isPeriodic ? fraction.rounded(.down) : .zero
      guard max(abs(floor.x), abs(floor.y), abs(floor.z)) < Double(Int32.max / 2) else {
        throw EquivarianceError(
          .outOfRange,
          "atom \(atom) is \(floor) cells away from the origin: expected fewer than 2³⁰; move the "
            + "origin into the structure")
      }
      var home = SIMD3<Int32>.zero
      for axis in 0..<3 {
        let box = ((fraction[axis] - floor[axis]) * Double(counts[axis])).rounded(.down)
        home[axis] = Int32(min(max(Int(box), 0), counts[axis] - 1))
      }
      cells[atom] = SIMD3(Int32(floor.x), Int32(floor.y), Int32(floor.z))
      homes[atom] = home
      starts[index(home) + 1] += 1
      largest = max(largest, abs(position.x) + abs(position.y) + abs(position.z))
    }
    for box in 1..<starts.count { starts[box] += starts[box - 1] }
    var next = starts
    var atoms = [Int32](repeating: 0, count: positions.count)
    var sorted = [Vector3](repeating: .zero, count: positions.count)
    var places = [Int](repeating: 0, count: positions.count)
    for (atom, position) in positions.enumerated() {
      let place = next[index(homes[atom])]
      next[index(homes[atom])] += 1
      atoms[place] = Int32(atom)
      places[atom] = place
      sorted[place] = position - lattice * Self.vector(cells[atom])
    }
    return Sorted(
      atoms: atoms, positions: sorted, cells: cells, starts: starts, homes: homes,
      places: places, rounding: Self.rounding * largest)
  }

  private func index(_ box: SIMD3<Int32>) -> Int {
    (Int(box.x) * counts.y + Int(box.y)) * counts.z + Int(box.z)
  }

  private static func vector(_ integers: SIMD3<Int32>) -> Vector3 {
    Vector3(Double(integers.x), Double(integers.y), Double(integers.z))
  }

  // MARK: - Edges

  func edges(
    _ positions: [Vector3], _ cutoff: Double
  ) throws(EquivarianceError) -> [EdgeGraph.Edge] {
    let sorted = try sort(positions)
    var sent = EdgeList(capacity: positions.count * 32)
    var ends = [Int](repeating: 0, count: positions.count)
    let limit = cutoff + sorted.rounding
    let candidates = UnsafeMutablePointer<Int32>.allocate(capacity: positions.count + 1)
    defer { candidates.deallocate() }
    sorted.positions.withUnsafeBufferPointer { places in
      for source in positions.indices {
        append(
          &sent, from: source, positions, sorted, places, candidates, cutoff * cutoff,
          limit * limit)
        ends[source] = sent.count
      }
    }
    let edges = sent.edges
    if let edge = edges.first(where: {
      dot($0.vector, $0.vector) <= Self.coincidence * Self.coincidence
    }) {
      throw EquivarianceError(
        .coincidentAtoms,
        "atoms \(edge.source) and \(edge.destination) are \(length(edge.vector)) apart: expected "
          + "atoms at different places; remove one of them")
    }
    return Self.dealt(edges, ends)
  }

  /// Appends the edges that one atom sends.
  private func append(
    _ edges: inout EdgeList, from source: Int, _ positions: [Vector3],
    _ sorted: borrowing Sorted, _ places: UnsafeBufferPointer<Vector3>,
    _ candidates: UnsafeMutablePointer<Int32>, _ square: Double, _ limit: Double
  ) {
    let home = sorted.homes[source]
    let here = sorted.positions[sorted.places[source]]
    let (own, ownCell) = (positions[source], sorted.cells[source])
    let steps = SIMD3(Int(reach.x), Int(reach.y), Int(reach.z))
    for x in (Int(home.x) - steps.x)...(Int(home.x) + steps.x) {
      guard let (boxX, imageX) = wrap(x, counts.x) else { continue }
      for y in (Int(home.y) - steps.y)...(Int(home.y) + steps.y) {
        guard let (boxY, imageY) = wrap(y, counts.y) else { continue }
        let row = (boxX * counts.y + boxY) * counts.z
        var z = Int(home.z) - steps.z
        let last = Int(home.z) + steps.z
        // Boxes follow one another along z, but for the boundaries of the cell.
        while z <= last {
          guard let (boxZ, imageZ) = wrap(z, counts.z) else {
            z += 1
            continue
          }
          let run = min(last - z, counts.z - 1 - boxZ)
          z += run + 1
          let image = SIMD3(Int32(imageX), Int32(imageY), Int32(imageZ))
          let offset = lattice * Self.vector(image)
          let relative = offset - here
          // Every place is written down, and kept where it is near: no branch to guess.
          var found = 0
          for place in sorted.starts[row + boxZ]..<sorted.starts[row + boxZ + run + 1] {
            let rough = places[place] + relative
            candidates[found] = Int32(truncatingIfNeeded: place)
            found &+= dot(rough, rough) < limit ? 1 : 0
          }
          for index in 0..<found {
            let destination = sorted.atoms[Int(candidates[index])]
            let shift = ownCell &- sorted.cells[Int(destination)] &+ image
            if source == Int(destination) && shift == .zero { continue }
            // As any other way of building this edge would round it.
            var vector = positions[Int(destination)] - own
            if isPeriodic { vector += shift == image ? offset : lattice * Self.vector(shift) }
            if dot(vector, vector) >= square { continue }
            edges.append(EdgeGraph.Edge(Int32(source), destination, shift, vector))
          }
        }
      }
    }
  }

  /// The box of the cell that a box outside it repeats, and in which image.
  private func wrap(_ box: Int, _ count: Int) -> (inside: Int, image: Int)? {
    if box >= 0 && box < count { return (box, 0) }
    guard isPeriodic else { return nil }
    let image = (box - (box < 0 ? count - 1 : 0)) / count
    return (box - image * count, image)
  }

  /// The edges by destination; those of one source and destination by shift.
  private static func dealt(
    _ sent: UnsafeBufferPointer<EdgeGraph.Edge>, _ ends: [Int]
  ) -> [EdgeGraph.Edge] {
    var next = [0] + ends.dropLast()
    let starts = next
    return [EdgeGraph.Edge](unsafeUninitializedCapacity: sent.count) { buffer, count in
      useLargePages(buffer)
      for edge in sent {
        let destination = Int(edge.destinationIndex)
        var place = next[destination]
        next[destination] += 1
        while place > starts[destination], precedes(edge, buffer[place - 1]) {
          buffer.initializeElement(at: place, to: buffer[place - 1])
          place -= 1
        }
        buffer.initializeElement(at: place, to: edge)
      }
      count = sent.count
    }
  }

  /// Whether an edge from the same source comes first by its shift.
  private static func precedes(_ edge: EdgeGraph.Edge, _ other: EdgeGraph.Edge) -> Bool {
    guard edge.sourceIndex == other.sourceIndex else { return false }
    let (one, two) = (edge.shiftIndices, other.shiftIndices)
    return (one.x, one.y, one.z) < (two.x, two.y, two.z)
  }
}

/// Edges in memory that grows and is not cleared.
private struct EdgeList: ~Copyable {
  private var pointer: UnsafeMutablePointer<EdgeGraph.Edge>
  private var capacity: Int
  private(set) var count = 0

  init(capacity: Int) {
    self.capacity = max(capacity, 64)
    pointer = .allocate(capacity: self.capacity)
    useLargePages(UnsafeMutableBufferPointer(start: pointer, count: self.capacity))
  }

  deinit { pointer.deallocate() }

  var edges: UnsafeBufferPointer<EdgeGraph.Edge> {
    UnsafeBufferPointer(start: pointer, count: count)
  }

  mutating func append(_ edge: EdgeGraph.Edge) {
    if count == capacity {
      let larger = UnsafeMutablePointer<EdgeGraph.Edge>.allocate(capacity: 2 * capacity)
      useLargePages(UnsafeMutableBufferPointer(start: larger, count: 2 * capacity))
      larger.moveInitialize(from: pointer, count: count)
      pointer.deallocate()
      (pointer, capacity) = (larger, 2 * capacity)
    }
    (pointer + count).initialize(to: edge)
    count += 1
  }
}
