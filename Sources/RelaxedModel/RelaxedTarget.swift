import PhaseFitNumerics
public import PhaseFitSymmetry

/// What the model is fitted to at one temperature: a distortion and one scale of error per field.
///
/// One scalar for each field: a weight for each component is not equivariant and would let the
/// errors of the measurement decide which symmetry is kept.
public struct RelaxedTarget: Sendable, Codable, Hashable {
  /// The temperature, K; carried through, not used.
  public var temperature: Double
  /// The symmetry-breaking distortion; a totally symmetric part is removed before use.
  ///
  /// It must have the symmetry of its structure to rounding (averaged over the operations that
  /// the structure has): what it breaks, however little, the weights break too.
  public var distortion: DistortionField
  /// The standard uncertainty of a displacement component, Å.
  public var displacementUncertainty: Double
  /// The standard uncertainty of a strain component.
  public var strainUncertainty: Double
  /// The standard uncertainty of an occupancy.
  public var occupancyUncertainty: Double

  /// A distortion at a temperature with its scales of error.
  public init(
    temperature: Double, distortion: DistortionField, displacementUncertainty: Double,
    strainUncertainty: Double, occupancyUncertainty: Double
  ) {
    self.temperature = temperature
    self.distortion = distortion
    self.displacementUncertainty = displacementUncertainty
    self.strainUncertainty = strainUncertainty
    self.occupancyUncertainty = occupancyUncertainty
  }

  func check(against cell: CommensurateCell, index: Int) throws(RelaxedModelError) {
    let place = "target \(index) (\(temperature) K)"
    guard distortion.displacements.count == cell.atoms.count,
      distortion.occupancies.count == cell.atoms.count
    else {
      throw RelaxedModelError(
        code: .shapeMismatch,
        description: "\(place): \(distortion.displacements.count) displacements and "
          + "\(distortion.occupancies.count) occupancies, expected one for each of the "
          + "\(cell.atoms.count) atoms of the cell")
    }
    for (atom, values) in distortion.occupancies.enumerated()
    where values.count != cell.atoms[atom].contents.count {
      throw RelaxedModelError(
        code: .shapeMismatch,
        description: "\(place): atom \(atom) has \(values.count) occupancy deviations, expected "
          + "one for each of its \(cell.atoms[atom].contents.count) elements")
    }
    for (name, value) in [
      ("displacement", displacementUncertainty), ("strain", strainUncertainty),
      ("occupancy", occupancyUncertainty),
    ] where !(value.isFinite && value > 0) {
      throw RelaxedModelError(
        code: .notFinite,
        description: "\(place): the \(name) uncertainty is \(value), expected a positive number")
    }
    let numbers =
      distortion.displacements.flatMap { [$0.x, $0.y, $0.z] } + distortion.strain.rowMajor
      + distortion.occupancies.flatMap { $0 }
    guard numbers.allSatisfy(\.isFinite) else {
      throw RelaxedModelError(
        code: .notFinite,
        description: "\(place): the distortion holds a number that is not finite; check the "
          + "coordinates and the cell of the structure")
    }
  }
}
