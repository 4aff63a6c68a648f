import Foundation
import PhaseFitTestSupport
import Testing

extension CommandLineTests {
  /// An empty folder that is removed after the work.
  private func inFolder(_ work: (URL) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "phasefit-cli-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try work(folder)
  }

  @Test("simulate writes what it lists, and inspect reads the groups that it told")
  func simulate() throws {
    let list = try run("simulate")
    #expect(list.status == 0)
    #expect(list.output.split(separator: "\n").count == 10)
    try inFolder { folder in
      let outcome = try run(
        "simulate", "polar-111", "--tc", "200", "--temperatures", "50:250:100", "--order", "first",
        in: folder)
      #expect(outcome.status == 0)
      #expect(outcome.output.contains("R3m (160) → Pm-3m (221) at 200.0 K, first order, GM4-"))
      let names = try FileManager.default.contentsOfDirectory(
        atPath: folder.appending(path: "polar-111").path)
      #expect(names.sorted() == ["0050.00K.cif", "0150.00K.cif", "0250.00K.cif", "truth.json"])
      let inspected = try run("inspect", "polar-111", in: folder)
      #expect(inspected.status == 0)
      #expect(inspected.output.contains("R3m"))
      // A second run finds the folder full and changes nothing.
      let second = try run("simulate", "polar-111", in: folder)
      #expect(second.status == 1)
      #expect(second.errors.contains("--output"))
    }
  }

  @Test(
    "simulate says what was wrong",
    arguments: [
      ["simulate", "nonsense"], ["simulate", "pnma", "--irrep", "R4+"],
      ["simulate", "--parent", "x.cif"], ["simulate", "pnma", "--temperatures", "10:5:1"],
      ["simulate", "pnma", "--temperatures", "a,b"], ["simulate", "pnma", "--tc", "-5"],
      ["simulate", "--irrep", "R4+"], ["simulate", "pnma", "--su-position", "2"],
      ["simulate", "polar-001", "--order", "first", "--jump", "2"],
    ])
  func simulateUsage(_ arguments: [String]) throws {
    try inFolder { folder in
      let outcome = try run(arguments, in: folder)
      #expect(outcome.status == 64)
      #expect(outcome.output.isEmpty)
      #expect(!outcome.errors.isEmpty)
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
    }
  }

  @Test("errors fit a terminal of 80 columns")
  func wrapped() throws {
    let outcome = try run("simulate", "--irrep", "X99")
    let widest = outcome.errors.split(separator: "\n").map(\.count).max() ?? 0
    #expect(widest <= 80)
    #expect(outcome.errors.split(separator: "\n").count > 2)
  }

  @Test("example lists every folder of structures with its licence")
  func exampleList() throws {
    let outcome = try run("example")
    #expect(outcome.status == 0)
    let folder = TestCrystals.root.appending(path: "structures").path
    let names = try FileManager.default.contentsOfDirectory(atPath: folder).filter {
      !$0.hasSuffix(".md")
    }
    for name in names {
      #expect(outcome.output.contains("\n\(name)\n"), "phasefit example does not list \(name)")
    }
    #expect(!outcome.output.contains("(missing)"))
    #expect(outcome.output.split(separator: "\n").allSatisfy { $0.count <= 80 || $0.contains("/") })
  }

  @Test("example runs a sweep and prints the command that it stands for")
  func exampleRun() throws {
    try inFolder { folder in
      let outcome = try run("example", "titanite-taylor-brown1976", in: folder)
      #expect(outcome.status == 0)
      #expect(outcome.output.contains("$ phasefit analyse "))
      #expect(outcome.output.contains("titanite-taylor-brown1976: transition"))
      #expect(
        FileManager.default.fileExists(
          atPath: folder.appending(path: "titanite-taylor-brown1976-phasefit/report.xml").path))
      #expect(try run("example", "nonsense", in: folder).status == 64)
    }
  }
}
