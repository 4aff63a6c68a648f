import ArgumentParser
import PhaseFit

/// The input of `analyse` and `inspect`.
struct InputOptions: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      "A folder of CIF files, CIF files, or one CIF with several blocks.", valueName: "path"),
    completion: .file())
  var paths: [String]

  @Option(
    help: ArgumentHelp(
      "CSV table file[,block],temperature_K; overrides every other temperature.",
      valueName: "file"),
    completion: .file(extensions: ["csv"]))
  var temperatures: String?

  @Flag(help: "Read sub-folders too.")
  var recursive = false

  @Flag(help: "Stop at the first file that cannot be read instead of leaving it out.")
  var strict = false

  /// The options as the pipeline takes them.
  func analysisOptions(parent: String? = nil, seed: UInt64 = 0) -> AnalysisOptions {
    AnalysisOptions(
      parent: parent, temperatures: temperatures, recursive: recursive, strict: strict,
      seed: seed, command: ["phasefit"] + CommandLine.arguments.dropFirst())
  }
}
