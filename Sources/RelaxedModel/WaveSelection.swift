// Which plane waves the relaxed weights need: as few stars as reach every pattern of the data.
//
// Near the symmetric point the model is linear in θ,
//
//     F y = Σ_θ F (∂y/∂θ) θ + O(θ²) ,
//     ∂y/∂θ = Σ_i wave(x_i) ( A ∂y/∂x⁰_i + B ∂y/∂θ_i ) ,
//
// with F the rows that span the symmetry-breaking distortions kept by the group of the data; the
// derivatives at the nodes do not depend on the waves. Stars are visited from the shortest on; a
// star is kept where its columns F ∂y/∂θ shorten what is left of the data, and the search ends
// when next to nothing is left. A star is whole, so the choice is invariant under the parent group.

import PhaseFitNumerics
import PhaseFitSymmetry

struct WaveSelection {
  /// Γ and the stars that were kept, from the shortest on.
  private(set) var stars: [PlaneWaveStar] = []
  /// The largest fraction of a distortion that no wave of these reaches.
  private(set) var unreached = 1.0

  /// Columns whose new part is shorter than this fraction of `NodeResponse.scale` are not used.
  ///
  /// They would need relaxed weights so many times larger than the others; only where the first
  /// level leaves something out is the next one tried.
  private static let conditioning = [2e-2, 2e-3, 2e-4]
  /// A part of the data below this fraction is reached: below every relative measuring error.
  private static let reached = 1e-4
  /// A star is worth keeping where it shortens the rest of some distortion by this fraction.
  private static let gain = 1e-3

  /// Searches the candidates for what the targets need.
  ///
  /// Targets are symmetry-breaking coordinates above the floor, `fixedBasis` holds the rows F, and
  /// the network has the Γ star alone.
  init(
    candidates: [PlaneWaveStar], geometry: SymmetrisedGeometry, targets: [[Double]],
    fixedBasis: [[Double]], network: RelaxedNetwork, generator: SplitMix64
  ) {
    var generator = generator
    let weights = network.parameters.random(&generator)
    let draw = Array(weights.suffix(network.parameters.starSize))
    let response = NodeResponse(network, weights: weights, rows: fixedBasis)
    let rests = targets.map { target in
      let norm = inner(target, target).squareRoot()
      return fixedBasis.map { inner($0, target) / norm }
    }
    for threshold in Self.conditioning where unreached > Self.reached {
      search(threshold, candidates, geometry, rests, response, draw, network, generator)
    }
  }

  private mutating func search(
    _ threshold: Double, _ candidates: [PlaneWaveStar], _ geometry: SymmetrisedGeometry,
    _ targets: [[Double]], _ response: NodeResponse, _ gammaDraw: [Double],
    _ network: RelaxedNetwork, _ generator: SplitMix64
  ) {
    var (generator, rests, basis) = (generator, targets, OrthonormalBasis())
    stars = []
    for (index, star) in candidates.enumerated() {
      var trial = generator
      let draw =
        index == 0 ? gammaDraw : (0..<network.parameters.starSize).map { _ in trial.normal() }
      let columns = response.columns(of: star, draw: draw, geometry: geometry, network: network)
      var extended = basis
      for column in columns {
        extended.extend(by: column, ifLongerThan: threshold * response.scale)
      }
      let shorter = rests.map { rest in
        extended.rows.dropFirst(basis.rows.count).reduce(into: rest) { result, row in
          add(-inner(row, rest), row, to: &result)
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

/// F ∂y/∂x⁰_i and F ∂y/∂θ_i at the symmetric point.
private struct NodeResponse {
  /// `[row of F][node component]`.
  var features: [[Double]] = []
  var fields: [[Double]] = []
  /// The length of a column of a wave of amplitude 1 that the network follows as well as any.
  private(set) var scale = 0.0

  init(_ network: RelaxedNetwork, weights: [Double], rows: [[Double]]) {
    let prepared = network.prepare(weights)
    let workspace = NetworkWorkspace(network)
    for (index, value) in network.weightSpace.start.enumerated() {
      workspace.relaxedWeights.pointer[index] = Lanes(repeating: value)
    }
    network.forward(prepared, workspace)
    for first in stride(from: 0, to: rows.count, by: Lanes.scalarCount) {
      workspace.outputGradient.clear()
      let lanes = min(Lanes.scalarCount, rows.count - first)
      for lane in 0..<lanes {
        for (output, value) in rows[first + lane].enumerated() {
          workspace.outputGradient.pointer[output][lane] = value
        }
      }
      network.pullBackToNodes(prepared, workspace)
      for lane in 0..<lanes {
        features.append((0..<workspace.nodes).map { workspace.featureGradient.pointer[$0][lane] })
        fields.append((0..<workspace.nodes).map { workspace.fieldGradient.pointer[$0][lane] })
      }
    }
    // A row of F is spread over all atoms; a wave adds their responses up.
    let largest = zip(features, fields).map { inner($0, $0) + inner($1, $1) }.max() ?? 0
    scale = (Double(network.atomCount) * largest).squareRoot()
  }

  /// F ∂y/∂θ of every coefficient of a star.
  ///
  /// The column of 0e at Γ, which is no coefficient but the invariant 1, is itself invariant and
  /// vanishes because the rows of F break the symmetry.
  func columns(
    of star: PlaneWaveStar, draw: [Double], geometry: SymmetrisedGeometry, network: RelaxedNetwork
  ) -> [[Double]] {
    let waves = RelaxedWeightSpace(stars: [star]).waves(at: geometry.fractional)
    let (width, types) = (FeatureLayout.width, NetworkParameters.types)
    let speciesCount = network.parameters.speciesCount
    var columns: [[Double]] = []
    for row in 0..<star.rowCount {
      for component in 0..<width {
        let type = FeatureLayout.typeOfComponent[component]
        var column = [Double](repeating: 0, count: features.count)
        for atom in 0..<network.atomCount {
          let wave = waves[atom][row]
          let embedding = wave * draw[types + type * speciesCount + network.species[atom]]
          let field = wave * draw[type]
          let node = atom * width + component
          for output in column.indices {
            column[output] += embedding * features[output][node] + field * fields[output][node]
          }
        }
        columns.append(column)
      }
    }
    return columns
  }
}
