import Foundation

/// Reads a sweep: a folder of structures, a list of files, or one file of several structures.
///
/// CIF, POSCAR and CONTCAR, XDATCAR, extended XYZ and SHELX files are told by their names
/// (`StructureFormat`); trajectories are averaged as they are read.
///
/// A broken file or block never ends the reading: it becomes a `Sweep.Rejection` and a diagnostic,
/// unless the options are strict. The temperature of each structure keeps its source; where several
/// state one, the order of trust is: table, data items, name of the block, name of the file.
public struct SweepReader: Sendable {
  /// How to read.
  public struct Options: Sendable {
    /// Whether sub-folders are searched, each as a run of its own.
    public var isRecursive: Bool
    /// Whether a rejected file or block ends the reading.
    public var isStrict: Bool
    /// The temperatures that override those of the files, nil for none.
    public var temperatures: TemperatureTable?
    /// The width in K of the bins in which a trajectory of changing temperature is averaged, nil to
    /// take a twentieth of its range.
    public var binWidth: Double?
    /// How many frames at the beginning of each trajectory are left out as equilibration.
    public var discardedFrames: Int

    /// Options; by default neither recursive nor strict, without a table, all frames averaged.
    public init(
      isRecursive: Bool = false, isStrict: Bool = false, temperatures: TemperatureTable? = nil,
      binWidth: Double? = nil, discardedFrames: Int = 0
    ) {
      self.isRecursive = isRecursive
      self.isStrict = isStrict
      self.temperatures = temperatures
      self.binWidth = binWidth
      self.discardedFrames = discardedFrames
    }
  }

  /// How to read.
  public var options: Options

  /// A reader.
  public init(options: Options = Options()) {
    self.options = options
  }

  /// Reads one file that is in memory already.
  ///
  /// - Parameters:
  ///   - bytes: the bytes of the file.
  ///   - name: its name, which tells the format and may state the temperature.
  /// - Returns: the measurements ordered by temperature and block, with what was left out.
  /// - Throws: `SweepError` as reading a path does.
  public func read(_ bytes: [UInt8], name: String) throws(SweepError) -> Sweep {
    var reading = SweepReading(options: options, diagnostics: [])
    reading.read(SweepFiles.File(path: name, name: name, bytes: bytes))
    return try checked(
      reading.sweep(named: SweepFiles.name(of: [name])), place: name, fileCount: 1)
  }

  /// Reads the sweep behind one or more paths.
  ///
  /// - Parameter paths: one folder, one file, or several of either; several folders are runs.
  /// - Returns: the measurements ordered by temperature, file and block, with what was left out.
  /// - Throws: `SweepError`: a path does not exist, nothing is usable, or something was left out
  ///   and the options are strict.
  public func read(_ paths: [String]) throws(SweepError) -> Sweep {
    guard !paths.isEmpty else {
      throw SweepError(.noSuchInput, "no input was given: expected a folder or files.")
    }
    let found = try SweepFiles(paths: paths, isRecursive: options.isRecursive)
    var reading = SweepReading(options: options, diagnostics: found.diagnostics)
    for file in found.files { reading.read(file) }
    let sweep = reading.sweep(named: SweepFiles.name(of: paths))
    return try checked(
      sweep, place: paths.count == 1 ? paths[0] : "\(paths.count) paths",
      fileCount: found.files.count)
  }

  /// The sweep, where there is something in it and nothing forbids to use it.
  private func checked(
    _ sweep: Sweep, place: String, fileCount: Int
  ) throws(SweepError) -> Sweep {
    if options.isStrict, !sweep.rejected.isEmpty {
      throw SweepError(
        .rejected,
        "\(place): \(sweep.rejected.count) file(s) or block(s) cannot be used: expected none in a "
          + "strict reading.", rejected: sweep.rejected)
    }
    guard !sweep.measurements.isEmpty else {
      let reason =
        fileCount == 0
        ? "there is no file of structures: expected names that end in .cif, .extxyz, .vasp, .res or "
          + ".ins, or POSCAR, CONTCAR or XDATCAR"
        : "none of \(fileCount) file(s) holds a usable structure"
      throw SweepError(.nothingUsable, "\(place): \(reason).", rejected: sweep.rejected)
    }
    return sweep
  }
}
