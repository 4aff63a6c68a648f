// Cartesian positions of the parent's atoms, symmetric to rounding.
//
//     x̄_i = 1/|G| Σ_g g⁻¹ x_{g(i)}
//
// Coordinates from files are symmetric only to their last digit (0.3333 for 1/3); without this
// mean the network would break the symmetry by that much.

import PhaseFitNumerics
import PhaseFitSymmetry

/// The undistorted atoms of a commensurate cell, ready for the network.
struct SymmetrisedGeometry: Sendable {
  /// Fractional coordinates in the supercell.
  let fractional: [Vector3]
  /// Cartesian coordinates, Å.
  let cartesian: [Vector3]
  /// The supercell basis as columns, Å.
  let basis: Matrix3
  /// The orbit of each atom, renumbered without gaps: the species of the network.
  let species: [Int]
  let speciesCount: Int

  init(_ cell: CommensurateCell) {
    basis = cell.basis
    let orbits = Set(cell.atoms.map(\.orbit)).sorted()
    species = cell.atoms.map { atom in orbits.firstIndex(of: atom.orbit) ?? 0 }
    speciesCount = orbits.count
    var sums = [Vector3](repeating: .zero, count: cell.atoms.count)
    for operation in cell.operations {
      let inverse = operation.rotation.real.inverse
      for (source, target) in operation.permutation.enumerated() {
        let start = cell.atoms[source].position
        let image = inverse * (cell.atoms[target].position - operation.translation)
        // The inverse image is the atom itself up to a vector of the supercell lattice.
        let difference = image - start
        sums[source] += difference - difference.rounded(.toNearestOrEven)
      }
    }
    let count = Double(max(cell.operations.count, 1))
    fractional = zip(cell.atoms, sums).map { $0.position + $1 / count }
    cartesian = fractional.map { cell.basis * $0 }
  }
}
