import Foundation
import PhaseFitLandau

/// The curve of a fit, recovered from the parameters that the report states.
///
///     2-4-6          A² = p + √(p² − q (g(T) − g(Tc)))
///     2-6            the same with p = 0
///     2-4            A² = slope (g(Tc) − g(T))
///     power law      A = A₀ ((g(Tc) − g(T))/(g(Tc) − g(0)))^β
///     crossover      A = A₀ r^⅓ (s + (1 − s) rᵐ)^(1/6m), m = 1 or 4, r = (g(Tc) − g(T))/(g(Tc) − g(0))
///     ordering       A = A₀ S, S = tanh(S Tc/T)
///
/// g(T) = T, or Θs coth(Θs/T) where the fit saturates. A formula is believed only where it gives
/// the fitted values that the report lists; else those values are joined by straight lines.
struct FittedCurve {
  private let fit: AnalysisReport.Fit
  private let scale: TemperatureScale
  private let sign: Double

  /// How well a formula must give the listed values, relative to the largest: parameters are
  /// stated to all digits, so that only rounding stands between the two.
  private static let agreement = 1e-6
  /// How many straight pieces a curve is drawn with: each is shorter than a marker.
  private static let pieces = 160

  /// The curve of a fit.
  init(_ fit: AnalysisReport.Fit) {
    self.fit = fit
    let theta = fit.parameters.first { $0.name == "Theta_s" }?.estimate.quantity.value ?? 0
    scale = TemperatureScale(saturationTemperature: theta.isFinite ? max(theta, 0) : 0)
    sign = fit.points.reduce(0) { $0 + $1.observed.value } < 0 ? -1 : 1
  }

  private func parameter(_ name: String) -> Double? {
    fit.parameters.first { $0.name == name }.map(\.estimate.quantity.value).flatMap {
      $0.isFinite ? $0 : nil
    }
  }

  /// The curve between two temperatures, K; empty where the report lists no fitted value.
  func points(from lowest: Double, to highest: Double) -> [Figure.Point] {
    guard let tc = parameter("Tc"), let amplitude = amplitude(tc: tc) else { return joined }
    let end = max(parameter("Ttr") ?? tc, lowest)
    let last = min(end, highest)
    var points = (0...Self.pieces).map { piece in
      let temperature = lowest + (last - lowest) * Double(piece) / Double(Self.pieces)
      return Figure.Point(x: temperature, y: amplitude(temperature))
    }
    if end < highest {
      points += [Figure.Point(x: end, y: 0), Figure.Point(x: highest, y: 0)]
    }
    return points
  }

  /// The listed values by rising temperature.
  private var joined: [Figure.Point] {
    fit.points.compactMap { point in
      point.fitted.map { Figure.Point(x: point.temperature, y: $0) }
    }.sorted { $0.x < $1.x }
  }

  /// The first formula that gives the listed values, nil where none does.
  private func amplitude(tc: Double) -> ((Double) -> Double)? {
    let listed = fit.points.filter { $0.fitted?.isFinite == true }
    let largest = listed.reduce(0) { max($0, abs($1.fitted ?? 0)) }
    guard largest > 0 else { return nil }
    return formulas(tc: tc).first { formula in
      listed.allSatisfy { point in
        abs(formula(point.temperature) - (point.fitted ?? 0)) <= Self.agreement * largest
      }
    }
  }

  private func formulas(tc: Double) -> [(Double) -> Double] {
    let (scale, sign) = (scale, sign)
    func distance(_ temperature: Double) -> Double { scale.scaled(tc) - scale.scaled(temperature) }
    var formulas: [(Double) -> Double] = []
    if let q = parameter("q") {
      let p = parameter("p") ?? 0
      formulas.append { temperature in
        let radicand = p * p + q * distance(temperature)
        return sign * max(p + max(radicand, 0).squareRoot(), 0).squareRoot()
      }
    }
    if let slope = parameter("slope") {
      formulas.append { sign * max(slope * distance($0), 0).squareRoot() }
    }
    if let zero = parameter("A0"), let share = parameter("s") {
      for m in [1.0, 4] {
        formulas.append { temperature in
          let r = max(distance(temperature) / distance(0), 0)
          return sign * zero * pow(r, 1.0 / 3) * pow(share + (1 - share) * pow(r, m), 1 / (6 * m))
        }
      }
    } else if let zero = parameter("A0") {
      let fixed = fit.model.split(separator: " ").compactMap { Double($0) }.first
      if let exponent = parameter("beta") ?? fixed {
        formulas.append { temperature in
          let part = distance(temperature) / distance(0)
          return part > 0 ? sign * zero * pow(part, exponent) : 0
        }
      }
      formulas.append { sign * zero * Self.order($0 / tc) }
    }
    return formulas
  }

  /// The solution S of S = tanh(S/t), 0 for t ≥ 1.
  ///
  /// S lies between √(3(1 − t)) · t and 1; halving the interval is exact to the last digit after
  /// as many steps as a number has bits.
  static func order(_ t: Double) -> Double {
    guard t < 1 else { return 0 }
    guard t > 0 else { return 1 }
    var (low, high) = (0.0, 1.0)
    for _ in 0..<Double.significandBitCount + 2 {
      let middle = (low + high) / 2
      if tanh(middle / t) > middle { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }
}
