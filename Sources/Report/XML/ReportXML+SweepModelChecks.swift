/// The elements `secondaryExponent` and `modelBootstrap`, written and read.
extension ReportXML {
  private typealias Reader = ReportXMLReader
  private typealias Record = AnalysisReport.SweepModelRecord

  static func secondaryExponent(
    _ entry: AnalysisReport.SweepModelRecord.SecondaryExponent
  ) -> XMLElementNode {
    XMLElementNode(
      "secondaryExponent",
      [
        "label": entry.label, "kind": entry.kind, "term": entry.term,
        "predicted": entry.predicted.map { String($0) },
        "fitted": entry.fitted.flatMap { NumberText.exact($0) },
        "lower95": entry.lower95.flatMap { NumberText.exact($0) },
        "upper95": entry.upper95.flatMap { NumberText.exact($0) },
        "points": String(entry.pointCount), "agrees": entry.agrees.map { String($0) },
      ])
  }

  static func modelBootstrap(
    _ entry: AnalysisReport.SweepModelRecord.Bootstrap
  ) -> XMLElementNode {
    XMLElementNode(
      "modelBootstrap",
      [
        "label": entry.label, "replicates": String(entry.replicateCount),
        "failures": String(entry.failureCount),
        "temperature": entry.temperature.flatMap { NumberText.exact($0) },
        "temperatureUncertainty": entry.temperatureUncertainty.flatMap { NumberText.exact($0) },
        "temperatureLower95": entry.temperatureLower95.flatMap { NumberText.exact($0) },
        "temperatureUpper95": entry.temperatureUpper95.flatMap { NumberText.exact($0) },
      ],
      children: entry.band.map { point in
        XMLElementNode(
          "band",
          [
            "measurement": XMLElementNode.identifier(point.measurement),
            "standardUncertainty": NumberText.exact(point.standardUncertainty),
            "lower95": NumberText.exact(point.lower95),
            "upper95": NumberText.exact(point.upper95),
          ])
      })
  }

  static func readSecondaryExponent(
    _ node: XMLElementNode
  ) throws(ReportError) -> AnalysisReport.SweepModelRecord.SecondaryExponent {
    Record.SecondaryExponent(
      label: try Reader.attribute("label", of: node),
      kind: try Reader.attribute("kind", of: node), term: node[attribute: "term"],
      predicted: node[attribute: "predicted"].flatMap { Int($0) },
      fitted: try Reader.number("fitted", of: node),
      lower95: try Reader.number("lower95", of: node),
      upper95: try Reader.number("upper95", of: node),
      pointCount: try Reader.requiredInteger("points", of: node))
  }

  static func readModelBootstrap(
    _ node: XMLElementNode
  ) throws(ReportError) -> AnalysisReport.SweepModelRecord.Bootstrap {
    Record.Bootstrap(
      label: try Reader.attribute("label", of: node),
      replicateCount: try Reader.requiredInteger("replicates", of: node),
      failureCount: try Reader.requiredInteger("failures", of: node),
      temperature: try Reader.number("temperature", of: node),
      temperatureUncertainty: try Reader.number("temperatureUncertainty", of: node),
      temperatureLower95: try Reader.number("temperatureLower95", of: node),
      temperatureUpper95: try Reader.number("temperatureUpper95", of: node),
      band: try elements("band", in: node) { (child) throws(ReportError) in
        Record.Bootstrap.Point(
          measurement: try Reader.measurement("measurement", of: child),
          standardUncertainty: try Reader.number("standardUncertainty", of: child) ?? .nan,
          lower95: try Reader.number("lower95", of: child) ?? .nan,
          upper95: try Reader.number("upper95", of: child) ?? .nan)
      })
  }
}
