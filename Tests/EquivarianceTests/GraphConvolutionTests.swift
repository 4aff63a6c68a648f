import PhaseFitEquivariance
import PhaseFitNumerics
import Testing

@Suite struct GraphConvolutionTests {
  let nodes: Irreps
  let convolution: GraphConvolution

  init() throws {
    nodes = try Irreps(parsing: "2x0e+1o+0o+1e")
    let basis = RadialBasis(.bessel, on: 0...2.5, count: 3, hasCutoff: false)
    let envelope = SmoothCutoff(.polynomial(order: 6), radius: 2.5)
    convolution = GraphConvolution(
      .depthwise(nodes, .sphericalHarmonics(upTo: 2)) { $0.degree <= 2 },
      radialEmbedding: .enveloped(basis, envelope), hiddenWidths: [4], activation: .silu,
      neighbourCount: 6)
  }

  /// Three atoms in a skewed cell whose edges are shorter than the cutoff.
  func crystal(_ generator: inout SplitMix64) -> (positions: [Vector3], lattice: Matrix3) {
    let lattice = Matrix3(
      columns: Vector3(2.1, 0, 0.2), Vector3(0.9, 2.3, 0), Vector3(0, -0.4, 2.2))
    return (
      (0..<3).map { index in
        lattice
          * (Vector3(repeating: 0.33 * Double(index)) + 0.05 * normalVectors(1, &generator)[0])
      }, lattice
    )
  }

  @Test("the convolution is the sum of the products edge by edge")
  func definition() throws {
    var generator = SplitMix64(seed: 91)
    let (positions, lattice) = crystal(&generator)
    let graph = try EdgeGraph(crystalAt: positions, lattice: lattice, cutoff: 2.5)
    let features = normals(3 * nodes.dimension, &generator)
    let weights = normals(convolution.weightCount, &generator)
    let harmonics = HarmonicEmbedding(.sphericalHarmonics(upTo: 2))
    let basis = RadialBasis(.bessel, on: 0...2.5, count: 3, hasCutoff: false)
    let envelope = SmoothCutoff(.polynomial(order: 6), radius: 2.5)
    let width = convolution.message.product.dimension
    var expected = [Double](repeating: 0, count: 3 * width)
    for edge in graph.edges {
      let distance = length(edge.vector)
      let path = convolution.radialNetwork(
        basis(distance).map { envelope(distance) * $0 }, weights: weights)
      let start = edge.source * nodes.dimension
      let message = convolution.message(
        Array(features[start..<(start + nodes.dimension)]), harmonics(edge.vector),
        weights: path)
      for (component, value) in message.enumerated() {
        expected[edge.destination * width + component] += value / 6.0.squareRoot()
      }
    }
    #expect(graph.edges.count > 20)
    #expect(deviation(convolution(features, on: graph, weights: weights), expected) < 1e-13)
  }

  @Test(
    "rotations, inversions and translations of the crystal, and its supercell",
    arguments: [
      false, true,
    ])
  func equivariance(improper: Bool) throws {
    var generator = SplitMix64(seed: 92)
    let (positions, lattice) = crystal(&generator)
    let features = normals(3 * nodes.dimension, &generator)
    let weights = normals(convolution.weightCount, &generator)
    func run(_ positions: [Vector3], _ lattice: Matrix3, _ features: [Double]) throws -> [Double] {
      convolution(
        features, on: try EdgeGraph(crystalAt: positions, lattice: lattice, cutoff: 2.5),
        weights: weights)
    }
    let plain = try run(positions, lattice, features)
    let rotation = randomOrthogonal(&generator, improper: improper)
    let matrices = IrrepMatrices(at: rotation, upTo: 2)
    let moved = positions.map { rotation * $0 + Vector3(0.3, -7, 2) }
    let rotated = try run(moved, rotation * lattice, nodes.transform(features, by: matrices))
    #expect(deviation(rotated, convolution.message.product.transform(plain, by: matrices)) < 1e-12)
    let doubled = Matrix3(
      columns: lattice[column: 0], 2 * lattice[column: 1], lattice[column: 2])
    let copies = positions + positions.map { $0 + lattice[column: 1] }
    #expect(deviation(try run(copies, doubled, features + features), plain + plain) < 1e-12)
  }

  @Test("the pullback is the derivative")
  func pullback() throws {
    var generator = SplitMix64(seed: 93)
    let positions = [Vector3.zero, Vector3(1.1, 0.3, -0.2), Vector3(-0.4, 1.2, 0.9)]
    let graph = try EdgeGraph(moleculeAt: positions, cutoff: 2.5)
    #expect(graph.edges.count == 6)
    let features = normals(3 * nodes.dimension, &generator)
    let weights = normals(convolution.weightCount, &generator)
    let cotangent = normals(3 * convolution.message.product.dimension, &generator)
    let gradient = convolution.pullback(
      features, on: graph, weights: weights, cotangent: cotangent)
    expectGradient(
      gradient.features, of: { convolution($0, on: graph, weights: weights) }, at: features,
      cotangent: cotangent)
    expectGradient(
      gradient.weights, of: { convolution(features, on: graph, weights: $0) }, at: weights,
      cotangent: cotangent)
    expectGradient(
      graph.positionGradient(gradient.vectors).flatMap { [$0.x, $0.y, $0.z] },
      of: { flat in
        let moved = graph.moved(
          to: (0..<3).map { vector(Array(flat[(3 * $0)..<(3 * $0 + 3)])) })
        return convolution(features, on: moved, weights: weights)
      }, at: positions.flatMap { [$0.x, $0.y, $0.z] }, cotangent: cotangent)
  }

  @Test("two far molecules give what each gives alone")
  func additivity() throws {
    var generator = SplitMix64(seed: 94)
    let first = normalVectors(3, &generator)
    let second = normalVectors(2, &generator).map { $0 + Vector3(100, 0, 0) }
    let features = normals(5 * nodes.dimension, &generator)
    let weights = normals(convolution.weightCount, &generator)
    func run(_ positions: [Vector3], _ features: [Double]) throws -> [Double] {
      convolution(
        features, on: try EdgeGraph(moleculeAt: positions, cutoff: 2.5), weights: weights)
    }
    let cut = 3 * nodes.dimension
    let apart = try run(first, Array(features[..<cut])) + run(second, Array(features[cut...]))
    #expect(deviation(try run(first + second, features), apart) < 1e-13)
    #expect(apart.contains { abs($0) > 1e-3 })
  }
}
