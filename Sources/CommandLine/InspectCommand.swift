import ArgumentParser
import PhaseFit
import PhaseFitReport

/// `phasefit inspect`: what was read, without any fit.
struct InspectCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inspect",
    abstract: "Show what is read: temperatures and their sources, space groups, doubts.",
    discussion: "Fits nothing and writes no file.")

  /// What standard output gets.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json
  }

  @OptionGroup var input: InputOptions

  @Option(help: "What to print.")
  var format = Format.text

  func run() throws {
    try Terminal.reportingFailures {
      let report = try Pipeline.inspect(input.paths, options: input.analysisOptions())
      switch format {
      case .text: try Terminal.print(SummaryText.render(report))
      case .json: try Terminal.print(SummaryJSON.render(report))
      }
    }
  }
}
