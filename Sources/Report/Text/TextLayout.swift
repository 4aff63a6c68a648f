/// Text for a terminal of fixed width: wrapping, padding and shortening by display columns.
package enum TextLayout {
  /// The columns of a terminal that text may fill.
  package static let width = 80

  /// How many columns a text takes: two for each wide East Asian character or emoji, one for others.
  static func columns(_ text: some StringProtocol) -> Int {
    text.reduce(0) { $0 + columns($1) }
  }

  private static func columns(_ character: Character) -> Int {
    guard let scalar = character.unicodeScalars.first else { return 0 }
    switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
      0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
      return 2
    default:
      return 1
    }
  }

  /// The text broken at blanks into lines of at most `width` columns.
  ///
  /// The first line begins with `first`, each other line with as many blanks. A word that is longer
  /// than a line is broken, unless told otherwise: a path must stay one piece to be copied.
  package static func wrapped(
    _ text: String, first: String = "", width: Int = width, breaksWords: Bool = true
  ) -> [String] {
    let indentation = String(repeating: " ", count: columns(first))
    let room = max(width - columns(first), 1)
    var lines: [String] = []
    var line = ""
    let words = InertText.line(text).split(separator: " ")
    for word in words.flatMap({ breaksWords ? pieces(of: $0, room: room) : [String($0)] }) {
      if line.isEmpty {
        line = word
      } else if columns(line) + 1 + columns(word) <= room {
        line += " " + word
      } else {
        lines.append(line)
        line = word
      }
    }
    if !line.isEmpty || lines.isEmpty { lines.append(line) }
    return lines.enumerated().map { ($0 == 0 ? first : indentation) + $1 }
  }

  private static func pieces(of word: Substring, room: Int) -> [String] {
    guard columns(word) > room else { return [String(word)] }
    var pieces: [String] = []
    var piece = ""
    var used = 0
    for character in word {
      let needed = columns(character)
      if used + needed > room, !piece.isEmpty {
        pieces.append(piece)
        piece = ""
        used = 0
      }
      piece.append(character)
      used += needed
    }
    pieces.append(piece)
    return pieces
  }

  /// The text shortened in the middle to at most `width` columns.
  static func shortened(_ text: String, width: Int) -> String {
    guard columns(text) > width else { return text }
    guard width > 1 else { return String(text.prefix(width)) }
    let tail = (width - 1) / 2
    var front = ""
    for character in text {
      if columns(front) + columns(character) > width - 1 - tail { break }
      front.append(character)
    }
    var back = ""
    for character in text.reversed() {
      if columns(back) + columns(character) > tail { break }
      back = String(character) + back
    }
    return front + "…" + back
  }

  /// The text filled up with blanks to `width` columns.
  static func padded(_ text: String, width: Int, rightAligned: Bool = false) -> String {
    let blanks = String(repeating: " ", count: max(width - columns(text), 0))
    return rightAligned ? blanks + text : text + blanks
  }
}

/// A table for a terminal, each column as wide as its widest cell but no wider than its limit.
struct TextTable {
  /// One column.
  struct Column {
    /// The heading.
    var heading: String
    /// The most columns it may take; the last column takes what is left.
    var limit: Int
    /// Whether its cells are aligned to the right.
    var isRightAligned = false
  }

  /// The columns.
  var columns: [Column]
  /// The cells by row.
  var rows: [[String]]

  /// The lines of the table, heading first, each at most `width` columns.
  func lines(width: Int = TextLayout.width) -> [String] {
    var widths: [Int] = []
    for (index, column) in columns.enumerated() {
      let used = widths.reduce(0, +) + 2 * index
      let limit = index == columns.count - 1 ? max(width - used, 1) : column.limit
      let widest = ([column.heading] + rows.map { $0[index] }).map { TextLayout.columns($0) }
        .max()
      widths.append(min(widest ?? 0, limit))
    }
    return ([columns.map(\.heading)] + rows).map { row in
      let cells = row.enumerated().map { index, cell in
        TextLayout.padded(
          TextLayout.shortened(InertText.line(cell), width: widths[index]), width: widths[index],
          rightAligned: columns[index].isRightAligned)
      }
      return trimmed(cells.joined(separator: "  "))
    }
  }

  private func trimmed(_ line: String) -> String {
    var line = line
    while line.hasSuffix(" ") { line.removeLast() }
    return line
  }
}
