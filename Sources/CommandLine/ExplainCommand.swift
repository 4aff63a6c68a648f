import ArgumentParser
import PhaseFitReport

/// `phasefit explain`: what the code behind a diagnostic means.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Explain the code of a diagnostic, or list all codes.",
    discussion: "Codes stand in brackets behind diagnostics: phasefit explain no-su.")

  @Argument(help: "The code, such as no-su; without one, all codes are listed.")
  var code: String?

  func run() throws {
    try Terminal.reportingFailures {
      guard let code else {
        let width = DiagnosticGuide.all.map(\.code.count).max() ?? 0
        let lines = DiagnosticGuide.all.map { entry in
          entry.code + String(repeating: " ", count: width + 2 - entry.code.count) + entry.title
        }
        try Terminal.print(lines.joined(separator: "\n") + "\n")
        return
      }
      let bare = code.trimmingPrefix("[").prefix { $0 != "]" }.lowercased()
      guard let entry = DiagnosticGuide.entry(bare) else {
        let near = DiagnosticGuide.suggestions(for: bare).prefix(3).joined(separator: ", ")
        throw CommandFailure(
          status: 64,
          message: "no diagnostic has the code \(bare): expected one of those that phasefit "
            + "explain lists\(near.isEmpty ? "" : "; did you mean \(near)?")")
      }
      try Terminal.print(entry.text)
    }
  }
}
