import PhaseFitNumerics
import Testing

@testable import PhaseFitStructures

@Suite("The first layer: bytes to tokens")
struct CIFLexerTests {
  private func tokens(_ text: String, chunk: Int = 1 << 16) throws -> [CIFToken] {
    try tokens(Array(text.utf8), chunk: chunk)
  }

  private func tokens(_ bytes: [UInt8], chunk: Int = 1 << 16) throws -> [CIFToken] {
    var lexer = try CIFLexer(source: CIFByteSource(bytes: bytes, name: "t", chunkSize: chunk))
    var tokens: [CIFToken] = []
    while let token = try lexer.next() { tokens.append(token) }
    return tokens
  }

  @Test("every kind of token has its text, line and column")
  func kinds() throws {
    let found = try tokens(
      "#\\#CIF_1.1\nDATA_a b # c\nLoop_ _Tag.x\t'it's' \"q\"\n;text\n more\n; save_f save_ stop_")
    #expect(
      found == [
        CIFToken(kind: .dataHeading, text: "a", line: 2, column: 1),
        CIFToken(kind: .plain, text: "b", line: 2, column: 8),
        CIFToken(kind: .loop, text: "Loop_", line: 3, column: 1),
        CIFToken(kind: .tag, text: "_Tag.x", line: 3, column: 7),
        CIFToken(kind: .quoted, text: "it's", line: 3, column: 14),
        CIFToken(kind: .quoted, text: "q", line: 3, column: 21),
        CIFToken(kind: .textField, text: "text\n more", line: 4, column: 1),
        CIFToken(kind: .saveHeading, text: "f", line: 6, column: 3),
        CIFToken(kind: .saveEnd, text: "", line: 6, column: 10),
        CIFToken(kind: .reserved, text: "stop_", line: 6, column: 16),
      ])
  }

  @Test("the chunks in which bytes arrive do not matter")
  func chunks() throws {
    let text =
      "#\\#CIF_2.0\r\ndata_a\r\n_a '''x\r\ny''' _b {'k':[1 2] \"l\":.}\r;\r\n t\r\n;\n_é 'ü' # end"
    let whole = try tokens(text)
    for chunk in 1...40 {
      let parts = try tokens(text, chunk: chunk)
      #expect(parts == whole)
    }
  }

  @Test("LF, CR and CR LF, a byte-order mark and a missing last line break are the same text")
  func lineBreaks() throws {
    let text = "data_a\n_x\n;one\ntwo\n;\n_y 1"
    let plain = try tokens(text)
    #expect(try tokens(text.replacingOccurrences("\n", "\r\n")) == plain)
    #expect(try tokens(text.replacingOccurrences("\n", "\r")) == plain)
    #expect(try tokens([0xEF, 0xBB, 0xBF] + Array(text.utf8)) == plain)
    #expect(try tokens(text + "\n\u{1A}") == plain)
  }

  @Test("a semicolon starts a text field only at the beginning of a line")
  func semicolons() throws {
    #expect(try tokens(" ;a").map(\.kind) == [.plain])
    #expect(try tokens("x\n;a\nb;\n;").map(\.text) == ["x", "a\nb;"])
  }

  @Test("in CIF 1.1 brackets are letters and quotes end before white space")
  func versionOne() throws {
    #expect(try tokens("[a] 'dog's life' ''").map(\.text) == ["[a]", "dog's life", ""])
  }

  @Test("in CIF 2.0 brackets are tokens and the first quote ends a string")
  func versionTwo() throws {
    let found = try tokens("#\\#CIF_2.0\n[a 'b'] {'k':1} '' \"\"\"d'\"e\"\"\" x_[1]")
    #expect(
      found.map(\.kind) == [
        .listStart, .plain, .quoted, .listEnd, .tableStart, .tableKey, .plain, .tableEnd, .quoted,
        .quoted, .plain, .listStart, .plain, .listEnd,
      ])
    #expect(found[9].text == "d'\"e")
    #expect(throws: StructureFileError.self) { try tokens("#\\#CIF_2.0\n'dog's life'") }
  }

  @Test(
    "folded and prefixed text fields are unfolded",
    arguments: [
      ("\\\na \\\nb\nc", "a b\nc", "a b\nc"),
      ("\\  \na\\  \nb", "ab", "ab"),
      (">\\\n>a\n>;b", ">\\\n>a\n>;b", "a\n;b"),
      (">\\\\\n>a\\\n>b\n>c", ">\\\\\n>a\\\n>b\n>c", "ab\nc"),
      (">\\\n>a\nb", ">\\\n>a\nb", ">\\\n>a\nb"),
      ("x\\y\nz\\\nw", "x\\y\nz\\\nw", "x\\y\nz\\\nw"),
      ("C:\\\\\nplain", "C:\\\\\nplain", "C:\\\\\nplain"),
      ("plain", "plain", "plain"),
      ("\\", "", ""),
      ("\\\\\nb\\\nc", "\\\\\nb\\\nc", "\\\\\nb\\\nc"),
      (";\\\n;a", ";\\\n;a", ";\\\n;a"),
      ("pfx\\", "pfx\\", ""),
      ("pfx\\\\", "pfx\\\\", ""),
      (" \\\n ;\n _a", " \\\n ;\n _a", ";\n_a"),
      ("\\\na\\", "a", "a"),
    ])
  func textFields(raw: String, one: String, two: String) {
    #expect(CIFTextField.text(of: raw, version: .one) == one)
    #expect(CIFTextField.text(of: raw, version: .two) == two)
  }

  @Test("three quotes end at the next three, whatever stands between")
  func tripleQuotes() throws {
    let found = try tokens(
      "#\\#CIF_2.0\n'''''' ''''a''' \"\"\"\"\"b\"\"\" '''\n_c\n;d\n;\n''' [# note\n'e'] data_f[1]")
    #expect(found.map(\.text) == ["", "'a", "\"\"b", "\n_c\n;d\n;\n", "[", "e", "]", "f[1]"])
    #expect(found.map(\.line) == [2, 2, 2, 2, 6, 7, 7, 7])
  }

  @Test("bytes that are not UTF-8 are read as Latin-1 and noted once")
  func latinOne() throws {
    var lexer = try CIFLexer(
      bytes: Array("# M".utf8) + [0xFC] + Array("ller\n'caf".utf8) + [0xE9] + Array("'".utf8),
      name: "t")
    #expect(try lexer.next()?.text == "café")
    #expect(lexer.diagnostics.map(\.code) == ["not-utf8"])
    #expect(lexer.diagnostics.first?.line == 1)
  }

  @Test(
    "what is not text is refused at its position",
    arguments: [
      (Array("data_a\n_x ".utf8) + [0x00, 0x41], 2, 4),
      (Array("data_a\n_x a".utf8) + [0x07], 2, 5),
      (Array("data_a\n_x 'a".utf8) + [0x01] + Array("'".utf8), 2, 6),
      (Array("data_a\n# ".utf8) + [0x1A] + Array("b".utf8), 2, 3),
      ([0x1F, 0x8B, 0x08], 1, 1),
      ([0xFF, 0xFE, 0x64, 0x00], 1, 1),
    ] as [([UInt8], Int, Int)])
  func noise(bytes: [UInt8], line: Int, column: Int) throws {
    let error = try #require(cifError { _ = try tokens(bytes) })
    #expect(error.code == .notACIF)
    #expect(error.line == line)
    #expect(error.column == column)
  }

  @Test("a line of more than 1 MiB is an error at its position, whatever it holds")
  func longLine() throws {
    let limit = CIFLexer.maximumLineLength
    for start in ["data_a\n_x ", "data_a\n_x '", "data_a\n# ", "data_a\n;"] {
      let inLine = start.split(separator: "\n")[1].count
      let text = Array(start.utf8) + [UInt8](repeating: 0x61, count: limit)
      let error = try #require(cifError { _ = try tokens(text) })
      #expect(error.code == .tooLong)
      #expect(error.line == 2)
      #expect(error.column == limit + 1)
      let closing = start.hasSuffix("'") ? "'" : start.hasSuffix(";") ? "\n;" : "\n"
      let allowed = limit - inLine - (closing == "'" ? 1 : 0)
      let fits =
        Array(start.utf8) + [UInt8](repeating: 0x61, count: allowed) + Array(closing.utf8)
      #expect(throws: Never.self) { try tokens(fits) }
    }
  }

  @Test("a file of spaces without an end is refused without being loaded")
  func endlessBlanks() throws {
    let error = try #require(
      cifError { _ = try tokens([UInt8](repeating: 0x20, count: 1 << 21)) })
    #expect(error.code == .tooLong)
  }
}

extension String {
  func replacingOccurrences(_ old: String, _ new: String) -> String {
    split(separator: old, omittingEmptySubsequences: false).joined(separator: new)
  }
}
