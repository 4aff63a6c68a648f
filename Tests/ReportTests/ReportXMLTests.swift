import Foundation
import PhaseFitNumerics
import PhaseFitReport
import PhaseFitStructures
import PhaseFitSymmetry
import Testing

@Suite("Report as XML")
struct ReportXMLTests {
  private func text(_ report: AnalysisReport) throws -> String {
    String(decoding: try ReportXML.write(report), as: UTF8.self)
  }

  @Test("full and empty reports follow the schema")
  func valid() throws {
    for report in [SampleReport.full, SampleReport.refusal] {
      let bytes = try ReportXML.write(report)
      try ReportXML.validate(bytes)
      #expect(ReportXML.isReport(bytes))
    }
  }

  @Test("xmllint validates the report against the printed schema")
  func xmllint() throws {
    let program = "/usr/bin/xmllint"
    guard FileManager.default.isExecutableFile(atPath: program) else { return }
    let folder = try TestFolder()
    try Data(ReportSchema.text.utf8).write(to: folder.url.appending(path: "r.xsd"))
    try Data(ReportXML.write(SampleReport.full)).write(to: folder.url.appending(path: "r.xml"))
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = ["--noout", "--schema", "r.xsd", "r.xml"]
    process.currentDirectoryURL = folder.url
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
  }

  @Test("every element of the schema occurs in the full reports")
  func coverage() throws {
    // The root `decomposition` has a document of its own.
    let xml =
      try text(SampleReport.full)
      + String(decoding: DecompositionXML.write(SampleDecomposition.full), as: UTF8.self)
    for match in ReportSchema.text.matches(of: /<xs:element name="(\w+)"/) {
      #expect(xml.contains("<\(match.1)"), "no element \(match.1) in the report")
    }
    for match in ReportSchema.text.matches(of: /<xs:attribute name="(\w+)"/) {
      #expect(xml.contains(" \(match.1)=\""), "no attribute \(match.1) in the report")
    }
  }

  @Test("every element, attribute and type of the schema is documented")
  func documented() {
    let lines = ReportSchema.text.split(separator: "\n").map {
      $0.trimmingCharacters(in: .whitespaces)
    }
    var count = 0
    for (index, line) in lines.enumerated() {
      let isNamed =
        line.contains(" name=\"")
        && ["<xs:element", "<xs:attribute", "<xs:simpleType", "<xs:complexType"].contains {
          line.hasPrefix($0)
        }
      guard isNamed else { continue }
      count += 1
      #expect(!line.hasSuffix("/>"), "no documentation at \(line)")
      #expect(lines[index + 1].hasPrefix("<xs:annotation"), "no documentation at \(line)")
    }
    #expect(count > 150)
  }

  @Test("quantities carry s.u., unit and dictionary name")
  func quantities() throws {
    let xml = try text(SampleReport.full)
    #expect(
      xml.contains(
        #"<a unit="Å" dictRef="cif:_cell_length_a" su="0.0004" suOrigin="stated">3.905</a>"#))
    #expect(xml.contains(#"lower95="104.1" upper95="107.3">105.61234</temperature>"#))
  }

  @Test("numbers that are not finite are absent")
  func nonFinite() throws {
    var report = SampleReport.full
    report.sweep.measurements[0].temperature = SampleReport.kelvin(.nan, .infinity)
    report.distortions[0].stars[0].displacementAp = SampleReport.ångström(0.3, .nan, "Ap")
    report.transitions[0].fits[0].chiSquared = .infinity
    report.transitions[0].temperature = Estimate(SampleReport.kelvin(.infinity))
    report.transitions[0].evidence.append(.init(name: "nothing", .number(.nan)))
    report.transitions[0].bracket = Interval(lower: -.infinity, upper: 12)
    report.embeddings[0].rotationRemoved = .init(diagonal: .init(.nan, 1, 1))
    report.parent?.sites[0].position.x = .nan
    let xml = try text(report).lowercased()
    for word in [">nan", "\"nan", ">inf", "\"inf", "-inf"] { #expect(!xml.contains(word)) }
    #expect(xml.contains("<bracket upper=\"12\""))
  }

  @Test(
    "hostile strings are made inert",
    arguments: [
      "\u{0}\u{1}\u{8}\u{B}\u{C}\u{1B}[2J", "]]>", "<script>alert(1)</script>", "&amp;&lt;&#0;",
      "\u{FFFE}\u{FFFF}\u{1FFFE}", "\u{202E}txt.exe", "\"'><!--", "a\r\nb\tc", "\u{85}\u{9B}31m",
    ])
  func hostile(_ string: String) throws {
    var report = SampleReport.full
    report.sweep.name = string
    report.sweep.measurements[0].file = string
    report.provenance.command = [string]
    report.diagnostics = [Diagnostic(.error, code: string, message: string, file: string)]
    report.transitions[0].evidence = [.init(name: "note", .statement(string))]
    let bytes = try ReportXML.write(report)
    try ReportXML.validate(bytes)
    let xml = String(decoding: bytes, as: UTF8.self)
    #expect(!xml.contains("<script"))
    #expect(!xml.contains("]]>"))
    let forbidden = xml.unicodeScalars.filter { scalar in
      (scalar.value < 0x20 && scalar != "\n" && scalar != "\t")
        || (0x7F...0x9F).contains(scalar.value)
        || scalar.value & 0xFFFE == 0xFFFE || scalar.value == 0x202E
    }
    #expect(forbidden.isEmpty)
  }

  @Test("a reference to a measurement that the sweep does not have is an internal error")
  func dangling() {
    var report = SampleReport.full
    report.embeddings[0].measurement = 2
    #expect(throws: ReportError.self) { try ReportXML.write(report) }
    do {
      _ = try ReportXML.write(report)
    } catch {
      #expect(error.kind == .internal)
      #expect(error.message.contains("m2"))
    }
  }

  @Test("a quantity without unit or dictionary name is an internal error")
  func unnamed() {
    for quantity in [
      Quantity(1, unit: "Å", dictRef: "no prefix"), Quantity(1, unit: "Å", dictRef: ""),
    ] {
      var report = SampleReport.full
      report.embeddings[0].maximumDisplacement = quantity
      #expect(throws: ReportError.self) { try ReportXML.write(report) }
    }
  }

  @Test("documents that are no report are invalid, and no entity is expanded")
  func invalid() throws {
    let valid = try text(SampleReport.refusal)
    let body = valid.dropFirst("<?xml version=\"1.0\" encoding=\"UTF-8\"?>".count)
    let documents = [
      "", "no xml", "<report/>", "<report xmlns=\"urn:phasefit:report:1\"/>",
      String(valid.dropLast(12)), valid.replacing("<phases/>", with: ""),
      valid.replacing("<phases/>", with: "<phases/><script/>"),
      valid.replacing("used=\"false\"", with: "used=\"perhaps\""),
      "<!DOCTYPE report [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>\(body)",
      "<!DOCTYPE report SYSTEM \"http://localhost:1/x.dtd\">\(body)",
    ]
    for document in documents {
      #expect(throws: ReportError.self, "accepted: \(document.prefix(80))") {
        try ReportXML.validate(Array(document.utf8))
      }
    }
    try ReportXML.validate(Array(valid.utf8))
    #expect(!ReportXML.isReport(Array("<report xmlns=\"urn:other\"/>".utf8)))
    #expect(!ReportXML.isReport(Array("phasefit".utf8)))
  }

  @Test("an entity that grows without limit is refused quickly")
  func billionLaughs() {
    var document = "<!DOCTYPE r [<!ENTITY a0 \"ha\">"
    for level in 1...30 {
      document += "<!ENTITY a\(level) \"&a\(level - 1);&a\(level - 1);\">"
    }
    document += "]><r>&a30;</r>"
    #expect(throws: ReportError.self) { try ReportXML.validate(Array(document.utf8)) }
  }

  @Test("the same report gives the same bytes in every format")
  func deterministic() throws {
    let first = try ReportFolder.files(SampleReport.full)
    let second = try ReportFolder.files(SampleReport.full)
    #expect(first.map(\.bytes) == second.map(\.bytes))
  }

  @Test("a report survives encoding and decoding")
  func codable() throws {
    let data = try JSONEncoder().encode(SampleReport.full)
    let decoded = try JSONDecoder().decode(AnalysisReport.self, from: data)
    #expect(decoded == SampleReport.full)
  }
}
