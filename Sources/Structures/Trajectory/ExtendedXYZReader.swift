import Glibc
import PhaseFitNumerics

/// Reads extended XYZ, frame by frame.
///
///     5
///     Lattice="4 0 0 0 4 0 0 0 4" Properties=species:S:1:pos:R:3 temperature=300
///     Ba 0 0 0
///     …
struct ExtendedXYZReader: FrameReader {
  let lines: LineSource
  private var head: FrameHead?
  private var columns = ExtendedXYZColumns()
  private var properties: [UInt8] = []
  private var inverse = Matrix3.identity
  /// The first eight bytes of the names of the species, to notice a change of order.
  private var codes: [UInt64] = []

  /// A reader of the lines of a file.
  init(_ lines: LineSource) { self.lines = lines }

  mutating func nextHead() throws(StructureFileError) -> FrameHead? {
    var count: Int?
    while let line = try lines.next() {
      var fields = LineFields(line)
      if fields.isAtEnd() { continue }
      fields = LineFields(line)
      guard let number = fields.count(), fields.isAtEnd() else {
        let text = String(decoding: line.prefix(60), as: UTF8.self)
        throw error(
          .notThisFormat, "the line is \(text.quotedShortly)",
          "the number of atoms of a frame",
          head == nil
            ? "check that this file is extended XYZ"
            : "check that the frame before has as many atoms as it counts")
      }
      count = number
      break
    }
    guard let count else {
      guard head != nil else {
        throw error(.notThisFormat, "the file is empty", "frames of extended XYZ")
      }
      return nil
    }
    let start = lines.line
    guard (1...StructureLimits.atoms).contains(count) else {
      throw error(
        .tooMany, "the frame counts \(count) atoms", "1 to \(StructureLimits.atoms)")
    }
    guard let line = try lines.next() else {
      throw error(.truncated, "the file ends after the number of atoms", "a comment line")
    }
    let comment = ExtendedXYZComment(line)
    try readProperties(comment.properties)
    guard let numbers = comment.lattice else {
      throw error(
        .missingItem,
        comment.hasLattice ? "Lattice does not hold nine numbers" : "the frame has no Lattice",
        "Lattice=\"ax ay az bx by bz cx cy cz\" in Å",
        comment.hasLattice ? nil : "plain XYZ has no cell: write extended XYZ")
    }
    var basis = Matrix3(
      columns: Vector3(numbers[0], numbers[1], numbers[2]),
      Vector3(numbers[3], numbers[4], numbers[5]), Vector3(numbers[6], numbers[7], numbers[8]))
    if let problem = UnitCell.problem(withBasis: basis) {
      throw error(.badCell, problem, "a cell with a volume, in Å")
    }
    if basis.determinant < 0 { basis = -1 * basis }
    inverse = basis.inverse
    if let key = comment.unreadable, comment.temperature == nil {
      throw error(
        .badTemperature, "\(key) is no number", "a temperature in K such as \(key)=300")
    }
    if let temperature = comment.temperature, temperature.kelvin < 0 {
      throw error(
        .badTemperature, "\(temperature.key) is \(temperature.kelvin)",
        "a temperature in K, not below 0")
    }
    let head = FrameHead(
      atomCount: count, basis: basis, lastDigit: nil,
      temperature: comment.temperature.map { ($0.key, $0.kelvin) }, line: start)
    self.head = head
    return head
  }

  /// Takes the columns of the frame; the text is nearly always that of the frame before.
  private mutating func readProperties(
    _ text: UnsafeRawBufferPointer?
  ) throws(StructureFileError) {
    guard let text else {
      columns = ExtendedXYZColumns()
      properties = []
      return
    }
    if text.count == properties.count, text.elementsEqual(properties) { return }
    let string = String(decoding: text, as: UTF8.self)
    guard let columns = ExtendedXYZColumns(string) else {
      throw error(
        .notThisFormat, "Properties is \(string.quotedShortly)",
        "columns such as species:S:1:pos:R:3")
    }
    self.columns = columns
    properties = Array(text)
  }

  mutating func skipAtoms() throws(StructureFileError) {
    guard let count = head?.atomCount else { return }
    let passed = try lines.skip(count)
    guard passed == count else { throw truncated(after: passed) }
  }

  private func truncated(after atom: Int) -> StructureFileError {
    error(
      .truncated, "the last frame ends after \(atom) atoms",
      "\(head?.atomCount ?? 0), as many as it counts")
  }

  mutating func readAtoms(
    into atoms: inout FrameAtoms, isFirst: Bool
  ) throws(StructureFileError) {
    guard let head else { return }
    if isFirst {
      atoms = FrameAtoms()
      // A damaged count must not reserve memory that no lines follow to fill.
      codes = []
    } else if head.atomCount * 3 != atoms.fractional.count {
      throw error(
        .notThisFormat,
        "the frame has \(head.atomCount) atoms and the frames before "
          + "\(atoms.fractional.count / 3)", "the same atoms in every frame", "split the file")
    }
    let leading = columns.species == 0 && columns.position == 1
    for atom in 0..<head.atomCount {
      guard let line = try lines.next() else { throw truncated(after: atom) }
      var fields = LineFields(line)
      var position: Vector3
      if leading, !isFirst {
        guard let species = fields.next(), let x = fields.number(), let y = fields.number(),
          let z = fields.number()
        else { throw badAtom(atom, line) }
        guard Self.code(species) == codes[atom] else { throw otherSpecies(atom, species) }
        position = Vector3(x, y, z)
      } else {
        position = try readFully(atom, line: line, into: &atoms, isFirst: isFirst)
      }
      position = inverse * position
      guard max(abs(position.x), abs(position.y), abs(position.z)) <= CIFSites.largestCoordinate
      else {
        throw error(
          .badNumber, "atom \(atom + 1) lies far outside the cell", "positions in Å")
      }
      if isFirst {
        atoms.fractional.append(contentsOf: [position.x, position.y, position.z])
      } else {
        atoms.fractional[3 * atom] = position.x
        atoms.fractional[3 * atom + 1] = position.y
        atoms.fractional[3 * atom + 2] = position.z
      }
    }
  }

  /// A line with columns in any order; on the first frame of a series all of them are taken.
  private mutating func readFully(
    _ atom: Int, line: UnsafeRawBufferPointer, into atoms: inout FrameAtoms, isFirst: Bool
  ) throws(StructureFileError) -> Vector3 {
    var fields: [UnsafeRawBufferPointer] = []
    var scanner = LineFields(line)
    let needed =
      max(
        columns.species, columns.position + 2, isFirst ? columns.occupancy ?? 0 : 0,
        isFirst ? columns.label ?? 0 : 0) + 1
    while fields.count < needed, let field = scanner.next() { fields.append(field) }
    guard fields.count == needed else { throw badAtom(atom, line) }
    func number(_ column: Int) throws(StructureFileError) -> Double {
      var field = LineFields(fields[column])
      guard let number = field.number() else { throw badAtom(atom, line) }
      return number
    }
    let position = Vector3(
      try number(columns.position), try number(columns.position + 1),
      try number(columns.position + 2))
    let code = Self.code(fields[columns.species])
    guard isFirst else {
      guard code == codes[atom] else { throw otherSpecies(atom, fields[columns.species]) }
      return position
    }
    codes.append(code)
    let name = String(decoding: fields[columns.species], as: UTF8.self)
    guard let symbol = SpeciesName(name) else {
      throw error(
        .unknownElement, "the species of atom \(atom + 1) is \(name.quotedShortly)",
        "the symbol of an element such as Ti")
    }
    atoms.species.append(symbol)
    if let column = columns.occupancy {
      let occupancy = try number(column)
      guard occupancy >= 0, occupancy <= 1 else {
        throw error(
          .badSite, "the occupancy of atom \(atom + 1) is \(occupancy)", "0 to 1")
      }
      atoms.occupancies.append(occupancy)
    }
    if let column = columns.label {
      atoms.labels.append(String(decoding: fields[column].prefix(100), as: UTF8.self))
    }
    let digits = (0..<3).compactMap { axis in
      MeasuredValue(
        fortranText: String(decoding: fields[columns.position + axis], as: UTF8.self))?.lastDigit
    }
    if let digit = digits.max() { atoms.lastDigit = max(atoms.lastDigit ?? 0, digit) }
    return position
  }

  private func badAtom(_ atom: Int, _ line: UnsafeRawBufferPointer) -> StructureFileError {
    let text = String(decoding: line.prefix(60), as: UTF8.self)
    return error(
      .badNumber, "the line of atom \(atom + 1) is \(text.quotedShortly)",
      "a species and three coordinates in Å in the columns of Properties")
  }

  private func otherSpecies(_ atom: Int, _ found: UnsafeRawBufferPointer) -> StructureFileError {
    let name = String(decoding: found.prefix(20), as: UTF8.self)
    return error(
      .notThisFormat,
      "atom \(atom + 1) is \(name.quotedShortly) here and another species in the frames before",
      "the atoms in one order in every frame", "sort the atoms by their numbers")
  }

  /// The first eight bytes of a name as one number.
  @inline(__always)
  private static func code(_ name: UnsafeRawBufferPointer) -> UInt64 {
    var code: UInt64 = 0
    for byte in name.prefix(8) { code = code << 8 | UInt64(byte) }
    return code
  }
}
