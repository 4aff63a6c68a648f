// A charged particle in uniform fields: a network that sees only the velocity learns the force.
//
//     dv/dt = E + v × B        charge and mass 1
//
// Without fields in its input a strictly equivariant network knows no direction but v. The relaxed
// weights supply the others: 1o becomes E, 1e becomes B. Samples lie on the exact flow, for E ⊥ B
//
//     v(t) = v_d + w_∥ + w_⊥ cos bt + (w_⊥ × n) sin bt ,   v_d = E × B/b² ,   w = v(0) − v_d
//
// with n = B/b, and v(0) + E t for B = 0; they start from four velocities and their images under
// the operations of the cube that keep the fields. Sign and size of the raw weights are gauge: what
// the network has learned is its response, the least-squares fit of f(v) by E_eff + c v + v × B_eff.
//
// Strictly equivariant maps are c(|v|) v; the best one on each sphere of the data is the floor of all
// of them. The network is of first degree in v as long as its relaxed weights are at their start,
// since then no scalar between its layers depends on v: what it can express is c v with one c,
//
//     error ≥ (Σ |a|² − (Σ v·a)² / Σ |v|²) / 3n .

import Foundation
public import PhaseFitNumerics

/// Which fields act.
public enum ParticleFields: String, Sendable, Codable, Hashable, CaseIterable {
  /// E along x and B along y.
  case crossed
  /// E along x.
  case electric
  /// B along y.
  case magnetic
  /// None.
  case none

  /// The electric field.
  public var electric: Vector3 {
    self == .crossed || self == .electric ? Vector3(1, 0, 0) : .zero
  }
  /// The magnetic field.
  public var magnetic: Vector3 {
    self == .crossed || self == .magnetic ? Vector3(0, 1, 0) : .zero
  }
}

/// The force on a charged particle, learned from its motion.
public struct ChargedParticle: Sendable {
  /// The fields.
  public let fields: ParticleFields
  /// The velocities of the samples.
  public let velocities: [Vector3]
  /// The accelerations of the samples.
  public let accelerations: [Vector3]
  /// The operations of the cube that keep the fields, H.
  public let fieldGroup: CartesianGroup
  /// The smallest mean squared error per component of any strictly equivariant map.
  public let floor: Double
  /// The smallest mean squared error per component of any map c v with a constant c, which is what
  /// the strictly equivariant network can express.
  public let linearFloor: Double
  /// The layers of the network.
  public let layers: [RelaxedNodeLayer]
  /// The gate between the layers, nil for one layer.
  public let gate: Gate?

  /// Velocities from which the motion starts.
  private static let starts = [
    Vector3(0.5, 0.3, 0.2), Vector3(-0.4, 0.7, 0.9), Vector3(0.8, 0.1, -0.6),
    Vector3(-0.7, 0.45, -0.35),
  ]
  /// Velocities closer than this are the same start or the same sphere.
  private static let equality = 1e-9

  /// The particle in some fields and the network that learns its force.
  ///
  /// - Parameters:
  ///   - fields: the fields.
  ///   - hiddenCopies: the copies of each irrep between two gated layers; one layer where nil.
  /// - Precondition: a positive number of copies where one is given.
  public init(_ fields: ParticleFields, hiddenCopies: Int? = nil) {
    precondition((hiddenCopies ?? 1) > 0, "at least one hidden copy is needed")
    self.fields = fields
    fieldGroup = CartesianGroup.cube.keeping { operation in
      // B is a pseudovector: it turns with R det R.
      let axial = operation.determinant * (operation * fields.magnetic)
      return length(operation * fields.electric - fields.electric) < Self.equality
        && length(axial - fields.magnetic) < Self.equality
    }
    var starts: [Vector3] = []
    for start in Self.starts {
      for operation in fieldGroup.operations {
        let image = operation * start
        if !starts.contains(where: { length($0 - image) < Self.equality }) {
          starts.append(image)
        }
      }
    }
    let times = (0..<(fields == .crossed ? 13 : 3)).map { 0.5 * Double($0) }
    velocities = starts.flatMap { start in
      times.map { Self.velocity(from: start, after: $0, in: fields) }
    }
    accelerations = velocities.map { fields.electric + cross($0, fields.magnetic) }
    floor = Self.floor(velocities, accelerations)
    linearFloor = Self.linearFloor(velocities, accelerations)
    let (relaxed, attribute) = (RelaxedWeights(upTo: 1), Irreps.sphericalHarmonics(upTo: 1))
    let (scalar, vector) = (Irreps([Irrep(0, .even)]), Irreps([Irrep(1, .odd)]))
    func layer(_ input: Irreps, _ output: Irreps) -> RelaxedNodeLayer {
      RelaxedNodeLayer(input, attribute: attribute, to: output, relaxed: relaxed)
    }
    guard let hiddenCopies else {
      gate = nil
      layers = [layer(scalar, vector)]
      return
    }
    func copies(_ count: Int, _ irreps: Irrep...) -> Irreps {
      Irreps(irreps.map { Irreps.Block(multiplicity: count, irrep: $0) })
    }
    let gate = Gate(
      scalars: copies(hiddenCopies, Irrep(0, .even), Irrep(0, .odd)), [.silu, .tanh],
      gates: copies(2 * hiddenCopies, Irrep(0, .even)), [.sigmoid],
      gated: copies(hiddenCopies, Irrep(1, .odd), Irrep(1, .even)))
    self.gate = gate
    layers = [layer(scalar, gate.input), layer(gate.output, vector)]
  }

  /// The velocity after a time, on the exact flow.
  ///
  /// - Parameters:
  ///   - start: the velocity at time 0.
  ///   - time: the time.
  ///   - fields: the fields.
  /// - Returns: the velocity.
  public static func velocity(
    from start: Vector3, after time: Double, in fields: ParticleFields
  ) -> Vector3 {
    let strength = length(fields.magnetic)
    guard strength > 0 else { return start + time * fields.electric }
    let axis = fields.magnetic / strength
    let drift = cross(fields.electric, fields.magnetic) / (strength * strength)
    let rest = start - drift
    let along = dot(rest, axis) * axis
    let across = rest - along
    let angle = strength * time
    return drift + along + cos(angle) * across + sin(angle) * cross(across, axis)
  }

  private static func linearFloor(
    _ velocities: [Vector3], _ accelerations: [Vector3]
  ) -> Double {
    func sum(_ left: [Vector3], _ right: [Vector3]) -> Double {
      zip(left, right).reduce(0) { $0 + dot($1.0, $1.1) }
    }
    let factor = sum(velocities, accelerations) / sum(velocities, velocities)
    let rest = zip(velocities, accelerations).map { $1 - factor * $0 }
    return sum(rest, rest) / Double(3 * velocities.count)
  }

  private static func floor(_ velocities: [Vector3], _ accelerations: [Vector3]) -> Double {
    var spheres: [(radius: Double, square: Double, overlap: Double, members: [Int])] = []
    for (index, velocity) in velocities.enumerated() {
      let radius = length(velocity)
      let known = spheres.firstIndex { abs($0.radius - radius) < equality }
      if known == nil { spheres.append((radius, 0, 0, [])) }
      let sphere = known ?? spheres.count - 1
      spheres[sphere].square += dot(velocity, velocity)
      spheres[sphere].overlap += dot(velocity, accelerations[index])
      spheres[sphere].members.append(index)
    }
    let sum = spheres.reduce(0.0) { sum, sphere in
      let factor = sphere.square > 0 ? sphere.overlap / sphere.square : 0
      return sphere.members.reduce(sum) {
        let rest = accelerations[$1] - factor * velocities[$1]
        return $0 + dot(rest, rest)
      }
    }
    return sum / Double(3 * velocities.count)
  }
}
