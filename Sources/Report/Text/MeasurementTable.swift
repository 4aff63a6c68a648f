import PhaseFitStructures
import PhaseFitSymmetry

/// The table of measurements in the text summary.
enum MeasurementTable {
  /// How many rows are printed before the middle is left to `tables/measurements.csv`.
  private static let rowLimit = 60

  /// The lines of the table with a line on the sources of the temperatures.
  static func lines(of report: AnalysisReport) -> [String] {
    let records = report.sweep.measurements
    guard !records.isEmpty else { return [] }
    let amplitudes = report.verdict == nil ? [:] : self.amplitudes(report)
    let numbersByFile = Dictionary(grouping: records.indices, by: { records[$0].file })
    var columns: [TextTable.Column] = [
      .init(heading: "T/K", limit: 12, isRightAligned: true),
      .init(heading: "declared", limit: 12), .init(heading: "found", limit: 12),
    ]
    if report.verdict != nil { columns.append(.init(heading: "kept", limit: 12)) }
    if !amplitudes.isEmpty {
      columns.append(.init(heading: "amplitude", limit: 14, isRightAligned: true))
    }
    if report.verdict == nil { columns.append(.init(heading: "T from", limit: 24)) }
    columns.append(.init(heading: "file", limit: 80))
    let rows = records.enumerated().map { number, record in
      var row = [
        record.temperature.map(temperature) ?? "-",
        record.spaceGroupDeclared?.symbol ?? record.spaceGroupSpelling ?? "-",
        (record.spaceGroupFound?.symbol ?? "-") + (record.alternatives.isEmpty ? "" : "*"),
      ]
      if report.verdict != nil {
        row.append(report.groupKeptByWeights(measurement: number)?.symbol ?? "-")
      }
      if !amplitudes.isEmpty { row.append(amplitudes[number] ?? "-") }
      if report.verdict == nil { row.append(record.temperatureSource ?? "-") }
      let isRepeated = (numbersByFile[record.file]?.count ?? 0) > 1
      row.append(isRepeated ? record.block ?? record.file : record.file)
      return row
    }
    // A table of lattice parameters has no groups to show.
    let isEmpty = columns.indices.map { index in
      ["declared", "found", "kept"].contains(columns[index].heading)
        && SummaryText.isTable(report) && rows.allSatisfy { $0[index] == "-" }
    }
    let shown = columns.indices.filter { !isEmpty[$0] }
    let table = TextTable(
      columns: shown.map { columns[$0] }, rows: rows.map { row in shown.map { row[$0] } })
    return elided(table.lines()) + footnotes(report, hasAmplitudes: !amplitudes.isEmpty)
  }

  /// A temperature to seven digits, or rounded by its uncertainty where it has one.
  private static func temperature(_ quantity: Quantity) -> String {
    guard quantity.standardUncertainty == nil else {
      return NumberText.measured(quantity.value, quantity.standardUncertainty)
    }
    // Digits beyond the seventh are those of a conversion or an interpolation.
    return NumberText.rounded(quantity.value, significantDigits: 7)
  }

  private static func elided(_ lines: [String]) -> [String] {
    let rows = lines.count - 1
    guard rows > rowLimit else { return lines }
    let shown = rowLimit / 2
    return Array(lines.prefix(shown + 1))
      + ["  … \(rows - 2 * shown) more rows in tables/measurements.csv …"]
      + Array(lines.suffix(shown))
  }

  /// The amplitude of the first primary order parameter that has a value at each measurement.
  private static func amplitudes(_ report: AnalysisReport) -> [Int: String] {
    var result: [Int: String] = [:]
    for parameter in report.transitions.flatMap(\.primary) {
      for point in parameter.amplitude where result[point.measurement] == nil {
        guard point.value.value.isFinite else { continue }
        result[point.measurement] = NumberText.amplitude(point.value)
      }
    }
    return result
  }

  /// What a norm is, in words.
  private static func definition(_ norm: OrderParameterSeries.Norm) -> String {
    switch norm {
    case .childPrimitiveCell:
      "root of the sum of squares over one primitive cell of the structure"
    case .parentPrimitiveCell: "root of the sum of squares over one primitive cell of the parent"
    case .frobenius: "root of the sum of the squares of all nine components of the strain"
    }
  }

  private static func footnotes(_ report: AnalysisReport, hasAmplitudes: Bool) -> [String] {
    var notes: [String] = []
    let records = report.sweep.measurements
    if records.contains(where: { !$0.alternatives.isEmpty }) {
      notes += TextLayout.wrapped("* another group at a third or three times the tolerance")
    }
    if hasAmplitudes {
      let kinds = report.transitions.flatMap(\.primary).map { parameter in
        "\(parameter.kind.rawValue) (\(parameter.norm.rawValue)"
          + (parameter.unit == "1" ? ")" : ", \(parameter.unit))")
      }
      var distinct: [String] = []
      for kind in kinds where !distinct.contains(kind) { distinct.append(kind) }
      notes += TextLayout.wrapped("amplitude: primary " + distinct.joined(separator: ", "))
    }
    // Secondary order parameters above the table are measured by the same norms.
    var norms: [OrderParameterSeries.Norm] = []
    for parameter in report.transitions.flatMap({ $0.primary + $0.secondary })
    where !norms.contains(parameter.norm) {
      norms.append(parameter.norm)
    }
    for norm in norms {
      notes += TextLayout.wrapped("\(norm.rawValue): \(definition(norm))")
    }
    if report.verdict != nil {
      var sources: [(name: String, count: Int)] = []
      for source in records.compactMap(\.temperatureSource) {
        if let index = sources.firstIndex(where: { $0.name == source }) {
          sources[index].count += 1
        } else {
          sources.append((source, 1))
        }
      }
      if !sources.isEmpty {
        notes += TextLayout.wrapped(
          "temperatures from "
            + sources.map { "\($0.name) (\($0.count))" }.joined(separator: ", "))
      }
    }
    return notes
  }
}
