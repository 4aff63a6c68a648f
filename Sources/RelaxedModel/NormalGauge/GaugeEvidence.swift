// What a fit says about its set of order parameters.
//
//     E = Φ + log det(1 + A)          −2 log of the Laplace evidence, up to a common constant
//     ν_eff = tr A (1 + A)⁻¹          effective parameters
//     BIC = χ² + ν_eff log n
//     var z_T = τ_z² [1 − J̃_zᵀ (1 + A)⁻¹_TT J̃_z]   the shared unknowns marginalised
//
// A set is adequate where χ² ≤ ν + 4√(2ν), ν = n − ν_eff.

import Foundation
import PhaseFitNumerics

struct GaugeEvidence: Sendable {
  /// The whitened residuals.
  var residuals: [Double]
  var chiSquared: Double
  var objective: Double
  var evidence: Double
  /// The evidence with the prior deviation of the amplitudes a tenth as large.
  var evidenceOfNarrowPrior: Double
  var effectiveParameters: Double
  var rowCount: Int
  /// The covariance of the amplitudes of each temperature, Å².
  var covariances: [[[Double]]]
  /// The variances of the fitted rows of each temperature in the model's own coordinates, Å².
  var rowVariances: [[Double]]

  /// The narrow prior, relative to τ_z.
  static let narrowPrior = 0.1

  init?(_ problem: GaugeProblem, _ course: GaussNewton.Course, hasCovariance: Bool = true) {
    let system = course.system
    residuals = system.residuals
    guard let determinant = system.logDeterminant(amplitudeScale: 1),
      let narrow = system.logDeterminant(amplitudeScale: Self.narrowPrior),
      let inverse = system.inverse()
    else { return nil }
    rowCount = problem.rowCount
    chiSquared = inner(residuals, residuals)
    objective = course.objective
    evidence = objective + determinant
    let amplitudes = course.point.amplitudes
    let square = inner(amplitudes, amplitudes)
    let deviation = problem.amplitudeDeviation
    evidenceOfNarrowPrior =
      objective - square / (deviation * deviation)
      + square / (Self.narrowPrior * Self.narrowPrior * deviation * deviation)
      + narrow
    let trace = inverse.blocks.reduce(0) { sum, block in
      block.indices.reduce(sum) { $0 + block[$1][$1] }
    }
    effectiveParameters = Double(rowCount) - trace
    covariances = []
    rowVariances = []
    guard hasCovariance else { return }
    for (index, block) in inverse.blocks.enumerated() {
      let jacobian = system.amplitudes[index]
      let count = problem.amplitudeRanges[index].count
      covariances.append(
        (0..<count).map { left in
          (0..<count).map { right in
            var sum = 0.0
            for (row, values) in jacobian.enumerated() {
              for (column, others) in jacobian.enumerated() {
                sum += values[left] * block[row][column] * others[right]
              }
            }
            return deviation * deviation * ((left == right ? 1 : 0) - sum)
          }
        })
      // Cov(L⁻¹ y) = 1 − (1 + A)⁻¹; L follows from its inverse.
      let observation = problem.observations[index]
      let factorRows = lowerInverse(observation.whitening)
      rowVariances.append(
        factorRows.map { row in
          var sum = inner(row, row)
          for (left, first) in row.enumerated() where first != 0 {
            for (right, second) in row.enumerated() { sum -= first * second * block[left][right] }
          }
          return max(sum, 0)
        })
    }
  }

  var degreesOfFreedom: Double { max(Double(rowCount) - effectiveParameters, 0) }

  /// Whether χ² does not exceed what noise of the stated size makes.
  var isAdequate: Bool {
    chiSquared <= degreesOfFreedom + 4 * (2 * degreesOfFreedom).squareRoot()
  }

  var bayesianCriterion: Double {
    chiSquared + effectiveParameters * log(Double(max(rowCount, 1)))
  }
}

/// The inverse of a lower triangular matrix given by its rows.
func lowerInverse(_ matrix: [[Double]]) -> [[Double]] {
  var result = matrix.map { _ in [Double](repeating: 0, count: matrix.count) }
  for column in matrix.indices {
    for row in column..<matrix.count {
      var sum = row == column ? 1.0 : 0
      for middle in column..<row { sum -= matrix[row][middle] * result[middle][column] }
      result[row][column] = sum / matrix[row][row]
    }
  }
  return result
}
