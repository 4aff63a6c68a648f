import Foundation
import PhaseFit
import PhaseFitTestSupport
import Testing

/// A Python with what the notebook needs; nil where there is none.
private let python: String? = {
  let stated = ProcessInfo.processInfo.environment["PHASEFIT_PYTHON"]
  let candidates = stated.map { [$0] } ?? ["/usr/bin/python3", "/usr/local/bin/python3"]
  return candidates.first { path in
    guard FileManager.default.isExecutableFile(atPath: path) else { return false }
    return (try? status(of: path, ["-c", "import numpy, scipy, matplotlib"]).status) == 0
  }
}()

private func status(
  of program: String, _ arguments: [String]
) throws -> (status: Int32, output: String) {
  let process = Process()
  process.executableURL = URL(fileURLWithPath: program)
  process.arguments = arguments
  let file = FileManager.default.temporaryDirectory
    .appending(path: "phasefit-python-\(UUID().uuidString)")
  try Data().write(to: file)
  defer { try? FileManager.default.removeItem(at: file) }
  let handle = try FileHandle(forWritingTo: file)
  process.standardOutput = handle
  process.standardError = handle
  try process.run()
  process.waitUntilExit()
  return (process.terminationStatus, String(decoding: try Data(contentsOf: file), as: UTF8.self))
}

/// What `analyse` writes beside the report, from a sweep whose truth is known.
@Suite("Exports of an analysis")
struct ReportExportTests {
  /// The report of a simulated sweep, every structure in a domain and setting of its own.
  private static let analysed: Result<(report: AnalysisReport, truth: SimulationTruth), any Error> =
    Result {
      let simulation = try Simulation(
        SimulationOptions(
          name: "export",
          orderParameters: [
            SimulationOptions.OrderParameter(
              irrep: "R4+", direction: "(0,0,a)", amplitude: 0.3, strain: -0.005,
              law: try SimulationLaw(.second, transitionTemperature: 200))
          ], temperatures: [15, 50, 80, 105, 130, 150, 165, 180, 190, 205, 220, 240], seed: 11,
          scramble: Set(SimulationOptions.Scramble.allCases)))
      let folder = FileManager.default.temporaryDirectory
        .appending(path: "phasefit-export-\(UUID().uuidString)").path
      defer { try? FileManager.default.removeItem(atPath: folder) }
      try simulation.write(to: folder)
      return (try Pipeline.analyse([folder], options: AnalysisOptions()), simulation.truth)
    }

  private func crystal(_ text: String) throws -> Crystal {
    let block = try #require(try CIFDocument(text: text, name: "export.cif").blocks.first)
    var doubts: [Diagnostic] = []
    return try Crystal(cifBlock: block, file: "export.cif", diagnostics: &doubts)
  }

  @Test("every structure is exported with its group, its cell and its uncertainties")
  func structures() throws {
    let (report, truth) = try Self.analysed.get()
    let files = report.structureFiles
    let names = truth.measurements.map { String(format: "%08.3fK.cif", $0.temperature) }
    #expect(
      files.map(\.name).sorted()
        == (names + names.map { "model-\($0)" } + ["parent.cif", "modes-1.cif"]).sorted())
    var previous = 0.0
    for record in truth.measurements.reversed() {
      let name = String(format: "%08.3fK.cif", record.temperature)
      let exported = try crystal(try #require(files.first { $0.name == name }).text)
      let expanded = try ExpandedCrystal(exported, file: name)
      #expect(expanded.diagnostics.isEmpty)
      #expect(try FoundSymmetry(of: expanded).group == record.group)
      #expect(exported.declaredSymmetry.number == record.group.number)
      let measured = try #require(
        report.sweep.measurements.first { $0.temperature?.value == record.temperature })
      // The conventional cell of the child has as many atoms per volume as the one that was read.
      let count = Double(try #require(measured.atomCount))
      let volume = try #require(measured.cell?.volume).value / count
      #expect(abs(exported.cell.volume / Double(expanded.atoms.count) - volume) < 1e-3 * volume)
      #expect(exported.cell.lengths[0].standardUncertainty != nil)
      guard record.group.number == 140 else { continue }
      let site = try #require(
        exported.sites.first { $0.position[0].standardUncertainty != nil })
      let uncertainty = try #require(site.position[0].standardUncertainty)
      // 5e-4 Å in a cell of 5.55 Å, shared by the two coordinates that are one parameter.
      #expect(uncertainty > 3e-5 && uncertainty < 1.5e-4)
      // One domain throughout: the shift from 1/4 keeps its sign and grows on cooling.
      let shift = site.position[0].value - 0.25
      #expect(abs(shift) > abs(previous) && shift * previous >= 0, "\(record.temperature) K")
      previous = shift
    }
  }

  @Test("the structures of the model have the groups of the measured ones and lie in their noise")
  func model() throws {
    let (report, truth) = try Self.analysed.get()
    for record in truth.measurements where record.group.number == 140 {
      let name = String(format: "%08.3fK.cif", record.temperature)
      func exported(_ name: String) throws -> Crystal {
        try crystal(try #require(report.structureFiles.first { $0.name == name }).text)
      }
      let (measured, model) = (try exported(name), try exported("model-\(name)"))
      #expect(model.declaredSymmetry.number == 140)
      let free = try #require(
        measured.sites.firstIndex { $0.position[0].standardUncertainty != nil })
      let value = measured.sites[free].position[0]
      let uncertainty = try #require(value.standardUncertainty)
      let difference = model.sites[free].position[0].value - value.value
      #expect(abs(difference) < 5 * uncertainty, "\(record.temperature) K: \(difference)")
    }
    let course = try #require(report.sweepModel?.course)
    #expect(course.count > 90)
    #expect(zip(course, course.dropFirst()).allSatisfy { $0.temperature < $1.temperature })
    #expect(course.first?.temperature == 15 && course.last?.temperature == 240)
    // The group changes once, within the bracket, and nothing is displaced above.
    let above = try #require(course.firstIndex { $0.group?.number == 221 })
    #expect(course[..<above].allSatisfy { $0.group?.number == 140 })
    #expect((190...205).contains(course[above].temperature))
    #expect(course[above].displacements.allSatisfy { abs($0) < 1e-4 })
    #expect(course[0].displacements.contains { abs($0) > 0.05 })
  }

  @Test("the parent is cubic, and the modes of the mode CIF give its coordinates")
  func parentAndModes() throws {
    let (report, truth) = try Self.analysed.get()
    let parent = try crystal(
      try #require(report.structureFiles.first { $0.name == "parent.cif" }).text)
    #expect(parent.declaredSymmetry.number == 221)
    #expect(Set(parent.cell.lengths.map(\.value)).count == 1)
    let text = try #require(report.structureFiles.first { $0.name == "modes-1.cif" }).text
    let block = try #require(try CIFDocument(text: text, name: "modes.cif").blocks.first)
    let modes = try ModeCIFContents(block: block, file: "modes.cif")
    #expect(try #require(modes.largestPositionResidual) < 1e-6)
    // The label belongs to the origin, which was moved at random.
    let tilt = try #require(modes.amplitudes.first { ["R4+", "R5-"].contains($0.irrep) })
    // As of the doubled cell is √2 Ap; errors of 5e-4 Å on four atoms.
    #expect(abs(tilt.amplitude - 2.0.squareRoot() * truth.measurements[0].amplitudes[0]) < 3e-3)
  }

  @Test("the structures and a reread report keep their folder")
  func folder() throws {
    let (report, _) = try Self.analysed.get()
    let place = FileManager.default.temporaryDirectory
      .appending(path: "phasefit-export-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: place) }
    try ReportFolder.write(report, to: place.path)
    let xml = place.appending(path: "report.xml").path
    let data = try #require(FileManager.default.contents(atPath: xml))
    var again = try ReportXML.read(Array(data))
    #expect(again.structureFiles.isEmpty)
    again.structureFiles = ReportFolder.structureFiles(beside: xml)
    #expect(again.structureFiles == report.structureFiles.sorted { $0.name < $1.name })
    try ReportFolder.write(again, to: place.path)
    #expect(
      FileManager.default.fileExists(atPath: place.appending(path: "structures/parent.cif").path))
  }

  @Test(
    "the notebook runs from top to bottom in a clean Python and finds phasefit's Tc",
    .enabled(
      if: python != nil,
      "no Python with NumPy, SciPy and Matplotlib; scripts/setup.sh --tests installs them"))
  func notebook() throws {
    let (report, truth) = try Self.analysed.get()
    let place = FileManager.default.temporaryDirectory
      .appending(path: "phasefit-export-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: place) }
    try ReportFolder.write(report, to: place.path)
    let runner = TestCrystals.root.appending(path: "scripts/run-notebook.py").path
    let file = place.appending(path: "analysis.ipynb").path
    let outcome = try status(of: try #require(python), [runner, "--save", file])
    #expect(outcome.status == 0, "\(outcome.output)")
    let stated = try #require(report.transitions.first?.tc)
    #expect(
      outcome.output.contains(String(format: "%.3f K in phasefit", stated.quantity.value)),
      "\(outcome.output)")
    // Both are right: within four uncertainties of the truth.
    let uncertainty = try #require(stated.quantity.standardUncertainty)
    #expect(abs(stated.quantity.value - truth.transitions[0].temperature) < 4 * uncertainty)
    // A wrong number in the tables must not go unnoticed.
    let table = place.appending(path: "tables/fit-parameters.csv")
    let text = try String(contentsOf: table, encoding: .utf8)
    let value = stated.quantity.value
    let wrong = text.replacing("\(value)", with: "\(value + 10 * uncertainty)")
    #expect(wrong != text)
    try Data(wrong.utf8).write(to: table)
    let failed = try status(of: try #require(python), [runner, file])
    #expect(failed.status != 0)
    #expect(failed.output.contains("differ"))
  }
}
