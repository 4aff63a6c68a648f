import PhaseFitNumerics

/// What stands above the atoms of a frame.
struct FrameHead {
  /// The number of atoms.
  var atomCount: Int
  /// The basis vectors as columns, Å, right-handed.
  var basis: Matrix3
  /// The unit of the last printed digit of the cell vectors, Å; nil where it is not known.
  var lastDigit: Double?
  /// The temperature that the frame states, K, with the key that states it.
  var temperature: (key: String, kelvin: Double)?
  /// The line at which the frame begins, counted from 1.
  var line: Int
}

/// The atoms of a frame: fractional coordinates in a right-handed cell.
struct FrameAtoms {
  /// The coordinates, [atom][x, y, z] in one row.
  var fractional: [Double] = []
  /// The species of each atom; filled where the caller gives none to compare with.
  var species: [SpeciesName] = []
  /// The occupancies, where the format gives any.
  var occupancies: [Double] = []
  /// The labels, where the format gives any.
  var labels: [String] = []
  /// The unit of the last printed digit of the coordinates, Å; nil where it is not known.
  var lastDigit: Double?
}

/// Reads a trajectory frame by frame; memory holds one frame.
protocol FrameReader {
  /// Where the lines come from.
  var lines: LineSource { get }

  /// Goes to the next frame and reads what stands above its atoms; nil at the end.
  mutating func nextHead() throws(StructureFileError) -> FrameHead?

  /// Passes over the atoms of the frame.
  mutating func skipAtoms() throws(StructureFileError)

  /// Reads the atoms of the frame.
  ///
  /// - Parameters:
  ///   - atoms: filled with the coordinates, and on `isFirst` with species, occupancies and labels.
  ///   - isFirst: whether a new series of frames begins; otherwise the species must be those of
  ///     the frame before.
  /// - Throws: `StructureFileError` with the line.
  mutating func readAtoms(
    into atoms: inout FrameAtoms, isFirst: Bool
  ) throws(StructureFileError)
}

extension FrameReader {
  /// An error at the current line.
  func error(
    _ code: StructureFileError.Code, _ found: String, _ expected: String,
    _ remedy: String? = nil
  ) -> StructureFileError {
    StructureFileError(
      code, file: lines.name, line: max(lines.line, 1), found: found, expected: expected,
      remedy: remedy)
  }
}
