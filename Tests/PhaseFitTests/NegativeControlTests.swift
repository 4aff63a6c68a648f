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
