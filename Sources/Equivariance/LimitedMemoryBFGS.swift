// L-BFGS: minimisation with the last pairs of steps and changes of the gradient.
//
//     p ← p − α H g ,   H from the last pairs s = Δp, y = Δg by the two-loop recursion
//
// The step is built from gradients by sums and scalar products alone and therefore commutes with
// every orthogonal operation on the parameters.
//
// Source of the recursion: J. Nocedal, Updating quasi-Newton matrices with limited storage,
// Math. Comp. 35 (1980) 773, doi:10.1090/S0025-5718-1980-0572855-7. The line search is bisection
// for the weak Wolfe conditions.

/// The L-BFGS method.
public struct LimitedMemoryBFGS: Sendable {
  /// The number of pairs that are kept.
  public var memory: Int
  /// The length of the first step, small against the size of the parameters.
  public var firstStep: Double

  /// Sufficient decrease and curvature, the customary values for quasi-Newton directions.
  private static let (decrease, curvature) = (1e-4, 0.9)
  /// Evaluations in one line search; the bracket has then shrunk by 10⁶.
  private static let searchLimit = 20

  /// A loss and its gradient, written into the second argument.
  public typealias Objective = (_ parameters: [Double], _ gradient: inout [Double]) -> Double

  /// The course of a minimisation.
  public struct Course: Sendable, Hashable {
    /// The parameters at the end.
    public var parameters: [Double]
    /// The loss before each iteration and at the end.
    public var losses: [Double]
    /// Whether no lower loss was found along the last direction.
    public var isStalled: Bool
  }

  private typealias Pair = (step: [Double], change: [Double], curvature: Double)

  /// The method with the given memory.
  public init(memory: Int = 20, firstStep: Double = 0.1) {
    self.memory = memory
    self.firstStep = firstStep
  }

  /// Minimises a loss.
  ///
  /// - Parameters:
  ///   - objective: the loss and its gradient; a loss that is not a number shortens the step.
  ///   - start: the parameters at the start.
  ///   - isDone: whether to stop, from the losses so far; asked before every iteration.
  /// - Returns: the parameters of the lowest loss; stalled where no step decreases the loss.
  /// - Precondition: parameters, loss and gradient at the start are finite.
  public func minimise(
    _ objective: Objective, from start: [Double], until isDone: (_ losses: [Double]) -> Bool
  ) -> Course {
    var point = start
    var gradient = [Double](repeating: 0, count: start.count)
    start.requireFinite("parameter at the start")
    var loss = objective(point, &gradient)
    loss.requireFinite("the loss at the start")
    gradient.requireFinite("gradient at the start")
    var losses = [loss]
    var pairs: [Pair] = []
    while !isDone(losses) {
      var direction = Self.direction(gradient, pairs)
      var slope = inner(direction, gradient)
      if !(slope < 0) {
        pairs = []
        direction = gradient.map { -$0 }
        slope = inner(direction, gradient)
      }
      let size = inner(direction, direction).squareRoot()
      let first = pairs.isEmpty && size > 0 ? firstStep / size : 1
      guard
        let step = search(objective, point, gradient, loss, direction, slope, first: first)
      else { return Course(parameters: point, losses: losses, isStalled: true) }
      let difference = zip(step.point, point).map { $0 - $1 }
      let change = zip(step.gradient, gradient).map { $0 - $1 }
      let product = inner(difference, change)
      if product > 0 {
        pairs.append((difference, change, product))
        if pairs.count > memory { pairs.removeFirst() }
      }
      (point, gradient, loss) = (step.point, step.gradient, step.loss)
      losses.append(loss)
    }
    return Course(parameters: point, losses: losses, isStalled: false)
  }

  /// The point on a line that decreases the loss enough, nil where none is found.
  private func search(
    _ objective: Objective, _ point: [Double], _ gradient: [Double], _ loss: Double,
    _ direction: [Double], _ slope: Double, first: Double
  ) -> (point: [Double], gradient: [Double], loss: Double)? {
    var step = first
    var bracket = (low: 0.0, high: Double.infinity)
    var (trial, trialGradient, trialLoss) = (point, gradient, loss)
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
    return isAccepted && trialLoss < loss ? (trial, trialGradient, trialLoss) : nil
  }

  private static func direction(_ gradient: [Double], _ pairs: [Pair]) -> [Double] {
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

private func inner(_ left: [Double], _ right: [Double]) -> Double {
  left.withUnsafeBufferPointer { left in
    right.withUnsafeBufferPointer { right in
      var sum = 0.0
      for index in left.indices { sum += left[index] * right[index] }
      return sum
    }
  }
}

private func add(_ scale: Double, _ vector: [Double], to result: inout [Double]) {
  vector.withUnsafeBufferPointer { vector in
    result.withUnsafeMutableBufferPointer { result in
      for index in vector.indices { result[index] += scale * vector[index] }
    }
  }
}
