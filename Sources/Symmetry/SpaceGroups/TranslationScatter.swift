// The scatter of coordinates about the translations of a finer lattice.
//
// A simulation writes all atoms of a supercell. Where its lattice has a finer one that the atoms obey
// but for small deviations d, these are a sum over the wave vectors k that the supercell makes
// commensurate,
//
//     u_p(k) = n^(−1/2) Σ_t d_p(t) exp(−2πi k·t) ,   P(k) = Σ_p |u_p(k)|² / 3m ,
//
// over the n translations t and the m atoms p of the finer cell. Independent errors σ of the
// coordinates give every k the same power, E P(k) = σ², and 3m P(k)/σ² is χ² with 3m degrees of
// freedom where −k is equivalent to k, 6m for a pair ±k. Distortions that order sit at few k. The
// lower quartile over k ≠ 0 is therefore that of the errors, whatever order there is.

import Foundation
import PhaseFitNumerics

/// How far coordinates scatter that translations of a finer lattice would make equal.
public struct TranslationScatter: Sendable, Hashable {
  /// How many cells of the finer lattice the structure's cell holds.
  public var cells: Int
  /// The standard deviation of one Cartesian coordinate of an atom, Å.
  public var standardDeviation: Double

  /// The fewest cells: enough wave vectors that a quarter of them carries no order.
  public static let fewestCells = 16
  /// The share of wave vectors from whose power the scatter is taken.
  private static let share = 0.25
  /// The largest distances, Å, between atoms and images that are tried, largest first: twice a large
  /// tilt down to an ordinary noise.
  private static let distances = [1.0, 0.5, 0.25, 0.125]

  /// The scatter of a structure, nil where its cell holds too few cells of a finer lattice.
  init?(_ crystal: ExpandedCrystal) {
    guard crystal.atoms.count >= Self.fewestCells else { return nil }
    for distance in Self.distances {
      let search = crystal.search(tolerance: distance, strainTolerance: 0)
      let translations = search.pureTranslations()
      guard translations.count >= Self.fewestCells else { continue }
      cells = translations.count
      standardDeviation = Self.deviation(search, translations)
      return
    }
    return nil
  }

  private static func deviation(
    _ search: SymmetrySearch,
    _ translations: [(match: SymmetrySearch.Match, exact: SymmetryOperation)]
  ) -> Double {
    let shifts = translations.map(\.exact.translationVector)
    let deviations = search.deviations(from: translations.map(\.match))
    // The wave vectors n, with n·t for fractional t, are ℤ³ modulo those for which n·t is whole.
    let lattice = PrimitiveCell(translations.map(\.exact).primitiveLattice)
    let dual = lattice.cell.transpose.hermiteNormalForm
    var powers: [(value: Double, degrees: Int)] = []
    let size = 3 * deviations.count
    for wave in dual.cosetRepresentatives {
      let opposite = dual.reduce(SIMD3(0, 0, 0) &- wave)
      if wave == SIMD3(0, 0, 0) || precedes(opposite, wave) { continue }
      let phases = shifts.map { shift in
        let angle = 2 * Double.pi * dot(wave.real, shift)
        return (cos(angle), sin(angle))
      }
      var sum = 0.0
      for atom in deviations {
        var (real, imaginary) = (Vector3.zero, Vector3.zero)
        for (deviation, phase) in zip(atom, phases) {
          real += phase.0 * deviation
          imaginary += phase.1 * deviation
        }
        sum += dot(real, real) + dot(imaginary, imaginary)
      }
      powers.append(
        (sum / Double(shifts.count * size), opposite == wave ? size : 2 * size))
    }
    guard !powers.isEmpty else { return 0 }
    // In units of the expected quantile, so that pairs and single wave vectors compare.
    let ordered = powers.map { power -> Double in
      let distribution = ChiSquaredDistribution(degreesOfFreedom: Double(power.degrees))
      return power.value * Double(power.degrees) / distribution.quantile(share)
    }.sorted()
    return ordered[Int(share * Double(ordered.count - 1))].squareRoot()
  }

  private static func precedes(_ left: SIMD3<Int>, _ right: SIMD3<Int>) -> Bool {
    (left.x, left.y, left.z) < (right.x, right.y, right.z)
  }
}

extension SymmetrySearch {
  /// For each atom of the finer cell its deviations, Å, from the mean over the translations, in
  /// their order.
  func deviations(from translations: [Match]) -> [[Vector3]] {
    var isSeen = Array(repeating: false, count: positions.count)
    var result: [[Vector3]] = []
    for index in positions.indices where !isSeen[index] {
      let offsets = translations.map { translation -> Vector3 in
        let image = translation.permutation[index]
        isSeen[image] = true
        return basis
          * SiteFinder.nearest(positions[image] - positions[index] - translation.translation)
      }
      let mean = offsets.reduce(Vector3.zero, +) / Double(offsets.count)
      result.append(offsets.map { $0 - mean })
    }
    return result
  }
}

extension ExpandedCrystal {
  /// How far the coordinates scatter about the translations of a finer lattice, nil where there is
  /// none with enough cells.
  public var translationScatter: TranslationScatter? { TranslationScatter(self) }

  /// How many times stated uncertainties the scatter may be before it is believed more than they.
  ///
  /// The scatter itself is known to a tenth at the fewest cells.
  private static let credibleRatio = 1.3

  /// Takes the scatter about the translations of a finer lattice for the error of positions where it
  /// exceeds what the source explains.
  ///
  /// Stated uncertainties of positions are multiplied by the same factor; where none are stated,
  /// none are made up.
  ///
  /// - Returns: the scatter and its ratio to the error that the source states or prints; nil where
  ///   nothing was changed.
  public mutating func takeScatter() -> (scatter: TranslationScatter, ratio: Double)? {
    guard let scatter = translationScatter else { return nil }
    let ratio = scatter.standardDeviation / precision.position
    guard ratio > Self.credibleRatio else { return nil }
    if !precision.isStated {
      // Noise keeps no operation. Where one holds within the printed digits the deviations are real.
      let exact = search(
        tolerance: positionTolerance, strainTolerance: precision.strainTolerance(meanEdge: meanEdge)
      )
      guard exact.run().operationsInInput.count == 1 else { return nil }
    }
    precision.position = scatter.standardDeviation
    precision.isStated = true
    for index in parameters.indices where !parameters[index].positions.isEmpty {
      parameters[index].standardUncertainty = parameters[index].standardUncertainty.map {
        $0 * ratio
      }
    }
    return (scatter, ratio)
  }
}
