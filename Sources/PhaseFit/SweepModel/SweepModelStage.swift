import PhaseFitLandau
import PhaseFitNumerics
import PhaseFitRelaxedModel
import PhaseFitReport
import PhaseFitStructures
import PhaseFitSymmetry

/// The stage that finds the order parameters of a sweep by a model in the normal gauge.
enum SweepModelStage {
  /// What the stage hands on.
  struct Outcome: Sendable {
    var model: SweepModel
    var observations: [SweepObservation]
    var modes: SymmetryModes
  }

  /// Fits the model.
  ///
  /// - Throws: `PhaseFitError` where the distortions do not fit their cell: a defect.
  static func run(
    _ embedded: SweepEmbedding, structures: [AnalysedStructure], modes: SymmetryModes,
    options: AnalysisOptions, progress: ((AnalysisProgress) -> Void)?
  ) throws -> Outcome {
    let crystals = Dictionary(
      structures.map { ($0.measurement, $0.crystal) }, uniquingKeysWith: { first, _ in first })
    let observations = embedded.members.map { member in
      let scale = RelaxedTarget(
        member, cell: embedded.cell, scales: embedded.scales,
        crystal: crystals[member.measurement])
      return SweepObservation(
        measurement: member.measurement, temperature: member.temperature,
        distortion: member.field, errors: member.errors, keptOperations: member.keptOperations,
        displacementUncertainty: scale.displacementUncertainty,
        strainUncertainty: scale.strainUncertainty,
        occupancyUncertainty: scale.occupancyUncertainty)
    }
    var specification = SweepModelSpec()
    specification.seed = options.seed
    specification.occupancyLength = embedded.scales.occupancy
    do {
      let checkpoint = try options.checkpoint.map { (path) throws(RelaxedModelError) in
        try SweepCheckpoint(path)
      }
      let model = try SweepModel(
        of: observations, modes: modes, specification: specification, checkpoint: checkpoint
      ) { iteration, total in
        progress?(
          AnalysisProgress(
            stage: "comparing order parameters", completed: iteration, total: total))
      }
      return Outcome(model: model, observations: observations, modes: modes)
    } catch let error where error.code == .badCheckpoint {
      throw PhaseFitError(.badData, "\(error)")
    } catch {
      throw PhaseFitError(
        .internal, "\(error); this is likely a bug in phasefit, please report it")
    }
  }
}

extension PhaseSequence {
  /// Takes the primary order parameters of every transition from a model, where it has them.
  ///
  /// Those of a transition are the members of which the less symmetric phase admits more than the
  /// other.
  mutating func takePrimaries(of model: SweepModel, embedded: SweepEmbedding) {
    guard !model.members.isEmpty else { return }
    for index in transitions.indices {
      let wanted = model.primaries(of: transitions[index], in: self, embedded: embedded)
      let components = transitions[index].components
      let places = wanted.compactMap { member in
        components.firstIndex {
          $0.irrep == model.members[member].irrep
            && $0.series.kind == model.members[member].kind
        }
      }
      guard places.count == wanted.count, !places.isEmpty else { continue }
      var seen: Set<Int> = []
      transitions[index].primary = places.filter { seen.insert($0).inserted }
        .sorted { components[$0].size > components[$1].size }
    }
  }
}

extension SweepModel {
  /// The phase of the model to which a phase of the sequence belongs.
  func phase(of phase: PhaseSequence.Phase, embedded: SweepEmbedding) -> Int? {
    phase.members.first.flatMap { member in
      points.first { $0.measurement == embedded.members[member].measurement }?.phase
    }
  }

  /// The members that drive a transition: positions in `members`.
  func primaries(
    of transition: PhaseTransition, in sequence: PhaseSequence, embedded: SweepEmbedding
  ) -> [Int] {
    let distorted = transition.distorted
    let other = distorted == transition.below ? transition.above : transition.below
    guard let low = phase(of: sequence.phases[distorted], embedded: embedded),
      let high = phase(of: sequence.phases[other], embedded: embedded),
      !phases[low].bases.isEmpty
    else { return [] }
    return (0..<primaryCount).filter {
      phases[low].bases[$0].count > (transition.isGroupSubgroup ? phases[high].bases[$0].count : 0)
    }
  }
}
