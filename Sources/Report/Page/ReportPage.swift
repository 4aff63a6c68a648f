import PhaseFitStructures
import PhaseFitSymmetry

/// The report as one HTML page: the answer, doubts, figures, tables, methods, provenance.
///
/// The page is one file and fetches nothing: its content security policy forbids every request and
/// every script but its own. Strings from files are escaped where they are written (`Markup`), so
/// that they stay text. Numbers keep the digits that their uncertainty allows; `report.xml` and
/// the tables have all digits.
///
/// - Source: WHATWG, HTML Living Standard; W3C, Web Content Accessibility Guidelines 2.2.
public enum ReportPage {
  /// The page as text in UTF-8, the same for the same report.
  public static func render(_ report: AnalysisReport) -> String {
    let title = InertText.line(report.sweep.name)
    let sections = Self.sections(report)
    let head: [Markup] = [
      .element("meta", ["charset": "utf-8"], []),
      .element(
        "meta",
        ["http-equiv": "Content-Security-Policy", "content": PageScript.policy], []),
      .element(
        "meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"], []),
      .element("meta", ["name": "referrer", "content": "no-referrer"], []),
      .element(
        "meta",
        [
          "name": "generator",
          "content": "\(report.provenance.program) \(report.provenance.version)",
        ], []),
      .element("title", [:], "\(title): phase transition report"),
      .element("style", [:], [.trusted(PageStyle.text), .trusted(FigurePalette.darkStyle)]),
    ]
    let body: [Markup] = [
      .element("a", ["class": "skip", "href": "#main"], "Skip to the answer"),
      .element(
        "header", [:],
        [
          .element("p", ["class": "kind"], "Phase transition report"),
          .element("h1", [:], title),
          .element(
            "nav", ["aria-label": "Sections"],
            [
              .element(
                "ul", [:],
                sections.map { section in
                  .element(
                    "li", [:], [.element("a", ["href": "#\(section.id)"], section.title)])
                })
            ]),
        ]),
      .element(
        "main", ["id": "main"],
        sections.map { section in
          .element(
            "section", ["id": section.id, "aria-labelledby": "\(section.id)-heading"],
            [.element("h2", ["id": "\(section.id)-heading"], section.title)] + section.content)
        }),
      .element(
        "footer", [:],
        [
          .element(
            "p", [:],
            "\(report.provenance.program) \(report.provenance.version). All digits are in "
              + "report.xml and in the folder tables; the figures are in the folder figures.")
        ]),
    ]
    return "<!doctype html>\n"
      + Markup.element(
        "html", ["lang": "en"],
        [.element("head", [:], head), .element("body", [:], body + script(report))]
      ).render() + "\n"
  }

  /// A part of the page with a heading.
  struct Section {
    var id: String
    var title: String
    var content: [Markup]
  }

  private static func sections(_ report: AnalysisReport) -> [Section] {
    [
      Section(id: "answer", title: "Answer", content: answer(report)),
      Section(id: "doubts", title: "Warnings and notes", content: doubts(report)),
      Section(id: "figures", title: "Figures", content: figures(report)),
      Section(id: "tables", title: "Tables", content: tables(report)),
      Section(id: "methods", title: "Methods and citations", content: methods(report)),
      Section(id: "provenance", title: "Provenance", content: provenance(report)),
    ].filter { !$0.content.isEmpty }
  }

  private static func script(_ report: AnalysisReport) -> [Markup] {
    guard StructureScene(report) != nil else { return [] }
    return [.element("script", [:], [.trusted(PageScript.text)])]
  }

  // MARK: - Figures

  private static func figures(_ report: AnalysisReport) -> [Markup] {
    var figures = ReportFigures.figures(report).map { figure in
      Markup.element(
        "figure", [:],
        [
          .element("h3", [:], figure.title), figure.markup(),
          .element("figcaption", [:], figure.caption),
        ])
    }
    if let scene = StructureScene(report) { figures.append(structure(scene)) }
    guard !figures.isEmpty else {
      return [.element("p", [:], "There is nothing to draw.")]
    }
    return [.element("div", ["class": "figures"], figures)]
  }
}
