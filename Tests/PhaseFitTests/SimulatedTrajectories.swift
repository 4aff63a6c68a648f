import Foundation
import PhaseFitNumerics
import Testing

/// Trajectories of a cubic perovskite whose transition is known, as extended XYZ: noise of single
/// atoms and of the soft mode with a correlation time, a box that breathes.
struct SimulatedTrajectories {
  /// What drives the transition.
  enum Mechanism {
    /// Octahedra rotate together about c by an amplitude that vanishes at Tc (I4/mcm below).
    case displacive
    /// Titanium hops between two places along c; more of them are filled below Tc (P4mm).
    case orderDisorder
  }

  var mechanism: Mechanism
  /// Tc, K.
  var criticalTemperature = 550.0
  /// The amplitude at T = 0, Å (Ap).
  var saturation = 0.5
  /// The cells along each axis.
  var cells = 2
  var frames = 256
  /// The correlation time in frames.
  var correlation = 5.0
  /// The standard deviation of an atom at Tc, Å.
  var vibration = 0.08
  /// The standard deviation of the soft mode at Tc, Å (Ap).
  var softness = 0.06
  var seed: UInt64 = 1

  /// The amplitude of the mode at a temperature in K, Å (Ap).
  func amplitude(_ kelvin: Double) -> Double {
    saturation * max(0, 1 - kelvin / criticalTemperature).squareRoot()
  }

  /// Writes one file for each temperature.
  func write(_ temperatures: [Int], to folder: URL) throws {
    for kelvin in temperatures {
      try text(Double(kelvin)).write(
        to: folder.appending(path: String(format: "T%04d.extxyz", kelvin)), atomically: true,
        encoding: .utf8)
    }
  }

  private static let sites: [(element: String, place: Vector3)] = [
    ("Ba", Vector3(0, 0, 0)), ("Ti", Vector3(0.5, 0.5, 0.5)), ("O", Vector3(0.5, 0.5, 0)),
    ("O", Vector3(0.5, 0, 0.5)), ("O", Vector3(0, 0.5, 0.5)),
  ]

  private func text(_ kelvin: Double) -> String {
    var random = SplitMix64(seed: seed &* 1_000 &+ UInt64(kelvin))
    var elements: [String] = []
    var places: [Vector3] = []
    var pattern: [Vector3] = []
    for index in 0..<cells * cells * cells {
      let cell = (index % cells, index / cells % cells, index / cells / cells)
      let sign: Double = (cell.0 + cell.1 + cell.2) % 2 == 0 ? 1 : -1
      for (number, site) in Self.sites.enumerated() {
        elements.append(site.element)
        places.append(site.place + Vector3(Double(cell.0), Double(cell.1), Double(cell.2)))
        // Four shifts of 1/2 in a primitive cell of the child: Ap = 1 over each parent cell.
        let shift = sign * 0.5.squareRoot()
        pattern.append(
          number == 3 ? Vector3(shift, 0, 0) : number == 4 ? Vector3(0, -shift, 0) : .zero)
      }
    }
    let memory = exp(-1 / correlation)
    let fresh = (1 - memory * memory).squareRoot()
    let heat = (kelvin / criticalTemperature).squareRoot()
    let order = max(0, 1 - kelvin / criticalTemperature).squareRoot()
    var noise = places.map { _ in Vector3(random.normal(), random.normal(), random.normal()) }
    var soft = random.normal()
    var breath = Vector3(random.normal(), random.normal(), random.normal())
    func spin(_ random: inout SplitMix64) -> Double {
      random.uniform() < 0.5 * (1 + order) ? 1 : -1
    }
    var spins = places.map { _ in spin(&random) }
    let strain = 0.02 * order * order
    let edges = 4 * (1 + 1e-5 * kelvin) * Vector3(1 - strain / 2, 1 - strain / 2, 1 + strain)
    var text = ""
    for _ in 0..<frames {
      soft = memory * soft + fresh * random.normal()
      for axis in 0..<3 { breath[axis] = memory * breath[axis] + fresh * random.normal() }
      let box = Double(cells) * edges * (Vector3(1, 1, 1) + 5e-4 * breath)
      text += "\(places.count)\nLattice=\"\(box.x) 0 0 0 \(box.y) 0 0 0 \(box.z)\" "
      text += "Properties=species:S:1:pos:R:3 temperature=\(kelvin)\n"
      for atom in places.indices {
        for axis in 0..<3 {
          noise[atom][axis] = memory * noise[atom][axis] + fresh * random.normal()
        }
        var shift = vibration * heat * noise[atom]
        switch mechanism {
        case .displacive: shift += (amplitude(kelvin) + softness * heat * soft) * pattern[atom]
        case .orderDisorder where elements[atom] == "Ti":
          if random.uniform() > memory { spins[atom] = spin(&random) }
          shift.z += 0.25 * spins[atom]
        case .orderDisorder: break
        }
        let place = places[atom] / Double(cells) * box + shift
        text += "\(elements[atom]) \(place.x) \(place.y) \(place.z)\n"
      }
    }
    return text
  }
}
