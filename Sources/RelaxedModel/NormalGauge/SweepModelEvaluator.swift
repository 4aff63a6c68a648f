// A fitted model at temperatures and order parameters that were not measured.

import PhaseFitNumerics
public import PhaseFitSymmetry

/// A fitted model, ready to be evaluated.
public struct SweepModelEvaluator: Sendable {
  let model: SweepModel
  let problem: GaugeProblem
  let point: GaugeProblem.Point
  private let prepared: GaugeProblem.Prepared
  let modes: SymmetryModes
  private let rows: SweepRows

  /// Prepares a model; nil where nothing was fitted.
  ///
  /// - Parameters:
  ///   - model: the model.
  ///   - observations: the structures that it was fitted to, in the same order.
  ///   - modes: the modes it was fitted with.
  /// - Throws: `RelaxedModelError` where the observations do not fit the cell.
  public init?(
    _ model: SweepModel, observations: [SweepObservation], modes: SymmetryModes
  ) throws(RelaxedModelError) {
    guard !model.weights.isEmpty else { return nil }
    var rows = try SweepRows(
      observations, modes: modes, occupancyLength: model.specification.occupancyLength)
    // The factor of the fit instead of the one from the scatter alone.
    rows.inflate(by: model.inflation / rows.inflation)
    var builder = SweepModelBuilder(rows, model.specification)
    problem = builder.problem(
      model.members, observations: Array(observations.indices), seed: model.seed)
    guard problem.sharedCount == model.weights.count,
      model.points.count == observations.count
    else {
      throw RelaxedModelError(
        code: .shapeMismatch,
        description: "a model of \(model.weights.count) weights and \(model.points.count) "
          + "structures, the sweep has \(problem.sharedCount) and \(observations.count); it was "
          + "fitted to another sweep or by another version")
    }
    var point = problem.start
    point.shared = model.weights
    // Bases of one dimension may have been turned.
    for (index, range) in problem.amplitudeRanges.enumerated() {
      let values = Self.coordinates(
        model, phase: model.points[index].phase, model.points[index].amplitudes,
        problem.phases[model.points[index].phase])
      for (place, value) in zip(range, values) { point.amplitudes[place] = value }
    }
    self.point = point
    self.model = model
    self.modes = modes
    self.rows = rows
    prepared = problem.prepare(point)
  }

  /// Amplitudes in the bases of the model as coordinates of the problem.
  private static func coordinates(
    _ model: SweepModel, phase: Int, _ amplitudes: [[Double]], _ target: GaugePhase
  ) -> [Double] {
    model.members.indices.flatMap { member -> [Double] in
      let basis = target.rows.spaces[model.members[member].irrep]
      guard !basis.isEmpty else { return [] }
      let vector = zip(amplitudes[member], model.phases[phase].bases[member]).reduce(
        into: [Double](repeating: 0, count: basis[0].count)
      ) { add($1.0, $1.1, to: &$0) }
      return basis.map { inner($0, vector) }
    }
  }

  /// The distortion at a temperature with given order parameters.
  ///
  /// - Parameters:
  ///   - temperature: K; only the parent's own change with temperature depends on it.
  ///   - phase: a position in `SweepModel.phases`.
  ///   - amplitudes: for each member its coordinates in the basis of the phase, Å over the cell.
  /// - Returns: the distortion; it has the symmetry of the phase exactly.
  public func distortion(at temperature: Double, phase: Int, amplitudes: [[Double]])
    -> DistortionField
  {
    let coordinates = Self.coordinates(model, phase: phase, amplitudes, problem.phases[phase])
    let values = problem.model(
      phase: phase, temperature: temperature, amplitudes: coordinates, point, prepared
    ).rows
    return problem.phases[phase].rows.field(values, modes: modes)
  }

  /// Independent errors of a predicted distortion: one for each coordinate of the order parameters,
  /// one for each row that the network adds.
  ///
  /// The errors of the rows are those of the fit, interpolated between the neighbouring structures
  /// of the phase; what the order parameters contribute there is taken out first.
  ///
  /// - Parameters:
  ///   - temperature: K.
  ///   - phase: a position in `SweepModel.phases`.
  ///   - amplitudes: as for `distortion`.
  ///   - uncertainties: the standard uncertainties of the amplitudes, in the same shape.
  /// - Returns: changes of the distortion by one standard uncertainty each.
  public func errors(
    at temperature: Double, phase: Int, amplitudes: [[Double]], uncertainties: [[Double]]
  ) -> [DistortionField] {
    var result: [DistortionField] = []
    let center = distortion(at: temperature, phase: phase, amplitudes: amplitudes)
    for member in amplitudes.indices {
      for coordinate in amplitudes[member].indices where uncertainties[member][coordinate] > 0 {
        var moved = amplitudes
        moved[member][coordinate] += uncertainties[member][coordinate]
        result.append(
          distortion(at: temperature, phase: phase, amplitudes: moved) - center)
      }
    }
    let known = model.points.filter { $0.phase == phase && !$0.rowUncertainties.isEmpty }
      .sorted { $0.temperature < $1.temperature }
    let below = known.last { $0.temperature <= temperature } ?? known.first
    let above = known.first { $0.temperature >= temperature } ?? known.last
    guard let below, let above else { return result }
    let span = above.temperature - below.temperature
    let weight = span > 0 ? (temperature - below.temperature) / span : 0
    let phaseRows = problem.phases[phase].rows
    for row in phaseRows.rows.indices {
      let isGauge = problem.phases[phase].columns.contains { abs($0[row]) > 0.999 }
      guard !isGauge else { continue }
      let value =
        (1 - weight) * below.rowUncertainties[row] + weight * above.rowUncertainties[row]
      if value > 0 { result.append(phaseRows.field(row: row, modes: modes).scaled(by: value)) }
    }
    return result
  }

  init(_ other: SweepModelEvaluator, _ point: GaugeProblem.Point) {
    model = other.model
    problem = other.problem
    modes = other.modes
    rows = other.rows
    self.point = point
    prepared = other.problem.prepare(point)
  }
}
