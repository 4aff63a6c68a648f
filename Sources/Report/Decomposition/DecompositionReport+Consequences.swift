public import PhaseFitNumerics

extension DecompositionReport {
  /// The domain states of the child.
  public struct Domains: Sendable, Codable, Hashable {
    /// The number of states, the index of the child's group.
    public var count: Int
    /// The number of orientations among them.
    public var orientations: Int
    /// The number of states of one orientation, which differ by a lost translation.
    public var antiphase: Int
    /// The states, the first of them the child itself.
    public var states: [DomainState]
    /// The operations that join the child with states of another orientation, without repetition.
    public var twinLaws: [String]
    /// The walls without long-range stress, one entry for each kind of pair of orientations.
    public var walls: [DomainWall]

    /// Domain states.
    public init(
      count: Int, orientations: Int, antiphase: Int, states: [DomainState] = [],
      twinLaws: [String] = [], walls: [DomainWall] = []
    ) {
      self.count = count
      self.orientations = orientations
      self.antiphase = antiphase
      self.states = states
      self.twinLaws = twinLaws
      self.walls = walls
    }
  }

  /// The walls in which two orientations meet without long-range stress (Sapriel's condition).
  public struct DomainWall: Sendable, Codable, Hashable {
    /// The operation that makes the second orientation of the first, such as `m [110]`.
    public var twinLaw: String
    /// Which walls fit: `any` where the strains are equal, `pair`, or `none`.
    public var kind: String
    /// The planes of a pair as `(110)` in the parent's cell, or by their normal where no small
    /// indices serve, the plane depending on the strain then.
    public var planes: [String]

    /// Walls between two orientations.
    public init(twinLaw: String, kind: String, planes: [String]) {
      self.twinLaw = twinLaw
      self.kind = kind
      self.planes = planes
    }
  }

  /// One domain state.
  public struct DomainState: Sendable, Codable, Hashable {
    /// An operation of the parent that makes it of the child, as `-y,x,z+1/2`.
    public var operation: String
    /// The number of its orientation, 0 that of the child.
    public var orientation: Int
    /// The operation of another orientation in words, such as `m [110]`.
    public var twinLaw: String?

    /// A domain state.
    public init(operation: String, orientation: Int, twinLaw: String? = nil) {
      self.operation = operation
      self.orientation = orientation
      self.twinLaw = twinLaw
    }
  }

  /// Which macroscopic properties the loss of symmetry allows.
  public struct Ferroic: Sendable, Codable, Hashable {
    /// The species in Aizu's notation, such as `m-3mF4mm`; nil where not known.
    public var species: String?
    /// The class and extent of ferroelectricity, as `improper, full`; nil where there is none.
    public var ferroelectric: String?
    /// The class and extent of ferroelasticity, nil where no strain is spontaneous.
    public var ferroelastic: String?

    /// A ferroic species.
    public init(species: String?, ferroelectric: String?, ferroelastic: String?) {
      self.species = species
      self.ferroelectric = ferroelectric
      self.ferroelastic = ferroelastic
    }
  }

  /// What symmetry says of one order parameter.
  public struct OrderParameter: Sendable, Codable, Hashable {
    /// The label of the irrep.
    public var label: String
    /// Whether the symmetrised cube has no invariant: Landau's condition.
    public var satisfiesLandau: Bool
    /// Whether a cubic invariant is different from zero on the realised direction.
    public var hasCubicTermOnDirection: Bool
    /// Whether the antisymmetrised square holds no vector: Lifshitz's condition.
    public var satisfiesLifshitz: Bool
    /// What follows for the order of the transition, in words.
    public var verdict: String
    /// The invariants by degree.
    public var invariants: [Invariants]

    /// An order parameter.
    public init(
      label: String, satisfiesLandau: Bool, hasCubicTermOnDirection: Bool,
      satisfiesLifshitz: Bool, verdict: String, invariants: [Invariants] = []
    ) {
      self.label = label
      self.satisfiesLandau = satisfiesLandau
      self.hasCubicTermOnDirection = hasCubicTermOnDirection
      self.satisfiesLifshitz = satisfiesLifshitz
      self.verdict = verdict
      self.invariants = invariants
    }
  }

  /// The invariant polynomials of one degree.
  public struct Invariants: Sendable, Codable, Hashable {
    /// The degree.
    public var degree: Int
    /// How many are independent.
    public var count: Int
    /// The polynomials, as `Q1^2 + Q2^2 + Q3^2`.
    public var polynomials: [String]
    /// The same on the realised direction.
    public var onDirection: [String]

    /// Invariants of one degree.
    public init(degree: Int, count: Int, polynomials: [String], onDirection: [String]) {
      self.degree = degree
      self.count = count
      self.polynomials = polynomials
      self.onDirection = onDirection
    }
  }

  /// A secondary order parameter with the lowest power of the primary ones that drives it.
  public struct Coupling: Sendable, Codable, Hashable {
    /// The label of the secondary irrep.
    public var label: String
    /// The labels of the primary irreps with their powers.
    public var powers: [Power]
    /// What it couples to, in words: `strain`, `polarisation`, `displacement`.
    public var kinds: [String]

    /// One factor of a coupling.
    public struct Power: Sendable, Codable, Hashable {
      /// The label of the primary irrep.
      public var label: String
      /// Its exponent.
      public var exponent: Int

      /// A factor.
      public init(label: String, exponent: Int) {
        self.label = label
        self.exponent = exponent
      }
    }

    /// A coupling.
    public init(label: String, powers: [Power], kinds: [String]) {
      self.label = label
      self.powers = powers
      self.kinds = kinds
    }
  }

  /// The reflections that a star of wave vectors adds.
  public struct Superlattice: Sendable, Codable, Hashable {
    /// One arm of the star, in the parent's conventional reciprocal basis, without 2π.
    public var waveVector: [Rational]
    /// The rule in words, with indices of the parent's conventional cell.
    public var rule: String
    /// The first reflections by descending spacing.
    public var reflections: [Reflection]

    /// Reflections of one star.
    public init(waveVector: [Rational], rule: String, reflections: [Reflection]) {
      self.waveVector = waveVector
      self.rule = rule
      self.reflections = reflections
    }
  }

  /// One reflection.
  public struct Reflection: Sendable, Codable, Hashable {
    /// The indices in the parent's conventional cell.
    public var indices: [Rational]
    /// The spacing, Å.
    public var spacing: Double
    /// The number of equivalent reflections, nil where not known.
    public var multiplicity: Int?
    /// Whether the first irrep of the star gives it an amplitude in first order.
    public var isAllowed: Bool

    /// A reflection.
    public init(
      indices: [Rational], spacing: Double, multiplicity: Int? = nil, isAllowed: Bool = true
    ) {
      self.indices = indices
      self.spacing = spacing
      self.multiplicity = multiplicity
      self.isAllowed = isAllowed
    }
  }
}
