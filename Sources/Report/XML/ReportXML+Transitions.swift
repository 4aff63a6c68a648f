import PhaseFitSymmetry

/// The element `transition` and what belongs to it.
extension ReportXML {
  static func transition(_ transition: AnalysisReport.Transition) -> XMLElementNode {
    XMLElementNode(
      "transition", ["order": transition.order.rawValue, "run": transition.run],
      children: summary(of: transition)
        + [XMLElementNode("evidence", children: transition.evidence.map(evidence))]
        + transition.primary.map { orderParameter("primary", $0) }
        + transition.secondary.map { orderParameter("secondary", $0) }
        + transition.relaxedWeights.map(relaxedWeights) + [
          .group("groupKeptByWeights", transition.groupKeptByWeights)
        ] + transition.changes.map(irrepChange) + [
          transition.consequences.map {
            XMLElementNode(
              "consequences",
              children: [
                .group("reference", $0.reference), DecompositionXML.primarySets($0.primarySets),
              ] + DecompositionXML.consequences($0))
          },
          transition.refusal.map { XMLElementNode("refusal", text: $0) },
        ] + transition.fits.map { fit($0) }
        + transition.componentFits.map { fit($0, named: "componentFit") })
  }

  private static func summary(of transition: AnalysisReport.Transition) -> [XMLElementNode?] {
    let window = transition.exponent?.window
    return [
      .group("above", transition.above), .group("below", transition.below),
      .interval("bracket", transition.bracket, unit: "K", dictRef: "phasefit:bracket"),
      .interval("coexistence", transition.coexistence, unit: "K", dictRef: "phasefit:coexistence"),
      .estimate("temperature", transition.temperature), .estimate("tc", transition.tc),
      .estimate("tPlus", transition.tPlus),
      .estimate(
        "exponent", transition.exponent?.estimate,
        [
          "windowLower": window?.lower.flatMap(NumberText.exact),
          "windowUpper": window?.upper.flatMap(NumberText.exact),
        ]),
    ]
  }

  private static func evidence(_ evidence: AnalysisReport.Evidence) -> XMLElementNode? {
    func item(kind: String, text: String) -> XMLElementNode {
      XMLElementNode("item", ["name": evidence.name, "kind": kind], text: text)
    }
    switch evidence.value {
    case .number(let number):
      let quantity = Quantity(number, unit: "1", dictRef: "phasefit:evidence")
      return numberItem(quantity, interval: nil, named: evidence.name)
    case .estimate(let estimate):
      return numberItem(estimate.quantity, interval: estimate.interval95, named: evidence.name)
    case .fact(let fact): return item(kind: "fact", text: String(fact))
    case .statement(let statement): return item(kind: "statement", text: statement)
    }
  }

  private static func numberItem(
    _ quantity: Quantity, interval: Interval?, named name: String
  ) -> XMLElementNode? {
    .quantity("item", quantity, interval: interval, ["name": name, "kind": "number"])
  }

  private static func orderParameter(
    _ name: String, _ parameter: AnalysisReport.OrderParameter
  ) -> XMLElementNode {
    XMLElementNode(
      name,
      [
        "label": parameter.label, "k": XMLElementNode.waveVector(parameter.waveVector),
        "direction": parameter.direction, "dimension": parameter.dimension.map(String.init),
        "kind": parameter.kind.rawValue, "norm": parameter.norm.rawValue,
      ], children: parameter.amplitude.map(amplitude))
  }

  private static func amplitude(_ point: AnalysisReport.AmplitudePoint) -> XMLElementNode? {
    guard let temperature = NumberText.exact(point.temperature) else { return nil }
    return .quantity(
      "amplitude", point.value,
      [
        "measurement": XMLElementNode.identifier(point.measurement), "temperature": temperature,
      ])
  }

  private static func relaxedWeights(
    _ series: AnalysisReport.RelaxedWeightSeries
  ) -> XMLElementNode {
    XMLElementNode(
      "relaxedWeights",
      [
        "label": series.label, "calibration": series.calibration,
        "correlation": series.correlation.flatMap(NumberText.exact),
      ],
      children: [series.temperature.flatMap { .estimate("temperature", $0) }]
        + series.values.map(amplitude) + [series.fit.map { fit($0) }])
  }

  private static func fit(
    _ fit: AnalysisReport.Fit, named name: String = "fit"
  ) -> XMLElementNode {
    XMLElementNode(
      name,
      [
        "model": fit.model, "formula": fit.formula, "target": fit.target, "status": fit.status,
        "reported": String(fit.isReported),
        "chiSquared": fit.chiSquared.flatMap(NumberText.exact), "points": String(fit.pointCount),
        "degreesOfFreedom": String(fit.degreesOfFreedom), "weighted": String(fit.isWeighted),
        "aicc": fit.aicc.flatMap(NumberText.exact),
        "deltaAICc": fit.deltaAICc.flatMap(NumberText.exact),
      ],
      children: [
        .interval("window", fit.window, unit: "K", dictRef: "phasefit:window")
      ] + fit.parameters.map(parameter) + fit.points.map(point) + fit.curve.map(curve))
  }

  private static func curve(_ point: AnalysisReport.CurvePoint) -> XMLElementNode? {
    guard let temperature = NumberText.exact(point.temperature),
      let value = NumberText.exact(point.value)
    else { return nil }
    return XMLElementNode(
      "curve",
      [
        "temperature": temperature, "value": value,
        "lower95": point.lower95.flatMap(NumberText.exact),
        "upper95": point.upper95.flatMap(NumberText.exact),
      ])
  }

  private static func parameter(_ parameter: AnalysisReport.FitParameter) -> XMLElementNode? {
    let scaled = parameter.scaledUncertainty.flatMap { $0 >= 0 ? NumberText.exact($0) : nil }
    return .estimate(
      "parameter", parameter.estimate,
      ["name": parameter.name, "scaledSu": scaled, "fixed": String(parameter.isFixed)])
  }

  private static func point(_ point: AnalysisReport.FitPoint) -> XMLElementNode? {
    guard let temperature = NumberText.exact(point.temperature) else { return nil }
    return XMLElementNode(
      "point",
      [
        "measurement": XMLElementNode.identifier(point.measurement), "temperature": temperature,
        "used": String(point.used), "fitted": point.fitted.flatMap(NumberText.exact),
        "residual": point.residual.flatMap(NumberText.exact),
      ], children: [.quantity("observed", point.observed)])
  }
}
