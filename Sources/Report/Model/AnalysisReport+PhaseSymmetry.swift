public import PhaseFitNumerics

extension AnalysisReport {
  /// What breaks the symmetry of the parent in one phase.
  public struct PhaseSymmetry: Sendable, Codable, Hashable {
    /// The irreps that are present, by descending amplitude of the most distorted structure.
    public var irreps: [PhaseIrrep]
    /// The smallest sets of irreps, by label, whose joint isotropy subgroup is the phase's group.
    public var primarySets: [[String]]
    /// Whether the isotropy subgroups of all irreps together intersect in the phase's group.
    public var isExplained: Bool
    /// The number of domain states and of orientations in the parent; states are not listed.
    public var domains: DecompositionReport.Domains?
    /// The ferroic species with respect to the parent.
    public var ferroic: DecompositionReport.Ferroic?

    /// The symmetry of a phase.
    public init(
      irreps: [PhaseIrrep], primarySets: [[String]], isExplained: Bool,
      domains: DecompositionReport.Domains? = nil, ferroic: DecompositionReport.Ferroic? = nil
    ) {
      self.irreps = irreps
      self.primarySets = primarySets
      self.isExplained = isExplained
      self.domains = domains
      self.ferroic = ferroic
    }
  }

  /// An irrep of the parent that is present in a phase.
  public struct PhaseIrrep: Sendable, Codable, Hashable {
    /// The Miller–Love label; joined for a complex pair.
    public var label: String
    /// One arm of the star, in the parent's conventional reciprocal basis, without 2π.
    public var waveVector: [Rational]
    /// Whether it keeps the parent's symmetry.
    public var isTotallySymmetric: Bool
    /// The direction that the phase's group admits.
    public var direction: String
    /// The isotropy subgroup of that direction.
    public var isotropySubgroup: DecompositionReport.IsotropySubgroup
    /// A more symmetric direction that the data admit within their errors, nil for none.
    public var realised: DecompositionReport.RealisedDirection?
    /// Whether it belongs to a smallest set of irreps whose isotropy subgroup is the phase's group.
    public var isPrimaryCandidate: Bool

    /// An irrep in a phase.
    public init(
      label: String, waveVector: [Rational], isTotallySymmetric: Bool, direction: String,
      isotropySubgroup: DecompositionReport.IsotropySubgroup,
      realised: DecompositionReport.RealisedDirection? = nil, isPrimaryCandidate: Bool
    ) {
      self.label = label
      self.waveVector = waveVector
      self.isTotallySymmetric = isTotallySymmetric
      self.direction = direction
      self.isotropySubgroup = isotropySubgroup
      self.realised = realised
      self.isPrimaryCandidate = isPrimaryCandidate
    }
  }

  /// What becomes of one irrep of the parent at a transition.
  public struct IrrepChange: Sendable, Codable, Hashable {
    /// The label.
    public var label: String
    /// The direction in the phase above, nil where the irrep is absent there.
    public var above: String?
    /// The direction in the phase below, nil where the irrep is absent there.
    public var below: String?

    /// A change of one irrep.
    public init(label: String, above: String?, below: String?) {
      self.label = label
      self.above = above
      self.below = below
    }
  }
}
