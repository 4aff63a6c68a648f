import Foundation
import PhaseFitLandau
import PhaseFitNumerics
import PhaseFitStructures
import PhaseFitSymmetry
import Testing

@testable import PhaseFit

/// What symmetry says about the order, from structures to the verdict of the Landau stage.
@Suite("Order by symmetry, from structures")
struct SymmetryOrderTests {
  /// The structures of a sweep through its symmetry, parent, phases and Landau stage.
  private func analyse(_ structures: [(temperature: Double, cif: String)]) throws -> (
    analysis: LandauAnalysis, transition: PhaseTransition, label: String?
  ) {
    let (_, sequence, modes) = try WrittenSweep.sequence(structures)
    let transition = try #require(sequence.transitions.first)
    let outcome = try LandauStage.run(transition, phases: sequence.phases, modes: modes)
    guard case .analysed(let analysis, _) = outcome else {
      Issue.record("refused: \(outcome)")
      throw LandauError(.tooFewPoints, "refused")
    }
    return (
      analysis, transition,
      transition.primary.first.flatMap { transition.components[$0].series.label }
    )
  }

  private func noise(_ seed: UInt64) -> [Double] {
    var generator = SplitMix64(seed: seed)
    return (0..<3).map { _ in generator.normal() }
  }

  /// Temperatures of the sweep and the law of a cubic potential with A(0) = 1.
  private func sweep(_ v: Double, _ tc: Double) -> [(temperature: Double, amplitude: Double)] {
    let q = ((1 - v) * (1 - v) - v * v) / tc
    let end = tc + 8 * v * v / (9 * q)
    let below = (0..<14).map { end * (0.35 + 0.645 * (1 - pow(1 - Double($0) / 13, 2))) }
    return below.map { ($0, v + (v * v - q * ($0 - tc)).squareRoot()) }
      + [1.01, 1.05, 1.1].map { (end * $0, 0) }
  }

  /// A tetragonal strain of a cubic cell with all atoms at their ideal places.
  private func tetragonal(_ a: Double, _ size: Double, _ amplitude: Double, _ seed: UInt64)
    -> [Double]
  {
    let errors = amplitude == 0 ? [0, 0, 0] : noise(seed).map { 0.0002 * $0 }
    // One error for the two equal axes: noise must not break more symmetry than the transition.
    return [
      a * (1 - size * amplitude) + errors[0], a * (1 - size * amplitude) + errors[0],
      a * (1 + 2 * size * amplitude) + errors[1],
    ]
  }

  @Test("V₃Si: Pm-3n → P4₂/mmc has a cubic invariant on its direction: first order by symmetry")
  func siliconVanadium() throws {
    let sites: [(String, [Double], Double)] =
      [("Si", [0, 0, 0], 1), ("Si", [0.5, 0.5, 0.5], 1)]
      + [
        [0.25, 0, 0.5], [0.75, 0, 0.5], [0.5, 0.25, 0], [0.5, 0.75, 0], [0, 0.5, 0.25],
        [0, 0.5, 0.75],
      ].map { ("V", $0, 1) }
    let found = try analyse(
      sweep(0.05, 21).enumerated().map { index, entry in
        (
          entry.temperature,
          WrittenSweep.cif(tetragonal(4.72, 0.004, entry.amplitude, UInt64(index) + 3), sites)
        )
      })
    #expect(found.label == "GM3+")
    #expect(found.analysis.facts.cubicInvariantAllowed == true)
    #expect(found.analysis.order == .first)
    #expect(found.analysis.evidence.reason.hasPrefix("first order by symmetry"))
    #expect(found.analysis.fits.contains { $0.model.form == .twoThreeFour })
    #expect(!found.analysis.fits.contains { $0.model.form == .twoFour })
  }

  @Test("leucite: Ia-3d → I4₁/acd has a cubic invariant, and a clear jump is resolved")
  func leucite() throws {
    // The cation sites of Ia-3d: 16a, 24c and 24d.
    func centred(_ list: [[Double]]) -> [[Double]] {
      list + list.map { $0.map { ($0 + 0.5).truncatingRemainder(dividingBy: 1) } }
    }
    let a = centred([[0, 0, 0], [0.5, 0, 0.5], [0, 0.5, 0.5], [0.5, 0.5, 0]]).flatMap {
      [$0, $0.map { ($0 + 0.25).truncatingRemainder(dividingBy: 1) }]
    }
    let c = centred(
      [1.0, 3, 5, 7].flatMap { n -> [[Double]] in
        let (x, y) = (n / 8, n == 1 || n == 5 ? 0.25 : 0.75)
        return [[x, 0, y], [y, x, 0], [0, y, x]]
      })
    let d = centred(
      [1.0, 3, 5, 7].flatMap { n -> [[Double]] in
        let (x, y) = (n / 8, n == 1 || n == 5 ? 0.75 : 0.25)
        return [[x, 0, y], [y, x, 0], [0, y, x]]
      })
    let sites =
      a.map { ("K", $0, 1.0) } + c.map { ("Al", $0, 1.0) } + d.map { ("Si", $0, 1.0) }
    let found = try analyse(
      sweep(0.25, 900).enumerated().map { index, entry in
        (
          entry.temperature,
          WrittenSweep.cif(tetragonal(13.4, 0.01, entry.amplitude, UInt64(index) + 70), sites)
        )
      })
    #expect(found.label == "GM3+")
    #expect(found.analysis.order == .first && found.analysis.evidence.isJumpResolved)
    #expect(found.analysis.temperature?.contains(sweep(0.25, 900)[14].temperature / 1.01) == true)
    #expect(found.analysis.preferred?.model.form == .twoThreeFour)
  }

  @Test("CuAu: X1+ has a cubic invariant that is zero on the direction of P4/mmm")
  func copperGold() throws {
    let corners: [[Double]] = [[0, 0, 0], [0.5, 0.5, 0], [0.5, 0, 0.5], [0, 0.5, 0.5]]
    let temperatures = (0..<14).map { 300 + 383 * (1 - pow(1 - Double($0) / 13, 2)) }
    let structures = (temperatures + [700, 720, 750]).enumerated().map { index, temperature in
      let order = temperature < 690 ? 0.8 * (1 - temperature / 690).squareRoot() : 0
      let error = order > 0 ? 0.002 * noise(UInt64(index) + 9)[0] : 0
      let copper = corners.indices.map { 0.5 + ($0 < 2 ? 1 : -1) * (order / 2 + error) }
      let sites = corners.indices.flatMap { site in
        [("Cu", corners[site], copper[site]), ("Au", corners[site], 1 - copper[site])]
      }
      return (temperature, WrittenSweep.cif([3.87, 3.87, 3.87], sites))
    }
    let found = try analyse(structures)
    #expect(found.label == "X1+")
    #expect(found.transition.components[found.transition.primary[0]].series.kind == .occupancy)
    #expect(found.analysis.facts.cubicInvariantAllowed == false)
    #expect(found.analysis.facts.cubicInvariantInIrrep == true)
    #expect(found.analysis.evidence.symmetry.contains("zero on the realised direction"))
    #expect(found.analysis.order != .first)
    #expect(!found.analysis.fits.contains { $0.model.form == .twoThreeFour })
  }
}
