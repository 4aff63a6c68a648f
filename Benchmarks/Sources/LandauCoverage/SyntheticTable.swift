import Foundation
import PhaseFitLandau
import PhaseFitNumerics
import PhaseFitSymmetry

/// A synthetic table of an order parameter with its truth.
///
///     A(T) of a known law + noise, A(0) = 1, 8 to 24 points, σ/A₀ from 0.3 to 2 %
struct SyntheticTable {
  /// The law and the noise of a table.
  enum Kind: String, CaseIterable {
    case twoFour = "2-4"
    case twoSix = "2-6"
    case first = "2-4-6, p > 0"
    case cubic = "2-3-4"
    case saturatedTwoFour = "2-4, saturated"
    case saturatedTwoSix = "2-6, saturated"
    case saturatedFirst = "2-4-6, p > 0, saturated"
    case powerLaw = "power law, 0.13 to 0.5"
    // What follows was not looked at while the rules were made.
    case continuous = "2-4-6, p < 0"
    case weaklyFirst = "2-4-6, small p > 0"
    case crossover = "1/2 far, 1/3 near"
    case saturatedPowerLaw = "power law, saturated"
    case ordering = "Bragg-Williams"
    case noUncertainty = "power law, no s.u."
    case firstNoUncertainty = "2-4-6, p > 0, no s.u."
    case understated = "2-4, s.u. too small by 2"
    case heavyTails = "2-4, Student noise of 5"
    case evenlySpaced = "2-4, even steps"
    // Critical regions of other shapes, to try what was made for the ones above.
    case tricriticalFar = "1/4 far, 0.35 near"
    case correction = "0.326 and a root term"
    case saturatedCrossover = "saturated 1/2, 1/3 near"
    case potentialFar = "2-4-6 far, 0.365 near"

    /// The kinds on which the rules were tuned.
    static let tuned: [Kind] = Array(allCases.prefix { $0 != .continuous })
    /// The kinds kept apart.
    static let fresh: [Kind] = Array(
      allCases.drop { $0 != .continuous }.prefix { $0 != .tricriticalFar })
    /// Other kinds with a critical region.
    static let critical: [Kind] = Array(allCases.drop { $0 != .tricriticalFar })
  }

  let kind: Kind
  /// The true order.
  private(set) var order = LandauAnalysis.Order.second
  /// The true temperature at which the phases exchange stability, K.
  private(set) var transition: Double
  /// The exponent of a power law.
  private(set) var exponent: Double?
  private(set) var series: OrderParameterSeries

  /// Whether a verdict is false; β within 0.03 of ¼ is tricritical to any reader.
  func isWrong(_ verdict: LandauAnalysis.Order) -> Bool {
    guard verdict != .undetermined, verdict != order else { return false }
    // Tricritical but for the critical region: neither word is wrong.
    if kind == .tricriticalFar, verdict == .second { return false }
    if let exponent, abs(exponent - 0.25) <= 0.03, verdict == .tricritical { return false }
    return true
  }

  init(_ kind: Kind, seed: UInt64) {
    self.kind = kind
    var random = SplitMix64(seed: seed)
    let tc = 100 + 800 * random.uniform()
    let noise = 0.003 * pow(2.0 / 0.3, random.uniform())
    let count = 8 + Int(17 * random.uniform())
    let lowest = (0.15 + 0.4 * random.uniform()) * tc
    let theta = (0.2 + 0.5 * random.uniform()) * tc
    transition = tc
    let law: (Double) -> Double
    switch kind {
    case .twoFour, .understated, .heavyTails, .evenlySpaced: law = Self.power(tc, 0.5)
    case .twoSix:
      order = .tricritical
      law = Self.power(tc, 0.25)
    case .saturatedTwoFour: law = Self.power(tc, 0.5, theta)
    case .saturatedTwoSix:
      order = .tricritical
      law = Self.power(tc, 0.25, theta)
    case .powerLaw, .noUncertainty, .saturatedPowerLaw:
      let beta = 0.13 + 0.37 * random.uniform()
      exponent = beta
      law = Self.power(tc, beta, kind == .saturatedPowerLaw ? theta : 0)
    case .first, .saturatedFirst, .firstNoUncertainty, .weaklyFirst:
      order = .first
      let p = kind == .weaklyFirst ? 0.02 + 0.08 * random.uniform() : 0.1 + 0.2 * random.uniform()
      (law, transition) = Self.potential(p, tc, kind == .saturatedFirst ? theta : 0)
    case .continuous:
      (law, transition) = Self.potential(-0.05 * pow(40, random.uniform()), tc, 0)
    case .cubic:
      order = .first
      let v = 0.03 + 0.25 * random.uniform()
      let q = ((1 - v) * (1 - v) - v * v) / tc
      transition = tc + 8 * v * v / (9 * q)
      law = { v + (v * v - q * ($0 - tc)).squareRoot() }
    case .crossover:
      let edge = 0.03 + 0.07 * random.uniform()
      law = { temperature in
        let t = 1 - temperature / tc
        return t > edge ? t.squareRoot() : edge.squareRoot() * pow(t / edge, 1.0 / 3)
      }
    case .tricriticalFar:
      order = .tricritical
      let edge = 0.02 + 0.08 * random.uniform()
      law = { temperature in
        let t = 1 - temperature / tc
        return pow(t, 0.35) * pow((edge * edge + t * t) / (edge * edge + 1), -0.05)
      }
    case .correction:
      let strength = -0.3 + 1.3 * random.uniform()
      law = { temperature in
        let t = 1 - temperature / tc
        return pow(t, 0.326) * (1 + strength * t.squareRoot()) / (1 + strength)
      }
    case .saturatedCrossover:
      let edge = 0.03 + 0.07 * random.uniform()
      let far = Self.power(tc, 0.5, theta)
      let atEdge = far(tc * (1 - edge))
      law = { temperature in
        let t = 1 - temperature / tc
        return t > edge ? far(temperature) : atEdge * pow(t / edge, 1.0 / 3)
      }
    case .potentialFar:
      let edge = 0.03 + 0.07 * random.uniform()
      let (far, _) = Self.potential(-0.05 * pow(20, random.uniform()), tc, 0)
      // A² ∝ t at the end of the potential: one root of it is replaced within the edge.
      law = { temperature in
        let t = 1 - temperature / tc
        return t > 0 ? far(temperature) * pow((edge * edge + t * t) / (t * t), 0.0675) : 0
      }
    case .ordering:
      law = { temperature in
        // S = tanh(S/t) by bisection from above.
        let t = temperature / tc
        var (low, high) = (1e-9, 1.0)
        for _ in 0..<60 {
          let middle = 0.5 * (low + high)
          if tanh(middle / t) > middle { low = middle } else { high = middle }
        }
        return low
      }
    }
    let highest = transition * (1 - 0.01 * random.uniform())
    let parents = [transition * (1.001 + 0.02 * random.uniform()), 1.1 * transition]
    let hasUncertainty = kind != .noUncertainty && kind != .firstNoUncertainty
    let stated = hasUncertainty ? noise / (kind == .understated ? 2 : 1) : nil
    func point(_ temperature: Double, _ value: Double, _ isDistorted: Bool, _ number: Int)
      -> OrderParameterSeries.Point
    {
      OrderParameterSeries.Point(
        temperature: temperature, value: value, standardUncertainty: stated,
        isDistorted: isDistorted, measurement: number)
    }
    var points: [OrderParameterSeries.Point] = []
    for number in 0..<count {
      let x = Double(number) / Double(count - 1)
      // Denser towards the transition, as sweeps are measured.
      let place = kind == .evenlySpaced ? x : 1 - (1 - x) * (1 - x)
      let temperature = lowest + (highest - lowest) * place
      var error = random.normal()
      if kind == .heavyTails {
        let square = (0..<5).reduce(0.0) { sum, _ in sum + pow(random.normal(), 2) }
        // Variance ν/(ν − 2) divided out.
        error *= (5 / square).squareRoot() * (3.0 / 5).squareRoot()
      }
      points.append(point(temperature, law(temperature) + noise * error, true, number))
    }
    for temperature in parents { points.append(point(temperature, 0, false, points.count)) }
    series = OrderParameterSeries(
      label: nil, waveVector: [Rational(1, 2), Rational(1, 2), Rational(1, 2)],
      kind: kind == .ordering ? .occupancy : .displacement, norm: .parentPrimitiveCell,
      points: points)
  }

  private static func scaled(_ theta: Double, _ temperature: Double) -> Double {
    theta > 0 ? theta / tanh(theta / temperature) : temperature
  }

  private static func power(_ tc: Double, _ beta: Double, _ theta: Double = 0)
    -> (Double) -> Double
  {
    let top = scaled(theta, tc)
    return { pow(max(top - scaled(theta, $0), 0) / (top - theta), beta) }
  }

  /// A² = p + √(p² − q (g − g(Tc))) with A(0) = 1, and its Ttr.
  private static func potential(_ p: Double, _ tc: Double, _ theta: Double)
    -> ((Double) -> Double, Double)
  {
    let top = scaled(theta, tc)
    let q = ((1 - p) * (1 - p) - p * p) / (top - theta)
    let transition = top + 0.75 * pow(max(p, 0), 2) / q
    let kelvin = theta > 0 ? theta / atanh(theta / transition) : transition
    return (
      { (p + (p * p - q * (scaled(theta, $0) - top)).squareRoot()).squareRoot() }, kelvin
    )
  }
}
