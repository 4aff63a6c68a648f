import Foundation
import PhaseFitLandau
import Testing

@Suite("Elastic constants and pressure from a potential")
struct ElasticConsequencesTests {
  @Test("a bilinear strain softens as C (T − Tc*)/(T − Tc), twice as steeply below")
  func bilinear() throws {
    // Tc* − Tc = λ²/(a C) = 25 K.
    let clamped = try LandauPotential(a: 2, criticalTemperature: 500, b: 30, c: 0)
    let (bare, lambda) = (8.0, 20.0)
    func stiffness(_ temperature: Double) throws -> Double {
      try #require(
        try clamped.stiffness(at: temperature, bare: bare, coupling: .bilinear(lambda)))
    }
    for temperature in [530.0, 560, 700, 2000] {
      let expected = bare * (temperature - 525) / (temperature - 500)
      #expect(abs(try stiffness(temperature) - expected) < 1e-12)
    }
    for temperature in [300.0, 480, 520] {
      // 2-4 below: 2C (Tc* − T)/(3Tc* − Tc − 2T).
      let expected = 2 * bare * (525 - temperature) / (3 * 525 - 500 - 2 * temperature)
      #expect(abs(try stiffness(temperature) - expected) < 1e-9)
    }
    #expect(abs(try stiffness(525 + 1e-9)) < 1e-8)
    let above = try stiffness(525.001) / 0.001
    let below = try stiffness(524.999) / 0.001
    #expect(abs(below / above - 2) < 1e-3)
  }

  @Test("a strain that follows as the square has a step 2λ²/b at Tc")
  func quadratic() throws {
    let clamped = try LandauPotential(a: 2, criticalTemperature: 500, b: 30, c: 100)
    let (bare, lambda) = (8.0, 5.0)
    func stiffness(_ temperature: Double) throws -> Double {
      try #require(
        try clamped.stiffness(at: temperature, bare: bare, coupling: .quadratic(lambda)))
    }
    #expect(try stiffness(501) == bare)
    #expect(abs(bare - (try stiffness(500 - 1e-7)) - 2 * lambda * lambda / 30) < 1e-6)
  }

  @Test(
    "it is the second derivative of the energy of the free crystal by strain",
    arguments: [LandauPotential.StrainCoupling.bilinear(6), .quadratic(4)])
  func secondDerivative(coupling: LandauPotential.StrainCoupling) throws {
    let (a, critical, b, c, bare) = (2.0, 500.0, 30.0, 100.0, 8.0)
    let clamped = try LandauPotential(a: a, criticalTemperature: critical, b: b, c: c)
    let temperature = 430.0
    func energy(_ strain: Double, _ q: Double) -> Double {
      let mixed =
        switch coupling {
        case .bilinear(let lambda): lambda * strain * q
        case .quadratic(let lambda): lambda * strain * q * q
        }
      return 0.5 * a * (temperature - critical) * q * q + 0.25 * b * pow(q, 4)
        + c * pow(q, 6) / 6 + mixed + 0.5 * bare * strain * strain
    }
    // min over Q of G at a given strain, by golden sections within the branch of Q > 0.
    func relaxed(_ strain: Double) -> Double {
      var (low, high) = (0.2, 3.0)
      let section = (5.0.squareRoot() - 1) / 2
      for _ in 0..<200 {
        let (left, right) = (high - section * (high - low), low + section * (high - low))
        if energy(strain, left) < energy(strain, right) { high = right } else { low = left }
      }
      return energy(strain, 0.5 * (low + high))
    }
    // The strain of the free crystal: the minimum over both.
    var (low, high) = (-3.0, 3.0)
    for _ in 0..<200 {
      let third = (high - low) / 3
      if relaxed(low + third) < relaxed(high - third) { high -= third } else { low += third }
    }
    let (strain, step) = (0.5 * (low + high), 1e-3)
    let curvature =
      (relaxed(strain + step) - 2 * relaxed(strain) + relaxed(strain - step)) / (step * step)
    let found = try #require(
      try clamped.stiffness(at: temperature, bare: bare, coupling: coupling))
    #expect(abs(found - curvature) < 1e-3 * bare)
  }

  @Test("dTc/dP of tabulated entropies and volumes is Vmax/Smax")
  func pressure() throws {
    // Tc in K, Smax in J/(mol K), Vmax in m³/mol and their ratio in K/GPa: larnite, sphene, quartz,
    // nepheline, calcite, ilmenite, troilite.
    let table: [(Double, Double, Double, Double)] = [
      (1710, 10.03, 0.50e-6, 49.85), (485, 0.4, 0.05e-6, 125), (847, 4.95, 1.188e-6, 240),
      (467, 10, 0.8e-6, 80), (1240, 10, 0.4e-6, 40), (1900, 12, 0.2e-6, 16.67),
      (598, 12, 0.41e-6, 34.17),
    ]
    for (critical, entropy, volume, slope) in table {
      let potential = try LandauPotential(
        a: 2 * entropy, criticalTemperature: critical, b: 0, c: 2 * entropy * critical)
      let found = potential.pressureSlope(volumePerSquare: -volume) * 1e9
      #expect(abs(found - slope) < 5e-3 * (slope < 20 ? 2 : 1))
    }
  }

  @Test("impossible constants are refused")
  func refusals() throws {
    let potential = try LandauPotential(a: 2, criticalTemperature: 500, b: 30)
    #expect(throws: LandauError.self) {
      try potential.stiffness(at: 300, bare: 0, coupling: .bilinear(1))
    }
    let cubic = try LandauPotential(a: 2, criticalTemperature: 500, u: 1, b: 30)
    #expect(throws: LandauError.self) {
      try cubic.stiffness(at: 300, bare: 1, coupling: .bilinear(1))
    }
    #expect(throws: LandauError.self) {
      try potential.stiffness(at: 300, bare: 1, coupling: .quadratic(100))
    }
  }
}
