/// The two protocols by which a text field carries lines it could not carry as they are.
///
/// - Folding: the first line is a backslash; then a backslash at the end of a line joins it with
///   the next.
/// - Prefixing (CIF 2.0): the first line is a prefix and a backslash, or a prefix and two where the
///   text is folded as well; every line begins with the prefix.
///
/// White space after the backslash that ends a line is ignored.
///
/// - Source: S. R. Hall and B. McMahon (eds.), International Tables for Crystallography G, chapter
///   2.2 (folding); H. J. Bernstein et al., J. Appl. Cryst. 49 (2016) 277 (prefixing).
enum CIFTextField {
  /// The text that the raw content of a text field stands for.
  ///
  /// - Parameters:
  ///   - raw: the lines between the semicolons, separated by line feeds.
  ///   - version: the version of the syntax.
  /// - Returns: the text with the protocols undone; `raw` itself where it follows neither.
  static func text(of raw: String, version: CIFVersion) -> String {
    guard raw.utf8.contains(UInt8(ascii: "\\")) else { return raw }
    var lines = raw.split(separator: "\n", omittingEmptySubsequences: false)
    guard let head = folded(lines[0]) else { return raw }
    var prefix = head
    var folds = false
    if prefix.isEmpty {
      folds = true
    } else {
      guard version == .two else { return raw }
      if prefix.last == "\\" {
        prefix = prefix.dropLast()
        folds = true
      }
      guard !prefix.isEmpty, prefix.first != ";", !prefix.contains("\\"),
        lines.dropFirst().allSatisfy({ $0.hasPrefix(prefix) })
      else { return raw }
    }
    lines = lines.dropFirst().map { $0.dropFirst(prefix.count) }
    guard folds else { return lines.joined(separator: "\n") }
    var text = ""
    for (index, line) in lines.enumerated() {
      if let start = folded(line) {
        text += start
      } else {
        text += line
        if index < lines.count - 1 { text += "\n" }
      }
    }
    return text
  }

  /// The line without its final backslash and the white space after it, nil where it has none.
  private static func folded(_ line: Substring) -> Substring? {
    var end = line
    while let last = end.last, last == " " || last == "\t" { end = end.dropLast() }
    guard end.last == "\\" else { return nil }
    return end.dropLast()
  }
}
