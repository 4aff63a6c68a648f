import PhaseFitNumerics

/// Reads a SHELXL .ins or .res file: cell, symmetry and atoms.
///
/// - The temperature is that of `TEMP`, in °C; without `TEMP` SHELXL takes 20 °C, which nobody
///   measured: then the file states none.
/// - A parameter p stands for itself where |p| < 5; for p − 10 held fixed where 5 < p < 15; else,
///   with p = 10 m + q, for q · fv(m) where m > 1 and for q · (fv(−m) − 1) where m < −1.
/// - The site occupation factor is the occupancy divided by the order of the site's symmetry.
/// - Coordinates have no standard uncertainties; those of the cell are in `ZERR`.
///
/// - Source: G. M. Sheldrick, SHELXL manual, "The .ins instruction file" and "Atom lists and
///   least-squares constraints".
struct SHELXReader {
  private let lines: LineSource
  private var title = ""
  private var cell: UnitCell?
  private var elements: [SpeciesName] = []
  private var freeVariables: [Double] = []
  private var lattice = 1
  private var generators: [(operation: AffineOperation, line: Int)] = []
  private var symmetryLine: Int?
  private var temperature: TemperatureTag?
  private var part = (number: 0, occupation: nil as String?)
  private var residue = ""
  private var atoms: [SHELXInstruction] = []
  private var states: [(part: Int, occupation: String?, residue: String)] = []
  private(set) var diagnostics: [Diagnostic] = []

  /// A reader of the lines of a file.
  init(_ lines: LineSource) { self.lines = lines }

  /// Reads the structure.
  ///
  /// - Throws: `StructureFileError` with the line.
  mutating func read() throws(StructureFileError) -> StructureRecord {
    var isInFragment = false
    reading: while let instruction = try SHELXInstruction(lines) {
      switch instruction.word {
      case "END", "HKLF": break reading
      case "FRAG": isInFragment = true
      case "FEND": isInFragment = false
      case _ where isInFragment: continue
      case "PART":
        part = (instruction.fields.first.flatMap { Int($0) } ?? 0, nil)
        if instruction.fields.count > 1 { part.occupation = instruction.fields[1] }
      case "RESI": residue = instruction.fields.first { Int($0) != nil && $0 != "0" } ?? ""
      case let word where word.hasPrefix("+"):
        diagnostics.append(
          Diagnostic(
            .warning, code: "include-ignored",
            message: "the included file \(word.quotedShortly) was not read: expected all atoms in "
              + "one file.", file: lines.name, line: instruction.line))
      default:
        if instruction.isAtom {
          guard atoms.count < StructureLimits.atoms else {
            throw error(
              .tooMany, instruction, "more than \(StructureLimits.atoms) atoms",
              "at most that many")
          }
          atoms.append(instruction)
          states.append((part.number, part.occupation, residue))
        } else {
          try take(instruction)
        }
      }
    }
    return try structure()
  }

  private func error(
    _ code: StructureFileError.Code, _ place: SHELXInstruction, _ found: String,
    _ expected: String, _ remedy: String? = nil
  ) -> StructureFileError {
    StructureFileError(
      code, file: lines.name, line: place.line, found: found, expected: expected,
      remedy: remedy)
  }

  // MARK: - The head

  private mutating func take(_ instruction: SHELXInstruction) throws(StructureFileError) {
    let fields = instruction.fields
    switch instruction.word {
    case "TITL": title = instruction.text
    case "CELL": cell = try readCell(instruction)
    case "ZERR": readErrors(fields)
    case "LATT":
      guard let number = fields.first.flatMap({ Int($0) }), (1...7).contains(abs(number)) else {
        throw error(
          .badNumber, instruction, "LATT is \(instruction.text.quotedShortly)",
          "1 to 7, negative without a centre of symmetry")
      }
      lattice = number
      symmetryLine = symmetryLine ?? instruction.line
    case "SYMM":
      guard let operation = AffineOperation(instruction.text) else {
        throw error(
          .badNumber, instruction, "SYMM is \(instruction.text.quotedShortly)",
          "an operation such as -X, 0.5+Y, 0.5-Z")
      }
      generators.append((operation, instruction.line))
      symmetryLine = symmetryLine ?? instruction.line
    case "SFAC":
      // The long form gives one element with its scattering factors.
      let isLong = fields.count > 1 && Double(fields[1]) != nil
      for name in isLong ? Array(fields.prefix(1)) : fields {
        guard let element = SpeciesName(String(name.drop { $0 == "$" })) else {
          throw error(
            .unknownElement, instruction, "SFAC names \(name.quotedShortly)",
            "symbols of elements")
        }
        elements.append(element)
      }
    case "FVAR":
      for field in fields {
        guard let value = MeasuredValue(cifText: field)?.value else {
          throw error(
            .badNumber, instruction, "FVAR holds \(field.quotedShortly)", "numbers")
        }
        freeVariables.append(value)
      }
    case "TEMP":
      guard let field = fields.first, let celsius = MeasuredValue(cifText: field) else {
        throw error(
          .badTemperature, instruction, "TEMP is \(instruction.text.quotedShortly)",
          "a temperature in °C")
      }
      var kelvin = celsius
      kelvin.value = TemperatureInName.kelvin(celsius: celsius.value)
      guard kelvin.value >= 0 else {
        throw error(
          .badTemperature, instruction, "TEMP is \(field) °C", "no less than −273.15 °C",
          "SHELXL takes degrees Celsius")
      }
      temperature = TemperatureTag(tag: "TEMP", kelvin: kelvin, line: instruction.line)
    default: break
    }
  }

  private func readCell(_ instruction: SHELXInstruction) throws(StructureFileError) -> UnitCell {
    let numbers = instruction.fields.compactMap { MeasuredValue(cifText: $0) }
    guard numbers.count == 7, instruction.fields.count == 7 else {
      throw error(
        .badCell, instruction, "CELL is \(instruction.text.quotedShortly)",
        "the wavelength, three lengths in Å and three angles in degrees")
    }
    let cell = UnitCell(
      lengths: Array(numbers[1...3]), anglesDegrees: Array(numbers[4...6]))
    if let problem = cell.problem {
      throw error(.badCell, instruction, problem, "a cell with a volume")
    }
    return cell
  }

  private mutating func readErrors(_ fields: [String]) {
    let numbers = fields.compactMap { MeasuredValue(cifText: $0)?.value }
    guard numbers.count == 7, var cell else { return }
    for axis in 0..<3 {
      if numbers[1 + axis] > 0 { cell.lengths[axis].standardUncertainty = numbers[1 + axis] }
      if numbers[4 + axis] > 0 { cell.anglesDegrees[axis].standardUncertainty = numbers[4 + axis] }
    }
    self.cell = cell
  }

  // MARK: - The structure

  private func structure() throws(StructureFileError) -> StructureRecord {
    guard let cell else {
      throw StructureFileError(
        .notThisFormat, file: lines.name, line: max(lines.line, 1),
        found: "there is no CELL instruction", expected: "a SHELXL file",
        remedy: "check that this file is one")
    }
    guard !atoms.isEmpty else {
      throw StructureFileError(
        .noSites, file: lines.name, line: max(lines.line, 1), found: "the file lists no atoms",
        expected: "atoms after FVAR", remedy: "give the .res file of a refinement")
    }
    let operations = SHELXSymmetry.operations(
      lattice: lattice, generators: generators.map(\.operation))
    let atomReader = SHELXAtoms(
      file: lines.name, cell: cell, operations: operations, elements: elements,
      freeVariables: freeVariables)
    let sites = try atomReader.read(zip(atoms, states).map { ($0, $1) })
    let crystal = Crystal(
      name: title.isEmpty ? "SHELX" : title, cell: cell, sites: sites,
      declaredSymmetry: DeclaredSymmetry(
        operations: operations.map(\.formula), line: symmetryLine))
    return StructureRecord(
      name: title, line: 1, crystal: crystal, temperatures: temperature.map { [$0] } ?? [])
  }
}

/// The operations that SHELXL makes of `LATT` and `SYMM`.
enum SHELXSymmetry {
  /// The centring translations of `LATT` 1 … 7, in 24ths: P, I, R (obverse), F, A, B, C.
  private static let centrings: [[[Int]]] = [
    [], [[12, 12, 12]], [[16, 8, 8], [8, 16, 16]], [[0, 12, 12], [12, 0, 12], [12, 12, 0]],
    [[0, 12, 12]], [[12, 0, 12]], [[12, 12, 0]],
  ]

  /// The identity and `SYMM`, with their inverses at the origin where `LATT` is positive, each with
  /// every centring translation.
  static func operations(lattice: Int, generators: [AffineOperation]) -> [AffineOperation] {
    var operations = [AffineOperation.identity] + generators
    if lattice > 0 { operations += operations.map(\.inverted) }
    let centring = [[0, 0, 0]] + centrings[abs(lattice) - 1]
    var seen: Set<AffineOperation> = []
    return centring.flatMap { shift in operations.map { $0.shifted(by: shift) } }
      .filter { seen.insert($0).inserted }
  }
}
