import PhaseFitNumerics
import Testing

@testable import PhaseFitSymmetry

@Suite("Distributions of order parameters")
struct DistributionTests {
  /// Eight blocks of counts of values around some centres.
  private static func blocks(
    _ centres: [Double], width: Double, count: Int, seed: UInt64
  ) -> [[Double]] {
    var random = SplitMix64(seed: seed)
    func uniform() -> Double { Double(random.next() >> 11) / 9_007_199_254_740_992 }
    return (0..<8).map { _ in
      var bins = [Double](repeating: 0, count: 60)
      for _ in 0..<count {
        let centre = centres[Int(random.next() % UInt64(centres.count))]
        let noise = (0..<12).reduce(-6.0) { sum, _ in sum + uniform() }
        let bin = Int((centre + width * noise + 3) / 0.1)
        if bins.indices.contains(bin) { bins[bin] += 1 }
      }
      return bins
    }
  }

  @Test("one place gives one peak, whatever the noise", arguments: 1...20)
  func one(_ seed: Int) {
    let distribution = OrderParameterDistribution(
      lower: -3, width: 0.1, blocks: Self.blocks([0.2], width: 0.5, count: 400, seed: UInt64(seed)))
    #expect(distribution.peaks.count == 1)
    #expect(abs(distribution.peaks[0] - 0.2) < 0.4)
    #expect(abs(distribution.densities.reduce(0, +) * 0.1 - 1) < 1e-12)
  }

  @Test("two places give two peaks where they are, with the barrier of the mixture")
  func two() throws {
    let distribution = OrderParameterDistribution(
      lower: -3, width: 0.1, blocks: Self.blocks([-1, 1], width: 0.4, count: 4000, seed: 5))
    #expect(distribution.isBimodal)
    #expect(abs(distribution.peaks[0] + 1) < 0.2 && abs(distribution.peaks[1] - 1) < 0.2)
    // ln( ½ (1 + e^{−2·1²/σ²·…}) / e^{−1/2σ²} ): at the middle both Gaussians have e^{−1/(2·0.16)}.
    let expected = 1 / (2 * 0.16) - 0.6931
    let barrier = try #require(distribution.barrier)
    let error = try #require(distribution.barrierUncertainty)
    #expect(abs(barrier - expected) < 4 * error + 0.25)
  }

  @Test("two places nearer than twice their width give one peak")
  func merged() {
    let distribution = OrderParameterDistribution(
      lower: -3, width: 0.1, blocks: Self.blocks([-0.4, 0.4], width: 0.5, count: 2000, seed: 7))
    #expect(distribution.peaks.count == 1)
  }
}
