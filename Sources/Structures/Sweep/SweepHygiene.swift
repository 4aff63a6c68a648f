import PhaseFitNumerics

/// Looks at a sweep as a whole for records that do not belong among their neighbours.
///
/// Each structure is compared with the two of nearest temperature that list the same sites. Only
/// where these two agree with each other is the one between them called odd; a step of a
/// transition, where the neighbours differ, is none.
public struct SweepHygiene: Sendable {
  /// What to do with records that are called odd.
  public enum Policy: String, Sendable, Codable, Hashable, CaseIterable {
    /// Say so and keep them.
    case keep
    /// Leave them out.
    case exclude
    /// Write them as their neighbours are where that is possible, and leave out the others.
    case repair
  }

  /// Something odd about one record.
  public struct Finding: Sendable, Hashable {
    /// The position in `Sweep.measurements`.
    public var measurement: Int
    /// The code of the diagnostic.
    public var code: String
    /// The evidence.
    public var message: String
    /// The record as its neighbours are written, nil where no transformation makes it so.
    public var repaired: Crystal?
  }

  /// What is odd, in the order of the measurements.
  public private(set) var findings: [Finding] = []
  /// Facts about the sweep that concern no single record.
  public private(set) var notes: [Diagnostic] = []

  private let measurements: [StructureMeasurement]

  /// Looks at a sweep.
  public init(_ sweep: Sweep) {
    measurements = sweep.measurements
    findDuplicates(contents: sweep.inputs)
    findGaps()
    var odd = Set(findings.map(\.measurement))
    for index in measurements.indices where !odd.contains(index) {
      if let finding = misplaced(index) ?? cellOutlier(index) {
        findings.append(finding)
        odd.insert(index)
      }
    }
    findings.sort { $0.measurement < $1.measurement }
  }

  // MARK: - Duplicates and gaps

  /// The same numbers at the same temperature count once for evidence, however often they are given.
  private mutating func findDuplicates(contents: [Sweep.Input]) {
    let hashes = Dictionary(
      contents.map { ($0.file, $0.sha256) }, uniquingKeysWith: { first, _ in first })
    for (index, measurement) in measurements.enumerated() {
      let earlier = measurements[..<index].lastIndex { other in
        other.temperature.kelvin == measurement.temperature.kelvin && other.run == measurement.run
          && other.crystal.hasSameNumbers(as: measurement.crystal)
      }
      guard let earlier else { continue }
      let first = measurements[earlier]
      let how =
        hashes[first.file] != nil && hashes[first.file] == hashes[measurement.file]
        ? "byte for byte the same as" : "the same cell and coordinates as"
      findings.append(
        Finding(
          measurement: index, code: "duplicate-structure",
          message: "at \(measurement.temperature.kelvin) K the record is \(how) \(first.file)"
            + "\(first.file == measurement.file ? ", block \(first.block)" : "")"))
    }
  }

  /// How many times the median step of temperature a step must exceed to be called a gap.
  private static let gapFactor = 5.0
  /// The fewest different temperatures among which one step can stand out.
  private static let leastTemperatures = 6

  private mutating func findGaps() {
    let kelvins = Set(measurements.map(\.temperature.kelvin)).sorted()
    guard kelvins.count >= Self.leastTemperatures else { return }
    let steps = zip(kelvins.dropFirst(), kelvins).map { $0 - $1 }
    let median = steps.sorted()[steps.count / 2]
    for (index, step) in steps.enumerated() where step > Self.gapFactor * median {
      notes.append(
        Diagnostic(
          .note, code: "temperature-gap",
          message: "between \(kelvins[index]) and \(kelvins[index + 1]) K nothing was measured, "
            + "where steps of \((median * 100).rounded() / 100) K are usual: a transition there has "
            + "no closer bracket."))
    }
  }

  // MARK: - Neighbours

  /// The two measurements of nearest temperature with the same sites, nil where there are not two.
  private func neighbours(of index: Int) -> (Int, Int)? {
    let own = measurements[index]
    let others = measurements.indices.filter { other in
      other != index && measurements[other].run == own.run
        && measurements[other].crystal.listsSameSites(as: own.crystal)
    }.sorted { left, right in
      abs(measurements[left].temperature.kelvin - own.temperature.kelvin)
        < abs(measurements[right].temperature.kelvin - own.temperature.kelvin)
    }
    return others.count >= 2 ? (others[0], others[1]) : nil
  }

  /// A record in another setting, origin or hand than its neighbours.
  private func misplaced(_ index: Int) -> Finding? {
    guard let (first, second) = neighbours(of: index) else { return nil }
    let own = measurements[index].crystal
    let reference = measurements[first].crystal
    guard StructureMatch.agree(reference, measurements[second].crystal),
      !StructureMatch.agree(own, reference),
      !StructureMatch.agree(own, measurements[second].crystal),
      let match = StructureMatch(own, to: reference)
    else { return nil }
    let place = "at \(measurements[index].temperature.kelvin) K"
    let others = "\(measurements[first].file) and \(measurements[second].file)"
    let agreement =
      "mean distance \(round(match.distance, 3)) Å instead of "
      + "\(round(match.before, 2)) Å"
    func note(_ code: String, _ what: String) -> Finding {
      Finding(
        measurement: index, code: code,
        message: "\(place) the record \(what) relative to \(others): \(agreement) after the change",
        repaired: match.applied(to: own))
    }
    if match.isInversion { return note("other-enantiomorph", "is the mirror image") }
    guard match.isShift else {
      return note("other-setting", "has other axes (\(match.formula))")
    }
    let shift = match.shift.map { "\(round($0, 3))" }.joined(separator: ", ")
    return note("other-origin", "has its origin shifted by (\(shift))")
  }

  /// How far a cell parameter between two neighbours may lie outside them, as a multiple of their
  /// difference, before it is a spike and no step.
  private static let spikeFactor = 4.0
  /// The relative change of a length below which nothing is called a spike: what a wrong fourth
  /// digit makes.
  private static let smallestSpike = 2e-3

  /// A cell parameter that leaves the line between the neighbours on both sides.
  private func cellOutlier(_ index: Int) -> Finding? {
    let own = measurements[index]
    let comparable = measurements.indices.filter { other in
      other != index && measurements[other].run == own.run
        && measurements[other].crystal.listsSameSites(as: own.crystal)
    }
    let below = comparable.last {
      measurements[$0].temperature.kelvin < own.temperature.kelvin
    }
    let above = comparable.first {
      measurements[$0].temperature.kelvin > own.temperature.kelvin
    }
    guard let below, let above else { return nil }
    let names = ["a", "b", "c", "α", "β", "γ"]
    func parameters(_ position: Int) -> [MeasuredValue] {
      let cell = measurements[position].crystal.cell
      return cell.lengths + cell.anglesDegrees
    }
    let low = measurements[below].temperature.kelvin
    let high = measurements[above].temperature.kelvin
    let weight = (own.temperature.kelvin - low) / (high - low)
    for (name, values) in zip(
      names, zip(parameters(index), zip(parameters(below), parameters(above))))
    {
      let (value, (lower, upper)) = values
      let expected = lower.value + weight * (upper.value - lower.value)
      let excess = abs(value.value - expected)
      let errors = [value, lower, upper].reduce(0) { $0 + 3 * ($1.standardUncertainty ?? 0) }
      guard excess > Self.spikeFactor * abs(upper.value - lower.value) + errors,
        excess > Self.smallestSpike * abs(expected)
      else { continue }
      return Finding(
        measurement: index, code: "cell-outlier",
        message: "at \(own.temperature.kelvin) K \(name) is \(value.value), while "
          + "\(measurements[below].file) at \(low) K and \(measurements[above].file) at \(high) K "
          + "have \(lower.value) and \(upper.value): check the record for a wrong digit")
    }
    return nil
  }

  private func round(_ value: Double, _ places: Int) -> Double {
    let scale = MeasuredValue.powerOfTen(places)
    return (value * scale).rounded() / scale
  }
}

extension Sweep {
  /// The sweep with what is odd about its records said, and dealt with as told.
  ///
  /// - Parameter policy: whether odd records are kept, left out or repaired.
  /// - Returns: the sweep with a diagnostic for each odd record.
  public func tidied(_ policy: SweepHygiene.Policy) -> Sweep {
    let hygiene = SweepHygiene(self)
    var result = self
    result.diagnostics += hygiene.notes
    var left: Set<Int> = []
    for finding in hygiene.findings {
      let measurement = measurements[finding.measurement]
      let outcome: String
      if policy == .repair, let repaired = finding.repaired {
        result.measurements[finding.measurement].crystal = repaired
        outcome = "it was written as they are"
      } else if policy == .keep {
        outcome =
          "it was kept; --suspects exclude leaves it out"
          + (finding.repaired == nil ? "" : ", --suspects repair rewrites it")
      } else {
        left.insert(finding.measurement)
        outcome = "it was left out"
        result.rejected.append(
          Sweep.Rejection(
            file: measurement.file, block: measurement.block, reason: "\(finding.message)."))
      }
      result.diagnostics.append(
        Diagnostic(
          .warning, code: finding.code, message: "\(finding.message); \(outcome).",
          file: measurement.file))
    }
    result.measurements = result.measurements.enumerated().filter { !left.contains($0.offset) }
      .map(\.element)
    return result
  }
}

extension Crystal {
  /// Whether two records list the same labels and elements in the same order.
  func listsSameSites(as other: Crystal) -> Bool {
    sites.count == other.sites.count
      && zip(sites, other.sites).allSatisfy { $0.label == $1.label && $0.element == $1.element }
  }

  /// Whether cell, sites, positions and occupancies are the same numbers.
  func hasSameNumbers(as other: Crystal) -> Bool {
    listsSameSites(as: other)
      && cell.lengths.map(\.value) == other.cell.lengths.map(\.value)
      && cell.anglesDegrees.map(\.value) == other.cell.anglesDegrees.map(\.value)
      && zip(sites, other.sites).allSatisfy {
        $0.position.map(\.value) == $1.position.map(\.value)
          && $0.occupancy.value == $1.occupancy.value
      }
  }
}
