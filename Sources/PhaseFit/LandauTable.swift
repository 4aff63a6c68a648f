import Foundation
public import PhaseFitLandau
public import PhaseFitStructures
import PhaseFitSymmetry

/// The line from a table of an order parameter to its Landau analysis.
///
///     file → OrderParameterTable → TableSeries → LandauAnalysis → LandauTableReport
public enum LandauTable {
  /// What a caller may choose.
  public struct Options: Sendable, Hashable {
    /// What the values are.
    public var observable: TableSeries.Observable
    /// The temperature in K from which on points are parents, nil for the rule of 2 s.u.
    public var parentFrom: Double?
    /// The branch to take, nil for all rows.
    public var branch: OrderParameterTable.Branch?
    /// Whether the order parameter is a site occupancy.
    public var isOccupational: Bool
    /// Whether symmetry allows a cubic invariant on the realised direction, nil where unknown.
    public var cubicInvariantAllowed: Bool?
    /// The standard uncertainty of every temperature that states none, K; nil for none.
    public var temperatureUncertainty: Double?
    /// One calorimetric number, nil for ratios only.
    public var calorimetry: LandauConsequences.Calorimetry?
    /// The number of repetitions of each bootstrap; none at 0.
    public var bootstrapReplicates: Int
    /// The seed of all random numbers.
    public var seed: UInt64

    /// Options; the defaults are those of the command line.
    public init(
      observable: TableSeries.Observable = .amplitude, parentFrom: Double? = nil,
      branch: OrderParameterTable.Branch? = nil, isOccupational: Bool = false,
      cubicInvariantAllowed: Bool? = nil, temperatureUncertainty: Double? = nil,
      calorimetry: LandauConsequences.Calorimetry? = nil, bootstrapReplicates: Int = 1000,
      seed: UInt64 = 0
    ) {
      self.observable = observable
      self.parentFrom = parentFrom
      self.branch = branch
      self.isOccupational = isOccupational
      self.cubicInvariantAllowed = cubicInvariantAllowed
      self.temperatureUncertainty = temperatureUncertainty
      self.calorimetry = calorimetry
      self.bootstrapReplicates = bootstrapReplicates
      self.seed = seed
    }
  }

  /// The largest file that is read, bytes: a table of temperatures is thousands of times smaller.
  private static let sizeLimit = 64 << 20

  /// Reads and analyses a file.
  ///
  /// - Throws: `PhaseFitError` where there is no such file or it is no table.
  public static func analyse(contentsOf path: String, options: Options) throws
    -> LandauTableReport
  {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw PhaseFitError(
        .noSuchInput, "\(path): no such file; expected a table of temperature and value")
    }
    guard !isFolder.boolValue else {
      throw PhaseFitError(
        .badData, "\(path): a folder; expected a table; for structures use phasefit analyse")
    }
    let size = FileManager.default.byteCount(atPath: path)
    guard size <= sizeLimit else {
      throw PhaseFitError(
        .badData, "\(path): \(size) bytes; expected a table of at most \(sizeLimit)")
    }
    guard let data = FileManager.default.contents(atPath: path) else {
      throw PhaseFitError(.badData, "\(path): the file cannot be read; check its permissions")
    }
    guard let text = String(bytes: data, encoding: .utf8),
      !text.contains("\0")
    else {
      throw PhaseFitError(
        .badData, "\(path): \(data.count) bytes that are no text in UTF-8; expected a table")
    }
    return try analyse(text: text, name: path, options: options)
  }

  /// Analyses a table in memory.
  ///
  /// - Throws: `PhaseFitError` where the text is no table or an option is impossible.
  public static func analyse(text: String, name: String, options: Options) throws
    -> LandauTableReport
  {
    try check(options)
    do {
      if LatticeTable.isRecognised(text) {
        return try analyse(LatticeTable(text: text, name: name), options: options)
      }
      let table = try OrderParameterTable(text: text, name: name)
      let series = try TableSeries(
        table, observable: options.observable, parentFrom: options.parentFrom,
        branch: options.branch, isOccupational: options.isOccupational)
      return try report(table, series, options: options)
    } catch let error as LandauError {
      throw PhaseFitError(.badData, error.description)
    } catch let error as LatticeTableError {
      throw PhaseFitError(.badData, error.description)
    }
  }

  /// The report of a series and the table it comes from, each point's measurement a row.
  static func report(
    _ table: OrderParameterTable, _ series: TableSeries, options: Options
  ) throws -> LandauTableReport {
    var uncertainties = series.temperatureUncertainties
    if let common = options.temperatureUncertainty {
      for point in series.series.points where uncertainties[point.measurement] == nil {
        uncertainties[point.measurement] = common
      }
    }
    let facts = LandauAnalysis.Facts(
      groupSubgroupRelated: true, cubicInvariantAllowed: options.cubicInvariantAllowed)
    var settings = LandauAnalysis.Options(
      bootstrapReplicates: options.bootstrapReplicates, seed: options.seed,
      temperatureUncertainties: uncertainties, calorimetry: options.calorimetry)
    var analysis = try LandauAnalysis(series.series, facts: facts, options: settings)
    var lower: [LowerTransition] = []
    var upper = series.series
    if let found = try SeriesBreak(series.series, analysis) {
      analysis = try LandauAnalysis(found.upper, facts: facts, options: settings)
      upper = found.upper
      settings.calorimetry = nil
      lower = try LowerTransition.list(found, options: settings)
    }
    func rows(_ branch: OrderParameterTable.Branch) -> Set<Int> {
      Set(
        series.series.points.map(\.measurement).filter { table.rows[$0].branch == branch })
    }
    return LandauTableReport(
      name: table.name, observable: options.observable, table: table, series: series,
      analysis: analysis, lower: lower,
      branches: try LandauBranches(
        upper, heated: rows(.heating), cooled: rows(.cooling), facts: facts),
      seed: options.seed)
  }

  private static func check(_ options: Options) throws(PhaseFitError) {
    if let from = options.parentFrom, !(from.isFinite && from > 0) {
      throw PhaseFitError(.usage, "--parent-from \(from): expected a positive number of kelvin")
    }
    if let uncertainty = options.temperatureUncertainty,
      !(uncertainty.isFinite && uncertainty > 0)
    {
      throw PhaseFitError(
        .usage, "--temperature-su \(uncertainty): expected a positive number of kelvin")
    }
    guard
      options.bootstrapReplicates == 0 || (100...1_000_000).contains(options.bootstrapReplicates)
    else {
      throw PhaseFitError(
        .usage,
        "--bootstrap \(options.bootstrapReplicates): expected 0 for none, or 100 to 1000000")
    }
  }
}

/// The Landau analysis of a table with what it was made from.
public struct LandauTableReport: Sendable, Codable, Hashable {
  /// The name of the table.
  public var name: String
  /// What its values are.
  public var observable: TableSeries.Observable
  /// The rows.
  public var table: OrderParameterTable
  /// The series that was fitted.
  public var series: TableSeries
  /// The analysis; where the table has several transitions, of the one to the parent.
  public var analysis: LandauAnalysis
  /// Further transitions below it, by falling temperature.
  public var lower: [LowerTransition] = []
  /// Heating and cooling apart; nil without both branches.
  public var branches: LandauBranches?
  /// The seed of all random numbers.
  public var seed: UInt64

  /// All doubts: of the table, then of the analysis, then of the transitions below.
  public var diagnostics: [Diagnostic] {
    series.diagnostics + analysis.diagnostics + lower.map(\.statement)
      + lower.flatMap(\.analysis.diagnostics)
  }
}
