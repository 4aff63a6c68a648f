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

  /// Marks under the slider at the measured temperatures; the script says them in words.
  private static func ticks(_ scene: StructureScene) -> Markup {
    guard let low = scene.course.first?.temperature, let high = scene.course.last?.temperature,
      low < high
    else { return .group([]) }
    return .element(
      "span", ["class": "ticks", "id": "structure-ticks", "aria-hidden": "true"],
      scene.frames.map { frame in
        let place = 100 * (frame.temperature - low) / (high - low)
        return .element("i", ["style": "left:\(SVGNumber.text(place))%"], [])
      })
  }

  /// The choice between the fitted model and the measured structures.
  private static func source(_ scene: StructureScene) -> [Markup] {
    guard scene.course.count > 1 else { return [] }
    return [
      .element(
        "label", [:],
        [
          .text("Structures"),
          .element(
            "select", ["id": "structure-source"],
            [
              .element("option", ["value": "model", "selected": ""], "of the fitted model"),
              .element("option", ["value": "measured"], "as measured"),
            ]),
        ])
    ]
  }

  private static func structure(_ scene: StructureScene) -> Markup {
    let drawing = StructureDrawing(scene: scene)
    let factors = [1, 2, 5, 10, 20, 50].map { factor in
      Markup.element(
        "option",
        ["value": String(factor), "selected": factor == scene.magnification ? "" : nil],
        "× \(factor)")
    }
    let views = scene.views.enumerated().map { index, view in
      Markup.element(
        "option", ["value": String(index), "selected": index == scene.firstView ? "" : nil],
        view.name)
    }
    let domains = scene.domains.enumerated().map { index, domain in
      Markup.element(
        "option", ["value": String(index), "selected": index == 0 ? "" : nil], domain.label)
    }
    let controls = Markup.element(
      "div", ["class": "controls", "id": "structure-controls", "hidden": ""],
      [
        .element(
          "label", ["class": "wide"],
          [
            .text("Temperature"),
            .element(
              "input",
              [
                "type": "range", "id": "structure-temperature", "min": "0", "step": "0.05",
                "max": String(scene.frames.count - 1), "value": "0",
              ], []),
            ticks(scene),
            .element(
              "output", ["id": "structure-label", "for": "structure-temperature"],
              scene.frames[0].label),
          ]),
        .element(
          "label", [:],
          [.text("Seen along"), .element("select", ["id": "structure-view"], views)]),
        .element(
          "label", [:],
          [.text("Displacements"), .element("select", ["id": "structure-times"], factors)]),
      ]
        + (scene.domains.isEmpty
          ? []
          : [
            .element(
              "label", [:],
              [.text("Domain state"), .element("select", ["id": "structure-domain"], domains)])
          ])
        + (scene.frames.count < 2
          ? []
          : [
            .element(
              "button",
              [
                "type": "button", "id": "structure-previous",
                "aria-label": "Next lower measured temperature",
              ], "◂ measured"),
            .element(
              "button",
              [
                "type": "button", "id": "structure-next",
                "aria-label": "Next higher measured temperature",
              ], "measured ▸"),
            .element("button", ["type": "button", "id": "structure-play"], "Play"),
          ]) + source(scene))
    let omitted =
      scene.omittedFrames == 0
      ? "" : " \(scene.omittedFrames) temperatures are left out of the slider."
    return .element(
      "figure", [:],
      [
        .element("h3", [:], "Structure over temperature"), controls, drawing.markup(),
        .element(
          "figcaption", [:],
          (scene.course.isEmpty
            ? "The slider passes through the measured structures. "
            : "The slider follows the fitted model from the lowest to the highest temperature; ticks "
              + "mark measured structures. ")
            + "\(drawing.alternative) Arrows continue the displacement from where the atom is drawn; "
            + "the frame is the cell of the parent, strained as measured.\(omitted)"),
        .html(
          "script", [.init("type", "application/json"), .init("id", "structure-data")],
          [.json(drawing.data())]),
      ])
  }
}
