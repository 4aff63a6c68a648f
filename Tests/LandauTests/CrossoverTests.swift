import Foundation
import PhaseFitNumerics
import PhaseFitStructures
import PhaseFitSymmetry
import Testing

@testable import PhaseFitLandau

@Suite("Crossover to a critical region")
struct CrossoverTests {
  private let domain = CurveDomain(
    temperatures: [50, 90, 130, 160, 175], highest: 175, lowest: 50, censor: 180, zero: 0)
  private let temperatures = (0..<18).map { 150 + 348 * (1 - pow(1 - Double($0) / 17, 2)) }

  /// A = r^⅓ (s + (1 − s) rᵐ)^(1/6m), written out.
  private func law(_ share: Double, _ sharpness: Double) -> (Double) -> Double {
    { temperature in
      let r = 1 - temperature / 500
      return cbrt(r) * pow(share + (1 - share) * pow(r, sharpness), 1 / (6 * sharpness))
    }
  }

  @Test("derivatives of every face agree with finite differences", arguments: [1.0, 4])
  func derivatives(sharpness: Double) {
    for chart in CrossoverChart.charts(sharpness: sharpness, domain) {
      var p = [0.9]
      if chart.face == .interior { p.append(log(3)) }
      if chart.hasCriticalRegion { p.append(log(0.03)) }
      #expect(chart.parameterCount == p.count)
      ChartTests.expectDerivatives(chart, at: p, "crossover \(chart.face)")
    }
  }

  @Test(
    "the exponent is ⅓ at the transition and ½ away from it; the ends are power laws",
    arguments: [1.0, 4])
  func limits(sharpness: Double) {
    func exponent(_ r: Double, _ share: Double) -> Double {
      let shape = CrossoverChart.shape(r, share: share, sharpness: sharpness)
      return shape.byRatio * r / shape.value
    }
    let share = pow(0.01, sharpness)
    #expect(abs(exponent(1e-6, share) - 1.0 / 3) < 1e-3)
    #expect(abs(exponent(0.9, share) - 0.5) < 3e-3)
    for r in [0.01, 0.3, 0.9] {
      let none = CrossoverChart.shape(r, share: 0, sharpness: sharpness).value
      let all = CrossoverChart.shape(r, share: 1, sharpness: sharpness).value
      #expect(abs(none - r.squareRoot()) < 1e-14 && abs(all - cbrt(r)) < 1e-14)
    }
  }

  @Test(
    "exact data are recovered to 1e-8",
    arguments: [(0.05, 1.0), (0.5, 1), (1.5, 1), (1e-4, 4), (0.3, 4)])
  func recovered(share: Double, sharpness: Double) throws {
    let fit = try LandauFit(
      LandauModel(.crossover(sharpness: sharpness)),
      to: makeSeries(temperatures, parents: [508], law(share, sharpness)))
    #expect(fit.status == .converged)
    #expect(abs(fit.curve.criticalTemperature - 500) < 1e-8 * 500)
    #expect(abs((fit.curve.criticalShare ?? .nan) - share) < 1e-6 * share)
    #expect(abs((fit.curve.zeroTemperatureAmplitude ?? .nan) - 1) < 1e-8)
    for temperature in [200.0, 400, 490] {
      let expected = law(share, sharpness)(temperature)
      #expect(abs(fit.curve.amplitude(at: temperature) - expected) < 1e-8 * expected)
      let slope =
        (law(share, sharpness)(temperature - 0.01) - law(share, sharpness)(temperature + 0.01))
        / 0.02
      #expect(abs(fit.curve.temperatureSlope(at: temperature) - slope) < 1e-5 * slope)
    }
  }

  @Test("a square root is its end without a critical region")
  func squareRoot() throws {
    for sharpness in LandauAnalysis.sharpnesses {
      let fit = try LandauFit(
        LandauModel(.crossover(sharpness: sharpness)),
        to: makeSeries(temperatures, parents: [508], powerLaw(1, tc: 500, beta: 0.5)),
        withIntervals: false)
      #expect(abs(fit.curve.criticalTemperature - 500) < 1e-6 * 500)
    }
  }

  @Test("mean field away from the transition and ⅓ near it: the interval holds the truth")
  func coverage() throws {
    func crossover(_ temperature: Double) -> Double {
      let t = 1 - temperature / 500
      return t > 0.06 ? t.squareRoot() : 0.06.squareRoot() * pow(t / 0.06, 1.0 / 3)
    }
    var (asked, held) = (0, 0)
    for seed in 1...8 as ClosedRange<UInt64> {
      let analysis = try LandauAnalysis(
        makeSeries(
          (0..<22).map { 150 + 348 * (1 - pow(1 - Double($0) / 21, 2)) }, parents: [508, 530],
          sigma: 0.003, noise: 0.003, seed: seed, crossover),
        facts: .init(groupSubgroupRelated: true))
      if analysis.temperature?.contains(500) == true { held += 1 }
      let isNamed = analysis.diagnostics.contains { $0.code == "landau-form-changes" }
      if isNamed || analysis.preferred?.model.form.isCrossover == true { asked += 1 }
      #expect(analysis.order != .first)
    }
    #expect(held >= 7)
    // Neither a potential nor a power law is preferred where the points contradict both.
    #expect(asked >= 7)
  }

  @Test("a crossover is preferred only where the points ask for one")
  func preferred() throws {
    for seed in 1...8 as ClosedRange<UInt64> {
      let analysis = try LandauAnalysis(
        makeSeries(
          temperatures, parents: [508], sigma: 0.005, noise: 0.005, seed: seed,
          powerLaw(1, tc: 500, beta: 0.5)), facts: .init(groupSubgroupRelated: true))
      #expect(analysis.preferred?.model.form.isCrossover == false)
      #expect(analysis.order == .second, "\(analysis.evidence.reason)")
    }
  }
}
