// The CPU time of 1000 bootstrap fits of 20 points, as JSON for peers/minpack.py.

import Foundation
import PhaseFitLandau
import PhaseFitNumerics
import PhaseFitSymmetry

/// One case with all that another program needs to repeat it.
struct SpeedCase: Encodable {
  var law: String
  var temperatures: [Double]
  var sigma: Double
  var names: [String]
  var parameters: [Double]
  var replicates: Int
  var seconds: Double
  var uncertainty: Double
}

/// The CPU time of this process, s.
func processTime() -> Double { Double(clock()) / Double(CLOCKS_PER_SEC) }

/// 20 points of a law with noise, and a parent above.
func points(_ last: Double, _ parent: Double, _ sigma: Double, _ law: (Double) -> Double)
  -> OrderParameterSeries
{
  var random = SplitMix64(seed: 2)
  var list = (0..<20).map { index in
    let temperature = 40 + (last - 40) * Double(index) / 19
    return OrderParameterSeries.Point(
      temperature: temperature, value: law(temperature) + sigma * random.normal(),
      standardUncertainty: sigma, isDistorted: true, measurement: index)
  }
  list.append(
    OrderParameterSeries.Point(
      temperature: parent, value: 0, standardUncertainty: sigma, isDistorted: false,
      measurement: 20))
  return OrderParameterSeries(
    label: nil, waveVector: [.zero, .zero, .zero], kind: .displacement,
    norm: .parentPrimitiveCell, points: list)
}

let (replicates, sigma) = (1000, 0.003)
let cases: [(String, LandauModel, OrderParameterSeries)] = [
  (
    "power law", LandauModel(.powerLaw(exponent: nil)),
    points(97, 110, sigma) { pow(1 - $0 / 100, 0.35) }
  ),
  (
    "2-4-6", LandauModel(.twoFourSix),
    points(100.2, 110, sigma) { (0.2 + (0.04 - 0.05 * ($0 - 100)).squareRoot()).squareRoot() }
  ),
]
let results = try cases.map { name, model, series in
  let fit = try LandauFit(model, to: series, withIntervals: false)
  var best = Double.infinity
  var uncertainty = 0.0
  for _ in 0..<5 {
    let start = processTime()
    let found = try fit.bootstrap(.parametric, of: series, replicates: replicates)
    best = min(best, processTime() - start)
    uncertainty = found.criticalTemperature.standardUncertainty ?? .nan
  }
  return SpeedCase(
    law: name, temperatures: fit.points.map(\.temperature), sigma: sigma,
    names: fit.parameterNames, parameters: fit.parameterValues, replicates: replicates,
    seconds: best, uncertainty: uncertainty)
}
let encoder = JSONEncoder()
encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
print(String(decoding: try encoder.encode(results), as: UTF8.self))
