import Foundation
import PhaseFitEquivariance
import PhaseFitNumerics
import PhaseFitRelaxedModel
import PhaseFitReport
import PhaseFitStructures
import PhaseFitSymmetry

extension AnalysisReport.Provenance {
  /// Where a report on a sweep comes from.
  init(sweep: Sweep, options: AnalysisOptions) {
    self.init(
      date: Date(), command: options.command, seed: options.seed,
      settings: [
        AnalysisReport.Setting(name: "parent", value: options.parent ?? "sought in the sweep"),
        AnalysisReport.Setting(
          name: "temperatures", value: options.temperatures ?? "from the files"),
        AnalysisReport.Setting(name: "recursive", value: "\(options.recursive)"),
        AnalysisReport.Setting(name: "strict", value: "\(options.strict)"),
        AnalysisReport.Setting(name: "suspects", value: options.suspects.rawValue),
      ],
      inputs: sweep.inputs.map {
        AnalysisReport.Input(file: $0.file, byteCount: $0.byteCount, sha256: $0.sha256)
      })
  }
}

extension AnalysisReport {
  /// Says that the structures do not span a range of temperatures.
  mutating func refuse(tooFew structures: [AnalysedStructure]) {
    verdict = .insufficientData
    let (count, temperatures) = (structures.count, Set(structures.map(\.temperature)).count)
    diagnostics.append(
      Diagnostic(
        .error, code: "too-few-structures",
        message: "\(count) usable structure\(count == 1 ? "" : "s") at \(temperatures) "
          + "temperature\(temperatures == 1 ? "" : "s"): expected at least two temperatures; see "
          + "the reasons for what was left out"))
  }

  /// Records structures that were left out for their composition.
  mutating func record(foreign: [(AnalysedStructure, String)]) {
    for (structure, reason) in foreign {
      sweep.measurements[structure.measurement].used = false
      sweep.measurements[structure.measurement].reason = reason
      diagnostics.append(
        Diagnostic(
          .error, code: "composition", message: "\(reason).",
          file: sweep.measurements[structure.measurement].file))
    }
  }

  /// Records the parent, or why there is none.
  mutating func record(
    _ search: ParentSearch, structures: [AnalysedStructure], sweep: Sweep
  ) {
    if let parent = search.parent {
      self.parent = Parent(search, parent: parent, sweep: sweep)
    }
    for failure in search.failures where search.parent != nil {
      let record = self.sweep.measurements[failure.measurement]
      self.sweep.measurements[failure.measurement].used = false
      self.sweep.measurements[failure.measurement].reason = failure.error.message
      diagnostics.append(
        Diagnostic(
          .error, code: failure.error.code,
          message: "\(failure.error.message); the structure was left out of the analysis",
          file: record.file))
    }
    switch search.origin {
    case .pseudoSymmetric:
      diagnostics.append(
        Diagnostic(
          .warning, code: "parent-constructed",
          message: "no structure of the sweep is a parent of all its phases; the parent "
            + "\(search.parent?.group.description ?? "") was constructed by pseudo-symmetry, its "
            + "cell and its distance from the phases are not measured; give the measured parent "
            + "with --parent if there is one"))
    case .none:
      refuseParent(structures)
    case .given, .measured:
      break
    }
    if search.parent != nil, search.embedded.isEmpty {
      verdict = .noParent
      phases = Self.unrelatedPhases(structures)
    }
  }

  /// The answer where no structure relates the phases.
  private mutating func refuseParent(_ structures: [AnalysedStructure]) {
    phases = Self.unrelatedPhases(structures)
    verdict = .reconstructive
    let groups = phases.map(\.group.description).joined(separator: ", ")
    diagnostics.append(
      Diagnostic(
        .error, code: "no-parent",
        message: "the phases \(groups) have no common parent: none is a supergroup of the others "
          + "with a sound pairing of atoms, and none approaches a common higher symmetry within "
          + "\(ParentSearch.largestPseudoSymmetryTolerance) Å; the transition is reconstructive "
          + "and has no order parameter, or the parent must be given with --parent"))
    for (lower, upper) in zip(phases, phases.dropFirst()) {
      guard let last = lower.temperatureRange.upper, let first = upper.temperatureRange.lower
      else { continue }
      var transition = Transition(above: upper.group, below: lower.group)
      transition.order = .first
      transition.bracket = Interval(lower: min(last, first), upper: max(last, first))
      transition.coexistence = last >= first ? Interval(lower: first, upper: last) : nil
      transition.evidence = [Evidence(name: "groupSubgroupRelated", .fact(false))]
      transition.refusal =
        "the phases are not group and subgroup: the transition is reconstructive, first order by "
        + "necessity, and has no order parameter to fit"
      transitions.append(transition)
    }
  }

  /// Phases by space group alone, by rising mean temperature.
  private static func unrelatedPhases(_ structures: [AnalysedStructure]) -> [Phase] {
    Dictionary(grouping: structures, by: \.symmetry.group.number).values
      .map { members -> Phase in
        let temperatures = members.map(\.temperature)
        return Phase(
          group: members[0].symmetry.group,
          temperatureRange: Interval(lower: temperatures.min(), upper: temperatures.max()),
          measurements: members.map(\.measurement).sorted())
      }
      .sorted { left, right in
        func middle(_ phase: Phase) -> Double {
          (phase.temperatureRange.lower ?? 0) + (phase.temperatureRange.upper ?? 0)
        }
        return (middle(left), left.group.number) < (middle(right), right.group.number)
      }
  }

  /// Records the position of every structure in the parent and its distortion.
  mutating func record(_ embedded: SweepEmbedding) {
    parent?.supercellBasis = embedded.cell.basis
    embeddings = embedded.members.map { Embedding($0, sweep: embedded) }
    distortions = embedded.members.map { Distortion($0, sweep: embedded) }
    strainBaselines = StrainBaselines(embedded)
  }

  /// Records the phases.
  mutating func record(_ sequence: PhaseSequence, embedded: SweepEmbedding) {
    phases = sequence.phases.map { phase in
      let first = embedded.members[phase.members[0]]
      return Phase(
        group: phase.group,
        temperatureRange: Interval(
          lower: phase.temperatureRange.lowerBound, upper: phase.temperatureRange.upperBound),
        measurements: phase.members.map { embedded.members[$0].measurement },
        indexInParent: phase.index,
        cellMultiplication: first.embedding.cellMultiplication)
    }
  }

  /// Divides the distortions into irreps of the parent.
  ///
  /// - Returns: the decomposition, nil where the irreps could not be found; then the analysis goes
  ///   on by wave vectors alone and a diagnostic says so.
  mutating func decompose(_ embedded: SweepEmbedding, structures: [AnalysedStructure])
    -> SweepDecomposition?
  {
    let coarsest = structures.map(\.crystal.precision).max { $0.position < $1.position }
    let precision = coarsest.map {
      RoundingPrecision(
        position: $0.position, strain: $0.length / embedded.scales.strain, occupancy: 0.005)
    }
    do {
      let decomposition = try SweepDecomposition(
        embedded, irreps: embedded.cell.physicalIrreps(of: embedded.parent),
        precision: precision ?? .fourDecimals)
      for (index, member) in decomposition.members.enumerated() {
        distortions[index].irreps = member.contributions.filter(\.isPresent).map {
          IrrepAmplitude($0, irrep: decomposition.modes.irreps[$0.irrep])
        }
      }
      return decomposition
    } catch {
      diagnostics.append(
        Diagnostic(
          .warning, code: "irreps-unknown",
          message: "the irreps of \(embedded.parent.group) modulo the common cell of "
            + "\(embedded.cell.primitiveCellCount) primitive cells could not be found: \(error); "
            + "distortions are resolved by wave vector only; this is likely a bug in phasefit, "
            + "please report it"))
      return nil
    }
  }

  /// What speaks against structures that no other of their phase resembles, by measurement.
  func outliers(_ embedded: SweepEmbedding, sequence: PhaseSequence) -> [Int: String] {
    var found: [Int: String] = [:]
    for outlier in sequence.phases.flatMap({ embedded.outliers(in: $0) }) {
      let member = embedded.members[outlier.member]
      let site = embedded.cell.atoms[outlier.atom].primitiveAtom
      found[member.measurement] =
        "at \(member.temperature.significant(7)) K the atom "
        + "\(embedded.parent.atoms[site].label) lies \(outlier.distance.significant(2)) Å from "
        + "its place in every other structure of \(member.group), where "
        + "\(outlier.median.significant(2)) Å is usual: check the record for a wrong digit, "
        + "origin or setting"
    }
    return found
  }

  /// Names structures that no other of their phase resembles; they stay in the analysis.
  mutating func record(outliers: [Int: String]) {
    for (measurement, reason) in outliers.sorted(by: { $0.key < $1.key }) {
      diagnostics.append(
        Diagnostic(
          .warning, code: "outlier",
          message: "\(reason); it was kept; --suspects exclude leaves it out",
          file: sweep.measurements[measurement].file))
    }
  }

  /// Records structures that were left out because nothing resembles them, as the caller wished.
  mutating func record(suspects: [Int: String]) {
    for (measurement, reason) in suspects.sorted(by: { $0.key < $1.key }) {
      sweep.measurements[measurement].used = false
      sweep.measurements[measurement].reason = reason
      diagnostics.append(
        Diagnostic(
          .warning, code: "outlier", message: "\(reason); it was left out",
          file: sweep.measurements[measurement].file))
    }
  }

  /// Records the fit of relaxed weights and what it says about the group.
  mutating func record(_ fit: RelaxedFit, embedded: SweepEmbedding) {
    let cell = embedded.cell
    relaxedFit = RelaxedFitRecord(fit, embedded: embedded)
    var disagreeing: [String] = []
    for (point, member) in zip(fit.points, embedded.members)
    where Set(point.keptOperations) != Set(member.keptOperations) {
      let kept = (try? cell.spaceGroup(of: point.keptOperations))?.description ?? "no group"
      disagreeing.append(
        "\(member.temperature.significant(7)) K (\(kept) instead of \(member.group))")
    }
    if !disagreeing.isEmpty {
      diagnostics.append(
        Diagnostic(
          .warning, code: "weights-break-another-symmetry",
          message: "the relaxed weights keep another group than the structure at "
            + disagreeing.joined(separator: ", ")
            + ": the network does not see all of the distortion, or the fit has not converged"))
    }
    guard fit.status == .stalled || fit.status == .iterationLimit else { return }
    let worst = fit.points.map(\.relativeResidual).max() ?? 0
    diagnostics.append(
      Diagnostic(
        .note, code: "relaxed-fit-not-converged",
        message: "the fit of relaxed weights ended before its target was reached ("
          + "\(fit.status.rawValue)); the largest relative residual is \(worst.significant(2))"))
  }

  /// The verdict after all stages.
  mutating func decide(_ sequence: PhaseSequence) {
    guard verdict == nil else { return }
    verdict = sequence.phases.count > 1 ? .transition : .noTransition
  }
}

extension AnalysisReport.RelaxedFitRecord {
  /// What the report says of the fit of relaxed weights.
  init(_ fit: RelaxedFit, embedded: SweepEmbedding) {
    let status: Status =
      switch fit.status {
      case .converged: .converged
      case .iterationLimit: .iterationLimit
      case .stalled: .stalled
      case .nothingToFit: .nothingToFit
      }
    let cell = embedded.cell
    let stars = Dictionary(
      cell.waveVectors.map { ($0.star, $0.conventional) }, uniquingKeysWith: { first, _ in first })
    let structures = zip(fit.points, embedded.members).map { point, member in
      AnalysisReport.RelaxedStructure(
        measurement: member.measurement,
        blocks: point.blocks.map { block in
          let zone = block.star < fit.stars.count ? fit.stars[block.star].zoneStar : nil
          return AnalysisReport.WeightBlock(
            degree: block.irrep.degree, isEven: block.irrep.parity == .even,
            waveVector: stars[zone ?? 0] ?? [.zero, .zero, .zero], norm: block.norm)
        },
        operationsKept: point.keptOperations.count, operationsOfParent: cell.operations.count,
        groupKept: try? cell.spaceGroup(of: point.keptOperations),
        agreesWithFound: Set(point.keptOperations) == Set(member.keptOperations),
        outputAmplitude: Quantity(
          point.combined.model, unit: "Å", dictRef: "phasefit:model_amplitude"),
        observedAmplitude: Quantity(
          point.combined.observed, unit: "Å", dictRef: "phasefit:observed_amplitude"),
        relativeResidual: Quantity(
          point.relativeResidual, unit: "1", dictRef: "phasefit:relative_residual"))
    }
    func setting(_ name: String, _ value: String) -> AnalysisReport.Setting {
      AnalysisReport.Setting(name: name, value: value)
    }
    let specification = fit.specification
    self.init(
      status: status,
      settings: [
        setting("layers", "\(specification.layers)"),
        setting("types", "0e, 0o, 1e, 1o, 2e, 2o"),
        setting("optimiser", specification.optimiser.rawValue),
        setting("seed", "\(specification.seed)"),
        setting("cutoff", "\(fit.cutoff.significant(4)) Å"),
        setting("shared weights", "\(fit.sharedWeightCount)"),
        setting("stars of plane waves", "\(fit.stars.count)"),
        setting("stabiliser tolerance", "\(specification.stabiliserTolerance)"),
        setting("strain length", "\(fit.strainLength.significant(4)) Å"),
        setting("occupancy length", "\(specification.occupancyLength.significant(4)) Å"),
      ], iterations: fit.losses.last?.iteration ?? 0, firstLoss: fit.losses.first?.value,
      lastLoss: fit.losses.last?.value,
      amplitudeDefinition: "the norm of displacements, strain times the strain length and "
        + "occupancies times the occupancy length over the commensurate supercell of "
        + "\(cell.primitiveCellCount) primitive cell\(cell.primitiveCellCount == 1 ? "" : "s"); "
        + "the output is projected on the observed distortion",
      structures: structures)
  }
}
