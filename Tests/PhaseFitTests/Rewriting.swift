import Foundation
import PhaseFitNumerics
import PhaseFitStructures
import PhaseFitSymmetry
import PhaseFitTestSupport
import Testing

/// Structures written down in another way: the same physics in another setting.
enum Rewriting {
  /// A structure as a CIF without symmetry, in another cell, with another origin, the atoms in random
  /// order.
  ///
  /// - Parameters:
  ///   - file: the CIF, relative to the top of the project.
  ///   - cell: the new cell in the old one, columns; a supercell where its determinant is not 1.
  ///   - shift: what is added to every position, in the new cell.
  ///   - seed: the seed of the order of atoms.
  /// - Returns: the path of a temporary file.
  /// - Throws: where the file cannot be read or the new one not written.
  static func write(_ file: String, cell: IntegerMatrix3, shift: Vector3, seed: UInt64) throws
    -> String
  {
    let expanded = try ExpandedCrystal(TestCrystals.crystal(file), file: file)
    let basis = expanded.basis * cell.real
    func angle(_ left: Vector3, _ right: Vector3) -> Double {
      acos(dot(left, right) / (length(left) * length(right))) * 180 / .pi
    }
    let axes = (0..<3).map { basis[column: $0] }
    var lines = ["data_rewritten"]
    for (name, value) in [
      ("length_a", length(axes[0])), ("length_b", length(axes[1])), ("length_c", length(axes[2])),
      ("angle_alpha", angle(axes[1], axes[2])), ("angle_beta", angle(axes[0], axes[2])),
      ("angle_gamma", angle(axes[0], axes[1])),
    ] {
      lines.append("_cell_\(name) \(String(format: "%.9f", value))")
    }
    lines += [
      "loop_", "_atom_site_label", "_atom_site_type_symbol", "_atom_site_fract_x",
      "_atom_site_fract_y", "_atom_site_fract_z", "_atom_site_occupancy",
    ]
    var sites: [String] = []
    let inverse = cell.real.inverse
    for (index, atom) in expanded.atoms.enumerated() {
      for copy in cell.cosetRepresentatives {
        let place =
          inverse * (atom.position + Vector3(Double(copy.x), Double(copy.y), Double(copy.z)))
          + shift
        for content in atom.contents {
          sites.append(
            "X\(index)_\(sites.count) \(content.element.symbol) "
              + String(format: "%.9f %.9f %.9f", place.x, place.y, place.z)
              + " \(content.occupancy)")
        }
      }
    }
    var generator = SplitMix64(seed: seed)
    lines += sites.shuffled(using: &generator)
    return try save(lines.joined(separator: "\n") + "\n")
  }

  /// A CIF of this text.
  static func save(_ text: String) throws -> String {
    let target = FileManager.default.temporaryDirectory
      .appending(path: "phasefit-rewritten-\(UUID().uuidString).cif")
    try Data(text.utf8).write(to: target)
    return target.path(percentEncoded: false)
  }

  /// A matrix of determinant 1: a product of a few elementary ones.
  static func randomCell(using generator: inout SplitMix64) -> IntegerMatrix3 {
    var result = IntegerMatrix3.identity
    for _ in 0..<3 {
      let row = Int(3 * generator.uniform())
      let column = (row + 1 + Int(2 * generator.uniform())) % 3
      var elements = IntegerMatrix3.identity.rowMajor
      elements[3 * row + column] = generator.uniform() < 0.5 ? 1 : -1
      result = result * IntegerMatrix3(elements)
    }
    return result
  }
}
