import Foundation
import PhaseFitLandau
import PhaseFitNumerics
import PhaseFitSymmetry
import Testing

@Suite("Two order parameters with biquadratic coupling")
struct BiquadraticFitTests {
  /// a₁ = 1, b₁ = 400, T₁ = 900; a₂ = 1, b₂ = 500, T₂ = 800; γ = 150, amplitudes as they are.
  private struct Truth {
    let b1 = 400.0
    let b2 = 500.0
    let gamma = 150.0
    let t1 = 900.0
    let t2 = 800.0

    /// a₂ (T − T₂) + γ Q₁² = 0 with Q₁² = (T₁ − T)/b₁.
    var lower: Double { (t2 - gamma * t1 / b1) / (1 - gamma / b1) }

    /// The closed forms in the phase with both.
    func squares(_ t: Double) -> (Double, Double) {
      guard t < lower else { return (max(t1 - t, 0) / b1, 0) }
      let determinant = b1 * b2 - gamma * gamma
      return (
        (b2 * (t1 - t) - gamma * (t2 - t)) / determinant,
        (b1 * (t2 - t) - gamma * (t1 - t)) / determinant
      )
    }
  }

  private let truth = Truth()

  private func series(_ sigma: Double?, noise: Double, seed: UInt64) -> (
    upper: OrderParameterSeries, lower: OrderParameterSeries
  ) {
    let lower = truth.lower
    return (
      makeSeries(
        steps(300, 895, 24), parents: [905], sigma: sigma, noise: noise, seed: seed
      ) { truth.squares($0).0.squareRoot() },
      makeSeries(
        steps(300, lower - 4, 14), parents: [lower + 6], sigma: sigma, noise: noise,
        seed: seed + 50
      ) { truth.squares($0).1.squareRoot() }
    )
  }

  @Test("exact data give both temperatures, slopes and the coupling back to 1e-8")
  func exact() throws {
    let (upper, lower) = series(nil, noise: 0, seed: 1)
    let fit = try LandauBiquadraticFit(upper: upper, lower: lower)
    func expect(_ found: LandauEstimate, _ expected: Double) {
      #expect(abs((found.value ?? 0) - expected) < 1e-8 * expected)
    }
    let (b1, b2, gamma) = (truth.b1, truth.b2, truth.gamma)
    expect(fit.upperTransition, 900)
    expect(fit.lowerTransition, truth.lower)
    expect(fit.upperSlope, 1 / b1)
    expect(fit.lowerSlope, (b1 - gamma) / (b1 * b2 - gamma * gamma))
    expect(fit.coupling, gamma / b1)
  }

  @Test("intervals hold the truth and the coupling is resolved", arguments: [1, 2, 3])
  func noisy(seed: UInt64) throws {
    let (upper, lower) = series(0.005, noise: 0.005, seed: seed)
    let fit = try LandauBiquadraticFit(upper: upper, lower: lower)
    #expect(fit.status == .converged)
    for (estimate, value) in [
      (fit.upperTransition, 900), (fit.lowerTransition, truth.lower),
      (fit.coupling, truth.gamma / truth.b1), (fit.upperSlope, 1 / truth.b1),
    ] {
      guard let found = estimate.value, let uncertainty = estimate.standardUncertainty else {
        // Held by the observed phases: within their bracket.
        #expect(abs((estimate.value ?? 0) - value) <= 10)
        continue
      }
      #expect(abs(found - value) < 4 * uncertainty, "\(found) \(value)")
    }
    #expect(!fit.coupling.contains(0))
  }

  @Test("phases bound both temperatures")
  func bounds() throws {
    var (upper, lower) = series(0.005, noise: 0.005, seed: 4)
    upper.points[upper.points.count - 1].temperature = 896
    let fit = try LandauBiquadraticFit(upper: upper, lower: lower)
    let value = try #require(fit.upperTransition.value)
    #expect(value >= 895 - 1e-9 && value <= 896 + 1e-9)
    #expect((fit.upperTransition.upper95 ?? 896) <= 896)
    // A parent colder than a distorted point excludes continuous transitions.
    lower.points[lower.points.count - 1].temperature = 500
    #expect(throws: LandauError.self) { try LandauBiquadraticFit(upper: upper, lower: lower) }
  }

  @Test("without points above the lower transition there is no bend to see")
  func refusal() throws {
    let (upper, lower) = series(0.005, noise: 0, seed: 1)
    #expect(throws: LandauError.self) { try LandauBiquadraticFit(upper: lower, lower: upper) }
    #expect(throws: LandauError.self) { try LandauBiquadraticFit(upper: lower, lower: lower) }
  }
}
