import Foundation
import PhaseFitNumerics
import PhaseFitStructures
import PhaseFitSymmetry
import Testing

@testable import PhaseFitLandau

@Suite("Evidence beside the order")
struct EvidenceTests {
  private let facts = LandauAnalysis.Facts(
    groupSubgroupRelated: true, cubicInvariantAllowed: false)

  @Test("the probability of few runs agrees with counting all orders of signs")
  func runs() throws {
    for signs in [
      [1.0, 1, 1, 1, -1, -1, -1, -1], [1, -1, 1, 1, -1, 1, 1], [-1, 1, 1, 1, 1],
      [1, 1, -1, -1, 1, -1, -1, 1, 1],
    ] {
      let test = try #require(LandauEvidence.RunsTest(residuals: signs))
      let positive = signs.count { $0 >= 0 }
      var (fewer, total, sum) = (0.0, 0.0, 0.0)
      for bits in 0..<(1 << signs.count) where bits.nonzeroBitCount == positive {
        let order = (0..<signs.count).map { bits >> $0 & 1 }
        let runs = 1 + zip(order, order.dropFirst()).count { $0 != $1 }
        total += 1
        sum += Double(runs)
        if runs <= test.count { fewer += 1 }
      }
      #expect(abs(test.probability - fewer / total) < 1e-12)
      #expect(abs(test.expected - sum / total) < 1e-12)
    }
    #expect(LandauEvidence.RunsTest(residuals: [1, 2, 3]) == nil)
  }

  @Test("weights add to one and follow the criterion")
  func weights() throws {
    let series = makeSeries(
      steps(100, 184, 14), parents: [189], sigma: 0.004, noise: 0.004, seed: 2,
      powerLaw(0.5, tc: 187, beta: 0.5))
    let analysis = try LandauAnalysis(series, facts: facts)
    let weights = analysis.evidence.weights
    #expect(weights.map(\.model) == analysis.fits.map(\.model))
    #expect(abs(weights.reduce(0) { $0 + $1.akaike } - 1) < 1e-12)
    #expect(abs(weights.reduce(0) { $0 + $1.bayes } - 1) < 1e-12)
    let criteria = analysis.akaikeCriteria
    #expect(
      abs(log(weights[0].akaike / weights[1].akaike) + 0.5 * (criteria[0] - criteria[1])) < 1e-9)
    #expect(
      analysis.preferredFit
        == weights.indices.filter { !weights[$0].model.form.isCrossover }
        .max { weights[$0].akaike < weights[$1].akaike })
  }

  @Test("the likelihood ratio rejects 2-6 for a square root and 2-4 for a fourth root")
  func ratios() throws {
    for (beta, rejected, kept) in [
      (0.5, LandauModel.Form.twoSix, LandauModel.Form.twoFour), (0.25, .twoFour, .twoSix),
    ] {
      let series = makeSeries(
        steps(100, 184, 16), parents: [189], sigma: 0.003, noise: 0.003, seed: 7,
        powerLaw(0.5, tc: 187, beta: beta))
      let ratios = try LandauAnalysis(series, facts: facts).evidence.likelihoodRatios
      let bad = try #require(ratios.first { $0.model.form == rejected })
      let good = try #require(ratios.first { $0.model.form == kept })
      #expect(bad.probability < 1e-6 && (bad.statistic ?? 0) > 20)
      #expect(good.probability > 0.01)
    }
  }

  @Test("a crossover shows as an exponent that changes with the window")
  func crossover() throws {
    // Mean field far below, 0.33 near the transition.
    let law = { (temperature: Double) -> Double in
      let t = 1 - temperature / 105.5
      return t < 0.1 ? pow(t, 0.33) : pow(0.1, 0.33) * pow(t / 0.1, 0.5)
    }
    let series = makeSeries(
      steps(20, 90, 10) + steps(96, 105, 10), parents: [106], sigma: 0.002, noise: 0.002, law)
    let windows = try LandauAnalysis(series, facts: facts).evidence.exponentWindows
    let (first, last) = (try #require(windows.first), try #require(windows.last))
    #expect(windows.count == 6)
    #expect(last.lowestTemperature > first.lowestTemperature)
    #expect(first.exponent > last.exponent + 0.03)
    #expect(abs(last.exponent - 0.33) < 0.05)
  }

  @Test("a smooth fall without a parent point establishes no transition")
  func noBreak() throws {
    let series = makeSeries(
      steps(100, 300, 14), sigma: 0.004, noise: 0.004
    ) { 1 - 0.0015 * ($0 - 100) }
    let analysis = try LandauAnalysis(series, facts: facts)
    #expect(analysis.order == .undetermined && analysis.exponent == nil)
    #expect(analysis.temperature?.value == nil)
    #expect(analysis.diagnostics.map(\.code).contains("landau-no-break"))
    // A parent point shows the transition whatever the shape.
    let broken = makeSeries(
      steps(100, 300, 14), parents: [310], sigma: 0.004, noise: 0.004
    ) { 1 - 0.0015 * ($0 - 100) }
    #expect(
      !(try LandauAnalysis(broken, facts: facts)).diagnostics.map(\.code)
        .contains("landau-no-break"))
  }
}

@Suite("Consequences of a potential")
struct ConsequencesTests {
  /// The golden set a = 1, Tc = 100, b = −8, c = 20 with A = Q.
  private func golden(_ theta: Double = 0) -> LandauCurve {
    let scale = TemperatureScale(saturationTemperature: theta)
    return LandauCurve(
      .twoFourSix, scale,
      CurvePoint(criticalPoint: scale.scaled(100), second: 8, third: 20), sign: 1, scale: 1)
  }

  @Test("the golden set: Ttr, T₊, jump, latent heat and heat capacity to the digits given")
  func goldenSet() throws {
    let curve = golden()
    #expect(abs(curve.transitionTemperature - 100.6) < 1e-12)
    #expect(abs(curve.superheatingLimit - 100.8) < 1e-12)
    #expect(abs(curve.jump * curve.jump - 0.3) < 1e-12)
    for (temperature, square) in [(60.0, 1.628286), (90, 0.934847), (100, 0.4)] {
      #expect(abs(pow(curve.amplitude(at: temperature), 2) - square) < 1e-6)
    }
    let consequences = try #require(try LandauConsequences(curve, temperatures: [90, 101]))
    #expect(abs(consequences.latentHeat - 15.09) < 1e-9)
    #expect(abs(consequences.transitionEntropy - 0.15) < 1e-12)
    #expect(consequences.points.count == 1)
    #expect(abs((consequences.points[0].excessHeatCapacity ?? 0) - 1.530931) < 1e-6)
    #expect(consequences.susceptibilityRatio == 4 && consequences.heatCapacityStep == nil)
  }

  @Test("heat capacity is T dS/dT, susceptibility the curvature of G", arguments: [0.0, 80])
  func derivatives(theta: Double) throws {
    let curve = golden(theta)
    let scale = curve.temperatureScale
    func entropy(_ temperature: Double) -> Double {
      let step = 1e-3
      let slope = (scale.scaled(temperature + step) - scale.scaled(temperature - step)) / (2 * step)
      return -0.5 * slope * pow(curve.amplitude(at: temperature), 2)
    }
    for temperature in [30.0, 60, 90] {
      let point = try #require(
        try LandauConsequences(curve, temperatures: [temperature])?.points.first)
      #expect(abs(point.excessEntropy + entropy(temperature)) < 1e-6)
      let capacity = temperature * (entropy(temperature + 0.05) - entropy(temperature - 0.05)) / 0.1
      #expect(abs((point.excessHeatCapacity ?? 0) - capacity) < 1e-4 * abs(capacity))
      // G = ½ (g − c) A² − ¼ u A⁴ + (1/6) v A⁶.
      func energy(_ a: Double) -> Double {
        0.5 * (scale.scaled(temperature) - scale.scaled(100)) * a * a - 2 * pow(a, 4)
          + 20 * pow(a, 6) / 6
      }
      let (a, h) = (curve.amplitude(at: temperature), 1e-4)
      let curvature = (energy(a + h) - 2 * energy(a) + energy(a - h)) / (h * h)
      #expect(abs(point.inverseSusceptibility - curvature) < 1e-4 * curvature)
    }
  }

  @Test("one calorimetric number fixes the scale, an impossible one is refused")
  func calorimetry() throws {
    let alpha = try #require(
      try LandauConsequences(golden(), calorimetry: .latentHeat(150.9))?.alpha)
    #expect(abs(alpha - 10) < 1e-9)
    #expect(
      abs((try LandauConsequences(golden(), calorimetry: .transitionEntropy(0.3))?.alpha ?? 0) - 2)
        < 1e-9)
    #expect(throws: LandauError.self) {
      try LandauConsequences(golden(), calorimetry: .heatCapacityStep(1))
    }
    #expect(throws: LandauError.self) {
      try LandauConsequences(golden(), calorimetry: .latentHeat(-1))
    }
    // 2-4 with a = b/Tc: ΔCp = a²Tc/(2b) = ½ for α = 1, and no latent heat.
    let continuous = LandauCurve(
      .twoFour, TemperatureScale(), CurvePoint(criticalPoint: 100, second: -100, third: 0),
      sign: 1, scale: 1)
    let consequences = try #require(try LandauConsequences(continuous))
    #expect(abs((consequences.heatCapacityStep ?? 0) - 0.5) < 1e-12)
    #expect(consequences.latentHeat == 0 && consequences.susceptibilityRatio == 2)
    #expect(throws: LandauError.self) {
      try LandauConsequences(continuous, calorimetry: .latentHeat(5))
    }
    let law = LandauCurve(
      .powerLaw(exponent: nil), TemperatureScale(),
      CurvePoint(criticalPoint: 100, second: 1, third: 0.3), sign: 1, scale: 1)
    #expect(try LandauConsequences(law) == nil)
  }

  @Test("barium titanate: Ttr and polarisation of the published coefficients")
  func bariumTitanate() {
    // α₁ = 3.34e5 (T − 381), α₁₁ and α₁₁₁ at 393 K held: G = α₁P² + α₁₁P⁴ + α₁₁₁P⁶.
    let (first, fourth, sixth) = (3.34e5, -2.02e8, 2.76e9)
    let curve = LandauCurve(
      .twoFourSix, TemperatureScale(),
      CurvePoint(criticalPoint: 381, second: -2 * fourth / first, third: 3 * sixth / first),
      sign: 1, scale: 1)
    // α₁₁² = 4 α₁ α₁₁₁ at Ttr.
    let transition = 381 + fourth * fourth / (4 * first * sixth)
    #expect(abs(curve.transitionTemperature - transition) < 1e-9)
    #expect(abs(curve.jump * curve.jump + fourth / (2 * sixth)) < 1e-12)
    #expect(abs(curve.jump - 0.1915) < 3e-4)
  }
}
