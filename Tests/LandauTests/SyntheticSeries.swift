import Foundation
import PhaseFitLandau
import PhaseFitNumerics
import PhaseFitSymmetry

/// A series that follows a law below `last` and is in the parent phase above.
func makeSeries(
  _ temperatures: [Double], parents: [Double] = [], sigma: Double? = nil,
  noise: Double = 0, seed: UInt64 = 1, _ law: (Double) -> Double
) -> OrderParameterSeries {
  var generator = SplitMix64(seed: seed)
  var points: [OrderParameterSeries.Point] = []
  for temperature in temperatures {
    points.append(
      .init(
        temperature: temperature, value: law(temperature) + noise * generator.normal(),
        standardUncertainty: sigma, isDistorted: true, measurement: points.count))
  }
  for temperature in parents {
    points.append(
      .init(
        temperature: temperature, value: 0, standardUncertainty: sigma, isDistorted: false,
        measurement: points.count))
  }
  return OrderParameterSeries(
    label: nil, waveVector: [Rational(1, 2), Rational(1, 2), Rational(1, 2)], kind: .displacement,
    norm: .parentPrimitiveCell, points: points)
}

/// The law A² = p + √(p² − q (T − Tc)).
func potential(p: Double, q: Double, tc: Double) -> (Double) -> Double {
  { temperature in (p + (p * p - q * (temperature - tc)).squareRoot()).squareRoot() }
}

/// The law A = A₀ (1 − T/Tc)^β.
func powerLaw(_ amplitude: Double, tc: Double, beta: Double) -> (Double) -> Double {
  { temperature in amplitude * pow(1 - temperature / tc, beta) }
}

/// Θs coth(Θs/T).
func saturated(_ theta: Double, _ temperature: Double) -> Double {
  theta / tanh(theta / temperature)
}

/// Numbers from `first` to `last` in equal steps.
func steps(_ first: Double, _ last: Double, _ count: Int) -> [Double] {
  (0..<count).map { first + (last - first) * Double($0) / Double(count - 1) }
}

/// The laws that the bundled synthetic sweeps were made with (structures/synthetic-*/TRUTH.json).
enum TruthLaws {
  /// Tc = 610 K and Ttr = 674.82 K, amplitude 1 at T = 0.
  static var polarRhombohedral: (Double) -> Double {
    // p² = r q with r = (Ttr − Tc)/¾, and p + √(p² + 610 q) = 1.
    let ratio = (674.8214285714286 - 610) / 0.75
    let root = 1 / (ratio.squareRoot() + (ratio + 610).squareRoot())
    return potential(p: root * ratio.squareRoot(), q: root * root, tc: 610)
  }
}
