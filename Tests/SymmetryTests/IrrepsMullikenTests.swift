import PhaseFitNumerics
import Testing

@testable import PhaseFitSymmetry

@Suite("Mulliken symbols")
struct IrrepsMullikenTests {
  /// One space group of each of the 32 point groups with the symbols in the usual character tables,
  /// complex pairs as E.
  static let tables: [(number: Int, symbols: String)] = [
    (1, "A"), (2, "Ag Au"), (3, "A B"), (6, "A' A''"), (10, "Ag Bg Au Bu"),
    (16, "A B1 B2 B3"), (25, "A1 A2 B1 B2"), (47, "Ag B1g B2g B3g Au B1u B2u B3u"),
    (75, "A B E"), (81, "A B E"), (83, "Ag Bg Eg Au Bu Eu"), (89, "A1 A2 B1 B2 E"),
    (99, "A1 A2 B1 B2 E"), (111, "A1 A2 B1 B2 E"), (115, "A1 A2 B1 B2 E"),
    (123, "A1g A2g B1g B2g Eg A1u A2u B1u B2u Eu"), (143, "A E"), (147, "Ag Eg Au Eu"),
    (150, "A1 A2 E"), (149, "A1 A2 E"), (156, "A1 A2 E"), (157, "A1 A2 E"),
    (164, "A1g A2g Eg A1u A2u Eu"), (168, "A B E1 E2"), (174, "A' A'' E' E''"),
    (175, "Ag Bg E1g E2g Au Bu E1u E2u"), (177, "A1 A2 B1 B2 E1 E2"),
    (183, "A1 A2 B1 B2 E1 E2"), (187, "A1' A2' E' A1'' A2'' E''"),
    (189, "A1' A2' E' A1'' A2'' E''"),
    (191, "A1g A2g B1g B2g E1g E2g A1u A2u B1u B2u E1u E2u"), (195, "A E T"),
    (200, "Ag Eg Tg Au Eu Tu"), (207, "A1 A2 E T1 T2"), (215, "A1 A2 E T1 T2"),
    (221, "A1g A2g Eg T1g T2g A1u A2u Eu T1u T2u"),
  ]

  @Test("Every point group has the symbols of the usual tables, each once", arguments: tables)
  func complete(number: Int, symbols: String) throws {
    let (parent, cell) = try irrepCell(number, .identity)
    let irreps = try cell.physicalIrreps(of: parent)
    let found = try cell.mullikenSymbols(of: irreps, parent: parent).map { try #require($0) }
    #expect(found.sorted() == symbols.split(separator: " ").map(String.init).sorted())
  }

  @Test("Vectors are T1u in m-3m, A2u and Eu in 4/mmm, B1u, B2u and B3u along z, y and x in mmm")
  func vectors() throws {
    for (number, expected) in [
      (221, ["T1u"]), (123, ["A2u", "Eu"]), (47, ["B1u", "B2u", "B3u"]), (191, ["A2u", "E1u"]),
      (215, ["T2"]), (187, ["A2''", "E'"]), (25, ["A1", "B1", "B2"]), (10, ["Au", "Bu", "Bu"]),
    ] {
      let (parent, cell) = try irrepCell(number, .identity)
      let irreps = try cell.physicalIrreps(of: parent)
      let symbols = try cell.mullikenSymbols(of: irreps, parent: parent)
      var found: [String] = []
      for (irrep, symbol) in zip(irreps, symbols) {
        let sum = zip(irrep.matrices, cell.operations).reduce(0) {
          $0 + $1.0.trace * $1.1.cartesian.trace
        }
        let count = Int((sum / Double(cell.operations.count)).rounded())
        found += Array(repeating: try #require(symbol), count: count)
      }
      #expect(found.sorted() == expected, "\(number)")
    }
  }

  @Test("Irreps at other wave vectors have no symbol")
  func otherWaveVectors() throws {
    let (parent, cell) = try irrepCell(123, IntegerMatrix3(diagonal: 1, 1, 2))
    let irreps = try cell.physicalIrreps(of: parent)
    let symbols = try cell.mullikenSymbols(of: irreps, parent: parent)
    for (irrep, symbol) in zip(irreps, symbols) {
      #expect((symbol != nil) == irrep.label.hasPrefix("GM"), "\(irrep.label)")
    }
  }
}
