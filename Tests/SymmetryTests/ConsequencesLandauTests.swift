import Foundation
import PhaseFitNumerics
import PhaseFitTestSupport
import Testing

@testable import PhaseFitSymmetry

@Suite("Landau's condition on known transitions, and how results print")
struct ConsequencesLandauTests {
  struct Transition: Sendable {
    var name: String
    var number: Int
    var edges: Vector3
    var orbits: [Vector3]
    var irrep: String
    var child: Int
    var index: Int
    var verdict: LandauConditions.Verdict
  }

  static let transitions: [Transition] = [
    Transition(
      name: "leucite, Ia-3d to I4_1/acd", number: 230, edges: Vector3(13, 13, 13),
      orbits: [Vector3(0, 0, 0), Vector3(0.125, 0, 0.25), Vector3(0.03, 0.05, 0.65)],
      irrep: "GM3+", child: 142, index: 3, verdict: .firstOrder),
    Transition(
      name: "Cu3Au, Fm-3m to Pm-3m", number: 225, edges: Vector3(3.8, 3.8, 3.8),
      orbits: [Vector3(0, 0, 0)], irrep: "X1+", child: 221, index: 4, verdict: .firstOrder),
    Transition(
      name: "V3Si, Pm-3n to P4_2/mmc", number: 223, edges: Vector3(4.7, 4.7, 4.7),
      orbits: [Vector3(0, 0, 0), Vector3(0.25, 0, 0.5)], irrep: "GM3+", child: 131, index: 3,
      verdict: .firstOrder),
    Transition(
      name: "boracite, F-43c to Pca2_1", number: 219, edges: Vector3(12, 12, 12),
      orbits: [Vector3(0, 0, 0), Vector3(0.25, 0.25, 0.03), Vector3(0.02, 0.1, 0.18)],
      irrep: "X5", child: 29, index: 12, verdict: .cubicVanishesOnDirection),
    Transition(
      name: "SrTiO3, Pm-3m to I4/mcm", number: 221, edges: Vector3(3.9, 3.9, 3.9),
      orbits: [Vector3(0, 0, 0), Vector3(0.5, 0.5, 0.5), Vector3(0.5, 0, 0)], irrep: "R4+",
      child: 140, index: 6, verdict: .continuousAllowed),
  ]

  @Test(
    "the cubic invariant, and what is left of it on the realised direction", arguments: transitions)
  func verdicts(_ transition: Transition) throws {
    let parent = try ConsequencesIrreps.parent(
      number: transition.number, edges: transition.edges, orbits: transition.orbits)
    let size = transition.irrep.hasPrefix("R") ? 2 : 1
    let cell = CommensurateCell(
      parent: parent,
      lattices: [parent.conventionalMultiple * IntegerMatrix3(diagonal: size, size, size)])
    let irreps = try cell.physicalIrreps(of: parent)
    let irrep = try #require(irreps.first { $0.label == transition.irrep })
    let (_, kept) = try #require(
      try ConsequencesIrreps.direction(
        of: irrep, group: transition.child, index: transition.index, in: cell))
    let conditions = try LandauConditions(of: [irrep], keptBy: kept, in: cell)
    #expect(conditions.verdict == transition.verdict, "\(transition.name)")
    #expect(conditions.freeComponents == 1)
    switch transition.verdict {
    case .firstOrder:
      #expect(conditions.cubicInvariants == 1)
      #expect(conditions.cubicTermsOnDirection.map(\.description) == ["a^3"])
    case .cubicVanishesOnDirection:
      #expect(conditions.cubicInvariants == 1)
      #expect(conditions.cubicTermsOnDirection.isEmpty)
      // The improper ferroelectric: polarisation by the square.
      let species = try FerroicSpecies(keptBy: kept, primaries: [irrep], in: cell)
      #expect(species.ferroelectric.origin == .improper)
      #expect(species.aizuSymbol == "-43mFmm2")
      let couplings = try SecondaryCouplings(of: [irrep], keptBy: kept, among: irreps, in: cell)
      let polar = couplings.couplings.filter { $0.content.polarVectors > 0 }
      #expect(polar.map(\.terms) == [["Q^2 η"]])
    case .continuousAllowed:
      #expect(conditions.cubicInvariants == 0)
    }
    // The powers of the potential along the direction.
    let quantity = TransformingQuantity(irrep)
    let direction = try RealisedDirection(keptBy: kept, of: [quantity], in: cell)
    let invariants = try InvariantBasis(of: [quantity], in: cell)
    let terms = direction.potentialTerms(of: invariants)
    #expect(terms[2]?.map(\.description) == ["a^2"])
    #expect(terms[4]?.map(\.description) == ["a^4"])
    #expect((terms[3] != nil) == (transition.verdict == .firstOrder))
    #expect(terms[6]?.count == 1)
  }

  @Test("a chain of subgroups multiplies to the group and averages as the whole group does")
  func chain() throws {
    let (_, cell) = try ConsequencesIrreps.perovskite()
    let steps = GroupAverage(cell).steps
    #expect(steps.reduce(1) { $0 * ($1.count + 1) } == cell.operations.count)
    #expect(steps.reduce(0) { $0 + $1.count } < 30)
    let tilt = TransformingQuantity(ConsequencesIrreps.antiphaseTilt(cell))
    // By the definition: Q1^4 averaged over all 384 operations.
    var whole = SparsePolynomial()
    let monomial = SparsePolynomial([Monomial.one.times(0).times(0).times(0).times(0): 1])
    for matrix in tilt.matrices {
      let forms = (0..<3).map { column in
        (0..<3).map { (variable: $0, coefficient: matrix[$0, column]) }
      }
      whole.add(monomial.substituting(forms), times: 1 / Double(tilt.matrices.count))
    }
    let average = try QuantityAverage([tilt], in: cell).invariants(degrees: [4], count: 2)
    var basis = average
    let isIndependent = basis.insert(whole)
    #expect(!isIndependent)
    #expect(whole.cleaned.terms.count == 3)
  }

  @Test("coefficients print as integers, fractions and roots")
  func coefficients() {
    let polynomial = InvariantPolynomial(
      variables: ["x", "y"],
      terms: [
        .init(coefficient: 1, exponents: [2, 0]), .init(coefficient: -3, exponents: [1, 1]),
        .init(coefficient: 3.0.squareRoot(), exponents: [0, 2]),
        .init(coefficient: -2 / 3.0.squareRoot(), exponents: [0, 1]),
        .init(coefficient: 0.5, exponents: [1, 0]), .init(coefficient: .pi, exponents: [0, 0]),
      ])
    #expect(polynomial.description == "x^2 - 3 x y + √3 y^2 - 2√3/3 y + 1/2 x + 3.14159")
    #expect(abs(polynomial([2, 1]) - (4 - 6 + 3.0.squareRoot() / 3 + 1 + .pi)) < 1e-12)
    #expect(InvariantPolynomial(variables: [], terms: []).description == "0")
  }

  @Test("elements are named by symbol and direction in the conventional setting")
  func elements() {
    let expected: [([Int], String)] = [
      ([1, 0, 0, 0, 1, 0, 0, 0, 1], "1"), ([-1, 0, 0, 0, -1, 0, 0, 0, -1], "-1"),
      ([0, -1, 0, -1, 0, 0, 0, 0, 1], "m [110]"), ([0, 1, 0, 1, 0, 0, 0, 0, 1], "m [1-10]"),
      ([0, 0, 1, 0, -1, 0, 1, 0, 0], "2 [101]"), ([0, -1, 0, 1, 0, 0, 0, 0, 1], "4 [001]"),
      ([0, 1, 0, -1, 0, 0, 0, 0, -1], "-4 [001]"), ([0, 0, 1, 1, 0, 0, 0, 1, 0], "3 [111]"),
      ([0, 0, -1, -1, 0, 0, 0, -1, 0], "-3 [111]"), ([1, -1, 0, 1, 0, 0, 0, 0, 1], "6 [001]"),
      // Hexagonal axes: the mirror x,y → y,x has its normal along a − b.
      ([0, 1, 0, 1, 0, 0, 0, 0, 1], "m [1-10]"), ([1, -1, 0, 0, -1, 0, 0, 0, -1], "2 [100]"),
    ]
    for (rows, text) in expected {
      #expect(SymmetryElement(IntegerMatrix3(rows)).description == text)
    }
  }

  @Test("centring is part of the rule; Γ irreps bring back what glide planes extinguish")
  func centredReflections() throws {
    let parent = try ConsequencesIrreps.parent(
      number: 225, edges: Vector3(4, 4, 4), orbits: [Vector3(0, 0, 0)])
    let cell = CommensurateCell(parent: parent, lattices: [parent.conventionalMultiple])
    let irreps = try cell.physicalIrreps(of: parent)
    let ordering = try #require(irreps.first { $0.label == "X1+" })
    let reflections = try SuperlatticeReflections(of: ordering, in: cell, parent: parent, count: 4)
    // Cu3Au: 100, 110, 210, 211 appear.
    #expect(
      reflections.reflections.map(\.description) == ["1 0 0", "1 1 0", "2 1 0", "2 1 1"])
    #expect(reflections.reflections.allSatisfy { $0.isAllowed })
    #expect(reflections.rule.contains(" with "), "\(reflections.rule)")
    for condition in reflections.rule.split(separator: ",").suffix(3) {
      #expect(condition.contains("= 2n"), "\(reflections.rule)")
    }
    // At Γ of Fm-3m nothing is extinct, so nothing appears.
    let polar = try #require(irreps.first { $0.label == "GM4-" })
    let none = try SuperlatticeReflections(of: polar, in: cell, parent: parent)
    #expect(none.reflections.isEmpty)
    // The glide planes of Pm-3n extinguish 1 1 1 (hhl: l = 2n); its strain does not bring it back,
    // an irrep that is odd under the glide does.
    let glided = try ConsequencesIrreps.parent(
      number: 223, edges: Vector3(4.7, 4.7, 4.7),
      orbits: [Vector3(0, 0, 0), Vector3(0.25, 0, 0.5)])
    let primitive = CommensurateCell(parent: glided, lattices: [.identity])
    let odd = try #require(
      try primitive.physicalIrreps(of: glided).first { $0.label == "GM2+" })
    let found = try SuperlatticeReflections(of: odd, in: primitive, parent: glided, count: 3)
    #expect(found.reflections.contains { $0.description == "1 1 1" })
    #expect(found.reflections.allSatisfy { $0.isAllowed })
  }

  @Test("results survive being written as JSON and read back")
  func codable() throws {
    let (parent, cell) = try ConsequencesIrreps.perovskite()
    let tilt = ConsequencesIrreps.antiphaseTilt(cell)
    let kept = ConsequencesIrreps.stabiliser([0, 0, 1], of: tilt)
    func roundTrip<Value: Codable & Equatable>(_ value: Value) throws {
      let data = try JSONEncoder().encode(value)
      let again = try JSONDecoder().decode(Value.self, from: data)
      #expect(again == value)
    }
    try roundTrip(try LandauConditions(of: [tilt], keptBy: kept, in: cell))
    try roundTrip(try FerroicSpecies(keptBy: kept, primaries: [tilt], in: cell))
    try roundTrip(try SuperlatticeReflections(of: tilt, in: cell, parent: parent))
    try roundTrip(
      try SecondaryCouplings(
        of: [tilt], keptBy: kept, among: [ConsequencesIrreps.tetragonalStrain(cell)], in: cell))
    let basis = try InvariantBasis(of: [TransformingQuantity(tilt)], in: cell)
    try roundTrip(basis.blocks)
    let domains = try DomainStates(keptBy: kept, in: cell, parent: parent)
    try roundTrip(domains.pairs)
    try roundTrip(domains.states)
    let direction = try RealisedDirection(
      keptBy: kept, of: [TransformingQuantity(tilt)], in: cell)
    try roundTrip(direction)
    #expect(direction.description == "(0, 0, a)")
  }

  @Test("a degree that cannot be computed is refused")
  func degreeOutOfRange() throws {
    let (_, cell) = try ConsequencesIrreps.perovskite()
    let quantity = TransformingQuantity(ConsequencesIrreps.antiphaseTilt(cell))
    for degree in [0, 9] {
      #expect {
        try InvariantBasis(of: [quantity], in: cell, upTo: degree)
      } throws: {
        ($0 as? ConsequenceError)?.code == .degreeOutOfRange
      }
    }
  }
}
