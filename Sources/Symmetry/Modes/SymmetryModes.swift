// Symmetry-adapted modes of displacements, occupancies and strain.
//
// The distortions of one crystallographic orbit form the representation induced from the local
// representation W of the site-symmetry group S (vectors for displacements, the trivial one for
// occupancies). By Frobenius reciprocity the copies of an irrep Γ in it are local matrices
//
//     M ∈ Hom_S(Γ, W) ,   W(s) M = M D(s)   for s ∈ S ,
//
// and the mode of the order parameter a ∈ ℝᵈ moves the atom g·i₀ of the orbit by
//
//     u(g·i₀) = W(g) M D(g)ᵀ a .
//
// Modes are normalised so that Σ|u|² over the supercell equals |a|². A uniform translation is no
// distortion: the copies that carry it are removed from the displacements at Γ.

import PhaseFitNumerics

/// The symmetry-adapted basis of all distortions of a commensurate cell.
public struct SymmetryModes: Sendable {
  /// The cell with all operations of the parent.
  public let cell: CommensurateCell
  /// The irreps of the parent modulo the supercell.
  public let irreps: [PhysicalIrrep]
  /// The independent occurrences of every irrep, in the order of `irreps`.
  public let copies: [Copy]

  /// The positions in `copies` of each irrep.
  package let copiesOfIrrep: [[Int]]
  package let commutants: [IrrepCommutant]
  let orbits: [AtomOrbit]
  /// For every atom the position of its orbit in `orbits`.
  let orbitOfAtom: [Int]
  /// For every atom an operation that carries the orbit's first atom onto it.
  let carrier: [Int]

  /// One occurrence of an irrep among the distortions of one kind.
  ///
  /// Copies of one irrep and kind are orthogonal, and each is isometric: the sum of squares of the
  /// distortion over the supercell (of the nine components of a strain) is |a|².
  public struct Copy: Sendable, Hashable {
    /// The irrep, an index into `SymmetryModes.irreps`.
    public var irrep: Int
    /// What is distorted.
    public var kind: OrderParameterSeries.Kind
    /// The crystallographic orbits that take part; none for strain.
    public var orbits: [Int]
    /// The local matrices M, row-major, one for each element of `SymmetryModes.orbits`; empty
    /// where the orbit takes no part.
    var local: [[Double]]
    /// The strain tensors of the components of a, where the kind is strain.
    var strains: [Matrix3]
  }

  /// The atoms of the supercell that belong to one crystallographic orbit.
  struct AtomOrbit: Sendable {
    /// The index of the orbit in the parent.
    var orbit: Int
    var atoms: [Int]
    /// The operations that leave the first atom in its place.
    var siteSymmetry: [Int]
    /// The number of elements that share the site.
    var channels: Int
  }

  /// Constructs the modes of every given irrep.
  ///
  /// - Parameters:
  ///   - cell: the cell.
  ///   - irreps: irreps with matrices aligned with `cell.operations`.
  /// - Throws: `SymmetryError` with code `notAGroup` where the matrices do not belong to the
  ///   operations of the cell.
  public init(cell: CommensurateCell, irreps: [PhysicalIrrep]) throws(SymmetryError) {
    for irrep in irreps {
      guard irrep.matrices.count == cell.operations.count,
        irrep.matrices.allSatisfy({
          $0.rows == irrep.dimension && $0.columns == irrep.dimension
        })
      else {
        throw SymmetryError(
          .notAGroup,
          "irrep \(irrep.label): \(irrep.matrices.count) matrices, expected one of order "
            + "\(irrep.dimension) for each of the \(cell.operations.count) operations of the cell; "
            + "construct the irreps for this cell.")
      }
    }
    self.cell = cell
    self.irreps = irreps
    var carrier = Array(repeating: 0, count: cell.atoms.count)
    var orbitOfAtom = Array(repeating: -1, count: cell.atoms.count)
    var orbits: [AtomOrbit] = []
    for (index, atom) in cell.atoms.enumerated() where orbitOfAtom[index] < 0 {
      var members: [Int] = []
      var site: [Int] = []
      for (number, operation) in cell.operations.enumerated() {
        let image = operation.permutation[index]
        if image == index { site.append(number) }
        guard orbitOfAtom[image] < 0 else { continue }
        orbitOfAtom[image] = orbits.count
        carrier[image] = number
        members.append(image)
      }
      orbits.append(
        AtomOrbit(
          orbit: atom.orbit, atoms: members, siteSymmetry: site, channels: atom.contents.count))
    }
    self.carrier = carrier
    self.orbitOfAtom = orbitOfAtom
    self.orbits = orbits
    commutants = irreps.map(IrrepCommutant.init)
    var pointOperations: [Int] = []
    var seen: Set<IntegerMatrix3> = []
    for (index, operation) in cell.operations.enumerated()
    where seen.insert(operation.rotation).inserted {
      pointOperations.append(index)
    }
    let builder = CopyBuilder(cell: cell, orbits: orbits, pointOperations: pointOperations)
    var copies: [Copy] = []
    var copiesOfIrrep: [[Int]] = []
    for (index, irrep) in irreps.enumerated() {
      let found = builder.copies(of: irrep, index: index, commutant: commutants[index])
      copiesOfIrrep.append(Array(copies.count..<copies.count + found.count))
      copies += found
    }
    self.copies = copies
    self.copiesOfIrrep = copiesOfIrrep
  }
}

/// Finds the copies of irreps among the distortions of a cell.
private struct CopyBuilder {
  var cell: CommensurateCell
  var orbits: [SymmetryModes.AtomOrbit]
  /// One operation for each matrix part.
  var pointOperations: [Int]

  /// The norm, relative to a unit seed, below which an orthogonalised candidate is zero.
  ///
  /// Copies are exact up to rounding, so that anything between rounding and one serves.
  private static let rounding = 1e-6

  func copies(of irrep: PhysicalIrrep, index: Int, commutant: IrrepCommutant)
    -> [SymmetryModes.Copy]
  {
    // At Γ, and only there, every pure translation is represented by 1.
    let isUniform = cell.operations.indices.allSatisfy {
      cell.operations[$0].rotation != .identity
        || abs(irrep.matrices[$0].trace - Double(irrep.dimension)) < Self.rounding
    }
    var result: [SymmetryModes.Copy] = []
    let acoustic =
      isUniform
      ? intertwiners(irrep, over: pointOperations, rows: 3) {
        cell.operations[$0].cartesian.rowMajor
      }
      : []
    for kind in [OrderParameterSeries.Kind.displacement, .occupancy] {
      let candidates = orbits.enumerated().flatMap { position, orbit in
        let rows = kind == .displacement ? 3 : orbit.channels
        let identity = Matrix.identity(rows).elements
        return intertwiners(irrep, over: orbit.siteSymmetry, rows: rows) {
          kind == .displacement ? cell.operations[$0].cartesian.rowMajor : identity
        }.map { local in orbits.indices.map { $0 == position ? local : [] } }
      }
      let removed =
        kind == .displacement ? acoustic.map { local in orbits.map { _ in local } } : []
      for local in orthonormal(candidates, against: removed, commutant: commutant) {
        let active = orbits.indices.filter { !local[$0].isEmpty }
        result.append(
          SymmetryModes.Copy(
            irrep: index, kind: kind, orbits: Set(active.map { orbits[$0].orbit }).sorted(),
            local: local, strains: []))
      }
    }
    if isUniform {
      result += strainCopies(of: irrep, index: index, commutant: commutant)
    }
    return result
  }

  /// A spanning set of the matrices M with `W(g) M = M D(g)`, by averaging unit matrices.
  private func intertwiners(
    _ irrep: PhysicalIrrep, over group: [Int], rows: Int, action: (Int) -> [Double]
  ) -> [[Double]] {
    let size = irrep.dimension
    let order = rows * size
    var projector = [Double](repeating: 0, count: order * order)
    for element in group {
      let matrix = irrep.matrices[element].elements
      let local = action(element)
      for row in 0..<rows {
        for source in 0..<rows {
          let left = local[row * rows + source]
          if left == 0 { continue }
          for i in 0..<size {
            let target = (row * size + i) * order + source * size
            for j in 0..<size { projector[target + j] += left * matrix[i * size + j] }
          }
        }
      }
    }
    let scale = 1 / Double(group.count)
    let rank = (0..<order).reduce(0) { $0 + projector[$1 * order + $1] } * scale
    // The trace of a projector is its rank.
    guard rank > 0.5 else { return [] }
    return (0..<order).compactMap { column in
      let matrix = (0..<order).map { scale * projector[$0 * order + column] }
      return matrix.contains { abs($0) > Self.rounding } ? matrix : nil
    }
  }

  /// Orthonormal copies spanned by candidates, orthogonal to what is removed, over the algebra of
  /// the matrices that commute with the irrep.
  private func orthonormal(
    _ candidates: [[[Double]]], against removed: [[[Double]]], commutant: IrrepCommutant
  ) -> [[[Double]]] {
    let weights = orbits.map { Double($0.atoms.count) }
    let size = commutant.dimension
    func inner(_ left: [[Double]], _ right: [[Double]]) -> Double {
      var sum = 0.0
      for orbit in weights.indices where !left[orbit].isEmpty && !right[orbit].isEmpty {
        var part = 0.0
        for index in left[orbit].indices { part += left[orbit][index] * right[orbit][index] }
        sum += weights[orbit] * part
      }
      return sum
    }
    func subtract(_ part: [[Double]], times factor: Double, from vector: inout [[Double]]) {
      for orbit in weights.indices where !part[orbit].isEmpty {
        if vector[orbit].isEmpty {
          vector[orbit] = Array(repeating: 0, count: part[orbit].count)
        }
        for index in part[orbit].indices { vector[orbit][index] -= factor * part[orbit][index] }
      }
    }
    /// The vector times every element of the algebra.
    func images(_ vector: [[Double]]) -> [[[Double]]] {
      (0..<commutant.order).map { element in
        vector.map {
          $0.isEmpty
            ? [] : commutant.multiplied($0, rows: $0.count / size, by: element)
        }
      }
    }
    var known: [[[Double]]] = []
    func extract(from pool: [[[Double]]]) -> [[[Double]]] {
      var rest = pool
      let scale = pool.map { inner($0, $0) }.max() ?? 0
      for vector in known {
        for index in rest.indices {
          subtract(vector, times: inner(vector, rest[index]), from: &rest[index])
        }
      }
      var found: [[[Double]]] = []
      while true {
        // The earliest of the largest, so that axes and the order of orbits are respected.
        let norms = rest.map { inner($0, $0) }
        guard let largest = norms.max(), largest > Self.rounding * max(scale, 1) else { break }
        guard let pivot = norms.firstIndex(where: { $0 > largest * (1 - Self.rounding) }) else {
          break
        }
        let factor = 1 / norms[pivot].squareRoot()
        let unit = rest[pivot].map { $0.map { factor * $0 } }
        for image in images(unit) {
          known.append(image)
          for index in rest.indices {
            subtract(image, times: inner(image, rest[index]), from: &rest[index])
          }
        }
        let isometric = Double(size).squareRoot()
        found.append(
          unit.map { block in
            // What remains of an orbit after orthogonalisation may be rounding only.
            block.contains { abs($0) > Self.rounding } ? block.map { isometric * $0 } : []
          })
      }
      return found
    }
    _ = extract(from: removed)
    return extract(from: candidates)
  }

  /// Orthonormal copies among the symmetric tensors.
  private func strainCopies(of irrep: PhysicalIrrep, index: Int, commutant: IrrepCommutant)
    -> [SymmetryModes.Copy]
  {
    let size = irrep.dimension
    var basis: [Matrix3] = []
    for row in 0..<3 {
      for column in row..<3 {
        var tensor = Matrix3.zero
        tensor[row, column] = row == column ? 1 : 0.5.squareRoot()
        tensor[column, row] = tensor[row, column]
        basis.append(tensor)
      }
    }
    let candidates = intertwiners(irrep, over: pointOperations, rows: 6) { element in
      let rotation = cell.operations[element].cartesian
      let images = basis.map { rotation * $0 * rotation.transpose }
      return basis.flatMap { row in images.map { (row * $0).trace } }
    }
    // Six components of one tensor are orthogonalised like the components of one site.
    let single = CopyBuilder(
      cell: cell,
      orbits: [SymmetryModes.AtomOrbit(orbit: 0, atoms: [0], siteSymmetry: [], channels: 6)],
      pointOperations: pointOperations)
    return single.orthonormal(candidates.map { [$0] }, against: [], commutant: commutant)
      .map { local in
        let strains = (0..<size).map { component in
          basis.indices.reduce(Matrix3.zero) {
            $0 + local[0][$1 * size + component] * basis[$1]
          }
        }
        return SymmetryModes.Copy(
          irrep: index, kind: .strain, orbits: [], local: [], strains: strains)
      }
  }
}
