import Foundation
import PhaseFitNumerics
import PhaseFitStructures
import Testing

@Suite("Trajectories")
struct TrajectoryTests {
  /// Normal deviates by the sum of twelve uniform ones.
  private static func normal(_ random: inout SplitMix64) -> Double {
    (0..<12).reduce(-6.0) { sum, _ in sum + Double(random.next() >> 11) / 9007199254740992 }
  }

  /// The mean distance along x of the two atoms, as a fraction of the cell edge of 4 Å.
  private static func distance(_ crystal: Crystal) -> Double {
    crystal.sites[1].fractional.x - crystal.sites[0].fractional.x
  }

  @Test("a crystal that drifts through the boundaries has the mean positions of one at rest")
  func drift() throws {
    let text = (0..<64).map { frame -> String in
      let shift = 0.3 * Double(frame)
      let x = 2.0 + 0.1 * (frame % 2 == 0 ? 1.0 : -1.0)
      func wrapped(_ value: Double) -> Double { value - 4 * (value / 4).rounded(.down) }
      return """
        2
        Lattice="4 0 0 0 4 0 0 0 4"
        Cs \(wrapped(shift)) 0 0
        Cl \(wrapped(x + shift)) 2 2

        """
    }.joined()
    let measurement = try sweep("a_300K.xyz", text).measurements[0]
    #expect(abs(Self.distance(measurement.crystal) - 0.5) < 1e-12)
    #expect(measurement.trajectory?.frameCount == 64)
    // Each atom is ±0.05 Å from the centroid's frame.
    let u = try #require(measurement.crystal.sites[1].displacementParameter?.value)
    #expect(abs(u - 0.05 * 0.05 / 3) < 1e-12)
  }

  @Test("independent frames have the standard uncertainty σ/√n and no inefficiency")
  func independent() throws {
    var random = SplitMix64(seed: 7)
    let count = 4096
    let noise = (0..<count).map { _ in 0.1 * Self.normal(&random) }
    let text = trajectory(frames: count) { 2 + noise[$0] }
    let measurement = try sweep("a_300K.xyz", text).measurements[0]
    let error = try #require(measurement.crystal.sites[1].position[0].standardUncertainty)
    // Half the noise is the centroid's; 0.05 Å / √4096 in fractions of 4 Å, within the 18 % of
    // 16 blocks or more and the bias of taking the largest.
    let expected = 0.05 / 64 / 4
    #expect(error > 0.75 * expected && error < 1.7 * expected)
    let inefficiency = try #require(measurement.trajectory?.inefficiency)
    #expect(inefficiency > 0.6 && inefficiency < 2.5)
    let deviation = abs(Self.distance(measurement.crystal) - 0.5)
    #expect(deviation < 4 * 2 * error)
  }

  @Test("correlated frames have the inefficiency (1 + a)/(1 − a) of their autoregression")
  func correlated() throws {
    var random = SplitMix64(seed: 11)
    let count = 16_384
    let a = 0.9
    var value = 0.0
    let noise = (0..<count).map { _ -> Double in
      value = a * value + (1 - a * a).squareRoot() * Self.normal(&random)
      return 0.1 * value
    }
    let text = trajectory(frames: count) { 2 + noise[$0] }
    let summary = try #require(try sweep("a_300K.xyz", text).measurements[0].trajectory)
    let inefficiency = try #require(summary.inefficiency)
    // 19 for a = 0.9; blocks of 256 frames cover the correlation time of 10.
    #expect(inefficiency > 12 && inefficiency < 36)
  }

  @Test("a run shorter than its correlation time is called so")
  func short() throws {
    let text = trajectory(frames: 512) { 2 + 0.3 * Double($0) / 512 }
    let sweep = try sweep("a_300K.xyz", text)
    #expect(sweep.measurements[0].trajectory?.isTooShort == true)
    #expect(sweep.diagnostics.contains { $0.code == "short-trajectory" })
  }

  @Test("frames of a few temperatures are a trajectory for each, in any order")
  func grouped() throws {
    let text = trajectory(
      frames: 80, temperature: { "temperature=\(100 * (1 + $0 % 4))" },
      x: { 2 + 0.01 * Double($0 % 4) })
    let measurements = try sweep("a.xyz", text).measurements
    #expect(measurements.map(\.temperature.kelvin) == [100, 200, 300, 400])
    #expect(measurements.compactMap(\.trajectory?.frameCount) == [20, 20, 20, 20])
    for (index, measurement) in measurements.enumerated() {
      #expect(abs(Self.distance(measurement.crystal) - (0.5 + 0.0025 * Double(index))) < 1e-12)
    }
  }

  @Test("the fluctuating temperature of a thermostat is one temperature with its uncertainty")
  func thermostat() throws {
    var random = SplitMix64(seed: 3)
    // Two atoms: σ_T/T = √(2/6), so that 20 % is well inside.
    let kelvins = (0..<200).map { _ in 300 * (1 + 0.2 * Self.normal(&random)) }
    let text = trajectory(frames: 200, temperature: { "temperature=\(kelvins[$0])" }) { _ in 2 }
    let measurements = try sweep("a.xyz", text).measurements
    #expect(measurements.count == 1)
    let mean = kelvins.reduce(0, +) / 200
    #expect(abs(measurements[0].temperature.kelvin - mean) < 1e-9)
    #expect(
      abs((measurements[0].temperature.standardUncertainty ?? 0) - 60 / 200.0.squareRoot()) < 1)
  }

  @Test("a heating ramp is binned, by a twentieth of its range or the width that is given")
  func ramp() throws {
    let text = trajectory(frames: 400, temperature: { "T=\(100 + 2 * $0)" }) {
      2 + 0.001 * Double($0)
    }
    let sweep1 = try sweep("a.xyz", text)
    #expect(sweep1.measurements.count == 21)
    #expect(sweep1.diagnostics.contains { $0.code == "ramp-binned" })
    let wide = try sweep("a.xyz", text, options: .init(binWidth: 200))
    #expect(wide.measurements.map(\.temperature.kelvin) == [199, 399, 599, 799])
    #expect(abs(Self.distance(wide.measurements[0].crystal) - (2 + 0.0495) / 4) < 1e-12)
  }

  @Test("frames at the beginning are left out when told")
  func discarded() throws {
    let text = trajectory(frames: 40) { $0 < 10 ? 2.4 : 2.0 }
    let measurement = try sweep("a_300K.xyz", text, options: .init(discardedFrames: 10))
      .measurements[0]
    #expect(measurement.trajectory?.frameCount == 30)
    #expect(abs(Self.distance(measurement.crystal) - 0.5) < 1e-12)
  }

  @Test("atoms that diffuse are named")
  func diffusion() throws {
    let text = trajectory(frames: 100) { 2 + 0.05 * Double($0) }
    #expect(try sweep("a_300K.xyz", text).diagnostics.contains { $0.code == "diffusing-atoms" })
  }
}
