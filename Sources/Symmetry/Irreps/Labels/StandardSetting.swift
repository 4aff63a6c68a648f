// The standard setting of a space group given in any primitive basis:
//
//     x = Q x_s + q ,   (W_s, w_s) ↦ (Q W_s Q⁻¹, Q w_s + q − W q)
//
// with x_s in the conventional basis of the standard setting. Q is the basis in which the group is
// given where that is standard already, else spglib's; q solves, exactly,
//
//     (1 − W) q ≡ w − Q w_s   modulo the lattice, for all operations (W, w).
//
// The solutions differ by translations of the Euclidean normaliser, those along a polar axis apart,
// on which no label depends.

import Foundation
import PhaseFitNumerics

/// A space group's standard axes and all origins at which its operations are the standard ones.
struct StandardSetting: Sendable {
  /// The standard conventional basis vectors as columns, in the primitive basis: Q.
  let axes: IntegerMatrix3
  /// The standard origins in the primitive basis, the nearest to the group's own origin first.
  let origins: [[Rational]]

  /// Finds the standard setting.
  ///
  /// - Parameters:
  ///   - number: the number of the space-group type.
  ///   - table: its operations in a primitive basis.
  ///   - basis: the primitive basis vectors as columns.
  ///   - conventional: the conventional basis vectors as columns, in the primitive basis.
  /// - Throws: `SymmetryError` with code `notIdentified` where the operations are not of the type.
  init(
    number: Int, table: PointGroupTable, basis: Matrix3, conventional: IntegerMatrix3
  ) throws(SymmetryError) {
    guard let standard = IrrepLabelTable.standardSetting(number: number) else {
      throw Self.notFound("\(number)", reason: "the number is not in 1 … 230")
    }
    if let found = Self.match(standard, axes: conventional, table: table, basis: basis) {
      self = found
      return
    }
    let axes = Self.standardAxes(table: table, basis: basis)
    for candidate in axes {
      if let found = Self.match(standard, axes: candidate, table: table, basis: basis) {
        self = found
        return
      }
    }
    throw Self.notFound(
      "\(standard.type)",
      reason: "none of \(axes.count + 1) choices of axes carries the "
        + "standard operations onto the \(table.count) given")
  }

  private init(axes: IntegerMatrix3, origins: [[Rational]]) {
    self.axes = axes
    self.origins = origins
  }

  private static func notFound(_ group: String, reason: String) -> SymmetryError {
    SymmetryError(
      .notIdentified,
      "the standard setting of the space group \(group) was not found: \(reason); check that the "
        + "operations are those of this space-group type.")
  }

  private static func match(
    _ standard: SpaceGroupSetting, axes: IntegerMatrix3, table: PointGroupTable, basis: Matrix3
  ) -> StandardSetting? {
    let lattice = standard.operations.primitiveLattice
    // The standard lattice must become the lattice Z³.
    let scaled = (axes * lattice.scaledBasis).rowMajor
    guard scaled.allSatisfy({ $0 % lattice.denominator == 0 }) else { return nil }
    let unimodular = IntegerMatrix3(scaled.map { $0 / lattice.denominator })
    guard abs(unimodular.determinant) == 1 else { return nil }
    var system = CongruenceSystem()
    var seen: Set<Int> = []
    let determinant = axes.determinant
    let adjugate = axes.adjugate
    for operation in standard.operations {
      let product = (axes * operation.rotation * adjugate).rowMajor
      guard product.allSatisfy({ $0 % determinant == 0 }),
        let index = table.indexOfRotation[IntegerMatrix3(product.map { $0 / determinant })]
      else { return nil }
      guard seen.insert(index).inserted else { continue }
      let given = table.operations[index]
      system.add(
        rotation: given.rotation,
        target: zip(given.translation, axes.apply(to: operation.translation)).map { $0 - $1 })
    }
    guard seen.count == table.count, let solutions = system.solutions() else { return nil }
    return StandardSetting(axes: axes, origins: nearestFirst(solutions, basis: basis))
  }

  /// Each origin moved by lattice vectors as near as possible to zero, the nearest first.
  private static func nearestFirst(_ origins: [[Rational]], basis: Matrix3) -> [[Rational]] {
    let (reduced, change) = basis.reducedBasis
    guard let inverse = change.integerInverse else { return origins }
    let moved = origins.map { origin -> (vector: [Rational], length: Double) in
      let start = inverse.apply(to: origin).map(\.fractionalPart)
      var best: (vector: [Rational], length: Double)?
      for x in -2...1 {
        for y in -2...1 {
          for z in -2...1 {
            let candidate = zip(start, [x, y, z]).map { $0 + Rational($1) }
            let size = length(
              reduced * Vector3(candidate[0].value, candidate[1].value, candidate[2].value))
            if size < (best?.length ?? .infinity) - rounding {
              best = (change.apply(to: candidate), size)
            }
          }
        }
      }
      return best ?? (origin, .infinity)
    }
    return moved.sorted { left, right in
      if abs(left.length - right.length) > rounding { return left.length < right.length }
      return left.vector.lexicographicallyPrecedes(right.vector)
    }.map(\.vector)
  }

  /// Lengths that differ by less, in Å, are equal.
  private static let rounding = 1e-9

  /// Standard axes as spglib chooses them for a crystal that has exactly the symmetry.
  private static func standardAxes(table: PointGroupTable, basis: Matrix3) -> [IntegerMatrix3] {
    let averaged = basis.stretched(
      toMetric: basis.metric.averagedMetric(over: table.operations.map(\.rotation)))
    var (reduced, change) = averaged.reducedBasis
    if reduced.determinant < 0 {
      reduced = -1 * reduced
      change = IntegerMatrix3(change.rowMajor.map { -$0 })
    }
    guard let inverse = change.integerInverse else { return [] }
    let operations = table.operations.map { operation in
      SymmetryOperation(
        rotation: inverse * operation.rotation * change,
        translation: inverse.apply(to: operation.translation)
      ).reduced
    }
    return PrimitiveGroup.standardAxes(operations: operations, basis: reduced).map { change * $0 }
  }
}

/// The congruences `(1 − W) q ≡ c` modulo the integers for one vector q.
///
/// Unimodular operations on rows and columns make the matrix diagonal, `d_i y_i ≡ c_i` with
/// `q = V y`.
struct CongruenceSystem {
  private var rows: [SIMD3<Int>] = []
  private var targets: [Rational] = []

  /// Adds the three congruences of an operation.
  mutating func add(rotation: IntegerMatrix3, target: [Rational]) {
    for row in 0..<3 {
      rows.append(
        SIMD3(
          (row == 0 ? 1 : 0) - rotation[row, 0], (row == 1 ? 1 : 0) - rotation[row, 1],
          (row == 2 ? 1 : 0) - rotation[row, 2]))
      targets.append(target[row])
    }
  }

  /// The solutions modulo the integers, free components being zero; nil where there are none.
  func solutions() -> [[Rational]]? {
    var rows = rows
    var targets = targets
    var columns = [SIMD3(1, 0, 0), SIMD3(0, 1, 0), SIMD3(0, 0, 1)]
    var rank = 0
    while rank < 3 {
      // The smallest remaining element becomes the pivot until it divides its row and column.
      var pivot: (row: Int, column: Int)?
      for row in rows.indices.dropFirst(rank) {
        for column in rank..<3 where rows[row][column] != 0 {
          if let best = pivot, abs(rows[best.row][best.column]) <= abs(rows[row][column]) {
            continue
          }
          pivot = (row, column)
        }
      }
      guard let pivot else { break }
      rows.swapAt(rank, pivot.row)
      targets.swapAt(rank, pivot.row)
      if pivot.column != rank {
        columns.swapAt(rank, pivot.column)
        for row in rows.indices {
          let kept = rows[row][rank]
          rows[row][rank] = rows[row][pivot.column]
          rows[row][pivot.column] = kept
        }
      }
      let value = rows[rank][rank]
      var isClean = true
      for row in rows.indices.dropFirst(rank + 1) where rows[row][rank] != 0 {
        let quotient = floorDivision(rows[row][rank], value)
        rows[row] = rows[row] &- rows[rank] &* SIMD3(repeating: quotient)
        targets[row] = targets[row] - Rational(quotient) * targets[rank]
        if rows[row][rank] != 0 { isClean = false }
      }
      for column in (rank + 1)..<max(3, rank + 1) where rows[rank][column] != 0 {
        let quotient = floorDivision(rows[rank][column], value)
        for row in rows.indices { rows[row][column] -= quotient * rows[row][rank] }
        columns[column] = columns[column] &- columns[rank] &* SIMD3(repeating: quotient)
        if rows[rank][column] != 0 { isClean = false }
      }
      if isClean { rank += 1 }
    }
    guard targets.dropFirst(rank).allSatisfy({ $0.denominator == 1 }) else { return nil }
    var solutions: [[Rational]] = [[.zero, .zero, .zero]]
    for index in 0..<rank {
      let divisor = rows[index][index]
      let column = [columns[index].x, columns[index].y, columns[index].z]
      solutions = solutions.flatMap { partial in
        (0..<abs(divisor)).map { step in
          let value = (targets[index] + Rational(step)) * Rational(1, divisor)
          return zip(partial, column).map { ($0 + value * Rational($1)).fractionalPart }
        }
      }
    }
    return solutions
  }
}
