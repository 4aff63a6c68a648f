// One structure, one target field on it, and a network that has to break its symmetry to reach it.
//
//     loss = Σ |f(x; W, θ) − y|²
//
// G keeps the structure and its features x, H ⊂ G keeps the target y as well. The gradient in θ at
// the start lies in Fix_H, and steps that commute with H keep θ there: the leakage |θ − P_H θ| of
// each layer and irrep measures how exactly. With θ held at its start the loss cannot fall below
// |y − P_G y|².
//
// Training: Adam on W with single second moments and on θ with one for each layer, the step size
// falling as a cosine to zero; then L-BFGS on W alone, which leaves θ where it is.

import Foundation
import PhaseFitNumerics

/// A structure and a field on it that has less symmetry.
public struct RelaxationExperiment: Sendable {
  /// The name by which it is called.
  public let name: String
  /// The structure as a graph.
  public let graph: EdgeGraph
  /// The features of the nodes, [nodes][`network.layers[0].input.dimension`].
  public let features: [Double]
  /// The field to be reached, [nodes][`irreps.dimension`].
  public let target: [Double]
  /// How the field transforms.
  public let irreps: Irreps
  /// The network.
  public let network: ConvolutionStack
  /// The operations that keep the structure.
  public let sourceGroup: CartesianGroup
  /// The operations among them that keep the target, H.
  public let targetGroup: CartesianGroup
  /// The smallest loss of any strictly equivariant map, |y − P_G y|².
  public let floor: Double
  /// The loss that the authors print for their network, nil where they print none.
  public let publishedLoss: Double?
  /// The part of the target that every operation of the source keeps, P_G y.
  let invariantPart: [Double]
  let positions: [Vector3]
  let lattice: Matrix3?

  /// Components of a field that differ by less are equal; fields are of order 0.1 and rounded to
  /// 1e-16.
  private static let fieldEquality = 1e-9

  init(
    name: String, positions: [Vector3], lattice: Matrix3?, graph: EdgeGraph, features: [Double],
    target: [Double], irreps: Irreps, network: ConvolutionStack, sourceGroup: CartesianGroup,
    publishedLoss: Double?
  ) {
    self.name = name
    self.positions = positions
    self.lattice = lattice
    self.graph = graph
    self.features = features
    self.target = target
    self.irreps = irreps
    self.network = network
    self.sourceGroup = sourceGroup
    self.publishedLoss = publishedLoss
    let image = Self.image(positions, lattice)
    let average = sourceGroup.average(target, irreps: irreps, image: image)
    invariantPart = average
    floor = zip(target, average).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
    targetGroup = sourceGroup.keeping { operation in
      let single = CartesianGroup.action(
        of: operation, on: target, irreps: irreps, image: image)
      return zip(single, target).allSatisfy { abs($0 - $1) < Self.fieldEquality }
    }
  }

  /// The point nearest to the image of a point, lattice vectors apart in a crystal.
  private static func image(
    _ positions: [Vector3], _ lattice: Matrix3?
  ) -> (_ operation: Matrix3, _ point: Int) -> Int {
    let inverse = lattice?.inverse
    return { operation, point in
      let image = operation * positions[point]
      let distances = positions.map { position in
        var difference = image - position
        if let lattice, let inverse {
          difference -= lattice * (inverse * difference).rounded(.toNearestOrAwayFromZero)
        }
        return length(difference)
      }
      return distances.indices.min { distances[$0] < distances[$1] } ?? point
    }
  }

  /// How a network is trained.
  public struct Training: Sendable, Codable, Hashable {
    /// Steps of Adam on weights and relaxed weights.
    public var steps: Int
    /// The first step size of Adam.
    public var stepSize: Double
    /// Iterations of L-BFGS on the weights alone that follow at most.
    public var refinements: Int
    /// The loss at which the refinement ends.
    public var goal: Double
    /// Whether every relaxed weight has a second moment of its own: the negative control, whose
    /// steps do not commute with the operations and leave Fix_H.
    public var isElementwise: Bool

    /// A course of training.
    public init(
      steps: Int = 200, stepSize: Double = 2e-2, refinements: Int = 1000, goal: Double = 1e-20,
      isElementwise: Bool = false
    ) {
      self.steps = steps
      self.stepSize = stepSize
      self.refinements = refinements
      self.goal = goal
      self.isElementwise = isElementwise
    }
  }

  /// What a trained network shows.
  public struct Outcome: Sendable {
    /// The seed of the weights at the start.
    public let seed: UInt64
    /// Whether the relaxed weights were trained.
    public let isRelaxed: Bool
    /// The loss at the end.
    public let loss: Double
    /// The largest part of any layer and irrep outside Fix_H.
    public let leakage: Double
    /// The operations of the structure that all relaxed weights keep.
    public let keptGroup: CartesianGroup
    /// The relaxed weights of each layer.
    public let relaxed: [[Double]]
    /// The length of the relaxed weights in each irrep, layer by layer.
    public let norms: [[(irrep: Irrep, norm: Double)]]
    /// The weights.
    public let weights: [Double]
  }

  /// Relaxed weights that change by less are kept by an operation.
  static let keptTolerance = 1e-9

  /// A course of training that reaches a loss near rounding, longer where all symmetry is broken.
  public var customaryTraining: Training {
    Training(steps: targetGroup.operations.count == 1 ? 1200 : 200)
  }

  /// Trains the network from random weights.
  ///
  /// - Parameters:
  ///   - seed: the seed of the weights at the start, drawn from the standard normal distribution.
  ///   - isRelaxed: whether the relaxed weights are trained; they are held at their start if not.
  ///   - training: the course of training, the customary one where nil.
  /// - Returns: what the trained network shows.
  public func run(
    seed: UInt64 = 0, isRelaxed: Bool = true, training: Training? = nil
  ) -> Outcome {
    let training = training ?? customaryTraining
    var generator = SplitMix64(seed: seed)
    let count = network.weightCount
    var parameters = (0..<count).map { _ in generator.normal() } + network.relaxedStart
    let groups =
      training.isElementwise ? .single(network.relaxedCount) : network.relaxedGroups
    var adam = Adam(stepSize: training.stepSize, groups: .single(count) + groups)
    for step in 0..<training.steps {
      let fraction = Double(step) / Double(training.steps)
      adam.stepSize = training.stepSize * (1 + cos(.pi * fraction)) / 2
      let (_, gradient) = lossAndGradient(parameters)
      let relaxed = zip(network.layers, network.relaxedRanges).flatMap { layer, range in
        isRelaxed
          ? layer.relaxed.withoutRounding(Array(gradient.relaxed[range]))
          : [Double](repeating: 0, count: range.count)
      }
      adam.step(&parameters, gradient: gradient.weights + relaxed)
    }
    let relaxed = Array(parameters[count...])
    let course = LimitedMemoryBFGS().minimise(
      { weights, gradient in
        let (loss, full) = lossAndGradient(weights + relaxed)
        gradient = full.weights
        return loss
      }, from: Array(parameters[..<count])
    ) { losses in
      losses.count > training.refinements || (losses.last ?? 0) <= training.goal
    }
    let layers = network.relaxedRanges.map { Array(relaxed[$0]) }
    let spaces = network.layers.map(\.relaxed)
    return Outcome(
      seed: seed, isRelaxed: isRelaxed, loss: course.losses.last ?? .nan,
      leakage: zip(layers, spaces)
        .map { $1.leakage($0, under: targetGroup.operations) }.max() ?? 0,
      keptGroup: sourceGroup.stabiliser(
        of: layers, in: spaces, tolerance: Self.keptTolerance),
      relaxed: layers, norms: zip(layers, spaces).map { $1.norms($0) },
      weights: course.parameters)
  }

  private func lossAndGradient(
    _ parameters: [Double]
  ) -> (loss: Double, gradient: RelaxedConvolution.Gradient) {
    let count = network.weightCount
    let (output, gradient) = network.withPullback(
      features, on: graph, weights: Array(parameters[..<count]),
      relaxed: Array(parameters[count...])
    ) { output in zip(output, target).map { 2 * ($0 - $1) } }
    return (zip(output, target).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }, gradient)
  }
}
