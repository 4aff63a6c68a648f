// The weights W that all temperatures share, in one flat array, and a key for each.
//
//     layer    S[species][type], M[shell][path], R[path], G[type]
//     heads    u[species], e₀[species], e₂[species], o[channel kind]
//     inputs   A⁰[species]; for every field κ of every order parameter A[κ], B[κ]
//
// A key names a weight by what it does and not by its place, so that networks of several sweeps can
// hold common weights: layer, species by the contents of the orbit, rank of the shell, path.

import PhaseFitEquivariance
import PhaseFitNumerics
import PhaseFitSymmetry

struct SharedWeights: Sendable {
  let layerCount: Int
  let speciesCount: Int
  let shellCount: Int
  let channelKindCount: Int
  var fieldCount: Int

  static let types = FeatureLayout.irreps.count
  static let paths = MessagePath.all.count

  var layerSize: Int {
    speciesCount * Self.types + shellCount * Self.paths + RelaxationTerm.pathCount + Self.types
  }
  /// Offsets within a layer.
  var message: Int { speciesCount * Self.types }
  var relaxation: Int { message + shellCount * Self.paths }
  var gate: Int { relaxation + RelaxationTerm.pathCount }
  func layer(_ index: Int) -> Int { index * layerSize }

  var displacementHead: Int { layerCount * layerSize }
  var scalarStrainHead: Int { displacementHead + speciesCount }
  var tensorStrainHead: Int { scalarStrainHead + speciesCount }
  var occupancyHead: Int { tensorStrainHead + speciesCount }
  var constant: Int { occupancyHead + channelKindCount }
  func embedding(_ field: Int) -> Int { constant + speciesCount + 2 * field }
  func relaxedField(_ field: Int) -> Int { embedding(field) + 1 }
  var count: Int { embedding(fieldCount) }

  /// The heads, which start at zero: the model begins without any secondary response.
  var heads: Range<Int> { displacementHead..<constant }

  /// A draw from the standard normal distribution, the heads zero.
  func draw(seed: UInt64) -> [Double] {
    var generator = SplitMix64(seed: seed)
    var weights = (0..<count).map { _ in generator.normal() }
    for index in heads { weights[index] = 0 }
    return weights
  }

  /// One key for each weight.
  ///
  /// - Parameters:
  ///   - species: a name for each species.
  ///   - shells: a name for each shell.
  ///   - channels: a name for each kind of occupancy.
  ///   - fields: a name for each field.
  /// - Returns: the keys in the order of the weights.
  func keys(species: [String], shells: [String], channels: [String], fields: [String])
    -> [String]
  {
    let types = FeatureLayout.irreps.map(\.description)
    var keys: [String] = []
    for layer in 0..<layerCount {
      let place = "layer\(layer)"
      for name in species { keys += types.map { "\(place)/self/\(name)/\($0)" } }
      for name in shells {
        keys += (0..<Self.paths).map { "\(place)/message/\(name)/path\($0)" }
      }
      keys += (0..<RelaxationTerm.pathCount).map { "\(place)/product/path\($0)" }
      keys += types.map { "\(place)/gate/\($0)" }
    }
    for head in ["displacement", "strain0e", "strain2e"] {
      keys += species.map { "head/\(head)/\($0)" }
    }
    keys += channels.map { "head/occupancy/\($0)" }
    keys += species.map { "input/constant/\($0)" }
    for name in fields { keys += ["input/embedding/\(name)", "input/relaxation/\(name)"] }
    return keys
  }
}
