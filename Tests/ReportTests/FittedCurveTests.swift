import Foundation
import PhaseFitLandau
import PhaseFitSymmetry
import Testing

@testable import PhaseFitReport

@Suite("Curves of fits")
struct FittedCurveTests {
  private static func fit(
    _ model: String, _ parameters: KeyValuePairs<String, Double>, _ fitted: (Double) -> Double
  ) -> AnalysisReport.Fit {
    let temperatures = stride(from: 20.0, through: 180, by: 20)
    return AnalysisReport.Fit(
      model: model, formula: "", target: "", status: "converged",
      parameters: parameters.map { .init(name: $0, Estimate(SampleReport.number($1, nil, "x"))) },
      chiSquared: 1, pointCount: 9, degreesOfFreedom: 6, isWeighted: true,
      points: temperatures.enumerated().map { index, temperature in
        .init(
          measurement: index, temperature: temperature,
          observed: SampleReport.number(fitted(temperature), 0.01, "x"),
          fitted: fitted(temperature), used: true)
      })
  }

  @Test("a 2-4-6 curve minimises its potential and falls to zero at Ttr")
  func potential() {
    // F = ½ (T − Tc) Q² − ¼ 2p/q Q⁴ ... is stationary where A⁴ − 2 p A² + q (T − Tc) = 0.
    let (p, q, tc) = (0.1, 0.0004, 190.0)
    let ttr = tc + 0.75 * p * p / q
    let fit = Self.fit("2-4-6", ["Tc": tc, "Ttr": ttr, "p": p, "q": q]) { t in
      (p + (p * p - q * (t - tc)).squareRoot()).squareRoot()
    }
    let points = FittedCurve(fit).points(from: 10, to: 250)
    #expect(points.count > 100)
    for point in points.dropLast(2) {
      let square = point.y * point.y
      #expect(abs(square * square - 2 * p * square + q * (point.x - tc)) < 1e-12)
    }
    #expect(points.suffix(2).map(\.y) == [0, 0])
    #expect(points.suffix(2).first?.x == ttr)
  }

  @Test("a saturated 2-4 curve is straight in Θs coth(Θs/T)")
  func saturated() {
    let (slope, tc, theta) = (0.0003, 200.0, 60.0)
    let scale = TemperatureScale(saturationTemperature: theta)
    let fit = Self.fit("2-4, saturated", ["Tc": tc, "slope": slope, "Theta_s": theta]) { t in
      (slope * (scale.scaled(tc) - scale.scaled(t))).squareRoot()
    }
    let points = FittedCurve(fit).points(from: 0, to: 199)
    #expect(points.count > 100)
    let first = points[0]
    #expect(abs(first.y * first.y - slope * (scale.scaled(tc) - theta)) < 1e-12)
  }

  @Test("a power law and an ordering curve are found by their own parameters")
  func others() {
    let power = Self.fit("power law", ["Tc": 190, "A0": 0.2, "beta": 0.36]) { t in
      0.2 * pow(1 - t / 190, 0.36)
    }
    #expect(FittedCurve(power).points(from: 20, to: 180).count > 100)
    let fixed = Self.fit("power law, exponent 0.25", ["Tc": 190, "A0": 0.2]) { t in
      0.2 * pow(1 - t / 190, 0.25)
    }
    #expect(FittedCurve(fixed).points(from: 20, to: 180).count > 100)
    let ordering = Self.fit("Bragg-Williams", ["Tc": 190, "A0": 1.2]) { t in
      1.2 * FittedCurve.order(t / 190)
    }
    #expect(FittedCurve(ordering).points(from: 20, to: 180).count > 100)
  }

  @Test("the order of mean-field theory solves S = tanh(S/t)", arguments: [0.01, 0.3, 0.7, 0.999])
  func order(_ t: Double) {
    let s = FittedCurve.order(t)
    #expect(s > 0 && s <= 1)
    #expect(abs(s - tanh(s / t)) < 1e-14)
    #expect(FittedCurve.order(1) == 0 && FittedCurve.order(0) == 1)
  }

  @Test("parameters that contradict the fitted values are not believed")
  func contradiction() {
    let fit = Self.fit("2-4", ["Tc": 190, "slope": 0.001]) { _ in 0.5 }
    let points = FittedCurve(fit).points(from: 0, to: 300)
    #expect(points.map(\.x) == Array(stride(from: 20.0, through: 180, by: 20)))
    #expect(points.allSatisfy { $0.y == 0.5 })
  }

  @Test("a fit without fitted values has no curve")
  func nothing() {
    var fit = Self.fit("2-4", ["Tc": 190, "slope": 0.001]) { _ in 0.5 }
    for index in fit.points.indices { fit.points[index].fitted = nil }
    #expect(FittedCurve(fit).points(from: 0, to: 300).isEmpty)
  }
}
