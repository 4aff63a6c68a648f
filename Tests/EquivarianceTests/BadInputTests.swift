import PhaseFitEquivariance
import PhaseFitNumerics
import Testing

/// Input that has no answer stops with its place; input at a limit has the limit's answer.
@Suite struct BadInputTests {
  static func convolution() -> GraphConvolution {
    GraphConvolution(
      .depthwise(Irreps([Irrep(0, .even), Irrep(1, .odd)]), .sphericalHarmonics(upTo: 2)),
      radialEmbedding: .basis(RadialBasis(.bessel, on: 0...3, count: 3)), hiddenWidths: [4],
      activation: .silu, neighbourCount: 2)
  }

  static func relaxedConvolution() -> RelaxedConvolution {
    RelaxedConvolution(
      Irreps([Irrep(0, .even), Irrep(1, .odd)]), to: Irreps([Irrep(0, .even), Irrep(1, .odd)]),
      edges: .sphericalHarmonics(upTo: 1), relaxed: RelaxedWeights(upTo: 1),
      radialEmbedding: .length, hiddenWidths: [3], activation: .tanh, neighbourCount: 2)
  }

  static let pair = EdgeGraph(completeOn: [.zero, Vector3(1, 0.5, 0)])

  @Test("atoms at the same place, without direction, have finite outputs and gradients")
  func coincident() {
    var generator = SplitMix64(seed: 331)
    let graph = EdgeGraph(completeOn: [.zero, .zero, Vector3(1, 0, 0.3)])
    let (plain, relaxed) = (Self.convolution(), Self.relaxedConvolution())
    let features = normals(12, &generator)
    let weights = normals(plain.weightCount, &generator)
    let gradient = plain.pullback(
      features, on: graph, weights: weights,
      cotangent: normals(3 * plain.message.product.dimension, &generator))
    let numbers =
      plain(features, on: graph, weights: weights) + gradient.features + gradient.weights
      + gradient.vectors.flatMap { [$0.x, $0.y, $0.z] }
    #expect(numbers.allSatisfy { $0.isFinite })
    let others = normals(relaxed.weightCount, &generator)
    let theta = normals(relaxed.relaxed.count, &generator)
    let second = relaxed.pullback(
      features, on: graph, weights: others, relaxed: theta, cotangent: normals(12, &generator))
    let more = second.features + second.weights + second.relaxed
    #expect((more + second.vectors.flatMap { [$0.x, $0.y, $0.z] }).allSatisfy { $0.isFinite })
  }

  @Test("a graph without edges sends no messages, one without nodes gives nothing")
  func empty() throws {
    var generator = SplitMix64(seed: 332)
    let (plain, relaxed) = (Self.convolution(), Self.relaxedConvolution())
    let weights = normals(plain.weightCount, &generator)
    let others = normals(relaxed.weightCount, &generator)
    let theta = normals(relaxed.relaxed.count, &generator)
    for nodes in [0, 2] {
      let graph = EdgeGraph(nodeCount: nodes, edges: [])
      let features = normals(4 * nodes, &generator)
      #expect(plain(features, on: graph, weights: weights).allSatisfy { $0 == 0 })
      #expect(
        relaxed(features, on: graph, weights: others, relaxed: theta).allSatisfy { $0 == 0 })
      let gradient = plain.pullback(
        features, on: graph, weights: weights,
        cotangent: normals(nodes * plain.message.product.dimension, &generator))
      #expect((gradient.features + gradient.weights).allSatisfy { $0 == 0 })
      #expect(gradient.vectors.isEmpty)
    }
  }

  @Test("features and weights that are not finite stop the program with their place")
  func notFinite() async {
    await #expect(processExitsWith: .failure) {
      _ = BadInputTests.convolution()(
        [1, 2, 3, 4, .nan, 0, 0, 0], on: BadInputTests.pair,
        weights: [Double](repeating: 1, count: BadInputTests.convolution().weightCount))
    }
    await #expect(processExitsWith: .failure) {
      _ = BadInputTests.relaxedConvolution()(
        [1, 2, 3, 4, 5, 0, 0, 0], on: BadInputTests.pair,
        weights: [Double](
          repeating: .infinity, count: BadInputTests.relaxedConvolution().weightCount),
        relaxed: [Double](repeating: 0, count: 8))
    }
  }

  @Test("graphs with numbers that are not finite stop the program with the edge or node")
  func graphNotFinite() async {
    func message(_ result: ExitTest.Result?) -> String {
      String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
    }
    await #expect(processExitsWith: .failure) {
      _ = EdgeGraph(completeOn: [.zero, Vector3(.nan, 0, 0)]).transformed(by: .identity)
    }
    let vector = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      _ = EdgeGraph(
        nodeCount: 3,
        edges: [.init(source: 2, destination: 0, vector: Vector3(0, .infinity, 0))])
    }
    #expect(message(vector).contains("from node 2 to 0"))
    let foreign = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      _ = EdgeGraph(nodeCount: 1, edges: [.init(source: 0, destination: 1, vector: .zero)])
    }
    #expect(message(foreign).contains("has 1 nodes"))
  }
}
