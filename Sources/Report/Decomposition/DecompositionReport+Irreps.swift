public import PhaseFitNumerics
public import PhaseFitSymmetry

extension DecompositionReport {
  /// The part of the distortion that belongs to one irrep.
  ///
  ///     As = √(Σ |u|²) over the child's primitive cell ,   Ap = As / √(cell multiplication)
  public struct Component: Sendable, Codable, Hashable {
    /// The Miller–Love label, nil where irreps are not known and a star stands for them.
    public var label: String?
    /// The Mulliken symbol of an irrep at Γ, as `T1u`; nil elsewhere.
    public var mulliken: String?
    /// The labels with other origins.
    public var otherOrigins: [OriginLabel]
    /// One arm of the star, in the parent's conventional reciprocal basis, without 2π.
    public var waveVector: [Rational]
    /// The number of arms.
    public var armCount: Int
    /// The dimension of the real irrep, nil where irreps are not known.
    public var dimension: Int?
    /// The dimension of the small irrep, nil where irreps are not known.
    public var smallDimension: Int?
    /// Whether it keeps the parent's symmetry.
    public var isTotallySymmetric: Bool
    /// The direction that the child's group admits, in the usual symbols such as `(a,0,0)`.
    public var direction: String?
    /// The components of the order parameter along its leading copy, Å.
    public var orderParameter: [Quantity]
    /// The displacement amplitude over the child's primitive cell, Å.
    public var amplitudeAs: Quantity
    /// The displacement amplitude over the parent's primitive cell, Å.
    public var amplitudeAp: Quantity
    /// The largest displacement of an atom in this component, Å.
    public var maximum: Quantity?
    /// The amplitude of the occupancies over the child's primitive cell.
    public var occupancy: Quantity?
    /// The norm of the strain that belongs to the same irrep, 1.
    public var strain: Quantity?
    /// The shares of the parent's sites in the squared displacement amplitude.
    public var shares: [Share]
    /// The isotropy subgroup of the direction, nil where it is not known.
    public var isotropySubgroup: IsotropySubgroup?
    /// A more symmetric direction that the data admit within their errors, nil for none.
    public var realised: RealisedDirection?
    /// Whether it belongs to a smallest set of irreps whose isotropy subgroup is the child's group.
    public var isPrimaryCandidate: Bool

    /// A component of a distortion.
    public init(
      label: String?, mulliken: String? = nil, otherOrigins: [OriginLabel] = [],
      waveVector: [Rational], armCount: Int,
      dimension: Int? = nil, smallDimension: Int? = nil, isTotallySymmetric: Bool = false,
      direction: String? = nil, orderParameter: [Quantity] = [], amplitudeAs: Quantity,
      amplitudeAp: Quantity, maximum: Quantity? = nil, occupancy: Quantity? = nil,
      strain: Quantity? = nil, shares: [Share] = [], isotropySubgroup: IsotropySubgroup? = nil,
      realised: RealisedDirection? = nil, isPrimaryCandidate: Bool = false
    ) {
      self.label = label
      self.mulliken = mulliken
      self.otherOrigins = otherOrigins
      self.waveVector = waveVector
      self.armCount = armCount
      self.dimension = dimension
      self.smallDimension = smallDimension
      self.isTotallySymmetric = isTotallySymmetric
      self.direction = direction
      self.orderParameter = orderParameter
      self.amplitudeAs = amplitudeAs
      self.amplitudeAp = amplitudeAp
      self.maximum = maximum
      self.occupancy = occupancy
      self.strain = strain
      self.shares = shares
      self.isotropySubgroup = isotropySubgroup
      self.realised = realised
      self.isPrimaryCandidate = isPrimaryCandidate
    }

    /// The label, or the wave vector where there is none.
    public var name: String {
      label ?? "k=(\(waveVector.map(\.description).joined(separator: ",")))"
    }
  }

  /// A direction more symmetric than the child's group asks for.
  public struct RealisedDirection: Sendable, Codable, Hashable {
    /// The direction in the usual symbols.
    public var direction: String
    /// Its isotropy subgroup.
    public var isotropySubgroup: IsotropySubgroup

    /// A realised direction.
    public init(direction: String, isotropySubgroup: IsotropySubgroup) {
      self.direction = direction
      self.isotropySubgroup = isotropySubgroup
    }
  }

  /// The label that an irrep has where the origin is put elsewhere.
  public struct OriginLabel: Sendable, Codable, Hashable {
    /// The label.
    public var label: String
    /// The position of the other origin, in fractions of the parent's conventional cell.
    public var origin: [Rational]

    /// A label with its origin.
    public init(label: String, origin: [Rational]) {
      self.label = label
      self.origin = origin
    }
  }

  /// The share of one site of the parent in a squared amplitude.
  public struct Share: Sendable, Codable, Hashable {
    /// The label of the site.
    public var site: String
    /// The share, 0 … 1.
    public var fraction: Double

    /// A share.
    public init(site: String, fraction: Double) {
      self.site = site
      self.fraction = fraction
    }
  }

  /// The subgroup that leaves a direction of an order parameter unchanged.
  public struct IsotropySubgroup: Sendable, Codable, Hashable {
    /// The space-group type.
    public var group: SpaceGroupType
    /// Its index in the parent's group.
    public var index: Int
    /// How many primitive cells of the parent make one of the subgroup, nil where not known.
    public var size: Int?
    /// The number of free parameters of the direction, nil where not known.
    public var freeParameters: Int?
    /// Its conventional basis in the parent's, columns, nil where not known.
    public var basis: [[Rational]]?
    /// Its origin in fractions of the parent's conventional cell, nil where not known.
    public var origin: [Rational]?

    /// An isotropy subgroup.
    public init(
      group: SpaceGroupType, index: Int, size: Int? = nil, freeParameters: Int? = nil,
      basis: [[Rational]]? = nil, origin: [Rational]? = nil
    ) {
      self.group = group
      self.index = index
      self.size = size
      self.freeParameters = freeParameters
      self.basis = basis
      self.origin = origin
    }
  }
}
