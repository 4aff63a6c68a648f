// Parents of several crystal systems as text, with their modes on a supercell.

import Foundation
import PhaseFitNumerics
import PhaseFitStructures
import PhaseFitSymmetry

@testable import PhaseFitRelaxedModel

enum GaugeParent: String, CaseIterable, Sendable {
  /// Cubic perovskite, Pm-3m, B at the origin.
  case perovskite
  /// Hexagonal close packing of two kinds of atoms, P6₃mc (wurtzite).
  case wurtzite
  /// β-quartz, P6₂22: hexagonal, chiral.
  case quartz
  /// Litharge, P4/nmm: tetragonal, non-symmorphic.
  case litharge
  /// Rhombohedral R-3m with one atom and a pair (Bi₂Te₃ structure without one layer).
  case trigonal

  var text: String {
    switch self {
    case .perovskite:
      Self.cif(
        [3.905, 3.905, 3.905], [90, 90, 90], "P m -3 m",
        ["Sr Sr 0.5 0.5 0.5", "Ti Ti 0 0 0", "O O 0.5 0 0"])
    case .wurtzite:
      Self.cif(
        [3.25, 3.25, 5.2], [90, 90, 120], "P 63 m c",
        ["Zn Zn 0.3333333333 0.6666666667 0", "O O 0.3333333333 0.6666666667 0.382"])
    case .quartz:
      Self.cif(
        [4.997, 4.997, 5.455], [90, 90, 120], "P 62 2 2",
        ["Si Si 0.5 0 0", "O O 0.4157 0.2078 0.1666666667"])
    case .litharge:
      Self.cif(
        [3.97, 3.97, 5.02], [90, 90, 90], "P 4/n m m :2",
        ["O O 0.75 0.25 0", "Pb Pb 0.25 0.25 0.2385"])
    case .trigonal:
      Self.cif(
        [4.38, 4.38, 30.5], [90, 90, 120], "R -3 m :H",
        ["Te1 Te 0 0 0", "Bi Bi 0 0 0.4", "Te2 Te 0 0 0.2097"])
    }
  }

  private static func cif(
    _ lengths: [Double], _ angles: [Double], _ group: String, _ sites: [String]
  ) -> String {
    var lines = ["data_parent"]
    for (axis, value) in zip(["a", "b", "c"], lengths) {
      lines.append("_cell_length_\(axis) \(value)")
    }
    for (angle, value) in zip(["alpha", "beta", "gamma"], angles) {
      lines.append("_cell_angle_\(angle) \(value)")
    }
    lines += [
      "_symmetry_space_group_name_H-M '\(group)'", "loop_", "_atom_site_label",
      "_atom_site_type_symbol", "_atom_site_fract_x", "_atom_site_fract_y",
      "_atom_site_fract_z",
    ]
    return (lines + sites).joined(separator: "\n") + "\n"
  }

  func parent() throws -> ParentStructure {
    let document = try CIFDocument(text: text, name: "\(rawValue).cif")
    var doubts: [Diagnostic] = []
    let crystal = try Crystal(
      cifBlock: document.blocks[0], file: "\(rawValue).cif", diagnostics: &doubts)
    let expanded = try ExpandedCrystal(crystal, file: "\(rawValue).cif")
    return try ParentStructure(expanded, symmetry: FoundSymmetry(of: expanded))
  }

  /// The modes on the smallest cell of a lattice that the parent's point group keeps.
  func modes(_ lattice: IntegerMatrix3 = .identity) throws -> SymmetryModes {
    let parent = try parent()
    let cell = CommensurateCell(parent: parent, lattices: [lattice])
    return try SymmetryModes(cell: cell, irreps: cell.physicalIrreps(of: parent))
  }
}

extension SymmetryModes {
  /// The index of an irrep by its label.
  func irrep(_ label: String) -> Int { irreps.firstIndex { $0.label == label } ?? -1 }
}
