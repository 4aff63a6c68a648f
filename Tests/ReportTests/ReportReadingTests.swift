import Foundation
import PhaseFitStructures
import Testing

@testable import PhaseFitReport

@Suite("Reading a report")
struct ReportReadingTests {
  @Test("a report is read back as it was written", arguments: [true, false])
  func roundTrip(isFull: Bool) throws {
    let report = isFull ? SampleReport.full : SampleReport.refusal
    let bytes = try ReportXML.write(report)
    let read = try ReportXML.read(bytes)
    #expect(read == report)
    #expect(try ReportXML.write(read) == bytes)
  }

  @Test("the page of a report that was read is the page of the report")
  func page() throws {
    let read = try ReportXML.read(ReportXML.write(SampleReport.full))
    #expect(ReportPage.render(read) == ReportPage.render(SampleReport.full))
  }

  @Test("hostile strings come back as the inert text that was written")
  func hostile() throws {
    var report = SampleReport.full
    report.sweep.name = "<a href='x'>&amp;]]>\u{0}\u{202E}"
    report.diagnostics[0].message = "line\n  next\t<b>"
    let read = try ReportXML.read(ReportXML.write(report))
    #expect(read.sweep.name == InertText.line(report.sweep.name))
    #expect(read.diagnostics[0].message == report.diagnostics[0].message)
  }

  @Test("numbers come back with all their bits")
  func bits() throws {
    var report = SampleReport.full
    let values: [Double] = [
      0.1 + 0.2, 1.0 / 3, .leastNonzeroMagnitude, .greatestFiniteMagnitude, -1e-17,
    ]
    report.distortions[0].stars = values.map {
      .init(waveVector: SampleReport.rPoint, displacementAp: SampleReport.ångström($0, nil, "Ap"))
    }
    let read = try ReportXML.read(ReportXML.write(report))
    #expect(read.distortions[0].stars.map(\.displacementAp?.value) == values)
  }

  @Test(
    "what is no report is refused with a reason",
    arguments: [
      "", "x", "<report/>", "<report xmlns='urn:phasefit:report:1'/>",
      "<!DOCTYPE report [<!ENTITY a 'x'>]><report xmlns='urn:phasefit:report:1'>&a;</report>",
      "<!DOCTYPE r SYSTEM 'http://example.org/x.dtd'><r/>",
    ])
  func invalid(_ text: String) {
    do {
      _ = try ReportXML.read(Array(text.utf8))
      Issue.record("read \(text)")
    } catch {
      #expect(error.kind == .invalid)
      #expect(!error.message.isEmpty)
    }
  }

  @Test("a change of any element is refused or read, and never stops the program")
  func mutations() throws {
    let text = String(decoding: try ReportXML.write(SampleReport.full), as: UTF8.self)
    let changes = [
      ("k=\"1/2 1/2 1/2\"", "k=\"1/0 0 0\""), ("type=\"1e\"", "type=\"1x\""),
      ("measurement=\"m0\"", "measurement=\"m7\""), ("element=\"O\"", "element=\"Xx\""),
      ("0 1 1 1 0 1 1 1 0", "0 1 1 1 0 1 1 1 1e40"), ("seed>", "seed>-"),
    ]
    for (old, new) in changes {
      #expect(text.contains(old), "\(old)")
      #expect(throws: ReportError.self, "\(new)") {
        try ReportXML.read(Array(text.replacing(old, with: new).utf8))
      }
    }
  }
}
