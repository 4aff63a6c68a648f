// Relaxed convolutions one after another, with gates between them where wanted.
//
//     x ← gate_n(conv_n(x; W_n, θ_n))        n = 1, 2, …
//
// With every θ_n at its start the whole network is strictly equivariant: the strict baseline is the
// same code with the relaxed weights held.

import PhaseFitNumerics

/// A network of relaxed convolutions on one graph.
///
/// - Shapes: weights and relaxed weights are those of the layers one after another.
public struct ConvolutionStack: Sendable {
  /// The layers.
  public let layers: [RelaxedConvolution]
  /// What follows each layer, nil where nothing does.
  public let gates: [Gate?]

  /// The layers with their gates.
  ///
  /// - Precondition: at least one layer, as many gates or none, and fitting irreps.
  public init(_ layers: [RelaxedConvolution], gates: [Gate?] = []) {
    precondition(!layers.isEmpty, "a network has at least one layer")
    precondition(
      gates.isEmpty || gates.count == layers.count,
      "\(layers.count) layers need as many gates, found \(gates.count)")
    self.layers = layers
    self.gates = gates.isEmpty ? layers.map { _ in nil } : gates
    for (index, layer) in layers.enumerated() {
      if let gate = self.gates[index] {
        precondition(
          gate.input == layer.output.simplified && gate.input.dimension == layer.output.dimension,
          "layer \(index) gives \(layer.output), its gate takes \(gate.input)")
      }
      guard index + 1 < layers.count else { continue }
      let output = self.gates[index]?.output ?? layer.output
      precondition(
        output.simplified == layers[index + 1].input.simplified,
        "layer \(index) gives \(output), the next one takes \(layers[index + 1].input)")
    }
  }

  /// The number of ordinary weights.
  public var weightCount: Int { layers.reduce(0) { $0 + $1.weightCount } }
  /// The number of relaxed weights.
  public var relaxedCount: Int { layers.reduce(0) { $0 + $1.relaxed.count } }
  /// The relaxed weights at which the network is strictly equivariant.
  public var relaxedStart: [Double] { layers.flatMap(\.relaxed.start) }

  /// The relaxed weights of each layer among all.
  public var relaxedRanges: [Range<Int>] { Self.ranges(layers.map(\.relaxed.count)) }
  /// The ordinary weights of each layer among all.
  public var weightRanges: [Range<Int>] { Self.ranges(layers.map(\.weightCount)) }

  /// The groups under which Adam commutes with operations on the relaxed weights.
  public var relaxedGroups: ParameterGroups {
    layers.reduce(ParameterGroups([])) { $0 + .shared($1.relaxed.count) }
  }

  /// The output of the network.
  ///
  /// - Precondition: the shapes of the layers.
  public func callAsFunction(
    _ features: [Double], on graph: EdgeGraph, weights: [Double], relaxed: [Double]
  ) -> [Double] {
    let steps = run(features, graph, weights, relaxed)
    return steps.outputs.last ?? features
  }

  /// The output of the network and its pullback.
  ///
  /// The gradients are those of one convolution; edge vectors collect those of all layers.
  ///
  /// - Parameters:
  ///   - features: the features of the nodes.
  ///   - graph: the edges.
  ///   - weights: the ordinary weights.
  ///   - relaxed: the relaxed weights.
  ///   - cotangent: the cotangents as a function of the output.
  /// - Returns: the output and the gradients.
  /// - Precondition: the shapes of the layers.
  public func withPullback(
    _ features: [Double], on graph: EdgeGraph, weights: [Double], relaxed: [Double],
    cotangent: (_ output: [Double]) -> [Double]
  ) -> (output: [Double], gradient: RelaxedConvolution.Gradient) {
    let steps = run(features, graph, weights, relaxed)
    let output = steps.outputs.last ?? features
    var upper = cotangent(output)
    var result = RelaxedConvolution.Gradient(
      features: [], vectors: [Vector3](repeating: .zero, count: graph.edges.count),
      relaxed: [Double](repeating: 0, count: relaxed.count),
      weights: [Double](repeating: 0, count: weights.count))
    let (relaxedRanges, weightRanges) = (relaxedRanges, weightRanges)
    for (index, layer) in layers.enumerated().reversed() {
      if let gate = gates[index] {
        upper = gate.pullback(
          steps.convolved[index], rows: graph.nodeCount, cotangent: upper)
      }
      let input = index == 0 ? features : steps.outputs[index - 1]
      let gradient = layer.pullback(
        input, on: graph, weights: Array(weights[weightRanges[index]]),
        relaxed: Array(relaxed[relaxedRanges[index]]), cotangent: upper)
      for edge in result.vectors.indices { result.vectors[edge] += gradient.vectors[edge] }
      result.relaxed.replaceSubrange(relaxedRanges[index], with: gradient.relaxed)
      result.weights.replaceSubrange(weightRanges[index], with: gradient.weights)
      upper = gradient.features
    }
    result.features = upper
    return (output, result)
  }

  /// The gradients of single components of the output: rows of the Jacobian.
  ///
  /// - Parameters:
  ///   - components: the components of the output, counted over all nodes.
  ///   - features: the features of the nodes.
  ///   - graph: the edges.
  ///   - weights: the ordinary weights.
  ///   - relaxed: the relaxed weights.
  /// - Returns: a row for each component, by one reverse sweep each.
  /// - Precondition: the shapes of the layers; components of the output.
  public func jacobian(
    of components: [Int], _ features: [Double], on graph: EdgeGraph, weights: [Double],
    relaxed: [Double]
  ) -> [RelaxedConvolution.Gradient] {
    components.map { component in
      withPullback(features, on: graph, weights: weights, relaxed: relaxed) { output in
        precondition(
          output.indices.contains(component),
          "the output has \(output.count) components, found the component \(component)")
        var unit = [Double](repeating: 0, count: output.count)
        unit[component] = 1
        return unit
      }.gradient
    }
  }

  private func run(
    _ features: [Double], _ graph: EdgeGraph, _ weights: [Double], _ relaxed: [Double]
  ) -> (convolved: [[Double]], outputs: [[Double]]) {
    precondition(
      weights.count == weightCount && relaxed.count == relaxedCount,
      "the network has \(weightCount) weights and \(relaxedCount) relaxed weights, found "
        + "\(weights.count) and \(relaxed.count)")
    var (convolved, outputs): ([[Double]], [[Double]]) = ([], [])
    let (relaxedRanges, weightRanges) = (relaxedRanges, weightRanges)
    for (index, layer) in layers.enumerated() {
      let values = layer(
        outputs.last ?? features, on: graph, weights: Array(weights[weightRanges[index]]),
        relaxed: Array(relaxed[relaxedRanges[index]]))
      convolved.append(values)
      outputs.append(gates[index]?(values, rows: graph.nodeCount) ?? values)
    }
    return (convolved, outputs)
  }

  private static func ranges(_ counts: [Int]) -> [Range<Int>] {
    var start = 0
    return counts.map { count in
      defer { start += count }
      return start..<(start + count)
    }
  }
}
