import PhaseFitNumerics
import PhaseFitTestSupport

@testable import PhaseFitSymmetry

/// Real irreps found without any group theory: eigenspaces of a random symmetric matrix that
/// commutes with the displacements, occupancies or strains of a cell.
///
/// An eigenspace of a generic such matrix carries one irrep, of whatever type.
enum NumericalIrreps {
  static func irreps(of cell: CommensurateCell, withStrain: Bool = true) throws -> [PhysicalIrrep] {
    var generator = SplitMix64(seed: 17)
    let order = 3 * cell.atoms.count
    func representation(_ operation: CommensurateCell.Operation) -> Matrix {
      var result = Matrix(rows: order, columns: order)
      for (source, target) in operation.permutation.enumerated() {
        for row in 0..<3 {
          for column in 0..<3 {
            result[3 * target + row, 3 * source + column] = operation.cartesian[row, column]
          }
        }
      }
      return result
    }
    func strain(_ operation: CommensurateCell.Operation) -> Matrix {
      var result = Matrix(rows: 6, columns: 6)
      let pairs = [(0, 0), (1, 1), (2, 2), (1, 2), (0, 2), (0, 1)]
      let basis = pairs.map { row, column in
        var tensor = Matrix3.zero
        tensor[row, column] = row == column ? 1 : 0.5.squareRoot()
        tensor[column, row] = tensor[row, column]
        return tensor
      }
      for (column, tensor) in basis.enumerated() {
        let image = operation.cartesian * tensor * operation.cartesian.transpose
        for (row, other) in basis.enumerated() { result[row, column] = (other * image).trace }
      }
      return result
    }
    var found: [PhysicalIrrep] = []
    let representations =
      [cell.operations.map(representation)] + (withStrain ? [cell.operations.map(strain)] : [])
    for matrices in representations {
      let size = matrices[0].rows
      var seed = Matrix(rows: size, columns: size)
      for row in 0..<size {
        for column in row..<size {
          let value = Double.random(in: -1...1, using: &generator)
          seed[row, column] = value
          seed[column, row] = value
        }
      }
      var average = Matrix(rows: size, columns: size)
      for matrix in matrices { average = average + matrix * seed * matrix.transpose }
      let system = try average.symmetricEigensystem()
      var start = 0
      while start < size {
        var end = start + 1
        while end < size, abs(system.values[end] - system.values[start]) < 1e-7 { end += 1 }
        let space = Matrix(columnVectors: (start..<end).map(system.vectors.column))
        start = end
        let block = matrices.map { space.transpose * $0 * space }
        let characters = block.map(\.trace)
        let isKnown = found.contains { irrep in
          irrep.dimension == space.columns
            && zip(irrep.matrices, characters).allSatisfy { abs($0.trace - $1) < 1e-6 }
        }
        if isKnown { continue }
        found.append(
          PhysicalIrrep(
            label: "N\(found.count)", otherLabels: [],
            waveVector: [.zero, .zero, .zero], arms: [[.zero, .zero, .zero]], reality: .real,
            smallDimension: space.columns, dimension: space.columns,
            isTotallySymmetric: characters.allSatisfy { abs($0 - 1) < 1e-9 }, matrices: block))
      }
    }
    return found
  }

  /// The part of a distortion in one irrep by the projector of its character.
  ///
  ///     P = d / (c |G|) Σ_g χ(g) g ,   c = ⟨χ²⟩ = 1, 2 or 4 for the real, complex, quaternionic type
  static func projection(
    _ field: DistortionField, on irrep: PhysicalIrrep, in cell: CommensurateCell
  ) -> DistortionField {
    let characters = irrep.matrices.map(\.trace)
    let algebra = characters.reduce(0) { $0 + $1 * $1 } / Double(characters.count)
    var result = field.scaled(by: 0)
    for (operation, character) in zip(cell.operations, characters) where abs(character) > 1e-9 {
      result = result + operation(field).scaled(by: character)
    }
    return result.scaled(
      by: Double(irrep.dimension) / algebra.rounded() / Double(characters.count))
  }
}

/// Sweeps of one child, or of several, in a parent.
enum ModesCase {
  static func sweep(parent parentPath: String, children: [String]) throws -> SweepEmbedding {
    let (crystal, symmetry) = try TestCrystals.analysed(parentPath)
    let parent = try ParentStructure(crystal, symmetry: symmetry)
    let inputs = try children.enumerated().map { index, path in
      let (child, found) = try TestCrystals.analysed(path)
      return SweepEmbedding.Input(
        measurement: index, temperature: Double(100 * (index + 1)), crystal: child,
        symmetry: found, embedding: try Embedding(child, symmetry: found, in: parent))
    }
    return SweepEmbedding(inputs, parent: parent, referenceTemperature: 2000)
  }

  static func tungstenTrioxide() throws -> SweepEmbedding {
    try sweep(
      parent: "Tests/Oracles/wo3-isodistort/parent.cif",
      children: ["Tests/Oracles/wo3-isodistort/child.cif"])
  }
}
