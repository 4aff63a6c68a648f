// The 530 settings of the 230 space-group types (Hall's table as spglib ships it) and the ways in
// which people write their symbols.

/// The settings of all space-group types, with look-up by symbol and number.
public enum SpaceGroupDatabase {
  /// All 530 settings, in the order of their Hall numbers; those of one type are adjacent, the
  /// standard setting of each first.
  public static let settings: [SpaceGroupSetting] = {
    let rows = SpglibLibrary.hallNumbers.compactMap { number in
      SpglibLibrary.row(hallNumber: number).map { (number, $0) }
    }
    var standardSymbols: [Int: String] = [:]
    for (_, row) in rows where standardSymbols[row.number] == nil {
      standardSymbols[row.number] = row.short
    }
    return rows.map { number, row in
      // `P 2_1/c = P 1 2_1/n 1` names the type first and this setting second.
      let spellings = equated(row.spellings)
      return SpaceGroupSetting(
        hallNumber: number,
        type: SpaceGroupType(
          number: row.number, symbol: standardSymbols[row.number] ?? row.short),
        hall: row.hall,
        hermannMauguin: spellings.count > 1 ? spellings[1] : spellings[0],
        fullHermannMauguin: row.full, choice: row.choice, operations: row.operations)
    }
  }()

  /// The settings of one space-group type, the standard one first; empty outside 1 … 230.
  public static func settings(number: Int) -> [SpaceGroupSetting] {
    byNumber[number] ?? []
  }

  /// The space-group type with the given number, nil outside 1 … 230.
  public static func type(number: Int) -> SpaceGroupType? {
    byNumber[number]?.first?.type
  }

  /// The setting with the given Hall symbol in any spelling of blanks and case, nil where none has.
  public static func setting(hall: String) -> SpaceGroupSetting? {
    byHall[hallKey(hall)]
  }

  /// The settings that a Hermann–Mauguin symbol can mean, the likeliest first.
  ///
  /// Found are short and full symbols of every setting with or without blanks, underscores and
  /// the ones of monoclinic symbols (`P 1 21/n 1`, `P21/n`, `P2_1/n`), the symbols before and
  /// after the introduction of the letter e (`Cmca`, `Cmce`), those before the overline of cubic
  /// groups (`Fm3m`), and a choice after a colon or as last letter (`R -3 c :H`, `F d -3 m S`).
  ///
  /// - Returns: several settings where the symbol leaves the unique axis, the axes of a
  ///   rhombohedral group or the origin open; none where no setting has the symbol.
  public static func settings(hermannMauguin symbol: String) -> [SpaceGroupSetting] {
    bySpelling.value(of: symbol) { lookUp(symbol) }
  }

  /// The settings of the spellings met last.
  private static let bySpelling = FunctionMemory<String, [SpaceGroupSetting]>(capacity: 128)

  private static func lookUp(_ symbol: String) -> [SpaceGroupSetting] {
    var spelling = Spelling(symbol)
    let found = spelling.lookUp(in: bySymbol) ?? []
    let choice = spelling.choice
    return found.map { settings[$0] }.filter { choice.allows($0) }
  }

  private static let byNumber = Dictionary(grouping: settings, by: \.type.number)

  private static let byHall = Dictionary(
    settings.map { (hallKey($0.hall), $0) }, uniquingKeysWith: { first, _ in first })

  /// Indices of settings for every compact symbol, the likeliest first.
  private static let bySymbol: [String: [Int]] = {
    var result: [String: [(rank: Int, index: Int)]] = [:]
    for (index, setting) in settings.enumerated() {
      for (symbol, rank) in SymbolVariants(of: setting).ranked {
        let key = Spelling.compact(symbol)
        if result[key]?.contains(where: { $0.index == index }) == true { continue }
        result[key, default: []].append((rank, index))
      }
    }
    return result.mapValues { candidates in
      // Only the most literal reading counts: `A 2/a` is not to be read as a symbol's abbreviation
      // where some setting bears it in full.
      let best = candidates.map(\.rank).min() ?? 0
      return candidates.filter { $0.rank == best }.map(\.index).sorted()
    }
  }()

  private static func hallKey(_ symbol: String) -> String {
    let plain = Spelling.plain(symbol).replacing("''", with: "\"").lowercased()
    return plain.map { $0 == "_" ? " " : $0 }.split(separator: " ").map { String($0) }
      .joined(separator: " ")
  }

  private static func equated(_ spellings: String) -> [String] {
    spellings.split(separator: "=").map { part in
      part.split(separator: " ").joined(separator: " ")
    }
  }
}

/// The symbols by which a setting is known, each with a rank: lower is more literal.
private struct SymbolVariants {
  var ranked: [(symbol: String, rank: Int)] = []

  init(of setting: SpaceGroupSetting) {
    let symbol = setting.hermannMauguin
    ranked = [(symbol, 0), (setting.fullHermannMauguin, 0)]
    let parts = symbol.split(separator: " ").map(String.init)
    let isMonoclinic = (3...15).contains(setting.type.number)
    if isMonoclinic {
      // Without its ones the symbol leaves the unique axis open: b is the standard, then c, then a.
      let significant = parts.filter { $0 != "1" }.joined(separator: " ")
      ranked.append((significant, 1))
    }
    if let old = Self.symbolsBeforeE[setting.hallNumber] { ranked.append((old, 0)) }
    if setting.type.number >= 195, symbol.contains("-3") {
      // `F m 3 m` for `F m -3 m`: the usage before the volume of 1983.
      ranked.append((symbol.replacing("-3", with: "3"), 1))
      ranked.append((setting.fullHermannMauguin.replacing("-3", with: "3"), 1))
    }
    if setting.rhombohedralAxes == .hexagonal {
      // `H 3 2` names the triple hexagonal cell by its letter.
      ranked.append(("H" + symbol.dropFirst(), 1))
    }
  }

  /// The symbols in use before the letter e stood for two glide planes, by Hall number.
  private static let symbolsBeforeE: [Int: String] = {
    let groups: [(first: Int, symbols: [String])] = [
      (191, ["Abm2", "Bma2", "B2cm", "C2mb", "Cm2a", "Ac2m"]),
      (203, ["Aba2", "Bba2", "B2cb", "C2cb", "Cc2a", "Ac2a"]),
      (304, ["Cmca", "Ccmb", "Abma", "Acam", "Bbcm", "Bmab"]),
      (316, ["Cmma", "Cmmb", "Abmm", "Acmm", "Bmcm", "Bmam"]),
      (
        322,
        [
          "Ccca", "Ccca", "Cccb", "Cccb", "Abaa", "Abaa", "Acaa", "Acaa", "Bbcb", "Bbcb", "Bbab",
          "Bbab",
        ]
      ),
    ]
    var result: [Int: String] = [:]
    for (first, symbols) in groups {
      for (offset, symbol) in symbols.enumerated() { result[first + offset] = symbol }
    }
    return result
  }()
}

/// A Hermann–Mauguin symbol as written, split into the symbol proper and a stated choice.
private struct Spelling {
  var symbol: String
  var choice = Choice.none

  enum Choice {
    case none
    /// The text after a colon.
    case stated(String)
    /// A last letter S or Z, H or R.
    case letter(Character)

    func allows(_ setting: SpaceGroupSetting) -> Bool {
      switch self {
      case .none: return true
      case .letter("s"): return setting.originChoice != 2
      case .letter("z"): return setting.originChoice != 1
      case .letter("h"): return setting.rhombohedralAxes != .rhombohedral
      case .letter("r"): return setting.rhombohedralAxes != .hexagonal
      case .letter: return true
      case .stated(let text):
        let choice = setting.choice.lowercased()
        if text == choice || text.isEmpty { return true }
        if text == "1" || text == "2" { return setting.originChoice.map(String.init) == text }
        if text == "s" || text == "z" {
          return setting.originChoice.map { $0 == 1 ? "s" : "z" } == text
        }
        // `:b` and `:cab` state the axes and leave cell or origin open.
        return choice.hasPrefix(text) || choice.drop { $0 == "1" || $0 == "2" } == text[...]
      }
    }
  }

  init(_ text: String) {
    var rest = Self.plain(text)
    if let colon = rest.firstIndex(of: ":") {
      let stated = rest[rest.index(after: colon)...]
      choice = .stated(stated.filter { $0 != " " }.lowercased())
      rest = String(rest[..<colon])
    }
    symbol = rest
  }

  /// The value of the dictionary at this spelling, read literally first.
  mutating func lookUp(in dictionary: [String: [Int]]) -> [Int]? {
    let key = Self.compact(symbol)
    if let found = dictionary[key] { return found }
    // No symbol ends in h, r, s or z: there such a letter states a choice.
    guard case .none = choice, let last = key.last, "hrsz".contains(last) else { return nil }
    guard let found = dictionary[String(key.dropLast())] else { return nil }
    choice = .letter(last)
    return found
  }

  /// The text without quotes at its ends, with the ASCII minus.
  static func plain(_ text: String) -> String {
    var characters = text.map { character in
      ["−", "–", "‐", "‑", "﹣", "－"].contains(character) ? "-" : character
    }
    let margins: Set<Character> = [" ", "\t", "\n", "\r", "'"]
    while let last = characters.last, margins.contains(last) {
      // `''` at the end of a Hall symbol is a double quote.
      if last == "'", characters.count > 1, characters[characters.count - 2] == "'" { break }
      characters.removeLast()
    }
    return String(characters.drop { margins.contains($0) || $0 == "\"" })
  }

  /// The symbol in lower case without blanks and underscores.
  static func compact(_ symbol: String) -> String {
    symbol.filter { !" _\t~\"'".contains($0) }.lowercased()
  }
}
