// A subgroup of the parent with its type, its lattice and its origin.
//
//     (a′,b′,c′) = (a,b,c) P ,   x = P x′ + p
//
// takes the parent's conventional basis to the standard setting of the subgroup. The crystal of two
// general orbits that identifies the type also gives the change to the standard setting; its
// numbers are rational, are rounded to fractions, and are then proved: every operation, carried to
// the new basis, must be an operation of the setting.

public import PhaseFitNumerics

/// A subgroup of the parent's space group, in the parent's setting.
public struct IsotropySubgroup: Sendable, Codable, Hashable {
  /// The space-group type.
  public var group: SpaceGroupType
  /// The index in the parent: the number of domain states.
  public var index: Int
  /// How many primitive cells of the parent a primitive cell of the subgroup holds.
  public var cellMultiplication: Int
  /// The standard conventional basis vectors of the subgroup in units of the parent's conventional
  /// basis, one vector in each row.
  public var basis: [[Rational]]
  /// The origin of the subgroup's standard setting in the same units.
  public var origin: [Rational]
  /// The setting: the standard one, with the centre of inversion at the origin where the choice
  /// exists, unique axis b, hexagonal axes.
  public var setting: SpaceGroupSetting

  /// Whether this is the parent's group itself.
  public var isParent: Bool { index == 1 }
}

extension CommensurateCell {
  /// The subgroup formed by some of the cell's operations.
  ///
  /// - Parameters:
  ///   - indices: the operations, a group.
  ///   - parent: the parent, whose conventional basis is the unit of basis and origin.
  /// - Returns: type, basis and origin, proved by carrying every operation to the setting.
  /// - Throws: `SymmetryError` where the operations form no group or its setting is not found.
  public func isotropySubgroup(of indices: [Int], parent: ParentStructure)
    throws(SymmetryError) -> IsotropySubgroup
  {
    let argument = SubgroupInCell(
      operations: indices.map { exactOperations[$0] }, basis: basis, multiple: multiple,
      conventional: parent.conventionalMultiple, order: exactOperations.count)
    return try Self.subgroups.value(of: argument) { () throws(SymmetryError) in
      try argument.subgroup()
    }
  }

  /// The subgroups met last: the directions of several irreps often have the same.
  private static let subgroups = FunctionMemory<SubgroupInCell, IsotropySubgroup>(capacity: 128)
}

/// What decides basis and origin of a subgroup.
private struct SubgroupInCell: Hashable {
  /// The operations in the basis of the supercell.
  var operations: [SymmetryOperation]
  /// The basis of the supercell.
  var basis: Matrix3
  /// The supercell in the primitive basis of the parent.
  var multiple: IntegerMatrix3
  /// The parent's conventional cell in its primitive basis.
  var conventional: IntegerMatrix3
  /// The number of operations of the parent modulo the supercell.
  var order: Int

  func subgroup() throws(SymmetryError) -> IsotropySubgroup {
    guard operations.isGroup else {
      throw SymmetryError(
        .notAGroup,
        "the \(operations.count) operations of the cell are not closed under multiplication, "
          + "expected a stabiliser.")
    }
    let group = PrimitiveGroup(operations: operations, basis: basis)
    let standard = try group.standardSetting()
    // The reduced primitive basis in units of the supercell: a sum of its vectors and centrings.
    let lattice = operations.primitiveLattice
    let grid = Double(lattice.denominator)
    let primitive = try Self.rational(
      basis.inverse * group.basis, multipleOf: 1 / grid, what: "primitive basis")
    let toConventional = multiplied(
      inverse(conventional), multiplied(integer(multiple), primitive))
    let vectors = multiplied(toConventional, standard.vectors)
    // Among equivalent origins one in the subgroup's own cell: a lattice vector of the parent may be
    // none of the subgroup.
    let inCell = applied(inverse(standard.vectors), to: standard.origin).map(\.fractionalPart)
    let origin = applied(vectors, to: inCell)
    let translations = operations.count { $0.rotation == .identity }
    return IsotropySubgroup(
      group: standard.setting.type, index: order / operations.count,
      cellMultiplication: abs(multiple.determinant) / translations,
      basis: (0..<3).map { column in vectors.map { $0[column] } },
      origin: origin, setting: standard.setting)
  }

  /// A matrix whose entries are multiples of one fraction, exact.
  private static func rational(_ matrix: Matrix3, multipleOf unit: Double, what: String)
    throws(SymmetryError) -> [[Rational]]
  {
    guard let scaled = IntegerMatrix3(rounding: (1 / unit) * matrix, tolerance: 1e-4) else {
      throw SymmetryError(
        .notIdentified,
        "the \(what) of a subgroup is no combination of the supercell's vectors; this is likely "
          + "a bug in phasefit, please report it.")
    }
    let denominator = Int((1 / unit).rounded())
    return (0..<3).map { row in (0..<3).map { Rational(scaled[row, $0], denominator) } }
  }
}

extension PrimitiveGroup {
  /// The change to the standard setting: its basis vectors (columns) and origin in this basis.
  struct Standard {
    var vectors: [[Rational]]
    var origin: [Rational]
    var setting: SpaceGroupSetting
  }

  /// The standard setting, with the origin on a centre of inversion where there is a choice.
  ///
  /// - Throws: `SymmetryError` with code `notIdentified`.
  func standardSetting() throws(SymmetryError) -> Standard {
    var reasons: Set<String> = []
    for dataset in datasets() {
      guard dataset.operationCount == operations.count,
        let found = SpaceGroupDatabase.settings.first(where: {
          $0.hallNumber == dataset.hallNumber
        })
      else {
        reasons.insert("number \(dataset.number) with \(dataset.operationCount) operations")
        continue
      }
      // x′ = Q x + q: the vectors are the columns of Q⁻¹ and the origin is −Q⁻¹ q.
      let vectors = dataset.transformation.inverse
      let origin = Vector3.zero - vectors * dataset.originShift
      guard let columns = rationals(vectors), let place = rationals(origin) else {
        reasons.insert("a basis that is not rational")
        continue
      }
      let standard = Standard(vectors: columns, origin: place, setting: found)
      guard agrees(standard) else {
        reasons.insert("a setting of \(found) with other operations")
        continue
      }
      return standard.withCentreAtOrigin(found)
    }
    throw SymmetryError(
      .notIdentified,
      "the setting of a space group of \(operations.count) matrix parts was not identified (found "
        + reasons.sorted().joined(separator: "; ")
        + "); this is likely a bug in phasefit, please report it.")
  }

  /// Whether the operations carried to the new basis are those of the setting.
  private func agrees(_ standard: Standard) -> Bool {
    let lookUp = Dictionary(grouping: standard.setting.operations, by: \.rotation)
    let toStandard = inverse(standard.vectors)
    for operation in operations {
      let rotation = multiplied(
        toStandard, multiplied(integer(operation.rotation), standard.vectors))
      guard rotation.joined().allSatisfy({ $0.denominator == 1 }) else { return false }
      let matrix = IntegerMatrix3(rotation.joined().map(\.numerator))
      let moved = zip(operation.rotation.apply(to: standard.origin), operation.translation)
        .map { $0 + $1 }
      let difference = zip(moved, standard.origin).map { $0 - $1 }
      let translation = applied(toStandard, to: difference).map(\.fractionalPart)
      let isKnown = (lookUp[matrix] ?? []).contains {
        $0.translation.map(\.fractionalPart) == translation
      }
      if !isKnown { return false }
    }
    return true
  }

  /// Fractions of the components: combinations of a reduced primitive basis that make a
  /// conventional one, and origins on symmetry elements, have small denominators.
  private func rationals(_ vector: Vector3) -> [Rational]? {
    let found = (0..<3).compactMap { Rational(approximating: vector[$0], tolerance: 1e-4) }
    return found.count == 3 ? found : nil
  }

  private func rationals(_ matrix: Matrix3) -> [[Rational]]? {
    let rows = (0..<3).compactMap { row in
      rationals(Vector3(matrix[row, 0], matrix[row, 1], matrix[row, 2]))
    }
    return rows.count == 3 ? rows : nil
  }
}

extension PrimitiveGroup.Standard {
  /// The same basis in the setting of the type whose operations follow by a shift of the origin to
  /// a centre of inversion: origin choice 2.
  fileprivate func withCentreAtOrigin(_ found: SpaceGroupSetting) -> PrimitiveGroup.Standard {
    guard found.originChoice == 1,
      let target = SpaceGroupDatabase.settings(number: found.type.number).first(where: {
        $0.originChoice == 2 && $0.operations.pointGroup.count == found.operations.pointGroup.count
      })
    else { return self }
    // The two origins of International Tables differ by eighths.
    let wanted = Set(target.operations.map(\.reduced))
    for x in 0..<8 {
      for y in 0..<8 {
        for z in 0..<8 {
          let shift = [Rational(x, 8), Rational(y, 8), Rational(z, 8)]
          let isMatch = found.operations.allSatisfy { operation in
            let moved = zip(operation.rotation.apply(to: shift), operation.translation).map {
              $0 + $1
            }
            return wanted.contains(
              SymmetryOperation(
                rotation: operation.rotation, translation: zip(moved, shift).map { $0 - $1 }
              ).reduced)
          }
          guard isMatch else { continue }
          let moved = zip(origin, applied(vectors, to: shift)).map { $0 + $1 }
          return PrimitiveGroup.Standard(vectors: vectors, origin: moved, setting: target)
        }
      }
    }
    return self
  }
}

/// An integer matrix as exact fractions, in rows.
private func integer(_ matrix: IntegerMatrix3) -> [[Rational]] {
  (0..<3).map { row in (0..<3).map { Rational(matrix[row, $0]) } }
}

private func inverse(_ matrix: IntegerMatrix3) -> [[Rational]] {
  let adjugate = matrix.adjugate
  let determinant = matrix.determinant
  return (0..<3).map { row in (0..<3).map { Rational(adjugate[row, $0], determinant) } }
}

private func multiplied(_ left: [[Rational]], _ right: [[Rational]]) -> [[Rational]] {
  left.map { row in
    (0..<3).map { column in
      (0..<3).reduce(Rational.zero) { $0 + row[$1] * right[$1][column] }
    }
  }
}

private func applied(_ matrix: [[Rational]], to vector: [Rational]) -> [Rational] {
  matrix.map { row in zip(row, vector).reduce(Rational.zero) { $0 + $1.0 * $1.1 } }
}

/// The inverse of a matrix of fractions: over a common denominator n it is n (n M)⁻¹.
private func inverse(_ matrix: [[Rational]]) -> [[Rational]] {
  var denominator = 1
  for entry in matrix.joined() {
    denominator *= entry.denominator / greatestCommonDivisor(denominator, entry.denominator)
  }
  let scaled = IntegerMatrix3(
    matrix.joined().map { $0.numerator * (denominator / $0.denominator) })
  let scale = Rational(denominator)
  return inverse(scaled).map { $0.map { $0 * scale } }
}
