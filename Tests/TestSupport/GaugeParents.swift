// Parents of every crystal system as text, with their modes on a supercell. The benchmark of selection
// shares this file.

import Foundation
public import PhaseFitNumerics
import PhaseFitStructures
public import PhaseFitSymmetry

/// A parent structure as text.
public enum GaugeParent: String, CaseIterable, Sendable {
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
  /// Tetragonal with complex irreps, I4₁/a: scheelite.
  case scheelite
  /// Orthorhombic, non-symmorphic: Pmmn.
  case orthorhombic
  /// Cubic, chiral and non-symmorphic, with complex irreps: P2₁3, the FeSi structure.
  case chiralCubic
  /// Trigonal and polar with complex irreps at the zone boundary: P3.
  case polarTrigonal
  /// Orthorhombic, chiral, with pseudoreal irreps at R: P2₁2₁2₁.
  case screws
  /// Monoclinic, non-symmorphic: P2₁/c.
  case monoclinic
  /// Triclinic with inversion.
  case triclinic
  /// No symmetry but translations.
  case pedial

  /// The CIF.
  public var text: String {
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
    case .scheelite:
      Self.cif(
        [5.15, 5.15, 11.7], [90, 90, 90], "I 41/a :2",
        ["Bi Bi 0 0.25 0.625", "V V 0 0.25 0.125", "O O 0.1386 0.4995 0.2041"])
    case .orthorhombic:
      Self.cif(
        [4.14, 3.5, 5.2], [90, 90, 90], "P m m n :2",
        ["Cu Cu 0.25 0.25 0.12", "O O 0.25 0.75 0.63"])
    case .chiralCubic:
      Self.cif(
        [4.49, 4.49, 4.49], [90, 90, 90], "P 21 3",
        ["Fe Fe 0.1358 0.1358 0.1358", "Si Si 0.844 0.844 0.844"])
    case .polarTrigonal:
      Self.cif(
        [4.1, 4.1, 3.6], [90, 90, 120], "P 3", ["Pb Pb 0 0 0", "O O 0.35 0.2 0.3"])
    case .screws:
      Self.cif(
        [4.6, 5.3, 6.1], [90, 90, 90], "P 21 21 21",
        ["Cu Cu 0.1 0.15 0.2", "O O 0.37 0.42 0.06"])
    case .monoclinic:
      Self.cif(
        [5.1, 5.6, 6.2], [90, 103, 90], "P 1 21/c 1", ["Zr Zr 0 0 0", "O O 0.28 0.13 0.34"])
    case .triclinic:
      Self.cif([4.2, 5.1, 5.9], [82, 97, 105], "P -1", ["Cu Cu 0 0 0", "O O 0.3 0.2 0.4"])
    case .pedial:
      Self.cif([3.9, 4.2, 4.6], [84, 98, 103], "P 1", ["Cu Cu 0 0 0", "O O 0.35 0.28 0.4"])
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

  /// The structure.
  public func parent() throws -> ParentStructure {
    let document = try CIFDocument(text: text, name: "\(rawValue).cif")
    var doubts: [Diagnostic] = []
    let crystal = try Crystal(
      cifBlock: document.blocks[0], file: "\(rawValue).cif", diagnostics: &doubts)
    let expanded = try ExpandedCrystal(crystal, file: "\(rawValue).cif")
    return try ParentStructure(expanded, symmetry: FoundSymmetry(of: expanded))
  }

  /// The modes on the smallest cell of a lattice that the parent's point group keeps.
  public func modes(_ lattice: IntegerMatrix3 = .identity) throws -> SymmetryModes {
    let parent = try parent()
    let cell = CommensurateCell(parent: parent, lattices: [lattice])
    return try SymmetryModes(cell: cell, irreps: cell.physicalIrreps(of: parent))
  }
}

extension SymmetryModes {
  /// The index of an irrep by its label.
  public func irrep(_ label: String) -> Int { irreps.firstIndex { $0.label == label } ?? -1 }
}
