// An equivariant network on a crystal whose relaxed weights are carried by plane waves.
//
//     x⁰_i = Lin(species of i)
//     m_i  = n^(−1/2) Σ_{e into i} Lin(x)_source(e) ⊗ Y(r̂_e) ,   weights of the product N(|r_e|)
//     u_i  = Lin(m_i) + Lin(x_i) + Lin(m_i) ⊗ Σ_v c_v(i) θ_v      weights for every copy v
//     x_i ← Gate(u_i)                                             layer by layer
//     outputs: Lin(x_i) at every node, and the mean of Lin(x_i) over the nodes
//
// θ is one list of relaxed weights for each sample (for example each temperature) in V copies, each
// with a real function c_v on the nodes: 1 for a copy that keeps the translations of the crystal,
// cos 2π q·r for one at the wave vector q. A network with uniform relaxed weights keeps the
// translations of its input and gives no distortion that breaks them.
//
// With θ zero but for 1 in 0e of the copy with c = 1 the network is strictly equivariant.

/// The definition of the network: irreps, layers and where the weights lie.
///
/// - Shapes: `weightCount` weights; relaxed weights of one sample are `copyCount` lists of
///   `relaxed.dimension` numbers.
public struct ModulatedNetwork: Sendable {
  /// The number of species.
  public let speciesCount: Int
  /// The features between the layers: scalars first, every irrep once.
  public let hidden: Irreps
  /// The spherical harmonics of the edges.
  public let harmonics: Irreps
  /// The irreps of one copy of the relaxed weights.
  public let relaxed: Irreps
  /// The number V of copies of the relaxed weights.
  public let copyCount: Int
  /// The irreps of the output at every node.
  public let nodeOutput: Irreps
  /// The irreps of the output for the whole crystal.
  public let meanOutput: Irreps
  /// From species to scalars.
  public let embedding: Linear
  /// The layers.
  public let layers: [Layer]
  /// From features to the output at every node.
  public let nodeReadout: Linear
  /// From features to the output for the whole crystal.
  public let meanReadout: Linear
  /// The number of weights.
  public let weightCount: Int
  /// Where the weights of the embedding and the two readouts lie.
  public let embeddingWeights, nodeReadoutWeights, meanReadoutWeights: Range<Int>

  /// One layer.
  public struct Layer: Sendable {
    /// The irreps of the features that come in.
    public let input: Irreps
    /// Mixes the copies before the convolution.
    public let before: Linear
    /// The sum of messages over the edges.
    public let convolution: GraphConvolution
    /// From messages to the input of the gate.
    public let after: Linear
    /// From features to the input of the gate.
    public let skip: Linear
    /// From messages to the first factor of the product with the relaxed weights.
    public let toRelaxed: Linear
    /// The product with the relaxed weights.
    public let relaxedProduct: TensorProduct
    /// The nonlinearity.
    public let gate: Gate
    /// Where the weights of each part lie.
    public let radialWeights, beforeWeights, afterWeights, skipWeights: Range<Int>
    /// Where the weights of each part lie.
    public let toRelaxedWeights, relaxedProductWeights: Range<Int>
  }

  /// The sizes of a network.
  public struct Size: Sendable, Hashable {
    /// The features between the layers: scalars first, every irrep once.
    public var hidden: Irreps
    /// The number of layers.
    public var layerCount = 2
    /// The largest degree of the harmonics.
    public var harmonicDegree = 3
    /// The irreps of one copy of the relaxed weights.
    public var relaxed: Irreps
    /// The number of copies of the relaxed weights.
    public var copyCount = 2
    /// The width of the radial network between its two layers.
    public var radialWidth = 64

    /// The sizes; `hidden` and `relaxed` have no default.
    public init(hidden: Irreps, relaxed: Irreps) {
      self.hidden = hidden
      self.relaxed = relaxed
    }

    /// The network with `n` scalars of each parity, n/2 copies of degree 1 and n/4 of degree 2.
    ///
    /// Relaxed weights 0e+1o+1e+2e+2o+3o+3e+4e in two copies, harmonics to degree 3, 2 layers.
    ///
    /// - Precondition: `scalars` is a positive multiple of 4.
    public static func reference(scalars: Int) -> Size {
      precondition(
        scalars > 0 && scalars.isMultiple(of: 4),
        "the number of scalars is a positive multiple of 4, found \(scalars)")
      let copies = [scalars, scalars / 2, scalars / 4]
      let hidden = (0...2).flatMap { degree in
        let natural = Parity(ofDegree: degree)
        return [natural, natural * .odd].map {
          Irreps.Block(multiplicity: copies[degree], irrep: Irrep(degree, $0))
        }
      }
      let relaxed = Irrep.all(upTo: 3).filter { $0 != Irrep(0, .odd) } + [Irrep(4, .even)]
      return Size(hidden: Irreps(hidden), relaxed: Irreps(relaxed))
    }
  }

  /// The network of given sizes.
  ///
  /// - Parameters:
  ///   - size: irreps and widths.
  ///   - speciesCount: the number of species.
  ///   - radialEmbedding: how the length of an edge enters the radial networks.
  ///   - neighbourCount: the number n of neighbours.
  ///   - nodeOutput: the irreps of the output at every node.
  ///   - meanOutput: the irreps of the output for the whole crystal.
  ///   - scale: how the functions of radial networks and gates are scaled.
  /// - Precondition: hidden irreps are scalars first and occur once each, with 0e; even scalars are
  ///   needed for the gates; at least one species, layer and copy.
  public init(
    _ size: Size, speciesCount: Int, radialEmbedding: RadialEmbedding, neighbourCount: Double,
    nodeOutput: Irreps = Irreps([Irrep(1, .odd)]),
    meanOutput: Irreps = Irreps([Irrep(0, .even), Irrep(2, .even)]),
    scale: Activation.Scale = .exact
  ) {
    let hidden = size.hidden
    Self.check(hidden)
    precondition(
      speciesCount > 0 && size.layerCount > 0 && size.copyCount > 0,
      "a network has at least one species, one layer and one copy of relaxed weights, found "
        + "\(speciesCount), \(size.layerCount) and \(size.copyCount)")
    self.speciesCount = speciesCount
    self.hidden = hidden
    precondition(
      size.relaxed.blocks.allSatisfy { $0.multiplicity == 1 },
      "a copy of the relaxed weights holds every irrep once, found \(size.relaxed)")
    self.nodeOutput = nodeOutput
    self.meanOutput = meanOutput
    relaxed = size.relaxed
    copyCount = size.copyCount
    harmonics = .sphericalHarmonics(upTo: size.harmonicDegree)
    var next = 0
    func take(_ count: Int) -> Range<Int> {
      defer { next += count }
      return next..<(next + count)
    }
    let scalar = Irrep(0, .even)
    let start = Irreps([.init(multiplicity: hidden.count(of: scalar), irrep: scalar)])
    let species = Irreps([.init(multiplicity: speciesCount, irrep: scalar)])
    embedding = Linear(species, to: start)
    embeddingWeights = take(embedding.weightCount)
    let relaxedCopies = Irreps(
      size.relaxed.blocks.map {
        Irreps.Block(multiplicity: $0.multiplicity * size.copyCount, irrep: $0.irrep)
      })
    let scalars = hidden.filter { $0.degree == 0 }
    let gated = hidden.filter { $0.degree > 0 }
    let gate = Gate(
      scalars: scalars, scalars.blocks.map { $0.irrep.parity == .even ? .silu : .tanh },
      gates: Irreps([.init(multiplicity: gated.multiplicity, irrep: scalar)]), [.sigmoid],
      gated: gated, scale: scale)
    var layers: [Layer] = []
    for index in 0..<size.layerCount {
      let input = index == 0 ? start : hidden
      let message = TensorProduct.sortedDepthwise(input, harmonics, into: gate.input)
      let convolution = GraphConvolution(
        message, radialEmbedding: radialEmbedding, hiddenWidths: [size.radialWidth],
        activation: .silu, scale: scale, neighbourCount: neighbourCount)
      let messages = message.product.simplified
      let parts = (
        before: Linear(input, to: input), after: Linear(messages, to: gate.input),
        skip: Linear(input, to: gate.input), toRelaxed: Linear(messages, to: hidden),
        product: TensorProduct.fullyConnected(hidden, relaxedCopies, to: gate.input)
      )
      layers.append(
        Layer(
          input: input, before: parts.before, convolution: convolution, after: parts.after,
          skip: parts.skip, toRelaxed: parts.toRelaxed, relaxedProduct: parts.product,
          gate: gate, radialWeights: take(convolution.weightCount),
          beforeWeights: take(parts.before.weightCount),
          afterWeights: take(parts.after.weightCount), skipWeights: take(parts.skip.weightCount),
          toRelaxedWeights: take(parts.toRelaxed.weightCount),
          relaxedProductWeights: take(parts.product.weightCount)))
    }
    self.layers = layers
    nodeReadout = Linear(hidden, to: nodeOutput)
    nodeReadoutWeights = take(nodeReadout.weightCount)
    meanReadout = Linear(hidden, to: meanOutput)
    meanReadoutWeights = take(meanReadout.weightCount)
    weightCount = next
  }

  /// The number of relaxed weights of one sample.
  public var relaxedCount: Int { copyCount * relaxed.dimension }

  /// Relaxed weights at which the network is strictly equivariant, if c = 1 for the first copy.
  public var relaxedStart: [Double] {
    var result = [Double](repeating: 0, count: relaxedCount)
    if let first = zip(relaxed.blocks, relaxed.ranges).first(where: {
      $0.0.irrep == Irrep(0, .even)
    }) {
      result[first.1.lowerBound] = 1
    }
    return result
  }

  private static func check(_ hidden: Irreps) {
    let irreps = hidden.blocks.map(\.irrep)
    precondition(
      Set(irreps).count == irreps.count && hidden.contains(Irrep(0, .even))
        && hidden.blocks.allSatisfy { $0.multiplicity > 0 },
      "hidden irreps occur once each with at least one copy and contain 0e, found \(hidden)")
    let firstGated = irreps.firstIndex { $0.degree > 0 } ?? irreps.count
    precondition(
      irreps[firstGated...].allSatisfy { $0.degree > 0 },
      "scalars come first among the hidden irreps, found \(hidden)")
  }
}

extension TensorProduct {
  /// The product of node features with one edge feature into irreps of `kept`, sorted by irrep.
  ///
  /// Paths and their weights are in the order of the blocks; only the blocks of the product are
  /// sorted, so that equal irreps lie side by side.
  static func sortedDepthwise(_ nodes: Irreps, _ edges: Irreps, into kept: Irreps) -> TensorProduct
  {
    let plain = TensorProduct.depthwise(nodes, edges) { kept.contains($0) }
    let (sorted, places, _) = plain.product.sorted()
    let paths = plain.paths.map {
      Path($0.first, $0.second, to: places[$0.product], .uvu)
    }
    return TensorProduct(nodes, edges, to: sorted, paths: paths)
  }
}
