import PhaseFitEquivariance
import PhaseFitNumerics
import Testing

@Suite struct NeighbourTests {
  /// All edges by trying every image in a box that is far too large.
  func bruteForce(_ positions: [Vector3], _ lattice: Matrix3, _ cutoff: Double, _ images: Int)
    -> [[Int]]
  {
    var result: [[Int]] = []
    for destination in positions.indices {
      for source in positions.indices {
        for x in -images...images {
          for y in -images...images {
            for z in -images...images where source != destination || (x, y, z) != (0, 0, 0) {
              let shift = lattice * Vector3(Double(x), Double(y), Double(z))
              let vector = positions[destination] - positions[source] + shift
              if length(vector) < cutoff { result.append([source, destination, x, y, z]) }
            }
          }
        }
      }
    }
    return result
  }

  func rows(_ graph: EdgeGraph) -> [[Int]] {
    graph.edges.map { [$0.source, $0.destination, $0.shift.x, $0.shift.y, $0.shift.z] }
  }

  @Test(
    "crystals have the edges that trying all images finds, with atoms outside the cell too",
    arguments: [0.8, 2.0, 3.3, 7.0])
  func crystals(cutoff: Double) throws {
    var generator = SplitMix64(seed: 51)
    let lattices = [
      Matrix3(diagonal: Vector3(3.9, 4.1, 3.7)),
      // Skewed by more than a cell, left-handed, and flat.
      Matrix3(columns: Vector3(4, 0, 0), Vector3(9, 3, 0), Vector3(-3, 4, 3.5)),
      Matrix3(columns: Vector3(0, 3.5, 0), Vector3(3.2, 0, 0.4), Vector3(0.1, 0.2, 5)),
      Matrix3(diagonal: Vector3(12, 3.1, 1.9)),
    ]
    for lattice in lattices {
      let positions = (0..<4).map { _ in
        lattice * Vector3(4 * generator.uniform() - 2, generator.uniform(), 3 * generator.uniform())
      }
      let graph = try EdgeGraph(crystalAt: positions, lattice: lattice, cutoff: cutoff)
      // Skewed cells need many images; fewer than 12 in each direction here.
      let expected = bruteForce(positions, lattice, cutoff, 12)
      #expect(rows(graph) == expected, "\(lattice.rowMajor) \(cutoff)")
      for edge in graph.edges { #expect(length(edge.vector) < cutoff) }
      #expect(graph.moved(to: positions, lattice: lattice) == graph)
    }
  }

  @Test("molecules have the edges that trying all pairs finds", arguments: [0.3, 1.1, 50])
  func molecules(cutoff: Double) throws {
    var generator = SplitMix64(seed: 52)
    for scale in [Vector3(3, 3, 3), Vector3(8, 1, 0), Vector3(0, 0, 10)] {
      let positions = normalVectors(40, &generator).map { $0 * scale }
      let graph = try EdgeGraph(moleculeAt: positions, cutoff: cutoff)
      #expect(rows(graph) == bruteForce(positions, .zero, cutoff, 0))
    }
  }

  @Test("the same crystal in another cell has the same edge vectors for each atom")
  func choiceOfCell() throws {
    let lattice = Matrix3(columns: Vector3(3.9, 0, 0.2), Vector3(0, 4.1, 0), Vector3(-0.1, 0, 3.8))
    let positions = [Vector3(0.1, 0, 0), Vector3(1.9, 2.1, 1.8)]
    let sheared = Matrix3(
      columns: lattice[column: 0] + lattice[column: 1], lattice[column: 1],
      lattice[column: 2] - 2 * lattice[column: 0])
    let doubled = Matrix3(
      columns: 2 * lattice[column: 0], lattice[column: 1], lattice[column: 2])
    func vectors(_ positions: [Vector3], _ cell: Matrix3, into atom: Int) throws -> [[Double]] {
      try EdgeGraph(crystalAt: positions, lattice: cell, cutoff: 6.1).edges
        .filter { $0.destination == atom }
        .map { edge in (0..<3).map { (1e9 * edge.vector[$0]).rounded() / 1e9 + 0 } }
        .sorted { $0.lexicographicallyPrecedes($1) }
    }
    let copies = positions + positions.map { $0 + lattice[column: 0] }
    for atom in 0..<2 {
      let expected = try vectors(positions, lattice, into: atom)
      #expect(expected.count > 20)
      #expect(try vectors(positions, sheared, into: atom) == expected)
      #expect(try vectors(copies, doubled, into: atom) == expected)
    }
  }

  @Test("a cutoff shorter than any bond gives no edges, no atoms no graph to speak of")
  func empty() throws {
    let lattice = Matrix3(diagonal: Vector3(4, 4, 4))
    let pair = [Vector3.zero, Vector3(2, 2, 2)]
    #expect(try EdgeGraph(crystalAt: pair, lattice: lattice, cutoff: 1).edges.isEmpty)
    #expect(try EdgeGraph(moleculeAt: pair, cutoff: 1).edges.isEmpty)
    #expect(try EdgeGraph(moleculeAt: [], cutoff: 1).nodeCount == 0)
    #expect(try EdgeGraph(crystalAt: [], lattice: lattice, cutoff: 9).edges.isEmpty)
    // One atom sees its own images.
    #expect(try EdgeGraph(crystalAt: [.zero], lattice: lattice, cutoff: 4.1).edges.count == 6)
  }

  @Test("input without a graph is refused with its reason")
  func refusals() throws {
    let lattice = Matrix3(diagonal: Vector3(4, 4, 4))
    func code(_ positions: [Vector3], _ lattice: Matrix3?, _ cutoff: Double)
      -> EquivarianceError.Code?
    {
      do throws(EquivarianceError) {
        if let lattice {
          _ = try EdgeGraph(crystalAt: positions, lattice: lattice, cutoff: cutoff)
        } else {
          _ = try EdgeGraph(moleculeAt: positions, cutoff: cutoff)
        }
        return nil
      } catch { return error.code }
    }
    let pair = [Vector3.zero, Vector3(1, 1, 1)]
    for cell in [lattice, nil] {
      #expect(code([.zero, Vector3(.nan, 0, 0)], cell, 2) == .notFinite)
      #expect(code([.zero, Vector3(0, .infinity, 0)], cell, 2) == .notFinite)
      #expect(code([.zero, Vector3(0, 1e300, 0)], cell, 2) == .outOfRange)
      #expect(code(pair, cell, 0) == .badCutoff)
      #expect(code(pair, cell, -1) == .badCutoff)
      #expect(code(pair, cell, .nan) == .badCutoff)
      #expect(code([.zero, Vector3(0, 1e-12, 0)], cell, 2) == .coincidentAtoms)
    }
    // Coincident across the boundary of the cell.
    #expect(code([.zero, Vector3(4, -8, 0)], lattice, 2) == .coincidentAtoms)
    let flat = Matrix3(columns: Vector3(4, 0, 0), Vector3(0, 4, 0), Vector3(4, 4, 0))
    #expect(code(pair, flat, 2) == .flatCell)
    #expect(code(pair, .zero, 2) == .flatCell)
    #expect(code(pair, Matrix3(diagonal: Vector3(4, 4, .nan)), 2) == .notFinite)
    #expect(code(pair, lattice, 1e6) == .tooManyEdges)
  }

  @Test("gradients in positions and strain are derivatives of a function of the edge vectors")
  func gradients() throws {
    var generator = SplitMix64(seed: 53)
    let lattice = Matrix3(columns: Vector3(3, 0, 0.2), Vector3(0.5, 3.3, 0), Vector3(0, -0.4, 2.9))
    let positions = normalVectors(3, &generator)
    let graph = try EdgeGraph(crystalAt: positions, lattice: lattice, cutoff: 3.5)
    let weights = graph.edges.map { _ in generator.normal() }
    func loss(_ graph: EdgeGraph) -> [Double] {
      [zip(graph.edges, weights).reduce(0) { $0 + $1.1 * dot($1.0.vector, $1.0.vector) }]
    }
    let cotangents = zip(graph.edges, weights).map { 2 * $1 * $0.vector }
    expectGradient(
      graph.positionGradient(cotangents).flatMap { [$0.x, $0.y, $0.z] },
      of: { flat in
        loss(
          graph.moved(
            to: (0..<3).map { vector(Array(flat[(3 * $0)..<(3 * $0 + 3)])) }, lattice: lattice))
      }, at: positions.flatMap { [$0.x, $0.y, $0.z] }, cotangent: [1])
    expectGradient(
      graph.strainGradient(cotangents).rowMajor,
      of: { strain in
        let map = Matrix3(
          rows: vector(Array(strain[0..<3])), vector(Array(strain[3..<6])),
          vector(Array(strain[6..<9])))
        return loss(graph.transformed(by: .identity + map))
      }, at: [Double](repeating: 0, count: 9), cotangent: [1])
  }
}
