import Foundation
import PhaseFitNumerics
public import PhaseFitStructures

/// A crystal structure as CIF 1.1, one data block.
///
/// Numbers with a standard uncertainty are printed as `0.5123(4)`; numbers that symmetry fixes, or
/// whose uncertainty is not known, with six decimals at most.
///
/// - Source: S. R. Hall and B. McMahon (eds.), International Tables for Crystallography G,
///   chapter 2.2.
public enum CrystalCIF {
  /// The decimal places of numbers without an uncertainty: 1e-5 Å in a cell of 10 Å.
  private static let places = 6

  /// The text of a CIF with one structure, ending with a line break.
  ///
  /// - Parameters:
  ///   - crystal: The structure; its declared operations are written as they are.
  ///   - block: The name of the data block; characters that a name cannot have become `-`.
  ///   - temperature: The temperature in K, nil for none.
  ///   - comments: Lines above the block, without `#`.
  /// - Returns: The CIF.
  public static func write(
    _ crystal: Crystal, block: String, temperature: MeasuredValue? = nil, comments: [String] = []
  ) -> String {
    var lines = comments.map { "# \(InertText.line($0))" }
    lines.append("data_\(name(block))")
    lines.append("_chemical_name_common \(quoted(crystal.name))")
    if let temperature { lines.append("_diffrn_ambient_temperature \(number(temperature))") }
    lines.append("")
    let tags = ["length_a", "length_b", "length_c", "angle_alpha", "angle_beta", "angle_gamma"]
    for (tag, value) in zip(tags, crystal.cell.lengths + crystal.cell.anglesDegrees) {
      lines.append("_cell_\(tag) \(number(value))")
    }
    let symmetry = crystal.declaredSymmetry
    if let symbol = symmetry.hermannMauguin {
      lines.append("_space_group_name_H-M_alt \(quoted(symbol))")
    }
    if let number = symmetry.number { lines.append("_space_group_IT_number \(number)") }
    if !symmetry.operations.isEmpty {
      lines += ["", "loop_", "_space_group_symop_operation_xyz"]
      lines += symmetry.operations.map { quoted($0) }
    }
    lines += sites(crystal.sites)
    return lines.joined(separator: "\n") + "\n"
  }

  private static func sites(_ sites: [AtomSite]) -> [String] {
    let hasDisplacements = sites.contains { $0.displacementParameter != nil }
    let tags =
      ["label", "type_symbol", "fract_x", "fract_y", "fract_z", "occupancy"]
      + (hasDisplacements ? ["U_iso_or_equiv"] : [])
    return ["", "loop_"] + tags.map { "_atom_site_\($0)" }
      + sites.map { site in
        var row = [name(site.label), site.element.symbol] + site.position.map { number($0) }
        row.append(number(site.occupancy))
        if hasDisplacements { row.append(site.displacementParameter.map { number($0) } ?? "?") }
        return row.joined(separator: " ")
      }
  }

  /// A number with its uncertainty, or with as many decimals as it has.
  static func number(_ value: MeasuredValue) -> String {
    guard value.value.isFinite else { return "?" }
    if let uncertainty = value.standardUncertainty, uncertainty.isFinite, uncertainty > 0 {
      return NumberText.measured(value.value, uncertainty)
    }
    var text = String(format: "%.\(places)f", value.value)
    while text.hasSuffix("0") { text.removeLast() }
    if text.hasSuffix(".") { text.removeLast() }
    return text == "-0" ? "0" : text
  }

  /// A name of a block or a site: no blanks, no quotation marks, nothing that begins a comment.
  private static func name(_ text: String) -> String {
    let allowed = InertText.line(text).map { character -> Character in
      character.isASCII && !character.isWhitespace && !"\"'#$;[]{}".contains(character)
        ? character : "-"
    }
    let name = String(allowed.drop { $0 == "_" || $0 == "-" }.prefix(72))
    return name.isEmpty ? "structure" : name
  }

  /// A text between quotation marks; a quotation mark in it that would end it becomes `_`.
  private static func quoted(_ text: String) -> String {
    let inert = InertText.line(text)
    let mark = inert.contains("'") ? "\"" : "'"
    return mark + inert.replacing(mark, with: "_") + mark
  }
}
