extension Diagnostic {
  /// The most rows that are named one by one.
  private static let namedRows = 10

  /// The warning of rows of a table that repeat earlier ones, once for all of them; nil without any.
  ///
  /// - Parameters:
  ///   - repetitions: the line of each such row and of the row it repeats.
  ///   - file: the name of the table.
  public init?(repetitions: [(line: Int, of: Int)], file: String) {
    guard let first = repetitions.first else { return nil }
    let named = repetitions.prefix(Self.namedRows).map { "line \($0.line) repeats line \($0.of)" }
    let rest = repetitions.count - named.count
    self.init(
      .warning, code: "table-repeated-row",
      message: named.joined(separator: ", ") + (rest > 0 ? ", and \(rest) more rows" : "")
        + "; each is counted once; remove them, or state the branch where both were measured",
      file: file, line: first.line)
  }
}
