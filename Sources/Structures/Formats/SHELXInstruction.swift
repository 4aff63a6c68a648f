/// The instructions of a SHELXL file: words of up to four letters with their fields.
///
/// A line that ends with `=` goes on with the next; `!` begins a remark; a line that begins with
/// four blanks is a remark; after `HKLF` or `END` comes nothing that describes the structure.
struct SHELXInstruction {
  /// The word, in capitals, without the residue after `_`.
  var word: String
  /// The fields after the word.
  var fields: [String]
  /// The whole text after the word, for titles and operations.
  var text: String
  /// The line on which it begins, counted from 1.
  var line: Int

  /// Words that are no names of atoms.
  ///
  /// - Source: SHELXL manual, "The .ins instruction file".
  static let words: Set<String> = [
    "ABIN", "ACTA", "AFIX", "ANIS", "ANSC", "ANSR", "BASF", "BIND", "BLOC", "BOND", "BUMP",
    "CELL", "CGLS", "CHIV", "CONF", "CONN", "DAMP", "DANG", "DEFS", "DELU", "DFIX", "DISP",
    "EADP", "END", "EQIV", "EXTI", "EXYZ", "FEND", "FLAT", "FMAP", "FRAG", "FREE", "FVAR",
    "GRID", "HFIX", "HKLF", "HTAB", "ISOR", "LATT", "LAUE", "LIST", "L.S.", "MERG", "MOLE",
    "MORE", "MOVE", "MPLA", "NCSY", "NEUT", "OMIT", "PART", "PLAN", "PRIG", "REM", "RESI",
    "RIGU", "RTAB", "SADI", "SAME", "SFAC", "SHEL", "SIMU", "SIZE", "SPEC", "STIR", "SUMP",
    "SWAT", "SYMM", "TEMP", "TIME", "TITL", "TREF", "TWIN", "TWST", "UNIT", "WGHT", "WIGL",
    "WPDB", "XNPD", "ZERR",
  ]

  /// The next instruction, nil at the end.
  init?(_ lines: LineSource) throws(StructureFileError) {
    while true {
      guard var text = try lines.nextText() else { return nil }
      line = lines.line
      if text.hasPrefix("    ") || text.hasPrefix("\t") || text.trimmingBlanks.isEmpty { continue }
      let isLiteral = ["TITL", "SYMM", "EQIV", "REM"].contains { text.uppercased().hasPrefix($0) }
      if !isLiteral { text = try Self.joined(text, lines: lines, line: line) }
      guard let first = text.blankSeparated.first else { continue }
      word = String(first.prefix { $0 != "_" }).uppercased()
      fields = Array(text.blankSeparated.dropFirst())
      self.text = String(text.drop { $0 == " " }.dropFirst(first.count)).trimmingBlanks
      return
    }
  }

  /// A line with those that continue it, without marks and remarks.
  private static func joined(
    _ text: String, lines: LineSource, line: Int
  ) throws(StructureFileError) -> String {
    var parts: [Substring] = []
    var size = 0
    var next: String? = text
    while let piece = next {
      let plain = piece.prefix { $0 != "!" }
      let end = plain.firstIndex(of: "=")
      parts.append(plain[..<(end ?? plain.endIndex)])
      size += piece.utf8.count
      guard size <= StructureLimits.lineLength else {
        throw StructureFileError(
          .tooLong, file: lines.name, line: line,
          found: "an instruction goes on for more than \(StructureLimits.lineLength) bytes",
          expected: "a few lines")
      }
      next = end == nil ? nil : try lines.nextText()
    }
    return parts.joined(separator: " ")
  }

  /// Whether the line is an atom: a name that is no instruction, a type, and three coordinates.
  var isAtom: Bool {
    guard let first = word.first, first.isLetter, !Self.words.contains(word) else { return false }
    return fields.count >= 4 && Int(fields[0]) != nil
  }
}
