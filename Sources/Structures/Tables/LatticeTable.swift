import Foundation

/// Lattice parameters over temperature, without structures.
///
///     CSV        named columns with units: temperature_K, a_A, a_su, c / nm, beta (deg), branch …
///     PASCal     T σ(T) a b c α β γ, blanks between, no heading
///     EosFit     keywords System, Tscale, Format; items T SIGT A SIGA … of the data in its order
///     GSAS-II    the table of a sequential refinement: 0::a, esd-0::a, …
///
/// Lengths are stored in Å, angles in degrees, temperatures in K, whatever the units of the file.
public struct LatticeTable: Sendable, Codable, Hashable {
  /// The layout that a table was read as.
  public enum Format: String, Sendable, Codable, Hashable {
    /// Named columns.
    case columns = "named columns"
    /// Eight columns without a heading.
    case pascal = "PASCal"
    /// Keywords and data.
    case eosFit = "EosFit"
    /// A sequential refinement.
    case gsas = "GSAS-II sequential"
  }

  /// One row.
  public struct Row: Sendable, Codable, Hashable {
    /// The temperature, K.
    public var temperature: Double
    /// Its standard uncertainty, K; nil where none is given.
    public var temperatureUncertainty: Double?
    /// The cell.
    public var cell: UnitCell
    /// The branch, nil where the table does not say.
    public var branch: StructureMeasurement.Branch?
    /// Whether it is of the parent phase, nil where the table does not say.
    public var isParent: Bool?
    /// The line of the table, counted from 1.
    public var line: Int

    /// A row.
    public init(
      temperature: Double, temperatureUncertainty: Double? = nil, cell: UnitCell,
      branch: StructureMeasurement.Branch? = nil, isParent: Bool? = nil, line: Int
    ) {
      self.temperature = temperature
      self.temperatureUncertainty = temperatureUncertainty
      self.cell = cell
      self.branch = branch
      self.isParent = isParent
      self.line = line
    }
  }

  /// The name of the table, for messages.
  public let name: String
  /// The layout.
  public let format: Format
  /// The rows, in the order of the table.
  public let rows: [Row]
  /// Doubts about the table.
  public let diagnostics: [Diagnostic]

  /// The largest number of characters that is read: tables are thousands of times smaller.
  public static let sizeLimit = 64 << 20

  /// A table made in memory.
  public init(name: String, rows: [Row], diagnostics: [Diagnostic] = []) {
    self.name = name
    self.rows = rows
    self.diagnostics = diagnostics
    format = .columns
  }

  /// Reads a text in memory.
  ///
  /// - Throws: `LatticeTableError` with the line where a row cannot be read, or where there is none.
  public init(text: String, name: String) throws(LatticeTableError) {
    guard text.utf8.count <= Self.sizeLimit else {
      throw LatticeTableError(
        file: name, line: nil,
        "\(text.utf8.count) bytes; expected a table of at most \(Self.sizeLimit)")
    }
    var reader = LatticeTableReader(name: name)
    try reader.read(text)
    self.name = name
    format = reader.format
    rows = reader.rows
    diagnostics = reader.diagnostics
  }

  /// Whether a text is a table of lattice parameters: its columns are named as such, it has the eight
  /// columns of PASCal, or the keywords of EosFit.
  public static func isRecognised(_ text: String) -> Bool {
    LatticeTableReader.layout(of: text.split(whereSeparator: \.isNewline).map(String.init)) != nil
  }
}

/// A table of lattice parameters that cannot be read.
public struct LatticeTableError: Error, Sendable, Codable, Hashable, CustomStringConvertible {
  /// The name of the file.
  public var file: String
  /// The line, counted from 1.
  public var line: Int?
  /// What was found, what was expected, what to do.
  public var message: String

  init(file: String, line: Int?, _ message: String) {
    self.file = file
    self.line = line
    self.message = message
  }

  /// Where, what was found, what was expected.
  public var description: String { "\(file)\(line.map { ":\($0)" } ?? ""): \(message)" }
}
