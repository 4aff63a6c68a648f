import PhaseFitNumerics
import PhaseFitReport
import PhaseFitStructures
import PhaseFitSymmetry

extension AnalysisReport.PhaseSymmetry {
  /// What the report says of the irreps of one phase, with its domain states and ferroic species.
  ///
  /// A part that cannot be had is nil and leaves a diagnostic.
  init(
    _ found: SweepDecomposition.PhaseIrreps, modes: SymmetryModes, embedded: SweepEmbedding,
    decomposition: IrrepDecomposition, diagnostics: inout [Diagnostic]
  ) {
    let primary = Set(found.primary.flatMap(\.irreps))
    // Largest first: contributions of atoms by their amplitude, strains by theirs.
    var sizes: [Int: Double] = [:]
    for contribution in decomposition.contributions {
      let atomic = contribution.parentAmplitude.value
      let occupancy = embedded.scales.occupancy * contribution.occupancy.value
      let strain = embedded.scales.strain * contribution.strain.value
      sizes[contribution.irrep] =
        atomic + occupancy > SymmetryModes.presence
        ? atomic + occupancy : strain
    }
    let ordered = found.active.sorted { (sizes[$0.irrep] ?? 0) > (sizes[$1.irrep] ?? 0) }
    self.init(
      irreps: ordered.map { active in
        let isRealised = active.realised.map {
          $0.freeParameters < active.admitted.freeParameters
        }
        return AnalysisReport.PhaseIrrep(
          label: active.label, waveVector: modes.irreps[active.irrep].waveVector,
          isTotallySymmetric: active.isTotallySymmetric, direction: active.admitted.symbol,
          isotropySubgroup: DecompositionReport.IsotropySubgroup(active.admitted),
          realised: isRealised == true
            ? active.realised.map {
              DecompositionReport.RealisedDirection(
                direction: $0.symbol, isotropySubgroup: DecompositionReport.IsotropySubgroup($0))
            } : nil,
          isPrimaryCandidate: primary.contains(active.irrep))
      }, primarySets: found.primary.map(\.labels), isExplained: found.isExplained)
    let kept = found.keptOperations
    do throws(ConsequenceError) {
      let states = try DomainStates(keptBy: kept, in: embedded.cell, parent: embedded.parent)
      domains = DecompositionReport.Domains(
        count: states.count, orientations: states.orientationCount,
        antiphase: states.antiphaseCount)
      let drivers = (found.primary.first?.irreps ?? []).map { modes.irreps[$0] }
      if !drivers.isEmpty {
        ferroic = DecompositionReport.Ferroic(
          try FerroicSpecies(keptBy: kept, primaries: drivers, in: embedded.cell))
      }
    } catch {
      diagnostics.append(Diagnostic(.error, code: "domain-states", message: "\(error)"))
    }
  }
}

extension AnalysisReport {
  /// Records what breaks the symmetry of the parent in every phase.
  mutating func record(
    _ sequence: PhaseSequence, irreps: SweepDecomposition, embedded: SweepEmbedding
  ) {
    for (index, phase) in sequence.phases.enumerated() where phase.index > 1 {
      guard let found = irreps.phases.first(where: { $0.members == phase.members }) else {
        continue
      }
      phases[index].symmetry = PhaseSymmetry(
        found, modes: irreps.modes, embedded: embedded,
        decomposition: irreps.members[found.member], diagnostics: &diagnostics)
    }
  }

  /// What becomes of every symmetry-breaking irrep between the phases of a transition.
  func changes(of transition: PhaseTransition) -> [IrrepChange] {
    func irreps(_ phase: Int) -> [PhaseIrrep] {
      (phases[phase].symmetry?.irreps ?? []).filter { !$0.isTotallySymmetric }
    }
    func direction(_ irrep: PhaseIrrep?) -> String? {
      irrep.map { $0.realised?.direction ?? $0.direction }
    }
    let (above, below) = (irreps(transition.above), irreps(transition.below))
    let first = transition.distorted == transition.below ? below : above
    let second = transition.distorted == transition.below ? above : below
    let labels =
      first.map(\.label)
      + second.map(\.label).filter { label in
        !first.contains { $0.label == label }
      }
    return labels.map { label in
      IrrepChange(
        label: label, above: direction(above.first { $0.label == label }),
        below: direction(below.first { $0.label == label }))
    }
  }
}
