// The objective of the whole sweep and its gradient.
//
//     L(W, θ) = Σ_T |Σ_T^-1 (1 − QQᵀ)(N_W(θ_T) − y_T)|² / Σ_T |Σ_T^-1 y_T|²
//
// The parameters are (W, θ_1, θ_2, …) in one array. Temperatures are taken four at a time in the
// lanes of one workspace, workspaces in parallel; sums over workspaces run in one fixed order.

import Dispatch
import PhaseFitNumerics

final class SweepObjective {
  let network: RelaxedNetwork
  let targets: [[Double]]
  private let rowWeights: [[Double]]
  private let workspaces: [NetworkWorkspace]
  /// Σ|y/σ|², the loss of the symmetric model before division.
  let scale: Double
  private(set) var evaluations = 0
  /// One guard for each temperature.
  private let guards: [SymmetryGuard]
  /// The largest norm of a gradient so far.
  private var largestGradient = 0.0

  /// The objective of symmetry-breaking targets in Å with the weights 1/σ of their coordinates.
  ///
  /// The weights are one value for each field and temperature; guards are none or one for each
  /// target.
  init(
    network: RelaxedNetwork, targets: [[Double]], rowWeights: [[Double]],
    guards: [SymmetryGuard] = []
  ) {
    self.network = network
    self.guards = guards
    self.targets = targets
    self.rowWeights = rowWeights
    let groups = (targets.count + Lanes.scalarCount - 1) / Lanes.scalarCount
    workspaces = (0..<groups).map { _ in NetworkWorkspace(network) }
    var scale = 0.0
    for (target, weights) in zip(targets, rowWeights) {
      let scaled = zip(target, weights).map { $0 * $1 }
      scale += inner(scaled, scaled)
    }
    self.scale = scale
  }

  var weightCount: Int { network.parameters.count }
  var relaxedCount: Int { network.weightSpace.count }
  var parameterCount: Int { weightCount + targets.count * relaxedCount }

  func relaxedRange(_ index: Int) -> Range<Int> {
    (weightCount + index * relaxedCount)..<(weightCount + (index + 1) * relaxedCount)
  }

  /// The loss at the parameters; writes its gradient.
  func callAsFunction(_ parameters: [Double], gradient: inout [Double]) -> Double {
    evaluations += 1
    let prepared = network.prepare(Array(parameters[..<weightCount]))
    var losses = [Double](repeating: 0, count: workspaces.count)
    // Each iteration touches one workspace and one element of `losses`.
    losses.withUnsafeMutableBufferPointer { losses in
      nonisolated(unsafe) let losses = losses
      nonisolated(unsafe) let objective = self
      DispatchQueue.concurrentPerform(iterations: workspaces.count) { group in
        losses[group] = objective.evaluate(group, parameters, prepared)
      }
    }
    for index in 0..<weightCount { gradient[index] = 0 }
    for (group, workspace) in workspaces.enumerated() {
      for index in 0..<weightCount { gradient[index] += workspace.weightGradient[index] }
      for (lane, target) in lanes(of: group) {
        let start = weightCount + target * relaxedCount
        for index in 0..<relaxedCount {
          gradient[start + index] = workspace.relaxedWeightGradient.pointer[index][lane]
        }
        gradient[start] = 0
      }
    }
    largestGradient = max(largestGradient, inner(gradient, gradient).squareRoot())
    for (index, symmetry) in guards.enumerated() {
      symmetry.clean(
        &gradient, relaxedRange(index), weights: parameters, size: largestGradient)
      // The invariant 1 is no variable.
      gradient[relaxedRange(index).lowerBound] = 0
    }
    return losses.reduce(0, +)
  }

  /// The symmetry-breaking output of the model at every temperature, Å.
  func outputs(_ parameters: [Double]) -> [[Double]] {
    let prepared = network.prepare(Array(parameters[..<weightCount]))
    var result: [[Double]] = []
    for (group, workspace) in workspaces.enumerated() {
      load(group, parameters)
      network.forward(prepared, workspace)
      for (lane, _) in lanes(of: group) {
        let output = (0..<network.space.count).map { workspace.output.pointer[$0][lane] }
        result.append(network.space.symmetryBreaking(output))
      }
    }
    return result
  }

  private func lanes(of group: Int) -> [(lane: Int, target: Int)] {
    (0..<Lanes.scalarCount).map { ($0, group * Lanes.scalarCount + $0) }
      .filter { $0.target < targets.count }
  }

  private func load(_ group: Int, _ parameters: [Double]) {
    let theta = workspaces[group].relaxedWeights.pointer
    workspaces[group].relaxedWeights.clear()
    theta[0] = Lanes(repeating: 1)
    for (lane, target) in lanes(of: group) {
      let start = weightCount + target * relaxedCount
      for index in 0..<relaxedCount { theta[index][lane] = parameters[start + index] }
    }
  }

  private func evaluate(_ group: Int, _ parameters: [Double], _ prepared: PreparedWeights)
    -> Double
  {
    let workspace = workspaces[group]
    load(group, parameters)
    network.forward(prepared, workspace)
    var loss = 0.0
    workspace.outputGradient.clear()
    for (lane, target) in lanes(of: group) {
      let output = network.space.symmetryBreaking(
        (0..<network.space.count).map { workspace.output.pointer[$0][lane] })
      let (observed, weights) = (targets[target], rowWeights[target])
      var cotangent = [Double](repeating: 0, count: output.count)
      for row in output.indices {
        let residual = (output[row] - observed[row]) * weights[row]
        loss += residual * residual / scale
        cotangent[row] = 2 * residual * weights[row] / scale
      }
      cotangent = network.space.symmetryBreaking(cotangent)
      for row in cotangent.indices {
        workspace.outputGradient.pointer[row][lane] = cotangent[row]
      }
    }
    network.reverse(prepared, workspace)
    return loss
  }
}
