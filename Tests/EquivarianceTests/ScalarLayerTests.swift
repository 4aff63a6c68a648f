import Foundation
import PhaseFitEquivariance
import PhaseFitNumerics
import Testing

/// What `nn_layers.json` holds.
struct LayerReference: Decodable {
  struct LinearCase: Decodable {
    struct Options: Decodable {
      var biases: Bool?
      var path_normalization: String?
    }
    struct Instruction: Decodable {
      var input: Int
      var out: Int
      var path_weight: Double
      enum CodingKeys: String, CodingKey {
        case input = "in"
        case out, path_weight
      }
    }
    var name: String
    var irreps_in: String
    var irreps_out: String
    var options: Options
    var instructions: [Instruction]
    var x: [[Double]]
    var weights: [Double]
    var bias: [Double]?
    var output: [[Double]]
    var cotangent: [[Double]]
    var grad_x: [[Double]]
    var grad_weights: [Double]
    var grad_bias: [Double]?
  }
  struct NetworkCase: Decodable {
    struct Options: Decodable {
      var variance_in: Double?
      var variance_out: Double?
      var out_act: Bool?
    }
    var name: String
    var hs: [Int]
    var activation: String?
    var options: Options
    var x: [[Double]]
    var weights: [[[Double]]]
    var output: [[Double]]
    var cotangent: [[Double]]
    var grad_x: [[Double]]
    var grad_weights: [[[Double]]]
  }
  struct GateCase: Decodable {
    var name: String
    var irreps_scalars: String
    var act_scalars: [String]
    var irreps_gates: String
    var act_gates: [String]
    var irreps_gated: String
    var irreps_in: String
    var irreps_out: String
    var x: [[Double]]
    var output: [[Double]]
    var cotangent: [[Double]]
    var grad_x: [[Double]]
  }
  struct Bases: Decodable {
    struct Case: Decodable {
      var basis: String
      var cutoff: Bool
      var number: Int
      var start: Double
      var end: Double
      var output: [[Double]]
      var cotangent: [[Double]]
      var grad_x: [Double]
      var output_at_boundaries: [[Double]]
    }
    var x: [Double]
    var x_boundaries: [Double]
    var cases: [Case]
  }
  struct Bessel: Decodable {
    var x: [Double]
    var n: Int
    var x_max: Double
    var output: [[Double]]
  }
  struct Moments: Decodable {
    struct Constants: Decodable {
      var e3nn_constant: Double
      var quadrature_constant: Double
    }
    var constants: [String: Constants]
  }
  var linear: [LinearCase]
  var fully_connected_net: [NetworkCase]
  var gate: [GateCase]
  var soft_one_hot_linspace: Bases
  var math_bessel: Bessel
  var normalize2mom: Moments
}

extension Activation {
  /// The function under its name in torch.
  init?(torch name: String) {
    switch name {
    case "abs": self = .absolute
    case "sin": self = .sine
    case "cos": self = .cosine
    default: self.init(rawValue: name)
    }
  }
}

@Suite struct ScalarLayerTests {
  let reference: LayerReference

  init() throws {
    reference = try Reference.load(LayerReference.self, "nn_layers")
  }

  @Test("constants of functions equal the exact ones and those of e3nn")
  func constants() throws {
    #expect(reference.normalize2mom.constants.count == Activation.allCases.count)
    for (name, constants) in reference.normalize2mom.constants {
      let function = try #require(Activation(torch: name))
      // The reference was integrated numerically to about 1e-13.
      #expect(abs(function.constant(.exact) - constants.quadrature_constant) < 1e-12, "\(name)")
      #expect(function.constant(.sampled) == constants.e3nn_constant, "\(name)")
      #expect(function.constant(.none) == 1)
    }
    #expect(abs(Activation.sine.constant(.exact) - (2 / (1 - exp(-2))).squareRoot()) < 1e-14)
  }

  @Test("functions have the stated derivative and parity", arguments: Activation.allCases)
  func derivatives(function: Activation) {
    for x in [-3.1, -0.7, 0.2, 1.9] {
      expectGradient(
        [function.derivative(x)], of: { [function($0[0])] }, at: [x], cotangent: [1],
        "\(function) at \(x)")
      switch function.parity {
      case .even: #expect(abs(function(-x) - function(x)) < 1e-15)
      case .odd: #expect(abs(function(-x) + function(x)) < 1e-15)
      case nil: #expect(abs(abs(function(-x)) - abs(function(x))) > 1e-3)
      }
    }
    #expect(function(800).isFinite && function(-800).isFinite)
    #expect(function.derivative(800).isFinite && function.derivative(-800).isFinite)
  }

  @Test("linear maps equal those of e3nn with their gradients")
  func linear() throws {
    for entry in reference.linear {
      let map = Linear(
        try Irreps(parsing: entry.irreps_in), to: try Irreps(parsing: entry.irreps_out),
        isBiased: entry.options.biases ?? false,
        normalisation: entry.options.path_normalization == "path" ? .path : .element)
      let paths = entry.instructions.filter { $0.input >= 0 }
      #expect(map.paths.map { [$0.input, $0.output] } == paths.map { [$0.input, $0.out] })
      expectReference(map.paths.map(\.scale), paths.map(\.path_weight), entry.name)
      let (features, rows) = (entry.x.flatMap { $0 }, entry.x.count)
      let (weights, biases) = (entry.weights, entry.bias ?? [])
      expectReference(
        map(features, weights: weights, biases: biases, rows: rows),
        entry.output.flatMap { $0 }, "\(entry.name) output")
      let gradient = map.pullback(
        features, weights: weights, biases: biases, rows: rows,
        cotangent: entry.cotangent.flatMap { $0 })
      expectReference(gradient.features, entry.grad_x.flatMap { $0 }, "\(entry.name) features")
      expectReference(gradient.weights, entry.grad_weights, "\(entry.name) weights")
      expectReference(gradient.biases, entry.grad_bias ?? [], "\(entry.name) biases")
    }
  }

  @Test("linear maps commute with rotations and inversions, biases included")
  func linearEquivariance() throws {
    var generator = SplitMix64(seed: 41)
    let input = try Irreps(parsing: "2x0e+3x1o+0o+2x2e+1e+1o")
    let output = try Irreps(parsing: "3x0e+2x1o+1e+0o+2e")
    let map = Linear(input, to: output, isBiased: true)
    let weights = normals(map.weightCount, &generator)
    let biases = normals(map.biasCount, &generator)
    #expect(map.biasCount == 3)
    for improper in [false, true] {
      let matrices = IrrepMatrices(
        at: randomOrthogonal(&generator, improper: improper), upTo: 2)
      let features = normals(3 * input.dimension, &generator)
      let rotated = map(
        input.transform(features, by: matrices), weights: weights, biases: biases, rows: 3)
      let expected = output.transform(
        map(features, weights: weights, biases: biases, rows: 3), by: matrices)
      #expect(deviation(rotated, expected) < 1e-13)
    }
  }

  @Test("networks of scalars equal those of e3nn with their gradients")
  func networks() throws {
    for entry in reference.fully_connected_net {
      let network = FullyConnectedNetwork(
        widths: entry.hs,
        activation: try #require(Activation(torch: entry.activation ?? "identity")),
        scale: .sampled, inputVariance: entry.options.variance_in ?? 1,
        outputVariance: entry.options.variance_out ?? 1,
        isOutputActivated: entry.options.out_act ?? false)
      let weights = entry.weights.flatMap { $0.flatMap { $0 } }
      let (scalars, rows) = (entry.x.flatMap { $0 }, entry.x.count)
      expectReference(
        network(scalars, weights: weights, rows: rows), entry.output.flatMap { $0 },
        "\(entry.name) output")
      let gradient = network.pullback(
        scalars, weights: weights, rows: rows, cotangent: entry.cotangent.flatMap { $0 })
      expectReference(gradient.scalars, entry.grad_x.flatMap { $0 }, "\(entry.name) scalars")
      expectReference(
        gradient.weights, entry.grad_weights.flatMap { $0.flatMap { $0 } },
        "\(entry.name) weights")
    }
  }

  @Test("the pullback of a network is its derivative")
  func networkPullback() {
    var generator = SplitMix64(seed: 42)
    let network = FullyConnectedNetwork(
      widths: [3, 5, 4, 2], activation: .gelu, inputVariance: 0.7, outputVariance: 2,
      isOutputActivated: true)
    let (scalars, weights) = (normals(6, &generator), normals(network.weightCount, &generator))
    let cotangent = normals(4, &generator)
    let gradient = network.pullback(scalars, weights: weights, rows: 2, cotangent: cotangent)
    expectGradient(
      gradient.scalars, of: { network($0, weights: weights, rows: 2) }, at: scalars,
      cotangent: cotangent)
    expectGradient(
      gradient.weights, of: { network(scalars, weights: $0, rows: 2) }, at: weights,
      cotangent: cotangent)
  }

  @Test("gates equal those of e3nn with their gradients and irreps")
  func gates() throws {
    for entry in reference.gate {
      let gate = Gate(
        scalars: try Irreps(parsing: entry.irreps_scalars),
        try entry.act_scalars.map { try #require(Activation(torch: $0)) },
        gates: try Irreps(parsing: entry.irreps_gates),
        try entry.act_gates.map { try #require(Activation(torch: $0)) },
        gated: try Irreps(parsing: entry.irreps_gated), scale: .sampled)
      #expect(gate.input.explicitDescription == entry.irreps_in)
      #expect(gate.output.explicitDescription == entry.irreps_out)
      let (features, rows) = (entry.x.flatMap { $0 }, entry.x.count)
      expectReference(
        gate(features, rows: rows), entry.output.flatMap { $0 }, "\(entry.name) output")
      expectReference(
        gate.pullback(features, rows: rows, cotangent: entry.cotangent.flatMap { $0 }),
        entry.grad_x.flatMap { $0 }, "\(entry.name) gradient")
    }
  }

  @Test("gates commute with rotations and inversions and have the stated derivative")
  func gateTheorems() throws {
    var generator = SplitMix64(seed: 43)
    let gate = Gate(
      scalars: try Irreps(parsing: "2x0e+2x0o+0o"), [.silu, .tanh, .cosine],
      gates: try Irreps(parsing: "0o+3x0e+0o"), [.sine, .sigmoid, .absolute],
      gated: try Irreps(parsing: "1o+2x2e+1e+1o"))
    #expect(gate.output.explicitDescription == "2x0e+2x0o+1x0e+1x1e+2x2e+1x1e+1x1o")
    for improper in [false, true] {
      let matrices = IrrepMatrices(
        at: randomOrthogonal(&generator, improper: improper), upTo: 2)
      let features = normals(2 * gate.input.dimension, &generator)
      let rotated = gate(gate.input.transform(features, by: matrices), rows: 2)
      #expect(
        deviation(rotated, gate.output.transform(gate(features, rows: 2), by: matrices)) < 1e-13)
      let cotangent = normals(2 * gate.output.dimension, &generator)
      expectGradient(
        gate.pullback(features, rows: 2, cotangent: cotangent), of: { gate($0, rows: 2) },
        at: features, cotangent: cotangent)
    }
    #expect(gate([], rows: 0).isEmpty)
  }
}
