import Foundation

/// The third layer: a data block as a crystal structure.
extension Crystal {
  /// The structure a data block describes.
  ///
  /// Lengths in Å, angles in degrees, U in Å² (U = B/8π²; from a tensor, U_eq = ⅓ Σ U_ij a*_i a*_j
  /// a_i·a_j). `?` and `.` are absent, not zero; an absent occupancy is 1.
  ///
  /// - Parameters:
  ///   - block: the data block.
  ///   - file: the name of the file, for messages.
  ///   - diagnostics: doubts are appended here.
  /// - Throws: `StructureFileError` with the line: no cell or sites, a malformed number, a cell without
  ///   volume, a site without coordinates or element, a magnetic or modulated structure.
  public init(
    cifBlock block: CIFBlock, file: String, diagnostics: inout [Diagnostic]
  ) throws(StructureFileError) {
    var quantities = CIFQuantities(block: block, file: file)
    defer { diagnostics += quantities.diagnostics }
    if let refusal = block.refusal(file: file) { throw refusal }
    guard block.hasAtomSites else {
      throw quantities.error(
        .noSites, line: block.line, found: "the block \(block.name) has no atom sites",
        expected: "a loop of _atom_site_label, _atom_site_fract_x, …")
    }
    let cell = try UnitCell(quantities: &quantities)
    let symmetry = DeclaredSymmetry(quantities: &quantities)
    let sites = try CIFSites(quantities: quantities, cell: cell).read(into: &quantities)
    let name = block.text(of: CIFTag.names)?.text ?? block.name
    self.init(
      name: name.trimmingCharacters(in: .whitespacesAndNewlines), cell: cell, sites: sites,
      declaredSymmetry: symmetry)
  }

  /// The structure in a CIF that holds one.
  ///
  /// - Parameters:
  ///   - path: the path of the file.
  ///   - name: the name of the block; unless given, the only block with atom sites.
  ///   - diagnostics: doubts are appended here.
  /// - Throws: `StructureFileError` as reading the document and the block do, and where no block or several
  ///   blocks qualify.
  public init(
    contentsOfCIF path: String, block name: String? = nil, diagnostics: inout [Diagnostic]
  ) throws(StructureFileError) {
    let document = try CIFDocument(contentsOf: path)
    diagnostics += document.diagnostics
    let blocks = document.blocks.filter { block in
      name.map { $0.lowercased() == block.name.lowercased() } ?? block.describesStructure
    }
    guard let block = blocks.first else {
      throw StructureFileError(
        .noSites, file: path,
        found: name.map { "there is no block \($0)" } ?? "no block has atom sites",
        expected: "a block with a cell and atom sites")
    }
    guard blocks.count == 1 else {
      throw StructureFileError(
        .unexpectedToken, file: path, line: blocks[1].line,
        found: "\(blocks.count) blocks hold structures ("
          + blocks.prefix(4).map(\.name).joined(separator: ", ") + "…)",
        expected: "one structure", remedy: "name the block, or give a file with one structure")
    }
    try self.init(cifBlock: block, file: path, diagnostics: &diagnostics)
  }
}

extension CIFBlock {
  /// Whether the block lists atom sites.
  public var hasAtomSites: Bool {
    ["_atom_site_fract_x", "_atom_site_label", "_atom_site_type_symbol"].contains { tag in
      valueCount(of: tag) > 0
    }
  }

  /// Whether the block is about atoms at all, even where its kind of structure is refused.
  public var describesStructure: Bool { hasAtomSites || refusal(file: "") != nil }

  /// The error for a magnetic or modulated structure, nil for an ordinary one.
  func refusal(file: String) -> StructureFileError? {
    // All of them are about the cell, the space group or the atom sites.
    let tags = canonicalTags.filter { tag in
      ["_cell_", "_space_group_", "_atom_site"].contains(where: tag.hasPrefix)
    }
    func first(_ beginnings: [String], or matches: (String) -> Bool = { _ in false }) -> String? {
      tags.filter { tag in
        (beginnings.contains { tag.hasPrefix($0) } || matches(tag)) && isStated(tag)
      }.min()
    }
    if let tag = first(CIFTag.modulated, or: CIFTag.isFourier) {
      return StructureFileError(
        .modulated, file: file, block: name, line: column(tag)?.line,
        found: "the block \(name) describes a modulated structure (\(spelling(of: tag)))",
        expected: "a structure periodic in three dimensions",
        remedy: "give its basic structure or a commensurate supercell")
    }
    if let tag = first(CIFTag.magnetic) {
      return StructureFileError(
        .magnetic, file: file, block: name, line: column(tag)?.line,
        found: "the block \(name) describes a magnetic structure (\(spelling(of: tag)))",
        expected: "a structure without moments",
        remedy: "give the nuclear structure with its ordinary space group")
    }
    return nil
  }

  /// Whether a tag says something: not absent, and for the number of modulations not zero.
  private func isStated(_ tag: String) -> Bool {
    guard let values = column(tag)?.values else { return false }
    return values.contains { value in
      !value.isAbsent
        && !(tag == "_cell_modulation_dimension" && value.text.flatMap { Double($0) } == 0)
    }
  }
}

extension UnitCell {
  /// The squared volume of the unit parallelepiped below which three angles enclose none.
  ///
  /// Angles are printed to at best 1e-4 degrees, so that a value below this is rounding.
  static let smallestSquaredVolume = 1e-10
  /// The longest cell edge taken for one, in Å; more is a wrong unit.
  static let longestEdge = 1e5

  init(quantities: inout CIFQuantities) throws(StructureFileError) {
    var lengths: [MeasuredValue] = []
    var lines: [Int] = []
    for axis in CIFTag.axes {
      let tag = "_cell_length_\(axis)"
      guard let (length, line) = try quantities.number(tag) else {
        throw quantities.error(
          .missingItem, line: quantities.block.line,
          found: "the block \(quantities.block.name) has no value of \(tag)",
          expected: "a cell length in Å")
      }
      guard length.value > 0, length.value <= Self.longestEdge else {
        throw quantities.error(
          .badCell, line: line, found: "\(tag) is \(length.value)",
          expected: "a length above zero in Å")
      }
      lengths.append(length)
      lines.append(line)
    }
    var angles: [MeasuredValue] = []
    for name in CIFTag.angles {
      let tag = "_cell_angle_\(name)"
      guard let (angle, line) = try quantities.number(tag) else {
        throw quantities.error(
          .missingItem, line: quantities.block.line,
          found: "the block \(quantities.block.name) has no value of \(tag)",
          expected: "a cell angle in degrees", remedy: "write 90 where it is a right angle")
      }
      guard angle.value > 0, angle.value < 180 else {
        throw quantities.error(
          .badCell, line: line, found: "\(tag) is \(angle.value)",
          expected: "an angle between 0 and 180 degrees")
      }
      angles.append(angle)
      lines.append(line)
    }
    // Gram determinant of the unit vectors along the axes: 1 − Σ cos² + 2 Π cos.
    let cosines = angles.map { cos($0.value * .pi / 180) }
    let squared =
      1 - cosines.reduce(0) { $0 + $1 * $1 } + 2 * cosines.reduce(1, *)
    let values = angles.map(\.value)
    guard squared > Self.smallestSquaredVolume, values.reduce(0, +) < 360 else {
      throw quantities.error(
        .badCell, line: lines.last,
        found: "the angles \(values[0]), \(values[1]), \(values[2]) enclose no volume",
        expected: "angles that sum to less than 360 degrees, each less than the other two together"
      )
    }
    self.init(lengths: lengths, anglesDegrees: angles)
  }
}

extension DeclaredSymmetry {
  init(quantities: inout CIFQuantities) {
    let block = quantities.block
    var operations: [String] = []
    var line: Int?
    for tag in CIFTag.operations where operations.isEmpty {
      guard let column = block.column(tag) else { continue }
      operations = column.values.compactMap(\.text)
      if !operations.isEmpty { line = column.line }
    }
    let hall = block.text(of: CIFTag.hall)
    let hermannMauguin = block.text(of: CIFTag.hermannMauguin)
    let stated = block.text(of: CIFTag.number)
    var number: Int?
    if let stated {
      number = Int(stated.text)
      if number.map({ !(1...230).contains($0) }) ?? true {
        number = nil
        quantities.note(
          .warning, "bad-space-group-number",
          "\(stated.tag) is \"\(stated.text)\": expected 1 to 230; it was left out.",
          line: stated.line)
      }
    }
    func trimmed(_ text: String) -> String {
      // Few texts begin or end with anything but a printable character.
      if let first = text.utf8.first, let last = text.utf8.last,
        (0x21..<0x7F).contains(first), (0x21..<0x7F).contains(last)
      {
        return text
      }
      return text.trimmingCharacters(in: .whitespacesAndNewlines)
    }
    self.init(
      operations: operations.map { trimmed($0) },
      hall: hall.map { trimmed($0.text) }, hermannMauguin: hermannMauguin.map { trimmed($0.text) },
      number: number,
      line: line ?? hall?.line ?? hermannMauguin?.line ?? stated?.line)
  }
}
