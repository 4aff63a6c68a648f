// The equivariant linear map: copies of an irrep are mixed, components of a copy are not.
//
//     y_{w,m} = √α Σ_u x_{u,m} W_uw  (+ b_w on scalars 0e)
//
//     α = 1 / Σ n_u over the blocks that reach the same block (element)
//     α = 1 / (n_u · number of such blocks) (path) ,   1 (none)

/// A linear map between direct sums of irreps.
///
/// - Shapes: rows of `input.dimension` in and `output.dimension` out; weights block pair by block
///   pair, input blocks slowest, inside a pair row-major [n_u][n_w]; one bias for each scalar 0e
///   of the output where the map has them.
public struct Linear: Sendable {
  /// The irreps of the input.
  public let input: Irreps
  /// The irreps of the output.
  public let output: Irreps
  /// The pairs of blocks with equal irreps.
  public let paths: [Path]
  /// The number of weights.
  public let weightCount: Int
  /// The number of biases, zero for a map without them.
  public let biasCount: Int
  private let biasedComponents: [Int]

  /// A block of the input and one of the output with the same irrep.
  public struct Path: Sendable, Hashable {
    /// The block of the input, counted from 0.
    public let input: Int
    /// The block of the output.
    public let output: Int
    /// The factor √α.
    public let scale: Double
    /// The first weight.
    let weight: Int
    let rows: Int
    let columns: Int
    let dimension: Int
    let inputStart: Int
    let outputStart: Int
  }

  /// The linear map with a weight for each pair of copies of the same irrep.
  public init(
    _ input: Irreps, to output: Irreps, isBiased: Bool = false,
    normalisation: TensorProduct.Normalisation.OfPaths = .element
  ) {
    self.input = input
    self.output = output
    var paths: [Path] = []
    var weightCount = 0
    for (one, source) in input.blocks.enumerated() {
      for (two, target) in output.blocks.enumerated() where source.irrep == target.irrep {
        let rivals = input.blocks.filter { $0.irrep == target.irrep }
        let size =
          switch normalisation {
          case .element: rivals.reduce(0) { $0 + $1.multiplicity }
          case .path: source.multiplicity * rivals.count
          case .none: 1
          }
        paths.append(
          Path(
            input: one, output: two, scale: 1 / Double(max(size, 1)).squareRoot(),
            weight: weightCount, rows: source.multiplicity, columns: target.multiplicity,
            dimension: source.irrep.dimension, inputStart: input.ranges[one].lowerBound,
            outputStart: output.ranges[two].lowerBound))
        weightCount += source.multiplicity * target.multiplicity
      }
    }
    self.paths = paths
    self.weightCount = weightCount
    biasedComponents =
      isBiased
      ? zip(output.blocks, output.ranges).flatMap { block, range in
        block.irrep == Irrep(0, .even) ? Array(range) : []
      } : []
    biasCount = biasedComponents.count
  }

  /// The map applied to rows.
  ///
  /// - Precondition: the shapes of the type's description.
  public func callAsFunction(
    _ features: [Double], weights: [Double], biases: [Double] = [], rows: Int = 1
  ) -> [Double] {
    checkShapes(features, weights, biases, rows)
    var result = [Double](repeating: 0, count: rows * output.dimension)
    for row in 0..<rows {
      let (source, target) = (row * input.dimension, row * output.dimension)
      for (component, bias) in zip(biasedComponents, biases) { result[target + component] = bias }
      for path in paths {
        for u in 0..<path.rows {
          let from = source + path.inputStart + u * path.dimension
          for w in 0..<path.columns {
            let weight = path.scale * weights[path.weight + u * path.columns + w]
            let to = target + path.outputStart + w * path.dimension
            for m in 0..<path.dimension { result[to + m] += weight * features[from + m] }
          }
        }
      }
    }
    return result.finiteResult()
  }

  /// The pullback in the features, the weights and the biases.
  ///
  /// - Returns: the gradients in the shapes of the arguments.
  /// - Precondition: the shapes of the type's description, cotangents shaped as the output.
  public func pullback(
    _ features: [Double], weights: [Double], biases: [Double] = [], rows: Int = 1,
    cotangent: [Double]
  ) -> (features: [Double], weights: [Double], biases: [Double]) {
    checkShapes(features, weights, biases, rows)
    precondition(
      cotangent.count == rows * output.dimension,
      "\(rows) rows of \(output) need \(rows * output.dimension) cotangents, found "
        + "\(cotangent.count)")
    cotangent.requireFinite("cotangent")
    var featureGradient = [Double](repeating: 0, count: features.count)
    var weightGradient = [Double](repeating: 0, count: weights.count)
    var biasGradient = [Double](repeating: 0, count: biases.count)
    for row in 0..<rows {
      let (source, target) = (row * input.dimension, row * output.dimension)
      for (index, component) in biasedComponents.enumerated() {
        biasGradient[index] += cotangent[target + component]
      }
      for path in paths {
        for u in 0..<path.rows {
          let from = source + path.inputStart + u * path.dimension
          for w in 0..<path.columns {
            let index = path.weight + u * path.columns + w
            let to = target + path.outputStart + w * path.dimension
            var overlap = 0.0
            for m in 0..<path.dimension {
              featureGradient[from + m] += path.scale * weights[index] * cotangent[to + m]
              overlap += features[from + m] * cotangent[to + m]
            }
            weightGradient[index] += path.scale * overlap
          }
        }
      }
    }
    return (
      featureGradient.finiteResult("gradient"), weightGradient.finiteResult("gradient"),
      biasGradient.finiteResult("gradient")
    )
  }

  private func checkShapes(
    _ features: [Double], _ weights: [Double], _ biases: [Double], _ rows: Int
  ) {
    precondition(
      rows >= 0 && features.count == rows * input.dimension,
      "\(rows) rows of \(input) need \(rows * input.dimension) components, found "
        + "\(features.count)")
    precondition(
      weights.count == weightCount && biases.count == biasCount,
      "the linear map has \(weightCount) weights and \(biasCount) biases, found "
        + "\(weights.count) and \(biases.count)")
    features.requireFinite("feature")
    weights.requireFinite("weight")
    biases.requireFinite("bias")
  }
}
