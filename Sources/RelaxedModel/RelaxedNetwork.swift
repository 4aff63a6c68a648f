// The equivariant network on the undistorted parent, prepared for one geometry.
//
//     x⁰_i = Σ_s n_s^-½ A_s f_s(i) ,   θ_i = Σ_s n_s^-½ B_s f_s(i)     (s: stars of plane waves)
//
// with n = 1 for Γ and the number of the other stars for each of those,
//
//     z = S_{z_i} x_i + Σ_shell Σ_path M [ Σ_j √(2l₃+1) C Y_l₂(r̂_ij) x_j / √(n_in n_shells n_j) ]
//     z ← z + Σ_paths R √(2l₃+1) C (z ⊗ θ_i) / √n_path                 (node by node)
//     x^lp = z^lp (1 + ½ tanh(G z^0e))  for (l, p) ≠ 0e;  x^0e = z^0e
//
//     y = h · ( O^u_z x^1o_i ; mean_i O^e0_z x^0e, mean_i O^e2_z x^2e ; O^o x^0e_i )
//
// h = 0.15 Å, so that relaxed weights of order 1 give distortions of an ordinary size. The output is
// taken without its totally symmetric part by `DistortionSpace`.

import PhaseFitEquivariance
import PhaseFitNumerics

struct RelaxedNetwork: Sendable {
  let layers: Int
  let atomCount: Int
  let species: [Int]
  let graph: NeighbourGraph
  let parameters: NetworkParameters
  let weightSpace: RelaxedWeightSpace
  let space: DistortionSpace
  /// The kind (orbit and element) of every occupancy channel of `space`.
  let channelKinds: [Int]
  /// cos or sin at every atom, `[atom · rows + row]`.
  let waves: [Double]

  /// The nonzero elements of the 18 × 18 tensor of edge kind k: `firstEntry[k] ..< [k + 1]`.
  let firstEntry: [Int]
  let entries: [(row: Int, column: Int)]
  /// What each path of each shell adds to an element.
  let messageTerms: [(entry: Int, weight: Int, value: Double)]

  /// Å for an output of 1.
  static let headScale = 0.15
  /// Elements of edge tensors below this are rounded zeros (the others are at least 1e-4).
  private static let roundedZero = 1e-13

  init(
    geometry: SymmetrisedGeometry, graph: NeighbourGraph, layers: Int,
    weightSpace: RelaxedWeightSpace, space: DistortionSpace
  ) {
    self.layers = layers
    self.graph = graph
    self.weightSpace = weightSpace
    self.space = space
    atomCount = geometry.species.count
    species = geometry.species
    waves = weightSpace.waves(at: geometry.fractional).flatMap { $0 }

    var kinds: [[Int]: Int] = [:]
    channelKinds = space.channels.map { channel in
      let key = [geometry.species[channel.atom], channel.channel]
      let kind = kinds[key] ?? kinds.count
      kinds[key] = kind
      return kind
    }
    parameters = NetworkParameters(
      starCount: weightSpace.stars.count, speciesCount: geometry.speciesCount,
      shellCount: graph.shells.count, layerCount: layers, channelKindCount: kinds.count)

    let harmonics = SphericalHarmonics(maximumDegree: 2)
    var shellsOfSpecies = [Int](repeating: 0, count: geometry.speciesCount)
    for shell in graph.shells { shellsOfSpecies[shell.target] += 1 }
    var firstEntry = [0]
    var entries: [(row: Int, column: Int)] = []
    var terms: [(entry: Int, weight: Int, value: Double)] = []
    let width = FeatureLayout.width
    for kind in graph.kinds {
      let shell = graph.shells[kind.shell]
      let values = harmonics(kind.direction)
      var entryOfCell: [Int: Int] = [:]
      for (path, message) in MessagePath.all.enumerated() {
        let fan = MessagePath.countIntoType[message.target] * shellsOfSpecies[shell.target]
        let scale = 1 / Double(fan * shell.degree).squareRoot()
        var tensor: [Int: Double] = [:]
        for term in message.terms {
          tensor[term.target * width + term.source, default: 0] +=
            scale * term.value * values[term.harmonic]
        }
        for (cell, value) in tensor.sorted(by: { $0.key < $1.key })
        where abs(value) > Self.roundedZero {
          let entry = entryOfCell[cell] ?? entries.count
          if entry == entries.count {
            entryOfCell[cell] = entry
            entries.append((cell / width, cell % width))
          }
          terms.append((entry, kind.shell * MessagePath.all.count + path, value))
        }
      }
      firstEntry.append(entries.count)
    }
    self.firstEntry = firstEntry
    self.entries = entries
    messageTerms = terms
  }

  /// What depends on the weights alone, computed once for all temperatures.
  func prepare(_ weights: [Double]) -> PreparedWeights {
    precondition(
      weights.count == parameters.count,
      "the network has \(parameters.count) weights, found \(weights.count)")
    var edges = [[Double]](
      repeating: [Double](repeating: 0, count: entries.count), count: layers)
    var relaxation: [[Double]] = []
    for layer in 0..<layers {
      let (message, product) = (parameters.message(layer), parameters.relaxation(layer))
      edges[layer].withUnsafeMutableBufferPointer { values in
        for term in messageTerms {
          values[term.entry] += weights[message + term.weight] * term.value
        }
      }
      relaxation.append(RelaxationTerm.all.map { weights[product + $0.path] * $0.value })
    }
    return PreparedWeights(weights: weights, edges: edges, relaxation: relaxation)
  }

  /// The factor of a star in embedding and relaxed field: 1 for Γ, 1/√(number) for the others.
  func starScale(_ star: Int) -> Double {
    star == 0 ? 1 : 1 / Double(weightSpace.stars.count - 1).squareRoot()
  }
}

/// The weights of a network and the edge tensors and products that follow from them.
struct PreparedWeights: Sendable {
  let weights: [Double]
  /// The elements of the edge tensors, for each layer.
  let edges: [[Double]]
  /// The coefficients of `RelaxationTerm.all`, for each layer.
  let relaxation: [[Double]]
}

/// Everything that one forward and reverse pass for one group of temperatures writes.
///
/// Unchecked because it holds raw memory; a workspace is used by one thread at a time.
final class NetworkWorkspace: @unchecked Sendable {
  let relaxedWeights: LaneBuffer
  let relaxedWeightGradient: LaneBuffer
  /// f_s(i), star after star.
  let starFields: LaneBuffer
  let field: LaneBuffer
  let fieldGradient: LaneBuffer
  /// x of layer 0, 1, …; the last is the input of the heads.
  let features: LaneBuffer
  /// z before and after the relaxation product, layer after layer.
  let messages: LaneBuffer
  let relaxed: LaneBuffer
  let gates: LaneBuffer
  let featureGradient: LaneBuffer
  let relaxedGradient: LaneBuffer
  let messageGradient: LaneBuffer
  let output: LaneBuffer
  let outputGradient: LaneBuffer
  /// ∂/∂W and, for the edge tensors of every layer, ∂/∂(element).
  var weightGradient: [Double]
  var edgeGradient: [[Double]]
  /// Components of all nodes.
  let nodes: Int

  init(_ network: RelaxedNetwork) {
    nodes = network.atomCount * FeatureLayout.width
    let stars = network.weightSpace.stars.count
    relaxedWeights = LaneBuffer(count: network.weightSpace.count)
    relaxedWeightGradient = LaneBuffer(count: network.weightSpace.count)
    starFields = LaneBuffer(count: stars * nodes)
    field = LaneBuffer(count: nodes)
    fieldGradient = LaneBuffer(count: nodes)
    features = LaneBuffer(count: (network.layers + 1) * nodes)
    messages = LaneBuffer(count: network.layers * nodes)
    relaxed = LaneBuffer(count: network.layers * nodes)
    gates = LaneBuffer(count: network.layers * network.atomCount * FeatureLayout.irreps.count)
    featureGradient = LaneBuffer(count: nodes)
    relaxedGradient = LaneBuffer(count: nodes)
    messageGradient = LaneBuffer(count: nodes)
    output = LaneBuffer(count: network.space.count)
    outputGradient = LaneBuffer(count: network.space.count)
    weightGradient = [Double](repeating: 0, count: network.parameters.count)
    edgeGradient = [[Double]](
      repeating: [Double](repeating: 0, count: network.entries.count), count: network.layers)
  }
}
