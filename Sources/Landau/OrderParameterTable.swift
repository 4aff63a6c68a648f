import Foundation
public import PhaseFitStructures

/// A table of an order parameter over temperature, as a person keeps it.
///
///     temperature  value  [su]  [phase]
///
/// Fields are separated by tabs, semicolons, commas or blanks, whichever the first row uses in this
/// order; `#` begins a comment. Numbers have a decimal point and may carry their standard uncertainty
/// as `0.512(3)`. A first row without a number is a header, whose names may stand in any order and
/// with a unit (`T/K`, `T (K)`, `T_K`):
///
///     temperature   t, temp, temperature                  kelvin
///     value         value, q, a, amplitude, i, intensity, strain, splitting, order parameter …
///     su            su, s.u., sd, esd, sigma, error       of the value
///     su_t          su_t, sigma_t, error_t                of the temperature, K
///     phase         phase: distorted (low, below, 1) or parent (high, above, 0)
///     branch        branch: heating or cooling
public struct OrderParameterTable: Sendable, Codable, Hashable {
  /// The branch of a measurement.
  public enum Branch: String, Sendable, Codable, Hashable, CaseIterable {
    /// On heating.
    case heating
    /// On cooling.
    case cooling
  }

  /// A row.
  public struct Row: Sendable, Codable, Hashable {
    /// The temperature, K.
    public var temperature: Double
    /// Its standard uncertainty, K; nil where none is given.
    public var temperatureUncertainty: Double?
    /// The value.
    public var value: Double
    /// Its standard uncertainty, nil where none is given.
    public var standardUncertainty: Double?
    /// Whether it is of the distorted phase, nil where the table does not say.
    public var isDistorted: Bool?
    /// The branch, nil where the table does not say.
    public var branch: Branch?
    /// The line of the table, counted from 1.
    public var line: Int

    /// A row.
    public init(
      temperature: Double, temperatureUncertainty: Double? = nil, value: Double,
      standardUncertainty: Double? = nil, isDistorted: Bool? = nil, branch: Branch? = nil, line: Int
    ) {
      self.temperature = temperature
      self.temperatureUncertainty = temperatureUncertainty
      self.value = value
      self.standardUncertainty = standardUncertainty
      self.isDistorted = isDistorted
      self.branch = branch
      self.line = line
    }
  }

  /// The name of the table, for messages.
  public let name: String
  /// The rows, in the order of the table.
  public let rows: [Row]
  /// Doubts about the table.
  public private(set) var diagnostics: [Diagnostic]

  /// A table made in memory.
  public init(name: String, rows: [Row], diagnostics: [Diagnostic] = []) {
    self.name = name
    self.rows = rows
    self.diagnostics = diagnostics
  }

  /// Reads a text in memory.
  ///
  /// - Throws: `LandauError` with code `.badTable` where a row is malformed or there is none.
  public init(text: String, name: String) throws(LandauError) {
    self.name = name
    diagnostics = []
    var reader = TableReader(name: name)
    var rows: [Row] = []
    var repetitions: [(line: Int, of: Int)] = []
    var lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    if let first = lines.first, first.hasPrefix("\u{FEFF}") { lines[0] = first.dropFirst() }
    for (index, line) in lines.enumerated() {
      let content = line.prefix { $0 != "#" }.trimmingCharacters(in: .whitespaces)
      if content.isEmpty { continue }
      guard let row = try reader.row(content, line: index + 1) else { continue }
      if let earlier = rows.first(where: { $0.hasSameNumbers(as: row) }) {
        repetitions.append((row.line, earlier.line))
        continue
      }
      rows.append(row)
    }
    guard !rows.isEmpty else {
      throw LandauError(
        .badTable,
        "\(name): the table has no rows; expected rows of temperature in K, value, and if known "
          + "its standard uncertainty")
    }
    if reader.mayHoldDecimalCommas {
      throw LandauError(
        .badTable,
        "\(name): whole numbers between commas and no header, which can be numbers with decimal "
          + "commas; expected decimal points; write them, or give the columns a header")
    }
    if let repeated = Diagnostic(repetitions: repetitions, file: name) {
      diagnostics.append(repeated)
    }
    if let ignored = reader.ignoredColumns {
      diagnostics.append(
        Diagnostic(
          .note, code: "table-ignored-column",
          message: "columns not used: \(ignored)", file: name, line: reader.headerLine))
    }
    let temperatures = Dictionary(grouping: rows, by: \.temperature)
    let repeated = temperatures.filter { $0.value.count > 1 }.keys.sorted()
    if !repeated.isEmpty, rows.allSatisfy({ $0.branch == nil }) {
      diagnostics.append(
        Diagnostic(
          .note, code: "table-repeated-temperature",
          message:
            "several rows at \(repeated.map { "\($0)" }.joined(separator: ", ")) K are taken "
            + "as repeated measurements; state the branch where they are heating and cooling",
          file: name))
    }
    self.rows = rows
  }
}

extension OrderParameterTable.Row {
  fileprivate func hasSameNumbers(as other: Self) -> Bool {
    temperature == other.temperature && value == other.value
      && standardUncertainty == other.standardUncertainty && isDistorted == other.isDistorted
      && branch == other.branch
  }
}

/// The meaning of a column.
private enum Column: String {
  case temperature, temperatureUncertainty, value, uncertainty, phase, branch, ignored

  /// The meaning of a header, nil where it is not known; `unit` is what follows the name.
  init?(header: String) {
    switch Self.name(header) {
    case "t", "temp", "temperature": self = .temperature
    case "su_t", "sut", "sigma_t", "sigmat", "error_t", "esd_t", "sd_t", "dt",
      "temperature_su", "temperature_error":
      self = .temperatureUncertainty
    case "value", "q", "a", "amplitude", "i", "intensity", "strain", "e", "splitting", "square",
      "order parameter", "order_parameter", "orderparameter", "eta", "η":
      self = .value
    case "su", "s.u.", "sd", "esd", "e.s.d.", "sigma", "σ", "error", "err", "uncertainty",
      "su_value", "value_su", "sigma_q", "su_q", "dq", "q_su", "amplitude_su", "intensity_su":
      self = .uncertainty
    case "phase", "parent", "state", "distorted": self = .phase
    case "branch", "direction", "run": self = .branch
    default: return nil
    }
  }

  /// The header without its unit.
  static func name(_ header: String) -> String {
    var name = header.lowercased()
    for mark in ["/", "(", "["] {
      if let position = name.range(of: mark) { name = String(name[..<position.lowerBound]) }
    }
    name = name.trimmingCharacters(in: .whitespaces)
    if name.hasSuffix("_k") { name = String(name.dropLast(2)) }
    return name
  }

  /// Whether the header names a temperature in degrees Celsius.
  static func isCelsius(_ header: String) -> Bool {
    let name = header.lowercased()
    guard name.hasPrefix("t") else { return false }
    return name.hasSuffix("_c") || name.hasSuffix("/c") || name.hasSuffix("(c)")
      || name.contains("°") || name.contains("celsius") || name.contains("degc")
  }
}

/// The state of reading: the separator and the columns, found in the first row.
private struct TableReader {
  let name: String
  var separator: Character?
  var columns: [Column]?
  var hasHeader = false
  var headerLine: Int?
  var ignoredColumns: String?
  var fieldCount: Int?
  var hasDecimals = false

  /// Whether `300,5,0,512` cannot be told from four whole numbers.
  var mayHoldDecimalCommas: Bool {
    separator == "," && !hasHeader && !hasDecimals && (fieldCount ?? 0) > 2
  }

  init(name: String) { self.name = name }

  private func failure(_ line: Int, _ found: String, expected: String) -> LandauError {
    LandauError(.badTable, "\(name):\(line): \(found); expected \(expected)")
  }

  /// No solid exists near this temperature, K: such a number is of another column.
  private static let hottest = 1e5

  private static let expectation =
    "temperature in K, value, and if known standard uncertainty and phase, with decimal points"

  /// The row of a line, nil for the header.
  mutating func row(_ content: String, line: Int) throws(LandauError)
    -> OrderParameterTable.Row?
  {
    let isFirst = fieldCount == nil
    if isFirst {
      separator = ["\t", ";", ","].first { content.contains($0) }
      // Commas inside of fields that blanks separate are decimal commas.
      if separator == ",", split(content).contains(where: { $0.contains(where: \.isWhitespace) }),
        content.split(whereSeparator: \.isWhitespace).allSatisfy({ isNumberLike(String($0)) })
      {
        separator = nil
      }
    }
    let fields = split(content)
    if isFirst {
      fieldCount = fields.count
      if fields.allSatisfy({ MeasuredValue(cifText: $0) == nil && !isNumberLike($0) }) {
        try readHeader(fields, line)
        return nil
      }
      try assumeColumns(fields, line)
    }
    if content.contains(where: { $0 == "." || $0 == "e" || $0 == "E" || $0 == "(" }) {
      hasDecimals = true
    }
    let expectedCount = fieldCount ?? fields.count
    if separator == ",", fields.count == 2 * expectedCount || fields.count == 2 * expectedCount - 1,
      hasHeader
    {
      throw failure(
        line, "\(fields.count) fields under \(expectedCount) headings, as decimal commas give",
        expected: "decimal points; write 0.5, not 0,5")
    }
    guard fields.count <= expectedCount, fields.count >= 2 else {
      throw failure(
        line, "\(fields.count) field(s)", expected: "\(expectedCount), as in the first row")
    }
    return try parse(fields, line)
  }

  private func split(_ content: String) -> [String] {
    let parts =
      if let separator {
        content.split(separator: separator, omittingEmptySubsequences: false)
      } else {
        content.split(whereSeparator: \.isWhitespace)
      }
    return parts.map {
      var field = $0.trimmingCharacters(in: .whitespaces)
      if field.count >= 2, field.hasPrefix("\""), field.hasSuffix("\"") {
        field = String(field.dropFirst().dropLast())
      }
      return field
    }
  }

  /// Whether a field was meant as a number: `nan`, `0,5`, `12.a`.
  private func isNumberLike(_ field: String) -> Bool {
    guard let first = field.first else { return false }
    return first.isNumber || ((first == "-" || first == "+" || first == ".") && field.count > 1)
      || ["nan", "inf", "infinity"].contains(field.lowercased())
  }

  private mutating func readHeader(_ fields: [String], _ line: Int) throws(LandauError) {
    hasHeader = true
    headerLine = line
    if let celsius = fields.first(where: Column.isCelsius) {
      throw failure(
        line, "the heading \"\(celsius)\"", expected: "kelvin; add 273.15 and write T_K")
    }
    var columns = fields.map { Column(header: $0) }
    guard columns.contains(.temperature) else {
      throw failure(
        line, "headings \(fields.joined(separator: ", ")), none a temperature",
        expected: "a heading T, temperature or T_K")
    }
    if !columns.contains(.value) {
      let free = columns.indices.filter { columns[$0] == nil }
      guard free.count == 1 else {
        throw failure(
          line, "headings \(fields.joined(separator: ", ")), none surely the value",
          expected: "a heading value, amplitude, intensity, strain or splitting")
      }
      columns[free[0]] = .value
    }
    for meaning in [Column.temperature, .value, .uncertainty, .temperatureUncertainty, .phase]
    where columns.count(where: { $0 == meaning }) > 1 {
      throw failure(
        line, "two headings for one column (\(meaning.rawValue))", expected: "one of each")
    }
    let unused = zip(fields, columns).filter { $0.1 == nil }.map { $0.0 }
    if !unused.isEmpty { ignoredColumns = unused.joined(separator: ", ") }
    self.columns = columns.map { $0 ?? .ignored }
  }

  private mutating func assumeColumns(_ fields: [String], _ line: Int) throws(LandauError) {
    guard (2...4).contains(fields.count) else {
      throw failure(line, "\(fields.count) field(s) and no header", expected: Self.expectation)
    }
    let isPhase = fields.last.map { phase($0) != nil && MeasuredValue(cifText: $0) == nil } ?? false
    columns =
      switch fields.count {
      case 2: [.temperature, .value]
      case 3: [.temperature, .value, isPhase ? .phase : .uncertainty]
      default: [.temperature, .value, .uncertainty, .phase]
      }
  }

  private func phase(_ field: String) -> Bool? {
    switch field.lowercased() {
    case "distorted", "low", "below", "child", "ordered", "d", "1", "true": true
    case "parent", "high", "above", "disordered", "p", "0", "false": false
    default: nil
    }
  }

  private func number(_ field: String, _ what: String, _ line: Int) throws(LandauError)
    -> MeasuredValue
  {
    if let value = MeasuredValue(cifText: field) { return value }
    if field.contains(","), MeasuredValue(cifText: field.replacing(",", with: ".")) != nil {
      throw failure(
        line, "\(what) \"\(field)\" with a decimal comma", expected: "a decimal point, as in 0.5")
    }
    if field.isEmpty { throw failure(line, "no \(what)", expected: "a number; or remove the row") }
    throw failure(
      line, "\(what) \"\(field)\" is not a number",
      expected: "a number such as 0.25 or 0.2500(3); or remove the row")
  }

  private func uncertainty(_ field: String, _ what: String, _ line: Int) throws(LandauError)
    -> Double?
  {
    // An empty field is an absence; a number must be one that a weight can be made of.
    if field.isEmpty || field == "?" || field == "." || field == "-" { return nil }
    let value = try number(field, "standard uncertainty of \(what)", line).value
    guard value > 0 else {
      throw failure(
        line, "standard uncertainty \(field) of \(what)",
        expected: "a positive number, or an empty field where it is not known")
    }
    return value
  }

  private func parse(_ fields: [String], _ line: Int) throws(LandauError)
    -> OrderParameterTable.Row
  {
    var temperature: MeasuredValue?
    var value: MeasuredValue?
    var row = OrderParameterTable.Row(
      temperature: .nan, temperatureUncertainty: nil, value: .nan, standardUncertainty: nil,
      isDistorted: nil, branch: nil, line: line)
    for (field, column) in zip(fields, columns ?? []) {
      switch column {
      case .temperature: temperature = try number(field, "temperature", line)
      case .value: value = try number(field, "value", line)
      case .uncertainty:
        row.standardUncertainty = try uncertainty(field, "the value", line)
      case .temperatureUncertainty:
        row.temperatureUncertainty = try uncertainty(field, "the temperature", line)
      case .phase:
        guard !field.isEmpty else { break }
        guard let phase = phase(field) else {
          throw failure(
            line, "phase \"\(field)\"",
            expected: "distorted or parent (1 or 0); a number here can be a decimal comma")
        }
        row.isDistorted = phase
      case .branch:
        guard !field.isEmpty else { break }
        guard let branch = OrderParameterTable.Branch(rawValue: field.lowercased()) else {
          throw failure(line, "branch \"\(field)\"", expected: "heating or cooling")
        }
        row.branch = branch
      case .ignored: break
      }
    }
    guard let temperature, let value else {
      throw failure(line, "no temperature or no value", expected: Self.expectation)
    }
    guard temperature.value > 0, temperature.value < Self.hottest else {
      throw failure(
        line, "temperature \(temperature.value)",
        expected: "a positive number of kelvin below \(Self.hottest)")
    }
    row.temperature = temperature.value
    row.temperatureUncertainty = row.temperatureUncertainty ?? temperature.standardUncertainty
    row.value = value.value
    row.standardUncertainty = row.standardUncertainty ?? value.standardUncertainty
    return row
  }
}
