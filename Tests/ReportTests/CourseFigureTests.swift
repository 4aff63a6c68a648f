import Foundation
import PhaseFitNumerics
import PhaseFitStructures
import Testing

@testable import PhaseFitReport

/// What the page draws of fitted curves: bands, the sweep model, its structures, lines of U.
@Suite("Curves and courses in the page")
struct CourseFigureTests {
  @Test("the band of the reported fit encloses its curve and is drawn behind the points")
  func band() throws {
    let figures = ReportFigures.figures(SampleReport.full)
    let figure = try #require(figures.first { $0.name == "order-parameter" })
    let envelopes = figure.panels.flatMap(\.marks).compactMap { mark -> Figure.Envelope? in
      if case .envelope(let envelope) = mark { envelope } else { nil }
    }
    #expect(envelopes.count == 1)
    // The point above the transition has no band.
    #expect(envelopes[0].x == [20, 80])
    #expect(envelopes[0].lower == [0.305, 0.29] && envelopes[0].upper == [0.315, 0.303])
    let text = figure.markup().render()
    let area = try #require(text.range(of: "class=\"pf-t"))
    let marker = try #require(text.range(of: "class=\"pf-f0"))
    #expect(area.lowerBound < marker.lowerBound)
    #expect(figure.table().contains("lower 95 %"))
    #expect(figure.table().contains("upper 95 %"))
  }

  @Test("powers of the band stay in order where the amplitude is negative")
  func powers() throws {
    var fit = SampleReport.fit
    fit.curve = fit.curve.map {
      .init(
        temperature: $0.temperature, value: -$0.value, lower95: $0.upper95.map { -$0 },
        upper95: $0.lower95.map { -$0 })
    }
    let marks = ReportFigures.envelope(fit, label: "", colour: 0) { $0 * $0 }
    guard case .envelope(let envelope) = marks.first else {
      Issue.record("no band")
      return
    }
    #expect(zip(envelope.lower, envelope.upper).allSatisfy { $0 <= $1 })
  }

  @Test("relaxed weights stand beside the amplitudes with their fit, band and residuals")
  func weights() throws {
    let figures = ReportFigures.figures(SampleReport.full)
    let figure = try #require(figures.first { $0.name == "sweep-model" })
    #expect(figure.panels.count == 2)
    let labels = figure.panels[0].marks.compactMap(\.label)
    #expect(labels.contains { $0.contains("relaxed weight") })
    #expect(labels.contains { $0.contains("fit of the weights: 2-4-6") })
    #expect(labels.contains { $0.contains("95 % band") })
    #expect(figure.caption.contains("Ttr = 105.4(9) K"))
    var report = SampleReport.full
    report.sweepModel = nil
    #expect(!ReportFigures.figures(report).contains { $0.name == "sweep-model" })
  }

  @Test("the model's structures are in the data of the slider, and only where sites agree")
  func course() throws {
    var report = SampleReport.full
    let scene = try #require(StructureScene(report))
    #expect(scene.course.map(\.temperature) == [80, 298.15])
    #expect(scene.course[0].displacements == [Vector3(0, 0.21, -0.21)])
    #expect(StructureDrawing(scene: scene).data().contains("\"course\":[{\"label\""))
    let page = ReportPage.render(report)
    #expect(page.contains("id=\"structure-source\""))
    #expect(page.contains("Order parameter: R4+ from its Landau fit."))
    report.sweepModel?.course[0].displacements = [0, 0]
    report.sweepModel?.course[1].displacements = [0, .nan, 0]
    #expect(StructureScene(report)?.course.isEmpty == true)
  }

  @Test("occupancies of the model are drawn as the measured ones are")
  func occupancies() throws {
    var report = SampleReport.full
    let scene = try #require(StructureScene(report))
    // The site is full in the parent; the model takes a tenth away below the transition.
    #expect(scene.course.map(\.occupancies) == [[0.9], []])
    #expect(StructureDrawing(scene: scene).data().contains("\"o\":[0.9]"))
    report.sweepModel?.course[0].occupancies = [-0.1, 0]
    #expect(try #require(StructureScene(report)).course.map(\.temperature) == [298.15])
  }

  @Test("lattice parameters stand on their baseline, equal axes as one series")
  func lattice() throws {
    let figure = try #require(ReportFigures.lattice(SampleReport.full))
    // One panel of lengths: a cubic baseline has one; angles that do not change have none.
    #expect(figure.panels.map(\.yLabel) == ["a, b, c / Å"])
    let labels = figure.panels[0].marks.compactMap(\.label)
    #expect(labels.contains("a = b") && labels.contains("c"))
    #expect(labels.contains("baseline, linear") && labels.contains("spread of 2 baselines"))
    let envelope = try #require(
      figure.panels[0].marks.compactMap { mark -> Figure.Envelope? in
        if case .envelope(let envelope) = mark { envelope } else { nil }
      }.first)
    #expect(envelope.lower == [3.903, 3.9055] && envelope.upper == [3.9055, 3.9055])
    #expect(figure.caption.contains("linear, constant"))
    var report = SampleReport.full
    report.strainBaselines?.baselines.removeLast()
    report.strainBaselines?.lattices[0].cell.angles[1].value = 90.1
    let single = try #require(ReportFigures.lattice(report))
    #expect(single.panels.map(\.yLabel) == ["a, b, c / Å", "α, β, γ / °"])
    #expect(single.panels[0].marks.compactMap(\.label).contains("baseline ± 2 s.u."))
    report.strainBaselines = nil
    #expect(ReportFigures.lattice(report) == nil)
  }

  @Test("what is no displacement parameter is named and does not stretch the axis")
  func impossible() throws {
    var report = SampleReport.full
    report.sweep.measurements[1].displacementParameters = [
      .init(element: "O", mean: Quantity(2, unit: "Å2", dictRef: "cif:_atom_site_U_iso_or_equiv"))
    ]
    let figure = ReportFigures.displacementParameters(report)
    #expect(figure.caption.contains("O at 298.15 K (2 Å²)"))
    #expect(figure.panels[0].marks.flatMap(\.yValues).allSatisfy { $0 < 0.1 })
  }

  @Test("powers are drawn of transitions between group and subgroup only")
  func unrelated() {
    var report = SampleReport.full
    #expect(ReportFigures.figures(report).contains { $0.name == "order-parameter-powers" })
    report.transitions[0].evidence.append(.init(name: "groupSubgroupRelated", .fact(false)))
    #expect(!ReportFigures.figures(report).contains { $0.name == "order-parameter-powers" })
  }

  @Test("series that coincide are one, with all their names")
  func merged() {
    func series(_ label: String, _ values: [Double]) -> Figure.Series {
      Figure.Series(
        label: label, colour: 0,
        points: values.enumerated().map { Figure.Point(x: Double($0), y: $1) })
    }
    let merged = ReportFigures.merged([
      series("e11", [1e-3, 2e-3]), series("e22", [1e-3, 2e-3 + 1e-12]), series("e33", [-2e-3, 0]),
      series("2e23", [1e-3]),
    ])
    #expect(merged.map(\.label) == ["e11 = e22", "e33", "2e23"])
  }

  @Test("strain of a table of lattice parameters has the spread of its baselines")
  func strainOfTable() throws {
    var report = SampleReport.full
    report.embeddings = []
    let figure = try #require(ReportFigures.figures(report).first { $0.name == "strain" })
    #expect(figure.panels.map(\.yLabel) == ["symmetry-breaking strain", "volume strain"])
    #expect(figure.table().contains("spread of 2 baselines"))
  }

  @Test("a line of U through zero is no disorder, a static part is named with its size")
  func thermal() throws {
    func line(_ offset: Double, _ noise: Double) -> ThermalLine? {
      ThermalLine(
        (0..<8).map { index in
          let temperature = 300 + 50 * Double(index)
          return Figure.Point(
            x: temperature, y: offset + 2e-5 * temperature + (index % 2 == 0 ? noise : -noise),
            standardUncertainty: 1e-5)
        })
    }
    let motion = try #require(line(0, 1e-5))
    #expect(abs(motion.intercept.value) < 3 * motion.intercept.uncertainty)
    #expect(motion.sentence(element: "O").contains("no sign"))
    let split = try #require(line(0.01, 1e-5))
    #expect(abs(split.intercept.value - 0.01) < 3 * split.intercept.uncertainty)
    #expect(split.sentence(element: "O").contains("order–disorder"))
    #expect(try #require(line(-0.01, 1e-5)).sentence(element: "O").contains("faster than T"))
    #expect(ThermalLine([]) == nil)
    #expect(ThermalLine(Array(repeating: Figure.Point(x: 300, y: 1), count: 6)) == nil)
  }
}
