// The weights W that all temperatures share, in one flat array.
//
//     layer       S[species][type], M[shell][path], R[path], G[type]
//     heads       u[species], e₀[species], e₂[species], o[channel kind]
//     each star   B[type], A[type][species]     θ_i = Σ_s B f_s(i),  x⁰_i = Σ_s A f_s(i)
//
// Most are drawn from the standard normal distribution; the factors 1/√(fan-in) are constants of
// the network. Stars come last, so that a further star leaves the draw of all others unchanged.

import Foundation
import PhaseFitNumerics

struct NetworkParameters: Sendable {
  let starCount: Int
  let speciesCount: Int
  let shellCount: Int
  let layerCount: Int
  let channelKindCount: Int

  static let types = FeatureLayout.irreps.count
  private static let messages = MessagePath.all.count

  private var layerSize: Int {
    speciesCount * Self.types + shellCount * Self.messages + RelaxationTerm.pathCount + Self.types
  }
  func selfInteraction(_ layer: Int) -> Int { layer * layerSize }
  func message(_ layer: Int) -> Int { selfInteraction(layer) + speciesCount * Self.types }
  func relaxation(_ layer: Int) -> Int { message(layer) + shellCount * Self.messages }
  func gate(_ layer: Int) -> Int { relaxation(layer) + RelaxationTerm.pathCount }
  var displacementHead: Int { layerCount * layerSize }
  var scalarStrainHead: Int { displacementHead + speciesCount }
  var tensorStrainHead: Int { scalarStrainHead + speciesCount }
  var occupancyHead: Int { tensorStrainHead + speciesCount }
  private var firstStar: Int { occupancyHead + channelKindCount }
  var starSize: Int { Self.types * (speciesCount + 1) }
  var count: Int { firstStar + starCount * starSize }

  func fieldIndex(star: Int, type: Int) -> Int { firstStar + star * starSize + type }
  func embeddingIndex(star: Int, type: Int, species: Int) -> Int {
    firstStar + star * starSize + Self.types + type * speciesCount + species
  }

  /// A random draw of all weights.
  ///
  /// Heads and self-interactions, through which alone some displacements pass, are drawn from
  /// ±(½ … 3/2): an unlucky normal draw near zero would pin a species.
  func random(_ generator: inout some RandomNumberGenerator) -> [Double] {
    var weights = (0..<count).map { _ in generator.normal() }
    var direct = Array(displacementHead..<firstStar)
    for layer in 0..<layerCount { direct += selfInteraction(layer)..<message(layer) }
    for index in direct {
      let size = 0.5 + exp(-0.5 * weights[index] * weights[index])
      weights[index] = weights[index] < 0 ? -size : size
    }
    return weights
  }
}
