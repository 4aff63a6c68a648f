// Steps along a gradient g.
//
//     gradient descent   v ← μ v + g ,   p ← p − η v
//     Adam               m ← β₁ m + (1 − β₁) g ,   s ← β₂ s + (1 − β₂) ⟨g²⟩
//                        p ← p − η m / (1 − β₁ᵗ) / (√(s / (1 − β₂ᵗ)) + ε)
//
// In Adam ⟨g²⟩ is the mean of g² over a group of parameters: single ones in the ordinary form. An
// operation that acts orthogonally inside the groups commutes with the step, D(p − Δ(g)) =
// Dp − Δ(Dg), so that parameters which start where a symmetry keeps them stay there. Relaxed weights
// need that, hence one group for each layer; single second moments break it, as do clipping
// component by component and absolute values in the loss. Gradient descent and L-BFGS commute with
// every orthogonal operation.
//
// Source of Adam: D. P. Kingma, J. Ba, arXiv:1412.6980.

/// Which parameters share the second moment of their gradients.
public struct ParameterGroups: Sendable, Hashable {
  /// The group of every parameter, numbered from 0.
  public let groups: [Int]
  /// The number of groups.
  public let count: Int

  /// Parameters with the given groups.
  ///
  /// - Precondition: no number is negative.
  public init(_ groups: [Int]) {
    precondition(groups.allSatisfy { $0 >= 0 }, "groups are numbered from 0, found \(groups)")
    self.groups = groups
    count = (groups.max() ?? -1) + 1
  }

  /// A group for every parameter: the form for ordinary weights.
  public static func single(_ count: Int) -> ParameterGroups {
    ParameterGroups(Array(0..<count))
  }

  /// One group for all parameters: the form for the relaxed weights of one layer.
  public static func shared(_ count: Int) -> ParameterGroups {
    ParameterGroups([Int](repeating: 0, count: count))
  }

  /// The groups of two lists of parameters side by side.
  public static func + (left: ParameterGroups, right: ParameterGroups) -> ParameterGroups {
    ParameterGroups(left.groups + right.groups.map { $0 + left.count })
  }
}

/// Gradient descent with momentum.
public struct GradientDescent: Sendable {
  /// The step size η.
  public var stepSize: Double
  /// The momentum μ, 0 for plain descent.
  public var momentum: Double
  private var velocity: [Double] = []

  /// Descent with a step size and a momentum.
  public init(stepSize: Double, momentum: Double = 0) {
    self.stepSize = stepSize
    self.momentum = momentum
  }

  /// One step.
  ///
  /// - Precondition: one gradient for each parameter, as many as before.
  public mutating func step(_ parameters: inout [Double], gradient: [Double]) {
    checkShapes(parameters, gradient, velocity)
    if velocity.isEmpty { velocity = [Double](repeating: 0, count: gradient.count) }
    for index in parameters.indices {
      velocity[index] = momentum * velocity[index] + gradient[index]
      parameters[index] -= stepSize * velocity[index]
    }
  }
}

/// Adam with one second moment for each group of parameters.
public struct Adam: Sendable {
  /// The step size η.
  public var stepSize: Double
  /// The groups of the parameters.
  public let groups: ParameterGroups
  /// The decay rates β₁ and β₂ and the regularising ε of the original publication.
  public static let (meanDecay, squareDecay, regulariser) = (0.9, 0.999, 1e-8)
  private var mean: [Double]
  private var square: [Double]
  private let sizes: [Double]
  private var (meanWeight, squareWeight) = (1.0, 1.0)

  /// Adam for parameters in groups.
  public init(stepSize: Double, groups: ParameterGroups) {
    self.stepSize = stepSize
    self.groups = groups
    mean = [Double](repeating: 0, count: groups.groups.count)
    square = [Double](repeating: 0, count: groups.count)
    var sizes = square
    for group in groups.groups { sizes[group] += 1 }
    self.sizes = sizes
  }

  /// One step.
  ///
  /// - Precondition: one parameter and one gradient for each entry of the groups.
  public mutating func step(_ parameters: inout [Double], gradient: [Double]) {
    checkShapes(parameters, gradient, mean)
    meanWeight *= Self.meanDecay
    squareWeight *= Self.squareDecay
    var sums = [Double](repeating: 0, count: groups.count)
    for (index, group) in groups.groups.enumerated() {
      sums[group] += gradient[index] * gradient[index]
    }
    for group in sums.indices where sizes[group] > 0 {
      square[group] =
        Self.squareDecay * square[group] + (1 - Self.squareDecay) * sums[group] / sizes[group]
    }
    for (index, group) in groups.groups.enumerated() {
      mean[index] = Self.meanDecay * mean[index] + (1 - Self.meanDecay) * gradient[index]
      let root = (square[group] / (1 - squareWeight)).squareRoot() + Self.regulariser
      parameters[index] -= stepSize * mean[index] / (1 - meanWeight) / root
    }
  }
}

private func checkShapes(_ parameters: [Double], _ gradient: [Double], _ memory: [Double]) {
  precondition(
    parameters.count == gradient.count && (memory.isEmpty || memory.count == parameters.count),
    "\(parameters.count) parameters need as many gradients and the optimiser remembers "
      + "\(memory.count), found \(gradient.count)")
  gradient.requireFinite("gradient")
}
