import Foundation
import PhaseFitNumerics
import PhaseFitTestSupport
import Testing

@testable import PhaseFitReport

/// A damaged report.xml is a report or an error, and what is read can be shown and written again.
@Suite("Damaged reports")
struct DamagedReportTests {
  private static let original = [UInt8](
    (try? Data(
      contentsOf: URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appending(path: "Golden/report.xml"))) ?? Data())

  @Test("damage anywhere is answered with an error, or a report that can be rendered")
  func damage() throws {
    #expect(!Self.original.isEmpty)
    var random = SplitMix64(seed: 23)
    var refusals = 0
    for _ in 0..<Mutation.rounds {
      let bytes = Mutation.damaged(Self.original, by: &random)
      do throws(ReportError) {
        let report = try ReportXML.read(bytes)
        #expect(!SummaryText.render(report).isEmpty)
        #expect(!SummaryJSON.render(report).isEmpty)
        #expect(!ReportPage.render(report).isEmpty)
        _ = try? ReportFolder.files(report)
      } catch {
        #expect(!error.message.isEmpty)
        refusals += 1
      }
    }
    #expect(refusals > 0)
  }

  /// One attribute after another replaced by values that the schema may still admit.
  @Test("numbers out of range in any attribute or text do no harm")
  func numbers() throws {
    let text = String(decoding: Self.original, as: UTF8.self)
    var random = SplitMix64(seed: 29)
    let places = Array(text.matches(of: #/[">](-?[0-9][0-9.e-]*)["<]/#))
    let values = [
      "-1", "0", "1", "2", "999999999999", "9223372036854775807", "1e308", "INF", "NaN",
    ]
    for _ in 0..<Mutation.rounds {
      let place = places[Int(random.next() % UInt64(places.count))].output.1
      var damaged = text
      damaged.replaceSubrange(
        place.startIndex..<place.endIndex,
        with: values[Int(random.next() % UInt64(values.count))])
      guard let report = try? ReportXML.read(Array(damaged.utf8)) else { continue }
      #expect(!SummaryText.render(report).isEmpty)
      #expect(!SummaryJSON.render(report).isEmpty)
      #expect(!ReportPage.render(report).isEmpty)
      _ = try? ReportFolder.files(report)
    }
  }
}
