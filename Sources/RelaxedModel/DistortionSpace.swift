// Distortions as vectors y with one Euclidean metric in Å, and the part that breaks the symmetry.
//
//     y = (u_1 … u_N, a₀ e, b o) ,   |y|² = Σ|u_i|² + a₀² |e|² + b² Σ o²
//
// e is written in the orthonormal basis of the degrees 0 and 2 of symmetric matrices, so that the
// parent's operations act on y orthogonally. The symmetry-breaking part is (1 − Q Qᵀ) y, where Q
// spans the fields that every operation keeps and the uniform translations.

import Foundation
import PhaseFitEquivariance
import PhaseFitNumerics
import PhaseFitSymmetry

struct DistortionSpace: Sendable {
  let atomCount: Int
  /// a₀, Å: the cube root of the parent's primitive volume.
  let strainLength: Double
  /// b, Å.
  let occupancyLength: Double
  /// The occupancy channels that the model has: atom, channel.
  let channels: [(atom: Int, channel: Int)]
  private let channelCounts: [Int]
  /// Orthonormal rows: what is removed.
  private(set) var removed: [[Double]] = []

  var strainOffset: Int { 3 * atomCount }
  var occupancyOffset: Int { 3 * atomCount + 6 }
  var count: Int { occupancyOffset + channels.count }

  /// The coordinates of displacements, strain and occupancies.
  var fields: [Range<Int>] {
    [0..<strainOffset, strainOffset..<occupancyOffset, occupancyOffset..<count]
  }

  /// One value for each field, repeated for each of its coordinates.
  func rows(_ values: [Double]) -> [Double] {
    zip(fields, values).flatMap { Array(repeating: $1, count: $0.count) }
  }

  /// The coordinates of a cell; `active` tells which occupancy channels deviate in the sweep.
  init(
    _ cell: CommensurateCell, occupancyLength: Double,
    active: (_ orbit: Int, _ channel: Int) -> Bool
  ) {
    atomCount = cell.atoms.count
    strainLength = cbrt(abs(cell.primitiveBasis.determinant))
    self.occupancyLength = occupancyLength
    channelCounts = cell.atoms.map(\.contents.count)
    channels = cell.atoms.enumerated().flatMap { index, atom in
      atom.contents.indices.filter { active(atom.orbit, $0) }.map { (index, $0) }
    }
    removed = removedSubspace(cell)
  }

  private static let scalarPart = ClebschGordan(1, 1, 0).terms
  private static let tensorPart = ClebschGordan(1, 1, 2).terms

  /// The coordinates of a distortion, Å.
  func coordinates(of field: DistortionField) -> [Double] {
    var result = field.displacements.flatMap { [$0.x, $0.y, $0.z] }
    var strain = [Double](repeating: 0, count: 6)
    for term in Self.scalarPart {
      strain[0] += term.value * field.strain[term.first, term.second]
    }
    for term in Self.tensorPart {
      strain[1 + term.product] +=
        5.0.squareRoot() * term.value
        * field.strain[term.first, term.second]
    }
    result += strain.map { strainLength * $0 }
    result += channels.map { occupancyLength * field.occupancies[$0.atom][$0.channel] }
    return result
  }

  /// The distortion with the given coordinates.
  func field(_ coordinates: [Double]) -> DistortionField {
    var strain = Matrix3.zero
    for term in Self.scalarPart {
      strain[term.first, term.second] += term.value * coordinates[strainOffset] / strainLength
    }
    for term in Self.tensorPart {
      strain[term.first, term.second] +=
        5.0.squareRoot() * term.value * coordinates[strainOffset + 1 + term.product] / strainLength
    }
    var occupancies = channelCounts.map { [Double](repeating: 0, count: $0) }
    for (index, channel) in channels.enumerated() {
      occupancies[channel.atom][channel.channel] =
        coordinates[occupancyOffset + index] / occupancyLength
    }
    return DistortionField(
      displacements: (0..<atomCount).map {
        Vector3(coordinates[3 * $0], coordinates[3 * $0 + 1], coordinates[3 * $0 + 2])
      }, strain: strain, occupancies: occupancies)
  }

  /// The part that breaks the symmetry.
  func symmetryBreaking(_ coordinates: [Double]) -> [Double] {
    removed.reduce(into: coordinates) { result, row in
      let overlap = inner(row, coordinates)
      for index in result.indices { result[index] -= overlap * row[index] }
    }
  }

  private func removedSubspace(_ cell: CommensurateCell) -> [[Double]] {
    var candidates: [[Double]] = (0..<3).map { axis in
      (0..<count).map { $0 < strainOffset && $0 % 3 == axis ? 1 : 0 }
    }
    var seen: Set<Int> = []
    for (atom, content) in cell.atoms.enumerated() where seen.insert(content.orbit).inserted {
      for axis in 0..<3 {
        var sum = [Double](repeating: 0, count: count)
        for operation in cell.operations {
          let image = operation.cartesian[column: axis]
          for component in 0..<3 {
            sum[3 * operation.permutation[atom] + component] += image[component]
          }
        }
        candidates.append(sum)
      }
      for channel in content.contents.indices {
        var sum = [Double](repeating: 0, count: count)
        for (index, other) in channels.enumerated()
        where other.channel == channel && cell.atoms[other.atom].orbit == content.orbit {
          sum[occupancyOffset + index] = 1
        }
        candidates.append(sum)
      }
    }
    for component in 0..<6 {
      var unit = [Double](repeating: 0, count: count)
      unit[strainOffset + component] = 1
      let strain = field(unit).strain
      var mean = Matrix3.zero
      for operation in cell.operations {
        mean = mean + operation.cartesian * strain * operation.cartesian.transpose
      }
      var averaged = field([Double](repeating: 0, count: count))
      averaged.strain = (1 / Double(max(cell.operations.count, 1))) * mean
      candidates.append(coordinates(of: averaged))
    }
    var basis = OrthonormalBasis()
    // Sums over all operations are multiples of a unit vector or, off the invariants, rounding
    // times the number of operations: far from this threshold on either side.
    for candidate in candidates { basis.extend(by: candidate, ifLongerThan: 1e-6) }
    return basis.rows
  }
}

/// Orthonormal vectors, extended by Gram–Schmidt with one repetition (orthogonal to rounding).
struct OrthonormalBasis: Sendable {
  private(set) var rows: [[Double]] = []

  /// Adds what is new in a vector, where that is longer than `threshold`.
  mutating func extend(by vector: [Double], ifLongerThan threshold: Double) {
    var rest = remainder(of: vector)
    guard inner(rest, rest).squareRoot() > threshold else { return }
    rest = remainder(of: rest)
    let norm = inner(rest, rest).squareRoot()
    rows.append(rest.map { $0 / norm })
  }

  /// The part of a vector that is orthogonal to the rows.
  func remainder(of vector: [Double]) -> [Double] {
    var rest = vector
    rest.withUnsafeMutableBufferPointer { rest in
      for row in rows {
        row.withUnsafeBufferPointer { row in
          var overlap = 0.0
          for index in row.indices { overlap += row[index] * rest[index] }
          for index in row.indices { rest[index] -= overlap * row[index] }
        }
      }
    }
    return rest
  }
}

func inner(_ left: [Double], _ right: [Double]) -> Double {
  precondition(left.count == right.count, "\(left.count) and \(right.count) components")
  return left.withUnsafeBufferPointer { left in
    right.withUnsafeBufferPointer { right in
      var sum = 0.0
      for index in left.indices { sum += left[index] * right[index] }
      return sum
    }
  }
}
