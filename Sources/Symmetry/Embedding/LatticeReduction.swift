import PhaseFitNumerics

/// A short basis of a lattice: no vector becomes shorter by adding −1, 0 or 1 times the others.
///
///     reduced = basis · change ,   det(change) = ±1
///
/// Used to keep enumerations of lattice vectors and nearest images small; it is not a normal form.
struct ReducedLattice {
  /// The short basis vectors as columns, Å.
  var basis: Matrix3
  /// The unimodular change of basis.
  var change: IntegerMatrix3

  /// Reduces a basis by repeated addition of neighbours to its longest vectors.
  init(_ original: Matrix3) {
    var columns: [SIMD3<Int>] = [SIMD3(1, 0, 0), SIMD3(0, 1, 0), SIMD3(0, 0, 1)]
    func cartesian(_ vector: SIMD3<Int>) -> Vector3 {
      original * Vector3(Double(vector.x), Double(vector.y), Double(vector.z))
    }
    var improved = true
    while improved {
      improved = false
      for target in 0..<3 {
        let (first, second) = ((target + 1) % 3, (target + 2) % 3)
        var best = columns[target]
        var bestLength = length(cartesian(best))
        for i in -1...1 {
          for j in -1...1 {
            let candidate =
              columns[target] &+ columns[first] &* SIMD3(repeating: i)
              &+ columns[second] &* SIMD3(repeating: j)
            let candidateLength = length(cartesian(candidate))
            // The margin keeps ties from being exchanged for ever.
            if candidateLength < bestLength * (1 - 1e-9) {
              (best, bestLength) = (candidate, candidateLength)
            }
          }
        }
        if best != columns[target] {
          columns[target] = best
          improved = true
        }
      }
    }
    change = IntegerMatrix3([
      columns[0].x, columns[1].x, columns[2].x,
      columns[0].y, columns[1].y, columns[2].y,
      columns[0].z, columns[1].z, columns[2].z,
    ])
    basis = original * change.real
  }

  /// All lattice vectors, as integer combinations of the reduced basis, whose length lies in a
  /// range in Å.
  func vectors(lengthBetween minimum: Double, and maximum: Double) -> [SIMD3<Int>] {
    let reciprocal = basis.inverse.transpose
    let limit = (0..<3).map { Int((maximum * length(reciprocal[column: $0])).rounded(.down)) }
    var result: [SIMD3<Int>] = []
    for x in -limit[0]...limit[0] {
      for y in -limit[1]...limit[1] {
        for z in -limit[2]...limit[2] {
          let size = length(basis * Vector3(Double(x), Double(y), Double(z)))
          if size >= minimum && size <= maximum { result.append(SIMD3(x, y, z)) }
        }
      }
    }
    return result
  }
}

/// The shortest difference of two points of a periodic structure.
struct NearestImage {
  private let reduced: Matrix3
  private let toReduced: Matrix3
  private let images: [Vector3]

  /// Prepares nearest-image differences for a lattice given by its basis (columns, Å).
  init(_ basis: Matrix3) {
    reduced = ReducedLattice(basis).basis
    toReduced = reduced.inverse
    var images: [Vector3] = []
    for x in -1...1 {
      for y in -1...1 {
        for z in -1...1 { images.append(reduced * Vector3(Double(x), Double(y), Double(z))) }
      }
    }
    self.images = images
  }

  /// The shortest vector, Å, that differs from a Cartesian vector by a lattice vector.
  func callAsFunction(_ cartesian: Vector3) -> Vector3 {
    let fractional = toReduced * cartesian
    let folded = reduced * (fractional - fractional.rounded(.toNearestOrEven))
    var best = folded
    var bestSquare = dot(folded, folded)
    for image in images {
      let candidate = folded + image
      let square = dot(candidate, candidate)
      if square < bestSquare { (best, bestSquare) = (candidate, square) }
    }
    return best
  }
}
