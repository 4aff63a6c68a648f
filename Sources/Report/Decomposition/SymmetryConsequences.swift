public import PhaseFitSymmetry

/// What group theory says of a transition once its primary irreps and the child's group are known.
///
/// The same value stands in the report of a sweep, for each transition, and in the report of a pair.
public struct SymmetryConsequences: Sendable, Codable, Hashable {
  /// The group to which irreps and operations belong where it is not the parent's: that of the more
  /// symmetric of two phases below the parent.
  public var reference: SpaceGroupType?
  /// The smallest sets of irreps whose joint isotropy subgroup is the less symmetric phase; empty in
  /// the report of a pair, which has them itself.
  public var primarySets: [[String]]
  /// The domain states, nil where not known.
  public var domains: DecompositionReport.Domains?
  /// The ferroic species, nil where not known.
  public var ferroic: DecompositionReport.Ferroic?
  /// The primary irreps as order parameters.
  public var orderParameters: [DecompositionReport.OrderParameter]
  /// The secondary order parameters that the primary ones force.
  public var couplings: [DecompositionReport.Coupling]
  /// The reflections that appear, one entry for each star of wave vectors.
  public var superlattice: [DecompositionReport.Superlattice]

  /// Consequences; what is not known is nil or empty.
  public init(
    reference: SpaceGroupType? = nil, primarySets: [[String]] = [],
    domains: DecompositionReport.Domains? = nil, ferroic: DecompositionReport.Ferroic? = nil,
    orderParameters: [DecompositionReport.OrderParameter] = [],
    couplings: [DecompositionReport.Coupling] = [],
    superlattice: [DecompositionReport.Superlattice] = []
  ) {
    self.reference = reference
    self.primarySets = primarySets
    self.domains = domains
    self.ferroic = ferroic
    self.orderParameters = orderParameters
    self.couplings = couplings
    self.superlattice = superlattice
  }
}

extension DecompositionReport {
  /// The consequences of this report as one value.
  public var consequences: SymmetryConsequences {
    get {
      SymmetryConsequences(
        domains: domains, ferroic: ferroic, orderParameters: orderParameters,
        couplings: couplings, superlattice: superlattice)
    }
    set {
      domains = newValue.domains
      ferroic = newValue.ferroic
      orderParameters = newValue.orderParameters
      couplings = newValue.couplings
      superlattice = newValue.superlattice
    }
  }
}
