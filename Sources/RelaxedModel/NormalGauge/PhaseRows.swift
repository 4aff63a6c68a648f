// The distortions that one group H keeps, in an orthonormal basis of modes.
//
//     Fix(H) = ⊕_Γ ⊕_k B_Γk Fix_Γ(H) ,   y = Σ_rows y_r b_r ,   |y|² = Σ|u|² + a₀²|e|² + b² Σ o²
//
// Each row belongs to one copy of one irrep and one vector of Fix_Γ(H). The rows of the totally
// symmetric irrep come first: they are present in every phase. Uniform translations are no rows.

import PhaseFitNumerics
import PhaseFitSymmetry

/// The lengths that turn strain and occupancy into Å.
struct RowScales: Sendable {
  var strain: Double
  var occupancy: Double

  func length(_ kind: OrderParameterSeries.Kind) -> Double {
    switch kind {
    case .displacement: 1
    case .strain: strain
    case .occupancy: occupancy
    }
  }
}

struct PhaseRows: Sendable {
  struct Row: Sendable {
    var irrep: Int
    var copy: Int
    /// A unit vector of Fix_Γ(H).
    var vector: [Double]
    var kind: OrderParameterSeries.Kind
  }
  /// The operations of H.
  let keptOperations: [Int]
  let rows: [Row]
  /// How many rows, the first ones, belong to the totally symmetric irrep.
  let invariantCount: Int
  /// An orthonormal basis of Fix_Γ(H) for every irrep.
  let spaces: [[[Double]]]
  let scales: RowScales

  var count: Int { rows.count }

  /// The rows of a group; `isUsed` tells which copies are rows at all.
  init(
    _ modes: SymmetryModes, keptOperations: [Int], scales: RowScales,
    isUsed: (_ copy: Int) -> Bool
  ) {
    self.keptOperations = keptOperations
    self.scales = scales
    let spaces = modes.irreps.indices.map { modes.fixedSpace(irrep: $0, of: keptOperations) }
    self.spaces = spaces
    func rows(_ isInvariant: Bool) -> [Row] {
      modes.irreps.indices.filter { modes.irreps[$0].isTotallySymmetric == isInvariant }
        .flatMap { irrep in
          modes.copiesOfIrrep[irrep].filter(isUsed).flatMap { copy in
            spaces[irrep].map {
              Row(irrep: irrep, copy: copy, vector: $0, kind: modes.copies[copy].kind)
            }
          }
        }
    }
    let invariant = rows(true)
    invariantCount = invariant.count
    self.rows = invariant + rows(false)
  }

  /// The coordinates of a distortion given by its components in all copies, Å.
  func values(_ components: [[Double]]) -> [Double] {
    rows.map { row in scales.length(row.kind) * inner(row.vector, components[row.copy]) }
  }

  /// The distortion with given coordinates.
  func field(_ values: [Double], modes: SymmetryModes) -> DistortionField {
    var components: [Int: [Double]] = [:]
    for (row, value) in zip(rows, values) {
      let part = row.vector.map { $0 * value / scales.length(row.kind) }
      components[row.copy] = components[row.copy].map { zip($0, part).map(+) } ?? part
    }
    return modes.field(components)
  }

  /// The distortion of one row.
  func field(row: Int, modes: SymmetryModes) -> DistortionField {
    field(rows.indices.map { $0 == row ? 1 : 0 }, modes: modes)
  }
}
