import Foundation
import PhaseFitReport
import Testing

/// Runs the built program and looks at what a user sees.
@Suite("Command line", .serialized)
struct CommandLineTests {
  struct Outcome {
    var status: Int32
    var output: String
    var errors: String
  }

  /// The program beside the test bundle.
  static let program = URL(
    fileURLWithPath: (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
      ?? CommandLine.arguments[0]
  ).deletingLastPathComponent().appending(path: "phasefit")

  func run(_ arguments: String..., in folder: URL? = nil) throws -> Outcome {
    try run(arguments, in: folder)
  }

  func run(_ arguments: [String], in folder: URL? = nil) throws -> Outcome {
    let process = Process()
    process.executableURL = Self.program
    process.arguments = arguments
    process.currentDirectoryURL = folder
    // Files, not pipes: output longer than a pipe holds must not block.
    let scratch = FileManager.default.temporaryDirectory
      .appending(path: "phasefit-cli-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: scratch) }
    let (out, err) = (scratch.appending(path: "out"), scratch.appending(path: "err"))
    for file in [out, err] { try Data().write(to: file) }
    process.standardOutput = try FileHandle(forWritingTo: out)
    process.standardError = try FileHandle(forWritingTo: err)
    try process.run()
    process.waitUntilExit()
    return Outcome(
      status: process.terminationStatus,
      output: String(decoding: try Data(contentsOf: out), as: UTF8.self),
      errors: String(decoding: try Data(contentsOf: err), as: UTF8.self))
  }

  @Test("help and version answer on standard output with status 0")
  func help() throws {
    let help = try run("--help")
    #expect(help.status == 0)
    for word in ["analyse", "inspect", "decompose", "schema", "Exit status"] {
      #expect(help.output.contains(word))
    }
    #expect(help.errors.isEmpty)
    #expect(
      try run("--version").output == "phasefit \(AnalysisReport.Provenance.currentVersion)\n")
    let analyse = try run("analyse", "--help").output
    for option in [
      "--parent", "--output", "--format", "--seed", "--strict", "--temperatures", "--recursive",
      "--quiet",
    ] {
      #expect(analyse.contains(option))
    }
  }

  @Test("the schema that is printed is the schema of the library")
  func schema() throws {
    let outcome = try run("schema")
    #expect(outcome.status == 0)
    #expect(outcome.output == ReportSchema.text)
  }

  @Test("wrong usage has status 64")
  func usage() throws {
    #expect(try run("analyse").status == 64)
    #expect(try run("analyse", "x", "--format", "html").status == 64)
    #expect(try run("analyse", "x", "--seed", "-1").status == 64)
    #expect(try run("analyze", "x").status == 64)
  }

  @Test("input that does not exist has status 66 and is named", arguments: ["analyse", "inspect"])
  func missing(_ command: String) throws {
    let outcome = try run(command, "/nonexistent/sweep")
    #expect(outcome.status == 66)
    #expect(outcome.errors.contains("/nonexistent/sweep"))
    #expect(outcome.output.isEmpty)
  }

  @Test("an output folder that belongs to somebody is refused before any work")
  func refused() throws {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "phasefit-cli-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data("mine".utf8).write(to: folder.appending(path: "notes.txt"))
    let outcome = try run("analyse", "/nonexistent/sweep", "--output", folder.path)
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("notes.txt"))
    #expect(outcome.errors.contains("--output"))
  }

  @Test("standard error holds no escape sequences where it is no terminal")
  func plainErrors() throws {
    let outcome = try run("inspect", "/nonexistent/sweep")
    #expect(!outcome.errors.contains("\u{1B}"))
    #expect(outcome.errors.hasPrefix("phasefit: "))
  }
}
