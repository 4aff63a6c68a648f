import Foundation
import PhaseFitLandau
import PhaseFitNumerics
import PhaseFitStructures
import PhaseFitSymmetry
import Testing

@Suite("Landau analysis of a sweep")
struct LandauAnalysisTests {
  private let related = LandauAnalysis.Facts(
    groupSubgroupRelated: true, cubicInvariantAllowed: false)

  private func codes(_ analysis: LandauAnalysis) -> [String] { analysis.diagnostics.map(\.code) }

  private let tiltTemperatures = [15.0, 40, 65, 90, 110, 128, 143, 155, 165, 173, 179, 184]
  private let polarTemperatures = [
    60.0, 140, 220, 300, 370, 430, 480, 520, 560, 590, 620, 640, 660,
  ]

  // MARK: - The laws of the bundled synthetic sweeps

  @Test("the antiphase tilt: second order, 187 K inside the interval", arguments: [1, 2, 3])
  func antiphaseTilt(seed: UInt64) throws {
    let series = makeSeries(
      tiltTemperatures, parents: [189, 195, 205, 220, 240], sigma: 0.004, noise: 0.004, seed: seed,
      powerLaw(0.5, tc: 187, beta: 0.5))
    let analysis = try LandauAnalysis(series, facts: related)
    #expect(analysis.order == .second, "\(analysis.evidence.reason)")
    #expect(analysis.temperature?.contains(187) == true)
    #expect(analysis.bracket.lower == 184 && analysis.bracket.upper == 189)
    #expect(analysis.exponent?.estimate.contains(0.5) == true)
    #expect(analysis.exponent?.window == [15, 184])
    #expect(analysis.evidence.saturation == .agrees)
    #expect(analysis.diagnostics.isEmpty)
  }

  @Test(
    "the polar rhombohedral sweep: first order, 674.8 K inside the interval", arguments: [1, 2])
  func polarRhombohedral(seed: UInt64) throws {
    let series = makeSeries(
      polarTemperatures, parents: [700, 730, 760], sigma: 0.003, noise: 0.003, seed: seed,
      TruthLaws.polarRhombohedral)
    let analysis = try LandauAnalysis(series, facts: related)
    #expect(analysis.order == .first, "\(analysis.evidence.reason)")
    #expect(analysis.temperature?.contains(674.8214) == true)
    #expect(analysis.preferred?.criticalTemperature.contains(610) == true)
    #expect(analysis.evidence.isJumpResolved)
    #expect((analysis.evidence.akaikeDifference ?? 0) >= 6)
  }

  @Test("Pnma in one step: second order, 1020 K inside the interval")
  func pnma() throws {
    let series = makeSeries(
      [100, 200, 300, 400, 500, 600, 700, 790, 860, 910, 950, 985, 1005],
      parents: [1030, 1060, 1100], sigma: 0.004, noise: 0.004, seed: 5,
      powerLaw(1, tc: 1020, beta: 0.5))
    let analysis = try LandauAnalysis(series, facts: related)
    #expect(analysis.order == .second, "\(analysis.evidence.reason)")
    #expect(analysis.temperature?.contains(1020) == true)
  }

  @Test("a sweep without a distorted point has an open bracket and no fit")
  func nothing() throws {
    let series = makeSeries([], parents: steps(700, 1060, 10)) { _ in 0 }
    let analysis = try LandauAnalysis(series, facts: related)
    #expect(analysis.bracket.lower == nil && analysis.bracket.upper == 700)
    #expect(analysis.fits.isEmpty && analysis.temperature == nil)
    #expect(codes(analysis) == ["landau-too-few-points"])
  }

  // MARK: - Traps

  @Test("a continuous law with β = 0.14 is not called first order", arguments: [1, 2, 3, 4])
  func smallExponent(seed: UInt64) throws {
    let series = makeSeries(
      steps(300, 492, 14), parents: [500, 510], sigma: 0.004, noise: 0.004, seed: seed,
      powerLaw(1, tc: 496, beta: 0.14))
    let analysis = try LandauAnalysis(series, facts: related)
    // The trap is real: p alone says first order.
    let all = try #require(analysis.evidence.signTests.first)
    #expect(all.lowest > all.threshold)
    #expect(analysis.order == .undetermined)
    #expect(analysis.temperature?.contains(496) == true)
  }

  @Test("a saturated tricritical sweep is not called first order", arguments: [1, 2, 3])
  func saturatedTricritical(seed: UInt64) throws {
    let (theta, tc) = (120.0, 300.0)
    let series = makeSeries(
      steps(10, 290, 15), parents: [305, 320], sigma: 0.004, noise: 0.004, seed: seed
    ) { temperature in
      pow(
        (saturated(theta, tc) - saturated(theta, temperature)) / (saturated(theta, tc) - theta),
        0.25)
    }
    let naive = try LandauFit(LandauModel(.twoFourSix), to: series)
    // The trap is real: without saturation p is positive beyond its interval.
    #expect((naive.p?.lower95 ?? -1) > 0)
    let analysis = try LandauAnalysis(series, facts: related)
    #expect(analysis.order != .first, "\(analysis.evidence.reason)")
    #expect(analysis.evidence.saturation == .matters)
    #expect(codes(analysis).contains("landau-saturation-matters"))
    #expect(analysis.temperature?.contains(tc) == true)
  }

  @Test("an occupational order parameter by mean-field ordering is not called first order")
  func ordering() throws {
    let tc = 552.0
    let pairs = steps(0.3, 3, 14).map { (tc * tanh($0) / $0, tanh($0)) }
    let values = Dictionary(uniqueKeysWithValues: pairs)
    var series = makeSeries(
      pairs.map { $0.0 }.sorted(), parents: [556, 570], sigma: 0.003, noise: 0.003
    ) { values[$0] ?? .nan }
    series.kind = .occupancy
    let analysis = try LandauAnalysis(series, facts: related)
    #expect(analysis.order != .first)
    #expect(analysis.fits.contains { $0.model.form == .braggWilliams })
    #expect(analysis.temperature?.contains(tc) == true)
  }

  @Test("a constant amplitude is refused, not forced", arguments: [true, false])
  func constantAmplitude(isStated: Bool) throws {
    for seed in 0..<2 as Range<UInt64> {
      let series = makeSeries(
        steps(100, 390, 10), parents: [400, 420], sigma: isStated ? 0.01 : nil, noise: 0.01,
        seed: seed
      ) { _ in 0.5 }
      let analysis = try LandauAnalysis(series, facts: related)
      #expect(codes(analysis).contains("landau-no-trend"))
      #expect(analysis.fits.isEmpty && analysis.temperature == nil && analysis.exponent == nil)
      #expect(analysis.order == .undetermined)
      #expect(analysis.bracket.lower == 390)
    }
  }

  @Test("an amplitude that rises towards the transition is refused")
  func risingAmplitude() throws {
    let series = makeSeries(steps(100, 390, 10), parents: [400], sigma: 0.01, noise: 0.01) {
      0.2 + 0.001 * $0
    }
    #expect(codes(try LandauAnalysis(series, facts: related)).contains("landau-no-trend"))
  }

  // MARK: - Numbers of points

  @Test("up to four distorted points carry amplitudes and a bracket only", arguments: [1, 3, 4])
  func tooFewPoints(count: Int) throws {
    let temperatures = Array(steps(100, 380, 4).prefix(count))
    let series = makeSeries(
      temperatures, parents: [400], sigma: 0.01, powerLaw(1, tc: 390, beta: 0.5))
    let analysis = try LandauAnalysis(series, facts: related)
    #expect(analysis.fits.isEmpty && analysis.temperature == nil)
    #expect(analysis.order == .undetermined)
    #expect(analysis.bracket.lower == temperatures.last && analysis.bracket.upper == 400)
    let refusal = try #require(analysis.diagnostics.first)
    #expect(refusal.code == "landau-too-few-points")
    #expect(refusal.message.contains("\(count) distorted point\(count == 1 ? ";" : "s;")"))
    #expect(refusal.message.contains("at least 5"))
  }

  @Test("five distorted points carry a temperature under an assumed form, no exponent and no order")
  func fivePoints() throws {
    let series = makeSeries(
      steps(250, 388, 5), parents: [400], sigma: 0.005, noise: 0.005,
      powerLaw(1, tc: 393, beta: 0.5))
    let analysis = try LandauAnalysis(series, facts: related)
    #expect(codes(analysis).contains("landau-form-assumed"))
    #expect(analysis.temperature?.contains(393) == true)
    #expect(analysis.exponent == nil && analysis.order == .undetermined)
  }

  @Test("points far from the transition carry no exponent")
  func farFromTransition() throws {
    let series = makeSeries(
      steps(150, 300, 8), parents: [420], sigma: 0.005, noise: 0.005,
      powerLaw(1, tc: 400, beta: 0.5))
    let analysis = try LandauAnalysis(series, facts: related)
    #expect(codes(analysis).contains("landau-no-points-near-transition"))
    #expect(analysis.exponent == nil)
    #expect(analysis.order == .undetermined)
  }

  @Test("without a parent point only a lower bound of the temperature is given")
  func noParent() throws {
    let series = makeSeries(
      steps(250, 388, 10), sigma: 0.005, noise: 0.005, powerLaw(1, tc: 393, beta: 0.5))
    let analysis = try LandauAnalysis(series, facts: related)
    #expect(codes(analysis).contains("landau-no-parent-point"))
    let temperature = try #require(analysis.temperature)
    #expect(temperature.value == nil && temperature.upper95 == nil)
    #expect(temperature.contains(393) && (temperature.lower95 ?? 0) > 380)
    #expect(analysis.bracket.upper == nil)
    #expect(analysis.order == .undetermined)
  }

  // MARK: - Facts

  @Test("a cubic invariant makes a transition first order by symmetry, resolved or not")
  func cubicInvariant() throws {
    let facts = LandauAnalysis.Facts(groupSubgroupRelated: true, cubicInvariantAllowed: true)
    let series = makeSeries(
      tiltTemperatures, parents: [189], sigma: 0.004, noise: 0.004,
      powerLaw(0.5, tc: 187, beta: 0.5))
    let analysis = try LandauAnalysis(series, facts: facts)
    #expect(analysis.order == .first)
    #expect(analysis.evidence.reason.contains("by symmetry"))
    #expect(analysis.evidence.reason.contains("below resolution"))
  }

  @Test("phases that are not group and subgroup, or of one group, are not fitted")
  func unrelated() throws {
    let series = makeSeries(
      tiltTemperatures, parents: [189], powerLaw(0.5, tc: 187, beta: 0.5))
    let unrelated = try LandauAnalysis(series, facts: .init(groupSubgroupRelated: false))
    #expect(codes(unrelated) == ["landau-no-group-subgroup"] && unrelated.fits.isEmpty)
    let same = try LandauAnalysis(
      series, facts: .init(groupSubgroupRelated: true, isIsosymmetric: true))
    #expect(codes(same) == ["landau-isosymmetric"] && same.fits.isEmpty)
  }

  @Test("coexisting phases give a range of coexistence and a first-order verdict")
  func coexistence() throws {
    let series = makeSeries(
      steps(40, 100.7, 14), parents: [100.2, 100.5, 101], sigma: 0.004, noise: 0.004, seed: 3,
      potential(p: 0.2, q: 0.05, tc: 100))
    let analysis = try LandauAnalysis(series, facts: related)
    #expect(analysis.bracket.coexistence == [100.2, 100.7])
    #expect(analysis.bracket.lower == 100.2 && analysis.bracket.upper == 100.7)
    #expect(analysis.order == .first, "\(analysis.evidence.reason)")
    #expect(analysis.temperature?.contains(100.6) == true)
    let data = try JSONEncoder().encode(analysis)
    #expect(try JSONDecoder().decode(LandauAnalysis.self, from: data) == analysis)
  }

  @Test("a parent colder than most distorted points is questioned, not fitted")
  func interleaved() throws {
    let series = makeSeries(
      steps(100, 380, 10), parents: [110], powerLaw(1, tc: 390, beta: 0.5))
    let analysis = try LandauAnalysis(series, facts: related)
    #expect(codes(analysis) == ["landau-phases-interleaved"] && analysis.fits.isEmpty)
  }

  @Test("uncertainties on some points only are left out and said so")
  func partialUncertainties() throws {
    var series = makeSeries(
      steps(250, 388, 10), parents: [400], sigma: 0.005, noise: 0.005,
      powerLaw(1, tc: 393, beta: 0.5))
    series.points[2].standardUncertainty = nil
    let analysis = try LandauAnalysis(series, facts: related)
    #expect(codes(analysis).contains("landau-incomplete-su"))
    #expect(analysis.fits.allSatisfy { $0.uncertaintySource == .fromScatter })
  }

  @Test("the order of the points does not matter")
  func permutation() throws {
    var series = makeSeries(
      steps(250, 388, 10), parents: [400, 410], sigma: 0.005, noise: 0.005,
      powerLaw(1, tc: 393, beta: 0.5))
    let analysis = try LandauAnalysis(series, facts: related)
    series.points.reverse()
    #expect(try LandauAnalysis(series, facts: related) == analysis)
  }
}

@Suite("Doubts of a Landau analysis")
struct LandauDoubtTests {
  private let related = LandauAnalysis.Facts(groupSubgroupRelated: true)

  @Test("understated uncertainties are doubted and the interval widens")
  func understatedUncertainties() throws {
    func analysis(_ sigma: Double) throws -> LandauAnalysis {
      try LandauAnalysis(
        makeSeries(
          steps(250, 388, 12), parents: [400], sigma: sigma, noise: 0.01,
          powerLaw(1, tc: 393, beta: 0.5)), facts: related)
    }
    let (honest, understated) = try (analysis(0.01), analysis(0.001))
    #expect(!honest.diagnostics.contains { $0.code == "landau-scatter-exceeds-su" })
    let doubt = try #require(
      understated.diagnostics.first { $0.code == "landau-scatter-exceeds-su" })
    #expect(doubt.message.contains("χ²/ν") && doubt.message.contains("expected about 1"))
    #expect(understated.evidence.varianceInflation > 20)
    #expect(understated.temperature?.contains(393) == true)
  }

  @Test("a weak first-order transition is not called tricritical or second order")
  func weakFirstOrder() throws {
    // p is 3 % of the square of the amplitude, yet the jump is 21 % of it.
    for seed in 0..<8 as Range<UInt64> {
      let series = makeSeries(
        steps(300, 492, 14), parents: [500, 510], sigma: 0.004, noise: 0.004, seed: seed,
        potential(p: 0.03, q: 0.004, tc: 495))
      let order = try LandauAnalysis(series, facts: related).order
      #expect(order == .undetermined || order == .first)
    }
  }

  @Test("a tricritical law measured well is called so, measured badly undetermined")
  func tricritical() throws {
    func order(_ noise: Double) throws -> LandauAnalysis.Order {
      let series = makeSeries(
        steps(300, 492, 16), parents: [500, 510], sigma: noise, noise: noise, seed: 3,
        powerLaw(1, tc: 496, beta: 0.25))
      return try LandauAnalysis(series, facts: related).order
    }
    #expect(try order(0.0005) == .tricritical)
    #expect(try order(0.02) == .undetermined)
  }

  @Test("an analysis of opposite sign is the same but for the sign")
  func sign() throws {
    var series = makeSeries(
      steps(250, 388, 10), parents: [400], sigma: 0.005, noise: 0.005,
      powerLaw(1, tc: 393, beta: 0.5))
    let analysis = try LandauAnalysis(series, facts: related)
    for index in series.points.indices { series.points[index].value.negate() }
    let opposite = try LandauAnalysis(series, facts: related)
    #expect(opposite.temperature == analysis.temperature && opposite.order == analysis.order)
    #expect(opposite.fits[0].points[0].fitted == -analysis.fits[0].points[0].fitted)
  }

  @Test("a model says in words what it is")
  func description() {
    #expect(
      LandauModel(.twoFourSix, saturation: .profiled).description == "2-4-6 potential, saturating")
    #expect(LandauModel(.powerLaw(exponent: 0.5)).description == "power law with exponent 0.5")
    #expect(LandauModel(.twoFourSix, saturation: .profiled).minimumPointCount == 7)
    #expect(LandauModel(.twoFour).minimumPointCount == 5)
  }
}
