// Atoms of a periodic cell sorted into bins, so that the atom nearest to a point is found without
// looking at all of them: a search for translations asks once for every atom and every translation.

import Foundation
import PhaseFitNumerics

/// The atoms of one cell, by kind, in bins no narrower than a reach.
struct AtomBins {
  private let basis: Matrix3
  private let reach: Double
  private let positions: [Vector3]
  private let kinds: [Int]
  /// Bins along each axis.
  private let counts: SIMD3<Int>
  /// The atoms in the order of their bins, and where each bin begins.
  private let members: [Int]
  private let starts: [Int]

  /// Sorts atoms into bins.
  ///
  /// - Parameters:
  ///   - basis: the basis vectors as columns, Å.
  ///   - positions: fractional coordinates.
  ///   - kinds: one number for each kind of atom.
  ///   - reach: the largest distance, Å, that is asked for.
  init(basis: Matrix3, positions: [Vector3], kinds: [Int], reach: Double) {
    self.basis = basis
    self.reach = reach
    self.positions = positions
    self.kinds = kinds
    // The spacings of the lattice planes: |f_i| ≤ d / h_i for a fractional vector of length d.
    let planes = basis.inverse.transpose
    // Some atoms a bin: finer ones would mostly be empty.
    let most = max(Int(cbrt(Double(positions.count) / 2)), 1)
    var counts = SIMD3<Int>.one
    for axis in 0..<3 {
      let fitting = 1 / (length(planes[column: axis]) * reach)
      counts[axis] = fitting < Double(most) ? max(Int(fitting), 1) : most
    }
    self.counts = counts
    let places = positions.map { Self.bin($0, counts: counts) }
    let bins = counts.x * counts.y * counts.z
    var starts = Array(repeating: 0, count: bins + 1)
    for place in places { starts[Self.index(place, counts) + 1] += 1 }
    for bin in 0..<bins { starts[bin + 1] += starts[bin] }
    var next = starts
    var members = Array(repeating: 0, count: positions.count)
    for (atom, place) in places.enumerated() {
      let bin = Self.index(place, counts)
      members[next[bin]] = atom
      next[bin] += 1
    }
    self.starts = starts
    self.members = members
  }

  /// The atom of one kind nearest to a point within the reach, with the fractional vector from the
  /// point to it; of atoms equally near the last one.
  func nearest(to point: Vector3, kind: Int) -> (index: Int, residual: Vector3)? {
    let place = Self.bin(point, counts: counts)
    var best: (index: Int, residual: Vector3)?
    var bestDistance = reach
    Self.around(place.x, counts.x) { x in
      Self.around(place.y, counts.y) { y in
        Self.around(place.z, counts.z) { z in
          let bin = Self.index(SIMD3(x, y, z), counts)
          for member in starts[bin]..<starts[bin + 1] {
            let index = members[member]
            guard kinds[index] == kind else { continue }
            let residual = SiteFinder.nearest(positions[index] - point)
            let distance = length(basis * residual)
            let isNearer =
              distance < bestDistance
              || (distance == bestDistance && index >= best?.index ?? 0)
            if isNearer {
              bestDistance = distance
              best = (index, residual)
            }
          }
        }
      }
    }
    return best
  }

  /// Calls for a bin and its neighbours on an axis, each once.
  private static func around(_ place: Int, _ count: Int, _ body: (Int) -> Void) {
    body(place)
    if count > 1 { body(place + 1 == count ? 0 : place + 1) }
    if count > 2 { body(place == 0 ? count - 1 : place - 1) }
  }

  private static func bin(_ position: Vector3, counts: SIMD3<Int>) -> SIMD3<Int> {
    let fraction = position - position.rounded(.down)
    var place = SIMD3<Int>.zero
    for axis in 0..<3 {
      place[axis] = min(Int(fraction[axis] * Double(counts[axis])), counts[axis] - 1)
    }
    return place
  }

  private static func index(_ place: SIMD3<Int>, _ counts: SIMD3<Int>) -> Int {
    (place.x * counts.y + place.y) * counts.z + place.z
  }
}
