import Foundation
import PhaseFitLandau
import PhaseFitNumerics
import PhaseFitSymmetry
import Testing

@Suite("Landau fits of exact data")
struct ExactLandauFitTests {
  /// a = 1, Tc = 100, b = −8, c = 20, so that p = −b/(2c) and q = a/c.
  @Test("the 2-4-6 potential a = 1, Tc = 100, b = −8, c = 20 is recovered to 1e-8")
  func discontinuousPotential() throws {
    let law = potential(p: 0.2, q: 0.05, tc: 100)
    let series = makeSeries(steps(40, 100.4, 10), parents: [101, 105], law)
    let fit = try LandauFit(LandauModel(.twoFourSix), to: series)
    #expect(fit.status == .converged)
    #expect(abs((fit.p?.value ?? 0) - 0.2) < 1e-8 * 0.2)
    #expect(abs((fit.curve.q ?? 0) - 0.05) < 1e-8 * 0.05)
    #expect(abs((fit.criticalTemperature.value ?? 0) - 100) < 1e-6)
    #expect(abs((fit.transitionTemperature.value ?? 0) - 100.6) < 1e-6)
    #expect(abs(fit.curve.superheatingLimit - 100.8) < 1e-6)
    #expect(abs(fit.curve.jump * fit.curve.jump - 0.3) < 1e-8)
    for (temperature, square) in [(60.0, 1.628_286), (90, 0.934_847), (100, 0.4)] {
      let amplitude = fit.curve.amplitude(at: temperature)
      #expect(abs(amplitude * amplitude - square) < 1e-6)
    }
    #expect(fit.curve.amplitude(at: 100.9) == 0)
  }

  @Test("DBG timing coverage", .disabled())
  func coverageProbe() throws {
    let clock = ContinuousClock()
    for (name, form) in [
      ("246", LandauModel.Form.twoFourSix), ("pow", .powerLaw(exponent: nil)), ("24", .twoFour),
    ] {
      var inside = 0, failed = 0, insideC = 0, lowMiss = 0
      var sum = 0.0, sumW = 0.0
      let time = try clock.measure {
        for seed in 0..<100 {
          let series = makeSeries(
            [15, 40, 65, 90, 110, 128, 143, 155, 165, 173, 179, 184], parents: [189, 195],
            sigma: 0.005, noise: 0.005,
            seed: UInt64(seed), powerLaw(0.5, tc: 187, beta: 0.5))
          let fit = try LandauFit(LandauModel(form), to: series)
          if fit.status != .converged { failed += 1 }
          if fit.transitionTemperature.contains(187) {
            inside += 1
          } else if (fit.transitionTemperature.value ?? 0) < 187 {
            lowMiss += 1
          }
          if fit.criticalTemperature.contains(187) { insideC += 1 }
          sum += fit.transitionTemperature.value! - 187
          sumW +=
            (fit.transitionTemperature.upper95 ?? 999) - (fit.transitionTemperature.lower95 ?? -999)
        }
      }
      print(
        "DBG", name, inside, insideC, "failed", failed, "lowmiss", lowMiss, "bias", sum / 100,
        "width", sumW / 100, time)
    }
  }
}
