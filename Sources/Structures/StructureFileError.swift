/// Why a file of structures, or one structure in it, could not be read.
///
/// The description follows one recipe: where · what was found · what was expected · what to do.
public struct StructureFileError: Error, Sendable, Codable, Hashable, CustomStringConvertible {
  /// The kinds of failure, stable in reports.
  public enum Code: String, Sendable, Codable, Hashable, CaseIterable {
    /// The file cannot be opened or read.
    case unreadable
    /// The bytes are not those of a CIF: binary noise, another encoding, no data block.
    case notACIF = "not-a-cif"
    /// The text is not one of the format that the name of the file promises.
    case notThisFormat = "not-this-format"
    /// The file ends inside a structure.
    case truncated
    /// More atoms, frames or structures than are read; the limits are those of `StructureLimits`.
    case tooMany = "too-many"
    /// A line is longer than `CIFLexer.maximumLineLength`, or a text than its maximum.
    case tooLong = "too-long"
    /// A quoted string, text field, list, table or save frame does not end.
    case unterminated
    /// A token stands where the grammar does not allow it.
    case unexpectedToken = "unexpected-token"
    /// A tag has no value.
    case missingValue = "missing-value"
    /// A loop's number of values is not a multiple of its number of tags.
    case truncatedLoop = "truncated-loop"
    /// A value should be a number and is not, or lies outside its range.
    case badNumber = "bad-number"
    /// An item that a structure cannot do without is absent.
    case missingItem = "missing-item"
    /// The unit cell encloses no volume.
    case badCell = "bad-cell"
    /// A site has no usable coordinates, or two atoms share one spot.
    case badSite = "bad-site"
    /// No element could be told from a site's type symbol and label.
    case unknownElement = "unknown-element"
    /// A temperature is below absolute zero.
    case badTemperature = "bad-temperature"
    /// The block describes a magnetic structure.
    case magnetic
    /// The block describes a modulated structure.
    case modulated
    /// The file or block has no atom sites.
    case noSites = "no-sites"
  }

  /// The kind of failure.
  public var code: Code
  /// The file, as the user named it.
  public var file: String
  /// The block or structure in the file, nil where the whole file is concerned.
  public var block: String?
  /// The line, counted from 1, nil where the whole file is concerned.
  public var line: Int?
  /// The column in bytes, counted from 1, where the position inside the line matters.
  public var column: Int?
  /// What was found.
  public var found: String
  /// What was expected, nil where `found` says it.
  public var expected: String?
  /// What to do, nil where it follows from what was expected.
  public var remedy: String?

  /// A failure at a place of a file.
  public init(
    _ code: Code, file: String, block: String? = nil, line: Int? = nil, column: Int? = nil,
    found: String, expected: String? = nil, remedy: String? = nil
  ) {
    self.code = code
    self.file = file
    self.block = block
    self.line = line
    self.column = column
    self.found = found
    self.expected = expected
    self.remedy = remedy
  }

  /// What was found, what was expected and what to do, without the place.
  public var reason: String {
    var text = found
    if let expected { text += ": expected \(expected)" }
    if let remedy { text += "; \(remedy)" }
    return text + "."
  }

  /// The place, what was found, what was expected and what to do.
  public var description: String {
    var place = file
    if let line {
      place += ":\(line)"
      if let column { place += ":\(column)" }
    }
    return "\(place): \(reason)"
  }

  /// The same failure as a diagnostic of severity `error`.
  public var diagnostic: Diagnostic {
    Diagnostic(.error, code: code.rawValue, message: reason, file: file, line: line)
  }
}
