import Foundation
import PhaseFitNumerics
import PhaseFitTestSupport
import Testing

@testable import PhaseFitSymmetry

@Suite("Consequences against another program")
struct ConsequencesOracleTests {
  /// The lines of a table of the oracle, as fields by column name.
  static func table(_ name: String) throws -> [[String: String]] {
    let path = TestCrystals.root.appending(path: "Tests/Oracles/isotropy-invariants/\(name)")
    let lines = try String(contentsOf: path, encoding: .utf8)
      .split(separator: "\n", omittingEmptySubsequences: true)
      .map { $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init) }
    return lines.dropFirst().map {
      Dictionary(uniqueKeysWithValues: zip(lines[0], $0))
    }
  }

  /// A parent of each space group of the oracle.
  static let parents: [(number: Int, path: String)] = [
    (221, "structures/synthetic-antiphase-tilt/m13.cif"),
    (225, "Tests/Data/pairs-dft-ferroelectric/PbF2_225_to_41/parent.cif"),
    (139, "Tests/Data/pairs/bacusi2o6/parent_I4mmm_640K.cif"),
    (194, "Tests/Data/pairs-dft-ferroelectric/BaNiO3_194_to_186/parent.cif"),
    (167, "Tests/Data/pairs-dft-ferroelectric/LaWN3_167_to_161/parent.cif"),
    (122, "Tests/Data/pairs-dft-ferroelectric/KPHO22_122_to_43/parent.cif"),
    (127, "Tests/Data/pairs-dft-ferroelectric/NaNbO3_127_to_26/parent.cif"),
    (180, "Tests/Data/pairs/quartz/parent_P6222_quartz_848K.cif"),
    (58, "Tests/Data/pairs/libethenite/parent_Pnnm_180K.cif"),
  ]

  @Test(
    "counts of cubic, Lifshitz and all invariants to degree 6 for every irrep",
    arguments: parents.map(\.number))
  func counts(number: Int) throws {
    let path = try #require(Self.parents.first { $0.number == number }).path
    let parent = try ConsequencesIrreps.parent(path)
    #expect(parent.group.number == number)
    // Cells in which all special points are commensurate: 2 × 2 × 2 and, for K and H, √3 × √3 × 2.
    var supercells = [IntegerMatrix3(diagonal: 2, 2, 2)]
    if number == 194 || number == 180 {
      supercells.append(IntegerMatrix3([2, -1, 0, 1, 1, 0, 0, 0, 2]))
    }
    let rows = try Self.table("invariants.tsv").filter { $0["parent"] == "\(number)" }
    #expect(!rows.isEmpty)
    var missing = Set(rows.compactMap { $0["irrep"] })
    for supercell in supercells {
      let cell = CommensurateCell(
        parent: parent, lattices: [parent.conventionalMultiple * supercell])
      for irrep in try cell.physicalIrreps(of: parent) {
        guard missing.remove(irrep.label) != nil,
          let row = rows.first(where: { $0["irrep"] == irrep.label })
        else { continue }
        #expect(row["dim"] == "\(irrep.dimension)", "\(irrep.label)")
        let counts = try irrep.invariantCounts()
        #expect(
          (2...6).map { row["inv\($0)"] ?? "" } == counts.dropFirst().map { "\($0)" },
          "\(irrep.label)")
        let conditions = try LandauConditions(of: [irrep], keptBy: [0], in: cell)
        #expect(row["cubic"] == "\(conditions.cubicInvariants)", "\(irrep.label)")
        #expect(row["lifshitz"] == "\(conditions.lifshitzInvariants)", "\(irrep.label)")
      }
    }
    #expect(missing.isEmpty, "not found: \(missing.sorted())")
  }

  @Test("domain states, ferroic character and Landau's condition of bundled pairs")
  func pairs() throws {
    let rows = try Self.table("pairs.tsv")
    #expect(rows.count == 18)
    for row in rows {
      let (parentPath, childPath) = (row["parent"] ?? "", row["child"] ?? "")
      let parent = try ConsequencesIrreps.parent(parentPath)
      let (crystal, symmetry) = try TestCrystals.analysed(childPath)
      let embedding = try Embedding(crystal, symmetry: symmetry, in: parent)
      let sweep = SweepEmbedding(
        [
          SweepEmbedding.Input(
            measurement: 0, temperature: 0, crystal: crystal, symmetry: symmetry,
            embedding: embedding)
        ], parent: parent, referenceTemperature: 0)
      let (cell, kept) = (sweep.cell, sweep.members[0].keptOperations)
      let irreps = try cell.physicalIrreps(of: parent)
      let labels = (row["primaries"] ?? "").split(separator: ",").map(String.init)
      let primaries = labels.compactMap { label in irreps.first { $0.label == label } }
      #expect(primaries.count == labels.count, "\(childPath): \(labels)")
      let domains = try DomainStates(keptBy: kept, in: cell, parent: parent)
      #expect(row["states"] == "\(domains.count)", "\(childPath)")
      #expect(row["orientations"] == "\(domains.orientationCount)", "\(childPath)")
      let species = try FerroicSpecies(keptBy: kept, primaries: primaries, in: cell)
      func name(_ origin: FerroicSpecies.Origin) -> String {
        origin == .pseudoproper ? "proper" : origin.rawValue
      }
      #expect(row["ferroelectric"] == name(species.ferroelectric.origin), "\(childPath)")
      #expect(row["ferroelastic"] == name(species.ferroelastic.origin), "\(childPath)")
      let conditions = try LandauConditions(
        of: Array(primaries.prefix(1)), keptBy: kept, in: cell)
      #expect(row["cubic"] == "\(conditions.cubicInvariants)", "\(childPath)")
      if let expected = row["cubicOnDirection"], !expected.isEmpty {
        #expect(
          expected == (conditions.cubicTermsOnDirection.isEmpty ? "0" : "1"), "\(childPath)")
      }
      // Every secondary that the child allows follows from the primaries.
      let couplings = try SecondaryCouplings(
        of: primaries, keptBy: kept, among: irreps, in: cell, upTo: 8)
      for coupling in couplings.couplings {
        #expect(coupling.degree != nil, "\(childPath): \(coupling.label)")
      }
    }
  }

  @Test("the six components of X5+ have 1, 0, 5, 0, 11 invariants, all of them found")
  func sixComponents() throws {
    let (parent, cell) = try ConsequencesIrreps.perovskite()
    let irreps = try cell.physicalIrreps(of: parent)
    let irrep = try #require(irreps.first { $0.label == "X5+" })
    let basis = try InvariantBasis(of: [TransformingQuantity(irrep)], in: cell)
    #expect((2...6).map(basis.count(ofDegree:)) == [1, 0, 5, 0, 11])
    for polynomial in basis.blocks.flatMap(\.invariants) {
      for term in polynomial.terms {
        #expect(term.coefficient == term.coefficient.rounded(), "\(polynomial)")
      }
    }
  }

  @Test("the tilts of Pnma drive X5+ by their product, as in GdFeO3")
  func pnmaLabels() throws {
    let (parent, cell) = try ConsequencesIrreps.perovskite()
    let irreps = try cell.physicalIrreps(of: parent)
    let primaries = ["R4+", "M3+"].compactMap { label in irreps.first { $0.label == label } }
    #expect(primaries.count == 2)
    let kept = Set(ConsequencesIrreps.stabiliser([1, 1, 0], of: primaries[0]))
    // Of the three in-phase tilts one gives Pnma with these antiphase tilts.
    var found: [[Int]] = []
    for axis in 0..<3 {
      let direction = (0..<3).map { $0 == axis ? 1.0 : 0 }
      let common = kept.intersection(
        ConsequencesIrreps.stabiliser(direction, of: primaries[1])
      ).sorted()
      if try cell.spaceGroup(of: common).number == 62 { found.append(common) }
    }
    #expect(found.count == 1)
    let domains = try DomainStates(keptBy: found[0], in: cell, parent: parent)
    let counts: [Int] = [domains.count, domains.orientationCount, domains.antiphaseCount]
    #expect(counts == [24, 6, 4])
    let couplings = try SecondaryCouplings(
      of: primaries, keptBy: found[0], among: irreps, in: cell)
    let terms = Dictionary(
      uniqueKeysWithValues: couplings.couplings.map { ($0.label, $0.terms) })
    #expect(terms["X5+"] == ["Q S η"])
    #expect(terms["GM3+"] == ["Q^2 η", "S^2 η"])
    #expect(terms["GM5+"] == ["Q^2 η"])
    #expect(terms["GM4-"] == nil)
  }
}
