import Foundation
import PhaseFitNumerics
public import PhaseFitSymmetry

/// An order parameter and a quantity that follows it, fitted with one curve.
///
///     A(T) of the potential ,   e(T) = κ A(T)ⁿ
///     χ² = Σ (Aᵢ − A(Tᵢ))²/σᵢ² + Σ (eⱼ − κ A(Tⱼ)ⁿ − Σ_k z_k δ_kj)²/σⱼ² + Σ z_k²
///
/// δ_k are errors common to points of the secondary, as of a baseline it is measured from, each of one
/// standard deviation; their sizes z_k are fitted with unit variance about zero. That is generalised least
/// squares with the covariance diag(σ²) + Σ δ_k δ_kᵀ, written without its inverse.
///
/// n is the lowest degree at which the irrep of the secondary occurs in the symmetrised powers of the
/// primary's: linear–quadratic coupling λ e Q² gives n = 2, bilinear coupling n = 1. Fitted freely,
/// n tests what symmetry says. The temperatures of the two series need not be the same.
public struct LandauCoupledFit: Sendable, Codable, Hashable {
  /// The potential or law of the order parameter.
  public var model: LandauModel
  /// Its curve.
  public var curve: LandauCurve
  /// How the search ended.
  public var status: LandauFit.Status
  /// The coefficient κ, in units of the secondary over the power of those of the primary.
  public var coefficient: LandauEstimate
  /// The power n; its standard uncertainty is nil where it was held.
  public var power: LandauEstimate
  /// The critical temperature, K.
  public var criticalTemperature: LandauEstimate
  /// The transition temperature, K.
  public var transitionTemperature: LandauEstimate
  /// χ² of both series.
  public var chiSquared: Double
  /// Points of both series minus parameters.
  public var degreesOfFreedom: Int
  /// Akaike's criterion with its small-sample correction, to compare powers; nil where n ≤ k + 1.
  public var correctedAkaike: Double?

  /// The smallest number of distorted points of the secondary.
  private static let secondaryCount = 4
  /// The rounds in which scatter becomes the weight of a series without standard uncertainties.
  private static let reweightingCount = 8

  /// Fits both series.
  ///
  /// A series without standard uncertainties is weighted by its own scatter.
  ///
  /// - Parameters:
  ///   - model: the form of the order parameter; saturation none or fixed.
  ///   - primary: the order parameter.
  ///   - secondary: what follows it.
  ///   - power: the power n, nil to fit it.
  ///   - commonErrors: the independent errors that points of the secondary have in common.
  /// - Throws: `LandauError` for unusable numbers, too few points, or where no curve is admissible.
  public init(
    _ model: LandauModel, primary: OrderParameterSeries, secondary: OrderParameterSeries,
    power: Double? = 2, commonErrors: [CommonError] = []
  ) throws {
    let first = try AmplitudeData(primary)
    let second = try AmplitudeData(secondary)
    let theta: Double
    switch model.saturation {
    case .none: theta = 0
    case .fixed(let value): theta = value
    case .profiled:
      throw LandauError(
        .badInput,
        "a coupled fit holds the saturation temperature; expected none or a fixed one; "
          + "take it from a fit of the order parameter alone")
    }
    if let power, !(power.isFinite && power > 0) {
      throw LandauError(.badInput, "the power \(power); expected a positive number, or none")
    }
    guard first.temperatureCount > model.parameterCount else {
      throw LandauError(
        .tooFewPoints,
        "the order parameter has \(first.temperatureCount) temperatures; expected "
          + "more than \(model.parameterCount); measure more temperatures below the transition")
    }
    guard second.temperatureCount >= Self.secondaryCount else {
      throw LandauError(
        .tooFewPoints,
        "the secondary has \(second.temperatureCount) temperatures; expected at "
          + "least \(Self.secondaryCount); measure more temperatures below the transition")
    }
    var problem = CoupledProblem(
      model.form, TemperatureScale(saturationTemperature: theta), first, second, power,
      commonErrors)
    var located: CoupledProblem.Located?
    let isScatter = first.weights == nil || second.weights == nil
    for _ in 0..<(isScatter ? Self.reweightingCount : 1) {
      located = try problem.minimum()
      guard let located, isScatter else { break }
      problem.reweight(by: located)
    }
    guard let located else {
      throw LandauError(
        .noAdmissibleCurve,
        "no curve of the \(model) obeys the observed phases of both series; "
          + "fit a potential that can jump, or check the phases")
    }
    self.model = model
    curve = LandauCurve(
      model.form, problem.temperatureScale, located.point, sign: first.sign, scale: first.scale)
    status =
      switch located.solution.status {
      case .converged: .converged
      case .iterationLimit: .iterationLimit
      case .stalled: .stalled
      }
    chiSquared = located.solution.chiSquared
    let parameters = located.solution.parameters
    let chart = located.chart
    let count = model.parameterCount + (power == nil ? 2 : 1)
    degreesOfFreedom = first.count + second.count - count
    let points = first.count + second.count
    correctedAkaike =
      points > count + 1
      ? chiSquared + Double(2 * count) + Double(2 * count * (count + 1))
        / Double(points - count - 1)
      : nil
    // Points that scatter more than they state widen everything alike.
    let inflation = max(chiSquared / Double(max(degreesOfFreedom, 1)), 1)
    let student = StudentDistribution(degreesOfFreedom: Double(max(degreesOfFreedom, 1)))
    let quantile = student.quantile(0.975)
    func estimate(_ value: Double, _ gradient: [Double], _ factor: Double = 1) -> LandauEstimate {
      guard let covariance = located.solution.covariance else {
        return LandauEstimate(value: value)
      }
      let image = covariance * gradient
      let variance = zip(gradient, image).reduce(0) { $0 + $1.0 * $1.1 } * inflation
      let uncertainty = abs(factor) * max(variance, 0).squareRoot()
      return LandauEstimate(
        value: value, standardUncertainty: uncertainty, lower95: value - quantile * uncertainty,
        upper95: value + quantile * uncertainty)
    }
    func unit(_ index: Int) -> [Double] {
      parameters.indices.map { $0 == index ? 1 : 0 }
    }
    let tail = parameters.count - chart.parameterCount
    let own = Array(parameters.prefix(chart.parameterCount))
    let pad = [Double](repeating: 0, count: tail)
    let fittedPower = power ?? parameters[chart.parameterCount + 1]
    let scale = second.sign * second.scale / pow(first.scale, fittedPower)
    // With an odd power the sign of the order parameter enters.
    let sign: Double = fittedPower == 1 || fittedPower == 3 ? first.sign : 1
    coefficient = estimate(
      parameters[chart.parameterCount] * scale * sign, unit(chart.parameterCount), scale)
    self.power =
      power == nil
      ? estimate(fittedPower, unit(chart.parameterCount + 1)) : LandauEstimate(value: power)
    func temperature(_ quantity: ProfiledQuantity, _ value: Double) -> LandauEstimate {
      estimate(
        value, chart.quantity(quantity, own).gradient + pad,
        problem.temperatureScale.temperatureDerivative(at: value))
    }
    criticalTemperature = temperature(.criticalPoint, curve.criticalTemperature)
    transitionTemperature = temperature(.transition, curve.transitionTemperature)
  }
}
