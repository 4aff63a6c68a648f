/// The table of the thermal expansion of phases.
extension ReportPage {
  static func expansions(_ report: AnalysisReport) -> PageTable {
    func number(_ value: Double?) -> String {
      value.map { NumberText.rounded($0, significantDigits: 6) } ?? ""
    }
    return PageTable(
      caption: "Thermal expansion: mean coefficients over the range of each phase, in 10⁻⁶/K",
      columns: [
        .init(heading: "phase"), .init(heading: "run"), .init(heading: "from / K", isNumber: true),
        .init(heading: "to / K", isNumber: true), .init(heading: "cells", isNumber: true),
        .init(heading: "coefficient", isNumber: true), .init(heading: "where"),
      ],
      rows: report.expansions.flatMap { expansion -> [[String]] in
        let range = expansion.temperatureRange
        let place = [
          expansion.phase, expansion.run ?? "", number(range.lower), number(range.upper),
          String(expansion.count),
        ]
        return expansion.principal.map { principal in
          place + [
            SummaryText.coefficient(principal.coefficient),
            SummaryText.axis(principal, in: expansion) ?? "in all directions",
          ]
        } + [place + [SummaryText.coefficient(expansion.volume), "volume"]]
      })
  }
}
