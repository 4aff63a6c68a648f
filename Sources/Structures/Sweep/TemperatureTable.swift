import Foundation

/// A table of temperatures beside a sweep: `file[,block],temperature_K[,branch]`.
///
/// One row a line, fields separated by commas, in quotes where they hold one; lines that begin with
/// `#` are comments; a first row without a number is a header. The temperature may carry its
/// standard uncertainty, `300(2)`; the branch is `heating` or `cooling`, empty where it is not known.
public struct TemperatureTable: Sendable, Hashable {
  /// A row.
  public struct Entry: Sendable, Hashable {
    /// The file, as the table names it.
    public var file: String
    /// The block, nil where the row holds for all blocks of the file.
    public var block: String?
    /// The temperature in K.
    public var kelvin: MeasuredValue
    /// The thermal history, nil where the row does not state it.
    public var branch: StructureMeasurement.Branch?
    /// The line of the table, counted from 1.
    public var line: Int
  }

  /// The name of the table, for messages.
  public let name: String
  /// The rows, in order.
  public let entries: [Entry]

  /// Reads a file.
  ///
  /// - Throws: `SweepError` where there is no such file or a row is malformed.
  public init(contentsOf path: String) throws(SweepError) {
    guard FileManager.default.fileExists(atPath: path) else {
      throw SweepError(
        .noSuchInput, "\(path): there is no such file: expected a table of temperatures.")
    }
    let size = FileManager.default.byteCount(atPath: path)
    guard size <= LatticeTable.sizeLimit else {
      throw SweepError(
        .unreadable,
        "\(path): \(size) bytes: expected a table of temperatures of at most "
          + "\(LatticeTable.sizeLimit).")
    }
    guard let data = FileManager.default.contents(atPath: path) else {
      throw SweepError(.unreadable, "\(path): the table of temperatures cannot be read.")
    }
    try self.init(text: String(decoding: data, as: UTF8.self), name: path)
  }

  /// Reads a text in memory.
  ///
  /// - Throws: `SweepError` where a row is malformed or two rows disagree.
  public init(text: String, name: String) throws(SweepError) {
    self.name = name
    var entries: [Entry] = []
    var isFirst = true
    var hasBranchColumn = false
    var lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    if let first = lines.first, first.hasPrefix("\u{FEFF}") { lines[0] = first.dropFirst() }
    for (index, line) in lines.enumerated() {
      let trimmed = line.trimmingCharacters(in: .whitespaces)
      if trimmed.isEmpty || trimmed.hasPrefix("#") { continue }
      func failure(_ found: String) -> SweepError {
        SweepError(
          .badTable,
          "\(name):\(index + 1): \(found): expected file,temperature_K or "
            + "file,block,temperature_K, then heating or cooling where the branch is known.")
      }
      guard var fields = Self.fields(of: trimmed) else {
        throw failure("a quoted field does not end")
      }
      if isFirst, fields.last?.lowercased() == "branch" { hasBranchColumn = true }
      let word = fields.last?.lowercased() ?? ""
      let branch = StructureMeasurement.Branch(rawValue: word)
      if branch != nil || hasBranchColumn {
        guard branch != nil || isFirst || word.isEmpty else {
          throw failure("\"\(word)\" is no branch")
        }
        fields.removeLast()
      }
      guard fields.count == 2 || fields.count == 3, !fields[0].isEmpty else {
        throw failure("the row has \(fields.count) field(s)")
      }
      let last = fields[fields.count - 1]
      let isHeader = isFirst
      isFirst = false
      guard let kelvin = MeasuredValue(cifText: last) else {
        if isHeader, last.lowercased().hasPrefix("t") {
          if last.lowercased().hasSuffix("c") { throw failure("the header asks for \(last)") }
          continue
        }
        throw failure("\"\(last)\" is not a number")
      }
      guard kelvin.value >= 0 else { throw failure("\(last) K is below absolute zero") }
      let block = fields.count == 3 && !fields[1].isEmpty ? fields[1] : nil
      let entry = Entry(
        file: fields[0], block: block, kelvin: kelvin, branch: branch, line: index + 1)
      if let earlier = entries.first(where: { $0.file == entry.file && $0.block == block }),
        earlier.kelvin.value != kelvin.value
      {
        throw failure(
          "\(fields[0]) has \(kelvin.value) K here and \(earlier.kelvin.value) K on line "
            + "\(earlier.line)")
      }
      entries.append(entry)
    }
    guard !entries.isEmpty else {
      throw SweepError(.badTable, "\(name): the table has no rows: expected file,temperature_K.")
    }
    self.entries = entries
  }

  /// The rows that hold for a block: those that name it before those that name only its file, and
  /// a path before the last component of one.
  func entries(file: String, block: String) -> [Int] {
    let base = file.split(separator: "/").last.map(String.init) ?? file
    let stem =
      StructureFormat(fileName: base) == nil ? base : (base as NSString).deletingPathExtension
    var best: [Int] = []
    var bestRank = 0
    for (index, entry) in entries.enumerated() {
      var rank = 0
      if let named = entry.block {
        guard named.lowercased() == block.lowercased() || "data_\(block)" == named else { continue }
        rank += 10
      }
      let wanted = entry.file.hasPrefix("./") ? String(entry.file.dropFirst(2)) : entry.file
      if wanted == file {
        rank += 4
      } else if file.hasSuffix("/" + wanted) || wanted.hasSuffix("/" + file) {
        rank += 3
      } else if wanted == base {
        rank += 2
      } else if wanted == stem {
        rank += 1
      } else {
        continue
      }
      if rank > bestRank { (best, bestRank) = ([], rank) }
      if rank == bestRank { best.append(index) }
    }
    return best
  }

  /// The fields of a line, nil where a quote does not end.
  private static func fields(of line: String) -> [String]? {
    var fields: [String] = []
    var field = ""
    var isQuoted = false
    var wasQuoted = false
    var previousWasQuote = false
    func finished(_ text: String, _ quoted: Bool) -> String {
      quoted ? text : text.trimmingCharacters(in: .whitespaces)
    }
    for character in line {
      if isQuoted {
        if character == "\"" {
          isQuoted = false
          previousWasQuote = true
        } else {
          field.append(character)
        }
        continue
      }
      if character == "\"", previousWasQuote {
        // A doubled quote inside a quoted field stands for one.
        field.append("\"")
        isQuoted = true
      } else if character == "\"", field.allSatisfy(\.isWhitespace) {
        field = ""
        isQuoted = true
        wasQuoted = true
      } else if character == "," {
        fields.append(finished(field, wasQuoted))
        field = ""
        wasQuoted = false
      } else if !wasQuoted || !character.isWhitespace {
        field.append(character)
      }
      previousWasQuote = false
    }
    guard !isQuoted else { return nil }
    fields.append(finished(field, wasQuoted))
    return fields
  }
}
