import Foundation
import PhaseFitStructures
import PhaseFitSymmetry

/// What was done, in words for a paper, with the works to cite; and where the report comes from.
extension ReportPage {
  // MARK: - Methods

  /// A paragraph on the methods that were used in this report, no others, and their citations.
  static func methods(_ report: AnalysisReport) -> [Markup] {
    guard report.verdict != nil else { return [] }
    let works = Self.works(report)
    return [
      .element("p", ["id": "methods-text"], sentences(report).joined(separator: " ")),
      .element("h3", [:], "References"),
      .element("ol", ["class": "notes"], works.map { .element("li", [:], $0.reference) }),
      .element(
        "details", [:],
        [
          .element("summary", [:], "BibTeX"),
          .element("pre", ["tabindex": "0"], works.map(\.bibTeX).joined(separator: "\n\n")),
        ]),
    ]
  }

  private static func usesLabels(_ report: AnalysisReport) -> Bool {
    report.transitions.contains { ($0.primary + $0.secondary).contains { $0.label != nil } }
  }

  private static func sentences(_ report: AnalysisReport) -> [String] {
    let provenance = report.provenance
    let program = "\(provenance.program) \(provenance.version)"
    let used = report.sweep.measurements.filter(\.used)
    let works = Self.works(report).map(\.key)
    func cite(_ key: String) -> String {
      works.firstIndex(of: key).map { " [\($0 + 1)]" } ?? ""
    }
    var sentences: [String] = []
    let temperatures = used.compactMap(\.temperature?.value).filter(\.isFinite)
    if let lowest = temperatures.min(), let highest = temperatures.max() {
      let low = NumberText.rounded(lowest, significantDigits: 6)
      let high = NumberText.rounded(highest, significantDigits: 6)
      let range = low == high ? "at \(low) K" : "between \(low) and \(high) K"
      sentences.append(
        "\(SummaryText.counted(used.count, "structure")) \(range) "
          + "\(used.count == 1 ? "was" : "were") analysed with \(program)\(cite("phasefit")).")
    }
    if used.contains(where: { $0.spaceGroupFound != nil }) {
      sentences.append("Space groups were found with spglib\(cite("spglib")).")
    }
    if let parent = report.parent {
      sentences.append(
        "The parent structure has space group \(SummaryText.name(parent.group)); each structure "
          + "was embedded in it, and strain and displacements were taken from it after removing "
          + "the rotation.")
    }
    if usesLabels(report) {
      sentences.append(
        "Irreducible representations are labelled as in the ISO-IR tables\(cite("isoir")).")
    }
    if let fit = report.relaxedFit, fit.status != .nothingToFit {
      sentences.append(
        "The symmetry-breaking distortion was fitted by the relaxed weights of an equivariant "
          + "network\(cite("relaxed")), whose non-zero weights tell which symmetry is lost.")
    }
    if let fit = report.transitions.flatMap(\.fits).first(where: \.isReported) {
      let weighting =
        fit.isWeighted
        ? "weighted with the stated uncertainties"
        : "with equal weights, the uncertainty estimated from the scatter"
      sentences.append(
        "The order parameter was fitted by \(fit.model) (\(FormulaText.formula(fit.formula))) to "
          + "\(SummaryText.counted(fit.pointCount, "point")), \(weighting); models were compared "
          + "by Akaike's criterion for small samples, and intervals of 95 % follow from the "
          + "profile of χ². Least squares use the GNU Scientific Library\(cite("gsl")).")
    }
    return sentences
  }

  // MARK: - Works

  private struct Work {
    var key: String
    var reference: String
    var bibTeX: String
  }

  private static func works(_ report: AnalysisReport) -> [Work] {
    let version = report.provenance.version
    var works = [
      Work(
        key: "phasefit",
        reference: "The phasefit contributors, phasefit, version \(version).",
        bibTeX: """
          @software{phasefit,
            author = {{The phasefit contributors}},
            title = {phasefit},
            version = {\(version)}
          }
          """)
    ]
    if report.sweep.measurements.contains(where: { $0.spaceGroupFound != nil }) {
      works.append(spglib)
    }
    if usesLabels(report) { works.append(labels) }
    if let fit = report.relaxedFit, fit.status != .nothingToFit { works.append(relaxedNetworks) }
    if report.transitions.contains(where: { $0.fits.contains(where: \.isReported) }) {
      works.append(scientificLibrary)
    }
    return works
  }

  private static let spglib = Work(
    key: "spglib",
    reference: "A. Togo and I. Tanaka, Spglib: a software library for crystal symmetry search, "
      + "arXiv:1808.01590 (2018).",
    bibTeX: """
      @misc{spglib,
        author = {Togo, Atsushi and Tanaka, Isao},
        title = {Spglib: a software library for crystal symmetry search},
        year = {2018},
        eprint = {1808.01590},
        archivePrefix = {arXiv}
      }
      """)

  private static let labels = Work(
    key: "isoir",
    reference: "H. T. Stokes, B. J. Campbell and R. Cordes, Acta Cryst. A69, 388–395 (2013), "
      + "doi:10.1107/S0108767313007538.",
    bibTeX: """
      @article{isoir,
        author = {Stokes, Harold T. and Campbell, Branton J. and Cordes, Ryan},
        journal = {Acta Crystallographica Section A},
        volume = {69},
        pages = {388--395},
        year = {2013},
        doi = {10.1107/S0108767313007538}
      }
      """)

  private static let relaxedNetworks = Work(
    key: "relaxed",
    reference: "E. Hofgard, R. Wang, R. Walters and T. Smidt, Relaxed Equivariant Graph Neural "
      + "Networks, arXiv:2407.20471 (2024).",
    bibTeX: """
      @misc{relaxed,
        author = {Hofgard, Elyssa and Wang, Rui and Walters, Robin and Smidt, Tess},
        title = {Relaxed Equivariant Graph Neural Networks},
        year = {2024},
        eprint = {2407.20471},
        archivePrefix = {arXiv}
      }
      """)

  private static let scientificLibrary = Work(
    key: "gsl",
    reference: "GNU Scientific Library, www.gnu.org/software/gsl.",
    bibTeX: """
      @software{gsl,
        author = {{The GSL developers}},
        title = {{GNU} Scientific Library},
        note = {www.gnu.org/software/gsl}
      }
      """)

  // MARK: - Provenance

  /// Program, date, command, settings, and the checksums of what was read.
  static func provenance(_ report: AnalysisReport) -> [Markup] {
    let provenance = report.provenance
    let facts: [(String, String)] = [
      ("Program", "\(provenance.program) \(provenance.version)"),
      ("Date", provenance.date.formatted(.iso8601)),
      ("Command", provenance.command.isEmpty ? "not recorded" : command(provenance.command)),
      ("Seed", String(provenance.seed)),
    ]
    let settings = PageTable(
      caption: "Settings", columns: [.init(heading: "setting"), .init(heading: "value")],
      rows: (provenance.settings + (report.relaxedFit?.settings ?? [])).map { [$0.name, $0.value] })
    let libraries = PageTable(
      caption: "Libraries", columns: [.init(heading: "library"), .init(heading: "version")],
      rows: provenance.libraries.map { [$0.name, $0.version] })
    let inputs = PageTable(
      caption: "Inputs",
      columns: [
        .init(heading: "file"), .init(heading: "bytes", isNumber: true),
        .init(heading: "SHA-256", isHash: true),
      ], rows: provenance.inputs.map { [$0.file, String($0.byteCount), $0.sha256] })
    return [list(facts)] + [settings, libraries, inputs].map(\.markup)
  }

  /// The arguments as they can be typed; those with blanks are quoted.
  private static func command(_ arguments: [String]) -> String {
    arguments.map { $0.contains { $0.isWhitespace } || $0.isEmpty ? "'\($0)'" : $0 }
      .joined(separator: " ")
  }
}
