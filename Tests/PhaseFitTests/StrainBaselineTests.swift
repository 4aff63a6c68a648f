import Foundation
import PhaseFit
import PhaseFitReport
import PhaseFitTestSupport
import Testing

@Suite("Baselines of the strain in a report")
struct StrainBaselineTests {
  @Test("a lattice is its baseline times one plus the strain, and lies on it above the transition")
  func structures() throws {
    let report = try AnalysedTilt.report.get()
    let record = try #require(report.strainBaselines)
    let baseline = try #require(record.baselines.first)
    #expect(record.baselines.count == 1 && baseline.isUsed)
    #expect(baseline.form == "linear" && baseline.structureCount == 5)
    #expect(record.lattices.count == report.sweep.measurements.count)
    func expected(_ temperature: Double) throws -> (value: Double, error: Double) {
      let upper = try #require(baseline.course.firstIndex { $0.temperature >= temperature })
      let index = max(upper, 1)
      let (left, right) = (baseline.course[index - 1], baseline.course[index])
      let weight = (temperature - left.temperature) / (right.temperature - left.temperature)
      func mix(_ value: (Quantity) -> Double) -> Double {
        (1 - weight) * value(left.cell.lengths[0]) + weight * value(right.cell.lengths[0])
      }
      return (mix(\.value), mix { $0.standardUncertainty ?? .nan })
    }
    for lattice in record.lattices {
      let temperature = try #require(
        report.sweep.measurements[lattice.measurement].temperature?.value)
      let (reference, error) = try expected(temperature)
      #expect(error > 0)
      let strain = try #require(
        report.embeddings.first { $0.measurement == lattice.measurement }?.strain)
      for axis in 0..<3 {
        let length = lattice.cell.lengths[axis]
        // The axes are orthogonal and the strain of a tetragonal domain has no shear.
        #expect(abs(length.value / reference - 1 - strain.tensor[axis, axis]) < 1e-7)
        #expect(length.standardUncertainty != nil)
        guard temperature > 187 else { continue }
        #expect(abs(length.value - reference) < 5 * (length.standardUncertainty ?? 0))
      }
    }
    // The extrapolation is least known where it is farthest from the parent phase.
    let errors = baseline.course.map { $0.cell.lengths[0].standardUncertainty ?? 0 }
    #expect(errors[0] == errors.max())
    #expect(try ReportXML.read(ReportXML.write(report)).strainBaselines == record)
  }

  @Test("every baseline that was tried on a table is in the report, the one used first")
  func table() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let rows = stride(from: 100.0, through: 640, by: 20).map { temperature -> String in
      let a0 = 4 + 4e-5 * temperature
      let e = temperature < 500 ? 0.01 * (1 - temperature / 500).squareRoot() : 0
      return [temperature, a0 * (1 - e), a0 * (1 - e), a0 * (1 + 2 * e)]
        .map { String(format: "%.8f", $0) }.joined(separator: ",") + ",90,90,90"
    }
    let file = folder.appending(path: "lattice.csv")
    try (["temperature_K,a_A,b_A,c_A,alpha_deg,beta_deg,gamma_deg"] + rows)
      .joined(separator: "\n").write(to: file, atomically: true, encoding: .utf8)
    let report = try Pipeline.analyse([file.path], options: AnalysisOptions())
    let record = try #require(report.strainBaselines)
    #expect(record.baselines.enumerated().allSatisfy { $1.isUsed == ($0 == 0) })
    #expect(record.baselines[0].form == "linear")
    #expect(Set(record.baselines.map(\.form)).isSuperset(of: ["constant", "quadratic"]))
    let transition = try #require(report.transitions.first)
    for point in transition.primary[0].amplitude {
      let strain = try #require(
        record.baselines[0].strains.first { $0.measurement == point.measurement })
      #expect(abs(strain.breaking.value - point.value.value) < 1e-12)
    }
    let summary = SummaryText.render(report)
    #expect(summary.contains("tetragonal → cubic lattice"))
    #expect(!summary.contains("declared"))
    #expect(ReportPage.render(report).contains("spread of"))
    let inspected = try Pipeline.inspect([file.path], options: AnalysisOptions())
    #expect(inspected.sweep.measurements.count == rows.count && inspected.verdict == nil)
    #expect(SummaryText.render(inspected).hasPrefix("lattice: \(rows.count) rows"))
    // Tables are taken by name: two of them in a folder are two analyses.
    #expect {
      try Pipeline.analyse([folder.path], options: AnalysisOptions())
    } throws: {
      "\($0)".contains("phasefit analyse \(file.path)")
    }
    #expect(try ReportXML.read(ReportXML.write(report)).strainBaselines == record)
  }
}
