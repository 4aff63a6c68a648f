// Plane waves of the supercell, in stars of the parent's point group.
//
//     k · r = n · x ,   n integer, x fractional in the supercell;   (g n) = n W⁻¹
//
// Waves n and −n are one pair cos 2πn·x, sin 2πn·x. Stars are taken in the extended zone: n and
// n + G (G a reciprocal-lattice vector of the parent) have the same phase from cell to cell and
// differ within one, which patterns on several atoms of one cell need.

import Foundation
import PhaseFitNumerics
import PhaseFitSymmetry

/// A set of plane waves that the parent's point group carries into itself.
public struct PlaneWaveStar: Sendable, Codable, Hashable {
  /// The integers n of one wave of each pair ±n.
  public var indices: [SIMD3<Int>]
  /// The length of the wave vectors, Å⁻¹, without 2π.
  public var length: Double
  /// The star of the cell's wave vectors (first zone) that agrees modulo the parent's reciprocal
  /// lattice; nil where the cell lists none.
  public var zoneStar: Int?

  /// How many coefficients one component of a field has: 1 for Γ, two for each pair otherwise.
  public var rowCount: Int { indices.first == SIMD3() ? 1 : 2 * indices.count }

  /// All stars up to a length, shortest first; Γ is the first.
  static func all(of cell: CommensurateCell, upTo limit: Double) -> [PlaneWaveStar] {
    let dual = cell.basis.inverse.transpose
    let bounds = (0..<3).map { axis in
      Int((limit * PhaseFitNumerics.length(cell.basis[column: axis])).rounded(.down))
    }
    let inverses = Set(cell.operations.compactMap { $0.rotation.integerInverse })
    var seen: Set<SIMD3<Int>> = []
    var stars: [PlaneWaveStar] = []
    for x in -bounds[0]...bounds[0] {
      for y in -bounds[1]...bounds[1] {
        for z in -bounds[2]...bounds[2] {
          let index = SIMD3(x, y, z)
          let vector = dual * Vector3(Double(x), Double(y), Double(z))
          let size = PhaseFitNumerics.length(vector)
          guard size <= limit, !seen.contains(index) else { continue }
          let orbit = Set(inverses.map { canonical(rowProduct(index, $0)) }).union([
            canonical(index)
          ])
          for member in orbit { seen.formUnion([member, SIMD3() &- member]) }
          stars.append(
            PlaneWaveStar(
              indices: orbit.sorted(by: precedes), length: size,
              zoneStar: zoneStar(of: index, cell)))
        }
      }
    }
    // Lengths are compared in steps so that rounding cannot reorder stars of equal length.
    return stars.sorted {
      let (left, right) = (($0.length * 1e7).rounded(), ($1.length * 1e7).rounded())
      return left == right ? precedes($0.indices[0], $1.indices[0]) : left < right
    }
  }

  /// The given number of shortest stars, or a few more where lengths are equal.
  static func first(_ count: Int, of cell: CommensurateCell) -> [PlaneWaveStar] {
    // There are about (4π/3) V q³ waves up to a length q; a star needs one at least.
    let volume = abs(cell.basis.determinant)
    var limit = cbrt(3 * Double(count) / (4 * Double.pi * volume))
    while true {
      let stars = all(of: cell, upTo: limit)
      if stars.count >= count { return Array(stars.prefix(count)) }
      limit *= cbrt(2)
    }
  }

  private static func zoneStar(of index: SIMD3<Int>, _ cell: CommensurateCell) -> Int? {
    let (adjugate, determinant) = (cell.multiple.adjugate, cell.multiple.determinant)
    return cell.waveVectors.first { wave in
      let difference = rowProduct(index &- wave.index, adjugate)
      return (0..<3).allSatisfy { difference[$0] % determinant == 0 }
    }?.star
  }

  /// The one of n and −n whose first nonzero component is positive.
  static func canonical(_ index: SIMD3<Int>) -> SIMD3<Int> {
    for axis in 0..<3 where index[axis] != 0 {
      return index[axis] > 0 ? index : SIMD3() &- index
    }
    return index
  }

  private static func precedes(_ left: SIMD3<Int>, _ right: SIMD3<Int>) -> Bool {
    (left.x, left.y, left.z) < (right.x, right.y, right.z)
  }
}

/// The product of a row vector and a matrix.
func rowProduct(_ row: SIMD3<Int>, _ matrix: IntegerMatrix3) -> SIMD3<Int> {
  var result = SIMD3<Int>()
  for column in 0..<3 {
    for index in 0..<3 { result[column] += row[index] * matrix[index, column] }
  }
  return result
}
