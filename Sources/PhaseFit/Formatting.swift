import Foundation
import PhaseFitNumerics

extension Double {
  /// The number with a few significant digits, for messages.
  func significant(_ digits: Int) -> String {
    String(format: "%.\(digits)g", self)
  }
}

extension Matrix3 {
  /// The angle of a rotation matrix in degrees, `cos φ = (tr R − 1)/2`.
  var rotationAngleDegrees: Double {
    // The antisymmetric part keeps small angles exact where the cosine is flat.
    let axis = Vector3(
      self[2, 1] - self[1, 2], self[0, 2] - self[2, 0], self[1, 0] - self[0, 1])
    return atan2(length(axis), trace - 1) * 180 / .pi
  }
}
