import Foundation
import PhaseFitTestSupport
import Testing

@testable import PhaseFit

/// The check of the kept group must be able to fail: it does for an optimiser that is not
/// equivariant, on the very sweep on which the equivariant one keeps the right group.
@Suite("Negative control of the kept group")
struct NegativeControlTests {
  static func fit(_ optimiser: RelaxedModelSpec.Optimiser) throws
    -> (fit: RelaxedFit, members: [SweepEmbedding.Member])
  {
    let folder = "structures/synthetic-antiphase-tilt/"
    let entries = [("m00", 15.0), ("m06", 143), ("m10", 179), ("m13", 195)]
    let structures = try entries.enumerated().map { index, entry in
      let (crystal, symmetry) = try TestCrystals.analysed(folder + entry.0 + ".cif")
      return AnalysedStructure(
        measurement: index, temperature: entry.1, crystal: crystal, symmetry: symmetry)
    }
    let search = ParentSearch(structures)
    let parent = try #require(search.parent)
    let sweep = SweepEmbedding(search.embedded, parent: parent, referenceTemperature: 195)
    let targets = sweep.members.map { member in
      RelaxedTarget(
        member, cell: sweep.cell, scales: sweep.scales,
        crystal: structures[member.measurement].crystal)
    }
    var specification = RelaxedModelSpec()
    specification.optimiser = optimiser
    return (
      try RelaxedFit(to: targets, on: sweep.cell, specification: specification), sweep.members
    )
  }

  @Test("the equivariant optimiser keeps exactly the group of every structure")
  func equivariant() throws {
    let (fit, members) = try Self.fit(.limitedMemory)
    for (point, member) in zip(fit.points, members) {
      #expect(Set(point.keptOperations) == Set(member.keptOperations))
    }
  }

  @Test("a parent with its atoms elsewhere explains no structure, and each says why")
  func wrongParent() throws {
    let sweep = TestCrystals.root.appending(path: "structures/synthetic-antiphase-tilt")
    let right = try String(contentsOf: sweep.appending(path: "m16.cif"), encoding: .utf8)
    // Fluorine in the middle of the faces instead of the edges: K and F trade their shells.
    #expect(right.contains("F1 F 0.5 0 0 1"))
    let file = FileManager.default.temporaryDirectory
      .appending(path: "wrong-parent-\(UUID().uuidString).cif")
    defer { try? FileManager.default.removeItem(at: file) }
    try right.replacing("F1 F 0.5 0 0 1", with: "F1 F 0 0.5 0.5 1")
      .write(to: file, atomically: true, encoding: .utf8)
    let report = try Pipeline.analyse(
      [sweep.path], options: AnalysisOptions(parent: file.path))
    #expect(report.verdict == .noParent)
    #expect(report.sweepModel == nil && report.transitions.isEmpty)
    let reasons = report.sweep.measurements.compactMap(\.reason)
    #expect(reasons.count == report.sweep.measurements.count)
    #expect(reasons.allSatisfy { $0.contains("no pairing of the atoms stays within") })
  }

  @Test("element-wise Adam breaks symmetry that the data keep")
  func elementWise() throws {
    let (fit, members) = try Self.fit(.elementWise)
    let distorted = zip(fit.points, members).filter { $1.index > 1 }
    #expect(!distorted.isEmpty)
    for (point, member) in distorted {
      #expect(Set(point.keptOperations).isStrictSubset(of: member.keptOperations))
    }
  }
}
