import PhaseFitNumerics
import PhaseFitStructures
import PhaseFitSymmetry

/// The stage that resolves the declared symmetry of every structure and finds the real one.
enum SymmetryStage {
  /// What became of one structure.
  enum Outcome: Sendable {
    /// Its unit cell and the space group found.
    case analysed(ExpandedCrystal, FoundSymmetry)
    /// Why it was left out.
    case refused(String)
  }

  /// Analyses every structure of a sweep.
  ///
  /// - Returns: one outcome for each measurement, and the doubts met.
  static func run(_ sweep: Sweep) -> (outcomes: [Outcome], diagnostics: [Diagnostic]) {
    var outcomes: [Outcome] = []
    var diagnostics: [Diagnostic] = []
    let (crystals, scatter) = expand(sweep)
    for (index, measurement) in sweep.measurements.enumerated() {
      do throws(SymmetryError) {
        let crystal = try crystals[index].get()
        try checkSize(crystal)
        let found = try FoundSymmetry(of: crystal)
        outcomes.append(.analysed(crystal, found))
        diagnostics += crystal.diagnostics
        diagnostics += doubts(
          crystal, found: found, place: " at \(measurement.temperature.kelvin.significant(7)) K",
          file: measurement.file)
      } catch {
        outcomes.append(.refused(error.message))
        diagnostics.append(
          Diagnostic(
            .error, code: error.code.rawValue,
            message: "\(error.message) The structure was left out.", file: measurement.file,
            line: error.line))
      }
    }
    return (outcomes, diagnostics + scatter.diagnostics(sweep.measurements))
  }

  /// The most pairs of an atom and its image under a translation that are listed: 5700 atoms of one
  /// kind, 12 900 of a perovskite.
  private static let mostPairs = 1 << 25

  /// Refuses a cell whose translations would fill the memory.
  private static func checkSize(_ crystal: ExpandedCrystal) throws(SymmetryError) {
    let counts = Dictionary(
      crystal.atoms.map { ($0.contents.map(\.element), 1) }, uniquingKeysWith: +)
    let pairs = crystal.atoms.count * (counts.values.min() ?? 0)
    guard pairs > mostPairs else { return }
    throw SymmetryError(
      .notIdentified,
      "\(crystal.name): \(crystal.atoms.count) atoms with \(pairs) pairs of an atom and its image "
        + "under a translation, expected at most \(mostPairs); give a smaller cell.")
  }

  /// The unit cells of all structures, their errors taken from scatter where the source says too
  /// little of them.
  private static func expand(_ sweep: Sweep) -> (
    crystals: [Result<ExpandedCrystal, SymmetryError>], scatter: ScatterStage
  ) {
    var scatter = ScatterStage()
    var crystals = sweep.measurements.enumerated().map {
      index, measurement -> Result<ExpandedCrystal, SymmetryError> in
      do throws(SymmetryError) {
        var crystal = try ExpandedCrystal(measurement.crystal, file: measurement.file)
        if let blocks = measurement.trajectory?.blocks {
          crystal.blocks = blocks
          crystal.precision.position = max(
            crystal.precision.position, leastPrecise(measurement.crystal))
        }
        scatter.take(&crystal, of: measurement, index: index)
        return .success(crystal)
      } catch {
        return .failure(error)
      }
    }
    scatter.takeCells(&crystals, of: sweep.measurements)
    return (crystals, scatter)
  }

  /// The error of a coordinate, Å, of the element whose atoms are the least precise: in a simulation
  /// one element may hop between sites while the others are at rest.
  private static func leastPrecise(_ crystal: Crystal) -> Double {
    let edge = crystal.cell.lengths.reduce(0) { $0 + $1.value } / 3
    let errors = Dictionary(grouping: crystal.sites, by: \.element).values.map { sites -> Double in
      let stated = sites.flatMap(\.position).map { $0.standardUncertainty ?? 0 }
      return (stated.reduce(0) { $0 + $1 * $1 } / Double(max(stated.count, 1))).squareRoot()
    }
    return (errors.max() ?? 0) * edge
  }

  /// Where the source and the structure disagree, or where the tolerance decides.
  ///
  /// `place` names the measurement inside the file, such as ` at 300 K`; empty for a lone structure.
  static func doubts(
    _ crystal: ExpandedCrystal, found: FoundSymmetry, place: String, file: String
  ) -> [Diagnostic] {
    var result: [Diagnostic] = []
    let tolerance = found.tolerance.significant(2)
    if let declared = crystal.declared, declared.number != found.group.number {
      // Simulations are written without symmetry: that is no disagreement.
      let isUndeclared = declared.number == 1
      result.append(
        Diagnostic(
          isUndeclared ? .note : .warning,
          code: isUndeclared ? "symmetry-undeclared" : "group-differs",
          message:
            "declared \(declared)\(place), the atoms and the cell have \(found.group) within "
            + "\(tolerance) Å; the group found is used", file: file))
    }
    let others = found.alternatives.filter { $0.group != found.group }
    if !others.isEmpty {
      let list = others.map { other in
        "\(other.group?.description ?? "none") at \(other.tolerance.significant(2)) Å"
      }
      result.append(
        Diagnostic(
          .warning, code: "group-depends-on-tolerance",
          message: "\(found.group)\(place) with the tolerance used, \(tolerance) Å, but "
            + list.joined(separator: " and "), file: file))
    }
    return result
  }
}
