import Foundation
import PhaseFitNumerics

extension UnitCell {
  /// The cell of three basis vectors, in Å, which need not be oriented in any way.
  ///
  ///     a = |a| ,  cos α = b·c / (|b| |c|) ,  …
  ///
  /// - Parameters:
  ///   - basis: the vectors as columns; their determinant must be above zero.
  ///   - lastDigit: the unit of the last printed digit of their components, Å; nil where computed.
  init(basis: Matrix3, lastDigit: Double?) {
    let vectors = [basis.columns.0, basis.columns.1, basis.columns.2]
    let lengths = vectors.map { length($0) }
    let angles = (0..<3).map { axis in
      let (second, third) = ((axis + 1) % 3, (axis + 2) % 3)
      let cosine = dot(vectors[second], vectors[third]) / (lengths[second] * lengths[third])
      return acos(min(max(cosine, -1), 1)) * 180 / .pi
    }
    let shortest = lengths.min() ?? 1
    self.init(
      lengths: lengths.map { MeasuredValue($0, lastDigit: lastDigit) },
      anglesDegrees: angles.map {
        // Products of printed numbers give right angles within rounding.
        let near = ($0 / 30).rounded() * 30
        return MeasuredValue(
          abs($0 - near) < 1e-10 ? near : $0,
          lastDigit: lastDigit.map { $0 / shortest * 180 / .pi })
      })
  }

  /// What is wrong with three vectors as a cell, nil where nothing is.
  static func problem(withBasis basis: Matrix3) -> String? {
    let lengths = [basis.columns.0, basis.columns.1, basis.columns.2].map { length($0) }
    guard lengths.allSatisfy({ $0.isFinite && $0 > 0 && $0 <= longestEdge }) else {
      return "the cell edges are \(lengths[0]), \(lengths[1]) and \(lengths[2]) Å"
    }
    let relative = abs(basis.determinant) / (lengths[0] * lengths[1] * lengths[2])
    guard relative * relative > smallestSquaredVolume else {
      return "the three cell vectors lie in one plane"
    }
    return nil
  }

  /// What is wrong with six parameters as a cell, nil where nothing is.
  var problem: String? {
    guard
      lengths.allSatisfy({ $0.value > 0 && $0.value <= Self.longestEdge }),
      anglesDegrees.allSatisfy({ $0.value > 0 && $0.value < 180 })
    else {
      let values = (lengths + anglesDegrees).map { "\($0.value)" }
      return "the cell is \(values.joined(separator: " "))"
    }
    let values = anglesDegrees.map(\.value)
    let cosines = values.map { cos($0 * .pi / 180) }
    let squared = 1 - cosines.reduce(0) { $0 + $1 * $1 } + 2 * cosines.reduce(1, *)
    guard squared > Self.smallestSquaredVolume, values.reduce(0, +) < 360 else {
      return "the angles \(values[0]), \(values[1]), \(values[2]) enclose no volume"
    }
    return nil
  }
}
