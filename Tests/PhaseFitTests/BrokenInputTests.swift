import Foundation
import PhaseFitTestSupport
import Testing

@testable import PhaseFit

/// Broken input beside good input, and input that is not there.
@Suite("Broken input")
struct BrokenInputTests {
  static func path(_ relative: String) -> String {
    TestCrystals.root.appending(path: relative).path(percentEncoded: false)
  }

  static let broken: [String] = {
    let files =
      (try? FileManager.default.contentsOfDirectory(atPath: path("Tests/BrokenFiles"))) ?? []
    return files.filter { $0.hasSuffix(".cif") && $0 != "sound.cif" }.sorted()
  }()

  /// A folder with the four structures of PbTiO3 and one more file.
  private func sweep(with file: String) throws -> URL {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "phasefit-test-\(UUID().uuidString)")
    try FileManager.default.copyItem(
      atPath: Self.path("structures/pbtio3-glazer-mabud1978"),
      toPath: folder.path(percentEncoded: false))
    try FileManager.default.copyItem(
      atPath: Self.path("Tests/BrokenFiles/\(file)"),
      toPath: folder.appending(path: file).path(percentEncoded: false))
    return folder
  }

  @Test("there are broken files to test with")
  func files() {
    #expect(Self.broken.count >= 15)
  }

  @Test("one broken file never ends a run, and is never silent", arguments: broken)
  func leftOut(_ file: String) throws {
    let folder = try sweep(with: file)
    defer { try? FileManager.default.removeItem(at: folder) }
    let report = try Pipeline.analyse(
      [folder.path(percentEncoded: false)], options: AnalysisOptions())
    #expect(report.verdict == .transition)
    #expect(report.transitions.first?.bracket?.lower == 298.15)
    let isNamed =
      report.sweep.rejected.contains { $0.file == file && !$0.reason.isEmpty }
      || report.sweep.measurements.contains { $0.file == file && !$0.used && $0.reason != nil }
      || report.diagnostics.contains { $0.file == file }
    #expect(isNamed)
    #expect(!(try ReportXML.write(report)).isEmpty)
  }

  @Test("strictness makes a broken file fatal")
  func strict() throws {
    let folder = try sweep(with: "truncated-loop.cif")
    defer { try? FileManager.default.removeItem(at: folder) }
    do {
      _ = try Pipeline.analyse(
        [folder.path(percentEncoded: false)], options: AnalysisOptions(strict: true))
      Issue.record("a broken file passed")
    } catch let error as PhaseFitError {
      #expect(error.kind == .badData)
      #expect(error.message.contains("truncated-loop.cif"))
    }
  }

  @Test("a path that does not exist is no such input")
  func missing() throws {
    for options in [AnalysisOptions(), AnalysisOptions(parent: "no-such-parent.cif")] {
      let path =
        options.parent == nil ? "no-such-folder" : Self.path("structures/bivo4-sleight1979")
      do {
        _ = try Pipeline.analyse([path], options: options)
        Issue.record("a missing path passed")
      } catch let error as PhaseFitError {
        #expect(error.kind == .noSuchInput)
      }
    }
  }

  @Test("a parent of another compound leaves everything out with the reason")
  func foreignParent() throws {
    let report = try Pipeline.analyse(
      [Self.path("structures/bivo4-sleight1979")],
      options: AnalysisOptions(
        parent: Self.path("structures/pyrope-control/pyrope_295.0K.cif")))
    #expect(report.verdict == .noParent)
    #expect(report.sweep.measurements.allSatisfy { !$0.used && $0.reason != nil })
  }

  @Test("one structure is insufficient data")
  func single() throws {
    let report = try Pipeline.analyse(
      [Self.path("structures/bivo4-sleight1979/BiVO4_295.0K.cif")], options: AnalysisOptions())
    #expect(report.verdict == .insufficientData)
  }

  @Test("a given parent outside the sweep relates its phases")
  func givenParent() throws {
    let report = try Pipeline.analyse(
      [Self.path("structures/batio3-kwei1993")],
      options: AnalysisOptions(
        parent: Self.path("Tests/Data/pairs/batio3/parent_Pm-3m_BaTiO3_COD2100862.cif")))
    #expect(report.parent?.group.number == 221)
    #expect(report.phases.map(\.indexInParent) == [8, 12])
    #expect(!report.diagnostics.contains { $0.code == "parent-constructed" })
  }

  @Test("a supercell out of reach is refused with its size, not tried")
  func extent() throws {
    let (crystal, symmetry) = try TestCrystals.analysed(
      "Tests/Data/pairs/batio3/parent_Pm-3m_BaTiO3_COD2100862.cif")
    let parent = try ParentStructure(crystal, symmetry: symmetry)
    var embedding = try Embedding(crystal, symmetry: symmetry, in: parent)
    try Pipeline.checkExtent(of: [embedding], parent: parent)
    embedding.lattice = IntegerMatrix3(diagonal: 2, 4, 4)
    try Pipeline.checkExtent(of: [embedding], parent: parent)
    // The star of this child's wave vectors needs 8 × 8 × 8 cells.
    embedding.lattice = IntegerMatrix3(diagonal: 2, 2, 8)
    do {
      try Pipeline.checkExtent(of: [embedding], parent: parent)
      Issue.record("a supercell of 512 cells passed")
    } catch {
      #expect(error.kind == .refused)
      #expect(error.message.contains("512"))
    }
  }
}
