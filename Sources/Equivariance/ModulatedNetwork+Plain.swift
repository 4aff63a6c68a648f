// The network by its layers, one after another and sample by sample, in double precision: what the
// prepared form has to equal.

extension ModulatedNetwork {
  /// What the network gives for one sample.
  public struct Output: Sendable, Hashable {
    /// The output at the nodes, node after node.
    public var nodes: [Double]
    /// The output for the whole crystal.
    public var mean: [Double]

    /// An output, or the cotangents of one.
    public init(nodes: [Double], mean: [Double]) {
      self.nodes = nodes
      self.mean = mean
    }
  }

  /// The gradients of one number in the weights.
  public struct Gradient: Sendable, Hashable {
    /// In the weights.
    public var weights: [Double]
    /// In the relaxed weights, shaped as they are.
    public var relaxed: [Double]
  }

  /// The features between the steps of one layer.
  private struct Steps {
    var input: [Double]
    var mixed: [Double]
    var messages: [Double]
    var factor: [Double]
    var gateInput: [Double]
  }

  /// The output for one sample.
  ///
  /// - Precondition: the shapes of the type's description; a structure of known species with one
  ///   modulation for each copy.
  public func callAsFunction(
    _ structure: ModulatedStructure, weights: [Double], relaxed: [Double]
  ) -> Output {
    readOut(run(structure, weights, relaxed).features, structure.graph.nodeCount, weights)
  }

  /// The output for one sample and its pullback.
  ///
  /// - Parameters:
  ///   - structure: the crystal.
  ///   - weights: the weights.
  ///   - relaxed: the relaxed weights of the sample.
  ///   - cotangent: the cotangents as a function of the output.
  /// - Returns: the output and the gradients.
  /// - Precondition: as for the output.
  public func withPullback(
    _ structure: ModulatedStructure, weights: [Double], relaxed: [Double],
    cotangent: (_ output: Output) -> Output
  ) -> (output: Output, gradient: Gradient) {
    let nodes = structure.graph.nodeCount
    let (steps, features) = run(structure, weights, relaxed)
    let output = readOut(features, nodes, weights)
    let upper = cotangent(output)
    var gradient = Gradient(
      weights: [Double](repeating: 0, count: weightCount),
      relaxed: [Double](repeating: 0, count: relaxedCount))
    let node = nodeReadout.pullback(
      features, weights: Array(weights[nodeReadoutWeights]), rows: nodes, cotangent: upper.nodes)
    let share = upper.mean.map { $0 / Double(max(nodes, 1)) }
    let mean = meanReadout.pullback(
      features, weights: Array(weights[meanReadoutWeights]), rows: nodes,
      cotangent: (0..<nodes).flatMap { _ in share })
    gradient.weights.replaceSubrange(nodeReadoutWeights, with: node.weights)
    gradient.weights.replaceSubrange(meanReadoutWeights, with: mean.weights)
    var cotangent = sum(node.features, mean.features)
    let factors = relaxedFactors(structure, relaxed)
    for (layer, step) in zip(layers, steps).reversed() {
      cotangent = pullBack(
        layer, step, structure.graph, weights, factors, cotangent, structure, &gradient)
    }
    let first = embedding.pullback(
      speciesFeatures(structure), weights: Array(weights[embeddingWeights]), rows: nodes,
      cotangent: cotangent)
    gradient.weights.replaceSubrange(embeddingWeights, with: first.weights)
    return (output, gradient)
  }

  // MARK: - Steps

  private func run(
    _ structure: ModulatedStructure, _ weights: [Double], _ relaxed: [Double]
  ) -> (steps: [Steps], features: [Double]) {
    check(structure)
    precondition(
      weights.count == weightCount && relaxed.count == relaxedCount,
      "the network has \(weightCount) weights and \(relaxedCount) relaxed weights, found "
        + "\(weights.count) and \(relaxed.count)")
    let nodes = structure.graph.nodeCount
    let factors = relaxedFactors(structure, relaxed)
    var features = embedding(
      speciesFeatures(structure), weights: Array(weights[embeddingWeights]), rows: nodes)
    var steps: [Steps] = []
    for layer in layers {
      func part(_ range: Range<Int>) -> [Double] { Array(weights[range]) }
      let mixed = layer.before(features, weights: part(layer.beforeWeights), rows: nodes)
      let messages = layer.convolution(
        mixed, on: structure.graph, weights: part(layer.radialWeights))
      let factor = layer.toRelaxed(messages, weights: part(layer.toRelaxedWeights), rows: nodes)
      let product = layer.relaxedProduct(
        factor, factors, weights: part(layer.relaxedProductWeights), rows: nodes)
      let gateInput = sum(
        product,
        sum(
          layer.after(messages, weights: part(layer.afterWeights), rows: nodes),
          layer.skip(features, weights: part(layer.skipWeights), rows: nodes)))
      steps.append(
        Steps(
          input: features, mixed: mixed, messages: messages, factor: factor,
          gateInput: gateInput))
      features = layer.gate(gateInput, rows: nodes)
    }
    return (steps, features)
  }

  private func pullBack(
    _ layer: Layer, _ step: Steps, _ graph: EdgeGraph, _ weights: [Double],
    _ factors: [Double], _ cotangent: [Double], _ structure: ModulatedStructure,
    _ gradient: inout Gradient
  ) -> [Double] {
    let nodes = graph.nodeCount
    func part(_ range: Range<Int>) -> [Double] { Array(weights[range]) }
    let upper = layer.gate.pullback(step.gateInput, rows: nodes, cotangent: cotangent)
    let product = layer.relaxedProduct.pullback(
      step.factor, factors, weights: part(layer.relaxedProductWeights), rows: nodes,
      cotangent: upper)
    let toRelaxed = layer.toRelaxed.pullback(
      step.messages, weights: part(layer.toRelaxedWeights), rows: nodes, cotangent: product.left)
    let after = layer.after.pullback(
      step.messages, weights: part(layer.afterWeights), rows: nodes, cotangent: upper)
    let skip = layer.skip.pullback(
      step.input, weights: part(layer.skipWeights), rows: nodes, cotangent: upper)
    let convolved = layer.convolution.pullback(
      step.mixed, on: graph, weights: part(layer.radialWeights),
      cotangent: sum(toRelaxed.features, after.features))
    let before = layer.before.pullback(
      step.input, weights: part(layer.beforeWeights), rows: nodes, cotangent: convolved.features)
    for (range, values) in [
      (layer.relaxedProductWeights, product.weights), (layer.afterWeights, after.weights),
      (layer.toRelaxedWeights, toRelaxed.weights), (layer.skipWeights, skip.weights),
      (layer.radialWeights, convolved.weights), (layer.beforeWeights, before.weights),
    ] {
      gradient.weights.replaceSubrange(range, with: values)
    }
    addRelaxedGradient(product.right, structure, &gradient.relaxed)
    return sum(before.features, skip.features)
  }

  private func readOut(_ features: [Double], _ nodes: Int, _ weights: [Double]) -> Output {
    let each = meanReadout(features, weights: Array(weights[meanReadoutWeights]), rows: nodes)
    let width = meanOutput.dimension
    var mean = [Double](repeating: 0, count: width)
    for (index, value) in each.enumerated() { mean[index % width] += value / Double(nodes) }
    return Output(
      nodes: nodeReadout(features, weights: Array(weights[nodeReadoutWeights]), rows: nodes),
      mean: mean)
  }

  // MARK: - Inputs of the layers

  func check(_ structure: ModulatedStructure) {
    precondition(
      structure.modulations.count == copyCount,
      "the relaxed weights have \(copyCount) copies, found \(structure.modulations.count) "
        + "modulations")
    precondition(
      structure.species.allSatisfy { $0 < speciesCount },
      "the network knows \(speciesCount) species, found \(structure.species)")
  }

  /// √(number of species) at the species of every node, so that the mean square is 1.
  private func speciesFeatures(_ structure: ModulatedStructure) -> [Double] {
    var result = [Double](repeating: 0, count: structure.species.count * speciesCount)
    for (node, species) in structure.species.enumerated() {
      result[node * speciesCount + species] = Double(speciesCount).squareRoot()
    }
    return result
  }

  /// The second factor at every node: copies of each irrep side by side, times c_v.
  private func relaxedFactors(
    _ structure: ModulatedStructure, _ relaxed: [Double]
  ) -> [Double] {
    let size = self.relaxed.dimension
    return (0..<structure.graph.nodeCount).flatMap { node in
      self.relaxed.ranges.flatMap { range in
        (0..<copyCount).flatMap { copy in
          range.map { structure.modulations[copy][node] * relaxed[copy * size + $0] }
        }
      }
    }
  }

  private func addRelaxedGradient(
    _ gradient: [Double], _ structure: ModulatedStructure, _ result: inout [Double]
  ) {
    let size = relaxed.dimension
    var index = 0
    for node in 0..<structure.graph.nodeCount {
      for range in relaxed.ranges {
        for copy in 0..<copyCount {
          for component in range {
            result[copy * size + component] +=
              structure.modulations[copy][node] * gradient[index]
            index += 1
          }
        }
      }
    }
  }
}

private func sum(_ left: [Double], _ right: [Double]) -> [Double] {
  zip(left, right).map { $0 + $1 }
}
