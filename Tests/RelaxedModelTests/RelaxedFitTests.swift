import Foundation
import PhaseFitNumerics
import PhaseFitSymmetry
import Testing

@testable import PhaseFitRelaxedModel

@Suite struct RelaxedFitTests {
  struct Case: CustomTestStringConvertible {
    var testDescription: String
    var cell: CommensurateCell
    var distortion: @Sendable (CommensurateCell, Double) -> DistortionField
  }
  static let cases = [
    Case(
      testDescription: "antiphase tilt", cell: TestCell.perovskite(TestCell.evenVectors),
      distortion: { TestSweep.tilt($0, $1) }),
    Case(
      testDescription: "polar along z", cell: TestCell.perovskite(.identity),
      distortion: { TestSweep.polar($0, $1, along: Vector3(0, 0, 1)) }),
    Case(
      testDescription: "polar along [111]", cell: TestCell.perovskite(.identity),
      distortion: { TestSweep.polar($0, $1, along: Vector3(1, 1, 1)) }),
    Case(
      testDescription: "strain", cell: TestCell.perovskite(.identity),
      distortion: { TestSweep.strain($0, $1) }),
    Case(
      testDescription: "nitrate", cell: TestCell.sodiumNitrate(),
      distortion: { TestSweep.nitrate($0, $1) }),
  ]

  @Test("probe", arguments: cases)
  func probe(_ item: Case) throws {
    let count = Int(ProcessInfo.processInfo.environment["N"] ?? "4") ?? 4
    let targets = TestSweep.targets(count) { item.distortion(item.cell, $0) }
    for optimiser in RelaxedModelSpec.Optimiser.allCases {
      var specification = RelaxedModelSpec()
      specification.optimiser = optimiser
      let start = Date()
      let fit = try RelaxedFit(to: targets, on: item.cell, specification: specification)
      print(
        item.testDescription, optimiser, fit.status, "it", fit.losses.last?.iteration ?? 0, "ev",
        fit.evaluations, "loss", fit.losses.last?.value ?? 0, "t", Date().timeIntervalSince(start),
        "stars", fit.stars.map(\.indices.count), "unreached", fit.unreached, "W",
        fit.sharedWeightCount, "cut", fit.cutoff)
      for (point, target) in zip(fit.points, targets) {
        print(
          "   ", point.temperature, "kept", point.keptOperations.count, "true",
          item.cell.stabiliser(of: target.distortion).count, "res", point.relativeResidual,
          "amp", point.combined.observed, point.combined.model,
          point.blocks.map(\.norm).max() ?? 0)
      }
    }
  }
}
