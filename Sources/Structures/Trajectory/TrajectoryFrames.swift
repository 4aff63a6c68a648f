/// The frames of a trajectory once more, as deviations from the mean structure.
public struct TrajectoryFrames: Sendable {
  private let summary: TrajectorySummary
  private let name: String

  /// The frames that were averaged.
  ///
  /// - Parameters:
  ///   - summary: how they were averaged.
  ///   - name: the name of the file, for messages.
  public init(_ summary: TrajectorySummary, name: String) {
    self.summary = summary
    self.name = name
  }

  /// Calls a function for every averaged frame, in order.
  ///
  ///     δ_i(t) = f̃_i(t) − f̄_i − ⟨f̃_j(t) − f̄_j⟩_j
  ///
  /// with f̃ followed across the boundaries as in the average, so that the mean of δ over time is
  /// zero.
  ///
  /// - Parameters:
  ///   - crystal: the mean structure.
  ///   - body: takes the deviations in fractions of the momentary cell, [atom][x, y, z] in one row.
  /// - Throws: `StructureFileError` where the file cannot be read as before.
  public func forEach(
    deviatingFrom crystal: Crystal, _ body: (borrowing [Double]) -> Void
  ) throws(StructureFileError) {
    let means = crystal.sites.flatMap { $0.position.map(\.value) }
    let lines = try LineSource(
      path: summary.path, name: name, expected: summary.format.rawValue)
    var reader = TrajectoryFile.reader(lines, format: summary.format)
    var atoms = FrameAtoms()
    var last = means
    var deviations = means
    var frame = 0
    for range in summary.frames {
      while frame < range.lowerBound, try reader.nextHead() != nil {
        try reader.skipAtoms()
        frame += 1
      }
      var isFirst = true
      for _ in range {
        guard try reader.nextHead() != nil else { break }
        try reader.readAtoms(into: &atoms, isFirst: isFirst)
        isFirst = false
        frame += 1
        guard atoms.fractional.count == means.count else {
          throw StructureFileError(
            .notThisFormat, file: name, line: lines.line,
            found: "the file changed while it was read", expected: "the same atoms as before")
        }
        var drift = [0.0, 0.0, 0.0]
        for index in means.indices {
          let step = atoms.fractional[index] - last[index]
          last[index] = atoms.fractional[index] - step.rounded(.toNearestOrEven)
          deviations[index] = last[index] - means[index]
          drift[index % 3] += deviations[index]
        }
        let count = Double(max(means.count / 3, 1))
        for index in means.indices { deviations[index] -= drift[index % 3] / count }
        body(deviations)
      }
    }
  }
}
