import Foundation

/// Writes crystals as CIF 1.1, all that the reader takes from a CIF.
///
/// Texts are quoted so that no text of a file can end its value, and characters that act on a
/// terminal are left out.
public enum CIFWriter {
  /// The text of a CIF with one block.
  ///
  /// - Parameters:
  ///   - crystal: the structure.
  ///   - block: the name of the block; what a name cannot hold becomes `_`.
  ///   - temperature: the temperature in K, nil to state none.
  ///   - comments: lines above the block, without `#`.
  /// - Returns: the text.
  public static func text(
    of crystal: Crystal, block: String, temperature: MeasuredValue? = nil,
    comments: [String] = []
  ) -> String {
    var lines = comments.map { "# \(comment($0))" } + ["data_\(blockName(block))"]
    lines.append("_chemical_name_common \(quoted(crystal.name))")
    if let temperature { lines.append("_diffrn_ambient_temperature \(temperature.cifText)") }
    for (axis, length) in zip(CIFTag.axes, crystal.cell.lengths) {
      lines.append("_cell_length_\(axis) \(length.cifText)")
    }
    for (name, angle) in zip(CIFTag.angles, crystal.cell.anglesDegrees) {
      lines.append("_cell_angle_\(name) \(angle.cifText)")
    }
    lines += symmetry(crystal.declaredSymmetry)
    lines += sites(crystal.sites)
    return lines.joined(separator: "\n") + "\n"
  }

  /// A text on one line without characters that act on a terminal.
  private static func comment(_ text: String) -> String {
    String(
      String.UnicodeScalarView(
        text.unicodeScalars.filter { $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value) }))
  }

  /// A name of a block: 75 printable characters at most, without blanks.
  static func blockName(_ name: String) -> String {
    let plain = name.unicodeScalars.prefix(75).map { scalar in
      (0x21...0x7E).contains(scalar.value) ? Character(scalar) : "_"
    }
    return plain.isEmpty ? "structure" : String(plain)
  }

  private static func symmetry(_ symmetry: DeclaredSymmetry) -> [String] {
    var lines: [String] = []
    if let name = symmetry.hermannMauguin {
      lines.append("_space_group_name_H-M_alt \(quoted(name))")
    }
    if let hall = symmetry.hall { lines.append("_space_group_name_Hall \(quoted(hall))") }
    if let number = symmetry.number { lines.append("_space_group_IT_number \(number)") }
    if !symmetry.operations.isEmpty {
      lines += ["loop_", "_space_group_symop_operation_xyz"]
      lines += symmetry.operations.map(quoted)
    }
    return lines
  }

  private static func sites(_ sites: [AtomSite]) -> [String] {
    var columns: [(tag: String, value: (AtomSite) -> String)] = [
      ("label", { quoted($0.label) }), ("type_symbol", { typeSymbol($0) }),
      ("fract_x", { $0.position[0].cifText }), ("fract_y", { $0.position[1].cifText }),
      ("fract_z", { $0.position[2].cifText }), ("occupancy", { $0.occupancy.cifText }),
    ]
    if sites.contains(where: { $0.displacementParameter != nil }) {
      columns.append(("U_iso_or_equiv", { $0.displacementParameter?.cifText ?? "?" }))
    }
    if sites.contains(where: { $0.disorder?.assembly != nil }) {
      columns.append(("disorder_assembly", { $0.disorder?.assembly.map(quoted) ?? "." }))
    }
    if sites.contains(where: { $0.disorder?.group != nil }) {
      columns.append(("disorder_group", { $0.disorder?.group.map(quoted) ?? "." }))
    }
    return ["loop_"] + columns.map { "_atom_site_\($0.tag)" }
      + sites.map { site in columns.map { $0.value(site) }.joined(separator: " ") }
  }

  private static func typeSymbol(_ site: AtomSite) -> String {
    guard let mass = site.massNumber else { return site.element.symbol }
    if site.element.atomicNumber == 1, mass == 2 { return "D" }
    return "\(mass)\(site.element.symbol)"
  }

  /// A text as one value: bare, in quotes, or between semicolons.
  static func quoted(_ text: String) -> String {
    let inert = String(
      String.UnicodeScalarView(
        text.unicodeScalars.filter { scalar in
          scalar.value == 0x0A || (scalar.value >= 0x20 && !(0x7F...0x9F).contains(scalar.value))
        }))
    guard !inert.isEmpty else { return "''" }
    let isPlain = inert.unicodeScalars.allSatisfy { (0x21...0x7E).contains($0.value) }
    let lower = inert.lowercased()
    let isReserved =
      ["data_", "save_", "loop_", "stop_", "global_"].contains { lower.hasPrefix($0) }
      || ["?", "."].contains(inert)
    if isPlain, !isReserved, let first = inert.first, !"_#$'\";[]{}".contains(first) {
      return inert
    }
    if !inert.contains("\n") {
      if !inert.contains("'") { return "'\(inert)'" }
      if !inert.contains("\"") { return "\"\(inert)\"" }
    }
    // A line that begins with a semicolon would end the field.
    return "\n;\(inert.replacingOccurrences(of: "\n;", with: "\n ;"))\n;"
  }
}
