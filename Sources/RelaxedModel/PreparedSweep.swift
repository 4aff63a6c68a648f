// A sweep in the coordinates of the model, before training.

import PhaseFitNumerics
import PhaseFitSymmetry

/// A sweep in the coordinates of the model, and the model itself where there is something to fit.
struct PreparedSweep {
  struct Model {
    var network: RelaxedNetwork
    var weights: [Double]
    var unreached: Double
  }
  var temperatures: [Double]
  var space: DistortionSpace
  var coordinates: [[Double]]
  /// 1/σ of every coordinate, as stated.
  var rowWeights: [[Double]]
  /// 1/σ of every coordinate, σ raised to what the minimisation needs.
  var fitWeights: [[Double]]
  /// The operations that leave each target unchanged.
  var groups: [[Int]]
  private var common: [Int]
  private var operationCount: Int

  /// A field is fitted no closer than this fraction of its own largest size in the sweep (the
  /// first) or of the whole distortion (the second).
  ///
  /// The goal of the loss lies far below either; weights that differ more only slow the fit.
  private static let fitFloors = (ownSize: 1e-2, wholeSize: 1e-3)

  /// Whether any structure breaks the symmetry of the parent.
  var isDistorted: Bool { !distorted.isEmpty }
  private var distorted: [[Double]] { coordinates.filter { $0.contains { $0 != 0 } } }

  init(
    _ targets: [RelaxedTarget], _ cell: CommensurateCell, _ specification: RelaxedModelSpec
  ) throws(RelaxedModelError) {
    guard !targets.isEmpty else {
      throw RelaxedModelError(
        code: .noTargets,
        description: "no distortions to fit: expected at least one structure embedded in its parent"
      )
    }
    guard !cell.atoms.isEmpty, !cell.operations.isEmpty else {
      throw RelaxedModelError(
        code: .emptyCell,
        description: "the commensurate cell has \(cell.atoms.count) atoms and "
          + "\(cell.operations.count) operations, expected at least one of each")
    }
    for (index, target) in targets.enumerated() { try target.check(against: cell, index: index) }
    temperatures = targets.map(\.temperature)
    operationCount = cell.operations.count

    var deviating: Set<[Int]> = []
    for target in targets {
      for (atom, values) in target.distortion.occupancies.enumerated() {
        for (channel, value) in values.enumerated() where abs(value) > RelaxedFit.parentFloor {
          deviating.insert([cell.atoms[atom].orbit, channel])
        }
      }
    }
    let space = DistortionSpace(cell, occupancyLength: specification.occupancyLength) {
      deviating.contains([$0, $1])
    }
    self.space = space
    // A norm at rounding level is no distortion: exactly zero, so that nothing learns from it.
    let coordinates = targets.map { target in
      let broken = space.symmetryBreaking(space.coordinates(of: target.distortion))
      return inner(broken, broken).squareRoot() > RelaxedFit.parentFloor
        ? broken : [Double](repeating: 0, count: broken.count)
    }
    self.coordinates = coordinates
    let uncertainties = targets.map {
      [
        $0.displacementUncertainty, $0.strainUncertainty * space.strainLength,
        $0.occupancyUncertainty * space.occupancyLength,
      ]
    }
    rowWeights = uncertainties.map { space.rows($0.map { 1 / $0 }) }
    let (own, whole) = Self.fitFloors
    let largest = coordinates.map { inner($0, $0).squareRoot() }.max() ?? 0
    let floors = space.fields.map { field in
      let sizes = coordinates.map { inner(Array($0[field]), Array($0[field])).squareRoot() }
      return max(own * (sizes.max() ?? 0), whole * largest)
    }
    fitWeights = uncertainties.map { space.rows(zip($0, floors).map { 1 / max($0, $1) }) }
    groups = coordinates.map { space.stabiliser(of: $0, in: cell.operations) }
    common = groups.dropFirst().reduce(Set(groups[0])) { $0.intersection($1) }.sorted()
  }

  /// The network, its waves and a draw of its weights.
  func model(
    _ cell: CommensurateCell, _ specification: RelaxedModelSpec, seed: UInt64
  ) -> Model {
    let geometry = SymmetrisedGeometry(cell)
    let graph = NeighbourGraph(geometry)
    let candidates = PlaneWaveStar.first(specification.starLimit, of: cell)
    func network(_ stars: [PlaneWaveStar]) -> RelaxedNetwork {
      RelaxedNetwork(
        geometry: geometry, graph: graph, layers: specification.layers,
        weightSpace: RelaxedWeightSpace(stars: stars), space: space)
    }
    let selection = WaveSelection(
      candidates: candidates, geometry: geometry, targets: distorted,
      fixedBasis: space.fixedBasis(common.map { cell.operations[$0] }),
      network: network(Array(candidates.prefix(1))),
      generator: SplitMix64(seed: seed))
    let full = network(selection.stars)
    // The same numbers that the selection drew, in the same order.
    var generator = SplitMix64(seed: seed)
    return Model(
      network: full, weights: full.parameters.random(&generator), unreached: selection.unreached)
  }

  /// The guards against rounding: the operations that leave each target unchanged.
  func guards(_ actions: [WeightAction], _ weightSpace: RelaxedWeightSpace) -> [SymmetryGuard] {
    var known: [[Int]: SymmetryGuard] = [:]
    return groups.map { group in
      let symmetry =
        known[group] ?? SymmetryGuard(group, actions: actions, space: weightSpace)
      known[group] = symmetry
      return symmetry
    }
  }

  /// The result where no structure breaks the symmetry of the parent.
  func nothingToFit(_ specification: RelaxedModelSpec) -> RelaxedFit {
    RelaxedFit(
      specification: specification, seed: specification.seed, status: .nothingToFit, cutoff: 0,
      sharedWeightCount: 0,
      stars: [], unreached: 0, strainLength: space.strainLength, losses: [], evaluations: 0,
      sharedWeights: [],
      points: temperatures.indices.map { index in
        RelaxedFit.Point(
          self, index: index, output: [Double](repeating: 0, count: space.count),
          kept: Array(0..<operationCount), blocks: [])
      })
  }
}
