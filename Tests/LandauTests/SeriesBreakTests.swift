import Foundation
import PhaseFitLandau
import PhaseFitNumerics
import PhaseFitSymmetry
import Testing

@Suite("Several transitions in one series")
struct SeriesBreakTests {
  private let facts = LandauAnalysis.Facts(groupSubgroupRelated: true)
  private let temperatures = (0..<26).map { 60 + 338 * (1 - pow(1 - Double($0) / 25, 1.5)) }

  /// A² = (1 − T/400) − κ A₂², A₂² = 1 − T/200: two 2-4 potentials with biquadratic coupling.
  private func coupled(_ kappa: Double) -> (Double) -> Double {
    { temperature in
      (1 - temperature / 400 - kappa * max(1 - temperature / 200, 0)).squareRoot()
    }
  }

  @Test(
    "a bend by a second order parameter is found, both temperatures hold", arguments: [1, 2, 3])
  func bend(seed: UInt64) throws {
    let series = makeSeries(
      temperatures, parents: [402, 430], sigma: 0.003, noise: 0.003, seed: seed, coupled(0.3))
    let whole = try LandauAnalysis(series, facts: facts)
    let found = try #require(try SeriesBreak(series, whole))
    #expect(found.akaikeDifference > 10)
    #expect(found.bracket[0] < 225 && found.bracket[1] > 150, "\(found.bracket)")
    let upper = try LandauAnalysis(found.upper, facts: facts)
    #expect(upper.temperature?.contains(400) == true)
    let lower = try LandauAnalysis(found.lower, facts: facts)
    let interval = try #require(lower.temperature)
    #expect(abs((interval.value ?? 200) - 200) < 20)
    // The excess is −κ A₂² where points below are far from the break.
    let cold = try #require(found.lower.points.first)
    let expected = (0.3 * (1 - cold.temperature / 200)).squareRoot()
    #expect(abs(abs(cold.value) - expected) < 5 * (try #require(cold.standardUncertainty)))
  }

  @Test("a jump of the order parameter is found where it is", arguments: [1, 2])
  func jump(seed: UInt64) throws {
    let series = makeSeries(
      temperatures, parents: [402, 430], sigma: 0.004, noise: 0.004, seed: seed
    ) { temperature in
      (1 - temperature / 400).squareRoot() * (temperature < 200 ? 1.15 : 1)
    }
    let found = try #require(try SeriesBreak(series, LandauAnalysis(series, facts: facts)))
    #expect(found.bracket[0] < 200 && found.bracket[1] >= 200)
  }

  @Test(
    "one law has no break: saturated, critical, discontinuous and with understated uncertainties",
    arguments: [1, 2, 3])
  func none(seed: UInt64) throws {
    func saturatedLaw(_ temperature: Double) -> Double {
      let top = saturated(150, 400)
      return ((top - saturated(150, temperature)) / (top - 150)).squareRoot()
    }
    func critical(_ temperature: Double) -> Double {
      let t = 1 - temperature / 400
      return t > 0.06 ? t.squareRoot() : 0.06.squareRoot() * pow(t / 0.06, 1.0 / 3)
    }
    let laws: [(Double, (Double) -> Double)] = [
      (1, powerLaw(1, tc: 400, beta: 0.5)), (1, powerLaw(1, tc: 400, beta: 0.2)),
      (1, saturatedLaw), (1, critical), (1, potential(p: 0.2, q: 0.0015, tc: 399)),
      (3, powerLaw(1, tc: 400, beta: 0.35)),
    ]
    for (index, (factor, law)) in laws.enumerated() {
      let series = makeSeries(
        temperatures, parents: [402, 430], sigma: 0.004, noise: 0.004 * factor, seed: seed, law)
      let found = try SeriesBreak(series, LandauAnalysis(series, facts: facts))
      #expect(found == nil, "law \(index): \(found?.akaikeDifference ?? 0)")
    }
  }

  @Test("too few points have no break")
  func few() throws {
    let series = makeSeries(steps(100, 390, 9), parents: [402], sigma: 0.003, coupled(0.3))
    #expect(try SeriesBreak(series, LandauAnalysis(series, facts: facts)) == nil)
  }
}
