import PhaseFitNumerics

/// Reads a POSCAR or CONTCAR: one structure in P1.
///
/// The comment on the first line may state a temperature as a name does (`BaTiO3 300K`). Velocities
/// and what follows the positions are passed over. A left-handed cell is inverted together with its
/// coordinates, which keeps the handedness of the structure.
enum POSCARReader {
  /// Reads the structure.
  ///
  /// - Throws: `StructureFileError` with the line.
  static func read(_ lines: LineSource) throws(StructureFileError) -> StructureRecord {
    guard let header = try POSCARHeader(lines, format: .poscar) else {
      throw StructureFileError(
        .notThisFormat, file: lines.name, line: 1, found: "the file is empty",
        expected: "a POSCAR")
    }
    func error(
      _ code: StructureFileError.Code, _ found: String, _ expected: String,
      _ remedy: String? = nil
    ) -> StructureFileError {
      StructureFileError(
        code, file: lines.name, line: lines.line, found: found, expected: expected,
        remedy: remedy)
    }
    var mode = try lines.nextText()
    if mode?.trimmingBlanks.lowercased().hasPrefix("s") ?? false { mode = try lines.nextText() }
    guard let mode, let letter = mode.trimmingBlanks.lowercased().first else {
      throw error(
        .truncated, "the file ends before the coordinates",
        "Direct or Cartesian and \(header.atomCount) lines of coordinates")
    }
    let isCartesian = letter == "c" || letter == "k"
    let inverse = header.basis.inverse
    var positions: [[MeasuredValue]] = []
    var places: [Int] = []
    for index in 0..<header.atomCount {
      guard let text = try lines.nextText(), !text.trimmingBlanks.isEmpty else {
        throw error(
          .truncated, "the coordinates end after \(index) atoms",
          "\(header.atomCount), as many as the head counts")
      }
      let fields = text.blankSeparated
      let numbers = fields.prefix(3).compactMap { MeasuredValue(fortranText: $0) }
      guard numbers.count == 3 else {
        throw error(
          .badNumber, "the coordinates of atom \(index + 1) are \(text.quotedShortly)",
          "three numbers")
      }
      let vector = Vector3(numbers[0].value, numbers[1].value, numbers[2].value)
      let fractional = isCartesian ? inverse * (header.scale * vector) : header.handedness * vector
      let digits = (0..<3).map { axis in
        isCartesian
          ? (numbers.compactMap(\.lastDigit).max() ?? 0) * abs(header.scale[axis])
            / length(header.basis * Vector3.unit(axis))
          : numbers[axis].lastDigit ?? 0
      }
      guard (0..<3).allSatisfy({ abs(fractional[$0]) <= CIFSites.largestCoordinate }) else {
        throw error(
          .badNumber, "the coordinates of atom \(index + 1) are \(text.quotedShortly)",
          "positions inside or near the cell",
          isCartesian ? nil : "write Cartesian above coordinates in Å")
      }
      positions.append((0..<3).map { MeasuredValue(fractional[$0], lastDigit: digits[$0]) })
      places.append(lines.line)
    }
    let crystal = Crystal(
      name: header.comment.isEmpty ? "POSCAR" : header.comment,
      cell: UnitCell(basis: header.basis, lastDigit: header.lastDigit),
      sites: header.sites(positions, lines: places),
      declaredSymmetry: .none)
    return StructureRecord(name: header.comment, line: 1, crystal: crystal)
  }
}

extension DeclaredSymmetry {
  /// The symmetry of a file that lists every atom of the cell: translations only.
  static let none = DeclaredSymmetry(operations: ["x,y,z"], number: 1)
}

extension Vector3 {
  /// The unit vector along an axis, 0 … 2.
  static func unit(_ axis: Int) -> Vector3 {
    Vector3(axis == 0 ? 1 : 0, axis == 1 ? 1 : 0, axis == 2 ? 1 : 0)
  }
}
