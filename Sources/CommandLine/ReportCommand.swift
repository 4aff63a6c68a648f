import ArgumentParser
import Foundation
import PhaseFitReport

/// `phasefit report`: the pages of a report again, from its XML.
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Write page, figures, tables and summaries of a report.xml again.",
    discussion: """
      Nothing is computed: all numbers are those of the file, and the CIFs of structures/ beside \
      it are copied. Without --output the report goes \
      where analyse would have put it.
      """)

  @Argument(
    help: ArgumentHelp("The report.xml to read.", valueName: "report.xml"),
    completion: .file(extensions: ["xml"]))
  var file: String

  @Option(
    name: [.short, .long],
    help: ArgumentHelp(
      "Where the report goes (default: ./<name of the sweep>-phasefit).", valueName: "folder"),
    completion: .directory)
  var output: String?

  @Flag(name: [.short, .long], help: "Do not print the text summary.")
  var quiet = false

  func run() throws {
    try Terminal.reportingFailures {
      if let output { try ReportFolder.check(output) }
      guard let data = FileManager.default.contents(atPath: file) else {
        throw CommandFailure(
          status: 66,
          message: "\(file): no such file, or it cannot be read; name the report.xml of a report")
      }
      var report: AnalysisReport
      do throws(ReportError) {
        report = try ReportXML.read(Array(data))
      } catch {
        throw ReportError(error.kind, "\(file): \(error.message)")
      }
      report.modelFile = ReportFolder.modelFile(beside: file)
      report.structureFiles = ReportFolder.structureFiles(beside: file)
      let folder = output ?? ReportFolder.defaultName(sweep: report.sweep.name)
      try ReportFolder.write(report, to: folder)
      if !quiet { try Terminal.print(SummaryText.render(report, folder: folder)) }
    }
  }
}
