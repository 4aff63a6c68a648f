// Symmetry modes in the dialect of ISODISTORT, as refinement programs read it:
//
//     x_r = x⁰_r + δ_r ,   δ_r = Σ_m D_rm n_m a_m
//
//     _iso_displacivemode_ID, _label, _value       a_m, Å (As)
//     _iso_displacivemodenorm_ID, _value           n_m, 1/Å
//     _iso_displacivemodematrix_row, _col, _value  D_rm, the nonzero elements, counted from 1
//     _iso_deltacoordinate_ID, _label, _value      δ_r, labels such as O1_dx
//     _iso_coordinate_label, _formula              x⁰ + δ, as "1/4 + O1_dx"
//
// and the same for occupancies (O1_do, O1_occ) and strains (E_1 … E_6, Voigt). The matrix D is
// square. Source: the reader of GSAS-II (G2phase_CIF.py, ISODISTORT_proc) and its documentation.

import Foundation
import PhaseFitNumerics
import PhaseFitSymmetry

/// A structure with its symmetry modes as a CIF in the dialect of ISODISTORT.
public enum ModeCIF {
  /// The decimal places of coordinates and matrix elements: shifts of 1e-7 Å.
  private static let places = 8

  /// The text of the CIF, ending with a line break.
  ///
  /// Units: lengths and displacive amplitudes (As) in Å, angles in degrees, strains Voigt.
  public static func write(_ table: ModeTable, title: String) -> String {
    var lines = [
      "# \(InertText.line(title))",
      "# Symmetry modes written by phasefit \(AnalysisReport.Provenance.currentVersion) in the",
      "# dialect of ISODISTORT; displacive amplitudes are As in angstrom.",
      "data_phasefit-modes", "",
    ]
    lines += cell(table.cell, prefix: "_cell")
    lines += [
      "", "_symmetry_space_group_name_H-M \(table.setting.map(quoted) ?? "?")",
      "_symmetry_Int_Tables_number \(table.group.number)", "",
      "loop_", "_space_group_symop_id", "_space_group_symop_operation_xyz",
    ]
    lines += table.operations.enumerated().map { "\($0 + 1) \($1.jonesFaithful)" }
    lines += sites(table)
    lines += displacive(table)
    lines += ["", "_iso_magneticmode_number 0", "", "_iso_rotationalmode_number 0"]
    lines += occupancy(table)
    lines += strain(table)
    lines += [""] + cell(table.parentCell, prefix: "_iso_parentcell")
    lines += ["_iso_parent-to-child.transform_Pp_abc \(quoted(table.transformation))", ""]
    lines.append("# end of cif")
    return lines.joined(separator: "\n") + "\n"
  }

  private static func cell(_ values: [Double], prefix: String) -> [String] {
    let tags = [
      "length_a", "length_b", "length_c", "angle_alpha", "angle_beta", "angle_gamma",
    ]
    return zip(tags, values).map { tag, value in
      "\(prefix)_\(tag) \(String(format: "%.6f", value))"
    }
  }

  private static func sites(_ table: ModeTable) -> [String] {
    let positions = table.distortedPositions
    let occupancies = table.distortedOccupancies
    let tags = [
      "label", "type_symbol", "symmetry_multiplicity", "fract_x", "fract_y", "fract_z",
      "occupancy", "fract_symmform",
    ]
    return ["", "loop_"] + tags.map { "_atom_site_\($0)" }
      + table.sites.indices.map { index in
        let site = table.sites[index]
        let position = positions[index].components.map(decimal)
        let form = table.sites[site.companion ?? index].symmetryForm
        return "\(site.label) \(site.element) \(site.multiplicity) "
          + position.joined(separator: " ") + " \(decimal(occupancies[index])) \(form)"
      }
  }

  private static func displacive(_ table: ModeTable) -> [String] {
    let names = table.coordinates.map { coordinate in
      "\(table.sites[coordinate.site].label)_d\("xyz".axis(coordinate.axis))"
    }
    var lines = modes(table.displacive, kind: "displacive")
    guard !table.displacive.isEmpty else { return lines }
    let shifts = ModeTable.shifts(table.displacive, rowCount: names.count)
    lines += [
      "", "loop_", "_iso_deltacoordinate_ID", "_iso_deltacoordinate_label",
      "_iso_deltacoordinate_value",
    ]
    lines += zip(names, shifts).enumerated().map { "\($0 + 1) \($1.0) \(decimal($1.1))" }
    lines += ["", "loop_", "_iso_coordinate_label", "_iso_coordinate_formula"]
    for (index, site) in table.sites.enumerated() {
      let owner = site.companion ?? index
      for axis in 0..<3 {
        var formula = fraction(site.position[axis])
        for (free, factor) in table.sites[owner].dependence[axis].enumerated()
        where abs(factor) > 1e-9 {
          let size = abs(factor) == 1 ? "" : "\(fraction(abs(factor)))*"
          formula +=
            " \(factor < 0 ? "-" : "+") \(size)\(table.sites[owner].label)_d\("xyz".axis(free))"
        }
        lines.append("\(site.label)_\("xyz".axis(axis)) \"\(formula)\"")
      }
    }
    return lines
  }

  private static func occupancy(_ table: ModeTable) -> [String] {
    let names = table.occupancies.map { "\(table.sites[$0].label)_do" }
    var lines = modes(table.occupancy, kind: "occupancy")
    guard !table.occupancy.isEmpty else { return lines }
    let shifts = ModeTable.shifts(table.occupancy, rowCount: names.count)
    lines += [
      "", "loop_", "_iso_deltaoccupancy_ID", "_iso_deltaoccupancy_label",
      "_iso_deltaoccupancy_value",
    ]
    lines += zip(names, shifts).enumerated().map { "\($0 + 1) \($1.0) \(decimal($1.1))" }
    lines += ["", "loop_", "_iso_occupancy_label", "_iso_occupancy_formula"]
    for site in table.sites {
      let change = site.hasFreeOccupancy ? " + \(site.label)_do" : ""
      lines.append("\(site.label)_occ \"\(fraction(site.occupancy))\(change)\"")
    }
    return lines
  }

  private static func strain(_ table: ModeTable) -> [String] {
    var lines = modes(table.strain, kind: "strain")
    guard !table.strain.isEmpty else { return lines }
    let values = ModeTable.shifts(table.strain, rowCount: 6)
    lines += ["", "loop_", "_iso_strain_ID", "_iso_strain_label", "_iso_strain_value"]
    lines += values.enumerated().map { "\($0 + 1) E_\($0 + 1) \(decimal($1))" }
    return lines
  }

  /// The loops that every kind of mode has: names and amplitudes, norms, and the matrix.
  private static func modes(_ modes: [ModeTable.Mode], kind: String) -> [String] {
    var lines = ["", "_iso_\(kind)mode_number \(modes.count)"]
    guard !modes.isEmpty else { return lines }
    lines += ["", "loop_"] + ["ID", "label", "value"].map { "_iso_\(kind)mode_\($0)" }
    lines += modes.enumerated().map { "\($0 + 1) \($1.label) \(decimal($1.amplitude))" }
    lines += ["", "loop_"] + ["ID", "value"].map { "_iso_\(kind)modenorm_\($0)" }
    lines += modes.enumerated().map { "\($0 + 1) \(decimal($1.norm))" }
    lines += ["", "loop_"] + ["row", "col", "value"].map { "_iso_\(kind)modematrix_\($0)" }
    for (column, mode) in modes.enumerated() {
      for (row, value) in mode.column.enumerated() where abs(value) > 1e-10 {
        lines.append("\(row + 1) \(column + 1) \(decimal(value))")
      }
    }
    return lines
  }

  /// A number with a fixed count of decimal places, without a negative zero.
  static func decimal(_ value: Double) -> String {
    let text = String(format: "%.\(places)f", value)
    return text.contains(where: { "123456789".contains($0) })
      ? text : text.replacing("-", with: "")
  }

  /// A number as a simple fraction where it is one, else as a decimal.
  static func fraction(_ value: Double) -> String {
    // Half a unit of the last decimal place printed elsewhere.
    Rational(approximating: value, tolerance: 5e-9)?.description ?? decimal(value)
  }

  /// A text between quotation marks of CIF.
  private static func quoted(_ text: String) -> String {
    text.contains("\"") ? "'\(InertText.line(text))'" : "\"\(InertText.line(text))\""
  }
}

extension ModeTable.Site {
  /// The freedom of the position in ISODISTORT's form, such as `Dx,-Dx,0`.
  var symmetryForm: String {
    dependence.map { row in
      var text = ""
      for (free, factor) in row.enumerated() where abs(factor) > 1e-9 {
        let size = abs(factor) == 1 ? "" : ModeCIF.fraction(abs(factor))
        text += (factor < 0 ? "-" : text.isEmpty ? "" : "+") + size + "D\("xyz".axis(free))"
      }
      return text.isEmpty ? "0" : text
    }.joined(separator: ",")
  }
}

extension String {
  /// The name of a coordinate axis.
  func axis(_ number: Int) -> String { String(self[index(startIndex, offsetBy: number)]) }
}
