import Foundation
import PhaseFitNumerics
import Testing

@Suite("Distributions")
struct DistributionTests {
  @Test("normal quantiles and probabilities have their closed or tabulated values")
  func normal() {
    #expect(abs(NormalDistribution.quantile(0.975) - 1.959_963_984_540_054) < 1e-13)
    #expect(NormalDistribution.quantile(0.5) == 0)
    // Φ(x) = ½ erfc(−x/√2), from the C library.
    for x in [-5.0, -1, 0.3, 2] {
      let expected = 0.5 * erfc(-x / 2.0.squareRoot())
      #expect(abs(NormalDistribution.cumulativeProbability(x) - expected) < 1e-14)
    }
  }

  @Test("χ² with one and two degrees of freedom has its closed forms")
  func chiSquared() {
    let one = ChiSquaredDistribution(degreesOfFreedom: 1)
    let z = NormalDistribution.quantile(0.975)
    #expect(abs(one.quantile(0.95) - z * z) < 1e-12)
    #expect(abs(one.quantile(0.95) - 3.841_458_820_694_124) < 1e-12)
    let two = ChiSquaredDistribution(degreesOfFreedom: 2)
    #expect(abs(two.quantile(0.95) + 2 * log(0.05)) < 1e-12)
    #expect(abs(two.upperTailProbability(60) - exp(-30)) < 1e-25)
    #expect(abs(two.cumulativeProbability(1) + two.upperTailProbability(1) - 1) < 1e-15)
  }

  @Test("Student's t with one and two degrees of freedom has its closed forms")
  func student() {
    // ν = 1 is the Cauchy distribution: quantile tan π(p − ½).
    let one = StudentDistribution(degreesOfFreedom: 1)
    #expect(abs(one.quantile(0.975) - tan(.pi * 0.475)) < 1e-10)
    // ν = 2: quantile (2p − 1)/√(2p(1 − p)).
    let two = StudentDistribution(degreesOfFreedom: 2)
    let p = 0.975
    #expect(abs(two.quantile(p) - (2 * p - 1) / (2 * p * (1 - p)).squareRoot()) < 1e-12)
    let ten = StudentDistribution(degreesOfFreedom: 10)
    #expect(abs(ten.quantile(0.975) - 2.228_138_851_964_939) < 1e-9)
    #expect(abs(ten.cumulativeProbability(ten.quantile(0.9)) - 0.9) < 1e-12)
    // Towards many degrees of freedom it becomes normal.
    let many = StudentDistribution(degreesOfFreedom: 1e6)
    #expect(abs(many.quantile(0.975) - NormalDistribution.quantile(0.975)) < 1e-5)
  }
}
