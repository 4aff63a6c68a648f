import Foundation
import Glibc
import Testing

@testable import PhaseFitReport

@Suite("Report folder")
struct ReportFolderTests {
  /// The files that every report has.
  private static let required = [
    "analysis.ipynb", "report.html", "report.xml", "summary.json", "summary.txt", "tables",
    "tables/amplitudes.csv", "tables/displacement-parameters.csv", "tables/displacements.csv",
    "tables/fit-parameters.csv",
    "tables/fit-points.csv", "tables/irreps.csv", "tables/measurements.csv",
    "tables/relaxed-weights.csv",
    "tables/strain.csv",
  ]
  private static let figures = [
    "amplitudes", "displacement-parameters", "order-parameter", "order-parameter-powers",
    "lattice-parameters", "relaxed-model", "strain", "sweep-model", "volume",
  ]
  /// The files of the complete sample.
  private static let names =
    (required + ["figures", "tables/distributions.csv", "tables/thermal-expansion.csv"]
    + (figures + ["structure"]).flatMap { ["figures/\($0).svg", "figures/\($0).pdf"] }
    + figures.map { "tables/figure-\($0).csv" }).sorted()

  @Test("a report is written whole and leaves nothing beside it")
  func whole() throws {
    let folder = try TestFolder()
    try ReportFolder.write(SampleReport.full, to: folder.path("x-phasefit"))
    #expect(try folder.content(of: "x-phasefit") == Self.names)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == ["x-phasefit"])
    let xml = try #require(folder.read("x-phasefit/report.xml"))
    try ReportXML.validate(Array(xml.utf8))
  }

  @Test("an interrupted run leaves nothing, at whatever file it stops", arguments: 0..<36)
  func interrupted(_ stop: Int) throws {
    let folder = try TestFolder()
    let files = try ReportFolder.files(SampleReport.full)
    var count = 0
    #expect(throws: ReportError.self) {
      try ReportFolder.write(files, to: folder.path("out")) { _ throws(ReportError) in
        if count == stop { throw ReportError(.unwritable, "stopped") }
        count += 1
      }
    }
    #expect(count == stop)
    #expect(try folder.content().isEmpty)
  }

  @Test("an interrupted run leaves the earlier report as it was")
  func earlierSurvives() throws {
    let folder = try TestFolder()
    try ReportFolder.write(SampleReport.full, to: folder.path("out"))
    let before = folder.read("out/report.xml")
    let files = try ReportFolder.files(SampleReport.refusal)
    #expect(throws: ReportError.self) {
      try ReportFolder.write(files, to: folder.path("out")) { path throws(ReportError) in
        if path.hasPrefix("tables/") { throw ReportError(.unwritable, "stopped") }
      }
    }
    #expect(folder.read("out/report.xml") == before)
    #expect(try folder.content(of: "out") == Self.names)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == ["out"])
  }

  @Test("an earlier report and an empty folder are replaced")
  func replaced() throws {
    let folder = try TestFolder()
    try FileManager.default.createDirectory(
      atPath: folder.path("out"), withIntermediateDirectories: false)
    var modelled = SampleReport.full
    modelled.modelFile = .init(name: AnalysisReport.StructureFile.modelName, text: "{}\n")
    try ReportFolder.write(modelled, to: folder.path("out"))
    #expect(folder.read("out/summary.txt")?.hasPrefix("tilt:") == true)
    #expect(ReportFolder.modelFile(beside: folder.path("out/report.xml")) == modelled.modelFile)
    // A report of a later version may hold more.
    try folder.write("<html/>", to: "out/report.html")
    try folder.write("data_x", to: "out/structures/300.cif")
    try ReportFolder.check(folder.path("out"))
    try ReportFolder.write(SampleReport.refusal, to: folder.path("out/"))
    #expect(folder.read("out/summary.txt")?.hasPrefix("one:") == true)
    // A report without figures has no folder for them.
    #expect(try folder.content(of: "out") == Self.required)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == ["out"])
  }

  @Test(
    "what is no report of phasefit is refused and left as it is",
    arguments: [
      ["notes.txt"], ["report.xml"], ["summary.txt"], [".hidden"], ["tables/data.csv"],
      ["report.html"], ["figures/a.svg"],
    ])
  func foreign(_ names: [String]) throws {
    let folder = try TestFolder()
    for name in names { try folder.write("<report xmlns='urn:other'/>", to: "out/\(name)") }
    let before = try folder.content()
    #expect(throws: ReportError.self) { try ReportFolder.check(folder.path("out")) }
    do {
      try ReportFolder.write(SampleReport.full, to: folder.path("out"))
      Issue.record("written over \(names)")
    } catch {
      #expect(error.kind == .refused)
      #expect(error.message.contains("--output"))
    }
    #expect(try folder.content() == before)
  }

  @Test(
    "a file of somebody else inside a report is a reason to refuse",
    arguments: ["notes.txt", "tables/notes.txt", "structures/plan.md", "figures/plan.png"])
  func notesInside(_ name: String) throws {
    let folder = try TestFolder()
    try ReportFolder.write(SampleReport.full, to: folder.path("out"))
    try folder.write("mine", to: "out/\(name)")
    do {
      try ReportFolder.write(SampleReport.full, to: folder.path("out"))
      Issue.record("the note is lost")
    } catch {
      #expect(error.kind == .refused)
    }
    #expect(folder.read("out/\(name)") == "mine")
  }

  @Test("a file in the place of the folder is refused")
  func file() throws {
    let folder = try TestFolder()
    try folder.write("mine", to: "out")
    #expect(throws: ReportError.self) {
      try ReportFolder.write(SampleReport.full, to: folder.path("out"))
    }
    #expect(folder.read("out") == "mine")
  }

  @Test("a symbolic link to an earlier report stays a link")
  func link() throws {
    let folder = try TestFolder()
    try ReportFolder.write(SampleReport.full, to: folder.path("real"))
    try FileManager.default.createSymbolicLink(
      atPath: folder.path("link"), withDestinationPath: folder.path("real"))
    try ReportFolder.write(SampleReport.refusal, to: folder.path("link"))
    #expect(folder.read("real/summary.txt")?.hasPrefix("one:") == true)
    let target = try FileManager.default.destinationOfSymbolicLink(atPath: folder.path("link"))
    #expect(target == folder.path("real"))
  }

  @Test("a missing or read-only parent folder is named")
  func unwritable() throws {
    let folder = try TestFolder()
    for path in [folder.path("missing/out"), "/proc/phasefit/out", "/proc/phasefit-out"] {
      do {
        try ReportFolder.write(SampleReport.full, to: path)
        Issue.record("written to \(path)")
      } catch {
        #expect(error.kind == .unwritable)
        #expect(error.message.contains("--output"))
      }
    }
    #expect(try folder.content().isEmpty)
  }

  @Test("runs at once end with the whole report of one of them")
  func concurrent() async throws {
    let folder = try TestFolder()
    let path = folder.path("out")
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<8 {
        group.addTask {
          var report = SampleReport.full
          report.sweep.name = "run\(number)"
          try ReportFolder.write(report, to: path)
        }
      }
      try await group.waitForAll()
    }
    #expect(try folder.content(of: "out") == Self.names)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == ["out"])
    let text = try #require(folder.read("out/summary.txt"))
    let name = try #require(text.split(separator: ":").first)
    #expect(folder.read("out/report.xml")?.contains("<sweep name=\"\(name)\">") == true)
    #expect(folder.read("out/summary.json")?.contains("\"sweep\": \"\(name)\"") == true)
  }

  @Test("a file system that cannot exchange folders gets the report in two steps")
  func twoSteps() throws {
    let folder = try TestFolder()
    for report in [SampleReport.full, SampleReport.refusal] {
      let destination = try FolderDestination(folder.path("out"))
      let temporary = try TemporaryFolder(beside: destination)
      for file in try ReportFolder.files(report) {
        try temporary.write(file.bytes, to: file.path)
      }
      try destination.replaceInTwoSteps(with: temporary)
      #expect(folder.read("out/summary.txt")?.hasPrefix(report.sweep.name) == true)
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == ["out"])
    }
    // The second step fails: the earlier report comes back.
    let destination = try FolderDestination(folder.path("out"))
    let vanished = try TemporaryFolder(beside: destination)
    vanished.remove()
    #expect(throws: ReportError.self) { try destination.replaceInTwoSteps(with: vanished) }
    #expect(folder.read("out/summary.txt")?.hasPrefix("one:") == true)
  }

  @Test("an empty name is refused")
  func emptyName() {
    #expect(throws: ReportError.self) { try ReportFolder.check("") }
  }

  @Test(
    "the default name is a plain folder name",
    arguments: [
      ("sweep", "sweep-phasefit"), ("../../etc", "_.._etc-phasefit"), ("", "sweep-phasefit"),
      ("..", "sweep-phasefit"), ("a/b", "a_b-phasefit"), ("-rf", "rf-phasefit"),
      (".hidden", "hidden-phasefit"),
    ])
  func defaultName(_ sweep: String, _ expected: String) {
    #expect(ReportFolder.defaultName(sweep: sweep) == expected)
  }

  @Test("a long name leaves room for the suffix")
  func longName() throws {
    let folder = try TestFolder()
    let name = ReportFolder.defaultName(sweep: String(repeating: "ä", count: 400))
    #expect(name.utf8.count < 200)
    try ReportFolder.write(SampleReport.full, to: folder.path(name))
    #expect(folder.read("\(name)/report.xml") != nil)
  }

  @Test("what a killed run left is removed by the next, and nothing else")
  func leftovers() throws {
    let folder = try TestFolder()
    // Left by a killed run; somebody's own folder; one that a living run has locked; a young one.
    for name in [".out.abcdef", ".out.ghijkl", ".out.mnopqr", ".out.stuvwx", ".out.abc"] {
      try folder.write("x", to: "\(name)/report.xml")
    }
    try folder.write("mine", to: ".out.ghijkl/notes.txt")
    let descriptor = try #require(UnfinishedFolders.lock(folder.path(".out.mnopqr")))
    defer { close(descriptor) }
    for name in [".out.abcdef", ".out.ghijkl", ".out.mnopqr", ".out.abc"] {
      try FileManager.default.setAttributes(
        [.modificationDate: Date(timeIntervalSinceNow: -3600)], ofItemAtPath: folder.path(name))
    }
    try ReportFolder.write(SampleReport.refusal, to: folder.path("out"))
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: folder.url.path).sorted()
        == [".out.abc", ".out.ghijkl", ".out.mnopqr", ".out.stuvwx", "out"])
  }
}
