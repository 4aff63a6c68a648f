// Components of a distortion along symmetry-adapted modes, and back.
//
//     a[α] = Σ_i Σ_β D(g_i)[α,β] Σ_x M[x,β] (W(g_i)ᵀ u_i)[x] ,   i = g_i · i₀
//
// The tensor Z[α,β,x] = Σ_i D(g_i)[α,β] (W(g_i)ᵀ u_i)[x] serves all copies in one orbit, so that
// the whole decomposition takes 3 N Σ_Γ d_Γ² multiplications for N atoms.

import PhaseFitNumerics

extension SymmetryModes {
  /// The order-parameter vector of every copy: `a = Bᵀ y`, one vector of d components for each copy.
  ///
  /// - Precondition: the distortion belongs to `cell`.
  /// - Returns: displacements in Å, normalised over the supercell: Σ|a|² is Σ|u|² without the mean.
  public func components(of field: DistortionField) -> [[Double]] {
    precondition(
      field.displacements.count == cell.atoms.count,
      "a distortion of \(field.displacements.count) atoms, the cell has \(cell.atoms.count)")
    var result = copies.map { [Double](repeating: 0, count: irreps[$0.irrep].dimension) }
    // Local components, turned back to the first atom of the orbit.
    let displacements: [[Double]] = cell.atoms.indices.map { atom in
      let local = cell.operations[carrier[atom]].cartesian.transpose * field.displacements[atom]
      return [local.x, local.y, local.z]
    }
    for (irrep, members) in copiesOfIrrep.enumerated() {
      for (position, orbit) in orbits.enumerated() {
        for kind in [OrderParameterSeries.Kind.displacement, .occupancy] {
          let active = members.filter {
            copies[$0].kind == kind && !copies[$0].local[position].isEmpty
          }
          guard !active.isEmpty else { continue }
          let values = kind == .displacement ? displacements : field.occupancies
          guard orbit.atoms.contains(where: { values[$0].contains { $0 != 0 } }) else { continue }
          let rows = kind == .displacement ? 3 : orbit.channels
          let tensor = moments(of: values, in: orbit, rows: rows, irrep: irreps[irrep])
          for copy in active {
            Self.contract(
              tensor, with: copies[copy].local[position], rows: rows, into: &result[copy])
          }
        }
      }
      for copy in members where copies[copy].kind == .strain {
        result[copy] = copies[copy].strains.map { ($0 * field.strain).trace }
      }
    }
    return result
  }

  /// The tensor Z, index order α, x, β.
  private func moments(
    of values: [[Double]], in orbit: AtomOrbit, rows: Int, irrep: PhysicalIrrep
  ) -> [Double] {
    let size = irrep.dimension
    var tensor = [Double](repeating: 0, count: size * rows * size)
    tensor.withUnsafeMutableBufferPointer { tensor in
      for atom in orbit.atoms {
        irrep.matrices[carrier[atom]].elements.withUnsafeBufferPointer { matrix in
          for x in 0..<rows {
            let value = values[atom][x]
            if value == 0 { continue }
            for row in 0..<size {
              let target = (row * rows + x) * size
              let source = row * size
              for column in 0..<size {
                tensor[target + column] += value * matrix[source + column]
              }
            }
          }
        }
      }
    }
    return tensor
  }

  private static func contract(
    _ tensor: [Double], with local: [Double], rows: Int, into result: inout [Double]
  ) {
    let size = result.count
    let length = rows * size
    for row in 0..<size {
      var sum = 0.0
      for index in 0..<length { sum += tensor[row * length + index] * local[index] }
      result[row] += sum
    }
  }

  /// The distortion with the given components along some copies: `y = Σ_k B_k a_k`.
  ///
  /// - Parameter components: the order-parameter vectors by position in `copies`.
  /// - Returns: the distortion; a unit vector gives one mode.
  public func field(_ components: [Int: [Double]]) -> DistortionField {
    var result = DistortionField(
      displacements: Array(repeating: .zero, count: cell.atoms.count), strain: .zero,
      occupancies: cell.atoms.map { Array(repeating: 0, count: $0.contents.count) })
    for (index, vector) in components.sorted(by: { $0.key < $1.key }) {
      let copy = copies[index]
      let irrep = irreps[copy.irrep]
      let size = irrep.dimension
      precondition(
        vector.count == size,
        "irrep \(irrep.label) has \(size) components, found \(vector.count)")
      if copy.kind == .strain {
        for (value, tensor) in zip(vector, copy.strains) {
          result.strain = result.strain + value * tensor
        }
        continue
      }
      for (position, orbit) in orbits.enumerated() where !copy.local[position].isEmpty {
        let local = copy.local[position]
        let rows = local.count / size
        for atom in orbit.atoms {
          let matrix = irrep.matrices[carrier[atom]].elements
          var turned = [Double](repeating: 0, count: size)
          for row in 0..<size where vector[row] != 0 {
            for column in 0..<size { turned[column] += matrix[row * size + column] * vector[row] }
          }
          let values = (0..<rows).map { row in
            (0..<size).reduce(0) { $0 + local[row * size + $1] * turned[$1] }
          }
          if copy.kind == .displacement {
            result.displacements[atom] +=
              cell.operations[carrier[atom]].cartesian * Vector3(values[0], values[1], values[2])
          } else {
            for (channel, value) in values.enumerated() {
              result.occupancies[atom][channel] += value
            }
          }
        }
      }
    }
    return result
  }

  /// The part of a distortion that transforms as one irrep, from its components.
  ///
  /// - Parameters:
  ///   - irrep: the index of the irrep.
  ///   - components: the result of `components(of:)`.
  /// - Returns: the part `P_Γ y`.
  public func part(irrep: Int, of components: [[Double]]) -> DistortionField {
    field(
      Dictionary(uniqueKeysWithValues: copiesOfIrrep[irrep].map { ($0, components[$0]) }))
  }
}
