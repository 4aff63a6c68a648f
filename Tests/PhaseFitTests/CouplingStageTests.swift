import Foundation
import PhaseFitLandau
import PhaseFitNumerics
import PhaseFitSymmetry
import Testing

@testable import PhaseFit

@Suite("Joint fits of coupled order parameters, from structures")
struct CouplingStageTests {
  /// The statements of one name on each transition, lowest first.
  private func statements(
    _ name: String, _ structures: [(temperature: Double, cif: String)]
  ) throws -> [String?] {
    let (sweep, sequence, modes) = try WrittenSweep.sequence(structures)
    let outcomes = try sequence.transitions.map {
      try LandauStage.run($0, phases: sequence.phases, modes: modes)
    }
    let stage = CouplingStage(sequence: sequence, embedded: sweep, outcomes: outcomes)
    return sequence.transitions.indices.map { index in
      stage.evidence(on: index).lazy.compactMap { item -> String? in
        guard item.name == name, case .statement(let text) = item.value else { return nil }
        return text
      }.first
    }
  }

  @Test("a strain that follows a polar displacement does so as its square")
  func strain() throws {
    var random = SplitMix64(seed: 11)
    let temperatures = Array(stride(from: 100.0, through: 560, by: 20))
    let found = try statements(
      "strainCoupling",
      temperatures.map { temperature in
        let square = max(1 - temperature / 490, 0)
        let error = square > 0 ? 0.0002 * random.normal() : 0
        let lengths = [4 - 0.02 * square, 4 - 0.02 * square, 4 + 0.04 * square + error]
        let z = 0.5 + 0.03 * square.squareRoot() + (square > 0 ? 2e-4 * random.normal() : 0)
        return (
          temperature,
          WrittenSweep.cif(lengths, [("Ba", [0, 0, 0], 1), ("Ti", [0.5, 0.5, z], 1)])
        )
      })
    let statement = try #require(found.first ?? nil)
    #expect(statement.contains("GM3+") && statement.contains("as n = 2"), "\(statement)")
    // Value and uncertainty end at one decimal place.
    let power = try #require(statement.firstMatch(of: /n = (\d+\.\d+) ± (\d+\.\d+)/))
    #expect(
      power.1.split(separator: ".")[1].count == power.2.split(separator: ".")[1].count,
      "\(statement)")
    #expect(LandauEstimate(value: 2, standardUncertainty: 0.02).valueText == "2.000 ± 0.020")
    #expect(LandauEstimate(value: 0.31, standardUncertainty: 1e-15).valueText == "0.31")
  }

  @Test("a volume strain follows as the square, against a baseline with an error of its own")
  func volumeStrain() throws {
    var random = SplitMix64(seed: 13)
    let temperatures = Array(stride(from: 100.0, through: 640, by: 20))
    let found = try statements(
      "volumeStrainCoupling",
      temperatures.map { temperature in
        let square = max(1 - temperature / 490, 0)
        let a = 4 + 4e-5 * temperature - 0.03 * square
        let error = 2e-4 * random.normal()
        let lengths = [a + error, a + error, a + error + 0.02 * square]
        let z = 0.5 + (square > 0 ? 0.03 * square.squareRoot() + 2e-4 * random.normal() : 0)
        return (
          temperature,
          WrittenSweep.cif(lengths, [("Ba", [0, 0, 0], 1), ("Ti", [0.5, 0.5, z], 1)])
        )
      })
    let statement = try #require(found.first ?? nil)
    #expect(statement.contains("volume strain") && statement.contains("2"), "\(statement)")
    let power = try #require(statement.firstMatch(of: /n = (\d+\.\d+) ± (\d+\.\d+)/))
    let (value, uncertainty) = (
      try #require(Double(power.1)), try #require(Double(power.2))
    )
    #expect(abs(value - 2) < 3 * uncertainty && uncertainty < 0.3, "\(statement)")
  }

  @Test("a volume strain within the error of its baseline is not given a power")
  func noVolumeStrain() throws {
    var random = SplitMix64(seed: 14)
    let temperatures = Array(stride(from: 100.0, through: 640, by: 20))
    let found = try statements(
      "volumeStrainCoupling",
      temperatures.map { temperature in
        let square = max(1 - temperature / 490, 0)
        let a = 4 + 4e-5 * temperature + 4e-4 * random.normal()
        let lengths = [a - 0.02 * square, a - 0.02 * square, a + 0.04 * square]
        let z = 0.5 + (square > 0 ? 0.03 * square.squareRoot() + 2e-4 * random.normal() : 0)
        return (
          temperature,
          WrittenSweep.cif(lengths, [("Ba", [0, 0, 0], 1), ("Ti", [0.5, 0.5, z], 1)])
        )
      })
    let statement = try #require(found.first ?? nil)
    #expect(statement.contains("not told from zero"), "\(statement)")
  }

  @Test("two order parameters that compete: the bend of the first gives the coupling")
  func biquadratic() throws {
    var random = SplitMix64(seed: 12)
    let temperatures = Array(stride(from: 100.0, through: 840, by: 20))
    let found = try statements(
      "biquadraticCoupling",
      temperatures.map { temperature in
        // Displacement along z below 790 K, strain a ≠ b below 450 K, which takes from the first.
        let second = max(1 - temperature / 450, 0)
        let first = max(1 - temperature / 790 - 0.3 * second, 0)
        let z = 0.5 + (first > 0 ? 0.03 * first.squareRoot() + 2e-4 * random.normal() : 0)
        let e = second > 0 ? 0.01 * second.squareRoot() + 1e-4 * random.normal() : 0
        return (
          temperature,
          WrittenSweep.cif(
            [4 * (1 + e), 4 * (1 - e), 5], [("Ba", [0, 0, 0], 1), ("Ti", [0.5, 0.5, z], 1)])
        )
      })
    #expect(found.count == 2)
    let statement = try #require(found.first ?? nil)
    #expect(statement.contains("they compete"), "\(statement)")
    #expect(statement.contains("T1 = 7") && statement.contains("T2* = 4"), "\(statement)")
    // The upper transition has no order parameter above it.
    #expect(found[1] == nil)
  }
}
