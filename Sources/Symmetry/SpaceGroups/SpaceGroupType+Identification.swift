// The type of a space group given by exact operations in any lattice basis.
//
// A crystal is built that has exactly the symmetry of the group: a metric invariant under its point
// group, and two kinds of atoms, each on the orbit of a general point, in the primitive cell. An
// isometry that keeps both orbits carries the first point to one of its images, so that up to an
// operation of the group it fixes it; then it carries the second point to an image as well, which
// for general points is possible for the identity alone. The analysis of that crystal therefore
// names the group, and the number of operations that it finds proves that nothing was gained or
// lost.

import Foundation
public import PhaseFitNumerics

extension SpaceGroupType {
  /// The type of the space group formed by exact operations in any lattice basis.
  ///
  /// The basis may be conventional, primitive or of a supercell: pure translations among the
  /// operations are allowed, and Z³ is understood. Enantiomorphic types are told apart; for that the
  /// handedness of the basis counts.
  ///
  /// - Parameters:
  ///   - operations: the operations modulo Z³, a group.
  ///   - basis: the basis vectors as columns in any unit; their metric is averaged over the group
  ///     first, so that it need not be exact.
  /// - Throws: `SymmetryError` with code `notAGroup` where the operations are not closed, or
  ///   `notIdentified`.
  public init(identifying operations: [SymmetryOperation], basis: Matrix3) throws(SymmetryError) {
    // The type depends on the operations and the handedness of their axes alone: groups that one
    // affine map carries into each other without a reflection are of one type.
    guard basis.determinant != 0, basis.determinant.isFinite else {
      self = try Self.identify(operations, basis: basis)
      return
    }
    let argument = IdentifiedOperations(
      operations: operations, isRightHanded: basis.determinant > 0)
    self = try Self.identified.value(of: argument) { () throws(SymmetryError) in
      try Self.identify(operations, basis: basis)
    }
  }

  /// The types of the groups met last; a sweep has few different ones.
  private static let identified = FunctionMemory<IdentifiedOperations, SpaceGroupType>(
    capacity: 128)

  private static func identify(_ operations: [SymmetryOperation], basis: Matrix3)
    throws(SymmetryError) -> SpaceGroupType
  {
    guard operations.isGroup else {
      throw SymmetryError(
        .notAGroup,
        "the \(operations.count) operations are not closed under multiplication, expected a space "
          + "group; complete the list, for example with `generatedGroup()`.")
    }
    guard abs(basis.determinant) > 0, basis.determinant.isFinite else {
      throw SymmetryError(
        .impossibleCell,
        "the basis has volume \(basis.determinant), expected three independent vectors.")
    }
    return try PrimitiveGroup(operations: operations, basis: basis).identify()
  }
}

/// What decides the type of a space group.
private struct IdentifiedOperations: Hashable {
  var operations: [SymmetryOperation]
  var isRightHanded: Bool
}

/// A space group in a reduced primitive basis with an invariant metric.
struct PrimitiveGroup {
  /// One operation for each matrix part.
  var operations: [SymmetryOperation]
  /// The reduced primitive basis, columns.
  var basis: Matrix3

  init(operations: [SymmetryOperation], basis: Matrix3) {
    let lattice = operations.primitiveLattice
    let averaged = basis.stretched(
      toMetric: basis.metric.averagedMetric(over: operations.pointGroup))
    var (reduced, change) = (averaged * lattice.basis).reducedBasis
    if reduced.determinant < 0 {
      // The same crystal on right-handed axes, so that enantiomorphs keep their names.
      reduced = -1 * reduced
      change = IntegerMatrix3(change.rowMajor.map { -$0 })
    }
    self.basis = reduced
    self.operations = Self.transformed(
      operations, scaledBasis: lattice.scaledBasis * change, denominator: lattice.denominator)
  }

  /// One operation of each coset of the translations, in the basis `scaledBasis / denominator`.
  ///
  ///     W' = B⁻¹ W B ,   w' = B⁻¹ w
  private static func transformed(
    _ operations: [SymmetryOperation], scaledBasis: IntegerMatrix3, denominator: Int
  ) -> [SymmetryOperation] {
    let adjugate = scaledBasis.adjugate
    let determinant = scaledBasis.determinant
    var seen: Set<IntegerMatrix3> = []
    var result: [SymmetryOperation] = []
    for operation in operations where seen.insert(operation.rotation).inserted {
      let product = adjugate * operation.rotation * scaledBasis
      let rotation = IntegerMatrix3(product.rowMajor.map { $0 / determinant })
      let translation = adjugate.apply(to: operation.translation).map {
        $0 * Rational(denominator, determinant)
      }
      result.append(SymmetryOperation(rotation: rotation, translation: translation).reduced)
    }
    return result
  }

  /// Pairs of general points, tried in turn where one happens to lie too near a special position.
  private static let generalPoints: [(Vector3, Vector3)] = [
    (Vector3(0.1373, 0.2911, 0.4229), Vector3(0.3413, 0.0617, 0.1847)),
    (Vector3(0.0712, 0.1859, 0.3331), Vector3(0.2273, 0.4409, 0.0923)),
    (Vector3(0.4127, 0.0531, 0.2389), Vector3(0.1103, 0.3767, 0.2957)),
  ]

  /// Tolerances of the analysis as fractions of the cube root of the volume: the coordinates are
  /// exact to rounding, so that any value far from rounding and from the distances serves.
  private static let relativeTolerances = [1e-5, 1e-4, 1e-6]

  func identify() throws(SymmetryError) -> SpaceGroupType {
    // The unit of length is free: the edge of a cube of the same volume becomes 5.
    let scale = 5 / cbrt(abs(basis.determinant))
    let scaled = scale * basis
    var found: [String] = []
    for relativeTolerance in Self.relativeTolerances {
      for (first, second) in Self.generalPoints {
        let positions = operations.map { $0(first) } + operations.map { $0(second) }
        let kinds = operations.map { _ in 1 } + operations.map { _ in 2 }
        switch SpglibLibrary.dataset(
          basis: scaled, positions: positions, kinds: kinds, tolerance: 5 * relativeTolerance)
        {
        case .success(let dataset):
          if dataset.operationCount == operations.count,
            let type = SpaceGroupDatabase.type(number: dataset.number)
          {
            return type
          }
          found.append("number \(dataset.number) with \(dataset.operationCount) operations")
        case .failure(let failure):
          found.append(failure.message)
        }
      }
    }
    throw SymmetryError(
      .notIdentified,
      "the type of a space group of \(operations.count) matrix parts was not identified (found "
        + Set(found).sorted().joined(separator: "; ")
        + "); this is likely a bug in phasefit, please report it.")
  }

  /// What the analysis of the crystals of general points finds, one result after the other.
  func datasets() -> some Sequence<SpglibLibrary.Dataset> {
    let scaled = (5 / cbrt(abs(basis.determinant))) * basis
    return Self.relativeTolerances.lazy.flatMap { tolerance in
      Self.generalPoints.lazy.compactMap { first, second in
        let positions = operations.map { $0(first) } + operations.map { $0(second) }
        let kinds = operations.map { _ in 1 } + operations.map { _ in 2 }
        return try? SpglibLibrary.dataset(
          basis: scaled, positions: positions, kinds: kinds, tolerance: 5 * tolerance
        ).get()
      }
    }
  }
}

extension PrimitiveGroup {
  /// The standard conventional bases that spglib finds for a group in a reduced primitive basis
  /// with an invariant metric.
  ///
  /// - Returns: basis vectors as columns in the primitive basis; none where the analysis fails.
  static func standardAxes(operations: [SymmetryOperation], basis: Matrix3) -> [IntegerMatrix3] {
    let scaled = (5 / cbrt(abs(basis.determinant))) * basis
    var found: [IntegerMatrix3] = []
    for relativeTolerance in relativeTolerances {
      for (first, second) in generalPoints {
        let positions = operations.map { $0(first) } + operations.map { $0(second) }
        let kinds = operations.map { _ in 1 } + operations.map { _ in 2 }
        guard
          case .success(let dataset) = SpglibLibrary.dataset(
            basis: scaled, positions: positions, kinds: kinds, tolerance: 5 * relativeTolerance),
          dataset.operationCount == operations.count,
          // The standard vectors are lattice vectors: far from an integer matrix nothing was found.
          let axes = IntegerMatrix3(rounding: dataset.transformation.inverse, tolerance: 1e-3),
          !found.contains(axes)
        else { continue }
        found.append(axes)
        return found
      }
    }
    return found
  }
}
