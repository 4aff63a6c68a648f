import PhaseFitStructures
import Testing

@Suite("The second layer: tokens to blocks")
struct CIFDocumentTests {
  @Test("tags are found in any case, with dots or underscores, in items, loops and frames")
  func lookup() throws {
    let document = try CIFDocument(
      text: """
        data_Global
        data_x
        _Cell.Length_A 5(1)
        loop_ _a.b _c 1 ? 3 .
        save_f _d 'e' save_
        """, name: "t.cif")
    #expect(document.blocks.map(\.name) == ["Global", "x"])
    let block = try #require(document.block(named: "X"))
    #expect(block.value("_cell_length_a")?.text == "5(1)")
    #expect(block.column("_A_B")?.values.map(\.text) == ["1", "3"])
    #expect(block.column("_c")?.values.map(\.isAbsent) == [true, true])
    #expect(block.column("_c")?.values.map(\.content) == [.unknown, .inapplicable])
    #expect(block.value("_a.b") == nil)
    #expect(block.saveFrames.first?.value("_d")?.text == "e")
    #expect(!block.contains("_d"))
  }

  @Test("a quoted question mark is a text, not an absence")
  func quotedAbsence() throws {
    let document = try CIFDocument(text: "data_x _a '?' _b ? _c '.'", name: "t")
    #expect(document.blocks[0].value("_a")?.text == "?")
    #expect(document.blocks[0].value("_b")?.isAbsent == true)
    #expect(document.blocks[0].value("_c")?.text == ".")
  }

  @Test("lists and tables of CIF 2.0 nest")
  func compound() throws {
    let document = try CIFDocument(
      text: "#\\#CIF_2.0\ndata_x _a [1 [2 ?] {'k':v '''m''': [ ]}] _b {}", name: "t")
    #expect(document.version == .two)
    guard case .list(let elements) = document.blocks[0].value("_a")?.content else {
      Issue.record("_a is no list")
      return
    }
    #expect(elements.count == 3)
    guard case .list(let inner) = elements[1].content,
      case .table(let entries) = elements[2].content
    else {
      Issue.record("the elements are no list and table")
      return
    }
    #expect(inner.map(\.isAbsent) == [false, true])
    #expect(entries.map(\.key) == ["k", "m"])
  }

  @Test("a key may be parted from its value, not from its colon")
  func keys() throws {
    let document = try CIFDocument(
      text: "#\\#CIF_2.0\ndata_x _a {'k': v \"l\":\n;t\n;\n}", name: "t")
    guard case .table(let entries) = document.blocks[0].value("_a")?.content else {
      Issue.record("_a is no table")
      return
    }
    #expect(entries.map(\.key) == ["k", "l"])
    #expect(entries.map(\.value.text) == ["v", "t"])
    #expect(throws: StructureFileError.self) {
      try CIFDocument(text: "#\\#CIF_2.0\ndata_x _a {'k' : v}", name: "t")
    }
  }

  @Test("a text field that holds data_ and loop_ lines is one value")
  func textWithKeywords() throws {
    let document = try CIFDocument(
      text: "data_x\n_a\n;\ndata_y\nloop_\n_b 'c\n;\n_d 1", name: "t")
    #expect(document.blocks.count == 1)
    #expect(document.blocks[0].value("_a")?.text == "\ndata_y\nloop_\n_b 'c")
    #expect(document.blocks[0].value("_d")?.text == "1")
  }

  @Test("a repeated tag keeps its first value and is noted")
  func duplicates() throws {
    let document = try CIFDocument(
      text: "data_x\n_a 1\n_A 2\n_a 1\nloop_ _a _b 3 4\ndata_X", name: "t")
    #expect(document.blocks[0].value("_a")?.text == "1")
    #expect(document.blocks[0].column("_b")?.values.map(\.text) == ["4"])
    #expect(
      document.diagnostics.map(\.code) == [
        "duplicate-tag", "duplicate-tag", "duplicate-tag", "duplicate-block",
      ])
    #expect(document.diagnostics.map(\.severity) == [.warning, .note, .warning, .warning])
    #expect(document.diagnostics.map(\.line) == [3, 4, 5, 6])
  }

  @Test(
    "what breaks the grammar is an error at its line",
    arguments: [
      ("", StructureFileError.Code.notACIF, 1),
      ("hello world", .notACIF, 1),
      ("_a 1", .notACIF, 1),
      ("data_x\n_a\n_b 1", .missingValue, 2),
      ("data_x\n_a", .missingValue, 2),
      ("data_x\n_a 1 2", .unexpectedToken, 2),
      ("data_x\nloop_\n1", .unexpectedToken, 2),
      ("data_x\nloop_ _a _b\n1 2\n3\n_c 1", .truncatedLoop, 4),
      ("data_x\n_a 'b\n_c 1", .unterminated, 2),
      ("data_x\n_a\n;b\n c", .unterminated, 3),
      ("data_x\nsave_f\n_a 1", .unterminated, 2),
      ("data_x\nsave_f\ndata_y", .unterminated, 2),
      ("data_x\nstop_", .unexpectedToken, 2),
      ("#\\#CIF_2.0\ndata_x\n_a [1 2\n_b 1", .unexpectedToken, 4),
      ("#\\#CIF_2.0\ndata_x\n_a {'k':1 2}", .unexpectedToken, 3),
      ("#\\#CIF_2.0\ndata_x\n_a '''b\nc", .unterminated, 3),
      ("#\\#CIF_2.0\ndata_x\n_a ]", .missingValue, 3),
    ])
  func errors(text: String, code: StructureFileError.Code, line: Int) throws {
    let error = try #require(cifError { _ = try CIFDocument(text: text, name: "t.cif") })
    #expect(error.code == code)
    #expect(error.line == line)
    #expect(error.description.hasPrefix("t.cif:\(line)"))
  }

  @Test("deeply nested lists are refused, not a crash")
  func depth() {
    let text = "#\\#CIF_2.0\ndata_x _a " + String(repeating: "[", count: 100_000)
    #expect(throws: StructureFileError.self) { try CIFDocument(text: text, name: "t") }
  }

  @Test("the message of a truncated loop says found and expected")
  func message() throws {
    let error = try #require(
      cifError { _ = try CIFDocument(text: "data_x\nloop_ _a _b\n1 2 3", name: "t.cif") })
    #expect(
      error.description == "t.cif:3: the loop of 2 tags that begins on line 2 (_a, …) has 3 "
        + "values: its last row has 1: expected a multiple of 2; complete the row, or put values "
        + "of several words in quotes.")
  }

  @Test("broken blocks are left out and the others kept")
  func recovery() throws {
    let text = """
      data_a
      _a 1
      data_b
      loop_ _a _b 1 2 3
      data_c
      _a 'open
      _b 2
      data_d
      _a 4
      data_e
      _a
      """
    #expect(throws: StructureFileError.self) { try CIFDocument(text: text, name: "t") }
    let document = try CIFDocument(text: text, name: "t", brokenBlocks: .leftOut)
    #expect(document.blocks.map(\.name) == ["a", "d"])
    #expect(document.brokenBlocks.map(\.name) == ["b", "c", "e"])
    #expect(document.brokenBlocks.map(\.error.line) == [4, 6, 11])
    #expect(document.brokenBlocks.map(\.error.block) == ["b", "c", "e"])
  }

  @Test("an error of the lexer right after a heading does not stop the recovery")
  func recoveryAfterHeading() throws {
    let document = try CIFDocument(
      text: "#\\#CIF_2.0\ndata_a\n'x'y 1\ndata_b\n'open\n_a 1\ndata_c _a 1", name: "t",
      brokenBlocks: .leftOut)
    #expect(document.blocks.map(\.name) == ["c"])
    #expect(document.brokenBlocks.map(\.name) == ["a", "b"])
  }
}
