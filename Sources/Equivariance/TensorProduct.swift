// The weighted tensor product of two feature vectors, path by path.
//
//     z_{w,k} += √α · W · Σ_ij C_ijk x_{u,i} y_{v,j}
//
// u, v, w number the copies of the irreps of one path, C is the Clebsch–Gordan tensor of Frobenius
// norm 1, and the connection says which triples (u, v, w) meet and which weight they share:
//
//     uvw  W_uvw, all triples          uuw  W_uw, equal copies of both factors
//     uvu  W_uv, into copy u           uuu  W_u, equal copies throughout
//     uvv  W_uv, into copy v           uvuv W_uv, into copy u n_v + v
//
// α makes the components of the product have the wanted variance for independent inputs and
// weights of variance 1:
//
//     α = a/N · σ²_out · path weight ,   a = 2l₃+1 (component), (2l₁+1)(2l₂+1) (norm), 1 (none)
//     N = Σ σ²₁ σ²₂ n over the paths into the same block (element)
//     N = σ²₁ σ²₂ n · number of paths into the block (path) ,   1 (none)
//
// with n = n_u n_v, n_v, n_u, n_u, 1, 1 the terms that one component collects. Definitions,
// order of weights and signs agree with e3nn 0.6.

/// A bilinear equivariant map of two feature vectors with weights.
///
/// - Shapes: rows of `first.dimension` and `second.dimension` components in, rows of
///   `product.dimension` out. Weights are one list of `weightCount` for all rows, or one list for
///   each row; paths follow one another in their order, in each path u is the slowest and w the
///   fastest index. Four and more rows are computed side by side.
public struct TensorProduct: Sendable {
  /// The irreps of the first factor.
  public let first: Irreps
  /// The irreps of the second factor.
  public let second: Irreps
  /// The irreps of the product.
  public let product: Irreps
  /// The paths.
  public let paths: [Path]
  /// The factor √α of every path.
  public let scales: [Double]
  /// The number of weights in one list.
  public let weightCount: Int
  let routes: [Route]
  /// The form of the kernel, nil for irreps that it cannot take.
  private let prepared: PreparedProduct?

  /// Fewer rows than this leave most of the kernel's vectors empty.
  private static let fewestRows = 4

  /// Which copies of the irreps meet.
  public enum Connection: String, Sendable, Codable, Hashable, CaseIterable {
    /// All triples, a weight for each.
    case uvw
    /// All pairs into the copies of the first factor.
    case uvu
    /// All pairs into the copies of the second factor.
    case uvv
    /// Equal copies of the factors into all copies of the product.
    case uuw
    /// Equal copies throughout.
    case uuu
    /// All pairs, each into a copy of its own.
    case uvuv
  }

  /// One block of each factor, the block of the product, and how they are connected.
  public struct Path: Sendable, Hashable {
    /// The block of the first factor, counted from 0.
    public let first: Int
    /// The block of the second factor.
    public let second: Int
    /// The block of the product.
    public let product: Int
    /// Which copies meet.
    public let connection: Connection
    /// Whether the path has weights; without them each is 1.
    public let isWeighted: Bool
    /// The share of the path in the variance of its block.
    public let pathWeight: Double

    /// A path between blocks.
    public init(
      _ first: Int, _ second: Int, to product: Int, _ connection: Connection,
      isWeighted: Bool = true, pathWeight: Double = 1
    ) {
      self.first = first
      self.second = second
      self.product = product
      self.connection = connection
      self.isWeighted = isWeighted
      self.pathWeight = pathWeight
    }
  }

  /// How products are scaled.
  public struct Normalisation: Sendable, Hashable {
    /// What is 1 for a path: the variance of each component, of the norm, or the tensor itself.
    public enum OfIrreps: String, Sendable, Codable, Hashable { case component, norm, none }
    /// What shares a block evenly: its terms, its paths, or nothing.
    public enum OfPaths: String, Sendable, Codable, Hashable { case element, path, none }
    /// The normalisation of irreps.
    public var irreps: OfIrreps
    /// The normalisation of paths.
    public var paths: OfPaths
    /// The variance of the components of each block of the first factor, 1 where nil.
    public var firstVariances: [Double]?
    /// The variance of the components of each block of the second factor, 1 where nil.
    public var secondVariances: [Double]?
    /// The wanted variance of the components of each block of the product, 1 where nil.
    public var productVariances: [Double]?

    /// A normalisation; the defaults are those of e3nn.
    public init(
      irreps: OfIrreps = .component, paths: OfPaths = .element, firstVariances: [Double]? = nil,
      secondVariances: [Double]? = nil, productVariances: [Double]? = nil
    ) {
      self.irreps = irreps
      self.paths = paths
      self.firstVariances = firstVariances
      self.secondVariances = secondVariances
      self.productVariances = productVariances
    }
  }

  /// The product along the given paths.
  ///
  /// - Precondition: blocks exist, irreps couple, and multiplicities fit the connections.
  public init(
    _ first: Irreps, _ second: Irreps, to product: Irreps, paths: [Path],
    normalisation: Normalisation = Normalisation()
  ) {
    self.first = first
    self.second = second
    self.product = product
    self.paths = paths
    let variances = Variances(normalisation, first, second, product)
    var routes: [Route] = []
    var scales: [Double] = []
    var weightCount = 0
    var couplings: [[Int]: [ClebschGordan.Term]] = [:]
    for path in paths {
      let scale = variances.scale(of: path, among: paths, first, second, product)
      let route = Route(
        path, first, second, product, firstWeight: weightCount, scale: scale, &couplings)
      weightCount += route.weightCount
      routes.append(route)
      scales.append(scale)
    }
    self.routes = routes
    self.scales = scales
    self.weightCount = weightCount
    prepared =
      routes.allSatisfy(PreparedProduct.canTake)
      ? PreparedProduct(first, second, product, paths, routes, weightCount) : nil
  }

  /// The product row by row.
  ///
  /// - Precondition: the shapes of the type's description.
  public func callAsFunction(
    _ left: [Double], _ right: [Double], weights: [Double] = [], rows: Int = 1
  ) -> [Double] {
    checkShapes(left, right, weights, rows)
    if rows >= Self.fewestRows, let prepared {
      return prepared.multiply(
        left, right, weights: weights, isShared: weights.count == weightCount, rows: rows
      ).finiteResult()
    }
    var result = [Double](repeating: 0, count: rows * product.dimension)
    let stride = weights.count == weightCount ? 0 : weightCount
    for row in 0..<rows {
      multiply(
        left, row * first.dimension, right, row * second.dimension, weights, row * stride,
        &result, row * product.dimension)
    }
    return result.finiteResult()
  }

  /// The pullback of the product in both factors and the weights.
  ///
  /// - Returns: the gradients in the shapes of the arguments.
  /// - Precondition: the shapes of the type's description, cotangents shaped as the product.
  public func pullback(
    _ left: [Double], _ right: [Double], weights: [Double] = [], rows: Int = 1,
    cotangent: [Double]
  ) -> (left: [Double], right: [Double], weights: [Double]) {
    checkShapes(left, right, weights, rows)
    precondition(
      cotangent.count == rows * product.dimension,
      "\(rows) rows of \(product) need \(rows * product.dimension) cotangents, found "
        + "\(cotangent.count)")
    cotangent.requireFinite("cotangent")
    if rows >= Self.fewestRows, let prepared {
      let gradient = prepared.pullBack(
        left, right, weights: weights, isShared: weights.count == weightCount, rows: rows,
        cotangent: cotangent)
      return (
        gradient.left.finiteResult("gradient"), gradient.right.finiteResult("gradient"),
        gradient.weights.finiteResult("gradient")
      )
    }
    var leftGradient = [Double](repeating: 0, count: left.count)
    var rightGradient = [Double](repeating: 0, count: right.count)
    var weightGradient = [Double](repeating: 0, count: weights.count)
    let stride = weights.count == weightCount ? 0 : weightCount
    for row in 0..<rows {
      let (one, two) = (row * first.dimension, row * second.dimension)
      for route in routes {
        route.pullBack(
          left, one, right, two, weights, row * stride, cotangent, row * product.dimension,
          &leftGradient, &rightGradient, &weightGradient)
      }
    }
    return (
      leftGradient.finiteResult("gradient"), rightGradient.finiteResult("gradient"),
      weightGradient.finiteResult("gradient")
    )
  }

  /// One row of the product, added to a part of `result`.
  func multiply(
    _ left: [Double], _ leftStart: Int, _ right: [Double], _ rightStart: Int,
    _ weights: [Double], _ weightStart: Int, _ result: inout [Double], _ resultStart: Int
  ) {
    for route in routes {
      route.multiply(
        left, leftStart, right, rightStart, weights, weightStart, &result, resultStart)
    }
  }

  private func checkShapes(
    _ left: [Double], _ right: [Double], _ weights: [Double], _ rows: Int
  ) {
    precondition(rows >= 0, "a number of rows is at least 0, found \(rows)")
    precondition(
      left.count == rows * first.dimension && right.count == rows * second.dimension,
      "\(rows) rows of \(first) and \(second) need \(rows * first.dimension) and "
        + "\(rows * second.dimension) components, found \(left.count) and \(right.count)")
    precondition(
      weights.count == weightCount || weights.count == rows * weightCount,
      "the product has \(weightCount) weights, for all or for each of \(rows) rows, found "
        + "\(weights.count)")
    left.requireFinite("component of the first factor")
    right.requireFinite("component of the second factor")
    weights.requireFinite("weight")
  }
}

/// The variances behind √α.
private struct Variances {
  let normalisation: TensorProduct.Normalisation
  let first: [Double]
  let second: [Double]
  let product: [Double]

  init(
    _ normalisation: TensorProduct.Normalisation, _ first: Irreps, _ second: Irreps,
    _ product: Irreps
  ) {
    func complete(_ values: [Double]?, _ irreps: Irreps) -> [Double] {
      let result = values ?? [Double](repeating: 1, count: irreps.blocks.count)
      precondition(
        result.count == irreps.blocks.count,
        "\(irreps) has \(irreps.blocks.count) blocks, found \(result.count) variances")
      return result
    }
    self.normalisation = normalisation
    self.first = complete(normalisation.firstVariances, first)
    self.second = complete(normalisation.secondVariances, second)
    self.product = complete(normalisation.productVariances, product)
  }

  func scale(
    of path: TensorProduct.Path, among paths: [TensorProduct.Path], _ one: Irreps, _ two: Irreps,
    _ three: Irreps
  ) -> Double {
    precondition(
      one.blocks.indices.contains(path.first) && two.blocks.indices.contains(path.second)
        && three.blocks.indices.contains(path.product),
      "blocks \(path.first), \(path.second) and \(path.product) of a path are not all among "
        + "\(one), \(two) and \(three)")
    func terms(_ path: TensorProduct.Path) -> Double {
      let (u, v) = (one.blocks[path.first].multiplicity, two.blocks[path.second].multiplicity)
      let count =
        switch path.connection {
        case .uvw: u * v
        case .uvu: v
        case .uvv, .uuw: u
        case .uuu, .uvuv: 1
        }
      return first[path.first] * second[path.second] * Double(count)
    }
    var square =
      switch normalisation.irreps {
      case .component: Double(three.blocks[path.product].irrep.dimension)
      case .norm:
        Double(one.blocks[path.first].irrep.dimension * two.blocks[path.second].irrep.dimension)
      case .none: 1.0
      }
    let competing = paths.filter { $0.product == path.product }
    let size =
      switch normalisation.paths {
      case .element: competing.reduce(0) { $0 + terms($1) }
      case .path: terms(path) * Double(competing.count)
      case .none: 1.0
      }
    // A block without copies has nothing to scale.
    if size > 0 { square /= size }
    return (square * product[path.product] * path.pathWeight).squareRoot()
  }
}
