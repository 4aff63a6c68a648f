// The strictly equivariant convolution over the edges of a graph.
//
//     y_i = n^(−1/2) Σ_{e into i} x_source(e) ⊗ Y(r̂_e) ,   weights of the product N(|r_e|)
//
// The product is any weighted one, for example `TensorProduct.depthwise`; a `Linear` before and
// after it mixes the copies.

public import PhaseFitNumerics

/// A convolution with the spherical harmonics of the edges.
///
/// - Shapes: features [nodes][`message.first.dimension`] in and
///   [nodes][`message.product.dimension`] out; weights are those of the radial network, layer by
///   layer, row-major.
public struct GraphConvolution: Sendable {
  let passing: MessagePassing
  let harmonics: HarmonicEmbedding

  /// The product of features and harmonics.
  public var message: TensorProduct { passing.message }
  /// The network from the length of an edge to the weights of its message.
  public var radialNetwork: FullyConnectedNetwork { passing.radialNetwork }
  /// The number of weights.
  public var weightCount: Int { radialNetwork.weightCount }

  /// The convolution with a product whose second factor are harmonics.
  ///
  /// - Parameters:
  ///   - message: the product of features and harmonics.
  ///   - radialEmbedding: how the length of an edge enters the radial network.
  ///   - hiddenWidths: the widths between the layers of the radial network.
  ///   - activation: the function between these layers.
  ///   - scale: how that function is scaled.
  ///   - neighbourCount: the number n of neighbours.
  /// - Precondition: harmonics have natural parity, n is positive, the product has weights.
  public init(
    _ message: TensorProduct, radialEmbedding: RadialEmbedding, hiddenWidths: [Int],
    activation: Activation, scale: Activation.Scale = .exact, neighbourCount: Double
  ) {
    harmonics = HarmonicEmbedding(message.second)
    passing = MessagePassing(
      message, radialEmbedding: radialEmbedding, hiddenWidths: hiddenWidths,
      activation: activation, scale: scale, neighbourCount: neighbourCount)
  }

  /// The gradients of one number in everything that the convolution depends on.
  public struct Gradient: Sendable, Hashable {
    /// In the features, shaped as they are.
    public var features: [Double]
    /// In the vector of every edge.
    public var vectors: [Vector3]
    /// In the weights.
    public var weights: [Double]
  }

  /// The convolution over the edges of a graph.
  ///
  /// - Precondition: the shapes of the type's description.
  public func callAsFunction(
    _ features: [Double], on graph: EdgeGraph, weights: [Double]
  ) -> [Double] {
    checkShapes(features, graph, weights)
    return passing(
      features, on: graph, edges: graph.edges.flatMap { harmonics($0.vector) }, weights: weights)
  }

  /// The pullback in features, edge vectors and weights.
  ///
  /// - Precondition: the shapes of the type's description, cotangents shaped as the output.
  public func pullback(
    _ features: [Double], on graph: EdgeGraph, weights: [Double], cotangent: [Double]
  ) -> Gradient {
    checkShapes(features, graph, weights)
    let width = message.product.dimension
    precondition(
      cotangent.count == graph.nodeCount * width,
      "\(graph.nodeCount) nodes of \(message.product) need \(graph.nodeCount * width) "
        + "cotangents, found \(cotangent.count)")
    let gradient = passing.pullback(
      features, on: graph, edges: graph.edges.flatMap { harmonics($0.vector) },
      weights: weights, cotangent: cotangent)
    return Gradient(
      features: gradient.features,
      vectors: MessagePassing.vectorGradients(
        graph, harmonics, harmonicGradient: gradient.edges, lengths: gradient.lengths),
      weights: gradient.weights)
  }

  private func checkShapes(_ features: [Double], _ graph: EdgeGraph, _ weights: [Double]) {
    let width = message.first.dimension
    precondition(
      features.count == graph.nodeCount * width && weights.count == weightCount,
      "\(graph.nodeCount) nodes of \(message.first) need \(graph.nodeCount * width) components "
        + "and the convolution \(weightCount) weights, found \(features.count) and "
        + "\(weights.count)")
    features.requireFinite("feature")
    weights.requireFinite("weight")
  }
}
