// How well a structure is predicted that was left out.
//
//     model           weights refitted without it, q from a Landau fit without it
//     interpolation   the neighbours in temperature, linear
//     classical       q as above, every other row a polynomial c₂A² + c₄A⁴ (c₁A + c₃A³ in the
//                     irrep of q) through the other structures of the phase

import PhaseFitLandau
import PhaseFitNumerics
import PhaseFitRelaxedModel
import PhaseFitReport
import PhaseFitSymmetry

struct LeaveOneOut {
  private(set) var errors: [AnalysisReport.SweepModelRecord.HeldOut] = []

  /// A law needs this many points besides the one left out.
  private static let leastPoints = 6

  /// The errors at the inner temperatures of every phase with a law and one order parameter.
  init(
    _ file: SweepModelFile, outcome: SweepModelStage.Outcome, learned: [LearnedTransition]
  ) {
    let model = outcome.model
    guard
      let evaluator = try? SweepModelEvaluator(
        model, observations: outcome.observations, modes: outcome.modes)
    else { return }
    let order = model.points.indices.sorted {
      model.points[$0].temperature < model.points[$1].temperature
    }
    for law in file.laws {
      let active = model.members.indices.filter {
        !model.phases[law.phase].bases[$0].isEmpty
      }
      guard active == [law.member] else { continue }
      for (place, index) in order.enumerated()
      where model.points[index].phase == law.phase && place > 0 && place + 1 < order.count {
        let point = model.points[index]
        var series = law.series
        series.points.removeAll { $0.measurement == point.measurement }
        guard series.points.count(where: { $0.isDistorted }) >= Self.leastPoints,
          let fit = try? LandauFit(law.fit.model, to: series, withIntervals: false)
        else { continue }
        let value = fit.curve.equilibriumAmplitude(at: point.temperature)
        let amplitudes = model.members.indices.map {
          $0 == law.member ? [value * law.coordinate] : []
        }
        let truth = outcome.observations[index].distortion
        let predicted = evaluator.without(index).distortion(
          at: point.temperature, phase: law.phase, amplitudes: amplitudes)
        let neighbours = (order[place - 1], order[place + 1])
        errors.append(
          AnalysisReport.SweepModelRecord.HeldOut(
            measurement: point.measurement, temperature: point.temperature,
            model: Self.error(predicted, truth),
            interpolation: Self.error(
              Self.interpolated(outcome.observations, neighbours, point.temperature), truth),
            classical: Self.error(
              Self.classical(outcome, law: law, without: index, value: value), truth)))
      }
    }
    errors.sort { $0.temperature < $1.temperature }
  }

  private static func error(_ left: DistortionField, _ right: DistortionField)
    -> AnalysisReport.SweepModelRecord.HeldOut.Errors
  {
    let sum = zip(left.displacements, right.displacements).reduce(0.0) {
      let difference = $1.0 - $1.1
      return $0 + dot(difference, difference)
    }
    return AnalysisReport.SweepModelRecord.HeldOut.Errors(
      displacement: (sum / Double(max(left.displacements.count, 1))).squareRoot(),
      strain: (left.strain - right.strain).frobeniusNorm)
  }

  private static func interpolated(
    _ observations: [SweepObservation], _ neighbours: (Int, Int), _ temperature: Double
  ) -> DistortionField {
    let (below, above) = (observations[neighbours.0], observations[neighbours.1])
    let span = above.temperature - below.temperature
    let weight = span > 0 ? (temperature - below.temperature) / span : 0
    return below.distortion.scaled(by: 1 - weight) + above.distortion.scaled(by: weight)
  }

  /// Mode amplitudes: the primary by its law, every other component by a polynomial of it.
  private static func classical(
    _ outcome: SweepModelStage.Outcome, law: SweepModelFile.Law, without index: Int,
    value: Double
  ) -> DistortionField {
    let model = outcome.model
    let irrep = model.members[law.member].irrep
    let others = model.points.indices.filter {
      $0 != index && model.points[$0].phase == law.phase
    }
    let amplitudes = others.map {
      (model.points[$0].classical[law.member].first ?? 0) / law.coordinate
    }
    let components = others.map {
      outcome.modes.components(of: outcome.observations[$0].distortion)
    }
    func powers(_ amplitude: Double, isPrimary: Bool, isInvariant: Bool) -> [Double] {
      let square = amplitude * amplitude
      if isInvariant { return [1, square] }
      return isPrimary ? [amplitude, amplitude * square] : [square, square * square]
    }
    var result: [Int: [Double]] = [:]
    for (copy, record) in outcome.modes.copies.enumerated() {
      let isInvariant = outcome.modes.irreps[record.irrep].isTotallySymmetric
      let design = Matrix(
        amplitudes.map {
          powers($0, isPrimary: record.irrep == irrep, isInvariant: isInvariant)
        })
      let target = powers(value, isPrimary: record.irrep == irrep, isInvariant: isInvariant)
      let size = outcome.modes.irreps[record.irrep].dimension
      result[copy] = (0..<size).map { component in
        let values = components.map { $0[copy][component] }
        guard values.contains(where: { abs($0) > 1e-12 }),
          let inverse = try? design.pseudoInverse(tolerance: 1e-10)
        else { return 0 }
        return zip(target, inverse * values).reduce(0) { $0 + $1.0 * $1.1 }
      }
    }
    return outcome.modes.field(result)
  }
}
