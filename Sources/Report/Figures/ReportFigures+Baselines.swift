import Foundation

/// Figures of lattice parameters with their baselines, and of strain by several baselines.
extension ReportFigures {
  private typealias Record = AnalysisReport.StrainBaselines

  /// Lengths and angles that differ by less, in Å or relative to a length, are drawn as one.
  private static let sameLattice = 1e-7
  /// An angle, in degrees, that changes by less is fixed by symmetry.
  private static let fixedAngle = 1e-3
  /// Two standard uncertainties to either side hold most of what a baseline may be.
  private static let coverage = 2.0

  /// Lattice parameters on the axes of the parent with the baseline from which strain is taken; nil
  /// where there is none.
  static func lattice(_ report: AnalysisReport) -> Figure? {
    guard let record = report.strainBaselines, let used = record.baselines.first,
      used.course.count > 1, !record.lattices.isEmpty
    else { return nil }
    let groups = equalAxes(in: [0, 1, 2], used)
    var sentences: [String] = []
    let lengths = groups.map { axes in
      panel(axes, record, used, report, height: groups.count == 1 ? 190 : 130, &sentences)
    }
    let angles = equalAxes(in: [3, 4, 5], used).compactMap { axes -> Figure.Panel? in
      varies(axes, record, used) ? panel(axes, record, used, report, height: 110, &sentences) : nil
    }
    return Figure(
      name: "lattice-parameters", title: "Lattice parameters and baseline",
      alternative: sentences.joined(separator: " "), caption: caption(record, used),
      xLabel: temperature, panels: lengths + angles)
  }

  /// The strain of a table of lattice parameters, with the spread that the choice of a baseline
  /// leaves; nil where the baselines list none.
  static func strainByBaselines(_ report: AnalysisReport) -> Figure? {
    guard let record = report.strainBaselines, let used = record.baselines.first,
      !used.strains.isEmpty
    else { return nil }
    var sentences: [String] = []
    func panel(
      _ yLabel: String, height: Double, _ value: (Record.Strain) -> Quantity
    ) -> Figure.Panel {
      let series = Figure.Series(
        label: "against the baseline used", colour: 0,
        points: used.strains.compactMap { point($0.measurement, value($0), in: report) })
      sentences.append("\(yLabel): \(course(series, unit: "1"))")
      var marks = bands(of: report) + [.level(0)]
      let others = record.baselines.filter { $0.strains.count == used.strains.count }
      if others.count > 1 {
        let places = used.strains.indices.compactMap { index -> (Double, Double, Double)? in
          let values = others.map { value($0.strains[index]).value }
          guard let x = temperature(of: used.strains[index].measurement, in: report),
            let low = values.min(), let high = values.max()
          else { return nil }
          return (x, low, high)
        }
        marks.append(envelope(places, label: "spread of \(others.count) baselines"))
      }
      return Figure.Panel(yLabel: yLabel, height: height, marks: marks + [.points(series)])
    }
    let panels = [
      panel("symmetry-breaking strain", height: 180) { $0.breaking },
      panel("volume strain", height: 150) { $0.volume },
    ]
    return Figure(
      name: "strain", title: "Strain over temperature",
      alternative: sentences.joined(separator: " "),
      caption: "Strain against the parent phase extrapolated to the same temperature: the part "
        + "that breaks the symmetry of the parent's lattice, along its direction, and the volume "
        + "strain. Shaded: what other baselines give.", xLabel: temperature, panels: panels)
  }

  // MARK: - Parts

  private static let names = ["a", "b", "c", "α", "β", "γ"]

  private static func value(_ cell: AnalysisReport.Cell, _ axis: Int) -> Quantity? {
    let list = cell.lengths + cell.angles
    return list.indices.contains(axis) ? list[axis] : nil
  }

  /// The axes whose baselines coincide, in groups.
  private static func equalAxes(in axes: [Int], _ baseline: Record.Baseline) -> [[Int]] {
    group(axes) { left, right in
      baseline.course.allSatisfy {
        near(value($0.cell, left)?.value, value($0.cell, right)?.value)
      }
    }
  }

  private static func group(_ axes: [Int], _ isEqual: (Int, Int) -> Bool) -> [[Int]] {
    var groups: [[Int]] = []
    for axis in axes {
      if let place = groups.firstIndex(where: { isEqual($0[0], axis) }) {
        groups[place].append(axis)
      } else {
        groups.append([axis])
      }
    }
    return groups
  }

  private static func near(_ left: Double?, _ right: Double?) -> Bool {
    guard let left, let right else { return left == right }
    return abs(left - right) <= sameLattice * max(1, abs(left))
  }

  /// Whether an angle changes in the sweep or leaves its baseline.
  private static func varies(_ axes: [Int], _ record: Record, _ used: Record.Baseline) -> Bool {
    let expected = used.course.first.flatMap { value($0.cell, axes[0])?.value } ?? 90
    let all =
      record.lattices.flatMap { lattice in axes.compactMap { value(lattice.cell, $0)?.value } }
      + used.course.compactMap { value($0.cell, axes[0])?.value }
    return all.contains { abs($0 - expected) > fixedAngle }
  }

  private static func panel(
    _ axes: [Int], _ record: Record, _ used: Record.Baseline, _ report: AnalysisReport,
    height: Double, _ sentences: inout [String]
  ) -> Figure.Panel {
    let isLength = axes[0] < 3
    let drawn = group(axes) { left, right in
      record.lattices.allSatisfy {
        near(value($0.cell, left)?.value, value($0.cell, right)?.value)
      }
    }
    let series = drawn.enumerated().map { index, members in
      Figure.Series(
        label: members.map { names[$0] }.joined(separator: " = "), colour: index,
        points: record.lattices.compactMap {
          point($0.measurement, value($0.cell, members[0]), in: report)
        })
    }
    let line = Figure.Series(
      label: "baseline, \(used.form)", colour: 5,
      points: used.course.compactMap { place in
        value(place.cell, axes[0]).map { Figure.Point(x: place.temperature, y: $0.value) }
      })
    sentences += series.map { course($0, unit: isLength ? "Å" : "°") }
    sentences.append(course(line, unit: isLength ? "Å" : "°"))
    return Figure.Panel(
      yLabel: axes.map { names[$0] }.joined(separator: ", ") + (isLength ? " / Å" : " / °"),
      includesZero: false, height: height,
      marks: bands(of: report) + shading(axes[0], record, used) + [.line(line, dash: .dashed)]
        + series.map { .points($0) })
  }

  /// The spread of several baselines, or the uncertainty of a single one.
  private static func shading(
    _ axis: Int, _ record: Record, _ used: Record.Baseline
  ) -> [Figure.Mark] {
    let others = record.baselines.filter { $0.course.count == used.course.count }
    if others.count > 1 {
      let places = used.course.indices.compactMap { index -> (Double, Double, Double)? in
        let values = others.compactMap { value($0.course[index].cell, axis)?.value }
        guard let low = values.min(), let high = values.max() else { return nil }
        return (used.course[index].temperature, low, high)
      }
      return [envelope(places, label: "spread of \(others.count) baselines")]
    }
    let places = used.course.compactMap { place -> (Double, Double, Double)? in
      guard let quantity = value(place.cell, axis), let error = quantity.standardUncertainty
      else { return nil }
      return (
        place.temperature, quantity.value - coverage * error, quantity.value + coverage * error
      )
    }
    return places.count > 1 ? [envelope(places, label: "baseline ± 2 s.u.")] : []
  }

  private static func envelope(
    _ places: [(Double, Double, Double)], label: String
  ) -> Figure.Mark {
    .envelope(
      Figure.Envelope(
        label: label, colour: 5, x: places.map(\.0), lower: places.map(\.1),
        upper: places.map(\.2)))
  }

  private static func caption(_ record: Record, _ used: Record.Baseline) -> String {
    var parts = ["Lattice parameters of the structures on the axes of the parent."]
    let count = SummaryText.counted(used.structureCount, "point")
    parts.append(
      used.structureCount > 1
        ? "Dashed: the baseline, the parent phase extrapolated to all temperatures (\(used.form), "
          + "from \(count)); strain is the deviation from it."
        : "Dashed: the baseline, the parent structure itself: fewer than three structures of the "
          + "parent phase give no thermal expansion, and what the lattice loses on cooling counts "
          + "as strain.")
    if record.baselines.count > 1 {
      let forms = record.baselines.map(\.form).joined(separator: ", ")
      parts.append("Shaded: the spread of the baselines that were tried (\(forms)).")
    } else if used.course.contains(where: { value($0.cell, 0)?.standardUncertainty != nil }) {
      parts.append(
        "Shaded: two standard uncertainties of the baseline to either side, from the scatter of the "
          + "parent phase about it.")
    }
    return parts.joined(separator: " ")
  }
}
