/// The figure of the relaxed weights of the sweep model beside the classical amplitudes.
extension ReportFigures {
  /// Relaxed weights θ(T) with their own fit, its band and residuals, and the mode amplitudes; nil
  /// where the weights are not on the scale of an amplitude.
  static func sweepModel(
    _ transition: AnalysisReport.Transition, _ report: AnalysisReport, at place: Place
  ) -> Figure? {
    let known = transition.relaxedWeights.filter { $0.label != nil && !$0.values.isEmpty }
    guard report.sweepModel != nil, let first = known.first else { return nil }
    let unit = first.values.first?.value.unit ?? "1"
    var marks = bands(transition)
    var points: [Figure.Mark] = []
    var sentences: [String] = []
    var statements: [String] = []
    for (index, series) in known.enumerated() {
      let label = series.label ?? ""
      let weights = Figure.Series(
        label: "\(label), relaxed weight", colour: 2 * index,
        points: series.values.map {
          Figure.Point(
            x: $0.temperature, y: $0.value.value,
            standardUncertainty: $0.value.standardUncertainty)
        })
      let classical = transition.primary.first { $0.label.map(label.hasPrefix) ?? false }
      // Drawn first: where both are equal the weight and its bar are seen.
      let amplitudes = Figure.Series(
        label: "\(label), mode amplitude", colour: 2 * index + 1,
        points: (classical?.amplitude ?? []).map {
          Figure.Point(
            x: $0.temperature, y: $0.value.value,
            standardUncertainty: $0.value.standardUncertainty)
        })
      let temperatures = (amplitudes.points + weights.points).map(\.x).filter(\.isFinite)
      if let fit = series.fit, let lowest = temperatures.min(), let highest = temperatures.max() {
        marks += envelope(fit, label: "\(label), fit of the weights, 95 % band", colour: 2 * index)
        marks.append(
          .line(
            Figure.Series(
              label: "\(label), fit of the weights: \(fit.model)", colour: 2 * index,
              points: FittedCurve(fit).points(from: lowest, to: highest)),
            dash: Figure.Dash.allCases[index % Figure.Dash.allCases.count]))
      }
      points += [.points(amplitudes), .points(weights)]
      sentences += [course(weights, unit: unit), course(amplitudes, unit: unit)]
      statements += statement(on: series)
    }
    sentences += statements
    return Figure(
      name: "sweep-model\(place.suffix)",
      title: "Relaxed weights of the sweep model\(place.name)",
      alternative: sentences.filter { !$0.isEmpty }.joined(separator: " "),
      caption: ([
        "Relaxed weights of the model of the whole sweep beside the amplitudes of the modes, on one "
          + "scale. Bars: standard uncertainties; those of the weights allow for the uncertainty of "
          + "the rest of the model."
      ] + statements).joined(separator: " "),
      xLabel: temperature,
      panels: [
        .init(yLabel: unit == "1" ? "θ" : "θ / \(unit)", marks: marks + points),
        residuals(first.fit, unit: unit),
      ])
  }

  /// What the weights of one order parameter say of the transition, and how they go with its
  /// amplitude.
  private static func statement(on series: AnalysisReport.RelaxedWeightSeries) -> [String] {
    var parts: [String] = []
    if let estimate = series.temperature {
      parts.append(
        "the fit to the weights gives Ttr = "
          + NumberText.shown(estimate.quantity.value, estimate.quantity.standardUncertainty)
          + " K")
    }
    if let correlation = series.correlation {
      parts.append(
        "correlation with the mode amplitude "
          + NumberText.rounded(correlation, significantDigits: 5))
    }
    return parts.isEmpty ? [] : ["\(series.label ?? ""): \(parts.joined(separator: ", "))."]
  }
}
