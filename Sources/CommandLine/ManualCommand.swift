import ArgumentParser
import Foundation
import PhaseFitReport

/// `phasefit manual`: the manual page.
struct ManualCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "manual",
    abstract: "Print the manual page for man.",
    discussion: """
      phasefit manual > phasefit.1, then man ./phasefit.1. Completions for a shell come from \
      phasefit --generate-completion-script bash (or zsh, fish).
      """)

  func run() throws {
    try Terminal.reportingFailures { try Terminal.print(Self.page()) }
  }

  /// The page in the language of man: every command with its help as it is printed.
  static func page() -> String {
    let configuration = PhaseFitCommand.configuration
    var lines = [
      ".TH PHASEFIT 1 \"\" \"phasefit \(AnalysisReport.Provenance.currentVersion)\" \"User Commands\"",
      ".SH NAME", "phasefit \\- \(escaped(configuration.abstract))", ".SH SYNOPSIS",
      ".B phasefit", ".I command", "[\\fIoptions\\fR]", ".SH DESCRIPTION",
    ]
    for paragraph in configuration.discussion.split(separator: "\n\n") {
      lines += [".PP", escaped(String(paragraph))]
    }
    lines.append(".SH COMMANDS")
    for command in configuration.subcommands {
      let help = PhaseFitCommand.helpMessage(for: command, columns: TextLayout.width)
      lines.append(".SS \(escaped("phasefit \(command._commandName)"))")
      lines.append(".nf")
      // The usage is the only line of the help that is not wrapped.
      lines += help.split(separator: "\n", omittingEmptySubsequences: false).flatMap { line in
        line.hasPrefix("USAGE: ")
          ? TextLayout.wrapped(String(line.dropFirst(7)), first: "USAGE: ") : [String(line)]
      }.map(escaped)
      lines.append(".fi")
    }
    lines += [
      ".SH ENVIRONMENT", ".TP", ".B NO_COLOR",
      "No colours are used where it has any value but the empty one.", ".TP",
      ".B \(BundledSweep.variable)", "The folder of the bundled sweeps.", ".SH FILES", ".TP",
      ".I NAME-phasefit/", "The report of a sweep: report.html, report.xml, summary.txt,",
      "summary.json, analysis.ipynb, model.json, figures/, tables/, structures/.",
    ]
    return lines.joined(separator: "\n") + "\n"
  }

  /// A line of text without what the language takes for a command.
  private static func escaped(_ text: String) -> String {
    let plain = text.replacing("\\", with: "\\e").replacing("-", with: "\\-").unicodeScalars.map {
      $0.isASCII ? String($0) : "\\[u\(String(format: "%04X", $0.value))]"
    }.joined()
    return plain.hasPrefix(".") || plain.hasPrefix("'") ? "\\&" + plain : plain
  }
}
