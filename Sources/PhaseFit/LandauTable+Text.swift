import Foundation
import PhaseFitLandau
import PhaseFitReport
import PhaseFitStructures

extension LandauTableReport {
  /// The report for people: the answer first, then fits, tests, consequences and doubts.
  ///
  /// No line is longer than 80 columns.
  public func text() -> String {
    var blocks = [
      answer, lowerLines, uncertainty, fits, tests, consequenceLines, diagnosticLines,
    ]
    blocks.removeAll(where: \.isEmpty)
    return blocks.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
  }

  private var answer: [String] {
    let bracket = analysis.bracket
    let place =
      switch (bracket.lower, bracket.upper) {
      case (let lower?, let upper?): "between \(lower.significant(7)) and \(upper.significant(7)) K"
      case (let lower?, nil): "above \(lower.significant(7)) K"
      case (nil, let upper?): "below \(upper.significant(7)) K"
      case (nil, nil): "at an unknown temperature"
      }
    let answer =
      if let temperature = analysis.temperature, temperature.value != nil {
        "transition at \(Self.words(temperature, unit: "K"))"
      } else if let temperature = analysis.temperature, temperature.isIntervalOnly,
        let interval = temperature.intervalText
      {
        "transition in \(interval) K (95 %)"
      } else if let lower = analysis.temperature?.lower95 {
        "transition above \(lower.significant(6)) K"
      } else {
        "no transition temperature; transition \(place)"
      }
    var lines = TextLayout.wrapped("\(name): \(answer)")
    lines += Self.entry(
      "measured",
      "\(place), \(analysis.distortedCount) distorted and \(analysis.parentCount) parent points; "
        + series.phaseRule)
    lines += Self.entry("order", "\(analysis.order.rawValue): \(analysis.evidence.reason)")
    if !analysis.evidence.symmetry.isEmpty {
      lines += Self.entry("symmetry", analysis.evidence.symmetry)
    }
    if let branches { lines += Self.entry("branches", branches.statement) }
    if let exponent = analysis.exponent {
      let correlation = exponent.correlationWithCriticalTemperature.map {
        ", correlation with Tc \($0.significant(2))"
      }
      lines += Self.entry(
        "exponent",
        "\(Self.words(exponent.estimate, unit: "")), effective over "
          + exponent.window.map { $0.significant(6) }.joined(separator: " to ") + " K"
          + (correlation ?? ""))
    }
    if let fit = analysis.preferred, analysis.isWithheld {
      lines += Self.entry(
        "preferred", "\(fit.model), whose results are withheld (see the diagnostics)")
    }
    if let fit = analysis.reported {
      lines += Self.entry("preferred", fit.model.description)
      if let limit = analysis.superheatingLimit {
        lines += Self.entry("Tc (T-)", Self.words(fit.criticalTemperature, unit: "K"))
        lines += Self.entry("T+", Self.words(limit, unit: "K"))
      }
    }
    return lines
  }

  /// The transitions below the one to the parent.
  private var lowerLines: [String] {
    lower.flatMap { item in
      let estimate = item.analysis.temperature
      let place = item.found.bracket.map { $0.significant(7) }.joined(separator: " and ")
      let answer =
        if let estimate, estimate.value != nil {
          Self.words(estimate, unit: "K")
        } else if let interval = estimate.flatMap(\.intervalText) {
          "in \(interval) K (95 %)"
        } else {
          "no temperature"
        }
      return ["A transition below"] + Self.entry("at", answer)
        + Self.entry(
          "measured",
          "between \(place) K, \(item.analysis.distortedCount) points below, whose difference of "
            + "squares from the law above is fitted")
        + Self.entry(
          "order", "\(item.analysis.order.rawValue): \(item.analysis.evidence.reason)")
    }
  }

  private var uncertainty: [String] {
    var lines = analysis.bootstraps.flatMap { bootstrap in
      TextLayout.wrapped(
        "\(bootstrap.kind.rawValue) bootstrap, \(bootstrap.replicateCount) repetitions"
          + (bootstrap.failureCount > 0 ? " (\(bootstrap.failureCount) without a curve)" : "")
          + ": \(Self.words(bootstrap.transitionTemperature, unit: "K"))", first: "  ")
    }
    let strongest = analysis.influences.max {
      abs($0.transitionShift ?? 0) < abs($1.transitionShift ?? 0)
    }
    if let strongest, let shift = strongest.transitionShift {
      lines += TextLayout.wrapped(
        "most influential: without \(strongest.temperature.significant(7)) K it moves by "
          + "\(shift.significant(2)) K", first: "  ")
    }
    return lines.isEmpty ? [] : ["Repetitions"] + lines
  }

  private var fits: [String] {
    guard !analysis.fits.isEmpty else { return [] }
    let best = analysis.fits.compactMap(\.correctedAkaike).min() ?? 0
    func row(_ cells: [String], mark: String = "  ") -> String {
      // The widths of columns; the last one is free.
      let padded = zip(cells, [27, 13, 7, 7, 7, 0]).map { Self.padded($0, $1 - 1) }
      return (mark + padded.joined(separator: " ")).trimmingCharacters(in: .newlines)
    }
    return ["Fits", row(["", "chi2/dof", "dAICc", "wAICc", "wBIC", "Ttr, K"])]
      + analysis.fits.enumerated().map { index, fit in
        let weight =
          index < analysis.evidence.weights.count ? analysis.evidence.weights[index] : nil
        return row(
          [
            fit.model.name, "\(fit.chiSquared.significant(4))/\(fit.degreesOfFreedom)",
            fit.correctedAkaike.map { ($0 - best).significant(3) } ?? "-",
            weight?.akaike.significant(2) ?? "-", weight?.bayes.significant(2) ?? "-",
            fit.transitionTemperature.valueText,
          ], mark: index == analysis.preferredFit ? "* " : "  ")
      }
      + (analysis.preferenceRemark.map { TextLayout.wrapped("* \($0)", first: "  ") } ?? [])
  }

  private var tests: [String] {
    let evidence = analysis.evidence
    var lines = evidence.likelihoodRatios.map {
      guard let statistic = $0.statistic else {
        return "\($0.model.name): excluded by the observed phases"
      }
      return "\($0.model.name) against 2-4-6: χ² rises by \(statistic.significant(3)), "
        + "probability \($0.probability.significant(2))"
    }
    for window in evidence.exponentWindows {
      lines.append(
        "exponent from \(window.lowestTemperature.significant(6)) K: "
          + (window.standardUncertainty == nil
            ? window.exponent.significant(3)
            : Self.words(
              LandauEstimate(
                value: window.exponent, standardUncertainty: window.standardUncertainty), unit: ""))
          + " (\(window.pointCount) points)")
    }
    if let runs = evidence.runs {
      lines.append(
        "runs of residuals: \(runs.count), expected \(runs.expected.significant(3)), probability "
          + runs.probability.significant(2))
    }
    if let smooth = evidence.smoothCurve {
      lines.append(
        "a polynomial of degree \(smooth.degree), without a transition: AICc "
          + "\(abs(smooth.akaikeDifference).significant(3)) "
          + (smooth.akaikeDifference >= 0 ? "worse" : "better"))
    }
    return lines.isEmpty
      ? [] : ["Tests"] + lines.flatMap { TextLayout.wrapped($0, first: "  ") }
  }

  private var consequenceLines: [String] {
    guard let consequences = analysis.consequences else { return [] }
    let alpha = consequences.alpha
    let factor = alpha ?? 1
    func line(_ name: String, _ value: Double, _ unit: String) -> String {
      "  \(name) \((value * factor).significant(4)) "
        + (alpha == nil ? "alpha" + (unit == "J/mol" ? " K" : "") : unit)
    }
    var lines = [
      alpha.map { "Consequences, alpha = \($0.significant(4)) J/(mol K) by the number given" }
        ?? "Consequences, in units of alpha = a/s2, which a table alone does not give"
    ]
    if let potential = consequences.potential {
      let terms = [("a", potential.a), ("u", potential.u), ("b", potential.b), ("c", potential.c)]
        .filter { $0.1 != 0 }.map { "\($0.0) = \($0.1.significant(4))" }
      lines += TextLayout.wrapped(
        "coefficients in units of the table, J/mol: " + terms.joined(separator: ", "), first: "  ")
    }
    if consequences.latentHeat > 0 {
      lines.append(line("entropy of transition", consequences.transitionEntropy, "J/(mol K)"))
      lines.append(line("latent heat", consequences.latentHeat, "J/mol"))
    }
    if let step = consequences.heatCapacityStep {
      lines.append(line("step of the heat capacity", step, "J/(mol K)"))
    }
    lines.append(
      "  inverse susceptibility below over above: "
        + consequences.susceptibilityRatio.significant(3))
    return lines
  }

  private var diagnosticLines: [String] {
    guard !diagnostics.isEmpty else { return [] }
    return ["Diagnostics"]
      + diagnostics.flatMap { diagnostic in
        let place = diagnostic.line.map { "\(name):\($0): " } ?? ""
        return TextLayout.wrapped(
          "\(diagnostic.severity.rawValue): \(place)\(diagnostic.message) [\(diagnostic.code)]",
          first: "  ")
      }
  }

  /// Value, uncertainty and interval, to the second digit of the uncertainty.
  private static func words(_ estimate: LandauEstimate, unit: String) -> String {
    let unit = unit.isEmpty ? "" : " \(unit)"
    guard estimate.value != nil else { return "unknown" }
    let interval = estimate.intervalText.map { " (95 %: \($0)\(unit))" }
    return estimate.valueText + unit + (interval ?? "")
  }

  /// A named line of the answer, wrapped with a hanging indentation.
  private static func entry(_ label: String, _ text: String) -> [String] {
    TextLayout.wrapped(text, first: "  " + padded(label, 18))
  }

  private static func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(width - text.count, 0))
  }
}

extension LandauTableReport {
  /// The predicted order parameter as comma-separated text: temperature, value and 95 % band.
  ///
  /// The band is empty where no bootstrap was made.
  public func csv() -> String {
    func cell(_ number: Double?) -> String { number.map { "\($0)" } ?? "" }
    let rows = analysis.prediction.map {
      [cell($0.temperature), cell($0.value), cell($0.lower95), cell($0.upper95)]
        .joined(separator: ",")
    }
    return (["temperature_K,value,lower95,upper95"] + rows).joined(separator: "\n") + "\n"
  }
}
