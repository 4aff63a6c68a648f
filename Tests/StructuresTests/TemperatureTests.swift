import PhaseFitNumerics
import Testing

@testable import PhaseFitStructures

@Suite("Temperatures in names and tables")
struct TemperatureTests {
  @Test(
    "the temperatures a name states, in K",
    arguments: [
      ("300K", [300]), ("x_300K", [300]), ("T300", [300]), ("x_T300", [300]), ("T_300", [300]),
      ("x-300.5K", [300.5]), ("x_T300K_b", [300]), ("1050K_folded", [1050]), ("x_015K", [15]),
      ("bazrs3_hse_0100K", [100]), ("PbTiO3_90.15K", [90.15]), ("x (20 K)", []), ("x 20K", [20]),
      ("m20C", [253.15]), ("x_-20C", [253.15]), ("-20C", [253.15]), ("25C", [298.15]),
      ("x_25degC", [298.15]), ("x_25°C", [298.15]), ("temp_77", [77]), ("T=4.2", [4.2]),
      ("T4.2K", [4.2]), ("20C_293K", [293]), ("0C_273K", [273]),
      ("100K_300K", [100, 300]), ("a-20C", [253.15, 293.15]), ("293_15K", [15, 293.15]),
      ("NaNO3_293_15K", [15, 293.15]), ("run_12_300K", [300]), ("2023-04-12_77K", [77]),
      ("x_02_77K", [77]), ("x_077_6K", [6, 77.6]), ("0K", [0]),
      ("NaNO3", []), ("KAlF4", []), ("m03", []), ("T1", []), ("x300", []), ("BaTiO3300K", []),
      ("C60", []), ("12CO", []), ("300Kbar", []), ("3000Kelvins", []), ("-300C", []),
      ("x_m20K", []),
      ("structure", []), ("", []), ("Ti300K", []), ("300K2", []), ("P21c_14", []),
    ] as [(String, [Double])])
  func names(name: String, kelvins: [Double]) {
    #expect(TemperatureInName(name).candidates == kelvins)
  }

  @Test("a table with header, comments, quotes, blocks and uncertainties")
  func table() throws {
    let table = try TemperatureTable(
      text: """
        \u{FEFF}# made by hand
        file,block,temperature_K

        "a, ""b"".cif",x,300(2)\r
        sub/c.cif, ,77
        d.cif,4.2
        """, name: "t.csv")
    #expect(table.entries.map(\.file) == ["a, \"b\".cif", "sub/c.cif", "d.cif"])
    #expect(table.entries.map(\.block) == ["x", nil, nil])
    #expect(table.entries.map(\.kelvin.value) == [300, 77, 4.2])
    #expect(table.entries[0].kelvin.standardUncertainty == 2)
    #expect(table.entries.map(\.line) == [4, 5, 6])
  }

  @Test("a table may state the branch in a last column")
  func tableOfBranches() throws {
    let table = try TemperatureTable(
      text: "file,temperature_K,branch\na.cif,300,heating\na.cif,x,290,Cooling\nb.cif,280,\n",
      name: "t.csv")
    #expect(table.entries.map(\.branch) == [.heating, .cooling, nil])
    #expect(table.entries.map(\.kelvin.value) == [300, 290, 280])
    #expect(table.entries.map(\.block) == [nil, "x", nil])
    let bare = try TemperatureTable(text: "a.cif,300\nb.cif,310,heating", name: "t.csv")
    #expect(bare.entries.map(\.branch) == [nil, .heating])
  }

  @Test(
    "a malformed table is an error at its line",
    arguments: [
      ("a.cif,300\nb.cif,warm", "t.csv:2: \"warm\" is not a number"),
      ("a.cif,-3", "t.csv:1: -3 K is below absolute zero"),
      ("a.cif", "t.csv:1: the row has 1 field(s)"),
      ("a,b,c,300", "t.csv:1: the row has 4 field(s)"),
      ("\"a.cif,300", "t.csv:1: a quoted field does not end"),
      ("a.cif,300\na.cif,301", "t.csv:2: a.cif has 301.0 K here and 300.0 K on line 1"),
      ("file,temperature_C\na.cif,20", "t.csv:1: the header asks for temperature_C"),
      ("file,T,branch\na.cif,20,hot", "t.csv:2: \"hot\" is no branch"),
      ("# nothing", "t.csv: the table has no rows"),
    ])
  func badTables(text: String, message: String) {
    do {
      _ = try TemperatureTable(text: text, name: "t.csv")
      Issue.record("nothing was thrown")
    } catch {
      #expect(error.code == .badTable)
      #expect(error.description.hasPrefix(message))
    }
  }

  @Test("a missing table is told apart from a malformed one")
  func missingTable() {
    do {
      _ = try TemperatureTable(contentsOf: "/no/such/table.csv")
      Issue.record("nothing was thrown")
    } catch {
      #expect(error.code == .noSuchInput)
    }
  }

  @Test("any text is a name, a number and a row, or is none, without a crash")
  func noise() {
    var random = SplitMix64(seed: 3)
    let letters = Array("0123456789..__--KkCcTtmdeg()+eE/,\"# °ü")
    for _ in 0..<4000 {
      let count = Int(random.next() % 14)
      let text = String(
        (0..<count).map { _ in letters[Int(random.next() % UInt64(letters.count))] })
      #expect(TemperatureInName(text).candidates.allSatisfy { $0 >= 0 && $0.isFinite })
      #expect(MeasuredValue(cifText: text).map { $0.value.isFinite } ?? true)
      _ = try? TemperatureTable(text: "a,\(text)\n\(text),300", name: "t")
    }
  }
}
