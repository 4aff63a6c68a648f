// A relaxed layer without edges: each row of features meets an attribute through a relaxed filter.
//
//     h = θ ⊗ a ,   y = x ⊗ h        both products fully connected, weights W₁ and W₂ for all rows

/// A layer with relaxed weights that acts on each row by itself.
///
/// - Shapes: rows of `input.dimension` and attributes of `attribute.dimension` in, rows of
///   `output.dimension` out; weights are W₁ followed by W₂.
public struct RelaxedNodeLayer: Sendable {
  /// The irreps of the features that come in.
  public let input: Irreps
  /// The irreps of the attribute.
  public let attribute: Irreps
  /// The irreps of the features that go out.
  public let output: Irreps
  /// The space of the relaxed weights.
  public let relaxed: RelaxedWeights
  private let filter: TensorProduct
  private let product: TensorProduct

  /// The layer between the given irreps.
  public init(
    _ input: Irreps, attribute: Irreps, to output: Irreps, relaxed: RelaxedWeights
  ) {
    self.input = input
    self.attribute = attribute
    self.output = output
    self.relaxed = relaxed
    filter = .fullyConnected(relaxed.irreps, attribute, to: relaxed.irreps)
    product = .fullyConnected(input, relaxed.irreps, to: output)
  }

  /// The number of ordinary weights.
  public var weightCount: Int { filter.weightCount + product.weightCount }

  /// The layer applied to rows.
  ///
  /// - Precondition: the shapes of the type's description.
  public func callAsFunction(
    _ features: [Double], attributes: [Double], weights: [Double], relaxed: [Double], rows: Int
  ) -> [Double] {
    let parts = prepare(attributes, weights, relaxed, rows)
    return product(features, parts.filters, weights: parts.second, rows: rows)
  }

  /// The pullback in features, ordinary weights and relaxed weights.
  ///
  /// - Precondition: the shapes of the type's description, cotangents shaped as the output.
  public func pullback(
    _ features: [Double], attributes: [Double], weights: [Double], relaxed: [Double], rows: Int,
    cotangent: [Double]
  ) -> (features: [Double], weights: [Double], relaxed: [Double]) {
    let parts = prepare(attributes, weights, relaxed, rows)
    let outer = product.pullback(
      features, parts.filters, weights: parts.second, rows: rows, cotangent: cotangent)
    let (width, columns) = (attribute.dimension, self.relaxed.count)
    var matrix = [Double](repeating: 0, count: width * columns)
    for row in 0..<rows {
      for index in 0..<width {
        let value = attributes[row * width + index]
        for column in 0..<columns {
          matrix[index * columns + column] += value * outer.right[row * columns + column]
        }
      }
    }
    let inner = filter.matrixPullback(relaxed, weights: parts.first, cotangent: matrix)
    return (outer.left, inner.weights + outer.weights, inner.left)
  }

  private func prepare(
    _ attributes: [Double], _ weights: [Double], _ relaxed: [Double], _ rows: Int
  ) -> (first: [Double], second: [Double], filters: [Double]) {
    let (width, columns) = (attribute.dimension, self.relaxed.count)
    precondition(
      attributes.count == rows * width && weights.count == weightCount,
      "\(rows) rows of \(attribute) need \(rows * width) components and the layer \(weightCount) "
        + "weights, found \(attributes.count) and \(weights.count)")
    attributes.requireFinite("component of the attribute")
    let first = Array(weights[..<filter.weightCount])
    let matrix = filter.matrix(relaxed, weights: first)
    var filters = [Double](repeating: 0, count: rows * columns)
    for row in 0..<rows {
      for index in 0..<width {
        let value = attributes[row * width + index]
        for column in 0..<columns {
          filters[row * columns + column] += value * matrix[index * columns + column]
        }
      }
    }
    return (first, Array(weights[filter.weightCount...]), filters)
  }
}
