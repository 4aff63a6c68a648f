import Foundation
import PhaseFitEquivariance
import PhaseFitNumerics
import Testing

@Suite struct ExperimentTests {
  struct Experiments: Decodable {
    struct Shape: Decodable {
      var name: String
      var H_order: Int
      var target_field: [[Double]]
      var strict_equivariant_floor: Double
      var allowed_irreps_lrelaxed4: [String]
    }
    struct Perovskite: Decodable {
      var name: String
      var H_order: Int
      var displacement_target_angstrom: [[Double]]
      var strict_equivariant_floor: Double
    }
    var shapes: [Shape]
    var perovskite: [Perovskite]
  }

  let reference: Experiments

  init() throws {
    reference = try Reference.load(Experiments.self, "experiments")
  }

  @Test("shapes have the target fields, groups and floors of the reference")
  func shapes() throws {
    #expect(RelaxationExperiment.shapeNames == reference.shapes.map(\.name))
    for entry in reference.shapes {
      let experiment = try #require(RelaxationExperiment.shape(entry.name, hiddenWidth: 4))
      expectReference(experiment.target, entry.target_field.flatMap { $0 }, entry.name)
      expectReference([experiment.floor], [entry.strict_equivariant_floor], entry.name)
      #expect(experiment.targetGroup.operations.count == entry.H_order, "\(entry.name)")
      // Irreps of relaxed weights with a part that the group keeps.
      let space = RelaxedWeights(upTo: 4)
      var generator = SplitMix64(seed: 81)
      let kept = space.fixedPart(
        normals(space.count, &generator), under: experiment.targetGroup.operations)
      let names = space.norms(kept).filter { $0.norm > 1e-9 }.map(\.irrep.description)
      #expect(names == entry.allowed_irreps_lrelaxed4, "\(entry.name)")
    }
    #expect(RelaxationExperiment.shape("dodecahedron") == nil)
  }

  @Test("perovskites have the displacements, groups and floors of the reference")
  func perovskites() throws {
    #expect(RelaxationExperiment.perovskiteNames == reference.perovskite.map(\.name))
    for entry in reference.perovskite {
      let experiment = try #require(try RelaxationExperiment.perovskite(entry.name))
      expectReference(
        experiment.target, entry.displacement_target_angstrom.flatMap { $0 }, entry.name)
      expectReference([experiment.floor], [entry.strict_equivariant_floor], entry.name)
      #expect(experiment.targetGroup.operations.count == entry.H_order, "\(entry.name)")
      #expect(experiment.graph.edges.count == 60)
    }
    #expect(try RelaxationExperiment.perovskite("to_P1") == nil)
  }

  @Test("relaxed weights turn a square into a rectangle and keep exactly its group")
  func rectangle() throws {
    let experiment = try #require(
      RelaxationExperiment.shape(
        "square_to_rectangle", maximumRelaxedDegree: 2, hiddenWidth: 8))
    let training = RelaxationExperiment.Training(steps: 30, refinements: 60, goal: 1e-6)
    let outcome = experiment.run(seed: 3, training: training)
    #expect(outcome.loss < 1e-3)
    #expect(outcome.leakage < 1e-12)
    #expect(outcome.keptGroup == experiment.targetGroup)
    let short = RelaxationExperiment.Training(steps: 10, refinements: 30)
    let strict = experiment.run(seed: 3, isRelaxed: false, training: short)
    #expect(strict.loss > experiment.floor - 1e-9)
    #expect(strict.loss < experiment.floor + 0.1)
    #expect(strict.relaxed == experiment.network.layers.map(\.relaxed.start))
  }

  @Test("steps with single second moments leave the subspace that symmetry allows")
  func control() throws {
    // The quadrupole along z has two components of different size, which single moments level.
    let experiment = try #require(
      RelaxationExperiment.shape("square_to_square", maximumRelaxedDegree: 2, hiddenWidth: 8))
    var training = RelaxationExperiment.Training(steps: 10, refinements: 0)
    #expect(experiment.run(seed: 3, training: training).leakage < 1e-12)
    training.isElementwise = true
    let outcome = experiment.run(seed: 3, training: training)
    #expect(outcome.leakage > 1e-2)
    #expect(outcome.keptGroup.operations.count < experiment.targetGroup.operations.count)
  }

  @Test("a network of two layers and a gate has the stated derivative and is equivariant")
  func stack() throws {
    var generator = SplitMix64(seed: 82)
    let gate = Gate(
      scalars: try Irreps(parsing: "2x0e"), [.silu], gates: try Irreps(parsing: "2x0e"),
      [.sigmoid], gated: try Irreps(parsing: "1o+1e"))
    let edges = Irreps.sphericalHarmonics(upTo: 1)
    func layer(_ input: Irreps, _ output: Irreps) -> RelaxedConvolution {
      RelaxedConvolution(
        input, to: output, edges: edges, relaxed: RelaxedWeights(upTo: 1),
        radialEmbedding: .length, hiddenWidths: [3], activation: .tanh, neighbourCount: 2)
    }
    let input = try Irreps(parsing: "0e+1o")
    let output = try Irreps(parsing: "1o+0e")
    let network = ConvolutionStack(
      [layer(input, gate.input), layer(gate.output, output)], gates: [gate, nil])
    let graph = EdgeGraph(completeOn: normalVectors(3, &generator))
    let features = normals(3 * input.dimension, &generator)
    let weights = normals(network.weightCount, &generator)
    let relaxed = normals(network.relaxedCount, &generator)
    let cotangent = normals(3 * output.dimension, &generator)
    let (value, gradient) = network.withPullback(
      features, on: graph, weights: weights, relaxed: relaxed
    ) { _ in cotangent }
    #expect(value == network(features, on: graph, weights: weights, relaxed: relaxed))
    expectGradient(
      gradient.features,
      of: { network($0, on: graph, weights: weights, relaxed: relaxed) }, at: features,
      cotangent: cotangent, "features")
    expectGradient(
      gradient.relaxed,
      of: { network(features, on: graph, weights: weights, relaxed: $0) }, at: relaxed,
      cotangent: cotangent, "relaxed")
    expectGradient(
      gradient.weights,
      of: { network(features, on: graph, weights: $0, relaxed: relaxed) }, at: weights,
      cotangent: cotangent, "weights")
    let rows = network.jacobian(
      of: [0, 7], features, on: graph, weights: weights, relaxed: relaxed)
    for (row, component) in zip(rows, [0, 7]) {
      expectGradient(
        row.relaxed,
        of: { [network(features, on: graph, weights: weights, relaxed: $0)[component]] },
        at: relaxed, cotangent: [1], "Jacobian")
    }
    let rotation = randomOrthogonal(&generator, improper: true)
    let matrices = IrrepMatrices(at: rotation, upTo: 1)
    let turned = zip(network.layers, network.relaxedRanges).flatMap {
      $0.relaxed.transform(Array(relaxed[$1]), by: rotation)
    }
    let rotated = network(
      input.transform(features, by: matrices), on: graph.transformed(by: rotation),
      weights: weights, relaxed: turned)
    #expect(deviation(rotated, output.transform(value, by: matrices)) < 1e-12)
  }

  @Test("groups of bodies have their order and are closed")
  func groups() {
    #expect(CartesianGroup.cube.operations.count == 48)
    #expect(CartesianGroup.square.operations.count == 16)
    let tenfold = CartesianGroup(generatedBy: [
      CartesianGroup.rotation(about: Vector3(0.3, -1, 2), degrees: 36),
      CartesianGroup.inversion,
    ])
    #expect(tenfold.operations.count == 20)
    let mirror = CartesianGroup.reflection(normalTo: Vector3(1, 2, -1))
    #expect(abs(mirror.determinant + 1) < 1e-15)
    #expect(CartesianGroup(generatedBy: [mirror]).operations.count == 2)
  }

  @Test("point groups have their symbol, groups of no crystal none")
  func symbols() {
    let (z, x) = (Vector3(0, 0, 1), Vector3(1, 0, 0))
    func turn(_ axis: Vector3, _ degrees: Double) -> Matrix3 {
      CartesianGroup.rotation(about: axis, degrees: degrees)
    }
    func symbol(_ generators: Matrix3...) -> String? {
      CartesianGroup(generatedBy: generators).symbol
    }
    let inversion = CartesianGroup.inversion
    let (side, front) = (
      CartesianGroup.reflection(normalTo: x), CartesianGroup.reflection(normalTo: z)
    )
    let diagonal = turn(Vector3(1, 1, 1), 120)
    #expect(symbol() == "1")
    #expect(symbol(inversion) == "-1")
    #expect(symbol(side) == "m")
    #expect(symbol(turn(x, 180), turn(z, 180)) == "222")
    for (degrees, name) in [(180.0, "2"), (120, "3"), (90, "4"), (60, "6")] {
      let axis = turn(z, degrees)
      #expect(symbol(axis) == name)
      #expect(symbol(axis, inversion) == (name == "3" ? "-3" : name + "/m"))
      #expect(symbol(axis, side) == ["2": "mm2", "3": "3m"][name] ?? name + "mm")
      #expect(symbol(axis, turn(x, 180)) == ["2": "222", "3": "32"][name] ?? name + "22")
      let full = ["2": "mmm", "3": "-3m"][name] ?? name + "/mmm"
      #expect(symbol(axis, side, inversion) == full)
    }
    #expect(symbol(-1 * turn(z, 90)) == "-4")
    #expect(symbol(-1 * turn(z, 90), turn(x, 180)) == "-42m")
    #expect(symbol(turn(z, 120), front) == "-6")
    #expect(symbol(turn(z, 120), front, side) == "-6m2")
    #expect(symbol(diagonal, turn(z, 180)) == "23")
    #expect(symbol(diagonal, turn(z, 180), inversion) == "m-3")
    #expect(symbol(diagonal, turn(z, 90)) == "432")
    #expect(symbol(diagonal, -1 * turn(z, 90)) == "-43m")
    #expect(CartesianGroup.cube.symbol == "m-3m")
    #expect(symbol(turn(z, 72)) == nil)
    #expect(symbol(turn(z, 45)) == nil)
  }

  @Test("a reproduction states what was found beside what is allowed, and can be stored")
  func reproduction() throws {
    let experiment = try #require(
      RelaxationExperiment.shape("square_to_rectangle", maximumRelaxedDegree: 2, hiddenWidth: 4))
    let result = Reproduction(
      experiment, seed: 5, training: .init(steps: 4, refinements: 4))
    #expect(result.sourceGroup.symbol == "4/mmm")
    #expect(result.targetGroup.symbol == "mmm")
    #expect(result.groupKept == result.targetGroup)
    #expect(result.allowed.map(\.irrep.description) == ["0e", "2e"])
    #expect(result.allowed.map(\.value) == [1, 2])
    #expect(result.weights.map(\.count) == [2, 2])
    #expect(result.leakage < 1e-12)
    #expect(result.baselineFloor == experiment.floor)
    let data = try JSONEncoder().encode(result)
    #expect(try JSONDecoder().decode(Reproduction.self, from: data) == result)
    #expect(result.response == nil)
    let text = String(decoding: data, as: UTF8.self)
    #expect(text.contains(#""response":null"#) && text.contains(#""pseudoscalar":null"#))
    #expect(Set(Reproduction.names).count == Reproduction.names.count)
    #expect(try Reproduction.run("nothing", seed: 0) == nil)
  }

  @Test("a reproduction of a particle states the fields of the response beside the true ones")
  func particle() throws {
    let result = try Reproduction(
      ChargedParticle(.crossed, hiddenCopies: 1), name: "crossed", seed: 1,
      training: .init(steps: 3, refinements: 3))
    let response = try #require(result.response)
    #expect(response.trueElectric == [1, 0, 0])
    #expect(response.trueMagnetic == [0, 1, 0])
    #expect(response.pseudoscalars.count == 2)
    #expect(result.sourceGroup.symbol == "m-3m")
    #expect(result.targetGroup.symbol == "m")
    #expect(result.groupKept.symbol == "m")
    // E × B lies in the mirror plane as E does.
    #expect(result.allowed.map(\.irrep.description) == ["0e", "1o", "1e"])
    #expect(result.allowed.map(\.value) == [1, 2, 1])
    #expect(result.baselineLoss > result.baselineFloor - 1e-9)
    #expect(result.paper.cosineToElectric == 0.9988)
  }
}
