import Foundation
import PhaseFitLandau
import PhaseFitNumerics
import PhaseFitSymmetry
import Testing

@Suite("Uncertainties of Landau fits")
struct UncertaintyTests {
  private let temperatures = [15.0, 40, 65, 90, 110, 128, 143, 155, 165, 173, 179, 184]

  /// The share of estimates whose interval holds the truth, and their mean error in s.u.
  private func coverage(_ estimates: [LandauEstimate?], _ truth: Double) -> (
    inside: Double, bias: Double
  ) {
    let found = estimates.compactMap { $0 }
    let inside = found.count { $0.contains(truth) }
    let errors = found.map { (($0.value ?? .nan) - truth) / ($0.standardUncertainty ?? .nan) }
    return (Double(inside) / Double(estimates.count), errors.reduce(0, +) / Double(errors.count))
  }

  @Test("Tc and exponent of power laws lie in their 95 % intervals", arguments: [true, false])
  func powerLawCoverage(isStated: Bool) throws {
    let sigma = 0.005
    let fits = try (0..<120 as Range<UInt64>).map { seed in
      try LandauFit(
        LandauModel(.powerLaw(exponent: nil)),
        to: makeSeries(
          temperatures, parents: [189, 195], sigma: isStated ? sigma : nil, noise: sigma,
          seed: seed, powerLaw(0.5, tc: 187, beta: 0.35)))
    }
    let critical = coverage(fits.map(\.transitionTemperature), 187)
    let exponent = coverage(fits.map(\.exponent), 0.35)
    for result in [critical, exponent] {
      // 120 trials at 95 % scatter by 2 %; the parent's bound makes the interval wider, not short.
      #expect(result.inside >= 0.89)
      #expect(abs(result.bias) < 0.4)
    }
    #expect(exponent.inside <= 0.995)
  }

  @Test("Ttr of a discontinuous potential lies in its 95 % interval", arguments: [true, false])
  func discontinuousCoverage(isStated: Bool) throws {
    let fits = try (0..<30 as Range<UInt64>).map { seed in
      try LandauFit(
        LandauModel(.twoFourSix),
        to: makeSeries(
          [60, 140, 220, 300, 370, 430, 480, 520, 560, 590, 620, 640, 660],
          parents: [700, 730, 760], sigma: isStated ? 0.004 : nil, noise: 0.004, seed: seed,
          TruthLaws.polarRhombohedral))
    }
    let result = coverage(fits.map(\.transitionTemperature), 674.8214)
    #expect(result.inside >= 0.86)
    #expect(abs(result.bias) < 0.6)
  }

  @Test("Tc of a 2-4 law, on the boundary of the 2-4-6 potential, lies in its interval")
  func continuousCoverage() throws {
    let fits = try (0..<30 as Range<UInt64>).map { seed in
      try LandauFit(
        LandauModel(.twoFourSix),
        to: makeSeries(
          temperatures, parents: [189, 195], sigma: 0.005, noise: 0.005, seed: seed,
          powerLaw(0.5, tc: 187, beta: 0.5)))
    }
    let result = coverage(fits.map(\.transitionTemperature), 187)
    #expect(result.inside >= 0.86)
    #expect(abs(result.bias) < 0.6)
  }

  @Test("understated uncertainties give χ²/ν above 1 and a scaled s.u. beside the stated one")
  func understated() throws {
    let series = makeSeries(
      temperatures, parents: [189], sigma: 0.001, noise: 0.01, powerLaw(0.5, tc: 187, beta: 0.5))
    let fit = try LandauFit(LandauModel(.powerLaw(exponent: nil)), to: series)
    #expect(fit.uncertaintySource == .stated)
    #expect(fit.reducedChiSquared > 20)
    let estimate = try #require(fit.exponent)
    let ratio =
      (estimate.scaledStandardUncertainty ?? 0) / (estimate.standardUncertainty ?? .nan)
    #expect(abs(ratio - fit.reducedChiSquared.squareRoot()) < 1e-9)
    let width = (estimate.upper95 ?? .nan) - (estimate.lower95 ?? .nan)
    #expect(width > 3 * (estimate.scaledStandardUncertainty ?? .nan))
  }

  @Test("without stated uncertainties a factor on the amplitudes changes no temperature")
  func scaleInvariance() throws {
    func fit(_ factor: Double) throws -> LandauFit {
      var series = makeSeries(
        temperatures, parents: [189], noise: 0.01, powerLaw(0.5, tc: 187, beta: 0.5))
      for index in series.points.indices { series.points[index].value *= factor }
      return try LandauFit(LandauModel(.twoFourSix), to: series)
    }
    let (one, other) = try (fit(1), fit(1000))
    #expect(one.uncertaintySource == .fromScatter)
    func relative(_ first: Double?, _ second: Double?) -> Double {
      guard let first, let second else { return first == second ? 0 : .infinity }
      return abs(first / second - 1)
    }
    #expect(relative(one.transitionTemperature.value, other.transitionTemperature.value) < 1e-7)
    #expect(
      relative(one.transitionTemperature.lower95, other.transitionTemperature.lower95) < 1e-5)
    #expect(relative(one.p?.value.map { $0 * 1e6 }, other.p?.value) < 1e-5)
  }

  @Test("the profile interval of a nearly linear problem agrees with the covariance")
  func profileAgreesWithCovariance() throws {
    let series = makeSeries(
      steps(200, 380, 40), parents: [420], sigma: 1e-4, noise: 1e-4, seed: 4,
      powerLaw(1, tc: 400, beta: 0.35))
    let fit = try LandauFit(LandauModel(.powerLaw(exponent: nil)), to: series)
    let covariance = try #require(fit.covariance)
    let index = try #require(fit.parameterNames.firstIndex(of: "Tc"))
    let linear = covariance[index, index].squareRoot()
    let profile = try #require(fit.criticalTemperature.standardUncertainty)
    #expect(abs(profile / linear - 1) < 0.03)
  }

  @Test("Tc and the exponent are strongly correlated and said to be")
  func correlation() throws {
    let series = makeSeries(
      temperatures, parents: [189], sigma: 0.01, noise: 0.01, powerLaw(0.5, tc: 187, beta: 0.5))
    let fit = try LandauFit(LandauModel(.powerLaw(exponent: nil)), to: series)
    let correlation = try #require(fit.correlation("beta", "Tc"))
    #expect(correlation > 0.5 && correlation < 1)
    #expect(fit.correlation("beta", "nonsense") == nil)
  }

  @Test("Akaike's criterion is that of its definition")
  func akaike() throws {
    let series = makeSeries(
      temperatures, parents: [189], sigma: 0.01, noise: 0.01, powerLaw(0.5, tc: 187, beta: 0.5))
    let stated = try LandauFit(LandauModel(.powerLaw(exponent: nil)), to: series)
    // n = 12, k = 3: 2k + 2k(k + 1)/(n − k − 1) = 6 + 24/8.
    #expect(abs((stated.correctedAkaike ?? 0) - stated.chiSquared - 9) < 1e-12)
    var unstated = series
    for index in unstated.points.indices { unstated.points[index].standardUncertainty = nil }
    let scatter = try LandauFit(LandauModel(.powerLaw(exponent: nil)), to: unstated)
    // σ is one parameter more: 8 + 40/7.
    let expected = 12 * log(scatter.chiSquared / 12) + 8 + 40.0 / 7
    #expect(abs((scatter.correctedAkaike ?? 0) - expected) < 1e-9)
  }
}
