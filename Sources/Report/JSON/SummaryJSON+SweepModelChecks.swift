extension SummaryJSON {
  static func secondaryExponent(
    _ entry: AnalysisReport.SweepModelRecord.SecondaryExponent
  ) -> JSONValue {
    JSONValue([
      "label": .string(entry.label),
      "kind": .string(entry.kind),
      "term": .string(orNull: entry.term),
      "predicted": .integer(orNull: entry.predicted),
      "fitted": .number(orNull: entry.fitted),
      "lower95": .number(orNull: entry.lower95),
      "upper95": .number(orNull: entry.upper95),
      "points": .integer(orNull: entry.pointCount),
      "agrees": entry.agrees.map { .bool($0) } ?? .null,
    ])
  }

  static func modelBootstrap(_ entry: AnalysisReport.SweepModelRecord.Bootstrap) -> JSONValue {
    JSONValue([
      "label": .string(entry.label),
      "replicates": .integer(orNull: entry.replicateCount),
      "failures": .integer(orNull: entry.failureCount),
      "temperature": .number(orNull: entry.temperature),
      "temperatureUncertainty": .number(orNull: entry.temperatureUncertainty),
      "temperatureLower95": .number(orNull: entry.temperatureLower95),
      "temperatureUpper95": .number(orNull: entry.temperatureUpper95),
      "band": .array(
        entry.band.map { point in
          JSONValue([
            "measurement": .integer(orNull: point.measurement),
            "standardUncertainty": .number(point.standardUncertainty),
            "lower95": .number(point.lower95),
            "upper95": .number(point.upper95),
          ])
        }),
    ])
  }
}
