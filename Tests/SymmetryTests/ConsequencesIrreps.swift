import PhaseFitNumerics
import PhaseFitStructures
import PhaseFitTestSupport
import Testing

@testable import PhaseFitSymmetry

/// Irreps for the tests, made without the library's own construction.
enum ConsequencesIrreps {
  /// The parent in a bundled file.
  static func parent(_ path: String) throws -> ParentStructure {
    let (crystal, symmetry) = try TestCrystals.analysed(path)
    return try ParentStructure(crystal, symmetry: symmetry)
  }

  /// A parent of any space group, in the first setting of its number.
  ///
  /// The cell has the edges given; each orbit has an element of its own.
  static func parent(
    number: Int, edges: Vector3, orbits: [Vector3]
  ) throws -> ParentStructure {
    let setting = try #require(SpaceGroupDatabase.settings(number: number).first)
    var atoms: [ExpandedCrystal.Atom] = []
    for (site, position) in orbits.enumerated() {
      let element = try #require(Element(atomicNumber: 8 + 3 * site))
      for operation in setting.operations {
        let image = operation(position).wrapped
        let isKnown = atoms.contains { atom in
          let difference = atom.position - image
          return length(difference - difference.rounded(.toNearestOrEven)) < 1e-6
        }
        if isKnown { continue }
        atoms.append(
          ExpandedCrystal.Atom(
            site: site, label: "S\(site + 1)", position: image,
            contents: [ExpandedCrystal.Content(element: element, occupancy: 1)]))
      }
    }
    let crystal = ExpandedCrystal(
      name: setting.description, basis: Matrix3(diagonal: edges), operations: setting.operations,
      declared: setting.type, atoms: atoms, parameters: [],
      precision: ExpandedCrystal.Precision(
        position: 1e-6, length: 1e-6, angle: 1e-6, isStated: true))
    let symmetry = try FoundSymmetry(of: crystal, tolerance: 1e-3)
    #expect(symmetry.group == setting.type)
    return try ParentStructure(crystal, symmetry: symmetry)
  }

  /// A direction of an irrep with components 0 and ±1, at most three of them not 0, and a given
  /// isotropy subgroup.
  static func direction(
    of irrep: PhysicalIrrep, group: Int, index: Int, in cell: CommensurateCell
  ) throws -> (vector: [Double], kept: [Int])? {
    var candidates: [[Double]] = [[]]
    for _ in 0..<irrep.dimension {
      candidates = candidates.flatMap { part in [0, 1, -1].map { part + [$0] } }
        .filter { $0.count { $0 != 0 } <= 3 }
    }
    for vector in candidates where vector.contains(where: { $0 != 0 }) {
      let kept = stabiliser(vector, of: irrep)
      if kept.count * index == cell.operations.count,
        try cell.spaceGroup(of: kept).number == group
      {
        return (vector, kept)
      }
    }
    return nil
  }

  /// The cubic perovskite with B at the origin and its 2 × 2 × 2 cell.
  static func perovskite() throws -> (parent: ParentStructure, cell: CommensurateCell) {
    let parent = try parent("structures/synthetic-antiphase-tilt/m13.cif")
    return (
      parent,
      CommensurateCell(parent: parent, lattices: [IntegerMatrix3(diagonal: 2, 2, 2)])
    )
  }

  /// An irrep without label data.
  static func irrep(_ label: String, _ arms: [[Rational]], _ matrices: [Matrix]) -> PhysicalIrrep {
    PhysicalIrrep(
      label: label, otherLabels: [], waveVector: arms[0], arms: arms, reality: .real,
      smallDimension: (matrices.first?.rows ?? 0) / arms.count,
      dimension: matrices.first?.rows ?? 0,
      isTotallySymmetric: matrices.allSatisfy { abs($0.trace - Double($0.rows)) < 1e-9 },
      matrices: matrices)
  }

  static let gamma: [[Rational]] = [[0, 0, 0].map { Rational($0) }]

  /// The polar vector, `GM4-` of a cube.
  static func vector(_ cell: CommensurateCell) -> PhysicalIrrep {
    irrep("GM4-", gamma, cell.operations.map { dense($0.cartesian) })
  }

  /// The axial vector at (½ ½ ½) with the cell's parity as its sign: `R4+` or `R5-`, the rotations
  /// of octahedra in antiphase.
  static func antiphaseTilt(_ cell: CommensurateCell) -> PhysicalIrrep {
    let half = Rational(1, 2)
    return irrep(
      "R4+", [[half, half, half]],
      zip(cell.operations, cell.exactOperations).map { operation, exact in
        let cells = cellVector(exact)
        let sign: Double = (cells.x + cells.y + cells.z) % 2 == 0 ? 1 : -1
        return dense(sign * operation.cartesian.determinant * operation.cartesian)
      })
  }

  /// The rotations of octahedra about each axis, alternating in the plane and in phase along the
  /// axis: `M3+` or `M2+`.
  static func inPhaseTilt(_ cell: CommensurateCell) -> PhysicalIrrep {
    let (half, zero) = (Rational(1, 2), Rational(0))
    return irrep(
      "M3+", [[zero, half, half], [half, zero, half], [half, half, zero]],
      zip(cell.operations, cell.exactOperations).map { operation, exact in
        let cells = cellVector(exact)
        let axial = operation.cartesian.determinant * operation.cartesian
        // Row a: the image has the modulation of axis a, whose phase depends on the other two.
        return Matrix(
          (0..<3).map { row in
            let phase = (0..<3).reduce(0) { $0 + ($1 == row ? 0 : cells[$1]) }
            let sign: Double = phase % 2 == 0 ? 1 : -1
            return (0..<3).map { sign * axial[row, $0].rounded() }
          })
      })
  }

  /// The tetragonal and orthorhombic strains of a cube, `GM3+`: (2e₃ − e₁ − e₂, √3(e₁ − e₂)).
  static func tetragonalStrain(_ cell: CommensurateCell) -> PhysicalIrrep {
    let root = 1 / 6.0.squareRoot()
    let basis = [
      Matrix3(diagonal: Vector3(-root, -root, 2 * root)),
      Matrix3(diagonal: Vector3(0.5.squareRoot(), -0.5.squareRoot(), 0)),
    ]
    return irrep(
      "GM3+", gamma,
      cell.operations.map { operation in
        Matrix(
          columnVectors: basis.map { tensor in
            let image = operation.cartesian * tensor * operation.cartesian.transpose
            return basis.map { ($0 * image).trace }
          })
      })
  }

  /// The irreps in the displacements of a cell's atoms, in the order of their first appearance: the
  /// eigenspaces of a random symmetric matrix averaged over the group.
  static func displacements(
    _ cell: CommensurateCell, dimension: Int? = nil, seed: UInt64 = 5
  ) throws
    -> [PhysicalIrrep]
  {
    var generator = SplitMix64(seed: seed)
    let count = cell.atoms.count * 3
    var random = Matrix(rows: count, columns: count)
    for row in 0..<count {
      for column in 0...row {
        let value = generator.normal()
        random[row, column] = value
        random[column, row] = value
      }
    }
    // Along the chain of subgroups the average takes some twenty products instead of hundreds.
    for step in GroupAverage(cell).steps {
      var sum = random
      for index in step {
        let operation = cell.operations[index]
        let half = image(of: random, under: operation).transpose
        sum = sum + image(of: half, under: operation).transpose
      }
      random = (1 / Double(step.count + 1)) * sum
    }
    let system = try random.symmetricEigensystem()
    let probes = stride(from: 1, to: cell.operations.count, by: 7)
    var known: [[Double]] = []
    var result: [PhysicalIrrep] = []
    var start = 0
    while start < count {
      var end = start + 1
      while end < count, abs(system.values[end] - system.values[start]) < 1e-8 { end += 1 }
      let basis = Matrix(columnVectors: (start..<end).map { system.vectors.column($0) })
      let transpose = basis.transpose
      start = end
      if let dimension, basis.columns != dimension { continue }
      let character = probes.map {
        (transpose * image(of: basis, under: cell.operations[$0])).trace
      }
      let isNew = known.allSatisfy { other in
        other.count != character.count
          || zip(other, character).contains { abs($0 - $1) > 1e-6 }
      }
      if !isNew { continue }
      known.append(character)
      result.append(
        irrep(
          "#\(result.count + 1)", gamma,
          cell.operations.map { transpose * image(of: basis, under: $0) }))
    }
    return result
  }

  /// The columns as displacements of all atoms, carried along by an operation.
  static func image(of columns: Matrix, under operation: CommensurateCell.Operation) -> Matrix {
    let source = columns.elements
    let width = columns.columns
    let rotation = operation.cartesian.rowMajor
    var target = [Double](repeating: 0, count: source.count)
    for (from, to) in operation.permutation.enumerated() {
      for row in 0..<3 {
        for column in 0..<3 {
          let factor = rotation[3 * row + column]
          if factor == 0 { continue }
          let (first, second) = ((3 * to + row) * width, (3 * from + column) * width)
          for index in 0..<width { target[first + index] += factor * source[second + index] }
        }
      }
    }
    return Matrix(rows: columns.rows, columns: width, elements: target)
  }

  /// The operations that leave a vector of an irrep unchanged.
  static func stabiliser(_ vector: [Double], of irrep: PhysicalIrrep) -> [Int] {
    irrep.matrices.indices.filter { index in
      zip(irrep.matrices[index] * vector, vector).allSatisfy { abs($0 - $1) < 1e-8 }
    }
  }

  /// The integer translation of an operation in primitive cells of a 2 × 2 × 2 cell.
  static func cellVector(_ operation: SymmetryOperation) -> SIMD3<Int> {
    let parts = operation.translation.map { $0 * Rational(2) }
    return SIMD3(parts[0].numerator, parts[1].numerator, parts[2].numerator)
  }

  static func dense(_ matrix: Matrix3) -> Matrix {
    Matrix(rows: 3, columns: 3, elements: matrix.rowMajor)
  }

  /// Whether an irrep multiplies as the operations do, on random pairs.
  static func isRepresentation(_ irrep: PhysicalIrrep, in cell: CommensurateCell) -> Bool {
    let index = Dictionary(
      uniqueKeysWithValues: cell.exactOperations.enumerated().map { ($1.reduced, $0) })
    var generator = SplitMix64(seed: 11)
    for _ in 0..<100 {
      let left = Int(generator.next() % UInt64(cell.operations.count))
      let right = Int(generator.next() % UInt64(cell.operations.count))
      let product = (cell.exactOperations[left] * cell.exactOperations[right]).reduced
      guard let target = index[product] else { return false }
      let difference =
        irrep.matrices[left] * irrep.matrices[right] - irrep.matrices[target]
      if difference.frobeniusNorm > 1e-7 { return false }
    }
    return true
  }
}
