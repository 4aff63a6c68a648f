import Foundation
import PhaseFitTestSupport
import Testing

@testable import PhaseFitCLI

extension CommandLineTests {
  @Test("the manual page is the committed one and holds the help of every command")
  func manual() throws {
    let outcome = try run("manual")
    #expect(outcome.status == 0)
    #expect(Golden.difference(outcome.output, "Tests/CommandLineTests/Golden/phasefit.1") == nil)
    let help = try run("--help").output
    let commands = help.components(separatedBy: "SUBCOMMANDS:\n").last?.split(separator: "\n")
      .filter { $0.hasPrefix("  ") && ($0.dropFirst(2).first?.isLowercase ?? false) }
      .compactMap { $0.split(separator: " ").first }
    let names = try #require(commands)
    #expect(names.count > 8)
    for name in names {
      #expect(outcome.output.contains(".SS phasefit \(name)\n"), "\(name)")
      let text = try run(String(name), "--help")
      #expect(text.status == 0)
      let lines = text.output.split(separator: "\n").filter { !$0.hasPrefix("USAGE: ") }
      #expect(lines.allSatisfy { $0.count <= 80 }, "\(name)")
    }
    // Every line is a macro that man knows or text.
    let macros = Set(
      outcome.output.split(separator: "\n").filter { $0.hasPrefix(".") }.map {
        String($0.prefix { $0 != " " })
      })
    #expect(macros.isSubset(of: [".TH", ".SH", ".SS", ".B", ".I", ".PP", ".TP", ".nf", ".fi"]))
  }

  @Test("completions of the shells know the commands", arguments: ["bash", "zsh", "fish"])
  func completions(_ shell: String) throws {
    let outcome = try run("--generate-completion-script", shell)
    #expect(outcome.status == 0)
    for word in ["analyse", "simulate", "antiphase-tilt", "nano3-paul-pryor1972"] {
      #expect(outcome.output.contains(word), "\(shell): \(word)")
    }
  }

  @Test("progress tells the time left of a long stage, and nothing of a short one")
  func progress() {
    func line(_ completed: Int, _ seconds: Double) -> String {
      ProgressLine.line(
        "fitting weights", completed: completed, total: 200, elapsed: UInt64(seconds * 1e9))
    }
    #expect(line(20, 0.5) == "fitting weights 20 of 200")
    #expect(line(20, 2) == "fitting weights 20 of 200, at most 19 s")
    #expect(line(2, 6) == "fitting weights 2 of 200, at most 10 min")
    #expect(line(0, 6) == "fitting weights 0 of 200")
    #expect(line(200, 6) == "fitting weights 200 of 200")
    #expect(ProgressLine.line("reading", completed: 0, total: 1, elapsed: 9 << 30) == "reading")
  }

  @Test(
    "errors are coloured on a terminal, and not with NO_COLOR",
    .enabled(
      if: FileManager.default.isExecutableFile(atPath: "/usr/bin/script"),
      "the program script, which opens a terminal, is not installed"))
  func colour() throws {
    func errors(_ environment: [String: String]) throws -> String {
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/usr/bin/script")
      process.arguments = ["-qec", "\(Self.program.path) inspect /nonexistent", "/dev/null"]
      // A program built with a sanitizer reports in colour unless it is told what the tests are told.
      let sanitizer = ProcessInfo.processInfo.environment.filter { $0.key == "ASAN_OPTIONS" }
      process.environment = ["TERM": "xterm", "PATH": "/usr/bin:/bin"]
        .merging(sanitizer, uniquingKeysWith: { $1 })
        .merging(environment, uniquingKeysWith: { $1 })
      let pipe = Pipe()
      process.standardOutput = pipe
      process.standardInput = FileHandle.nullDevice
      try process.run()
      let data = pipe.fileHandleForReading.readDataToEndOfFile()
      process.waitUntilExit()
      return String(decoding: data, as: UTF8.self)
    }
    let plain = try errors([:])
    #expect(plain.contains("/nonexistent"))
    #expect(plain.contains("\u{1B}[1;31mphasefit:\u{1B}[0m"))
    for environment in [["NO_COLOR": "1"], ["TERM": "dumb"]] {
      let quiet = try errors(environment)
      #expect(quiet.contains("/nonexistent"))
      #expect(!quiet.contains("\u{1B}["))
    }
    #expect(try errors(["NO_COLOR": ""]).contains("\u{1B}["))
  }
}
