// The metric G = Aᵀ A of a lattice basis A (columns), and what a point group does to it:
//
//     G' = Wᵀ G W ,   Ḡ = (1/|P|) Σ_W Wᵀ G W
//
// A rotation W is an isometry of the lattice if and only if G' = G.

import PhaseFitNumerics

extension Matrix3 {
  /// The metric of the basis formed by the columns.
  var metric: Matrix3 { transpose * self }

  /// The mean of a metric over the matrix parts of a point group.
  func averagedMetric(over pointGroup: [IntegerMatrix3]) -> Matrix3 {
    var sum = Matrix3.zero
    for rotation in pointGroup {
      let real = rotation.real
      sum = sum + real.transpose * self * real
    }
    let mean = (1 / Double(max(pointGroup.count, 1))) * sum
    return 0.5 * (mean + mean.transpose)
  }

  /// The largest strain component by which a lattice rotation fails to be an isometry.
  ///
  ///     ε = max |½ A⁻ᵀ (Wᵀ G W − G) A⁻¹|
  ///
  /// where A is this basis; dimensionless.
  func strainDefect(of rotation: IntegerMatrix3) -> Double {
    let inverse = self.inverse
    let carried = self * rotation.real * inverse
    let strain = 0.5 * (carried.transpose * carried - .identity)
    return strain.rowMajor.reduce(0) { Swift.max($0, abs($1)) }
  }

  /// The basis with another metric that differs from this one by a pure stretch.
  ///
  ///     A' = S A ,   S = √(A⁻ᵀ G' A⁻¹) symmetric
  func stretched(toMetric target: Matrix3) -> Matrix3 {
    let inverse = self.inverse
    let square = inverse.transpose * target * inverse
    let (values, vectors) = square.symmetricEigensystem
    let roots = Vector3(
      values.x.squareRoot(), values.y.squareRoot(), values.z.squareRoot())
    return vectors * Matrix3(diagonal: roots) * vectors.transpose * self
  }

  /// A reduced basis of the same lattice and the unimodular change to it: `reduced = A · change`.
  ///
  /// The basis is Minkowski reduced: no vector becomes shorter by adding others, so that every
  /// isometry of the lattice has elements −1, 0, 1 in it.
  var reducedBasis: (basis: Matrix3, change: IntegerMatrix3) {
    var columns = [column(0), column(1), column(2)]
    var changes = [SIMD3(1, 0, 0), SIMD3(0, 1, 0), SIMD3(0, 0, 1)]
    /// Improvements smaller than this, relative, are rounding.
    let rounding = 1e-12
    var improved = true
    while improved {
      improved = false
      let order = [0, 1, 2].sorted { dot(columns[$0], columns[$0]) < dot(columns[$1], columns[$1]) }
      columns = order.map { columns[$0] }
      changes = order.map { changes[$0] }
      // Replace the longest vector that some combination of the others shortens.
      search: for index in [2, 1, 0] {
        let others = [0, 1, 2].filter { $0 != index }
        for first in -1...1 {
          for second in -1...1 where first != 0 || second != 0 {
            let candidate =
              columns[index] + Double(first) * columns[others[0]]
              + Double(second) * columns[others[1]]
            let old = dot(columns[index], columns[index])
            guard dot(candidate, candidate) < old * (1 - rounding) else { continue }
            columns[index] = candidate
            changes[index] =
              changes[index] &+ SIMD3(repeating: first) &* changes[others[0]]
              &+ SIMD3(repeating: second) &* changes[others[1]]
            improved = true
            break search
          }
        }
      }
    }
    var change = IntegerMatrix3([
      changes[0].x, changes[1].x, changes[2].x, changes[0].y, changes[1].y, changes[2].y,
      changes[0].z, changes[1].z, changes[2].z,
    ])
    if change.determinant < 0 {
      change = IntegerMatrix3(change.rowMajor.map { -$0 })
    }
    return (self * change.real, change)
  }

  private func column(_ index: Int) -> Vector3 { self[column: index] }
}
