import Foundation
import PhaseFitNumerics
import PhaseFitStructures
import PhaseFitSymmetry
import Testing

@testable import PhaseFitLandau

/// The law A = v + √(v² − q (T − Tc)).
func cubicPotential(v: Double, q: Double, tc: Double) -> (Double) -> Double {
  { temperature in v + (v * v - q * (temperature - tc)).squareRoot() }
}

@Suite("The potential with a cubic term")
struct CubicTests {
  private let allowed = LandauAnalysis.Facts(
    groupSubgroupRelated: true, cubicInvariantAllowed: true)

  @Test(
    "exact data give v, q and Tc back to 1e-8", arguments: [(0.3, 0.005), (0.02, 0.01), (1.5, 0.2)])
  func exact(v: Double, q: Double) throws {
    let tc = 100.0
    let transition = tc + 8 * v * v / (9 * q)
    let series = makeSeries(
      steps(20, transition - 0.2, 12), parents: [transition + 1], cubicPotential(v: v, q: q, tc: tc)
    )
    let fit = try LandauFit(LandauModel(.twoThreeFour), to: series)
    #expect(fit.status == .converged)
    #expect(abs((fit.curve.v ?? 0) - v) < 1e-8 * v)
    #expect(abs((fit.curve.q ?? 0) - q) < 1e-8 * q)
    #expect(abs(fit.curve.criticalTemperature - tc) < 1e-8 * tc)
    #expect(abs(fit.curve.transitionTemperature - transition) < 1e-8 * tc)
    #expect(abs(fit.curve.superheatingLimit - tc - v * v / q) < 1e-8 * tc)
    #expect(abs(fit.curve.jump - 4 * v / 3) < 1e-8 * v)
    #expect(fit.curve.p == nil && fit.curve.slope == nil)
    #expect(fit.parameterNames == ["v", "q", "Tc"])
  }

  @Test("at Ttr the free energies of the two phases are equal, at T₊ the branch ends")
  func stability() {
    // G/α with B = 1/q and U = 2v/q.
    let (v, q, tc) = (0.3, 0.005, 100.0)
    let curve = LandauCurve(
      .twoThreeFour, TemperatureScale(),
      CurvePoint(criticalPoint: tc, second: 2 * v / q, third: 1 / q), sign: 1, scale: 1)
    let transition = curve.transitionTemperature
    let a = curve.amplitude(at: transition)
    let energy =
      0.5 * (transition - tc) * a * a - 2 * v / q * a * a * a / 3 + a * a * a * a / (4 * q)
    #expect(abs(energy) < 1e-12)
    #expect(abs(a - curve.jump) < 1e-12)
    #expect(abs(curve.inverseSusceptibility(at: curve.superheatingLimit)) < 1e-6)
    #expect(curve.amplitude(at: curve.superheatingLimit + 0.01) == 0)
    #expect(curve.equilibriumAmplitude(at: transition + 0.01) == 0)
  }

  @Test("the derivatives of every chart agree with differences", arguments: [Double.infinity, 97])
  func derivatives(censor: Double) throws {
    let temperatures = steps(40, 99, 8)
    let domain = CurveDomain(
      temperatures: temperatures, highest: 99, lowest: 40, censor: censor, zero: 0)
    let extended = CurveDomain(
      temperatures: temperatures, highest: 99, lowest: 40, censor: 101, zero: 0)
    for chart in CubicChart.charts(domain) + CubicChart.charts(extended) {
      let parameters = try #require(
        chart.parameters(near: CurvePoint(criticalPoint: 96, second: 60, third: 150)))
      #expect(parameters.count == chart.parameterCount)
      let (values, jacobian) = chart.amplitudes(parameters)
      let pointJacobian = chart.point(parameters).jacobian
      for index in parameters.indices {
        let step = 1e-6 * max(abs(parameters[index]), 1e-3)
        var (up, down) = (parameters, parameters)
        up[index] += step
        down[index] -= step
        let (above, below) = (chart.amplitudes(up).values, chart.amplitudes(down).values)
        for row in values.indices {
          let difference = (above[row] - below[row]) / (2 * step)
          // At the end of the branch the curve has no two-sided difference.
          guard difference.isFinite else { continue }
          #expect(
            abs(difference - jacobian[row, index]) <= 1e-4 * max(abs(difference), 1e-4),
            "\(chart.face) \(row) \(index)")
        }
        let (high, low) = (chart.point(up).point, chart.point(down).point)
        let differences = [
          high.criticalPoint - low.criticalPoint, high.second - low.second, high.third - low.third,
        ]
        for row in 0..<3 {
          let difference = differences[row] / (2 * step)
          #expect(
            abs(difference - pointJacobian[row, index]) <= 1e-5 * max(abs(difference), 1))
        }
      }
    }
  }

  @Test("leucite-like: a clear jump is resolved and its temperature found", arguments: [2, 3, 5])
  func resolved(seed: UInt64) throws {
    // Ttr = 116 K, T₊ = 118 K, A_tr = 0.4.
    let series = makeSeries(
      steps(20, 115.5, 16), parents: [117, 122], sigma: 0.004, noise: 0.004, seed: seed,
      cubicPotential(v: 0.3, q: 0.005, tc: 100))
    let analysis = try LandauAnalysis(series, facts: allowed)
    #expect(analysis.order == .first)
    #expect(analysis.preferred?.model.form == .twoThreeFour)
    #expect(analysis.evidence.reason.hasSuffix("jump resolved"), "\(analysis.evidence.reason)")
    #expect(analysis.evidence.jump?.contains(0.4) == true)
    #expect(analysis.temperature?.contains(116) == true)
    #expect(analysis.preferred?.superheatingLimit?.contains(118) == true)
    #expect(analysis.preferred?.criticalTemperature.contains(100) == true)
    #expect(!analysis.fits.contains { $0.model.form == .twoFour })
  }

  @Test("V₃Si-like: first order by symmetry with a jump below resolution", arguments: [2, 3])
  func unresolved(seed: UInt64) throws {
    let series = makeSeries(
      steps(4, 20.5, 14), parents: [21.5, 25], sigma: 0.01, noise: 0.01, seed: seed,
      cubicPotential(v: 0.003, q: 0.045, tc: 21))
    let analysis = try LandauAnalysis(series, facts: allowed)
    #expect(analysis.order == .first)
    #expect(!analysis.evidence.isJumpResolved)
    #expect(analysis.evidence.reason.contains("below resolution (A_tr < "))
    #expect(analysis.evidence.jump?.contains(0.004) == true)
  }

  @Test("boracite-like: allowed by the irrep, zero on the direction, is said exactly")
  func vanishing() throws {
    let series = makeSeries(
      steps(40, 180, 12), parents: [189], sigma: 0.004, noise: 0.004,
      powerLaw(0.5, tc: 187, beta: 0.5))
    let analysis = try LandauAnalysis(
      series,
      facts: .init(
        groupSubgroupRelated: true, cubicInvariantAllowed: false, cubicInvariantInIrrep: true))
    #expect(analysis.order != .first)
    #expect(analysis.evidence.symmetry.contains("zero on the realised direction"))
    #expect(!analysis.fits.contains { $0.model.form == .twoThreeFour })
  }

  @Test("coexisting phases bound Tc from above and T₊ from below")
  func coexistence() throws {
    let series = makeSeries(
      steps(20, 117.5, 16), parents: [114, 119], sigma: 0.004, noise: 0.004, seed: 2,
      cubicPotential(v: 0.3, q: 0.005, tc: 100))
    let fit = try LandauFit(LandauModel(.twoThreeFour), to: series)
    #expect(fit.curve.criticalTemperature <= 114)
    #expect(fit.curve.superheatingLimit >= 117.5)
    #expect(fit.transitionTemperature.contains(116))
    let analysis = try LandauAnalysis(series, facts: allowed)
    #expect(analysis.evidence.isJumpResolved)
    // A curve that could not superheat this far is pushed to the boundary.
    let far = makeSeries(
      steps(20, 117.5, 12) + [125], parents: [124, 130], sigma: 0.004
    ) { $0 > 118 ? 0.3 : cubicPotential(v: 0.3, q: 0.005, tc: 100)($0) }
    let pushed = try LandauFit(LandauModel(.twoThreeFour), to: far, withIntervals: false)
    #expect(pushed.curve.superheatingLimit >= 125 - 1e-9)
    #expect(pushed.curve.criticalTemperature <= 124 + 1e-9)
  }

  @Test("five points are first order by symmetry without a fit of a continuous potential")
  func fewPoints() throws {
    let series = makeSeries(
      steps(20, 110, 5), parents: [120], cubicPotential(v: 0.3, q: 0.005, tc: 100))
    let analysis = try LandauAnalysis(series, facts: allowed)
    #expect(analysis.order == .first && analysis.fits.isEmpty && analysis.temperature == nil)
    #expect(analysis.evidence.reason.contains("the jump was not measured"))
    #expect(analysis.diagnostics.map(\.code) == ["landau-too-few-points"])
  }

  @Test("intervals of Tc, Ttr and T₊ of a 2-4-6 potential hold the truth")
  func superheating() throws {
    let series = makeSeries(
      steps(40, 100.4, 16), parents: [100.7, 103], sigma: 0.002, noise: 0.002, seed: 4,
      potential(p: 0.2, q: 0.05, tc: 100))
    let fit = try LandauFit(LandauModel(.twoFourSix), to: series)
    // Tc = 100, Ttr = 100.6, T₊ = 100.8.
    #expect(fit.criticalTemperature.contains(100))
    #expect(fit.transitionTemperature.contains(100.6))
    let limit = try #require(fit.superheatingLimit)
    #expect(limit.contains(100.8))
    let (low, high) = (try #require(limit.lower95), try #require(limit.upper95))
    #expect(low >= 100.4 - 1e-6 && low < high && high - low < 3)
  }
}
