// The way back: chunk by chunk into the gradients of a slot, then through what all samples share.

extension NetworkEngine {
  /// Adds the gradients of a chunk whose output has cotangents to a slot; relaxed weights get theirs
  /// in the workspace.
  func backward(
    _ work: NetworkWorkspace<Scalar>, _ tables: NetworkTables<Scalar>,
    _ slot: NetworkSlot<Scalar>, _ team: Team
  ) {
    work.relaxedGradient.clear()
    var upper = work.featureGradients[0]
    var lower = work.featureGradients[1]
    team.performRows(nodeCount) { nodes in
      upper.clear(nodes.scaled(by: hidden.size))
      readout.pullBack(
        tables.linear.pointer, rows: nodes.count,
        work.outputGradient.pointer + nodes.lowerBound * output.size, stride: output.size,
        into: upper.pointer + nodes.lowerBound * hidden.size, gradientStride: hidden.size,
        accumulates: true)
    }
    team.perform(readout.gradientCount) { part in
      readout.addWeightGradient(
        part, rows: nodeCount, work.last.pointer, stride: hidden.size,
        cotangent: work.outputGradient.pointer, cotangentStride: output.size,
        into: slot.linear.pointer)
    }
    for (index, layer) in layers.enumerated().reversed() {
      let own = work.layers[index]
      transposeMatrices(layer, own, work, team)
      team.performRows(nodeCount) { nodes in
        layer.gate.pullBack(
          rows: nodes.count, own.rows.pointer + nodes.lowerBound * layer.rowSize,
          cotangent: upper.pointer + nodes.lowerBound * hidden.size,
          into: work.rowGradient.pointer + nodes.lowerBound * layer.rowSize)
        pullBackProduct(layer, work, nodes)
      }
      addMatrixGradient(layer, own, work, team)
      let flow = Flow(
        features: own.features, mixed: work.mixed, messages: own.messages, coupled: own.coupled,
        rows: work.rowGradient, radial: tables.radial[index])
      let parts = index == 0 ? 0 : layer.after.gradientCount + layer.skip.gradientCount
      team.perform(1 + parts) { part in
        if part == 0 {
          layer.product.pullBackMatrices(
            coupled: own.tensors.pointer, weights: tables.product.pointer + layer.productTable,
            cotangent: work.matrixGradient.pointer, scratch: work.scratch.pointer,
            relaxed: work.relaxedGradient.pointer,
            weightGradient: slot.product.pointer + layer.productTable)
        } else {
          addRowWeightGradient(layer, flow, part - 1, slot)
        }
      }
      if index == 0 {
        slot.rows.add(work.rowGradient)
      } else {
        pullBackMessages(
          layer, flow, into: lower, work.messageGradient, work.mixedGradient, tables, slot, index,
          team)
        swap(&upper, &lower)
      }
    }
  }

  /// The gradients in the weights of the maps from messages and features; one part of them.
  private func addRowWeightGradient(
    _ layer: Layer, _ flow: Flow, _ part: Int, _ slot: NetworkSlot<Scalar>
  ) {
    let isAfter = part < layer.after.gradientCount
    let map = isAfter ? layer.after : layer.skip
    map.addWeightGradient(
      isAfter ? part : part - layer.after.gradientCount, rows: nodeCount,
      isAfter ? flow.messages.pointer : flow.features.pointer,
      stride: isAfter ? layer.messages.size : layer.input.size, cotangent: flow.rows.pointer,
      cotangentStride: layer.rowSize, into: slot.linear.pointer)
  }

  /// The gradients of everything that leads to gate input and factor, but for the product and the
  /// weights of the maps to them; the rows of the flow are their gradients.
  private func pullBackMessages(
    _ layer: Layer, _ flow: Flow, into gradient: SampleBuffer<Scalar>,
    _ messageGradient: SampleBuffer<Scalar>, _ mixedGradient: SampleBuffer<Scalar>,
    _ tables: NetworkTables<Scalar>, _ slot: NetworkSlot<Scalar>, _ index: Int, _ team: Team
  ) {
    let (width, rowSize) = (layer.input.size, layer.rowSize)
    team.performRows(nodeCount) { nodes in
      let rows = flow.rows.pointer + nodes.lowerBound * rowSize
      layer.after.pullBack(
        tables.linear.pointer, rows: nodes.count, rows, stride: rowSize,
        into: messageGradient.pointer + nodes.lowerBound * layer.messages.size,
        gradientStride: layer.messages.size, accumulates: false)
      gradient.clear(nodes.scaled(by: width))
      layer.skip.pullBack(
        tables.linear.pointer, rows: nodes.count, rows, stride: rowSize,
        into: gradient.pointer + nodes.lowerBound * width, gradientStride: width,
        accumulates: true)
      mixedGradient.clear(nodes.scaled(by: width))
    }
    layer.convolution.pullBack(
      weights: tables.radial[index].pointer, cotangent: messageGradient.pointer,
      coupled: flow.coupled.pointer, input: mixedGradient.pointer,
      weightGradient: slot.radial[index].pointer, team)
    team.perform(layer.before.gradientCount) { part in
      layer.before.addWeightGradient(
        part, rows: nodeCount, flow.features.pointer, stride: width,
        cotangent: mixedGradient.pointer, cotangentStride: width, into: slot.linear.pointer)
    }
    team.performRows(nodeCount) { nodes in
      layer.before.pullBack(
        tables.linear.pointer, rows: nodes.count,
        mixedGradient.pointer + nodes.lowerBound * width, stride: width,
        into: gradient.pointer + nodes.lowerBound * width, gradientStride: width,
        accumulates: true)
    }
  }

  // MARK: - The product with the relaxed weights

  private func transposeMatrices(
    _ layer: Layer, _ own: NetworkWorkspace<Scalar>.Layer, _ work: NetworkWorkspace<Scalar>,
    _ team: Team
  ) {
    let (copies, width, gate) = (network.copyCount, layer.factorSize, layer.gateInput.size)
    team.perform(copies) { copy in
      Scalar.transpose(
        rows: width / 4, columns: gate / 4,
        own.matrices.pointer + copy * (width / 4) * gate, gate,
        into: work.transposed.pointer + copy * width, copies * width)
    }
  }

  /// The gradient in the factor of the product.
  private func pullBackProduct(
    _ layer: Layer, _ work: NetworkWorkspace<Scalar>, _ nodes: Range<Int>
  ) {
    let (copies, width, gate) = (network.copyCount, layer.factorSize, layer.gateInput.size)
    let (rows, columns) = (width / 4, gate / 4)
    let upper = work.rowGradient.pointer
    let modulated = nodes.clamped(to: 0..<modulatedCount)
    Scalar.multiply(
      rows: modulated.count, columns: copies * rows, depth: columns,
      upper + modulated.lowerBound * layer.rowSize, layer.rowSize, 4, work.transposed.pointer,
      copies * width,
      into: work.modulatedGradient.pointer + modulated.lowerBound * copies * width,
      copies * width, places: nil, accumulates: false)
    for node in modulated {
      let target = upper + node * layer.rowSize + gate
      for index in 0..<width { target[index] = 0 }
      for copy in 0..<copies {
        let modulation = modulations[node * copies + copy]
        let source = work.modulatedGradient.pointer + (node * copies + copy) * width
        for index in 0..<width { target[index] += modulation * source[index] }
      }
    }
    let others = nodes.clamped(to: modulatedCount..<nodeCount)
    let row = upper + others.lowerBound * layer.rowSize
    Scalar.multiply(
      rows: others.count, columns: rows, depth: columns, row, layer.rowSize, 4,
      work.transposed.pointer, copies * width, into: row + gate, layer.rowSize, places: nil,
      accumulates: false)
  }

  /// The gradient in the matrices, a sum over the nodes.
  private func addMatrixGradient(
    _ layer: Layer, _ own: NetworkWorkspace<Scalar>.Layer, _ work: NetworkWorkspace<Scalar>,
    _ team: Team
  ) {
    let (copies, width, gate) = (network.copyCount, layer.factorSize, layer.gateInput.size)
    let (rows, columns) = (width / 4, gate / 4)
    let upper = work.rowGradient.pointer
    let skipped = modulatedCount * layer.rowSize
    team.performRows(copies * rows) { part in
      let target = work.matrixGradient.pointer + part.lowerBound * gate
      Scalar.multiply(
        rows: part.count, columns: columns, depth: modulatedCount,
        own.modulated.pointer + 4 * part.lowerBound, 4, copies * width, upper, layer.rowSize,
        into: target, gate, places: nil, accumulates: false)
      // Nodes without modulation meet the first copy alone.
      let first = part.clamped(to: 0..<rows)
      Scalar.multiply(
        rows: first.count, columns: columns, depth: nodeCount - modulatedCount,
        own.rows.pointer + skipped + gate + 4 * first.lowerBound, 4, layer.rowSize,
        upper + skipped, layer.rowSize,
        into: work.matrixGradient.pointer + first.lowerBound * gate, gate, places: nil,
        accumulates: true)
    }
  }

  // MARK: - All samples

  /// The gradient in the weights from the sum of all slots.
  func collect(
    _ slot: NetworkSlot<Scalar>, _ tables: NetworkTables<Scalar>,
    _ work: NetworkWorkspace<Scalar>, _ weights: [Double], _ team: Team
  ) -> [Double] {
    let first = layers[0]
    let mixed = SampleBuffer<Scalar>(tables.mixed.count)
    let features = SampleBuffer<Scalar>(tables.features.count)
    let flow = Flow(
      features: tables.features, mixed: tables.mixed, messages: tables.messages,
      coupled: tables.coupled, rows: slot.rows, radial: tables.radial[0])
    team.perform(first.after.gradientCount + first.skip.gradientCount) { part in
      addRowWeightGradient(first, flow, part, slot)
    }
    pullBackMessages(
      first, flow, into: features, work.messageGradient, mixed, tables, slot, 0, team)
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
