import PhaseFitNumerics

extension LatticeBaseline {
  /// The standard uncertainties of the parent's lattice parameters at a temperature.
  ///
  ///     σ²(T) = f(T)ᵀ C f(T) ,   x(T) = Σ_k c_k f_k(T)
  ///
  /// - Parameter temperature: K.
  /// - Returns: those of a, b, c in Å and α, β, γ in degrees; nil where the parent points leave no
  ///   degree of freedom and state no uncertainty.
  public func standardUncertainties(at temperature: Double) -> [Double]? {
    guard covariances.count == coefficients.count else { return nil }
    let functions = form.functions(temperature)
    let variances = covariances.map { covariance in
      functions.indices.reduce(0.0) { sum, i in
        functions.indices.reduce(sum) { $0 + functions[i] * covariance[i, $1] * functions[$1] }
      }
    }
    guard variances[0] > 0 else { return nil }
    return variances.map { max($0, 0).squareRoot() }
  }
}

extension LatticeBaseline {
  /// The baseline moved by one standard deviation of each of its independent errors.
  ///
  ///     C = Σ_k c_k c_kᵀ   (columns of the Cholesky factor) ,   c → c + c_k
  ///
  /// Lengths that are equal by the symmetry of the parent are one parameter and move together, and so do
  /// angles.
  func moved() -> [LatticeBaseline] {
    guard covariances.count == coefficients.count else { return [] }
    var groups: [[Int]] = []
    for index in coefficients.indices {
      let place = groups.firstIndex {
        ($0[0] < 3) == (index < 3) && coefficients[$0[0]] == coefficients[index]
      }
      if let place { groups[place].append(index) } else { groups.append([index]) }
    }
    return groups.flatMap { group -> [LatticeBaseline] in
      // Angles that symmetry fixes have no covariance.
      guard let factor = try? covariances[group[0]].choleskyFactor() else { return [] }
      return (0..<factor.columns).map { column in
        var moved = self
        for index in group {
          for row in 0..<factor.rows { moved.coefficients[index][row] += factor[row, column] }
        }
        return moved
      }
    }
  }
}
