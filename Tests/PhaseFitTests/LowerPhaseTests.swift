import Foundation
import PhaseFit
import PhaseFitReport
import PhaseFitTestSupport
import Testing

/// RbAlF4: P4/mmm, P4/mbm and Pmmn, one above the other.
@Suite("Transitions between two phases below the parent")
struct LowerPhaseTests {
  private static let folder = "Tests/Data/pairs/rbalf4/"

  private static let report: Result<AnalysisReport, any Error> = Result {
    let files = [
      ("child_Pmmn_RbAlF4_a.cif", 100.0), ("child_P4mbm_RbAlF4_a.cif", 400),
      ("parent_P4mmm_RbAlF4.cif", 600),
    ]
    let table = FileManager.default.temporaryDirectory
      .appending(path: "phasefit-temperatures-\(UUID().uuidString).csv")
    defer { try? FileManager.default.removeItem(at: table) }
    let rows = files.map { "\($0.0),\($0.1)" }
    try Data((["file,temperature_K"] + rows).joined(separator: "\n").utf8).write(to: table)
    var options = AnalysisOptions()
    options.temperatures = table.path(percentEncoded: false)
    return try Pipeline.analyse(
      files.map { ReferencePair.path(folder + $0.0) }, options: options)
  }

  @Test("the lower transition has the irreps, domain states and species of the phase above it")
  func lowerTransition() throws {
    let report = try Self.report.get()
    #expect(report.phases.map(\.group.number) == [59, 127, 123])
    let transition = try #require(report.transitions.first)
    let consequences = try #require(transition.consequences)
    // The pair P4/mbm to Pmmn as CrystOD decomposes it: index 4, two orientations, M1+M4+ primary.
    #expect(consequences.reference?.number == 127)
    #expect(consequences.primarySets == [["M1+M4+"]])
    #expect(consequences.domains?.count == 4)
    #expect(consequences.domains?.orientations == 2)
    #expect(consequences.ferroic?.species == "4/mmmFmmm")
    #expect(consequences.ferroic?.ferroelectric == nil)
    #expect(consequences.ferroic?.ferroelastic?.hasPrefix("improper") == true)
    #expect(consequences.domains?.walls.isEmpty == false)
    let upper = try #require(report.transitions.last?.consequences)
    #expect(upper.reference == nil)
    #expect(upper.primarySets == [["M3+"]])
  }

  @Test("phases have the isotropy subgroups of their irreps and their primary sets")
  func phases() throws {
    let report = try Self.report.get()
    let lowest = try #require(report.phases[0].symmetry)
    #expect(lowest.primarySets == [["X3+"]])
    #expect(lowest.isExplained)
    #expect(lowest.domains?.count == 8)
    let primary = try #require(lowest.irreps.first { $0.label == "X3+" })
    #expect(primary.isPrimaryCandidate)
    #expect(primary.isotropySubgroup.group.number == 59 && primary.isotropySubgroup.index == 8)
    let rotation = try #require(report.phases[1].symmetry?.irreps.first { $0.label == "M3+" })
    #expect(rotation.isotropySubgroup.group.number == 127 && rotation.isotropySubgroup.index == 2)
    #expect(report.phases[2].symmetry == nil)
  }

  @Test("what becomes of the irreps of the parent is listed")
  func changes() throws {
    let report = try Self.report.get()
    let changes = try #require(report.transitions.first).changes
    let appearing = changes.filter { $0.above == nil }.map(\.label)
    #expect(appearing.contains("X3+") && appearing.contains("GM4+") == false)
    #expect(changes.contains { $0.label == "M3+" && $0.above != nil && $0.below != nil })
    let text = SummaryText.render(report)
    #expect(text.contains("irreps of the parent: ") && text.contains("X3+ ("))
    #expect(text.contains("with the irreps of P4/mbm (127) driven by M1+M4+"))
    #expect(text.contains("Ap: root of the sum of squares"))
  }
}
