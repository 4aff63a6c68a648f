// A structure for TOPAS whose coordinates are equations of mode amplitudes:
//
//     prm !a1 0.5                       the amplitude As of mode 1, Å
//     prm O1_dx = + 0.0333*a1;          the shift in fractions of the cell
//     prm O1_x = 1/4 + O1_dx;           the coordinate
//     site O1 x = O1_x; …               the site
//
// An amplitude is fixed by `!`; without it TOPAS refines it. Source: a .str file of ISODISTORT.

import Foundation
import PhaseFitNumerics
import PhaseFitSymmetry

/// A structure with its symmetry modes as an INP fragment for TOPAS.
public enum TopasStructure {
  /// The text of the fragment, ending with a line break.
  public static func write(_ table: ModeTable, title: String) -> String {
    var lines = [
      "' \(InertText.line(title))",
      "' Symmetry modes written by phasefit \(AnalysisReport.Provenance.currentVersion).",
      "' Remove the ! of a mode to refine it; add a peak shape.", "",
      "\tstr", "\t\tphase_name \"\(InertText.line(table.group.symbol))\"",
    ]
    // A setting that is not tabulated has no name: all atoms are written out instead.
    lines.append("\t\tspace_group \"\(table.setting.map(name) ?? "P1")\"")
    lines += zip(["a", "b", "c", "al", "be", "ga"], table.cell).map { name, value in
      "\t\t\(name) \(String(format: "%.6f", value))"
    }
    lines += ["\t\tscale @ 0.00001", "", "'{{{mode definitions"]
    lines += parameters(table.displacive, symbol: "a", limit: true)
    lines += parameters(table.occupancy, symbol: "o", limit: false)
    lines += ["'}}}", "", "'{{{mode-amplitude to delta transformation"]
    let coordinates = table.coordinates.map { coordinate in
      "\(table.sites[coordinate.site].label)_d\("xyz".axis(coordinate.axis))"
    }
    lines += sums(coordinates, modes: table.displacive, symbol: "a")
    lines += sums(
      table.occupancies.map { "\(table.sites[$0].label)_do" }, modes: table.occupancy, symbol: "o")
    lines += ["'}}}", "", "'{{{distorted parameters"]
    lines += distorted(table)
    lines += ["'}}}", "", "'{{{mode-dependent sites"]
    lines +=
      table.setting == nil
      ? images(table)
      : table.sites.map { site in
        self.site(
          site.label, element: site.element, coordinates: "xyz".map { "\(site.label)_\($0)" })
      }
    lines.append("'}}}")
    return lines.joined(separator: "\n") + "\n"
  }

  private static func site(
    _ label: String, of owner: String? = nil, element: String, coordinates: [String]
  ) -> String {
    "\t\tsite \(label) num_posns 0 "
      + zip(["x", "y", "z"], coordinates).map { "\($0) = \($1); : 0 " }.joined()
      + "occ \(element) = \(owner ?? label)_occ; : 0 beq 0.5"
  }

  /// Two images of a site nearer than this, in fractions of the cell, are one atom: atoms of one
  /// kind are never so close, and coordinates are written with more digits.
  private static let coincidence = 1e-4

  /// Every atom of the cell as a site of its own, by the operations of the group.
  private static func images(_ table: ModeTable) -> [String] {
    var lines: [String] = []
    for site in table.sites {
      var positions: [Vector3] = []
      for operation in table.operations {
        let image = operation(site.position)
        let isNew = positions.allSatisfy { known in
          let difference = image - known
          let rest = difference - difference.rounded(.toNearestOrEven)
          return length(rest) > coincidence
        }
        guard isNew else { continue }
        positions.append(image)
        let number = positions.count
        lines.append(
          self.site(
            number == 1 ? site.label : "\(site.label)_\(number)", of: site.label,
            element: site.element,
            coordinates: (0..<3).map { equation(operation, row: $0, label: site.label) }))
      }
    }
    return lines
  }

  /// One coordinate of the image of a site.
  private static func equation(_ operation: SymmetryOperation, row: Int, label: String)
    -> String
  {
    var text = ""
    for column in 0..<3 {
      let factor = operation.rotation[row, column]
      guard factor != 0 else { continue }
      let size = abs(factor) == 1 ? "" : "\(abs(factor))*"
      text +=
        "\(factor < 0 ? " - " : text.isEmpty ? "" : " + ")\(size)\(label)_"
        + "xyz".axis(column)
    }
    let translation = operation.translation[row]
    if translation != .zero { text += " + \(translation)" }
    return text.hasPrefix(" ") ? String(text.dropFirst()) : text
  }

  /// A space-group symbol as TOPAS writes it, `P21/n` for `P2_1/n`.
  private static func name(_ symbol: String) -> String { symbol.filter { $0 != "_" && $0 != " " } }

  private static func parameters(
    _ modes: [ModeTable.Mode], symbol: String, limit: Bool
  ) -> [String] {
    modes.enumerated().map { index, mode in
      // Twice the amplitude, at least 2 Å, keeps a refinement near the known structure.
      let bound = 2 * max(abs(mode.amplitude), 1)
      let range = limit ? String(format: " min -%.2f max %.2f", bound, bound) : ""
      return "\t\tprm !\(symbol)\(index + 1) \(ModeCIF.decimal(mode.amplitude))\(range) "
        + "'\(mode.label)"
    }
  }

  private static func sums(
    _ names: [String], modes: [ModeTable.Mode], symbol: String
  ) -> [String] {
    let values = ModeTable.shifts(modes, rowCount: names.count)
    return names.indices.map { row in
      let terms = modes.enumerated().compactMap { index, mode -> String? in
        let factor = mode.column[row] * mode.norm
        guard abs(factor) > 1e-10 else { return nil }
        return "\(factor < 0 ? "-" : "+") \(ModeCIF.decimal(abs(factor)))*\(symbol)\(index + 1)"
      }
      let sum = terms.isEmpty ? "0" : terms.joined(separator: " ")
      return "\t\tprm \(names[row]) = \(sum); : \(ModeCIF.decimal(values[row]))"
    }
  }

  private static func distorted(_ table: ModeTable) -> [String] {
    let positions = table.distortedPositions
    let occupancies = table.distortedOccupancies
    var lines: [String] = []
    for (index, site) in table.sites.enumerated() {
      let owner = site.companion ?? index
      for axis in 0..<3 {
        var formula = ModeCIF.fraction(site.position[axis])
        for (free, factor) in table.sites[owner].dependence[axis].enumerated()
        where abs(factor) > 1e-9 {
          let size = abs(factor) == 1 ? "" : "\(ModeCIF.decimal(abs(factor)))*"
          formula +=
            " \(factor < 0 ? "-" : "+") \(size)\(table.sites[owner].label)_d\("xyz".axis(free))"
        }
        lines.append(
          "\t\tprm \(site.label)_\("xyz".axis(axis)) = \(formula); : "
            + ModeCIF.decimal(positions[index][axis]))
      }
      let change = site.hasFreeOccupancy ? " + \(site.label)_do" : ""
      lines.append(
        "\t\tprm \(site.label)_occ = \(ModeCIF.fraction(site.occupancy))\(change); : "
          + ModeCIF.decimal(occupancies[index]))
    }
    return lines
  }
}
