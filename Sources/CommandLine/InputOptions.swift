import ArgumentParser
import PhaseFit
import PhaseFitStructures

/// The input of `analyse` and `inspect`.
struct InputOptions: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      "A folder of structures, files, or one file of several (CIF, POSCAR, XDATCAR, XYZ, SHELX).",
      valueName: "path"),
    completion: .file())
  var paths: [String]

  @Option(
    help: ArgumentHelp(
      "CSV table file[,block],temperature_K[,branch]; overrides every other temperature.",
      valueName: "file"),
    completion: .file(extensions: ["csv"]))
  var temperatures: String?

  @Flag(help: "Read sub-folders too.")
  var recursive = false

  @Flag(help: "Stop at the first file that cannot be read instead of leaving it out.")
  var strict = false

  @Option(
    help: ArgumentHelp(
      "The width of the bins in which a trajectory of changing temperature is averaged.",
      valueName: "K"))
  var binKelvin: Double?

  @Option(
    help: ArgumentHelp(
      "Frames at the beginning of each trajectory that are left out.", valueName: "n"))
  var discardFrames = 0

  @Option(
    help: ArgumentHelp(
      "What to do with doubles, misprints and records in another setting, origin or hand.",
      valueName: "keep|exclude|repair"))
  var suspects = Suspects.keep

  /// What to do with records that do not belong among their neighbours.
  enum Suspects: String, ExpressibleByArgument, CaseIterable {
    case keep, exclude, repair
  }

  func validate() throws {
    if let binKelvin, !(binKelvin > 0 && binKelvin.isFinite) {
      throw ValidationError("--bin-kelvin is \(binKelvin): expected a width above zero in K")
    }
    guard discardFrames >= 0 else {
      throw ValidationError("--discard-frames is \(discardFrames): expected 0 or more")
    }
  }

  /// The options as the pipeline takes them.
  func analysisOptions(parent: String? = nil, seed: UInt64 = 0) -> AnalysisOptions {
    AnalysisOptions(
      parent: parent, temperatures: temperatures, recursive: recursive, strict: strict,
      binKelvin: binKelvin, discardFrames: discardFrames,
      suspects: SweepHygiene.Policy(rawValue: suspects.rawValue) ?? .keep,
      seed: seed, command: ["phasefit"] + CommandLine.arguments.dropFirst())
  }
}
