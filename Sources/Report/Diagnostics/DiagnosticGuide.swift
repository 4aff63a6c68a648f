/// What a diagnostic code means, what it changes, and what to do about it.
///
/// `phasefit explain CODE` prints an entry; the documentation has a page for each.
public struct DiagnosticGuide: Sendable, Hashable {
  /// The code, as it stands in brackets behind a diagnostic, for example `no-su`.
  public let code: String
  /// The fact in a few words.
  public let title: String
  /// What was found, and when this is said.
  public let meaning: String
  /// What it changes in the results.
  public let effect: String
  /// What to do.
  public let remedy: String

  init(_ code: String, _ title: String, meaning: String, effect: String, remedy: String) {
    self.code = code
    self.title = title
    self.meaning = meaning
    self.effect = effect
    self.remedy = remedy
  }

  /// Every entry, in the order of the codes.
  public static let all: [DiagnosticGuide] =
    (files + formats + hygiene + sweeps + sites + groups + parents + irreps + results + landau
    + sweepModel
    + tables)
    .sorted { $0.code < $1.code }

  /// The entry of a code, nil where no diagnostic has it.
  public static func entry(_ code: String) -> DiagnosticGuide? {
    all.first { $0.code == code }
  }

  /// The codes that are most like a mistyped one, the likest first.
  ///
  /// Codes count that contain the text or differ from it in at most half of its letters.
  public static func suggestions(for text: String) -> [String] {
    let bound = max(text.count / 2, 1)
    return all.map(\.code).compactMap { code -> (code: String, distance: Int)? in
      if code.contains(text) { return (code, 0) }
      let distance = editDistance(Array(text), Array(code))
      return distance <= bound ? (code, distance) : nil
    }.sorted { ($0.distance, $0.code) < ($1.distance, $1.code) }.map(\.code)
  }

  /// How many single letters must be inserted, removed or replaced to get from one to the other.
  private static func editDistance(_ first: [Character], _ second: [Character]) -> Int {
    var row = Array(0...second.count)
    for (index, letter) in first.enumerated() {
      var diagonal = row[0]
      row[0] = index + 1
      for column in second.indices {
        let replaced = diagonal + (letter == second[column] ? 0 : 1)
        diagonal = row[column + 1]
        row[column + 1] = min(replaced, row[column] + 1, diagonal + 1)
      }
    }
    return row[second.count]
  }

  /// The entry for a terminal of 80 columns.
  public var text: String {
    var lines = TextLayout.wrapped("\(code): \(title)")
    for (name, paragraph) in [("Found", meaning), ("Effect", effect), ("To do", remedy)] {
      let label = name + String(repeating: " ", count: 8 - name.count)
      lines += [""] + TextLayout.wrapped(paragraph, first: label)
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The entry as a page of the documentation.
  public var page: String {
    """
    # \(code)

    \(title).

    ## What was found

    \(meaning)

    ## What it changes

    \(effect)

    ## What to do

    \(remedy)

    """
  }

  /// The page of the documentation that lists all others.
  public static var index: String {
    """
    # Diagnostics

    What the codes behind diagnostics mean. `phasefit explain CODE` prints the same on a terminal.

    ## Topics

    ### Codes

    \(all.map { "- <doc:Diagnostic-\($0.code)>" }.joined(separator: "\n"))

    """
  }
}
