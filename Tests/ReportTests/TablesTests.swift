import Testing

@testable import PhaseFitReport

@Suite("Tables")
struct TablesTests {
  /// A small reader of RFC 4180, independent of the writer.
  private func parse(_ text: String) -> [[String]] {
    var rows: [[String]] = [[""]]
    var isQuoted = false
    var characters = Array(text)[...]
    while let character = characters.popFirst() {
      switch (character, isQuoted) {
      case ("\"", true) where characters.first == "\"":
        characters.removeFirst()
        rows[rows.count - 1][rows[rows.count - 1].count - 1].append("\"")
      case ("\"", _): isQuoted.toggle()
      case (",", false): rows[rows.count - 1].append("")
      case ("\n", false): rows.append([""])
      default: rows[rows.count - 1][rows[rows.count - 1].count - 1].append(character)
      }
    }
    if rows.last == [""] { rows.removeLast() }
    return rows
  }

  @Test("every table has equal rows and at least one of data")
  func shape() {
    let files = ReportTables.files(SampleReport.full)
    #expect(files.count == 11)
    for file in files {
      let rows = parse(file.text)
      #expect(rows.count >= 2, "\(file.name)")
      for row in rows { #expect(row.count == rows[0].count, "\(file.name)") }
    }
  }

  @Test("numbers keep all their digits")
  func exact() throws {
    var report = SampleReport.full
    report.distortions[0].stars[0].displacementAp?.value = 0.1 + 0.2
    let file = try #require(ReportTables.files(report).first { $0.name == "amplitudes.csv" })
    let rows = parse(file.text)
    let column = try #require(rows[0].firstIndex(of: "displacement_Ap_A"))
    #expect(Double(rows[1][column]) == 0.1 + 0.2)
  }

  @Test("a negative number stays a number")
  func negative() throws {
    let file = try #require(
      ReportTables.files(SampleReport.full).first { $0.name == "displacements.csv" })
    let rows = parse(file.text)
    let column = try #require(rows[0].firstIndex(of: "uz_A"))
    #expect(rows[1][column] == "-0.21")
  }

  @Test(
    "a text that a spreadsheet would run is defused",
    arguments: [
      "=HYPERLINK(\"http://x\")", "+1+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1",
      "＝1",
    ])
  func injection(_ text: String) {
    var table = CommaSeparatedTable(columns: ["a", "b"])
    table.append([.text(text), .number(-1)])
    let rows = parse(table.text)
    #expect(rows.count == 2)
    #expect(rows[1][0].hasPrefix("'"))
    #expect(rows[1][1] == "-1")
  }

  @Test("quotes, commas and line breaks stay inside their cell")
  func quoting() {
    var table = CommaSeparatedTable(columns: ["a", "b"])
    table.append([.text("say \"x\", y\nz"), .text(nil)])
    #expect(parse(table.text) == [["a", "b"], ["say \"x\", y z", ""]])
  }
}
