import Foundation
import PhaseFitRelaxedModel
import PhaseFitReport
import PhaseFitStructures
import PhaseFitSymmetry

extension AnalysisReport {
  /// Records the learned order parameters of the last transition.
  mutating func recordLast(_ learned: LearnedTransition, model: SweepModel) {
    guard !learned.members.isEmpty, !transitions.isEmpty else { return }
    transitions[transitions.count - 1].relaxedWeights = learned.weights(model)
  }

  /// Records the model of the sweep and the file from which structures are predicted.
  mutating func record(
    _ outcome: SweepModelStage.Outcome, learned: [LearnedTransition], embedded: SweepEmbedding,
    options: AnalysisOptions, progress: ((AnalysisProgress) -> Void)?
  ) {
    let model = outcome.model
    sweepModel = SweepModelRecord(
      verdict: model.verdict.rawValue, status: model.status?.rawValue, inflation: model.inflation,
      weightCount: model.weights.count, seed: model.seed,
      quality: model.quality.map(SweepModelRecord.Quality.init),
      strictChiSquared: model.strict.chiSquared, strictResiduals: model.strict.residualCount,
      candidates: model.candidates.map { candidate in
        SweepModelRecord.Candidate(
          labels: candidate.labels, isChosen: candidate.isChosen, isMinimal: candidate.isMinimal,
          status: candidate.status.rawValue,
          quality: SweepModelRecord.Quality(candidate.quality))
      })
    diagnostics += model.messages.map {
      Diagnostic($0.isWarning ? .warning : .note, code: $0.code, message: $0.text)
    }
    sweepModel?.secondaryExponents = Self.exponents(outcome)
    let file = SweepModelFile(outcome, learned: learned, embedded: embedded, name: sweep.name)
    guard let file else { return }
    if let prediction = StructurePrediction(file, outcome: outcome) {
      sweepModel?.course = prediction.course()
      exportModel(prediction)
    }
    sweepModel?.heldOut = LeaveOneOut(file, outcome: outcome).errors
    sweepModel?.bootstraps =
      ModelBootstrap(
        outcome, learned: learned, file: file, options: options, progress: progress
      ).records
    modelFile = (try? file.text()).map { StructureFile(name: StructureFile.modelName, text: $0) }
  }
}

extension AnalysisReport {
  /// The powers of the secondary distortions with their terms in words.
  private static func exponents(
    _ outcome: SweepModelStage.Outcome
  ) -> [SweepModelRecord.SecondaryExponent] {
    let model = outcome.model
    let found = try? model.secondaryExponents(outcome.observations, modes: outcome.modes)
    return (found ?? []).map { entry in
      let term = entry.degrees.map { degrees in
        let factors = zip(model.members, degrees).filter { $0.1 > 0 }
        return factors.map { member, degree in
          degree == 1 ? member.name : "\(member.name)^\(degree)"
        }.joined(separator: " ")
      }
      return SweepModelRecord.SecondaryExponent(
        label: entry.label, kind: entry.kind.rawValue, term: term, predicted: entry.predicted,
        fitted: entry.fitted, lower95: entry.lower95, upper95: entry.upper95,
        pointCount: entry.pointCount)
    }
  }
}

extension AnalysisReport.SweepModelRecord.Quality {
  init(_ quality: SweepModel.Quality) {
    self.init(
      chiSquared: quality.chiSquared, residualCount: quality.residualCount,
      effectiveParameters: quality.effectiveParameters, evidence: quality.evidence,
      evidenceOfNarrowPrior: quality.evidenceOfNarrowPrior,
      bayesianCriterion: quality.bayesianCriterion, isAdequate: quality.isAdequate,
      iterations: quality.iterations)
  }
}
