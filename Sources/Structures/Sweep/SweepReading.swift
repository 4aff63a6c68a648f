import Foundation

/// The state of reading one sweep: what was found so far, and what it says as a whole.
struct SweepReading {
  private let options: SweepReader.Options
  private var table: TemperatureTable? { options.temperatures }
  private var measurements: [StructureMeasurement] = []
  private var rejected: [Sweep.Rejection] = []
  private var diagnostics: [Diagnostic]
  private var inputs: [Sweep.Input] = []
  private var usedRows: Set<Int> = []
  private var filesByRow: [Int: Set<String>] = [:]
  /// Where the data items and the names of a measurement disagree: tag and stated temperature.
  private var disagreements: [Disagreement] = []

  private struct Disagreement {
    var kelvin: Double
    var diagnostic: Diagnostic
  }

  /// Temperatures that programs write where the experimenter stated none, in K.
  private static let roomDefaults: Set<Double> = [293, 293.15, 295, 296, 296.15, 298, 298.15]
  /// Two temperatures agree within this many combined standard uncertainties.
  private static let agreement = 3.0

  init(options: SweepReader.Options, diagnostics: [Diagnostic]) {
    self.options = options
    self.diagnostics = diagnostics
  }

  // MARK: - Files and blocks

  /// Reads one file; what is wrong with it is recorded.
  mutating func read(_ file: SweepFiles.File) {
    if let format = StructureFormat(fileName: file.name) ?? StructureFormat(fileName: file.path),
      format != .cif
    {
      readRecords(file, format: format)
    } else {
      readCIF(file)
    }
  }

  /// Reads a file of a format other than CIF.
  private mutating func readRecords(_ file: SweepFiles.File, format: StructureFormat) {
    var reader = StructureFile(
      input: file.input, name: file.name, format: format,
      trajectory: .init(binWidth: options.binWidth, discarded: options.discardedFrames))
    do throws(StructureFileError) {
      let records = try reader.read()
      diagnostics += reader.diagnostics
      for record in records {
        do throws(StructureFileError) {
          let place = Place(
            name: record.name, line: record.line, file: file.name,
            isAlone: records.count == 1, expected: format.temperatureHint)
          let temperature = try temperature(
            of: place, statements: record.temperatures.map(Statement.init))
          measurements.append(
            StructureMeasurement(
              file: file.name, block: record.name, temperature: temperature, run: file.run,
              branch: tableBranch(file: file.name, block: record.name) ?? file.branch
                ?? Self.branch(inName: file.name), crystal: record.crystal,
              trajectory: record.trajectory))
        } catch {
          reject(error, block: record.name.isEmpty ? nil : record.name)
        }
      }
    } catch {
      diagnostics += reader.diagnostics
      reject(error, block: nil)
    }
    if let hash = reader.hash {
      inputs.append(
        Sweep.Input(file: file.name, byteCount: hash.byteCount, sha256: hash.hexadecimal))
    }
  }

  private mutating func readCIF(_ file: SweepFiles.File) {
    let source: CIFByteSource
    do throws(StructureFileError) {
      if let bytes = file.bytes {
        source = CIFByteSource(bytes: bytes, name: file.name)
      } else {
        source = try CIFByteSource(path: file.path, name: file.name, isHashed: true)
      }
    } catch {
      reject(error, block: nil)
      return
    }
    defer {
      source.drain()
      if let hash = source.hash {
        inputs.append(
          Sweep.Input(file: file.name, byteCount: hash.byteCount, sha256: hash.hexadecimal))
      }
    }
    let document: CIFDocument
    do {
      document = try CIFDocument(source: source, brokenBlocks: .leftOut)
    } catch {
      reject(error, block: nil)
      return
    }
    diagnostics += document.diagnostics
    for broken in document.brokenBlocks { reject(broken.error, block: broken.name) }
    let structures = document.blocks.filter(\.describesStructure)
    for block in document.blocks where !block.describesStructure {
      diagnostics.append(
        Diagnostic(
          .note, code: "block-without-sites",
          message: "the block \(block.name) has no atom sites and was passed over.",
          file: file.name, line: block.line))
    }
    if structures.isEmpty, document.brokenBlocks.isEmpty {
      reject(
        StructureFileError(
          .noSites, file: file.name, found: "no block of the file has atom sites",
          expected: "a structure: a cell and a loop of _atom_site_…"), block: nil)
    }
    for block in structures {
      do throws(StructureFileError) {
        let crystal = try Crystal(
          cifBlock: block, file: file.name, diagnostics: &diagnostics)
        // What a block without sites states can only be meant for the one structure beside it.
        let others = document.blocks.filter { !$0.describesStructure }
        let temperature = try temperature(
          of: block, beside: structures.count == 1 ? others : nil, file: file.name)
        measurements.append(
          StructureMeasurement(
            file: file.name, block: block.name, temperature: temperature, run: file.run,
            branch: tableBranch(file: file.name, block: block.name) ?? file.branch
              ?? Self.branch(inName: file.name) ?? Self.branch(inName: block.name),
            crystal: crystal))
      } catch {
        reject(error, block: block.name)
      }
    }
  }

  private mutating func reject(_ error: StructureFileError, block: String?) {
    rejected.append(
      Sweep.Rejection(
        file: error.file, block: block, line: error.line, reason: error.reason))
    diagnostics.append(error.diagnostic)
  }

  /// The branch the table of temperatures states for a structure.
  private func tableBranch(file: String, block: String) -> StructureMeasurement.Branch? {
    guard let table else { return nil }
    let rows = table.entries(file: file, block: block)
    return rows.lazy.compactMap { table.entries[$0].branch }.first
  }

  /// The branch a name states as a word of its own.
  private static func branch(inName name: String) -> StructureMeasurement.Branch? {
    let base = SweepFiles.lastComponent(name).lowercased()
    let words = Set(base.split { !$0.isLetter }.map(String.init))
    let heating = words.contains("heating")
    let cooling = words.contains("cooling")
    guard heating != cooling else { return nil }
    return heating ? .heating : .cooling
  }

  // MARK: - Temperatures

  private struct Statement {
    var kelvin: Double
    var standardUncertainty: Double?
    var lastDigit: Double?
    var source: Temperature.Source
    var line: Int?

    /// The half-width within which the statement holds.
    var tolerance: Double {
      max(SweepReading.agreement * (standardUncertainty ?? 0), (lastDigit ?? 0) / 2)
    }

    init(
      kelvin: Double, standardUncertainty: Double?, lastDigit: Double?,
      source: Temperature.Source, line: Int?
    ) {
      self.kelvin = kelvin
      self.standardUncertainty = standardUncertainty
      self.lastDigit = lastDigit
      self.source = source
      self.line = line
    }

    /// What an item of the file states.
    init(_ tag: TemperatureTag) {
      self.init(
        kelvin: tag.kelvin.value, standardUncertainty: tag.kelvin.standardUncertainty,
        lastDigit: tag.kelvin.lastDigit, source: .tag(tag.tag), line: tag.line)
    }
  }

  /// A structure in its file, as far as its temperature goes.
  private struct Place {
    /// The name of the block.
    var name: String
    var line: Int?
    var file: String
    /// Whether the file holds no other structure, so that its name can be meant for this one.
    var isAlone: Bool
    /// What the format has for temperatures.
    var expected: String
  }

  /// The temperature of a block.
  ///
  /// - Parameters:
  ///   - block: the block.
  ///   - others: the other blocks of its file, nil where several of them hold structures.
  ///   - file: the name of the file.
  /// - Returns: the temperature with its source.
  /// - Throws: `StructureFileError` where there is none, or more than one, or one below absolute
  ///   zero.
  private mutating func temperature(
    of block: CIFBlock, beside others: [CIFBlock]?, file: String
  ) throws(StructureFileError) -> Temperature {
    var (tags, doubts) = try TemperatureTag.all(in: block, file: file)
    diagnostics += doubts
    for other in others ?? [] where tags.isEmpty {
      (tags, doubts) = try TemperatureTag.all(in: other, file: file)
      diagnostics += doubts
      guard let tag = tags.first else { continue }
      diagnostics.append(
        Diagnostic(
          .note, code: "temperature-of-other-block",
          message: "the temperature of the block \(block.name) stands in the block "
            + "\(other.name), which has no sites.", file: file, line: tag.line))
    }
    let place = Place(
      name: block.name, line: block.line, file: file, isAlone: others != nil,
      expected: StructureFormat.cif.temperatureHint)
    return try temperature(of: place, statements: tags.map(Statement.init))
  }

  /// The temperature of a structure from the table, what its file states, and the names.
  private mutating func temperature(
    of place: Place, statements stated: [Statement]
  ) throws(StructureFileError) -> Temperature {
    let statements = try tableStatements(file: place.file, block: place.name) + stated
    let stem = StructureFormat.stem(of: place.file)
    let folder = (place.file as NSString).deletingLastPathComponent
    // One name cannot state the temperatures of several blocks.
    let names = [
      // Comments separate a number from its unit, names cannot.
      (
        TemperatureInName(place.name.replacingOccurrences(of: " K", with: "K")),
        Temperature.Source.blockName
      ),
      (TemperatureInName(place.isAlone ? stem : ""), .fileName),
      (
        TemperatureInName(place.isAlone ? SweepFiles.lastComponent(folder) : ""), .folderName
      ),
    ]
    if let chosen = statements.first {
      // A folder may hold a run whose name means something else than one temperature.
      noteDisagreements(
        with: chosen, among: statements.dropFirst(), names: Array(names.prefix(2)),
        file: place.file)
      return Temperature(
        kelvin: chosen.kelvin, standardUncertainty: chosen.standardUncertainty,
        source: chosen.source)
    }
    return try temperature(fromNames: names, place: place)
  }

  private mutating func tableStatements(
    file: String, block: String
  ) throws(StructureFileError) -> [Statement] {
    guard let table else { return [] }
    let rows = table.entries(file: file, block: block)
    usedRows.formUnion(rows)
    guard let first = rows.first else { return [] }
    let entry = table.entries[first]
    if let other = rows.first(where: { table.entries[$0].kelvin.value != entry.kelvin.value }) {
      throw StructureFileError(
        .badTemperature, file: file, block: block,
        found: "\(table.name) states \(entry.kelvin.value) K on line \(entry.line) and "
          + "\(table.entries[other].kelvin.value) K on line \(table.entries[other].line)",
        expected: "one temperature", remedy: "name the file by its path")
    }
    if let earlier = filesByRow[first], !earlier.contains(file), earlier.count == 1 {
      diagnostics.append(
        Diagnostic(
          .warning, code: "table-row-shared",
          message: "the row \"\(entry.file)\" holds for several files (\(file), "
            + "\(earlier.sorted()[0])); name them by their paths if they differ.",
          file: table.name, line: entry.line))
    }
    filesByRow[first, default: []].insert(file)
    return [
      Statement(
        kelvin: entry.kelvin.value, standardUncertainty: entry.kelvin.standardUncertainty,
        lastDigit: entry.kelvin.lastDigit, source: .table(table.name), line: nil)
    ]
  }

  private mutating func noteDisagreements(
    with chosen: Statement, among others: ArraySlice<Statement>,
    names: [(TemperatureInName, Temperature.Source)], file: String
  ) {
    for other in others where abs(other.kelvin - chosen.kelvin) > other.tolerance + chosen.tolerance
    {
      diagnostics.append(
        Diagnostic(
          .warning, code: "temperature-conflict",
          message: "\(chosen.source) states \(chosen.kelvin) K and \(other.source) "
            + "\(other.kelvin) K: the former was used.", file: file, line: other.line))
    }
    for (name, source) in names {
      let within = max(chosen.tolerance, TemperatureInName.rounding)
      guard !name.allows(chosen.kelvin, within: within) else { continue }
      let stated = name.candidates.map { "\($0) K" }.joined(separator: " or ")
      let doubt = Diagnostic(
        .warning, code: "temperature-conflict",
        message: "\(chosen.source) states \(chosen.kelvin) K and the \(source) \(stated): the "
          + "former was used; give --temperatures if the name is right.", file: file,
        line: chosen.line)
      if case .tag = chosen.source {
        disagreements.append(Disagreement(kelvin: chosen.kelvin, diagnostic: doubt))
      } else {
        diagnostics.append(doubt)
      }
    }
  }

  private mutating func temperature(
    fromNames names: [(TemperatureInName, Temperature.Source)], place: Place
  ) throws(StructureFileError) -> Temperature {
    func refusal(_ found: String) -> StructureFileError {
      StructureFileError(
        .missingItem, file: place.file, block: place.name, found: found,
        expected: place.expected,
        remedy: "state it with --temperatures FILE (rows of file,temperature_K)")
    }
    for (index, (name, source)) in names.enumerated() {
      if name.candidates.count > 1 {
        let stated = name.candidates.map { "\($0)" }.joined(separator: " or ")
        // A name that can be read in two ways is settled by the next one, or by nothing.
        let later = names[(index + 1)...].compactMap(\.0.only)
        guard let settled = later.first, name.allows(settled, within: TemperatureInName.rounding)
        else { throw refusal("the \(source) states \(stated) K, which is ambiguous") }
        continue
      }
      guard let kelvin = name.only else { continue }
      for (other, otherSource) in names[(index + 1)...]
      where otherSource != .folderName && !other.allows(kelvin, within: TemperatureInName.rounding)
      {
        diagnostics.append(
          Diagnostic(
            .warning, code: "temperature-conflict",
            message: "the \(source) states \(kelvin) K and the \(otherSource) "
              + "\(other.candidates.map { "\($0) K" }.joined(separator: " or ")): the former was "
              + "used.", file: place.file, line: place.line))
      }
      return Temperature(kelvin: kelvin, source: source)
    }
    let structure = place.name.isEmpty ? "the structure" : "the block \(place.name)"
    throw refusal("no temperature can be found for \(structure)")
  }

  // MARK: - The sweep as a whole

  /// What was read, in order, with the doubts that only the whole shows.
  mutating func sweep(named name: String) -> Sweep {
    measurements.sort { left, right in
      (left.temperature.kelvin, left.file, left.block)
        < (right.temperature.kelvin, right.file, right.block)
    }
    noteDefaultTemperatures()
    noteUnusedRows()
    noteSameContents()
    noteMissingUncertainties()
    inputs.sort { $0.file < $1.file }
    return Sweep(
      name: name, measurements: measurements, rejected: rejected, diagnostics: diagnostics,
      inputs: inputs)
  }

  /// One room temperature in all files whose names differ was never measured.
  private mutating func noteDefaultTemperatures() {
    let kelvins = Set(measurements.map(\.temperature.kelvin))
    let isTagged = measurements.allSatisfy {
      if case .tag = $0.temperature.source { true } else { false }
    }
    guard measurements.count > 1, kelvins.count == 1, isTagged, let kelvin = kelvins.first,
      Self.roomDefaults.contains(kelvin), !disagreements.isEmpty
    else {
      diagnostics += disagreements.map(\.diagnostic)
      return
    }
    diagnostics.append(
      Diagnostic(
        .warning, code: "constant-temperature",
        message: "all \(measurements.count) structures state \(kelvin) K while the names of "
          + "\(disagreements.count) state other temperatures: some programs write this value "
          + "where none was given; state the temperatures with --temperatures FILE."))
  }

  private mutating func noteUnusedRows() {
    guard let table else { return }
    for (row, entry) in table.entries.enumerated() where !usedRows.contains(row) {
      diagnostics.append(
        Diagnostic(
          .warning, code: "unused-table-row",
          message:
            "\(entry.file)\(entry.block.map { ", block \($0)," } ?? "") is not in the sweep, "
            + "or a more specific row holds for it.", file: table.name, line: entry.line))
    }
  }

  private mutating func noteSameContents() {
    var firsts: [String: String] = [:]
    for input in inputs {
      if let first = firsts[input.sha256] {
        diagnostics.append(
          Diagnostic(
            .warning, code: "same-contents",
            message: "the file is byte for byte the same as \(first); both were read.",
            file: input.file))
      } else {
        firsts[input.sha256] = input.file
      }
    }
  }

  private mutating func noteMissingUncertainties() {
    let bare = measurements.filter { !$0.crystal.statesUncertainties }
    guard !bare.isEmpty else { return }
    diagnostics.append(
      Diagnostic(
        .note, code: "no-su",
        message: "\(bare.count) of \(measurements.count) structures state no standard "
          + "uncertainties of cell or coordinates; the last printed digit is all there is to go "
          + "by."))
  }
}

extension Crystal {
  /// Whether any cell parameter or coordinate has a standard uncertainty.
  public var statesUncertainties: Bool {
    let cell = cell.lengths + cell.anglesDegrees
    return cell.contains { $0.standardUncertainty != nil }
      || sites.contains { $0.position.contains { $0.standardUncertainty != nil } }
  }
}
