// The relaxed weights θ: coefficients of fields of all six types, modulated with plane waves.
//
//     f^lp(r) = Σ_n  A_n^lp cos 2πn·x + B_n^lp sin 2πn·x
//
//     (g f)(g r) = D_lp(R) f(r)   for g: x' = W x + w, which gives, with n' = n W⁻¹, φ = 2πn'·w,
//     A'_n' = D (A_n cos φ − B_n sin φ) ,   B'_n' = D (A_n sin φ + B_n cos φ)
//
// θ is stored row after row (star, wave, cosine or sine), each row the 18 components of the six
// types. The first number, 0e at Γ, is the invariant 1 and is never changed.

import Foundation
import PhaseFitEquivariance
import PhaseFitNumerics
import PhaseFitSymmetry

struct RelaxedWeightSpace: Sendable {
  let stars: [PlaneWaveStar]
  /// Wave, sine or cosine, and star of every row.
  let rows: [(index: SIMD3<Int>, isSine: Bool, star: Int)]
  private let rowOfWave: [SIMD3<Int>: Int]

  init(stars: [PlaneWaveStar]) {
    self.stars = stars
    var rows: [(SIMD3<Int>, Bool, Int)] = []
    var rowOfWave: [SIMD3<Int>: Int] = [:]
    for (star, waves) in stars.enumerated() {
      for index in waves.indices {
        rowOfWave[index] = rows.count
        rows.append((index, false, star))
        if index != SIMD3() { rows.append((index, true, star)) }
      }
    }
    self.rows = rows
    self.rowOfWave = rowOfWave
  }

  var count: Int { FeatureLayout.width * rows.count }

  /// The symmetric starting point: the invariant 1 and nothing else.
  var start: [Double] { [1] + [Double](repeating: 0, count: count - 1) }

  /// The rows of each star.
  var rowsOfStar: [Range<Int>] {
    var start = 0
    return stars.map { star in
      defer { start += star.rowCount }
      return start..<(start + star.rowCount)
    }
  }

  /// The block of every coefficient: type and star, numbered `6 star + type`.
  var blocks: [Int] {
    rows.flatMap { row in FeatureLayout.typeOfComponent.map { 6 * row.star + $0 } }
  }

  /// cos 2πn·x or sin 2πn·x at every position, as `[position][row]`.
  func waves(at positions: [Vector3]) -> [[Double]] {
    positions.map { position in
      rows.map { row in
        let index = Vector3(Double(row.index.x), Double(row.index.y), Double(row.index.z))
        let phase = 2 * Double.pi * dot(index, position)
        return row.isSine ? sin(phase) : cos(phase)
      }
    }
  }

  /// The image of weights under an operation of the parent.
  func apply(_ operation: CommensurateCell.Operation, to weights: [Double]) -> [Double] {
    apply(operation, matrices: Self.matrices(operation), to: weights)
  }

  /// The matrices of the six types at an operation.
  static func matrices(_ operation: CommensurateCell.Operation) -> [WignerMatrix] {
    let even = WignerMatrix.ladder(upTo: 2, parity: .even, at: operation.cartesian)
    let odd = WignerMatrix.ladder(upTo: 2, parity: .odd, at: operation.cartesian)
    return FeatureLayout.irreps.map { $0.parity == .even ? even[$0.degree] : odd[$0.degree] }
  }

  private func apply(
    _ operation: CommensurateCell.Operation, matrices: [WignerMatrix], to weights: [Double]
  ) -> [Double] {
    guard let inverse = operation.rotation.integerInverse else {
      preconditionFailure("the rotation \(operation.rotation) of an operation has no inverse")
    }
    let width = FeatureLayout.width
    var result = [Double](repeating: 0, count: count)
    for (source, row) in rows.enumerated() where !row.isSine {
      let image = rowProduct(row.index, inverse)
      let canonical = PlaneWaveStar.canonical(image)
      guard let target = rowOfWave[canonical] else {
        preconditionFailure("the star of wave \(row.index) is not closed")
      }
      let isPaired = row.index != SIMD3()
      let cosine = Array(weights[(width * source)..<(width * (source + 1))])
      if !isPaired {
        result.replaceSubrange(
          (width * target)..<(width * (target + 1)), with: rotate(cosine, matrices))
        continue
      }
      let sine = Array(weights[(width * (source + 1))..<(width * (source + 2))])
      let vector = Vector3(Double(image.x), Double(image.y), Double(image.z))
      let phase = 2 * Double.pi * dot(vector, operation.translation)
      let (c, s) = (cos(phase), sin(phase))
      let sign: Double = canonical == image ? 1 : -1
      let even = rotate(zip(cosine, sine).map { $0 * c - $1 * s }, matrices)
      let odd = rotate(zip(cosine, sine).map { sign * ($0 * s + $1 * c) }, matrices)
      result.replaceSubrange((width * target)..<(width * (target + 1)), with: even)
      result.replaceSubrange((width * (target + 1))..<(width * (target + 2)), with: odd)
    }
    return result
  }

  private func rotate(_ row: [Double], _ matrices: [WignerMatrix]) -> [Double] {
    matrices.indices.flatMap { matrices[$0](Array(row[FeatureLayout.range($0)])) }
  }

  /// The operations that leave weights unchanged: `|gθ − θ| ≤ tolerance · |θ|`.
  ///
  /// The invariant 1 does not count in |θ|; below `floor` all weights are zero.
  func stabiliser(
    of weights: [Double], in operations: [CommensurateCell.Operation],
    matrices: [[WignerMatrix]], tolerance: Double, floor: Double
  ) -> [Int] {
    let size = inner(Array(weights.dropFirst()), Array(weights.dropFirst())).squareRoot()
    guard size > floor else { return Array(operations.indices) }
    return operations.indices.filter { index in
      let image = apply(operations[index], matrices: matrices[index], to: weights)
      let change = zip(image, weights).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
      return change.squareRoot() <= tolerance * size
    }
  }
}
