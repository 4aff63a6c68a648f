import PhaseFitNumerics

/// The head of a POSCAR or XDATCAR: comment, scale, cell, species and counts.
///
///     comment
///     scale            (one number, three, or minus the volume in Å³)
///     a₁ₓ a₁ᵧ a₁_z     (three lines, each times the scale)
///     Ba Ti O          (absent before VASP 5)
///     1 1 3
///
/// - Source: VASP Wiki, "POSCAR".
struct POSCARHeader {
  var comment: String
  /// The basis vectors as columns, Å, right-handed.
  var basis: Matrix3
  /// The scale of Cartesian coordinates along x, y and z.
  var scale: Vector3
  /// −1 where the file's cell is left-handed and was inverted: coordinates are then negated.
  var handedness: Double
  /// The unit of the last printed digit of the cell vectors, Å.
  var lastDigit: Double
  /// The species with their names as written.
  var species: [(name: String, symbol: SpeciesName, count: Int)]
  /// The line on which the head begins, counted from 1.
  var line: Int

  /// The number of atoms.
  var atomCount: Int { species.reduce(0) { $0 + $1.count } }

  /// Reads the head; nil where the text is at its end.
  ///
  /// - Throws: `StructureFileError` with the line.
  init?(_ lines: LineSource, format: StructureFormat) throws(StructureFileError) {
    guard let comment = try lines.nextText() else { return nil }
    line = lines.line
    self.comment = comment.trimmingBlanks
    func error(
      _ code: StructureFileError.Code, _ found: String, _ expected: String,
      _ remedy: String? = nil
    ) -> StructureFileError {
      StructureFileError(
        code, file: lines.name, line: max(lines.line, 1), found: found, expected: expected,
        remedy: remedy)
    }
    func text(_ expected: String) throws(StructureFileError) -> String {
      guard let text = try lines.nextText() else {
        throw error(.truncated, "the file ends inside the head", expected)
      }
      return text
    }
    let kind = format.rawValue
    let scaleText = try text("the scale of the cell")
    let scales = Self.numbers(scaleText)
    guard let scales, scales.count == 1 || scales.count == 3,
      scales.allSatisfy({ $0.value != 0 }), scales.count == 1 || scales.allSatisfy({ $0.value > 0 })
    else {
      throw error(
        .notThisFormat, "the line is \(scaleText.quotedShortly)",
        "the scale of the cell of a \(kind): one number, or three above zero",
        "check that this file is a \(kind)")
    }
    var rows: [Vector3] = []
    var digit = 0.0
    for _ in 0..<3 {
      let row = try text("three cell vectors")
      guard let numbers = Self.numbers(row), numbers.count == 3 else {
        throw error(
          .notThisFormat, "the line is \(row.quotedShortly)",
          "a cell vector of three numbers in Å")
      }
      rows.append(Vector3(numbers[0].value, numbers[1].value, numbers[2].value))
      digit = max(digit, numbers.compactMap(\.lastDigit).max() ?? 0)
    }
    let cellLine = lines.line
    var scale = Vector3(scales[0].value, scales[0].value, scales[0].value)
    if scales.count == 3 { scale = Vector3(scales[0].value, scales[1].value, scales[2].value) }
    let plain = Matrix3(columns: rows[0], rows[1], rows[2])
    if scales.count == 1, scales[0].value < 0 {
      let factor = cubeRoot(-scales[0].value / abs(plain.determinant))
      scale = Vector3(factor, factor, factor)
    }
    // The scale multiplies the Cartesian components.
    var basis = Matrix3(columns: scale * rows[0], scale * rows[1], scale * rows[2])
    if let problem = UnitCell.problem(withBasis: basis) {
      throw StructureFileError(
        .badCell, file: lines.name, line: cellLine, found: problem,
        expected: "a cell with a volume, in Å")
    }
    handedness = basis.determinant < 0 ? -1 : 1
    basis = handedness * basis
    self.basis = basis
    self.scale = scale
    lastDigit = digit * max(abs(scale.x), abs(scale.y), abs(scale.z))

    var names = try text("the symbols of the elements").blankSeparated
    let namesLine = lines.line
    var countsText: String
    if names.first.flatMap({ Int($0) }) != nil {
      // Before VASP 5 only the counts: the comment often names the elements.
      countsText = names.joined(separator: " ")
      names = self.comment.blankSeparated
      let counts = countsText.blankSeparated.count
      names = Array(names.prefix(counts))
      guard names.count == counts, names.allSatisfy({ SpeciesName($0) != nil }) else {
        throw error(
          .unknownElement, "there is no line of elements before the counts",
          "the symbols of the elements, such as Ba Ti O",
          "insert them as a line of their own (VASP 5 and later)")
      }
    } else {
      countsText = try text("the number of atoms of each element")
    }
    let counts = countsText.prefix { $0 != "!" && $0 != "#" }.blankSeparated
    guard counts.count == names.count, !counts.isEmpty else {
      throw error(
        .notThisFormat, "the line is \(countsText.quotedShortly)",
        "\(names.count) number(s) of atoms, one for each element of the line before")
    }
    species = []
    for (name, count) in zip(names, counts) {
      guard let symbol = SpeciesName(name) else {
        throw StructureFileError(
          .unknownElement, file: lines.name, line: namesLine,
          found: "\(name.quotedShortly) is no element",
          expected: "a symbol such as Ti or Sr_sv")
      }
      guard let number = Int(count), number >= 0, number <= StructureLimits.atoms else {
        throw error(
          .badNumber, "the number of atoms of \(name) is \(count.quotedShortly)",
          "a whole number up to \(StructureLimits.atoms)")
      }
      species.append((name, symbol, number))
    }
    guard (1...StructureLimits.atoms).contains(atomCount) else {
      throw error(
        .tooMany, "the file counts \(atomCount) atoms", "1 to \(StructureLimits.atoms)")
    }
  }

  /// The sites at some fractional coordinates, labelled by element and number.
  func sites(_ positions: [[MeasuredValue]], lines: [Int]?) -> [AtomSite] {
    var sites: [AtomSite] = []
    for (_, symbol, count) in species {
      for _ in 0..<count {
        let index = sites.count
        sites.append(
          AtomSite(
            label: "\(symbol.element)\(index + 1)", element: symbol.element,
            massNumber: symbol.massNumber, position: positions[index], line: lines?[index]))
      }
    }
    return sites
  }

  /// All numbers of a line up to the first field that is none, nil where the first is none.
  private static func numbers(_ line: String) -> [MeasuredValue]? {
    var numbers: [MeasuredValue] = []
    for field in line.blankSeparated {
      guard let number = MeasuredValue(fortranText: field) else { break }
      numbers.append(number)
    }
    return numbers.isEmpty ? nil : numbers
  }
}
