import Foundation
import PhaseFitLandau
import PhaseFitStructures
import PhaseFitSymmetry
import Testing

@testable import PhaseFitReport

@Suite("Guide of diagnostics")
struct DiagnosticGuideTests {
  private static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  private static let pages = root.appending(path: "Sources/PhaseFit/PhaseFit.docc/Diagnostics")

  /// Every code that the sources give to a diagnostic.
  ///
  /// Codes are literals behind `code:`, also as the two sides of a choice, or the first arguments
  /// of the small functions that make diagnostics, or raw values of the enumerations of errors.
  private static func emittedCodes() throws -> Set<String> {
    let patterns = [
      #/code:\s*"([a-z][a-z0-9-]+)"/#,
      #/code:[^"\n,]*\n?[^"\n,]*\?\s*"([a-z][a-z0-9-]+)"/#,
      #/code:[^"\n,]*\n?[^"\n,]*\?\s*"[a-z0-9-]+"\s*:\s*"([a-z][a-z0-9-]+)"/#,
      #/\b(?:warn|attempt)\(\s*"([a-z][a-z0-9-]+)"/#,
      #/\bnote\(\s*[^"()]*"([a-z][a-z0-9-]+)"/#,
    ]
    var codes = Set<String>()
    codes.formUnion(StructureFileError.Code.allCases.map(\.rawValue))
    codes.formUnion(SymmetryError.Code.allCases.map(\.rawValue))
    codes.formUnion(LandauError.Code.allCases.map(\.rawValue))
    let sources = root.appending(path: "Sources")
    let files = try #require(
      FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil))
    for case let file as URL in files where file.pathExtension == "swift" {
      let text = try String(contentsOf: file, encoding: .utf8)
      for pattern in patterns {
        for match in text.matches(of: pattern) { codes.insert(String(match.output.1)) }
      }
    }
    return codes
  }

  @Test("every code that is emitted has an entry, and every entry is emitted")
  func complete() throws {
    let emitted = try Self.emittedCodes()
    let explained = Set(DiagnosticGuide.all.map(\.code))
    #expect(emitted.subtracting(explained).sorted() == [], "without an entry")
    #expect(explained.subtracting(emitted).sorted() == [], "never emitted")
    #expect(explained.count == DiagnosticGuide.all.count, "each code once")
    #expect(explained.isSuperset(of: ["no-su", "landau-saturation-unchecked", "group-differs"]))
  }

  @Test("entries are whole sentences and fit a terminal", arguments: DiagnosticGuide.all)
  func wording(of entry: DiagnosticGuide) {
    for sentence in [entry.meaning, entry.effect, entry.remedy] {
      #expect(sentence.hasSuffix("."))
    }
    #expect(!entry.title.hasSuffix("."))
    for line in entry.text.split(separator: "\n") { #expect(line.count <= 80) }
  }

  /// `PHASEFIT_WRITE_PAGES=1 swift test --filter DiagnosticGuideTests` writes them anew.
  @Test("the documentation has the page of each entry and no other")
  func pages() throws {
    var expected = Dictionary(
      uniqueKeysWithValues: DiagnosticGuide.all.map { ("Diagnostic-\($0.code).md", $0.page) })
    expected["Diagnostics.md"] = DiagnosticGuide.index
    if ProcessInfo.processInfo.environment["PHASEFIT_WRITE_PAGES"] != nil {
      try? FileManager.default.removeItem(at: Self.pages)
      try FileManager.default.createDirectory(at: Self.pages, withIntermediateDirectories: true)
      for (name, text) in expected {
        try text.write(to: Self.pages.appending(path: name), atomically: true, encoding: .utf8)
      }
    }
    let found = try FileManager.default.contentsOfDirectory(atPath: Self.pages.path)
    #expect(found.sorted() == expected.keys.sorted())
    for (name, text) in expected where found.contains(name) {
      let page = try String(contentsOf: Self.pages.appending(path: name), encoding: .utf8)
      #expect(page == text, "\(name)")
    }
  }

  @Test("a mistyped code finds its neighbours")
  func suggestions() {
    #expect(DiagnosticGuide.suggestions(for: "no-us").contains("no-su"))
    #expect(DiagnosticGuide.suggestions(for: "parent").contains("no-parent"))
    #expect(DiagnosticGuide.suggestions(for: "qqqqqqqq").isEmpty)
    #expect(DiagnosticGuide.entry("no-su") != nil)
    #expect(DiagnosticGuide.entry("nothing-like-it") == nil)
  }
}
