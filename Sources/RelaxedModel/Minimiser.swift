// Minimisation that commutes with the parent's operations, and one that does not.
//
// An operation acts orthogonally on every θ_T and leaves W alone. A step built from gradients by
// sums, scalar products and one factor for each invariant block therefore commutes with it: a θ_T
// that starts at zero never leaves the subspace that the symmetry of its data fixes. L-BFGS
//
//     p ← p − α H g ,   H from the last pairs s = Δp, y = Δg by the two-loop recursion
//
// is of this kind. So is Adam with one second moment for each block; ordinary Adam is not.
//
// Source of the recursion: J. Nocedal, Updating quasi-Newton matrices with limited storage,
// Math. Comp. 35 (1980) 773, doi:10.1090/S0025-5718-1980-0572855-7. The line search is bisection
// for the weak Wolfe conditions.

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

typealias Objective = (_ parameters: [Double], _ gradient: inout [Double]) -> Double

/// L-BFGS.
struct LimitedMemoryMinimiser {
  var rule: StoppingRule
  /// Pairs that are kept; 20 as in the measurements that chose the method.
  static let memory = 20
  /// Sufficient decrease and curvature, the customary values for quasi-Newton directions.
  static let (decrease, curvature) = (1e-4, 0.9)
  /// Evaluations in one line search; the bracket has then shrunk by 10⁶.
  static let searchLimit = 20
  /// The first step has this length: small against weights of order 1.
  static let firstStep = 0.1

  func minimise(
    _ objective: Objective, from start: [Double], progress: (Int, Double) -> Void
  ) -> MinimiserResult {
    var point = start
    var gradient = [Double](repeating: 0, count: start.count)
    var loss = objective(point, &gradient)
    var losses = [loss]
    var pairs: [(step: [Double], change: [Double], curvature: Double)] = []
    while true {
      if let outcome = rule.outcome(losses) {
        return MinimiserResult(
          parameters: point, loss: loss, outcome: outcome, losses: losses)
      }
      progress(losses.count - 1, loss)
      var direction = Self.direction(gradient, pairs)
      var slope = inner(direction, gradient)
      if !(slope < 0) {
        pairs = []
        direction = gradient.map { -$0 }
        slope = inner(direction, gradient)
      }
      let size = inner(direction, direction).squareRoot()
      var step = pairs.isEmpty && size > 0 ? Self.firstStep / size : 1
      var bracket = (low: 0.0, high: Double.infinity)
      var trialGradient = gradient
      var trial = point
      var trialLoss = loss
      var isAccepted = false
      for _ in 0..<Self.searchLimit where slope < 0 {
        trial = zip(point, direction).map { $0 + step * $1 }
        trialLoss = objective(trial, &trialGradient)
        if !(trialLoss <= loss + Self.decrease * step * slope) {
          bracket.high = step
        } else if inner(trialGradient, direction) < Self.curvature * slope {
          isAccepted = true
          bracket.low = step
        } else {
          isAccepted = true
          break
        }
        step = bracket.high.isFinite ? (bracket.low + bracket.high) / 2 : 2 * step
      }
      guard isAccepted, trialLoss < loss else {
        return MinimiserResult(
          parameters: point, loss: loss, outcome: .stalled, losses: losses)
      }
      let difference = zip(trial, point).map { $0 - $1 }
      let change = zip(trialGradient, gradient).map { $0 - $1 }
      let product = inner(difference, change)
      if product > 0 {
        pairs.append((difference, change, product))
        if pairs.count > Self.memory { pairs.removeFirst() }
      }
      (point, gradient, loss) = (trial, trialGradient, trialLoss)
      losses.append(loss)
    }
  }

  private static func direction(
    _ gradient: [Double], _ pairs: [(step: [Double], change: [Double], curvature: Double)]
  ) -> [Double] {
    var direction = gradient
    var factors: [Double] = []
    for pair in pairs.reversed() {
      let factor = inner(pair.step, direction) / pair.curvature
      factors.append(factor)
      add(-factor, pair.change, to: &direction)
    }
    if let last = pairs.last {
      let scale = last.curvature / inner(last.change, last.change)
      for index in direction.indices { direction[index] *= scale }
    }
    for (pair, factor) in zip(pairs, factors.reversed()) {
      add(factor - inner(pair.change, direction) / pair.curvature, pair.step, to: &direction)
    }
    for index in direction.indices { direction[index] = -direction[index] }
    return direction
  }
}

func add(_ scale: Double, _ vector: [Double], to result: inout [Double]) {
  vector.withUnsafeBufferPointer { vector in
    result.withUnsafeMutableBufferPointer { result in
      for index in vector.indices { result[index] += scale * vector[index] }
    }
  }
}

/// Adam with one second moment for each group of parameters.
struct MomentumMinimiser {
  var rule: StoppingRule
  var stepSize: Double
  /// The group of every parameter: parameters of one group share their second moment.
  var groups: [Int]
  /// The decay rates and the regularising constant of the original publication, arXiv:1412.6980.
  static let (meanDecay, squareDecay, regulariser) = (0.9, 0.999, 1e-8)

  func minimise(
    _ objective: Objective, from start: [Double], progress: (Int, Double) -> Void
  ) -> MinimiserResult {
    var point = start
    var gradient = [Double](repeating: 0, count: start.count)
    var mean = gradient
    let groupCount = (groups.max() ?? -1) + 1
    var sizes = [Double](repeating: 0, count: groupCount)
    for group in groups { sizes[group] += 1 }
    var square = [Double](repeating: 0, count: groupCount)
    var loss = objective(point, &gradient)
    var losses = [loss]
    var (meanWeight, squareWeight) = (1.0, 1.0)
    while true {
      if let outcome = rule.outcome(losses) {
        return MinimiserResult(
          parameters: point, loss: loss, outcome: outcome, losses: losses)
      }
      progress(losses.count - 1, loss)
      meanWeight *= Self.meanDecay
      squareWeight *= Self.squareDecay
      var sums = [Double](repeating: 0, count: groupCount)
      for (index, group) in groups.enumerated() { sums[group] += gradient[index] * gradient[index] }
      for group in sums.indices {
        square[group] =
          Self.squareDecay * square[group] + (1 - Self.squareDecay) * sums[group] / sizes[group]
      }
      let fraction = Double(losses.count - 1) / Double(max(rule.iterationLimit, 1))
      let rate = stepSize * (1 - fraction * fraction)
      for (index, group) in groups.enumerated() {
        mean[index] = Self.meanDecay * mean[index] + (1 - Self.meanDecay) * gradient[index]
        let root = (square[group] / (1 - squareWeight)).squareRoot() + Self.regulariser
        point[index] -= rate * mean[index] / (1 - meanWeight) / root
      }
      loss = objective(point, &gradient)
      losses.append(loss)
    }
  }
}
