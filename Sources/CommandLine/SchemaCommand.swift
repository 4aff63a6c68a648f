import ArgumentParser
import PhaseFitReport

/// `phasefit schema`: the XML Schema of the report.
struct SchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Print the XML Schema of report.xml.",
    discussion: """
      phasefit schema > phasefit-report.xsd, then xmllint --noout --schema phasefit-report.xsd \
      report.xml checks a report.
      """)

  func run() throws {
    try Terminal.reportingFailures { try Terminal.print(ReportSchema.text) }
  }
}
