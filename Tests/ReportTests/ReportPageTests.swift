import Foundation
import PhaseFitNumerics
import PhaseFitStructures
import PhaseFitSymmetry
import Testing

@testable import PhaseFitReport

@Suite("Page")
struct ReportPageTests {
  private static let page = ReportPage.render(SampleReport.full)

  /// The tags of a page with the names of their attributes, in order; scripts and styles skipped.
  private func tags(_ page: String) -> [String] {
    page.matches(of: /<(\/?[a-zA-Z][a-zA-Z0-9]*)((?:\s+[a-zA-Z:-]+(?:="[^"]*")?)*)\s*\/?>/).map {
      match in
      let attributes = match.2.matches(of: /\s([a-zA-Z:-]+)="/).map { String($0.1) }
      return ([String(match.1)] + attributes).joined(separator: " ")
    }
  }

  /// The text of a page without tags and with characters restored.
  private func text(_ page: String) -> String {
    page.replacing(/<style>.*?<\/style>/.dotMatchesNewlines(), with: "")
      .replacing(/<[^>]*>/, with: " ").replacing("&lt;", with: "<").replacing("&gt;", with: ">")
      .replacing("&quot;", with: "\"").replacing("&#39;", with: "'").replacing("&amp;", with: "&")
  }

  @Test("the page has every number of the summary")
  func numbers() {
    let shown = text(Self.page)
    let summary = SummaryText.render(SampleReport.full)
    let numbers = Set(summary.matches(of: /\d+(?:\.\d+)?(?:\(\d+\))?/).map { String($0.0) })
    #expect(numbers.count > 15)
    for number in numbers { #expect(shown.contains(number), "\(number)") }
  }

  @Test("the answer comes before doubts, figures, tables, methods and provenance")
  func order() {
    let ids = ["answer", "doubts", "figures", "tables", "methods", "provenance"]
    let places = ids.map { Self.page.range(of: "<section id=\"\($0)\"")?.lowerBound }
    #expect(places.allSatisfy { $0 != nil })
    let found = places.compactMap { $0 }
    #expect(found == found.sorted())
    for id in ids { #expect(Self.page.contains("<a href=\"#\(id)\">")) }
  }

  @Test("nothing is fetched: no attribute names a place outside the page")
  func selfContained() {
    for match in Self.page.matches(
      of: /\s(?:src|href|action|data|poster|srcset|xlink:href)="([^"]*)"/)
    {
      #expect(match.1.hasPrefix("#"), "\(match.0)")
    }
    for word in ["url(", "@import", "<link", "<img", "<iframe", "<object", "<embed", "fetch("] {
      #expect(!Self.page.contains(word), "\(word)")
    }
    #expect(Self.page.contains("default-src &#39;none&#39;"))
  }

  @Test("the policy allows exactly the script that the page carries")
  func policy() throws {
    var report = SampleReport.full
    report.distortions[0].displacements[0].occupancy = nil
    let page = ReportPage.render(report)
    let script = try #require(page.firstMatch(of: /<script>(.*?)<\/script>/.dotMatchesNewlines()))
    let digits = Array(SHA256.hexadecimal(of: Array(String(script.1).utf8)))
    let bytes = stride(from: 0, to: 64, by: 2).compactMap {
      UInt8(String(digits[$0...$0 + 1]), radix: 16)
    }
    #expect(page.contains("sha256-\(Data(bytes).base64EncodedString())&#39;"))
    #expect(page.components(separatedBy: "<script>").count == 2)
  }

  @Test("tags are balanced and identifiers unique")
  func balanced() {
    let void: Set<String> = ["meta", "input", "br", "hr"]
    var stack: [String] = []
    let markup = Self.page.replacing(/<script>.*?<\/script>/.dotMatchesNewlines(), with: "")
    for match in markup.matches(of: /<(\/?)([a-zA-Z][a-zA-Z0-9]*)[^>]*?(\/?)>/) {
      let name = String(match.2)
      if match.1 == "/" {
        #expect(stack.popLast() == name)
      } else if match.3.isEmpty, !void.contains(name) {
        stack.append(name)
      }
    }
    #expect(stack.isEmpty)
    let ids = Self.page.matches(of: /\sid="([^"]*)"/).map { String($0.1) }
    #expect(Set(ids).count == ids.count)
    for match in Self.page.matches(of: /aria-(?:labelledby|describedby)="([^"]*)"/) {
      for id in match.1.split(separator: " ") { #expect(ids.contains(String(id)), "\(id)") }
    }
  }

  @Test("headings do not skip a level, tables have captions, pictures have alternatives")
  func accessible() {
    var level = 0
    for match in Self.page.matches(of: /<h([1-6])/) {
      let next = Int(match.1) ?? 0
      #expect(next <= level + 1)
      level = next
    }
    let tables = Self.page.components(separatedBy: "<table>").count
    #expect(tables > 8)
    #expect(Self.page.components(separatedBy: "<table><caption>").count == tables)
    let pictures = Self.page.matches(of: /<svg[^>]*>/)
    #expect(pictures.count == 10)
    for picture in pictures {
      #expect(picture.0.contains("role=\"img\"") && picture.0.contains("aria-labelledby="))
    }
    for landmark in ["<header>", "<nav aria-label", "<main id", "<footer>", "lang=\"en\""] {
      #expect(Self.page.contains(landmark))
    }
  }

  /// The full sample with a text in the place of every string of a file or a person.
  private func report(with text: String) -> AnalysisReport {
    var report = SampleReport.full
    report.provenance.program = text
    report.provenance.version = text
    report.provenance.command = [text]
    report.provenance.settings = [.init(name: text, value: text)]
    report.provenance.libraries = [.init(name: text, version: text)]
    report.provenance.inputs = [.init(file: text, byteCount: 1, sha256: text)]
    report.sweep.name = text
    report.sweep.rejected = [.init(file: text, block: text, line: 1, reason: text + "!")]
    for index in report.sweep.measurements.indices {
      report.sweep.measurements[index].file = text
      report.sweep.measurements[index].block = text
      report.sweep.measurements[index].run = text
      report.sweep.measurements[index].temperatureSource = text
      report.sweep.measurements[index].reason = text
      report.sweep.measurements[index].used = false
      report.sweep.measurements[index].spaceGroupDeclared = nil
      report.sweep.measurements[index].spaceGroupSpelling = text
    }
    report.parent?.file = text
    report.parent?.choice = text
    report.parent?.group = SpaceGroupType(number: 1, symbol: text)
    report.parent?.sites[0].label = text
    report.distortions[0].displacements[0].label = text
    report.phases[0].run = text
    report.embeddings[0].domainOperation = text
    report.embeddings[0].strain?.reference = text
    report.relaxedFit?.settings = [.init(name: text, value: text)]
    report.relaxedFit?.amplitudeDefinition = text
    report.transitions[0].run = text
    report.transitions[0].refusal = text
    report.transitions[0].evidence = [.init(name: text, .statement(text))]
    report.transitions[0].primary[0].label = text
    report.transitions[0].primary[0].direction = text
    report.transitions[0].relaxedWeights[0].label = text
    report.transitions[0].fits[0].model = text
    report.transitions[0].fits[0].formula = text
    report.transitions[0].fits[0].target = text
    report.transitions[0].fits[0].status = text
    report.transitions[0].fits[0].parameters[0].name = text
    report.transitions[0].fits[0].parameters[0].estimate.quantity.unit = text
    report.diagnostics = [Diagnostic(.warning, code: text, message: text, file: text, line: 1)]
    return report
  }

  @Test(
    "a hostile string adds no tag and no attribute",
    arguments: [
      "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "</script><script>x()//",
      "' onmouseover='alert(1)", "</style></title><svg/onload=x>", "<!--<script>", "]]>&lt;b&gt;",
      "\u{0}\u{202E}<b>\u{8}", "{{x}}<%= y %>${z}", "&#60;script&#62;x",
    ])
  func hostile(_ text: String) {
    let harmless = String(repeating: "x", count: text.unicodeScalars.count)
    let page = ReportPage.render(report(with: text))
    #expect(tags(page) == tags(ReportPage.render(report(with: harmless))))
    #expect(!page.unicodeScalars.contains { $0.value < 9 || $0.value == 0x202E })
    for figure in ReportFigures.figures(report(with: text)) {
      #expect(XMLSchemaValidator.root(of: Array(figure.document().utf8))?.name == "svg")
    }
  }

  @Test("a report that says nothing has a page that says so")
  func empty() {
    let page = ReportPage.render(SampleReport.refusal)
    #expect(page.contains("No parent structure is known"))
    #expect(page.contains("There is nothing to draw."))
    #expect(!page.contains("<svg") && !page.contains("<script"))
    var inspected = SampleReport.refusal
    inspected.verdict = nil
    #expect(ReportPage.render(inspected).contains("1 structure read; nothing was analysed."))
  }

  @Test("only works that were used are cited")
  func citations() {
    #expect(Self.page.contains("arXiv:2407.20471") && Self.page.contains("spglib"))
    #expect(Self.page.contains("10.1107/S0108767313007538"))
    var report = SampleReport.full
    report.relaxedFit = nil
    report.transitions = []
    let page = ReportPage.render(report)
    for work in ["2407.20471", "10.1107/S0108767313007538", "Scientific Library"] {
      #expect(!page.contains(work), "\(work)")
    }
    #expect(page.contains("arXiv:1808.01590"))
  }

  @Test("checksums, seed and command are on the page")
  func provenance() {
    #expect(Self.page.contains(String(repeating: "0f", count: 32)))
    #expect(Self.page.contains("\(UInt64.max)"))
    #expect(Self.page.contains("phasefit analyse tilt"))
  }

  @Test("a warning that repeats is folded, and none is lost")
  func folded() {
    var report = SampleReport.full
    report.diagnostics = (0..<9).map {
      Diagnostic(.warning, code: "again", message: "number \($0) of many")
    }
    let page = ReportPage.render(report)
    #expect(page.contains("and 6 more [again]"))
    for number in 0..<9 { #expect(page.contains("number \(number) of many")) }
  }

  @Test("the page of 200 temperatures is smaller than two megabytes")
  func size() {
    var report = SampleReport.full
    let count = 200
    report.sweep.measurements = (0..<count).map { number in
      var record = SampleReport.measurements[0]
      record.temperature = SampleReport.kelvin(10 + 2.5 * Double(number), 0.5)
      return record
    }
    let site = SampleReport.distortion.displacements[0]
    report.embeddings = (0..<count).map { number in
      var embedding = SampleReport.embedding
      embedding.measurement = number
      return embedding
    }
    report.strainBaselines?.lattices = (0..<count).map {
      .init(measurement: $0, cell: SampleReport.cell)
    }
    report.distortions = (0..<count).map { number in
      var distortion = SampleReport.distortion
      distortion.measurement = number
      distortion.displacements = Array(repeating: site, count: 40)
      distortion.irreps = (1...8).map { irrep in
        var copy = SampleReport.distortion.irreps[0]
        copy.label = "R\(irrep)+"
        return copy
      }
      return distortion
    }
    report.transitions[0].primary[0].amplitude = (0..<count).map {
      .init(
        measurement: $0, temperature: 10 + 2.5 * Double($0),
        value: SampleReport.ångström(0.2, 0.01, "Ap"))
    }
    #expect(ReportPage.render(report).utf8.count < 2_000_000)
  }

  @Test("rounding errors are shown as zero, small numbers with an uncertainty are not")
  func rounding() {
    var report = SampleReport.full
    report.embeddings[0].strain?.voigt[4] = SampleReport.number(-6.3e-17, nil, "strain")
    report.embeddings[0].strain?.voigt[5] = SampleReport.number(5.2e-8, 1.1e-8, "strain")
    report.embeddings[0].strain?.voigt[3] = SampleReport.number(1.3e-17, 1e-17, "strain")
    report.embeddings[0].originShift.x = 2.7e-17
    let page = ReportPage.render(report)
    #expect(!page.contains("e-17"))
    #expect(page.contains("0.000000052(11)"))
  }

  @Test(
    "a number that rounds to zero has no sign",
    arguments: [
      (-1e-6, 6e-5, "0.00000(6)"), (-0.0, nil, "0"), (-1e-17, nil, "0"), (-0.26, 0.07, "-0.26(7)"),
      (1e-20, 1e-21, "0"), (-30.0, 20.0, "-30(20)"),
    ] as [(Double, Double?, String)])
  func zeros(_ value: Double, _ uncertainty: Double?, _ expected: String) {
    #expect(NumberText.shown(value, uncertainty) == expected)
  }
}
