import Foundation
import PhaseFitNumerics
import PhaseFitSymmetry
import PhaseFitTestSupport
import Testing

@testable import PhaseFitRelaxedModel

@Suite("Checkpoints and refits of a sweep model")
struct SweepCheckpointTests {
  private static func tilt(seed: UInt64 = 7) throws -> ([SweepObservation], SymmetryModes) {
    let modes = try GaugeParent.perovskite.modes(TestCell.evenVectors)
    let observations = GaugeCase.tilt(modes).observations(
      at: GaugeCase.temperatures, displacement: 1e-3, strain: 3e-5, noise: .freeCoordinates,
      seed: seed
    ) { [GaugeCase.order($0)] }
    return (observations, modes)
  }

  private static func text(_ model: SweepModel) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    return String(decoding: try encoder.encode(model), as: UTF8.self)
  }

  private static func path() -> String {
    FileManager.default.temporaryDirectory.appending(path: "fit-\(UUID().uuidString).json").path
  }

  @Test("a fit that goes on from any iteration ends with the same bytes")
  func resuming() throws {
    let (observations, modes) = try Self.tilt()
    let whole = try Self.text(SweepModel(of: observations, modes: modes))
    let path = Self.path()
    defer { try? FileManager.default.removeItem(atPath: path) }
    // The file as it was before every iteration: what a program leaves that is killed there.
    var states: [Data] = []
    let watched = try SweepModel(
      of: observations, modes: modes, checkpoint: SweepCheckpoint(path, interval: .zero)
    ) { _, _ in
      if let data = FileManager.default.contents(atPath: path) { states.append(data) }
    }
    #expect(try Self.text(watched) == whole)
    #expect(states.count > 10)
    for place in [1, states.count / 2, states.count - 1] {
      try states[place].write(to: URL(fileURLWithPath: path))
      let checkpoint = try SweepCheckpoint(path)
      var iterations = 0
      let resumed = try SweepModel(of: observations, modes: modes, checkpoint: checkpoint) {
        _, _ in iterations += 1
      }
      #expect(checkpoint.resumedFits >= 1)
      #expect(iterations == states.count - place)
      #expect(try Self.text(resumed) == whole)
    }
  }

  @Test("fits of other data are not taken")
  func otherData() throws {
    let (observations, modes) = try Self.tilt()
    let path = Self.path()
    defer { try? FileManager.default.removeItem(atPath: path) }
    _ = try SweepModel(of: observations, modes: modes, checkpoint: SweepCheckpoint(path))
    let (others, _) = try Self.tilt(seed: 8)
    let checkpoint = try SweepCheckpoint(path)
    let model = try SweepModel(of: others, modes: modes, checkpoint: checkpoint)
    #expect(checkpoint.resumedFits == 0)
    #expect(try Self.text(model) == Self.text(SweepModel(of: others, modes: modes)))
  }

  @Test("a file of something else and a place that cannot be written are refused")
  func refused() throws {
    let path = Self.path()
    defer { try? FileManager.default.removeItem(atPath: path) }
    try Data("{\"format\": 1}".utf8).write(to: URL(fileURLWithPath: path))
    for path in [path, "/nowhere/fit.json"] {
      #expect {
        try SweepCheckpoint(path)
      } throws: {
        ($0 as? RelaxedModelError)?.code == .badCheckpoint && "\($0)".contains(path)
      }
    }
    #expect(FileManager.default.contents(atPath: path) == Data("{\"format\": 1}".utf8))
  }

  @Test("refits to new noise spread as the standard uncertainties say, the same for a seed")
  func bootstrap() throws {
    let (observations, modes) = try Self.tilt()
    let model = try SweepModel(of: observations, modes: modes)
    let evaluator = try #require(
      try SweepModelEvaluator(model, observations: observations, modes: modes))
    let refits = evaluator.bootstrap(replicates: 40, seed: 5)
    let again = evaluator.bootstrap(replicates: 2, seed: 5)
    #expect(again.map(\.amplitudes) == refits.prefix(2).map(\.amplitudes))
    #expect(refits.count(where: \.isConverged) >= 38)
    for (index, point) in model.points.enumerated() where !point.amplitudes[0].isEmpty {
      let values = refits.map { $0.amplitudes[index][0][0] }
      let mean = values.reduce(0, +) / 40
      let spread = (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 39).squareRoot()
      let stated = point.standardUncertainties[0][0]
      // 39 degrees of freedom: 0.65 to 1.4 holds 99.9 % of them.
      #expect(spread > 0.65 * stated && spread < 1.4 * stated)
      #expect(abs(mean - point.amplitudes[0][0]) < 4 * stated / 40.0.squareRoot() + 0.3 * stated)
    }
  }
}
