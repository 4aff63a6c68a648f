// The reverse pass, step by step the pullback of RelaxedNetwork+Forward.swift.
//
// From ȳ = ∂L/∂y of `workspace.outputGradient` it accumulates ∂L/∂W over the lanes and writes
// ∂L/∂θ of every lane. The forward pass of the same inputs must have been run.

import PhaseFitEquivariance

extension RelaxedNetwork {
  /// Writes `workspace.weightGradient` and `workspace.relaxedWeightGradient`.
  func reverse(_ prepared: PreparedWeights, _ workspace: NetworkWorkspace) {
    pullBackToNodes(prepared, workspace)
    prepared.weights.withUnsafeBufferPointer { weights in
      workspace.weightGradient.withUnsafeMutableBufferPointer { gradient in
        pullBackEmbedding(weights, gradient, workspace)
      }
    }
  }

  /// The part of the reverse pass down to the nodes.
  ///
  /// Writes `featureGradient` = ∂L/∂x⁰ and `fieldGradient` = ∂L/∂θ_i.
  func pullBackToNodes(_ prepared: PreparedWeights, _ workspace: NetworkWorkspace) {
    workspace.fieldGradient.clear()
    prepared.weights.withUnsafeBufferPointer { weights in
      workspace.weightGradient.withUnsafeMutableBufferPointer { gradient in
        gradient.update(repeating: 0)
        pullBackHeads(weights, gradient, workspace)
        for layer in (0..<layers).reversed() {
          pullBackGate(layer, weights, gradient, workspace)
          pullBackField(layer, prepared.relaxation[layer], gradient, workspace)
          pullBackMessages(layer, prepared.edges[layer], weights, gradient, workspace)
        }
      }
    }
  }

  private func pullBackHeads(
    _ weights: UnsafeBufferPointer<Double>, _ gradient: UnsafeMutableBufferPointer<Double>,
    _ workspace: NetworkWorkspace
  ) {
    let width = FeatureLayout.width
    let features = workspace.features.pointer + layers * workspace.nodes
    let featureGradient = workspace.featureGradient.pointer
    let cotangent = workspace.outputGradient.pointer
    let vector = FeatureLayout.offsets[FeatureLayout.vector]
    let tensor = FeatureLayout.offsets[FeatureLayout.tensor]
    let mean = Self.headScale / Double(atomCount)
    workspace.featureGradient.clear()
    for atom in 0..<atomCount {
      let (node, result) = (features + atom * width, featureGradient + atom * width)
      let head = parameters.displacementHead + species[atom]
      let (scalar, shear) = (
        parameters.scalarStrainHead + species[atom], parameters.tensorStrainHead + species[atom]
      )
      var sum = Lanes.zero
      for axis in 0..<3 {
        let value = Self.headScale * cotangent[3 * atom + axis]
        result[vector + axis] += weights[head] * value
        sum += value * node[vector + axis]
      }
      gradient[head] += sum.sum()
      let volume = mean * cotangent[space.strainOffset]
      result[0] += weights[scalar] * volume
      gradient[scalar] += (volume * node[0]).sum()
      sum = .zero
      for component in 0..<5 {
        let value = mean * cotangent[space.strainOffset + 1 + component]
        result[tensor + component] += weights[shear] * value
        sum += value * node[tensor + component]
      }
      gradient[shear] += sum.sum()
    }
    for (index, channel) in space.channels.enumerated() {
      let head = parameters.occupancyHead + channelKinds[index]
      let value = Self.headScale * cotangent[space.occupancyOffset + index]
      featureGradient[channel.atom * width] += weights[head] * value
      gradient[head] += (value * features[channel.atom * width]).sum()
    }
  }

  private func pullBackGate(
    _ layer: Int, _ weights: UnsafeBufferPointer<Double>,
    _ gradient: UnsafeMutableBufferPointer<Double>, _ workspace: NetworkWorkspace
  ) {
    let (width, types) = (FeatureLayout.width, FeatureLayout.irreps.count)
    let input = workspace.relaxed.pointer + layer * workspace.nodes
    let gates = workspace.gates.pointer + layer * atomCount * types
    let gate = parameters.gate(layer)
    let (cotangent, result) = (
      workspace.featureGradient.pointer, workspace.relaxedGradient.pointer
    )
    for atom in 0..<atomCount {
      let node = input + atom * width
      var scalar = cotangent[atom * width]
      for type in 1..<types {
        let value = gates[atom * types + type]
        let factor = 1 + 0.5 * value
        var sum = Lanes.zero
        for component in FeatureLayout.range(type) {
          let bar = cotangent[atom * width + component]
          result[atom * width + component] = factor * bar
          sum += bar * node[component]
        }
        // d(½ tanh a) = ½ (1 − tanh² a) da ,  a = G z⁰
        let argument = sum * (0.5 * (1 - value * value))
        gradient[gate + type] += (argument * node[0]).sum()
        scalar += weights[gate + type] * argument
      }
      result[atom * width] = scalar
    }
  }

  private func pullBackField(
    _ layer: Int, _ coefficients: [Double], _ gradient: UnsafeMutableBufferPointer<Double>,
    _ workspace: NetworkWorkspace
  ) {
    let width = FeatureLayout.width
    let input = workspace.messages.pointer + layer * workspace.nodes
    let product = parameters.relaxation(layer)
    workspace.messageGradient.pointer.update(
      from: workspace.relaxedGradient.pointer, count: workspace.nodes)
    RelaxationTerm.all.withUnsafeBufferPointer { terms in
      coefficients.withUnsafeBufferPointer { coefficients in
        for atom in 0..<atomCount {
          let feature = input + atom * width
          let field = workspace.field.pointer + atom * width
          let cotangent = workspace.relaxedGradient.pointer + atom * width
          let featureBar = workspace.messageGradient.pointer + atom * width
          let fieldBar = workspace.fieldGradient.pointer + atom * width
          var path = 0
          var sum = Lanes.zero
          for index in terms.indices {
            let term = terms[index]
            if term.path != path {
              gradient[product + path] += sum.sum()
              (path, sum) = (term.path, .zero)
            }
            let (x, t) = (feature[term.feature], field[term.field])
            let bar = cotangent[term.target]
            sum += term.value * (bar * (x * t))
            let weighted = coefficients[index] * bar
            featureBar[term.feature] += weighted * t
            fieldBar[term.field] += weighted * x
          }
          gradient[product + path] += sum.sum()
        }
      }
    }
  }

  private func pullBackMessages(
    _ layer: Int, _ edges: [Double], _ weights: UnsafeBufferPointer<Double>,
    _ gradient: UnsafeMutableBufferPointer<Double>, _ workspace: NetworkWorkspace
  ) {
    let width = FeatureLayout.width
    let input = workspace.features.pointer + layer * workspace.nodes
    let cotangent = workspace.messageGradient.pointer
    let result = workspace.featureGradient.pointer
    let own = parameters.selfInteraction(layer)
    for atom in 0..<atomCount {
      for component in 0..<width {
        let type = FeatureLayout.typeOfComponent[component]
        let weight = own + species[atom] * NetworkParameters.types + type
        let index = atom * width + component
        result[index] = weights[weight] * cotangent[index]
        gradient[weight] += (cotangent[index] * input[index]).sum()
      }
    }
    workspace.edgeGradient[layer].withUnsafeMutableBufferPointer { edgeGradient in
      edgeGradient.update(repeating: 0)
      edges.withUnsafeBufferPointer { edges in
        entries.withUnsafeBufferPointer { entries in
          for atom in 0..<atomCount {
            let target = cotangent + atom * width
            for edge in graph.firstEdge[atom]..<graph.firstEdge[atom + 1] {
              let source = graph.sources[edge] * width
              let kind = graph.kindOfEdge[edge]
              for entry in firstEntry[kind]..<firstEntry[kind + 1] {
                let (row, column) = entries[entry]
                let bar = target[row]
                result[source + column] += edges[entry] * bar
                edgeGradient[entry] += (bar * input[source + column]).sum()
              }
            }
          }
        }
      }
      let message = parameters.message(layer)
      for term in messageTerms {
        gradient[message + term.weight] += term.value * edgeGradient[term.entry]
      }
    }
  }

  private func pullBackEmbedding(
    _ weights: UnsafeBufferPointer<Double>, _ gradient: UnsafeMutableBufferPointer<Double>,
    _ workspace: NetworkWorkspace
  ) {
    let (width, nodes) = (FeatureLayout.width, workspace.nodes)
    let rowCount = weightSpace.rows.count
    let thetaBar = workspace.relaxedWeightGradient.pointer
    let (xBar, tBar) = (workspace.featureGradient.pointer, workspace.fieldGradient.pointer)
    workspace.relaxedWeightGradient.clear()
    for (star, rows) in weightSpace.rowsOfStar.enumerated() {
      let fields = workspace.starFields.pointer + star * nodes
      for atom in 0..<atomCount {
        for type in FeatureLayout.irreps.indices {
          let a = parameters.embeddingIndex(star: star, type: type, species: species[atom])
          let b = parameters.fieldIndex(star: star, type: type)
          var (aSum, bSum) = (Lanes.zero, Lanes.zero)
          for component in FeatureLayout.range(type) {
            let index = atom * width + component
            aSum += xBar[index] * fields[index]
            bSum += tBar[index] * fields[index]
            let bar =
              (starScale(star) * weights[a]) * xBar[index] + (starScale(star) * weights[b])
              * tBar[index]
            for row in rows {
              thetaBar[row * width + component] += waves[atom * rowCount + row] * bar
            }
          }
          gradient[a] += starScale(star) * aSum.sum()
          gradient[b] += starScale(star) * bSum.sum()
        }
      }
    }
  }
}
