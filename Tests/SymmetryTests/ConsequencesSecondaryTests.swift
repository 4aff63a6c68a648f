import Foundation
import PhaseFitNumerics
import PhaseFitTestSupport
import Testing

@testable import PhaseFitSymmetry

@Suite("Secondary order parameters and superlattice reflections")
struct ConsequencesSecondaryTests {
  @Test("a tilt drives the tetragonal strain by its square")
  func tiltStrain() throws {
    let (_, cell) = try ConsequencesIrreps.perovskite()
    let tilt = ConsequencesIrreps.antiphaseTilt(cell)
    let kept = ConsequencesIrreps.stabiliser([0, 0, 1], of: tilt)
    let couplings = try SecondaryCouplings(
      of: [tilt], keptBy: kept,
      among: [
        tilt, ConsequencesIrreps.tetragonalStrain(cell), ConsequencesIrreps.vector(cell),
        ConsequencesIrreps.inPhaseTilt(cell),
      ], in: cell)
    #expect(couplings.couplings.map(\.label) == ["GM3+"])
    #expect(couplings.couplings.map(\.terms) == [["Q^2 η"]])
    #expect(couplings.couplings[0].content.strains == 1)
    // The same strain is not driven where the tilt has the body diagonal.
    let rhombohedral = ConsequencesIrreps.stabiliser([1, 1, 1], of: tilt)
    let none = try SecondaryCouplings(
      of: [tilt], keptBy: rhombohedral, among: [ConsequencesIrreps.tetragonalStrain(cell)],
      in: cell)
    #expect(none.couplings.isEmpty)
  }

  @Test("both tilts of Pnma drive displacements at X by their product")
  func pnma() throws {
    let (_, cell) = try ConsequencesIrreps.perovskite()
    let antiphase = ConsequencesIrreps.antiphaseTilt(cell)
    let inPhase = ConsequencesIrreps.inPhaseTilt(cell)
    // a⁻a⁻c⁺: in-phase about z, antiphase about x and y alike.
    let kept = Set(ConsequencesIrreps.stabiliser([1, 1, 0], of: antiphase))
      .intersection(ConsequencesIrreps.stabiliser([0, 0, 1], of: inPhase)).sorted()
    #expect(try cell.spaceGroup(of: kept).number == 62)
    let irreps = try ConsequencesIrreps.displacements(cell)
    let couplings = try SecondaryCouplings(
      of: [antiphase, inPhase], keptBy: kept, among: irreps, in: cell)
    // X5 (6 components) by Q S; the other tilts' companions by powers of one or mixed powers.
    let linear = couplings.couplings.filter { $0.powers.contains([1, 1]) }
    #expect(linear.count == 1)
    #expect(couplings.couplings.allSatisfy { $0.degree != nil })
    let coupled = try #require(linear.first)
    #expect(coupled.terms == ["Q S η"])
    let irrep = try #require(irreps.first { $0.label == coupled.label })
    #expect(irrep.dimension == 6)
    let basis = try InvariantBasis(
      of: [
        TransformingQuantity(antiphase, symbol: "Q"), TransformingQuantity(inPhase, symbol: "S"),
        TransformingQuantity(irrep, symbol: "X"),
      ], in: cell, upTo: 3)
    #expect(basis.count(ofDegrees: [1, 1, 1]) == 1)
  }

  @Test("the polarisation of a K3 phase of P6_3/mmc follows the cube of the order parameter")
  func hexagonalManganite() throws {
    let parent = try ConsequencesIrreps.parent(
      "Tests/Data/pairs-dft-ferroelectric/BaNiO3_194_to_186/parent.cif")
    #expect(parent.group.number == 194)
    let cell = CommensurateCell(
      parent: parent,
      lattices: [parent.conventionalMultiple * IntegerMatrix3([2, -1, 0, 1, 1, 0, 0, 0, 1])])
    #expect(cell.primitiveCellCount == 3)
    let irreps = try ConsequencesIrreps.displacements(cell, dimension: 2)
    // K3 is the irrep of two components with P6_3cm (185) among its isotropy subgroups.
    var found: (irrep: PhysicalIrrep, kept: [Int])?
    for irrep in irreps where irrep.dimension == 2 {
      for index in cell.operations.indices {
        // Directions fixed by a mirror of the matrices: where it has the eigenvalues 1 and −1.
        let matrix = irrep.matrices[index]
        guard abs(matrix.trace) < 1e-9, (matrix * matrix - .identity(2)).frobeniusNorm < 1e-7
        else { continue }
        let sum = matrix + .identity(2)
        let first = sum.column(0)
        let direction = abs(first[0]) + abs(first[1]) > 0.1 ? first : sum.column(1)
        let kept = ConsequencesIrreps.stabiliser(direction, of: irrep)
        if try cell.spaceGroup(of: kept).number == 185 { found = (irrep, kept) }
      }
    }
    let (primary, kept) = try #require(found)
    #expect(ConsequencesIrreps.isRepresentation(primary, in: cell))
    #expect(cell.operations.count / kept.count == 6)
    let axis = ConsequencesIrreps.irrep(
      "GM2-", ConsequencesIrreps.gamma,
      cell.operations.map { Matrix(rows: 1, columns: 1, elements: [$0.cartesian[2, 2]]) })
    let couplings = try SecondaryCouplings(of: [primary], keptBy: kept, among: [axis], in: cell)
    #expect(couplings.couplings.map(\.terms) == [["Q^3 η"]])
    #expect(couplings.couplings[0].content.polarVectors == 1)
    let species = try FerroicSpecies(keptBy: kept, primaries: [primary], in: cell)
    #expect(species.ferroelectric.origin == .improper)
    #expect(species.ferroelastic.origin == .absent)
    #expect(species.aizuSymbol == "6/mmmF6mm")
    let conditions = try LandauConditions(of: [primary], keptBy: kept, in: cell)
    #expect(conditions.verdict == .continuousAllowed)
    let domains = try DomainStates(keptBy: kept, in: cell, parent: parent)
    let counts: [Int] = [domains.count, domains.orientationCount, domains.antiphaseCount]
    #expect(counts == [6, 2, 3])
  }

  @Test("antiphase tilts give half-integer reflections but none on the threefold axis")
  func antiphaseReflections() throws {
    let (parent, cell) = try ConsequencesIrreps.perovskite()
    let reflections = try SuperlatticeReflections(
      of: ConsequencesIrreps.antiphaseTilt(cell), in: cell, parent: parent, count: 5)
    #expect(reflections.rule == "(h+1/2, k+1/2, l+1/2)")
    #expect(
      reflections.reflections.map(\.description)
        == ["1/2 1/2 1/2", "3/2 1/2 1/2", "3/2 3/2 1/2", "5/2 1/2 1/2", "3/2 3/2 3/2"])
    #expect(reflections.reflections.map(\.isAllowed) == [false, true, true, true, false])
    #expect(reflections.reflections.map(\.multiplicity) == [8, 24, 24, 24, 8])
    let edge = length(parent.conventionalBasis[column: 0])
    #expect(abs(reflections.reflections[0].spacing - edge / 0.75.squareRoot()) < 1e-9)
  }

  @Test("in-phase tilts give reflections with two half-integer indices that differ")
  func inPhaseReflections() throws {
    let (parent, cell) = try ConsequencesIrreps.perovskite()
    let reflections = try SuperlatticeReflections(
      of: ConsequencesIrreps.inPhaseTilt(cell), in: cell, parent: parent, count: 12)
    #expect(reflections.rule.contains("(h+1/2, k+1/2, l)"))
    for reflection in reflections.reflections {
      let halves = reflection.indices.filter { $0.denominator == 2 }
      #expect(halves.count == 2)
      // Octahedra that rotate about the axis of the integer index move atoms only where the two
      // half-integer indices differ (Glazer's ooe rule: h ≠ k).
      let differ = Set(halves.map { abs($0.numerator) }).count == 2
      #expect(reflection.isAllowed == differ, "\(reflection)")
    }
  }

  @Test("the amplitude of a displaced structure vanishes where the rule says so")
  func reflectionsBySecondMethod() throws {
    let (parent, cell) = try ConsequencesIrreps.perovskite()
    let tilt = ConsequencesIrreps.antiphaseTilt(cell)
    // The tilt about z, written down: oxygen on a bond along x moves along y and the other way
    // round, alternating from cell to cell.
    var field = [Vector3](repeating: .zero, count: cell.atoms.count)
    for (index, atom) in cell.atoms.enumerated() {
      let position = 2 * atom.position
      let cells = position.rounded(.down)
      let offset = position - cells
      let halves = (0..<3).filter { abs(offset[$0] - 0.5) < 1e-6 }
      guard halves.count == 1 else { continue }
      let sign = Int(cells.sum()) % 2 == 0 ? 1.0 : -1.0
      if halves == [0] { field[index] = Vector3(0, sign, 0) }
      if halves == [1] { field[index] = Vector3(-sign, 0, 0) }
    }
    let reflections = try SuperlatticeReflections(of: tilt, in: cell, parent: parent, count: 8)
    let stabilised = ConsequencesIrreps.stabiliser([0, 0, 1], of: tilt)
    for index in stabilised {
      for (source, target) in cell.operations[index].permutation.enumerated() {
        #expect(
          length(cell.operations[index].cartesian * field[source] - field[target]) < 1e-9)
      }
    }
    for reflection in reflections.reflections {
      // First-order amplitude Σ f 2πi (q·u) exp(2πi q·r), over all permutations of the indices.
      var largest = 0.0
      let q = reflection.indices.map { Int(($0.value * 2).rounded()) }
      for order in [[0, 1, 2], [1, 2, 0], [2, 0, 1], [0, 2, 1], [2, 1, 0], [1, 0, 2]] {
        let index = Vector3(Double(q[order[0]]), Double(q[order[1]]), Double(q[order[2]]))
        var (real, imaginary) = (0.0, 0.0)
        for (atom, displacement) in zip(cell.atoms, field) {
          let phase = 2 * Double.pi * dot(index, atom.position)
          let amplitude = dot(index, displacement)
          real += amplitude * cos(phase)
          imaginary += amplitude * cos(phase - .pi / 2)
        }
        largest = max(largest, (real * real + imaginary * imaginary).squareRoot())
      }
      #expect((largest > 1e-6) == reflection.isAllowed, "\(reflection) \(largest)")
    }
  }
}
