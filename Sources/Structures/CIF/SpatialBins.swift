import PhaseFitNumerics

/// Points of a periodic cell sorted into bins, so that those near a point are found without looking
/// at all of them.
struct SpatialBins {
  private let counts: SIMD3<Int>
  private let places: [SIMD3<Int>]
  private let members: [SIMD3<Int>: [Int]]
  private let isSmall: Bool
  /// Up to so many points looking at all of them is faster.
  private static let small = 64

  /// Bins no narrower than the windows, fractions along each axis.
  init(_ positions: [Vector3], windows: [Double]) {
    isSmall = positions.count <= Self.small
    guard !isSmall else {
      (counts, places, members) = (SIMD3(1, 1, 1), [], [:])
      return
    }
    // No more bins than points along an axis: finer ones would be empty.
    let most = max(positions.count, 1)
    var counts = SIMD3<Int>(1, 1, 1)
    for axis in 0..<3 where windows[axis] > 0 {
      counts[axis] = max(1, min(most, Int(min(1 / windows[axis], 1e6))))
    }
    self.counts = counts
    places = positions.map { position in
      var place = SIMD3<Int>(0, 0, 0)
      for axis in 0..<3 {
        let fraction = position[axis] - position[axis].rounded(.down)
        place[axis] = min(Int(fraction * Double(counts[axis])), counts[axis] - 1)
      }
      return place
    }
    members = Dictionary(grouping: places.indices) { [places] in places[$0] }
  }

  /// The points in the bin of a point and in those around it, ascending; of few points those before
  /// it.
  func near(_ index: Int) -> [Int] {
    if isSmall { return Array(0..<index) }
    var result: [Int] = []
    func neighbours(_ axis: Int) -> Set<Int> {
      let (place, count) = (places[index][axis], counts[axis])
      return [(place + count - 1) % count, place, (place + 1) % count]
    }
    for x in neighbours(0) {
      for y in neighbours(1) {
        for z in neighbours(2) { result += members[SIMD3(x, y, z)] ?? [] }
      }
    }
    return result.sorted()
  }
}
