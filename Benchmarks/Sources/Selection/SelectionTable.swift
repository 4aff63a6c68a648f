import Foundation
import PhaseFitLandau
import PhaseFitRelaxedModel
import PhaseFitSymmetry

/// How often group, primaries and transition temperature are found.
struct SelectionTable {
  /// 12 from 10 to 150 K, or as many as TEMPERATURES says; a power law needs six below 105 K.
  static let temperatures = {
    let count = ProcessInfo.processInfo.environment["TEMPERATURES"].flatMap { Int($0) } ?? 12
    return (0..<count).map { 10 + 140 * Double($0) / Double(max(count - 1, 1)) }
  }()
  static let noises =
    ProcessInfo.processInfo.environment["NOISES"].map {
      $0.split(separator: ",").compactMap { Double($0) }
    } ?? [0, 1e-4, 1e-3, 5e-3]

  struct Score {
    var total = 0
    var group = 0
    var primary = 0
    /// Sweeps with a power law, and those whose 95 % interval of Tc holds the truth.
    var laws = 0
    var inside = 0
    /// The same for the classical amplitudes on the same direction.
    var classicalInside = 0
    var deviations: [Double] = []
    /// (amplitude − truth)/s.u., learned and classical: sums of squares.
    var pulls = [0.0, 0, 0]

    var bias: String {
      guard deviations.count > 1 else { return "" }
      let mean = deviations.reduce(0, +) / Double(deviations.count)
      let square = deviations.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      let error = (square / Double(deviations.count * (deviations.count - 1))).squareRoot()
      return String(format: "%+.4f ± %.4f", mean, error)
    }

    static func + (left: Score, right: Score) -> Score {
      Score(
        total: left.total + right.total, group: left.group + right.group,
        primary: left.primary + right.primary, laws: left.laws + right.laws,
        inside: left.inside + right.inside,
        classicalInside: left.classicalInside + right.classicalInside,
        deviations: left.deviations + right.deviations, pulls: zip(left.pulls, right.pulls).map(+))
    }

    var text: String {
      let law =
        laws > 0
        ? "Tc \(inside) (\(classicalInside)) of \(laws), β \(bias), pulls "
          + String(
            format: "%.2f (%.2f)", (pulls[0] / pulls[2]).squareRoot(),
            (pulls[1] / pulls[2]).squareRoot()) : ""
      return "\(group) \(primary) of \(total)".padding(toLength: 13, withPad: " ", startingAt: 0)
        + law.padding(toLength: 59, withPad: " ", startingAt: 0)
    }
  }

  static func run(_ filter: String, seeds: UInt64) throws {
    print(
      "right group, right primaries; Tc in its 95 % interval (of the classical amplitudes), exponent "
        + "minus the true one, rms of (amplitude − truth)/s.u. (classical)\n"
        + "case".padding(toLength: 44, withPad: " ", startingAt: 0)
        + noises.map {
          "\($0) Å".padding(toLength: 72, withPad: " ", startingAt: 0)
        }.joined() + "s per sweep")
    var sums = noises.map { _ in Score() }
    for item in try Case.all(filter) {
      var line = item.name.padding(toLength: 44, withPad: " ", startingAt: 0)
      var seconds = 0.0
      for (place, noise) in noises.enumerated() {
        var score = Score()
        for seed in 0..<seeds {
          seconds += try add(item, noise: noise, seed: seed, to: &score)
        }
        line += score.text
        sums[place] = sums[place] + score
      }
      print(line + String(format: "%.3f", seconds / Double(noises.count) / Double(seeds)))
      fflush(nil)
    }
    print("all".padding(toLength: 44, withPad: " ", startingAt: 0) + sums.map(\.text).joined())
  }

  private static func add(
    _ item: Case, noise: Double, seed: UInt64, to score: inout Score
  ) throws -> Double {
    let sweep = item.sweep(seed)
    let observations = sweep.observations(
      at: temperatures, displacement: noise, strain: 0.1 * noise / 3.9, noise: .everyComponent,
      seed: seed, order: item.order)
    let start = ContinuousClock.now
    let found = SweepObservation.withAdmittedGroups(observations, modes: item.modes)
    let model = try SweepModel(of: found, modes: item.modes)
    let time = (ContinuousClock.now - start).components
    // The group of the coldest structure, and the parent's above the transition.
    let truth = sweep.keptOperations(order: item.order(temperatures[0]))
    let whole = item.modes.cell.operations.count
    let isRight =
      found[0].keptOperations == truth
      && found.allSatisfy { $0.temperature < 105 || $0.keptOperations.count == whole }
    let isPrimary = Set(model.members.map(\.name)) == item.labels(at: temperatures[0])
    score.total += 1
    score.group += isRight ? 1 : 0
    score.primary += isPrimary ? 1 : 0
    if ProcessInfo.processInfo.environment["VERBOSE"] != nil {
      print(
        "  \(item.name) \(noise) seed \(seed):", found.map { whole / $0.keptOperations.count },
        "truth \(whole / truth.count)", model.verdict, model.inflation, time)
      for candidate in model.candidates {
        let quality = candidate.quality
        print(
          "    \(candidate.labels) χ² \(quality.chiSquared) ν \(quality.degreesOfFreedom)",
          "E \(quality.evidence) narrow \(quality.evidenceOfNarrowPrior)",
          "it \(quality.iterations) draws \(candidate.draws) \(candidate.status)")
      }
    }
    if isPrimary, item.primaries.count == 1, !model.members.isEmpty {
      let (series, values) = model.series(
        0,
        measurements: found.map {
          (measurement: $0.measurement, isDistorted: $0.keptOperations.count < whole)
        }, modes: item.modes)
      var classical = series
      for index in values.indices { classical.points[index].value = values[index] }
      let sign = series.points[0].value < 0 ? -1.0 : 1
      for (place, series) in [series, classical].enumerated() {
        for point in series.points where point.isDistorted {
          let truth = item.primaries[0].amplitude * item.order(point.temperature)[0]
          let pull = (sign * point.value - truth) / (point.standardUncertainty ?? 1)
          score.pulls[place] += pull * pull
          if place == 0 { score.pulls[2] += 1 }
        }
      }
      if let fit = try? LandauFit(LandauModel(.powerLaw(exponent: nil)), to: series),
        let exponent = fit.exponent?.value
      {
        score.laws += 1
        score.inside += fit.transitionTemperature.contains(item.laws[0].critical) ? 1 : 0
        score.deviations.append(exponent - item.laws[0].exponent)
        if let other = try? LandauFit(LandauModel(.powerLaw(exponent: nil)), to: classical) {
          score.classicalInside +=
            other.transitionTemperature.contains(item.laws[0].critical) ? 1 : 0
        }
      }
    }
    return Double(time.seconds) + 1e-18 * Double(time.attoseconds)
  }
}
