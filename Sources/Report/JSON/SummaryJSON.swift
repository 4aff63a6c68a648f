import PhaseFitNumerics
import PhaseFitStructures
import PhaseFitSymmetry

/// The summary that `--format json` prints: stable keys in a fixed order, null where unknown.
///
/// - Shapes: an interval is `[lower, upper]`, null at an open end; a wave vector is three fractions
///   as strings, `["1/2", "0", "0"]`; a group is `{"number", "symbol"}`.
/// - Units: temperatures in K, lengths in Å.
public enum SummaryJSON {
  /// The summary as JSON text in UTF-8, ending with a line break.
  public static func render(_ report: AnalysisReport) -> String {
    value(of: report).text() + "\n"
  }

  static func value(of report: AnalysisReport) -> JSONValue {
    JSONValue([
      "version": .string(report.provenance.version),
      "sweep": .string(report.sweep.name),
      "parent": group(report.parent?.group),
      "measurements": .array(
        report.sweep.measurements.enumerated().map { measurement($1, number: $0, in: report) }),
      "phases": .array(report.phases.map(phase)),
      "expansions": .array(report.expansions.map(expansion)),
      "sweepModel": sweepModel(report.sweepModel),
      "transitions": .array(report.transitions.map(transition)),
      "trajectories": .array(report.trajectories.map(trajectory)),
      "verdict": .string(orNull: report.verdict?.rawValue),
      "diagnostics": .array(report.diagnostics.map(diagnostic)),
      "rejected": .array(report.sweep.rejected.map(rejection)),
      "seed": .integer(report.provenance.seed),
    ])
  }

  private static func measurement(
    _ record: AnalysisReport.MeasurementRecord, number: Int, in report: AnalysisReport
  ) -> JSONValue {
    JSONValue([
      "file": .string(record.file),
      "block": .string(orNull: record.block),
      "temperature": .number(orNull: record.temperature?.value),
      "temperatureSu": .number(orNull: record.temperature?.standardUncertainty),
      "temperatureSource": .string(orNull: record.temperatureSource),
      "run": .string(orNull: record.run),
      "branch": .string(orNull: record.branch?.rawValue),
      "groupKeptByWeights": group(report.groupKeptByWeights(measurement: number)),
      "spaceGroupDeclared": group(record.spaceGroupDeclared),
      "spaceGroupFound": group(record.spaceGroupFound),
      "tolerance": .number(orNull: record.tolerance?.value),
      "used": .bool(record.used),
      "reason": .string(orNull: record.reason),
    ])
  }

  private static func phase(_ phase: AnalysisReport.Phase) -> JSONValue {
    JSONValue([
      "number": .number(Double(phase.group.number)),
      "symbol": .string(phase.group.symbol),
      "temperatureRange": interval(phase.temperatureRange),
      "run": .string(orNull: phase.run),
      "indexInParent": .integer(orNull: phase.indexInParent),
      "cellMultiplication": .integer(orNull: phase.cellMultiplication),
      "irreps": .array((phase.symmetry?.irreps ?? []).map(DecompositionJSON.phaseIrrep)),
      "primarySets": DecompositionJSON.sets(phase.symmetry?.primarySets ?? []),
      "domains": DecompositionJSON.domainCounts(phase.symmetry?.domains),
      "ferroic": DecompositionJSON.ferroic(phase.symmetry?.ferroic),
    ])
  }

  private static func transition(_ transition: AnalysisReport.Transition) -> JSONValue {
    JSONValue([
      "temperature": estimate(transition.temperature),
      "bracket": interval(transition.bracket),
      "tc": estimate(transition.tc),
      "tPlus": estimate(transition.tPlus),
      "order": .string(transition.order.rawValue),
      "evidence": evidence(transition.evidence),
      "above": group(transition.above),
      "below": group(transition.below),
      "run": .string(orNull: transition.run),
      "coexistence": interval(transition.coexistence),
      "primary": .array(transition.primary.map(orderParameter)),
      "secondary": .array(transition.secondary.map(orderParameter)),
      "exponent": exponent(transition.exponent),
      "relaxedWeights": .array(transition.relaxedWeights.map(relaxedWeights)),
      "groupKeptByWeights": group(transition.groupKeptByWeights),
      "changes": .array(
        transition.changes.map { change in
          JSONValue([
            "label": .string(change.label), "above": .string(orNull: change.above),
            "below": .string(orNull: change.below),
          ])
        }),
      "consequences": DecompositionJSON.consequences(transition.consequences),
      "refusal": .string(orNull: transition.refusal),
    ])
  }

  /// The evidence as one object; a name that occurs again gets a number, so that no key is double.
  private static func evidence(_ items: [AnalysisReport.Evidence]) -> JSONValue {
    var counts: [String: Int] = [:]
    return .object(
      items.map { item in
        let count = counts[item.name, default: 0] + 1
        counts[item.name] = count
        return (count == 1 ? item.name : "\(item.name)-\(count)", evidence(item.value))
      })
  }

  private static func evidence(_ value: AnalysisReport.Evidence.Value) -> JSONValue {
    switch value {
    case .number(let number): .number(number)
    case .estimate(let estimate): self.estimate(estimate)
    case .fact(let fact): .bool(fact)
    case .statement(let statement): .string(statement)
    }
  }

  private static func orderParameter(_ parameter: AnalysisReport.OrderParameter) -> JSONValue {
    JSONValue([
      "label": .string(orNull: parameter.label),
      "k": .array(parameter.waveVector.map { .string($0.description) }),
      "direction": .string(orNull: parameter.direction),
      "dimension": .integer(orNull: parameter.dimension),
      "kind": .string(parameter.kind.rawValue),
      "norm": .string(parameter.norm.rawValue),
      "unit": .string(parameter.unit),
      "toldFromZero": parameter.isToldFromZero.map(JSONValue.bool) ?? .null,
      "amplitude": .array(parameter.amplitude.map(point)),
    ])
  }

  private static func relaxedWeights(_ series: AnalysisReport.RelaxedWeightSeries) -> JSONValue {
    JSONValue([
      "label": .string(orNull: series.label),
      "calibration": .string(orNull: series.calibration),
      "correlation": .number(orNull: series.correlation),
      "temperature": estimate(series.temperature),
      "value": .array(series.values.map(point)),
    ])
  }

  private static func point(_ point: AnalysisReport.AmplitudePoint) -> JSONValue {
    JSONValue([
      "temperature": .number(point.temperature),
      "value": .number(point.value.value),
      "su": .number(orNull: point.value.standardUncertainty),
      "suOrigin": .string(orNull: point.value.uncertaintyOrigin?.rawValue),
    ])
  }

  private static func exponent(_ exponent: AnalysisReport.Exponent?) -> JSONValue {
    guard let exponent, exponent.estimate.quantity.value.isFinite else { return .null }
    let quantity = exponent.estimate.quantity
    return JSONValue([
      "value": .number(quantity.value),
      "su": .number(orNull: quantity.standardUncertainty),
      "interval95": interval(exponent.estimate.interval95),
      "window": interval(exponent.window),
    ])
  }

  private static func estimate(_ estimate: Estimate?) -> JSONValue {
    guard let estimate, estimate.quantity.value.isFinite else { return .null }
    return JSONValue([
      "value": .number(estimate.quantity.value),
      "su": .number(orNull: estimate.quantity.standardUncertainty),
      "interval95": interval(estimate.interval95),
      "suOrigin": .string(orNull: estimate.quantity.uncertaintyOrigin?.rawValue),
    ])
  }

  static func interval(_ interval: Interval?) -> JSONValue {
    guard let interval else { return .null }
    return .array([.number(orNull: interval.lower), .number(orNull: interval.upper)])
  }

  private static func group(_ group: SpaceGroupType?) -> JSONValue {
    guard let group else { return .null }
    return JSONValue([
      "number": .number(Double(group.number)), "symbol": .string(group.symbol),
    ])
  }

  private static func diagnostic(_ diagnostic: Diagnostic) -> JSONValue {
    JSONValue([
      "severity": .string(diagnostic.severity.rawValue),
      "code": .string(diagnostic.code),
      "message": .string(diagnostic.message),
      "file": .string(orNull: diagnostic.file),
      "line": .integer(orNull: diagnostic.line),
    ])
  }

  private static func rejection(_ rejection: Sweep.Rejection) -> JSONValue {
    JSONValue([
      "file": .string(rejection.file),
      "block": .string(orNull: rejection.block),
      "line": .integer(orNull: rejection.line),
      "reason": .string(rejection.reason),
    ])
  }
}
