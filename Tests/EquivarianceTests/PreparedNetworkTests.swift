import PhaseFitEquivariance
import PhaseFitNumerics
import Testing

/// One after another, since one of them narrows the vectors of all kernels for a while.
@Suite(.serialized) struct PreparedNetworkTests {
  /// ABO₃ in a cell doubled along all axes, or a single cell of other shape and places.
  static func perovskite(doubled: Bool) throws -> ModulatedStructure {
    let sites = [
      Vector3(0, 0, 0), Vector3(0.5, 0.5, 0.5), Vector3(0.5, 0, 0), Vector3(0, 0.5, 0),
      Vector3(0, 0, 0.5),
    ]
    let kinds = [1, 0, 2, 2, 2]
    var positions: [Vector3] = []
    var species: [Int] = []
    let count = doubled ? 2 : 1
    for x in 0..<count {
      for y in 0..<count {
        for z in 0..<count {
          for (site, kind) in zip(sites, kinds) {
            positions.append(3.905 * (site + Vector3(Double(x), Double(y), Double(z))))
            species.append(kind)
          }
        }
      }
    }
    let edge = 3.905 * Double(count)
    let wave = doubled ? Vector3(1, 1, 1) : Vector3(0.5, 0.5, 0.5)
    return try ModulatedStructure(
      crystalAt: positions, lattice: Matrix3(diagonal: Vector3(repeating: edge)),
      species: species, cutoff: 4.5, waves: [wave])
  }

  static func network(scalars: Int, layers: Int = 2) -> ModulatedNetwork {
    var size = ModulatedNetwork.Size.reference(scalars: scalars)
    size.layerCount = layers
    size.radialWidth = 6
    let basis = RadialBasis(.bessel, on: 0...4.5, count: 8, hasCutoff: true)
    return ModulatedNetwork(
      size, speciesCount: 3, radialEmbedding: .basis(basis), neighbourCount: 30.8)
  }

  /// Quadratic losses with targets of their own for every sample.
  static func loss(_ sample: Int, _ output: ModulatedNetwork.Output) -> (
    loss: Double, cotangent: ModulatedNetwork.Output
  ) {
    var result = output
    var loss = 0.0
    for index in output.nodes.indices {
      let error = output.nodes[index] - 0.1 * Double((index + sample) % 5)
      loss += error * error / 2
      result.nodes[index] = error
    }
    for index in output.mean.indices {
      let error = output.mean[index] - 0.2 * Double((index + sample) % 3)
      loss += error * error / 2
      result.mean[index] = error
    }
    return (loss, result)
  }

  static func samples(
    _ network: ModulatedNetwork, _ count: Int, _ generator: inout SplitMix64
  ) -> [[Double]] {
    (0..<count).map { _ in
      zip(network.relaxedStart, normals(network.relaxedCount, &generator)).map { $0 + 0.2 * $1 }
    }
  }

  @Test(
    "the prepared network equals the layers one after another",
    arguments: [
      (PreparedNetwork.Precision.double, 4, 2), (.single, 4, 2), (.double, 8, 1),
      (.double, 4, 3),
    ])
  func plain(precision: PreparedNetwork.Precision, scalars: Int, layers: Int) throws {
    var generator = SplitMix64(seed: 301)
    let network = Self.network(scalars: scalars, layers: layers)
    let structure = try Self.perovskite(doubled: false)
    let weights = normals(network.weightCount, &generator)
    let relaxed = Self.samples(network, 5, &generator)
    let prepared = PreparedNetwork(network, on: structure, precision: precision)
    let found = try prepared.evaluate(weights: weights, relaxed: relaxed, loss: Self.loss)
    let tolerance = precision == .double ? 1e-12 : 1e-5
    var weightGradient = [Double](repeating: 0, count: network.weightCount)
    var total = 0.0
    for (sample, values) in relaxed.enumerated() {
      let (output, gradient) = network.withPullback(
        structure, weights: weights, relaxed: values
      ) { Self.loss(sample, $0).cotangent }
      total += Self.loss(sample, output).loss
      #expect(deviation(found.outputs[sample].nodes, output.nodes) < tolerance)
      #expect(deviation(found.outputs[sample].mean, output.mean) < tolerance)
      #expect(deviation(found.relaxed[sample], gradient.relaxed) < tolerance)
      for index in weightGradient.indices { weightGradient[index] += gradient.weights[index] }
    }
    #expect(deviation(found.weights, weightGradient) < tolerance)
    #expect(abs(found.loss - total) < tolerance * total)
    // Weights from irreps that the first layer cannot reach have no effect.
    #expect(weightGradient.filter { abs($0) > 1e-6 }.count > network.weightCount / 4)
    #expect(try prepared.outputs(weights: weights, relaxed: relaxed) == found.outputs)
  }

  @Test("channels that fill no vector, and waves that no node carries")
  func oddSizes() throws {
    var generator = SplitMix64(seed: 302)
    var size = ModulatedNetwork.Size(
      hidden: try Irreps(parsing: "3x0e+5x1o+2x2e"), relaxed: try Irreps(parsing: "0e+2e+1o"))
    size.harmonicDegree = 4
    size.copyCount = 3
    let network = ModulatedNetwork(
      size, speciesCount: 2, radialEmbedding: .length, neighbourCount: 2,
      nodeOutput: try Irreps(parsing: "2x1o+0e"), meanOutput: try Irreps(parsing: "3x2e+1e"))
    let graph = try EdgeGraph(moleculeAt: normalVectors(6, &generator), cutoff: 2)
    let structure = try ModulatedStructure(
      graph, species: [0, 1, 1, 0, 0, 1],
      modulations: [
        [1, 1, 1, 1, 1, 1], [0, 0.5, 0, 0, -1, 0], [0, 0, 0, 0, 0.25, 0],
      ])
    let weights = normals(network.weightCount, &generator)
    let relaxed = normals(network.relaxedCount, &generator)
    let found = try PreparedNetwork(network, on: structure).evaluate(
      weights: weights, relaxed: [relaxed], loss: Self.loss)
    let (output, gradient) = network.withPullback(structure, weights: weights, relaxed: relaxed) {
      Self.loss(0, $0).cotangent
    }
    #expect(deviation(found.outputs[0].nodes, output.nodes) < 1e-12)
    #expect(deviation(found.outputs[0].mean, output.mean) < 1e-12)
    #expect(deviation(found.weights, gradient.weights) < 1e-12)
    #expect(deviation(found.relaxed[0], gradient.relaxed) < 1e-12)
  }

  @Test("the plain network has the stated derivative")
  func derivative() throws {
    var generator = SplitMix64(seed: 303)
    var size = ModulatedNetwork.Size(
      hidden: try Irreps(parsing: "0e+0o+1o"), relaxed: try Irreps(parsing: "0e+1o"))
    size.harmonicDegree = 1
    size.radialWidth = 2
    let network = ModulatedNetwork(
      size, speciesCount: 2, radialEmbedding: .length, neighbourCount: 2)
    let graph = try EdgeGraph(moleculeAt: normalVectors(3, &generator), cutoff: 4)
    let structure = try ModulatedStructure(
      graph, species: [0, 1, 1], modulations: [[1, 1, 1], [1, -1, 0.5]])
    let weights = normals(network.weightCount, &generator)
    let relaxed = normals(network.relaxedCount, &generator)
    func flat(_ output: ModulatedNetwork.Output) -> [Double] { output.nodes + output.mean }
    let cotangent = normals(9 + 6, &generator)
    let (_, gradient) = network.withPullback(structure, weights: weights, relaxed: relaxed) { _ in
      .init(nodes: Array(cotangent[..<9]), mean: Array(cotangent[9...]))
    }
    expectGradient(
      gradient.weights, of: { flat(network(structure, weights: $0, relaxed: relaxed)) },
      at: weights, cotangent: cotangent, "weights")
    expectGradient(
      gradient.relaxed, of: { flat(network(structure, weights: weights, relaxed: $0)) },
      at: relaxed, cotangent: cotangent, "relaxed")
  }

  @Test("every bit is the same on one and more threads", arguments: [1, 9, 50])
  func threads(samples: Int) throws {
    var generator = SplitMix64(seed: 304)
    let network = Self.network(scalars: 4)
    let prepared = PreparedNetwork(
      network, on: try Self.perovskite(doubled: false), precision: .single)
    let weights = normals(network.weightCount, &generator)
    let relaxed = Self.samples(network, samples, &generator)
    let alone = try prepared.evaluate(weights: weights, relaxed: relaxed, loss: Self.loss)
    for threads in [2, 3, 16] {
      let shared = try prepared.evaluate(
        weights: weights, relaxed: relaxed, threads: threads, loss: Self.loss)
      #expect(shared == alone)
    }
  }

  @Test("graphs without edges and without nodes, and no samples")
  func emptyGraphs() throws {
    var generator = SplitMix64(seed: 305)
    let network = Self.network(scalars: 4)
    let weights = normals(network.weightCount, &generator)
    let relaxed = Self.samples(network, 1, &generator)
    // The cutoff is shorter than any bond.
    let lonely = try ModulatedStructure(
      crystalAt: [.zero, Vector3(2, 0, 0)], lattice: Matrix3(diagonal: Vector3(4, 4, 4)),
      species: [0, 1], cutoff: 1.9, waves: [.zero])
    #expect(lonely.graph.edges.isEmpty)
    let empty = try ModulatedStructure(
      EdgeGraph(nodeCount: 0, edges: []), species: [], modulations: [[], []])
    for structure in [lonely, empty] {
      let prepared = PreparedNetwork(network, on: structure)
      let found = try prepared.evaluate(weights: weights, relaxed: relaxed, loss: Self.loss)
      let (output, gradient) = network.withPullback(
        structure, weights: weights, relaxed: relaxed[0]
      ) { Self.loss(0, $0).cotangent }
      #expect(deviation(found.outputs[0].nodes, output.nodes) < 1e-12)
      #expect(deviation(found.outputs[0].mean, output.mean) < 1e-12)
      #expect(output.mean.allSatisfy { $0.isFinite })
      #expect(deviation(found.weights, gradient.weights) < 1e-12)
      #expect(found.weights.allSatisfy { $0.isFinite })
      let none = try prepared.evaluate(weights: weights, relaxed: [], loss: Self.loss)
      #expect(none.loss == 0 && none.weights.allSatisfy { $0 == 0 })
    }
  }

  @Test("input that is not finite and overflow are errors")
  func notFinite() throws {
    var generator = SplitMix64(seed: 306)
    let network = Self.network(scalars: 4)
    let structure = try Self.perovskite(doubled: false)
    let prepared = PreparedNetwork(network, on: structure, precision: .single)
    var weights = normals(network.weightCount, &generator)
    let relaxed = Self.samples(network, 2, &generator)
    func error(_ weights: [Double], _ relaxed: [[Double]]) -> EquivarianceError? {
      #expect(throws: EquivarianceError.self) {
        try prepared.outputs(weights: weights, relaxed: relaxed)
      }
    }
    weights[7] = .nan
    #expect(error(weights, relaxed)?.description.hasPrefix("weight 7 is nan") == true)
    weights[7] = 0
    var broken = relaxed
    broken[1][3] = .infinity
    #expect(error(weights, broken)?.description.contains("3 of sample 1 is inf") == true)
    #expect(error(weights.map { 1e12 * $0 }, relaxed)?.code == .outOfRange)
    #expect(throws: EquivarianceError.self) {
      try ModulatedStructure(
        EdgeGraph(completeOn: [.zero, Vector3(.nan, 0, 0)]), species: [0, 0],
        modulations: [[1, 1]])
    }
    #expect(throws: EquivarianceError.self) {
      try ModulatedStructure(
        EdgeGraph(nodeCount: 1, edges: []), species: [0], modulations: [[.nan]])
    }
  }

  @Test(
    "every width of vectors gives the same to rounding",
    arguments: PreparedNetwork.Precision.allCases)
  func vectorWidths(precision: PreparedNetwork.Precision) throws {
    var generator = SplitMix64(seed: 307)
    let network = Self.network(scalars: 4)
    let prepared = PreparedNetwork(
      network, on: try Self.perovskite(doubled: false), precision: precision)
    let weights = normals(network.weightCount, &generator)
    let relaxed = Self.samples(network, 3, &generator)
    let widest = try prepared.evaluate(weights: weights, relaxed: relaxed, loss: Self.loss)
    defer { KernelVectors.limit(toBytes: 64) }
    for bytes in [16, 32] {
      KernelVectors.limit(toBytes: bytes)
      #expect(KernelVectors.bytes <= bytes)
      let other = try prepared.evaluate(weights: weights, relaxed: relaxed, loss: Self.loss)
      let tolerance = precision == .double ? 1e-13 : 1e-5
      #expect(deviation(other.weights, widest.weights) < tolerance)
      #expect(deviation(other.relaxed.flatMap { $0 }, widest.relaxed.flatMap { $0 }) < tolerance)
      #expect(deviation(other.outputs[2].nodes, widest.outputs[2].nodes) < tolerance)
      // Neighbours and products are found by the same vectors.
      try NeighbourTests().ties()
      try TensorProductTests().batch()
    }
  }
}
