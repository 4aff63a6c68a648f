import Foundation
import PhaseFitLandau
import PhaseFitRelaxedModel
public import PhaseFitReport
import PhaseFitStructures
import PhaseFitSymmetry

/// The whole line from files to the report.
///
///     files → Sweep → symmetry → parent → embedding → phases → relaxed fit → Landau fits → report
///
/// Every arrow is a function of a module below; this file only composes them.
public enum Pipeline {
  /// Reads a sweep and finds the symmetry of its structures; fits nothing.
  ///
  /// - Parameters:
  ///   - paths: a folder, a list of files, or one file of several blocks.
  ///   - options: temperatures, recursion and strictness are used.
  /// - Returns: a report with measurements and diagnostics only; its verdict is nil.
  /// - Throws: `PhaseFitError` where nothing can be read.
  public static func inspect(_ paths: [String], options: AnalysisOptions) throws
    -> AnalysisReport
  {
    if let table = try LatticeInput(paths) { return try read(table, options: options).report }
    let sweep = try read(paths, options: options)
    return report(on: sweep, symmetry: SymmetryStage.run(sweep), options: options)
  }

  /// Analyses a sweep.
  ///
  /// - Parameters:
  ///   - paths: a folder, a list of files, or one file of several blocks.
  ///   - options: what the caller chooses.
  ///   - progress: called as stages advance.
  /// - Returns: the report, whatever its verdict.
  /// - Throws: `PhaseFitError` where no report can be made.
  public static func analyse(
    _ paths: [String], options: AnalysisOptions, progress: ((AnalysisProgress) -> Void)? = nil
  ) throws -> AnalysisReport {
    progress?(AnalysisProgress(stage: "reading", completed: 0, total: 1))
    var report: AnalysisReport
    if let table = try LatticeInput(paths) {
      report = try analyse(table, options: options)
    } else {
      report = try analyse(
        try read(paths, options: options), without: [:], options: options, progress: progress)
    }
    report.recordExpansions()
    return report
  }

  /// Analyses the structures of a sweep.
  ///
  /// - Parameters:
  ///   - sweep: the sweep.
  ///   - suspects: the measurements that are left out as told, each with the reason.
  ///   - options: what the caller chooses.
  ///   - progress: called as stages advance.
  /// - Returns: the report, whatever its verdict.
  /// - Throws: `PhaseFitError` where no report can be made.
  private static func analyse(
    _ sweep: Sweep, without suspects: [Int: String], options: AnalysisOptions,
    progress: ((AnalysisProgress) -> Void)?
  ) throws -> AnalysisReport {
    progress?(AnalysisProgress(stage: "finding symmetry", completed: 0, total: 1))
    let symmetry = SymmetryStage.run(sweep)
    var report = report(on: sweep, symmetry: symmetry, options: options)

    report.record(suspects: suspects)
    let analysed = symmetry.outcomes.enumerated().compactMap { index, outcome in
      suspects[index] != nil
        ? nil : outcome.structure(of: sweep.measurements[index], index: index)
    }
    let (alike, foreign) = try CompositionStage.majority(of: analysed) {
      sweep.measurements[$0.measurement].file
    }
    report.record(foreign: foreign)
    report.diagnostics += VolumeOutliers.diagnostics(alike) {
      sweep.measurements[$0.measurement].file
    }
    guard Set(alike.map(\.temperature)).count >= 2 else {
      report.refuse(tooFew: alike)
      return report
    }
    if options.strict, alike.count + suspects.count < symmetry.outcomes.count {
      let reasons = report.diagnostics.filter { $0.severity == .error }.map(\.message)
      throw PhaseFitError(.badData, reasons.joined(separator: "\n"))
    }

    progress?(AnalysisProgress(stage: "relating the structures", completed: 0, total: 1))
    let (structures, raised) = try SignificanceStage.run(alike) {
      try findParent(of: $0, options: options)
    }
    report.record(raised, structures: structures, measurements: sweep.measurements)
    let search = try findParent(of: structures, options: options)
    report.record(search, structures: structures, sweep: sweep)
    guard let parent = search.parent, !search.embedded.isEmpty else { return report }

    try checkExtent(of: search.embedded.map(\.embedding), parent: parent)
    let embedded = SweepEmbedding(
      search.embedded, parent: parent,
      referenceTemperature: search.referenceTemperature ?? search.embedded[0].temperature)
    progress?(AnalysisProgress(stage: "decomposing the distortions", completed: 0, total: 1))
    report.record(embedded)
    let irreps = report.decompose(embedded, structures: structures)
    var sequence = PhaseSequence(embedded, modes: irreps?.modes)
    let outliers = report.outliers(embedded, sequence: sequence)
    if options.suspects == .exclude, !outliers.isEmpty {
      let known = suspects.merging(outliers) { first, _ in first }
      return try analyse(sweep, without: known, options: options, progress: progress)
    }
    report.record(outliers: outliers)
    let outcome = try irreps.map {
      try SweepModelStage.run(
        embedded, structures: structures, modes: $0.modes, options: options, progress: progress)
    }
    if let outcome { sequence.takePrimaries(of: outcome.model, embedded: embedded) }
    report.record(sequence, embedded: embedded)
    if let irreps { report.record(sequence, irreps: irreps, embedded: embedded) }
    report.recordTies(embedded, sequence: sequence, structures: structures)

    let weights = try fitRelaxedModel(
      embedded, structures: structures, seed: options.seed, progress: progress)
    report.record(weights, embedded: embedded)

    let outcomes = try sequence.transitions.map {
      try LandauStage.run(
        $0, phases: sequence.phases, modes: irreps?.modes, seed: options.seed,
        calorimetry: sequence.transitions.count == 1 ? options.calorimetry : nil)
    }
    let branches = BranchStage(sweep)
    let couplings = CouplingStage(sequence: sequence, embedded: embedded, outcomes: outcomes)
    var learned: [LearnedTransition] = []
    for (index, (transition, analysis)) in zip(sequence.transitions, outcomes).enumerated() {
      report.record(
        analysis, transition: transition, sequence: sequence, embedded: embedded,
        structures: structures, irreps: irreps, weights: weights)
      report.transitions[report.transitions.count - 1].evidence +=
        couplings.evidence(on: index) + branches.evidence(on: transition, analysis)
      if let outcome {
        let weights = LearnedTransition(
          transition, sequence: sequence, embedded: embedded, outcome: outcome)
        report.recordLast(weights, model: outcome.model)
        learned.append(weights)
      }
    }
    if let outcome {
      report.record(
        outcome, learned: learned, embedded: embedded, options: options, progress: progress)
    }
    report.check(options.calorimetry, outcomes: outcomes)
    report.export(embedded, inputs: search.embedded, sequence: sequence, irreps: irreps)
    if sweep.measurements.contains(where: { $0.trajectory != nil }) {
      progress?(AnalysisProgress(stage: "reading trajectories again", completed: 0, total: 1))
    }
    report.recordTrajectories(
      sweep.measurements, structures: structures, sequence: sequence, embedded: embedded)
    report.decide(sequence)
    return report
  }

  /// The largest number of operations of a common supercell that is analysed.
  ///
  /// It is that of 64 cells of a cubic parent, whose irreps take about 100 MB.
  static let largestOperationCount = 3072

  /// Refuses structures whose common supercell is out of reach.
  static func checkExtent(
    of embeddings: [Embedding], parent: ParentStructure
  ) throws(PhaseFitError) {
    let extent = CommensurateCell.extent(of: embeddings, parent: parent)
    guard extent.operations <= largestOperationCount else {
      throw PhaseFitError(
        .refused,
        "the supercell that all structures and all their domains share has \(extent.cells) "
          + "primitive cells of the parent \(parent.group) and \(extent.operations) operations, "
          + "expected at most \(largestOperationCount); give a parent nearer to the structures with "
          + "--parent, or structures with smaller cells")
    }
  }

  /// Reads the sweep with its temperatures.
  private static func read(_ paths: [String], options: AnalysisOptions) throws -> Sweep {
    do throws(SweepError) {
      var reading = SweepReader.Options(
        isRecursive: options.recursive, isStrict: options.strict, binWidth: options.binKelvin,
        discardedFrames: options.discardFrames)
      if let table = options.temperatures {
        reading.temperatures = try TemperatureTable(contentsOf: table)
      }
      return try SweepReader(options: reading).read(paths).tidied(options.suspects)
    } catch {
      let advice = error.code == .nothingUsable ? LatticeInput.advice(on: paths) : nil
      throw PhaseFitError(
        error.code == .noSuchInput ? .noSuchInput : .badData,
        error.description + (advice.map { "\n\($0)" } ?? ""))
    }
  }

  /// The parent that the caller names, or the one that the sweep holds.
  private static func findParent(
    of structures: [AnalysedStructure], options: AnalysisOptions
  ) throws -> ParentSearch {
    guard let file = options.parent else { return ParentSearch(structures) }
    guard FileManager.default.fileExists(atPath: file) else {
      throw PhaseFitError(.noSuchInput, "\(file): no such file; it was given with --parent")
    }
    do {
      var doubts: [Diagnostic] = []
      let crystal = try Crystal(contentsOfFile: file, diagnostics: &doubts)
      let expanded = try ExpandedCrystal(crystal, file: file)
      let parent = try ParentStructure(expanded, symmetry: FoundSymmetry(of: expanded))
      return ParentSearch(structures, in: parent, temperature: nil)
    } catch {
      throw PhaseFitError(.badData, "\(error)")
    }
  }

  /// The free fit of relaxed weights to the symmetry-breaking distortions.
  private static func fitRelaxedModel(
    _ embedded: SweepEmbedding, structures: [AnalysedStructure], seed: UInt64,
    progress: ((AnalysisProgress) -> Void)?
  ) throws -> RelaxedFit {
    let precisions = Dictionary(
      structures.map { ($0.measurement, $0.crystal) }, uniquingKeysWith: { first, _ in first })
    let targets = embedded.members.map { member in
      RelaxedTarget(
        member, cell: embedded.cell, scales: embedded.scales,
        crystal: precisions[member.measurement])
    }
    var specification = RelaxedModelSpec()
    specification.seed = seed
    specification.occupancyLength = embedded.scales.occupancy
    do {
      return try RelaxedFit(to: targets, on: embedded.cell, specification: specification) {
        iteration, total, _ in
        progress?(AnalysisProgress(stage: "fitting weights", completed: iteration, total: total))
      }
    } catch {
      throw PhaseFitError(
        .internal, "\(error); this is likely a bug in phasefit, please report it")
    }
  }

  /// The part of the report that every run has: provenance, measurements, diagnostics.
  private static func report(
    on sweep: Sweep,
    symmetry: (outcomes: [SymmetryStage.Outcome], diagnostics: [Diagnostic]),
    options: AnalysisOptions
  ) -> AnalysisReport {
    let records = zip(sweep.measurements, symmetry.outcomes).map {
      AnalysisReport.MeasurementRecord($0, analysis: $1)
    }
    return AnalysisReport(
      provenance: AnalysisReport.Provenance(sweep: sweep, options: options),
      sweep: AnalysisReport.SweepRecord(
        name: sweep.name, measurements: records, rejected: sweep.rejected),
      diagnostics: sweep.diagnostics + symmetry.diagnostics)
  }
}

extension SymmetryStage.Outcome {
  /// The structure as the embedding takes it, nil where it was refused.
  func structure(of measurement: StructureMeasurement, index: Int) -> AnalysedStructure? {
    guard case .analysed(let crystal, let symmetry) = self else { return nil }
    return AnalysedStructure(
      measurement: index, temperature: measurement.temperature.kelvin, run: measurement.run,
      crystal: crystal, symmetry: symmetry)
  }
}

extension RelaxedTarget {
  /// The smallest error, Å, that a refined position is believed to have.
  private static let positionFloor = 1e-4
  /// The error of an occupancy where the source states none: its last printed digit in practice.
  private static let occupancyError = 0.01

  /// The symmetry-breaking part of a member's distortion with one error for each field.
  init(
    _ member: SweepEmbedding.Member, cell: CommensurateCell, scales: DistortionScales,
    crystal: ExpandedCrystal?
  ) {
    let precision = crystal?.precision
    let stated =
      crystal?.parameters.filter { !$0.occupancies.isEmpty }.compactMap(\.standardUncertainty)
      ?? []
    let occupancy = stated.reduce(0) { max($0, $1) }
    self.init(
      temperature: member.temperature, distortion: cell.symmetryBreakingPart(of: member.field),
      displacementUncertainty: max(precision?.position ?? 0, Self.positionFloor),
      strainUncertainty: max(precision?.length ?? 0, Self.positionFloor) / scales.strain,
      occupancyUncertainty: occupancy > 0 ? occupancy : Self.occupancyError)
  }
}
