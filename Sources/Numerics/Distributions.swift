internal import CGSL

/// Cumulative probabilities and quantiles of the distributions that uncertainties are read from.
///
///     P(x) = Prob(X ≤ x) ,   P(quantile(p)) = p
///
/// Evaluated by the GNU Scientific Library. A probability lies in 0 … 1; one outside, or a number
/// of degrees of freedom that is not positive, is a programmer's error and traps.
public enum NormalDistribution {
  /// The probability that a standard normal number is at most `x`.
  public static func cumulativeProbability(_ x: Double) -> Double { gsl_cdf_ugaussian_P(x) }

  /// The number below which a standard normal number falls with the given probability.
  public static func quantile(_ probability: Double) -> Double {
    checkProbability(probability)
    return gsl_cdf_ugaussian_Pinv(probability)
  }
}

/// The χ² distribution: a sum of squares of independent standard normal numbers.
public struct ChiSquaredDistribution: Sendable, Codable, Hashable {
  /// The number of degrees of freedom, positive.
  public let degreesOfFreedom: Double

  /// The distribution with the given number of degrees of freedom.
  public init(degreesOfFreedom: Double) {
    checkDegreesOfFreedom(degreesOfFreedom)
    self.degreesOfFreedom = degreesOfFreedom
  }

  /// The probability of a value of at most `x`.
  public func cumulativeProbability(_ x: Double) -> Double { gsl_cdf_chisq_P(x, degreesOfFreedom) }

  /// The probability of a value above `x`, accurate in the tail.
  public func upperTailProbability(_ x: Double) -> Double { gsl_cdf_chisq_Q(x, degreesOfFreedom) }

  /// The value that is not exceeded with the given probability.
  public func quantile(_ probability: Double) -> Double {
    checkProbability(probability)
    return gsl_cdf_chisq_Pinv(probability, degreesOfFreedom)
  }
}

/// Student's t distribution: a normal number over a standard deviation estimated from data.
public struct StudentDistribution: Sendable, Codable, Hashable {
  /// The number of degrees of freedom, positive.
  public let degreesOfFreedom: Double

  /// The distribution with the given number of degrees of freedom.
  public init(degreesOfFreedom: Double) {
    checkDegreesOfFreedom(degreesOfFreedom)
    self.degreesOfFreedom = degreesOfFreedom
  }

  /// The probability of a value of at most `x`.
  public func cumulativeProbability(_ x: Double) -> Double { gsl_cdf_tdist_P(x, degreesOfFreedom) }

  /// The value that is not exceeded with the given probability.
  public func quantile(_ probability: Double) -> Double {
    checkProbability(probability)
    return gsl_cdf_tdist_Pinv(probability, degreesOfFreedom)
  }
}

private func checkProbability(_ probability: Double) {
  precondition(
    probability >= 0 && probability <= 1, "a probability lies in 0 … 1, found \(probability)")
  precondition(ScientificLibrary.errorHandlerIsOff)
}

private func checkDegreesOfFreedom(_ number: Double) {
  precondition(number > 0, "degrees of freedom must be positive, found \(number)")
  precondition(ScientificLibrary.errorHandlerIsOff)
}
