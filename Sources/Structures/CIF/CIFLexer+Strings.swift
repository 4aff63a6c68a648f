extension CIFLexer {
  /// A string in single or double quotes, or in three of them (CIF 2.0).
  mutating func quoted(by quote: UInt8) throws(StructureFileError) -> CIFToken {
    if version == .two, try byte(at: 1) == quote, try byte(at: 2) == quote {
      return try tripleQuoted(by: quote)
    }
    var length = 1
    while true {
      length = try run(from: length) { $0 == quote || ($0 < 0x20 && $0 != 0x09) }
      guard let byte = try byte(at: length), byte != 0x0A, byte != 0x0D else {
        throw unterminatedQuote(quote, length: length)
      }
      guard byte == quote else { throw notText(at: length) }
      let next = try self.byte(at: length + 1)
      if version == .two {
        if next == UInt8(ascii: ":") {
          return take(.tableKey, from: 1, to: length, consuming: length + 2)
        }
        try checkEnd(of: quote, next: next, at: length + 1)
        return take(.quoted, from: 1, to: length, consuming: length + 1)
      }
      // In CIF 1.1 a quote inside a word belongs to the text: 'a dog's life'.
      if next.map({ $0 <= 0x20 }) ?? true {
        return take(.quoted, from: 1, to: length, consuming: length + 1)
      }
      length += 1
    }
  }

  /// A string in three quotes, which may span lines.
  private mutating func tripleQuoted(by quote: UInt8) throws(StructureFileError) -> CIFToken {
    var place = CIFToken(
      kind: .quoted, text: "", line: line, column: base + head - lineStart + 1)
    var length = 3
    while true {
      length = try run(from: length) { $0 == quote || ($0 < 0x20 && $0 != 0x09) }
      guard let byte = try byte(at: length) else {
        head = buffer.count
        throw StructureFileError(
          .unterminated, file: source.name, line: place.line, column: place.column,
          found: "a triple-quoted string does not end",
          expected: String(repeating: Character(Unicode.Scalar(quote)), count: 3))
      }
      if byte == 0x0A || byte == 0x0D {
        length += try newline(at: length)
      } else if byte != quote {
        throw notText(at: length)
      } else if try self.byte(at: length + 1) == quote, try self.byte(at: length + 2) == quote {
        let next = try self.byte(at: length + 3)
        place.text = Self.normalized(text(from: 3, to: length))
        head += length + 3
        if next == UInt8(ascii: ":") {
          place.kind = .tableKey
          head += 1
        } else {
          try checkEnd(of: quote, next: next, at: 0)
        }
        return place
      } else {
        length += 1
      }
    }
  }

  /// A text field: from a semicolon that begins a line to the next one that does.
  mutating func textField() throws(StructureFileError) -> CIFToken {
    var place = CIFToken(kind: .textField, text: "", line: line, column: 1)
    var length = 1
    while true {
      length = try lineLength(from: length)
      let end = length
      let byte = try byte(at: length)
      guard byte == 0x0A || byte == 0x0D else {
        head = buffer.count
        throw StructureFileError(
          .unterminated, file: source.name, line: place.line, column: 1,
          found: "the text field that begins here does not end",
          expected: "a line that begins with a semicolon before the end of the file",
          remedy: "close the text field")
      }
      length += try newline(at: length)
      if try self.byte(at: length) == UInt8(ascii: ";") {
        let raw = Self.normalized(text(from: 1, to: end))
        place.text = CIFTextField.text(of: raw, version: version)
        head += length + 1
        return place
      }
    }
  }

  /// Moves past the rest of the current line, so that reading can go on after an error.
  mutating func skipLine() throws(StructureFileError) {
    head += try run(from: 0) { $0 == 0x0A || $0 == 0x0D }
  }

  /// CIF 2.0 asks for white space or a bracket after a quoted value.
  private func checkEnd(of quote: UInt8, next: UInt8?, at offset: Int) throws(StructureFileError) {
    guard let next, next > 0x20, next != UInt8(ascii: "]"), next != UInt8(ascii: "}") else {
      return
    }
    throw StructureFileError(
      .unexpectedToken, file: source.name, line: line,
      column: base + head + offset - lineStart + 1,
      found: "text follows a closing quote", expected: "white space after a quoted value",
      remedy: "use the other kind of quote, or three")
  }

  private func unterminatedQuote(_ quote: UInt8, length: Int) -> StructureFileError {
    let start = String(
      decoding: buffer[head..<min(head + min(length, 40), buffer.count)], as: UTF8.self)
    return StructureFileError(
      .unterminated, file: source.name, line: line, column: base + head - lineStart + 1,
      found: "the quoted string \(start) does not end on its line",
      expected: "a closing \(Character(Unicode.Scalar(quote)))",
      remedy: "close the quote, or use a text field between semicolons")
  }

  /// The text with line feeds for all line breaks.
  private static func normalized(_ text: String) -> String {
    guard text.utf8.contains(0x0D) else { return text }
    var bytes: [UInt8] = []
    var previous: UInt8 = 0
    for byte in text.utf8 {
      if byte == 0x0D {
        bytes.append(0x0A)
      } else if byte != 0x0A || previous != 0x0D {
        bytes.append(byte)
      }
      previous = byte
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
