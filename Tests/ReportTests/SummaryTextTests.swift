import PhaseFitStructures
import Testing

@testable import PhaseFitReport

@Suite("Summary as text")
struct SummaryTextTests {
  @Test("the rounding of a zero that symmetry fixes is printed as zero")
  func roundedZero() {
    #expect(NumberText.amplitude(SampleReport.ångström(0, 3e-21, "Ap")) == "0")
    #expect(NumberText.amplitude(SampleReport.ångström(-2e-17, nil, "Ap")) == "0")
    #expect(NumberText.amplitude(SampleReport.ångström(1e-4, 2e-4, "Ap")) == "0.0001(2)")
  }

  @Test(
    "the ends of an interval have the decimals of the value",
    arguments: [
      (187.12, 0.38, "187.1(4) K (95 %: 186.5 to 187.9 K)"),
      (187.12, 13, "187(13) K (95 %: 186 to 188 K)"),
      (187.12, 0.0195, "187.12(2) K (95 %: 186.47 to 187.90 K)"),
      (187.12, 0.0146, "187.120(15) K (95 %: 186.470 to 187.900 K)"),
      (187.12, 96, "190(100) K (95 %: 186 to 188 K)"),
    ])
  func decimals(_ value: Double, _ uncertainty: Double, _ expected: String) {
    let estimate = Estimate(
      Quantity(value, standardUncertainty: uncertainty, unit: "K", dictRef: "phasefit:x"),
      interval95: Interval(lower: 186.47, upper: 187.9))
    #expect(SummaryText.estimate(estimate) == expected)
  }

  @Test("the first line is the answer")
  func answerFirst() {
    let text = SummaryText.render(SampleReport.full)
    #expect(text.hasPrefix("tilt: transition I4/mcm (140) → Pm-3m (221) at 105.6(8) K\n"))
    for phrase in [
      "Pm-3m (221), b.cif at 298.15 K", "between 80 and 298.15 K", "order undetermined",
      "Ttr = 105.6(8) K, s.u. from scatter (95 %: 104.1 to 107.3 K)",
      "R4+, displacement at k = (1/2 1/2 1/2) along (0,0,a), up to 0.297(3) Å (Ap)",
      "relaxed weights keep I4/mcm (140)", "c.cif:41 (c): found 0.25O, expected a number",
      "warning: b.cif:12: b.cif has no standard uncertainties. [no-su]",
    ] {
      let words = text.split(whereSeparator: { $0 == " " || $0 == "\n" }).joined(separator: " ")
      #expect(words.contains(phrase), "no \"\(phrase)\" in\n\(text)")
    }
  }

  @Test("without a fit the answer is the bracket, and no temperature is claimed")
  func bracketOnly() {
    var report = SampleReport.full
    report.transitions[0].temperature = nil
    report.transitions[0].tc = nil
    report.transitions[0].tPlus = nil
    let text = SummaryText.render(report)
    #expect(
      text.hasPrefix("tilt: transition I4/mcm (140) → Pm-3m (221) between 80 and 298.15 K\n"))
    #expect(!text.contains("Tc ="))
    report.transitions[0].bracket = .init(lower: 80, upper: nil)
    #expect(SummaryText.render(report).contains("above 80 K"))
  }

  @Test("only a transition with one orientation state is called not ferroic")
  func ferroic() throws {
    var report = SampleReport.full
    report.transitions[0].consequences?.ferroic?.ferroelectric = nil
    report.transitions[0].consequences?.ferroic?.ferroelastic = nil
    for (orientations, words) in [
      (1, "not ferroic"), (2, "neither ferroelectric nor ferroelastic"),
    ] {
      try #require(report.transitions[0].consequences?.domains != nil)
      report.transitions[0].consequences?.domains?.orientations = orientations
      #expect(SummaryText.render(report).contains(words), "\(orientations)")
    }
  }

  @Test("no line is wider than 80 columns, whatever the names")
  func width() {
    var report = SampleReport.full
    let long = String(repeating: "very-long-name", count: 20)
    report.sweep.name = long
    report.sweep.measurements[0].file = "溫度/" + String(repeating: "結晶", count: 60) + ".cif"
    report.sweep.measurements[0].temperatureSource = long
    report.sweep.measurements[1].used = false
    report.sweep.measurements[1].reason = long + " " + long
    report.diagnostics += [Diagnostic(.error, code: long, message: long, file: long)]
    report.transitions[0].primary[0].label = long
    report.parent?.choice = long
    report.parent?.file = long
    for report in [report, SampleReport.full, SampleReport.refusal, inspected(report)] {
      for line in SummaryText.render(report).split(separator: "\n") {
        #expect(TextLayout.columns(line) <= 80, "\(line)")
      }
    }
  }

  private func inspected(_ report: AnalysisReport) -> AnalysisReport {
    AnalysisReport(
      provenance: report.provenance, sweep: report.sweep, diagnostics: report.diagnostics)
  }

  @Test("inspection shows the source of every temperature and claims nothing")
  func inspection() {
    let text = SummaryText.render(inspected(SampleReport.full))
    #expect(text.hasPrefix("tilt: 2 structures\n"))
    #expect(text.contains("file name"))
    #expect(!text.contains("Parent"))
  }

  @Test("terminal control sequences of names do not reach the terminal")
  func inert() {
    var report = SampleReport.full
    report.sweep.name = "\u{1B}[2Jevil\u{7}\u{9B}31m\u{202E}"
    report.sweep.measurements[0].file = report.sweep.name
    report.diagnostics[0].message = report.sweep.name
    let text = SummaryText.render(report, folder: "\u{1B}[31m")
    let controls = text.unicodeScalars.filter { scalar in
      (scalar.value < 0x20 && scalar != "\n") || (0x7F...0x9F).contains(scalar.value)
        || scalar.value == 0x202E
    }
    #expect(controls.isEmpty)
  }

  @Test("many rows are elided in the middle, many equal diagnostics are counted")
  func long() {
    var report = SampleReport.full
    report.sweep.measurements += Array(repeating: SampleReport.measurements[1], count: 200)
    report.diagnostics = Array(repeating: SampleReport.diagnostics[0], count: 44)
    report.expansions = []
    let text = SummaryText.render(report)
    #expect(text.contains("… 142 more rows in tables/measurements.csv …"))
    #expect(text.contains("and 41 more [no-su]"))
    #expect(text.split(separator: "\n").count < 115)
  }

  @Test(
    "value and uncertainty in parenthesis notation",
    arguments: [
      (0.51234, 0.0004, "0.5123(4)"), (0.51234, 0.00019, "0.51234(19)"),
      (0.51234, 0.0020, "0.512(2)"), (412.3456, 1.25, "412.3(13)"), (412.3456, 12.0, "412(12)"),
      (412.3456, 34.0, "410(30)"), (412.3456, 0.0096, "412.346(10)"),
      (412.3456, 0.00999, "412.346(10)"), (-3.0, 0.1, "-3.00(10)"), (5.0, 1.0, "5.0(10)"),
      (105.61234, 0.8, "105.6(8)"), (12345.6, 340.0, "12300(300)"),
    ])
  func measured(_ value: Double, _ uncertainty: Double, _ expected: String) {
    #expect(NumberText.measured(value, uncertainty) == expected)
  }

  @Test("numbers without uncertainty, and numbers that are none")
  func plain() {
    #expect(NumberText.measured(298.15, nil) == "298.15")
    #expect(NumberText.measured(0.1 + 0.2, nil) == "0.3")
    #expect(NumberText.measured(0.5, 0) == "0.5")
    #expect(NumberText.measured(.nan, 1) == "-")
    #expect(NumberText.exact(-0.0) == "0")
    #expect(NumberText.exact(.infinity) == nil)
    #expect(NumberText.exact(0.1 + 0.2) == "0.30000000000000004")
  }

  @Test("broken symmetry is needed where the coordinates that break it exceed their errors")
  func strictNetwork() throws {
    var report = SampleReport.full
    let fitted = try #require(report.sweepModel?.quality?.chiSquared)
    report.sweepModel?.strictResiduals = 4
    report.sweepModel?.strictChiSquared = 3.5
    func model() -> String {
      SummaryText.render(report).split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
    #expect(
      model().contains("without symmetry breaking χ² 3.5 of the 4 coordinates that break it"))
    #expect(model().contains("these data do not need the broken symmetry"))
    // Smaller than that of the fit, which counts all coordinates, yet twice what errors explain.
    report.sweepModel?.strictChiSquared = 8
    #expect(fitted > 8)
    #expect(!model().contains("do not need the broken symmetry"))
  }
}
