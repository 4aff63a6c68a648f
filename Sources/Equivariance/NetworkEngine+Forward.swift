// The way forward: what all samples share, then chunk by chunk.

extension NetworkEngine {
  /// Writes the tables for a set of weights and computes what all samples share.
  func prepare(_ tables: NetworkTables<Scalar>, _ weights: [Double]) {
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
    let first = layers[0]
    tables.rows.clear()
    first.skip.apply(
      tables.linear.pointer, rows: nodeCount, tables.features.pointer, stride: first.input.size,
      into: tables.rows.pointer, outputStride: first.rowSize)
    convolve(
      first, tables, radial: tables.radial[0].pointer, features: tables.features,
      mixed: tables.mixed, messages: tables.messages, coupled: tables.coupled,
      rows: tables.rows)
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

  /// Messages and what follows from them linearly, added to the rows.
  private func convolve(
    _ layer: Layer, _ tables: NetworkTables<Scalar>, radial: UnsafePointer<Scalar>,
    features: SampleBuffer<Scalar>, mixed: SampleBuffer<Scalar>,
    messages: SampleBuffer<Scalar>, coupled: SampleBuffer<Scalar>, rows: SampleBuffer<Scalar>
  ) {
    mixed.clear()
    layer.before.apply(
      tables.linear.pointer, rows: nodeCount, features.pointer, stride: layer.input.size,
      into: mixed.pointer, outputStride: layer.input.size)
    layer.convolution.apply(
      mixed.pointer, weights: radial, into: messages.pointer, coupled: coupled.pointer)
    layer.after.apply(
      tables.linear.pointer, rows: nodeCount, messages.pointer, stride: layer.messages.size,
      into: rows.pointer, outputStride: layer.rowSize)
  }

  /// The outputs of the samples in a workspace whose relaxed weights are set.
  func forward(_ work: NetworkWorkspace<Scalar>, _ tables: NetworkTables<Scalar>) {
    for (index, layer) in layers.enumerated() {
      let own = work.layers[index]
      if index == 0 {
        own.rows.pointer.update(from: tables.rows.pointer, count: tables.rows.count)
      } else {
        own.rows.clear()
        layer.skip.apply(
          tables.linear.pointer, rows: nodeCount, own.features.pointer,
          stride: layer.input.size, into: own.rows.pointer, outputStride: layer.rowSize)
        convolve(
          layer, tables, radial: tables.radial[index].pointer, features: own.features,
          mixed: work.mixed, messages: own.messages, coupled: own.coupled, rows: own.rows)
      }
      relax(layer, own, tables, work.relaxed)
      let next = index + 1 < layers.count ? work.layers[index + 1].features : work.last
      layer.gate.apply(rows: nodeCount, own.rows.pointer, into: next.pointer)
    }
    work.output.clear()
    readout.apply(
      tables.linear.pointer, rows: nodeCount, work.last.pointer, stride: hidden.size,
      into: work.output.pointer, outputStride: output.size)
  }

  /// Adds the product with the relaxed weights to the input of the gate.
  private func relax(
    _ layer: Layer, _ own: NetworkWorkspace<Scalar>.Layer, _ tables: NetworkTables<Scalar>,
    _ relaxed: SampleBuffer<Scalar>
  ) {
    layer.product.makeMatrices(
      relaxed.pointer, weights: tables.product.pointer + layer.productTable,
      coupled: own.tensors.pointer, into: own.matrices.pointer)
    let (copies, width) = (network.copyCount, layer.factorSize)
    let factor = own.rows.pointer + layer.gateInput.size
    for node in 0..<modulatedCount {
      for copy in 0..<copies {
        let modulation = modulations[node * copies + copy]
        let target = own.modulated.pointer + (node * copies + copy) * width
        let source = factor + node * layer.rowSize
        for index in 0..<width { target[index] = modulation * source[index] }
      }
    }
    let (rows, columns) = (width / 4, layer.gateInput.size / 4)
    Scalar.multiply(
      rows: modulatedCount, columns: columns, depth: copies * rows, own.modulated.pointer,
      copies * width, 4, own.matrices.pointer, layer.gateInput.size, into: own.rows.pointer,
      layer.rowSize, places: nil, accumulates: true)
    let skipped = modulatedCount * layer.rowSize
    Scalar.multiply(
      rows: nodeCount - modulatedCount, columns: columns, depth: rows, factor + skipped,
      layer.rowSize, 4, own.matrices.pointer, layer.gateInput.size,
      into: own.rows.pointer + skipped, layer.rowSize, places: nil, accumulates: true)
  }
}
