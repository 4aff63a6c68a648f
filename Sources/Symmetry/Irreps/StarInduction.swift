// Induction of a real irrep R of the stabiliser H of {k, −k} to the space group G. With coset
// representatives g_a of H, one for each pair of arms ±k_a,
//
//     D(g)_ab = R(g_a⁻¹ g g_b)   where that lies in H, else 0
//
// and a lattice translation t multiplies the rows of block a by exp(−2πi k_a·t): a rotation of each
// pair (Re, Im), or a sign where 2k ≡ 0.

import PhaseFitNumerics

/// The real irrep of a space group that one real irrep of a stabiliser induces.
struct StarInduction {
  /// The arm k_a of each block.
  let arms: [ExactWaveVector]
  /// The dimension d.
  let dimension: Int
  private let table: PointGroupTable
  private let irrep: RealStabiliserIrrep
  /// The matrices of the coset representatives, block by block.
  private let representatives: [[Block]]

  /// A block that is not zero: the rows of its arm, and its columns.
  private struct Block {
    var row: Int
    var column: Int
    /// The exponent of the phase that the representative's own translation gives.
    var translation: SIMD3<Int>
    var element: Int
  }

  /// The induced irrep.
  ///
  /// - Parameters:
  ///   - irrep: the real irrep of the stabiliser of the wave vector.
  ///   - waveVector: the wave vector k.
  ///   - arms: one vector of each pair ±k_a of the star, in the order of the blocks.
  ///   - table: the space group.
  init(
    of irrep: RealStabiliserIrrep, waveVector: ExactWaveVector, arms: [ExactWaveVector],
    in table: PointGroupTable
  ) {
    self.table = table
    self.irrep = irrep
    dimension = irrep.dimension * arms.count
    // The block of an arm is written at the image of k, which may be the opposite of the arm named.
    var blockOfArm: [ExactWaveVector: Int] = [:]
    for (number, arm) in arms.enumerated() {
      blockOfArm[arm] = number
      blockOfArm[arm.negated] = number
    }
    var cosets = Array(repeating: -1, count: arms.count)
    var images = arms
    for exact in [true, false] {
      for element in 0..<table.count {
        let image = waveVector.image(inverse: table.inverseRotations[element])
        guard let block = blockOfArm[image], cosets[block] < 0 else { continue }
        // The representative that carries k to the arm as named is preferred to its opposite.
        if exact, image != arms[block] { continue }
        cosets[block] = element
        images[block] = image
      }
    }
    self.arms = images
    representatives = (0..<table.count).map { element in
      cosets.indices.map { column in
        let product = table.product(element, cosets[column])
        let image = waveVector.image(inverse: table.inverseRotations[product])
        let row = blockOfArm[image] ?? 0
        let inner = table.product(table.inverse(cosets[row]), product)
        // g g_b = (1|t) g_a h.
        let translation =
          table.carry(element, cosets[column]) &- table.carry(cosets[row], inner)
        return Block(row: row, column: column, translation: translation, element: inner)
      }
    }
  }

  /// The matrix of the coset representative with a further lattice translation.
  func matrix(of element: Int, translation: SIMD3<Int>, roots: RootsOfUnity) -> Matrix {
    let size = irrep.dimension
    let width = dimension
    var elements = Array(repeating: 0.0, count: width * width)
    for block in representatives[element] {
      let phase = roots[arms[block.row].phase(translation &+ block.translation)]
      let source = irrep.matrices[block.element]
      let corner = block.row * size * width + block.column * size
      if irrep.isSigned {
        for row in 0..<size {
          for column in 0..<size {
            elements[corner + row * width + column] = phase.x * source[row * size + column]
          }
        }
        continue
      }
      for row in stride(from: 0, to: size, by: 2) {
        for column in 0..<size {
          let real = source[row * size + column]
          let imaginary = source[(row + 1) * size + column]
          let target = corner + row * width + column
          elements[target] = phase.x * real - phase.y * imaginary
          elements[target + width] = phase.y * real + phase.x * imaginary
        }
      }
    }
    return Matrix(rows: width, columns: width, elements: elements.map(\.cleaned))
  }
}
