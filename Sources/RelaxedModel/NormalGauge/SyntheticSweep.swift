// Sweeps with known truth, for parents of any symmetry.
//
//     y(T) = M q(T) + (1 − M Mᵀ) Σ_n α_n N_n(q(T)) ,
//     N_n(q) = 1/|G| Σ_g ρ(g)⁻¹ v_n Π_j (w_nj · D(g) q)
//
// The N_n are equivariant polynomials of degree n: random fields v and forms w averaged over the
// parent's group. They are no network, so that a model that finds q and the secondaries has not found
// itself.

import PhaseFitNumerics
public import PhaseFitSymmetry

/// A sweep made of primary order parameters that follow given laws.
public struct SyntheticSweep: Sendable {
  /// One primary order parameter.
  public struct Primary: Sendable {
    /// The irrep, an index into `SymmetryModes.irreps`.
    public var irrep: Int
    /// Its direction in the space of the irrep; normalised by the sweep.
    public var direction: [Double]
    /// The amplitude over the primitive cell of the parent at relative order 1, Å.
    public var amplitude: Double

    /// A primary order parameter.
    public init(irrep: Int, direction: [Double], amplitude: Double) {
      self.irrep = irrep
      self.direction = direction
      self.amplitude = amplitude
    }
  }
  /// Where noise goes.
  public enum Noise: Sendable {
    /// Independent on every Cartesian component of every atom and of the strain.
    case everyComponent
    /// Independent on the coordinates that the group of each structure leaves free.
    case freeCoordinates
  }

  /// The modes of the parent.
  public let modes: SymmetryModes
  /// The primary order parameters.
  public let primaries: [Primary]
  private var patterns: [[Int: [Double]]] = []
  private var terms: [(field: DistortionField, forms: [[Double]], scale: Double)] = []

  /// A sweep with random modes and secondaries.
  ///
  /// - Parameters:
  ///   - modes: the modes of the parent on a cell where the irreps are commensurate.
  ///   - primaries: what drives the transitions.
  ///   - secondary: the size of all secondary distortions at full order, relative to the primary.
  ///   - pseudoproper: the size of the strain that is linear in the primaries, 1 for a strain of a
  ///     third of the largest displacement in Å; where an irrep has no strain it adds nothing.
  ///   - seed: the seed of modes and secondaries.
  public init(
    _ modes: SymmetryModes, primaries: [Primary], secondary: Double = 0.2,
    pseudoproper: Double = 0, seed: UInt64
  ) {
    self.modes = modes
    self.primaries = primaries
    var generator = SplitMix64(seed: seed)
    for primary in primaries {
      let kinds = [OrderParameterSeries.Kind.displacement, .strain]
      let copies =
        kinds.map { kind in
          modes.copies.indices.filter {
            modes.copies[$0].irrep == primary.irrep && modes.copies[$0].kind == kind
          }
        }.first { !$0.isEmpty } ?? []
      var weights = copies.map { _ in generator.normal() }
      let norm = inner(weights, weights).squareRoot()
      weights = weights.map { $0 / norm }
      let length = inner(primary.direction, primary.direction).squareRoot()
      let scale = primary.amplitude * modes.norm(of: .displacement) / length
      var pattern: [Int: [Double]] = [:]
      for (copy, weight) in zip(copies, weights) {
        // A strain of 1 counts as 3 Å: a hundredth for an amplitude of 0.03 Å.
        let unit = modes.copies[copy].kind == .strain ? 3 * modes.norm(of: .displacement) : 1
        pattern[copy] = primary.direction.map { $0 * weight * scale / unit }
      }
      patterns.append(pattern)
    }
    let full = exactPrimary([Double](repeating: 1, count: primaries.count))
    let size = full.displacements.reduce(0) { $0 + dot($1, $1) }.squareRoot()
    for degree in [2, 2, 3, 4] + (pseudoproper > 0 ? [1] : []) {
      let field = DistortionField(
        displacements: modes.cell.atoms.map { _ in
          degree == 1
            ? .zero : Vector3(generator.normal(), generator.normal(), generator.normal())
        },
        strain: Self.symmetric((0..<6).map { _ in 0.05 * generator.normal() }),
        occupancies: modes.cell.atoms.map { $0.contents.map { _ in 0 } })
      let forms = (0..<degree).map { _ in
        (0..<primaries.reduce(0) { $0 + $1.direction.count }).map { _ in generator.normal() }
      }
      terms.append((field, forms, 1))
      let made = secondaries(
        order: [Double](repeating: 1, count: primaries.count), of: [terms.count - 1])
      let length = made.displacements.reduce(0) { $0 + dot($1, $1) }.squareRoot()
      let strained = 3 * made.strain.frobeniusNorm
      let norm = (length * length + strained * strained).squareRoot()
      // Where the average vanishes there is no such secondary.
      let wanted = degree == 1 ? pseudoproper : secondary / Double(degree)
      terms[terms.count - 1].scale = norm > 1e-9 ? wanted * max(size, 0.1) / norm : 0
    }
  }

  private static func symmetric(_ values: [Double]) -> Matrix3 {
    Matrix3(
      columns: Vector3(values[0], values[3], values[4]), Vector3(values[3], values[1], values[5]),
      Vector3(values[4], values[5], values[2]))
  }

  private func exactPrimary(_ order: [Double]) -> DistortionField {
    var components: [Int: [Double]] = [:]
    for (pattern, factor) in zip(patterns, order) {
      for (copy, vector) in pattern {
        let part = vector.map { $0 * factor }
        components[copy] = components[copy].map { zip($0, part).map(+) } ?? part
      }
    }
    return modes.field(components)
  }

  /// Σ over some terms, with the primary patterns projected out.
  private func secondaries(order: [Double], of indices: [Int]) -> DistortionField {
    let cell = modes.cell
    var sum = DistortionField(
      displacements: cell.atoms.map { _ in .zero }, strain: .zero,
      occupancies: cell.atoms.map { $0.contents.map { _ in 0 } })
    for (number, operation) in cell.operations.enumerated() {
      var image: [Double] = []
      for (primary, factor) in zip(primaries, order) {
        let matrix = modes.irreps[primary.irrep].matrices[number]
        image += (matrix * primary.direction).map { $0 * factor }
      }
      for index in indices {
        let term = terms[index]
        let value = term.forms.reduce(term.scale / Double(cell.operations.count)) {
          $0 * inner($1, image)
        }
        // ρ(g)⁻¹ v.
        for (source, target) in operation.permutation.enumerated() {
          sum.displacements[source] +=
            value * (operation.cartesian.transpose * term.field.displacements[target])
        }
        sum.strain =
          sum.strain
          + value * (operation.cartesian.transpose * term.field.strain * operation.cartesian)
      }
    }
    let mean = sum.displacements.reduce(.zero, +) / Double(cell.atoms.count)
    sum.displacements = sum.displacements.map { $0 - mean }
    var components = modes.components(of: sum)
    for pattern in patterns {
      let norm = pattern.values.reduce(0) { $0 + inner($1, $1) }
      let overlap = pattern.reduce(0) { $0 + inner($1.value, components[$1.key]) } / norm
      for (copy, vector) in pattern { add(-overlap, vector, to: &components[copy]) }
    }
    return modes.field(
      Dictionary(uniqueKeysWithValues: components.enumerated().map { ($0.offset, $0.element) }))
  }

  /// The exact distortion with relative orders of the primaries, 1 at full order.
  public func distortion(order: [Double]) -> DistortionField {
    exactPrimary(order) + secondaries(order: order, of: Array(terms.indices))
  }

  /// The operations that the sweep keeps with given orders.
  public func keptOperations(order: [Double]) -> [Int] {
    modes.cell.operations.indices.filter { number in
      zip(primaries, order).allSatisfy { primary, factor in
        guard factor != 0 else { return true }
        let image = modes.irreps[primary.irrep].matrices[number] * primary.direction
        return zip(image, primary.direction).allSatisfy { abs($0 - $1) < 1e-8 }
      }
    }
  }

  /// Structures at some temperatures with Gaussian noise.
  ///
  /// - Parameters:
  ///   - temperatures: K.
  ///   - displacement: the standard uncertainty of a coordinate, Å; 0 for exact structures, whose
  ///     stated uncertainty is then 1e-4 Å.
  ///   - strain: that of a strain component.
  ///   - noise: where noise goes.
  ///   - seed: its seed.
  ///   - order: the relative orders of the primaries at a temperature.
  /// - Returns: one observation for each temperature, with the group that it exactly has, or none
  ///   but the identity where noise is on every component.
  public func observations(
    at temperatures: [Double], displacement: Double, strain: Double, noise: Noise, seed: UInt64,
    order: (_ temperature: Double) -> [Double]
  ) -> [SweepObservation] {
    var generator = SplitMix64(seed: seed)
    let stated = displacement > 0 ? (displacement, strain) : (1e-4, 1e-5)
    return temperatures.enumerated().map { index, temperature in
      let order = order(temperature)
      var field = distortion(order: order)
      let kept =
        noise == .everyComponent ? [0] : keptOperations(order: order)
      let errors = self.errors(kept, displacement: stated.0, strain: stated.1)
      if displacement > 0 {
        for error in errors { field = field + error.scaled(by: generator.normal()) }
        let mean = field.displacements.reduce(.zero, +) / Double(field.displacements.count)
        field.displacements = field.displacements.map { $0 - mean }
      }
      return SweepObservation(
        measurement: index, temperature: temperature, distortion: field, errors: errors,
        keptOperations: kept, displacementUncertainty: stated.0, strainUncertainty: stated.1,
        occupancyUncertainty: 0.01)
    }
  }

  /// The errors of independent coordinates: unit vectors averaged over a group, atoms that it
  /// carries into each other sharing one.
  private func errors(_ kept: [Int], displacement: Double, strain: Double) -> [DistortionField] {
    let cell = modes.cell
    let zero = DistortionField(
      displacements: cell.atoms.map { _ in .zero }, strain: .zero,
      occupancies: cell.atoms.map { $0.contents.map { _ in 0 } })
    var result: [DistortionField] = []
    var seen: Set<Int> = []
    for atom in cell.atoms.indices where !seen.contains(atom) {
      let images = Set(kept.map { cell.operations[$0].permutation[atom] })
      seen.formUnion(images)
      var basis = OrthonormalBasis()
      for axis in 0..<3 {
        var field = zero
        field.displacements[atom][axis] = 1
        let mean = cell.average(field, over: kept)
        basis.extend(by: mean.displacements.flatMap { [$0.x, $0.y, $0.z] }, ifLongerThan: 1e-6)
      }
      for row in basis.rows {
        var field = zero
        let scale = displacement * Double(images.count).squareRoot()
        field.displacements = cell.atoms.indices.map {
          scale * Vector3(row[3 * $0], row[3 * $0 + 1], row[3 * $0 + 2])
        }
        result.append(field)
      }
    }
    var basis = OrthonormalBasis()
    for component in 0..<6 {
      var field = zero
      field.strain = Self.symmetric(
        (0..<6).map { $0 == component ? ($0 < 3 ? 1 : 0.5.squareRoot()) : 0 })
      basis.extend(by: cell.average(field, over: kept).strain.rowMajor, ifLongerThan: 1e-6)
    }
    for row in basis.rows {
      var field = zero
      field.strain =
        strain
        * Matrix3(
          rows: Vector3(row[0], row[1], row[2]), Vector3(row[3], row[4], row[5]),
          Vector3(row[6], row[7], row[8]))
      result.append(field)
    }
    return result
  }
}
