// Which operations a distortion keeps, and the distortions that a group keeps.
//
//     Stab(y) = { g : g y = y } ,   Fix(H) = span { 1/|H| Σ_h h e_k }
//
// One atom of each orbit of H serves for all of them.

import PhaseFitNumerics
import PhaseFitSymmetry

extension DistortionSpace {
  /// Differences of coordinates of tens of ångström are rounded by less than this, Å.
  private static let coordinateRounding = 1e-12

  /// The operations that leave a distortion unchanged to rounding.
  func stabiliser(
    of target: [Double], in operations: [CommensurateCell.Operation]
  ) -> [Int] {
    let field = field(target)
    let norm = inner(target, target).squareRoot()
    let tolerance = max(SymmetryGuard.rounding * norm, Self.coordinateRounding)
    return operations.indices.filter { index in
      let image = coordinates(of: operations[index](field))
      let difference = zip(image, target).map { $0 - $1 }
      return inner(difference, difference).squareRoot() <= tolerance
    }
  }

  /// Orthonormal rows that span the symmetry-breaking distortions kept by a group of operations.
  func fixedBasis(_ operations: [CommensurateCell.Operation]) -> [[Double]] {
    var seen: Set<Int> = []
    var coordinates = Array(strainOffset..<occupancyOffset)
    for atom in 0..<atomCount where !seen.contains(atom) {
      for operation in operations { seen.insert(operation.permutation[atom]) }
      coordinates += (3 * atom)..<(3 * atom + 3)
      coordinates += channels.indices.filter { channels[$0].atom == atom }
        .map { occupancyOffset + $0 }
    }
    var basis = OrthonormalBasis()
    for coordinate in coordinates {
      var unit = [Double](repeating: 0, count: count)
      unit[coordinate] = 1
      let start = field(unit)
      var mean = [Double](repeating: 0, count: count)
      for operation in operations {
        add(1 / Double(operations.count), self.coordinates(of: operation(start)), to: &mean)
      }
      // Means are at least 1/|H| long or zero to rounding.
      basis.extend(by: symmetryBreaking(mean), ifLongerThan: 1e-6)
    }
    return basis.rows
  }
}
