// The way forward: what all samples share, then chunk by chunk.

extension NetworkEngine {
  /// Writes the tables for a set of weights and computes what all samples share.
  func prepare(_ tables: NetworkTables<Scalar>, _ weights: [Double], _ team: Team) {
    weights.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      for layer in layers {
        layer.before.expand(base, into: tables.linear.pointer)
        layer.after.expand(base, into: tables.linear.pointer)
        layer.skip.expand(base, into: tables.linear.pointer)
        layer.product.expand(
          base + layer.definition.relaxedProductWeights.lowerBound,
          into: tables.product.pointer + layer.productTable)
      }
      readout.expand(base, into: tables.linear.pointer)
    }
    for (layer, table) in zip(layers, tables.radial) {
      let convolution = layer.convolution
      convolution.expand(
        convolution.network(
          convolution.radials, weights: Array(weights[layer.definition.radialWeights]),
          rows: convolution.radiusCount), into: table.pointer)
    }
    embed(weights, into: tables.features.pointer)
    let flow = Flow(
      features: tables.features, mixed: tables.mixed, messages: tables.messages,
      coupled: tables.coupled, rows: tables.rows, radial: tables.radial[0])
    team.performRows(nodeCount) { mix(layers[0], flow, tables, $0) }
    team.performRows(nodeCount) { convolve(layers[0], flow, tables, $0) }
  }

  /// The features of one layer and what the messages between the nodes are made of.
  struct Flow {
    var features: SampleBuffer<Scalar>
    var mixed: SampleBuffer<Scalar>
    var messages: SampleBuffer<Scalar>
    var coupled: SampleBuffer<Scalar>
    /// The input of the gate and the factor of the product.
    var rows: SampleBuffer<Scalar>
    var radial: SampleBuffer<Scalar>
  }

  /// The scalars of the species, the same for every sample.
  private func embed(_ weights: [Double], into features: UnsafeMutablePointer<Scalar>) {
    let (channels, block) = (network.embedding.output.dimension, start.blocks[0])
    let scale = embeddingScale
    for (node, kind) in species.enumerated() {
      for (channel, slot) in block.slots.enumerated() {
        let index = network.embeddingWeights.lowerBound + kind * channels + channel
        let value = Scalar(scale * weights[index])
        let place = features + node * start.size + 4 * slot
        for sample in 0..<4 { place[sample] = value }
      }
    }
  }

  /// √(number of species) times the scale of the linear map.
  var embeddingScale: Double {
    Double(network.speciesCount).squareRoot() * (network.embedding.paths.first?.scale ?? 0)
  }

  /// What nodes send, and what they keep of their features.
  private func mix(
    _ layer: Layer, _ flow: Flow, _ tables: NetworkTables<Scalar>, _ nodes: Range<Int>
  ) {
    let (width, rowSize) = (layer.input.size, layer.rowSize)
    let features = flow.features.pointer + nodes.lowerBound * width
    flow.rows.clear(nodes.scaled(by: rowSize))
    layer.skip.apply(
      tables.linear.pointer, rows: nodes.count, features, stride: width,
      into: flow.rows.pointer + nodes.lowerBound * rowSize, outputStride: rowSize)
    flow.mixed.clear(nodes.scaled(by: width))
    layer.before.apply(
      tables.linear.pointer, rows: nodes.count, features, stride: width,
      into: flow.mixed.pointer + nodes.lowerBound * width, outputStride: width)
  }

  /// Messages into nodes and what follows from them linearly, added to the rows.
  private func convolve(
    _ layer: Layer, _ flow: Flow, _ tables: NetworkTables<Scalar>, _ nodes: Range<Int>
  ) {
    layer.convolution.apply(
      to: nodes, flow.mixed.pointer, weights: flow.radial.pointer, into: flow.messages.pointer,
      coupled: flow.coupled.pointer)
    layer.after.apply(
      tables.linear.pointer, rows: nodes.count,
      flow.messages.pointer + nodes.lowerBound * layer.messages.size,
      stride: layer.messages.size, into: flow.rows.pointer + nodes.lowerBound * layer.rowSize,
      outputStride: layer.rowSize)
  }

  /// The outputs of the samples in a workspace whose relaxed weights are set.
  func forward(_ work: NetworkWorkspace<Scalar>, _ tables: NetworkTables<Scalar>, _ team: Team) {
    team.perform(layers.count) { index in
      let (layer, own) = (layers[index], work.layers[index])
      layer.product.makeMatrices(
        work.relaxed.pointer, weights: tables.product.pointer + layer.productTable,
        coupled: own.tensors.pointer, into: own.matrices.pointer)
    }
    for (index, layer) in layers.enumerated() {
      let own = work.layers[index]
      let flow = Flow(
        features: own.features, mixed: work.mixed, messages: own.messages, coupled: own.coupled,
        rows: own.rows, radial: tables.radial[index])
      if index > 0 { team.performRows(nodeCount) { mix(layer, flow, tables, $0) } }
      let next = index + 1 < layers.count ? work.layers[index + 1].features : work.last
      team.performRows(nodeCount) { nodes in
        if index == 0 {
          own.rows.update(from: tables.rows, nodes.scaled(by: layer.rowSize))
        } else {
          convolve(layer, flow, tables, nodes)
        }
        relax(layer, own, nodes)
        layer.gate.apply(
          rows: nodes.count, own.rows.pointer + nodes.lowerBound * layer.rowSize,
          into: next.pointer + nodes.lowerBound * hidden.size)
        if index + 1 == layers.count { read(work, tables, nodes) }
      }
    }
  }

  private func read(
    _ work: NetworkWorkspace<Scalar>, _ tables: NetworkTables<Scalar>, _ nodes: Range<Int>
  ) {
    work.output.clear(nodes.scaled(by: output.size))
    readout.apply(
      tables.linear.pointer, rows: nodes.count,
      work.last.pointer + nodes.lowerBound * hidden.size, stride: hidden.size,
      into: work.output.pointer + nodes.lowerBound * output.size, outputStride: output.size)
  }

  /// Adds the product with the relaxed weights to the input of the gate.
  private func relax(
    _ layer: Layer, _ own: NetworkWorkspace<Scalar>.Layer, _ nodes: Range<Int>
  ) {
    let (copies, width) = (network.copyCount, layer.factorSize)
    let (rows, columns) = (width / 4, layer.gateInput.size / 4)
    let modulated = nodes.clamped(to: 0..<modulatedCount)
    for node in modulated {
      let source = own.rows.pointer + node * layer.rowSize + layer.gateInput.size
      for copy in 0..<copies {
        let modulation = modulations[node * copies + copy]
        let target = own.modulated.pointer + (node * copies + copy) * width
        for index in 0..<width { target[index] = modulation * source[index] }
      }
    }
    Scalar.multiply(
      rows: modulated.count, columns: columns, depth: copies * rows,
      own.modulated.pointer + modulated.lowerBound * copies * width, copies * width, 4,
      own.matrices.pointer, layer.gateInput.size,
      into: own.rows.pointer + modulated.lowerBound * layer.rowSize, layer.rowSize, places: nil,
      accumulates: true)
    let others = nodes.clamped(to: modulatedCount..<nodeCount)
    let target = own.rows.pointer + others.lowerBound * layer.rowSize
    Scalar.multiply(
      rows: others.count, columns: columns, depth: rows, target + layer.gateInput.size,
      layer.rowSize, 4, own.matrices.pointer, layer.gateInput.size, into: target, layer.rowSize,
      places: nil, accumulates: true)
  }
}

extension Range<Int> {
  /// The numbers that rows of a given size take.
  func scaled(by size: Int) -> Range<Int> { (lowerBound * size)..<(upperBound * size) }
}
