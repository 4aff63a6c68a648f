import PhaseFitEquivariance
import PhaseFitNumerics

/// One layer with what its arguments are, so that every test of symmetry and of bad input runs on
/// every layer.
struct TestedLayer: Sendable {
  /// The type, with the variant in brackets where there are several.
  var name: String
  /// The irreps of the arguments that have a row for each node; positions come first.
  var rows: [Irreps]
  /// The irreps of the arguments that are the same for all; the lattice comes first.
  var shared: [Irreps] = []
  /// The irreps of a row of the output.
  var output: Irreps
  /// Whether the layer works on a crystal.
  var isOnCrystal = false
  /// The output from the number of rows, the arguments with rows and the others.
  var function: @Sendable (Int, [[Double]], [[Double]]) -> [Double]

  var type: String { String(name.prefix { $0 != " " }) }

  /// Arguments drawn from a seeded generator; crystals of five atoms.
  func arguments(_ count: Int, _ generator: inout SplitMix64) -> ([[Double]], [[Double]]) {
    var rows = self.rows.map { normals(count * $0.dimension, &generator) }
    var shared = self.shared.map { normals($0.dimension, &generator) }
    if isOnCrystal {
      shared[0] = [3.1, 0, 0.3, 0.8, 3.4, 0, 0.1, -0.5, 3.6]
      let lattice = Self.lattice(shared[0])
      rows[0] = (0..<count).flatMap { index -> [Double] in
        let shift = 0.1 * vector(normals(3, &generator))
        let site = Vector3(Double(index & 1), Double(index >> 1 & 1), Double(index >> 2 & 1)) / 2
        let position = lattice * site + shift
        return [position.x, position.y, position.z]
      }
    }
    return (rows, shared)
  }

  static func lattice(_ numbers: [Double]) -> Matrix3 {
    Matrix3(
      columns: vector(Array(numbers[0..<3])), vector(Array(numbers[3..<6])),
      vector(Array(numbers[6..<9])))
  }

  static func vectors(_ numbers: [Double]) -> [Vector3] {
    stride(from: 0, to: numbers.count, by: 3).map { vector(Array(numbers[$0..<($0 + 3)])) }
  }

  static func graph(_ rows: [[Double]], _ shared: [[Double]]) -> EdgeGraph {
    do {
      return try EdgeGraph(
        crystalAt: vectors(rows[0]), lattice: lattice(shared[0]), cutoff: 2.9)
    } catch { fatalError("\(error)") }
  }
}

/// The layers, one after another.
enum LayerTable {
  static func irreps(_ text: String) -> Irreps {
    do { return try Irreps(parsing: text) } catch { fatalError("\(error)") }
  }

  static let vectorRow = irreps("1o")
  static let lattice = irreps("3x1o")
  static let features = irreps("2x0e+0o+2x1o+1e+2e")

  static func invariants(_ count: Int) -> Irreps {
    Irreps([Irreps.Block(multiplicity: count, irrep: Irrep(0, .even))])
  }

  static let all: [TestedLayer] =
    algebra + products + functionsOfDistance + convolutions + networks

  static let algebra: [TestedLayer] = {
    let linear = Linear(features, to: irreps("0e+0o+3x1o+2x2e+1e"), isBiased: true)
    let gate = Gate(
      scalars: irreps("2x0e+0o"), [.silu, .tanh], gates: irreps("0e+2x0o"), [.sigmoid, .tanh],
      gated: irreps("1o+1e+2o"))
    let scalars = FullyConnectedNetwork(widths: [3, 4, 2], activation: .silu)
    let coupling = ClebschGordan(2, 1, 2)
    return [
      TestedLayer(
        name: "Linear", rows: [features],
        shared: [invariants(linear.weightCount), invariants(linear.biasCount)],
        output: linear.output
      ) { linear($1[0], weights: $2[0], biases: $2[1], rows: $0) },
      TestedLayer(name: "Gate", rows: [gate.input], output: gate.output) { count, rows, _ in
        gate(rows[0], rows: count)
      },
      TestedLayer(
        name: "FullyConnectedNetwork", rows: [invariants(3)],
        shared: [invariants(scalars.weightCount)], output: invariants(2)
      ) { scalars($1[0], weights: $2[0], rows: $0) },
      TestedLayer(
        name: "ClebschGordan", rows: [irreps("2e"), irreps("1o")], output: irreps("2o")
      ) { count, rows, _ in
        (0..<count).flatMap { row in
          coupling(
            Array(rows[0][(5 * row)..<(5 * row + 5)]), Array(rows[1][(3 * row)..<(3 * row + 3)]))
        }
      },
    ]
  }()

  static let products: [TestedLayer] = {
    let second = irreps("0e+1o+2e")
    let kinds: [(String, TensorProduct)] = [
      ("fully connected", .fullyConnected(features, second, to: irreps("0e+0o+2x1o+1e+2e+2o"))),
      ("depthwise", .depthwise(features, second)),
      ("full", .full(features, second)),
      ("elementwise", .elementwise(irreps("0e+1o+2e"), irreps("1o+1e+2o"))),
    ]
    let node = RelaxedNodeLayer(
      irreps("0e+1o"), attribute: irreps("1o+1e"), to: irreps("0e+1o+1e"),
      relaxed: RelaxedWeights(upTo: 2))
    return kinds.map { kind, product in
      TestedLayer(
        name: "TensorProduct (\(kind))", rows: [product.first, product.second],
        shared: [invariants(product.weightCount)], output: product.product
      ) { product($1[0], $1[1], weights: $2[0], rows: $0) }
    } + [
      TestedLayer(
        name: "RelaxedNodeLayer", rows: [node.input, node.attribute],
        shared: [invariants(node.weightCount), node.relaxed.irreps], output: node.output
      ) { node($1[0], attributes: $1[1], weights: $2[0], relaxed: $2[1], rows: $0) }
    ]
  }()

  static let functionsOfDistance: [TestedLayer] = {
    let harmonics = SphericalHarmonics(maximumDegree: 4)
    let solid = HarmonicEmbedding(irreps("0e+1o+3o"), isOfDirection: false)
    let angular = HarmonicEmbedding(irreps("2x1o+2e"), normalisation: .norm)
    let basis = RadialBasis(.smoothFinite, on: 0...4, count: 5)
    let envelope = SmoothCutoff(.polynomial(order: 6), radius: 4)
    let embedding = RadialEmbedding.enveloped(RadialBasis(.bessel, on: 0...4, count: 3), envelope)
    func ofVectors(
      _ name: String, _ output: Irreps, _ function: @escaping @Sendable (Vector3) -> [Double]
    ) -> TestedLayer {
      TestedLayer(name: name, rows: [vectorRow], output: output) { _, rows, _ in
        TestedLayer.vectors(rows[0]).flatMap(function)
      }
    }
    return [
      ofVectors("SphericalHarmonics", irreps("0e+1o+2e+3o+4e")) { harmonics.inDirection(of: $0) },
      ofVectors("HarmonicEmbedding (of vectors)", solid.irreps) { solid($0) },
      ofVectors("HarmonicEmbedding (of directions)", angular.irreps) { angular($0) },
      ofVectors("RadialBasis", invariants(5)) { basis(length($0)) },
      ofVectors("SmoothCutoff", invariants(1)) { [envelope(length($0))] },
      ofVectors("RadialEmbedding", invariants(3)) { embedding(length($0)) },
      ofVectors("Activation", invariants(1)) { [Activation.silu(length($0))] },
    ]
  }()

  static let radial = RadialEmbedding.enveloped(
    RadialBasis(.bessel, on: 0...2.9, count: 4), SmoothCutoff(.polynomial(order: 6), radius: 2.9))

  static let convolutions: [TestedLayer] = {
    let plain = GraphConvolution(
      .depthwise(features, .sphericalHarmonics(upTo: 2)), radialEmbedding: radial,
      hiddenWidths: [5], activation: .silu, neighbourCount: 6)
    func relaxed(_ input: Irreps, _ output: Irreps) -> RelaxedConvolution {
      RelaxedConvolution(
        input, to: output, edges: .sphericalHarmonics(upTo: 2), relaxed: RelaxedWeights(upTo: 2),
        radialEmbedding: radial, hiddenWidths: [4], activation: .tanh, neighbourCount: 6)
    }
    let single = relaxed(irreps("0e+1o"), irreps("0e+0o+1o+2e"))
    let gate = Gate(
      scalars: irreps("0e"), [.silu], gates: irreps("0e"), [.sigmoid], gated: irreps("1o"))
    let stack = ConvolutionStack(
      [relaxed(irreps("0e"), gate.input), relaxed(gate.output, irreps("1o"))],
      gates: [gate, nil])
    return [
      TestedLayer(
        name: "GraphConvolution", rows: [vectorRow, features],
        shared: [lattice, invariants(plain.weightCount)], output: plain.message.product,
        isOnCrystal: true
      ) { plain($1[1], on: TestedLayer.graph($1, $2), weights: $2[1]) },
      TestedLayer(
        name: "RelaxedConvolution", rows: [vectorRow, single.input],
        shared: [lattice, invariants(single.weightCount), single.relaxed.irreps],
        output: single.output, isOnCrystal: true
      ) { single($1[1], on: TestedLayer.graph($1, $2), weights: $2[1], relaxed: $2[2]) },
      TestedLayer(
        name: "ConvolutionStack", rows: [vectorRow, irreps("0e")],
        shared: [
          lattice, invariants(stack.weightCount),
          Irreps(stack.layers.flatMap(\.relaxed.irreps.blocks)),
        ], output: irreps("1o"), isOnCrystal: true
      ) { stack($1[1], on: TestedLayer.graph($1, $2), weights: $2[1], relaxed: $2[2]) },
    ]
  }()

  /// Networks with the waves as an argument, a number for each node; their mean is a row.
  static let networks: [TestedLayer] = {
    var size = ModulatedNetwork.Size(
      hidden: irreps("3x0e+2x0o+2x1o+1e+2e"), relaxed: irreps("0e+1o+1e+2e"))
    size.harmonicDegree = 2
    size.radialWidth = 4
    let network = ModulatedNetwork(
      size, speciesCount: 1, radialEmbedding: radial, neighbourCount: 6)
    @Sendable func structure(_ rows: [[Double]], _ shared: [[Double]]) throws -> ModulatedStructure
    {
      let count = rows[1].count
      return try ModulatedStructure(
        TestedLayer.graph(rows, shared), species: [Int](repeating: 0, count: count),
        modulations: [[Double](repeating: 1, count: count), rows[1]])
    }
    func layer(
      _ name: String,
      _ function:
        @escaping @Sendable (ModulatedStructure, [Double], [Double]) throws ->
        ModulatedNetwork.Output
    ) -> TestedLayer {
      TestedLayer(
        name: name, rows: [vectorRow, invariants(1)],
        shared: [
          lattice, invariants(network.weightCount),
          Irreps(network.relaxed.blocks + network.relaxed.blocks),
        ], output: Irreps(network.nodeOutput.blocks + network.meanOutput.blocks),
        isOnCrystal: true
      ) { count, rows, shared in
        do {
          let output = try function(structure(rows, shared), shared[1], shared[2])
          return (0..<count).flatMap {
            Array(output.nodes[(3 * $0)..<(3 * $0 + 3)]) + output.mean
          }
        } catch { fatalError("\(error)") }
      }
    }
    return [
      layer("ModulatedNetwork") { network($0, weights: $1, relaxed: $2) },
      layer("PreparedNetwork") {
        try PreparedNetwork(network, on: $0).outputs(weights: $1, relaxed: [$2])[0]
      },
    ]
  }()
}
