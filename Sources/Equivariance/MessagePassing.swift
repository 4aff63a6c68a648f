// Messages along edges and their sum at each node.
//
//     y_i = n^(−1/2) Σ_{e into i} x_source(e) ⊗ f_e ,   weights of the product N(|r_e|)
//
// f_e is a feature of the edge: its spherical harmonics, or a filter made from them.

import PhaseFitNumerics

/// The part that all convolutions over edges share.
struct MessagePassing: Sendable {
  /// The product of the features of a node and of an edge.
  let message: TensorProduct
  /// The network from the length of an edge to the weights of its message.
  let radialNetwork: FullyConnectedNetwork
  let radialEmbedding: RadialEmbedding
  let neighbourCount: Double

  init(
    _ message: TensorProduct, radialEmbedding: RadialEmbedding, hiddenWidths: [Int],
    activation: Activation, scale: Activation.Scale, neighbourCount: Double
  ) {
    precondition(
      neighbourCount > 0 && neighbourCount.isFinite,
      "the number of neighbours is positive, found \(neighbourCount)")
    precondition(
      message.weightCount > 0,
      "no weighted path leads from \(message.first) and \(message.second) to \(message.product)")
    self.message = message
    self.radialEmbedding = radialEmbedding
    self.neighbourCount = neighbourCount
    radialNetwork = FullyConnectedNetwork(
      widths: [radialEmbedding.count] + hiddenWidths + [message.weightCount],
      activation: activation, scale: scale)
  }

  func callAsFunction(
    _ features: [Double], on graph: EdgeGraph, edges: [Double], weights: [Double]
  ) -> [Double] {
    var result = [Double](repeating: 0, count: graph.nodeCount * message.product.dimension)
    let radials = graph.edges.flatMap { radialEmbedding(length($0.vector)) }
    let messageWeights = radialNetwork(radials, weights: weights, rows: graph.edges.count)
    for (index, edge) in graph.edges.enumerated() {
      message.multiply(
        features, edge.source * message.first.dimension, edges,
        index * message.second.dimension, messageWeights, index * message.weightCount, &result,
        edge.destination * message.product.dimension)
    }
    let factor = 1 / neighbourCount.squareRoot()
    for index in result.indices { result[index] *= factor }
    return result.finiteResult()
  }

  /// The gradients in the features of nodes and edges, the lengths of the edges and the weights.
  func pullback(
    _ features: [Double], on graph: EdgeGraph, edges: [Double], weights: [Double],
    cotangent: [Double]
  ) -> (features: [Double], edges: [Double], lengths: [Double], weights: [Double]) {
    cotangent.requireFinite("cotangent")
    let lengths = graph.edges.map { length($0.vector) }
    let radials = lengths.flatMap { radialEmbedding($0) }
    let messageWeights = radialNetwork(radials, weights: weights, rows: graph.edges.count)
    let factor = 1 / neighbourCount.squareRoot()
    let scaled = cotangent.map { factor * $0 }
    var featureGradient = [Double](repeating: 0, count: features.count)
    var edgeGradient = [Double](repeating: 0, count: edges.count)
    var messageWeightGradient = [Double](repeating: 0, count: messageWeights.count)
    for (index, edge) in graph.edges.enumerated() {
      for route in message.routes {
        route.pullBack(
          features, edge.source * message.first.dimension, edges,
          index * message.second.dimension, messageWeights, index * message.weightCount,
          scaled, edge.destination * message.product.dimension, &featureGradient,
          &edgeGradient, &messageWeightGradient)
      }
    }
    let radial = radialNetwork.pullback(
      radials, weights: weights, rows: graph.edges.count, cotangent: messageWeightGradient)
    let count = radialEmbedding.count
    let slopes = lengths.enumerated().map { index, distance in
      radialEmbedding.pullback(
        distance, cotangent: Array(radial.scalars[(index * count)..<((index + 1) * count)]))
    }
    return (
      featureGradient.finiteResult("gradient"), edgeGradient.finiteResult("gradient"),
      slopes.finiteResult("gradient"), radial.weights
    )
  }

  /// The gradient in each edge vector from those in its harmonics and its length.
  static func vectorGradients(
    _ graph: EdgeGraph, _ harmonics: HarmonicEmbedding, harmonicGradient: [Double],
    lengths: [Double]
  ) -> [Vector3] {
    let width = harmonics.irreps.dimension
    return graph.edges.enumerated().map { index, edge in
      let distance = length(edge.vector)
      // An edge without direction has harmonics that no motion changes to first order.
      guard distance > 0 else { return .zero }
      let angular = harmonics.pullback(
        at: edge.vector,
        cotangent: Array(harmonicGradient[(index * width)..<((index + 1) * width)]))
      return angular + lengths[index] / distance * edge.vector
    }
  }
}
