import PhaseFitStructures

/// The doubts of a report: what was left out and every diagnostic, the worst first.
///
/// Of one code, the first few are shown and the others can be opened: a doubt that repeats for each
/// file must not hide one that does not.
extension ReportPage {
  /// How many diagnostics of one code are shown at once.
  private static let shownPerCode = 3

  static func doubts(_ report: AnalysisReport) -> [Markup] {
    let listed = Set(report.sweep.rejected.map { [$0.file, $0.reason] })
    let errors = report.diagnostics.filter {
      $0.severity == .error && !listed.contains([$0.file ?? "", $0.message])
    }
    let shown =
      errors.map(item)
      + report.sweep.rejected.map { rejection in
        doubt(
          "error", "left out",
          SummaryText.location(rejection.file, rejection.block, rejection.line), rejection.reason,
          code: nil)
      }
      + report.sweep.measurements.filter { !$0.used }.map { record in
        doubt(
          "warning", "not used", SummaryText.location(record.file, record.block, nil),
          record.reason ?? "no reason given", code: nil)
      } + grouped(report.diagnostics.filter { $0.severity == .warning })
    let notes = report.diagnostics.filter { $0.severity == .note }
    var content: [Markup] = []
    if !shown.isEmpty { content.append(.element("ul", ["class": "notes"], shown)) }
    if !notes.isEmpty {
      content.append(folded(SummaryText.counted(notes.count, "note"), notes.map(item)))
    }
    return content.isEmpty ? [.element("p", [:], "None.")] : content
  }

  /// The items in the order of their codes' first occurrence, those that repeat folded.
  private static func grouped(_ diagnostics: [Diagnostic]) -> [Markup] {
    var codes: [String] = []
    for diagnostic in diagnostics where !codes.contains(diagnostic.code) {
      codes.append(diagnostic.code)
    }
    return codes.flatMap { code -> [Markup] in
      let all = diagnostics.filter { $0.code == code }
      guard all.count > shownPerCode else { return all.map(item) }
      let rest = all.dropFirst(shownPerCode).map(item)
      return all.prefix(shownPerCode).map(item) + [
        .element("li", [:], [folded("and \(rest.count) more [\(code)]", rest)])
      ]
    }
  }

  private static func folded(_ summary: String, _ items: [Markup]) -> Markup {
    .element(
      "details", [:],
      [.element("summary", [:], summary), .element("ul", ["class": "notes"], items)])
  }

  private static func item(_ diagnostic: Diagnostic) -> Markup {
    doubt(
      diagnostic.severity.rawValue, diagnostic.severity.rawValue,
      diagnostic.file.map { SummaryText.location($0, nil, diagnostic.line) } ?? "",
      diagnostic.message, code: diagnostic.code)
  }

  private static func doubt(
    _ kind: String, _ name: String, _ place: String, _ text: String, code: String?
  ) -> Markup {
    .element(
      "li", ["class": kind],
      [
        .element("strong", [:], "\(name): "),
        .text(place.isEmpty ? text : "\(place): \(text)"),
      ] + (code.map { [.text(" "), .element("span", ["class": "code"], "[\($0)]")] } ?? []))
  }
}
