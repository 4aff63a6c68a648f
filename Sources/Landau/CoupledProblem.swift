import Foundation
import PhaseFitNumerics
import PhaseFitSymmetry

/// The least-squares problem of two series on one curve.
struct CoupledProblem {
  struct Located {
    var chart: any AmplitudeChart
    var solution: LeastSquaresSolution
    var point: CurvePoint
  }

  let form: LandauModel.Form
  let temperatureScale: TemperatureScale
  let power: Double?
  let first: AmplitudeData
  /// Both series by temperature, as the charts need them.
  let merged: AmplitudeData
  /// Whether a point of `merged` is of the secondary.
  let isSecondary: [Bool]
  var weights: [Double]
  /// The common errors at the rows of `merged`, in its units; zero at those of the primary.
  let common: [[Double]]

  init(
    _ form: LandauModel.Form, _ scale: TemperatureScale, _ first: AmplitudeData,
    _ second: AmplitudeData, _ power: Double?, _ errors: [LandauCoupledFit.CommonError]
  ) {
    (self.form, temperatureScale, self.first, self.power) = (form, scale, first, power)
    let all =
      first.points.indices.map { (first, $0, false) }
      + second.points.indices.map { (second, $0, true) }
    let ascending = all.enumerated().sorted {
      let (left, right) = ($0.element, $1.element)
      return (left.0.points[left.1].temperature, $0.offset)
        < (right.0.points[right.1].temperature, $1.offset)
    }.map(\.element)
    var merged = first
    merged.points = ascending.map { $0.0.points[$0.1] }
    merged.amplitudes = ascending.map { $0.0.amplitudes[$0.1] }
    merged.coldestParent = [first.coldestParent, second.coldestParent].compactMap { $0 }.min()
    self.merged = merged
    isSecondary = ascending.map(\.2)
    weights = ascending.map { $0.0.weights?[$0.1] ?? 1 }
    let unit = second.sign * second.scale
    common = errors.map { error in
      ascending.map { item in
        item.2 ? (error.changes[item.0.points[item.1].measurement] ?? 0) / unit : 0
      }
    }
    ownWeights = [first.weights != nil, second.weights != nil]
  }

  private let ownWeights: [Bool]

  /// Gives series without uncertainties the weight of their scatter.
  mutating func reweight(by located: Located) {
    for secondary in [false, true] where !ownWeights[secondary ? 1 : 0] {
      let rows = isSecondary.indices.filter { isSecondary[$0] == secondary }
      // The values of the fit are those of the common errors too.
      let sum = rows.reduce(0.0) {
        $0 + pow(located.solution.values[$1] - merged.amplitudes[$1], 2)
      }
      let floor = LandauFit.scatterFloor(count: rows.count)
      // Each series pays for its part of the parameters.
      let count = located.solution.parameters.count - common.count
      let share = Double(count * rows.count) / Double(weights.count)
      let variance = max(sum, floor) / max(Double(rows.count) - share, 1)
      for row in rows { weights[row] = 1 / variance }
    }
  }

  func minimum() throws -> Located? {
    let constrained = ConstrainedCurve(form, temperatureScale, merged)
    let alone = ConstrainedCurve(form, temperatureScale, first)
    guard let start = try alone.minimum() else { return nil }
    var best: Located?
    for chart in constrained.charts {
      guard let parameters = chart.parameters(near: start.point) else { continue }
      let amplitudes = chart.amplitudes(parameters).values
      var (moment, norm) = (0.0, 0.0)
      for row in amplitudes.indices where isSecondary[row] && amplitudes[row].isFinite {
        let term = pow(max(amplitudes[row], 0), power ?? 2)
        moment += weights[row] * term * merged.amplitudes[row]
        norm += weights[row] * term * term
      }
      guard norm > 0 else { continue }
      let solution: LeastSquaresSolution
      do {
        solution = try problem(chart).fit(
          from: parameters + [moment / norm] + (power == nil ? [2] : []) + common.map { _ in 0 },
          options: .init(iterationLimit: 200, orthogonalityTolerance: 1e-11))
      } catch let error as NumericsError where error.code == .badModel {
        continue
      }
      let own = Array(solution.parameters.prefix(chart.parameterCount))
      guard chart.isAdmissible(own) else { continue }
      // A face is preferred to the interior only where it is better beyond rounding.
      if solution.chiSquared < (best?.solution.chiSquared ?? .infinity) * (1 - 1e-9) {
        best = Located(chart: chart, solution: solution, point: chart.point(own).point)
      }
    }
    return best
  }

  private func problem(_ chart: any AmplitudeChart) -> LeastSquaresProblem {
    let count = chart.parameterCount
    let (isSecondary, fixed, common) = (isSecondary, power, common)
    let sizes = count + (power == nil ? 2 : 1)
    return LeastSquaresProblem(
      observations: merged.amplitudes + common.map { _ in 0 },
      weights: weights + common.map { _ in 1 },
      model: { parameters in
        let amplitudes = chart.amplitudes(Array(parameters.prefix(count))).values
        let power = fixed ?? parameters[count + 1]
        return amplitudes.indices.map { row in
          isSecondary[row]
            ? parameters[count] * pow(max(amplitudes[row], 0), power)
              + common.indices.reduce(0) { $0 + parameters[sizes + $1] * common[$1][row] }
            : amplitudes[row]
        } + parameters[sizes...]
      },
      jacobian: { parameters in
        let (amplitudes, derivatives) = chart.amplitudes(Array(parameters.prefix(count)))
        let (coefficient, power) = (parameters[count], fixed ?? parameters[count + 1])
        var result = Matrix(
          rows: amplitudes.count + common.count, columns: parameters.count)
        for index in common.indices { result[amplitudes.count + index, sizes + index] = 1 }
        for row in amplitudes.indices {
          let amplitude = max(amplitudes[row], 0)
          var factor = 1.0
          if isSecondary[row] {
            let term = pow(amplitude, power)
            factor = amplitude > 0 ? coefficient * power * term / amplitude : 0
            result[row, count] = term
            if fixed == nil {
              result[row, count + 1] = amplitude > 0 ? coefficient * term * log(amplitude) : 0
            }
            for index in common.indices { result[row, sizes + index] = common[index][row] }
          }
          for column in 0..<count { result[row, column] = factor * derivatives[row, column] }
        }
        return result
      })
  }
}
