// The way back: chunk by chunk into the gradients of a slot, then through what all samples share.

extension NetworkEngine {
  /// Adds the gradients of a chunk whose output has cotangents to a slot; relaxed weights get theirs
  /// in the workspace.
  func backward(
    _ work: NetworkWorkspace<Scalar>, _ tables: NetworkTables<Scalar>,
    _ slot: NetworkSlot<Scalar>
  ) {
    work.relaxedGradient.clear()
    var upper = work.featureGradients[0]
    var lower = work.featureGradients[1]
    upper.clear()
    readout.pullBack(
      tables.linear.pointer, rows: nodeCount, work.outputGradient.pointer, stride: output.size,
      into: upper.pointer, gradientStride: hidden.size, accumulates: true)
    readout.addWeightGradient(
      rows: nodeCount, work.last.pointer, stride: hidden.size,
      cotangent: work.outputGradient.pointer, cotangentStride: output.size,
      into: slot.linear.pointer)
    for (index, layer) in layers.enumerated().reversed() {
      let own = work.layers[index]
      layer.gate.pullBack(
        rows: nodeCount, own.rows.pointer, cotangent: upper.pointer,
        into: work.rowGradient.pointer)
      pullBackProduct(layer, own, work, tables, slot)
      if index == 0 {
        let rows = work.rowGradient.pointer
        for place in 0..<slot.rows.count { slot.rows.pointer[place] += rows[place] }
      } else {
        pullBackMessages(
          layer, work.rowGradient, own.features, own.messages, own.coupled, lower,
          work.messageGradient, work.mixedGradient, tables, slot, index)
        swap(&upper, &lower)
      }
    }
  }

  /// The gradients of everything that leads to gate input and factor, but for the product.
  private func pullBackMessages(
    _ layer: Layer, _ rows: SampleBuffer<Scalar>, _ features: SampleBuffer<Scalar>,
    _ messages: SampleBuffer<Scalar>, _ coupled: SampleBuffer<Scalar>,
    _ gradient: SampleBuffer<Scalar>, _ messageGradient: SampleBuffer<Scalar>,
    _ mixedGradient: SampleBuffer<Scalar>, _ tables: NetworkTables<Scalar>,
    _ slot: NetworkSlot<Scalar>, _ index: Int
  ) {
    let (width, rowSize) = (layer.input.size, layer.rowSize)
    layer.after.addWeightGradient(
      rows: nodeCount, messages.pointer, stride: layer.messages.size, cotangent: rows.pointer,
      cotangentStride: rowSize, into: slot.linear.pointer)
    layer.after.pullBack(
      tables.linear.pointer, rows: nodeCount, rows.pointer, stride: rowSize,
      into: messageGradient.pointer, gradientStride: layer.messages.size, accumulates: false)
    layer.skip.addWeightGradient(
      rows: nodeCount, features.pointer, stride: width, cotangent: rows.pointer,
      cotangentStride: rowSize, into: slot.linear.pointer)
    gradient.clear()
    layer.skip.pullBack(
      tables.linear.pointer, rows: nodeCount, rows.pointer, stride: rowSize,
      into: gradient.pointer, gradientStride: width, accumulates: true)
    mixedGradient.clear()
    layer.convolution.pullBack(
      weights: tables.radial[index].pointer, cotangent: messageGradient.pointer,
      coupled: coupled.pointer, input: mixedGradient.pointer,
      weightGradient: slot.radial[index].pointer)
    layer.before.addWeightGradient(
      rows: nodeCount, features.pointer, stride: width, cotangent: mixedGradient.pointer,
      cotangentStride: width, into: slot.linear.pointer)
    layer.before.pullBack(
      tables.linear.pointer, rows: nodeCount, mixedGradient.pointer, stride: width,
      into: gradient.pointer, gradientStride: width, accumulates: true)
  }

  /// The gradients in the factor, the relaxed weights and the weights of the product.
  private func pullBackProduct(
    _ layer: Layer, _ own: NetworkWorkspace<Scalar>.Layer, _ work: NetworkWorkspace<Scalar>,
    _ tables: NetworkTables<Scalar>, _ slot: NetworkSlot<Scalar>
  ) {
    let (copies, width, gate) = (network.copyCount, layer.factorSize, layer.gateInput.size)
    let (rows, columns) = (width / 4, gate / 4)
    let upper = work.rowGradient.pointer
    for copy in 0..<copies {
      Scalar.transpose(
        rows: rows, columns: columns, own.matrices.pointer + copy * rows * gate, gate,
        into: work.transposed.pointer + copy * width, copies * width)
    }
    Scalar.multiply(
      rows: modulatedCount, columns: copies * rows, depth: columns, upper, layer.rowSize, 4,
      work.transposed.pointer, copies * width, into: work.modulatedGradient.pointer,
      copies * width, places: nil, accumulates: false)
    for node in 0..<modulatedCount {
      let target = upper + node * layer.rowSize + gate
      for index in 0..<width { target[index] = 0 }
      for copy in 0..<copies {
        let modulation = modulations[node * copies + copy]
        let source = work.modulatedGradient.pointer + (node * copies + copy) * width
        for index in 0..<width { target[index] += modulation * source[index] }
      }
    }
    let skipped = modulatedCount * layer.rowSize
    let others = nodeCount - modulatedCount
    Scalar.multiply(
      rows: others, columns: rows, depth: columns, upper + skipped, layer.rowSize, 4,
      work.transposed.pointer, copies * width, into: upper + skipped + gate, layer.rowSize,
      places: nil, accumulates: false)
    Scalar.multiply(
      rows: copies * rows, columns: columns, depth: modulatedCount, own.modulated.pointer, 4,
      copies * width, upper, layer.rowSize, into: work.matrixGradient.pointer, gate,
      places: nil, accumulates: false)
    Scalar.multiply(
      rows: rows, columns: columns, depth: others, own.rows.pointer + skipped + gate, 4,
      layer.rowSize, upper + skipped, layer.rowSize, into: work.matrixGradient.pointer, gate,
      places: nil, accumulates: true)
    let table = layer.productTable
    layer.product.pullBackMatrices(
      coupled: own.tensors.pointer, weights: tables.product.pointer + table,
      cotangent: work.matrixGradient.pointer, scratch: work.scratch.pointer,
      relaxed: work.relaxedGradient.pointer, weightGradient: slot.product.pointer + table)
  }

  /// The gradient in the weights from the sum of all slots.
  func collect(
    _ slot: NetworkSlot<Scalar>, _ tables: NetworkTables<Scalar>,
    _ work: NetworkWorkspace<Scalar>, _ weights: [Double]
  ) -> [Double] {
    let first = layers[0]
    let mixed = SampleBuffer<Scalar>(tables.mixed.count)
    let features = SampleBuffer<Scalar>(tables.features.count)
    pullBackMessages(
      first, slot.rows, tables.features, tables.messages, tables.coupled, features,
      work.messageGradient, mixed, tables, slot, 0)
    var result = [Double](repeating: 0, count: weights.count)
    result.withUnsafeMutableBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      for layer in layers {
        layer.before.collect(slot.linear.pointer, into: base)
        layer.after.collect(slot.linear.pointer, into: base)
        layer.skip.collect(slot.linear.pointer, into: base)
        layer.product.collect(
          slot.product.pointer + layer.productTable,
          into: base + layer.definition.relaxedProductWeights.lowerBound)
      }
      readout.collect(slot.linear.pointer, into: base)
      collectEmbedding(features.pointer, into: base)
    }
    for (layer, table) in zip(layers, slot.radial) {
      let convolution = layer.convolution
      let gradient = convolution.network.pullback(
        convolution.radials, weights: Array(weights[layer.definition.radialWeights]),
        rows: convolution.radiusCount, cotangent: convolution.collect(table.pointer))
      result.replaceSubrange(layer.definition.radialWeights, with: gradient.weights)
    }
    return result
  }

  private func collectEmbedding(
    _ features: UnsafePointer<Scalar>, into weights: UnsafeMutablePointer<Double>
  ) {
    let (channels, block) = (network.embedding.output.dimension, start.blocks[0])
    let scale = embeddingScale
    for (node, kind) in species.enumerated() {
      for (channel, slot) in block.slots.enumerated() {
        let place = features + node * start.size + 4 * slot
        let sum = (Double(place[0]) + Double(place[1])) + (Double(place[2]) + Double(place[3]))
        weights[network.embeddingWeights.lowerBound + kind * channels + channel] += scale * sum
      }
    }
  }
}
