import PhaseFitReport
import PhaseFitStructures
import PhaseFitSymmetry

/// The stage that takes the phases of trajectories from their significant order parameters.
///
/// Groups are found in the averages atom by atom. Once the averages are distortions of one parent,
/// every collective mode has a standard uncertainty from blocks of time, and the group is that of the
/// significant modes: no phase is claimed whose order parameter is within its noise, and none is
/// missed because single atoms are less certain than the mode. As that can change the parent, the
/// search is repeated until nothing changes.
enum SignificanceStage {
  /// How often groups may change.
  private static let mostRounds = 4

  /// One group that was changed.
  struct Change {
    /// The index of the measurement.
    var measurement: Int
    /// What was found atom by atom.
    var before: FoundSymmetry
    /// The parts of the distortion that break symmetry.
    var parts: [SweepEmbedding.Part]
    /// Whether the new group has more operations.
    var isHigher: Bool
  }

  /// Changes the groups of trajectories to those of their significant order parameters.
  ///
  /// - Parameters:
  ///   - structures: all structures; those without blocks of time are left as they are.
  ///   - findParent: places structures in a parent.
  /// - Returns: the structures, and the groups that were changed.
  /// - Throws: `PhaseFitError` where the given parent cannot be read.
  static func run(
    _ structures: [AnalysedStructure], findParent: ([AnalysedStructure]) throws -> ParentSearch
  ) throws -> (structures: [AnalysedStructure], changes: [Change]) {
    var structures = structures
    var changes: [Int: Change] = [:]
    guard structures.contains(where: { $0.crystal.blocks != nil }) else { return (structures, []) }
    for _ in 0..<mostRounds {
      let search = try findParent(structures)
      let inputs = search.embedded.map(\.withoutGroup)
      // A supercell out of reach is refused by the analysis itself.
      guard let parent = search.parent, !inputs.isEmpty,
        (try? Pipeline.checkExtent(of: inputs.map(\.embedding), parent: parent)) != nil
      else { break }
      let embedded = SweepEmbedding(
        inputs, parent: parent,
        referenceTemperature: search.referenceTemperature ?? inputs[0].temperature)
      guard let irreps = try? embedded.cell.physicalIrreps(of: parent),
        let modes = try? SymmetryModes(cell: embedded.cell, irreps: irreps),
        let others = try? embedded.otherGroups(modes: modes, inputs: search.embedded),
        !others.isEmpty
      else { break }
      for other in others {
        let measurement = embedded.members[other.member].measurement
        guard let place = structures.firstIndex(where: { $0.measurement == measurement }) else {
          continue
        }
        changes[measurement] = Change(
          measurement: measurement,
          before: changes[measurement]?.before ?? structures[place].symmetry, parts: other.parts,
          isHigher: other.isHigher)
        structures[place].symmetry = other.symmetry
      }
    }
    return (structures, changes.values.sorted { $0.measurement < $1.measurement })
  }
}

extension AnalysisReport {
  /// Records groups of trajectories that were changed, with the modes that decided.
  mutating func record(
    _ changes: [SignificanceStage.Change], structures: [AnalysedStructure],
    measurements: [StructureMeasurement]
  ) {
    for change in changes {
      guard let structure = structures.first(where: { $0.measurement == change.measurement }),
        structure.symmetry.group != change.before.group
      else { continue }
      let measurement = measurements[change.measurement]
      sweep.measurements[change.measurement] = MeasurementRecord(
        measurement, expanded: structure.crystal, found: structure.symmetry)
      let factor = change.parts.first?.factor ?? 3
      let place =
        "at \(structure.temperature.significant(7)) K the average over time looks like "
        + "\(change.before.group) within \(change.before.tolerance.significant(2)) Å, but "
      if change.isHigher {
        let admitted = change.parts.filter(\.isAdmitted)
        let noise = admitted.filter { !$0.isSignificant }
        let strains = admitted.filter { $0.isSignificant && $0.kind == .strain }
        var reasons: [String] = []
        if !noise.isEmpty {
          reasons.append(
            Self.list(noise) + (noise.count == 1 ? " is" : " are")
              + " within \(factor.significant(2)) standard uncertainties of zero, as blocks of time "
              + "give them")
        }
        if !strains.isEmpty {
          reasons.append(
            Self.list(strains) + (strains.count == 1 ? " is a strain" : " are strains")
              + " of the box alone, which follows its barostat more slowly than blocks of time tell"
          )
        }
        diagnostics.append(
          Diagnostic(
            .warning, code: "order-parameter-not-significant",
            message: place + reasons.joined(separator: ", and ")
              + ": \(structure.symmetry.group) is used", file: measurement.file))
      } else {
        let significant = change.parts.filter { $0.isSignificant && $0.kind == .displacement }
        let new = significant.filter { !$0.isAdmitted }
        diagnostics.append(
          Diagnostic(
            .note, code: "order-parameter-below-tolerance",
            message: place + Self.list(new.isEmpty ? significant : new)
              + ", as blocks of time give the uncertainty, lower the symmetry: "
              + "\(structure.symmetry.group) is used", file: measurement.file))
      }
    }
  }

  /// How many parts a message lists.
  private static let mostParts = 3

  /// Parts of a distortion in words, the most significant first.
  private static func list(_ parts: [SweepEmbedding.Part]) -> String {
    let sorted = parts.sorted {
      $0.amplitude * $1.standardUncertainty > $1.amplitude * $0.standardUncertainty
    }
    let texts = sorted.prefix(mostParts).map { part in
      "\(part.label) \(part.kind.rawValue) \(part.amplitude.significant(2)) ± "
        + "\(part.standardUncertainty.significant(2))"
        + (part.kind == .displacement ? " Å" : "")
    }
    let rest = parts.count - texts.count
    return (texts + (rest > 0 ? ["\(rest) more"] : [])).joined(separator: " and ")
  }
}
