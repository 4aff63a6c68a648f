/// Why no sweep could be read.
public struct SweepError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The kinds of failure.
  public enum Code: String, Sendable, Codable, Hashable, CaseIterable {
    /// A path does not exist.
    case noSuchInput = "no-such-input"
    /// A file or folder exists and cannot be read.
    case unreadable
    /// The table of temperatures is malformed.
    case badTable = "bad-table"
    /// Nothing usable was found.
    case nothingUsable = "nothing-usable"
    /// Files or blocks were left out and the reading is strict.
    case rejected
  }

  /// The kind of failure.
  public var code: Code
  /// Where, what was found, what was expected, what to do.
  public var message: String
  /// The files and blocks that were left out.
  public var rejected: [Sweep.Rejection]

  /// A failure.
  public init(_ code: Code, _ message: String, rejected: [Sweep.Rejection] = []) {
    self.code = code
    self.message = message
    self.rejected = rejected
  }

  /// How many reasons a message prints before it counts the rest.
  private static let printedReasons = 5

  /// The message, followed by the first few reasons.
  public var description: String {
    var text = message
    for rejection in rejected.prefix(Self.printedReasons) { text += "\n  \(rejection)" }
    let more = rejected.count - Self.printedReasons
    if more > 0 { text += "\n  … and \(more) more" }
    return text
  }
}

extension Sweep.Rejection: CustomStringConvertible {
  /// The file, line, block and reason.
  public var description: String {
    let place = line.map { "\(file):\($0)" } ?? file
    return "\(place): \(block.map { "block \($0): " } ?? "")\(reason)"
  }
}
