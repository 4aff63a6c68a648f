import PhaseFitNumerics

/// Reads a file of any format but CIF, of which it may hold several structures.
struct StructureFile {
  let input: LineSource.Input
  let name: String
  let format: StructureFormat
  let trajectory: TrajectoryFile.Options
  private(set) var diagnostics: [Diagnostic] = []
  /// The fingerprint of the bytes, nil where the file could not be opened.
  private(set) var hash: SHA256?

  init(
    input: LineSource.Input, name: String, format: StructureFormat,
    trajectory: TrajectoryFile.Options
  ) {
    self.input = input
    self.name = name
    self.format = format
    self.trajectory = trajectory
  }

  /// All structures of the file.
  ///
  /// - Throws: `StructureFileError` with the line.
  mutating func read() throws(StructureFileError) -> [StructureRecord] {
    switch format {
    case .cif: preconditionFailure("CIFs are read block by block with CIFDocument")
    case .xdatcar, .extendedXYZ:
      var file = TrajectoryFile(input: input, name: name, format: format, options: trajectory)
      defer {
        hash = file.hash
        diagnostics += file.diagnostics
      }
      return try file.read()
    case .poscar, .shelx:
      let lines = try LineSource(
        input, name: name, expected: format.rawValue, isHashed: true)
      defer { hash = lines.finish() }
      return [try Self.structure(lines, format: format, diagnostics: &diagnostics)]
    }
  }

  /// The one structure of a POSCAR or SHELX file.
  static func structure(
    _ lines: LineSource, format: StructureFormat, diagnostics: inout [Diagnostic]
  ) throws(StructureFileError) -> StructureRecord {
    if format == .poscar { return try POSCARReader.read(lines) }
    var reader = SHELXReader(lines)
    defer { diagnostics += reader.diagnostics }
    return try reader.read()
  }
}

extension StructureFormat {
  /// What a file of the format can say of its temperature, for messages.
  var temperatureHint: String {
    switch self {
    case .cif: "_diffrn_ambient_temperature, or a name such as x_300K.cif"
    case .poscar: "a comment such as \"BaTiO3 300K\", or a name such as POSCAR_300K"
    case .xdatcar: "a name such as XDATCAR_300K"
    case .extendedXYZ: "temperature=300 in the comment lines, or a name such as x_300K.extxyz"
    case .shelx: "TEMP in °C, or a name such as x_300K.res"
    }
  }
}

extension Crystal {
  /// The one structure of a file of any format.
  ///
  /// The name tells the format (`StructureFormat`); anything unknown is read as CIF. A trajectory
  /// of one temperature is averaged.
  ///
  /// - Parameters:
  ///   - path: the path of the file.
  ///   - diagnostics: doubts are appended here.
  /// - Throws: `StructureFileError` as reading the format does, and where the file holds several
  ///   structures.
  public init(
    contentsOfFile path: String, diagnostics: inout [Diagnostic]
  ) throws(StructureFileError) {
    guard let format = StructureFormat(fileName: path), format != .cif else {
      try self.init(contentsOfCIF: path, diagnostics: &diagnostics)
      return
    }
    var file = StructureFile(
      input: .file(path), name: path, format: format, trajectory: .init())
    defer { diagnostics += file.diagnostics }
    let records = try file.read()
    guard records.count == 1 else {
      throw StructureFileError(
        .tooMany, file: path, found: "the file holds \(records.count) structures",
        expected: "one structure", remedy: "give a file with the structure that is meant")
    }
    self = records[0].crystal
  }
}

extension SweepFiles.File {
  /// Where the lines of the file come from.
  var input: LineSource.Input { bytes.map { .memory($0) } ?? .file(path) }
}
