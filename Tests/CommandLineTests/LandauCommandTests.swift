import Foundation
import Testing

/// Runs `phasefit landau` on tables.
@Suite("Command landau")
struct LandauCommandTests {
  private struct Outcome {
    var status: Int32
    var output: String
    var errors: String

    var json: [String: Any]? {
      (try? JSONSerialization.jsonObject(with: Data(output.utf8))) as? [String: Any]
    }
  }

  private static let program = URL(
    fileURLWithPath: (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
      ?? CommandLine.arguments[0]
  ).deletingLastPathComponent().appending(path: "phasefit")

  private func run(_ table: String, _ arguments: [String] = []) throws -> Outcome {
    let scratch = FileManager.default.temporaryDirectory
      .appending(path: "phasefit-landau-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: scratch) }
    try Data(table.utf8).write(to: scratch.appending(path: "table.csv"))
    let (out, err) = (scratch.appending(path: "out"), scratch.appending(path: "err"))
    for file in [out, err] { try Data().write(to: file) }
    let process = Process()
    process.executableURL = Self.program
    process.arguments = ["landau", "table.csv"] + arguments
    process.currentDirectoryURL = scratch
    process.standardOutput = try FileHandle(forWritingTo: out)
    process.standardError = try FileHandle(forWritingTo: err)
    try process.run()
    process.waitUntilExit()
    return Outcome(
      status: process.terminationStatus,
      output: String(decoding: try Data(contentsOf: out), as: UTF8.self),
      errors: String(decoding: try Data(contentsOf: err), as: UTF8.self))
  }

  /// A table that follows a power law with deterministic deviations of about half an uncertainty.
  private func table(beta: Double, power: Double = 1) -> String {
    var text = "T_K,value,su\n"
    for (index, temperature) in stride(from: 60.0, through: 210, by: 10).enumerated() {
      let amplitude = temperature < 187 ? pow(1 - temperature / 187, beta) : 0
      let deviation = 0.002 * [1, -1, 0.5, -0.5, 0][index % 5]
      text += "\(temperature),\(pow(amplitude, power) + deviation),0.004\n"
    }
    return text
  }

  @Test("a table gives the transition as text")
  func text() throws {
    let outcome = try run(table(beta: 0.5), ["--bootstrap", "100"])
    #expect(outcome.status == 0 && outcome.errors.isEmpty)
    #expect(outcome.output.hasPrefix("table.csv: transition at 18"))
    for word in ["order", "second", "bootstrap", "Fits", "Tests", "table-phases-assigned"] {
      #expect(outcome.output.contains(word))
    }
  }

  @Test("no line of the text is longer than 80 columns, whatever the table")
  func width() throws {
    let tables = [
      table(beta: 0.5), table(beta: 0.2), "300,0.5\n", "300,0.001,0.01\n310,0.002,0.01\n",
    ]
    for (index, table) in tables.enumerated() {
      let text = try run(table, ["--bootstrap", "100", "--cubic-invariant", "allowed"]).output
      #expect(!text.isEmpty)
      for line in text.split(separator: "\n") {
        #expect(line.count <= 80, "table \(index): \(line)")
      }
    }
  }

  @Test("the order of the rows does not matter, a repeated row is counted once")
  func unsorted() throws {
    let sorted = table(beta: 0.5).split(separator: "\n").map(String.init)
    let shuffled = [sorted[0]] + sorted.dropFirst().reversed() + [sorted[1]]
    func transition(_ lines: [String]) throws -> Double? {
      let outcome = try run(
        lines.joined(separator: "\n"), ["--bootstrap", "0", "--format", "json"])
      return (outcome.json?["temperature"] as? [String: Any])?["value"] as? Double
    }
    let (first, second) = (try transition(sorted), try transition(shuffled))
    #expect(first != nil && first == second)
  }

  @Test("the JSON has the keys of a transition, and the same bytes each time")
  func json() throws {
    let arguments = ["--format", "json", "--bootstrap", "100"]
    let outcome = try run(table(beta: 0.5), arguments)
    let json = try #require(outcome.json)
    for key in [
      "temperature", "bracket", "tc", "tPlus", "order", "evidence", "exponent", "coexistence",
      "refusal", "diagnostics", "fits", "bootstrap", "consequences", "prediction", "influence",
    ] {
      #expect(json.keys.contains(key), "\(key)")
    }
    for key in ["above", "below", "primary", "secondary", "relaxedWeights", "groupKeptByWeights"] {
      #expect(!json.keys.contains(key), "\(key)")
    }
    let temperature = try #require(json["temperature"] as? [String: Any])
    let value = try #require(temperature["value"] as? Double)
    #expect(abs(value - 187) < 2 && temperature["su"] is Double)
    #expect(json["bracket"] as? [Double] == [180, 190])
    #expect(try run(table(beta: 0.5), arguments).output == outcome.output)
  }

  @Test("an intensity is the square of the order parameter")
  func observable() throws {
    let outcome = try run(
      table(beta: 0.5, power: 2),
      ["--observable", "intensity", "--format", "json", "--bootstrap", "0"])
    let exponent = try #require(outcome.json?["exponent"] as? [String: Any])
    let value = try #require(exponent["value"] as? Double)
    #expect(abs(value - 0.5) < 0.05)
  }

  @Test("too few points are a refusal with status 0, a broken table has status 65")
  func refusals() throws {
    let one = try run("300,0.5\n", ["--format", "json"])
    #expect(one.status == 0 && one.json?["refusal"] is String)
    #expect(one.json?["order"] as? String == "undetermined")
    let above = try run("300,0.001,0.01\n310,0.002,0.01\n320,0.00,0.01\n")
    #expect(above.status == 0 && above.output.contains("0 distorted"))
    let broken = try run("300,0.5\n310,nan\n")
    #expect(broken.status == 65 && broken.output.isEmpty)
    #expect(broken.errors.hasPrefix("phasefit: table.csv:2:"))
  }

  @Test("impossible options have status 64, a missing file 66")
  func usage() throws {
    let table = table(beta: 0.5)
    #expect(try run(table, ["--observable", "colour"]).status == 64)
    #expect(try run(table, ["--bootstrap", "7"]).status == 64)
    #expect(try run(table, ["--parent-from", "-3"]).status == 64)
    #expect(
      try run(table, ["--latent-heat", "1", "--heat-capacity-step", "1"]).status == 64)
    let process = Process()
    process.executableURL = Self.program
    process.arguments = ["landau", "/nonexistent/table.csv"]
    process.standardError = FileHandle(forWritingAtPath: "/dev/null")
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 66)
  }
}
