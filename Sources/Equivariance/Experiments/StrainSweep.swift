// One network for the cube at several strains: the weights are shared, every strain has relaxed
// weights of its own.
//
//     target of strain s: vertices (1 − s/2, 1 − s/2, 1 + s) × cube ,   loss = Σ over strains
//
// Relaxed weights 2e of strain s lie along the one direction that 4/mmm keeps, and their amplitude is
// an order parameter of the strain: zero without strain, and near proportional to it. All relaxed
// weights of a layer share one second moment, over the strains too: steps in proportion to the
// gradient leave the amplitudes in proportion.

import Foundation
import PhaseFitNumerics

/// The sweep of a cube over strains.
public struct StrainSweep: Sendable {
  /// The strains.
  public let strains: [Double]
  /// The deformations, one for each strain.
  let experiments: [RelaxationExperiment]
  /// The smallest loss of any strictly equivariant map, which gives every strain the same.
  public let floor: Double

  /// The strains of the reference.
  public static let customaryStrains = [-0.2, -0.1, 0, 0.1, 0.2, 0.3]

  /// A sweep over strains.
  ///
  /// - Precondition: at least one strain.
  public init(strains: [Double] = customaryStrains, hiddenWidth: Int = 64) {
    precondition(!strains.isEmpty, "a sweep has at least one strain")
    self.strains = strains
    experiments = strains.map { .strainedCube($0, hiddenWidth: hiddenWidth) }
    // All share one output that the cube keeps, best their mean over strains and operations.
    let first = experiments[0]
    let count = Double(strains.count)
    var mean = [Double](repeating: 0, count: first.target.count)
    for experiment in experiments {
      for index in mean.indices { mean[index] += experiment.invariantPart[index] / count }
    }
    var floor = 0.0
    for experiment in experiments { floor += squaredDistance(experiment.target, mean) }
    self.floor = floor
  }

  /// What a trained network shows.
  public struct Outcome: Sendable {
    /// The loss at the end.
    public let loss: Double
    /// The largest part of the relaxed weights of any strain, layer and irrep outside what the
    /// strain allows.
    public let leakage: Double
    /// The relaxed weights of every strain, layer by layer.
    public let relaxed: [[[Double]]]
    /// The amplitude of 2e along the direction that 4/mmm keeps, [layer][strain].
    public let amplitudes: [[Double]]
    /// The correlation of amplitude and strain, layer by layer.
    public let correlations: [Double]
  }

  /// A course of training for the sweep.
  public static let customaryTraining = RelaxationExperiment.Training(
    steps: 500, stepSize: 1e-2, refinements: 100, goal: 1e-12)

  /// The direction in 2e that 4/mmm along z keeps, 3z² − r².
  private static let direction = [0, 0, 0.5, 0, -0.75.squareRoot()]

  /// Trains the network from random weights.
  ///
  /// - Parameters:
  ///   - seed: the seed of the weights at the start.
  ///   - isRelaxed: whether the relaxed weights are trained.
  ///   - training: the course of training.
  /// - Returns: what the trained network shows.
  public func run(
    seed: UInt64 = 0, isRelaxed: Bool = true,
    training: RelaxationExperiment.Training = customaryTraining
  ) -> Outcome {
    let network = experiments[0].network
    var generator = SplitMix64(seed: seed)
    let (count, size) = (network.weightCount, network.relaxedCount)
    var parameters = (0..<count).map { _ in generator.normal() }
    for _ in strains { parameters += network.relaxedStart }
    // One group for each layer, whatever the strain.
    let layer = network.relaxedGroups
    let groups = ParameterGroups(strains.flatMap { _ in layer.groups })
    var adam = Adam(stepSize: training.stepSize, groups: .single(count) + groups)
    for step in 0..<training.steps {
      let fraction = Double(step) / Double(training.steps)
      adam.stepSize = training.stepSize * (1 + cos(.pi * fraction)) / 2
      var gradient = lossAndGradient(parameters).gradient
      if !isRelaxed { for index in count..<gradient.count { gradient[index] = 0 } }
      adam.step(&parameters, gradient: gradient)
    }
    let all = Array(parameters[count...])
    let course = LimitedMemoryBFGS().minimise(
      { weights, gradient in
        let value = lossAndGradient(weights + all)
        gradient = Array(value.gradient[..<count])
        return value.loss
      }, from: Array(parameters[..<count])
    ) { $0.count > training.refinements || ($0.last ?? 0) <= training.goal }
    let relaxed = strains.indices.map { index in
      network.relaxedRanges.map {
        Array(all[(index * size + $0.lowerBound)..<(index * size + $0.upperBound)])
      }
    }
    return outcome(course.losses.last ?? .nan, relaxed)
  }

  private func outcome(_ loss: Double, _ relaxed: [[[Double]]]) -> Outcome {
    let network = experiments[0].network
    let leakage = zip(experiments, relaxed).flatMap { experiment, layers in
      zip(network.layers, layers).map {
        $0.relaxed.leakage($1, under: experiment.targetGroup.operations)
      }
    }.max()
    let amplitudes = network.layers.enumerated().map { number, layer in
      relaxed.map { layers in
        guard let range = layer.relaxed.range(of: Irrep(2, .even)) else { return 0.0 }
        return zip(Self.direction, layers[number][range]).reduce(0) { $0 + $1.0 * $1.1 }
      }
    }
    return Outcome(
      loss: loss, leakage: leakage ?? 0, relaxed: relaxed, amplitudes: amplitudes,
      correlations: amplitudes.map { Self.correlation($0, strains) })
  }

  private static func correlation(_ left: [Double], _ right: [Double]) -> Double {
    let count = Double(left.count)
    let (one, two) = (left.reduce(0, +) / count, right.reduce(0, +) / count)
    func sum(_ a: [Double], _ b: [Double], _ x: Double, _ y: Double) -> Double {
      zip(a, b).reduce(0) { total, pair in total + (pair.0 - x) * (pair.1 - y) }
    }
    let size = sum(left, left, one, one) * sum(right, right, two, two)
    return size > 0 ? sum(left, right, one, two) / size.squareRoot() : 0
  }

  private func lossAndGradient(_ parameters: [Double]) -> (loss: Double, gradient: [Double]) {
    let network = experiments[0].network
    let (count, size) = (network.weightCount, network.relaxedCount)
    let weights = Array(parameters[..<count])
    var gradient = [Double](repeating: 0, count: parameters.count)
    var loss = 0.0
    for (index, experiment) in experiments.enumerated() {
      let range = (count + index * size)..<(count + (index + 1) * size)
      let (output, part) = network.withPullback(
        experiment.features, on: experiment.graph, weights: weights,
        relaxed: Array(parameters[range])
      ) { output in zip(output, experiment.target).map { 2 * ($0 - $1) } }
      loss += squaredDistance(output, experiment.target)
      for weight in 0..<count { gradient[weight] += part.weights[weight] }
      gradient.replaceSubrange(range, with: part.relaxed)
    }
    return (loss, gradient)
  }
}

private func squaredDistance(_ left: [Double], _ right: [Double]) -> Double {
  zip(left, right).reduce(0) { sum, pair in
    let difference = pair.0 - pair.1
    return sum + difference * difference
  }
}
