// The relaxed convolution over the edges of a graph.
//
//     h_e = θ ⊗ Y(r̂_e)                          the filter, weights shared by all edges
//     m_e = x_source(e) ⊗ h_e ,  W_e = N(|r_e|)   the message, weights from the radial network
//     y_i = Σ_{e into i} m_e / √n
//
// Both products are fully connected. With θ at its start, 1 in 0e and 0 elsewhere, the filter is the
// spherical harmonics times weights and the convolution is strictly equivariant. θ and the shared
// weights are the same for all edges, so the first product is one matrix, h_e = Y_e M.
//
// Source: arXiv:2407.20471; normalisations as in e3nn 0.6.

public import PhaseFitNumerics

/// A convolution whose filter carries relaxed weights.
///
/// - Shapes: features [nodes][`input.dimension`] in and [nodes][`output.dimension`] out; weights
///   are those of the filter followed by those of the radial network, layer by layer, row-major;
///   relaxed weights are `relaxed.count` numbers.
public struct RelaxedConvolution: Sendable {
  /// The irreps of the features that come in.
  public let input: Irreps
  /// The irreps of the features that go out.
  public let output: Irreps
  /// The space of the relaxed weights.
  public let relaxed: RelaxedWeights
  /// The product of relaxed weights and harmonics.
  public let filter: TensorProduct
  private let harmonics: HarmonicEmbedding
  private let passing: MessagePassing

  /// The product of features and filter.
  public var message: TensorProduct { passing.message }
  /// The network from the length of an edge to the weights of its message.
  public var radialNetwork: FullyConnectedNetwork { passing.radialNetwork }
  /// How the length of an edge enters the radial network.
  public var radialEmbedding: RadialEmbedding { passing.radialEmbedding }
  /// The number n of neighbours by which sums are scaled.
  public var neighbourCount: Double { passing.neighbourCount }

  /// The convolution between the given irreps.
  ///
  /// - Parameters:
  ///   - input: the irreps of the features that come in.
  ///   - output: the irreps of the features that go out.
  ///   - edges: the irreps of the harmonics of the edges.
  ///   - relaxed: the space of the relaxed weights.
  ///   - filter: the irreps of the filter, those of the relaxed weights where nil.
  ///   - radialEmbedding: how the length of an edge enters the radial network.
  ///   - hiddenWidths: the widths between the layers of the radial network.
  ///   - activation: the function between these layers.
  ///   - scale: how that function is scaled.
  ///   - neighbourCount: the number n of neighbours.
  /// - Precondition: harmonics have natural parity, n is positive, and at least one path connects
  ///   input and output.
  public init(
    _ input: Irreps, to output: Irreps, edges: Irreps, relaxed: RelaxedWeights,
    filter: Irreps? = nil, radialEmbedding: RadialEmbedding, hiddenWidths: [Int],
    activation: Activation, scale: Activation.Scale = .exact, neighbourCount: Double
  ) {
    self.input = input
    self.output = output
    self.relaxed = relaxed
    harmonics = HarmonicEmbedding(edges)
    self.filter = .fullyConnected(relaxed.irreps, edges, to: filter ?? relaxed.irreps)
    passing = MessagePassing(
      .fullyConnected(input, self.filter.product, to: output), radialEmbedding: radialEmbedding,
      hiddenWidths: hiddenWidths, activation: activation, scale: scale,
      neighbourCount: neighbourCount)
  }

  /// The number of ordinary weights.
  public var weightCount: Int { filter.weightCount + radialNetwork.weightCount }
  /// The weights of the filter among all.
  public var filterWeights: Range<Int> { 0..<filter.weightCount }
  /// The weights of the radial network among all.
  public var radialWeights: Range<Int> { filter.weightCount..<weightCount }

  /// The gradients of one number in everything that the convolution depends on.
  public struct Gradient: Sendable, Hashable {
    /// In the features, shaped as they are.
    public var features: [Double]
    /// In the vector of every edge.
    public var vectors: [Vector3]
    /// In the relaxed weights.
    public var relaxed: [Double]
    /// In the ordinary weights.
    public var weights: [Double]
  }

  /// The convolution over the edges of a graph.
  ///
  /// - Precondition: the shapes of the type's description.
  public func callAsFunction(
    _ features: [Double], on graph: EdgeGraph, weights: [Double], relaxed: [Double]
  ) -> [Double] {
    checkShapes(features, graph, weights, relaxed)
    let filters = prepare(graph, weights, relaxed).filters
    return passing(features, on: graph, edges: filters, weights: Array(weights[radialWeights]))
  }

  /// The pullback in features, edge vectors, relaxed weights and ordinary weights.
  ///
  /// - Precondition: the shapes of the type's description, cotangents shaped as the output.
  public func pullback(
    _ features: [Double], on graph: EdgeGraph, weights: [Double], relaxed: [Double],
    cotangent: [Double]
  ) -> Gradient {
    checkShapes(features, graph, weights, relaxed)
    precondition(
      cotangent.count == graph.nodeCount * output.dimension,
      "\(graph.nodeCount) nodes of \(output) need \(graph.nodeCount * output.dimension) "
        + "cotangents, found \(cotangent.count)")
    let prepared = prepare(graph, weights, relaxed)
    let gradient = passing.pullback(
      features, on: graph, edges: prepared.filters, weights: Array(weights[radialWeights]),
      cotangent: cotangent)
    let (harmonicGradient, matrixGradient) = filterPullback(prepared, gradient.edges)
    let first = filter.matrixPullback(
      relaxed, weights: Array(weights[filterWeights]), cotangent: matrixGradient)
    return Gradient(
      features: gradient.features,
      vectors: MessagePassing.vectorGradients(
        graph, harmonics, harmonicGradient: harmonicGradient, lengths: gradient.lengths),
      relaxed: first.left, weights: first.weights + gradient.weights)
  }

  /// The filter of every edge, [edges][`filter.product.dimension`].
  ///
  /// - Precondition: the shapes of the type's description.
  public func filters(
    on graph: EdgeGraph, weights: [Double], relaxed: [Double]
  ) -> [Double] {
    prepare(graph, weights, relaxed).filters
  }

  // MARK: - Edges

  /// What the filters of all edges are made of.
  private struct PreparedEdges {
    var harmonics: [Double]
    var matrix: [Double]
    var filters: [Double]
  }

  private func prepare(
    _ graph: EdgeGraph, _ weights: [Double], _ relaxed: [Double]
  ) -> PreparedEdges {
    let angular = graph.edges.flatMap { harmonics($0.vector) }
    let matrix = filter.matrix(relaxed, weights: Array(weights[filterWeights]))
    let (rows, columns) = (harmonics.irreps.dimension, filter.product.dimension)
    var filters = [Double](repeating: 0, count: graph.edges.count * columns)
    for edge in graph.edges.indices {
      for row in 0..<rows {
        let value = angular[edge * rows + row]
        for column in 0..<columns {
          filters[edge * columns + column] += value * matrix[row * columns + column]
        }
      }
    }
    return PreparedEdges(
      harmonics: angular, matrix: matrix, filters: filters.finiteResult("component of a filter"))
  }

  /// Gradients in the harmonics of every edge and in the matrix.
  private func filterPullback(
    _ prepared: PreparedEdges, _ cotangent: [Double]
  ) -> (harmonics: [Double], matrix: [Double]) {
    let (rows, columns) = (harmonics.irreps.dimension, filter.product.dimension)
    var angular = [Double](repeating: 0, count: prepared.harmonics.count)
    var matrix = [Double](repeating: 0, count: prepared.matrix.count)
    for edge in 0..<(cotangent.count / max(columns, 1)) {
      for row in 0..<rows {
        let value = prepared.harmonics[edge * rows + row]
        var overlap = 0.0
        for column in 0..<columns {
          let upper = cotangent[edge * columns + column]
          overlap += prepared.matrix[row * columns + column] * upper
          matrix[row * columns + column] += value * upper
        }
        angular[edge * rows + row] = overlap
      }
    }
    return (angular, matrix)
  }

  private func checkShapes(
    _ features: [Double], _ graph: EdgeGraph, _ weights: [Double], _ relaxed: [Double]
  ) {
    precondition(
      features.count == graph.nodeCount * input.dimension,
      "\(graph.nodeCount) nodes of \(input) need \(graph.nodeCount * input.dimension) "
        + "components, found \(features.count)")
    precondition(
      weights.count == weightCount && relaxed.count == self.relaxed.count,
      "the convolution has \(weightCount) weights and \(self.relaxed.count) relaxed weights, "
        + "found \(weights.count) and \(relaxed.count)")
    features.requireFinite("feature")
    weights.requireFinite("weight")
    relaxed.requireFinite("relaxed weight")
  }
}
