// The forward pass for one group of temperatures: formulas in RelaxedNetwork.swift.

import Foundation
import PhaseFitEquivariance

extension RelaxedNetwork {
  /// Evaluates the network at `workspace.relaxedWeights` and writes `workspace.output`.
  func forward(_ prepared: PreparedWeights, _ workspace: NetworkWorkspace) {
    prepared.weights.withUnsafeBufferPointer { weights in
      embed(weights, workspace)
      for layer in 0..<layers {
        passMessages(layer, prepared.edges[layer], weights, workspace)
        multiplyByField(layer, prepared.relaxation[layer], workspace)
        applyGate(layer, weights, workspace)
      }
      readHeads(weights, workspace)
    }
  }

  private func embed(_ weights: UnsafeBufferPointer<Double>, _ workspace: NetworkWorkspace) {
    let (width, nodes) = (FeatureLayout.width, workspace.nodes)
    let theta = workspace.relaxedWeights.pointer
    let rowCount = weightSpace.rows.count
    workspace.starFields.clear()
    waves.withUnsafeBufferPointer { waves in
      for (star, rows) in weightSpace.rowsOfStar.enumerated() {
        for atom in 0..<atomCount {
          let field = workspace.starFields.pointer + star * nodes + atom * width
          for row in rows {
            let wave = waves[atom * rowCount + row]
            let coefficients = theta + row * width
            for component in 0..<width { field[component] += wave * coefficients[component] }
          }
        }
      }
    }
    let features = workspace.features.pointer
    let field = workspace.field.pointer
    for index in 0..<nodes {
      features[index] = .zero
      field[index] = .zero
    }
    for star in weightSpace.stars.indices {
      let fields = workspace.starFields.pointer + star * nodes
      for atom in 0..<atomCount {
        for type in FeatureLayout.irreps.indices {
          let embedding =
            starScale(star)
            * weights[
              parameters.embeddingIndex(star: star, type: type, species: species[atom])]
          let relaxation = starScale(star) * weights[parameters.fieldIndex(star: star, type: type)]
          for component in FeatureLayout.range(type) {
            let index = atom * width + component
            features[index] += embedding * fields[index]
            field[index] += relaxation * fields[index]
          }
        }
      }
    }
  }

  private func passMessages(
    _ layer: Int, _ edges: [Double], _ weights: UnsafeBufferPointer<Double>,
    _ workspace: NetworkWorkspace
  ) {
    let width = FeatureLayout.width
    let input = workspace.features.pointer + layer * workspace.nodes
    let output = workspace.messages.pointer + layer * workspace.nodes
    let own = parameters.selfInteraction(layer)
    edges.withUnsafeBufferPointer { edges in
      entries.withUnsafeBufferPointer { entries in
        for atom in 0..<atomCount {
          let target = output + atom * width
          for component in 0..<width {
            let type = FeatureLayout.typeOfComponent[component]
            let weight = weights[own + species[atom] * NetworkParameters.types + type]
            target[component] = weight * input[atom * width + component]
          }
          for edge in graph.firstEdge[atom]..<graph.firstEdge[atom + 1] {
            let source = input + graph.sources[edge] * width
            let kind = graph.kindOfEdge[edge]
            for entry in firstEntry[kind]..<firstEntry[kind + 1] {
              let (row, column) = entries[entry]
              target[row] += edges[entry] * source[column]
            }
          }
        }
      }
    }
  }

  private func multiplyByField(
    _ layer: Int, _ coefficients: [Double], _ workspace: NetworkWorkspace
  ) {
    let width = FeatureLayout.width
    let input = workspace.messages.pointer + layer * workspace.nodes
    let output = workspace.relaxed.pointer + layer * workspace.nodes
    output.update(from: input, count: workspace.nodes)
    RelaxationTerm.all.withUnsafeBufferPointer { terms in
      coefficients.withUnsafeBufferPointer { coefficients in
        for atom in 0..<atomCount {
          let feature = input + atom * width
          let field = workspace.field.pointer + atom * width
          let target = output + atom * width
          for index in terms.indices {
            let term = terms[index]
            target[term.target] +=
              coefficients[index] * (feature[term.feature] * field[term.field])
          }
        }
      }
    }
  }

  private func applyGate(
    _ layer: Int, _ weights: UnsafeBufferPointer<Double>, _ workspace: NetworkWorkspace
  ) {
    let (width, types) = (FeatureLayout.width, FeatureLayout.irreps.count)
    let input = workspace.relaxed.pointer + layer * workspace.nodes
    let output = workspace.features.pointer + (layer + 1) * workspace.nodes
    let gates = workspace.gates.pointer + layer * atomCount * types
    let gate = parameters.gate(layer)
    for atom in 0..<atomCount {
      let node = input + atom * width
      output[atom * width] = node[0]
      for type in 1..<types {
        let argument = weights[gate + type] * node[0]
        var value = Lanes.zero
        for lane in 0..<Lanes.scalarCount { value[lane] = tanh(argument[lane]) }
        gates[atom * types + type] = value
        let factor = 1 + 0.5 * value
        for component in FeatureLayout.range(type) {
          output[atom * width + component] = factor * node[component]
        }
      }
    }
  }

  private func readHeads(_ weights: UnsafeBufferPointer<Double>, _ workspace: NetworkWorkspace) {
    let width = FeatureLayout.width
    let features = workspace.features.pointer + layers * workspace.nodes
    let output = workspace.output.pointer
    let vector = FeatureLayout.offsets[FeatureLayout.vector]
    let tensor = FeatureLayout.offsets[FeatureLayout.tensor]
    let mean = Self.headScale / Double(atomCount)
    for component in 0..<6 { output[space.strainOffset + component] = .zero }
    for atom in 0..<atomCount {
      let node = features + atom * width
      let head = Self.headScale * weights[parameters.displacementHead + species[atom]]
      for axis in 0..<3 { output[3 * atom + axis] = head * node[vector + axis] }
      output[space.strainOffset] +=
        mean * weights[parameters.scalarStrainHead + species[atom]] * node[0]
      let shear = mean * weights[parameters.tensorStrainHead + species[atom]]
      for component in 0..<5 {
        output[space.strainOffset + 1 + component] += shear * node[tensor + component]
      }
    }
    for (index, channel) in space.channels.enumerated() {
      let head = Self.headScale * weights[parameters.occupancyHead + channelKinds[index]]
      output[space.occupancyOffset + index] = head * features[channel.atom * width]
    }
  }
}
