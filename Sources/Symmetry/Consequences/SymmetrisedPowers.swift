// Characters of symmetrised and antisymmetrised powers of a representation (Newton's identities):
//
//     p_k(g) = tr D(g)^k
//     n h_n = Σ_{k=1}^{n} p_k h_{n−k} ,  h₀ = 1        character of [Γⁿ]
//     a₂ = ½ (p₁² − p₂)                                character of {Γ²}
//     Σ_n tⁿ h_n(g) = 1 / det(1 − t D(g))              Molien
//
// The number of invariants of degree n is the average of h_n over the group.

import PhaseFitNumerics

/// The power sums of a representation and what follows from them.
struct SymmetrisedPowers {
  /// `complete[n][g]`: the character of the n-th symmetrised power.
  let complete: [[Double]]
  /// The character of the antisymmetrised square.
  let antisymmetricSquare: [Double]

  /// The characters up to a degree.
  init(_ matrices: [Matrix], degree: Int) {
    let highest = max(degree, 2)
    var complete = Array(
      repeating: Array(repeating: 1.0, count: matrices.count), count: highest + 1)
    var antisymmetric = Array(repeating: 0.0, count: matrices.count)
    for (index, matrix) in matrices.enumerated() {
      var traces: [Double] = []
      var power = matrix
      for exponent in 1...highest {
        if exponent > 1 { power = power * matrix }
        traces.append(power.trace)
      }
      for n in 1...highest {
        var sum = 0.0
        for k in 1...n { sum += traces[k - 1] * complete[n - k][index] }
        complete[n][index] = sum / Double(n)
      }
      antisymmetric[index] = (traces[0] * traces[0] - traces[1]) / 2
    }
    self.complete = complete
    antisymmetricSquare = antisymmetric
  }

  /// The character itself.
  var character: [Double] { complete[1] }

  /// The multiplicity of the identity in a product of real characters.
  ///
  /// - Throws: `ConsequenceError` where it is no whole number, so that the matrices are no
  ///   representation.
  static func invariants(in factors: [[Double]], label: String) throws(ConsequenceError) -> Int {
    guard let count = factors.first?.count, count > 0 else { return 0 }
    var sum = 0.0
    for index in 0..<count {
      var product = 1.0
      for factor in factors { product *= factor[index] }
      sum += product
    }
    let average = sum / Double(count)
    let nearest = average.rounded()
    guard abs(average - nearest) < 1e-6 * max(1, nearest), nearest >= 0 else {
      throw ConsequenceError(
        .notARepresentation,
        "\(label): the characters average to \(average), expected a whole number of invariants; the "
          + "matrices do not multiply as the operations of the cell do.")
    }
    return Int(nearest)
  }
}
