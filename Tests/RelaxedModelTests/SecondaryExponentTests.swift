import Foundation
import PhaseFitNumerics
import PhaseFitSymmetry
import PhaseFitTestSupport
import Testing

@testable import PhaseFitRelaxedModel

@Suite("Powers of secondary distortions")
struct SecondaryExponentTests {
  /// Points S = κ mˣ (1 + c m²), exact but for their stated variance.
  private static func points(
    _ exponent: Double, correction: Double = 0, count: Int = 9, wobble: Double = 0
  ) -> [PowerFit.Point] {
    (0..<count).map { index in
      let term = 0.2 + 0.8 * Double(index) / Double(count - 1)
      let value = pow(term, exponent) * (1 + correction * term * term)
      let error = index.isMultiple(of: 2) ? wobble : -wobble
      return PowerFit.Point(
        term: term, square: term * term, value: value + error, variance: 1e-6)
    }
  }

  @Test("a power law is found with its power", arguments: [1.0, 2, 3.5])
  func powerLaw(_ exponent: Double) throws {
    let fit = try #require(PowerFit(Self.points(exponent), degree: 1))
    #expect(abs(fit.power - exponent) < 0.02)
    let (lower, upper) = (try #require(fit.lower), try #require(fit.upper))
    #expect(lower < exponent && exponent < upper && upper - lower < 0.5)
  }

  @Test("a correction of the next order does not change the power")
  func correction() throws {
    let fit = try #require(PowerFit(Self.points(2, correction: -0.4), degree: 2))
    #expect(abs(fit.power - 4) < 0.05)
  }

  @Test("few or equal points give wide intervals or none")
  func few() throws {
    #expect(PowerFit(Array(repeating: Self.points(1)[0], count: 5), degree: 1) == nil)
    let exact = try #require(PowerFit(Self.points(2, count: 9, wobble: 1e-4), degree: 1))
    let noisy = try #require(PowerFit(Self.points(2, count: 9, wobble: 0.02), degree: 1))
    let width = (noisy.upper ?? 8) - (noisy.lower ?? 0.2)
    #expect(width > 3 * ((exact.upper ?? 8) - (exact.lower ?? 0.2)))
  }

  @Test("secondaries of an antiphase tilt: the lowest term is its square, and the data follow")
  func tilt() throws {
    let modes = try GaugeParent.perovskite.modes(TestCell.evenVectors)
    let observations = GaugeCase.tilt(modes).observations(
      at: [10, 25, 40, 55, 70, 80, 90, 97, 115, 150], displacement: 1e-4, strain: 2e-6,
      noise: .freeCoordinates, seed: 3
    ) { [GaugeCase.order($0)] }
    let model = try SweepModel(of: observations, modes: modes)
    #expect(model.members.map(\.label) == ["R4+"])
    let found = try model.secondaryExponents(observations, modes: modes)
    #expect(!found.isEmpty)
    for entry in found {
      // Every other irrep of I4/mcm is even in the tilt: R4+ changes sign under a translation.
      #expect(entry.degrees == [2])
      let fitted = try #require(entry.fitted)
      #expect((entry.lower95 ?? 0) <= 2 && 2 <= (entry.upper95 ?? 9), "\(entry.label) \(fitted)")
    }
  }
}
