// The parameters that symmetry leaves free, and the derivatives of the structure with respect to
// them.
//
// Positions: the points that the site symmetry fixes form the image of P = (1/|H|) Σ W. Its basis in
// reduced row echelon form has one vector v for each free coordinate (the pivot, component 1), and
// the coordinates tied to it follow: (1, 2, 0) for x, 2x, z. An atom made by the operation (W, w)
// moves by W v.
//
// Cell: a change δp of (a, b, c, α, β, γ) is allowed where Wᵀ δG W = δG for every W of the point
// group. With the Jacobian J of the metric the projector on those changes is
//
//     Q = J⁻¹ ( (1/|P|) Σ_W Wᵀ · W ) J
//
// and its image, again in echelon form, has one vector for each free length or angle.

import Foundation
import PhaseFitNumerics
import PhaseFitStructures

extension ExpandedCrystal.FreeParameter {
  private static let axes = ["x", "y", "z"]

  // MARK: - Positions

  static func positions(
    _ sites: [AtomSite], unit: AsymmetricUnit,
    expanded: [(atom: ExpandedCrystal.Atom, position: Int, operation: SymmetryOperation)]
  ) -> [Self] {
    zip(unit.positions, orbits(expanded, of: unit)).flatMap { position, orbit in
      freeDirections(position.siteSymmetry).map { pivot, direction in
        Self(
          name: "\(sites[position.members[0].site].label).\(axes[pivot])",
          standardUncertainty: uncertainty(
            of: position, direction: direction, pivot: pivot, sites: sites),
          atoms: orbit, positions: expanded[orbit].map { $0.operation.rotation.real * direction })
      }
    }
  }

  /// The atoms of each position, which the expansion lists one after another.
  private static func orbits(
    _ expanded: [(atom: ExpandedCrystal.Atom, position: Int, operation: SymmetryOperation)],
    of unit: AsymmetricUnit
  ) -> [Range<Int>] {
    var counts = [Int](repeating: 0, count: unit.positions.count)
    for entry in expanded { counts[entry.position] += 1 }
    var first = 0
    return counts.map { count in
      defer { first += count }
      return first..<first + count
    }
  }

  /// The directions in which a point may move under its site symmetry, each with the coordinate that
  /// it moves by one.
  private static func freeDirections(_ symmetry: [SymmetryOperation]) -> [(Int, Vector3)] {
    // |H| P is an integer matrix; the rows of its transpose span the fixed space.
    var rows = (0..<3).map { column in
      (0..<3).map { row in
        Rational(symmetry.reduce(0) { $0 + $1.rotation[row, column] })
      }
    }
    var pivots: [Int] = []
    for column in 0..<3 {
      let rank = pivots.count
      guard let row = (rank..<3).first(where: { rows[$0][column] != .zero }) else { continue }
      rows.swapAt(rank, row)
      let pivot = rows[rank][column]
      rows[rank] = rows[rank].map {
        Rational($0.numerator * pivot.denominator, $0.denominator * pivot.numerator)
      }
      for other in 0..<3 where other != rank {
        let factor = rows[other][column]
        rows[other] = zip(rows[other], rows[rank]).map { $0 - factor * $1 }
      }
      pivots.append(column)
    }
    return pivots.enumerated().map { rank, pivot in
      let row = rows[rank]
      return (pivot, Vector3(row[0].value, row[1].value, row[2].value))
    }
  }

  /// The uncertainty of the free coordinate of a position.
  ///
  /// The source prints tied coordinates (x, 2x) with errors of one and the same parameter: the
  /// pivot's is taken, else that of a coordinate that follows it alone, scaled.
  private static func uncertainty(
    of position: SitePosition, direction: Vector3, pivot: Int, sites: [AtomSite]
  ) -> Double? {
    if position.members.filter({ $0.weight > 0 }).count == 1 {
      let printed = sites[position.members[0].site].position
      if let stated = printed[pivot].standardUncertainty { return stated }
      for axis in 0..<3 where axis != pivot && direction[axis] != 0 {
        if let stated = printed[axis].standardUncertainty {
          return stated / abs(direction[axis])
        }
      }
      return nil
    }
    // The mean of several sites, whose errors are independent as far as the source says.
    var variance = 0.0
    for member in position.members where member.weight > 0 {
      var own = 0.0
      var isStated = false
      for axis in 0..<3 {
        guard let stated = sites[member.site].position[axis].standardUncertainty else { continue }
        let share = Double(member.rotation[pivot, axis]) * stated
        isStated = isStated || share != 0
        own += share * share
      }
      guard isStated else { return nil }
      variance += member.weight * member.weight * own
    }
    return variance.squareRoot()
  }

  // MARK: - Occupancies

  static func occupancies(
    _ sites: [AtomSite], unit: AsymmetricUnit,
    expanded: [(atom: ExpandedCrystal.Atom, position: Int, operation: SymmetryOperation)]
  ) -> [Self] {
    zip(unit.positions, orbits(expanded, of: unit)).flatMap { position, orbit in
      position.members.compactMap { member -> Self? in
        let site = sites[member.site]
        // A full occupancy without uncertainty is an assumption, not a parameter.
        guard site.occupancy.standardUncertainty != nil || site.occupancy.value != 1 else {
          return nil
        }
        return Self(
          name: "\(site.label).occupancy",
          standardUncertainty: site.occupancy.standardUncertainty, atoms: orbit,
          occupancies: expanded[orbit].map { entry in
            entry.atom.contents.map { $0.element == site.element ? Double(member.images) : 0 }
          })
      }
    }
  }

  // MARK: - Cell

  private static let cellNames = ["a", "b", "c", "alpha", "beta", "gamma"]

  static func cell(_ cell: UnitCell, basis: Matrix3, pointGroup: [IntegerMatrix3]) -> [Self] {
    let derivatives = basisDerivatives(basis)
    // Lengths relative to themselves and angles in radians are numbers of one size.
    let scales = (0..<3).map { length(basis[column: $0]) } + [1, 1, 1]
    let jacobian = (0..<6).map { index -> [Double] in
      let change = scales[index] * derivatives[index]
      return components(change.transpose * basis + basis.transpose * change)
    }
    // Row i of `projected`: the averaged change of the metric for parameter i, in parameters again.
    let projected = (0..<6).map { index -> [Double] in
      let change = scales[index] * derivatives[index]
      let metric = change.transpose * basis + basis.transpose * change
      return solve(columns: jacobian, components(metric.averagedMetric(over: pointGroup)))
    }
    return echelon(projected).map { pivot, row in
      var change = Matrix3.zero
      for index in 0..<6 {
        change = change + (row[index] * scales[index]) * derivatives[index]
      }
      // Per Å for a length, per degree for an angle.
      let unit = pivot < 3 ? scales[pivot] : 180 / .pi
      let printed = cell.lengths + cell.anglesDegrees
      let stated =
        printed[pivot].standardUncertainty
        ?? (0..<6).first { row[$0] != 0 && printed[$0].standardUncertainty != nil }.flatMap {
          index in
          printed[index].standardUncertainty.map {
            $0 * scales[pivot] / (abs(row[index]) * scales[index])
          }
        }
      return Self(
        name: cellNames[pivot], standardUncertainty: stated, basis: (1 / unit) * change)
    }
  }

  /// ∂A/∂(a, b, c, α, β, γ) of the basis with a along x and b in the xy plane; angles in radians.
  ///
  ///     A = (a e₁,  b (cos γ, sin γ, 0),  c (cos β, y, z))
  ///     y = (cos α − cos β cos γ) / sin γ ,   z = √(1 − cos² β − y²)
  private static func basisDerivatives(_ basis: Matrix3) -> [Matrix3] {
    let (a, b, c) = (basis[column: 0], basis[column: 1], basis[column: 2])
    let (edgeB, edgeC) = (length(b), length(c))
    let (cosGamma, sinGamma) = (b.x / edgeB, b.y / edgeB)
    let direction = c / edgeC
    let (x, y, z) = (direction.x, direction.y, direction.z)
    let cosAlpha = cosGamma * x + sinGamma * y
    let sinAlpha = (1 - cosAlpha * cosAlpha).squareRoot()
    let sinBeta = (1 - x * x).squareRoot()
    func third(_ dx: Double, _ dy: Double) -> Vector3 {
      edgeC * Vector3(dx, dy, -(x * dx + y * dy) / z)
    }
    let zero = Vector3.zero
    return [
      Matrix3(columns: a / length(a), zero, zero),
      Matrix3(columns: zero, b / edgeB, zero),
      Matrix3(columns: zero, zero, direction),
      Matrix3(columns: zero, zero, third(0, -sinAlpha / sinGamma)),
      Matrix3(columns: zero, zero, third(-sinBeta, sinBeta * cosGamma / sinGamma)),
      Matrix3(
        columns: zero, edgeB * Vector3(-sinGamma, cosGamma, 0),
        third(0, x - y * cosGamma / sinGamma)),
    ]
  }

  /// The six independent components of a symmetric matrix.
  private static func components(_ matrix: Matrix3) -> [Double] {
    [matrix[0, 0], matrix[1, 1], matrix[2, 2], matrix[1, 2], matrix[0, 2], matrix[0, 1]]
  }

  /// The coefficients with `Σ cᵢ columnᵢ = right`, by Gaussian elimination with row pivoting.
  private static func solve(columns: [[Double]], _ right: [Double]) -> [Double] {
    let size = right.count
    var rows = (0..<size).map { row in columns.map { $0[row] } + [right[row]] }
    for column in 0..<size {
      let pivot = (column..<size).max { abs(rows[$0][column]) < abs(rows[$1][column]) } ?? column
      rows.swapAt(column, pivot)
      for row in 0..<size where row != column {
        let factor = rows[row][column] / rows[column][column]
        if factor == 0 { continue }
        for index in column...size { rows[row][index] -= factor * rows[column][index] }
      }
    }
    return (0..<size).map { rows[$0][size] / rows[$0][$0] }
  }

  /// The reduced row echelon form: each row with its pivot.
  private static func echelon(_ matrix: [[Double]]) -> [(Int, [Double])] {
    /// Elements of a projector between rounding (1e-15) and its smallest entries (1e-2).
    let rounding = 1e-8
    var rows = matrix
    var pivots: [Int] = []
    for column in 0..<6 {
      let rank = pivots.count
      guard rank < rows.count,
        let row = (rank..<rows.count).max(by: { abs(rows[$0][column]) < abs(rows[$1][column]) }),
        abs(rows[row][column]) > rounding
      else { continue }
      rows.swapAt(rank, row)
      let pivot = rows[rank][column]
      rows[rank] = rows[rank].map { $0 / pivot }
      for other in rows.indices where other != rank {
        let factor = rows[other][column]
        for index in 0..<6 { rows[other][index] -= factor * rows[rank][index] }
      }
      pivots.append(column)
    }
    return pivots.enumerated().map { rank, pivot in
      (pivot, rows[rank].map { abs($0) < rounding ? 0 : $0 })
    }
  }
}
