/// One structure of a sweep with its temperature and provenance.
public struct StructureMeasurement: Sendable, Codable, Hashable {
  /// The file, relative to the sweep where it lies inside it.
  public var file: String
  /// The name of the data block, without `data_`.
  public var block: String
  /// The temperature and where it was found.
  public var temperature: Temperature
  /// The sub-folder of a sweep that consists of several runs, nil for a single run.
  public var run: String?
  /// Whether the sample was being heated or cooled, where the sweep says so.
  public var branch: Branch?
  /// The structure.
  public var crystal: Crystal
  /// How the structure was averaged over time, nil where it was measured or is a single frame.
  public var trajectory: TrajectorySummary?

  /// The thermal history of a measurement.
  public enum Branch: String, Sendable, Codable, Hashable {
    /// Measured while heating.
    case heating
    /// Measured while cooling.
    case cooling
  }

  /// One structure of a sweep.
  public init(
    file: String, block: String, temperature: Temperature, run: String? = nil,
    branch: Branch? = nil, crystal: Crystal, trajectory: TrajectorySummary? = nil
  ) {
    self.file = file
    self.block = block
    self.temperature = temperature
    self.run = run
    self.branch = branch
    self.crystal = crystal
    self.trajectory = trajectory
  }
}

/// A temperature in kelvin with its source; never defaulted.
public struct Temperature: Sendable, Codable, Hashable {
  /// The temperature in K.
  public var kelvin: Double
  /// The standard uncertainty in K, nil where the source states none.
  public var standardUncertainty: Double?
  /// Where the temperature was found.
  public var source: Source

  /// Where a temperature was found.
  public enum Source: Sendable, Codable, Hashable, CustomStringConvertible {
    /// A data item of the file, by its name.
    case tag(String)
    /// The name of the data block.
    case blockName
    /// The name of the file.
    case fileName
    /// The name of the folder in which the file lies.
    case folderName
    /// A table given with `--temperatures`.
    case table(String)
    /// A program that made the structure.
    case given

    /// The source in words, as the summary prints it.
    public var description: String {
      switch self {
      case .tag(let name): "tag \(name)"
      case .blockName: "block name"
      case .fileName: "file name"
      case .folderName: "folder name"
      case .table(let file): "table \(file)"
      case .given: "given"
      }
    }
  }

  /// A temperature in K with its source.
  public init(kelvin: Double, standardUncertainty: Double? = nil, source: Source) {
    self.kelvin = kelvin
    self.standardUncertainty = standardUncertainty
    self.source = source
  }
}

/// A sweep of structures over temperature, as read.
public struct Sweep: Sendable, Codable, Hashable {
  /// The name of the sweep: its folder or file without extension.
  public var name: String
  /// The measurements, ordered by temperature, then file, then block.
  public var measurements: [StructureMeasurement]
  /// Files and blocks that were left out, each with the reason.
  public var rejected: [Rejection]
  /// Doubts met while reading.
  public var diagnostics: [Diagnostic]
  /// The files read, in the order of their names, each with its checksum.
  public var inputs: [Input]

  /// A file that was read, used or not.
  public struct Input: Sendable, Codable, Hashable {
    /// The file, relative to the sweep where it lies inside it.
    public var file: String
    /// The number of bytes.
    public var byteCount: Int
    /// The SHA-256 of the bytes, 64 hexadecimal digits.
    public var sha256: String

    /// A file that was read.
    public init(file: String, byteCount: Int, sha256: String) {
      self.file = file
      self.byteCount = byteCount
      self.sha256 = sha256
    }
  }

  /// A file or block that was left out.
  public struct Rejection: Sendable, Codable, Hashable {
    /// The file.
    public var file: String
    /// The block, nil where the whole file was left out.
    public var block: String?
    /// The line concerned, counted from 1.
    public var line: Int?
    /// What was found, what was expected, what to do.
    public var reason: String

    /// A file or block that was left out.
    public init(file: String, block: String? = nil, line: Int? = nil, reason: String) {
      self.file = file
      self.block = block
      self.line = line
      self.reason = reason
    }
  }

  /// A sweep.
  public init(
    name: String, measurements: [StructureMeasurement], rejected: [Rejection] = [],
    diagnostics: [Diagnostic] = [], inputs: [Input] = []
  ) {
    self.name = name
    self.measurements = measurements
    self.rejected = rejected
    self.diagnostics = diagnostics
    self.inputs = inputs
  }
}
