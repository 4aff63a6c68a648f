// The higher symmetry from which a structure is distorted, and the structure averaged over it.
//
//     x̄_i = (1/|G|) Σ_g g⁻¹ x_g(i) ,   Ḡ = (1/|P|) Σ_W Wᵀ G W
//
// Both averages are taken in the primitive cell of the higher symmetry, whose lattice may be finer
// than that of the structure, and carried back to the structure's own basis.

import PhaseFitNumerics

extension ExpandedCrystal {
  /// A structure averaged over a higher symmetry that it nearly has.
  public struct PseudoSymmetry: Sendable, Codable {
    /// The averaged structure in the same basis, atom for atom.
    public var crystal: ExpandedCrystal
    /// The higher symmetry; its tolerance is the largest distance between an image and its atom.
    public var symmetry: FoundSymmetry
    /// The largest displacement of an atom from its averaged position, Å, the common drift removed.
    public var maximumDisplacement: Double
  }

  /// The structure averaged over the higher symmetry that it has within a tolerance.
  ///
  /// Atoms may move by up to `tolerance` and the lattice may be strained by `tolerance` over the mean
  /// cell length. The common drift of all atoms (along polar axes) does not count as displacement.
  /// The averaged crystal has no free parameters: it is no measurement.
  ///
  /// - Parameter tolerance: the largest displacement in Å, up to about 0.5.
  /// - Returns: the averaged structure, nil where no symmetry higher than the structure's own is found.
  public func idealised(tolerance: Double) -> PseudoSymmetry? {
    guard let own = try? FoundSymmetry(of: self) else { return nil }
    return idealised(tolerance: tolerance, beyond: own)
  }

  /// The distinct higher symmetries that a structure nearly has, by ascending displacement.
  ///
  /// Tolerances are tried from that of the crystal's precision upwards by factors of √2.
  ///
  /// - Parameter limit: the largest displacement in Å.
  /// - Returns: for each group the averaged structure at the smallest tolerance that yields it.
  public func pseudoSymmetries(upTo limit: Double) -> [PseudoSymmetry] {
    guard let own = try? FoundSymmetry(of: self), limit > 0 else { return [] }
    var tolerances: [Double] = []
    var tolerance = limit
    while tolerance > positionTolerance / 2, tolerances.count < 40 {
      tolerances.append(tolerance)
      tolerance /= 2.0.squareRoot()
    }
    var result: [PseudoSymmetry] = []
    for tolerance in tolerances.reversed() {
      guard let found = idealised(tolerance: tolerance, beyond: own),
        !result.contains(where: {
          $0.symmetry.group == found.symmetry.group
            && $0.symmetry.operations.count == found.symmetry.operations.count
        })
      else { continue }
      result.append(found)
    }
    return result
  }

  private func idealised(tolerance: Double, beyond own: FoundSymmetry) -> PseudoSymmetry? {
    // An atom and its image may be displaced in opposite directions.
    let searched = search(
      tolerance: 2 * tolerance,
      strainTolerance: max(
        tolerance / meanEdge, precision.strainTolerance(meanEdge: meanEdge)))
    let found = searched.run()
    guard let group = try? found.type() else { return nil }
    let averaged = found.averaged(self)
    guard averaged.displacement <= tolerance else { return nil }
    let operations = found.operationsInInput
    // The index in the type of all operations: those per volume of the primitive cell.
    let order = found.operations.count * found.lattice.pointsPerCell
    let ownSearch = search(
      tolerance: own.tolerance,
      strainTolerance: precision.strainTolerance(meanEdge: meanEdge)
    ).run()
    let ownOrder = ownSearch.operations.count * ownSearch.lattice.pointsPerCell
    guard order > ownOrder else { return nil }
    let symmetry = FoundSymmetry(
      group: group, operations: operations, primitiveLattice: found.primitiveLattice,
      primitiveOperations: found.operations,
      tolerance: found.matches.reduce(0) { max($0, $1.deviation) })
    let crystal = ExpandedCrystal(
      name: name, basis: averaged.basis, operations: operations, declared: group,
      atoms: averaged.atoms, parameters: [], precision: precision, diagnostics: diagnostics)
    return PseudoSymmetry(
      crystal: crystal, symmetry: symmetry, maximumDisplacement: averaged.displacement)
  }
}

extension SymmetrySearch.Result {
  /// A crystal averaged over the operations found, and the largest displacement that this takes.
  func averaged(_ crystal: ExpandedCrystal)
    -> (basis: Matrix3, atoms: [ExpandedCrystal.Atom], displacement: Double)
  {
    let change = (1 / Double(lattice.denominator)) * scaledPrimitive.real
    let inverse = change.inverse
    // Primitive cell: positions, contents and metric.
    let positions = averagedPositions()
    let metric = primitive.basis.metric.averagedMetric(over: operations.map(\.rotation))
    let basis = primitive.basis.stretched(toMetric: metric) * inverse
    let contents = averagedContents(crystal)
    // Back to the input: the image under the primitive lattice that lies nearest to each atom.
    var atoms = crystal.atoms
    var moves: [Vector3] = []
    for index in atoms.indices {
      let owner = primitiveAtom[index]
      let printed = inverse * atoms[index].position
      let move = SiteFinder.nearest(positions[owner] - printed)
      moves.append(change * move)
      atoms[index].position = AsymmetricUnit.reduced(change * (printed + move))
      atoms[index].contents = contents[owner]
    }
    let drift = moves.reduce(Vector3.zero, +) / Double(max(moves.count, 1))
    let displacement = moves.reduce(0.0) { max($0, length(crystal.basis * ($1 - drift))) }
    return (basis, atoms, displacement)
  }

  /// x̄_i = (1/|G|) Σ_g g⁻¹ x_g(i) with the exact operations.
  private func averagedPositions() -> [Vector3] {
    primitive.positions.indices.map { index in
      let position = primitive.positions[index]
      var sum = Vector3.zero
      for (match, operation) in zip(matches, operations) {
        let image = primitive.positions[match.permutation[index]]
        let back = operation.inverse(image)
        sum += SiteFinder.nearest(back - position)
      }
      return position + sum / Double(operations.count)
    }
  }

  /// The contents of each atom of the primitive cell, averaged over the orbit and the input cell.
  private func averagedContents(_ crystal: ExpandedCrystal) -> [[ExpandedCrystal.Content]] {
    let count = primitive.positions.count
    var sums = Array(repeating: [Double](), count: count)
    var numbers = Array(repeating: 0.0, count: count)
    var templates = Array(repeating: [ExpandedCrystal.Content](), count: count)
    for (atom, owner) in zip(crystal.atoms, primitiveAtom) {
      let occupancies = atom.contents.map(\.occupancy)
      sums[owner] =
        sums[owner].isEmpty ? occupancies : zip(sums[owner], occupancies).map { $0 + $1 }
      numbers[owner] += 1
      templates[owner] = atom.contents
    }
    return (0..<count).map { index in
      templates[index].indices.map { place in
        let orbit = matches.map { $0.permutation[index] }
        let mean =
          orbit.reduce(0.0) { $0 + sums[$1][place] / numbers[$1] } / Double(orbit.count)
        return ExpandedCrystal.Content(
          element: templates[index][place].element, occupancy: mean)
      }
    }
  }
}
