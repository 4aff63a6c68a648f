import PhaseFitNumerics
import PhaseFitStructures
import PhaseFitSymmetry
import Testing

@Suite("Hall symbols")
struct SpaceGroupsHallTests {
  @Test("Every symbol of the table, interpreted, gives the operations of the table")
  func table() throws {
    for setting in SpaceGroupDatabase.settings {
      let interpreted = try HallSymbol(setting.hall).operations
      #expect(Set(interpreted) == Set(setting.operations), "\(setting) \(setting.hall)")
    }
  }

  @Test("The examples of International Tables B")
  func examples() throws {
    let shifted = try HallSymbol("P 61 2 (0 0 -1)").operations
    #expect(shifted.contains(try SymmetryOperation(jonesFaithful: "x-y,x,z+1/6")))
    #expect(shifted.contains(try SymmetryOperation(jonesFaithful: "-y,-x,-z+5/6")))
    let triplet = try HallSymbol("P 61 2 (x,y,z-1/12)").operations
    #expect(Set(triplet) == Set(shifted))
    let reverse = try HallSymbol("R 3 (-x,-y,z)").operations
    #expect(reverse.contains(try SymmetryOperation(jonesFaithful: "x+1/3,y+2/3,z+1/3")))
  }

  @Test("A symbol with a change of basis that no table holds resolves the symmetry")
  func changedBasis() throws {
    // P 21/n as P 21/c in other axes.
    let operations = try HallSymbol("-P 2ybc (x-z,y,z)").operations
    #expect(Set(operations) == Set(SpaceGroupDatabase.setting(hall: "-P 2yn")?.operations ?? []))
    let expanded = try ExpandedCrystal(
      crystal(
        ["5.1", "6.2", "7.3", "90", "95", "90"], [("O", "O", ["0", "0", "0"], "1")],
        hall: "-P 2ybc (x-z,y,z)"))
    #expect(expanded.declared?.number == 14)
    #expect(expanded.atoms.count == 2)
    #expect(expanded.diagnostics.isEmpty)
  }

  @Test(
    "Texts that are no Hall symbol are refused",
    arguments: ["", "Q 2", "P 5", "P 2k", "P 4'", "P 2 (1 2)", "P 2 (x,x,z)", "-P 2y 24"])
  func badInput(symbol: String) {
    let error = #expect(throws: SymmetryError.self) { try HallSymbol(symbol) }
    #expect(error?.code == .unknownGroup || error?.code == .notAGroup)
  }
}
