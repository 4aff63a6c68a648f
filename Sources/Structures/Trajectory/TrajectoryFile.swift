/// Reads a file of frames: once to learn their temperatures, once more to average them.
struct TrajectoryFile {
  /// What the caller chooses.
  struct Options {
    /// The width of the bins of a heating ramp, K; nil to take a twentieth of its range.
    var binWidth: Double?
    /// How many frames at the beginning of each trajectory are left out.
    var discarded = 0
  }

  let input: LineSource.Input
  let name: String
  let format: StructureFormat
  var options = Options()
  private(set) var diagnostics: [Diagnostic] = []
  private(set) var hash: SHA256?

  init(input: LineSource.Input, name: String, format: StructureFormat, options: Options) {
    self.input = input
    self.name = name
    self.format = format
    self.options = options
  }

  /// A reader of the frames of a format.
  static func reader(
    _ lines: LineSource, format: StructureFormat
  ) -> any FrameReader {
    format == .xdatcar ? XDATCARReader(lines) : ExtendedXYZReader(lines)
  }

  /// All structures of the file.
  ///
  /// - Throws: `StructureFileError` with the line.
  mutating func read() throws(StructureFileError) -> [StructureRecord] {
    let plan = try makePlan()
    diagnostics += plan.diagnostics
    guard plan.groups.count <= StructureLimits.structures else {
      throw StructureFileError(
        .tooMany, file: name, found: "the file yields \(plan.groups.count) structures",
        expected: "at most \(StructureLimits.structures)")
    }
    let lines = try LineSource(input, name: name, expected: format.rawValue)
    return try average(plan, reader: Self.reader(lines, format: format))
  }

  /// The first pass: how many frames there are and which temperatures they state.
  private mutating func makePlan() throws(StructureFileError) -> TrajectoryPlan {
    let lines = try LineSource(
      input, name: name, expected: format.rawValue, isHashed: true)
    defer { hash = lines.finish() }
    var reader = Self.reader(lines, format: format)
    var temperatures: [Double?] = []
    var key = "temperature"
    var atomCount = 0
    while let head = try reader.nextHead() {
      guard temperatures.count < StructureLimits.frames else {
        throw StructureFileError(
          .tooMany, file: name, line: head.line,
          found: "the trajectory has more than \(StructureLimits.frames) frames",
          expected: "at most that many", remedy: "keep every second frame")
      }
      try reader.skipAtoms()
      temperatures.append(head.temperature?.kelvin)
      if let stated = head.temperature?.key { key = stated }
      atomCount = max(atomCount, head.atomCount)
    }
    guard !temperatures.isEmpty else {
      throw StructureFileError(
        .noSites, file: name, line: 1, found: "the file holds no frame",
        expected: "at least one")
    }
    return TrajectoryPlan(
      temperatures: temperatures, key: key, atomCount: atomCount, binWidth: options.binWidth,
      discarded: options.discarded, file: name)
  }

  /// The second pass: every group is averaged as its frames come, and let go after its last.
  private mutating func average(
    _ plan: TrajectoryPlan, reader: any FrameReader
  ) throws(StructureFileError) -> [StructureRecord] {
    // The runs of frames in the order of the file, each with its group.
    let runs = plan.groups.indices.flatMap { group in
      plan.groups[group].frames.map { (range: $0, group: group) }
    }.sorted { $0.range.lowerBound < $1.range.lowerBound }
    var reader = reader
    var averages: [Int: TrajectoryAverage] = [:]
    var remaining = plan.groups.map(\.count)
    var records: [(group: Int, record: StructureRecord)] = []
    var atoms = FrameAtoms()
    var frame = 0
    var isContinuing = false
    for run in runs {
      while frame < run.range.lowerBound, try reader.nextHead() != nil {
        try reader.skipAtoms()
        frame += 1
        isContinuing = false
      }
      let isNew = averages[run.group] == nil
      for index in run.range {
        guard let head = try reader.nextHead() else {
          throw StructureFileError(
            .truncated, file: name, line: reader.lines.line,
            found: "the file became shorter while it was read", expected: "a finished file",
            remedy: "wait until the simulation has ended")
        }
        let isFirst = isNew && index == run.range.lowerBound
        try reader.readAtoms(into: &atoms, isFirst: isFirst || !isContinuing)
        if !isContinuing, let average = averages[run.group], !average.hasSameAtoms(as: atoms) {
          throw StructureFileError(
            .notThisFormat, file: name, line: head.line,
            found: "the frame has other atoms than those of the same temperature before",
            expected: "the same atoms in one order at each temperature", remedy: "split the file")
        }
        isContinuing = true
        frame += 1
        if isFirst {
          averages[run.group] = TrajectoryAverage(
            frameCount: remaining[run.group], head: head, atoms: atoms)
        } else {
          averages[run.group]?.add(head: head, fractional: atoms.fractional)
        }
        remaining[run.group] -= 1
      }
      isContinuing = false
      if remaining[run.group] == 0, let average = averages.removeValue(forKey: run.group) {
        records.append((run.group, record(average, group: plan.groups[run.group])))
      }
    }
    return records.sorted { $0.group < $1.group }.map(\.record)
  }

  private mutating func record(
    _ average: TrajectoryAverage, group: TrajectoryPlan.Group
  ) -> StructureRecord {
    let title = StructureFormat.stem(of: name)
    var path = name
    if case .file(let opened) = input { path = opened }
    let (crystal, summary) = average.result(
      path: path, format: format, group: group, discarded: options.discarded,
      name: group.name.isEmpty ? title : "\(title) \(group.name)")
    let isTrajectory = summary.frameCount > 1
    if isTrajectory { note(summary, crystal: crystal) }
    return StructureRecord(
      name: group.name, line: nil, crystal: crystal,
      temperatures: group.temperature.map { [$0] } ?? [],
      trajectory: isTrajectory ? summary : nil)
  }

  /// The amplitude of vibration, as a share of the distance between atoms, at which crystals melt
  /// (Lindemann's criterion, about 0.1) doubled: no crystal vibrates that far.
  private static let meltingShare = 0.2

  private mutating func note(_ summary: TrajectorySummary, crystal: Crystal) {
    let spacing = cubeRoot(crystal.cell.volume / Double(max(crystal.sites.count, 1)))
    let count = crystal.sites.count {
      (3 * ($0.displacementParameter?.value ?? 0)).squareRoot() > Self.meltingShare * spacing
    }
    if count > 0 {
      diagnostics.append(
        Diagnostic(
          .warning, code: "diffusing-atoms",
          message: "\(count) of \(crystal.sites.count) atoms move by more than "
            + "\(Self.meltingShare) of the distance between atoms (the largest amplitude is "
            + "\(rounded(summary.largestAmplitude)) Å): they jump or diffuse and their mean "
            + "positions may be none that an atom takes.", file: name))
    }
    if summary.blockCount == 0 {
      diagnostics.append(
        Diagnostic(
          .warning, code: "few-frames",
          message: "the trajectory has \(summary.frameCount) frames: expected at least "
            + "\(BlockAnalysis.fewestBlocks) for standard uncertainties.", file: name))
    } else if summary.isTooShort {
      diagnostics.append(
        Diagnostic(
          .warning, code: "short-trajectory",
          message: "the scatter of \(summary.blockCount) blocks still grows with their length: the "
            + "run is short beside its correlation time and the uncertainties are lower bounds; "
            + "run it longer.", file: name))
    }
  }

  private func rounded(_ value: Double) -> Double { (value * 100).rounded() / 100 }
}
