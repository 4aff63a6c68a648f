// What of a crystal transforms by an irrep: the multiplicities
//
//     n_Γ = 1/|G| Σ_g χ_Γ(g) χ(g) / ν ,   ν = 1/|G| Σ_g χ_Γ(g)²
//
// with χ the character of displacements (tr R times the atoms left in place), of strain, of the
// polar vector, or of the occupancies of sites with more than one content. ν is 1 for an irrep that
// is real, 2 for a joined complex pair, 4 for a doubled quaternionic one.

import PhaseFitNumerics

/// How often an irrep occurs in displacements, strain, polarisation and occupancies.
public struct IrrepContent: Sendable, Codable, Hashable {
  /// Independent displacement modes, rigid translations of the crystal left out.
  public var displacements: Int
  /// Independent strain modes.
  public var strains: Int
  /// Independent polar vectors.
  public var polarVectors: Int
  /// Independent modes of occupancies on sites that are mixed or not full.
  public var occupancies: Int

  /// The content of a parent on its cell.
  ///
  /// - Throws: `ConsequenceError` where the matrices do not fit the cell or are no representation.
  public init(of irrep: PhysicalIrrep, in cell: CommensurateCell) throws(ConsequenceError) {
    try TransformingQuantity(irrep).check(in: cell)
    let character = irrep.matrices.map(\.trace)
    let label = irrep.label
    let norm = try SymmetrisedPowers.invariants(in: [character, character], label: label)
    func multiplicity(_ other: [Double]) throws(ConsequenceError) -> Int {
      try SymmetrisedPowers.invariants(in: [character, other], label: label) / max(norm, 1)
    }
    let isMixed = cell.atoms.map { atom in
      atom.contents.count > 1 || atom.contents.contains { $0.occupancy < 1 }
    }
    var mechanical: [Double] = []
    var substitutional: [Double] = []
    for operation in cell.operations {
      var fixed = 0
      var channels = 0
      for (source, target) in operation.permutation.enumerated() where source == target {
        fixed += 1
        if isMixed[source] { channels += cell.atoms[source].contents.count }
      }
      mechanical.append(Double(fixed) * operation.cartesian.trace)
      substitutional.append(Double(channels))
    }
    let traces = cell.operations.map(\.cartesian.trace)
    polarVectors = try multiplicity(traces)
    displacements = try multiplicity(mechanical) - polarVectors
    // The symmetrised square of the vector.
    strains = try multiplicity(
      cell.operations.map { operation in
        let trace = operation.cartesian.trace
        return (trace * trace + (operation.cartesian * operation.cartesian).trace) / 2
      })
    occupancies = try multiplicity(substitutional)
  }
}
