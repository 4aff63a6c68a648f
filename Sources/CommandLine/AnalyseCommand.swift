import ArgumentParser
import Foundation
import PhaseFit
import PhaseFitReport

/// `phasefit analyse`: the whole line from files to the report.
struct AnalyseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "analyse",
    abstract: "Analyse a sweep and write its report.",
    discussion: """
      Writes report.html, report.xml, summary.txt, summary.json, figures/, tables/, structures/ \
      and the notebook analysis.ipynb to a folder, whole or not at all; an earlier report of phasefit there is replaced, anything else is left as it is. Prints \
      the summary.
      """)

  /// What standard output gets.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json, xml
  }

  @OptionGroup var input: InputOptions

  @Option(
    help: ArgumentHelp("The parent structure, if not the one of the sweep.", valueName: "file"),
    completion: .file())
  var parent: String?

  @Option(
    name: [.short, .long],
    help: ArgumentHelp(
      "Where the report goes (default: ./<name of the sweep>-phasefit).", valueName: "folder"),
    completion: .directory)
  var output: String?

  @Option(help: "What to print.")
  var format = Format.text

  @Option(help: "The seed of all random numbers.")
  var seed: UInt64 = 0

  @OptionGroup var heat: CalorimetryOptions

  @Option(
    name: .customLong("model-bootstrap"),
    help: ArgumentHelp(
      "Refit the whole sweep model this often to structures with new noise (0: not at all).",
      valueName: "refits"))
  var modelReplicates = 0

  @Option(
    help: ArgumentHelp(
      "Keep finished fits in a file; the same command goes on from it after a stop.",
      valueName: "file"),
    completion: .file())
  var checkpoint: String?

  @Flag(
    name: [.short, .long],
    help: "Print neither progress nor the text summary; errors are always printed.")
  var quiet = false

  func run() throws {
    try Terminal.reportingFailures { try work() }
  }

  private func options() throws -> AnalysisOptions {
    guard modelReplicates == 0 || modelReplicates >= 20 else {
      throw CommandFailure(
        status: 64,
        message: "--model-bootstrap: \(modelReplicates) refits have no quantiles; expected 0 or at "
          + "least 20")
    }
    var options = input.analysisOptions(parent: parent, seed: seed)
    options.checkpoint = checkpoint
    options.modelReplicates = modelReplicates
    options.calorimetry = heat.calorimetry
    return options
  }

  /// Analyses and writes; errors are thrown, not printed.
  func work() throws {
    if let output { try ReportFolder.check(output) }
    let progress = ProgressLine(isEnabled: !quiet)
    let report: AnalysisReport
    do {
      defer { progress.clear() }
      report = try Pipeline.analyse(
        input.paths, options: options(),
        progress: {
          progress.show($0.stage, completed: $0.completed, total: $0.total)
        })
    }
    let folder = output ?? ReportFolder.defaultName(sweep: report.sweep.name)
    try ReportFolder.write(report, to: folder)
    // All is done: nothing is left to go on with.
    if let checkpoint { try? FileManager.default.removeItem(atPath: checkpoint) }
    switch format {
    case .text: if !quiet { try Terminal.print(SummaryText.render(report, folder: folder)) }
    case .json: try Terminal.print(SummaryJSON.render(report))
    case .xml: try Terminal.print(bytes: ReportXML.write(report))
    }
  }
}
