import Foundation
import PhaseFitNumerics
public import PhaseFitStructures

/// The symmetry of a metric in the axes it is given in, within a tolerance.
///
/// A metric never has less symmetry than its structure and may have more: where strain vanishes or is
/// too small to be seen the lattice looks like that of the parent although the structure does not.
public struct MetricSymmetry: Sendable, Codable, Hashable {
  /// The lattice systems that lengths and angles tell apart.
  public enum System: String, Sendable, Codable, Hashable, CaseIterable {
    case triclinic, monoclinic, orthorhombic, tetragonal, rhombohedral, hexagonal, cubic

    /// The number of operations of the holohedry.
    public var order: Int {
      switch self {
      case .triclinic: 2
      case .monoclinic: 4
      case .orthorhombic: 8
      case .rhombohedral: 12
      case .tetragonal: 16
      case .hexagonal: 24
      case .cubic: 48
      }
    }
  }

  /// The lattice system.
  public var system: System
  /// The axis that differs from the others, 0 for a; nil where there is none.
  ///
  /// The unique axis of tetragonal and hexagonal, of monoclinic the one whose angle is free.
  public var axis: Int?
  /// The largest difference of lengths, Å, that counted as none.
  public var lengthTolerance: Double
  /// The largest difference of angles, degrees, that counted as none.
  public var angleTolerance: Double

  /// The number of standard uncertainties of a difference that count as none.
  public static let significance = 3.0

  /// The symmetry of a cell.
  ///
  /// Differences up to three standard uncertainties count as none; without them those up to one unit
  /// of the last digits printed.
  ///
  /// - Parameters:
  ///   - cell: the cell.
  ///   - factor: what the tolerance is multiplied by, to see whether it decides.
  public init(_ cell: UnitCell, factor: Double = 1) {
    let (lengths, angles) = (cell.lengths, cell.anglesDegrees)
    let errors = lengths.map(Self.error)
    let angleErrors = angles.map(Self.error)
    let allowed =
      factor
      * (zip(errors, errors.dropFirst()).map { ($0 * $0 + $1 * $1) }.max() ?? 0)
      .squareRoot()
    let allowedAngle = factor * (angleErrors.max() ?? 0)
    lengthTolerance = allowed
    angleTolerance = allowedAngle
    func equal(_ i: Int, _ j: Int) -> Bool {
      abs(lengths[i].value - lengths[j].value) <= allowed + 1e-9
    }
    func right(_ i: Int, _ degrees: Double = 90) -> Bool {
      abs(angles[i].value - degrees) <= allowedAngle + 1e-9
    }
    let rights = (0..<3).filter { right($0) }
    axis = nil
    if rights.count == 3 {
      if equal(0, 1), equal(1, 2), equal(0, 2) {
        system = .cubic
      } else if let unique = (0..<3).first(where: { equal(($0 + 1) % 3, ($0 + 2) % 3) }) {
        (system, axis) = (.tetragonal, unique)
      } else {
        system = .orthorhombic
      }
      return
    }
    if rights.count == 2, let oblique = (0..<3).first(where: { !rights.contains($0) }) {
      axis = oblique
      system =
        right(oblique, 120) && equal((oblique + 1) % 3, (oblique + 2) % 3)
        ? .hexagonal : .monoclinic
      return
    }
    let spread =
      (angles.map(\.value).max() ?? 0) - (angles.map(\.value).min() ?? 0)
    system =
      equal(0, 1) && equal(1, 2) && spread <= allowedAngle + 1e-9 ? .rhombohedral : .triclinic
  }

  private static func error(_ value: MeasuredValue) -> Double {
    if let uncertainty = value.standardUncertainty { return significance * uncertainty }
    return value.lastDigit ?? 0
  }

  /// The cell with the equalities of the system made exact; lengths and angles as means.
  func idealised(_ cell: UnitCell) -> (lengths: [Double], angles: [Double]) {
    var lengths = cell.lengths.map(\.value)
    var angles = cell.anglesDegrees.map(\.value)
    func average(_ indices: [Int], _ values: inout [Double]) {
      let mean = indices.reduce(0) { $0 + values[$1] } / Double(indices.count)
      for index in indices { values[index] = mean }
    }
    let others = axis.map { axis in (0..<3).filter { $0 != axis } } ?? [0, 1, 2]
    switch system {
    case .cubic:
      average([0, 1, 2], &lengths)
      angles = [90, 90, 90]
    case .tetragonal:
      average(others, &lengths)
      angles = [90, 90, 90]
    case .orthorhombic:
      angles = [90, 90, 90]
    case .hexagonal:
      average(others, &lengths)
      angles = (0..<3).map { $0 == axis ? 120 : 90 }
    case .rhombohedral:
      average([0, 1, 2], &lengths)
      average([0, 1, 2], &angles)
    case .monoclinic:
      for index in others { angles[index] = 90 }
    case .triclinic:
      break
    }
    return (lengths, angles)
  }

  /// The rotations of the holohedry in Cartesian axes, for the cell idealised.
  ///
  ///     Wᵀ G W = G over integer W with elements −1, 0, 1 and det W = 1;   R = L W L⁻¹
  func rotations(of basis: Matrix3) -> [Matrix3] {
    let metric = basis.transpose * basis
    let scale = metric.frobeniusNorm
    let inverse = basis.inverse
    // Exact but for rounding of the idealised cell.
    let rounding = 1e-9 * scale
    let steps = [-1.0, 0, 1]
    let vectors = steps.flatMap { x in steps.flatMap { y in steps.map { Vector3(x, y, $0) } } }
    // A column of W is an image of a basis vector, as long as this.
    let images = (0..<3).map { column in
      vectors.filter { abs(dot($0, metric * $0) - metric[column, column]) < rounding }
    }
    var result: [Matrix3] = []
    for first in images[0] {
      for second in images[1] where abs(dot(first, metric * second) - metric[0, 1]) < rounding {
        for third in images[2] {
          let w = Matrix3(columns: first, second, third)
          guard abs(w.determinant - 1) < 0.5,
            (w.transpose * metric * w - metric).frobeniusNorm < rounding
          else { continue }
          result.append(basis * w * inverse)
        }
      }
    }
    return result
  }
}
