import Foundation
import PhaseFitLandau
import PhaseFitNumerics
import PhaseFitStructures
import PhaseFitSymmetry
import Testing

@Suite("Landau analysis of unreasonable series")
struct RobustnessTests {
  private func expectSound(_ series: OrderParameterSeries, _ comment: String) throws {
    let analysis = try LandauAnalysis(
      series, facts: .init(groupSubgroupRelated: true, cubicInvariantAllowed: false))
    // JSON refuses NaN and infinity.
    #expect(throws: Never.self, "\(comment)") { try JSONEncoder().encode(analysis) }
    if let parent = analysis.bracket.firstParent {
      for fit in analysis.fits {
        #expect(fit.curve.criticalTemperature <= parent * (1 + 1e-9), "\(comment)")
      }
    }
  }

  @Test(
    "zero amplitudes, one temperature, and huge or tiny units end without a number that is none")
  func degenerate() throws {
    let law = powerLaw(1, tc: 393, beta: 0.5)
    let temperatures = steps(250, 388, 8)
    try expectSound(makeSeries(temperatures, parents: [400]) { _ in 0 }, "zero")
    try expectSound(
      makeSeries([300, 300, 300, 300, 300, 300, 300], parents: [400], noise: 0.1) { _ in 1 },
      "one temperature")
    try expectSound(
      makeSeries([300, 300, 300, 380, 380, 380, 380], parents: [380], noise: 0.01, law),
      "two temperatures, parent at the hotter")
    for factor in [1e-9, 1e9] {
      try expectSound(
        makeSeries(temperatures, parents: [400], sigma: 0.01 * factor, noise: 0.01 * factor) {
          factor * law($0)
        }, "factor \(factor)")
    }
    try expectSound(makeSeries(temperatures, parents: [400], sigma: 1e-12, law), "tiny s.u.")
    try expectSound(makeSeries(temperatures, parents: [400], sigma: 0, law), "s.u. of zero")
    try expectSound(makeSeries([], law), "no point")
  }

  @Test("random amplitudes at random temperatures never break an analysis")
  func random() throws {
    var generator = SplitMix64(seed: 9)
    for round in 0..<12 {
      let count = Int.random(in: 5...9, using: &generator)
      let temperatures = (0..<count).map { _ in 20 + 380 * generator.uniform() }.sorted()
      let parents = [300 + 200 * generator.uniform(), 450]
      let amplitudes = Dictionary(
        temperatures.map { ($0, generator.normal()) }, uniquingKeysWith: { first, _ in first })
      try expectSound(
        makeSeries(temperatures, parents: parents, sigma: round % 2 == 0 ? 0.1 : nil) {
          amplitudes[$0] ?? 0
        }, "round \(round)")
    }
  }

  @Test("a temperature outside the measured bracket is withdrawn, the fits stay")
  func outsideBracket() throws {
    // A superheated branch: distorted points up to T₊ = 566 K of a law with Ttr = 430 K, and the
    // parent from 590 K on.
    let (tc, ttr) = (20.0, 430.0)
    let p = 0.25
    let q = 0.75 * p * p / (ttr - tc)
    let temperatures = [100.0, 180, 240, 300, 360, 420, 470, 520]
    let series = makeSeries(temperatures, parents: [590, 620], sigma: 1e-3, noise: 1e-3) {
      (p + max(p * p - q * ($0 - tc), 0).squareRoot()).squareRoot()
    }
    let analysis = try LandauAnalysis(
      series, facts: .init(groupSubgroupRelated: true, cubicInvariantAllowed: false))
    #expect(!analysis.fits.isEmpty)
    #expect(analysis.temperature == nil)
    #expect(analysis.order == .undetermined)
    #expect(analysis.diagnostics.contains { $0.code == "landau-outside-bracket" })
  }

  @Test("five falling points are not called flat")
  func fewFallingPoints() throws {
    let series = makeSeries([100, 200, 300, 420, 520], parents: [590], sigma: 1e-3) {
      0.64 - 2.5e-4 * $0
    }
    let analysis = try LandauAnalysis(
      series, facts: .init(groupSubgroupRelated: true, cubicInvariantAllowed: false))
    #expect(!analysis.diagnostics.contains { $0.code == "landau-no-trend" })
  }
}
