// The linearised problem at a point, and what steps and evidence need of it.
//
//     A = J̃ J̃ᵀ ,   J̃ = [J | B] ,   J: shared unknowns,  B: amplitudes, a block for each temperature
//
// Two ways to the same numbers: with fewer residuals than shared unknowns the matrix 1 + A of the
// residuals is the small one (`DualSystem`), else that of the shared unknowns after the amplitudes are
// eliminated (`SharedSystem`). Time and memory then grow in proportion to the temperatures.

import PhaseFitNumerics

protocol GaugeSystem: Sendable {
  /// The whitened residuals r.
  var residuals: [Double] { get }
  /// B: ∂r/∂(scaled amplitudes) of every temperature, one row for each residual.
  var amplitudes: [[[Double]]] { get }
  /// tr A.
  var trace: Double { get }
  /// `J̃ᵀ r`, the shared unknowns first.
  var slope: [Double] { get }

  /// `−(J̃ᵀ J̃ + shift)⁻¹ g`; nil where rounding leaves the matrix indefinite.
  func step(_ gradient: [Double], shift: Double) -> [Double]?

  /// log det (1 + A) with the prior deviation of the amplitudes multiplied by a factor.
  func logDeterminant(amplitudeScale: Double) -> Double?

  /// What depends on the inverse of 1 + A; nil where rounding leaves the matrix indefinite.
  func inverse() -> (any GaugeInverse)?
}

/// (1 + A)⁻¹ at a point.
protocol GaugeInverse: Sendable {
  /// Its diagonal blocks, one for each temperature.
  var blocks: [[[Double]]] { get }

  /// The shared part of `J̃ᵀ (1 + A)⁻¹ v` for a vector v on the residuals of one temperature.
  func sharedImage(of vector: [Double], at temperature: Int) -> [Double]
}

extension GaugeSystem {
  /// The gradient of Φ/2, `J̃ᵀ r + p`.
  func gradient(_ problem: GaugeProblem, _ point: GaugeProblem.Point) -> [Double] {
    var result = slope
    for index in 0..<problem.sharedCount {
      result[index] += (point.shared[index] - problem.center[index]) / problem.deviations[index]
    }
    for index in 0..<problem.amplitudeCount {
      result[problem.sharedCount + index] += point.amplitudes[index] / problem.amplitudeDeviation
    }
    return result
  }
}

extension GaugeProblem {
  /// The linearisation at a point, through the smaller of the two matrices.
  func system(at point: Point) -> any GaugeSystem {
    rowCount > sharedCount ? SharedSystem(self, point) : DualSystem(self, point)
  }
}
