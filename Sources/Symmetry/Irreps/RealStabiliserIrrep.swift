// The real irreps of the stabiliser H of {k, −k}, from the small irreps Γ of the little group G_k.
//
// A real function f = v + v̄ is given by its part v with the wave vector k. Elements g of G_k act
// on v as Γ(g); an element h with k h⁻¹ ≡ −k acts antilinearly, v ↦ conj(h v). With one such
// element b,
//
//     𝒜 v = Z v* ,   Z Γ(n)* = Γ(b n b⁻¹) Z ,   Z Z* = ±Γ(b²)
//
// real          + : v in the space of Γ
// quaternionic  − : v in twice that space, 𝒜 the two halves into each other
// complex         : no Z exists; v in the space of Γ and that of its partner 𝒜Γ
//
// Where 2k ≡ 0, b may be the identity, and for a real Γ the fixed vectors of 𝒜 are a real basis.
// The type is that of the full irrep by the sum of Herring,
//
//     (1/|G_k|) Σ_b χ(b²) = 1, −1, 0   over the b with k b⁻¹ ≡ −k
//
// These are Wigner's three types of corepresentations.

import PhaseFitNumerics

/// A real orthogonal irrep of the stabiliser of {k, −k}.
struct RealStabiliserIrrep {
  /// The type of the full complex irrep.
  let reality: PhysicalIrrep.Reality
  /// The dimension m.
  let dimension: Int
  /// Whether translations act by a sign, for 2k ≡ 0; else they rotate pairs of components.
  let isSigned: Bool
  /// The m × m matrices of the coset representatives, row by row; empty outside the stabiliser.
  let matrices: [[Double]]
  /// The characters at k of the irrep with which a complex one is joined.
  ///
  /// They belong to the little group's members; nil where the partner is at −k or is the irrep.
  let partner: [Complex]?
}

/// Builds the real irreps of one wave vector's stabiliser.
struct Realification {
  let group: LittleGroup
  let table: PointGroupTable
  /// The coset representatives that carry k to −k.
  let reversing: [Int]

  init(of group: LittleGroup, in table: PointGroupTable) {
    self.group = group
    self.table = table
    let opposite = group.waveVector.negated
    reversing =
      opposite == group.waveVector
      ? group.members
      : (0..<table.count).filter {
        group.waveVector.image(inverse: table.inverseRotations[$0]) == opposite
      }
  }

  private var isSigned: Bool { group.waveVector.negated == group.waveVector }

  /// The type of an irrep by the sum of Herring.
  func reality(of irrep: SmallIrrep) -> PhysicalIrrep.Reality {
    var sum = 0.0
    for element in reversing {
      let square = group.positions[table.product(element, element)]
      let phase = group.roots[group.waveVector.phase(table.carry(element, element))]
      sum += phase.times(irrep.character(square)).x
    }
    let indicator = sum / Double(group.order)
    return indicator > 0.5 ? .real : indicator < -0.5 ? .quaternionic : .complex
  }

  func callAsFunction(_ irrep: SmallIrrep) -> RealStabiliserIrrep {
    let type = reality(of: irrep)
    let matrices = group.members.indices.map { matrix(of: irrep, $0) }
    guard let reversal = isSigned ? table.identity : reversing.first else {
      return assemble(linear: matrices, reversal: nil, type: type, partner: nil)
    }
    if isSigned {
      if type == .real { return onRealBasis(matrices) }
      return assemble(
        linear: matrices, reversal: nil, type: type,
        partner: type == .complex ? irrep.characters.map(\.conjugate) : nil)
    }
    if type == .real {
      let intertwiner = ComplexMatrix.intertwiner(order: irrep.dimension, count: group.order) {
        (conjugated($0, by: reversal, in: matrices), matrices[$0].transpose)
      }
      return assemble(
        linear: matrices, reversal: (reversal, intertwiner), type: type, partner: nil)
    }
    return assembleJoined(matrices, reversal: reversal, type: type)
  }

  private func matrix(of irrep: SmallIrrep, _ position: Int) -> ComplexMatrix {
    let size = irrep.dimension * irrep.dimension
    return ComplexMatrix(
      order: irrep.dimension,
      elements: Array(irrep.elements[position * size..<(position + 1) * size]))
  }

  /// The position of the rotation of b n b⁻¹ and its phase: Γ(b n b⁻¹) is their product.
  private func conjugate(_ position: Int, by reversal: Int) -> (position: Int, phase: Complex) {
    let element = group.members[position]
    let product = table.product(reversal, element)
    let image = table.product(product, table.inverse(reversal))
    let carried = table.carry(reversal, element) &- table.carry(image, reversal)
    return (group.positions[image], group.roots[group.waveVector.phase(carried)])
  }

  private func conjugated(_ position: Int, by reversal: Int, in matrices: [ComplexMatrix])
    -> ComplexMatrix
  {
    let (image, phase) = conjugate(position, by: reversal)
    return matrices[image].scaled(by: phase)
  }

  /// A real Γ with 2k ≡ 0, on a basis of fixed vectors of 𝒜.
  private func onRealBasis(_ matrices: [ComplexMatrix]) -> RealStabiliserIrrep {
    let order = matrices[0].order
    let intertwiner = ComplexMatrix.intertwiner(order: order, count: matrices.count) {
      (matrices[$0], matrices[$0].transpose)
    }
    let basis = fixedBasis(of: intertwiner)
    let real = matrices.map { matrix in
      (basis.adjoint * matrix * basis).elements.map(\.x.cleaned)
    }
    return RealStabiliserIrrep(
      reality: .real, dimension: order, isSigned: true, matrices: spread(real, reversed: []),
      partner: nil)
  }

  /// Orthonormal vectors with Z v* = v, as columns.
  ///
  /// Of v the vectors v + Z v* are fixed; products of fixed vectors are real, so that the process
  /// of Gram and Schmidt stays among them.
  private func fixedBasis(of intertwiner: ComplexMatrix) -> ComplexMatrix {
    let order = intertwiner.order
    var columns: [[Complex]] = []
    for start in [Complex(1, 0), Complex(0, 1)] {
      for index in 0..<order where columns.count < order {
        var vector = (0..<order).map { intertwiner[$0, index].times(start.conjugate) }
        vector[index] += start
        for known in columns {
          let overlap = zip(known, vector).reduce(0.0) { $0 + $1.0.x * $1.1.x + $1.0.y * $1.1.y }
          for row in 0..<order { vector[row] -= known[row] * overlap }
        }
        let norm = vector.reduce(0) { $0 + $1.squaredModulus }.squareRoot()
        // Either v is independent of those known, or v + Z v* is a combination of them to rounding.
        if norm > 1e-6 { columns.append(vector.map { $0 * (1 / norm) }) }
      }
    }
    var basis = ComplexMatrix(order: order)
    for (column, vector) in columns.enumerated() {
      for row in 0..<order { basis[row, column] = vector[row].cleaned }
    }
    return basis
  }

  /// A complex or quaternionic Γ joined with 𝒜Γ, where −k lies in the star.
  private func assembleJoined(
    _ matrices: [ComplexMatrix], reversal: Int, type: PhysicalIrrep.Reality
  ) -> RealStabiliserIrrep {
    let order = matrices[0].order
    // On the basis 𝒜e_j the element b n b⁻¹ has the matrix Γ(n)*.
    var partner = Array(repeating: ComplexMatrix(order: order), count: matrices.count)
    for position in matrices.indices {
      let (image, phase) = conjugate(position, by: reversal)
      partner[image] = matrices[position].conjugate.scaled(by: phase.conjugate)
    }
    let joined = zip(matrices, partner).map { first, second in
      var sum = ComplexMatrix(order: 2 * order)
      for row in 0..<order {
        for column in 0..<order {
          sum[row, column] = first[row, column]
          sum[order + row, order + column] = second[row, column]
        }
      }
      return sum
    }
    // 𝒜 e_j is the j-th vector of the second half; 𝒜² = Γ(b²).
    let square = group.positions[table.product(reversal, reversal)]
    let phase = group.roots[group.waveVector.phase(table.carry(reversal, reversal))]
    var swap = ComplexMatrix(order: 2 * order)
    for row in 0..<order {
      swap[order + row, row] = .unity
      for column in 0..<order {
        swap[row, order + column] = phase.times(matrices[square][row, column])
      }
    }
    let characters = partner.map(\.trace.cleaned)
    return assemble(
      linear: joined, reversal: (reversal, swap), type: type,
      partner: type == .complex ? characters : nil)
  }

  /// The matrices on the real and imaginary parts (Re v₁, Im v₁, Re v₂, …).
  private func assemble(
    linear: [ComplexMatrix], reversal: (element: Int, matrix: ComplexMatrix)?,
    type: PhysicalIrrep.Reality, partner: [Complex]?
  ) -> RealStabiliserIrrep {
    let order = linear[0].order
    var reversed: [(element: Int, matrix: [Double])] = []
    if let reversal {
      for (position, member) in group.members.enumerated() {
        // b n = (1|t) b': the representative b' acts as (1|−t) b n; Z conj(Γ(n)) v*, where the
        // translation is that of the part at k.
        let element = table.product(reversal.element, member)
        let carried = table.carry(reversal.element, member)
        let phase = group.roots[-group.waveVector.phase(carried)]
        let antilinear = (reversal.matrix * linear[position].conjugate).scaled(by: phase)
        reversed.append((element, realified(antilinear, isAntilinear: true)))
      }
    }
    let direct = linear.map { realified($0, isAntilinear: false) }
    return RealStabiliserIrrep(
      reality: type, dimension: 2 * order, isSigned: isSigned,
      matrices: spread(direct, reversed: reversed), partner: partner)
  }

  private func realified(_ matrix: ComplexMatrix, isAntilinear: Bool) -> [Double] {
    let order = matrix.order
    let width = 2 * order
    let sign = isAntilinear ? -1.0 : 1.0
    var result = Array(repeating: 0.0, count: width * width)
    for row in 0..<order {
      for column in 0..<order {
        let value = matrix[row, column].cleaned
        let corner = 2 * row * width + 2 * column
        result[corner] = value.x
        result[corner + 1] = -sign * value.y
        result[corner + width] = value.y
        result[corner + width + 1] = sign * value.x
      }
    }
    return result
  }

  private func spread(_ direct: [[Double]], reversed: [(element: Int, matrix: [Double])])
    -> [[Double]]
  {
    var result = Array(repeating: [Double](), count: table.count)
    for (position, member) in group.members.enumerated() { result[member] = direct[position] }
    for (element, matrix) in reversed { result[element] = matrix }
    return result
  }
}
