import Foundation
public import PhaseFitNumerics

/// The six parameters of a unit cell as a file gives them: lengths in ångström, angles in degrees.
public struct UnitCell: Sendable, Codable, Hashable {
  /// The lengths a, b, c in Å.
  public var lengths: [MeasuredValue]
  /// The angles α, β, γ in degrees.
  public var anglesDegrees: [MeasuredValue]

  /// A cell from its lengths (Å) and angles (degrees).
  ///
  /// - Precondition: three lengths and three angles.
  public init(lengths: [MeasuredValue], anglesDegrees: [MeasuredValue]) {
    precondition(
      lengths.count == 3 && anglesDegrees.count == 3,
      "a cell has 3 lengths and 3 angles, found \(lengths.count) and \(anglesDegrees.count)")
    self.lengths = lengths
    self.anglesDegrees = anglesDegrees
  }

  /// The basis vectors as columns, in Å: a along x, b in the xy plane, c* along z.
  public var basis: Matrix3 {
    Self.basis(
      lengths: lengths.map(\.value), angles: anglesDegrees.map { $0.value * .pi / 180 })
  }

  /// The basis vectors as columns for lengths in Å and angles in radians.
  public static func basis(lengths: [Double], angles: [Double]) -> Matrix3 {
    let cosines = angles.map(exactCosine)
    let sinGamma = (1 - cosines[2] * cosines[2]).squareRoot()
    let x = cosines[1]
    let y = (cosines[0] - cosines[1] * cosines[2]) / sinGamma
    let z = max(1 - x * x - y * y, 0).squareRoot()
    return Matrix3(
      columns: Vector3(lengths[0], 0, 0),
      lengths[1] * Vector3(cosines[2], sinGamma, 0), lengths[2] * Vector3(x, y, z))
  }

  /// The volume in Å³; zero where the three angles are impossible.
  public var volume: Double { basis.determinant }

  /// The cosine, exact at the angles that symmetry fixes (60°, 90°, 120°).
  private static func exactCosine(_ angle: Double) -> Double {
    let degrees = angle * 180 / .pi
    if abs(degrees - 90) < 1e-12 { return 0 }
    if abs(degrees - 120) < 1e-12 { return -0.5 }
    if abs(degrees - 60) < 1e-12 { return 0.5 }
    return cos(angle)
  }
}
