import PhaseFitStructures
import PhaseFitSymmetry

/// The answer: verdict, parent, phases, and each transition with what speaks for it.
extension ReportPage {
  static func answer(_ report: AnalysisReport) -> [Markup] {
    var facts: [(String, String)] = []
    facts.append(("Parent", SummaryText.parent(report)))
    facts += report.phases.map { ("Phases", SummaryText.phase($0)) }
    if let fit = report.relaxedFit {
      facts.append(("Relaxed fit", SummaryText.relaxedFit(fit)))
    }
    if let model = report.sweepModel {
      facts += SummaryText.sweepModel(model).map { ("Sweep model", $0) }
    }
    let cards = report.transitions.enumerated().map { number, transition in
      card(
        transition,
        heading: report.transitions.count == 1 ? "Transition" : "Transition \(number + 1)"
      )
    }
    return [.element("p", ["class": "strong"], verdict(report))] + warnings(report) + cards
      + (report.verdict == nil ? [] : [list(facts)]) + terms(report)
  }

  /// How many doubts there are, with the way to them: they come before the numbers.
  private static func warnings(_ report: AnalysisReport) -> [Markup] {
    let errors =
      report.sweep.rejected.count
      + report.diagnostics.count { diagnostic in
        diagnostic.severity == .error
          && !report.sweep.rejected.contains {
            $0.file == diagnostic.file && $0.reason == diagnostic.message
          }
      }
    let warnings = report.diagnostics.count { $0.severity == .warning }
    let parts = [(errors, "error"), (warnings, "warning")].filter { $0.0 > 0 }.map {
      SummaryText.counted($0.0, $0.1)
    }
    guard !parts.isEmpty else { return [] }
    return [
      .element(
        "p", ["class": "alert"],
        [
          .element("a", ["href": "#doubts"], parts.joined(separator: " and ")),
          .text(" to look at."),
        ])
    ]
  }

  /// The verdict as a sentence.
  private static func verdict(_ report: AnalysisReport) -> String {
    let count = SummaryText.size(report)
    guard let verdict = report.verdict else { return "\(count) read; nothing was analysed." }
    let changes = SummaryText.headlines(of: report.transitions)
    let answer: String =
      switch verdict {
      case .transition: changes.count == 1 ? "Transition" : "\(changes.count) transitions"
      case .noTransition: "No transition in the range of the sweep"
      case .isosymmetric: "Isosymmetric: the structure changes, its symmetry does not"
      case .reconstructive: "Reconstructive: the phases are not group and subgroup"
      case .noParent: "No parent structure is known"
      case .insufficientData: "Insufficient data"
      }
    return changes.isEmpty
      ? "\(answer) (\(count))." : "\(answer) (\(count)): \(changes.joined(separator: "; "))."
  }

  private static func card(
    _ transition: AnalysisReport.Transition, heading: String
  ) -> Markup {
    var facts: [(String, String)] = [
      ("Bracket", SummaryText.bracket(transition.bracket))
    ]
    if let run = transition.run { facts.append(("Run", run)) }
    if let coexistence = transition.coexistence {
      facts.append(("Both phases seen", SummaryText.bracket(coexistence)))
    }
    for (name, estimate) in [
      ("Ttr, equal stability", transition.temperature), ("Tc, limit of the parent", transition.tc),
      ("T+, limit of the child", transition.tPlus),
    ] {
      guard let estimate, estimate.quantity.value.isFinite else { continue }
      facts.append((name, SummaryText.estimate(estimate)))
    }
    facts.append(("Order", order(transition)))
    facts += transition.primary.map { ("Primary", SummaryText.orderParameter($0)) }
    facts += transition.secondary.map { ("Secondary", SummaryText.orderParameter($0)) }
    if let exponent = transition.exponent, exponent.estimate.quantity.value.isFinite {
      var text = SummaryText.estimate(exponent.estimate)
      if let window = exponent.window, window.lower ?? window.upper != nil {
        text += ", fitted \(SummaryText.bracket(window))"
      }
      facts.append(("Effective exponent", text))
    }
    if let consequences = transition.consequences {
      facts += SummaryText.lines(of: consequences).map { ("By symmetry", $0) }
    }
    if let group = transition.groupKeptByWeights {
      facts.append(("Relaxed weights keep", SummaryText.name(group)))
    }
    if let refusal = transition.refusal { facts.append(("No fit", refusal)) }
    let evidence = evidence(transition)
    return .element(
      "div", ["class": "card"],
      [
        .element("h3", [:], "\(heading): \(SummaryText.groups(of: transition))"), list(facts),
      ]
        + (evidence.isEmpty
          ? []
          : [
            .element(
              "details", [:],
              [
                .element("summary", [:], "Evidence on the order"),
                .element("ul", ["class": "notes"], evidence),
              ])
          ]))
  }

  /// The order with the reason that the analysis gives for it.
  private static func order(_ transition: AnalysisReport.Transition) -> String {
    let reasons = transition.evidence.compactMap { item -> String? in
      guard item.name == "reason", case .statement(let reason) = item.value else { return nil }
      return reason == transition.refusal ? nil : reason
    }
    let order = transition.order.rawValue
    return reasons.isEmpty ? order : "\(order): \(reasons.joined(separator: "; "))"
  }

  /// Terms with their descriptions; a term that repeats is said once.
  static func list(_ facts: [(String, String)]) -> Markup {
    var items: [Markup] = []
    var previous: String?
    for (term, description) in facts {
      if term != previous { items.append(.element("dt", [:], term)) }
      items.append(.element("dd", [:], description))
      previous = term
    }
    return .element("dl", [:], items)
  }
}
