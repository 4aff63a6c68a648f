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
        try run(name("single", "values")) { _ = try harmonics.inDirections(of: single) }
        try run(name("double", "values")) { _ = try harmonics.inDirections(of: points) }
        try run(name("single", "gradients")) {
          _ = try harmonics.gradientsInDirections(of: single)
        }
        try run(name("double", "gradients")) {
          _ = try harmonics.gradientsInDirections(of: points)
        }
      }
    }
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
      try run("neighbours/\(positions.count)") {
        _ = try EdgeGraph(crystalAt: positions, lattice: lattice, cutoff: 4.5)
      }
    }
  }
}
