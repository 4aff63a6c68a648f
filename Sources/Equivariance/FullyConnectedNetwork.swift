// A network of scalars: the radial network that turns the length of an edge into weights.
//
//     h ← c f(h W / √(n_in σ²))        hidden layers
//     y = h W / √(n_in σ²) · σ_out      last layer, or with f as above where asked for
//
// for n_in inputs of variance σ² and weights of variance 1, as in e3nn 0.6. There are no biases.

/// Layers of scalars with one activation between them.
///
/// - Shapes: rows of `widths.first` in, `widths.last` out; weights layer by layer, each row-major
///   [inputs][outputs].
public struct FullyConnectedNetwork: Sendable {
  /// The number of scalars before, between and after the layers.
  public let widths: [Int]
  /// The function between the layers.
  public let activation: Activation
  /// The number of weights.
  public let weightCount: Int
  private let layers: [Layer]

  private struct Layer: Sendable {
    var inputs: Int
    var outputs: Int
    var weight: Int
    /// The factor on W before the function, and on its value.
    var scale: Double
    var isActivated: Bool
    var outputScale: Double
  }

  /// The network with the given widths.
  ///
  /// - Precondition: at least two widths, all positive; positive variances.
  public init(
    widths: [Int], activation: Activation, scale: Activation.Scale = .exact,
    inputVariance: Double = 1, outputVariance: Double = 1, isOutputActivated: Bool = false
  ) {
    precondition(
      widths.count >= 2 && widths.allSatisfy { $0 > 0 },
      "a network needs at least two positive widths, found \(widths)")
    precondition(
      inputVariance > 0 && outputVariance > 0,
      "variances are positive, found \(inputVariance) and \(outputVariance)")
    self.widths = widths
    self.activation = activation
    let constant = activation.constant(scale)
    var weight = 0
    layers = (1..<widths.count).map { index in
      let isLast = index == widths.count - 1
      let isActivated = !isLast || isOutputActivated
      let root = (Double(widths[index - 1]) * (index == 1 ? inputVariance : 1)).squareRoot()
      let outputRoot = (isLast ? outputVariance : 1).squareRoot()
      defer { weight += widths[index - 1] * widths[index] }
      return Layer(
        inputs: widths[index - 1], outputs: widths[index], weight: weight,
        scale: 1 / root, isActivated: isActivated,
        outputScale: outputRoot * (isActivated ? constant : 1))
    }
    weightCount = weight
  }

  /// The outputs, row by row.
  ///
  /// - Precondition: the shapes of the type's description.
  public func callAsFunction(
    _ scalars: [Double], weights: [Double], rows: Int = 1
  ) -> [Double] {
    checkShapes(scalars, weights, rows)
    return layers.reduce(scalars) { values, layer in
      linear(values, layer, weights, rows).map { apply(layer, $0) }
    }.finiteResult()
  }

  /// The pullback in the scalars and the weights.
  ///
  /// - Returns: the gradients in the shapes of the arguments.
  /// - Precondition: the shapes of the type's description, cotangents shaped as the outputs.
  public func pullback(
    _ scalars: [Double], weights: [Double], rows: Int = 1, cotangent: [Double]
  ) -> (scalars: [Double], weights: [Double]) {
    checkShapes(scalars, weights, rows)
    precondition(
      cotangent.count == rows * (widths.last ?? 0),
      "\(rows) rows of \(widths.last ?? 0) outputs, found \(cotangent.count) cotangents")
    cotangent.requireFinite("cotangent")
    // Inputs of every layer and its values before the function.
    var inputs = [scalars]
    var sums: [[Double]] = []
    for layer in layers {
      let sum = linear(inputs[inputs.count - 1], layer, weights, rows)
      sums.append(sum)
      inputs.append(sum.map { apply(layer, $0) })
    }
    var weightGradient = [Double](repeating: 0, count: weights.count)
    var gradient = cotangent
    for (index, layer) in layers.enumerated().reversed() {
      for element in gradient.indices {
        let slope = layer.isActivated ? activation.derivative(sums[index][element]) : 1
        gradient[element] *= layer.outputScale * layer.scale * slope
      }
      var below = [Double](repeating: 0, count: rows * layer.inputs)
      for row in 0..<rows {
        for one in 0..<layer.inputs {
          let (source, first) = (row * layer.inputs + one, layer.weight + one * layer.outputs)
          let value = inputs[index][source]
          var overlap = 0.0
          for two in 0..<layer.outputs {
            let upper = gradient[row * layer.outputs + two]
            weightGradient[first + two] += value * upper
            overlap += weights[first + two] * upper
          }
          below[source] = overlap
        }
      }
      gradient = below
    }
    return (gradient.finiteResult("gradient"), weightGradient.finiteResult("gradient"))
  }

  private func apply(_ layer: Layer, _ sum: Double) -> Double {
    layer.outputScale * (layer.isActivated ? activation(sum) : sum)
  }

  private func linear(
    _ values: [Double], _ layer: Layer, _ weights: [Double], _ rows: Int
  ) -> [Double] {
    var result = [Double](repeating: 0, count: rows * layer.outputs)
    for row in 0..<rows {
      for one in 0..<layer.inputs {
        let value = layer.scale * values[row * layer.inputs + one]
        let first = layer.weight + one * layer.outputs
        for two in 0..<layer.outputs {
          result[row * layer.outputs + two] += value * weights[first + two]
        }
      }
    }
    return result
  }

  private func checkShapes(_ scalars: [Double], _ weights: [Double], _ rows: Int) {
    precondition(
      rows >= 0 && scalars.count == rows * widths[0] && weights.count == weightCount,
      "\(rows) rows of \(widths[0]) scalars and \(weightCount) weights are needed, found "
        + "\(scalars.count) and \(weights.count)")
    scalars.requireFinite("scalar")
    weights.requireFinite("weight")
  }
}
