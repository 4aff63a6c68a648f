import PhaseFitNumerics
import PhaseFitStructures
import PhaseFitSymmetry
import Testing

@Suite("Resolution of declared symmetry")
struct SpaceGroupsResolutionTests {
  static let orthorhombic = ["5.1", "6.2", "7.3", "90", "90", "90"]
  static let cubic = ["4.0", "4.0", "4.0", "90", "90", "90"]
  static let atom = [("O", "O", ["0", "0", "0"], "1")]

  @Test("Operations are trusted before symbols and the number, and disagreement is reported")
  func disagreement() throws {
    let operations = SpaceGroupDatabase.settings(number: 221)[0].operations.map(\.jonesFaithful)
    let expanded = try ExpandedCrystal(
      crystal(
        Self.cubic, Self.atom, operations: operations, hall: "-P 4 2", symbol: "P4/mmm",
        number: 123), file: "a.cif")
    #expect(expanded.declared?.number == 221)
    #expect(expanded.operations.count == 48)
    #expect(expanded.diagnostics.map(\.code) == Array(repeating: "symmetry-disagreement", count: 3))
    #expect(expanded.diagnostics[0].file == "a.cif")
    #expect(expanded.diagnostics[0].message.contains("P4/mmm (123)"))
  }

  @Test("Without operations the Hall symbol counts, then the symbol, then the number")
  func trust() throws {
    let hall = try ExpandedCrystal(
      crystal(Self.orthorhombic, Self.atom, hall: "-P 2ac 2n", symbol: "P m m m", number: 47))
    #expect(hall.declared?.number == 62)
    #expect(hall.diagnostics.count == 2)
    let symbol = try ExpandedCrystal(
      crystal(Self.orthorhombic, Self.atom, hall: "?", symbol: "P b n m", number: 62))
    #expect(symbol.operations == SpaceGroupDatabase.setting(hall: "-P 2c 2ab")?.operations)
    #expect(symbol.diagnostics.isEmpty)
    let number = try ExpandedCrystal(crystal(Self.orthorhombic, Self.atom, number: 47))
    #expect(number.declared?.number == 47)
  }

  @Test("No symmetry at all and an unknown name mean P1, with a warning")
  func missing() throws {
    let none = try ExpandedCrystal(crystal(Self.orthorhombic, Self.atom))
    #expect(none.declared == nil)
    #expect(none.operations == [.identity])
    #expect(none.diagnostics.map(\.code) == ["symmetry-missing"])
    let unknown = try ExpandedCrystal(crystal(Self.orthorhombic, Self.atom, symbol: "Q 1"))
    #expect(unknown.diagnostics.map(\.code) == ["symmetry-name-unknown", "symmetry-missing"])
  }

  @Test("The cell decides the axes of a rhombohedral and the unique axis of a monoclinic group")
  func cellDecides() throws {
    let hexagonal = try ExpandedCrystal(
      crystal(["5.1", "5.1", "7.3", "90", "90", "120"], Self.atom, symbol: "R -3 c"))
    #expect(hexagonal.operations.count == 36)
    #expect(hexagonal.diagnostics.isEmpty)
    let rhombohedral = try ExpandedCrystal(
      crystal(["5.1", "5.1", "5.1", "61", "61", "61"], Self.atom, symbol: "R-3c"))
    #expect(rhombohedral.operations.count == 12)
    #expect(rhombohedral.diagnostics.isEmpty)
    let strained = try ExpandedCrystal(
      crystal(["5.100", "5.120", "7.300", "90", "90", "120"], Self.atom, symbol: "R -3 c"))
    #expect(strained.operations.count == 36)
    #expect(strained.diagnostics.map(\.code) == ["cell-symmetry-mismatch"])
    let unique = try ExpandedCrystal(
      crystal(["5.1", "6.2", "7.3", "90", "90", "97"], Self.atom, symbol: "P 21/n"))
    #expect(unique.operations == SpaceGroupDatabase.setting(hall: "-P 2n")?.operations)
    #expect(unique.diagnostics.isEmpty)
  }

  @Test("An origin that nothing decides is taken as the first choice, with a warning")
  func ambiguousOrigin() throws {
    let expanded = try ExpandedCrystal(
      crystal(Self.cubic, Self.atom, symbol: "F d -3 m"))
    #expect(expanded.operations == SpaceGroupDatabase.settings(number: 227)[0].operations)
    #expect(expanded.diagnostics.map(\.code) == ["symmetry-setting-ambiguous"])
    #expect(expanded.diagnostics[0].message.contains("F d -3 m :2"))
    let second = try ExpandedCrystal(
      crystal(Self.cubic, Self.atom, symbol: "F d -3 m :2"))
    #expect(second.diagnostics.isEmpty)
    #expect(second.multiplicities == [0: 16])
  }

  @Test("An origin choice in which atoms would collide gives way to the other one")
  func originByCollision() throws {
    // 0.16 Å from the mirror x = 0 of choice 1; the mirrors of choice 2 are at x = 1/4.
    let sites = [("F", "F", ["0.04", "0.04", "0.2"], "1")]
    let cell = ["4", "4", "5", "90", "90", "90"]
    let first = #expect(throws: SymmetryError.self) {
      try ExpandedCrystal(crystal(cell, sites, symbol: "P 4/n m m :1"))
    }
    #expect(first?.code == .atomsTooClose)
    let second = try ExpandedCrystal(crystal(cell, sites, symbol: "P 4/n m m"))
    #expect(second.operations == SpaceGroupDatabase.settings(number: 129)[1].operations)
    #expect(second.diagnostics.map(\.code) == ["symmetry-setting-ambiguous"])
    #expect(second.diagnostics.first?.message.contains("collide") == true)
  }

  @Test("Missing products, a missing identity and missing centring are completed with a warning")
  func completion() throws {
    let generators = ["-x,-y,z", "-x,y,-z", "-x,-y,-z"]
    let expanded = try ExpandedCrystal(
      crystal(Self.orthorhombic, Self.atom, operations: generators, symbol: "P m m m"))
    #expect(expanded.operations.count == 8)
    #expect(expanded.diagnostics.map(\.code) == ["symmetry-completed"])
    let setting = SpaceGroupDatabase.settings(number: 139)[0]
    let uncentred = setting.operations.prefix(16).map(\.jonesFaithful)
    let centred = try ExpandedCrystal(
      crystal(
        ["4.0", "4.0", "9", "90", "90", "90"], Self.atom, operations: uncentred,
        symbol: "I4/mmm"))
    #expect(centred.declared?.number == 139)
    #expect(Set(centred.operations) == Set(setting.operations))
    #expect(centred.diagnostics.map(\.code) == ["symmetry-completed"])
  }

  @Test("A cell that its symmetry does not allow is averaged with a warning or refused")
  func incompatibleCell() throws {
    let slightly = try ExpandedCrystal(
      crystal(["4.000", "4.010", "4.000", "90", "90", "90"], Self.atom, symbol: "P m -3 m"))
    #expect(slightly.diagnostics.map(\.code) == ["cell-symmetry-mismatch"])
    let edges = (0..<3).map { length(slightly.basis[column: $0]) }
    #expect(abs(edges[0] - edges[1]) < 1e-12 && abs(edges[1] - edges[2]) < 1e-12)
    let rounded = try ExpandedCrystal(
      crystal(["4.00", "4.01", "4.00", "90", "90", "90"], Self.atom, symbol: "P m -3 m"))
    #expect(rounded.diagnostics.isEmpty)
    let error = #expect(throws: SymmetryError.self) {
      try ExpandedCrystal(crystal(Self.orthorhombic, Self.atom, symbol: "P m -3 m"), file: "b.cif")
    }
    #expect(error?.code == .incompatibleCell)
    #expect(error?.description.hasPrefix("b.cif:5: the cell is strained by") == true)
  }

  @Test("Cells without volume are refused")
  func impossibleCells() {
    for cell in [
      ["0", "4", "4", "90", "90", "90"], ["-4", "4", "4", "90", "90", "90"],
      ["4", "4", "4", "90", "90", "180"], ["4", "4", "4", "150", "150", "150"],
      ["4", "4", "x", "90", "90", "90"], ["4", "4", "4", "60", "60", "120"],
    ] {
      let error = #expect(throws: SymmetryError.self) {
        try ExpandedCrystal(crystal(cell, Self.atom, symbol: "P 1"))
      }
      #expect(error?.code == .impossibleCell, "\(cell)")
    }
  }

  @Test("Broken operations and operations that generate no group are refused with their line")
  func brokenOperations() {
    let broken = #expect(throws: SymmetryError.self) {
      try ExpandedCrystal(
        crystal(Self.cubic, Self.atom, operations: ["x,y,z", "x,y;w"]), file: "c.cif")
    }
    #expect(broken?.code == .invalidOperation)
    #expect(broken?.description.hasPrefix("c.cif:5:") == true)
    let infinite = #expect(throws: SymmetryError.self) {
      try ExpandedCrystal(crystal(Self.cubic, Self.atom, operations: ["x+y,y,z"]))
    }
    #expect(infinite?.code == .notAGroup)
    for operations in [["-y,x-339y,z"], ["y+5x,x,z"], ["x+978y,y,z", "x,y+978x,z"]] {
      let error = #expect(throws: SymmetryError.self) {
        try ExpandedCrystal(crystal(Self.cubic, Self.atom, operations: ["x,y,z"] + operations))
      }
      #expect(error?.code == .notAGroup, "\(operations)")
    }
  }

  @Test("Impossible sites are refused: two on one spot, too close, overfull, no number, none")
  func impossibleSites() {
    func code(_ sites: [(String, String, [String], String)]) -> SymmetryError? {
      #expect(throws: SymmetryError.self) {
        try ExpandedCrystal(crystal(Self.cubic, sites, symbol: "P 1"), file: "d.cif")
      }
    }
    let spot = code([("A", "O", ["0", "0", "0"], "1"), ("B", "O", ["0", "0", "1.0"], "1")])
    #expect(spot?.code == .occupancyTooLarge)
    #expect(spot?.message.contains("sites A and B") == true)
    #expect(spot?.line == 11)
    let close = code([("A", "O", ["0", "0", "0"], "1"), ("B", "Ti", ["0.05", "0", "0"], "1")])
    #expect(close?.code == .atomsTooClose)
    #expect(close?.message.contains("0.2 Å") == true)
    #expect(code([("A", "O", ["0", "0", "0"], "1.2")])?.code == .occupancyTooLarge)
    #expect(code([("A", "O", ["0", "0", "?"], "1")])?.code == .invalidSites)
    #expect(code([])?.code == .invalidSites)
  }

  @Test("Rhombohedral names on a cubic cell and repeated operations are read without a fault")
  func peculiar() throws {
    let repeated = try ExpandedCrystal(
      crystal(Self.cubic, Self.atom, operations: ["x,y,z", "-x,-y,-z", "-x,-y,-z"]))
    #expect(repeated.operations.count == 2)
    #expect(repeated.diagnostics.map(\.code) == ["symmetry-operations-repeated"])
    let empty = try ExpandedCrystal(
      crystal(
        Self.cubic, Self.atom + [("V", "V", ["0.5", "0.5", "0.5"], "0")], symbol: "P 1"))
    #expect(empty.atoms.count == 1)
    #expect(empty.diagnostics.map(\.code) == ["site-empty"])
  }
}
