import Foundation
import PhaseFitReport
import Testing

extension CommandLineTests {
  private static let pair = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Data/pairs-dft-ferroelectric/BaTiO3_221_to_99")

  private static let parent = pair.appending(path: "parent.cif").path(percentEncoded: false)
  private static let child = pair.appending(path: "child.cif").path(percentEncoded: false)

  @Test("decompose prints text, JSON and valid XML with status 0")
  func decomposeFormats() throws {
    let text = try run("decompose", Self.parent, Self.child)
    #expect(text.status == 0)
    #expect(text.errors.isEmpty)
    #expect(text.output.hasPrefix("Pm-3m (221) → P4mm (99), index 6: driven by GM4-"))
    let json = try run("decompose", Self.parent, Self.child, "--format", "json")
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])
    #expect(object["index"] as? Int == 6)
    let xml = try run("decompose", Self.parent, Self.child, "--format", "xml")
    try ReportXML.validate(Array(xml.output.utf8))
  }

  @Test("decompose writes what is asked for and leaves other files alone")
  func decomposeFiles() throws {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "phasefit-cli-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let outcome = try run(
      "decompose", Self.parent, Self.child, "--mode-cif", "m.cif", "--topas", "m.str",
      "--output", "out", in: folder)
    #expect(outcome.status == 0)
    let contents = try ModeCIFContents(
      contentsOf: folder.appending(path: "m.cif").path(percentEncoded: false))
    #expect(contents.amplitudes.map(\.irrep).contains("GM4-"))
    for name in ["m.str", "out/report.xml", "out/summary.json", "out/structures/modes.cif"] {
      #expect(
        FileManager.default.fileExists(
          atPath: folder.appending(path: name).path(percentEncoded: false)))
    }
    let mine = folder.appending(path: "mine.cif")
    try Data("data_mine\n".utf8).write(to: mine)
    let refused = try run(
      "decompose", Self.parent, Self.child, "--mode-cif", "mine.cif", in: folder)
    #expect(refused.status == 1)
    #expect(refused.output.isEmpty)
    #expect(try Data(contentsOf: mine) == Data("data_mine\n".utf8))
  }

  @Test("decompose says what is wrong with its input and exits as documented")
  func decomposeFailures() throws {
    let exchanged = try run("decompose", Self.child, Self.parent)
    #expect(exchanged.status == 1)
    #expect(exchanged.errors.contains("exchanged"))
    #expect(exchanged.output.isEmpty)
    #expect(try run("decompose", Self.parent, Self.parent).status == 1)
    #expect(try run("decompose", Self.parent, "/nonexistent/child.cif").status == 66)
    #expect(try run("decompose", Self.parent).status == 64)
    #expect(try run("decompose", Self.parent, Self.child, "--format", "html").status == 64)
    let other = Self.pair.deletingLastPathComponent()
      .appending(path: "KNbO3_221_to_38/child.cif").path(percentEncoded: false)
    let composition = try run("decompose", Self.parent, other)
    #expect(composition.status == 65)
    #expect(composition.errors.contains("composition"))
  }
}
