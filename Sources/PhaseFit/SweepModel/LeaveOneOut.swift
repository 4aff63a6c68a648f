// How well a structure is predicted that was left out.
//
//     model           weights refitted without it, q from Landau fits without it
//     interpolation   the neighbours in temperature, linear
//     classical       q as above, every other row a polynomial through the other structures of the
//                     phase: A_i A_j (and A⁴ of a single one), A_i and A_i³ in the irreps of the
//                     order parameters, 1 and A_i² (and A⁴) in the totally symmetric one
//     data            the error of the structure itself: what an exact prediction would have

import PhaseFitLandau
import PhaseFitNumerics
import PhaseFitRelaxedModel
import PhaseFitReport
import PhaseFitSymmetry

struct LeaveOneOut {
  private(set) var errors: [AnalysisReport.SweepModelRecord.HeldOut] = []

  private typealias Errors = AnalysisReport.SweepModelRecord.HeldOut.Errors

  /// A law needs this many points besides the one left out.
  private static let leastPoints = 6

  private let outcome: SweepModelStage.Outcome
  private let model: SweepModel
  private let laws: [SweepModelFile.Law]
  /// The structures by rising temperature.
  private let order: [Int]

  /// The errors at the inner temperatures of every phase with a law.
  init(_ file: SweepModelFile, outcome: SweepModelStage.Outcome) {
    self.outcome = outcome
    model = outcome.model
    laws = file.laws
    let points = outcome.model.points
    order = points.indices.sorted { points[$0].temperature < points[$1].temperature }
    guard
      let evaluator = try? SweepModelEvaluator(
        outcome.model, observations: outcome.observations, modes: outcome.modes)
    else { return }
    let inner = order.indices.dropFirst().dropLast().compactMap { place in
      orderParameters(without: order[place]).map { (place: place, values: $0) }
    }
    let values = Dictionary(uniqueKeysWithValues: inner.map { (order[$0.place], $0.values) })
    let structures = evaluator.without(inner.map { order[$0.place] }) { index, model in
      model.distortion(
        at: points[index].temperature, phase: points[index].phase,
        amplitudes: values[index] ?? [])
    }
    for ((place, values), predicted) in zip(inner, structures) {
      let index = order[place]
      let point = points[index]
      let truth = outcome.observations[index]
      errors.append(
        AnalysisReport.SweepModelRecord.HeldOut(
          measurement: point.measurement, temperature: point.temperature,
          model: Self.error(predicted, truth.distortion),
          interpolation: Self.error(
            interpolated(order[place - 1], order[place + 1], point.temperature),
            truth.distortion),
          classical: Self.error(classical(without: index, values), truth.distortion),
          data: data(truth)))
    }
  }

  /// The order parameters at a temperature from fits that do not know its structure: from the laws,
  /// between the neighbours where there is none; nil where neither is possible.
  private func orderParameters(without index: Int) -> [[Double]]? {
    let point = model.points[index]
    let known = laws.filter { $0.phase == point.phase }
    guard !known.isEmpty else { return nil }
    var result: [[Double]] = []
    for member in model.members.indices {
      guard !model.phases[point.phase].bases[member].isEmpty else {
        result.append([])
        continue
      }
      if let value = byLaw(known.first { $0.member == member }, without: point) {
        result.append([value])
      } else if let found = model.interpolated(
        member, phase: point.phase, at: point.temperature, without: index)
      {
        result.append(found.value)
      } else {
        return nil
      }
    }
    return result
  }

  /// The order parameter by a law that is fitted without a structure; nil where the others are few.
  private func byLaw(_ law: SweepModelFile.Law?, without point: SweepModel.Point) -> Double? {
    guard let law else { return nil }
    var series = law.series
    series.points.removeAll { $0.measurement == point.measurement }
    guard series.points.count(where: { $0.isDistorted }) >= Self.leastPoints,
      let fit = try? LandauFit(law.fit.model, to: series, withIntervals: false)
    else { return nil }
    return fit.curve.equilibriumAmplitude(at: point.temperature) * law.coordinate
  }

  private static func error(_ left: DistortionField, _ right: DistortionField) -> Errors {
    let sum = zip(left.displacements, right.displacements).reduce(0.0) {
      let difference = $1.0 - $1.1
      return $0 + dot(difference, difference)
    }
    return Errors(
      displacement: (sum / Double(max(left.displacements.count, 1))).squareRoot(),
      strain: (left.strain - right.strain).frobeniusNorm)
  }

  /// The errors of a structure, scaled as the model scales them.
  private func data(_ observation: SweepObservation) -> Errors? {
    guard !observation.errors.isEmpty else { return nil }
    var (displacement, strain) = (0.0, 0.0)
    for error in observation.errors {
      displacement += error.displacements.reduce(0) { $0 + dot($1, $1) }
      strain += error.strain.frobeniusNorm * error.strain.frobeniusNorm
    }
    let count = Double(max(observation.distortion.displacements.count, 1))
    return Errors(
      displacement: model.inflation * (displacement / count).squareRoot(),
      strain: model.inflation * strain.squareRoot())
  }

  private func interpolated(_ below: Int, _ above: Int, _ temperature: Double)
    -> DistortionField
  {
    let (low, high) = (outcome.observations[below], outcome.observations[above])
    let span = high.temperature - low.temperature
    let weight = span > 0 ? (temperature - low.temperature) / span : 0
    return low.distortion.scaled(by: 1 - weight) + high.distortion.scaled(by: weight)
  }

  /// Mode amplitudes: the primaries by their laws, every other component by a polynomial of them.
  private func classical(without index: Int, _ values: [[Double]]) -> DistortionField {
    let phase = model.points[index].phase
    let irreps = model.members.indices.filter { !values[$0].isEmpty }
      .map { model.members[$0].irrep }
    let others = order.filter { $0 != index && model.points[$0].phase == phase }
    let amplitudes = others.map { model.points[$0].classical.flatMap { $0 } }
    let components = others.map {
      outcome.modes.components(of: outcome.observations[$0].distortion)
    }
    func terms(_ q: [Double], isPrimary: Bool, isInvariant: Bool) -> [Double] {
      let squares = q.map { $0 * $0 }
      if isInvariant { return [1] + squares + (q.count == 1 ? squares.map { $0 * $0 } : []) }
      if isPrimary { return q + q.indices.map { q[$0] * squares[$0] } }
      let products = q.indices.flatMap { first in
        q.indices.dropFirst(first).map { q[first] * q[$0] }
      }
      // With several order parameters the structures of a phase do not suffice for higher terms.
      return q.count == 1 ? products + products.map { $0 * $0 } : products
    }
    var result: [Int: [Double]] = [:]
    for (copy, record) in outcome.modes.copies.enumerated() {
      let isInvariant = outcome.modes.irreps[record.irrep].isTotallySymmetric
      let isPrimary = irreps.contains(record.irrep)
      let design = Matrix(
        amplitudes.map { terms($0, isPrimary: isPrimary, isInvariant: isInvariant) })
      let target = terms(
        values.flatMap { $0 }, isPrimary: isPrimary, isInvariant: isInvariant)
      let size = outcome.modes.irreps[record.irrep].dimension
      let inverse = try? design.pseudoInverse(tolerance: 1e-10)
      result[copy] = (0..<size).map { component in
        let values = components.map { $0[copy][component] }
        guard values.contains(where: { abs($0) > 1e-12 }), let inverse else { return 0 }
        return zip(target, inverse * values).reduce(0) { $0 + $1.0 * $1.1 }
      }
    }
    return outcome.modes.field(result)
  }
}
