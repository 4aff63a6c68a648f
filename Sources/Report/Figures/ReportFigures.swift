import PhaseFitNumerics
import PhaseFitStructures
import PhaseFitSymmetry

/// The figures of a report, in the order in which a reader wants them; a figure without anything to
/// show is left out.
enum ReportFigures {
  /// The horizontal axis of every figure.
  static let temperature = "T / K"

  /// The figures of a report.
  static func figures(_ report: AnalysisReport) -> [Figure] {
    var figures: [Figure] = []
    for (index, transition) in report.transitions.enumerated() {
      let place = Place(
        suffix: report.transitions.count == 1 ? "" : "-\(index + 1)",
        name: report.transitions.count == 1
          ? "" : " (\(SummaryText.name(transition.below)) → \(SummaryText.name(transition.above)))")
      figures += [
        orderParameter(transition, at: place),
        // Between phases that are no group and subgroup there is no potential to tell by its powers.
        isGroupSubgroup(transition) ? powers(transition, at: place) : nil,
        sweepModel(transition, report, at: place),
      ].compactMap { $0 }
    }
    figures += [
      amplitudes(report), lattice(report), strain(report), volume(report),
      displacementParameters(report), relaxed(report),
    ]
    .compactMap { $0 }
    return figures.compactMap { figure in
      var figure = figure
      figure.panels.removeAll { !$0.showsData }
      return figure.panels.isEmpty ? nil : figure
    }
  }

  private static func isGroupSubgroup(_ transition: AnalysisReport.Transition) -> Bool {
    !transition.evidence.contains { $0.name == "groupSubgroupRelated" && $0.value == .fact(false) }
  }

  /// How the figures of one transition are told from those of another.
  struct Place {
    /// What is added to the name of the file.
    var suffix: String
    /// What is added to the title.
    var name: String
  }

  /// The temperature of a measurement, nil where it is not known.
  static func temperature(of measurement: Int, in report: AnalysisReport) -> Double? {
    guard report.sweep.measurements.indices.contains(measurement) else { return nil }
    return report.sweep.measurements[measurement].temperature?.value
  }

  /// A point at the temperature of a measurement.
  static func point(
    _ measurement: Int, _ quantity: Quantity?, in report: AnalysisReport
  ) -> Figure.Point? {
    guard let quantity, let temperature = temperature(of: measurement, in: report) else {
      return nil
    }
    return Figure.Point(
      x: temperature, y: quantity.value, standardUncertainty: quantity.standardUncertainty)
  }

  /// A wave vector as it is printed in labels.
  static func waveVector(_ components: [Rational]) -> String {
    "k = (\(XMLElementNode.waveVector(components)))"
  }

  /// The name of an order parameter in legends: its irrep where it is known.
  static func name(of parameter: AnalysisReport.OrderParameter) -> String {
    let kind = parameter.kind.rawValue
    if let label = parameter.label { return "\(label), \(kind)" }
    return parameter.waveVector.isEmpty ? kind : "\(kind), \(waveVector(parameter.waveVector))"
  }

  /// A sentence on the course of a series: how many points, from where to where.
  static func course(_ series: Figure.Series, unit: String) -> String {
    let points = series.drawable.sorted { $0.x < $1.x }
    guard let first = points.first, let last = points.last else { return "" }
    let suffix = unit == "1" ? "" : " \(unit)"
    func value(_ point: Figure.Point) -> String {
      "\(NumberText.shown(point.y, point.standardUncertainty))\(suffix) at "
        + "\(NumberText.rounded(point.x, significantDigits: 6)) K"
    }
    let count = "\(points.count) point\(points.count == 1 ? "" : "s")"
    return points.count == 1
      ? "\(series.label): \(count), \(value(first))."
      : "\(series.label): \(count), from \(value(first)) to \(value(last))."
  }

  // MARK: - Figures of the whole sweep

  private static func relaxed(_ report: AnalysisReport) -> Figure? {
    guard let fit = report.relaxedFit else { return nil }
    func series(
      _ label: String, _ colour: Int, _ value: (AnalysisReport.RelaxedStructure) -> Quantity?
    ) -> Figure.Series {
      Figure.Series(
        label: label, colour: colour,
        points: fit.structures.compactMap { point($0.measurement, value($0), in: report) })
    }
    let observed = series("observed distortion", 0) { $0.observedAmplitude }
    let output = series("output of the relaxed model", 1) { $0.outputAmplitude }
    return Figure(
      name: "relaxed-model", title: "Relaxed weights fitted at each temperature",
      alternative: "Amplitude of the observed distortion and of the model's output, below it the "
        + "norms of the relaxed weights. \(course(observed, unit: "Å")) "
        + "\(course(output, unit: "Å"))",
      caption: (fit.amplitudeDefinition.map { "Amplitude: \($0). " } ?? "")
        + "Each temperature is fitted by itself. Weights are named by their degree of rotation and "
        + "parity (0e scalar, 1o vector, 2e tensor; e even, o odd under inversion) and their wave "
        + "vector. Their scale is arbitrary; that a weight is zero is not.",
      xLabel: temperature,
      panels: [
        .init(yLabel: "amplitude / Å", marks: [.points(output), .points(observed)]),
        .init(yLabel: "norm of the relaxed weights", height: 150, marks: weights(fit, report)),
      ])
  }

  /// How many blocks of weights are drawn: no more than there are colours and markers.
  private static let drawnBlocks = FigurePalette.series.count

  private static func weights(
    _ fit: AnalysisReport.RelaxedFitRecord, _ report: AnalysisReport
  ) -> [Figure.Mark] {
    struct Key: Hashable {
      var type: String
      var waveVector: [Rational]
    }
    var keys: [Key] = []
    var largest: [Key: Double] = [:]
    for block in fit.structures.flatMap(\.blocks) {
      let key = Key(type: block.type, waveVector: block.waveVector)
      if largest[key] == nil { keys.append(key) }
      largest[key] = max(largest[key] ?? 0, block.norm)
    }
    let shown = keys.sorted { (largest[$0] ?? 0) > (largest[$1] ?? 0) }.prefix(drawnBlocks)
    return shown.enumerated().map { index, key in
      .points(
        Figure.Series(
          label: "\(key.type), \(waveVector(key.waveVector))", colour: index,
          points: fit.structures.compactMap { structure in
            let norms = structure.blocks.filter {
              $0.type == key.type && $0.waveVector == key.waveVector
            }.map(\.norm)
            guard let temperature = temperature(of: structure.measurement, in: report) else {
              return nil
            }
            let squares = norms.reduce(0) { $0 + $1 * $1 }
            return Figure.Point(x: temperature, y: squares.squareRoot())
          }))
    }
  }

  private static func strain(_ report: AnalysisReport) -> Figure {
    if report.embeddings.isEmpty, let figure = strainByBaselines(report) { return figure }
    func series(
      _ label: String, _ colour: Int, _ value: (AnalysisReport.Strain) -> Quantity?
    ) -> Figure.Series {
      Figure.Series(
        label: label, colour: colour,
        points: report.embeddings.compactMap { embedding in
          point(embedding.measurement, embedding.strain.flatMap(value), in: report)
        })
    }
    let names = ["e11", "e22", "e33", "2e23", "2e13", "2e12"]
    let components = merged(
      names.enumerated().map { index, name in
        series(name, index) { $0.voigt.indices.contains(index) ? $0.voigt[index] : nil }
      })
    let norms = [
      series("breaks the parent's symmetry", 0) { $0.symmetryBreaking },
      series("keeps the parent's symmetry", 1) { $0.symmetryConserving },
    ]
    var references: [String] = []
    for reference in report.embeddings.compactMap(\.strain?.reference)
    where !references.contains(reference) {
      references.append(reference)
    }
    return Figure(
      name: "strain", title: "Strain over temperature",
      alternative: (norms + components).map { course($0, unit: "1") }.joined(separator: " "),
      caption: "Components of e = U − 1 on the parent's Cartesian axes and Frobenius norms of the "
        + "parts that break and keep the parent's symmetry"
        + (references.isEmpty ? "." : ", against \(references.joined(separator: "; "))."),
      xLabel: temperature,
      panels: [
        .init(
          yLabel: "strain component",
          marks: bands(of: report) + [.level(0)] + components.map { .points($0) }),
        .init(yLabel: "norm of the strain", height: 150, marks: norms.map { .points($0) }),
      ])
  }

  /// Values that differ by less are equal by symmetry: no strain is measured to a part in 10⁹.
  private static let equalStrain = 1e-9

  /// Series that coincide as one, named by all of them: markers on top of each other hide which.
  static func merged(_ series: [Figure.Series]) -> [Figure.Series] {
    var result: [Figure.Series] = []
    for item in series {
      let place = result.firstIndex { other in
        other.points.count == item.points.count
          && zip(other.points, item.points).allSatisfy {
            $0.x == $1.x && abs($0.y - $1.y) < equalStrain
          }
      }
      if let place {
        result[place].label += " = \(item.label)"
      } else {
        result.append(item)
      }
    }
    return result
  }

  /// The volume of equal pieces of the crystal: of the parent's primitive cell where structures
  /// are embedded in a parent, else of an atom, which a reconstructive transition has too.
  ///
  ///     V/|det P|   or   V/(atoms in the cell)
  private static func volume(_ report: AnalysisReport) -> Figure {
    let cells = Dictionary(
      report.embeddings.map { ($0.measurement, Double(abs($0.matrix.determinant))) },
      uniquingKeysWith: { first, _ in first })
    func pieces(_ measurement: Int) -> Double? {
      let count =
        cells.isEmpty
        ? report.sweep.measurements[measurement].atomCount.map(Double.init) : cells[measurement]
      return count.flatMap { $0 > 0 ? $0 : nil }
    }
    var groups: [SpaceGroupType?] = []
    for record in report.sweep.measurements where !groups.contains(record.spaceGroupFound) {
      groups.append(record.spaceGroupFound)
    }
    let series = groups.enumerated().map { index, group in
      Figure.Series(
        label: SummaryText.name(group), colour: index,
        points: report.sweep.measurements.enumerated().compactMap { number, record in
          guard record.spaceGroupFound == group, let temperature = record.temperature?.value,
            let volume = record.cell?.volume?.value, let count = pieces(number)
          else { return nil }
          return Figure.Point(x: temperature, y: volume / count)
        })
    }
    let piece = cells.isEmpty ? "atom" : "primitive cell of the parent"
    return Figure(
      name: "volume", title: "Volume over temperature",
      alternative: series.map { course($0, unit: "Å³") }.joined(separator: " "),
      caption: cells.isEmpty
        ? "Volume of the cell divided by the number of atomic positions in it, by space group "
          + "found."
        : "Volume of the cell divided by the number of primitive cells of the parent in it, by "
          + "space group found.",
      xLabel: temperature,
      panels: [
        .init(
          yLabel: "V per \(piece) / Å³", includesZero: false, height: 170,
          marks: series.map { .points($0) })
      ])
  }
}
