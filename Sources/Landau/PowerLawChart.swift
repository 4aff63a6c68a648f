import Foundation
import PhaseFitNumerics

/// Charts of the power law with its critical point between the last distorted and the first parent
/// temperature.
///
///     A = A₀ r^β ,   r = (c − g)/(c − g(0)) ,   g(T of the hottest distorted point) ≤ c ≤ censor
///
/// Without saturation this is A₀ (1 − T/Tc)^β.
struct PowerLawChart: AmplitudeChart {
  let face: ContinuousFace
  let domain: CurveDomain
  /// The exponent where it is held, nil where it is fitted.
  let fixedExponent: Double?

  /// The charts that can hold the best curve; none where the phases coexist.
  static func charts(exponent: Double?, _ domain: CurveDomain) -> [PowerLawChart] {
    ContinuousFace.faces(of: domain).map {
      PowerLawChart(face: $0, domain: domain, fixedExponent: exponent)
    }
  }

  var parameterCount: Int { 1 + face.parameterCount + (fixedExponent == nil ? 1 : 0) }

  private func unpack(_ p: [Double]) -> (amplitude: Double, critical: Double, exponent: Double) {
    (p[0], face.criticalPoint(p, domain), fixedExponent ?? p[parameterCount - 1])
  }

  func parameters(near point: CurvePoint) -> [Double]? {
    var result = [point.second] + face.parameters(point.criticalPoint, domain)
    if fixedExponent == nil { result.append(point.third) }
    return result
  }

  func point(_ parameters: [Double]) -> (point: CurvePoint, jacobian: Matrix) {
    let (amplitude, critical, exponent) = unpack(parameters)
    var jacobian = Matrix(rows: 3, columns: parameterCount)
    jacobian[1, 0] = 1
    if face == .interior { jacobian[0, 1] = critical - domain.highest }
    if fixedExponent == nil { jacobian[2, parameterCount - 1] = 1 }
    return (
      CurvePoint(criticalPoint: critical, second: amplitude, third: exponent), jacobian
    )
  }

  func amplitudes(_ parameters: [Double]) -> (values: [Double], jacobian: Matrix) {
    let (amplitude, critical, exponent) = unpack(parameters)
    let count = parameterCount
    let span = critical - domain.zero
    var values: [Double] = []
    var rows: [Double] = []
    for temperature in domain.temperatures {
      let ratio = (critical - temperature) / span
      guard ratio > 0, exponent > 0 else {
        // On the boundary c = g the amplitude is zero; a negative exponent is out of the domain.
        values.append(exponent > 0 ? 0 : .nan)
        rows.append(contentsOf: repeatElement(0, count: count))
        continue
      }
      let power = pow(ratio, exponent)
      values.append(amplitude * power)
      rows.append(power)
      if face == .interior {
        let byCritical = amplitude * exponent * power / ratio * (1 - ratio) / span
        rows.append(byCritical * (critical - domain.highest))
      }
      if fixedExponent == nil { rows.append(amplitude * power * log(ratio)) }
    }
    return (values, Matrix(rows: values.count, columns: count, elements: rows))
  }

  func isAdmissible(_ parameters: [Double]) -> Bool {
    let (amplitude, critical, exponent) = unpack(parameters)
    return amplitude > 0 && exponent > 0 && critical <= domain.censor
  }

  func quantity(_ quantity: ProfiledQuantity, at point: CurvePoint) -> (
    value: Double, gradient: [Double]
  ) {
    switch quantity {
    case .criticalPoint, .transition, .superheating, .boundedOrder:
      (point.criticalPoint, [1, 0, 0])
    case .exponent: (point.third, [0, 0, 1])
    }
  }
}
