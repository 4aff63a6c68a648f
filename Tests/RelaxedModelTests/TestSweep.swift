// Sweeps with known truth: the distortion of each temperature in the parent's frame.

import PhaseFitNumerics
import PhaseFitStructures
import PhaseFitSymmetry

@testable import PhaseFitRelaxedModel

enum TestSweep {
  /// Temperatures around a transition at 105 K, two of them in the parent phase.
  static func targets(
    _ count: Int, _ distortion: (_ order: Double) -> DistortionField
  ) -> [RelaxedTarget] {
    (0..<count).map { index in
      let temperature = 10 + 140 * Double(index) / Double(max(count - 1, 1))
      let order = max(0, 1 - temperature / 105).squareRoot()
      return RelaxedTarget(
        temperature: temperature, distortion: distortion(order), displacementUncertainty: 1e-3,
        strainUncertainty: 1e-4, occupancyUncertainty: 1e-2)
    }
  }

  /// The antiphase tilt a⁰a⁰c⁻: O atoms turn about z, opposite in neighbouring cells, and the
  /// tetragonal strain grows as the square.
  static func tilt(_ cell: CommensurateCell, _ order: Double) -> DistortionField {
    var field = cell.undistorted
    for (index, atom) in cell.atoms.enumerated() where atom.contents[0].element.symbol == "O" {
      let position = cell.cartesian(index) / 3.905
      guard abs(position.z - position.z.rounded()) < 1e-6 else { continue }
      // The titanium atom that the oxygen is half a cell away from along +x or +y.
      let isAlongX = abs(position.x - position.x.rounded()) > 0.25
      let origin = position - (isAlongX ? Vector3(0.5, 0, 0) : Vector3(0, 0.5, 0))
      let parity = Int((origin.x + origin.y + origin.z).rounded())
      let sign: Double = parity.isMultiple(of: 2) ? 1 : -1
      field.displacements[index] =
        0.29 * order * sign * (isAlongX ? Vector3(0, 1, 0) : Vector3(-1, 0, 0))
    }
    let square = order * order
    field.strain = 0.004 * square * Matrix3(diagonal: Vector3(-1, -1, 2))
    return field
  }

  /// Polar shifts along a direction with the strain they induce.
  static func polar(_ cell: CommensurateCell, _ order: Double, along axis: Vector3)
    -> DistortionField
  {
    var field = cell.undistorted
    let unit = axis / length(axis)
    for (index, atom) in cell.atoms.enumerated() {
      let position = cell.cartesian(index) / 3.905
      var shift = atom.contents[0].element.symbol == "Ti" ? 0.12 : 0
      if atom.contents[0].element.symbol == "O" {
        // O moves more along its bond to Ti than across.
        let bond = (0..<3).filter { abs(position[$0] - position[$0].rounded()) > 0.25 }
        let component = bond.first.map { unit[$0] } ?? 0
        shift = -0.05
        if let first = bond.first {
          field.displacements[index][first] += -0.06 * order * component
        }
      }
      field.displacements[index] += order * shift * unit
    }
    let mean = field.displacements.reduce(.zero, +) / Double(cell.atoms.count)
    field.displacements = field.displacements.map { $0 - mean }
    let outer = Matrix3(columns: unit.x * unit, unit.y * unit, unit.z * unit)
    field.strain = 0.02 * order * order * (outer - 1.0 / 3 * .identity)
    return field
  }

  /// A tetragonal strain and nothing else.
  static func strain(_ cell: CommensurateCell, _ order: Double) -> DistortionField {
    var field = cell.undistorted
    field.strain = 0.01 * order * Matrix3(diagonal: Vector3(-1, -1, 2))
    return field
  }

  /// The order of NaNO₃: one triangle of O sites fills, the other empties, in turn from layer to
  /// layer.
  static func nitrate(_ cell: CommensurateCell, _ order: Double) -> DistortionField {
    var field = cell.undistorted
    let nitrogens = cell.atoms.indices.filter { cell.atoms[$0].contents[0].element.symbol == "N" }
    let spacing = cell.primitiveBasis[column: 0].z
    for (index, atom) in cell.atoms.enumerated() where atom.contents[0].element.symbol == "O" {
      for nitrogen in nitrogens {
        let difference = TestCell.centred(atom.position - cell.atoms[nitrogen].position)
        let bond = cell.basis * difference
        guard length(bond) < 1.6, abs(bond.z) < 1e-6 else { continue }
        // +1 for the triangle that points along +x.
        let cosine = bond.x / length(bond)
        let triangle = 4 * cosine * cosine * cosine - 3 * cosine
        let layer = Int(((cell.cartesian(nitrogen).z - 1.5 * spacing) / spacing).rounded())
        field.occupancies[index][0] =
          0.4 * order * triangle * (layer.isMultiple(of: 2) ? 1 : -1)
      }
    }
    return field
  }
}
