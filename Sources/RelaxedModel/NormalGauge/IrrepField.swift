// The fields through which an order parameter enters the network.
//
//     f(i) = F(i) q ,   F(g i) = D_lp(g) F(i) D_Γ(g)ᵀ
//
// For every orbit of atoms and every type (l, p) the fields are the copies of Γ among the features of
// that type on that orbit. By Frobenius reciprocity they follow from local matrices,
//
//     M ∈ Hom_S(Γ, D_lp) ,   F(g i₀) = D_lp(g) M D_Γ(g)ᵀ ,   S the site-symmetry group of i₀.
//
// Plane waves of one star times a type give a part of these; fields on atoms miss no irrep that the
// atoms can follow. Σ_i |F(i) q|² over the orbit is |q|² on average.

import PhaseFitEquivariance
import PhaseFitNumerics
import PhaseFitSymmetry

/// One copy of an irrep among the features of one type on one orbit of atoms.
struct IrrepField: Sendable {
  /// The orbit: a species of the network.
  var species: Int
  /// The type, an index into `FeatureLayout.irreps`.
  var type: Int
  /// F(i) for the atoms of the orbit by index of the atom, row-major (2l+1) × d; empty elsewhere.
  var matrices: [[Double]]
}

/// What the network needs of the parent: geometry, action of the operations, and edges.
struct NetworkGeometry: Sendable {
  let cell: CommensurateCell
  let geometry: SymmetrisedGeometry
  let graph: NeighbourGraph
  /// For every operation the matrices of the six types.
  let matrices: [[WignerMatrix]]

  init(_ cell: CommensurateCell) {
    self.cell = cell
    geometry = SymmetrisedGeometry(cell)
    graph = NeighbourGraph(geometry)
    var known: [IntegerMatrix3: [WignerMatrix]] = [:]
    matrices = cell.operations.map { operation in
      if let found = known[operation.rotation] { return found }
      let found = WeightAction.matrices(operation)
      known[operation.rotation] = found
      return found
    }
  }

  /// The fields of an irrep, species by species and type by type.
  func fields(of irrep: PhysicalIrrep) -> [IrrepField] {
    var result: [IrrepField] = []
    for species in 0..<geometry.speciesCount {
      guard let first = geometry.species.firstIndex(of: species) else { continue }
      var site: [Int] = []
      var carrier: [Int: Int] = [:]
      for (index, operation) in cell.operations.enumerated() {
        let image = operation.permutation[first]
        if image == first { site.append(index) }
        if carrier[image] == nil { carrier[image] = index }
      }
      for type in FeatureLayout.irreps.indices {
        for local in intertwiners(irrep, type: type, site: site) {
          let scale = (Double(irrep.dimension) / Double(carrier.count)).squareRoot()
          result.append(
            IrrepField(
              species: species, type: type,
              matrices: cell.atoms.indices.map { atom in
                carrier[atom].map {
                  image(of: local, type: type, irrep: irrep, operation: $0).map { scale * $0 }
                } ?? []
              }))
        }
      }
    }
    return result
  }

  /// Orthonormal matrices M with `D_lp(s) M = M D_Γ(s)` on a site, by averaging unit matrices.
  private func intertwiners(_ irrep: PhysicalIrrep, type: Int, site: [Int]) -> [[Double]] {
    let rows = FeatureLayout.irreps[type].dimension
    let count = rows * irrep.dimension
    // The rank of the projector tells how many there are.
    let trace = site.reduce(0.0) { sum, operation in
      let character = (0..<rows).reduce(0.0) { $0 + matrices[operation][type][$1, $1] }
      return sum + character * irrep.matrices[operation].trace
    }
    let rank = Int((trace / Double(site.count)).rounded())
    var basis = OrthonormalBasis()
    for seed in 0..<count where basis.rows.count < rank {
      var unit = [Double](repeating: 0, count: count)
      unit[seed] = 1
      var mean = [Double](repeating: 0, count: count)
      for operation in site {
        add(
          1 / Double(site.count),
          image(of: unit, type: type, irrep: irrep, operation: operation), to: &mean)
      }
      // Averages of unit matrices are at least 1/|S| long or zero to rounding.
      basis.extend(by: mean, ifLongerThan: 1e-6)
    }
    return basis.rows
  }

  /// `D_lp(g) M D_Γ(g)ᵀ`.
  private func image(of local: [Double], type: Int, irrep: PhysicalIrrep, operation: Int)
    -> [Double]
  {
    let (left, right) = (matrices[operation][type], irrep.matrices[operation].elements)
    let (rows, size) = (FeatureLayout.irreps[type].dimension, irrep.dimension)
    var half = [Double](repeating: 0, count: rows * size)
    for row in 0..<rows {
      for column in 0..<size {
        let value = local[row * size + column]
        if value == 0 { continue }
        for target in 0..<size {
          half[row * size + target] += value * right[target * size + column]
        }
      }
    }
    var result = [Double](repeating: 0, count: rows * size)
    for row in 0..<rows {
      for middle in 0..<rows {
        let value = left[row, middle]
        if value == 0 { continue }
        for column in 0..<size {
          result[row * size + column] += value * half[middle * size + column]
        }
      }
    }
    return result
  }
}
