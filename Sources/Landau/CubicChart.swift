import Foundation
import PhaseFitNumerics

/// Charts of the 2-3-4 potential, whose cubic term makes every transition discontinuous.
///
///     G = ½ a (T − Tc) Q² − ⅓ u Q³ + ¼ b Q⁴
///     A = v + √(v² − q (g − c))   ⟺   g = c + s A − w A² ,   s = 2v/q ,  w = 1/q
///
/// The sign of Q is not free: along the direction that the cubic term favours v ≥ 0, and v = 0 is the
/// 2-4 limit, a regular boundary. Expanded at the hottest distorted point g₀, where A = y,
///
///     A = y + δ ,   w δ² + k δ = g₀ − g ,   k = 2 w y − s ≥ 0
///
/// so that "T ≤ T₊" is k ≥ 0 and v ≥ 0 is k ≤ 2 w y.
struct CubicChart: AmplitudeChart {
  /// Which face of the admissible set a chart covers.
  enum Face: Sendable {
    /// (y, k, w): no constraint is active.
    case interior
    /// (y, w): v = 0, the pure 2-4 potential.
    case quartic
    /// (y, w): k = 0, the hottest distorted point is at T₊.
    case superheated
    /// (w): v = 0 and y = 0, the hottest distorted point is at Tc.
    case vanishing
    /// (s, w): c at the coldest parent.
    case censored
    /// (w): v = 0 and c at the coldest parent.
    case censoredQuartic
    /// (y): k = 0 and c at the coldest parent, which is colder than the hottest distorted point.
    case censoredSuperheated
  }

  let face: Face
  let domain: CurveDomain

  /// The faces that can hold the best curve, the largest first.
  static func charts(_ domain: CurveDomain) -> [CubicChart] {
    let faces: [Face] =
      if domain.censor < domain.highest {
        [.interior, .superheated, .censored, .censoredSuperheated]
      } else {
        [.interior, .quartic, .superheated, .vanishing]
          + (domain.censor.isFinite ? [.censored, .censoredQuartic] : [])
      }
    return faces.map { CubicChart(face: $0, domain: domain) }
  }

  var parameterCount: Int {
    switch face {
    case .interior: 3
    case .quartic, .superheated, .censored: 2
    case .vanishing, .censoredQuartic, .censoredSuperheated: 1
    }
  }

  func parameters(near point: CurvePoint) -> [Double]? {
    let (c, s) = (point.criticalPoint, max(point.second, 0))
    let w = max(point.third, 1e-3 * (domain.highest - domain.lowest))
    let root = max(s * s + 4 * w * (c - domain.highest), 0).squareRoot()
    // Away from y = 0, where the faces meet.
    let y = max((s + root) / (2 * w), 1e-3)
    switch face {
    case .interior: return [y, min(root, 2 * w * y), w]
    case .quartic, .superheated: return [y, w]
    case .vanishing, .censoredQuartic: return [w]
    case .censored:
      // Above T₊ of this start there is no amplitude: raise T₊ to the hottest distorted point.
      let needed = 4 * w * max(domain.highest - domain.censor, 0)
      return [max(s, 1.01 * needed.squareRoot()), w]
    case .censoredSuperheated: return [y]
    }
  }

  /// The curve (c, s, w) with the rows of its derivatives by the parameters.
  private func curve(_ p: [Double]) -> (point: CurvePoint, rows: [SIMD3<Double>]) {
    let origin = domain.highest
    switch face {
    case .interior:
      let (y, k, w) = (p[0], p[1], p[2])
      return (
        CurvePoint(criticalPoint: origin + k * y - w * y * y, second: 2 * w * y - k, third: w),
        [SIMD3(k - 2 * w * y, y, -y * y), SIMD3(2 * w, -1, 2 * y), SIMD3(0, 0, 1)]
      )
    case .quartic:
      let (y, w) = (p[0], p[1])
      return (
        CurvePoint(criticalPoint: origin + w * y * y, second: 0, third: w),
        [SIMD3(2 * w * y, y * y, 0), .zero, SIMD3(0, 1, 0)]
      )
    case .superheated:
      let (y, w) = (p[0], p[1])
      return (
        CurvePoint(criticalPoint: origin - w * y * y, second: 2 * w * y, third: w),
        [SIMD3(-2 * w * y, -y * y, 0), SIMD3(2 * w, 2 * y, 0), SIMD3(0, 1, 0)]
      )
    case .vanishing:
      return (
        CurvePoint(criticalPoint: origin, second: 0, third: p[0]), [.zero, .zero, SIMD3(1, 0, 0)]
      )
    case .censored:
      return (
        CurvePoint(criticalPoint: domain.censor, second: p[0], third: p[1]),
        [.zero, SIMD3(1, 0, 0), SIMD3(0, 1, 0)]
      )
    case .censoredQuartic:
      return (
        CurvePoint(criticalPoint: domain.censor, second: 0, third: p[0]),
        [.zero, .zero, SIMD3(1, 0, 0)]
      )
    case .censoredSuperheated:
      let (y, gap) = (p[0], domain.highest - domain.censor)
      return (
        CurvePoint(criticalPoint: domain.censor, second: 2 * gap / y, third: gap / (y * y)),
        [.zero, SIMD3(-2 * gap / (y * y), 0, 0), SIMD3(-2 * gap / (y * y * y), 0, 0)]
      )
    }
  }

  func point(_ parameters: [Double]) -> (point: CurvePoint, jacobian: Matrix) {
    let (point, rows) = curve(parameters)
    return (
      point,
      Matrix(
        rows: 3, columns: parameterCount,
        elements: rows.flatMap { row in (0..<parameterCount).map { row[$0] } })
    )
  }

  /// The slope k at the expansion point and its derivatives, nil where there is no expansion.
  private func slope(_ p: [Double]) -> (y: Double, k: Double, row: SIMD3<Double>)? {
    switch face {
    case .interior: (p[0], p[1], SIMD3(0, 1, 0))
    case .quartic: (p[0], 2 * p[1] * p[0], SIMD3(2 * p[1], 2 * p[0], 0))
    case .superheated, .censoredSuperheated: (p[0], 0, .zero)
    case .vanishing, .censored, .censoredQuartic: nil
    }
  }

  func amplitudes(_ parameters: [Double]) -> (values: [Double], jacobian: Matrix) {
    let count = parameterCount
    let (point, rows) = curve(parameters)
    let expansion = slope(parameters)
    let (s, w) = (point.second, point.third)
    var values: [Double] = []
    var derivatives: [Double] = []
    values.reserveCapacity(domain.temperatures.count)
    derivatives.reserveCapacity(domain.temperatures.count * count)
    for temperature in domain.temperatures {
      var change: SIMD3<Double>
      if let (y, k, kRow) = expansion {
        let distance = domain.highest - temperature
        let root = (k * k + 4 * w * max(distance, 0)).squareRoot()
        guard root > 0 else {
          // At the expansion point with k = 0 the amplitude is y itself.
          values.append(y)
          for index in 0..<count { derivatives.append(index == 0 ? 1 : 0) }
          continue
        }
        let delta = k >= 0 ? 2 * max(distance, 0) / (k + root) : (root - k) / (2 * w)
        values.append(y + delta)
        change = SIMD3(1, 0, 0) - (delta / root) * (kRow + delta * rows[2])
      } else {
        let distance = point.criticalPoint - temperature
        let radicand = s * s + 4 * w * distance
        guard radicand > 0 else {
          // Where the curve ends; below zero it leaves its domain and the step is refused.
          values.append(radicand < 0 ? .nan : s / (2 * w))
          for _ in 0..<count { derivatives.append(0) }
          continue
        }
        let root = radicand.squareRoot()
        let amplitude = (s + root) / (2 * w)
        values.append(amplitude)
        // w A² − s A = c − g.
        change = (rows[0] + amplitude * rows[1] - amplitude * amplitude * rows[2]) / root
      }
      for index in 0..<count { derivatives.append(change[index]) }
    }
    return (values, Matrix(rows: values.count, columns: count, elements: derivatives))
  }

  func isAdmissible(_ parameters: [Double]) -> Bool {
    let point = curve(parameters).point
    guard point.third > 0, point.second >= 0, parameters[0] >= 0 else { return false }
    if let (y, k, _) = slope(parameters), y < 0 || k < 0 { return false }
    switch face {
    case .censored, .censoredQuartic, .censoredSuperheated: return true
    case .interior, .quartic, .superheated, .vanishing:
      return point.criticalPoint <= domain.censor
    }
  }

  func quantity(_ quantity: ProfiledQuantity, at point: CurvePoint) -> (
    value: Double, gradient: [Double]
  ) {
    let (c, s, w) = (point.criticalPoint, point.second, point.third)
    switch quantity {
    case .criticalPoint, .exponent:
      return (c, [1, 0, 0])
    case .transition, .superheating:
      // c + f v²/q with v = s/(2w), q = 1/w: f = 8/9 at equal stability, 1 at the limit.
      let factor = quantity == .transition ? 8.0 / 9 : 1
      return (
        c + factor * s * s / (4 * w),
        [1, factor * s / (2 * w), -factor * s * s / (4 * w * w)]
      )
    case .boundedOrder:
      let denominator = 2 * w + abs(s)
      let square = denominator * denominator
      return (s / denominator, [0, 2 * w / square, -2 * s / square])
    }
  }
}
