import PhaseFitNumerics

/// The ways in which a child's lattice fits on the parent's: `L_child ≈ R U L_parent P`, P integer.
///
///     F = A_child (A_parent P)⁻¹ = R U
///
/// Kept are the P of the right determinant whose stretches lie within the limits and for which
/// every rotation W of the child becomes a rotation of the parent, `P W P⁻¹ ∈ {W_parent}`. Of the
/// P that differ by a rotation of the parent, g P, one is kept: they are domains of one another.
struct LatticeCorrespondence {
  /// The child's primitive basis vectors (as passed in) in the parent's primitive basis.
  var multiple: IntegerMatrix3
  /// The Frobenius norm of the strain U − 1.
  var strain: Double

  /// The largest relative change of length along any direction that still counts as a distortion.
  ///
  /// Measured shear transformations such as P4/mbm to P2_1/m in KAlF4 reach 0.17.
  static let largestStretch = 0.25

  /// How many lattice vectors may be examined for one edge of the child; a cell that needs more is
  /// thousands of cells of the parent long, and a misprint.
  private static let largestVectorCount = 2e6

  /// Finds the correspondences, least strain first.
  ///
  /// - Parameters:
  ///   - child: the child's primitive basis as columns, Å.
  ///   - childRotations: its point group in that basis.
  ///   - parent: the parent.
  ///   - ratio: how many primitive cells of the parent one primitive cell of the child holds.
  /// - Returns: one correspondence of each set of domains.
  static func search(
    child: Matrix3, childRotations: [IntegerMatrix3], parent: ParentStructure, ratio: Int
  ) -> [LatticeCorrespondence] {
    let reducedChild = ReducedLattice(child)
    let reducedParent = ReducedLattice(parent.basis)
    guard let fromReducedChild = reducedChild.change.integerInverse else { return [] }
    let parentRotations = Set(parent.operations.map(\.rotation))
    let lengths = (0..<3).map { length(reducedChild.basis[column: $0]) }
    // No stretch within the limits explains another volume, and none an endless edge.
    let parentVolume = abs(parent.basis.determinant)
    let expansion = abs(child.determinant) / (Double(ratio) * parentVolume)
    let largest = (1 + largestStretch) * (1 + largestStretch) * (1 + largestStretch)
    let reach = (lengths.max() ?? 0) * (1 + largestStretch)
    guard expansion <= largest, expansion >= 1 / largest,
      4 * Double.pi / 3 * reach * reach * reach / parentVolume <= largestVectorCount
    else { return [] }

    // Candidates for each child vector, with their Cartesian form.
    let candidates = lengths.map { size in
      reducedParent.vectors(
        lengthBetween: size / (1 + largestStretch), and: size * (1 + largestStretch)
      ).map { vector in
        (
          vector,
          reducedParent.basis
            * Vector3(Double(vector.x), Double(vector.y), Double(vector.z))
        )
      }
    }
    let childMetric = reducedChild.basis.transpose * reducedChild.basis
    func angleFits(_ i: Int, _ left: Vector3, _ j: Int, _ right: Vector3) -> Bool {
      let cosine = dot(left, right) / (length(left) * length(right))
      let wanted = childMetric[i, j] / (lengths[i] * lengths[j])
      return abs(cosine - wanted) <= 2 * largestStretch
    }

    var found: [IntegerMatrix3: Double] = [:]
    var seen: Set<IntegerMatrix3> = []
    for (first, firstVector) in candidates[0] {
      for (second, secondVector) in candidates[1] {
        guard angleFits(0, firstVector, 1, secondVector) else { continue }
        for (third, thirdVector) in candidates[2] {
          guard angleFits(0, firstVector, 2, thirdVector),
            angleFits(1, secondVector, 2, thirdVector)
          else { continue }
          let inReduced = IntegerMatrix3([
            first.x, second.x, third.x, first.y, second.y, third.y, first.z, second.z, third.z,
          ])
          guard abs(inReduced.determinant) == ratio else { continue }
          let matrix = reducedParent.change * inReduced * fromReducedChild
          // Proper correspondences only: the parent's frame keeps its handedness. Both bases are
          // right-handed where the source's cells are.
          guard
            matrix.determinant.signum() * parent.basis.determinant.sign
              == child.determinant.sign
          else { continue }
          let deformation = child * (parent.basis * matrix.real).inverse
          let (values, _) = (deformation.transpose * deformation).symmetricEigensystem
          let stretches = [values.x, values.y, values.z].map { $0.squareRoot() - 1 }
          guard stretches.allSatisfy({ abs($0) <= largestStretch }) else { continue }
          guard seen.insert(matrix).inserted,
            keepsGroup(matrix, childRotations, parentRotations)
          else { continue }
          let canonical = canonicalForm(matrix, parentRotations)
          found[canonical] = stretches.reduce(0) { $0 + $1 * $1 }.squareRoot()
        }
      }
    }
    return found.map { LatticeCorrespondence(multiple: $0.key, strain: $0.value) }
      .sorted {
        // Ties are broken by the matrix so that the order does not depend on hashing.
        let difference = $0.strain - $1.strain
        if abs(difference) > 1e-9 { return difference < 0 }
        return $0.multiple.rowMajor.lexicographicallyPrecedes($1.multiple.rowMajor)
      }
  }

  private static func keepsGroup(
    _ matrix: IntegerMatrix3, _ childRotations: [IntegerMatrix3], _ parent: Set<IntegerMatrix3>
  ) -> Bool {
    let determinant = matrix.determinant
    let adjugate = matrix.adjugate
    return childRotations.allSatisfy { rotation in
      let product = (matrix * rotation * adjugate).rowMajor
      guard product.allSatisfy({ $0 % determinant == 0 }) else { return false }
      return parent.contains(IntegerMatrix3(product.map { $0 / determinant }))
    }
  }

  /// The representative of {g P}: the one with the largest trace, then the largest elements.
  ///
  /// For a child in the parent's own setting this is the identity.
  private static func canonicalForm(
    _ matrix: IntegerMatrix3, _ rotations: Set<IntegerMatrix3>
  ) -> IntegerMatrix3 {
    func precedes(_ left: IntegerMatrix3, _ right: IntegerMatrix3) -> Bool {
      if left.trace != right.trace { return left.trace > right.trace }
      return right.rowMajor.lexicographicallyPrecedes(left.rowMajor)
    }
    var best = matrix
    for rotation in rotations where rotation.determinant == 1 {
      let candidate = rotation * matrix
      if precedes(candidate, best) { best = candidate }
    }
    return best
  }
}

extension Double {
  /// −1, 0 or 1 as an integer.
  var sign: Int { self > 0 ? 1 : (self < 0 ? -1 : 0) }
}
