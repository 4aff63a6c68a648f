import Foundation
import PhaseFitLandau
import PhaseFitNumerics
import PhaseFitSymmetry
import Testing

@Suite("Landau fits of exact data")
struct ExactLandauFitTests {
  private func expectClose(
    _ found: Double?, _ expected: Double, relative: Double = 1e-8,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let found = found ?? .nan
    #expect(
      abs(found - expected) <= relative * abs(expected), "\(found), expected \(expected)",
      sourceLocation: sourceLocation)
  }

  /// a = 1, Tc = 100, b = −8, c = 20, so that p = −b/(2c) and q = a/c.
  @Test("the 2-4-6 potential a = 1, Tc = 100, b = −8, c = 20 is recovered to 1e-8")
  func discontinuousPotential() throws {
    let law = potential(p: 0.2, q: 0.05, tc: 100)
    let series = makeSeries(steps(40, 100.4, 10), parents: [101, 105], law)
    let fit = try LandauFit(LandauModel(.twoFourSix), to: series)
    #expect(fit.status == .converged && !fit.isAtBoundary)
    expectClose(fit.p?.value, 0.2)
    expectClose(fit.curve.q, 0.05)
    expectClose(fit.criticalTemperature.value, 100)
    expectClose(fit.transitionTemperature.value, 100.6)
    expectClose(fit.curve.superheatingLimit, 100.8)
    expectClose(fit.curve.jump * fit.curve.jump, 0.3)
    for (temperature, square) in [(60.0, 1.628_286), (90, 0.934_847), (100, 0.4)] {
      let amplitude = fit.curve.amplitude(at: temperature)
      #expect(abs(amplitude * amplitude - square) < 1e-6)
    }
    #expect(fit.curve.amplitude(at: 100.9) == 0)
    #expect(fit.parameterNames == ["p", "q", "Tc"])
  }

  @Test("a continuous 2-4-6 potential is recovered", arguments: [-0.05, -0.5, -5])
  func continuousPotential(p: Double) throws {
    let series = makeSeries(
      steps(100, 298, 9), parents: [305], potential(p: p, q: 0.002, tc: 300))
    let fit = try LandauFit(LandauModel(.twoFourSix), to: series)
    // The further p goes towards −∞ the less the curve depends on it.
    expectClose(fit.p?.value, p, relative: p > -1 ? 1e-8 : 1e-5)
    expectClose(fit.criticalTemperature.value, 300)
    #expect(fit.curve.jump == 0 && fit.curve.superheatingLimit == fit.curve.criticalTemperature)
  }

  @Test("barium titanate by the Bell–Cross coefficients at Ttr: 392.28 K and 0.1915 C/m²")
  func bariumTitanate() throws {
    // α₁ = 3.34e5 (T − 381 K); the two others at 392.28 K. a, b, c = 2α₁, 4α₁₁, 6α₁₁₁.
    let a11 = 4.69e6 * (392.28 - 393) - 2.02e8
    let a111 = -5.52e7 * (392.28 - 393) + 2.76e9
    let p = -4 * a11 / (2 * 6 * a111)
    let q = 2 * 3.34e5 / (6 * a111)
    let series = makeSeries(
      steps(340, 392, 10), parents: [394], potential(p: p, q: q, tc: 381))
    let fit = try LandauFit(LandauModel(.twoFourSix), to: series)
    #expect(abs((fit.transitionTemperature.value ?? 0) - 392.28) < 0.01)
    #expect(abs(fit.curve.jump - 0.1915) < 1e-4)
  }

  @Test("lead titanate by the Haun coefficients: Ttr 765.6 K and the jump 0.375 C/m²")
  func leadTitanate() throws {
    // α₁ = 3.8e5 (T − 752.15 K), α₁₁ = −0.73e8, α₁₁₁ = 2.6e8; a, b, c = 2α₁, 4α₁₁, 6α₁₁₁.
    let p = 4 * 0.73e8 / (2 * 6 * 2.6e8)
    let q = 2 * 3.8e5 / (6 * 2.6e8)
    let series = makeSeries(
      steps(298, 764, 12), parents: [770], potential(p: p, q: q, tc: 752.15))
    let fit = try LandauFit(LandauModel(.twoFourSix), to: series)
    #expect(abs((fit.transitionTemperature.value ?? 0) - 765.6) < 0.1)
    #expect(abs(fit.curve.amplitude(at: 298) - 0.757) < 1e-3)
    #expect(abs(fit.curve.jump - 0.375) < 1e-3)
  }

  @Test("power laws are recovered", arguments: [0.14, 0.25, 0.35, 0.5, 0.8])
  func powerLaws(beta: Double) throws {
    let series = makeSeries(
      steps(300, 494, 10), parents: [500], powerLaw(0.7, tc: 496, beta: beta))
    let fit = try LandauFit(LandauModel(.powerLaw(exponent: nil)), to: series)
    expectClose(fit.exponent?.value, beta)
    expectClose(fit.criticalTemperature.value, 496)
    expectClose(fit.curve.zeroTemperatureAmplitude, 0.7)
  }

  @Test("the limit forms 2-4 and 2-6 are the power laws ½ and ¼")
  func limitForms() throws {
    for (form, beta) in [(LandauModel.Form.twoFour, 0.5), (.twoSix, 0.25)] {
      let series = makeSeries(
        steps(200, 390, 7), parents: [410], powerLaw(0.4, tc: 400, beta: beta))
      let fit = try LandauFit(LandauModel(form), to: series)
      expectClose(fit.criticalTemperature.value, 400)
      expectClose(fit.curve.amplitude(at: 300), powerLaw(0.4, tc: 400, beta: beta)(300))
      let same = try LandauFit(LandauModel(.powerLaw(exponent: beta)), to: series)
      expectClose(same.criticalTemperature.value, 400)
    }
  }

  @Test("mean-field ordering is recovered")
  func ordering() throws {
    // S = tanh(S Tc/T) along the parametric curve T = Tc tanh(m)/m.
    let tc = 552.0
    let pairs = [4.0, 2.5, 1.8, 1.2, 0.8, 0.5].map { (tc * tanh($0) / $0, 0.9 * tanh($0)) }
    let values = Dictionary(uniqueKeysWithValues: pairs)
    let series = makeSeries(pairs.map { $0.0 }.sorted(), parents: [560]) { values[$0] ?? .nan }
    let fit = try LandauFit(LandauModel(.braggWilliams), to: series)
    expectClose(fit.criticalTemperature.value, tc)
    expectClose(fit.curve.zeroTemperatureAmplitude, 0.9)
    #expect(throws: LandauError.self) {
      try LandauFit(LandauModel(.braggWilliams, saturation: .fixed(10)), to: series)
    }
  }

  @Test("a saturated potential is recovered with its saturation temperature held and profiled")
  func saturation() throws {
    let (theta, tc) = (120.0, 300.0)
    let law: (Double) -> Double = { temperature in
      let distance = saturated(theta, tc) - saturated(theta, temperature)
      return (-0.3 + (0.09 + 0.004 * distance).squareRoot()).squareRoot()
    }
    let series = makeSeries(steps(20, 295, 12), parents: [305], law)
    let held = try LandauFit(LandauModel(.twoFourSix, saturation: .fixed(theta)), to: series)
    expectClose(held.p?.value, -0.3)
    expectClose(held.criticalTemperature.value, tc)
    let profiled = try LandauFit(
      LandauModel(.twoFourSix, saturation: .profiled), to: series, withIntervals: false)
    expectClose(profiled.saturationTemperature?.value, theta, relative: 0.02)
    expectClose(profiled.criticalTemperature.value, tc, relative: 1e-3)
    #expect(profiled.parameterCount == 4)
    let unsaturated = try LandauFit(LandauModel(.twoFourSix), to: series, withIntervals: false)
    #expect(unsaturated.chiSquared > 1e3 * profiled.chiSquared)
  }

  @Test("the sign of a series is kept")
  func sign() throws {
    let law = powerLaw(-0.4, tc: 400, beta: 0.5)
    let fit = try LandauFit(
      LandauModel(.powerLaw(exponent: nil)),
      to: makeSeries(steps(200, 390, 7), parents: [410], law))
    expectClose(fit.criticalTemperature.value, 400)
    expectClose(fit.curve.amplitude(at: 300), law(300))
    #expect(fit.points.allSatisfy { $0.fitted < 0 })
  }

  @Test("parent points are not counted and their amplitudes do not matter")
  func parentsAreCensoring() throws {
    let law = potential(p: 0.2, q: 0.05, tc: 100)
    var series = makeSeries(steps(40, 100.4, 10), parents: [101, 105], law)
    let fit = try LandauFit(LandauModel(.twoFourSix), to: series)
    #expect(fit.pointCount == 10 && fit.degreesOfFreedom == 7)
    for index in series.points.indices where !series.points[index].isDistorted {
      series.points[index].value = 0.7
    }
    #expect(try LandauFit(LandauModel(.twoFourSix), to: series) == fit)
  }

  @Test("a fit survives a round trip through JSON")
  func coding() throws {
    let series = makeSeries(
      steps(200, 390, 8), parents: [410], sigma: 0.01, noise: 0.01,
      powerLaw(1, tc: 400, beta: 0.4))
    let fit = try LandauFit(LandauModel(.twoFourSix), to: series)
    let data = try JSONEncoder().encode(fit)
    #expect(try JSONDecoder().decode(LandauFit.self, from: data) == fit)
  }
}

@Suite("Landau fits under constraints")
struct ConstrainedLandauFitTests {
  @Test("Tc never exceeds the coldest parent and T₊ is never below the hottest distorted point")
  func constraints() throws {
    // The law's Tc is 187 K, but the parent is seen from 185, 186.5 or 181 K.
    for seed in 0..<4 as Range<UInt64> {
      for (hottest, parent) in [(184.0, 185.0), (186, 186.5), (180, 181)] {
        let series = makeSeries(
          steps(60, hottest, 9), parents: [parent], sigma: 0.02, noise: 0.02, seed: seed,
          powerLaw(0.5, tc: 187, beta: 0.5))
        for form in [
          LandauModel.Form.twoFourSix, .twoFour, .twoSix, .powerLaw(exponent: nil),
        ] {
          let fit = try LandauFit(LandauModel(form), to: series)
          let slack = 1e-9 * parent
          #expect(fit.curve.criticalTemperature <= parent + slack)
          #expect(fit.curve.superheatingLimit >= hottest - slack)
          #expect((fit.criticalTemperature.upper95 ?? .infinity) <= parent + slack)
          #expect((fit.criticalTemperature.value ?? .nan) <= parent + slack)
        }
      }
    }
  }

  @Test("a bound set by a parent is marked as such")
  func boundIsMarked() throws {
    let series = makeSeries(
      steps(60, 180, 9), parents: [181], sigma: 0.01, noise: 0.01,
      powerLaw(0.5, tc: 187, beta: 0.5))
    let fit = try LandauFit(LandauModel(.twoFour), to: series)
    #expect(fit.isAtBoundary)
    #expect(fit.criticalTemperature.upperIsBound)
    #expect(abs((fit.criticalTemperature.upper95 ?? 0) - 181) < 1e-6)
  }

  @Test("coexisting phases admit a discontinuous curve only")
  func coexistence() throws {
    // Distorted on heating up to 100.7 K (T₊ = 100.8), parent on cooling down to 100.2 K (Tc = 100).
    let law = potential(p: 0.2, q: 0.05, tc: 100)
    let series = makeSeries(steps(40, 100.7, 10), parents: [100.2, 100.5, 101], law)
    let fit = try LandauFit(LandauModel(.twoFourSix), to: series)
    #expect(abs((fit.transitionTemperature.value ?? 0) - 100.6) < 1e-5)
    for form in [LandauModel.Form.twoFour, .twoSix, .powerLaw(exponent: nil)] {
      #expect {
        try LandauFit(LandauModel(form), to: series)
      } throws: {
        ($0 as? LandauError)?.code == .noAdmissibleCurve
      }
    }
  }

  @Test("noisy coexisting points obey Tc ≤ coldest parent ≤ hottest distorted ≤ T₊")
  func noisyCoexistence() throws {
    let law = potential(p: 0.2, q: 0.05, tc: 100)
    for seed in 0..<10 as Range<UInt64> {
      let series = makeSeries(
        steps(40, 100.7, 10), parents: [99.9, 100.5, 101], sigma: 0.02, noise: 0.02, seed: seed, law
      )
      let fit = try LandauFit(LandauModel(.twoFourSix), to: series)
      #expect(fit.curve.criticalTemperature <= 99.9 + 1e-7)
      #expect(fit.curve.superheatingLimit >= 100.7 - 1e-7)
    }
  }

  @Test("too few points are refused with found and expected")
  func tooFewPoints() throws {
    let series = makeSeries(steps(200, 390, 5), parents: [410], powerLaw(1, tc: 400, beta: 0.5))
    #expect {
      try LandauFit(LandauModel(.twoFourSix), to: series)
    } throws: {
      ($0 as? LandauError)?.code == .tooFewPoints && "\($0)".contains("5 distorted points")
        && "\($0)".contains("at least 6")
    }
    #expect(try LandauFit(LandauModel(.twoFour), to: series).pointCount == 5)
  }

  @Test("numbers that cannot be are refused by measurement")
  func badInput() {
    for (temperature, value, uncertainty) in [
      (-5.0, 1.0, 0.1), (.nan, 1, 0.1), (100, .infinity, 0.1), (100, 1, -0.1), (100, 1, .nan),
    ] {
      var series = makeSeries(steps(200, 390, 8), parents: [410], powerLaw(1, tc: 400, beta: 0.5))
      series.points[3].temperature = temperature
      series.points[3].value = value
      series.points[3].standardUncertainty = uncertainty
      #expect {
        try LandauFit(LandauModel(.twoFour), to: series)
      } throws: {
        ($0 as? LandauError)?.code == .badInput && "\($0)".contains("measurement 3")
      }
    }
  }

  @Test("a window leaves out the points outside of it")
  func window() throws {
    let series = makeSeries(steps(100, 390, 12), parents: [410], powerLaw(1, tc: 400, beta: 0.5))
    let fit = try LandauFit(LandauModel(.twoFourSix), to: series, window: 200...390)
    #expect(fit.pointCount == 8 && fit.window[0] >= 200)
  }
}
