public import PhaseFitNumerics

extension CommensurateCell {
  /// The smallest supercell of a parent that is invariant under its point group and whose lattice
  /// lies in every given lattice.
  ///
  ///     T = ⋂ᵢ ⋂_g  W_g Lᵢ
  ///
  /// - Parameters:
  ///   - parent: the parent.
  ///   - lattices: the children's translation lattices in the parent's primitive basis (columns).
  public init(parent: ParentStructure, lattices: [IntegerMatrix3]) {
    let common = Self.invariantLattice(parent: parent, lattices: lattices)
    let cells = common.cosetRepresentatives
    let count = cells.count
    let toSupercell = common.real.inverse
    let supercellBasis = parent.basis * common.real

    var atoms: [Atom] = []
    for (index, atom) in parent.atoms.enumerated() {
      for cell in cells {
        atoms.append(
          Atom(
            orbit: atom.orbit, primitiveAtom: index,
            position: (toSupercell * (atom.position + cell.real)).wrapped,
            contents: atom.contents))
      }
    }
    func index(_ site: Int, _ cell: SIMD3<Int>) -> Int {
      let reduced = common.reduce(cell)
      return site * count
        + (reduced.x * common[1, 1] + reduced.y) * common[2, 2] + reduced.z
    }

    var operations: [Operation] = []
    var exact: [SymmetryOperation] = []
    let determinant = common.determinant
    let adjugate = common.adjugate
    for (number, operation) in parent.operations.enumerated() {
      let cartesian = parent.cartesian(operation.rotation)
      let rotation = IntegerMatrix3(
        (adjugate * operation.rotation * common).rowMajor.map { $0 / determinant })
      for shift in cells {
        var permutation = Array(repeating: 0, count: atoms.count)
        for site in parent.atoms.indices {
          let image = parent.siteImages[number][site]
          for cell in cells {
            permutation[index(site, cell)] = index(
              image.atom, operation.rotation * cell &+ image.cell &+ shift)
          }
        }
        let translation = adjugate.apply(
          to: zip(operation.translation, [shift.x, shift.y, shift.z]).map {
            $0 + Rational($1)
          }
        ).map { ($0 * Rational(1, determinant)).fractionalPart }
        exact.append(SymmetryOperation(rotation: rotation, translation: translation))
        operations.append(
          Operation(
            cartesian: cartesian, rotation: rotation,
            translation: Vector3(translation[0].value, translation[1].value, translation[2].value),
            permutation: permutation))
      }
    }
    self.init(
      basis: supercellBasis, multiple: common, primitiveBasis: parent.basis, atoms: atoms,
      operations: operations,
      waveVectors: Self.waveVectors(of: common, parent: parent), parentGroup: parent.group,
      exactOperations: exact)
  }

  /// The largest lattice in all given ones that the parent's point group carries into itself.
  static func invariantLattice(parent: ParentStructure, lattices: [IntegerMatrix3])
    -> IntegerMatrix3
  {
    var common = IntegerMatrix3.identity
    for lattice in Set(lattices) {
      for operation in parent.operations {
        let image = (operation.rotation * lattice).hermiteNormalForm
        if image != common { common = IntegerMatrix3.intersection(common, image) }
      }
    }
    return common
  }

  /// How many primitive cells and operations the supercell of some embeddings would have.
  ///
  /// The number of operations is that of the parent's point group times that of the cells, and the
  /// cost of irreps grows with its square; a caller may want to know before it asks for the cell.
  public static func extent(of embeddings: [Embedding], parent: ParentStructure)
    -> (cells: Int, operations: Int)
  {
    let lattice = invariantLattice(parent: parent, lattices: embeddings.map(\.lattice))
    let cells = abs(lattice.determinant)
    return (cells, cells * parent.operations.count)
  }

  /// The primitive cell in which each atom lies, in the order of `atoms`.
  var atomCells: [SIMD3<Int>] {
    let cells = multiple.cosetRepresentatives
    return atoms.indices.map { cells[$0 % cells.count] }
  }

  /// The wave vectors k with k·t an integer for every t of T, modulo the parent's reciprocal
  /// lattice, with their stars.
  private static func waveVectors(of supercell: IntegerMatrix3, parent: ParentStructure)
    -> [WaveVector]
  {
    // k = T⁻ᵀ n; the n are distinct modulo Tᵀ ℤ³.
    let dual = supercell.transpose
    let form = dual.hermiteNormalForm
    let indices = dual.cosetRepresentatives
    let determinant = supercell.determinant
    let cofactor = supercell.adjugate.transpose
    let reciprocal = parent.basis.inverse.transpose

    // Of the equivalent k + G the shortest is printed; ties go to the largest components.
    func shortest(_ index: SIMD3<Int>) -> (index: SIMD3<Int>, conventional: [Rational]) {
      var best: (index: SIMD3<Int>, conventional: [Rational])?
      var bestLength = Double.infinity
      for x in -2...2 {
        for y in -2...2 {
          for z in -2...2 {
            let candidate = index &+ dual * SIMD3(x, y, z)
            let numerator = cofactor * candidate
            let k = numerator.real / Double(determinant)
            let size = length(reciprocal * k)
            guard size < bestLength + 1e-9 else { continue }
            let conventional = parent.conventional(
              waveVector: [numerator.x, numerator.y, numerator.z].map {
                Rational($0, determinant)
              })
            let isTie = size > bestLength - 1e-9
            if isTie, let best,
              !best.conventional.lexicographicallyPrecedes(conventional)
            {
              continue
            }
            best = (candidate, conventional)
            bestLength = min(size, bestLength)
          }
        }
      }
      return best ?? (index, [.zero, .zero, .zero])
    }

    // Stars: k transforms with W⁻ᵀ; on n = Tᵀ k with T ᵀ W⁻ᵀ T⁻ᵀ, an integer matrix.
    // −k belongs to the star as well: a real field carries both.
    let actions = parent.operations.compactMap { $0.rotation.integerInverse }.flatMap { inverse in
      let action = (dual * inverse.transpose * cofactor).rowMajor.map { $0 / determinant }
      return [IntegerMatrix3(action), IntegerMatrix3(action.map { -$0 })]
    }
    var starOf: [SIMD3<Int>: Int] = [:]
    var stars: [[SIMD3<Int>]] = []
    for index in indices where starOf[index] == nil {
      var members: [SIMD3<Int>] = []
      for action in actions {
        let image = form.reduce(action * index)
        if starOf[image] == nil {
          starOf[image] = stars.count
          members.append(image)
        }
      }
      stars.append(members)
    }
    // Γ first, then by length of k, then by the printed components.
    let printed = stars.map { members in
      members.map(shortest).sorted {
        $1.conventional.lexicographicallyPrecedes($0.conventional)
      }
    }
    func size(_ star: [(index: SIMD3<Int>, conventional: [Rational])]) -> Double {
      length(reciprocal * ((cofactor * star[0].index).real / Double(determinant)))
    }
    let ordered = printed.sorted { left, right in
      let (leftSize, rightSize) = (size(left), size(right))
      if abs(leftSize - rightSize) > 1e-9 { return leftSize < rightSize }
      return right[0].conventional.lexicographicallyPrecedes(left[0].conventional)
    }
    return ordered.enumerated().flatMap { star, members in
      members.map { WaveVector(index: $0.index, conventional: $0.conventional, star: star) }
    }
  }
}

extension SIMD3<Int> {
  /// The same vector over the reals.
  var real: Vector3 { Vector3(Double(x), Double(y), Double(z)) }
}
