import Foundation
import PhaseFitNumerics
import Testing

@testable import PhaseFitLandau

@Suite("Charts of the admissible curves")
struct ChartTests {
  private let domain = CurveDomain(
    temperatures: [50, 90, 130, 160, 175], highest: 175, lowest: 50, censor: 180, zero: 0)
  private let overlapping = CurveDomain(
    temperatures: [50, 90, 130, 160, 175], highest: 175, lowest: 50, censor: 170, zero: 0)

  private func parameters(_ count: Int) -> [Double] {
    // y about ½, k and v about the span in kelvin.
    count == 1 ? [140] : count == 2 ? [0.45, 120] : [0.45, 60, 110]
  }

  /// Compares the derivatives of amplitudes, coordinates and quantities with finite differences.
  static func expectDerivatives(
    _ chart: any AmplitudeChart, at parameters: [Double], _ comment: String
  ) {
    let (values, jacobian) = chart.amplitudes(parameters)
    let (point, pointJacobian) = chart.point(parameters)
    for column in parameters.indices {
      let step = 1e-6 * max(abs(parameters[column]), 1e-3)
      var (up, down) = (parameters, parameters)
      up[column] += step
      down[column] -= step
      let (high, low) = (chart.amplitudes(up).values, chart.amplitudes(down).values)
      for row in values.indices {
        let difference = (high[row] - low[row]) / (2 * step)
        let error = abs(difference - jacobian[row, column])
        #expect(error < 1e-6 * max(abs(difference), 1e-3), "\(comment) row \(row) column \(column)")
      }
      let (above, below) = (chart.point(up).point, chart.point(down).point)
      let differences = [
        above.criticalPoint - below.criticalPoint, above.second - below.second,
        above.third - below.third,
      ].map { $0 / (2 * step) }
      for row in 0..<3 {
        let error = abs(differences[row] - pointJacobian[row, column])
        #expect(error < 1e-5 * max(abs(differences[row]), 1), "\(comment) coordinate \(row)")
      }
      for quantity in [
        ProfiledQuantity.transition, .criticalPoint, .boundedOrder, .exponent,
      ] {
        let difference =
          (chart.quantity(quantity, up).value - chart.quantity(quantity, down).value) / (2 * step)
        let gradient = chart.quantity(quantity, parameters).gradient[column]
        #expect(
          abs(difference - gradient) < 1e-5 * max(abs(difference), 1), "\(comment) \(quantity)")
      }
    }
    #expect(point.criticalPoint.isFinite)
  }

  @Test(
    "derivatives of every face agree with finite differences",
    arguments: PotentialChart.Face.allCases)
  func potentialDerivatives(face: PotentialChart.Face) {
    let isOverlap = face == .coexisting || face == .coexistingSuperheated
    let chart = PotentialChart(face: face, domain: isOverlap ? overlapping : domain)
    var p = parameters(chart.parameterCount)
    if face == .coexistingSuperheated { p = [0.45] }
    if face == .vanishing || face == .censored { p = [60, 110] }
    Self.expectDerivatives(chart, at: p, "\(face)")
    // A discontinuous curve as well, where the face has one.
    if face == .interior { Self.expectDerivatives(chart, at: [0.8, 60, 110], "discontinuous") }
    if face == .censored {
      Self.expectDerivatives(chart, at: [-40, 110], "discontinuous, censored")
    }
  }

  @Test("derivatives of the power law and of ordering agree with finite differences")
  func otherDerivatives() {
    for exponent in [nil, 0.3] as [Double?] {
      for chart in PowerLawChart.charts(exponent: exponent, domain) {
        var p = [0.9]
        if chart.face == .interior { p.append(log(3)) }
        if exponent == nil { p.append(0.4) }
        Self.expectDerivatives(chart, at: p, "power law \(chart.face)")
      }
    }
    for chart in OrderingChart.charts(domain) {
      Self.expectDerivatives(
        chart, at: chart.face == .interior ? [0.9, log(3)] : [0.9], "ordering \(chart.face)")
    }
  }

  @Test("every chart gives the curve its coordinates describe, by direct substitution")
  func chartsAgreeWithTheParabola() {
    for face in PotentialChart.Face.allCases {
      let isOverlap = face == .coexisting || face == .coexistingSuperheated
      let domain = isOverlap ? overlapping : domain
      let chart = PotentialChart(face: face, domain: domain)
      let p = isOverlap && chart.parameterCount == 1 ? [0.45] : parameters(chart.parameterCount)
      let point = chart.point(p).point
      for (temperature, amplitude) in zip(domain.temperatures, chart.amplitudes(p).values) {
        let x = amplitude * amplitude
        let substituted = point.criticalPoint + point.second * x - point.third * x * x
        #expect(abs(substituted - temperature) < 1e-9 * temperature, "\(face)")
        // The stable branch has dT/dx ≤ 0.
        #expect(point.second - 2 * point.third * x <= 1e-9, "\(face)")
      }
    }
  }

  @Test("a chart finds its own curve again")
  func roundTrip() throws {
    let chart = PotentialChart(face: .interior, domain: domain)
    for p in [[0.45, 60, 110], [0.8, 60, 110], [0.2, 130, 5]] {
      let again = try #require(chart.parameters(near: chart.point(p).point))
      for (found, expected) in zip(again, p) { #expect(abs(found - expected) < 1e-9 * expected) }
    }
  }

  @Test("the temperature scale and its inverse agree and become T at high temperature")
  func temperatureScale() {
    let scale = TemperatureScale(saturationTemperature: 145)
    // Below Θs/5 g no longer tells temperatures apart in double precision.
    for temperature in [30.0, 60, 145, 300, 1000] {
      let g = scale.scaled(temperature)
      #expect(abs(scale.temperature(g) - temperature) < 1e-6 * temperature)
      let step = 1e-4 * temperature
      let slope = (scale.scaled(temperature + step) - scale.scaled(temperature - step)) / (2 * step)
      let product = slope * scale.temperatureDerivative(at: temperature)
      #expect(abs(product - 1) < 1e-5)
    }
    #expect(scale.scaled(0) == 145)
    #expect(abs(scale.scaled(1e5) - 1e5) < 0.1)
    #expect(scale.temperature(100) == 0)
    #expect(TemperatureScale().scaled(77) == 77)
  }

  @Test("ordering solves its equation of state and vanishes at Tc")
  func ordering() {
    for t in [0.01, 0.3, 0.7, 0.95, 0.999_9] {
      let order = OrderingChart.order(t).value
      #expect(abs(order - tanh(order / t)) < 1e-13)
      #expect(order > 0)
    }
    // Near Tc: S → √(3 (1 − t)).
    let near = OrderingChart.order(0.999_9).value
    #expect(abs(near / (3 * 1e-4).squareRoot() - 1) < 1e-3)
    #expect(OrderingChart.order(1).value == 0)
  }
}
