import Foundation
import PhaseFitNumerics

/// Charts of the 2-4-6 potential.
///
///     A² = p + √(p² − q (g − c))   ⟺   g = c + u x − v x² ,   x = A² ,  u = 2p/q ,  v = 1/q
///
/// In (c, u, v) the pure 2-4 potential (p → −∞) is the regular point v = 0, and u has the sign of
/// p. A distorted point at g₀ lies on the stable branch where dg/dx ≤ 0. Expanded there,
///
///     x = x₀ + δ ,   v δ² + k δ = g₀ − g ,   δ = 2 (g₀ − g) / (k + √(k² + 4 v (g₀ − g)))
///
/// so that at the hottest distorted point "T ≤ T₊" is k ≥ 0, "A² ≥ 0" is x₀ = y² ≥ 0 and a potential
/// bounded from below is v ≥ 0. Parents give c ≤ g(T of the coldest parent).
struct PotentialChart: AmplitudeChart {
  /// Which face of the admissible set a chart covers.
  enum Face: Sendable, CaseIterable {
    /// (y, k, v): no constraint is active.
    case interior
    /// (y, k): v = 0, the pure 2-4 potential.
    case quartic
    /// (y, v): k = 0, the hottest distorted point is at T₊.
    case superheated
    /// (k, v): y = 0, the hottest distorted point is at Tc.
    case vanishing
    /// (k): y = 0 and v = 0.
    case vanishingQuartic
    /// (k, v) expanded at x = 0: c is the temperature of the coldest parent.
    case censored
    /// (k) expanded at x = 0: the same with v = 0.
    case censoredQuartic
    /// (y, k): the coldest parent, at c, is colder than the hottest distorted point.
    case coexisting
    /// (y): the same with k = 0.
    case coexistingSuperheated
    /// (y, v): u = 0, the pure 2-6 potential.
    case sextic
    /// (v): u = 0 and y = 0.
    case vanishingSextic
    /// (v): u = 0 and c at the coldest parent.
    case censoredSextic
  }

  let face: Face
  let domain: CurveDomain

  /// The faces that can hold the best curve of a form, the largest first.
  static func charts(_ form: LandauModel.Form, _ domain: CurveDomain) -> [PotentialChart] {
    let isCensored = domain.censor.isFinite
    let overlaps = domain.censor < domain.highest
    let faces: [Face]
    switch form {
    case .twoFourSix where overlaps:
      faces = [.interior, .superheated, .coexisting, .coexistingSuperheated]
    case .twoFourSix:
      faces =
        [.interior, .quartic, .superheated, .vanishing, .vanishingQuartic]
        + (isCensored ? [.censored, .censoredQuartic] : [])
    case .twoFour where !overlaps:
      faces = [.quartic, .vanishingQuartic] + (isCensored ? [.censoredQuartic] : [])
    case .twoSix where !overlaps:
      faces = [.sextic, .vanishingSextic] + (isCensored ? [.censoredSextic] : [])
    case .twoFour, .twoSix, .twoThreeFour, .powerLaw, .crossover, .braggWilliams:
      faces = []
    }
    return faces.map { PotentialChart(face: $0, domain: domain) }
  }

  var parameterCount: Int {
    switch face {
    case .interior: 3
    case .quartic, .superheated, .vanishing, .censored, .coexisting, .sextic: 2
    case .vanishingQuartic, .censoredQuartic, .coexistingSuperheated, .vanishingSextic,
      .censoredSextic:
      1
    }
  }

  private var isExpandedAtCensor: Bool {
    switch face {
    case .censored, .censoredQuartic, .censoredSextic: true
    default: false
    }
  }

  private var origin: Double { isExpandedAtCensor ? domain.censor : domain.highest }

  /// The expansion (y, k, v) of a chart and the rows of its derivatives by the parameters.
  private struct Expansion {
    var y = 0.0
    var k = 0.0
    var v = 0.0
    var yRow: SIMD3<Double> = .zero
    var kRow: SIMD3<Double> = .zero
    var vRow: SIMD3<Double> = .zero
  }

  private static let unit: [SIMD3<Double>] = [
    SIMD3(1, 0, 0), SIMD3(0, 1, 0), SIMD3(0, 0, 1),
  ]

  private func expansion(_ p: [Double]) -> Expansion {
    var result = Expansion()
    let unit = Self.unit
    switch face {
    case .interior:
      (result.y, result.k, result.v) = (p[0], p[1], p[2])
      (result.yRow, result.kRow, result.vRow) = (unit[0], unit[1], unit[2])
    case .quartic:
      (result.y, result.k) = (p[0], p[1])
      (result.yRow, result.kRow) = (unit[0], unit[1])
    case .superheated:
      (result.y, result.v) = (p[0], p[1])
      (result.yRow, result.vRow) = (unit[0], unit[1])
    case .vanishing, .censored:
      (result.k, result.v) = (p[0], p[1])
      (result.kRow, result.vRow) = (unit[0], unit[1])
    case .vanishingQuartic, .censoredQuartic:
      (result.k, result.kRow) = (p[0], unit[0])
    case .vanishingSextic, .censoredSextic:
      (result.v, result.vRow) = (p[0], unit[0])
    case .coexisting, .coexistingSuperheated:
      // c = g₀ + k y² − v y⁴ is the censor, which fixes v.
      (result.y, result.yRow) = (p[0], unit[0])
      if face == .coexisting { (result.k, result.kRow) = (p[1], unit[1]) }
      let (y, k) = (result.y, result.k)
      let gap = domain.highest - domain.censor
      result.v = (gap + k * y * y) / (y * y * y * y)
      result.vRow[0] = -4 * gap / (y * y * y * y * y) - 2 * k / (y * y * y)
      if face == .coexisting { result.vRow[1] = 1 / (y * y) }
    case .sextic:
      // u = 2 v y² − k = 0.
      (result.y, result.v) = (p[0], p[1])
      (result.yRow, result.vRow) = (unit[0], unit[1])
      result.k = 2 * result.v * result.y * result.y
      result.kRow = SIMD3(4 * result.v * result.y, 2 * result.y * result.y, 0)
    }
    return result
  }

  func parameters(near point: CurvePoint) -> [Double]? {
    let (c, u) = (point.criticalPoint, point.second)
    let v = max(point.third, 0)
    let slope = max(-u, 1e-3 * (domain.highest - domain.lowest))
    switch face {
    case .censored: return [-u, max(v, slope * 1e-3)]
    case .censoredQuartic: return [slope]
    case .censoredSextic, .vanishingSextic: return [v > 0 ? v : slope]
    case .vanishing: return [max(-u, 0), v]
    case .vanishingQuartic: return [slope]
    default: break
    }
    // The stable branch at the hottest distorted point, or its end where that is colder.
    let radicand = max(u * u + 4 * v * (c - domain.highest), 0)
    let root = radicand.squareRoot()
    let x: Double
    if u > 0 {
      guard v > 0 else { return nil }
      x = (u + root) / (2 * v)
    } else {
      let denominator = root - u
      x = denominator > 0 ? max(2 * (c - domain.highest) / denominator, 0) : 0
    }
    // Away from y = 0, where the curve no longer depends on y to first order.
    let y = max(x.squareRoot(), 1e-3)
    let k = max(root, 0)
    switch face {
    case .interior: return [y, k, v]
    case .quartic: return [y, max(k, slope)]
    case .superheated: return [y, max(v, 1e-3 * slope)]
    case .coexisting: return [y, k]
    case .coexistingSuperheated: return [y]
    default: return [y, v > 0 ? v : slope]
    }
  }

  func point(_ parameters: [Double]) -> (point: CurvePoint, jacobian: Matrix) {
    let e = expansion(parameters)
    let x = e.y * e.y
    let point = CurvePoint(
      criticalPoint: origin + e.k * x - e.v * x * x, second: 2 * e.v * x - e.k, third: e.v)
    let jacobian = Matrix(
      columnVectors: (0..<parameterCount).map { index in
        let (dx, dk, dv) = (2 * e.y * e.yRow[index], e.kRow[index], e.vRow[index])
        return [
          (e.k - 2 * e.v * x) * dx + x * dk - x * x * dv, 2 * e.v * dx + 2 * x * dv - dk, dv,
        ]
      })
    return (point, jacobian)
  }

  func amplitudes(_ parameters: [Double]) -> (values: [Double], jacobian: Matrix) {
    let e = expansion(parameters)
    let count = parameterCount
    var values: [Double] = []
    var rows: [Double] = []
    values.reserveCapacity(domain.temperatures.count)
    rows.reserveCapacity(domain.temperatures.count * count)
    for temperature in domain.temperatures {
      let distance = origin - temperature
      guard distance > 0 else {
        // At the origin of the expansion the amplitude is y itself, whatever its sign.
        values.append(e.y)
        for index in 0..<count { rows.append(e.yRow[index]) }
        continue
      }
      let root = (e.k * e.k + 4 * e.v * distance).squareRoot()
      let delta = e.k >= 0 ? 2 * distance / (e.k + root) : (root - e.k) / (2 * e.v)
      let amplitude = (e.y * e.y + delta).squareRoot()
      values.append(amplitude)
      // x = y² + δ with dδ = −(δ dk + δ² dv)/√(k² + 4 v (g₀ − g)).
      let change = 2 * e.y * e.yRow - (delta / root) * (e.kRow + delta * e.vRow)
      for index in 0..<count { rows.append(change[index] / (2 * amplitude)) }
    }
    return (values, Matrix(rows: values.count, columns: count, elements: rows))
  }

  func isAdmissible(_ parameters: [Double]) -> Bool {
    let e = expansion(parameters)
    guard e.v >= 0, e.y >= 0, e.k >= 0 || isExpandedAtCensor, e.k > 0 || e.v > 0 else {
      return false
    }
    switch face {
    case .censored, .censoredQuartic, .censoredSextic, .coexisting, .coexistingSuperheated:
      return true
    default:
      return point(parameters).point.criticalPoint <= domain.censor
    }
  }

  /// On the face v = 0: whether a sixth-order term would not bring the curve nearer to the points.
  ///
  ///     Σ w (y − A) ∂A/∂v + w_pull (ψ₀ − ψ) dψ/dv ≤ 0   at v = 0, the expansion (x₀, k) being held
  ///     ∂A/∂v = −δ²/(2 k A) ,   dc/dv = −x₀² ,   du/dv = 2 x₀
  func holdsMinimum(
    _ parameters: [Double], observations: [Double], weights: [Double], pull: ConstrainedCurve.Pull?
  ) -> Bool? {
    guard face == .quartic else { return nil }
    let e = expansion(parameters)
    guard e.k > 0, e.y > 0 else { return false }
    let x = e.y * e.y
    var slope = 0.0
    for (index, temperature) in domain.temperatures.enumerated() where temperature < origin {
      let delta = (origin - temperature) / e.k
      let amplitude = (x + delta).squareRoot()
      slope -=
        weights[index] * (observations[index] - amplitude) * delta * delta / (2 * e.k * amplitude)
    }
    if let pull {
      let (value, gradient) = quantity(pull.quantity, at: point(parameters).point)
      let rate = -gradient[0] * x * x + 2 * gradient[1] * x + gradient[2]
      slope += pull.weight * (pull.target - value) * rate
    }
    return slope <= 0
  }

  func quantity(_ quantity: ProfiledQuantity, at point: CurvePoint) -> (
    value: Double, gradient: [Double]
  ) {
    let (c, u, v) = (point.criticalPoint, point.second, point.third)
    switch quantity {
    case .criticalPoint, .exponent:
      return (c, [1, 0, 0])
    case .transition:
      // c + ¾ p²/q with p = u/(2v), q = 1/v.
      guard u > 0 else { return (c, [1, 0, 0]) }
      return (c + 3 * u * u / (16 * v), [1, 3 * u / (8 * v), -3 * u * u / (16 * v * v)])
    case .superheating:
      // c + p²/q.
      guard u > 0 else { return (c, [1, 0, 0]) }
      return (c + u * u / (4 * v), [1, u / (2 * v), -u * u / (4 * v * v)])
    case .boundedOrder:
      let denominator = 2 * v + abs(u)
      guard denominator > 0 else { return (0, [0, 0, 0]) }
      let square = denominator * denominator
      return (u / denominator, [0, 2 * v / square, -2 * u / square])
    }
  }
}
