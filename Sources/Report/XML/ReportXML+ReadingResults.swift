import PhaseFitNumerics
import PhaseFitSymmetry

/// Reading embeddings, distortions, the relaxed fit and transitions back.
extension ReportXML {
  private typealias Reader = ReportXMLReader

  // MARK: - Embeddings and distortions

  static func readEmbedding(
    _ node: XMLElementNode
  ) throws(ReportError) -> AnalysisReport.Embedding {
    guard let matrix = node.child("matrix"), let shift = node.child("originShift") else {
      throw Reader.failure(node, "no matrix or no originShift")
    }
    let entries = try Reader.numbers(matrix)
    let origin = try Reader.numbers(shift)
    guard entries.count == 9, origin.count == 3, entries.allSatisfy({ abs($0) < 1e9 }) else {
      throw Reader.failure(matrix, matrix.text ?? "")
    }
    return AnalysisReport.Embedding(
      measurement: try Reader.measurement("measurement", of: node),
      matrix: IntegerMatrix3(entries.map { Int($0) }),
      originShift: Vector3(origin[0], origin[1], origin[2]),
      cellMultiplication: try Reader.requiredInteger("cellMultiplication", of: node),
      index: try Reader.integer("index", of: node),
      maximumDisplacement: try Reader.quantity(node.child("maximumDisplacement")),
      rootMeanSquareDisplacement: try Reader.quantity(node.child("rootMeanSquareDisplacement")),
      strain: try node.child("strain").map(readStrain),
      rotationRemoved: try Reader.matrix(node.child("rotationRemoved")),
      rotationAngle: try Reader.quantity(node.child("rotationAngle")),
      domainOperation: node.child("domainOperation")?.text)
  }

  private static func readStrain(
    _ node: XMLElementNode
  ) throws(ReportError) -> AnalysisReport.Strain {
    AnalysisReport.Strain(
      tensor: try Reader.matrix(node.child("tensor")) ?? .zero,
      voigt: try elements("component", in: node, Reader.requiredQuantity),
      symmetryBreaking: try Reader.quantity(node.child("symmetryBreaking")),
      symmetryConserving: try Reader.quantity(node.child("symmetryConserving")),
      reference: try Reader.attribute("reference", of: node))
  }

  static func readDistortion(
    _ node: XMLElementNode
  ) throws(ReportError) -> AnalysisReport.Distortion {
    AnalysisReport.Distortion(
      measurement: try Reader.measurement("measurement", of: node),
      stars: try elements("star", in: node) { (star) throws(ReportError) in
        AnalysisReport.StarAmplitude(
          waveVector: try Reader.waveVector(star), armCount: try Reader.integer("arms", of: star),
          displacementAs: try Reader.quantity(star.child("displacementAs")),
          displacementAp: try Reader.quantity(star.child("displacementAp")),
          occupancy: try Reader.quantity(star.child("occupancyAmplitude")))
      },
      irreps: try elements("irrep", in: node, readIrrep),
      displacements: try elements("siteDistortion", in: node) { (site) throws(ReportError) in
        var components: [Quantity] = []
        for name in ["ux", "uy", "uz"] {
          if let value = try Reader.quantity(site.child(name)) { components.append(value) }
        }
        return AnalysisReport.SiteDisplacement(
          label: try Reader.attribute("label", of: site), position: try Reader.position(site),
          components: components,
          occupancy: try Reader.quantity(site.child("occupancyDeviation")))
      })
  }

  // MARK: - Relaxed fit

  static func readRelaxedFit(
    _ node: XMLElementNode
  ) throws(ReportError) -> AnalysisReport.RelaxedFitRecord {
    AnalysisReport.RelaxedFitRecord(
      status: try Reader.choice(
        try Reader.attribute("status", of: node), of: node,
        as: AnalysisReport.RelaxedFitRecord.Status.self), settings: try readSettings(node),
      iterations: try Reader.requiredInteger("iterations", of: node),
      firstLoss: try Reader.number("firstLoss", of: node),
      lastLoss: try Reader.number("lastLoss", of: node),
      amplitudeDefinition: node.child("amplitudeDefinition")?.text,
      structures: try elements("structure", in: node, readRelaxedStructure))
  }

  private static func readRelaxedStructure(
    _ node: XMLElementNode
  ) throws(ReportError) -> AnalysisReport.RelaxedStructure {
    AnalysisReport.RelaxedStructure(
      measurement: try Reader.measurement("measurement", of: node),
      blocks: try elements("block", in: node) { (block) throws(ReportError) in
        let type = try Reader.attribute("type", of: block)
        guard let degree = Int(type.dropLast()), let parity = type.last, "eo".contains(parity)
        else { throw Reader.failure(block, type) }
        // A norm that is not finite is left out on writing.
        return AnalysisReport.WeightBlock(
          degree: degree, isEven: parity == "e", waveVector: try Reader.waveVector(block),
          norm: try Reader.number("norm", of: block) ?? .nan)
      }, operationsKept: try Reader.requiredInteger("operationsKept", of: node),
      operationsOfParent: try Reader.requiredInteger("operationsOfParent", of: node),
      groupKept: try Reader.group(node.child("groupKept")),
      agreesWithFound: node[attribute: "agreesWithFound"].map { $0 == "true" },
      outputAmplitude: try Reader.quantity(node.child("outputAmplitude")),
      observedAmplitude: try Reader.quantity(node.child("observedAmplitude")),
      relativeResidual: try Reader.quantity(node.child("relativeResidual")))
  }

  // MARK: - Transitions

  static func readTransition(
    _ node: XMLElementNode
  ) throws(ReportError) -> AnalysisReport.Transition {
    AnalysisReport.Transition(
      above: try Reader.group(node.child("above")), below: try Reader.group(node.child("below")),
      run: node[attribute: "run"], bracket: try Reader.interval(node.child("bracket")),
      coexistence: try Reader.interval(node.child("coexistence")),
      temperature: try Reader.estimate(node.child("temperature")),
      tc: try Reader.estimate(node.child("tc")), tPlus: try Reader.estimate(node.child("tPlus")),
      order: try Reader.choice(
        try Reader.attribute("order", of: node), of: node,
        as: AnalysisReport.Transition.Order.self),
      evidence: try elements("item", in: node.child("evidence"), readEvidence),
      primary: try elements("primary", in: node, readOrderParameter),
      secondary: try elements("secondary", in: node, readOrderParameter),
      exponent: try readExponent(node.child("exponent")),
      relaxedWeights: try elements("relaxedWeights", in: node) { (series) throws(ReportError) in
        AnalysisReport.RelaxedWeightSeries(
          label: series[attribute: "label"], calibration: series[attribute: "calibration"],
          values: try elements("amplitude", in: series, readAmplitude),
          correlation: try Reader.number("correlation", of: series),
          temperature: try Reader.estimate(series.child("temperature")),
          fit: try series.child("fit").map(readFit))
      }, groupKeptByWeights: try Reader.group(node.child("groupKeptByWeights")),
      changes: try elements("change", in: node, readIrrepChange),
      consequences: try readConsequences(node.child("consequences")),
      fits: try elements("fit", in: node, readFit),
      componentFits: try elements("componentFit", in: node, readFit),
      refusal: node.child("refusal")?.text)
  }

  private static func readExponent(
    _ node: XMLElementNode?
  ) throws(ReportError) -> AnalysisReport.Exponent? {
    guard let node, let estimate = try Reader.estimate(node) else { return nil }
    let lower = try Reader.number("windowLower", of: node)
    let upper = try Reader.number("windowUpper", of: node)
    return AnalysisReport.Exponent(
      estimate, window: lower == nil && upper == nil ? nil : Interval(lower: lower, upper: upper))
  }

  /// A plain number is written as a quantity of the name `phasefit:evidence`.
  private static func readEvidence(
    _ node: XMLElementNode
  ) throws(ReportError) -> AnalysisReport.Evidence {
    let name = try Reader.attribute("name", of: node)
    switch try Reader.attribute("kind", of: node) {
    case "fact": return AnalysisReport.Evidence(name: name, .fact(node.text == "true"))
    case "statement": return AnalysisReport.Evidence(name: name, .statement(node.text ?? ""))
    default:
      guard let estimate = try Reader.estimate(node) else { throw Reader.failure(node, "nothing") }
      return AnalysisReport.Evidence(
        name: name,
        estimate.quantity.dictRef == "phasefit:evidence"
          ? .number(estimate.quantity.value) : .estimate(estimate))
    }
  }

  private static func readOrderParameter(
    _ node: XMLElementNode
  ) throws(ReportError) -> AnalysisReport.OrderParameter {
    AnalysisReport.OrderParameter(
      label: node[attribute: "label"], waveVector: try Reader.waveVector(node),
      direction: node[attribute: "direction"], dimension: try Reader.integer("dimension", of: node),
      kind: try Reader.choice(
        try Reader.attribute("kind", of: node), of: node, as: OrderParameterSeries.Kind.self),
      norm: try Reader.choice(
        try Reader.attribute("norm", of: node), of: node, as: OrderParameterSeries.Norm.self),
      amplitude: try elements("amplitude", in: node, readAmplitude))
  }

  private static func readAmplitude(
    _ node: XMLElementNode
  ) throws(ReportError) -> AnalysisReport.AmplitudePoint {
    AnalysisReport.AmplitudePoint(
      measurement: try Reader.measurement("measurement", of: node),
      temperature: try Reader.requiredNumber("temperature", of: node),
      value: try Reader.requiredQuantity(node))
  }

  private static func readFit(_ node: XMLElementNode) throws(ReportError) -> AnalysisReport.Fit {
    AnalysisReport.Fit(
      model: try Reader.attribute("model", of: node),
      formula: try Reader.attribute("formula", of: node),
      target: try Reader.attribute("target", of: node),
      status: try Reader.attribute("status", of: node),
      isReported: node[attribute: "reported"] == "true",
      parameters: try elements("parameter", in: node) { (parameter) throws(ReportError) in
        guard let estimate = try Reader.estimate(parameter) else {
          throw Reader.failure(parameter, "nothing")
        }
        return AnalysisReport.FitParameter(
          name: try Reader.attribute("name", of: parameter), estimate,
          scaledUncertainty: try Reader.number("scaledSu", of: parameter),
          isFixed: parameter[attribute: "fixed"] == "true")
      }, chiSquared: try Reader.number("chiSquared", of: node),
      pointCount: try Reader.requiredInteger("points", of: node),
      degreesOfFreedom: try Reader.requiredInteger("degreesOfFreedom", of: node),
      isWeighted: node[attribute: "weighted"] == "true",
      aicc: try Reader.number("aicc", of: node),
      deltaAICc: try Reader.number("deltaAICc", of: node),
      window: try Reader.interval(node.child("window")),
      points: try elements("point", in: node) { (point) throws(ReportError) in
        guard let observed = try Reader.quantity(point.child("observed")) else {
          throw Reader.failure(point, "no observed")
        }
        return AnalysisReport.FitPoint(
          measurement: try Reader.measurement("measurement", of: point),
          temperature: try Reader.requiredNumber("temperature", of: point), observed: observed,
          fitted: try Reader.number("fitted", of: point),
          residual: try Reader.number("residual", of: point),
          used: point[attribute: "used"] != "false")
      },
      curve: try elements("curve", in: node) { (point) throws(ReportError) in
        AnalysisReport.CurvePoint(
          temperature: try Reader.requiredNumber("temperature", of: point),
          value: try Reader.requiredNumber("value", of: point),
          lower95: try Reader.number("lower95", of: point),
          upper95: try Reader.number("upper95", of: point))
      })
  }
}
