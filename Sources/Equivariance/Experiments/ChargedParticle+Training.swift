// Training of the network that learns a force, and what it has learned.
//
//     error = mean over samples and components of (f(v) − a)²
//     f(v) ≈ E_eff + c v + v × B_eff        least squares over the samples

import Foundation
public import PhaseFitNumerics

extension ChargedParticle {
  /// What a trained network shows.
  public struct Outcome: Sendable, Codable, Hashable {
    /// The seed of the weights at the start.
    public let seed: UInt64
    /// The mean squared error per component.
    public let error: Double
    /// The largest part of the relaxed weights of any layer and irrep outside Fix_H.
    public let leakage: Double
    /// The electric field that the network answers to.
    public let electric: Vector3
    /// The magnetic field that the network answers to.
    public let magnetic: Vector3
    /// The drag along the velocity, 0 for the true force.
    public let drag: Double
    /// The relaxed weight 0o of each layer, which no field excites.
    public let pseudoscalars: [Double]
    /// The relaxed weights of each layer.
    public let relaxed: [[Double]]
  }

  /// A course of training that reaches an error near rounding.
  public var customaryTraining: RelaxationExperiment.Training {
    RelaxationExperiment.Training(
      steps: 1500, stepSize: 1e-2, refinements: 1000, goal: 1e-24)
  }

  /// Trains the network from random weights.
  ///
  /// - Parameters:
  ///   - seed: the seed of the weights at the start, drawn from the standard normal distribution.
  ///   - isRelaxed: whether the relaxed weights are trained; they are held at their start if not.
  ///   - training: the course of training, the customary one where nil.
  /// - Returns: what the trained network shows.
  /// - Throws: `NumericsError` where the response cannot be fitted.
  public func run(
    seed: UInt64 = 0, isRelaxed: Bool = true, training: RelaxationExperiment.Training? = nil
  ) throws -> Outcome {
    let training = training ?? customaryTraining
    var generator = SplitMix64(seed: seed)
    let count = weightCount
    let start = layers.flatMap(\.relaxed.start)
    var parameters = (0..<count).map { _ in generator.normal() } + start
    let groups =
      training.isElementwise
      ? .single(start.count)
      : layers.reduce(ParameterGroups([])) { $0 + .shared($1.relaxed.count) }
    var adam = Adam(stepSize: training.stepSize, groups: .single(count) + groups)
    for step in 0..<training.steps {
      let fraction = Double(step) / Double(training.steps)
      adam.stepSize = training.stepSize * (1 + cos(.pi * fraction)) / 2
      var gradient = errorAndGradient(parameters).gradient
      if !isRelaxed { for index in count..<gradient.count { gradient[index] = 0 } }
      adam.step(&parameters, gradient: gradient)
    }
    let relaxed = Array(parameters[count...])
    let course = LimitedMemoryBFGS().minimise(
      { weights, gradient in
        let full = errorAndGradient(weights + relaxed)
        gradient = Array(full.gradient[..<count])
        return full.error
      }, from: Array(parameters[..<count])
    ) { $0.count > training.refinements || ($0.last ?? 0) <= training.goal }
    let fitted = course.parameters + relaxed
    let size = layers[0].relaxed.count
    let parts = layers.indices.map { Array(relaxed[($0 * size)..<(($0 + 1) * size)]) }
    let response = try response(forces(fitted))
    return Outcome(
      seed: seed, error: course.losses.last ?? .nan,
      leakage: zip(parts, layers)
        .map { $1.relaxed.leakage($0, under: fieldGroup.operations) }.max() ?? 0,
      electric: Vector3(response[0], response[1], response[2]),
      magnetic: Vector3(response[4], response[5], response[6]), drag: response[3],
      pseudoscalars: zip(parts, layers).map { part, layer in
        layer.relaxed.range(of: Irrep(0, .odd)).map { part[$0.lowerBound] } ?? 0
      }, relaxed: parts)
  }

  var weightCount: Int { layers.reduce(0) { $0 + $1.weightCount } }

  /// 1 and the velocity of each sample.
  private var attributes: [Double] { velocities.flatMap { [1, $0.x, $0.y, $0.z] } }

  private func split(_ parameters: [Double]) -> [(weights: [Double], relaxed: [Double])] {
    var (weight, relaxed) = (0, weightCount)
    return layers.map { layer in
      defer { (weight, relaxed) = (weight + layer.weightCount, relaxed + layer.relaxed.count) }
      return (
        Array(parameters[weight..<(weight + layer.weightCount)]),
        Array(parameters[relaxed..<(relaxed + layer.relaxed.count)])
      )
    }
  }

  func forces(_ parameters: [Double]) -> [Double] {
    errorAndGradient(parameters).forces
  }

  /// The error, the forces and the gradient in weights and relaxed weights.
  func errorAndGradient(
    _ parameters: [Double]
  ) -> (error: Double, forces: [Double], gradient: [Double]) {
    let (rows, parts, attributes) = (velocities.count, split(parameters), attributes)
    var inputs = [[Double](repeating: 1, count: rows)]
    var sums: [[Double]] = []
    for (index, layer) in layers.enumerated() {
      sums.append(
        layer(
          inputs[index], attributes: attributes, weights: parts[index].weights,
          relaxed: parts[index].relaxed, rows: rows))
      let isLast = index == layers.count - 1
      inputs.append(isLast ? sums[index] : gate?(sums[index], rows: rows) ?? sums[index])
    }
    let forces = inputs[layers.count]
    let targets = accelerations.flatMap { [$0.x, $0.y, $0.z] }
    let rest = zip(forces, targets).map { $0 - $1 }
    let scale = 1 / Double(rest.count)
    var upper = rest.map { 2 * scale * $0 }
    var (weights, relaxed): ([Double], [Double]) = ([], [])
    for (index, layer) in layers.enumerated().reversed() {
      if index < layers.count - 1, let gate {
        upper = gate.pullback(sums[index], rows: rows, cotangent: upper)
      }
      let gradient = layer.pullback(
        inputs[index], attributes: attributes, weights: parts[index].weights,
        relaxed: parts[index].relaxed, rows: rows, cotangent: upper)
      weights = gradient.weights + weights
      relaxed = gradient.relaxed + relaxed
      upper = gradient.features
    }
    return (scale * rest.reduce(0) { $0 + $1 * $1 }, forces, weights + relaxed)
  }

  /// Velocities in three directions determine all seven numbers; singular values are of order 1.
  private static let rankTolerance = 1e-12

  /// E_eff, c and B_eff, seven numbers.
  private func response(_ forces: [Double]) throws -> [Double] {
    var rows: [[Double]] = []
    for v in velocities {
      rows.append([1, 0, 0, v.x, 0, -v.z, v.y])
      rows.append([0, 1, 0, v.y, v.z, 0, -v.x])
      rows.append([0, 0, 1, v.z, -v.y, v.x, 0])
    }
    return try Matrix(rows).leastSquares(forces, tolerance: Self.rankTolerance).solution
  }
}
