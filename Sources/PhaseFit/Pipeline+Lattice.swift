import Foundation
import PhaseFitLandau
import PhaseFitReport
import PhaseFitStructures
import PhaseFitSymmetry

/// A file of lattice parameters instead of structures.
struct LatticeInput {
  /// The path as given.
  var path: String
  /// The bytes of the file.
  var data: Data
  /// Its text.
  var text: String

  /// The extensions of tables; other files are structures.
  private static let extensions: Set<String> = ["csv", "tsv", "tab", "txt", "dat"]

  /// The table behind some paths; nil where they are not one file of lattice parameters.
  ///
  /// - Throws: `PhaseFitError` for a table of an order parameter, which another command takes.
  init?(_ paths: [String]) throws(PhaseFitError) {
    guard paths.count == 1, let path = paths.first,
      Self.extensions.contains(URL(filePath: path).pathExtension.lowercased()),
      let data = FileManager.default.contents(atPath: path, upTo: LatticeTable.sizeLimit),
      let text = String(bytes: data, encoding: .utf8),
      !text.contains("\0")
    else { return nil }
    guard LatticeTable.isRecognised(text) else {
      if (try? OrderParameterTable(text: text, name: path)) != nil {
        throw PhaseFitError(
          .badData,
          "\(path): a table of temperature and value; expected lattice parameters or structures; for "
            + "an order parameter use phasefit landau")
      }
      return nil
    }
    (self.path, self.data, self.text) = (path, data, text)
  }

  /// What to do where a folder holds no structures but tables of lattice parameters; nil where it
  /// holds none.
  static func advice(on paths: [String]) -> String? {
    guard paths.count == 1, let folder = paths.first,
      let names = try? FileManager.default.contentsOfDirectory(atPath: folder)
    else { return nil }
    let tables = names.sorted().map { URL(filePath: folder).appending(path: $0).relativePath }
      .filter { (try? LatticeInput([$0])) ?? nil != nil }
    guard let first = tables.first else { return nil }
    let others = tables.count > 1 ? ", the first of \(tables.count)" : ""
    return "The folder holds lattice parameters: phasefit analyse \(first) takes a table\(others)."
  }
}

extension Pipeline {
  /// Analyses a table of lattice parameters.
  ///
  /// - Throws: `PhaseFitError` where the table cannot be read.
  static func analyse(_ input: LatticeInput, options: AnalysisOptions) throws -> AnalysisReport {
    var (report, table) = try read(input, options: options)
    let stage: LatticeStage
    do {
      stage = try LatticeStage(
        table,
        options: LandauAnalysis.Options(
          bootstrapReplicates: LandauStage.bootstrapReplicates, seed: options.seed,
          calorimetry: options.calorimetry))
    } catch {
      throw PhaseFitError(.badData, "\(table.name): \(error)")
    }
    report.diagnostics += stage.strains.diagnostics
    report.record(stage, table: table)
    return report
  }

  /// A report on what a table holds, and the table.
  ///
  /// - Throws: `PhaseFitError` where the table cannot be read.
  static func read(
    _ input: LatticeInput, options: AnalysisOptions
  ) throws -> (report: AnalysisReport, table: LatticeTable) {
    let name = URL(filePath: input.path).lastPathComponent
    let table: LatticeTable
    do throws(LatticeTableError) {
      table = try LatticeTable(text: input.text, name: name)
    } catch {
      throw PhaseFitError(.badData, error.description)
    }
    let report = AnalysisReport(
      provenance: AnalysisReport.Provenance(
        date: Date(), command: options.command, seed: options.seed,
        settings: [AnalysisReport.Setting(name: "table", value: table.format.rawValue)],
        inputs: [
          AnalysisReport.Input(
            file: name, byteCount: input.data.count,
            sha256: SHA256.hexadecimal(of: Array(input.data)))
        ]),
      sweep: AnalysisReport.SweepRecord(
        name: URL(filePath: input.path).deletingPathExtension().lastPathComponent,
        measurements: table.rows.indices.map { index in
          AnalysisReport.MeasurementRecord(table.rows[index], name: name)
        }),
      diagnostics: table.diagnostics)
    return (report, table)
  }
}

extension AnalysisReport.MeasurementRecord {
  /// The record of one row of a table.
  fileprivate init(_ row: LatticeTable.Row, name: String) {
    self.init(
      file: name, block: "line \(row.line)",
      temperature: .temperature(
        row.temperature, standardUncertainty: row.temperatureUncertainty, origin: .stated),
      temperatureSource: Self.tableColumn, branch: row.branch,
      cell: AnalysisReport.Cell(row.cell))
  }
}

extension AnalysisReport {
  /// Records what the strain of a table says.
  fileprivate mutating func record(_ stage: LatticeStage, table: LatticeTable) {
    diagnostics.append(
      Diagnostic(
        .note, code: "lattice-metric-only",
        message:
          "lattice parameters show the symmetry of the metric, which can be higher than that "
          + "of the structure: the temperature is where strain appears, space groups and the irrep of "
          + "the order parameter need structures", file: table.name))
    guard let strain = stage.strains.strains.first, let main = stage.coupled.first else {
      let isOfOneLength = table.diagnostics.contains { $0.code == "table-one-length" }
      verdict = isOfOneLength ? .insufficientData : .noTransition
      if isOfOneLength { return }
      diagnostics.append(
        Diagnostic(
          .warning, code: "lattice-no-strain", message: stage.strains.refusal ?? "no strain",
          file: table.name))
      return
    }
    verdict = .transition
    strainBaselines = StrainBaselines(
      stage.strains, cells: sweep.measurements.compactMap(\.cell),
      temperatures: table.rows.map(\.temperature))
    var transition = Transition(above: nil, below: nil)
    let bracket = main.analysis.bracket
    transition.bracket = Interval(lower: bracket.lower, upper: bracket.upper)
    if let both = bracket.coexistence {
      transition.coexistence = Interval(lower: both[0], upper: both[1])
    }
    transition.primary = [OrderParameter(strain.series(.bilinear), origin: .stated)]
    transition.secondary = strain.volumeSeries.map { [OrderParameter($0, origin: .stated)] } ?? []
    transition.record(main.analysis, target: transition.primary[0])
    transition.temperature = stage.temperature?.estimate(
      unit: "K", name: "transition_temperature", source: main.analysis.preferred?.uncertaintySource)
    transition.order = Transition.Order(rawValue: stage.order.rawValue) ?? .undetermined
    transition.fits = stage.coupled.flatMap { coupled in
      let criteria = coupled.analysis.fits.compactMap(\.correctedAkaike)
      return coupled.analysis.fits.enumerated().map { index, fit in
        Fit(
          fit, target: coupled.coupling.words, unit: "1",
          isReported: coupled.coupling == main.coupling && index == coupled.analysis.preferredFit
            && !coupled.analysis.isWithheld,
          bestCriterion: criteria.min())
      }
    }
    transition.fits.sort { $0.isReported && !$1.isReported }
    transition.evidence += stage.evidence(strain)
    transitions = [transition]
    var seen: Set<String> = []
    diagnostics += stage.coupled.flatMap(\.analysis.diagnostics)
      .filter { seen.insert($0.code + $0.message).inserted }
  }
}

extension LatticeStage {
  /// What speaks for the answer beside the fits.
  fileprivate func evidence(_ strain: SpontaneousStrain) -> [AnalysisReport.Evidence] {
    typealias Evidence = AnalysisReport.Evidence
    var list = [
      Evidence(
        name: "latticeSystems",
        .statement(
          "\(strain.parent.system.rawValue) above, \(strain.distorted.system.rawValue) below")),
      Evidence(
        name: "latticeChange",
        .statement(
          "\(strain.distorted.system.rawValue) → \(strain.parent.system.rawValue) lattice")),
    ]
    for item in coupled {
      var words = "\(item.coupling.words): \(item.analysis.order.rawValue)"
      if let estimate = item.analysis.temperature {
        words += Self.words(estimate)
      }
      list.append(
        Evidence(
          name: item.coupling == .bilinear ? "couplingBilinear" : "couplingLinearQuadratic",
          .statement(words)))
    }
    if let volume = Self.volumeWords(strains.strains) {
      list.append(Evidence(name: "volumeStrain", .statement(volume)))
      if let coupling = volumeCoupling(strain) {
        list.append(Evidence(name: "volumeStrainCoupling", .statement(coupling)))
      }
    }
    if let main = coupled.first {
      let temperatures = main.byBaseline.map(\.temperature)
      if !main.analysis.isWithheld, let low = temperatures.min(), let high = temperatures.max() {
        list.append(
          Evidence(
            name: "baseline",
            .statement(
              "baseline \(strain.baseline.form), \(strain.baseline.pointCount) parent points; by "
                + "\(temperatures.count) baselines the transition is at \(Self.kelvin(low, in: main)) to "
                + "\(Self.kelvin(high, in: main)) K")))
      } else {
        list.append(
          Evidence(
            name: "baseline",
            .statement(
              "baseline \(strain.baseline.form), \(strain.baseline.pointCount) parent points")))
      }
      if let branches = main.branches {
        list.append(Evidence(name: "hysteresis", .statement(branches.statement)))
      }
    }
    return list
  }
  /// The volume strain fitted jointly with the strain of the preferred coupling, its power free.
  private func volumeCoupling(_ strain: SpontaneousStrain) -> String? {
    guard let main = coupled.first, let model = CouplingStage.heldModel(main.analysis) else {
      return nil
    }
    return CouplingStage.volumeStatement { power in
      try strain.volumeCoupling(model, primary: main.series, power: power)
    }
  }

  /// The volume strain tr e of the coldest distorted row, with its spread over baselines.
  private static func volumeWords(_ strains: [SpontaneousStrain]) -> String? {
    guard strains.first?.volumeSeries != nil,
      let point = strains.first?.points.first(where: { !$0.isParent })
    else { return nil }
    let others = strains.filter { $0.baseline.form != .constant }
      .compactMap { strain in strain.points.first { $0.row == point.row }?.volume }
    let own = LandauEstimate(
      value: point.volume, standardUncertainty: point.volumeUncertainty)
    var words = "volume strain \(own.valueText) at \(point.temperature.significant(7)) K"
    if let low = others.min(), let high = others.max(), others.count > 1 {
      words += "; by \(others.count) baselines \(own.text(low)) to \(own.text(high))"
    }
    return words
  }

  /// A transition temperature with its interval, or its interval alone.
  private static func words(_ estimate: LandauEstimate) -> String {
    let interval = estimate.isIntervalOnly || estimate.value != nil ? estimate.intervalText : nil
    guard let value = estimate.value else {
      return interval.map { ", transition in \($0) K" } ?? ""
    }
    return ", transition at \(estimate.text(value)) K" + (interval.map { " (\($0) K)" } ?? "")
  }

  /// A temperature of another baseline to the place that the main one supports.
  private static func kelvin(_ temperature: Double, in main: Coupled) -> String {
    main.analysis.temperature?.text(temperature) ?? String(format: "%.1f", temperature)
  }
}
