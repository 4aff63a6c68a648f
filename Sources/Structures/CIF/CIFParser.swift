/// The grammar of a CIF: tokens to blocks.
///
///     CIF   = { data_NAME { item | loop | frame } }
///     item  = TAG value
///     loop  = loop_ TAG { TAG } value { value }     values = rows × tags
///     frame = save_NAME { item | loop } save_
///     value = text | "[" { value } "]" | "{" { KEY: value } "}"
struct CIFParser {
  var lexer: CIFLexer
  let name: String
  var leavesBrokenBlocksOut = false
  private(set) var blocks: [CIFBlock] = []
  private(set) var brokenBlocks: [CIFDocument.BrokenBlock] = []
  private(set) var diagnostics: [Diagnostic] = []
  private var token: CIFToken?
  /// The line of the first block of each name, in lower case.
  private var lineByName: [String: Int] = [:]

  /// The deepest nesting of lists and tables; more is taken for damage, not for data.
  private static let maximumDepth = 64

  init(lexer: CIFLexer, name: String) {
    self.lexer = lexer
    self.name = name
  }

  /// Parses the whole input.
  mutating func parse() throws(StructureFileError) {
    try advance()
    if token == nil {
      throw StructureFileError(
        .notACIF, file: name, line: 1, found: "the file is empty",
        expected: "a data block (data_NAME)")
    }
    while let heading = token {
      guard heading.kind == .dataHeading else {
        throw StructureFileError(
          .notACIF, file: name, line: heading.line, column: heading.column,
          found: "\(Self.words(for: heading)) stands before the first data block",
          expected: "data_NAME", remedy: "check that this file is a CIF")
      }
      do {
        try advance()
        var block = CIFBlock(name: heading.text, line: heading.line)
        try parseContents(of: &block, isFrame: false)
        noteRepeatedName(of: block)
        blocks.append(block)
      } catch {
        var error = error
        error.block = heading.text
        guard leavesBrokenBlocksOut else { throw error }
        brokenBlocks.append(CIFDocument.BrokenBlock(name: heading.text, error: error))
        skipToNextBlock(after: error)
      }
    }
  }

  // MARK: - Blocks

  private mutating func parseContents(
    of block: inout CIFBlock, isFrame: Bool
  ) throws(StructureFileError) {
    while let current = token {
      switch current.kind {
      case .tag: try parseItem(into: &block)
      case .loop: try parseLoop(into: &block)
      case .dataHeading:
        guard isFrame else { return }
        throw unterminatedFrame(block)
      case .saveHeading where !isFrame:
        var frame = CIFBlock(name: current.text, line: current.line)
        try advance()
        try parseContents(of: &frame, isFrame: true)
        block.saveFrames.append(frame)
      case .saveEnd where isFrame:
        try advance()
        return
      case .saveHeading: throw unterminatedFrame(block)
      default:
        throw StructureFileError(
          .unexpectedToken, file: name, line: current.line, column: current.column,
          found: "\(Self.words(for: current)) stands where a tag was due",
          expected: "a tag (_NAME), loop_ or data_NAME",
          remedy: Self.isValue(current) ? "put a text of several words in quotes" : nil)
      }
    }
    if isFrame { throw unterminatedFrame(block) }
  }

  private mutating func parseItem(into block: inout CIFBlock) throws(StructureFileError) {
    guard let tag = token else { return }
    try advance()
    guard let next = token, Self.isValue(next) else {
      let follower = token.map { "is followed by \(Self.words(for: $0))" } ?? "ends the file"
      throw StructureFileError(
        .missingValue, file: name, line: tag.line, column: tag.column,
        found: "the tag \(tag.text) \(follower)", expected: "a value",
        remedy: "write ? where the value is not known")
    }
    let value = try parseValue(depth: 0)
    let item = CIFBlock.Item(tag: tag.text, value: value, line: tag.line)
    if let first = block.append(item) {
      note(
        first.content == value.content ? .note : .warning, "duplicate-tag",
        "the tag \(tag.text) occurs again with \(value.quoted); the first value, "
          + "\(first.quoted) on line \(first.line), was kept.", line: tag.line)
    }
  }

  private mutating func parseLoop(into block: inout CIFBlock) throws(StructureFileError) {
    guard let start = token else { return }
    try advance()
    var loop = CIFBlock.Loop(tags: [], values: [], line: start.line)
    while let tag = token, tag.kind == .tag {
      loop.tags.append(tag.text)
      try advance()
    }
    guard !loop.tags.isEmpty else {
      throw StructureFileError(
        .unexpectedToken, file: name, line: start.line, column: start.column,
        found: "loop_ has no tags", expected: "at least one tag (_NAME) after loop_")
    }
    while let next = token, Self.isValue(next) { loop.values.append(try parseValue(depth: 0)) }
    let width = loop.tags.count
    let excess = loop.values.count % width
    guard excess == 0 else {
      let line = loop.values.last?.line ?? start.line
      throw StructureFileError(
        .truncatedLoop, file: name, line: line,
        found: "the loop of \(width) tags that begins on line \(start.line) (\(loop.tags[0]), …) "
          + "has \(loop.values.count) values: its last row has \(excess)",
        expected: "a multiple of \(width)",
        remedy: "complete the row, or put values of several words in quotes")
    }
    if loop.values.isEmpty {
      note(
        .note, "empty-loop", "the loop of \(loop.tags[0]) has no values.", line: start.line)
    }
    for tag in block.append(loop) {
      note(
        .warning, "duplicate-tag",
        "the tag \(tag) occurs again in a loop; the first occurrence was kept.", line: start.line)
    }
  }

  // MARK: - Values

  private mutating func parseValue(depth: Int) throws(StructureFileError) -> CIFValue {
    guard let first = token else { throw unterminated("a value", at: nil) }
    guard depth <= Self.maximumDepth else {
      throw StructureFileError(
        .unexpectedToken, file: name, line: first.line, column: first.column,
        found: "lists or tables are nested more than \(Self.maximumDepth) deep",
        expected: "a CIF", remedy: "check the brackets")
    }
    var value = CIFValue(content: .unknown, line: first.line, column: first.column)
    try advance()
    switch first.kind {
    case .plain where first.text == "?": break
    case .plain where first.text == ".": value.content = .inapplicable
    case .listStart:
      var elements: [CIFValue] = []
      while token?.kind != .listEnd {
        guard let next = token, Self.isValue(next) else { throw unterminated("list", at: first) }
        elements.append(try parseValue(depth: depth + 1))
      }
      try advance()
      value.content = .list(elements)
    case .tableStart:
      var entries: [CIFValue.Entry] = []
      while let key = token, key.kind == .tableKey {
        try advance()
        guard let next = token, Self.isValue(next) else { throw unterminated("table", at: first) }
        entries.append(CIFValue.Entry(key: key.text, value: try parseValue(depth: depth + 1)))
      }
      guard token?.kind == .tableEnd else { throw unterminated("table", at: first) }
      try advance()
      value.content = .table(entries)
    default: value.content = .text(first.text)
    }
    return value
  }

  private static func isValue(_ token: CIFToken) -> Bool {
    switch token.kind {
    case .plain, .quoted, .textField, .listStart, .tableStart: true
    default: false
    }
  }

  // MARK: - Errors and doubts

  /// Moves to the next token; there is none after an error of the lexer.
  private mutating func advance() throws(StructureFileError) {
    token = nil
    token = try lexer.next()
  }

  /// Finds the next data block after an error; what cannot be read at all ends the search.
  private mutating func skipToNextBlock(after error: StructureFileError) {
    var failure: StructureFileError? = error
    while true {
      do throws(StructureFileError) {
        if let current = failure {
          switch current.code {
          case .tooLong, .unreadable, .notACIF: return
          default: break
          }
          // No token: the lexer stopped inside a line, and the rest of it is not worth reading.
          if token == nil { try lexer.skipLine() }
          if token?.kind == .dataHeading { return }
          failure = nil
        }
        try advance()
        if token == nil || token?.kind == .dataHeading { return }
      } catch {
        failure = error
      }
    }
  }

  private mutating func noteRepeatedName(of block: CIFBlock) {
    let key = block.name.lowercased()
    if let first = lineByName[key] {
      note(
        .warning, "duplicate-block",
        "the block \(block.name) occurs again (first on line \(first)); both were read.",
        line: block.line)
    } else {
      lineByName[key] = block.line
    }
  }

  private mutating func note(
    _ severity: Diagnostic.Severity, _ code: String, _ message: String, line: Int
  ) {
    diagnostics.append(
      Diagnostic(severity, code: code, message: message, file: name, line: line))
  }

  private func unterminatedFrame(_ frame: CIFBlock) -> StructureFileError {
    StructureFileError(
      .unterminated, file: name, line: frame.line,
      found: "the save frame \(frame.name) does not end", expected: "save_ before the next block")
  }

  private func unterminated(_ kind: String, at start: CIFToken?) -> StructureFileError {
    let found = token.map(Self.words) ?? "the end of the file"
    return StructureFileError(
      .unexpectedToken, file: name, line: token?.line ?? start?.line, column: token?.column,
      found: "\(found) stands inside the \(kind) that begins on line \(start?.line ?? 0)",
      expected: kind == "table" ? "'key':value or }" : "a value or ]")
  }

  /// A token as a message names it.
  private static func words(for token: CIFToken) -> String {
    let text = token.text.count > 40 ? "\(token.text.prefix(40))…" : token.text
    return switch token.kind {
    case .dataHeading: "data_\(text)"
    case .saveHeading: "save_\(text)"
    case .saveEnd: "save_"
    case .loop: "loop_"
    case .reserved: "the reserved word \(text)"
    case .tag: "the tag \(text)"
    case .plain, .quoted: "the value \"\(text)\""
    case .textField: "a text field"
    case .listStart: "["
    case .listEnd: "]"
    case .tableStart: "{"
    case .tableEnd: "}"
    case .tableKey: "the key \"\(text)\":"
    }
  }
}
