import Foundation
import PhaseFit
import PhaseFitTestSupport
import Testing

/// Every irrep alone, every element within it, heating and cooling, and heat in absolute units.
@Suite("Fits beside the one of the primary order parameter")
struct ComponentFitTests {
  private typealias Transition = AnalysisReport.Transition

  private func statement(_ transition: Transition, _ name: String) -> String? {
    transition.evidence.lazy.compactMap { item -> String? in
      guard item.name == name, case .statement(let words) = item.value else { return nil }
      return words
    }.first
  }

  private func number(_ transition: Transition, _ name: String) -> Quantity? {
    transition.evidence.lazy.compactMap { item -> Quantity? in
      guard item.name == name, case .estimate(let estimate) = item.value else { return nil }
      return estimate.quantity
    }.first
  }

  @Test("tilts and what follows them: one Tc, and the exponents of their powers")
  func powers() throws {
    let report = try SweepTests.analyse("synthetic-pnma-one-step")
    let transition = try #require(report.transitions.first)
    func fitted(_ name: String) throws -> AnalysisReport.Fit {
      try #require(transition.componentFits.first { $0.target.hasPrefix(name) }, "\(name)")
    }
    func exponent(_ fit: AnalysisReport.Fit) throws -> Quantity {
      try #require(fit.parameters.first { $0.name == "beta" }).estimate.quantity
    }
    // R4+ is the whole of the first primary and fitted at length; M3+ is the other one.
    let tilt = try fitted("M3+: displacement")
    let critical = try #require(tilt.parameters.first { $0.name == "Tc" }).estimate.interval95
    #expect(try #require(critical?.lower) <= 1020 && (try #require(critical?.upper)) >= 1020)
    let beta = try exponent(tilt)
    #expect(abs(beta.value - 0.5) < 4 * (try #require(beta.standardUncertainty)))
    // X5+ couples trilinearly to both, with the product of two square roots.
    let follower = try exponent(try fitted("X5+: displacement"))
    #expect(abs(follower.value - 1) < 4 * (try #require(follower.standardUncertainty)))
    #expect(transition.componentFits.allSatisfy { !$0.isReported })
    // Written and read again.
    let read = try ReportXML.read(ReportXML.write(report))
    #expect(read.transitions.first?.componentFits == transition.componentFits)
    #expect(
      ReportPage.render(report).contains("Power laws of each irrep, and of each element in it"))
  }

  @Test("the atoms of each element move in one pattern; both branches and a latent heat are used")
  func elementsBranchesAndHeat() throws {
    let source = TestCrystals.root.appending(
      path: "structures/synthetic-polar-rhombohedral-first-order")
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "phasefit-branches-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    for (index, name) in (0..<16).map({ String(format: "m%02d.cif", $0) }).enumerated() {
      let branch = folder.appending(path: index % 2 == 0 ? "heating" : "cooling")
      try FileManager.default.createDirectory(at: branch, withIntermediateDirectories: true)
      try FileManager.default.copyItem(
        at: source.appending(path: name), to: branch.appending(path: name))
    }
    let report = try Pipeline.analyse(
      [folder.path(percentEncoded: false)],
      options: AnalysisOptions(calorimetry: .latentHeat(1500)))
    let transition = try #require(report.transitions.first)
    let elements = transition.componentFits.filter { $0.target.hasPrefix("GM4-") }
    #expect(elements.count >= 2)
    let critical = try elements.map {
      try #require($0.parameters.first { $0.name == "Tc" }).estimate.quantity.value
    }
    #expect(critical.allSatisfy { abs($0 - critical[0]) < 10 })
    #expect(statement(transition, "hysteresis")?.contains("hysteresis") == true)
    let heat = try #require(number(transition, "latentHeat"))
    #expect(abs(heat.value - 1500) < 1e-6 && heat.unit == "J/mol")
    let entropy = try #require(number(transition, "entropyOfTransition"))
    let temperature = try #require(transition.temperature).quantity.value
    // L = Ttr ΔS of the potential, whose Ttr is the reported one where the potential is preferred.
    #expect(abs(heat.value / entropy.value - temperature) < 0.02 * temperature)
  }
}
