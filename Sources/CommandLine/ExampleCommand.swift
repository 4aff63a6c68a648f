import ArgumentParser
import Foundation
import PhaseFitReport

/// `phasefit example`: the bundled sweeps.
struct ExampleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "example",
    abstract: "List the bundled sweeps, or analyse one of them.",
    discussion: """
      Without a name the sweeps are listed with what each teaches, its source and its licence. \
      With a name the ordinary command that it stands for is printed and run.

      The sweeps are looked for in the folder that the variable PHASEFIT_STRUCTURES names, in \
      ../share/phasefit/structures beside the program, in "structures" of every folder above it, \
      and in "structures" of the current folder.
      """)

  @Argument(
    help: ArgumentHelp("The name of a bundled sweep.", valueName: "name"),
    completion: .list(BundledSweep.all.map(\.name)))
  var name: String?

  @Option(
    name: [.short, .long],
    help: ArgumentHelp(
      "Where the report goes (default: ./<name of the sweep>-phasefit).", valueName: "folder"),
    completion: .directory)
  var output: String?

  @Flag(name: [.short, .long], help: "Print neither the command nor progress nor the summary.")
  var quiet = false

  func run() throws {
    try Terminal.reportingFailures {
      guard let name else {
        return try Terminal.print(try Self.list())
      }
      guard let sweep = BundledSweep.all.first(where: { $0.name == name }) else {
        throw CommandFailure(
          status: 64,
          message: "example: no bundled sweep is called \"\(name)\": expected one of "
            + BundledSweep.all.map(\.name).joined(separator: ", "))
      }
      let folder = try BundledSweep.folder()
      let path = "\(folder)/\(sweep.name)"
      guard FileManager.default.fileExists(atPath: path) else {
        throw CommandFailure(
          status: 66,
          message: "\(path): the sweep is missing; copy it there from phasefit's sources")
      }
      var arguments = [path]
      if let output { arguments += ["--output", output] }
      if !quiet {
        let lines = [
          TextLayout.wrapped(sweep.lesson), TextLayout.wrapped("Source: \(sweep.source)"),
          TextLayout.wrapped("Licence: \(sweep.licence)"), [""],
          ["$ phasefit analyse " + arguments.map(Self.quoted).joined(separator: " ")], [""],
        ]
        try Terminal.print(lines.joined().map { "\($0)\n" }.joined())
      } else {
        arguments.append("--quiet")
      }
      try AnalyseCommand.parse(arguments).work()
    }
  }

  private static func list() throws -> String {
    let folder = try BundledSweep.folder()
    let lines = BundledSweep.all.flatMap { sweep -> [String] in
      let isThere = FileManager.default.fileExists(atPath: "\(folder)/\(sweep.name)")
      return [sweep.name + (isThere ? "" : " (missing)")]
        + TextLayout.wrapped(sweep.lesson, first: "    ")
        + TextLayout.wrapped("\(sweep.source). Licence: \(sweep.licence).", first: "    ")
    }
    return (["The sweeps in \(folder); phasefit example NAME analyses one.", ""] + lines)
      .map { "\($0)\n" }.joined()
  }

  /// An argument as a shell takes it.
  private static func quoted(_ text: String) -> String {
    let isPlain =
      !text.isEmpty && text.allSatisfy { $0.isLetter || $0.isNumber || "/._-+".contains($0) }
    return isPlain ? text : "'" + text.replacing("'", with: "'\\''") + "'"
  }
}
