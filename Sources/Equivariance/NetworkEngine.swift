// A modulated network on one crystal, prepared for many samples in one precision.
//
// Samples come in chunks of 4 that pass through the kernels side by side; the first layer up to its
// product with the relaxed weights is the same for all samples and computed once. Gradients are
// added up in a fixed number of slots, chunk k into slot k mod (number of slots), and the slots in
// their order, so that the result does not depend on the number of threads.

import PhaseFitNumerics

/// The prepared parts of a network.
final class NetworkEngine<Scalar: KernelScalar>: Sendable {
  let network: ModulatedNetwork
  /// For every node in the order of the engine its number in the structure: nodes whose
  /// modulations differ from 1, 0, 0, … come first.
  let order: [Int]
  let modulatedCount: Int
  /// The modulations of these nodes, node after node.
  let modulations: [Scalar]
  let species: [Int]
  let start: SampleLayout
  let hidden: SampleLayout
  let output: SampleLayout
  /// The parts of the output of every node: those at nodes and those of the mean.
  let outputBlocks: (nodes: [SampleLayout.Block], mean: [SampleLayout.Block])
  let layers: [Layer]
  let readout: PreparedLinear<Scalar>
  /// Numbers in the tables of the linear maps and in their gradients.
  let tableSize: Int
  let gradientSize: Int
  /// Numbers in the tables of the products with relaxed weights.
  let productSize: Int
  let pool = WorkspacePool<Scalar>()

  /// One layer, prepared.
  struct Layer: Sendable {
    var definition: ModulatedNetwork.Layer
    var input: SampleLayout
    var messages: SampleLayout
    /// The input of the gate, and numbers in a row of it and of the factor that follows it.
    var gateInput: SampleLayout
    var rowSize: Int
    var before: PreparedLinear<Scalar>
    var after: PreparedLinear<Scalar>
    var skip: PreparedLinear<Scalar>
    var convolution: PreparedConvolution<Scalar>
    var product: PreparedRelaxedProduct<Scalar>
    var gate: PreparedGate<Scalar>
    /// The place of the table of the product among those of all layers.
    var productTable: Int

    var factorSize: Int { rowSize - gateInput.size }
  }

  var nodeCount: Int { order.count }

  init(_ network: ModulatedNetwork, on structure: ModulatedStructure) {
    self.network = network
    let nodes = structure.species.indices
    let isModulated = nodes.map { node in
      structure.modulations.enumerated().contains { $1[node] != ($0 == 0 ? 1 : 0) }
    }
    let order = nodes.filter { isModulated[$0] } + nodes.filter { !isModulated[$0] }
    self.order = order
    modulatedCount = isModulated.filter { $0 }.count
    modulations = order.prefix(modulatedCount).flatMap { node in
      structure.modulations.map { Scalar($0[node]) }
    }
    species = order.map { structure.species[$0] }
    var places = [Int](repeating: 0, count: order.count)
    for (place, node) in order.enumerated() { places[node] = place }
    let graph = EdgeGraph(
      nodeCount: order.count,
      edges: structure.graph.edges.map {
        EdgeGraph.Edge(
          source: places[$0.source], destination: places[$0.destination], shift: $0.shift,
          vector: $0.vector)
      })
    start = SampleLayout(network.embedding.output)
    let hidden = SampleLayout(network.hidden)
    self.hidden = hidden
    var (tableSize, gradientSize, productSize) = (0, 0, 0)
    var layers: [Layer] = []
    for (index, layer) in network.layers.enumerated() {
      let prepared = Layer(
        layer, index == 0 ? start : hidden, hidden, graph, network, productTable: productSize,
        tableSize: &tableSize, gradientSize: &gradientSize)
      productSize += prepared.product.tableSize
      layers.append(prepared)
    }
    self.layers = layers
    let nodeLayout = SampleLayout(network.nodeOutput)
    let meanLayout = SampleLayout(network.meanOutput, from: nodeLayout.size)
    output = meanLayout
    outputBlocks = (nodeLayout.blocks, meanLayout.blocks)
    readout = PreparedLinear(
      [
        (network.nodeReadout, network.nodeReadoutWeights.lowerBound, nodeLayout),
        (network.meanReadout, network.meanReadoutWeights.lowerBound, meanLayout),
      ], from: hidden, tableSize: &tableSize, gradientSize: &gradientSize)
    self.tableSize = tableSize
    self.gradientSize = gradientSize
    self.productSize = productSize
  }
}

extension NetworkEngine.Layer {
  init(
    _ layer: ModulatedNetwork.Layer, _ input: SampleLayout, _ hidden: SampleLayout,
    _ graph: EdgeGraph, _ network: ModulatedNetwork, productTable: Int, tableSize: inout Int,
    gradientSize: inout Int
  ) {
    definition = layer
    self.input = input
    self.productTable = productTable
    messages = SampleLayout(messages: layer.convolution.message)
    let gateInput = SampleLayout(gateOf: network.hidden, input: layer.gate.input)
    self.gateInput = gateInput
    let reached = messages
    let factor = SampleLayout(network.hidden.filter { reached[$0] != nil }, from: gateInput.size)
    rowSize = factor.size
    before = PreparedLinear(
      [(layer.before, layer.beforeWeights.lowerBound, input)], from: input,
      tableSize: &tableSize, gradientSize: &gradientSize)
    skip = PreparedLinear(
      [(layer.skip, layer.skipWeights.lowerBound, gateInput)], from: input,
      tableSize: &tableSize, gradientSize: &gradientSize)
    after = PreparedLinear(
      [
        (layer.after, layer.afterWeights.lowerBound, gateInput),
        (layer.toRelaxed, layer.toRelaxedWeights.lowerBound, factor),
      ], from: messages, tableSize: &tableSize, gradientSize: &gradientSize)
    convolution = PreparedConvolution(layer.convolution, on: graph, from: input, to: messages)
    let gated = network.hidden.blocks.filter { $0.irrep.degree > 0 }.map(\.multiplicity)
    let even = Irrep(0, .even)
    product = PreparedRelaxedProduct(
      layer.relaxedProduct, relaxed: network.relaxed, copies: network.copyCount, from: factor,
      to: gateInput, segments: [even: [network.hidden.count(of: even)] + gated])
    gate = PreparedGate(layer.gate, from: gateInput, inputStride: factor.size, to: hidden)
  }
}
