/// A table of the page: a caption, headings, and cells that are text or numbers.
struct PageTable {
  /// A column.
  struct Column {
    var heading: String
    /// Whether its cells are numbers, which are aligned to the right.
    var isNumber = false
    /// Whether its cells are checksums, which may be broken anywhere.
    var isHash = false
  }

  var caption: String
  var columns: [Column]
  var rows: [[String]]

  /// Text of more characters may be broken into lines; shorter text reads better on one.
  private static let longestLine = 40
  /// Longer tables are folded: the reader opens the one that is wanted.
  private static let openRows = 12

  private static func style(of text: String, in column: Column) -> String? {
    if column.isHash { return "hash" }
    if column.isNumber { return "number" }
    return text.count > longestLine ? "long" : nil
  }

  /// The table in a region that scrolls sideways on a narrow screen and can be reached by keyboard.
  ///
  /// A table without rows is left out.
  var markup: Markup {
    guard !rows.isEmpty else { return .group([]) }
    let shown = columns.indices.filter { index in
      rows.contains { $0.indices.contains(index) && !$0[index].isEmpty }
    }
    let headings = shown.map { index in
      Markup.element(
        "th", ["scope": "col", "class": columns[index].isNumber ? "number" : nil],
        columns[index].heading)
    }
    let body = rows.map { row in
      Markup.element(
        "tr", [:],
        shown.enumerated().map { position, index in
          let column = columns[index]
          let text = row.indices.contains(index) ? row[index] : ""
          return position == 0
            ? .element(
              "th", ["scope": "row", "class": column.isNumber ? "number" : nil],
              Self.shown(text, in: column))
            : .element(
              "td", ["class": Self.style(of: text, in: column)], Self.shown(text, in: column))
        })
    }
    let table = Markup.element(
      "div",
      ["class": "scroll", "role": "region", "tabindex": "0", "aria-label": caption],
      [
        .element(
          "table", [:],
          [
            .element("caption", [:], caption),
            .element("thead", [:], [.element("tr", [:], headings)]),
            .element("tbody", [:], body),
          ])
      ])
    guard rows.count > Self.openRows else { return table }
    return .element(
      "details", ["class": "long-table"],
      [.element("summary", [:], "\(caption) (\(rows.count) rows)"), table])
  }

  /// A cell as it is printed.
  private static func shown(_ text: String, in column: Column) -> String {
    column.isNumber ? FormulaText.number(text) : text
  }
}
