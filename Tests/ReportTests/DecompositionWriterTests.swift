import Foundation
import PhaseFitNumerics
import PhaseFitReport
import Testing

@Suite("Writers of a decomposition")
struct DecompositionWriterTests {
  private func object(_ report: DecompositionReport) throws -> [String: Any] {
    let data = Data(DecompositionJSON.render(report).utf8)
    return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
  }

  @Test("JSON has the agreed keys with the values of the report")
  func json() throws {
    let json = try object(SampleDecomposition.full)
    for key in [
      "parent", "child", "transformation", "cellMultiplication", "index", "totalAmplitudeAs",
      "irreps", "strain", "diagnostics",
    ] {
      #expect(json[key] != nil, "no key \(key)")
    }
    #expect(json["cellMultiplication"] as? Int == 2)
    #expect(json["totalAmplitudeAs"] as? Double == 0.7071)
    let transformation = try #require(json["transformation"] as? [String: Any])
    #expect(
      transformation["matrix"] as? [[Double]] == [[1, 1, 0], [-1, 1, 0], [0, 0, 2]])
    #expect(transformation["origin"] as? [Double] == [0, 0, 0.5])
    let irrep = try #require((json["irreps"] as? [[String: Any]])?.first)
    #expect(irrep["label"] as? String == "R4+")
    #expect(irrep["otherOriginLabel"] as? String == "R5-")
    #expect(irrep["k"] as? [String] == ["1/2", "1/2", "1/2"])
    #expect(irrep["dimension"] as? Int == 3)
    #expect(irrep["direction"] as? String == "(a,b,0)")
    #expect(irrep["amplitudeAs"] as? Double == 0.7)
    #expect(irrep["su"] as? Double == 0.002)
    #expect(irrep["primaryCandidate"] as? Bool == true)
    let subgroup = try #require(irrep["isotropySubgroup"] as? [String: Any])
    #expect(subgroup["number"] as? Int == 140)
    #expect(subgroup["symbol"] as? String == "I4/mcm")
    #expect(subgroup["index"] as? Int == 6)
    let strain = try #require(json["strain"] as? [[String: Any]])
    #expect(strain.map { $0["label"] as? String } == ["GM1+", "GM3+"])
    #expect(strain[1]["su"] as? Double == 2e-4)
  }

  @Test("JSON keeps its keys where nothing is known")
  func emptyJSON() throws {
    var report = SampleDecomposition.full
    let keys = Set(try object(report).keys)
    report.irreps = []
    report.domains = nil
    report.ferroic = nil
    report.orderParameters = []
    report.modes = nil
    #expect(Set(try object(report).keys) == keys)
    #expect(try object(report)["domains"] is NSNull)
  }

  @Test("XML follows the schema and every element of the schema occurs")
  func xml() throws {
    let bytes = try DecompositionXML.write(SampleDecomposition.full)
    try ReportXML.validate(bytes)
    #expect(ReportXML.isReport(bytes))
    let text = String(decoding: bytes, as: UTF8.self)
    let schema = ReportSchema.text
    let start = try #require(schema.range(of: "<xs:element name=\"decomposition\""))
    let end = try #require(schema.range(of: "<xs:element name=\"report\""))
    let part = schema[start.lowerBound..<end.lowerBound]
    for match in part.matches(of: /<xs:element name="(\w+)"/) {
      #expect(text.contains("<\(match.1)"), "no element \(match.1) in the decomposition")
    }
    for match in part.matches(of: /<xs:attribute name="(\w+)"/) {
      #expect(text.contains(" \(match.1)=\""), "no attribute \(match.1) in the decomposition")
    }
  }

  @Test("numbers that are not finite and dangerous characters do no harm")
  func hostile() throws {
    var report = SampleDecomposition.full
    report.child.file = "a\u{1B}[2J\u{0}<b>&\"\u{202E}.cif"
    report.total.occupancy?.value = .nan
    report.irreps[0].amplitudeAs.standardUncertainty = .infinity
    report.irreps[0].strain?.value = .infinity
    report.displacements[0].occupancy?.value = .nan
    try ReportXML.validate(DecompositionXML.write(report))
    _ = try object(report)
    for text in [
      DecompositionText.render(report), DecompositionJSON.render(report),
      ModeCIF.write(SampleDecomposition.modes, title: report.child.file),
      TopasStructure.write(SampleDecomposition.modes, title: report.child.file),
    ] {
      #expect(!text.unicodeScalars.contains { $0 == "\u{1B}" || $0 == "\u{0}" || $0 == "\u{202E}" })
    }
  }

  @Test("a document that contradicts the schema is an error, not a file")
  func contradiction() {
    var report = SampleDecomposition.full
    report.index = 0
    #expect(throws: ReportError.self) { try DecompositionXML.write(report) }
  }

  @Test("the text says first what drives the transition, in lines of 80 columns")
  func text() throws {
    let text = DecompositionText.render(SampleDecomposition.full)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.allSatisfy { $0.count <= 80 })
    #expect(
      lines[0] == "Pm-3m (221) → I4/mcm (140), index 6, cell × 2: driven by R4+ (a,b,0); by")
    #expect(lines[1] == "symmetry also M3+ + X5- would do")
    for part in [
      "*R4+", "0.700(2)", "I4/mcm (140), index 6", "R4+ is R5-", "(1/2,1/2,1/2)",
      "P = [1 1 0; -1 1 0; 0 0 2]", "6: 3 orientations × 2 antiphase", "m [101]",
      "m-3mF4/mmm", "GM3+ (strain) ∝ R4+^2", "(1/2 1/2 3/2)", "R4+ is (a,0,0) within its errors",
      "GM3+ 0.0122(2)", "no standard uncertainties",
    ] {
      #expect(text.contains(part), "no \(part) in the text")
    }
  }

  @Test("a long table of displacements is cut with a count of the rest")
  func longTable() {
    var report = SampleDecomposition.full
    report.displacements = Array(repeating: report.displacements[0], count: 60)
    let text = DecompositionText.render(report)
    #expect(text.contains("36 more"))
  }

  @Test("the folder holds report, summaries and modes, and only its own files are replaced")
  func folder() throws {
    let folder = try TestFolder()
    let place = folder.path("out")
    let mode = folder.path("modes.cif")
    let destinations = DecompositionFiles.Destinations(folder: place, modeCIF: mode)
    for _ in 0..<2 { try DecompositionFiles.write(SampleDecomposition.full, to: destinations) }
    for name in [
      "report.xml", "summary.txt", "summary.json", "structures/modes.cif", "structures/modes.str",
    ] {
      #expect(FileManager.default.fileExists(atPath: "\(place)/\(name)"), "no \(name)")
    }
    try Data("data_mine\n".utf8).write(to: URL(filePath: mode))
    #expect {
      try DecompositionFiles.check(destinations)
    } throws: { error in
      (error as? ReportError)?.kind == .refused && "\(error)".contains("modes.cif")
    }
    #expect(throws: ReportError.self) {
      try DecompositionFiles.check(.init(topas: folder.path("absent/modes.str")))
    }
    var report = SampleDecomposition.full
    report.modes = nil
    #expect {
      try DecompositionFiles.write(report, to: .init(topas: folder.path("modes.str")))
    } throws: { error in
      (error as? ReportError)?.kind == .refused
    }
  }
}
