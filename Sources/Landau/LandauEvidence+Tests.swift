import Foundation
import PhaseFitNumerics

/// Statistical tests that stand beside the verdict.
extension LandauEvidence {
  /// The weight of one fit among those made.
  ///
  ///     w = exp(−½ Δ) / Σ exp(−½ Δ)
  public struct ModelWeight: Sendable, Codable, Hashable {
    /// The model.
    public var model: LandauModel
    /// The weight by Akaike's criterion with its small-sample correction.
    public var akaike: Double
    /// The weight by Schwarz's criterion, χ² + k ln n.
    public var bayes: Double
  }

  /// A test of 2-4-6 against a special case at the same saturation temperature.
  public struct LikelihoodRatio: Sendable, Codable, Hashable {
    /// The special case.
    public var model: LandauModel
    /// The rise of χ² over the scale of the variance; nil where no such curve is admissible.
    public var statistic: Double?
    /// The probability of a larger statistic if the special case holds.
    ///
    /// 2-4 lies on the boundary of 2-4-6, where the statistic follows ½χ²₀ + ½χ²₁; 2-6 lies inside,
    /// where it follows χ²₁, or the square of Student's t where the variance is from scatter.
    public var probability: Double
  }

  /// The effective exponent of the points from a temperature on.
  public struct ExponentWindow: Sendable, Codable, Hashable {
    /// The lowest temperature of its points, K.
    public var lowestTemperature: Double
    /// The number of points.
    public var pointCount: Int
    /// The exponent.
    public var exponent: Double
    /// Its standard uncertainty from the covariance; nil on a boundary.
    public var standardUncertainty: Double?
    /// The critical temperature of the window, K.
    public var criticalTemperature: Double
  }

  /// The number of runs of residuals of one sign along the temperature.
  public struct RunsTest: Sendable, Codable, Hashable {
    /// The number of runs.
    public var count: Int
    /// The number expected of residuals in random order.
    public var expected: Double
    /// The probability of as few runs by chance: small where the residuals are systematic.
    public var probability: Double

    /// The test of residuals in order of temperature; zeros count as positive.
    ///
    ///     P(2k) ∝ 2 C(n₊−1, k−1) C(n₋−1, k−1) ,
    ///     P(2k+1) ∝ C(n₊−1, k) C(n₋−1, k−1) + C(n₊−1, k−1) C(n₋−1, k)
    ///
    /// - Returns: nil where all residuals have one sign.
    public init?(residuals: [Double]) {
      let signs = residuals.map { $0 >= 0 }
      let positive = signs.count { $0 }
      let negative = signs.count - positive
      guard positive > 0, negative > 0 else { return nil }
      count = 1 + zip(signs, signs.dropFirst()).count { $0 != $1 }
      let total = Double(signs.count)
      expected = 1 + 2 * Double(positive) * Double(negative) / total
      func logChoose(_ n: Int, _ k: Int) -> Double {
        guard k >= 0, k <= n else { return -.infinity }
        return lgamma(Double(n + 1)) - lgamma(Double(k + 1)) - lgamma(Double(n - k + 1))
      }
      func product(_ first: Int, _ second: Int) -> Double {
        exp(
          logChoose(positive - 1, first) + logChoose(negative - 1, second)
            - logChoose(signs.count, positive))
      }
      var sum = 0.0
      for runs in 2...max(count, 2) {
        let half = runs / 2
        sum +=
          runs % 2 == 0
          ? 2 * product(half - 1, half - 1) : product(half, half - 1) + product(half - 1, half)
      }
      probability = min(sum, 1)
    }
  }

  /// The best polynomial through the distorted points: a curve that knows of no transition.
  public struct SmoothCurve: Sendable, Codable, Hashable {
    /// The degree of the polynomial.
    public var degree: Int
    /// Akaike's criterion of the polynomial minus that of the best fit: positive favours the fit.
    public var akaikeDifference: Double
  }
}
