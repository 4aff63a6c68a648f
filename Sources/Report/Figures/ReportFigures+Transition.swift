import Foundation
import PhaseFitNumerics
import PhaseFitStructures
import PhaseFitSymmetry

/// The figures of one transition: the order parameter with its fits, and its powers.
///
///     s.u.(Q²) = 2 |Q| s.u.(Q) ,   s.u.(Q⁴) = 4 |Q|³ s.u.(Q)
extension ReportFigures {
  /// How many fits are drawn: more lines cannot be told apart.
  private static let drawnFits = 4
  /// A form that is worse by more in AICc has essentially no support and is left to the table.
  ///
  /// - Source: K. P. Burnham and D. R. Anderson, Sociol. Methods Res. 33, 261–304 (2004).
  private static let drawnDeltaAICc = 10.0

  /// The order parameter over temperature with fits, bracket, interval of Tc and residuals.
  static func orderParameter(
    _ transition: AnalysisReport.Transition, at place: Place
  ) -> Figure? {
    guard let unit = transition.primary.first?.unit else { return nil }
    let series = observed(transition)
    let fits = lines(transition) { $0 }
    let title = unit == "1" ? "amplitude" : "amplitude / \(unit)"
    let alternative =
      series.map { course($0, unit: unit) }
      + bands(transition).compactMap(sentence)
      + (transition.fits.first.map { ["Fit: \($0.model), \(FormulaText.formula($0.formula))."] }
        ?? [])
    return Figure(
      name: "order-parameter\(place.suffix)",
      title: "Order parameter over temperature\(place.name)",
      alternative: alternative.joined(separator: " "),
      caption: caption(transition), xLabel: temperature,
      panels: [
        .init(
          yLabel: title,
          marks: bands(transition) + envelope(transition) + fits + series.map { .points($0) }),
        residuals(transition.fits.first, unit: unit),
      ])
  }

  /// Q² and Q⁴ over temperature: a straight line in one of them tells the form of the potential.
  static func powers(_ transition: AnalysisReport.Transition, at place: Place) -> Figure? {
    guard let parameter = transition.primary.first else { return nil }
    let first = Array(observed(transition).prefix(1))
    func panel(_ power: Int, _ name: String) -> Figure.Panel {
      let raised = first.map { series in
        var series = series
        series.points = series.points.map { point in
          Figure.Point(
            x: point.x, y: pow(point.y, Double(power)),
            standardUncertainty: point.standardUncertainty.map {
              Double(power) * pow(abs(point.y), Double(power - 1)) * $0
            }, isUsed: point.isUsed)
        }
        return series
      }
      let unit = parameter.unit == "1" ? "" : " / Å\(power == 2 ? "²" : "⁴")"
      return Figure.Panel(
        yLabel: "\(name)\(unit)", height: 150,
        marks: bands(transition) + envelope(transition) { pow($0, Double(power)) }
          + lines(transition) { pow($0, Double(power)) }
          + raised.map { .points($0) })
    }
    return Figure(
      name: "order-parameter-powers\(place.suffix)",
      title: "Second and fourth power of the order parameter\(place.name)",
      alternative: "The square and the fourth power of the order parameter over temperature, each "
        + "with the fits. " + first.map { course($0, unit: parameter.unit) }.joined(),
      caption: "Q² is a straight line in T for a 2-4 potential, Q⁴ for a tricritical one.",
      xLabel: temperature, panels: [panel(2, "Q²"), panel(4, "Q⁴")])
  }

  // MARK: - Parts

  /// The primary order parameters; points that the reported fit did not use are hollow.
  private static func observed(_ transition: AnalysisReport.Transition) -> [Figure.Series] {
    let used = transition.fits.first.map { fit in
      Set(fit.points.filter(\.used).map(\.measurement))
    }
    return transition.primary.enumerated().map { index, parameter in
      Figure.Series(
        label: name(of: parameter), colour: index,
        points: parameter.amplitude.map { point in
          // Only the first order parameter is fitted; the others have no unused points.
          Figure.Point(
            x: point.temperature, y: point.value.value,
            standardUncertainty: point.value.standardUncertainty,
            isUsed: index > 0 || used?.contains(point.measurement) ?? true)
        })
    }
  }

  /// The fits as lines of one colour each, the reported one solid.
  private static func lines(
    _ transition: AnalysisReport.Transition, _ transform: (Double) -> Double
  ) -> [Figure.Mark] {
    let temperatures = transition.primary.first?.amplitude.map(\.temperature).filter(\.isFinite)
    guard let lowest = temperatures?.min(), let highest = temperatures?.max() else { return [] }
    let drawn = self.drawn(transition).enumerated()
    // The reported fit is the first and is drawn last, above the others.
    return drawn.reversed().map { index, fit in
      .line(
        Figure.Series(
          label: fit.isReported ? "fit \(fit.model), reported" : "fit \(fit.model)",
          colour: transition.primary.count + index,
          points: FittedCurve(fit).points(from: lowest, to: highest).map {
            Figure.Point(x: $0.x, y: transform($0.y))
          }), dash: Figure.Dash.allCases[index % Figure.Dash.allCases.count])
    }
  }

  /// The first fit, which is the reported one where any is, and those that rival it.
  private static func drawn(_ transition: AnalysisReport.Transition) -> [AnalysisReport.Fit] {
    let rivals = transition.fits.dropFirst().filter { fit in
      fit.status == "converged" && fit.deltaAICc.map { $0 <= drawnDeltaAICc } ?? true
    }
    return Array(transition.fits.prefix(1) + rivals.prefix(drawnFits - 1))
  }

  /// The band of the reported fit, in the tint of its line.
  private static func envelope(
    _ transition: AnalysisReport.Transition, _ transform: (Double) -> Double = { $0 }
  ) -> [Figure.Mark] {
    guard let fit = transition.fits.first else { return [] }
    return envelope(
      fit, label: "fit \(fit.model), 95 % band", colour: transition.primary.count, transform)
  }

  /// The 95 % band of a fit where the report lists one.
  static func envelope(
    _ fit: AnalysisReport.Fit, label: String, colour: Int,
    _ transform: (Double) -> Double = { $0 }
  ) -> [Figure.Mark] {
    let points = fit.curve.compactMap { point -> (Double, Double, Double)? in
      guard let lower = point.lower95.map(transform), let upper = point.upper95.map(transform),
        point.temperature.isFinite, lower.isFinite, upper.isFinite
      else { return nil }
      return (point.temperature, min(lower, upper), max(lower, upper))
    }
    guard points.count > 1 else { return [] }
    return [
      .envelope(
        Figure.Envelope(
          label: label, colour: colour, x: points.map(\.0), lower: points.map(\.1),
          upper: points.map(\.2)))
    ]
  }

  /// The band of a fit about its own curve, over the temperatures of the points.
  private static func envelope(around fit: AnalysisReport.Fit?) -> [Figure.Mark] {
    let temperatures = (fit?.points ?? []).map(\.temperature).filter(\.isFinite)
    guard var fit, let low = temperatures.min(), let high = temperatures.max() else { return [] }
    // Beyond the last point the band holds the jump of the curve to zero, which hides all else.
    fit.curve = fit.curve.filter { $0.temperature >= low && $0.temperature <= high }.map {
      point in
      AnalysisReport.CurvePoint(
        temperature: point.temperature, value: 0,
        lower95: point.lower95.map { $0 - point.value },
        upper95: point.upper95.map { $0 - point.value })
    }
    return envelope(fit, label: "95 % band of the fit", colour: 5)
  }

  /// The bracket and the 95 % interval of the transition temperature.
  static func bands(_ transition: AnalysisReport.Transition) -> [Figure.Mark] {
    var bands: [Figure.Mark] = []
    if let bracket = finite(transition.bracket) {
      bands.append(.band(label: "bracket", bracket, shade: .bracket))
    }
    if let estimate = transition.temperature ?? transition.tc {
      let name = transition.temperature == nil ? "Tc" : "Ttr"
      if let interval = finite(estimate.interval95) {
        bands.append(.band(label: "\(name), 95 %", interval, shade: .estimate))
      }
    }
    return bands
  }

  private static func finite(_ interval: Interval?) -> Interval? {
    guard let interval, interval.lower ?? interval.upper != nil else { return nil }
    let ends = [interval.lower, interval.upper].compactMap { $0 }
    return ends.allSatisfy(\.isFinite) ? interval : nil
  }

  private static func sentence(_ mark: Figure.Mark) -> String? {
    guard case .band(let label, let interval, _) = mark else { return nil }
    func end(_ value: Double?) -> String {
      value.map { NumberText.rounded($0, significantDigits: 6) } ?? "open"
    }
    return "\(label): \(end(interval.lower)) to \(end(interval.upper)) K."
  }

  static func residuals(
    _ fit: AnalysisReport.Fit?, unit: String
  ) -> Figure.Panel {
    let points = (fit?.points ?? []).compactMap { point in
      point.residual.map {
        Figure.Point(
          x: point.temperature, y: $0, standardUncertainty: point.observed.standardUncertainty,
          isUsed: point.used)
      }
    }
    return Figure.Panel(
      yLabel: unit == "1" ? "observed − fitted" : "observed − fitted / \(unit)", height: 100,
      marks: envelope(around: fit) + [
        .level(0), .points(Figure.Series(label: "", colour: 0, points: points)),
      ])
  }

  /// What g(T) stands for in the formula of a fit.
  private static func scale(_ fit: AnalysisReport.Fit) -> String {
    guard fit.formula.contains("g(") else { return "" }
    let theta = fit.parameters.first { $0.name == "Theta_s" }?.estimate.quantity.value ?? 0
    return theta > 0
      ? "; g(T) = Θs coth(Θs/T) with Θs = \(NumberText.rounded(theta, significantDigits: 3)) K"
      : "; g(T) = T"
  }

  private static func caption(_ transition: AnalysisReport.Transition) -> String {
    let norms = Set(transition.primary.map(\.norm))
    var parts: [String] = []
    if norms.contains(.parentPrimitiveCell) {
      parts.append("Amplitudes are normalised to the parent's primitive cell (Ap).")
    }
    if let fit = transition.fits.first {
      parts.append(
        "Solid line: \(fit.model), \(FormulaText.formula(fit.formula)), from \(fit.pointCount) "
          + "points\(scale(fit)).")
      if fit.curve.contains(where: { $0.lower95 != nil }) {
        parts.append("Shaded: the 95 % band of fits repeated with the noise of the points.")
      }
      if drawn(transition).count < transition.fits.count {
        parts.append("Forms with little support are in the table of models only.")
      }
    } else if let refusal = transition.refusal {
      parts.append("No fit was made: \(refusal).")
    }
    return parts.joined(separator: " ")
  }
}
