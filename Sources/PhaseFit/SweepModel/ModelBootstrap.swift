import PhaseFitLandau
import PhaseFitRelaxedModel
import PhaseFitReport
import PhaseFitSymmetry

/// Transition temperatures and order parameters with the whole model refitted to new noise.
struct ModelBootstrap {
  private(set) var records: [AnalysisReport.SweepModelRecord.Bootstrap] = []

  private typealias Record = AnalysisReport.SweepModelRecord.Bootstrap

  /// Refits the model as often as the options ask for.
  init(
    _ outcome: SweepModelStage.Outcome, learned: [LearnedTransition], file: SweepModelFile,
    options: AnalysisOptions, progress: ((AnalysisProgress) -> Void)?
  ) {
    guard options.modelReplicates > 0,
      let evaluator = try? SweepModelEvaluator(
        outcome.model, observations: outcome.observations, modes: outcome.modes)
    else { return }
    let refits = evaluator.bootstrap(replicates: options.modelReplicates, seed: options.seed) {
      done, total in
      progress?(
        AnalysisProgress(stage: "refitting to new noise", completed: done, total: total))
    }
    let places = Dictionary(
      outcome.model.points.indices.map { (outcome.model.points[$0].measurement, $0) },
      uniquingKeysWith: { first, _ in first })
    for entry in learned.flatMap(\.members) {
      let law = file.laws.first { $0.phase == entry.phase && $0.member == entry.member }
      // Only one component has one amplitude.
      guard let law else { continue }
      records.append(
        Self.record(
          law, name: outcome.model.members[entry.member].name, refits: refits, places: places))
    }
  }

  private static func record(
    _ law: SweepModelFile.Law, name: String, refits: [SweepModelEvaluator.Replicate],
    places: [Int: Int]
  ) -> Record {
    var temperatures: [Double] = []
    var values = law.series.points.map { _ in [Double]() }
    for refit in refits where refit.isConverged {
      var series = law.series
      for (index, point) in series.points.enumerated() {
        let amplitude = places[point.measurement].flatMap {
          refit.amplitudes[$0][law.member].first
        }
        series.points[index].value = (amplitude ?? 0) / law.coordinate
        if amplitude != nil { values[index].append(series.points[index].value) }
      }
      guard let fit = try? LandauFit(law.fit.model, to: series, withIntervals: false) else {
        continue
      }
      temperatures.append(fit.curve.transitionTemperature)
    }
    let spread = Quantiles(temperatures)
    return Record(
      label: name, replicateCount: refits.count, failureCount: refits.count - temperatures.count,
      temperature: law.fit.curve.transitionTemperature,
      temperatureUncertainty: spread?.standardUncertainty, temperatureLower95: spread?.lower95,
      temperatureUpper95: spread?.upper95,
      band: zip(law.series.points, values).compactMap { point, values in
        Quantiles(values).map {
          Record.Point(
            measurement: point.measurement, standardUncertainty: $0.standardUncertainty,
            lower95: $0.lower95, upper95: $0.upper95)
        }
      })
  }
}

/// The quantiles of some numbers that the report gives.
private struct Quantiles {
  var standardUncertainty: Double
  var lower95: Double
  var upper95: Double

  /// Fewer numbers have no tails.
  private static let leastCount = 20

  init?(_ numbers: [Double]) {
    let sorted = numbers.filter(\.isFinite).sorted()
    guard sorted.count >= Self.leastCount else { return nil }
    func quantile(_ probability: Double) -> Double {
      let place = probability * Double(sorted.count - 1)
      let below = min(Int(place), sorted.count - 2)
      return sorted[below] + (place - Double(below)) * (sorted[below + 1] - sorted[below])
    }
    standardUncertainty = 0.5 * (quantile(0.84134) - quantile(0.15866))
    lower95 = quantile(0.025)
    upper95 = quantile(0.975)
  }
}
