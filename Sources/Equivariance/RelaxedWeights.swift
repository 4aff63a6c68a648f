// Relaxed weights: one vector in each irrep of O(3) up to a degree, θ = ⊕ θ_Γ.
//
//     θ_start = 1 in 0e, 0 elsewhere
//
// A layer f with relaxed weights obeys f(D(R) x, D(R) θ) = D(R) f(x, θ) for every R, so that
// θ_start makes it strictly equivariant, and any other θ leaves the operations that keep θ:
// D(R) θ = θ.
//
// Source: E. Hofgard, R. Wang, R. Walters, T. Smidt, Relaxed Equivariant Graph Neural Networks,
// arXiv:2407.20471.

public import PhaseFitNumerics

/// The space of the relaxed weights of one layer.
public struct RelaxedWeights: Sendable, Hashable {
  /// One copy of each irrep, in the order 0e, 0o, 1o, 1e, 2e, 2o and so on.
  public let irreps: Irreps

  /// The relaxed weights up to a degree.
  ///
  /// - Precondition: the degree is not negative.
  public init(upTo maximumDegree: Int) {
    precondition(maximumDegree >= 0, "a degree is at least 0, found \(maximumDegree)")
    irreps = Irreps(Irrep.all(upTo: maximumDegree))
  }

  /// The number of components, 2 (l + 1)².
  public var count: Int { irreps.dimension }

  /// The largest degree.
  public var maximumDegree: Int { irreps.maximumDegree ?? 0 }

  /// The weights at which a layer is strictly equivariant: 0e is 1 and all others 0.
  public var start: [Double] {
    [1] + [Double](repeating: 0, count: count - 1)
  }

  /// The components of one irrep.
  public func range(of irrep: Irrep) -> Range<Int>? {
    zip(irreps.blocks, irreps.ranges).first { $0.0.irrep == irrep }?.1
  }

  /// The length of the part in each irrep.
  public func norms(_ weights: [Double]) -> [(irrep: Irrep, norm: Double)] {
    check(weights)
    return zip(irreps.blocks, irreps.ranges).map { block, range in
      (block.irrep, weights[range].reduce(0) { $0 + $1 * $1 }.squareRoot())
    }
  }

  /// The weights of the rotated layer, D(R) θ.
  public func transform(_ weights: [Double], by matrix: Matrix3) -> [Double] {
    check(weights)
    return irreps.transform(weights, by: IrrepMatrices(at: matrix, upTo: maximumDegree))
  }

  /// The part of the weights that a point group keeps, P θ with P the mean of D over the group.
  ///
  /// - Precondition: the operations form a group.
  public func fixedPart(_ weights: [Double], under group: [Matrix3]) -> [Double] {
    check(weights)
    precondition(!group.isEmpty, "a group has at least one operation")
    var sum = [Double](repeating: 0, count: count)
    for operation in group {
      for (index, value) in transform(weights, by: operation).enumerated() { sum[index] += value }
    }
    return sum.map { $0 / Double(group.count) }
  }

  /// A gradient without the irreps in which it is rounding: those 10¹² times smaller than the whole.
  ///
  /// Symmetry makes the gradient zero in most irreps; what rounding leaves there would grow where
  /// the symmetric weights are a saddle of the loss. Lengths alone decide, so that steps still
  /// commute with every operation.
  public func withoutRounding(_ gradient: [Double]) -> [Double] {
    let norms = norms(gradient).map(\.norm)
    let limit = Self.rounding * (norms.reduce(0) { $0 + $1 * $1 }).squareRoot()
    var result = gradient
    for (range, norm) in zip(irreps.ranges, norms) where norm <= limit {
      for index in range { result[index] = 0 }
    }
    return result
  }

  /// Sums over thousands of terms are rounded to less than this part of their size.
  private static let rounding = 1e-12

  /// The largest part outside what a point group keeps, over the irreps: |θ_Γ − P θ_Γ|.
  ///
  /// - Precondition: the operations form a group.
  public func leakage(_ weights: [Double], under group: [Matrix3]) -> Double {
    let kept = fixedPart(weights, under: group)
    return norms(zip(weights, kept).map { $0 - $1 }).map(\.norm).max() ?? 0
  }

  private func check(_ weights: [Double]) {
    precondition(
      weights.count == count,
      "relaxed weights \(irreps) have \(count) components, found \(weights.count)")
    weights.requireFinite("relaxed weight")
  }
}
