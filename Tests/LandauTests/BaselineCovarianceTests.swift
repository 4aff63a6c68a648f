import Foundation
import PhaseFitLandau
import PhaseFitNumerics
import PhaseFitStructures
import PhaseFitSymmetry
import Testing

@Suite("The covariance of a baseline in joint fits")
struct BaselineCovarianceTests {
  private let sigma = 0.0004

  /// Cubic above 500 K and tetragonal below, with tr e = −10 e_b², e_b the Frobenius norm of the shear.
  private func table(seed: UInt64) -> LatticeTable {
    var generator = SplitMix64(seed: seed)
    let rows = stride(from: 100.0, through: 640, by: 20).enumerated().map { index, temperature in
      let a0 = 4 + 4e-5 * temperature
      let e = temperature < 500 ? 0.01 * (1 - temperature / 500).squareRoot() : 0
      let a = a0 * (1 - 10 * 6 * e * e / 3)
      let (first, second) = (generator.normal() * sigma, generator.normal() * sigma)
      let lengths =
        temperature < 500
        ? [a * (1 - e) + first, a * (1 - e) + first, a * (1 + 2 * e) + second]
        : [a + first, a + first, a + first]
      return LatticeTable.Row(
        temperature: temperature,
        cell: UnitCell(
          lengths: lengths.map { MeasuredValue($0, standardUncertainty: sigma) },
          anglesDegrees: [90, 90, 90].map { MeasuredValue($0) }), line: index + 1)
    }
    return LatticeTable(name: "t", rows: rows)
  }

  @Test("the coupling of a volume strain scatters over tables as its uncertainty says")
  func monteCarlo() throws {
    var (values, stated, alone, covered): ([Double], [Double], [Double], Int) = ([], [], [], 0)
    let count = 100
    for seed in 0..<UInt64(count) {
      let strain = try #require(try StrainAnalysis(table(seed: seed)).strains.first)
      let primary = strain.series(.bilinear)
      let fit = try #require(
        try strain.volumeCoupling(LandauModel(.twoFour), primary: primary))
      values.append(try #require(fit.coefficient.value))
      stated.append(try #require(fit.coefficient.standardUncertainty))
      if fit.coefficient.contains(-10) { covered += 1 }
      // The same with the baseline taken as exact.
      var volume = try #require(strain.volumeSeries)
      for index in volume.points.indices {
        volume.points[index].standardUncertainty = strain.volumeOwnUncertainties[index]
      }
      let naive = try LandauCoupledFit(
        LandauModel(.twoFour), primary: primary, secondary: volume)
      alone.append(try #require(naive.coefficient.standardUncertainty))
    }
    let mean = values.reduce(0, +) / Double(count)
    let scatter =
      (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(count - 1)).squareRoot()
    let own = stated.reduce(0, +) / Double(count)
    #expect(abs(mean + 10) < 4 * scatter / 10, "\(mean) ± \(scatter / 10)")
    #expect(abs(scatter / own - 1) < 0.25, "\(scatter) \(own)")
    #expect(covered >= 89, "\(covered)")
    #expect(alone.reduce(0, +) / Double(count) < 0.6 * scatter)
  }

  @Test("common errors are generalised least squares with the covariance they make")
  func generalised() throws {
    let law = { (temperature: Double) in 0.5 * (1 - temperature / 300).squareRoot() }
    let temperatures = steps(60, 290, 14)
    // So precise an order parameter that its curve does not move.
    let primary = makeSeries(temperatures, parents: [301], sigma: 1e-8, noise: 0, law)
    let strain = makeSeries(temperatures, parents: [301], sigma: 1e-4, noise: 1e-4, seed: 3) {
      0.02 * pow(law($0), 2)
    }
    let changes: [(Double) -> Double] = [{ _ in 3e-4 }, { 2e-6 * ($0 - 300) }]
    let fit = try LandauCoupledFit(
      LandauModel(.twoFour), primary: primary, secondary: strain,
      commonErrors: changes.map { change in
        LandauCoupledFit.CommonError(
          changes: Dictionary(
            uniqueKeysWithValues: strain.points.map { ($0.measurement, change($0.temperature)) }))
      })
    let points = strain.points.filter(\.isDistorted)
    let covariance = Matrix(
      points.map { row in
        points.map { column in
          changes.reduce(row.measurement == column.measurement ? 1e-8 : 0) {
            $0 + $1(row.temperature) * $1(column.temperature)
          }
        }
      })
    let squares = points.map { pow(law($0.temperature), 2) }
    let image = try covariance.choleskySolve(squares)
    let norm = zip(squares, image).reduce(0) { $0 + $1.0 * $1.1 }
    let value = zip(points, image).reduce(0) { $0 + $1.0.value * $1.1 } / norm
    let inflation = max(fit.chiSquared / Double(fit.degreesOfFreedom), 1).squareRoot()
    let found = try #require(fit.coefficient.value)
    let uncertainty = try #require(fit.coefficient.standardUncertainty)
    #expect(abs(found / value - 1) < 1e-6, "\(found) \(value)")
    #expect(abs(uncertainty * norm.squareRoot() / inflation - 1) < 1e-4)
  }

  @Test("a baseline moved by its errors gives back its own uncertainty")
  func moved() throws {
    let strain = try #require(try StrainAnalysis(table(seed: 1)).strains.first)
    for (index, point) in strain.points.enumerated() {
      let common = strain.volumeBaselineErrors.reduce(0) { $0 + $1[index] * $1[index] }.squareRoot()
      let relative = try #require(
        strain.baseline.standardUncertainties(at: point.temperature)?[0])
      // tr e = 3 (a/a₀ − 1) for a cubic parent.
      let expected = 3 * relative / strain.baseline.parameters(at: point.temperature)[0]
      #expect(abs(common / expected - 1) < 0.02, "\(point.temperature)")
    }
  }
}
