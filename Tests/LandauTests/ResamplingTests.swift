import Foundation
import PhaseFitNumerics
import PhaseFitStructures
import PhaseFitSymmetry
import Testing

@testable import PhaseFitLandau

@Suite("Repeated fits")
struct ResamplingTests {
  private func series(seed: UInt64 = 2) -> OrderParameterSeries {
    makeSeries(
      steps(40, 100.4, 20), parents: [100.7, 103], sigma: 0.003, noise: 0.003, seed: seed,
      potential(p: 0.2, q: 0.05, tc: 100))
  }

  @Test("the same seed gives the same numbers, another seed others")
  func seeded() throws {
    let fit = try LandauFit(LandauModel(.twoFourSix), to: series(), withIntervals: false)
    let first = try fit.bootstrap(.parametric, of: series(), replicates: 100, seed: 5)
    #expect(try fit.bootstrap(.parametric, of: series(), replicates: 100, seed: 5) == first)
    let other = try fit.bootstrap(.parametric, of: series(), replicates: 100, seed: 6)
    #expect(other.criticalTemperature != first.criticalTemperature)
    #expect(first.failureCount == 0)
  }

  @Test("the parametric bootstrap agrees with the interval of the profile likelihood")
  func agreesWithProfile() throws {
    let fit = try LandauFit(LandauModel(.twoFourSix), to: series())
    let bootstrap = try fit.bootstrap(.parametric, of: series(), replicates: 400, seed: 1)
    for (profiled, repeated) in [
      (fit.criticalTemperature, bootstrap.criticalTemperature),
      (fit.transitionTemperature, bootstrap.transitionTemperature),
    ] {
      let expected = try #require(profiled.standardUncertainty)
      let found = try #require(repeated.standardUncertainty)
      #expect(abs(found - expected) < 0.25 * expected, "\(found) \(expected)")
      #expect(repeated.contains(try #require(profiled.value)))
    }
  }

  @Test("pairs keep to the observed phases and spread about as much", arguments: [1, 2])
  func pairs(seed: UInt64) throws {
    let fit = try LandauFit(LandauModel(.twoFourSix), to: series(seed: seed))
    let bootstrap = try fit.bootstrap(.pairs, of: series(seed: seed), replicates: 300, seed: seed)
    #expect(bootstrap.failureCount < 10)
    #expect((bootstrap.criticalTemperature.upper95 ?? .infinity) <= 100.7 + 1e-9)
    let limit = try #require(bootstrap.superheatingLimit)
    #expect((limit.lower95 ?? 0) >= 100.4 - 1e-9)
    let expected = try #require(fit.criticalTemperature.standardUncertainty)
    let found = try #require(bootstrap.criticalTemperature.standardUncertainty)
    #expect(found > 0.3 * expected && found < 3 * expected)
  }

  @Test("the fast repetition ends where the library's fit ends", arguments: [1, 2, 3, 4, 5])
  func secondMethod(seed: UInt64) throws {
    for model in [LandauModel(.twoFourSix), LandauModel(.powerLaw(exponent: nil))] {
      let original = makeSeries(
        steps(40, 184, 14), parents: [189], sigma: 0.004, noise: 0.004, seed: seed,
        powerLaw(0.5, tc: 187, beta: 0.4))
      let fit = try LandauFit(model, to: original, withIntervals: false)
      for left in try fit.withoutEachTemperature(original) {
        var rest = original
        rest.points.removeAll { $0.temperature == left.temperature }
        let again = try LandauFit(model, to: rest, withIntervals: false)
        let curve = try #require(left.curve)
        #expect(
          abs(curve.transitionTemperature - again.curve.transitionTemperature) < 1e-3,
          "\(model) \(left.temperature)")
      }
    }
  }

  @Test("an outlier is the most influential temperature and is named")
  func influence() throws {
    var outlying = makeSeries(
      steps(40, 184, 14), parents: [189], sigma: 0.002, noise: 0.002, seed: 3,
      powerLaw(0.5, tc: 187, beta: 0.5))
    outlying.points[13].value += 0.03
    let analysis = try LandauAnalysis(
      outlying, facts: .init(groupSubgroupRelated: true, cubicInvariantAllowed: false))
    #expect(analysis.influences.count == 14)
    let strongest = try #require(
      analysis.influences.max { abs($0.transitionShift ?? 0) < abs($1.transitionShift ?? 0) })
    #expect(strongest.temperature == 184)
  }

  @Test("the band holds the curve, is zero above the transition, and widens towards it")
  func band() throws {
    let series = makeSeries(
      steps(40, 180, 14), parents: [195], sigma: 0.004, noise: 0.004,
      powerLaw(0.5, tc: 187, beta: 0.5))
    let analysis = try LandauAnalysis(
      series, facts: .init(groupSubgroupRelated: true, cubicInvariantAllowed: false),
      options: .init(bootstrapReplicates: 200, predictionTemperatures: [60, 100, 178, 220]))
    #expect(analysis.bootstraps.map(\.kind) == [.parametric, .pairs])
    #expect(analysis.prediction.map(\.temperature) == [60, 100, 178, 220])
    let widths = try analysis.prediction.map { try #require($0.upper95) - #require($0.lower95) }
    #expect(widths[2] > widths[1] && widths[3] == 0)
    #expect(analysis.prediction[3].value == 0)
    for point in analysis.prediction.prefix(3) {
      let truth = powerLaw(0.5, tc: 187, beta: 0.5)(point.temperature)
      #expect(abs(point.value - truth) < 0.01)
      #expect(try #require(point.lower95) <= point.value && point.value <= #require(point.upper95))
    }
  }

  @Test("too few repetitions and another series are refused")
  func refusals() throws {
    let fit = try LandauFit(LandauModel(.twoFourSix), to: series(), withIntervals: false)
    #expect(throws: LandauError.self) {
      try fit.bootstrap(.pairs, of: series(), replicates: 99)
    }
    #expect(throws: LandauError.self) { try fit.bootstrap(.pairs, of: series(seed: 9)) }
  }
}

@Suite("Uncertain temperatures")
struct EffectiveVarianceTests {
  private let facts = LandauAnalysis.Facts(
    groupSubgroupRelated: true, cubicInvariantAllowed: false)

  @Test("the slope of every form is that of its curve")
  func slope() throws {
    let exact: [(LandauModel.Form, (Double) -> Double)] = [
      (.twoFourSix, potential(p: -0.1, q: 0.01, tc: 190)),
      (.powerLaw(exponent: nil), powerLaw(0.5, tc: 190, beta: 0.3)),
      (.twoThreeFour, cubicPotential(v: 0.1, q: 0.005, tc: 187)),
    ]
    for (form, law) in exact {
      let series = makeSeries(steps(40, 186, 12), law)
      let curve = try LandauFit(LandauModel(form), to: series, withIntervals: false).curve
      let expected = abs(law(120.01) - law(119.99)) / 0.02
      #expect(abs(curve.temperatureSlope(at: 120) - expected) < 1e-6 * expected)
    }
  }

  @Test("variances add with the slope of the curve; points at its end are left out")
  func variances() throws {
    let law = powerLaw(0.5, tc: 187, beta: 0.5)
    let series = makeSeries(
      steps(40, 180, 14) + [186.5], parents: [189], sigma: 0.002, noise: 0.0005, law)
    let uncertainties = Dictionary(uniqueKeysWithValues: (0...15).map { ($0, 0.5) })
    let prepared = try EffectiveVariance(series, uncertainties, facts)
    #expect(prepared.series.points.filter(\.isDistorted).count == 14)
    #expect(prepared.diagnostics.map(\.code) == ["landau-too-close-to-transition"])
    // dA/dT = −A₀²/(2 Tc A).
    let point = try #require(prepared.series.points.first { $0.measurement == 10 })
    let slope = 0.25 / (2 * 187 * law(point.temperature))
    let expected = (0.002 * 0.002 + slope * slope * 0.25).squareRoot()
    #expect(abs(try #require(point.standardUncertainty) - expected) < 0.02 * expected)
    // A parent limits Tc only from two uncertainties above its temperature on.
    #expect(prepared.series.points.first { !$0.isDistorted }?.temperature == 190)
    let analysis = try LandauAnalysis(
      series, facts: facts, options: .init(temperatureUncertainties: uncertainties))
    #expect(analysis.bracket.upper == 189 && analysis.bracket.lower == 186.5)
  }

  @Test("without amplitude uncertainties they stay unused, negative ones are refused")
  func refusals() throws {
    let series = makeSeries(
      steps(40, 180, 12), parents: [189], noise: 0.001, powerLaw(0.5, tc: 187, beta: 0.5))
    let prepared = try EffectiveVariance(series, [0: 0.5], facts)
    #expect(prepared.series == series)
    #expect(prepared.diagnostics.map(\.code) == ["landau-temperature-su-unused"])
    #expect(throws: LandauError.self) { try EffectiveVariance(series, [0: -1], facts) }
  }
}
