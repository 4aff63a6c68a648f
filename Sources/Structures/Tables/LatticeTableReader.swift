import Foundation

/// The state of reading a lattice table.
struct LatticeTableReader {
  let name: String
  private(set) var format = LatticeTable.Format.columns
  private(set) var rows: [LatticeTable.Row] = []
  private(set) var diagnostics: [Diagnostic] = []

  private var columns: [LatticeColumn?] = []
  private var separator: Character?
  private var completion = CellCompletion()
  private var incomplete: [Int] = []
  private var repetitions: [(line: Int, of: Int)] = []

  init(name: String) { self.name = name }

  /// The layout of some lines; nil where they are no table of lattice parameters.
  static func layout(of lines: [String]) -> LatticeTable.Format? {
    let content = lines.map { strip($0) }.filter { !$0.isEmpty }
    if content.contains(where: { keyword($0) == "format" }),
      content.contains(where: { ["data", "system", "title"].contains(keyword($0)) })
    {
      return .eosFit
    }
    guard let first = content.first else { return nil }
    let fields = split(first, by: separator(of: first))
    if fields.allSatisfy({ MeasuredValue(cifText: $0) != nil }) {
      return separator(of: first) == nil && fields.count == 8 ? .pascal : nil
    }
    let known = fields.compactMap { try? LatticeColumn(heading: $0) }
    let values = Set(known.filter { !$0.isUncertainty }.map(\.quantity))
    guard values.contains(where: { $0.isLength }) else { return nil }
    return fields.contains { $0.contains("::") } ? .gsas : .columns
  }

  mutating func read(_ text: String) throws(LatticeTableError) {
    var lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      .map(String.init)
    if let first = lines.first, first.hasPrefix("\u{FEFF}") { lines[0].removeFirst() }
    guard let layout = Self.layout(of: lines) else {
      throw failure(
        nil, "no table of lattice parameters",
        expected:
          "headings such as temperature_K, a_A, c_A, or the eight columns T σ(T) a b c α β γ "
          + "of PASCal, or an EosFit file")
    }
    format = layout
    var isPastHeading = layout == .pascal
    if isPastHeading {
      columns = [
        LatticeColumn(.temperature), LatticeColumn(.temperature, isUncertainty: true),
        LatticeColumn(.a), LatticeColumn(.b), LatticeColumn(.c), LatticeColumn(.alpha),
        LatticeColumn(.beta), LatticeColumn(.gamma),
      ]
    }
    for (index, line) in lines.enumerated() {
      let content = Self.strip(line)
      if content.isEmpty { continue }
      if layout == .eosFit {
        if try readKeyword(content, line: index + 1) { continue }
        guard !columns.isEmpty else {
          throw failure(index + 1, "data before the keyword FORMAT", expected: "FORMAT first")
        }
      } else if !isPastHeading {
        separator = Self.separator(of: content)
        try readHeading(Self.split(content, by: separator), line: index + 1)
        isPastHeading = true
        continue
      }
      try readRow(content, line: index + 1)
    }
    try finish()
  }

  private mutating func finish() throws(LatticeTableError) {
    guard !rows.isEmpty else {
      throw failure(nil, "no rows", expected: "rows of temperature and lattice parameters")
    }
    if let repeated = Diagnostic(repetitions: repetitions, file: name) {
      diagnostics.append(repeated)
    }
    if let first = incomplete.first {
      diagnostics.append(
        Diagnostic(
          .note, code: "table-incomplete-row",
          message: "\(incomplete.count) row\(incomplete.count == 1 ? "" : "s") without all lattice "
            + "parameters, the first at line \(first), left out", file: name, line: first))
    }
    if let assumption = completion.assumption {
      diagnostics.append(
        Diagnostic(
          .note, code: "table-cell-completed", message: assumption, file: name))
    }
    if completion.isOfOneLength {
      diagnostics.append(
        Diagnostic(
          .warning, code: "table-one-length",
          message: "the table gives a single length of the cell: whether the others stay equal to "
            + "it cannot be seen, and so no transition excluded; add columns of the other "
            + "lengths, equal ones where the cell is cubic throughout", file: name))
    }
  }

  private func failure(_ line: Int?, _ found: String, expected: String) -> LatticeTableError {
    LatticeTableError(file: name, line: line, "\(found); expected \(expected)")
  }

  // MARK: - Headings

  private mutating func readHeading(_ fields: [String], line: Int) throws(LatticeTableError) {
    var list: [LatticeColumn?] = []
    for field in fields {
      do throws(LatticeColumn.UnknownUnit) {
        var column = try LatticeColumn(heading: field)
        // A bare heading of an uncertainty belongs to the quantity before it.
        if column == nil,
          ["su", "s.u.", "esd", "e.s.d.", "sigma", "σ", "±", "+/-", "error"]
            .contains(field.lowercased()), let previous = list.last ?? nil, !previous.isUncertainty
        {
          column = LatticeColumn(previous.quantity, isUncertainty: true)
          column?.factor = previous.factor
        }
        list.append(column)
      } catch {
        throw failure(
          line, "the unit \"\(error.unit)\" of \"\(field)\"",
          expected: "Å (A, angstrom), nm or pm for lengths, deg or rad for angles, K or C for "
            + "temperatures")
      }
    }
    // Of two temperatures the one in kelvin; the first of any other pair.
    for (index, column) in list.enumerated() {
      guard let column else { continue }
      let same = list.indices.filter {
        list[$0]?.quantity == column.quantity && list[$0]?.isUncertainty == column.isUncertainty
      }
      guard same.count > 1 else { continue }
      guard column.quantity == .temperature,
        let kelvin = same.first(where: { list[$0]?.offset == 0 })
      else {
        throw failure(
          line, "two columns of \(column.quantity.rawValue)",
          expected: "one; of a table of several phases remove the others")
      }
      if index != kelvin { list[index] = nil }
    }
    guard list.contains(where: { $0?.quantity == .temperature && $0?.isUncertainty == false })
    else {
      throw failure(
        line, "headings \(fields.joined(separator: ", ")), none a temperature",
        expected: "a heading temperature_K, T or T / K")
    }
    if list.contains(where: { $0?.quantity == .pressure }) {
      diagnostics.append(
        Diagnostic(
          .note, code: "table-ignored-column",
          message: "the column of the pressure is not used: all rows are taken at one pressure",
          file: name, line: line))
    }
    columns = list
    completion.given = Set(list.compactMap { $0?.isUncertainty == false ? $0?.quantity : nil })
  }

  /// Reads a line that begins with a keyword of EosFit; false where it holds data.
  private mutating func readKeyword(_ content: String, line: Int) throws(LatticeTableError) -> Bool
  {
    let words = content.split { $0.isWhitespace || $0 == "," || $0 == "=" }.map(String.init)
    switch Self.keyword(content) {
    case "title", "comment", "data", "pscale", "datatype": return true
    case "system":
      completion.system = words.dropFirst().first?.lowercased()
      return true
    case "tscale":
      let scale = words.dropFirst().first?.lowercased() ?? "k"
      guard ["k", "kelvin", "c", "centigrade", "f", "fahrenheit"].contains(scale) else {
        throw failure(line, "the temperature scale \(scale)", expected: "K, C or F")
      }
      temperatureScale = String(scale.prefix(1))
      return true
    case "format":
      var items = words.dropFirst().map { $0.lowercased() }
      if let count = items.first.flatMap({ Int($0) }) {
        guard count == 1 else {
          throw failure(line, "\(count) lines for each datum", expected: "one line, FORMAT 1 …")
        }
        items.removeFirst()
      }
      columns = items.map { try? LatticeColumn(heading: $0) }
      completion.given = Set(
        columns.compactMap { $0?.isUncertainty == false ? $0?.quantity : nil })
      guard completion.given.contains(.temperature), completion.given.contains(where: \.isLength)
      else {
        throw failure(
          line, "items \(items.joined(separator: " "))",
          expected: "a temperature T and lattice parameters among them")
      }
      return true
    default: return false
    }
  }

  private var temperatureScale = "k"

  // MARK: - Rows

  /// No solid exists above this temperature, K, and no cell is longer, Å.
  private static let (hottest, longest) = (1e5, 1e5)

  private mutating func readRow(_ content: String, line: Int) throws(LatticeTableError) {
    let fields =
      format == .eosFit
      ? content.split { $0.isWhitespace || $0 == "," }.map(String.init)
      : Self.split(content, by: separator)
    var values: [LatticeColumn.Quantity: MeasuredValue] = [:]
    var uncertainties: [LatticeColumn.Quantity: Double] = [:]
    var row = LatticeTable.Row(
      temperature: .nan, cell: UnitCell(lengths: Self.ones, anglesDegrees: Self.ones), line: line)
    for (field, column) in zip(fields, columns) {
      guard let column, !Self.absent.contains(field.lowercased()) else { continue }
      switch column.quantity {
      case .branch: row.branch = try branch(field, line)
      case .phase: row.isParent = try isParent(field, line)
      case .pressure: break
      default:
        let value = try number(field, column, line)
        if column.isUncertainty {
          guard value.value >= 0 else {
            throw failure(
              line, "standard uncertainty \(field) of \(column.quantity.rawValue)",
              expected: "a positive number, or an empty field where it is not known")
          }
          // A fixed parameter is printed with an uncertainty of zero.
          if value.value > 0 { uncertainties[column.quantity] = value.value * column.factor }
        } else {
          values[column.quantity] = MeasuredValue(
            converted(column, value.value),
            standardUncertainty: value.standardUncertainty.map { $0 * column.factor },
            lastDigit: value.lastDigit.map { $0 * column.factor })
        }
      }
    }
    guard let temperature = values[.temperature] else {
      throw failure(line, "no temperature", expected: "a number of kelvin; or remove the row")
    }
    guard temperature.value > 0, temperature.value < Self.hottest else {
      throw failure(
        line, "temperature \(temperature.value) K",
        expected: "a positive number of kelvin below \(Self.hottest); Celsius needs T_C as heading")
    }
    let needed = completion.given.filter { $0.isLength || $0.isAngle }
    guard needed.allSatisfy({ values[$0] != nil }) else {
      incomplete.append(line)
      return
    }
    for (quantity, uncertainty) in uncertainties {
      values[quantity]?.standardUncertainty = uncertainty
    }
    row.temperature = temperature.value
    row.temperatureUncertainty = values[.temperature]?.standardUncertainty
    row.cell = try cell(values, line)
    if let earlier = rows.first(where: { $0.hasSameNumbers(as: row) }) {
      repetitions.append((line, earlier.line))
      return
    }
    rows.append(row)
  }

  private static let ones = [MeasuredValue](repeating: MeasuredValue(1), count: 3)
  private static let absent: Set<String> = ["", "?", ".", "-", "none", "n/a", "na"]

  private func converted(_ column: LatticeColumn, _ value: Double) -> Double {
    guard format == .eosFit, column.quantity == .temperature else { return column.converted(value) }
    return switch temperatureScale {
    case "c": value + 273.15
    case "f": (value - 32) * 5 / 9 + 273.15
    default: value
    }
  }

  private mutating func cell(
    _ values: [LatticeColumn.Quantity: MeasuredValue], _ line: Int
  ) throws(LatticeTableError) -> UnitCell {
    let cell = completion.cell(values)
    for (length, label) in zip(cell.lengths, ["a", "b", "c"])
    where !(length.value > 0 && length.value < Self.longest) {
      throw failure(line, "\(label) = \(length.value) Å", expected: "a positive length")
    }
    for (angle, label) in zip(cell.anglesDegrees, ["alpha", "beta", "gamma"])
    where !(angle.value > 0 && angle.value < 180) {
      throw failure(
        line, "\(label) = \(angle.value)°", expected: "an angle between 0 and 180 degrees")
    }
    guard cell.volume.isFinite, cell.volume > 1e-3 * cell.lengths.reduce(1, { $0 * $1.value })
    else {
      throw failure(line, "a cell without volume", expected: "lengths and angles of a cell")
    }
    return cell
  }

  private func number(_ field: String, _ column: LatticeColumn, _ line: Int)
    throws(LatticeTableError) -> MeasuredValue
  {
    if let value = MeasuredValue(cifText: field), value.value.isFinite { return value }
    let what = "\(column.isUncertainty ? "s.u. of " : "")\(column.quantity.rawValue)"
    if field.contains(","), MeasuredValue(cifText: field.replacing(",", with: ".")) != nil {
      throw failure(
        line, "\(what) \"\(field)\" with a decimal comma", expected: "a decimal point")
    }
    throw failure(
      line, "\(what) \"\(field)\" is not a number",
      expected: "a number such as 3.9025 or 3.9025(3); or remove the row")
  }

  private func branch(_ field: String, _ line: Int) throws(LatticeTableError)
    -> StructureMeasurement.Branch
  {
    guard let branch = StructureMeasurement.Branch(rawValue: field.lowercased()) else {
      throw failure(line, "branch \"\(field)\"", expected: "heating or cooling")
    }
    return branch
  }

  private func isParent(_ field: String, _ line: Int) throws(LatticeTableError) -> Bool {
    switch field.lowercased() {
    case "parent", "high", "above", "0", "false": return true
    case "distorted", "low", "below", "child", "1", "true": return false
    default: throw failure(line, "phase \"\(field)\"", expected: "distorted or parent")
    }
  }

  // MARK: - Lines

  private static func strip(_ line: String) -> String {
    line.prefix { $0 != "#" }.trimmingCharacters(in: .whitespaces)
  }

  private static func keyword(_ line: String) -> String {
    line.prefix { !$0.isWhitespace && $0 != "=" }.lowercased()
  }

  /// The separator that occurs most outside of quotes; nil for blanks.
  private static func separator(of line: String) -> Character? {
    var counts: [Character: Int] = [:]
    var isQuoted = false
    for character in line {
      if character == "\"" { isQuoted.toggle() }
      if !isQuoted, [",", ";", "\t"].contains(character) { counts[character, default: 0] += 1 }
    }
    return [",", ";", "\t"].filter { counts[$0, default: 0] > 0 }
      .max { counts[$0, default: 0] < counts[$1, default: 0] }
  }

  /// The fields of a line; a quoted field may hold the separator.
  private static func split(_ line: String, by separator: Character?) -> [String] {
    guard let separator else { return line.split(whereSeparator: \.isWhitespace).map(String.init) }
    var fields = [""]
    var isQuoted = false
    for character in line {
      if character == "\"" {
        isQuoted.toggle()
      } else if character == separator, !isQuoted {
        fields.append("")
      } else {
        fields[fields.count - 1].append(character)
      }
    }
    return fields.map { $0.trimmingCharacters(in: .whitespaces) }
  }
}

extension LatticeTable.Row {
  fileprivate func hasSameNumbers(as other: Self) -> Bool {
    temperature == other.temperature && cell == other.cell && branch == other.branch
      && isParent == other.isParent
  }
}
