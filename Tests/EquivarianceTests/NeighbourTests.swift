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
              guard dot(vector, vector) < cutoff * cutoff else { continue }
              result.append([source, destination, x, y, z])
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

  @Test("bonds as long as the cutoff are decided alike in both directions, in every cell")
  func ties() throws {
    // Rock salt at 0.1 a, where sums of coordinates are rounded: shells at a/2, a/√2, a/2 √3, a, …
    let edge = 5.64
    let sites = (0..<8).map { (index: Int) -> Vector3 in
      let corner = Vector3(Double(index & 1), Double((index >> 1) & 1), Double(index >> 2))
      return edge / 2 * corner + Vector3(repeating: 0.1 * edge)
    }
    let cubic = Matrix3(diagonal: Vector3(repeating: edge))
    let skewed = Matrix3(
      columns: cubic[column: 0], cubic[column: 1] + cubic[column: 0],
      cubic[column: 2] - cubic[column: 1])
    let shells = [(2, 6), (3, 18)]
    for (square, count) in shells {
      let cutoff = edge / 2 * Double(square).squareRoot()
      for lattice in [cubic, skewed] {
        let moved = sites.indices.map { (index: Int) -> Vector3 in
          let cell = Vector3(Double(index % 3) - 1, Double(index / 7), 0)
          return sites[index] + lattice * cell
        }
        for positions in [sites, moved] {
          let graph = try EdgeGraph(crystalAt: positions, lattice: lattice, cutoff: cutoff)
          let isComplete = rows(graph) == bruteForce(positions, lattice, cutoff, 5)
          #expect(isComplete, "\(square)")
          // The tie is decided by rounding; a little less or more is not.
          let less = try EdgeGraph(
            crystalAt: positions, lattice: lattice, cutoff: cutoff * (1 - 1e-9))
          #expect(less.edges.count == 8 * count)
          let again = graph.edges.map {
            [$0.destination, $0.source, -$0.shift.x, -$0.shift.y, -$0.shift.z]
          }
          let isSymmetric = Set(again) == Set(rows(graph))
          #expect(isSymmetric, "edges come in pairs")
        }
      }
    }
  }

  @Test("large cells with atoms in any order have the edges of all pairs", arguments: [0, 7])
  func large(spread: Int) throws {
    var generator = SplitMix64(seed: 54)
    let lattice = Matrix3(columns: Vector3(9, 1, 0), Vector3(-2, 11, 0.5), Vector3(0, 3, 30))
    let positions = (0..<150).map { index in
      lattice * Vector3(generator.uniform(), generator.uniform(), generator.uniform())
        + lattice * Vector3(Double(index % (spread + 1)), Double(-spread), 0)
    }
    let graph = try EdgeGraph(crystalAt: positions, lattice: lattice, cutoff: 2.7)
    // Neighbours in a cell beyond the cutoff are at most one cell further apart than the atoms.
    let found = Set(rows(graph))
    #expect(found.count == graph.edges.count)
    var count = 0
    for destination in positions.indices {
      for source in positions.indices {
        let base = lattice.inverse * (positions[source] - positions[destination])
        let nearest = SIMD3<Int>(base.rounded(.toNearestOrEven))
        for image in 0..<27 {
          let offset = SIMD3(image / 9 - 1, image / 3 % 3 - 1, image % 3 - 1)
          let shift = nearest &+ offset
          let vector = positions[destination] - positions[source] + lattice * Vector3(shift)
          guard source != destination || shift != .zero, length(vector) < 2.7 else { continue }
          count += 1
          if !found.contains([source, destination, shift.x, shift.y, shift.z]) {
            Issue.record("\(source) \(destination) \(shift)")
          }
        }
      }
    }
    #expect(count == found.count && count > 500)
    #expect(graph.moved(to: positions, lattice: lattice) == graph)
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
