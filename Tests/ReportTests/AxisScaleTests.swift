import Foundation
import Testing

@testable import PhaseFitReport

@Suite("Scale of an axis")
struct AxisScaleTests {
  private static let ranges: [[Double]] = [
    [0, 1], [15, 240], [-0.0005, 0.0014], [590, 590], [0], [], [-3, -2], [1e-12, 2e-12],
    [1e20, 3e20], [-1e300, 1e300], [14.54, 14.67], [0.1 + 0.2, 0.3], [1e5, 1e5 + 1e-7],
    [.nan, 1, 2], [.infinity, 5], [1e308, 1.2e308], [-1.7e308],
  ]

  @Test("ticks lie in the range, a step of 1, 2 or 5 apart", arguments: ranges, [true, false])
  func ticks(_ values: [Double], includesZero: Bool) throws {
    let scale = AxisScale(showing: values, includesZero: includesZero, tickCount: 6)
    #expect(scale.lower.isFinite && scale.upper.isFinite && scale.lower < scale.upper)
    #expect((1...7).contains(scale.ticks.count), "\(scale)")
    let slack = scale.step * 1e-6
    for tick in scale.ticks {
      #expect(tick >= scale.lower - slack && tick <= scale.upper + slack)
    }
    let power = pow(10, log10(scale.step).rounded(.down))
    let factor = scale.step / power
    #expect([1, 2, 5, 10].contains { abs(factor - $0) < 1e-9 }, "\(factor)")
  }

  @Test("every finite value is seen, and zero where it is asked for", arguments: ranges)
  func shown(_ values: [Double]) {
    let scale = AxisScale(showing: values, includesZero: true, tickCount: 6)
    for value in values.filter(\.isFinite) + [0] where abs(value) < 1e299 {
      #expect(value >= scale.lower && value <= scale.upper)
    }
  }

  @Test("the map to a length is linear and stays in the frame")
  func position() {
    let scale = AxisScale(showing: [10, 30], includesZero: false, tickCount: 5)
    #expect(scale.position(scale.lower, from: 5, to: 105) == 5)
    #expect(scale.position(scale.upper, from: 5, to: 105) == 105)
    #expect(abs(scale.position(20, from: 5, to: 105) - 55) < 1e-9)
    #expect(scale.position(1e9, from: 5, to: 105) == 105)
  }

  @Test(
    "labels have the decimals of the step",
    arguments: [
      ([0.0, 1], ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"]),
      ([0, 0.0016], ["0.0000", "0.0005", "0.0010", "0.0015"]),
      ([-100, 100], ["−100", "−50", "0", "50", "100"]),
    ])
  func labels(_ values: [Double], _ expected: [String]) {
    let scale = AxisScale(showing: values, includesZero: true, tickCount: 6)
    #expect(scale.ticks.map(scale.label) == expected)
  }

  @Test(
    "a power of ten stands in the title, before the unit, where labels would be zeros",
    arguments: [
      ([0.0, 7e-6], "Q / Å", "Q / 10⁻⁶ Å", ["0", "2", "4", "6"]),
      ([0, 1.6e-5], "e", "e / 10⁻⁶", ["0", "5", "10", "15"]),
      ([0, 3e6], "V", "V / 10⁶", ["0", "1", "2", "3"]),
      ([0, 0.0016], "e", "e", ["0.0000", "0.0005", "0.0010", "0.0015"]),
    ])
  func powers(_ values: [Double], _ title: String, _ expected: String, _ labels: [String]) {
    let scale = AxisScale(showing: values, includesZero: true, tickCount: 4)
    #expect(scale.title(title) == expected)
    #expect(scale.ticks.map(scale.label) == labels)
  }

  @Test("two ticks never have the same label", arguments: ranges)
  func distinctLabels(_ values: [Double]) {
    let scale = AxisScale(showing: values, includesZero: true, tickCount: 6)
    let labels = scale.ticks.map(scale.label)
    #expect(Set(labels).count == labels.count, "\(labels)")
  }
}
