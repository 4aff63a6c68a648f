import Foundation
import PhaseFitReport
import Testing

@testable import PhaseFit

/// Sweeps of generated trajectories, whose phases and amplitudes are known.
@Suite("Sweeps of trajectories")
struct TrajectorySweepTests {
  private static let temperatures = [100, 200, 300, 400, 500, 600, 700, 800]

  private func analyse(_ trajectories: SimulatedTrajectories) throws -> AnalysisReport {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "trajectories-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try trajectories.write(Self.temperatures, to: folder)
    return try Pipeline.analyse([folder.path], options: AnalysisOptions())
  }

  private func peaks(_ report: AnalysisReport, at kelvin: Double) -> Int? {
    report.trajectories.first {
      report.sweep.measurements[$0.measurement].temperature?.value == kelvin
    }?.distributions.first?.peaks.count
  }

  @Test("a displacive transition is one, with amplitudes true within their uncertainties")
  func displacive() throws {
    let truth = SimulatedTrajectories(mechanism: .displacive)
    let report = try analyse(truth)
    #expect(report.phases.map(\.group.number) == [140, 221])
    let transition = try #require(report.transitions.first)
    #expect(report.transitions.count == 1)
    #expect(transition.bracket == Interval(lower: 500, upper: 600))
    let primary = try #require(transition.primary.first)
    #expect(primary.kind == .displacement && primary.label?.hasPrefix("R") == true)
    for point in primary.amplitude where point.temperature < 550 {
      let error = try #require(point.value.standardUncertainty)
      // The mode itself wanders: σ √((1 + a)/(1 − a)/n) of an autoregression with a = e^(−1/τ).
      let memory = exp(-1 / truth.correlation)
      let expected =
        truth.softness * (point.temperature / truth.criticalTemperature).squareRoot()
        * ((1 + memory) / (1 - memory) / Double(truth.frames)).squareRoot()
      #expect(error > 0.4 * expected && error < 2.5 * expected)
      #expect(abs(abs(point.value.value) - truth.amplitude(point.temperature)) < 4 * expected)
    }
    #expect(peaks(report, at: 600) == 1)
    #expect(
      transition.evidence.contains {
        $0.name == "distributionOfOrderParameter" && "\($0.value)".contains("displacive")
      })
  }

  @Test("an order–disorder transition is one, with two peaks above it")
  func orderDisorder() throws {
    // Fewer cells than these hop too noisily for order at 500 K to show.
    let report = try analyse(SimulatedTrajectories(mechanism: .orderDisorder, cells: 3))
    #expect(report.phases.map(\.group.number) == [99, 221])
    #expect(report.transitions.count == 1)
    let transition = try #require(report.transitions.first)
    #expect(transition.bracket == Interval(lower: 500, upper: 600))
    #expect(transition.primary.first?.label == "GM4-")
    #expect(peaks(report, at: 600) == 2)
    #expect(
      transition.evidence.contains {
        $0.name == "distributionOfOrderParameter" && "\($0.value)".contains("order–disorder")
      })
  }

  @Test("with no transition there is none, whatever atoms and modes do in their time")
  func control() throws {
    var truth = SimulatedTrajectories(mechanism: .displacive, criticalTemperature: 50)
    truth.vibration = 0.03
    truth.softness = 0.03
    truth.seed = 2
    let report = try analyse(truth)
    #expect(report.phases.map(\.group.number) == [221])
    #expect(report.transitions.isEmpty && report.verdict == .noTransition)
  }
}
