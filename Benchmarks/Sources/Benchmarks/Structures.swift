import Foundation
import PhaseFitNumerics
import PhaseFitStructures
import PhaseFitSymmetry

/// The structures on which benchmarks run.
enum Structures {
  /// Cubic WO₃, a = 3.75404 Å.
  static let parentText = """
    data_parent
    _cell_length_a 3.75404
    _cell_length_b 3.75404
    _cell_length_c 3.75404
    _cell_angle_alpha 90
    _cell_angle_beta 90
    _cell_angle_gamma 90
    _symmetry_space_group_name_H-M 'P m -3 m'
    loop_
    _atom_site_label
    _atom_site_type_symbol
    _atom_site_fract_x
    _atom_site_fract_y
    _atom_site_fract_z
    W W 0 0 0
    O O 0.5 0 0
    """

  /// The same with sodium in every cage, the perovskite NaWO₃.
  static let filledText = parentText + "\n    Na Na 0.5 0.5 0.5"

  /// The sites of WO₃ at room temperature, P2₁/n (Woodward, Sleight & Vogt 1995).
  private static let sites: [(label: String, distorted: Vector3, undistorted: Vector3)] = [
    ("W1", Vector3(0.25130, 0.02770, 0.28650), Vector3(0.25, 0, 0.25)),
    ("W2", Vector3(0.24810, 0.03420, 0.78150), Vector3(0.25, 0, 0.75)),
    ("O1", Vector3(0.00080, 0.03660, 0.21160), Vector3(0, 0, 0.25)),
    ("O2", Vector3(-0.00270, 0.46320, 0.21640), Vector3(0, 0.5, 0.25)),
    ("O3", Vector3(0.28210, 0.26020, 0.28700), Vector3(0.25, 0.25, 0.25)),
    ("O4", Vector3(0.21070, 0.26020, 0.73100), Vector3(0.25, 0.25, 0.75)),
    ("O5", Vector3(0.28590, 0.03900, 0.00650), Vector3(0.25, 0, 0)),
    ("O6", Vector3(0.28490, 0.48500, -0.00780), Vector3(0.25, 0.5, 0)),
  ]

  /// The cages of the child of 40 atoms; the shifts are of the size of those of tungsten.
  private static let cages: [(label: String, distorted: Vector3, undistorted: Vector3)] = [
    ("Na1", Vector3(0.51240, 0.25810, 0.49020), Vector3(0.5, 0.25, 0.5)),
    ("Na2", Vector3(0.49130, 0.24350, 0.01160), Vector3(0.5, 0.25, 0)),
  ]

  /// The CIF of the child of 32 atoms, or of 40 with its cages filled, with a part of its distortion,
  /// 0 … 1.
  static func childText(_ part: Double, filled: Bool = false) -> String {
    let cell = zip([7.30084, 7.53889, 7.68962], [7.50808, 7.50808, 7.50808]).map {
      $1 + part * ($0 - $1)
    }
    var lines = [
      "data_child", "_cell_length_a \(cell[0])", "_cell_length_b \(cell[1])",
      "_cell_length_c \(cell[2])", "_cell_angle_alpha 90", "_cell_angle_beta \(90 + 0.892 * part)",
      "_cell_angle_gamma 90", "_symmetry_space_group_name_H-M 'P 1 21/n 1'", "loop_",
      "_atom_site_label", "_atom_site_type_symbol", "_atom_site_fract_x", "_atom_site_fract_y",
      "_atom_site_fract_z",
    ]
    for site in sites + (filled ? cages : []) {
      let place = site.undistorted + part * (site.distorted - site.undistorted)
      lines.append(
        "\(site.label) \(site.label.prefix { $0.isLetter }) "
          + String(format: "%.5f(3) %.5f(3) %.5f(3)", place.x, place.y, place.z))
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The crystal in a CIF text.
  static func crystal(_ text: String) throws -> Crystal {
    let document = try CIFDocument(text: text, name: "benchmark.cif")
    var doubts: [Diagnostic] = []
    return try Crystal(
      cifBlock: document.blocks[0], file: "benchmark.cif", diagnostics: &doubts)
  }

  /// A structure with its symmetry.
  static func analysed(_ text: String) throws -> (ExpandedCrystal, FoundSymmetry) {
    let expanded = try ExpandedCrystal(crystal(text), file: "benchmark.cif")
    return (expanded, try FoundSymmetry(of: expanded))
  }

  /// Children at several temperatures, embedded in the parent.
  static func sweep(
    _ parts: [Double], in parent: ParentStructure, filled: Bool = false
  ) throws -> SweepEmbedding {
    let inputs = try parts.enumerated().map { index, part in
      let (child, symmetry) = try analysed(childText(part, filled: filled))
      return SweepEmbedding.Input(
        measurement: index, temperature: 900 - 600 * part, crystal: child, symmetry: symmetry,
        embedding: try Embedding(child, symmetry: symmetry, in: parent))
    }
    return SweepEmbedding(inputs, parent: parent, referenceTemperature: 1000)
  }
}
