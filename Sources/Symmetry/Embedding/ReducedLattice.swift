import PhaseFitNumerics

/// A short basis of a lattice, `reduced = basis · change`, in which to enumerate its vectors.
struct ReducedLattice {
  /// The reduced basis vectors as columns, Å.
  var basis: Matrix3
  /// The unimodular change of basis.
  var change: IntegerMatrix3

  /// Reduces a basis given by its columns, Å.
  init(_ original: Matrix3) {
    (basis, change) = original.reducedBasis
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
  /// A vector whose square is below this is the shortest: half the shortest lattice vector, squared.
  private let safeSquare: Double

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
    // One of the images is zero; the others are the shortest lattice vectors and some longer ones.
    let squares = images.map { dot($0, $0) }.filter { $0 > 0 }
    safeSquare = 0.25 * (squares.min() ?? 0) * (1 - 1e-9)
  }

  /// The shortest vector, Å, that differs from a Cartesian vector by a lattice vector.
  func callAsFunction(_ cartesian: Vector3) -> Vector3 {
    let fractional = toReduced * cartesian
    let folded = reduced * (fractional - fractional.rounded(.toNearestOrEven))
    var best = folded
    var bestSquare = dot(folded, folded)
    if bestSquare <= safeSquare { return folded }
    for image in images {
      let candidate = folded + image
      let square = dot(candidate, candidate)
      if square < bestSquare { (best, bestSquare) = (candidate, square) }
    }
    return best
  }
}
