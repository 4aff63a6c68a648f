/// Tables of what the model of the sweep was tested on.
extension ReportPage {
  private static func columns(_ headings: [String], isNumber: Bool = true) -> [PageTable.Column] {
    headings.map { PageTable.Column(heading: $0, isNumber: isNumber) }
  }

  private static func number(_ value: Double?, _ digits: Int = 3) -> String {
    value.map { NumberText.rounded($0, significantDigits: digits) } ?? ""
  }

  /// Powers with which secondary distortions follow.
  static func exponents(_ model: AnalysisReport.SweepModelRecord) -> PageTable {
    PageTable(
      caption: "Secondary distortions: the power of the primary order parameter",
      columns: columns(["secondary", "of", "lowest term"], isNumber: false)
        + columns(["predicted", "fitted", "95 % from", "95 % to", "structures"])
        + columns(["remark"], isNumber: false),
      rows: model.secondaryExponents.map { entry in
        [entry.label, entry.kind, entry.term ?? "none to degree 6"]
          + [
            entry.predicted.map { String($0) } ?? "", number(entry.fitted), number(entry.lower95),
            number(entry.upper95), String(entry.pointCount),
            entry.agrees.map { $0 ? "agrees" : "differs" } ?? "not tested",
          ]
      })
  }

  /// The transition temperatures of refits of the model.
  static func refits(_ model: AnalysisReport.SweepModelRecord) -> PageTable {
    PageTable(
      caption: "Transition temperatures of refits of the sweep model to structures with new noise",
      columns: columns(["order parameter"], isNumber: false)
        + columns(["refits", "left out", "Ttr / K", "s.u.", "95 % from", "95 % to"]),
      rows: model.bootstraps.map { entry in
        [entry.label, String(entry.replicateCount), String(entry.failureCount)]
          + [
            entry.temperature, entry.temperatureUncertainty, entry.temperatureLower95,
            entry.temperatureUpper95,
          ].map { number($0, 5) }
      })
  }

  /// The order parameters of refits of the model.
  static func bootstraps(
    _ model: AnalysisReport.SweepModelRecord, _ report: AnalysisReport
  ) -> PageTable {
    PageTable(
      caption: "Order parameters of refits of the sweep model to structures with new noise",
      columns: columns(["order parameter"], isNumber: false) + placeColumns
        + columns(["s.u.", "95 % from", "95 % to"]),
      rows: model.bootstraps.flatMap { entry in
        entry.band.map { point in
          [entry.label] + place(point.measurement, report)
            + [point.standardUncertainty, point.lower95, point.upper95].map { number($0, 4) }
        }
      })
  }
}
