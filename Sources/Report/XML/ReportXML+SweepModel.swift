/// The element `sweepModel`, written and read.
extension ReportXML {
  private typealias Reader = ReportXMLReader
  private typealias Record = AnalysisReport.SweepModelRecord

  static func sweepModel(_ model: AnalysisReport.SweepModelRecord) -> XMLElementNode {
    XMLElementNode(
      "sweepModel",
      [
        "verdict": model.verdict, "status": model.status,
        "inflation": NumberText.exact(model.inflation), "weights": String(model.weightCount),
        "seed": String(model.seed),
        "strictChiSquared": NumberText.exact(model.strictChiSquared),
        "strictResiduals": String(model.strictResiduals),
      ],
      children: [model.quality.map { quality("quality", $0, [:]) }]
        + model.candidates.map { candidate in
          quality(
            "candidate", candidate.quality,
            [
              "orderParameters": candidate.labels.joined(separator: " "),
              "chosen": String(candidate.isChosen), "minimal": String(candidate.isMinimal),
              "status": candidate.status,
            ])
        } + model.heldOut.map(heldOut) + model.secondaryExponents.map(secondaryExponent)
        + model.bootstraps.map(modelBootstrap) + model.course.map(predicted))
  }

  private static func predicted(
    _ structure: AnalysisReport.SweepModelRecord.PredictedStructure
  ) -> XMLElementNode {
    func list(_ values: [Double]) -> String {
      values.map { NumberText.exact($0) ?? "0" }.joined(separator: " ")
    }
    return XMLElementNode(
      "predicted",
      [
        "temperature": NumberText.exact(structure.temperature), "strain": list(structure.strain),
        "displacements": list(structure.displacements),
        "occupancies": structure.occupancies.isEmpty ? nil : list(structure.occupancies),
        "source": structure.source.isEmpty ? nil : structure.source,
      ], children: [.group("spaceGroup", structure.group)])
  }

  private static func readPredicted(
    _ node: XMLElementNode
  ) throws(ReportError) -> AnalysisReport.SweepModelRecord.PredictedStructure {
    func list(_ name: String) throws(ReportError) -> [Double] {
      let texts = (node[attribute: name] ?? "").split(separator: " ")
      let values = texts.compactMap { Double($0) }
      guard values.count == texts.count else { throw Reader.failure(node, "no numbers in \(name)") }
      return values
    }
    return Record.PredictedStructure(
      temperature: try number("temperature", node),
      group: try Reader.group(node.child("spaceGroup")), strain: try list("strain"),
      displacements: try list("displacements"), occupancies: try list("occupancies"),
      source: node[attribute: "source"] ?? "")
  }

  private static func quality(
    _ name: String, _ quality: AnalysisReport.SweepModelRecord.Quality,
    _ attributes: KeyValuePairs<String, String?>
  ) -> XMLElementNode {
    var node = XMLElementNode(name, attributes)
    node.attributes +=
      XMLElementNode(
        name,
        [
          "chiSquared": NumberText.exact(quality.chiSquared),
          "residuals": String(quality.residualCount),
          "effectiveParameters": NumberText.exact(quality.effectiveParameters),
          "evidence": NumberText.exact(quality.evidence),
          "evidenceOfNarrowPrior": NumberText.exact(quality.evidenceOfNarrowPrior),
          "bic": NumberText.exact(quality.bayesianCriterion),
          "adequate": String(quality.isAdequate), "iterations": String(quality.iterations),
        ]
      ).attributes
    return node
  }

  private static func heldOut(
    _ entry: AnalysisReport.SweepModelRecord.HeldOut
  ) -> XMLElementNode {
    XMLElementNode(
      "heldOut",
      [
        "measurement": XMLElementNode.identifier(entry.measurement),
        "temperature": NumberText.exact(entry.temperature),
        "modelDisplacement": NumberText.exact(entry.model.displacement),
        "modelStrain": NumberText.exact(entry.model.strain),
        "interpolationDisplacement": NumberText.exact(entry.interpolation.displacement),
        "interpolationStrain": NumberText.exact(entry.interpolation.strain),
        "classicalDisplacement": NumberText.exact(entry.classical.displacement),
        "classicalStrain": NumberText.exact(entry.classical.strain),
        "dataDisplacement": entry.data.flatMap { NumberText.exact($0.displacement) },
        "dataStrain": entry.data.flatMap { NumberText.exact($0.strain) },
      ])
  }

  static func readSweepModel(
    _ node: XMLElementNode
  ) throws(ReportError) -> AnalysisReport.SweepModelRecord {
    var record = Record(
      verdict: try Reader.attribute("verdict", of: node), status: node[attribute: "status"],
      inflation: try number("inflation", node),
      weightCount: try Reader.requiredInteger("weights", of: node),
      seed: UInt64(try Reader.attribute("seed", of: node)) ?? 0,
      quality: try node.child("quality").map(readQuality),
      strictChiSquared: try number("strictChiSquared", node),
      strictResiduals: try Reader.requiredInteger("strictResiduals", of: node),
      candidates: try elements("candidate", in: node) { (child) throws(ReportError) in
        Record.Candidate(
          labels: try Reader.attribute("orderParameters", of: child).split(separator: " ")
            .map(String.init),
          isChosen: child[attribute: "chosen"] == "true",
          isMinimal: child[attribute: "minimal"] == "true",
          status: try Reader.attribute("status", of: child), quality: try readQuality(child))
      },
      heldOut: try elements("heldOut", in: node) { (child) throws(ReportError) in
        func errors(_ name: String) throws(ReportError) -> Record.HeldOut.Errors {
          Record.HeldOut.Errors(
            displacement: try number("\(name)Displacement", child),
            strain: try number("\(name)Strain", child))
        }
        return Record.HeldOut(
          measurement: try Reader.measurement("measurement", of: child),
          temperature: try number("temperature", child), model: try errors("model"),
          interpolation: try errors("interpolation"), classical: try errors("classical"),
          data: child[attribute: "dataDisplacement"] == nil ? nil : try errors("data"))
      },
      secondaryExponents: try elements(
        "secondaryExponent", in: node, readSecondaryExponent),
      bootstraps: try elements("modelBootstrap", in: node, readModelBootstrap))
    record.course = try elements("predicted", in: node, readPredicted)
    return record
  }

  private static func number(_ name: String, _ node: XMLElementNode) throws(ReportError) -> Double {
    try Reader.number(name, of: node) ?? .nan
  }

  private static func readQuality(
    _ node: XMLElementNode
  ) throws(ReportError) -> AnalysisReport.SweepModelRecord.Quality {
    Record.Quality(
      chiSquared: try number("chiSquared", node),
      residualCount: try Reader.requiredInteger("residuals", of: node),
      effectiveParameters: try number("effectiveParameters", node),
      evidence: try number("evidence", node),
      evidenceOfNarrowPrior: try number("evidenceOfNarrowPrior", node),
      bayesianCriterion: try number("bic", node),
      isAdequate: node[attribute: "adequate"] == "true",
      iterations: try Reader.requiredInteger("iterations", of: node))
  }
}
