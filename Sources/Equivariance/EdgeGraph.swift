// The directed edges along which messages pass.
//
//     r = x(destination) − x(source) + A s ,   A = (a b c), s three integers
//
// A function L of the edge vectors is one of positions and of homogeneous strain r → (1 + ε) r:
//
//     ∂L/∂x_i = Σ_{destination i} r̄ − Σ_{source i} r̄ ,   ∂L/∂ε_ab = Σ r̄_a r_b

public import PhaseFitNumerics

/// Directed edges between nodes with their vectors.
public struct EdgeGraph: Sendable, Hashable {
  /// The number of nodes.
  public let nodeCount: Int
  /// The edges.
  public let edges: [Edge]

  /// One edge.
  public struct Edge: Sendable, Hashable {
    // Graphs have tens of edges for each node: numbers are kept in 32 bits.
    let sourceIndex: Int32
    let destinationIndex: Int32
    let shiftIndices: SIMD3<Int32>
    /// From the source to the destination, in the unit of the positions.
    public let vector: Vector3

    /// The node that sends, counted from 0.
    public var source: Int { Int(sourceIndex) }
    /// The node that receives.
    public var destination: Int { Int(destinationIndex) }
    /// The lattice vector s in the vector of the edge, zero for molecules.
    public var shift: SIMD3<Int> { SIMD3(truncatingIfNeeded: shiftIndices) }

    /// An edge with its vector.
    ///
    /// - Precondition: nodes and shifts below 2³¹.
    public init(source: Int, destination: Int, shift: SIMD3<Int> = .zero, vector: Vector3) {
      self.init(
        Int32(source), Int32(destination), SIMD3(Int32(shift.x), Int32(shift.y), Int32(shift.z)),
        vector)
    }

    init(
      _ source: Int32, _ destination: Int32, _ shift: SIMD3<Int32>, _ vector: Vector3
    ) {
      sourceIndex = source
      destinationIndex = destination
      shiftIndices = shift
      self.vector = vector
    }
  }

  /// A graph of given edges.
  ///
  /// - Precondition: sources and destinations are nodes, vectors are finite.
  public init(nodeCount: Int, edges: [Edge]) {
    for edge in edges {
      guard (edge.vector.x + edge.vector.y + edge.vector.z).isFinite else {
        fatalError(
          "the edge from node \(edge.source) to \(edge.destination) is \(edge.vector): expected "
            + "three finite components")
      }
      guard (0..<nodeCount).contains(edge.source), (0..<nodeCount).contains(edge.destination)
      else {
        fatalError(
          "an edge joins \(edge.source) and \(edge.destination), the graph has \(nodeCount) nodes")
      }
    }
    self.nodeCount = nodeCount
    self.edges = edges
  }

  init(nodeCount: Int, checkedEdges: [Edge]) {
    self.nodeCount = nodeCount
    edges = checkedEdges
  }

  /// Every node joined with every other, in both directions.
  ///
  /// Positions that are not finite are refused where the graph is used.
  public init(completeOn positions: [Vector3]) {
    nodeCount = positions.count
    edges = positions.indices.flatMap { source in
      positions.indices.filter { $0 != source }.map {
        Edge(source: source, destination: $0, vector: positions[$0] - positions[source])
      }
    }
  }

  /// The same edges after the nodes have moved.
  ///
  /// - Precondition: one position for each node.
  public func moved(to positions: [Vector3], lattice: Matrix3 = .zero) -> EdgeGraph {
    precondition(
      positions.count == nodeCount, "\(nodeCount) nodes, found \(positions.count) positions")
    let moved = edges.map { edge in
      let (x, y, z) = (Double(edge.shift.x), Double(edge.shift.y), Double(edge.shift.z))
      return Edge(
        source: edge.source, destination: edge.destination, shift: edge.shift,
        vector: positions[edge.destination] - positions[edge.source]
          + lattice * Vector3(x, y, z))
    }
    return EdgeGraph(nodeCount: nodeCount, edges: moved)
  }

  /// The same edges under a linear map of space.
  public func transformed(by matrix: Matrix3) -> EdgeGraph {
    EdgeGraph(
      nodeCount: nodeCount,
      edges: edges.map {
        Edge(
          source: $0.source, destination: $0.destination, shift: $0.shift,
          vector: matrix * $0.vector)
      })
  }

  /// The gradient in the positions from cotangents of the edge vectors.
  ///
  /// - Precondition: one cotangent for each edge.
  public func positionGradient(_ cotangents: [Vector3]) -> [Vector3] {
    check(cotangents)
    var result = [Vector3](repeating: .zero, count: nodeCount)
    for (edge, cotangent) in zip(edges, cotangents) {
      result[edge.destination] += cotangent
      result[edge.source] -= cotangent
    }
    return result
  }

  /// The gradient in a homogeneous strain from cotangents of the edge vectors.
  ///
  /// - Returns: ∂L/∂ε_ab in row a and column b.
  /// - Precondition: one cotangent for each edge.
  public func strainGradient(_ cotangents: [Vector3]) -> Matrix3 {
    check(cotangents)
    return zip(edges, cotangents).reduce(.zero) { sum, pair in
      let (vector, cotangent) = (pair.0.vector, pair.1)
      return sum
        + Matrix3(columns: cotangent * vector.x, cotangent * vector.y, cotangent * vector.z)
    }
  }

  private func check(_ cotangents: [Vector3]) {
    precondition(
      cotangents.count == edges.count, "\(edges.count) edges, found \(cotangents.count) cotangents")
  }
}
