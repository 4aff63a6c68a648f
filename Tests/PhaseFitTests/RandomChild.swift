import Foundation
import PhaseFitNumerics
import PhaseFitStructures
import PhaseFitSymmetry
import PhaseFitTestSupport
import Testing

/// A parent distorted at random within a random subgroup, with all that a decomposition must find.
struct RandomChild {
  /// The child as a CIF in the standard setting of its group.
  var text: String
  /// Its cell vectors, parent sites and displacements are those of this field.
  var group: SpaceGroupType
  var index: Int
  var cellMultiplication: Int
  /// The amplitude As of every irrep with displacements, Å.
  var amplitudes: [String: Double]
  var totalAs: Double
  /// The Frobenius norm of the strain.
  var strain: Double

  /// A child whose largest displacement is `reach` in Å and whose strain has the norm `strain`; nil
  /// where the subgroup that was drawn is the parent or has a larger cell than wanted.
  init?(
    of parent: ParentStructure, modes: SymmetryModes, reach: Double, strain: Double,
    largestMultiplication: Int, using generator: inout SplitMix64
  ) throws {
    guard
      let kept = Self.subgroup(of: modes, using: &generator),
      kept.count < modes.cell.operations.count
    else { return nil }
    let cell = modes.cell
    let translations = kept.count { cell.operations[$0].rotation == .identity }
    cellMultiplication = cell.primitiveCellCount / translations
    guard cellMultiplication <= largestMultiplication else { return nil }
    index = cell.operations.count / kept.count

    var components: [Int: [Double]] = [:]
    for (number, copy) in modes.copies.enumerated() where copy.kind != .occupancy {
      let size = 0.2 + generator.uniform()
      var sum = [Double](repeating: 0, count: modes.irreps[copy.irrep].dimension)
      for vector in modes.fixedSpace(irrep: copy.irrep, of: kept) {
        let factor = size * (2 * generator.uniform() - 1)
        for axis in sum.indices { sum[axis] += factor * vector[axis] }
      }
      components[number] = sum
    }
    var field = modes.field(components)
    let largest = field.displacements.map { length($0) }.max() ?? 0
    guard largest > 0 else { return nil }
    field.displacements = field.displacements.map { (reach / largest) * $0 }
    let norm = field.strain.frobeniusNorm
    field.strain = norm > 0 ? (strain / norm) * field.strain : .zero
    self.strain = field.strain.frobeniusNorm

    let structure = try DistortedStructure(field, keeping: kept, in: cell, parent: parent)
    group = structure.subgroup.group
    text = Self.cif(structure)
    let decomposition = modes.decomposition(of: field, stabiliser: kept)
    totalAs = decomposition.totalChildAmplitude.value
    amplitudes = Dictionary(
      decomposition.contributions.map { ($0.label, $0.childAmplitude.value) },
      uniquingKeysWith: { first, _ in first })
  }

  /// The stabiliser of a vector of one irrep, or of two, with the symmetry of up to three operations.
  private static func subgroup(of modes: SymmetryModes, using generator: inout SplitMix64)
    -> [Int]?
  {
    let candidates = modes.irreps.indices.filter { irrep in
      modes.copies.contains { $0.irrep == irrep && $0.kind == .displacement }
        && modes.irreps[irrep].matrices.contains { abs($0.trace - Double($0.rows)) > 1e-6 }
    }
    var kept = Set(modes.cell.operations.indices)
    for _ in 0..<(generator.uniform() < 0.5 ? 1 : 2) {
      guard let irrep = candidates.randomElement(using: &generator) else { return nil }
      let matrices = modes.irreps[irrep].matrices
      let size = modes.irreps[irrep].dimension
      let symmetric = (0..<Int(4 * generator.uniform())).map { _ in
        matrices.indices.randomElement(using: &generator) ?? 0
      }
      var vector = (0..<size).map { _ in 2 * generator.uniform() - 1 }
      // Projections in turn converge to the vectors that all of the operations fix.
      for _ in 0..<400 {
        for operation in symmetric { vector = mean(of: vector, under: matrices[operation]) }
      }
      let norm = vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
      guard norm > 1e-3 else { return nil }
      kept.formIntersection(
        modes.operations(fixing: [vector.map { $0 / norm }], irrep: irrep))
    }
    return kept.sorted()
  }

  /// The average of a vector over the powers of a matrix.
  private static func mean(of vector: [Double], under matrix: Matrix) -> [Double] {
    var sum = vector
    var image = vector
    for power in 1..<100 {
      image = (0..<vector.count).map { row in
        vector.indices.reduce(0) { $0 + matrix.elements[row * vector.count + $1] * image[$1] }
      }
      if zip(image, vector).allSatisfy({ abs($0 - $1) < 1e-12 }) {
        return sum.map { $0 / Double(power) }
      }
      for axis in sum.indices { sum[axis] += image[axis] }
    }
    return sum
  }

  private static func cif(_ structure: DistortedStructure) -> String {
    let axes = (0..<3).map { structure.basis[column: $0] }
    func angle(_ left: Vector3, _ right: Vector3) -> Double {
      acos(dot(left, right) / (length(left) * length(right))) * 180 / .pi
    }
    var lines = ["data_random"]
    for (name, value) in [
      ("length_a", length(axes[0])), ("length_b", length(axes[1])), ("length_c", length(axes[2])),
      ("angle_alpha", angle(axes[1], axes[2])), ("angle_beta", angle(axes[0], axes[2])),
      ("angle_gamma", angle(axes[0], axes[1])),
    ] {
      lines.append("_cell_\(name) \(String(format: "%.9f", value))")
    }
    lines += ["loop_", "_space_group_symop_operation_xyz"]
    lines += structure.operations.map { "'\($0.jonesFaithful)'" }
    lines += [
      "loop_", "_atom_site_label", "_atom_site_type_symbol", "_atom_site_fract_x",
      "_atom_site_fract_y", "_atom_site_fract_z",
    ]
    for site in structure.sites {
      let place = site.position
      lines.append(
        "\(site.label) \(site.contents[0].element.symbol) "
          + String(format: "%.9f %.9f %.9f", place.x, place.y, place.z))
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
