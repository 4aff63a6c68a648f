// The numbers of one experiment beside what the paper prints and what theory allows.

/// One experiment of arXiv:2407.20471, run again.
public struct Reproduction: Sendable, Codable, Hashable {
  /// The name of the experiment.
  public let name: String
  /// The seed of the weights at the start.
  public let seed: UInt64
  /// The loss at the end, Σ |f − y|².
  public let loss: Double
  /// The loss of the same network with its relaxed weights held at their start.
  public let baselineLoss: Double
  /// The smallest loss of any strictly equivariant map.
  public let baselineFloor: Double
  /// The largest part of the relaxed weights of any layer and irrep outside Fix_H.
  public let leakage: Double
  /// The group of the structure.
  public let sourceGroup: Group
  /// The group H of structure and target.
  public let targetGroup: Group
  /// The operations of the structure that all relaxed weights keep.
  public let groupKept: Group
  /// The number of components that Fix_H leaves to each irrep of a layer, irreps without left out.
  public let allowed: [Part]
  /// The length of the relaxed weights in these irreps, layer by layer.
  public let weights: [[Part]]
  /// What the paper prints.
  public let paper: Published

  /// A point group.
  public struct Group: Sendable, Codable, Hashable {
    /// The Hermann–Mauguin symbol, nil for a group of no crystal.
    public let symbol: String?
    /// The number of operations.
    public let order: Int
  }

  /// A number for one irrep.
  public struct Part: Sendable, Codable, Hashable {
    /// The irrep.
    public let irrep: Irrep
    /// The number.
    public let value: Double
  }

  /// Values printed by the authors.
  public struct Published: Sendable, Codable, Hashable {
    /// The loss, nil where none is printed; 0 stands for less than 5·10⁻⁷.
    public let loss: Double?
  }

  /// Irreps whose trace of the projector is below this have no component in Fix_H; traces are
  /// whole numbers.
  private static let noComponent = 0.5

  /// Runs an experiment and its strictly equivariant baseline.
  ///
  /// - Parameters:
  ///   - experiment: the experiment.
  ///   - seed: the seed of the weights at the start of both.
  ///   - training: the course of training, the customary one where nil.
  public init(
    _ experiment: RelaxationExperiment, seed: UInt64 = 0,
    training: RelaxationExperiment.Training? = nil
  ) {
    let training = training ?? experiment.customaryTraining
    let outcome = experiment.run(seed: seed, training: training)
    // The strict network has nothing to find but its floor: a tenth of the steps is plenty.
    var strict = training
    strict.steps = min(training.steps, 50)
    strict.refinements = min(training.refinements, 100)
    let baseline = experiment.run(seed: seed, isRelaxed: false, training: strict)
    name = experiment.name
    self.seed = seed
    loss = outcome.loss
    baselineLoss = baseline.loss
    baselineFloor = experiment.floor
    leakage = outcome.leakage
    sourceGroup = Group(experiment.sourceGroup)
    targetGroup = Group(experiment.targetGroup)
    groupKept = Group(outcome.keptGroup)
    let space = experiment.network.layers[0].relaxed
    let allowed = space.irreps.blocks.compactMap { block -> Part? in
      // The trace of the projector, the mean of the traces of D over the group.
      let matrices = experiment.targetGroup.operations.map { WignerMatrix(block.irrep, at: $0) }
      let trace = matrices.reduce(0.0) { sum, matrix in
        sum + (0..<block.irrep.dimension).reduce(0.0) { $0 + matrix[$1, $1] }
      }
      let count = (trace / Double(matrices.count)).rounded()
      return count < Self.noComponent ? nil : Part(irrep: block.irrep, value: count)
    }
    self.allowed = allowed
    weights = outcome.norms.map { layer in
      layer.filter { part in allowed.contains { $0.irrep == part.irrep } }
        .map { Part(irrep: $0.irrep, value: $0.norm) }
    }
    paper = Published(loss: experiment.publishedLoss)
  }
}

extension Reproduction.Group {
  /// The symbol and order of a group.
  fileprivate init(_ group: CartesianGroup) {
    self.init(symbol: group.symbol, order: group.operations.count)
  }
}

extension RelaxationExperiment {
  /// The names of all experiments.
  public static var names: [String] { shapeNames + perovskiteNames }

  /// The experiment with a name, as in the paper; nil for another name.
  ///
  /// - Throws: `EquivarianceError` where a structure gives no graph.
  public static func named(_ name: String) throws(EquivarianceError) -> RelaxationExperiment? {
    if let shape = shape(name) { return shape }
    return try perovskite(name)
  }
}
