// Minimisation that commutes with the parent's operations, and one that does not.
//
// An operation acts orthogonally on every θ_T and leaves W alone. A step built from gradients by
// sums, scalar products and one factor for each invariant block therefore commutes with it: a θ_T
// that starts at zero never leaves the subspace that the symmetry of its data fixes. L-BFGS is of
// this kind, and so is Adam with one second moment for each block; ordinary Adam is not.

import PhaseFitEquivariance

/// How a minimisation ended.
enum MinimiserOutcome {
  case reached, stalled, iterationLimit
}

/// The course of a minimisation.
struct MinimiserResult {
  var parameters: [Double]
  var loss: Double
  var outcome: MinimiserOutcome
  /// The loss before each iteration and at the end.
  var losses: [Double]
  var iterations: Int { losses.count - 1 }
}

/// When to stop.
struct StoppingRule {
  var goal: Double
  var iterationLimit: Int
  /// A minimisation that gains less than this fraction in `window` iterations is stalled.
  static let gain = 0.01
  static let window = 30

  func outcome(_ losses: [Double]) -> MinimiserOutcome? {
    guard let last = losses.last else { return nil }
    if last <= goal { return .reached }
    if losses.count > Self.window,
      last > (1 - Self.gain) * losses[losses.count - 1 - Self.window]
    {
      return .stalled
    }
    return losses.count > iterationLimit ? .iterationLimit : nil
  }
}

typealias Objective = LimitedMemoryBFGS.Objective

/// L-BFGS under a stopping rule.
struct LimitedMemoryMinimiser {
  var rule: StoppingRule
  /// Pairs that are kept; 20 as in the measurements that chose the method.
  static let memory = 20
  /// The first step has this length: small against weights of order 1.
  static let firstStep = 0.1

  func minimise(
    _ objective: Objective, from start: [Double], progress: (Int, Double) -> Void
  ) -> MinimiserResult {
    let method = LimitedMemoryBFGS(memory: Self.memory, firstStep: Self.firstStep)
    let course = method.minimise(objective, from: start) { losses in
      if rule.outcome(losses) != nil { return true }
      if let loss = losses.last { progress(losses.count - 1, loss) }
      return false
    }
    return MinimiserResult(
      parameters: course.parameters, loss: course.losses.last ?? .infinity,
      outcome: course.isStalled ? .stalled : rule.outcome(course.losses) ?? .stalled,
      losses: course.losses)
  }
}

func add(_ scale: Double, _ vector: [Double], to result: inout [Double]) {
  vector.withUnsafeBufferPointer { vector in
    result.withUnsafeMutableBufferPointer { result in
      for index in vector.indices { result[index] += scale * vector[index] }
    }
  }
}

/// Adam with one second moment for each group of parameters, under a stopping rule.
struct MomentumMinimiser {
  var rule: StoppingRule
  var stepSize: Double
  /// The group of every parameter: parameters of one group share their second moment.
  var groups: [Int]

  func minimise(
    _ objective: Objective, from start: [Double], progress: (Int, Double) -> Void
  ) -> MinimiserResult {
    var point = start
    var gradient = [Double](repeating: 0, count: start.count)
    var method = Adam(stepSize: stepSize, groups: ParameterGroups(groups))
    var loss = objective(point, &gradient)
    var losses = [loss]
    while true {
      if let outcome = rule.outcome(losses) {
        return MinimiserResult(
          parameters: point, loss: loss, outcome: outcome, losses: losses)
      }
      progress(losses.count - 1, loss)
      // The step shrinks to zero at the last iteration that is allowed.
      let fraction = Double(losses.count - 1) / Double(max(rule.iterationLimit, 1))
      method.stepSize = stepSize * (1 - fraction * fraction)
      method.step(&point, gradient: gradient)
      loss = objective(point, &gradient)
      losses.append(loss)
    }
  }
}
