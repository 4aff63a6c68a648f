import Foundation
import PhaseFitLandau
import PhaseFitNumerics
import PhaseFitSymmetry
import Testing

@Suite("An order parameter and what follows it")
struct CoupledFitTests {
  private let law = potential(p: 0.2, q: 0.05, tc: 100)

  private func strain(_ sigma: Double?, noise: Double, seed: UInt64 = 5) -> OrderParameterSeries {
    makeSeries(
      steps(45, 100.3, 11), parents: [100.9], sigma: sigma, noise: noise, seed: seed
    ) { -0.02 * pow(law($0), 2) }
  }

  private func primary(_ sigma: Double?, noise: Double, seed: UInt64 = 2) -> OrderParameterSeries {
    makeSeries(
      steps(40, 100.4, 12), parents: [100.8, 103], sigma: sigma, noise: noise, seed: seed, law)
  }

  @Test("exact data give the curve, the coefficient and the power back to 1e-8")
  func exact() throws {
    for power in [2.0, nil] as [Double?] {
      let fit = try LandauCoupledFit(
        LandauModel(.twoFourSix), primary: primary(0.001, noise: 0),
        secondary: strain(1e-5, noise: 0), power: power)
      #expect(abs((fit.coefficient.value ?? 0) + 0.02) < 1e-8)
      #expect(abs((fit.power.value ?? 0) - 2) < 1e-8)
      #expect(abs((fit.transitionTemperature.value ?? 0) - 100.6) < 1e-6)
      #expect(abs((fit.curve.p ?? 0) - 0.2) < 1e-8)
    }
  }

  @Test("strain sharpens the temperature, and the interval holds the truth", arguments: [2, 3, 4])
  func sharper(seed: UInt64) throws {
    let primary = primary(0.01, noise: 0.01, seed: seed)
    let fit = try LandauCoupledFit(
      LandauModel(.twoFourSix), primary: primary,
      secondary: strain(2e-5, noise: 2e-5, seed: seed + 10))
    let alone = try LandauFit(LandauModel(.twoFourSix), to: primary)
    let (joint, single) = (
      try #require(fit.transitionTemperature.standardUncertainty),
      try #require(alone.transitionTemperature.standardUncertainty)
    )
    #expect(joint < single)
    #expect(fit.status == .converged)
    #expect(abs((fit.transitionTemperature.value ?? 0) - 100.6) < 4 * joint)
    #expect(
      abs((fit.coefficient.value ?? 0) + 0.02) < 4 * (fit.coefficient.standardUncertainty ?? 0))
  }

  @Test("the free power tells linear from quadratic coupling")
  func power() throws {
    let bilinear = makeSeries(
      steps(45, 100.3, 11), parents: [100.9], sigma: 1e-4, noise: 1e-4, seed: 4
    ) { 0.02 * law($0) }
    let primary = primary(0.002, noise: 0.002)
    let free = try LandauCoupledFit(
      LandauModel(.twoFourSix), primary: primary, secondary: bilinear, power: nil)
    #expect(free.power.contains(1) && !free.power.contains(2))
    let (linear, quadratic) = (
      try LandauCoupledFit(
        LandauModel(.twoFourSix), primary: primary, secondary: bilinear, power: 1),
      try LandauCoupledFit(
        LandauModel(.twoFourSix), primary: primary, secondary: bilinear, power: 2)
    )
    let (low, high) = (
      try #require(linear.correctedAkaike), try #require(quadratic.correctedAkaike)
    )
    #expect(high - low > 6)
  }

  @Test("series without uncertainties are weighted by their scatter")
  func scatter() throws {
    let weighted = try LandauCoupledFit(
      LandauModel(.twoFourSix), primary: primary(0.01, noise: 0.01),
      secondary: strain(1e-4, noise: 1e-4))
    let unweighted = try LandauCoupledFit(
      LandauModel(.twoFourSix), primary: primary(nil, noise: 0.01),
      secondary: strain(nil, noise: 1e-4))
    let uncertainty = try #require(weighted.transitionTemperature.standardUncertainty)
    let (first, second) = (
      try #require(weighted.transitionTemperature.value),
      try #require(unweighted.transitionTemperature.value)
    )
    #expect(abs(first - second) < 2 * uncertainty)
    let other = try #require(unweighted.transitionTemperature.standardUncertainty)
    #expect(other > 0.4 * uncertainty && other < 2.5 * uncertainty)
  }

  @Test("too few points, a profiled saturation and an impossible power are refused")
  func refusals() throws {
    let primary = primary(0.01, noise: 0)
    let short = makeSeries(steps(45, 90, 3), sigma: 1e-4) { -0.02 * pow(law($0), 2) }
    #expect(throws: LandauError.self) {
      try LandauCoupledFit(LandauModel(.twoFourSix), primary: primary, secondary: short)
    }
    #expect(throws: LandauError.self) {
      try LandauCoupledFit(
        LandauModel(.twoFourSix), primary: short, secondary: strain(1e-4, noise: 0))
    }
    #expect(throws: LandauError.self) {
      try LandauCoupledFit(
        LandauModel(.twoFourSix, saturation: .profiled), primary: primary,
        secondary: strain(1e-4, noise: 0))
    }
    #expect(throws: LandauError.self) {
      try LandauCoupledFit(
        LandauModel(.twoFourSix), primary: primary, secondary: strain(1e-4, noise: 0), power: 0)
    }
  }
}
