import Foundation
import PhaseFitLandau
import PhaseFitNumerics
import PhaseFitRelaxedModel
import PhaseFitSymmetry

/// How often the intervals of a first-order transition hold the truth, learned and classical.
///
///     A² = p + √(p² − q (T − Tc)) ,   Tc = 100 K ,   Ttr = 110 K
enum FirstOrderTable {
  static let (critical, transition, p) = (100.0, 110.0, 0.0915)

  static func run(seeds: UInt64) throws {
    let modes = try GaugeParent.perovskite.modes(IntegerMatrix3([0, 1, 1, 1, 0, 1, 1, 1, 0]))
    let q = 0.75 * p * p / (transition - critical)
    func amplitude(_ temperature: Double) -> Double {
      guard temperature < transition else { return 0 }
      return (p + (p * p - q * (temperature - critical)).squareRoot()).squareRoot()
    }
    let full = amplitude(0)
    print("intervals that hold the truth: Tc, Ttr; mean deviations, K")
    for (name, temperatures) in [
      ("to 10 K below Ttr", [10.0, 25, 40, 55, 70, 80, 90, 95, 100, 115, 130, 150]),
      ("to 1 K below Ttr", [10.0, 30, 50, 70, 85, 95, 100, 104, 107, 109, 115, 130]),
    ] {
      var scores = [[Int]](repeating: [0, 0, 0], count: 2)
      var deviations = [[Double]](repeating: [0, 0], count: 2)
      var pulls = [[Double]](repeating: [0, 0, 0], count: 2)
      for seed in 0..<seeds {
        let sweep = SyntheticSweep(
          modes,
          primaries: [.init(irrep: modes.irrep("R4+"), direction: [0, 0, 1], amplitude: full)],
          seed: 100 + seed)
        let observations = sweep.observations(
          at: temperatures, displacement: 1e-3, strain: 2.5e-5, noise: .freeCoordinates,
          seed: seed
        ) { [amplitude($0) / full] }
        let model = try SweepModel(of: observations, modes: modes)
        guard model.members.count == 1 else { continue }
        let (learned, values) = model.series(
          0,
          measurements: observations.map {
            (
              measurement: $0.measurement,
              isDistorted: $0.keptOperations.count < modes.cell.operations.count
            )
          }, modes: modes)
        var classical = learned
        for index in values.indices { classical.points[index].value = values[index] }
        let sign = learned.points[0].value < 0 ? -1.0 : 1
        for (place, series) in [learned, classical].enumerated() {
          for point in series.points where point.isDistorted {
            let error = point.standardUncertainty ?? 1
            let pull = (sign * point.value - amplitude(point.temperature)) / error
            pulls[place][0] += pull
            pulls[place][1] += pull * pull
            pulls[place][2] += 1
          }
          guard let fit = try? LandauFit(LandauModel(.twoFourSix), to: series) else { continue }
          scores[place][0] += 1
          scores[place][1] += fit.criticalTemperature.contains(critical) ? 1 : 0
          scores[place][2] += fit.transitionTemperature.contains(transition) ? 1 : 0
          deviations[place][0] += fit.curve.criticalTemperature - critical
          deviations[place][1] += fit.curve.transitionTemperature - transition
        }
      }
      for (place, kind) in ["learned", "classical"].enumerated() {
        let count = scores[place][0]
        print(
          "\(name), \(kind): \(scores[place][1]) and \(scores[place][2]) of \(count);",
          deviations[place].map { String(format: "%+.2f", $0 / Double(max(count, 1))) }
            .joined(separator: " and "),
          String(
            format: "; (amplitude − truth)/s.u. mean %+.2f, rms %.2f",
            pulls[place][0] / pulls[place][2], (pulls[place][1] / pulls[place][2]).squareRoot()))
      }
    }
  }
}
