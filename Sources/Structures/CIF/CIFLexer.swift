/// The version of CIF's syntax a file declares in its first line.
public enum CIFVersion: String, Sendable, Codable, Hashable {
  /// CIF 1.1, and everything older.
  case one = "1.1"
  /// CIF 2.0, declared by `#\#CIF_2.0`.
  case two = "2.0"
}

/// The first layer: bytes to tokens, each with its line and column.
///
/// The syntax is that of CIF 1.1 (International Tables G, chapter 2.2) or, after the magic line
/// `#\#CIF_2.0`, of CIF 2.0. They differ where quotes end: in 1.1 a quote ends a string only before
/// white space; in 2.0 the first one ends it. Bytes are read in chunks; memory is bounded by the
/// longest token.
public struct CIFLexer {
  /// The longest line that is read, in bytes (1 MiB).
  ///
  /// CIF allows 2048 characters; real files exceed that, files of another kind exceed this.
  public static let maximumLineLength = 1 << 20
  /// The longest text field that is read, in bytes (64 MiB).
  ///
  /// Embedded reflection lists reach tens of megabytes; an unterminated field takes all that is left.
  public static let maximumTextLength = 1 << 26

  /// The version of the syntax.
  public private(set) var version = CIFVersion.one
  /// Doubts met so far.
  public private(set) var diagnostics: [Diagnostic] = []

  let source: CIFByteSource
  var buffer: [UInt8] = []
  /// The index in `buffer` of the next byte, or of the token being read.
  var head = 0
  /// The offset in the input of `buffer[0]`.
  var base = 0
  /// The offset in the input of the first byte of the current line.
  var lineStart = 0
  /// The current line, counted from 1.
  var line = 1
  private var isExhausted = false
  private var sawForeignBytes = false

  /// A lexer of bytes in memory.
  public init(bytes: [UInt8], name: String) throws(StructureFileError) {
    try self.init(source: CIFByteSource(bytes: bytes, name: name))
  }

  /// A lexer of a file, read in chunks.
  public init(contentsOf path: String, name: String? = nil) throws(StructureFileError) {
    try self.init(source: CIFByteSource(path: path, name: name ?? path))
  }

  init(source: CIFByteSource) throws(StructureFileError) {
    self.source = source
    try readPreamble()
  }

  /// The next token, nil at the end of the input.
  ///
  /// - Throws: `StructureFileError` with line and column.
  public mutating func next() throws(StructureFileError) -> CIFToken? {
    try skipBlanks()
    guard let byte = try byte(at: 0) else { return nil }
    switch byte {
    case UInt8(ascii: ";") where base + head == lineStart:
      return try textField()
    case UInt8(ascii: "'"), UInt8(ascii: "\""):
      return try quoted(by: byte)
    case UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "}"):
      guard version == .two else { return try word() }
      let kind: CIFToken.Kind =
        switch byte {
        case UInt8(ascii: "["): .listStart
        case UInt8(ascii: "]"): .listEnd
        case UInt8(ascii: "{"): .tableStart
        default: .tableEnd
        }
      return take(kind, from: 0, to: 1, consuming: 1)
    default:
      return try word()
    }
  }

  // MARK: - Words

  /// A heading, keyword, tag or plain value.
  private mutating func word() throws(StructureFileError) -> CIFToken {
    let start = buffer[head]
    if start == UInt8(ascii: "_") {
      return take(.tag, length: try wordLength(endsAtBrackets: false))
    }
    let length = try wordLength(endsAtBrackets: false)
    switch start | 0x20 {
    case UInt8(ascii: "d") where starts(with: "data_"):
      return take(.dataHeading, from: 5, to: length, consuming: length)
    case UInt8(ascii: "s") where starts(with: "save_"):
      return take(
        length == 5 ? .saveEnd : .saveHeading, from: 5, to: length, consuming: length)
    case UInt8(ascii: "l") where length == 5 && starts(with: "loop_"):
      return take(.loop, length: length)
    case UInt8(ascii: "s") where length == 5 && starts(with: "stop_"),
      UInt8(ascii: "g") where length == 7 && starts(with: "global_"):
      return take(.reserved, length: length)
    default:
      let plain = version == .two ? try wordLength(endsAtBrackets: true) : length
      return take(.plain, length: plain)
    }
  }

  private mutating func wordLength(endsAtBrackets: Bool) throws(StructureFileError) -> Int {
    if endsAtBrackets {
      return try run(from: 0) { byte in
        byte <= 0x20 || byte == UInt8(ascii: "[") || byte == UInt8(ascii: "]")
          || byte == UInt8(ascii: "{") || byte == UInt8(ascii: "}")
      }
    }
    return try run(from: 0) { $0 <= 0x20 }
  }

  /// Whether the bytes at the head spell a keyword, in any case.
  private func starts(with keyword: StaticString) -> Bool {
    guard head + keyword.utf8CodeUnitCount <= buffer.count else { return false }
    return keyword.withUTF8Buffer { letters in
      for (index, letter) in letters.enumerated() {
        let byte = buffer[head + index]
        let lower = byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
        if lower != letter { return false }
      }
      return true
    }
  }

  // MARK: - Blanks

  /// Skips white space and comments.
  private mutating func skipBlanks() throws(StructureFileError) {
    while let byte = try byte(at: 0) {
      switch byte {
      case 0x20, 0x09, 0x0B, 0x0C:
        head += 1
      case 0x0A, 0x0D:
        head += try newline(at: 0)
      case UInt8(ascii: "#"):
        let length = try lineLength(from: 0)
        noteForeignBytes(from: 0, to: length)
        head += length
      case 0x00..<0x20:
        guard byte == 0x1A, try self.byte(at: 1) == nil else {
          throw notText(at: 0)
        }
        // Old DOS editors end a text with Control-Z.
        head += 1
      default:
        return
      }
    }
    try checkLine(endingAt: base + head)
  }

  // MARK: - Bytes

  /// The byte at an offset from the head, nil past the end of the input.
  mutating func byte(at offset: Int) throws(StructureFileError) -> UInt8? {
    while head + offset >= buffer.count {
      guard try refill() else { return nil }
    }
    return buffer[head + offset]
  }

  /// The offset from the head of the first byte, at or after `start`, at which a run ends.
  @inline(__always)
  mutating func run(
    from start: Int, until isEnd: (UInt8) -> Bool
  ) throws(StructureFileError) -> Int {
    var length = start
    while true {
      let begin = head + length
      let end = buffer.withUnsafeBufferPointer { bytes in
        var index = begin
        while index < bytes.count, !isEnd(bytes[index]) { index += 1 }
        return index
      }
      length = end - head
      if end < buffer.count { return length }
      guard try refill() else { return length }
    }
  }

  /// The offset from the head at which the current line ends, checked to be text.
  mutating func lineLength(from start: Int) throws(StructureFileError) -> Int {
    let end = try run(from: start) { $0 < 0x20 && $0 != 0x09 && $0 != 0x0B && $0 != 0x0C }
    if let byte = try byte(at: end), byte != 0x0A, byte != 0x0D {
      if byte == 0x1A, try self.byte(at: end + 1) == nil { return end }
      throw notText(at: end)
    }
    return end
  }

  /// The length of the line break at an offset from the head; moves the line count past it.
  mutating func newline(at offset: Int) throws(StructureFileError) -> Int {
    try checkLine(endingAt: base + head + offset)
    var length = 1
    if try byte(at: offset) == 0x0D, try byte(at: offset + 1) == 0x0A { length = 2 }
    line += 1
    lineStart = base + head + offset + length
    return length
  }

  /// Fetches more bytes, keeping those from the head on; false at the end of the input.
  private mutating func refill() throws(StructureFileError) -> Bool {
    guard !isExhausted else { return false }
    try checkLine(endingAt: base + buffer.count)
    guard buffer.count - head <= Self.maximumTextLength else {
      throw StructureFileError(
        .tooLong, file: source.name, line: line,
        found: "a text field is longer than \(Self.maximumTextLength >> 20) MiB",
        expected: "a line that begins with a semicolon", remedy: "close the text field")
    }
    guard let chunk = try source.next() else {
      isExhausted = true
      return false
    }
    if head == buffer.count {
      base += head
      head = 0
      buffer = chunk
      return true
    }
    if head > 0 {
      buffer.removeSubrange(..<head)
      base += head
      head = 0
    }
    buffer.append(contentsOf: chunk)
    return true
  }

  private func checkLine(endingAt end: Int) throws(StructureFileError) {
    guard end - lineStart > Self.maximumLineLength else { return }
    throw StructureFileError(
      .tooLong, file: source.name, line: line, column: Self.maximumLineLength + 1,
      found: "the line is longer than \(Self.maximumLineLength) bytes",
      expected: "lines of at most 1 MiB, as in every CIF",
      remedy: "check that this file is a CIF and break the line")
  }

  // MARK: - Tokens and text

  mutating func take(_ kind: CIFToken.Kind, length: Int) -> CIFToken {
    take(kind, from: 0, to: length, consuming: length)
  }

  /// A token with the text between two offsets from the head; moves the head past it.
  mutating func take(
    _ kind: CIFToken.Kind, from start: Int, to end: Int, consuming length: Int
  ) -> CIFToken {
    let token = CIFToken(
      kind: kind, text: text(from: start, to: end), line: line,
      column: base + head - lineStart + 1)
    head += length
    return token
  }

  /// The bytes between two offsets from the head as text: UTF-8, or else Latin-1.
  mutating func text(from start: Int, to end: Int) -> String {
    let range = (head + start)..<(head + end)
    let valid = buffer.withUnsafeBufferPointer { bytes -> String? in
      let part = UnsafeBufferPointer(rebasing: bytes[range])
      // Nearly all tokens are ASCII, which needs no validation.
      if part.allSatisfy({ $0 < 0x80 }) {
        return String(unsafeUninitializedCapacity: part.count) { $0.initialize(from: part).1 }
      }
      return String(validating: part, as: UTF8.self)
    }
    if let valid { return valid }
    noteForeignBytes(from: start, to: end)
    var scalars = String.UnicodeScalarView()
    for byte in buffer[range] { scalars.append(Unicode.Scalar(byte)) }
    return String(scalars)
  }

  /// Says once per input that it holds bytes that are not UTF-8.
  private mutating func noteForeignBytes(from start: Int, to end: Int) {
    guard !sawForeignBytes else { return }
    let range = (head + start)..<(head + end)
    let isValid = buffer.withUnsafeBufferPointer { bytes in
      let part = UnsafeBufferPointer(rebasing: bytes[range])
      return part.allSatisfy { $0 < 0x80 } || String(validating: part, as: UTF8.self) != nil
    }
    guard !isValid else { return }
    sawForeignBytes = true
    diagnostics.append(
      Diagnostic(
        .note, code: "not-utf8",
        message: "text that is not UTF-8 was read as Latin-1; save the file as UTF-8 if names "
          + "look wrong.",
        file: source.name, line: line))
  }

  /// The error for a control byte at an offset from the head.
  func notText(at offset: Int) -> StructureFileError {
    let value = String(buffer[head + offset], radix: 16, uppercase: true)
    return StructureFileError(
      .notACIF, file: source.name, line: line, column: base + head + offset - lineStart + 1,
      found: "the byte 0x\(value.count == 1 ? "0" : "")\(value) is not text: this is not a CIF",
      expected: "printable text", remedy: "check the file for damage or a wrong name")
  }

  // MARK: - Preamble

  /// Recognises a byte-order mark, other encodings, compressed files and the magic line.
  private mutating func readPreamble() throws(StructureFileError) {
    func other(_ found: String, _ remedy: String) -> StructureFileError {
      StructureFileError(
        .notACIF, file: source.name, line: 1, column: 1, found: found,
        expected: "text in UTF-8 or Latin-1", remedy: remedy)
    }
    let first = try byte(at: 0)
    let second = try byte(at: 1)
    switch (first, second) {
    case (0xFF, 0xFE), (0xFE, 0xFF):
      throw other("the file is UTF-16", "save it as UTF-8")
    case (0x1F, 0x8B):
      throw other("the file is compressed (gzip)", "unpack it first")
    case (0xEF, 0xBB):
      if try byte(at: 2) == 0xBF {
        head += 3
        lineStart = base + head
      }
    default: break
    }
    _ = try byte(at: 10)
    let magic = Array("#\\#CIF_2.0".utf8)
    if buffer[head...].starts(with: magic) {
      let after = head + magic.count
      if after == buffer.count || buffer[after] <= 0x20 { version = .two }
    }
  }
}
