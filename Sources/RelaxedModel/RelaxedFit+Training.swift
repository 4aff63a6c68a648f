// From a sweep of distortions to a `RelaxedFit`.

import PhaseFitNumerics
public import PhaseFitSymmetry

extension RelaxedFit {
  /// Distortions below this norm in Å are the parent phase: far above the rounding of coordinates
  /// (1e-14 Å), far below every measurement.
  static let parentFloor = 1e-9
  /// How many points of the loss history are kept.
  private static let keptLosses = 60

  /// Fits one network with relaxed weights to the distortions of a sweep.
  ///
  /// - Parameters:
  ///   - targets: one distortion for each structure, in any order.
  ///   - cell: the parent on the supercell of the distortions.
  ///   - specification: the network, the optimiser, when to stop.
  ///   - progress: called before each iteration with its number, the limit and the loss.
  /// - Throws: `RelaxedModelError` where the targets do not fit the cell.
  /// - Complexity: O(structures · edges) for each iteration.
  public init(
    to targets: [RelaxedTarget], on cell: CommensurateCell,
    specification: RelaxedModelSpec = RelaxedModelSpec(),
    progress: (_ iteration: Int, _ total: Int, _ loss: Double) -> Void = { _, _, _ in }
  ) throws(RelaxedModelError) {
    let sweep = try PreparedSweep(targets, cell, specification)
    guard let model = sweep.model else {
      self = sweep.nothingToFit(specification)
      return
    }
    let actions = cell.operations.map { WeightAction($0, on: model.network.weightSpace) }
    let objective = SweepObjective(
      network: model.network, targets: sweep.coordinates, rowWeights: sweep.rowWeights,
      guards: sweep.guards(actions, model.network.weightSpace))
    let start =
      model.weights + targets.indices.flatMap { _ in model.network.weightSpace.start }
    let total = specification.iterationLimit
    let rule = StoppingRule(
      goal: specification.residualTarget * specification.residualTarget, iterationLimit: total)
    let result: MinimiserResult
    switch specification.optimiser {
    case .limitedMemory:
      result = LimitedMemoryMinimiser(rule: rule).minimise(
        { objective($0, gradient: &$1) }, from: start,
        progress: { progress($0, total, $1) })
    case .blockMomentum, .elementWise:
      let groups = Self.groups(objective, isShared: specification.optimiser == .blockMomentum)
      result = MomentumMinimiser(rule: rule, stepSize: specification.stepSize, groups: groups)
        .minimise(
          { objective($0, gradient: &$1) }, from: start,
          progress: { progress($0, total, $1) })
    }
    self.init(sweep, model, objective, result, specification, actions)
  }

  /// The groups with a common second moment: single weights of W, and of θ blocks or components.
  private static func groups(_ objective: SweepObjective, isShared: Bool) -> [Int] {
    guard isShared else { return Array(0..<objective.parameterCount) }
    let blocks = objective.network.weightSpace.blocks.map { objective.weightCount + $0 }
    return Array(0..<objective.weightCount) + objective.targets.flatMap { _ in blocks }
  }

  private init(
    _ sweep: PreparedSweep, _ model: PreparedSweep.Model, _ objective: SweepObjective,
    _ result: MinimiserResult, _ specification: RelaxedModelSpec, _ actions: [WeightAction]
  ) {
    let outputs = objective.outputs(result.parameters)
    self.specification = specification
    status =
      switch result.outcome {
      case .reached: .converged
      case .stalled: .stalled
      case .iterationLimit: .iterationLimit
      }
    cutoff = model.network.graph.cutoff
    sharedWeightCount = objective.weightCount
    stars = model.network.weightSpace.stars
    unreached = model.unreached
    strainLength = sweep.space.strainLength
    let step = max(result.iterations / Self.keptLosses, 1)
    losses = result.losses.indices
      .filter { $0.isMultiple(of: step) || $0 == result.iterations }
      .map { Loss(iteration: $0, value: result.losses[$0]) }
    evaluations = objective.evaluations
    sharedWeights = Array(result.parameters[..<objective.weightCount])
    points = outputs.indices.map { index in
      let weights = Array(result.parameters[objective.relaxedRange(index)])
      let space = model.network.weightSpace
      return Point(
        sweep, index: index, output: outputs[index],
        kept: space.stabiliser(
          of: weights, in: actions, tolerance: specification.stabiliserTolerance,
          floor: specification.zeroFloor),
        blocks: Self.blocks(weights, space, floor: specification.zeroFloor))
    }
  }

  private static func blocks(
    _ weights: [Double], _ space: RelaxedWeightSpace, floor: Double
  ) -> [Block] {
    space.rowsOfStar.enumerated().flatMap { star, rows in
      FeatureLayout.irreps.indices.compactMap { type -> Block? in
        var values = rows.flatMap { row in
          FeatureLayout.range(type).map { weights[row * FeatureLayout.width + $0] }
        }
        // The invariant 1 is the starting point, not a relaxed weight.
        if star == 0 && type == FeatureLayout.scalar { values = [] }
        let norm = inner(values, values).squareRoot()
        guard norm > floor else { return nil }
        return Block(irrep: FeatureLayout.irreps[type], star: star, norm: norm, values: values)
      }
    }
  }
}

extension RelaxedFit.Point {
  fileprivate init(
    _ sweep: PreparedSweep, index: Int, output: [Double], kept: [Int], blocks: [RelaxedFit.Block]
  ) {
    let (space, observed) = (sweep.space, sweep.coordinates[index])
    func amplitude(_ range: Range<Int>, unit: Double) -> RelaxedFit.Amplitude {
      let norm = inner(Array(observed[range]), Array(observed[range])).squareRoot()
      let overlap = inner(Array(output[range]), Array(observed[range]))
      return RelaxedFit.Amplitude(
        observed: norm / unit, model: norm > RelaxedFit.parentFloor ? overlap / norm / unit : 0)
    }
    temperature = sweep.temperatures[index]
    keptOperations = kept
    self.blocks = blocks
    self.output = space.field(output)
    combined = amplitude(0..<space.count, unit: 1)
    displacement = amplitude(0..<space.strainOffset, unit: 1)
    strain = amplitude(space.strainOffset..<space.occupancyOffset, unit: space.strainLength)
    occupancy = amplitude(space.occupancyOffset..<space.count, unit: space.occupancyLength)
    let difference = zip(output, observed).map { $0 - $1 }
    relativeResidual =
      combined.observed > RelaxedFit.parentFloor
      ? inner(difference, difference).squareRoot() / combined.observed : 0
    let scaled = zip(difference, sweep.rowWeights[index]).map { $0 * $1 }
    chiSquare = inner(scaled, scaled)
  }
}

/// A sweep in the coordinates of the model, and the model itself where there is something to fit.
private struct PreparedSweep {
  struct Model {
    var network: RelaxedNetwork
    var weights: [Double]
    var unreached: Double
  }
  var temperatures: [Double]
  var space: DistortionSpace
  var coordinates: [[Double]]
  var rowWeights: [[Double]]
  /// The operations that leave each target unchanged.
  var groups: [[Int]]
  var model: Model?
  private var operationCount: Int

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
    coordinates = targets.map {
      space.symmetryBreaking(space.coordinates(of: $0.distortion))
    }
    // A norm at rounding level is no distortion: exactly zero, so that nothing learns from it.
    coordinates = coordinates.map { target in
      inner(target, target).squareRoot() > RelaxedFit.parentFloor
        ? target : [Double](repeating: 0, count: target.count)
    }
    rowWeights = targets.map { target in
      (0..<space.count).map { row in
        if row < space.strainOffset { return 1 / target.displacementUncertainty }
        if row < space.occupancyOffset {
          return 1 / (target.strainUncertainty * space.strainLength)
        }
        return 1 / (target.occupancyUncertainty * space.occupancyLength)
      }
    }
    groups = coordinates.map { space.stabiliser(of: $0, in: cell.operations) }
    let distorted = coordinates.filter { target in target.contains { $0 != 0 } }
    if !distorted.isEmpty {
      let common = groups.dropFirst().reduce(Set(groups[0])) { $0.intersection($1) }.sorted()
      model = Self.model(cell, space, distorted, common, specification)
    }
  }

  private static func model(
    _ cell: CommensurateCell, _ space: DistortionSpace, _ distorted: [[Double]],
    _ common: [Int], _ specification: RelaxedModelSpec
  ) -> Model {
    let geometry = SymmetrisedGeometry(cell)
    let graph = NeighbourGraph(geometry)
    let candidates = PlaneWaveStar.first(specification.starLimit, of: cell)
    func network(_ stars: [PlaneWaveStar]) -> RelaxedNetwork {
      RelaxedNetwork(
        cell: cell, geometry: geometry, graph: graph, layers: specification.layers,
        weightSpace: RelaxedWeightSpace(stars: stars), space: space)
    }
    let selection = WaveSelection(
      candidates: candidates, geometry: geometry, targets: distorted,
      fixedBasis: space.fixedBasis(common.map { cell.operations[$0] }),
      network: network(Array(candidates.prefix(1))),
      generator: SplitMix64(seed: specification.seed))
    let full = network(selection.stars)
    // The same numbers that the selection drew, in the same order.
    var generator = SplitMix64(seed: specification.seed)
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
      specification: specification, status: .nothingToFit, cutoff: 0, sharedWeightCount: 0,
      stars: [], unreached: 0, strainLength: space.strainLength, losses: [], evaluations: 0,
      sharedWeights: [],
      points: temperatures.indices.map { index in
        RelaxedFit.Point(
          self, index: index, output: [Double](repeating: 0, count: space.count),
          kept: Array(0..<operationCount), blocks: [])
      })
  }
}
