extension LandauCoupledFit {
  /// An error that several points have in common: by how much one standard deviation of it changes them.
  ///
  /// Errors of a list are independent of each other and of those of single points. A covariance C of
  /// parameters p with C = Σ c_k c_kᵀ gives one for every k: the change of the points by p → p + c_k.
  public struct CommonError: Sendable, Hashable {
    /// The change by the measurement of a point, in units of the series; none where it is not named.
    public var changes: [Int: Double]

    /// An error.
    public init(changes: [Int: Double]) {
      self.changes = changes
    }
  }
}
