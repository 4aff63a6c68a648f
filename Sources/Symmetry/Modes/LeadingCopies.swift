// The combination of copies of an irrep that carries most of the distortion.
//
//     q = Σ_k C_kᵀ a_k ,   C_k = Σ_j c_kj Jⱼ ,   maximise Σ_T |q_T|²  at  Σ c² = 1 ,
//
// the leading eigenvector of the Gram matrix of the vectors Jⱼᵀ a_k over all structures T. Over ℂ
// or ℍ the eigenvalue is two- or fourfold, because q U with a unit U of the algebra serves as well;
// the unit is fixed by making the coefficient of the largest copy a positive number.

import PhaseFitNumerics

/// One combination of the copies of an irrep, of one kind.
struct LeadingCopies: Sendable {
  var irrep: Int
  var kind: OrderParameterSeries.Kind
  /// The copies, indices into `SymmetryModes.copies`.
  var copies: [Int]
  /// The coefficients c_kj.
  var coefficients: [[Double]]

  /// The leading combination over some structures given by their components.
  ///
  /// Displacements come first, then occupancies, then strain: the first kind that is present.
  init(_ irrep: Int, of structures: [[[Double]]], in modes: SymmetryModes) {
    self.irrep = irrep
    let members = modes.copiesOfIrrep[irrep]
    let kinds = [OrderParameterSeries.Kind.displacement, .occupancy, .strain]
    let present = kinds.first { kind in
      members.contains { copy in
        modes.copies[copy].kind == kind
          && structures.contains {
            $0[copy].contains { abs($0) > SymmetryModes.presence * modes.norm(of: kind) }
          }
      }
    }
    let kind = present ?? members.first.map { modes.copies[$0].kind } ?? .displacement
    self.kind = kind
    copies = members.filter { modes.copies[$0].kind == kind }
    let commutant = modes.commutants[irrep]
    let order = commutant.order
    let size = copies.count * order
    var gram = Matrix(rows: size, columns: size)
    for structure in structures {
      let vectors = copies.flatMap { copy in
        (0..<order).map { commutant.transposed($0, structure[copy]) }
      }
      for row in 0..<size {
        for column in 0..<size {
          gram[row, column] += zip(vectors[row], vectors[column]).reduce(0) { $0 + $1.0 * $1.1 }
        }
      }
    }
    var leading = [Double](repeating: 0, count: size)
    if let system = try? gram.symmetricEigensystem(), size > 0 {
      leading = system.vectors.column(size - 1)
    } else if size > 0 {
      // Components that are not finite have no leading combination: the first copy stands.
      leading[0] = 1
    }
    coefficients = copies.indices.map { Array(leading[$0 * order..<($0 + 1) * order]) }
    fixUnit(commutant)
  }

  /// Turns the combination by a unit of the algebra so that its largest coefficient is positive.
  private mutating func fixUnit(_ commutant: IrrepCommutant) {
    let norms = coefficients.map { $0.reduce(0) { $0 + $1 * $1 }.squareRoot() }
    guard let largest = norms.max(), largest > 0,
      let pivot = norms.firstIndex(where: { $0 > largest * (1 - 1e-9) })
    else { return }
    let size = commutant.dimension
    func matrix(_ coefficients: [Double]) -> Matrix {
      zip(coefficients, commutant.elements).reduce(Matrix(rows: size, columns: size)) {
        $0 + $1.0 * Matrix(rows: size, columns: size, elements: $1.1)
      }
    }
    let unit = (1 / norms[pivot]) * matrix(coefficients[pivot]).transpose
    coefficients = coefficients.map { row in
      let product = matrix(row) * unit
      return commutant.elements.map { element in
        zip(element, product.elements).reduce(0) { $0 + $1.0 * $1.1 } / Double(size)
      }
    }
  }

  /// The order parameter q, normalised like the amplitudes.
  func orderParameter(_ components: [[Double]], in modes: SymmetryModes) -> [Double] {
    let commutant = modes.commutants[irrep]
    var result = [Double](repeating: 0, count: commutant.dimension)
    for (copy, row) in zip(copies, coefficients) {
      for (element, coefficient) in row.enumerated() where coefficient != 0 {
        for (index, value) in commutant.transposed(element, components[copy]).enumerated() {
          result[index] += coefficient * value
        }
      }
    }
    let norm = modes.norm(of: kind)
    return result.map { $0 / norm }
  }
}
