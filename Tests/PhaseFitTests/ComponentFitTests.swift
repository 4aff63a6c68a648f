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
    // The strain follows the square.
    let follower = try exponent(try fitted("GM5+: strain"))
    let spread = try #require(follower.standardUncertainty)
    #expect(spread < 0.05 && abs(follower.value - 1) < 4 * spread)
    // What the structures were made without is within its noise: no law, and the reason.
    let absent = ["R5+", "X5+", "M2+"]
    #expect(transition.componentFits.allSatisfy { !absent.contains(String($0.target.prefix(3))) })
    let refusals = try #require(statement(transition, "componentsNotFitted"))
    for label in absent { #expect(refusals.contains("\(label): displacement")) }
    #expect(refusals.contains("nowhere told from zero"))
    // T₊ of a continuous transition is Tc.
    #expect(transition.tPlus == nil && transition.tc != nil)
    #expect(transition.componentFits.allSatisfy { !$0.isReported })
    // Written and read again.
    let read = try ReportXML.read(ReportXML.write(report))
    #expect(read.transitions.first?.componentFits == transition.componentFits)
    #expect(
      ReportPage.render(report).contains("Power laws of each irrep, and of each element in it"))
  }

  @Test("the atoms of each element move in one pattern: one Tc and one exponent for all")
  func elements() throws {
    let simulation = try Simulation(
      SimulationOptions(
        name: "polar",
        orderParameters: [
          SimulationOptions.OrderParameter(
            irrep: "GM4-", direction: "(0,0,a)", amplitude: 0.3, strain: 0.004,
            law: try SimulationLaw(.second, transitionTemperature: 400))
        ], temperatures: [50, 120, 190, 250, 300, 340, 365, 380, 390, 410, 430, 460], seed: 3))
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "phasefit-elements-\(UUID().uuidString)"
    ).path(percentEncoded: false)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try simulation.write(to: folder)
    let transition = try #require(
      try Pipeline.analyse([folder], options: AnalysisOptions()).transitions.first)
    let elements = transition.componentFits.filter { $0.target.hasPrefix("GM4-") }
    #expect(elements.count >= 2)
    for fit in elements {
      let critical = try #require(fit.parameters.first { $0.name == "Tc" }).estimate.quantity
      let beta = try #require(fit.parameters.first { $0.name == "beta" }).estimate.quantity
      let (first, second) = (
        try #require(critical.standardUncertainty), try #require(beta.standardUncertainty)
      )
      #expect(first < 5 && abs(critical.value - 400) < 4 * first, "\(fit.target)")
      #expect(second < 0.1 && abs(beta.value - 0.5) < 4 * second, "\(fit.target)")
    }
  }

  @Test("both branches and a latent heat are used; a jump has no exponents of components")
  func branchesAndHeat() throws {
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
    #expect(transition.order == .first && transition.componentFits.isEmpty)
    #expect(statement(transition, "componentsNotFitted")?.contains("discontinuous") == true)
    #expect(transition.tPlus != nil)
    #expect(statement(transition, "hysteresis")?.contains("hysteresis") == true)
    let heat = try #require(number(transition, "latentHeat"))
    #expect(abs(heat.value - 1500) < 1e-6 && heat.unit == "J/mol")
    let entropy = try #require(number(transition, "entropyOfTransition"))
    let temperature = try #require(transition.temperature).quantity.value
    // L = Ttr ΔS of the potential, whose Ttr is the reported one where the potential is preferred.
    #expect(abs(heat.value / entropy.value - temperature) < 0.02 * temperature)
  }
}
