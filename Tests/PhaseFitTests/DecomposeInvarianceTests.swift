import Foundation
import PhaseFit
import PhaseFitNumerics
import PhaseFitReport
import PhaseFitSymmetry
import PhaseFitTestSupport
import Testing

/// What must not depend on how two structures are written down: the whole decomposition.
@Suite("Invariance of the decomposition")
struct DecomposeInvarianceTests {
  /// A primitive orthorhombic, a hexagonal chiral, a hexagonal, a tetragonal body-centred and a
  /// tetragonal non-symmorphic parent.
  static let cases = [
    "dft_NaNbO3_127_to_26", "quartz_P6222_P3221", "covellite_P63mmc_Cmcm",
    "dft_Ca3Mn2O7_139_to_36", "rbalf4_P4mbm_Pmmn",
  ]

  static func pair(_ name: String) throws -> ReferencePair {
    try #require(ReferencePair.all.first { $0.case == name })
  }

  /// Compares everything that is physics; irreps of equal amplitude may come in any order.
  static func expectEqual(
    _ other: DecompositionReport, _ report: DecompositionReport, anyOrigin: Bool = false
  ) {
    #expect(other.index == report.index)
    #expect(other.cellMultiplication == report.cellMultiplication)
    #expect(other.parent.group == report.parent.group)
    #expect(other.child.group == report.child.group)
    #expect(abs(other.total.amplitudeAs.value - report.total.amplitudeAs.value) < 1e-5)
    #expect(abs(other.total.maximum.value - report.total.maximum.value) < 1e-5)
    #expect(other.irreps.count == report.irreps.count)
    var names: [String: String] = [:]
    for component in report.irreps {
      let found = other.irreps.first { candidate in
        let labels = [candidate.label] + candidate.otherOrigins.map(\.label)
        let isSame =
          anyOrigin ? labels.contains(component.label) : candidate.label == component.label
        return isSame
          && abs(candidate.amplitudeAs.value - component.amplitudeAs.value) < 1e-5
      }
      guard let found, let label = component.label, let alias = found.label else {
        Issue.record("\(component.name) is missing from \(other.irreps.map(\.name))")
        continue
      }
      names[alias] = label
      #expect(found.isotropySubgroup?.group == component.isotropySubgroup?.group)
      #expect(found.isotropySubgroup?.index == component.isotropySubgroup?.index)
      #expect(found.isotropySubgroup?.size == component.isotropySubgroup?.size)
      #expect(
        found.isotropySubgroup?.freeParameters == component.isotropySubgroup?.freeParameters)
      #expect(found.mulliken == component.mulliken || anyOrigin)
      #expect(found.dimension == component.dimension)
      #expect(abs((found.strain?.value ?? 0) - (component.strain?.value ?? 0)) < 1e-6)
    }
    let sets = Set(other.primarySets.map { Set($0.map { names[$0] ?? $0 }) })
    #expect(sets == Set(report.primarySets.map(Set.init)))
    #expect(other.domains?.count == report.domains?.count)
    #expect(other.domains?.orientations == report.domains?.orientations)
    #expect(other.domains?.walls.count == report.domains?.walls.count)
    #expect(other.ferroic == report.ferroic)
    #expect(other.orderParameters.map(\.verdict) == report.orderParameters.map(\.verdict))
    #expect(other.couplings.count == report.couplings.count)
  }

  @Test("random cell, origin and order of atoms of the child", arguments: cases)
  func child(_ name: String) throws {
    let pair = try Self.pair(name)
    let report = try pair.decompose()
    var generator = SplitMix64(seed: 11)
    for round in 0..<3 {
      let shift = Vector3(generator.uniform(), generator.uniform(), generator.uniform())
      let cell = Rewriting.randomCell(using: &generator)
      let file = try Rewriting.write(pair.child, cell: cell, shift: shift, seed: UInt64(round))
      defer { try? FileManager.default.removeItem(atPath: file) }
      Self.expectEqual(
        try Pipeline.decompose(parent: ReferencePair.path(pair.parent), child: file), report)
    }
  }

  @Test("a supercell of the child", arguments: [cases[1], cases[2]])
  func supercell(_ name: String) throws {
    let pair = try Self.pair(name)
    let file = try Rewriting.write(
      pair.child, cell: IntegerMatrix3(diagonal: 1, 2, 1), shift: Vector3(0.1, 0.2, 0.3), seed: 5)
    defer { try? FileManager.default.removeItem(atPath: file) }
    let other = try Pipeline.decompose(parent: ReferencePair.path(pair.parent), child: file)
    Self.expectEqual(other, try pair.decompose())
  }

  @Test("random cell, origin and order of atoms of the parent", arguments: cases)
  func parent(_ name: String) throws {
    let pair = try Self.pair(name)
    let report = try pair.decompose()
    var generator = SplitMix64(seed: 17)
    let shift = Vector3(generator.uniform(), generator.uniform(), generator.uniform())
    let file = try Rewriting.write(
      pair.parent, cell: Rewriting.randomCell(using: &generator), shift: shift, seed: 3)
    defer { try? FileManager.default.removeItem(atPath: file) }
    // The standard origin nearest to that of the file may be another one.
    let other = try Pipeline.decompose(parent: file, child: ReferencePair.path(pair.child))
    #expect(!other.diagnostics.contains { $0.severity == .error }, "\(other.diagnostics)")
    Self.expectEqual(other, report, anyOrigin: true)
  }
}
