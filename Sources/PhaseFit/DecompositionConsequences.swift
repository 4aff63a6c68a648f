import PhaseFitNumerics
import PhaseFitReport
import PhaseFitStructures
import PhaseFitSymmetry

extension DecompositionReport {
  /// Records domains, ferroic species, invariants, couplings and superlattice reflections.
  mutating func recordConsequences(_ modes: SymmetryModes, pair: DecompositionPair) {
    guard pair.member.index > 1 else { return }
    let byLabel = Dictionary(
      modes.irreps.map { ($0.label, $0) }, uniquingKeysWith: { first, _ in first })
    let (found, doubts) = SymmetryConsequences.derive(
      primaries: (primarySets.first ?? []).compactMap { byLabel[$0] },
      active: irreps.compactMap { $0.label.flatMap { byLabel[$0] } },
      keptBy: pair.member.keptOperations, strain: pair.member.field.strain, in: pair.sweep.cell,
      parent: pair.structure)
    consequences = found
    diagnostics += doubts
  }
}

extension SymmetryConsequences {
  /// The highest degree to which invariants are counted: a Landau potential of a first-order
  /// transition.
  private static let highestDegree = 6
  /// How many monomials of one degree invariant polynomials are written for: the 462 of six
  /// components at degree six; counts are given beyond.
  private static let largestMonomialCount = 462
  /// How many families of superlattice reflections are listed for each star.
  private static let reflectionCount = 8

  /// Derives what follows from the primary irreps and the child's group.
  ///
  /// A part that cannot be had leaves a diagnostic and not the rest. The strain of the child decides
  /// which walls between its orientations fit.
  static func derive(
    primaries: [PhysicalIrrep], active: [PhysicalIrrep], keptBy kept: [Int], strain: Matrix3?,
    in cell: CommensurateCell, parent: ParentStructure
  ) -> (SymmetryConsequences, [Diagnostic]) {
    var result = SymmetryConsequences()
    var doubts: [Diagnostic] = []
    func attempt<Result>(_ code: String, _ work: () throws -> Result) -> Result? {
      do {
        return try work()
      } catch {
        doubts.append(Diagnostic(.error, code: code, message: "\(error)"))
        return nil
      }
    }
    result.domains = attempt("domain-states") {
      let states = try DomainStates(keptBy: kept, in: cell, parent: parent)
      let walls =
        try strain.map {
          try states.walls(spontaneousStrain: $0, keptBy: kept, in: cell, parent: parent)
        } ?? []
      return DecompositionReport.Domains(states, walls: walls)
    }
    result.superlattice =
      attempt("superlattice") {
        var seen: Set<[Rational]> = []
        return try active.filter { irrep in
          irrep.waveVector.contains { $0 != .zero } && seen.insert(irrep.waveVector).inserted
        }.map { irrep in
          DecompositionReport.Superlattice(
            try SuperlatticeReflections(
              of: irrep, in: cell, parent: parent, count: reflectionCount),
            waveVector: irrep.waveVector)
        }
      } ?? []
    guard !primaries.isEmpty else { return (result, doubts) }
    result.ferroic = attempt("ferroic-species") {
      DecompositionReport.Ferroic(
        try FerroicSpecies(keptBy: kept, primaries: primaries, in: cell))
    }
    result.orderParameters =
      attempt("landau-conditions") {
        try primaries.map { try orderParameter($0, keptBy: kept, in: cell) }
      } ?? []
    result.couplings =
      attempt("secondary-couplings") {
        let found = try SecondaryCouplings(of: primaries, keptBy: kept, among: active, in: cell)
        return found.couplings.flatMap {
          DecompositionReport.Coupling.list($0, primaries: found.primaries)
        }
      } ?? []
    return (result, doubts)
  }

  /// What symmetry says of one primary irrep.
  private static func orderParameter(
    _ irrep: PhysicalIrrep, keptBy kept: [Int], in cell: CommensurateCell
  ) throws -> DecompositionReport.OrderParameter {
    let conditions = try LandauConditions(of: [irrep], keptBy: kept, in: cell)
    let counts = try irrep.invariantCounts(upTo: highestDegree)
    let quantity = TransformingQuantity(irrep)
    // Monomials of degree n in d components: C(d + n − 1, n).
    var degree = 1
    var monomials = irrep.dimension
    while degree < highestDegree {
      let next = monomials * (irrep.dimension + degree) / (degree + 1)
      if next > largestMonomialCount { break }
      (degree, monomials) = (degree + 1, next)
    }
    let invariants = try InvariantBasis(of: [quantity], in: cell, upTo: degree)
    let direction = try PhaseFitSymmetry.RealisedDirection(
      keptBy: kept, of: [quantity], in: cell)
    let potential = direction.potentialTerms(of: invariants)
    var list: [DecompositionReport.Invariants] = []
    for degree in 2...highestDegree {
      let blocks = invariants.blocks.filter { $0.degree == degree }
      let terms = potential[degree] ?? []
      list.append(
        DecompositionReport.Invariants(
          degree: degree, count: counts[degree - 1],
          polynomials: blocks.flatMap(\.invariants).map { $0.description },
          onDirection: terms.map { $0.description }))
    }
    return DecompositionReport.OrderParameter(
      label: irrep.label, satisfiesLandau: conditions.satisfiesLandau,
      hasCubicTermOnDirection: !conditions.cubicTermsOnDirection.isEmpty,
      satisfiesLifshitz: conditions.satisfiesLifshitz, verdict: conditions.verdict.rawValue,
      invariants: list)
  }
}

extension DecompositionReport.Domains {
  /// What the report says of domain states; `walls` belong to their pairs, or are not known.
  init(_ domains: DomainStates, walls: [DomainWalls]) {
    var laws: [String] = []
    for law in domains.pairs.flatMap(\.twinLaws) where !laws.contains(law.description) {
      laws.append(law.description)
    }
    let states = domains.states.map { state in
      DecompositionReport.DomainState(
        operation: state.conventional.jonesFaithful, orientation: state.orientation,
        twinLaw: state.orientation == 0 ? nil : state.element.description)
    }
    // Of equivalent pairs one stands for all.
    var kinds: Set<Int> = []
    var distinct: [DecompositionReport.DomainWall] = []
    for (pair, wall) in zip(domains.pairs, walls) {
      guard let law = pair.twinLaws.first, kinds.insert(pair.kind).inserted else { continue }
      let found = DecompositionReport.DomainWall(
        twinLaw: law.description, kind: wall.kind.rawValue, planes: wall.planes)
      if !distinct.contains(found) { distinct.append(found) }
    }
    self.init(
      count: domains.count, orientations: domains.orientationCount,
      antiphase: domains.antiphaseCount, states: states, twinLaws: laws, walls: distinct)
  }
}

extension DecompositionReport.Ferroic {
  /// What the report says of a ferroic species.
  init(_ species: FerroicSpecies) {
    func words(_ property: FerroicSpecies.Property) -> String? {
      property.origin == .absent
        ? nil : "\(property.origin.rawValue), \(property.extent.rawValue)"
    }
    self.init(
      species: species.aizuSymbol, ferroelectric: words(species.ferroelectric),
      ferroelastic: words(species.ferroelastic))
  }
}

extension DecompositionReport.Coupling {
  /// The couplings of one secondary irrep, one for each set of powers of the primaries.
  static func list(_ coupling: SecondaryCouplings.Coupling, primaries: [String])
    -> [DecompositionReport.Coupling]
  {
    let content = coupling.content
    let kinds = [
      (content.strains, "strain"), (content.polarVectors, "polarisation"),
      (content.displacements, "displacement"), (content.occupancies, "occupancy"),
    ].filter { $0.0 > 0 }.map(\.1)
    return coupling.powers.map { powers in
      DecompositionReport.Coupling(
        label: coupling.label,
        powers: zip(primaries, powers).filter { $1 > 0 }.map {
          Power(label: $0, exponent: $1)
        }, kinds: kinds)
    }
  }
}

extension DecompositionReport.Superlattice {
  /// What the report says of the reflections of one star.
  init(_ reflections: SuperlatticeReflections, waveVector: [Rational]) {
    self.init(
      waveVector: waveVector, rule: reflections.rule,
      reflections: reflections.reflections.map {
        DecompositionReport.Reflection(
          indices: $0.indices, spacing: $0.spacing, multiplicity: $0.multiplicity,
          isAllowed: $0.isAllowed)
      })
  }
}
