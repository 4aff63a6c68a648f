import Foundation
public import PhaseFitNumerics
import PhaseFitStructures

/// The lattice parameters of the parent phase, fitted above the transition and extrapolated below.
///
///     constant    x(T) = x₀
///     linear      x(T) = x₀ + x₁ T
///     quadratic   x(T) = x₀ + x₁ T + x₂ T²
///     saturated   x(T) = x₀ + x₁ Θs coth(Θs/T)
///
/// Θs cannot be found from points far above it: it is held at several values and the spread shown.
public struct LatticeBaseline: Sendable, Codable, Hashable {
  /// The form.
  public enum Form: Sendable, Codable, Hashable, CustomStringConvertible {
    case constant
    case linear
    case quadratic
    /// With a saturation temperature in K.
    case saturated(Double)

    /// The form in words.
    public var description: String {
      switch self {
      case .constant: "constant"
      case .linear: "linear"
      case .quadratic: "quadratic"
      case .saturated(let theta): "saturated at \(Int(theta.rounded())) K"
      }
    }

    /// The number of parameters for each lattice parameter.
    public var parameterCount: Int {
      switch self {
      case .constant: 1
      case .linear, .saturated: 2
      case .quadratic: 3
      }
    }

    /// The functions of temperature.
    func functions(_ temperature: Double) -> [Double] {
      switch self {
      case .constant: [1]
      case .linear: [1, temperature]
      case .quadratic: [1, temperature, temperature * temperature]
      case .saturated(let theta):
        [1, TemperatureScale(saturationTemperature: theta).scaled(temperature)]
      }
    }
  }

  /// The form.
  public var form: Form
  /// The coefficients of a, b, c, α, β, γ in Å and degrees, one list each.
  public var coefficients: [[Double]]
  /// The covariance of the coefficients of each parameter; empty where it is not known.
  public var covariances: [Matrix]
  /// The number of parent points.
  public var pointCount: Int

  /// The saturation temperatures that are tried, K.
  static let saturationTemperatures = [75.0, 150, 300, 600]

  /// The forms that some parent temperatures can carry: one point more than parameters for a curve,
  /// two points for a line.
  static func forms(temperatureCount: Int) -> [Form] {
    var result: [Form] = []
    if temperatureCount >= 2 { result.append(.linear) }
    if temperatureCount >= 1 { result.append(.constant) }
    if temperatureCount >= 3 { result += saturationTemperatures.map(Form.saturated) }
    if temperatureCount >= 4 { result.append(.quadratic) }
    return result
  }

  /// Fits idealised cells of the parent phase.
  ///
  /// Weights are those of the lengths where all state uncertainties; else points weigh alike and the
  /// covariance is from scatter.
  init(
    _ form: Form, temperatures: [Double], cells: [(lengths: [Double], angles: [Double])],
    errors: [[Double]]?
  )
    throws
  {
    self.form = form
    pointCount = temperatures.count
    (coefficients, covariances) = ([], [])
    // Temperatures are centred and scaled inside, so that powers of them stay well conditioned.
    for parameter in 0..<6 {
      let values = cells.map { ($0.lengths + $0.angles)[parameter] }
      let errors = errors.map { $0.map { $0[parameter] } }
      let isWeighted = errors?.allSatisfy { $0 > 0 } ?? false
      let weights = isWeighted ? (errors ?? []).map { 1 / $0 } : values.map { _ in 1.0 }
      let rows = zip(temperatures, weights).map { temperature, weight in
        form.functions(temperature).map { $0 * weight }
      }
      let scales = (0..<form.parameterCount).map { column in
        max(rows.map { abs($0[column]) }.max() ?? 1, 1e-300)
      }
      let design = Matrix(rows.map { row in zip(row, scales).map { $0 / $1 } })
      let solution = try design.leastSquares(
        zip(values, weights).map { $0 * $1 }, tolerance: 1e-12)
      coefficients.append(zip(solution.solution, scales).map { $0 / $1 })
      let freedom = temperatures.count - form.parameterCount
      guard let inverse = try? (design.transpose * design).choleskyInverse() else { continue }
      let residual = solution.residualNorm * solution.residualNorm
      let factor =
        isWeighted
        ? 1 : freedom > 0 ? residual / Double(freedom) : 0
      var covariance = inverse
      for i in scales.indices {
        for j in scales.indices {
          covariance[i, j] = factor * inverse[i, j] / (scales[i] * scales[j])
        }
      }
      covariances.append(covariance)
    }
    if covariances.count < 6 { covariances = [] }
  }

  /// The parent's lattice parameters at a temperature: lengths in Å and angles in degrees.
  public func parameters(at temperature: Double) -> [Double] {
    let functions = form.functions(temperature)
    return coefficients.map { zip($0, functions).reduce(0) { $0 + $1.0 * $1.1 } }
  }

  /// The basis of the parent's lattice at a temperature, Å.
  func basis(at temperature: Double) -> Matrix3 {
    let all = parameters(at: temperature)
    return UnitCell.basis(
      lengths: Array(all[0..<3]), angles: all[3...].map { $0 * .pi / 180 })
  }
}
