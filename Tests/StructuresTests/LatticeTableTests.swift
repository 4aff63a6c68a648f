import PhaseFitStructures
import Testing

@Suite("Tables of lattice parameters")
struct LatticeTableTests {
  private func table(_ text: String) throws -> LatticeTable {
    try LatticeTable(text: text, name: "t.csv")
  }

  private func complaint(_ text: String) -> String {
    do {
      _ = try table(text)
      return "no complaint"
    } catch {
      return "\(error)"
    }
  }

  @Test("named columns with units in any order, missing parameters by symmetry")
  func columns() throws {
    let read = try table(
      "# tetragonal\nc / nm, temperature / K, a_A, a_A_su, notes\n"
        + "0.41421,302.6,3.8939,0.0002,\"SC-XRD, in air\"\n0.41251,382.9,3.8995,,powder\n")
    #expect(read.format == .columns && read.rows.count == 2)
    let row = read.rows[0]
    #expect(row.temperature == 302.6 && row.line == 3)
    #expect(row.cell.lengths.map(\.value) == [3.8939, 3.8939, 4.1421])
    #expect(row.cell.anglesDegrees.map(\.value) == [90, 90, 90])
    #expect(row.cell.lengths[0].standardUncertainty == 0.0002)
    #expect(read.rows[1].cell.lengths[0].standardUncertainty == nil)
    #expect(read.diagnostics.map(\.code) == ["table-cell-completed"])
  }

  @Test("degrees Celsius become kelvin, of two temperatures the one in kelvin counts")
  func temperatures() throws {
    #expect(try table("T_C,a\n20,4\n").rows[0].temperature == 293.15)
    let both = try table("temperature\t/ degC, Temperature/ K, a / Angstrom\n-123,150,14.46\n")
    #expect(both.rows[0].temperature == 150)
    #expect(
      try table("T (K),beta (rad),a,b,c\n9,1.5,3,4,5\n").rows[0].cell.anglesDegrees[1].value
        > 85)
  }

  @Test("PASCal: eight columns without a heading")
  func pascal() throws {
    let read = try table(
      "#Variable temperature\n95  5  6.6200 11.3500 6.6230 90.0000 78.5000 90.0000\n")
    #expect(read.format == .pascal)
    #expect(read.rows[0].temperatureUncertainty == 5)
    #expect(read.rows[0].cell.anglesDegrees.map(\.value) == [90, 78.5, 90])
    // The last digit is known, so that 90.0000 is 90 and 78.5000 is not.
    #expect(read.rows[0].cell.lengths[0].lastDigit == 1e-4)
  }

  @Test("EosFit: keywords, items and the temperature scale")
  func eosFit() throws {
    let read = try table(
      "Title quartz\nSystem Trigonal\nTscale C\nFORMAT 1 T SIGT A SIGA C SIGC V\nDATA\n"
        + "25 0.5 4.9130 0.0002 5.4050 0.0003 112.98\n100, 0.5, 4.918, 0.0002, 5.408, 0.0003, 113.3\n"
    )
    #expect(read.format == .eosFit && read.rows.count == 2)
    let row = read.rows[0]
    #expect(row.temperature == 298.15 && row.temperatureUncertainty == 0.5)
    #expect(row.cell.anglesDegrees.map(\.value) == [90, 90, 120])
    #expect(row.cell.lengths[2].standardUncertainty == 0.0003)
  }

  @Test("GSAS-II: names with the number of the phase, esd- before them, fixed parameters")
  func gsas() throws {
    let read = try table(
      "\"name\",\"Rwp\",\"temperature\",\"0::a\",\"esd-0::a\",\"0::c\",\"esd-0::c\",\"0::Vol\"\n"
        + "\"PWDR 1\",5.1,300,3.905,0.0001,3.91,0,59.6\n\"PWDR 2\",5.0,310,,,3.91,,59.6\n")
    #expect(read.format == .gsas && read.rows.count == 1)
    #expect(read.rows[0].cell.lengths[0].standardUncertainty == 0.0001)
    #expect(read.rows[0].cell.lengths[2].standardUncertainty == nil)
    #expect(read.diagnostics.contains { $0.code == "table-incomplete-row" && $0.line == 3 })
  }

  @Test("a hexagonal cell by its volume, a rhombohedral one by its only angle")
  func completion() throws {
    let hexagonal = try table("T,a,c,volume\n300,4.913,5.405,112.98\n")
    #expect(hexagonal.rows[0].cell.anglesDegrees[2].value == 120)
    let rhombohedral = try table("T,a,alpha\n300,5.36,60.1\n")
    #expect(rhombohedral.rows[0].cell.anglesDegrees.map(\.value) == [60.1, 60.1, 60.1])
    #expect(rhombohedral.rows[0].cell.lengths.map(\.value) == [5.36, 5.36, 5.36])
  }

  @Test("branch and phase have columns, a repeated row is counted once")
  func branches() throws {
    let read = try table(
      "T,a,branch,phase\n300,4,heating,low\n300,4,heating,low\n310,4.1,cooling,parent\n")
    #expect(read.rows.map(\.branch) == [.heating, .cooling])
    #expect(read.rows.map(\.isParent) == [false, true])
    #expect(read.diagnostics.contains { $0.code == "table-repeated-row" })
  }

  @Test(
    "a broken table is named with its line and what to do",
    arguments: [
      ("T,a\n300,4\n310,abc\n", "t.csv:3", "\"abc\" is not a number"),
      ("T,a\n300,nan\n", "t.csv:2", "is not a number"),
      ("T,a\n300,0\n", "t.csv:2", "positive length"),
      ("T,a\n300,-4\n", "t.csv:2", "positive length"),
      ("T,a\n-3,4\n", "t.csv:2", "positive number of kelvin"),
      ("T,a,a_su\n300,4,-0.1\n", "t.csv:2", "standard uncertainty"),
      ("T,a,gamma\n300,4,190\n", "t.csv:2", "between 0 and 180"),
      ("T,a,alpha,beta,gamma\n300,4,60,60,130\n", "t.csv:2", "without volume"),
      ("T;a\n300;4,1\n", "t.csv:2", "decimal comma"),
      ("T,a_furlong\n300,4\n", "t.csv", "no table of lattice parameters"),
      ("T,a (furlong)\n300,4\n", "t.csv", "no table of lattice parameters"),
      ("T,a,a\n300,4,5\n", "t.csv:1", "two columns"), ("x,a\n300,4\n", "t.csv:1", "temperature"),
      ("T,a\n", "t.csv", "no rows"), ("T,a,branch\n300,4,up\n", "t.csv:2", "heating or cooling"),
      ("T,a,phase\n300,4,liquid\n", "t.csv:2", "distorted or parent"),
      ("FORMAT 2 T A\nDATA\n300 4\n", "t.csv:1", "one line"),
      ("SYSTEM cubic\nTSCALE R\nFORMAT 1 T A\n300 4\n", "t.csv:2", "K, C or F"),
    ])
  func broken(text: String, place: String, words: String) {
    let message = complaint(text)
    #expect(message.hasPrefix(place + ":"), "\(message)")
    #expect(message.contains(words), "\(message)")
    #expect(message.contains("expected"), "\(message)")
  }

  @Test("a table of an order parameter is no table of lattice parameters")
  func recognition() {
    #expect(!LatticeTable.isRecognised("T,Q,su\n300,0.5,0.01\n"))
    #expect(!LatticeTable.isRecognised("300,0.5,0.01\n"))
    #expect(!LatticeTable.isRecognised(""))
    #expect(LatticeTable.isRecognised("T,a,c\n300,4,5\n"))
  }

  @Test("random bytes of the characters of tables never crash the reader")
  func fuzz() {
    var state: UInt64 = 88_172_645_463_325_252
    func next() -> Int {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return Int(state >> 33)
    }
    let alphabet = Array("Tabc,;\t \n0123456789.-+eE()\"_/#°αGgFfDdNn:±")
    for _ in 0..<3000 {
      let text = String((0..<(next() % 120)).map { _ in alphabet[next() % alphabet.count] })
      _ = try? LatticeTable(text: text, name: "x")
      _ = try? LatticeTable(text: "T,a,b,c,gamma\n" + text, name: "x")
      _ = try? LatticeTable(text: "SYSTEM hexagonal\nFORMAT 1 T A C\nDATA\n" + text, name: "x")
    }
  }
}

@Suite("Tables of one cell length")
struct OneLengthTests {
  @Test(
    "a single length is no cell: the table says so, unless more is given",
    arguments: [
      ("T_K,a_A\n300,3.90\n400,3.91\n", true),
      ("T_K,c_A\n300,3.90\n400,3.91\n", true),
      ("T_K,a_A,c_A\n300,3.90,4.1\n400,3.91,4.0\n", false),
      ("T_K,a_A,alpha\n300,3.90,90\n400,3.91,90\n", false),
    ])
  func oneLength(text: String, isOne: Bool) throws {
    let codes = try LatticeTable(text: text, name: "t.csv").diagnostics.map(\.code)
    #expect(codes.contains("table-one-length") == isOne)
  }
}
