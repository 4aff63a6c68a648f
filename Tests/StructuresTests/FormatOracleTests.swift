import Foundation
import PhaseFitNumerics
import PhaseFitStructures
import Testing

/// Files that other programs wrote, and what further programs read in them
/// (`Tests/Oracles/formats/README.md`).
@Suite("Formats beside ase and pymatgen")
struct FormatOracleTests {
  private struct Numbers: Decodable {
    var cell: [Double]
    var elements: [String]
    var positions: [[Double]]
  }

  private static let folder = "\(packageFolder)/Tests/Oracles/formats"

  private static func numbers() throws -> [String: Numbers] {
    let data = try Data(contentsOf: URL(fileURLWithPath: "\(folder)/numbers.json"))
    return try JSONDecoder().decode([String: Numbers].self, from: data)
  }

  private static func expectSame(_ crystal: Crystal, _ expected: Numbers) {
    let cell = crystal.cell.lengths + crystal.cell.anglesDegrees
    for (found, value) in zip(cell, expected.cell) { #expect(abs(found.value - value) < 1e-6) }
    #expect(crystal.sites.map(\.element.symbol) == expected.elements)
    for (site, position) in zip(crystal.sites, expected.positions) {
      for axis in 0..<3 {
        let difference = site.fractional[axis] - position[axis]
        #expect(abs(difference - difference.rounded()) < 1e-7, "\(site.label)")
      }
    }
  }

  @Test(
    "POSCAR and XDATCAR as pymatgen reads them",
    arguments: ["direct.poscar", "cartesian.poscar", "series_300K.xdatcar"])
  func vasp(_ name: String) throws {
    var doubts: [Diagnostic] = []
    let crystal = try Crystal(
      contentsOfFile: "\(Self.folder)/\(name)", diagnostics: &doubts)
    Self.expectSame(crystal, try #require(try Self.numbers()[name]))
  }

  @Test("extended XYZ as ase reads it, one frame a temperature")
  func extendedXYZ() throws {
    let sweep = try SweepReader().read(["\(Self.folder)/series.extxyz"])
    #expect(sweep.measurements.map(\.temperature.kelvin) == [100, 200, 300, 400, 500])
    for (step, measurement) in sweep.measurements.enumerated() {
      Self.expectSame(
        measurement.crystal, try #require(try Self.numbers()["series.extxyz/\(step)"]))
    }
  }
}
