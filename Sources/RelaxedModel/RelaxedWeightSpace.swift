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
    apply(WeightAction(operation, on: self), to: weights)
  }

  /// The image of weights under a prepared operation.
  func apply(_ action: WeightAction, to weights: [Double]) -> [Double] {
    let width = FeatureLayout.width
    var result = [Double](repeating: 0, count: count)
    for image in action.images {
      for (type, matrix) in action.matrices.enumerated() {
        let offset = FeatureLayout.offsets[type]
        for row in 0..<matrix.irrep.dimension {
          var sum = 0.0
          for column in 0..<matrix.irrep.dimension {
            sum += matrix[row, column] * weights[width * image.source + offset + column]
          }
          result[width * image.target + offset + row] += image.factor * sum
        }
      }
    }
    return result
  }

  /// What an operation makes of each row: the rows and factors of which the image consists.
  func images(under operation: CommensurateCell.Operation) -> [WeightAction.Image] {
    guard let inverse = operation.rotation.integerInverse else {
      preconditionFailure("the rotation \(operation.rotation) of an operation has no inverse")
    }
    var result: [WeightAction.Image] = []
    for (source, row) in rows.enumerated() where !row.isSine {
      let image = rowProduct(row.index, inverse)
      let canonical = PlaneWaveStar.canonical(image)
      guard let target = rowOfWave[canonical] else {
        preconditionFailure("the star of wave \(row.index) is not closed")
      }
      guard row.index != SIMD3() else {
        result.append(.init(source: source, target: target, factor: 1))
        continue
      }
      let vector = Vector3(Double(image.x), Double(image.y), Double(image.z))
      let phase = 2 * Double.pi * dot(vector, operation.translation)
      let (cosine, sine) = (cos(phase), sin(phase))
      // sin(−n·x) = −sin(n·x) where the image is stored as its opposite.
      let sign: Double = canonical == image ? 1 : -1
      result += [
        .init(source: source, target: target, factor: cosine),
        .init(source: source + 1, target: target, factor: -sine),
        .init(source: source, target: target + 1, factor: sign * sine),
        .init(source: source + 1, target: target + 1, factor: sign * cosine),
      ]
    }
    return result
  }

  /// The operations that leave weights unchanged: `|gθ − θ| ≤ tolerance · |θ|`.
  ///
  /// The invariant 1 does not count in |θ|; below `floor` all weights are zero.
  func stabiliser(
    of weights: [Double], in actions: [WeightAction], tolerance: Double, floor: Double
  ) -> [Int] {
    let size = inner(Array(weights.dropFirst()), Array(weights.dropFirst())).squareRoot()
    guard size > floor else { return Array(actions.indices) }
    return actions.indices.filter { index in
      let image = apply(actions[index], to: weights)
      var change = 0.0
      for component in image.indices {
        let difference = image[component] - weights[component]
        change += difference * difference
      }
      return change.squareRoot() <= tolerance * size
    }
  }
}

/// One operation of the parent, prepared for relaxed weights.
struct WeightAction: Sendable {
  /// Row `target` of the image receives `factor` times the rotated row `source`.
  struct Image: Sendable {
    var source: Int
    var target: Int
    var factor: Double
  }
  let images: [Image]
  /// The matrices of the six types.
  let matrices: [WignerMatrix]

  init(_ operation: CommensurateCell.Operation, on space: RelaxedWeightSpace) {
    images = space.images(under: operation)
    matrices = Self.matrices(operation)
  }

  /// The matrices of the six types at an operation.
  static func matrices(_ operation: CommensurateCell.Operation) -> [WignerMatrix] {
    let even = WignerMatrix.ladder(upTo: 2, parity: .even, at: operation.cartesian)
    let odd = WignerMatrix.ladder(upTo: 2, parity: .odd, at: operation.cartesian)
    return FeatureLayout.irreps.map { $0.parity == .even ? even[$0.degree] : odd[$0.degree] }
  }
}
