import Foundation
import PhaseFitNumerics
import PhaseFitStructures
import PhaseFitSymmetry

/// The summary for people: the answer first, then the measurements, then doubts; 80 columns.
public enum SummaryText {
  /// The summary as text that ends with a line break.
  ///
  /// - Parameters:
  ///   - report: What to summarise.
  ///   - folder: The report folder to name as the place of the files, nil inside that folder.
  /// - Returns: Lines of at most 80 columns; only a long path of `folder` is never broken.
  public static func render(_ report: AnalysisReport, folder: String? = nil) -> String {
    var blocks = [answer(report), facts(report)]
    blocks.append(MeasurementTable.lines(of: report))
    blocks.append(trajectories(report))
    blocks.append(rejections(report))
    // What was left out is listed with its reasons above; the same error need not be read twice.
    let listed = Set(report.sweep.rejected.map { [$0.file, $0.reason] })
    blocks.append(
      diagnostics(
        report.diagnostics.filter {
          $0.severity != .error || !listed.contains([$0.file ?? "", $0.message])
        }))
    blocks.append(files(report, folder: folder))
    return blocks.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }
      .joined(separator: "\n\n") + "\n"
  }

  // MARK: - The answer

  private static func answer(_ report: AnalysisReport) -> [String] {
    let name = InertText.line(report.sweep.name)
    guard let verdict = report.verdict else {
      return TextLayout.wrapped("\(name): \(size(report))")
    }
    guard verdict == .transition || !report.transitions.isEmpty else {
      return TextLayout.wrapped("\(name): \(verdict.rawValue)")
    }
    let changes = headlines(of: report.transitions)
    return TextLayout.wrapped(
      "\(name): \(verdict.rawValue)" + (changes.isEmpty ? "" : " ")
        + changes.joined(separator: ", then "))
  }

  /// The transitions in words.
  ///
  /// Neighbours whose ranges of two phases reach into one another are one entry: data that alternate
  /// between three groups show no sequence of transitions.
  static func headlines(of transitions: [AnalysisReport.Transition]) -> [String] {
    var runs: [[AnalysisReport.Transition]] = []
    for transition in transitions {
      if let upper = runs.last?.last?.coexistence?.upper,
        let lower = transition.coexistence?.lower, lower <= upper
      {
        runs[runs.count - 1].append(transition)
      } else {
        runs.append([transition])
      }
    }
    return runs.map { run in
      guard run.count > 1 else { return "\(groups(of: run[0])) \(place(of: run[0]))" }
      var names: [String] = []
      for group in run.flatMap({ [$0.below, $0.above] }) where !names.contains(name(group)) {
        names.append(name(group))
      }
      let limits = Interval(
        lower: run.compactMap(\.bracket?.lower).min(),
        upper: run.compactMap(\.bracket?.upper).max())
      return "groups " + names.dropLast().joined(separator: ", ")
        + " and \(names.last ?? "") alternate \(bracket(limits))"
    }
  }

  static func groups(of transition: AnalysisReport.Transition) -> String {
    // Lattice parameters alone tell metrics, not groups.
    if transition.below == nil, transition.above == nil {
      for item in transition.evidence where item.name == "latticeChange" {
        if case .statement(let change) = item.value { return change }
      }
      return "lower → higher symmetry of the metric"
    }
    return groupNames(of: transition)
  }

  private static func groupNames(of transition: AnalysisReport.Transition) -> String {
    "\(name(transition.below)) → \(name(transition.above))"
  }

  static func place(of transition: AnalysisReport.Transition) -> String {
    if let temperature = transition.temperature?.quantity, temperature.value.isFinite {
      return "at \(measured(temperature))"
    }
    return bracket(transition.bracket)
  }

  static func bracket(_ bracket: Interval?) -> String {
    switch (bracket?.lower.flatMap(NumberText.exact), bracket?.upper.flatMap(NumberText.exact)) {
    case (let lower?, let upper?): "between \(lower) and \(upper) K"
    case (let lower?, nil): "above \(lower) K"
    case (nil, let upper?): "below \(upper) K"
    case (nil, nil): "at an unknown temperature"
    }
  }

  // MARK: - Facts

  private static func facts(_ report: AnalysisReport) -> [String] {
    guard report.verdict != nil else { return [] }
    var lines = fact("Parent", parent(report))
    for (number, phase) in report.phases.enumerated() {
      lines += fact(number == 0 ? "Phases" : "", self.phase(phase))
    }
    for (number, transition) in report.transitions.enumerated() {
      let heading = report.transitions.count == 1 ? "Transition" : "Transition \(number + 1)"
      lines += fact(heading, "\(groups(of: transition)) \(bracket(transition.bracket))")
      for statement in statements(on: transition) { lines += fact("", statement) }
    }
    for (number, text) in expansions(report).enumerated() {
      lines += fact(number == 0 ? "Expansion" : "", text)
    }
    if let fit = report.relaxedFit {
      lines += fact("Relaxed fit", relaxedFit(fit))
    }
    if let model = report.sweepModel {
      for (number, text) in sweepModel(model).enumerated() {
        lines += fact(number == 0 ? "Sweep model" : "", text)
      }
    }
    return lines
  }

  private static func fact(_ heading: String, _ text: String) -> [String] {
    TextLayout.wrapped(text, first: TextLayout.padded(heading, width: 13) + " ")
  }

  /// The parent, or why there is none.
  static func parent(_ report: AnalysisReport) -> String {
    if let parent = report.parent { return self.parent(parent) }
    guard isTable(report) else { return "none" }
    return report.transitions.isEmpty
      ? "none: a table of lattice parameters"
      : "no structure: the rows of the table above the transition are the parent phase"
  }

  /// Whether a report is on a table of lattice parameters instead of structures.
  static func isTable(_ report: AnalysisReport) -> Bool {
    let records = report.sweep.measurements
    return !records.isEmpty
      && records.allSatisfy {
        $0.temperatureSource == AnalysisReport.MeasurementRecord.tableColumn
      }
  }

  /// The number of structures, or of rows of a table.
  static func size(_ report: AnalysisReport) -> String {
    counted(report.sweep.measurements.count, isTable(report) ? "row" : "structure")
  }

  static func parent(_ parent: AnalysisReport.Parent) -> String {
    var text = name(parent.group)
    if let file = parent.file { text += ", \(file)" }
    if let temperature = parent.temperature { text += " at \(measured(temperature))" }
    return text + "; \(parent.choice)"
  }

  static func phase(_ phase: AnalysisReport.Phase) -> String {
    var text = name(phase.group)
    let range = phase.temperatureRange
    if let lower = range.lower.flatMap(NumberText.exact),
      let upper = range.upper.flatMap(NumberText.exact)
    {
      text += lower == upper ? " at \(lower) K" : " from \(lower) to \(upper) K"
    }
    text += ", \(counted(phase.measurements.count, "structure"))"
    if let index = phase.indexInParent { text += ", index \(index)" }
    if let multiple = phase.cellMultiplication, multiple > 1 { text += ", cell × \(multiple)" }
    if let run = phase.run { text += ", run \(run)" }
    return text
  }

  /// The evidence that a summary prints: what repetitions, couplings and branches say.
  private static func printed(_ evidence: AnalysisReport.Evidence) -> String? {
    switch (evidence.name, evidence.value) {
    case ("parametricBootstrap", .estimate(let estimate)):
      "parametric bootstrap: Ttr = \(self.estimate(estimate))"
    case ("pairsBootstrap", .estimate(let estimate)):
      "pairs bootstrap: Ttr = \(self.estimate(estimate))"
    case (
      "latticeSystems", .statement(let text)
    ), ("couplingBilinear", .statement(let text)),
      (
        "couplingLinearQuadratic", .statement(let text)
      ), ("baseline", .statement(let text)), ("hysteresis", .statement(let text)),
      (
        "biquadraticCoupling", .statement(let text)
      ), ("strainCoupling", .statement(let text)),
      (
        "volumeStrainCoupling", .statement(let text)
      ), ("preferredForm", .statement(let text)):
      text
    default: nil
    }
  }

  private static func statements(on transition: AnalysisReport.Transition) -> [String] {
    var result: [String] = []
    if let coexistence = transition.coexistence, let lower = coexistence.lower,
      let upper = coexistence.upper
    {
      result.append(
        "both phases seen from \(NumberText.exact(lower) ?? "-") to "
          + "\(NumberText.exact(upper) ?? "-") K")
    }
    for (symbol, estimate) in [
      ("Ttr", transition.temperature), ("Tc", transition.tc), ("T+", transition.tPlus),
    ] {
      guard let estimate, estimate.quantity.value.isFinite else { continue }
      result.append("\(symbol) = \(self.estimate(estimate))")
    }
    result.append("order \(transition.order.rawValue)")
    result += transition.evidence.compactMap(printed)
    result += transition.primary.map { "primary \(orderParameter($0))" }
    result += transition.secondary.map { "secondary \(orderParameter($0))" }
    // Out of the parent phase every irrep appears; elsewhere the change is worth a line.
    if transition.changes.contains(where: { $0.above != nil })
      && transition.changes.contains(where: { $0.below != nil })
    {
      result.append("irreps of the parent: " + changes(transition.changes))
    }
    if let consequences = transition.consequences { result += lines(of: consequences) }
    if let exponent = transition.exponent, exponent.estimate.quantity.value.isFinite {
      result.append("effective exponent \(measured(exponent.estimate.quantity))")
    }
    if let group = transition.groupKeptByWeights {
      result.append("relaxed weights keep \(name(group))")
    }
    if let refusal = transition.refusal { result.append("no fit: \(refusal)") }
    return result
  }

  /// The most irreps whose change is printed; the rest stands in report.xml.
  private static let changeLimit = 8

  /// What becomes of the irreps from the phase below to that above.
  private static func changes(_ changes: [AnalysisReport.IrrepChange]) -> String {
    let words = changes.map { change in
      switch (change.below, change.above) {
      case (let below?, let above?) where below == above: "\(change.label) keeps \(below)"
      case (let below?, let above?): "\(change.label) turns from \(below) to \(above)"
      case (let below?, nil): "\(change.label) \(below) vanishes"
      case (_, let above): "\(change.label) \(above ?? "") appears"
      }
    }
    let hidden = words.count - changeLimit
    return words.prefix(changeLimit).joined(separator: ", ")
      + (hidden > 0 ? " and \(hidden) more" : "")
  }

  /// Domains, ferroic species and Landau's condition, a line each.
  static func lines(of consequences: SymmetryConsequences) -> [String] {
    var result: [String] = []
    let sets = consequences.primarySets.prefix(4).map { $0.joined(separator: " + ") }
    if let reference = consequences.reference {
      result.append(
        "with the irreps of \(name(reference)) driven by " + sets.joined(separator: ", or "))
    } else if sets.count > 1 {
      let hidden = consequences.primarySets.count - sets.count
      result.append(
        "by symmetry " + sets.joined(separator: ", or ")
          + (hidden > 0 ? ", or \(hidden) other sets" : "") + " may be primary")
    }
    if let domains = consequences.domains {
      result.append(
        "\(domains.count) domain states: \(counted(domains.orientations, "orientation")) × "
          + "\(domains.antiphase) antiphase")
    }
    if let ferroic = consequences.ferroic {
      let classes = [
        ferroic.ferroelectric.map { "ferroelectric (\($0))" },
        ferroic.ferroelastic.map { "ferroelastic (\($0))" },
      ].compactMap { $0 }
      // Orientation states that neither polarisation nor strain tells apart, as in quartz, differ in
      // higher tensors.
      let none =
        (consequences.domains?.orientations ?? 1) > 1
        ? "neither ferroelectric nor ferroelastic" : "not ferroic"
      let list = classes.isEmpty ? none : classes.joined(separator: ", ")
      result.append([ferroic.species, list].compactMap { $0 }.joined(separator: ", "))
    }
    result += consequences.orderParameters.map { "\($0.label): \($0.verdict)" }
    return result
  }

  static func estimate(_ estimate: Estimate) -> String {
    var text = measured(estimate.quantity)
    if estimate.quantity.uncertaintyOrigin == .fromScatter { text += ", s.u. from scatter" }
    switch (
      estimate.interval95?.lower.flatMap(NumberText.exact),
      estimate.interval95?.upper.flatMap(NumberText.exact)
    ) {
    case (nil, nil): break
    default:
      func end(_ value: Double?, _ open: String) -> String {
        guard let value, value.isFinite else { return open }
        guard let uncertainty = estimate.quantity.standardUncertainty, uncertainty > 1e-9,
          abs(value) < 1e9
        else { return NumberText.rounded(value, significantDigits: 6) }
        return String(format: "%.\(NumberText.decimals(for: uncertainty))f", value)
      }
      text += " (95 %: \(end(estimate.interval95?.lower, "open")) to "
      let unit = estimate.quantity.unit == "1" ? "" : " \(estimate.quantity.unit)"
      text += "\(end(estimate.interval95?.upper, "open"))\(unit))"
    }
    return text
  }

  static func orderParameter(_ parameter: AnalysisReport.OrderParameter) -> String {
    var text = parameter.label.map { "\($0), " } ?? ""
    text += parameter.kind.rawValue
    if !parameter.waveVector.isEmpty {
      text += " at k = (\(XMLElementNode.waveVector(parameter.waveVector)))"
    }
    if let direction = parameter.direction { text += " along \(direction)" }
    if let largest = parameter.amplitude.filter({ $0.value.value.isFinite })
      .max(by: { abs($0.value.value) < abs($1.value.value) })
    {
      let temperature = NumberText.exact(largest.temperature) ?? "-"
      let unit = largest.value.unit == "1" ? "" : " \(largest.value.unit)"
      text +=
        ", up to \(NumberText.amplitude(largest.value))\(unit) (\(parameter.norm.rawValue)) at "
        + "\(temperature) K"
    }
    if parameter.isToldFromZero == false { text += ", not told from zero" }
    return text
  }

  static func relaxedFit(_ fit: AnalysisReport.RelaxedFitRecord) -> String {
    let compared = fit.structures.compactMap(\.agreesWithFound)
    let agreeing = compared.count { $0 }
    return fit.status.rawValue
      + (fit.iterations > 0 ? " after \(counted(fit.iterations, "iteration"))" : "")
      + (compared.isEmpty
        ? ""
        : "; the weights keep the group found in \(agreeing) of "
          + counted(compared.count, "structure"))
  }

  // MARK: - Doubts and files

  private static func rejections(_ report: AnalysisReport) -> [String] {
    let unused = report.sweep.measurements.filter { !$0.used }
    guard !report.sweep.rejected.isEmpty || !unused.isEmpty else { return [] }
    var lines = ["Left out (\(report.sweep.rejected.count + unused.count))"]
    for rejection in report.sweep.rejected {
      lines += TextLayout.wrapped(
        location(rejection.file, rejection.block, rejection.line) + ": " + rejection.reason,
        first: "  ")
    }
    for record in unused {
      let temperature = record.temperature.map { " at \(measured($0))" } ?? ""
      lines += TextLayout.wrapped(
        location(record.file, record.block, nil) + temperature + ": "
          + (record.reason ?? "not used"), first: "  ")
    }
    return lines
  }

  /// How many diagnostics of one code are printed in full.
  private static let shownPerCode = 3

  private static func diagnostics(_ diagnostics: [Diagnostic]) -> [String] {
    guard !diagnostics.isEmpty else { return [] }
    var lines = ["Diagnostics"]
    for severity in [Diagnostic.Severity.error, .warning, .note] {
      var counts: [String: Int] = [:]
      var codes: [String] = []
      for diagnostic in diagnostics where diagnostic.severity == severity {
        let count = counts[diagnostic.code, default: 0]
        counts[diagnostic.code] = count + 1
        if count == 0 { codes.append(diagnostic.code) }
        guard count < shownPerCode else { continue }
        let place = diagnostic.file.map { location($0, nil, diagnostic.line) + ": " } ?? ""
        lines += TextLayout.wrapped(
          "\(place)\(diagnostic.message) [\(diagnostic.code)]", first: "  \(severity.rawValue): ")
      }
      for code in codes {
        let more = counts[code, default: 0] - shownPerCode
        if more > 0 {
          lines += TextLayout.wrapped(
            "and \(more) more [\(code)] in report.xml", first: "  \(severity.rawValue): ")
        }
      }
    }
    return lines
  }

  static func location(_ file: String, _ block: String?, _ line: Int?) -> String {
    file + (line.map { ":\($0)" } ?? "") + (block.map { " (\($0))" } ?? "")
  }

  private static func files(_ report: AnalysisReport, folder: String?) -> [String] {
    let program = "\(report.provenance.program) \(report.provenance.version)"
    guard report.verdict != nil else { return [] }
    guard let folder else {
      return TextLayout.wrapped(
        "\(program), seed \(report.provenance.seed); everything else is in report.xml and tables/")
    }
    let place = InertText.line(folder)
    return [
      "\(program), seed \(report.provenance.seed); to look at the report, open in a browser",
      "  \(place)/report.html",
      "figures and tables for a paper, structures as CIF, and all numbers are beside it",
    ]
  }

  // MARK: - Words

  static func name(_ group: SpaceGroupType?) -> String {
    group.map { InertText.line($0.description) } ?? "unknown group"
  }

  static func measured(_ quantity: Quantity) -> String {
    NumberText.measured(quantity.value, quantity.standardUncertainty)
      + (quantity.unit == "1" ? "" : " \(quantity.unit)")
  }

  static func counted(_ count: Int, _ noun: String) -> String {
    "\(count) \(noun)\(count == 1 ? "" : "s")"
  }
}
