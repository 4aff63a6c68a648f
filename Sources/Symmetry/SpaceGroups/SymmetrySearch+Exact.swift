// Exact translations for a group found with noise.
//
// With s = (1/|G|) Σ_g w_g every translation splits as
//
//     w_h = (1 − W_h) s + n_h / |G| ,   n_h integer,
//
// because multiplying by h permutes the group: W_h s + w_h = s + n_h / |G|. Rounding n_h and taking
// a fraction for s gives an exact group whose origin moves by less than the grid of that fraction.

import Foundation
import PhaseFitNumerics

extension SymmetrySearch {
  /// The share of the tolerance by which the exact operations may differ from those found.
  ///
  /// The translations are means over all atoms, whose error is well below the tolerance.
  private static let exactShare = 0.25

  /// The operations with exact translations, in the same order.
  func exact(_ matches: [Match]) -> [SymmetryOperation] {
    // Multiples of 1/24 serve wherever the origin lies where International Tables have it.
    let conventional = matches.map { match in
      SymmetryOperation(
        rotation: match.rotation,
        translation: (0..<3).map {
          Rational(Int((match.translation[$0] * 24).rounded()), 24).fractionalPart
        })
    }
    if agrees(conventional, with: matches), conventional.isGroup { return conventional }
    return shifted(matches)
  }

  private func agrees(_ operations: [SymmetryOperation], with matches: [Match]) -> Bool {
    zip(operations, matches).allSatisfy { operation, match in
      let difference = SiteFinder.nearest(operation.translationVector - match.translation)
      return length(basis * difference) <= Self.exactShare * tolerance
    }
  }

  private func shifted(_ matches: [Match]) -> [SymmetryOperation] {
    let order = matches.count
    let mean = matches.reduce(Vector3.zero) { $0 + $1.translation } / Double(order)
    // The grid is twenty times finer than the tolerance, within what products of fractions can hold.
    let edge = (0..<3).map { length(basis[column: $0]) }.reduce(0, max)
    let steps = (20 * edge / tolerance).rounded(.up)
    let grid = min(max(Int(min(steps, 1e5)), 1), 100_000)
    let origin = (0..<3).map { Rational(Int((mean[$0] * Double(grid)).rounded()), grid) }
    return matches.map { match in
      let real = match.rotation.real
      let rest = match.translation - mean + real * mean
      let rotated = match.rotation.apply(to: origin)
      let translation = (0..<3).map { axis in
        origin[axis] - rotated[axis]
          + Rational(Int((rest[axis] * Double(order)).rounded()), order)
      }
      return SymmetryOperation(rotation: match.rotation, translation: translation).reduced
    }
  }
}
