// Values and derivatives of the reduced network: formulas in ReducedNetwork.swift.
//
// The reverse pass takes several cotangents of the output side by side in the lanes of SIMD vectors:
// they share one forward pass and the bookkeeping of the sparse coefficients.

import Foundation

extension ReducedNetwork {
  /// What depends on the weights alone, computed once for all temperatures of a phase.
  struct Prepared: Sendable {
    let weights: [Double]
    /// The coefficient between target and source, weights of one pair summed, for each layer.
    let links: [[Double]]
    let products: [[Double]]
    let heads: [Double]
  }

  /// The values of all components of one forward pass.
  struct State: Sendable {
    var coordinates: [Double]
    var features: [[Double]]
    var field: [Double]
    var messages: [[Double]]
    var relaxed: [[Double]]
    /// tanh(G z^0e).
    var gates: [[Double]]
    var output: [Double]
  }

  func prepare(_ values: [Double]) -> Prepared {
    func coefficients(_ links: [Link], offset: Int) -> [Double] {
      links.map { $0.value * values[offset + Int($0.weight)] }
    }
    return Prepared(
      weights: values,
      links: (0..<layers).map { coefficients(links, offset: weights.layer($0)) },
      products: (0..<layers).map { layer in
        products.map { $0.value * values[weights.layer(layer) + Int($0.weight)] }
      }, heads: coefficients(heads, offset: 0))
  }

  /// The forward pass.
  func evaluate(_ prepared: Prepared, at coordinates: [Double]) -> State {
    precondition(
      coordinates.count == coordinateCount,
      "\(coordinates.count) coordinates of \(coordinateCount)")
    let count = components.count
    var features = [Double](repeating: 0, count: count)
    var field = features
    for (index, component) in components.enumerated() where component.scalar == index {
      features[index] = prepared.weights[weights.constant + component.species]
    }
    for input in inputs {
      let value = input.value * coordinates[Int(input.coordinate)]
      features[Int(input.component)] += prepared.weights[Int(input.weight)] * value
      field[Int(input.component)] += prepared.weights[Int(input.weight) + 1] * value
    }
    var state = State(
      coordinates: coordinates, features: [features], field: field, messages: [], relaxed: [],
      gates: [], output: [Double](repeating: 0, count: rowCount))
    for layer in 0..<layers {
      let source = state.features[layer]
      var message = [Double](repeating: 0, count: count)
      accumulate(links, prepared.links[layer], source, into: &message)
      var relaxed = message
      products.withUnsafeBufferPointer { products in
        prepared.products[layer].withUnsafeBufferPointer { coefficients in
          for index in products.indices {
            let product = products[index]
            relaxed[Int(product.target)] +=
              coefficients[index] * message[Int(product.feature)] * field[Int(product.field)]
          }
        }
      }
      let gate = weights.layer(layer) + weights.gate
      var (next, gates) = (relaxed, [Double](repeating: 0, count: count))
      for (index, component) in components.enumerated() where component.type > 0 {
        let value = tanh(prepared.weights[gate + component.type] * relaxed[component.scalar])
        gates[index] = value
        next[index] = relaxed[index] * (1 + 0.5 * value)
      }
      state.messages.append(message)
      state.relaxed.append(relaxed)
      state.gates.append(gates)
      state.features.append(next)
    }
    accumulate(heads, prepared.heads, state.features[layers], into: &state.output)
    return state
  }

  private func accumulate(
    _ links: [Link], _ coefficients: [Double], _ source: [Double], into target: inout [Double]
  ) {
    links.withUnsafeBufferPointer { links in
      coefficients.withUnsafeBufferPointer { coefficients in
        source.withUnsafeBufferPointer { source in
          target.withUnsafeMutableBufferPointer { target in
            for index in links.indices {
              let link = links[index]
              target[Int(link.target)] += coefficients[index] * source[Int(link.source)]
            }
          }
        }
      }
    }
  }

  /// The derivatives of linear functions `Σ_r c_r N_r` of the output.
  ///
  /// `cotangents` holds the coefficients c, one row for each function; `jacobian` receives ∂/∂W, rows
  /// of `weights.count` numbers, each `stride` numbers after the one before. The result is ∂/∂q, one
  /// row of `coordinateCount` numbers for each function.
  func pullBack(
    _ cotangents: [[Double]], _ prepared: Prepared, _ state: State,
    jacobian: UnsafeMutablePointer<Double>, stride: Int
  ) -> [[Double]] {
    var result: [[Double]] = []
    var gradient = [Lanes](repeating: .zero, count: weights.count)
    for first in Swift.stride(from: 0, to: cotangents.count, by: Lanes.scalarCount) {
      let lanes = min(Lanes.scalarCount, cotangents.count - first)
      var output = [Lanes](repeating: .zero, count: rowCount)
      for lane in 0..<lanes {
        for row in 0..<rowCount { output[row][lane] = cotangents[first + lane][row] }
      }
      if first > 0 {
        for index in gradient.indices { gradient[index] = .zero }
      }
      let coordinates = gradient.withUnsafeMutableBufferPointer {
        reverse(output, prepared, state, gradient: $0)
      }
      for lane in 0..<lanes {
        let row = jacobian + (first + lane) * stride
        for index in gradient.indices { row[index] = gradient[index][lane] }
        result.append(coordinates.map { $0[lane] })
      }
    }
    return result
  }

  private func reverse(
    _ output: [Lanes], _ prepared: Prepared, _ state: State,
    gradient: UnsafeMutableBufferPointer<Lanes>
  ) -> [Lanes] {
    let count = components.count
    var bar = [Lanes](repeating: .zero, count: count)
    transpose(
      heads, prepared.heads, source: state.features[layers], cotangent: output, offset: 0,
      into: &bar, gradient: gradient)
    var fieldBar = [Lanes](repeating: .zero, count: count)
    for layer in Swift.stride(from: layers - 1, through: 0, by: -1) {
      let (relaxed, gates) = (state.relaxed[layer], state.gates[layer])
      let gate = weights.layer(layer) + weights.gate
      var relaxedBar = bar
      for (index, component) in components.enumerated() where component.type > 0 {
        relaxedBar[index] = bar[index] * (1 + 0.5 * gates[index])
        let slope =
          bar[index] * (0.5 * relaxed[index] * (1 - gates[index] * gates[index]))
        relaxedBar[component.scalar] += slope * prepared.weights[gate + component.type]
        gradient[gate + component.type] += slope * relaxed[component.scalar]
      }
      let message = state.messages[layer]
      var messageBar = relaxedBar
      let offset = weights.layer(layer)
      products.withUnsafeBufferPointer { products in
        prepared.products[layer].withUnsafeBufferPointer { coefficients in
          for index in products.indices {
            let product = products[index]
            let (feature, field) = (message[Int(product.feature)], state.field[Int(product.field)])
            let cotangent = relaxedBar[Int(product.target)]
            messageBar[Int(product.feature)] += cotangent * (coefficients[index] * field)
            fieldBar[Int(product.field)] += cotangent * (coefficients[index] * feature)
            gradient[offset + Int(product.weight)] += cotangent * (product.value * feature * field)
          }
        }
      }
      bar = [Lanes](repeating: .zero, count: count)
      transpose(
        links, prepared.links[layer], source: state.features[layer], cotangent: messageBar,
        offset: offset, into: &bar, gradient: gradient)
    }
    var coordinates = [Lanes](repeating: .zero, count: coordinateCount)
    for (index, component) in components.enumerated() where component.scalar == index {
      gradient[weights.constant + component.species] += bar[index]
    }
    for input in inputs {
      let (component, weight) = (Int(input.component), Int(input.weight))
      let (embedding, field) = (bar[component], fieldBar[component])
      let value = input.value * state.coordinates[Int(input.coordinate)]
      gradient[weight] += embedding * value
      gradient[weight + 1] += field * value
      coordinates[Int(input.coordinate)] +=
        input.value
        * (prepared.weights[weight] * embedding + prepared.weights[weight + 1] * field)
    }
    return coordinates
  }

  /// The transposed links applied to a cotangent, and the gradient of their weights.
  private func transpose(
    _ links: [Link], _ coefficients: [Double], source: [Double], cotangent: [Lanes], offset: Int,
    into result: inout [Lanes], gradient: UnsafeMutableBufferPointer<Lanes>
  ) {
    links.withUnsafeBufferPointer { links in
      coefficients.withUnsafeBufferPointer { coefficients in
        cotangent.withUnsafeBufferPointer { cotangent in
          result.withUnsafeMutableBufferPointer { result in
            for index in links.indices {
              let link = links[index]
              let bar = cotangent[Int(link.target)]
              result[Int(link.source)] += bar * coefficients[index]
              gradient[offset + Int(link.weight)] += bar * (link.value * source[Int(link.source)])
            }
          }
        }
      }
    }
  }
}
