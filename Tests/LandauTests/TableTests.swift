import Foundation
import PhaseFitLandau
import PhaseFitStructures
import PhaseFitSymmetry
import Testing

@Suite("Tables of an order parameter")
struct TableTests {
  private func table(_ text: String) throws -> OrderParameterTable {
    try OrderParameterTable(text: text, name: "t.csv")
  }

  /// The message of the error that reading a text ends with.
  private func complaint(_ text: String) -> String {
    do {
      _ = try table(text)
      return ""
    } catch {
      #expect((error as? LandauError)?.code == .badTable)
      return "\(error)"
    }
  }

  @Test(
    "separators, headers, units and comments are read alike",
    arguments: [
      "T_K,amplitude,su\n100,0.5,0.01\n# comment\n\n120,0.4,0.02\n",
      "\u{FEFF}T/K\tQ\tsigma\r\n100\t0.5\t0.01\r\n120\t0.4\t0.02\r\n",
      "Temperature (K); s.u.; value\n100; 0.01; 0.5\n120; 0.02; 0.4",
      "100 0.5 0.01 # by hand\n120 0.4 0.02",
      "100\t0.50(1)\n120\t0.40(2)",
      "\"T\",\"I\",\"esd\"\n\"100\",\"0.5\",\"0.01\"\n120,0.4,2e-2",
      "t,x,su\n100.0,0.5,0.01\n120,.4,.02",
    ])
  func spellings(text: String) throws {
    let rows = try table(text).rows
    #expect(rows.map(\.temperature) == [100, 120])
    #expect(rows.map(\.value) == [0.5, 0.4])
    #expect(rows.map(\.standardUncertainty) == [0.01, 0.02])
    #expect(rows.allSatisfy { $0.isDistorted == nil && $0.branch == nil })
  }

  @Test("phase, branch and the uncertainty of the temperature have columns")
  func columns() throws {
    let rows = try table(
      "T,su_T,value,su,phase,branch,note\n100(2),,0.5,,distorted,heating,a\n"
        + "120,0.3,0,0.01,parent,cooling,b\n130,,0,0.01,0,,c\n"
    ).rows
    #expect(rows.map(\.isDistorted) == [true, false, false])
    #expect(rows.map(\.branch) == [.heating, .cooling, nil])
    #expect(rows.map(\.temperatureUncertainty) == [2, 0.3, nil])
    #expect(rows[0].standardUncertainty == nil && rows[2].line == 4)
    let headless = try table("100,0.5,0.01,1\n120,0.1,0.01,0\n").rows
    #expect(headless.map(\.isDistorted) == [true, false])
    let words = try table("100,0.5,low\n120,0.1,high\n").rows
    #expect(words.map(\.isDistorted) == [true, false])
  }

  @Test(
    "a broken table is named with its line and what to do",
    arguments: [
      ("100,0.5\n110,nan\n", "t.csv:2", "\"nan\" is not a number"),
      ("100,0.5\n110,abc\n", "t.csv:2", "\"abc\" is not a number"),
      ("100,0.5\n110,\n", "t.csv:2", "no value"),
      ("100,0.5\ninf,0.4\n", "t.csv:2", "temperature \"inf\""),
      ("100,0.5,0.1\n110,0.4,0\n", "t.csv:2", "standard uncertainty 0"),
      ("100,0.5,-0.1\n", "t.csv:1", "standard uncertainty -0.1"),
      ("0,0.5\n", "t.csv:1", "positive number of kelvin"),
      ("-20,0.5\n", "t.csv:1", "positive number of kelvin"),
      ("1e300,0.5\n", "t.csv:1", "positive number of kelvin"),
      ("T_C,Q\n20,0.5\n", "t.csv:1", "273.15"),
      ("T (°C),Q\n20,0.5\n", "t.csv:1", "273.15"),
      ("100 0,5\n110 0,4\n", "t.csv:1", "decimal comma"),
      ("T;Q\n100;0,5\n", "t.csv:2", "decimal comma"),
      ("T,Q\n100,0,5\n", "t.csv:2", "decimal commas"),
      ("300,5,2,512\n", "t.csv:1", "decimal comma"),
      ("300,0,5\n310,0,4\n", "t.csv", "decimal commas"),
      ("T,x,y\n1,2,3\n", "t.csv:1", "none surely the value"),
      ("x,Q\n1,2\n", "t.csv:1", "none a temperature"),
      ("T,Q,Q\n1,2,3\n", "t.csv:1", "two headings"),
      ("100,0.5,0.1\n110\n", "t.csv:2", "1 field"),
      ("100,0.5\n110,0.4,0.1\n", "t.csv:2", "3 field"),
      ("1.5,2,3,4,5\n", "t.csv:1", "5 field"),
      ("T,Q,phase\n100,0.5,liquid\n", "t.csv:2", "distorted or parent"),
      ("T,Q,branch\n100,0.5,up\n", "t.csv:2", "heating or cooling"),
      ("", "t.csv", "no rows"), ("# only\nT,Q\n", "t.csv", "no rows"),
    ])
  func broken(text: String, place: String, words: String) {
    let message = complaint(text)
    #expect(message.hasPrefix(place + ":"), "\(message)")
    #expect(message.contains(words), "\(message)")
    #expect(message.contains("expected"), "\(message)")
  }

  @Test("a repeated row is counted once, a repeated temperature is kept, both are said")
  func repeated() throws {
    let table = try table("100,0.5\n100,0.5\n110,0.4\n110,0.42\n")
    #expect(table.rows.map(\.value) == [0.5, 0.4, 0.42])
    #expect(table.diagnostics.map(\.code) == ["table-repeated-row", "table-repeated-temperature"])
    #expect(table.diagnostics[0].line == 2)
  }

  @Test("many repeated rows are one warning that lists them")
  func repeatedMany() throws {
    let table = try table("100,0.5\n100,0.5\n110,0.4\n110,0.4\n110,0.4\n")
    let warnings = table.diagnostics.filter { $0.code == "table-repeated-row" }
    #expect(warnings.count == 1)
    #expect(
      warnings[0].message.hasPrefix(
        "line 2 repeats line 1, line 4 repeats line 3, line 5 repeats line 3;"))
    let long = try self.table(String(repeating: "100,0.5\n", count: 20) + "110,0.4\n")
    #expect(long.diagnostics[0].message.contains("and 9 more rows"))
  }

  // MARK: - Series

  @Test("squares become roots with half the relative uncertainty")
  func squares() throws {
    let table = try table("100,0.25,0.01,1\n120,0.16,0.02,1\n140,-0.01,0.02,0\n")
    let series = try TableSeries(table, observable: .intensity).series
    #expect(series.points.map(\.value) == [0.5, 0.4, 0])
    #expect(series.points[0].standardUncertainty == 0.01)
    #expect(abs((series.points[1].standardUncertainty ?? 0) - 0.025) < 1e-15)
    #expect(series.points[2].standardUncertainty == nil)
    let strain = try self.table("100,-0.25,0.01\n120,-0.16,0.02\n140,0.001,0.02\n")
    let ofStrain = try TableSeries(strain, observable: .strain).series
    #expect(ofStrain.points.map(\.value) == [0.5, 0.4, 0])
    #expect(ofStrain.points.map(\.isDistorted) == [true, true, false])
    #expect(throws: LandauError.self) {
      try TableSeries(try self.table("100,0.2,0.1,1\n110,-0.1,0.1,1\n"), observable: .square)
    }
  }

  @Test("parents: as stated, from a temperature on, or by two standard uncertainties")
  func parents() throws {
    func phases(_ text: String, from: Double? = nil) throws -> [Bool] {
      try TableSeries(try table(text), observable: .amplitude, parentFrom: from).series.points
        .map(\.isDistorted)
    }
    let rows = "100,0.5,0.01\n110,0.3,0.01\n120,0.015,0.01\n130,-0.005,0.01\n"
    #expect(try phases(rows) == [true, true, false, false])
    #expect(try phases(rows, from: 125) == [true, true, true, false])
    // One parent point beyond 2 s.u. by chance; its colder neighbour is not.
    #expect(
      try phases(rows + "140,0.025,0.01\n150,0.001,0.01\n")
        == [true, true, false, false, false, false])
    // Beyond 4 s.u. it is no chance.
    #expect(
      try phases(rows + "140,0.05,0.01\n") == [true, true, true, true, true])
    // Without uncertainties only exact zeros are zero.
    #expect(try phases("100,0.5\n110,0.01\n120,0\n") == [true, true, false])
    // A stated phase speaks for itself.
    #expect(
      try phases("T,Q,su,phase\n100,0.5,0.01,\n110,0.001,0.01,distorted\n120,0.3,0.01,parent\n")
        == [true, true, false])
  }

  @Test("rows may be unsorted; heating and cooling can be taken apart")
  func branches() throws {
    let table = try table(
      "T,Q,branch\n120,0.1,heating\n100,0.5,heating\n100,0.45,cooling\n110,0,cooling\n")
    let heating = try TableSeries(table, observable: .amplitude, branch: .heating).series
    #expect(heating.points.map(\.measurement) == [0, 1])
    // The rule for parents holds for each branch: hysteresis.
    let both = try TableSeries(table, observable: .amplitude).series
    #expect(both.points.map(\.isDistorted) == [true, true, true, false])
    #expect(throws: LandauError.self) {
      try TableSeries(
        try self.table("T,Q,branch\n120,0.1,heating\n"), observable: .amplitude, branch: .cooling)
    }
  }
}
