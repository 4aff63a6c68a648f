import Foundation
import Testing

/// The command that runs the experiments of the paper; the runs themselves are tested beside them.
@Suite("Reproduce command", .serialized)
struct ReproduceCommandTests {
  /// Runs the program beside the test bundle, which prints little here.
  private func run(_ arguments: String...) throws -> (status: Int32, output: String, errors: String)
  {
    let bundle =
      (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
      ?? CommandLine.arguments[0]
    let process = Process()
    process.executableURL = URL(fileURLWithPath: bundle).deletingLastPathComponent()
      .appending(path: "phasefit")
    process.arguments = ["reproduce"] + arguments
    let (output, errors) = (Pipe(), Pipe())
    process.standardOutput = output
    process.standardError = errors
    try process.run()
    process.waitUntilExit()
    func text(_ pipe: Pipe) throws -> String {
      String(decoding: try pipe.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    }
    return (process.terminationStatus, try text(output), try text(errors))
  }

  @Test("without a name the experiments are listed")
  func list() throws {
    let outcome = try run()
    #expect(outcome.status == 0)
    let names = outcome.output.split(separator: "\n")
    #expect(names.first == "cube" && names.last == "strain_sweep")
    #expect(names.contains("square_to_rectangle"))
    #expect(outcome.errors.isEmpty)
  }

  @Test("an unknown name and a count of runs below one are wrong usage")
  func usage() throws {
    let unknown = try run("dodecahedron")
    #expect(unknown.status == 64)
    // Errors are wrapped to the width of a terminal.
    let words = unknown.errors.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(words.contains("expected all or some of cube"))
    #expect(unknown.output.isEmpty)
    #expect(try run("cube", "--runs", "0").status == 64)
  }
}
