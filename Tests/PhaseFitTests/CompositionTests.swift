import Foundation
import Testing

@testable import PhaseFit

@Suite("Sweeps of several compositions")
struct CompositionTests {
  private static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  private static func files(_ folder: String, _ names: [String]) -> [String] {
    names.map { root.appending(path: "structures/\(folder)/\($0).cif").path }
  }

  private static let barium = files("batio3-kwei1993", ["BaTiO3_100K", "BaTiO3_150K"])
  private static let lead = files(
    "pbtio3-glazer-mabud1978", ["PbTiO3_158.15K", "PbTiO3_298.15K", "PbTiO3_823.15K"])

  @Test("no majority is refused with the compositions and where they are")
  func refused() throws {
    let error = try #require(throws: PhaseFitError.self) {
      try Pipeline.analyse(Self.barium + Self.lead.prefix(2), options: AnalysisOptions())
    }
    #expect(error.kind == .badData)
    #expect(error.message.hasPrefix("the structures have different compositions: O3 Ti Ba"))
    #expect(error.message.contains("O3 Ti Pb (2, as "))
  }

  @Test("a minority is named and left out")
  func minority() throws {
    let report = try Pipeline.analyse(
      Self.barium.prefix(1) + Self.lead, options: AnalysisOptions())
    let left = report.sweep.measurements.filter { !$0.used }
    #expect(left.map(\.file).allSatisfy { $0.contains("BaTiO3_100K") } && left.count == 1)
    #expect(report.diagnostics.contains { $0.code == "composition" && $0.severity == .error })
  }
}
