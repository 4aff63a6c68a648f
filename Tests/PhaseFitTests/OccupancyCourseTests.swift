import Foundation
import PhaseFit
import PhaseFitReport
import PhaseFitTestSupport
import Testing

/// NaNO₃: the nitrate groups order, S = 2x − 1 on sites that are half filled in the parent.
@Suite("The course of a model of order and disorder")
struct OccupancyCourseTests {
  @Test("occupancies of the course agree with the measured ones and vanish in the parent phase")
  func occupancies() throws {
    let report = try Pipeline.analyse(
      [TestCrystals.root.appending(path: "structures/nano3-paul-pryor1972").path],
      options: AnalysisOptions())
    let course = try #require(report.sweepModel?.course)
    let sites = report.distortions[0].displacements
    #expect(course.count > 90)
    #expect(course.allSatisfy { $0.occupancies.count == sites.count })
    #expect(course[0].source.contains("interpolated between the measured temperatures"))
    for distortion in report.distortions {
      let temperature = try #require(
        report.sweep.measurements[distortion.measurement].temperature?.value)
      let near = try #require(
        course.min { abs($0.temperature - temperature) < abs($1.temperature - temperature) })
      for (site, occupancy) in zip(distortion.displacements, near.occupancies) {
        // Less than a step of the grid away; the order falls by a third from 523 to 541 K.
        #expect(abs((site.occupancy?.value ?? 0) - occupancy) < 0.04)
      }
    }
    let order = course.map { $0.occupancies.map(abs).max() ?? 0 }
    #expect(order[0] > 0.49 && (order.last ?? 1) < 1e-4)
    // Vacant sites stay vacant: the order is a deviation with both signs, of sum zero.
    #expect(course.allSatisfy { abs($0.occupancies.reduce(0, +)) < 1e-3 })
  }
}
