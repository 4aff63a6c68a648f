import Glibc

/// The names under which CIFs carry what a structure needs, the preferred one first.
///
/// Only the underscored form is listed: `CIFBlock` takes a dot for an underscore.
///
/// - Source: COMCIFS, the CIF core dictionary `cif_core.dic`.
enum CIFTag {
  static let axes = ["a", "b", "c"]
  static let angles = ["alpha", "beta", "gamma"]
  static let operations = [
    "_space_group_symop_operation_xyz", "_symmetry_equiv_pos_as_xyz",
    "_space_group_symop_operation",
  ]
  static let hall = ["_space_group_name_Hall", "_symmetry_space_group_name_Hall"]
  static let hermannMauguin = [
    "_space_group_name_H-M_alt", "_symmetry_space_group_name_H-M", "_space_group_name_H-M_full",
    "_symmetry_space_group_name_H-M_full", "_space_group_name_H-M_ref",
  ]
  static let number = ["_space_group_IT_number", "_symmetry_Int_Tables_number"]
  static let names = [
    "_chemical_name_mineral", "_chemical_name_common", "_chemical_name_systematic",
    "_chemical_formula_structural",
  ]
  /// The temperature of the data; then that of the cell, which the dictionary has deprecated.
  static let temperatures = [
    "_diffrn_ambient_temperature", "_diffrn_ambient_temp", "_cell_measurement_temperature",
    "_cell_measurement_temp",
  ]
  /// The six independent components of a symmetric tensor, as the tags number them.
  static let components = [(0, 0), (1, 1), (2, 2), (1, 2), (0, 2), (0, 1)]

  /// The names of the item that holds the standard uncertainty of another.
  static func uncertainties(of tag: String) -> [String] { uncertaintySuffixes.map { tag + $0 } }

  /// How the tags of standard uncertainties end.
  static let uncertaintySuffixes = ["_su", "_esd"]

  /// The tags of the six components of the tensors U and B.
  static let tensorU = components.map { "_atom_site_aniso_U_\($0.0 + 1)\($0.1 + 1)" }
  static let tensorB = components.map { "_atom_site_aniso_B_\($0.0 + 1)\($0.1 + 1)" }

  /// Beginnings of canonical tags that only magnetic structures have.
  static let magnetic = [
    "_space_group_magn", "_space_group_symop_magn", "_atom_site_moment", "_atom_site_magn",
  ]
  /// Beginnings of canonical tags that only modulated structures have.
  static let modulated = [
    "_cell_modulation_dimension", "_cell_wave_vector", "_space_group_ssg",
    "_space_group_symop_ssg", "_atom_site_occ_special_func", "_atom_site_displace_special_func",
    "_atom_site_moment_special_func",
  ]

  /// Whether a canonical tag belongs to a Fourier series of site parameters.
  static func isFourier(_ tag: String) -> Bool {
    tag.hasPrefix("_atom_site") && strstr(tag, "fourier") != nil
  }
}
