import Foundation
import PhaseFitNumerics

/// Charts of the critical region of a potential: exponent ⅓ at the transition, another further away.
///
///     A = A₀ r^⅓ (s + (1 − s) rᵐ)^(1/6m) ,   r = (c − g)/(c − g(0)) ,   s ≥ 0
///
///     s = 0    A = A₀ r^½: the potential has no critical region
///     s = 1    A = A₀ r^⅓: nothing but a critical region
///     else     the exponent changes from ⅓ to ½ about rᵐ = s/(1 − s), the sharper the larger m
///
/// Order parameters with short-range interactions in three dimensions vanish with an exponent of 0.33
/// to 0.37 (Ising 0.326, XY 0.348, Heisenberg 0.366); that of SrTiO₃ and LaAlO₃ is 0.33(2) within a
/// twentieth of Tc and a potential's beyond (Müller and Berlinger). s > 1 is the same with an
/// exponent that falls away from the transition, as that of nearly tricritical order parameters.
struct CrossoverChart: AmplitudeChart {
  let face: ContinuousFace
  let domain: CurveDomain
  /// The sharpness m of the change.
  let sharpness: Double
  /// Whether s is fitted, as its logarithm; else it is 0.
  let hasCriticalRegion: Bool

  /// The exponent at the transition.
  private static let critical = 1.0 / 3
  /// What the exponent changes by, away from the transition.
  private static let change = 0.5 - critical
  /// The smallest share that is not 0: a critical region smaller than any that is measured.
  private var smallestShare: Double { pow(1e-4, sharpness) }

  /// The charts that can hold the best curve, on each face that without a critical region first; none
  /// where the phases coexist.
  static func charts(sharpness: Double, _ domain: CurveDomain) -> [CrossoverChart] {
    ContinuousFace.faces(of: domain).flatMap { face in
      [false, true].map {
        CrossoverChart(face: face, domain: domain, sharpness: sharpness, hasCriticalRegion: $0)
      }
    }
  }

  var parameterCount: Int { 1 + face.parameterCount + (hasCriticalRegion ? 1 : 0) }

  /// The factor r^⅓ (s + (1 − s) rᵐ)^(1/6m) with its derivatives by r and s; r in 0 … 1.
  static func shape(_ r: Double, share s: Double, sharpness m: Double) -> (
    value: Double, byRatio: Double, byShare: Double
  ) {
    guard r > 0 else { return (0, 0, 0) }
    let power = m == 1 ? r : pow(r, m)
    let mixed = s + (1 - s) * power
    guard mixed > 0 else { return (0, 0, 0) }
    let value = pow(r, critical) * pow(mixed, change / m)
    return (
      value, value * (critical + change * (1 - s) * power / mixed) / r,
      value * change / m * (1 - power) / mixed
    )
  }

  private func unpack(_ p: [Double]) -> (amplitude: Double, critical: Double, share: Double) {
    (p[0], face.criticalPoint(p, domain), hasCriticalRegion ? exp(p[parameterCount - 1]) : 0)
  }

  func parameters(near point: CurvePoint) -> [Double]? {
    var result = [point.second] + face.parameters(point.criticalPoint, domain)
    if hasCriticalRegion { result.append(log(max(point.third, 10 * smallestShare))) }
    return result
  }

  func point(_ parameters: [Double]) -> (point: CurvePoint, jacobian: Matrix) {
    let (amplitude, critical, share) = unpack(parameters)
    var jacobian = Matrix(rows: 3, columns: parameterCount)
    jacobian[1, 0] = 1
    if face == .interior { jacobian[0, 1] = critical - domain.highest }
    if hasCriticalRegion { jacobian[2, parameterCount - 1] = share }
    return (CurvePoint(criticalPoint: critical, second: amplitude, third: share), jacobian)
  }

  func amplitudes(_ parameters: [Double]) -> (values: [Double], jacobian: Matrix) {
    let (amplitude, critical, share) = unpack(parameters)
    guard !hasCriticalRegion || share >= smallestShare else {
      // On the way to no critical region at all, which has charts of its own.
      let count = domain.temperatures.count
      return (
        [Double](repeating: .nan, count: count), Matrix(rows: count, columns: parameterCount)
      )
    }
    let span = critical - domain.zero
    var values: [Double] = []
    var rows: [Double] = []
    for temperature in domain.temperatures {
      let ratio = (critical - temperature) / span
      let shape = Self.shape(ratio, share: share, sharpness: sharpness)
      values.append(amplitude * shape.value)
      rows.append(shape.value)
      if face == .interior {
        rows.append(
          amplitude * shape.byRatio * (1 - ratio) / span * (critical - domain.highest))
      }
      if hasCriticalRegion { rows.append(amplitude * shape.byShare * share) }
    }
    return (values, Matrix(rows: values.count, columns: parameterCount, elements: rows))
  }

  func isAdmissible(_ parameters: [Double]) -> Bool {
    let (amplitude, critical, _) = unpack(parameters)
    return amplitude > 0 && critical <= domain.censor
  }

  /// Without a critical region: whether one would not bring the curve nearer to the points.
  ///
  ///     Σ w (y − A) ∂A/∂s ≤ 0   at s = 0
  func holdsMinimum(
    _ parameters: [Double], observations: [Double], weights: [Double], pull: ConstrainedCurve.Pull?
  ) -> Bool? {
    guard face == .interior else { return false }
    if hasCriticalRegion { return true }
    let (amplitude, critical, _) = unpack(parameters)
    var slope = 0.0
    for (index, temperature) in domain.temperatures.enumerated() {
      let ratio = (critical - temperature) / (critical - domain.zero)
      let shape = Self.shape(ratio, share: 0, sharpness: sharpness)
      slope +=
        weights[index] * (observations[index] - amplitude * shape.value) * amplitude * shape.byShare
    }
    return slope <= 0
  }

  func quantity(_ quantity: ProfiledQuantity, at point: CurvePoint) -> (
    value: Double, gradient: [Double]
  ) {
    switch quantity {
    case .criticalPoint, .transition, .superheating, .boundedOrder, .exponent:
      (point.criticalPoint, [1, 0, 0])
    }
  }
}
