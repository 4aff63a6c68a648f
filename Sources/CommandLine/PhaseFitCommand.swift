import ArgumentParser
import PhaseFitReport

/// The command `phasefit`.
@main
struct PhaseFitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "phasefit",
    abstract: "Phase transitions from structures measured over temperature.",
    discussion: """
      phasefit analyse sweep/ reads a folder of CIF files, finds the parent structure and what \
      breaks its symmetry, fits a relaxed equivariant network and Landau theory, and writes a \
      report.

      Exit status: 0 done, whatever the verdict; 1 refused, no report; 64 usage; 65 bad data; \
      66 no such input; 70 internal error.
      """,
    version: "phasefit \(AnalysisReport.Provenance.currentVersion)",
    subcommands: [
      AnalyseCommand.self, InspectCommand.self, DecomposeCommand.self, LandauCommand.self,
      PredictCommand.self, ReproduceCommand.self, ReportCommand.self, SchemaCommand.self,
      ExplainCommand.self, SimulateCommand.self, ExampleCommand.self,
      ManualCommand.self,
    ])
}
