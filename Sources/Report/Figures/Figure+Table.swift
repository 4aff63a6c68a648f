/// The numbers of a figure as comma-separated text, every digit kept.
extension Figure {
  /// The table: one row for each point of each series and for each band.
  func table() -> String {
    var table = CommaSeparatedTable(
      columns: ["panel", "mark", "label", "x", "y", "y_su", "used", "x_upper"])
    for panel in panels {
      func append(_ mark: String, _ series: Series) {
        for point in series.drawable {
          table.append([
            .text(panel.yLabel), .text(mark), .text(series.label), .number(point.x),
            .number(point.y), .number(point.standardUncertainty), .fact(point.isUsed),
            .number(nil),
          ])
        }
      }
      for mark in panel.marks {
        switch mark {
        case .points(let series): append("points", series)
        case .line(let series, _): append("line", series)
        case .band(let label, let interval, _):
          table.append([
            .text(panel.yLabel), .text("band"), .text(label), .number(interval.lower),
            .number(nil), .number(nil), .fact(nil), .number(interval.upper),
          ])
        case .envelope(let envelope):
          for (x, lower, upper) in envelope.points {
            for (side, y) in [("lower 95 %", lower), ("upper 95 %", upper)] {
              table.append([
                .text(panel.yLabel), .text(side), .text(envelope.label), .number(x), .number(y),
                .number(nil), .fact(nil), .number(nil),
              ])
            }
          }
        case .level: break
        }
      }
    }
    return table.text
  }
}
