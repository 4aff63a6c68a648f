// The gate: scalars pass through a function, all other irreps are multiplied by one.
//
//     s ← φ(s) ,   x ← φ(g) x
//
// Each copy that is not a scalar has a scalar g of its own. A function without parity acts on even
// scalars only; an even function makes an odd scalar even; an odd gate reverses the parity of what
// it multiplies. The input is sorted and joined, as in e3nn 0.6; the output is the scalars and then
// the gated irreps, as written.

/// The nonlinearity of equivariant networks.
///
/// - Shapes: rows of `input.dimension` in, `output.dimension` out.
public struct Gate: Sendable {
  /// The irreps of the input: scalars, gates and gated irreps, sorted and joined.
  public let input: Irreps
  /// The irreps of the output: scalars, then gated irreps.
  public let output: Irreps
  let scalars: [Scalar]
  let gated: [Gated]

  struct Scalar: Sendable {
    var source: Int
    var function: Activation
    var constant: Double
  }
  struct Gated: Sendable {
    var gate: Scalar
    var source: Int
    var dimension: Int
  }

  /// The gate of the given irreps.
  ///
  /// - Parameters:
  ///   - scalars: irreps of degree 0 that pass through their function.
  ///   - scalarActivations: one function for each block of `scalars`.
  ///   - gates: irreps of degree 0, one copy for each copy of `gated`.
  ///   - gateActivations: one function for each block of `gates`.
  ///   - gated: the irreps that are multiplied.
  ///   - scale: how the functions are scaled.
  /// - Precondition: degrees and counts as described; functions without parity on even scalars.
  public init(
    scalars: Irreps, _ scalarActivations: [Activation], gates: Irreps = Irreps([Irreps.Block]()),
    _ gateActivations: [Activation] = [], gated: Irreps = Irreps([Irreps.Block]()),
    scale: Activation.Scale = .exact
  ) {
    precondition(
      gates.multiplicity == gated.multiplicity,
      "\(gated) needs \(gated.multiplicity) gates, found \(gates)")
    let joined = scalars + gates + gated
    let (sorted, places, _) = joined.sorted()
    let starts = sorted.ranges.map(\.lowerBound)
    func source(_ block: Int) -> Int { starts[places[block]] }
    func copies(_ irreps: Irreps, _ activations: [Activation], from block: Int)
      -> (copies: [Scalar], parities: [Parity])
    {
      precondition(
        irreps.blocks.count == activations.count,
        "\(irreps) needs \(irreps.blocks.count) functions, found \(activations.count)")
      var result: [Scalar] = []
      var parities: [Parity] = []
      for (index, (part, function)) in zip(irreps.blocks, activations).enumerated() {
        let parity = Self.parity(of: function, on: part.irrep)
        let start = source(block + index)
        for copy in 0..<part.multiplicity {
          result.append(
            Scalar(
              source: start + copy, function: function, constant: function.constant(scale)))
          parities.append(parity)
        }
      }
      return (result, parities)
    }
    let passing = copies(scalars, scalarActivations, from: 0)
    let gating = copies(gates, gateActivations, from: scalars.blocks.count)
    var outputBlocks: [Irreps.Block] = []
    var copy = 0
    for block in scalars.blocks where block.multiplicity > 0 {
      outputBlocks.append(
        Irreps.Block(
          multiplicity: block.multiplicity, irrep: Irrep(0, passing.parities[copy])))
      copy += block.multiplicity
    }
    var multiplied: [Gated] = []
    for (index, block) in gated.blocks.enumerated() {
      let start = source(scalars.blocks.count + gates.blocks.count + index)
      for copy in 0..<block.multiplicity {
        let number = multiplied.count
        let irrep = Irrep(block.irrep.degree, block.irrep.parity * gating.parities[number])
        outputBlocks.append(Irreps.Block(multiplicity: 1, irrep: irrep))
        multiplied.append(
          Gated(
            gate: gating.copies[number], source: start + copy * block.irrep.dimension,
            dimension: block.irrep.dimension))
      }
    }
    input = sorted.simplified
    output = Irreps(outputBlocks).simplified
    self.scalars = passing.copies
    self.gated = multiplied
  }

  private static func parity(of function: Activation, on irrep: Irrep) -> Parity {
    precondition(irrep.degree == 0, "functions act on degree 0, found \(irrep)")
    if irrep.parity == .even { return .even }
    guard let parity = function.parity else {
      preconditionFailure(
        "\(function.rawValue) is neither even nor odd and cannot act on the odd scalar \(irrep)")
    }
    return parity
  }

  /// The gated features, row by row.
  ///
  /// - Precondition: the shapes of the type's description.
  public func callAsFunction(_ features: [Double], rows: Int = 1) -> [Double] {
    checkShapes(features, rows)
    var result: [Double] = []
    result.reserveCapacity(rows * output.dimension)
    for start in stride(from: 0, to: rows * input.dimension, by: max(input.dimension, 1)) {
      for scalar in scalars {
        result.append(scalar.constant * scalar.function(features[start + scalar.source]))
      }
      for part in gated {
        let gate = part.gate.constant * part.gate.function(features[start + part.gate.source])
        for m in 0..<part.dimension { result.append(gate * features[start + part.source + m]) }
      }
    }
    return result.finiteResult()
  }

  /// The pullback in the features.
  ///
  /// - Precondition: the shapes of the type's description, cotangents shaped as the output.
  public func pullback(
    _ features: [Double], rows: Int = 1, cotangent: [Double]
  ) -> [Double] {
    checkShapes(features, rows)
    precondition(
      cotangent.count == rows * output.dimension,
      "\(rows) rows of \(output) need \(rows * output.dimension) cotangents, found "
        + "\(cotangent.count)")
    cotangent.requireFinite("cotangent")
    var result = [Double](repeating: 0, count: features.count)
    var next = 0
    for start in stride(from: 0, to: rows * input.dimension, by: max(input.dimension, 1)) {
      for scalar in scalars {
        let slope = scalar.function.derivative(features[start + scalar.source])
        result[start + scalar.source] += scalar.constant * slope * cotangent[next]
        next += 1
      }
      for part in gated {
        let value = features[start + part.gate.source]
        let gate = part.gate.constant * part.gate.function(value)
        var overlap = 0.0
        for m in 0..<part.dimension {
          result[start + part.source + m] += gate * cotangent[next]
          overlap += features[start + part.source + m] * cotangent[next]
          next += 1
        }
        result[start + part.gate.source] +=
          part.gate.constant * part.gate.function.derivative(value) * overlap
      }
    }
    return result.finiteResult("gradient")
  }

  private func checkShapes(_ features: [Double], _ rows: Int) {
    precondition(
      rows >= 0 && features.count == rows * input.dimension,
      "\(rows) rows of \(input) need \(rows * input.dimension) components, found "
        + "\(features.count)")
    features.requireFinite("feature")
  }
}
