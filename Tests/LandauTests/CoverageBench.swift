import Foundation
import PhaseFitLandau
import PhaseFitNumerics
import PhaseFitSymmetry
import Testing

/// How often intervals hold the truth and orders are right, over many synthetic tables.
///
/// Run with `PHASEFIT_COVERAGE=500 swift test --filter CoverageBench`: the number is that of tables.
private let tableCount = Int(ProcessInfo.processInfo.environment["PHASEFIT_COVERAGE"] ?? "") ?? 0

/// A synthetic table with its truth.
private struct SyntheticTable {
  var name: String
  var order: LandauAnalysis.Order
  var transition: Double
  var isCubic = false
  var series: OrderParameterSeries

  /// Table number `index`: forms in turn, 8 to 24 points, σ/A₀ from 0.3 to 2 %.
  init(_ index: Int) {
    var generator = SplitMix64(seed: UInt64(index) &* 7919 &+ 17)
    let tc = 100 + 800 * generator.uniform()
    let noise = 0.003 * pow(2.0 / 0.3, generator.uniform())
    let count = 8 + Int(17 * generator.uniform())
    let lowest = (0.15 + 0.4 * generator.uniform()) * tc
    var law: (Double) -> Double
    (transition, order) = (tc, .second)
    switch index % 6 {
    case 0:
      name = "2-4"
      law = powerLaw(1, tc: tc, beta: 0.5)
    case 1:
      name = "2-6"
      order = .tricritical
      law = powerLaw(1, tc: tc, beta: 0.25)
    case 2:
      name = "2-4-6 first"
      order = .first
      // A(0) = 1: p + √(p² + q Tc) = 1.
      let p = 0.1 + 0.2 * generator.uniform()
      let q = ((1 - p) * (1 - p) - p * p) / tc
      transition = tc + 0.75 * p * p / q
      law = potential(p: p, q: q, tc: tc)
    case 3:
      name = "saturated 2-4"
      let theta = 0.3 * tc
      law = { temperature in
        max(
          (saturated(theta, tc) - saturated(theta, temperature)) / (saturated(theta, tc) - theta),
          0
        ).squareRoot()
      }
    case 4:
      let beta = 0.13 + 0.37 * generator.uniform()
      name = "power law"
      law = powerLaw(1, tc: tc, beta: beta)
    default:
      name = "2-3-4"
      order = .first
      isCubic = true
      // A(0) = 1: v + √(v² + q Tc) = 1.
      let v = 0.03 + 0.25 * generator.uniform()
      let q = ((1 - v) * (1 - v) - v * v) / tc
      transition = tc + 8 * v * v / (9 * q)
      law = cubicPotential(v: v, q: q, tc: tc)
    }
    // Denser towards the transition, as sweeps are measured.
    let highest = transition * (1 - 0.01 * generator.uniform())
    let temperatures = (0..<count).map { number in
      let x = Double(number) / Double(count - 1)
      return lowest + (highest - lowest) * (1 - (1 - x) * (1 - x))
    }
    series = makeSeries(
      temperatures, parents: [transition * (1.001 + 0.02 * generator.uniform()), 1.1 * transition],
      sigma: noise, noise: noise, seed: UInt64(index) &+ 1_000_003, law)
  }
}

@Suite("CoverageBench", .enabled(if: tableCount > 0))
struct CoverageBench {
  @Test("95 % intervals hold the truth, verdicts are right or undetermined")
  func coverage() throws {
    var held: [String: (inside: Int, total: Int)] = [:]
    var verdicts: [String: [String: Int]] = [:]
    func count(_ name: String, _ isInside: Bool) {
      var entry = held[name] ?? (0, 0)
      entry.total += 1
      if isInside { entry.inside += 1 }
      held[name] = entry
    }
    for index in 0..<tableCount {
      let table = SyntheticTable(index)
      let analysis = try LandauAnalysis(
        table.series,
        facts: .init(groupSubgroupRelated: true, cubicInvariantAllowed: table.isCubic))
      verdicts[table.name, default: [:]][analysis.order.rawValue, default: 0] += 1
      if let temperature = analysis.temperature, temperature.value != nil {
        count("\(table.name) Ttr", temperature.contains(table.transition))
        count("all Ttr", temperature.contains(table.transition))
      }
      // The interval of the true form alone, which has to be neither too wide nor too narrow.
      let own: LandauModel.Form =
        switch table.name {
        case "2-3-4": .twoThreeFour
        case "power law": .powerLaw(exponent: nil)
        default: .twoFourSix
        }
      if table.name != "saturated 2-4",
        let fit = analysis.fits.first(where: { $0.model == LandauModel(own) })
      {
        count("own form Ttr", fit.transitionTemperature.contains(table.transition))
        count("own form \(table.name) Ttr", fit.transitionTemperature.contains(table.transition))
      }
    }
    for (name, entry) in held.sorted(by: { $0.key < $1.key }) {
      let share = 100 * Double(entry.inside) / Double(entry.total)
      print("coverage \(name): \(entry.inside)/\(entry.total) = \((share * 10).rounded() / 10) %")
    }
    for (name, counts) in verdicts.sorted(by: { $0.key < $1.key }) {
      print(
        "order of \(name): \(counts.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" })")
    }
    let all = try #require(held["all Ttr"])
    #expect(Double(all.inside) >= 0.93 * Double(all.total))
  }

  @Test("the time of one bootstrap repetition of twenty points")
  func speed() throws {
    let series = makeSeries(
      steps(40, 100.4, 20), parents: [100.7, 103], sigma: 0.003, noise: 0.003, seed: 2,
      potential(p: 0.2, q: 0.05, tc: 100))
    for model in [LandauModel(.twoFourSix), LandauModel(.powerLaw(exponent: nil))] {
      let fit = try? LandauFit(model, to: series, withIntervals: false)
      guard let fit else { continue }
      let clock = ContinuousClock()
      let time = try clock.measure {
        _ = try fit.bootstrap(.parametric, of: series, replicates: 1000)
      }
      print("1000 repetitions of \(model): \(time)")
    }
  }
}
