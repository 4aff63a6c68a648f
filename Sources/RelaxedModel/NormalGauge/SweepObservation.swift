public import PhaseFitSymmetry

/// One structure of a sweep as the model takes it.
public struct SweepObservation: Sendable, Codable {
  /// The index of the measurement in the sweep.
  public var measurement: Int
  /// The temperature, K.
  public var temperature: Double
  /// The distortion, with its totally symmetric part.
  public var distortion: DistortionField
  /// Derivatives of the distortion by independent parameters times their standard uncertainties;
  /// none where the source states none.
  public var errors: [DistortionField]
  /// The operations of the cell that the structure keeps: it says nothing about what they forbid.
  public var keptOperations: [Int]
  /// The error of a coordinate of an atom, Å, where none is stated, and the least that is believed.
  public var displacementUncertainty: Double
  /// The same for a strain component.
  public var strainUncertainty: Double
  /// The same for an occupancy.
  public var occupancyUncertainty: Double

  /// A structure with its errors.
  public init(
    measurement: Int, temperature: Double, distortion: DistortionField,
    errors: [DistortionField], keptOperations: [Int], displacementUncertainty: Double,
    strainUncertainty: Double, occupancyUncertainty: Double
  ) {
    self.measurement = measurement
    self.temperature = temperature
    self.distortion = distortion
    self.errors = errors
    self.keptOperations = keptOperations
    self.displacementUncertainty = displacementUncertainty
    self.strainUncertainty = strainUncertainty
    self.occupancyUncertainty = occupancyUncertainty
  }

  /// The least errors that are believed: refined ones below ignore systematic errors.
  static let floors = (displacement: 1e-4, strain: 1e-5, occupancy: 1e-3)

  func check(against cell: CommensurateCell, index: Int) throws(RelaxedModelError) {
    try RelaxedTarget(
      temperature: temperature, distortion: distortion,
      displacementUncertainty: displacementUncertainty, strainUncertainty: strainUncertainty,
      occupancyUncertainty: occupancyUncertainty
    ).check(against: cell, index: index)
    guard !keptOperations.isEmpty,
      keptOperations.allSatisfy(cell.operations.indices.contains)
    else {
      throw RelaxedModelError(
        code: .shapeMismatch,
        description: "observation \(index) (\(temperature) K): \(keptOperations.count) kept "
          + "operations, expected a subgroup of the \(cell.operations.count) of the cell")
    }
  }
}
