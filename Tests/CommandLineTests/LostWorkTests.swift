import Foundation
import PhaseFitReport
import Testing

/// What a run leaves behind when it cannot end as planned.
@Suite("Nothing is lost", .serialized)
struct LostWorkTests {
  private static let program = URL(
    fileURLWithPath: (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
      ?? CommandLine.arguments[0]
  ).deletingLastPathComponent().appending(path: "phasefit")

  private static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  private static let sweep = root.appending(path: "structures/nano3-paul-pryor1972").path
  /// A sweep whose analysis takes seconds.
  private static let longSweep = root.appending(path: "structures/bazrs3-md-hse").path

  /// A folder that exists while a test runs, with the errors of the programs it runs.
  private final class Scratch {
    let url = FileManager.default.temporaryDirectory
      .appending(path: "phasefit-lost-\(UUID().uuidString)")

    init() throws {
      try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    func path(_ name: String) -> String { url.appending(path: name).path }

    /// Starts a shell command in which `$0` is the program; its errors go to a file.
    func start(_ command: String, errors: String = "errors") throws -> Process {
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/bin/sh")
      process.arguments = ["-c", command, LostWorkTests.program.path]
      process.currentDirectoryURL = url
      let file = url.appending(path: errors)
      try Data().write(to: file)
      process.standardError = try FileHandle(forWritingTo: file)
      process.standardOutput = FileHandle.nullDevice
      try process.run()
      return process
    }

    func run(_ command: String) throws -> (status: Int32, errors: String) {
      let process = try start(command)
      process.waitUntilExit()
      return (process.terminationStatus, try text("errors"))
    }

    func text(_ name: String) throws -> String {
      String(decoding: try Data(contentsOf: url.appending(path: name)), as: UTF8.self)
    }

    /// The files and folders, hidden ones too, without those of the test itself.
    func entries() throws -> [String] {
      try FileManager.default.contentsOfDirectory(atPath: url.path)
        .filter { !$0.hasPrefix("errors") }.sorted()
    }
  }

  @Test(
    "interrupt, termination and kill leave no report and no other trace of one that would be seen")
  func signals() throws {
    for (number, word) in [(SIGINT, "interrupted"), (SIGTERM, "terminated"), (SIGKILL, "")] {
      let scratch = try Scratch()
      let process = try scratch.start("exec \"$0\" analyse \(Self.longSweep) --output out")
      // Reading begins at once; the analysis takes far longer than this.
      usleep(400_000)
      kill(process.processIdentifier, number)
      process.waitUntilExit()
      #expect(process.terminationReason == .uncaughtSignal)
      #expect(process.terminationStatus == number)
      #expect(try scratch.entries() == [])
      if !word.isEmpty {
        #expect(
          try scratch.text("errors")
            == "phasefit: \(word); no report was written, and an earlier one is as it was\n")
      }
    }
  }

  @Test(
    "a full disk, a lost race and a place that cannot be written leave the earlier report intact")
  func refusedBySystem() throws {
    let scratch = try Scratch()
    #expect(try scratch.run("exec \"$0\" analyse \(Self.sweep) --output one").status == 0)
    let before = try scratch.text("one/report.xml")
    // A limit on the size of files stands for a disk that fills up.
    let full = try scratch.run("ulimit -f 16; exec \"$0\" report one/report.xml --output one")
    #expect(full.status == 1)
    let words = full.errors.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(words.contains("the file cannot be written: File too large; no report was written"))
    #expect(try scratch.text("one/report.xml") == before)
    #expect(try scratch.entries() == ["one"])

    let refused = try scratch.run("exec \"$0\" report one/report.xml --output /proc/phasefit-out")
    #expect(refused.status == 1)
    #expect(refused.errors.contains("/proc"))

    // Runs at once into one folder: each ends well, and one of them is what stays.
    let runs = try (0..<4).map {
      try scratch.start("exec \"$0\" report one/report.xml --output two", errors: "errors\($0)")
    }
    for run in runs { run.waitUntilExit() }
    for run in runs { #expect(run.terminationStatus == 0) }
    #expect(try scratch.text("two/report.xml") == before)
    #expect(try scratch.entries() == ["one", "two"])
    let names = try FileManager.default.subpathsOfDirectory(atPath: scratch.path("two")).sorted()
    #expect(
      try FileManager.default.subpathsOfDirectory(atPath: scratch.path("one")).sorted() == names)
  }

  @Test("one and two processors give the same bytes but for the date")
  func deterministic() throws {
    let scratch = try Scratch()
    for (name, processors) in [("one", "0"), ("two", "0-1")] {
      let run = try scratch.run(
        "mkdir \(name); cd \(name); command -v taskset > /dev/null || exec \"$0\" analyse "
          + "\(Self.sweep) --output out; taskset -c \(processors) true 2> /dev/null "
          + "&& exec taskset -c \(processors) \"$0\" analyse \(Self.sweep) --output out; "
          + "exec \"$0\" analyse \(Self.sweep) --output out")
      #expect(run.status == 0, "\(run.errors)")
    }
    let names = try FileManager.default.subpathsOfDirectory(atPath: scratch.path("one/out"))
      .sorted()
    #expect(names.count > 10)
    for name in names {
      guard let first = try? scratch.text("one/out/\(name)") else { continue }
      let second = try scratch.text("two/out/\(name)")
      #expect(Self.dateless(first) == Self.dateless(second), "\(name)")
    }
  }

  private static func dateless(_ text: String) -> String {
    text.replacing(#/\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2})?Z?/#, with: "DATE")
  }
}
