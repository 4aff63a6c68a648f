import Foundation
import PhaseFitNumerics
import PhaseFitStructures
import PhaseFitTestSupport
import Testing

@testable import PhaseFitSymmetry

/// Supercells with independent errors of known size.
@Suite("Scatter about translations")
struct TranslationScatterTests {
  /// A cubic perovskite of n³ cells, its octahedra tilted about z, every coordinate off by a normal
  /// error, in Å.
  private func supercell(
    _ cells: Int, tilt: Double = 0, noise: Double, seed: UInt64 = 7, stated: Double? = nil
  ) throws -> ExpandedCrystal {
    var random = SplitMix64(seed: seed)
    let edge = 3.9
    let length = edge * Double(cells)
    let sites: [(String, Vector3)] = [
      ("Sr", Vector3(0.5, 0.5, 0.5)), ("Ti", Vector3.zero), ("O", Vector3(0.5, 0, 0)),
      ("O", Vector3(0, 0.5, 0)), ("O", Vector3(0, 0, 0.5)),
    ]
    func measured(_ value: Double) -> MeasuredValue {
      MeasuredValue(value, standardUncertainty: stated.map { $0 / length }, lastDigit: 1e-6)
    }
    var atoms: [AtomSite] = []
    for cell in IntegerMatrix3(diagonal: cells, cells, cells).cosetRepresentatives {
      let sign = (cell.x + cell.y + cell.z) % 2 == 0 ? tilt : -tilt
      for (index, (element, place)) in sites.enumerated() {
        var point = edge * (place + cell.real)
        if index == 2 { point.y += sign }
        if index == 3 { point.x -= sign }
        for axis in 0..<3 { point[axis] += noise * random.normal() }
        atoms.append(
          AtomSite(
            label: "\(element)\(atoms.count)", element: try #require(Element(symbol: element)),
            position: (0..<3).map { measured(point[$0] / length) }))
      }
    }
    return try ExpandedCrystal(
      Crystal(
        name: "supercell",
        cell: UnitCell(
          lengths: [length, length, length].map { MeasuredValue($0, lastDigit: 1e-4) },
          anglesDegrees: Array(repeating: MeasuredValue(90), count: 3)), sites: atoms,
        declaredSymmetry: DeclaredSymmetry()))
  }

  @Test("the scatter is the error of the coordinates, with and without order", arguments: [0, 0.2])
  func scatter(tilt: Double) throws {
    for noise in [0.001, 0.004, 0.02] {
      let crystal = try supercell(4, tilt: tilt, noise: noise)
      let scatter = try #require(crystal.translationScatter)
      #expect(scatter.cells == 64)
      #expect(abs(scatter.standardDeviation / noise - 1) < 0.1)
    }
  }

  @Test("order alone is no scatter, and small cells have none to tell")
  func order() throws {
    let crystal = try supercell(4, tilt: 0.2, noise: 0)
    #expect(try #require(crystal.translationScatter).standardDeviation < 1e-5)
    #expect(try supercell(2, noise: 0.01).translationScatter == nil)
    var copy = crystal
    let taken = copy.takeScatter()
    #expect(taken == nil)
  }

  @Test("noise hides no order and makes none", arguments: [nil, 0.001])
  func groups(stated: Double?) throws {
    for (tilt, number) in [(0.0, 221), (0.2, 140)] {
      var crystal = try supercell(4, tilt: tilt, noise: 0.003, stated: stated)
      #expect(try FoundSymmetry(of: crystal).group.number != number)
      let taken = crystal.takeScatter()
      let ratio = try #require(taken?.ratio)
      #expect(try FoundSymmetry(of: crystal).group.number == number)
      let errors = crystal.parameters.filter { !$0.positions.isEmpty }
        .map(\.standardUncertainty)
      if stated == nil {
        #expect(errors.allSatisfy { $0 == nil })
      } else {
        #expect(abs(ratio - 3) < 0.3)
        #expect(errors.allSatisfy { abs(($0 ?? 0) * 4 * 3.9 / 0.003 - 1) < 0.1 })
      }
    }
  }

  @Test("the largest of many differences is explained: no translation is lost among 1080 atoms")
  func manyAtoms() throws {
    let crystal = try supercell(6, noise: 0.003, stated: 0.003)
    let few = crystal.precision.positionTolerance(atomCount: 20)
    #expect(abs(few - 6 * 2.0.squareRoot() * 0.003) < 1e-6)
    #expect(crystal.positionTolerance > 1.05 * few)
    #expect(try FoundSymmetry(of: crystal).group.number == 221)
  }

  @Test("bins find the atom that a search of all atoms finds")
  func bins() throws {
    var random = SplitMix64(seed: 3)
    for (count, reach) in [(3, 0.4), (40, 1.0), (300, 0.3), (300, 2.5), (300, 30.0)] {
      let basis = Matrix3(
        columns: Vector3(9, 0, 0), Vector3(2, 11, 0), Vector3(-3, 1, 7))
      func point() -> Vector3 {
        Vector3(random.uniform(), random.uniform(), random.uniform())
      }
      let positions = (0..<count).map { _ in point() }
      let kinds = (0..<count).map { $0 % 3 }
      let bins = AtomBins(basis: basis, positions: positions, kinds: kinds, reach: reach)
      for _ in 0..<200 {
        let target = 3 * point() - Vector3(1, 1, 1)
        let near = positions.indices.filter { kinds[$0] == 1 }.map {
          ($0, length(basis * SiteFinder.nearest(positions[$0] - target)))
        }.min { $0.1 < $1.1 }
        let found = bins.nearest(to: target, kind: 1)
        #expect(found?.index == near.flatMap { $0.1 <= reach ? $0.0 : nil })
      }
    }
  }
}
