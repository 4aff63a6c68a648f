import Foundation
import PhaseFitLandau
import PhaseFitNumerics
import PhaseFitRelaxedModel
import PhaseFitSymmetry

/// Errors at temperatures left out, against the truth and against the noisy structure, of the model,
/// of linear interpolation and of mode amplitudes with their law and polynomial secondaries, beside
/// the least error of a predictor that knows the truth but for the parameters of its laws.
struct PredictionTable {
  static let temperatures = (0..<12).map { 10 + 140 * Double($0) / 11 }
  static let noise = 1e-3
  /// K below the transition that count as near.
  static let near = 20.0

  private static let methods = ["model", "classical", "interpolation"]

  /// Squares of errors by method: displacement and strain against the truth, displacement against
  /// the data.
  struct Sums {
    var squares = [[Double]](repeating: [0, 0, 0], count: 3)
    /// Of the bound: displacement, strain, and the displacement of interpolation at the same points.
    var bound = [0.0, 0, 0]
    var count = 0

    func rms(_ method: Int, _ kind: Int) -> Double {
      (squares[method][kind] / Double(max(count, 1))).squareRoot()
    }
  }

  static func run(seeds: UInt64, filter: String) throws {
    let tilt = try Case.all("antiphase tilt")[0]
    var steep = tilt
    steep.name = "antiphase tilt, β = ¼"
    steep.laws = [(105, 0.25)]
    let cases = try [
      "antiphase tilt", "rhombohedral tilt", "Pnma", "polar [001]", "two", "quartz ×1 GM3",
      "litharge ×2 M1", "scheelite ×1 GM2+ pseudoproper",
    ].flatMap { name in try Case.all(name).filter { $0.name.hasPrefix(name) } }
    print(
      "rms errors at s.u. \(noise) Å: displacement of an atom / 1e-3 Å (against noisy data), strain "
        + "/ 1e-4")
    var (closeSum, farSum) = (Sums(), Sums())
    for item in [steep] + cases where filter.isEmpty || item.name.contains(filter) {
      var (close, far) = (Sums(), Sums())
      for seed in 0..<seeds { try add(item, seed, &close, &far) }
      show(item.name, close, far)
      merge(close, into: &closeSum)
      merge(far, into: &farSum)
    }
    show("all", closeSum, farSum)
  }

  private static func merge(_ sums: Sums, into total: inout Sums) {
    total.count += sums.count
    for method in 0..<3 {
      for kind in 0..<3 { total.squares[method][kind] += sums.squares[method][kind] }
    }
    for kind in 0..<3 { total.bound[kind] += sums.bound[kind] }
  }

  private static func show(_ name: String, _ close: Sums, _ far: Sums) {
    for (place, sums) in [("near", close), ("far", far)] {
      let values = methods.indices.map { method in
        String(
          format: "%@ %.2f (%.2f), %.2f", methods[method], 1e3 * sums.rms(method, 0),
          1e3 * sums.rms(method, 2), 1e4 * sums.rms(method, 1))
      }.joined(separator: "; ")
      let ratios = String(
        format: "interpolation/model %.1f, at most %.1f, model/classical %.2f, strain %.2f",
        sums.rms(2, 0) / sums.rms(0, 0), (sums.bound[2] / sums.bound[0]).squareRoot(),
        sums.rms(0, 0) / sums.rms(1, 0), sums.rms(0, 1) / sums.rms(1, 1))
      print(
        name.padding(toLength: 34, withPad: " ", startingAt: 0)
          + place.padding(toLength: 6, withPad: " ", startingAt: 0) + values + "; " + ratios)
    }
    fflush(nil)
  }

  private static func add(
    _ item: Case, _ seed: UInt64, _ close: inout Sums, _ far: inout Sums
  ) throws {
    let sweep = item.sweep(seed)
    let observations = sweep.observations(
      at: temperatures, displacement: noise, strain: 0.1 * noise / 3.9, noise: .freeCoordinates,
      seed: seed, order: item.order)
    let model = try SweepModel(of: observations, modes: item.modes)
    guard Set(model.members.map(\.name)) == item.labels(at: temperatures[0]),
      let evaluator = try SweepModelEvaluator(
        model, observations: observations, modes: item.modes)
    else {
      print("\(item.name) seed \(seed): other primaries \(model.members.map(\.name))")
      return
    }
    let whole = item.modes.cell.operations.count
    let series = model.members.indices.map { member in
      model.series(
        member,
        measurements: observations.indices.map {
          (
            measurement: $0,
            isDistorted: !model.phases[model.points[$0].phase].bases[member].isEmpty
          )
        }, modes: item.modes
      ).learned
    }
    // The form that the analysis prefers, as a report has it.
    let laws = series.map {
      try? LandauAnalysis(
        $0, facts: .init(groupSubgroupRelated: true, cubicInvariantAllowed: false)
      ).preferred?.model
    }
    let indices = Array(temperatures.indices)
    let models = evaluator.without(indices) { $1 }
    let bound = OracleBound(item: item, sweep: sweep, observations: observations)
    for index in indices.dropFirst().dropLast()
    where observations[index].keptOperations.count < whole {
      let phase = model.points[index].phase
      var amplitudes: [[Double]] = []
      for member in model.members.indices {
        guard model.phases[phase].bases[member].count == 1 else {
          amplitudes.append([])
          continue
        }
        guard let law = laws[member] else {
          amplitudes.append(between(model, member, index))
          continue
        }
        var known = series[member]
        known.points.remove(at: index)
        guard let fit = try? LandauFit(law, to: known, withIntervals: false) else {
          amplitudes.append(between(model, member, index))
          continue
        }
        // The coordinate of the model for a value of 1 of the series.
        let scale = model.scale(of: member, modes: item.modes)
        let amplitude = model.points[index].amplitudes[member][0]
        let sign = amplitude * series[member].points[index].value < 0 ? -1.0 : 1
        amplitudes.append([
          sign * fit.curve.equilibriumAmplitude(at: temperatures[index]) / scale
        ])
      }
      let truth = sweep.distortion(order: item.order(temperatures[index]))
      let data = observations[index].distortion
      let predictions = [
        models[index].distortion(
          at: temperatures[index], phase: phase, amplitudes: amplitudes),
        Self.classical(model, observations, item.modes, without: index, amplitudes),
        observations[index - 1].distortion.scaled(by: 0.5)
          + observations[index + 1].distortion.scaled(by: 0.5),
      ]
      let transition = item.laws.map(\.critical).filter { $0 > temperatures[index] }.min() ?? 0
      let isNear = transition - temperatures[index] < near
      for (method, prediction) in predictions.enumerated() {
        let errors = [
          displacement(prediction, truth), (prediction.strain - truth.strain).frobeniusNorm,
          displacement(prediction, data),
        ]
        for (kind, error) in errors.enumerated() {
          if isNear {
            close.squares[method][kind] += error * error
          } else {
            far.squares[method][kind] += error * error
          }
        }
      }
      if isNear { close.count += 1 } else { far.count += 1 }
      if let least = bound.error(without: index) {
        let interpolated = displacement(predictions[2], truth)
        let values = [least.displacement, least.strain, interpolated].map { $0 * $0 }
        for kind in 0..<3 {
          if isNear { close.bound[kind] += values[kind] } else { far.bound[kind] += values[kind] }
        }
        if ProcessInfo.processInfo.environment["VERBOSE"] != nil {
          let errors = predictions.map { 1e3 * displacement($0, truth) }
          print(
            String(
              format: "  %.1f K: model %.2f, classical %.2f, interpolation %.2f, bound %.2f",
              temperatures[index], errors[0], errors[1], errors[2], 1e3 * least.displacement),
            "q", model.points[index].amplitudes.flatMap { $0 }, "used", amplitudes.flatMap { $0 })
        }
      }
    }
  }

  /// The order parameter between its neighbours within the phase.
  private static func between(_ model: SweepModel, _ member: Int, _ index: Int) -> [Double] {
    let point = model.points[index]
    return model.interpolated(
      member, phase: point.phase, at: point.temperature, without: index)?.value ?? []
  }

  private static func displacement(_ left: DistortionField, _ right: DistortionField) -> Double {
    let sum = zip(left.displacements, right.displacements).reduce(0.0) {
      let difference = $1.0 - $1.1
      return $0 + dot(difference, difference)
    }
    return (sum / Double(left.displacements.count)).squareRoot()
  }

  /// Every component a polynomial of the order parameters through the other structures of the phase.
  private static func classical(
    _ model: SweepModel, _ observations: [SweepObservation], _ modes: SymmetryModes,
    without index: Int, _ values: [[Double]]
  ) -> DistortionField {
    let phase = model.points[index].phase
    let irreps = model.members.indices.filter { !values[$0].isEmpty }
      .map { model.members[$0].irrep }
    let others = observations.indices.filter {
      $0 != index && model.points[$0].phase == phase
    }
    let components = others.map { modes.components(of: observations[$0].distortion) }
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
    for (copy, record) in modes.copies.enumerated() {
      let kind = (
        irreps.contains(record.irrep), modes.irreps[record.irrep].isTotallySymmetric
      )
      let design = Matrix(
        others.map {
          terms(
            model.points[$0].classical.flatMap { $0 }, isPrimary: kind.0, isInvariant: kind.1)
        })
      let target = terms(values.flatMap { $0 }, isPrimary: kind.0, isInvariant: kind.1)
      guard let inverse = try? design.pseudoInverse(tolerance: 1e-10) else { continue }
      result[copy] = (0..<modes.irreps[record.irrep].dimension).map { component in
        zip(target, inverse * components.map { $0[copy][component] })
          .reduce(0) { $0 + $1.0 * $1.1 }
      }
    }
    return modes.field(result)
  }
}
