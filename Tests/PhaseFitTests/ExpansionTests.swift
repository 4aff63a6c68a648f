import Foundation
import PhaseFit
import PhaseFitReport
import PhaseFitStructures
import PhaseFitTestSupport
import Testing

@Suite("thermal expansion in reports")
struct ExpansionTests {
  private static func report(_ rows: [String], _ header: String) throws -> AnalysisReport {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "phasefit-expansion-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let file = folder.appending(path: "lattice.csv")
    try Data(([header] + rows).joined(separator: "\n").utf8).write(to: file)
    return try Pipeline.analyse([file.path], options: AnalysisOptions())
  }

  /// A tetragonal phase with the slopes 2 · 10⁻⁵ and −1 · 10⁻⁵ of ln a and ln c below 400 K, a cubic
  /// one with 1 · 10⁻⁵ above.
  private static let rows = (0..<14).map { index -> String in
    let t = 200 + 25 * Double(index)
    let a = t <= 400 ? 3.95 * exp(2e-5 * (t - 200)) : 4 * exp(1e-5 * (t - 400))
    let c = t <= 400 ? 4.10 * exp(-1e-5 * (t - 200)) : a
    return "\(t),\(a),\(a),\(c),90,90,90"
  }

  @Test("rows below and above the transition of a table are phases of their own")
  func table() throws {
    let report = try Self.report(Self.rows, "temperature_K,a_A,b_A,c_A,alpha,beta,gamma")
    #expect(report.expansions.map(\.phase) == ["below the transition", "above the transition"])
    #expect(report.expansions.map(\.count) == [9, 5])
    let below = try #require(report.expansions.first)
    #expect(below.principal.map(\.multiplicity) == [1, 2])
    for (principal, expected) in zip(below.principal, [-1e-5, 2e-5]) {
      #expect(abs(principal.coefficient.value - expected) < 1e-10)
    }
    #expect(abs(below.volume.value - 3e-5) < 1e-10)
    let above = try #require(report.expansions.last)
    #expect(abs(above.principal[0].coefficient.value - 1e-5) < 1e-10)
    let text = SummaryText.render(report)
    let joined = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(
      joined.contains("below the transition, 9 cells from 200 to 400 K: -10 along c, 20 across c;"))
    #expect(
      joined.contains("above the transition, 5 cells from 425 to 525 K: 10; volume 30, in 10⁻⁶/K"))
  }

  @Test("structures: the slope of ln a, and cells of another setting left out")
  func structures() throws {
    let folder = TestCrystals.root.appending(path: "structures/synthetic-nothing").path
    let report = try Pipeline.analyse([folder], options: AnalysisOptions())
    let expansion = try #require(report.expansions.first)
    let points = report.sweep.measurements.compactMap { record in
      record.temperature.map { ($0.value, log(record.cell?.lengths[0].value ?? .nan)) }
    }
    let n = Double(points.count)
    let x = points.reduce(0) { $0 + $1.0 } / n
    let y = points.reduce(0) { $0 + $1.1 } / n
    let slope =
      points.reduce(0) { $0 + ($1.0 - x) * ($1.1 - y) }
      / points.reduce(0) { $0 + ($1.0 - x) * ($1.0 - x) }
    #expect(expansion.principal.map(\.multiplicity) == [3])
    #expect(abs(expansion.principal[0].coefficient.value - slope) < 1e-12)

    var swapped = Self.rows
    swapped[0] = "200,4.4,3.95,3.95,90,90,90"
    let table = try Self.report(swapped, "temperature_K,a_A,b_A,c_A,alpha,beta,gamma")
    #expect(table.expansions.first?.count == 8)
  }

  /// Litharge was measured with neutrons below 300 K, there in the setting of the child, and with
  /// X-rays above and below.
  @Test("runs are apart, and the setting that most cells of a run have is taken")
  func runs() throws {
    let folder = TestCrystals.root.appending(path: "structures/pbo-litharge-boher1985").path
    let report = try Pipeline.analyse([folder], options: AnalysisOptions())
    #expect(report.expansions.map(\.run) == ["neutron", "xray"])
    #expect(report.expansions.map(\.phase) == ["Cmme (67)", "P4/nmm (129)"])
    #expect(report.expansions.map(\.count) == [3, 6])
    #expect(report.expansions.last?.principal.map(\.multiplicity).sorted() == [1, 2])
    let rows = ["200,3,4,5", "250,4,3,5", "300,4.0004,3.0003,5.0005", "350,4.0008,3.0006,5.001"]
    let table = try Self.report(
      rows.map { $0 + ",90,90,90" }, "temperature_K,a_A,b_A,c_A,alpha,beta,gamma")
    #expect(table.expansions.map(\.count) == [3])
  }
}
