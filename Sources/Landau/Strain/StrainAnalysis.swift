import Foundation
import PhaseFitNumerics
public import PhaseFitStructures

/// From a table of lattice parameters to its spontaneous strain by several baselines.
public struct StrainAnalysis: Sendable, Codable, Hashable {
  /// The strain by each baseline, the preferred one first; empty where no row is distorted or none
  /// is of the parent phase.
  public var strains: [SpontaneousStrain]
  /// The metric symmetry of each row.
  public var metrics: [MetricSymmetry]
  /// Whether each row is of the parent phase.
  public var isParent: [Bool]
  /// Why there is no strain; nil where there is one.
  public var refusal: String?
  /// Doubts.
  public var diagnostics: [Diagnostic]

  /// The number of parent temperatures that the volume strain takes.
  public static let volumeParentCount = 3

  /// Analyses a table.
  ///
  /// The parent is the lattice system of highest symmetry among the rows. Rows that state their phase
  /// speak for themselves; else those of the parent's system above the hottest other row of their
  /// branch are parents. Rows of its system below are distorted with a strain below resolution.
  ///
  /// - Parameters:
  ///   - table: the lattice parameters.
  ///   - parentFrom: the temperature in K from which on rows are parents, nil for the rule.
  /// - Throws: `NumericsError` where the arithmetic fails.
  public init(_ table: LatticeTable, parentFrom: Double? = nil) throws {
    metrics = table.rows.map { MetricSymmetry($0.cell) }
    diagnostics = []
    strains = []
    isParent = []
    refusal = nil
    doubtTolerance(table)
    let systems = Set(metrics.map(\.system))
    guard let highest = metrics.max(by: { $0.system.order < $1.system.order }) else {
      refusal = "the table has no rows"
      return
    }
    let isHighest = metrics.map { $0.system == highest.system && $0.axis == highest.axis }
    isParent = Self.parents(table.rows, isHighest: isHighest, parentFrom: parentFrom)
    let parents = table.rows.indices.filter { isParent[$0] }
    let children = table.rows.indices.filter { !isParent[$0] }
    guard !parents.isEmpty, !children.isEmpty else {
      refusal =
        systems.count == 1
        ? "all \(metrics.count) rows have one lattice system (\(highest.system.rawValue)) within the "
          + "tolerance: a transition that keeps it shows in structures, not in the metric"
        : "no row above the distorted ones has the metric of a parent"
      return
    }
    let hidden = children.filter { isHighest[$0] && table.rows[$0].isParent == nil }
    if !hidden.isEmpty, systems.count > 1, parentFrom == nil {
      diagnostics.append(
        Diagnostic(
          .note, code: "lattice-strain-unresolved",
          message: "\(hidden.count) row\(hidden.count == 1 ? "" : "s") below the hottest distorted "
            + "one have the metric of the parent within the tolerance: distorted with a strain that "
            + "is not resolved", file: table.name, line: table.rows[hidden[0]].line))
    }
    let parent = metrics[parents[0]]
    let distorted = children.map { metrics[$0] }.min { $0.system.order < $1.system.order }
    let count = Set(parents.map { table.rows[$0].temperature }).count
    for form in LatticeBaseline.forms(temperatureCount: count) {
      let baseline = try LatticeBaseline(
        form, temperatures: parents.map { table.rows[$0].temperature },
        cells: parents.map { parent.idealised(table.rows[$0].cell) },
        errors: Self.errors(parents.map { table.rows[$0].cell }, parent))
      strains.append(
        try SpontaneousStrain(
          table, metrics: metrics, isParent: isParent, parent: parent,
          distorted: distorted ?? parent, baseline: baseline))
    }
    if count < Self.volumeParentCount {
      diagnostics.append(
        Diagnostic(
          .note, code: "lattice-few-parents",
          message: "\(count) temperature\(count == 1 ? "" : "s") of the parent phase; expected at "
            + "least \(Self.volumeParentCount) for a volume strain, which rests on the baseline; only "
            + "the symmetry-breaking strain is analysed", file: table.name))
    }
  }

  /// Says where the lattice system depends on the tolerance.
  private mutating func doubtTolerance(_ table: LatticeTable) {
    var unsure: [Int] = []
    for (index, row) in table.rows.enumerated() {
      let others = [1.0 / 3, 3].map { MetricSymmetry(row.cell, factor: $0).system }
      if others.contains(where: { $0 != metrics[index].system }) { unsure.append(index) }
    }
    guard let first = unsure.first else { return }
    let metric = metrics[first]
    diagnostics.append(
      Diagnostic(
        .note, code: "lattice-system-depends-on-tolerance",
        message:
          "\(unsure.count) of \(metrics.count) rows have another lattice system at a third or "
          + "three times the tolerance, the first at \(table.rows[first].temperature) K "
          + "(\(metric.system.rawValue) within "
          + String(format: "%.2g Å and %.2g°)", metric.lengthTolerance, metric.angleTolerance),
        file: table.name, line: table.rows[first].line))
  }

  private static func parents(
    _ rows: [LatticeTable.Row], isHighest: [Bool], parentFrom: Double?
  ) -> [Bool] {
    var hottest: [StructureMeasurement.Branch?: Double] = [:]
    for (index, row) in rows.enumerated() where !(row.isParent ?? isHighest[index]) {
      hottest[row.branch] = max(hottest[row.branch] ?? 0, row.temperature)
    }
    // Without a change of metric no row is a parent unless someone says so.
    let isUniform = isHighest.allSatisfy { $0 }
    return rows.indices.map { index in
      let row = rows[index]
      if let isParent = row.isParent { return isParent }
      if let parentFrom { return row.temperature >= parentFrom }
      return !isUniform && isHighest[index] && row.temperature > hottest[row.branch] ?? 0
    }
  }

  /// The standard uncertainties of idealised parent cells, nil where some state none; an angle fixed by
  /// symmetry has none and weighs alike.
  private static func errors(_ cells: [UnitCell], _ parent: MetricSymmetry) -> [[Double]]? {
    let list = cells.map { ($0.lengths + $0.anglesDegrees).map { $0.standardUncertainty ?? 0 } }
    return list.allSatisfy { $0[0] > 0 } ? list : nil
  }
}

extension SpontaneousStrain {
  /// The strain of all rows by one baseline.
  init(
    _ table: LatticeTable, metrics: [MetricSymmetry], isParent: [Bool], parent: MetricSymmetry,
    distorted: MetricSymmetry, baseline: LatticeBaseline
  ) throws {
    name = table.name
    self.metrics = metrics
    self.parent = parent
    self.distorted = distorted
    self.baseline = baseline
    let order = table.rows.indices.sorted {
      (table.rows[$0].temperature, $0) < (table.rows[$1].temperature, $1)
    }
    let hottest = order.last.map { table.rows[$0].temperature } ?? 0
    let rotations = parent.rotations(of: baseline.basis(at: hottest))
    func tensor(_ cell: UnitCell, against parent: Matrix3) -> Matrix3 {
      (cell.basis * parent.inverse).polarDecomposition.stretch - .identity
    }
    func tensor(_ cell: UnitCell, _ temperature: Double) -> Matrix3 {
      tensor(cell, against: baseline.basis(at: temperature))
    }
    func split(_ e: Matrix3) -> (kept: Matrix3, breaking: Matrix3) {
      let kept =
        (1 / Double(rotations.count))
        * rotations.reduce(Matrix3.zero) {
          $0 + $1 * e * $1.transpose
        }
      return (kept, e - kept)
    }
    let tensors = order.map { tensor(table.rows[$0].cell, table.rows[$0].temperature) }
    let parts = tensors.map(split)
    let largest = order.indices.filter { !isParent[order[$0]] }
      .max { parts[$0].breaking.frobeniusNorm < parts[$1].breaking.frobeniusNorm }
    let reference = largest.map { parts[$0].breaking } ?? .zero
    let norm = reference.frobeniusNorm
    let unit = norm > 0 ? (1 / norm) * reference : .zero
    direction = unit.rowMajor
    func scalar(_ part: Matrix3) -> Double {
      zip(part.rowMajor, unit.rowMajor).reduce(0) { $0 + $1.0 * $1.1 }
    }
    points = zip(order, zip(tensors, parts)).map { index, item in
      let row = table.rows[index]
      let uncertainties = Self.uncertainty(of: row.cell) { cell in
        let (kept, breaking) = split(tensor(cell, row.temperature))
        return [scalar(breaking), kept.trace]
      }
      return Point(
        row: index, temperature: row.temperature, isParent: isParent[index],
        tensor: item.0.rowMajor, breaking: scalar(item.1.breaking),
        breakingUncertainty: uncertainties?[0], volume: item.1.kept.trace,
        volumeUncertainty: uncertainties?[1])
    }
    volumeOwnUncertainties = points.map(\.volumeUncertainty)
    // The error of the baseline, common to all temperatures, is most of that of the volume.
    volumeBaselineErrors = baseline.moved().map { moved in
      zip(order, parts).map { index, part in
        let row = table.rows[index]
        return split(tensor(row.cell, against: moved.basis(at: row.temperature))).kept.trace
          - part.kept.trace
      }
    }
    for index in points.indices {
      let common = volumeBaselineErrors.reduce(0) { $0 + $1[index] * $1[index] }
      points[index].volumeUncertainty = points[index].volumeUncertainty.map {
        ($0 * $0 + common).squareRoot()
      }
    }
    cubicInvariantAllowed = Self.hasCubicInvariant(unit, rotations)
  }

  /// The propagated standard uncertainties of some functions of a cell; nil where no length states one.
  private static func uncertainty(of cell: UnitCell, _ functions: (UnitCell) -> [Double])
    -> [Double]?
  {
    guard cell.lengths.contains(where: { ($0.standardUncertainty ?? 0) > 0 }) else { return nil }
    let start = functions(cell)
    var variances = start.map { _ in 0.0 }
    // Equal lengths of one system are one parameter: their errors go together.
    for (value, group) in groups(of: cell) {
      var moved = cell
      for parameter in group {
        if parameter < 3 {
          moved.lengths[parameter].value += value
        } else {
          moved.anglesDegrees[parameter - 3].value += value
        }
      }
      for (index, end) in functions(moved).enumerated() {
        variances[index] += (end - start[index]) * (end - start[index])
      }
    }
    return variances.map { $0.squareRoot() }
  }

  /// The independent parameters of a cell with their standard uncertainties: those of equal value and
  /// uncertainty are one parameter.
  private static func groups(of cell: UnitCell) -> [(Double, [Int])] {
    var result: [(value: MeasuredValue, isLength: Bool, members: [Int])] = []
    for (index, value) in (cell.lengths + cell.anglesDegrees).enumerated() {
      guard let uncertainty = value.standardUncertainty, uncertainty > 0 else { continue }
      let place = result.firstIndex {
        $0.isLength == (index < 3) && $0.value.value == value.value
          && $0.value.standardUncertainty == uncertainty
      }
      if let place {
        result[place].members.append(index)
      } else {
        result.append((value, index < 3, [index]))
      }
    }
    return result.map { ($0.value.standardUncertainty ?? 0, $0.members) }
  }

  /// Whether ⟨A, R e Rᵀ⟩³ averaged over the rotations is not zero for some tensor A.
  private static func hasCubicInvariant(_ e: Matrix3, _ rotations: [Matrix3]) -> Bool {
    guard e.frobeniusNorm > 0 else { return false }
    var generator = SplitMix64(seed: 1)
    // A random tensor misses an invariant with probability zero; three make rounding harmless.
    return (0..<3).contains { _ in
      let a = (0..<9).map { _ in generator.normal() }
      let mean =
        rotations.reduce(0.0) { sum, rotation in
          let image = (rotation * e * rotation.transpose).rowMajor
          return sum + pow(zip(a, image).reduce(0) { $0 + $1.0 * $1.1 }, 3)
        } / Double(rotations.count)
      return abs(mean) > 1e-6
    }
  }
}
