import Foundation
import PhaseFit
import PhaseFitReport
import PhaseFitTestSupport
import Testing

/// PbO below 208 K: a shear of some 1e-4 is all that breaks the symmetry.
@Suite("A sweep whose only distortion is a strain")
struct StrainOnlySweepTests {
  private static func analyse(_ folder: String) throws -> AnalysisReport {
    let path = TestCrystals.root.appending(path: "structures/pbo-litharge-boher1985\(folder)")
    return try Pipeline.analyse([path.path(percentEncoded: false)], options: AnalysisOptions())
  }

  @Test("one instrument resolves the strain")
  func resolved() throws {
    let report = try Self.analyse("/neutron")
    let model = try #require(report.sweepModel)
    #expect(model.verdict == "described")
    #expect(model.candidates.first?.labels == ["GM4+"])
    #expect(!report.diagnostics.contains { $0.code == "breaking-below-scatter" })
  }

  @Test("two instruments differ by more than the strain: its irrep follows from the groups")
  func belowScatter() throws {
    let report = try Self.analyse("")
    let model = try #require(report.sweepModel)
    #expect(model.candidates.first?.labels == ["GM4+"])
    #expect(report.diagnostics.contains { $0.code == "breaking-below-scatter" })
    #expect(!report.diagnostics.contains { $0.code == "no-candidate-set" })
  }
}
