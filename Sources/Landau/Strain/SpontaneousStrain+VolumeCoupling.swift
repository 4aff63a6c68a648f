import PhaseFitNumerics
public import PhaseFitSymmetry

extension SpontaneousStrain {
  /// The volume strain fitted jointly with an order parameter, with the covariance of the baseline.
  ///
  ///     A(T) of the model ,   tr e(T) = κ A(T)ⁿ
  ///
  /// A volume strain is allowed to follow every order parameter as its square.
  ///
  /// - Parameters:
  ///   - model: the form of the order parameter; saturation none or fixed.
  ///   - primary: the order parameter, each point's measurement the index of its row.
  ///   - power: the power n, nil to fit it.
  /// - Returns: nil with too few temperatures of the parent for a baseline.
  /// - Throws: as `LandauCoupledFit`.
  public func volumeCoupling(
    _ model: LandauModel, primary: OrderParameterSeries, power: Double? = 2
  ) throws -> LandauCoupledFit? {
    guard var volume = volumeSeries else { return nil }
    for index in volume.points.indices {
      volume.points[index].standardUncertainty = volumeOwnUncertainties[index]
    }
    return try LandauCoupledFit(
      model, primary: primary, secondary: volume, power: power,
      commonErrors: volumeBaselineErrors.map { changes in
        LandauCoupledFit.CommonError(
          changes: Dictionary(
            zip(points.map(\.row), changes), uniquingKeysWith: { first, _ in first }))
      })
  }
}
