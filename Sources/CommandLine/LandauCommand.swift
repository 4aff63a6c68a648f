public import ArgumentParser
public import PhaseFit

/// `phasefit landau`: Landau fits of an order parameter that was measured elsewhere.
struct LandauCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "landau",
    abstract: "Fit Landau potentials to a table of an order parameter over temperature.",
    discussion: """
      TABLE has rows of temperature in K, value, and if known its standard uncertainty (a column, or \
      as in 0.512(3)), the phase (distorted or parent), the branch (heating or cooling) and the \
      standard uncertainty of the temperature; separated by commas, semicolons, tabs or blanks, with \
      or without a header; # begins a comment.

      Where no phase is stated and --parent-from is not given, the points above the hottest value \
      beyond two standard uncertainties are of the parent phase. A table of lattice parameters (named \
      columns with units, PASCal, EosFit, GSAS-II sequential) is taken by its spontaneous strain. Strain that is itself the order \
      parameter (a proper ferroelastic) is an amplitude; --observable strain is for strain that \
      follows the order parameter as its square.
      """)

  /// What standard output gets.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json, csv
  }

  /// What symmetry says about a cubic invariant on the realised direction.
  enum CubicInvariant: String, ExpressibleByArgument, CaseIterable {
    case unknown, allowed, forbidden
  }

  @Argument(
    help: ArgumentHelp("A table of temperature and value.", valueName: "table"),
    completion: .file(extensions: ["csv", "tsv", "txt", "dat"]))
  var table: String

  @Option(help: "What the values are; square, intensity and strain go as the square.")
  var observable = TableSeries.Observable.amplitude

  @Option(
    help: ArgumentHelp(
      "The temperature from which on points are of the parent phase.", valueName: "kelvin"))
  var parentFrom: Double?

  @Option(help: "Take only the rows of this branch.")
  var branch: OrderParameterTable.Branch?

  @Flag(help: "The order parameter is a site occupancy: try mean-field ordering too.")
  var occupational = false

  @Option(help: "Whether symmetry allows a cubic invariant on the realised direction.")
  var cubicInvariant = CubicInvariant.unknown

  @Option(
    name: .customLong("temperature-su"),
    help: ArgumentHelp(
      "The standard uncertainty of every temperature that states none.", valueName: "kelvin"))
  var temperatureUncertainty: Double?

  @OptionGroup var heat: CalorimetryOptions

  @Option(help: "The number of repetitions of each bootstrap, 0 for none.")
  var bootstrap = 1000

  @Option(help: "The seed of all random numbers.")
  var seed: UInt64 = 0

  @Option(help: "What to print; csv is the predicted order parameter with its 95 % band.")
  var format = Format.text

  func run() throws {
    try Terminal.reportingFailures {
      let report = try LandauTable.analyse(contentsOf: table, options: options)
      switch format {
      case .text: try Terminal.print(report.text())
      case .json: try Terminal.print(report.json())
      case .csv: try Terminal.print(report.csv())
      }
    }
  }

  private var options: LandauTable.Options {
    LandauTable.Options(
      observable: observable, parentFrom: parentFrom, branch: branch,
      isOccupational: occupational,
      cubicInvariantAllowed: cubicInvariant == .unknown ? nil : cubicInvariant == .allowed,
      temperatureUncertainty: temperatureUncertainty,
      calorimetry: heat.calorimetry,
      bootstrapReplicates: bootstrap, seed: seed)
  }
}

extension TableSeries.Observable: ExpressibleByArgument {}
extension OrderParameterTable.Branch: ExpressibleByArgument {}
