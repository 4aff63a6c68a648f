public import Foundation

extension AnalysisReport {
  /// Which program made the report, when, how and from what.
  public struct Provenance: Sendable, Codable, Hashable {
    /// The name of the program.
    public var program: String
    /// The version of the program.
    public var version: String
    /// When the analysis was made.
    public var date: Date
    /// The command line, one argument each.
    public var command: [String]
    /// The seed of all random numbers.
    public var seed: UInt64
    /// The settings that were actually used, defaults included.
    public var settings: [Setting]
    /// The libraries that took part and their versions.
    public var libraries: [Library]
    /// The files that were read.
    public var inputs: [Input]

    /// The version of this program, as `phasefit --version` prints it.
    public static let currentVersion = "0.1.0"

    /// Where a report comes from.
    public init(
      program: String = "phasefit", version: String = currentVersion, date: Date,
      command: [String], seed: UInt64, settings: [Setting] = [], libraries: [Library] = [],
      inputs: [Input] = []
    ) {
      self.program = program
      self.version = version
      self.date = date
      self.command = command
      self.seed = seed
      self.settings = settings
      self.libraries = libraries
      self.inputs = inputs
    }
  }

  /// One setting that was used, as text.
  public struct Setting: Sendable, Codable, Hashable {
    /// The name, for example `cutoff`.
    public var name: String
    /// The value as text, with its unit where it has one.
    public var value: String

    /// A setting.
    public init(name: String, value: String) {
      self.name = name
      self.value = value
    }
  }

  /// A library and its version.
  public struct Library: Sendable, Codable, Hashable {
    /// The name, for example `spglib`.
    public var name: String
    /// The version.
    public var version: String

    /// A library.
    public init(name: String, version: String) {
      self.name = name
      self.version = version
    }
  }

  /// One file that was read.
  public struct Input: Sendable, Codable, Hashable {
    /// The file, relative to the sweep where it lies inside it.
    public var file: String
    /// The size in bytes.
    public var byteCount: Int
    /// The SHA-256 of the content, 64 hexadecimal digits in lower case.
    public var sha256: String

    /// A file that was read.
    public init(file: String, byteCount: Int, sha256: String) {
      self.file = file
      self.byteCount = byteCount
      self.sha256 = sha256
    }
  }
}
