import PhaseFitNumerics
import PhaseFitReport
import PhaseFitStructures

extension AnalysisReport {
  /// Records the thermal expansion of each phase that has three cells or more, run by run: what two
  /// instruments disagree in is no expansion.
  mutating func recordExpansions() {
    let records = sweep.measurements
    expansions = CellPhase.all(self).flatMap { phase -> [Expansion] in
      let runs = Dictionary(grouping: phase.measurements) { records[$0].run }
      return runs.sorted { ($0.key ?? "") < ($1.key ?? "") }.compactMap { run, measurements in
        expansion(of: measurements, phase: phase.name, run: run)
      }
    }
  }

  /// The measurements of one phase.
  private struct CellPhase {
    var name: String
    var measurements: [Int]

    /// The phases of structures, or those of a table by the bracket of its transition.
    static func all(_ report: AnalysisReport) -> [CellPhase] {
      guard report.phases.isEmpty else {
        return report.phases.map { phase in
          CellPhase(
            name: "\(phase.group.symbol) (\(phase.group.number))",
            measurements: phase.measurements)
        }
      }
      let records = report.sweep.measurements
      guard records.allSatisfy({ $0.temperatureSource == MeasurementRecord.tableColumn }) else {
        return []
      }
      let rows = records.indices.filter { records[$0].used && records[$0].temperature != nil }
      guard let transition = report.transitions.first else {
        return [CellPhase(name: "all rows", measurements: rows)]
      }
      func temperature(_ row: Int) -> Double { records[row].temperature?.value ?? .nan }
      let lower = transition.coexistence?.lower ?? transition.bracket?.lower ?? -.infinity
      let upper = transition.coexistence?.upper ?? transition.bracket?.upper ?? .infinity
      return [
        CellPhase(
          name: "below the transition", measurements: rows.filter { temperature($0) <= lower }),
        CellPhase(
          name: "above the transition", measurements: rows.filter { temperature($0) >= upper }),
      ]
    }
  }

  /// The expansion of the cells in the setting that most of them have.
  private func expansion(of measurements: [Int], phase: String, run: String?) -> Expansion? {
    let known = measurements.compactMap { number -> (temperature: Double, cell: UnitCell)? in
      let record = sweep.measurements[number]
      guard let temperature = record.temperature?.value, let cell = record.cell else { return nil }
      return (
        temperature,
        UnitCell(
          lengths: cell.lengths.map { MeasuredValue($0.value) },
          anglesDegrees: cell.angles.map { MeasuredValue($0.value) })
      )
    }.sorted { $0.temperature < $1.temperature }
    let settings = known.map { reference in known.filter { $0.cell.isNear(reference.cell) } }
    guard let most = settings.map(\.count).max(),
      let alike = settings.first(where: { $0.count == most }), let first = alike.first,
      let last = alike.last,
      let expansion = ThermalExpansion(alike)
    else { return nil }
    func quantity(_ value: MeasuredValue, _ name: String) -> Quantity {
      Quantity(
        value.value, standardUncertainty: value.standardUncertainty, unit: "1/K",
        dictRef: "phasefit:\(name)", uncertaintyOrigin: .fromScatter)
    }
    return Expansion(
      phase: phase, run: run,
      temperatureRange: Interval(lower: first.temperature, upper: last.temperature),
      count: expansion.count,
      principal: expansion.principal.map { principal in
        Expansion.Principal(
          coefficient: quantity(principal.coefficient, "thermal_expansion"),
          direction: principal.direction, multiplicity: principal.multiplicity)
      },
      volume: quantity(expansion.volume, "volume_thermal_expansion"))
  }
}

extension UnitCell {
  /// Cells whose edges differ by a larger part are in different settings.
  private static let largestEdgeChange = 0.05
  /// The same for angles, degrees.
  private static let largestAngleChange = 5.0

  /// Whether another cell is the same one, strained.
  fileprivate func isNear(_ other: UnitCell) -> Bool {
    zip(lengths, other.lengths).allSatisfy {
      abs($0.value / $1.value - 1) <= Self.largestEdgeChange
    }
      && zip(anglesDegrees, other.anglesDegrees).allSatisfy {
        abs($0.value - $1.value) <= Self.largestAngleChange
      }
  }
}
