import Foundation
import PhaseFitEquivariance
import PhaseFitNumerics
import Testing

@Suite struct ModulatedNetworkOracleTests {
  struct Case: Decodable {
    var positions: [[Double]]
    var lattice_rows: [[Double]]
    var species: [Int]
    var edges: Int
    var modulations: [[Double]]
    var weight_count: Int
    var output: [Double]
    var relaxed_gradient: [Double]
    var weight_gradient_sums: [Double]
  }

  @Test("network, plain and prepared, outputs and gradients as e3nn")
  func reference() throws {
    let reference = try Reference.load(Case.self, "modulated_network")
    var size = ModulatedNetwork.Size.reference(scalars: 4)
    size.radialWidth = 6
    let basis = RadialBasis(.bessel, on: 0...4.5, count: 8, hasCutoff: true)
    let rows = reference.lattice_rows.map(vector)
    let graph = try EdgeGraph(
      crystalAt: reference.positions.map(vector),
      lattice: Matrix3(columns: rows[0], rows[1], rows[2]), cutoff: 4.5)
    #expect(graph.edges.count == reference.edges)
    let network = ModulatedNetwork(
      size, speciesCount: 3, radialEmbedding: .basis(basis),
      neighbourCount: Double(graph.edges.count) / 5, scale: .sampled)
    #expect(network.weightCount == reference.weight_count)
    let structure = try ModulatedStructure(
      graph, species: reference.species, modulations: reference.modulations)
    let weights = (0..<network.weightCount).map { 1.1 * sin(0.37 * Double($0) + 0.2) }
    var relaxed = (0..<network.relaxedCount).map { 0.3 * cos(0.71 * Double($0)) }
    relaxed[0] += 1
    let cotangent = (0..<21).map { sin(Double($0) + 1) }
    let upper = ModulatedNetwork.Output(
      nodes: Array(cotangent[..<15]), mean: Array(cotangent[15...]))
    func compare(
      _ output: ModulatedNetwork.Output, _ weightGradient: [Double], _ relaxedGradient: [Double],
      _ what: String
    ) {
      expectReference(output.nodes + output.mean, reference.output, "\(what): output")
      expectReference(relaxedGradient, reference.relaxed_gradient, "\(what): relaxed weights")
      let sums = (0..<8).map { n in
        weightGradient.enumerated().reduce(0.0) { sum, element in
          sum + element.element * cos(0.11 * Double(n + 1) * Double(element.offset))
        }
      }
      expectReference(sums, reference.weight_gradient_sums, "\(what): weights")
    }
    let (output, gradient) = network.withPullback(
      structure, weights: weights, relaxed: relaxed
    ) { _ in upper }
    compare(output, gradient.weights, gradient.relaxed, "plain")
    let prepared = try PreparedNetwork(network, on: structure).evaluate(
      weights: weights, relaxed: [relaxed]
    ) { _, _ in (0, upper) }
    compare(prepared.outputs[0], prepared.weights, prepared.relaxed[0], "prepared")
  }
}
