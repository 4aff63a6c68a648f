import Foundation
import PhaseFitEquivariance
import PhaseFitNumerics

/// Spherical harmonics of many points and neighbours in crystals of growing size.
extension Harness {
  func runHarmonics() throws {
    var generator = SplitMix64(seed: 2)
    for count in [1000, 100_000] {
      let points = (0..<(3 * count)).map { _ in generator.uniform() - 0.5 }
      let single = points.map { Float($0) }
      for degree in [3, 4, 6] {
        let harmonics = SphericalHarmonics(maximumDegree: degree)
        func name(_ precision: String, _ kind: String) -> String {
          "harmonics/\(kind)/\(precision)/l\(degree)/\(count)"
        }
        for (precision, size) in [("single", 4), ("double", 8)] {
          for kind in ["values", "gradients"] {
            let name = name(precision, kind)
            guard filter.isEmpty || name.contains(filter) else { continue }
            let hasGradients = kind == "gradients"
            let time = try measure {
              switch (precision, kind) {
              case ("single", "values"): _ = try harmonics.inDirections(of: single)
              case ("single", _): _ = try harmonics.gradientsInDirections(of: single)
              case (_, "values"): _ = try harmonics.inDirections(of: points)
              default: _ = try harmonics.gradientsInDirections(of: points)
              }
            }.cpu
            let numbers = 3 + (degree + 1) * (degree + 1) * (hasGradients ? 4 : 1)
            report(
              name, time, operations: Double(count) * Self.operations(degree, hasGradients),
              bytes: size * count * numbers,
              peak: precision == "single" ? ProcessorPeak.single : ProcessorPeak.double)
          }
        }
      }
    }
  }

  /// Operations for the harmonics in one direction by recurrence: 12 for the direction, 6 for the
  /// cosine and sine of each order, 4 for each Legendre function, one for each of its products; for
  /// the gradient of each about 18.
  private static func operations(_ degree: Int, _ hasGradients: Bool) -> Double {
    let legendre = (degree + 1) * (degree + 2) / 2
    let components = (degree + 1) * (degree + 1)
    return Double(12 + 6 * degree + 5 * legendre + components * (hasGradients ? 19 : 1))
  }

  /// Cubic SrTiO₃ with atoms moved by about 0.01 Å, cutoff 4.5 Å.
  func runNeighbours() throws {
    var generator = SplitMix64(seed: 3)
    for cells in [2, 4, 8, 13] {
      let structure = NetworkEpoch.perovskite(cells: cells)
      let positions = structure.places.map {
        3.905 * $0 + 0.01 * Vector3(generator.normal(), generator.normal(), generator.normal())
      }
      let lattice = Matrix3(diagonal: Vector3(repeating: 3.905 * Double(cells)))
      let name = "neighbours/\(positions.count)"
      guard filter.isEmpty || name.contains(filter) else { continue }
      var edges = 0
      let time = try measure {
        edges = try EdgeGraph(crystalAt: positions, lattice: lattice, cutoff: 4.5).edges.count
      }.cpu
      // A difference and a square for every edge, and the edge itself.
      report(
        name, time, operations: 8 * Double(edges),
        bytes: edges * MemoryLayout<EdgeGraph.Edge>.stride, peak: ProcessorPeak.double)
    }
  }
}
