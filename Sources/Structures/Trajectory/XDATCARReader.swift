import PhaseFitNumerics

/// Reads an XDATCAR: a head as in POSCAR, then configurations; where the cell varies the head comes
/// again before each of them.
///
/// - Source: VASP Wiki, "XDATCAR".
struct XDATCARReader: FrameReader {
  let lines: LineSource
  private var header: POSCARHeader?
  private var isCartesian = false

  /// A reader of the lines of a file.
  init(_ lines: LineSource) { self.lines = lines }

  mutating func nextHead() throws(StructureFileError) -> FrameHead? {
    guard let text = try nextFilledLine() else {
      guard header != nil else {
        throw error(.notThisFormat, "the file is empty", "an XDATCAR")
      }
      return nil
    }
    if header == nil || !Self.isConfiguration(text) {
      let earlier = header
      header = try POSCARHeader(lines, format: .xdatcar)
      if let earlier, let header,
        earlier.species.map(\.name) != header.species.map(\.name)
          || earlier.species.map(\.count) != header.species.map(\.count)
      {
        throw error(
          .notThisFormat, "the atoms differ from those of the frames before",
          "the same atoms in every frame", "split the file")
      }
      guard let next = try nextFilledLine(), Self.isConfiguration(next) else {
        throw error(
          .truncated, "no configuration follows the head",
          "a line such as \"Direct configuration= 1\"")
      }
    }
    guard let header, let line = try lines.nextText() else { return nil }
    isCartesian = line.trimmingBlanks.lowercased().hasPrefix("c")
    return FrameHead(
      atomCount: header.atomCount, basis: header.basis, lastDigit: header.lastDigit,
      temperature: nil, line: lines.line)
  }

  /// Whether a line begins a configuration.
  private static func isConfiguration(_ text: String) -> Bool {
    let lower = text.lowercased()
    return (lower.contains("direct") || lower.contains("cartesian"))
      && lower.contains("configuration")
  }

  /// The next line that is not empty, put back.
  private func nextFilledLine() throws(StructureFileError) -> String? {
    while let bytes = try lines.next() {
      var fields = LineFields(bytes)
      if fields.isAtEnd() { continue }
      lines.pushBack(bytes)
      return String(decoding: bytes, as: UTF8.self)
    }
    return nil
  }

  mutating func skipAtoms() throws(StructureFileError) {
    guard let count = header?.atomCount else { return }
    let passed = try lines.skip(count)
    guard passed == count else { throw truncated(after: passed) }
  }

  private func truncated(after atom: Int) -> StructureFileError {
    error(
      .truncated, "the last frame ends after \(atom) atoms",
      "\(header?.atomCount ?? 0), as many as the head counts")
  }

  mutating func readAtoms(
    into atoms: inout FrameAtoms, isFirst: Bool
  ) throws(StructureFileError) {
    guard let header else { return }
    let count = header.atomCount
    if isFirst {
      atoms = FrameAtoms()
      atoms.species = header.species.flatMap { Array(repeating: $0.symbol, count: $0.count) }
      atoms.fractional = Array(repeating: 0, count: 3 * count)
    }
    let inverse = header.basis.inverse
    for atom in 0..<count {
      guard let line = try lines.next() else { throw truncated(after: atom) }
      var fields = LineFields(line)
      guard let x = fields.number(), let y = fields.number(), let z = fields.number() else {
        throw error(
          .badNumber, "the coordinates of atom \(atom + 1) are no three numbers",
          "three numbers")
      }
      var position = Vector3(x, y, z)
      position =
        isCartesian ? inverse * (header.scale * position) : header.handedness * position
      guard max(abs(position.x), abs(position.y), abs(position.z)) <= CIFSites.largestCoordinate
      else {
        throw error(
          .badNumber, "atom \(atom + 1) lies far outside the cell",
          "fractional coordinates near the cell")
      }
      for axis in 0..<3 { atoms.fractional[3 * atom + axis] = position[axis] }
    }
  }
}
