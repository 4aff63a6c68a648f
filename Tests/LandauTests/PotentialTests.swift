import Foundation
import PhaseFitLandau
import Testing

@Suite("Landau potentials with absolute coefficients")
struct PotentialTests {
  @Test("quartz: Ttr 847.0 K, Qtr 0.377, Q(0) 0.999")
  func quartz() throws {
    // Coefficients as quoted in the mineralogical literature; the rest follows from them.
    let potential = try LandauPotential(a: 9.8, criticalTemperature: 840, b: -1931, c: 10190)
    #expect(abs(potential.curve.transitionTemperature - 847.0) < 0.05)
    #expect(abs(potential.curve.jump - 0.377) < 5e-4)
    #expect(abs(potential.curve.amplitude(at: 0) - 0.999) < 5e-4)
    // L = ½ a Ttr Qtr².
    #expect(abs(potential.latentHeat - 0.5 * 9.8 * 847.0 * 0.1421) < 1)
  }

  @Test("calcite and omphacite: the tricritical coefficients are normalised to Q(0) = 1")
  func tricritical() throws {
    // Calcite: ½ a (T − Tc) Q² + C/6 Q⁶; omphacite: 11.4 (T − 1138) Q² + 4317 Q⁶.
    let calcite = try LandauPotential(a: 24, criticalTemperature: 1260, b: 0, c: 30_000)
    #expect(abs(pow(calcite.curve.amplitude(at: 0), 4) - 1.008) < 5e-4)
    let omphacite = try LandauPotential(
      a: 2 * 11.4, criticalTemperature: 1138, b: 0, c: 6 * 4317)
    #expect(abs(pow(omphacite.curve.amplitude(at: 0), 4) - 1.002) < 5e-4)
    // Cp = T a^{3/2}/(4 √c) (Tc − T)^{−½}.
    let expected = 800 * pow(24, 1.5) / (4 * 30_000.0.squareRoot() * 460.0.squareRoot())
    #expect(abs((calcite.excessHeatCapacity(at: 800) ?? 0) - expected) < 1e-9)
  }

  @Test("a tricritical potential of entropy Smax has a = 2 Smax, as tables of minerals state it")
  func entropyTable() throws {
    // Tc in K and Smax in J/(mol K): sphene, quartz, calcite, hematite, magnetite.
    let table: [(Double, Double)] = [
      (485, 0.4), (847, 4.95), (1240, 10), (955, 15.6), (848, 35),
    ]
    for (critical, entropy) in table {
      let a = 2 * entropy
      let potential = try LandauPotential(
        a: a, criticalTemperature: critical, b: 0, c: a * critical)
      let found = try #require(
        try LandauConsequences(potential.curve, temperatures: [1e-9]))
      #expect(abs(a * found.points[0].excessEntropy - entropy) < 1e-9 * entropy)
      #expect(found.susceptibilityRatio == 4 && found.heatCapacityStep == nil)
    }
  }

  @Test("strontium titanate: the saturated tilt of 2.77° at 4.2 K is 2.23° at 77 K")
  func strontiumTitanate() throws {
    // β₁ ∝ coth(145/T) − coth(145/105): Θs = 145 K and Tc = 105 K of a 2-4 potential.
    let potential = try LandauPotential(
      a: 1, criticalTemperature: 105, b: 1,
      temperatureScale: TemperatureScale(saturationTemperature: 145))
    let ratio = potential.curve.amplitude(at: 77) / potential.curve.amplitude(at: 4.2)
    #expect(abs(2.77 * ratio - 2.23) < 0.005)
  }

  @Test("barium titanate: 392.28 K, 0.1915 and 0.2652 C/m² of the published coefficients")
  func bariumTitanate() throws {
    // G = α₁P² + α₁₁P⁴ + α₁₁₁P⁶, the two upper ones linear in T as well.
    func potential(_ temperature: Double) throws -> LandauPotential {
      try LandauPotential(
        a: 2 * 3.34e5, criticalTemperature: 381,
        b: 4 * (4.69e6 * (temperature - 393) - 2.02e8),
        c: 6 * (-5.52e7 * (temperature - 393) + 2.76e9))
    }
    var transition = 390.0
    for _ in 0..<50 { transition = try potential(transition).curve.transitionTemperature }
    #expect(abs(transition - 392.28) < 0.005)
    #expect(abs(try potential(transition).curve.jump - 0.1915) < 5e-5)
    #expect(abs(try potential(298).curve.amplitude(at: 298) - 0.2652) < 5e-5)
  }

  @Test("strain renormalises the quartic term and the critical temperature")
  func strain() throws {
    let clamped = try LandauPotential(a: 2, criticalTemperature: 500, b: 3, c: 10)
    let (first, second, third) = (4.0, -1.0, 5.0)
    // C = [[first, second], [second, third]], inverted by hand.
    let determinant = first * third - second * second
    let compliance = [
      [third / determinant, -second / determinant], [-second / determinant, first / determinant],
    ]
    let coupling = [2.0, 3.0]
    let free = try clamped.relaxedByQuadraticStrain(coupling: coupling, compliance: compliance)
    // Minimising G over the strains at fixed Q gives the same potential.
    let q = 0.7
    let strain = compliance.map { row in -(row[0] * coupling[0] + row[1] * coupling[1]) * q * q }
    let elastic =
      0.5 * (first * strain[0] * strain[0] + third * strain[1] * strain[1])
      + second * strain[0] * strain[1]
      + (coupling[0] * strain[0] + coupling[1] * strain[1]) * q * q
    #expect(abs(0.25 * (free.b - clamped.b) * pow(q, 4) - elastic) < 1e-12)
    #expect(clamped.curve.jump == 0 && free.b < 0 && free.curve.jump > 0)
    let proper = try clamped.relaxedByBilinearStrain(coupling: 6, stiffness: 9)
    #expect(proper.criticalTemperature == 502)
  }

  @Test("coefficients of a fitted curve give the curve back")
  func coefficientsOfFit() throws {
    let series = makeSeries(
      steps(40, 100.4, 10), parents: [101], potential(p: 0.2, q: 0.05, tc: 100))
    let fit = try LandauFit(LandauModel(.twoFourSix), to: series)
    let found = try #require(fit.curve.potential(alpha: 1))
    // p = −b/(2c) and q = a/c of a = 1, b = −8, c = 20.
    #expect(abs(found.b + 8) < 1e-6 && abs(found.c - 20) < 1e-6)
    #expect(abs(found.criticalTemperature - 100) < 1e-7)
    #expect(abs(found.latentHeat - 15.09) < 1e-6)
    let cubic = makeSeries(steps(40, 100, 10), parents: [106]) { temperature in
      0.3 + (0.09 - 0.02 * (temperature - 100)).squareRoot()
    }
    let other = try LandauFit(LandauModel(.twoThreeFour), to: cubic).curve
    let potential = try #require(other.potential(alpha: 2))
    // b = α/q and u = 2 v b; Ttr = Tc + 2u²/(9ab), Qtr = 2u/(3b), T₊ = Tc + u²/(4ab).
    #expect(abs(potential.b - 100) < 1e-5 && abs(potential.u - 60) < 1e-5)
    let (u, b) = (potential.u, potential.b)
    #expect(abs(other.transitionTemperature - (100 + 2 * u * u / (18 * b))) < 1e-6)
    #expect(abs(other.superheatingLimit - (100 + u * u / (8 * b))) < 1e-6)
    #expect(abs(other.jump - 2 * u / (3 * b)) < 1e-6)
  }

  @Test("potentials without a minimum are refused")
  func refusals() {
    #expect(throws: LandauError.self) {
      try LandauPotential(a: 1, criticalTemperature: 100, b: -1)
    }
    #expect(throws: LandauError.self) {
      try LandauPotential(a: -1, criticalTemperature: 100, b: 1)
    }
    #expect(throws: LandauError.self) {
      try LandauPotential(a: 1, criticalTemperature: 100, u: 1, b: 1, c: 1)
    }
    #expect(throws: LandauError.self) {
      try LandauPotential(a: 1, criticalTemperature: 100, b: 1)
        .relaxedByQuadraticStrain(coupling: [1, 2], compliance: [[1]])
    }
  }
}
