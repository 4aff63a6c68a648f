// The numbers of one experiment beside what the paper prints and what theory allows.

import PhaseFitNumerics

/// One experiment of arXiv:2407.20471, run again.
public struct Reproduction: Sendable, Codable, Hashable {
  /// The name of the experiment.
  public let name: String
  /// The seed of the weights at the start.
  public let seed: UInt64
  /// The loss at the end: Σ |f − y|² of a field, the mean squared error of a force.
  public let loss: Double
  /// The loss of the same network with its relaxed weights held at their start.
  public let baselineLoss: Double
  /// The smallest loss of any strictly equivariant map that the network can express.
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
  /// Amplitudes of a sweep over strains, nil for other experiments.
  public let sweep: Sweep?
  /// The fields that a network of a charged particle answers to, nil for other experiments.
  public let response: Response?
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

  /// What a network of a charged particle has learned, and what acts on the particle.
  public struct Response: Sendable, Codable, Hashable {
    /// The electric field of the response.
    public let electric: [Double]
    /// The magnetic field of the response.
    public let magnetic: [Double]
    /// The drag of the response, 0 for the true force.
    public let drag: Double
    /// The electric field that acts.
    public let trueElectric: [Double]
    /// The magnetic field that acts.
    public let trueMagnetic: [Double]
    /// The weight 0o of each layer, which no field excites.
    public let pseudoscalars: [Double]
  }

  /// The relaxed weights 2e of a sweep over strains.
  public struct Sweep: Sendable, Codable, Hashable {
    /// The strains.
    public let strains: [Double]
    /// The amplitude along the direction that each strain allows, [layer][strain].
    public let amplitudes: [[Double]]
    /// The correlation of amplitude and strain, layer by layer.
    public let correlations: [Double]
  }

  /// Values printed by the authors, nil where they print none.
  public struct Published: Sendable, Codable, Hashable {
    /// The loss; 0 stands for less than 5·10⁻⁷.
    public let loss: Double?
    /// The cosine of the weight 1o and E, in the last layer.
    public let cosineToElectric: Double?
    /// The absolute cosine of the weight 1e and B, in the last layer.
    public let cosineToMagnetic: Double?
    /// The weight 0o in the last layer.
    public let pseudoscalar: Double?
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
    // The strict network has nothing to find but its floor, which takes few steps.
    var strict = training
    strict.steps = min(training.steps, 50)
    strict.refinements = min(training.refinements, 100)
    let baseline = experiment.run(seed: seed, isRelaxed: false, training: strict)
    self.init(
      name: experiment.name, seed: seed, losses: (outcome.loss, baseline.loss),
      floor: experiment.floor,
      groups: (experiment.sourceGroup, experiment.targetGroup, outcome.keptGroup),
      leakage: outcome.leakage,
      relaxed: zip(outcome.relaxed, experiment.network.layers.map(\.relaxed)).map { ($0, $1) },
      response: nil,
      paper: Published(
        loss: experiment.publishedLoss, cosineToElectric: nil, cosineToMagnetic: nil,
        pseudoscalar: nil))
  }

  /// Runs the experiment of a charged particle and its strictly equivariant baseline.
  ///
  /// The group of the source is that of the cube, which stands for all rotations.
  ///
  /// - Parameters:
  ///   - particle: the particle.
  ///   - name: the name of the experiment.
  ///   - seed: the seed of the weights at the start of both.
  ///   - training: the course of training, the customary one where nil.
  /// - Throws: `NumericsError` where the response cannot be fitted.
  public init(
    _ particle: ChargedParticle, name: String, seed: UInt64 = 0,
    training: RelaxationExperiment.Training? = nil
  ) throws {
    let outcome = try particle.run(seed: seed, training: training)
    let baseline = try particle.run(seed: seed, isRelaxed: false, training: training)
    let spaces = particle.layers.map(\.relaxed)
    let isPublished = particle.fields == .crossed
    func list(_ vector: Vector3) -> [Double] { [vector.x, vector.y, vector.z] }
    self.init(
      name: name, seed: seed, losses: (outcome.error, baseline.error),
      floor: particle.linearFloor,
      groups: (
        .cube, particle.fieldGroup,
        CartesianGroup.cube.stabiliser(
          of: outcome.relaxed, in: spaces, tolerance: RelaxationExperiment.keptTolerance)
      ), leakage: outcome.leakage, relaxed: zip(outcome.relaxed, spaces).map { ($0, $1) },
      response: Response(
        electric: list(outcome.electric), magnetic: list(outcome.magnetic), drag: outcome.drag,
        trueElectric: list(particle.fields.electric),
        trueMagnetic: list(particle.fields.magnetic), pseudoscalars: outcome.pseudoscalars),
      paper: Published(
        loss: nil, cosineToElectric: isPublished ? 0.9988 : nil,
        cosineToMagnetic: isPublished ? 0.998 : nil, pseudoscalar: isPublished ? -0.1086 : nil))
  }

  /// Runs a sweep over strains and its strictly equivariant baseline.
  ///
  /// Groups and lengths of relaxed weights are those of the last strain.
  ///
  /// - Parameters:
  ///   - sweep: the sweep.
  ///   - seed: the seed of the weights at the start of both.
  ///   - training: the course of training.
  public init(
    _ sweep: StrainSweep, seed: UInt64 = 0,
    training: RelaxationExperiment.Training = StrainSweep.customaryTraining
  ) {
    let outcome = sweep.run(seed: seed, training: training)
    var strict = training
    strict.steps = min(training.steps, 50)
    let baseline = sweep.run(seed: seed, isRelaxed: false, training: strict)
    let last = sweep.experiments[sweep.experiments.count - 1]
    let spaces = last.network.layers.map(\.relaxed)
    let weights = outcome.relaxed[outcome.relaxed.count - 1]
    self.init(
      name: "strain_sweep", seed: seed, losses: (outcome.loss, baseline.loss),
      floor: sweep.floor,
      groups: (
        last.sourceGroup, last.targetGroup,
        last.sourceGroup.stabiliser(
          of: weights, in: spaces, tolerance: RelaxationExperiment.keptTolerance)
      ), leakage: outcome.leakage, relaxed: zip(weights, spaces).map { ($0, $1) },
      response: nil,
      sweep: Sweep(
        strains: sweep.strains, amplitudes: outcome.amplitudes,
        correlations: outcome.correlations),
      paper: Published(
        loss: nil, cosineToElectric: nil, cosineToMagnetic: nil, pseudoscalar: nil))
  }

  private init(
    name: String, seed: UInt64, losses: (relaxed: Double, strict: Double), floor: Double,
    groups: (source: CartesianGroup, target: CartesianGroup, kept: CartesianGroup),
    leakage: Double, relaxed: [(weights: [Double], space: RelaxedWeights)],
    response: Response?, sweep: Sweep? = nil, paper: Published
  ) {
    self.sweep = sweep
    self.name = name
    self.seed = seed
    loss = losses.relaxed
    baselineLoss = losses.strict
    baselineFloor = floor
    self.leakage = leakage
    sourceGroup = Group(groups.source)
    targetGroup = Group(groups.target)
    groupKept = Group(groups.kept)
    let irreps = relaxed.first?.space.irreps ?? Irreps([Irreps.Block]())
    let allowed = irreps.blocks.compactMap { block -> Part? in
      // The trace of the projector, the mean of the traces of D over the group.
      let matrices = groups.target.operations.map { WignerMatrix(block.irrep, at: $0) }
      let trace = matrices.reduce(0.0) { sum, matrix in
        sum + (0..<block.irrep.dimension).reduce(0.0) { $0 + matrix[$1, $1] }
      }
      let count = (trace / Double(matrices.count)).rounded()
      return count < Self.noComponent ? nil : Part(irrep: block.irrep, value: count)
    }
    self.allowed = allowed
    weights = relaxed.map { weights, space in
      space.norms(weights).filter { part in allowed.contains { $0.irrep == part.irrep } }
        .map { Part(irrep: $0.irrep, value: $0.norm) }
    }
    self.response = response
    self.paper = paper
  }
}

extension Reproduction.Group {
  /// The symbol and order of a group.
  fileprivate init(_ group: CartesianGroup) {
    self.init(symbol: group.symbol, order: group.operations.count)
  }
}

extension Reproduction {
  private static let particles: [(name: String, fields: ParticleFields)] = [
    ("crossed_fields", .crossed), ("electric_field", .electric), ("magnetic_field", .magnetic),
    ("no_field", .none),
  ]
  /// Copies of each irrep between the layers of the network of a charged particle.
  private static let particleCopies = 8

  /// The names of all experiments.
  public static var names: [String] {
    RelaxationExperiment.shapeNames + particles.map(\.name)
      + RelaxationExperiment.perovskiteNames + ["strain_sweep"]
  }

  /// Runs the experiment with a name; nil for another name.
  ///
  /// - Throws: an error where a structure gives no graph or a response cannot be fitted.
  public static func run(_ name: String, seed: UInt64) throws -> Reproduction? {
    if let particle = particles.first(where: { $0.name == name }) {
      return try Reproduction(
        ChargedParticle(particle.fields, hiddenCopies: particleCopies), name: name, seed: seed)
    }
    if name == "strain_sweep" { return Reproduction(StrainSweep(), seed: seed) }
    if let shape = RelaxationExperiment.shape(name) { return Reproduction(shape, seed: seed) }
    return try RelaxationExperiment.perovskite(name).map { Reproduction($0, seed: seed) }
  }
}
