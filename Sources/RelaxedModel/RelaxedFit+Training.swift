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
  ///   - progress: called before each iteration with its number, the limit and the loss; the
  ///     count starts anew with each restart.
  /// - Throws: `RelaxedModelError` where the targets do not fit the cell.
  /// - Complexity: O(structures · edges) for each iteration.
  public init(
    to targets: [RelaxedTarget], on cell: CommensurateCell,
    specification: RelaxedModelSpec = RelaxedModelSpec(),
    progress: (_ iteration: Int, _ total: Int, _ loss: Double) -> Void = { _, _, _ in }
  ) throws(RelaxedModelError) {
    let sweep = try PreparedSweep(targets, cell, specification)
    guard sweep.isDistorted else {
      self = sweep.nothingToFit(specification)
      return
    }
    self = Self.train(sweep, cell, specification, seed: specification.seed, progress)
    for restart in 0..<UInt64(max(specification.restarts, 0)) where status != .converged {
      let seed = specification.seed &+ restart &+ 1
      let other = Self.train(sweep, cell, specification, seed: seed, progress)
      if (other.losses.last?.value ?? 1) < (losses.last?.value ?? 1) { self = other }
    }
  }

  /// One fit from one draw of the weights.
  private static func train(
    _ sweep: PreparedSweep, _ cell: CommensurateCell, _ specification: RelaxedModelSpec,
    seed: UInt64, _ progress: (_ iteration: Int, _ total: Int, _ loss: Double) -> Void
  ) -> RelaxedFit {
    let model = sweep.model(cell, specification, seed: seed)
    let actions = cell.operations.map { WeightAction($0, on: model.network.weightSpace) }
    let objective = SweepObjective(
      network: model.network, targets: sweep.coordinates, rowWeights: sweep.fitWeights,
      guards: sweep.guards(actions, model.network.weightSpace))
    let relaxedStart = sweep.coordinates.flatMap { _ in model.network.weightSpace.start }
    let start = model.weights + relaxedStart
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
      let groups = groups(objective, isShared: specification.optimiser == .blockMomentum)
      result = MomentumMinimiser(rule: rule, stepSize: specification.stepSize, groups: groups)
        .minimise(
          { objective($0, gradient: &$1) }, from: start,
          progress: { progress($0, total, $1) })
    }
    return RelaxedFit(sweep, model, objective, result, specification, actions, seed: seed)
  }

  /// The groups with a common second moment: single weights of W, and of θ blocks or components.
  private static func groups(_ objective: SweepObjective, isShared: Bool) -> [Int] {
    guard isShared else { return Array(0..<objective.parameterCount) }
    let blocks = objective.network.weightSpace.blocks.map { objective.weightCount + $0 }
    return Array(0..<objective.weightCount) + objective.targets.flatMap { _ in blocks }
  }

  private init(
    _ sweep: PreparedSweep, _ model: PreparedSweep.Model, _ objective: SweepObjective,
    _ result: MinimiserResult, _ specification: RelaxedModelSpec, _ actions: [WeightAction],
    seed: UInt64
  ) {
    let outputs = objective.outputs(result.parameters)
    self.specification = specification
    self.seed = seed
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
  init(
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
    displacement = amplitude(space.fields[0], unit: 1)
    strain = amplitude(space.fields[1], unit: space.strainLength)
    occupancy = amplitude(space.fields[2], unit: space.occupancyLength)
    let difference = zip(output, observed).map { $0 - $1 }
    relativeResidual =
      combined.observed > RelaxedFit.parentFloor
      ? inner(difference, difference).squareRoot() / combined.observed : 0
    let scaled = zip(difference, sweep.rowWeights[index]).map { $0 * $1 }
    chiSquare = inner(scaled, scaled)
  }
}
