import Foundation
import Testing

@testable import PhaseFitReport

@Suite("Figures")
struct FigureTests {
  private static let figure = Figure(
    name: "test", title: "A & B", alternative: "two <points>", caption: "", xLabel: "T / K",
    panels: [
      .init(
        yLabel: "Q",
        marks: [
          .band(label: "bracket", Interval(lower: 20, upper: nil), shade: .bracket),
          .line(
            Figure.Series(
              label: "fit", colour: 1, points: [.init(x: 0, y: 2), .init(x: 30, y: 0)]),
            dash: .dashed),
          .points(
            Figure.Series(
              label: "observed", colour: 0,
              points: [
                .init(x: 10, y: 1, standardUncertainty: 0.1),
                .init(x: 25, y: 0.5, standardUncertainty: .nan, isUsed: false),
                .init(x: .nan, y: 1), .init(x: 1, y: .infinity),
              ])),
        ])
    ])

  @Test("every figure of a report is well-formed SVG with title, description and no script")
  func wellFormed() {
    var report = SampleReport.full
    report.sweep.name = "<&\"'>\u{0}"
    let documents =
      ReportFigures.figures(report).map { ($0.name, $0.document()) }
      + (StructureScene(report).map { [("s", StructureDrawing(scene: $0).document())] } ?? [])
    #expect(documents.count == 10)
    for (name, text) in documents {
      let root = XMLSchemaValidator.root(of: Array(text.utf8))
      #expect(root?.name == "svg" && root?.namespace == "http://www.w3.org/2000/svg", "\(name)")
      #expect(text.contains("<title id=") && text.contains("<desc id="))
      #expect(!text.contains("<script") && !text.contains("href") && !text.contains("nan"))
    }
  }

  @Test("the same figure has the same bytes")
  func deterministic() {
    #expect(Self.figure.document() == Self.figure.document())
    #expect(ReportFigures.figures(SampleReport.full) == ReportFigures.figures(SampleReport.full))
  }

  @Test("points that cannot be drawn are left out, unused ones are hollow")
  func points() {
    let text = Self.figure.document()
    #expect(!text.contains("nan") && !text.contains("inf"))
    // One drawn and one in the legend of each.
    #expect(text.components(separatedBy: "class=\"pf-f0 pf-s0\"").count - 1 == 2)
    #expect(text.components(separatedBy: "class=\"pf-paper pf-s0\"").count - 1 == 2)
    #expect(text.contains("not used in the fit"))
    #expect(text.contains("two &lt;points&gt;"))
  }

  @Test("coordinates keep the order of the values and stay in the frame")
  func layout() {
    let layout = FigureLayout(Self.figure)
    #expect(layout.x(0) < layout.x(10) && layout.x(10) < layout.x(25))
    #expect(layout.x(-1e9) == layout.left && layout.x(1e9) == layout.right)
    for panel in layout.panels {
      #expect(panel.top < panel.bottom && panel.bottom < layout.height)
      for entry in panel.entries {
        #expect(entry.y < panel.top)
        let end = entry.x + FigureLayout.swatch + FigureLayout.width(of: entry.text)
        #expect(end <= FigureLayout.width)
      }
    }
  }

  @Test("entries of a legend do not overlap, however long they are")
  func legend() {
    var figure = Self.figure
    figure.panels[0].marks = (0..<6).map { number in
      .points(
        Figure.Series(
          label: String(repeating: "wide label \(number) ", count: number * 3 + 1),
          colour: number, points: [.init(x: Double(number), y: 1)]))
    }
    let entries = FigureLayout(figure).panels[0].entries
    #expect(entries.count == 6)
    for (index, entry) in entries.enumerated() {
      for other in entries.dropFirst(index + 1) where other.y == entry.y {
        #expect(
          other.x >= entry.x + FigureLayout.swatch + FigureLayout.width(of: entry.text))
      }
    }
  }

  @Test("the table of a figure has every number that is drawn")
  func table() {
    let rows = Self.figure.table().split(separator: "\n")
    #expect(
      rows == [
        "panel,mark,label,x,y,y_su,used,x_upper", "Q,band,bracket,20,,,,", "Q,line,fit,0,2,,true,",
        "Q,line,fit,30,0,,true,", "Q,points,observed,10,1,0.1,true,",
        "Q,points,observed,25,0.5,,false,",
      ])
  }

  @Test("the square and the fourth power carry propagated uncertainties")
  func powers() throws {
    let transition = SampleReport.transition
    let figure = try #require(
      ReportFigures.powers(transition, at: .init(suffix: "", name: "")))
    let (q, s) = (0.297, 0.0028)
    for (panel, power) in zip(figure.panels, [2.0, 4.0]) {
      let point = try #require(
        panel.marks.compactMap { mark -> Figure.Point? in
          if case .points(let series) = mark { series.points.first } else { nil }
        }.first)
      #expect(abs(point.y - pow(q, power)) < 1e-15)
      // By finite differences of the power.
      let slope = (pow(q + 1e-6, power) - pow(q - 1e-6, power)) / 2e-6
      #expect(abs((point.standardUncertainty ?? 0) - slope * s) < 1e-9)
    }
  }

  @Test("bracket and 95 % interval of the report are drawn")
  func bands() throws {
    let figure = try #require(
      ReportFigures.orderParameter(SampleReport.transition, at: .init(suffix: "", name: "")))
    let intervals = figure.panels[0].marks.compactMap { mark -> Interval? in
      if case .band(_, let interval, _) = mark { interval } else { nil }
    }
    #expect(
      intervals == [Interval(lower: 80, upper: 298.15), Interval(lower: 104.1, upper: 107.3)])
  }

  @Test("an empty report has no figures")
  func empty() {
    #expect(ReportFigures.figures(SampleReport.refusal).isEmpty)
    #expect(StructureScene(SampleReport.refusal) == nil)
  }

  @Test(
    "numbers of a drawing are short and the same everywhere",
    arguments: [
      (1.0, "1"), (0.125, "0.13"), (-0.001, "0"), (-12.5, "-12.5"), (100.05, "100.05"),
      (.nan, "0"), (1e300, "0"), (-0.07, "-0.07"),
    ])
  func numbers(_ value: Double, _ expected: String) {
    #expect(SVGNumber.text(value) == expected)
  }

  // MARK: - Colours

  /// The contrast of two colours by WCAG 2.2.
  private func contrast(_ first: String, _ second: String) -> Double {
    func luminance(_ colour: String) -> Double {
      let value = Int(colour.dropFirst(), radix: 16) ?? 0
      let parts = [value >> 16 & 255, value >> 8 & 255, value & 255].map { part -> Double in
        let level = Double(part) / 255
        return level <= 0.04045 ? level / 12.92 : pow((level + 0.055) / 1.055, 2.4)
      }
      return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
    }
    let (a, b) = (luminance(first), luminance(second))
    return (max(a, b) + 0.05) / (min(a, b) + 0.05)
  }

  @Test("text has a contrast of 4.5, marks of 3, on paper in light and in dark")
  func contrasts() {
    let style = FigurePalette.darkStyle.text
    func dark(_ name: String) -> String {
      String(style.split(separator: ".\(name){fill:").last?.prefix(7) ?? "")
    }
    for index in FigurePalette.series.indices {
      #expect(contrast(FigurePalette.series[index], FigurePalette.paper) >= 3)
      #expect(contrast(dark("pf-f\(index)"), dark("pf-paper")) >= 3)
      #expect(contrast(FigurePalette.series[index], FigurePalette.bracket) >= 3)
    }
    for (name, colour) in [("pf-ink", FigurePalette.ink), ("pf-muted", FigurePalette.muted)] {
      #expect(contrast(colour, FigurePalette.paper) >= 4.5)
      #expect(contrast(dark(name), dark("pf-paper")) >= 4.5)
    }
  }
}
