import Foundation
import PhaseFitLandau
import PhaseFitStructures

extension LandauTableReport {
  /// The report for people: the answer first, then fits, tests, consequences and doubts.
  public func text() -> String {
    var blocks = [answer, uncertainty, fits, tests, consequenceLines, diagnosticLines]
    blocks.removeAll(where: \.isEmpty)
    return blocks.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
  }

  private var answer: [String] {
    var lines: [String] = []
    let bracket = analysis.bracket
    let place =
      switch (bracket.lower, bracket.upper) {
      case (let lower?, let upper?): "between \(lower.significant(7)) and \(upper.significant(7)) K"
      case (let lower?, nil): "above \(lower.significant(7)) K"
      case (nil, let upper?): "below \(upper.significant(7)) K"
      case (nil, nil): "at an unknown temperature"
      }
    if let temperature = analysis.temperature, temperature.value != nil {
      lines.append("\(name): transition at \(Self.words(temperature, unit: "K"))")
    } else if let lower = analysis.temperature?.lower95 {
      lines.append("\(name): transition above \(lower.significant(6)) K")
    } else {
      lines.append("\(name): no transition temperature; transition \(place)")
    }
    lines.append(
      "  measured          \(place), \(analysis.distortedCount) distorted and "
        + "\(analysis.parentCount) parent points; \(series.phaseRule)")
    lines.append("  order             \(analysis.order.rawValue): \(analysis.evidence.reason)")
    if let exponent = analysis.exponent {
      lines.append(
        "  exponent          \(Self.words(exponent.estimate, unit: "")), effective over "
          + exponent.window.map { $0.significant(6) }.joined(separator: " to ") + " K")
    }
    if let fit = analysis.preferred {
      lines.append("  preferred         \(fit.model)")
      if fit.superheatingLimit != nil {
        lines.append("  Tc (T-)           \(Self.words(fit.criticalTemperature, unit: "K"))")
      }
      if let limit = fit.superheatingLimit {
        lines.append("  T+                \(Self.words(limit, unit: "K"))")
      }
    }
    return lines
  }

  private var uncertainty: [String] {
    var lines = analysis.bootstraps.map { bootstrap in
      "  \(bootstrap.kind.rawValue) bootstrap, \(bootstrap.replicateCount) repetitions"
        + (bootstrap.failureCount > 0 ? " (\(bootstrap.failureCount) without a curve)" : "")
        + ": \(Self.words(bootstrap.transitionTemperature, unit: "K"))"
    }
    let strongest = analysis.influences.max {
      abs($0.transitionShift ?? 0) < abs($1.transitionShift ?? 0)
    }
    if let strongest, let shift = strongest.transitionShift {
      lines.append(
        "  most influential: without \(strongest.temperature.significant(7)) K it moves by "
          + "\(shift.significant(2)) K")
    }
    return lines.isEmpty ? [] : ["Repetitions"] + lines
  }

  private var fits: [String] {
    guard !analysis.fits.isEmpty else { return [] }
    let best = analysis.fits.compactMap(\.correctedAkaike).min() ?? 0
    return ["Fits (chi-squared/degrees, difference of AICc, weights by AICc and BIC)"]
      + analysis.fits.enumerated().map { index, fit in
        let weight =
          index < analysis.evidence.weights.count ? analysis.evidence.weights[index] : nil
        let criterion = fit.correctedAkaike.map { ($0 - best).significant(3) } ?? "-"
        return (index == analysis.preferredFit ? "* " : "  ") + Self.padded(fit.model.name, 24)
          + "  \(fit.chiSquared.significant(4))/\(fit.degreesOfFreedom)  \(criterion)  "
          + "\(weight?.akaike.significant(2) ?? "-")  \(weight?.bayes.significant(2) ?? "-")  "
          + "Ttr \(Self.words(fit.transitionTemperature, unit: "K"))"
      }
  }

  private var tests: [String] {
    let evidence = analysis.evidence
    var lines = evidence.likelihoodRatios.map {
      guard let statistic = $0.statistic else {
        return "  \($0.model.name): excluded by the observed phases"
      }
      return "  \($0.model.name) against 2-4-6: chi-squared rises by \(statistic.significant(3)), "
        + "probability \($0.probability.significant(2))"
    }
    for window in evidence.exponentWindows {
      lines.append(
        "  exponent from \(window.lowestTemperature.significant(6)) K: "
          + Self.words(
            LandauEstimate(
              value: window.exponent, standardUncertainty: window.standardUncertainty), unit: "")
          + " (\(window.pointCount) points)")
    }
    if let runs = evidence.runs {
      lines.append(
        "  runs of residuals: \(runs.count), expected \(runs.expected.significant(3)), probability "
          + runs.probability.significant(2))
    }
    if let smooth = evidence.smoothCurve {
      lines.append(
        "  a polynomial of degree \(smooth.degree), without a transition: AICc "
          + "\(abs(smooth.akaikeDifference).significant(3)) "
          + (smooth.akaikeDifference >= 0 ? "worse" : "better"))
    }
    return lines.isEmpty ? [] : ["Tests"] + lines
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
      + diagnostics.map { diagnostic in
        let place = diagnostic.line.map { "\(name):\($0): " } ?? ""
        return "  \(diagnostic.severity.rawValue): \(place)\(diagnostic.message) "
          + "[\(diagnostic.code)]"
      }
  }

  /// Value, uncertainty and interval; the uncertainty has two digits.
  private static func words(_ estimate: LandauEstimate, unit: String) -> String {
    let unit = unit.isEmpty ? "" : " \(unit)"
    guard let value = estimate.value else { return "unknown" }
    var text = value.significant(6)
    if let uncertainty = estimate.scaledStandardUncertainty ?? estimate.standardUncertainty,
      uncertainty > 0, uncertainty.isFinite
    {
      let places = max(0, 1 - Int(log10(uncertainty).rounded(.down)))
      text = String(format: "%.\(places)f ± %.\(places)f", value, uncertainty)
    }
    text += unit
    if estimate.lower95 != nil || estimate.upper95 != nil {
      let ends = [estimate.lower95, estimate.upper95].map { $0.map { $0.significant(6) } ?? "open" }
      text += " (95 %: \(ends[0]) to \(ends[1])\(unit))"
    }
    return text
  }

  private static func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(width - text.count, 0))
  }
}
