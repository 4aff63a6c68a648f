/// A table as comma-separated text: quoting by RFC 4180, lines end with a line feed.
///
/// A text that a spreadsheet would run as a formula (it begins with `=`, `+`, `-`, `@`, a tab or a
/// carriage return) is written behind an apostrophe; numbers are written as they are.
///
/// - Source: RFC 4180, sections 2.6 and 2.7; OWASP Application Security Verification Standard,
///   requirement 1.2.10.
struct CommaSeparatedTable {
  /// One cell.
  enum Cell {
    case text(String?)
    case number(Double?)
    case integer(Int?)
    case fact(Bool?)
  }

  private(set) var text: String
  private let columnCount: Int

  /// A table with the given names of columns.
  init(columns: [String]) {
    columnCount = columns.count
    text = columns.map { Self.encoded(.text($0)) }.joined(separator: ",") + "\n"
  }

  /// Adds a row.
  ///
  /// - Precondition: as many cells as columns.
  mutating func append(_ cells: [Cell]) {
    precondition(
      cells.count == columnCount, "a row has \(cells.count) cells, the table \(columnCount)")
    text += cells.map(Self.encoded).joined(separator: ",") + "\n"
  }

  private static func encoded(_ cell: Cell) -> String {
    switch cell {
    case .text(nil), .number(nil), .integer(nil), .fact(nil): return ""
    case .number(let value?): return NumberText.exact(value) ?? ""
    case .integer(let value?): return String(value)
    case .fact(let value?): return value ? "true" : "false"
    case .text(let value?):
      let inert = InertText.line(value)
      let guarded = isFormula(value) || isFormula(inert) ? "'" + inert : inert
      let needsQuotes = guarded.contains { ",\"".contains($0) || $0.isNewline }
      return needsQuotes ? "\"\(guarded.replacing("\"", with: "\"\""))\"" : guarded
    }
  }

  private static func isFormula(_ text: String) -> Bool {
    // Full-width forms are read as their ASCII counterparts by some spreadsheets.
    guard let first = text.unicodeScalars.first(where: { $0 != " " }) else { return false }
    return "=+-@\t\r\n＝＋－＠".unicodeScalars.contains(first)
  }
}
