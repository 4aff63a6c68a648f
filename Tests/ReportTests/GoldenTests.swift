import Foundation
import PhaseFitTestSupport
import Testing

@testable import PhaseFitReport

/// The outputs of the complete sample as they were last looked at.
@Suite("Golden files")
struct GoldenTests {
  private static let folder = "Tests/ReportTests/Golden"

  @Test("report.xml, the summaries and the schema are as they were")
  func reports() throws {
    let report = SampleReport.full
    let xml = String(decoding: try ReportXML.write(report), as: UTF8.self)
    #expect(Golden.difference(xml, "\(Self.folder)/report.xml") == nil)
    #expect(Golden.difference(SummaryText.render(report), "\(Self.folder)/summary.txt") == nil)
    #expect(Golden.difference(SummaryJSON.render(report), "\(Self.folder)/summary.json") == nil)
    #expect(Golden.difference(ReportSchema.text, "\(Self.folder)/report.xsd") == nil)
  }

  @Test("the tables are as they were")
  func tables() {
    for file in ReportTables.files(SampleReport.full) {
      #expect(Golden.difference(file.text, "\(Self.folder)/\(file.name)") == nil)
    }
  }
}
