import Foundation
import PhaseFitNumerics

/// Charts of mean-field ordering of two states, the Bragg–Williams law.
///
///     A = A₀ S ,   S = tanh(S c/T)   ⟺   S = tanh m ,  T/c = tanh(m)/m
///
/// The alternative a discontinuous verdict on an occupational order parameter has to beat.
struct OrderingChart: AmplitudeChart {
  let face: ContinuousFace
  let domain: CurveDomain

  /// The charts that can hold the best curve; none where the phases coexist or touch: the law has no
  /// face of its own where the amplitude vanishes at a measured point.
  static func charts(_ domain: CurveDomain) -> [OrderingChart] {
    ContinuousFace.faces(of: domain).filter { $0 != .vanishing }.map {
      OrderingChart(face: $0, domain: domain)
    }
  }

  /// The order S and its derivative by t = T/c; (0, 0) for t ≥ 1.
  static func order(_ t: Double) -> (value: Double, derivative: Double) {
    guard t < 1 else { return (0, 0) }
    guard t > 0 else { return (1, 0) }
    // tanh(m) − t m is concave and negative at m = 1/t: Newton's method descends to the root.
    var m = 1 / t
    for _ in 0..<100 {
      let s = tanh(m)
      let step = (s - t * m) / (1 - s * s - t)
      m -= step
      if abs(step) <= 2 * m.ulp { break }
    }
    let s = tanh(m)
    // t = tanh(m)/m gives dt/dm = (1 − s² − t)/m.
    return (s, (1 - s * s) * m / (1 - s * s - t))
  }

  var parameterCount: Int { 1 + face.parameterCount }

  private func critical(_ p: [Double]) -> Double { face.criticalPoint(p, domain) }

  func parameters(near point: CurvePoint) -> [Double]? {
    [point.second] + face.parameters(point.criticalPoint, domain)
  }

  func point(_ parameters: [Double]) -> (point: CurvePoint, jacobian: Matrix) {
    let critical = critical(parameters)
    var jacobian = Matrix(rows: 3, columns: parameterCount)
    jacobian[1, 0] = 1
    if face == .interior { jacobian[0, 1] = critical - domain.highest }
    return (CurvePoint(criticalPoint: critical, second: parameters[0], third: 0), jacobian)
  }

  func amplitudes(_ parameters: [Double]) -> (values: [Double], jacobian: Matrix) {
    let critical = critical(parameters)
    var values: [Double] = []
    var rows: [Double] = []
    for temperature in domain.temperatures {
      let t = temperature / critical
      let (order, derivative) = Self.order(t)
      values.append(parameters[0] * order)
      rows.append(order)
      if face == .interior {
        rows.append(-parameters[0] * derivative * t / critical * (critical - domain.highest))
      }
    }
    return (values, Matrix(rows: values.count, columns: parameterCount, elements: rows))
  }

  func isAdmissible(_ parameters: [Double]) -> Bool {
    parameters[0] > 0 && critical(parameters) <= domain.censor
  }

  func quantity(_ quantity: ProfiledQuantity, at point: CurvePoint) -> (
    value: Double, gradient: [Double]
  ) {
    (point.criticalPoint, [1, 0, 0])
  }
}
