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
