import Foundation

/// A fitted curve, to be evaluated at any temperature.
///
///     even         g(T) = c + u x − v x² on its stable branch, x = (A/scale)²
///     cubic        the same with x = A/scale
///     power law    A = scale · A₀ ((c − g(T))/(c − g(0)))^β
///     crossover    A = scale · A₀ r^⅓ (s + (1 − s) rᵐ)^(1/6m), r = (c − g(T))/(c − g(0))
///     ordering     A = scale · A₀ S, S = tanh(S c/T)
public struct LandauCurve: Sendable, Codable, Hashable {
  /// The functional form.
  public let form: LandauModel.Form
  /// The temperature scale g.
  public let temperatureScale: TemperatureScale
  /// +1 or −1: the sign of the series along its direction.
  public let sign: Double
  /// The amplitude by which the fit divided.
  public let scale: Double
  let criticalPoint: Double
  let second: Double
  let third: Double

  init(
    _ form: LandauModel.Form, _ temperatureScale: TemperatureScale, _ point: CurvePoint,
    sign: Double, scale: Double
  ) {
    self.form = form
    self.temperatureScale = temperatureScale
    self.sign = sign
    self.scale = scale
    criticalPoint = point.criticalPoint
    second = point.second
    third = point.third
  }

  /// The critical temperature Tc in K, at which the parent loses its stability on cooling.
  public var criticalTemperature: Double { temperatureScale.temperature(criticalPoint) }

  /// The temperature Ttr in K at which the two phases are equally stable.
  ///
  ///     g(Ttr) = g(Tc) + ¾ max(p, 0)²/q     with a cubic term: g(Tc) + (8/9) v²/q
  public var transitionTemperature: Double {
    let fraction = form == .twoThreeFour ? 8.0 / 9 : 0.75
    return temperatureScale.temperature(criticalPoint + fraction * superheating)
  }

  /// The temperature T₊ in K up to which the distorted phase is metastable.
  ///
  ///     g(T₊) = g(Tc) + max(p, 0)²/q     with a cubic term: g(Tc) + v²/q
  public var superheatingLimit: Double {
    temperatureScale.temperature(criticalPoint + superheating)
  }

  var isPotential: Bool {
    switch form {
    case .twoFourSix, .twoFour, .twoSix, .twoThreeFour: true
    case .powerLaw, .crossover, .braggWilliams: false
    }
  }

  private var isEven: Bool { isPotential && form != .twoThreeFour }

  private var superheating: Double {
    isPotential && second > 0 && third > 0 ? second * second / (4 * third) : 0
  }

  /// The amplitude of the distorted phase at Ttr, √(3p/2) or 4v/3; zero where it is continuous.
  public var jump: Double {
    if form == .twoThreeFour { return 4 * (v ?? 0) / 3 }
    return isPotential && second > 0 && third > 0 ? scale * (0.75 * second / third).squareRoot() : 0
  }

  /// The parameter p in squared units of the amplitude; nil for a power law and for v = 0.
  public var p: Double? {
    isEven && third > 0 ? scale * scale * second / (2 * third) : nil
  }

  /// The parameter v of a potential with a cubic term, in the unit of the amplitude; else nil.
  public var v: Double? {
    form == .twoThreeFour && third > 0 ? scale * second / (2 * third) : nil
  }

  /// The parameter q per kelvin, in fourth powers of the amplitude; with a cubic term in squares.
  public var q: Double? {
    if form == .twoThreeFour { return third > 0 ? scale * scale / third : nil }
    return isEven && third > 0 ? scale * scale * scale * scale / third : nil
  }

  /// The slope −dA²/dT at Tc of a continuous potential, nil for any other curve.
  public var slope: Double? {
    isEven && second < 0 ? -scale * scale / second : nil
  }

  /// The share s of a critical region of exponent ⅓, 0 … 1 or above; nil for any other form.
  public var criticalShare: Double? { form.isCrossover ? third : nil }

  /// The amplitude A₀ at T = 0 of a power law, of a crossover or of ordering, without sign.
  public var zeroTemperatureAmplitude: Double? { isPotential ? nil : scale * second }

  /// The exponent β of a power law.
  public var exponent: Double? {
    if case .powerLaw = form { third } else { nil }
  }

  /// The amplitude, with its sign, of the distorted phase at a temperature in K.
  ///
  /// - Returns: the stable or metastable branch; 0 above T₊.
  public func amplitude(at temperature: Double) -> Double {
    let distance = criticalPoint - temperatureScale.scaled(temperature)
    if form == .braggWilliams {
      return sign * scale * second * OrderingChart.order(temperature / criticalPoint).value
    }
    guard isPotential else {
      let zero = temperatureScale.scaled(0)
      guard distance > 0 else { return 0 }
      if case .crossover(let sharpness) = form {
        let ratio = distance / (criticalPoint - zero)
        return sign * scale * second
          * CrossoverChart.shape(ratio, share: third, sharpness: sharpness).value
      }
      return sign * scale * second * pow(distance / (criticalPoint - zero), third)
    }
    let radicand = second * second + 4 * third * distance
    guard radicand >= 0 else { return 0 }
    let root = radicand.squareRoot()
    let x: Double
    if second > 0 {
      x = third > 0 ? (second + root) / (2 * third) : 0
    } else {
      x = distance > 0 && root > second ? 2 * distance / (root - second) : 0
    }
    return sign * scale * (form == .twoThreeFour ? x : x.squareRoot())
  }
}
