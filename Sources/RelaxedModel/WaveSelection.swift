// Which plane waves the relaxed weights need: as few stars as reach every pattern of the data.
//
// Near the symmetric point the model is linear in θ,
//
//     y = (1 − QQᵀ) Σ_θ (∂y/∂θ) θ + O(θ²) ,
//     ∂y/∂θ = Σ_i wave(x_i) ( A ∂y/∂x⁰_i + B ∂y/∂θ_i ) ,
//
// and the derivatives at the nodes do not depend on the waves. Stars are visited from the shortest
// on; a star is kept where its columns ∂y/∂θ shorten what is left of the data, and the search ends
// when next to nothing is left. A star is whole, so the choice is invariant under the parent group.

import PhaseFitNumerics
import PhaseFitSymmetry

struct WaveSelection {
  /// Γ and the stars that were kept, from the shortest on.
  var stars: [PlaneWaveStar]
  /// The largest fraction of a distortion that no wave of these reaches.
  var unreached: Double

  /// Columns whose new part is shorter than this fraction of the longest would need relaxed
  /// weights a thousand times larger than the others to be of use.
  private static let conditioning = 0.02
  /// A part of the data below this fraction is reached: below every relative measuring error.
  private static let reached = 1e-4
  /// A star is worth keeping where it shortens the rest of some distortion by this fraction.
  private static let gain = 1e-3

  /// - Parameter targets: the symmetry-breaking coordinates, those above the floor.
  init(
    candidates: [PlaneWaveStar], geometry: SymmetrisedGeometry, targets: [[Double]],
    network: RelaxedNetwork, generator: inout SplitMix64
  ) {
    let layerCount = network.parameters.count - network.parameters.starSize
    var weights = (0..<layerCount).map { _ in generator.normal() }
    let gammaDraw = (0..<network.parameters.starSize).map { _ in generator.normal() }
    weights += gammaDraw
    let response = NodeResponse(network, weights: weights)

    var basis = OrthonormalBasis()
    var rests = targets.map { target in
      let norm = inner(target, target).squareRoot()
      return target.map { $0 / norm }
    }
    stars = []
    unreached = 1
    for (index, star) in candidates.enumerated() {
      var trial = generator
      let draw =
        index == 0
        ? gammaDraw : (0..<network.parameters.starSize).map { _ in trial.normal() }
      let columns = response.columns(of: star, draw: draw, geometry: geometry, network: network)
      let longest = columns.map { inner($0, $0).squareRoot() }.max() ?? 0
      var extended = basis
      for column in columns {
        extended.extend(by: column, ifLongerThan: Self.conditioning * longest)
      }
      let shorter = rests.map { rest in
        extended.rows.dropFirst(basis.rows.count).reduce(into: rest) { result, row in
          let overlap = inner(row, rest)
          for component in result.indices { result[component] -= overlap * row[component] }
        }
      }
      let isUseful = zip(rests, shorter).contains {
        inner($0, $0).squareRoot() - inner($1, $1).squareRoot() > Self.gain
      }
      guard index == 0 || isUseful else { continue }
      stars.append(star)
      if index > 0 { generator = trial }
      (basis, rests) = (extended, shorter)
      unreached = rests.map { inner($0, $0).squareRoot() }.max() ?? 0
      if unreached < Self.reached { break }
    }
  }
}

/// ∂y/∂x⁰_i and ∂y/∂θ_i at the symmetric point.
private struct NodeResponse {
  /// `[output][node component]`.
  var features: [[Double]] = []
  var fields: [[Double]] = []

  init(_ network: RelaxedNetwork, weights: [Double]) {
    let prepared = network.prepare(weights)
    let workspace = NetworkWorkspace(network)
    for (index, value) in network.weightSpace.start.enumerated() {
      workspace.relaxedWeights.pointer[index] = Lanes(repeating: value)
    }
    network.forward(prepared, workspace)
    let count = network.space.count
    for first in stride(from: 0, to: count, by: Lanes.scalarCount) {
      workspace.outputGradient.clear()
      let rows = min(Lanes.scalarCount, count - first)
      for lane in 0..<rows { workspace.outputGradient.pointer[first + lane][lane] = 1 }
      network.pullBackToNodes(prepared, workspace)
      for lane in 0..<rows {
        features.append((0..<workspace.nodes).map { workspace.featureGradient.pointer[$0][lane] })
        fields.append((0..<workspace.nodes).map { workspace.fieldGradient.pointer[$0][lane] })
      }
    }
  }

  /// ∂y/∂θ of every coefficient of a star, symmetry-breaking part.
  func columns(
    of star: PlaneWaveStar, draw: [Double], geometry: SymmetrisedGeometry, network: RelaxedNetwork
  ) -> [[Double]] {
    let rows = RelaxedWeightSpace(stars: [star]).waves(at: geometry.fractional)
    let (width, types) = (FeatureLayout.width, NetworkParameters.types)
    let speciesCount = network.parameters.speciesCount
    var columns: [[Double]] = []
    for row in 0..<star.rowCount {
      for component in 0..<width {
        let type = FeatureLayout.typeOfComponent[component]
        // Γ 0e of the start value is the invariant and no coefficient; its column is invariant
        // and vanishes in the projection.
        var column = [Double](repeating: 0, count: network.space.count)
        for atom in 0..<network.atomCount {
          let wave = rows[atom][row]
          let embedding = wave * draw[types + type * speciesCount + network.species[atom]]
          let field = wave * draw[type]
          let node = atom * width + component
          for output in column.indices {
            column[output] += embedding * features[output][node] + field * fields[output][node]
          }
        }
        columns.append(network.space.symmetryBreaking(column))
      }
    }
    return columns
  }
}
