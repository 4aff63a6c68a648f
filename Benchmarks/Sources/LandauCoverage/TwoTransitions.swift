import Foundation
import PhaseFitLandau
import PhaseFitNumerics
import PhaseFitSymmetry

/// A synthetic table of an order parameter with a second transition below.
///
///     A² = r^2β (1 + κ s) ,   r = 1 − T/T₁ ,   s = max(1 − T/T₂, 0)^2β′
///
/// β and β′ are ½, ⅓ or ¼, κ is 0.1 to 0.4 with either sign, T₂/T₁ is 0.4 to 0.75; 16 to 30 points, σ/A₀
/// from 0.3 to 2 %.
struct TwoTransitions {
  let series: OrderParameterSeries
  let upper: Double
  let lower: Double

  init(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let exponents = [0.5, 1.0 / 3, 0.25]
    let (upper, ratio) = (100 + 800 * random.uniform(), 0.4 + 0.35 * random.uniform())
    let lower = ratio * upper
    let noise = 0.003 * pow(2.0 / 0.3, random.uniform())
    let count = 16 + Int(15 * random.uniform())
    let (first, second) = (
      exponents[Int(3 * random.uniform())], exponents[Int(3 * random.uniform())]
    )
    let size = 0.1 + 0.3 * random.uniform()
    let coupling = random.uniform() < 0.5 ? -size : size
    func law(_ temperature: Double) -> Double {
      let own = pow(1 - temperature / upper, 2 * first)
      let other = pow(max(1 - temperature / lower, 0), 2 * second)
      return (own * (1 + coupling * other)).squareRoot()
    }
    let lowest = 0.1 * upper
    let highest = upper * (1 - 0.01 * random.uniform())
    var points = (0..<count).map { number in
      let temperature = lowest + (highest - lowest) * Double(number) / Double(count - 1)
      return OrderParameterSeries.Point(
        temperature: temperature, value: law(temperature) + noise * random.normal(),
        standardUncertainty: noise, isDistorted: true, measurement: number)
    }
    for parent in [1.01, 1.1] {
      points.append(
        OrderParameterSeries.Point(
          temperature: parent * upper, value: 0, standardUncertainty: noise, isDistorted: false,
          measurement: points.count))
    }
    series = OrderParameterSeries(
      label: nil, waveVector: [Rational(1, 2), Rational(1, 2), Rational(1, 2)],
      kind: .displacement, norm: .parentPrimitiveCell, points: points)
    (self.upper, self.lower) = (upper, lower)
  }

  /// Counts over many tables.
  struct Tally {
    private var total = 0
    private var found = 0
    private var lowerCovered = 0
    private var lowerGiven = 0
    private var upperCovered = 0

    init(count: Int, seed: UInt64) throws {
      let facts = LandauAnalysis.Facts(groupSubgroupRelated: true)
      for number in 0..<count {
        let table = TwoTransitions(seed: seed &* 7_368_787 &+ UInt64(number) &* 104_729)
        let analysis = try LandauAnalysis(table.series, facts: facts)
        total += 1
        guard let item = try SeriesBreak(table.series, analysis) else { continue }
        found += 1
        let upper = try LandauAnalysis(item.upper, facts: facts)
        if upper.temperature?.contains(table.upper) ?? false { upperCovered += 1 }
        guard let estimate = try LandauAnalysis(item.lower, facts: facts).temperature else {
          continue
        }
        lowerGiven += 1
        if estimate.contains(table.lower) { lowerCovered += 1 }
      }
    }

    var text: String {
      "\nA second transition found in tables of two: \(found) of \(total); of these the upper "
        + "temperature is covered in \(upperCovered), the lower in \(lowerCovered) of \(lowerGiven)"
    }
  }
}
