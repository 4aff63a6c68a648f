// Which irreps the data show: a χ² test of their amplitudes before anything is fitted.
//
//     χ²_Γ = Σ_T a_Tᵀ R_Γ⁺ a_T ,   ν_Γ = Σ_T rank R_Γ ,   present:  χ² > ν + 4 √(2ν) + 8
//
// and besides an amplitude beyond three standard uncertainties at two neighbouring temperatures of a
// phase. χ² is also the gradient of the objective at q = 0: the gradient that breaks the symmetry.

import PhaseFitNumerics
import PhaseFitSymmetry

/// What the data say about one irrep before a fit.
public struct IrrepScreening: Sendable, Codable, Hashable {
  /// The irrep, an index into `SymmetryModes.irreps`.
  public var irrep: Int
  /// Its label.
  public var label: String
  /// χ² of its amplitudes against zero.
  public var chiSquared: Double
  /// The number of independent amplitudes.
  public var degreesOfFreedom: Int
  /// Whether it is present in some phase.
  public var isPresent: Bool
  /// Whether it is seen in the strain only.
  public var isStrainOnly: Bool
  /// The phases, positions in `SweepModel.phases`, in which it is present.
  public var phases: [Int]
}

extension SweepRows {
  /// A variance, relative to the largest of an irrep, below which symmetry fixes a combination.
  private static let exactVariance = 1e-9
  /// The part of the normal distribution within three standard uncertainties.
  private static let confidence = 0.9973

  /// The test of every irrep that some group admits and that is not totally symmetric.
  func screen() -> [IrrepScreening] {
    modes.irreps.indices.compactMap { irrep in
      guard !modes.irreps[irrep].isTotallySymmetric else { return nil }
      var (total, degrees) = (0.0, 0)
      var present: [Int] = []
      var atomic = false
      for (position, group) in groups.enumerated() {
        let rows = group.rows.rows.indices.filter { group.rows.rows[$0].irrep == irrep }
        guard !rows.isEmpty else { continue }
        let tests = group.members.map { test(rows, observation: $0) }
        let (sum, count) = tests.reduce((0.0, 0)) { ($0.0 + $1.chiSquared, $0.1 + $1.degrees) }
        total += sum
        degrees += count
        let isSeen = tests.map { test in
          test.degrees > 0
            && test.chiSquared
              > ChiSquaredDistribution(degreesOfFreedom: Double(test.degrees))
              .quantile(Self.confidence)
        }
        let neighbours =
          tests.count == 1 ? isSeen[0] : zip(isSeen, isSeen.dropFirst()).contains { $0 && $1 }
        if Self.exceeds(sum, degrees: count), neighbours {
          present.append(position)
          let inner = rows.filter { group.rows.rows[$0].kind != .strain }
          let parts = group.members.map { test(inner, observation: $0) }
          let (part, number) = parts.reduce((0.0, 0)) { ($0.0 + $1.chiSquared, $0.1 + $1.degrees) }
          if Self.exceeds(part, degrees: number) { atomic = true }
        }
      }
      guard degrees > 0 else { return nil }
      return IrrepScreening(
        irrep: irrep, label: modes.irreps[irrep].label, chiSquared: total,
        degreesOfFreedom: degrees, isPresent: !present.isEmpty, isStrainOnly: !atomic,
        phases: present)
    }
  }

  static func exceeds(_ chiSquared: Double, degrees: Int) -> Bool {
    let count = Double(degrees)
    return degrees > 0 && chiSquared > count + 4 * (2 * count).squareRoot() + 8
  }

  /// χ² of some rows of one observation against zero, and its degrees of freedom.
  func test(_ rows: [Int], observation: Int) -> (chiSquared: Double, degrees: Int) {
    guard !rows.isEmpty else { return (0, 0) }
    let covariance = covariances[observation]
    let block = Matrix(rows.map { row in rows.map { covariance[row][$0] } })
    guard let system = try? block.symmetricEigensystem() else { return (0, 0) }
    let largest = system.values.last ?? 0
    var (sum, degrees) = (0.0, 0)
    for (index, variance) in system.values.enumerated()
    where variance > Self.exactVariance * largest {
      let value = inner(system.vectors.column(index), rows.map { data[observation][$0] })
      sum += value * value / variance
      degrees += 1
    }
    return (sum, degrees)
  }
}
