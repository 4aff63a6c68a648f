import PhaseFitNumerics
import PhaseFitTestSupport
import Testing

@testable import PhaseFitSymmetry

@Suite("Invariant polynomials and Landau's conditions")
struct ConsequencesInvariantsTests {
  @Test("monomials multiply as lists of variables")
  func monomials() {
    let left = Monomial.one.times(3).times(0).times(3)
    #expect(left.variables == [0, 3, 3])
    #expect((left * Monomial.one.times(1)).variables == [0, 1, 3, 3])
    #expect(Monomial.one.times(0).times(0) < Monomial.one.times(0).times(1))
    #expect(
      SparsePolynomial.monomials(degrees: [2, 1], blocks: [0..<3, 3..<5]).count == 6 * 2)
  }

  @Test("the test irreps are representations")
  func representations() throws {
    let (_, cell) = try ConsequencesIrreps.perovskite()
    for irrep in [
      ConsequencesIrreps.vector(cell), ConsequencesIrreps.antiphaseTilt(cell),
      ConsequencesIrreps.inPhaseTilt(cell), ConsequencesIrreps.tetragonalStrain(cell),
    ] {
      #expect(ConsequencesIrreps.isRepresentation(irrep, in: cell), "\(irrep.label)")
    }
  }

  @Test("antiphase tilts have 1, 0, 2, 0, 3 invariants, in the textbook form")
  func antiphaseTilts() throws {
    let (_, cell) = try ConsequencesIrreps.perovskite()
    let tilt = ConsequencesIrreps.antiphaseTilt(cell)
    #expect(try tilt.invariantCounts() == [0, 1, 0, 2, 0, 3])
    let basis = try InvariantBasis(of: [TransformingQuantity(tilt)], in: cell)
    #expect((2...6).map(basis.count(ofDegree:)) == [1, 0, 2, 0, 3])
    #expect(
      basis.generators.map(\.description) == [
        "Q1^2 + Q2^2 + Q3^2", "Q1^2 Q2^2 + Q1^2 Q3^2 + Q2^2 Q3^2", "Q1^2 Q2^2 Q3^2",
      ])
  }

  @Test("the tetragonal strain of a cube has the cubic invariant Q1^3 - 3 Q1 Q2^2")
  func tetragonalStrain() throws {
    let (_, cell) = try ConsequencesIrreps.perovskite()
    let strain = ConsequencesIrreps.tetragonalStrain(cell)
    let basis = try InvariantBasis(of: [TransformingQuantity(strain)], in: cell)
    #expect(
      basis.generators.map(\.description) == ["Q1^2 + Q2^2", "Q1^3 - 3 Q1 Q2^2"])
    #expect((2...6).map(basis.count(ofDegree:)) == [1, 1, 1, 1, 2])
  }

  @Test("two tilts couple at degrees (2,2) twice and linearly not at all")
  func coupledTilts() throws {
    let (_, cell) = try ConsequencesIrreps.perovskite()
    let basis = try InvariantBasis(
      of: [
        TransformingQuantity(ConsequencesIrreps.antiphaseTilt(cell), symbol: "Q"),
        TransformingQuantity(ConsequencesIrreps.inPhaseTilt(cell), symbol: "S"),
      ], in: cell, upTo: 4)
    #expect(basis.count(ofDegrees: [2, 2]) == 2)
    for degrees in [[1, 1], [2, 1], [1, 2]] { #expect(basis.count(ofDegrees: degrees) == 0) }
    let block = try #require(basis.blocks.first { $0.degrees == [2, 2] })
    #expect(block.generators.map(\.description) == ["Q1^2 S1^2 + Q2^2 S2^2 + Q3^2 S3^2"])
  }

  @Test("antiphase tilts drive strain by the terms of the elastic energy of SrTiO3")
  func strainCoupling() throws {
    let (_, cell) = try ConsequencesIrreps.perovskite()
    let basis = try InvariantBasis(
      of: [
        TransformingQuantity(ConsequencesIrreps.antiphaseTilt(cell)),
        TransformingQuantity.strain(in: cell),
      ], in: cell, upTo: 3, largest: [2, 2])
    let coupling = try #require(basis.blocks.first { $0.degrees == [2, 1] })
    #expect(
      coupling.invariants.map(\.description) == [
        "Q1 Q2 e6 + Q1 Q3 e5 + Q2 Q3 e4", "Q1^2 e1 + Q2^2 e2 + Q3^2 e3",
        "Q1^2 e2 + Q1^2 e3 + Q2^2 e1 + Q2^2 e3 + Q3^2 e1 + Q3^2 e2",
      ])
    let elastic = try #require(basis.blocks.first { $0.degrees == [0, 2] })
    #expect(
      elastic.invariants.map(\.description) == [
        "e1 e2 + e1 e3 + e2 e3", "e1^2 + e2^2 + e3^2", "e4^2 + e5^2 + e6^2",
      ])
  }

  @Test("invariants do not change under any operation")
  func invariance() throws {
    let (_, cell) = try ConsequencesIrreps.perovskite()
    let quantities = [
      TransformingQuantity(ConsequencesIrreps.inPhaseTilt(cell), symbol: "S"),
      TransformingQuantity(ConsequencesIrreps.tetragonalStrain(cell), symbol: "h"),
    ]
    let basis = try InvariantBasis(of: quantities, in: cell, upTo: 5)
    var generator = SplitMix64(seed: 3)
    let point = (0..<5).map { _ in generator.normal() }
    for invariant in basis.blocks.flatMap(\.invariants) {
      let value = invariant(point)
      for index in stride(from: 0, to: cell.operations.count, by: 7) {
        let image =
          quantities[0].matrices[index] * Array(point[0..<3])
          + quantities[1].matrices[index] * Array(point[3..<5])
        #expect(abs(invariant(image) - value) < 1e-9 * max(1, abs(value)), "\(invariant)")
      }
    }
  }

  @Test("matrices that are no representation are refused with the reason")
  func notARepresentation() throws {
    let (_, cell) = try ConsequencesIrreps.perovskite()
    var irrep = ConsequencesIrreps.antiphaseTilt(cell)
    for index in 0..<40 { irrep.matrices[7 * index + 1] = Matrix.identity(3) }
    #expect {
      try InvariantBasis(of: [TransformingQuantity(irrep)], in: cell)
    } throws: {
      ($0 as? ConsequenceError)?.code == .notARepresentation
    }
    irrep.matrices.removeLast()
    #expect {
      try InvariantBasis(of: [TransformingQuantity(irrep)], in: cell)
    } throws: {
      ($0 as? ConsequenceError)?.code == .wrongShape
    }
  }

  @Test("a strain that violates Landau's condition is of first order on its own direction")
  func landauViolated() throws {
    let (_, cell) = try ConsequencesIrreps.perovskite()
    let strain = ConsequencesIrreps.tetragonalStrain(cell)
    let kept = ConsequencesIrreps.stabiliser([1, 0], of: strain)
    let conditions = try LandauConditions(of: [strain], keptBy: kept, in: cell)
    #expect(conditions.cubicInvariants == 1)
    #expect(conditions.lifshitzInvariants == 0)
    #expect(conditions.cubicTermsOnDirection.map(\.description) == ["a^3"])
    #expect(conditions.verdict == .firstOrder)
    let tilt = ConsequencesIrreps.antiphaseTilt(cell)
    let tilted = try LandauConditions(
      of: [tilt], keptBy: ConsequencesIrreps.stabiliser([0, 0, 1], of: tilt), in: cell)
    #expect(tilted.verdict == .continuousAllowed)
    #expect(tilted.satisfiesLandau && tilted.satisfiesLifshitz)
  }
}
