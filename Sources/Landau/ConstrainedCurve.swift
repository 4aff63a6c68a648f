import Foundation
import PhaseFitNumerics

/// The curves of one form on one temperature scale, fitted under the constraints of the phases.
struct ConstrainedCurve: Sendable {
  /// A term `weight · (quantity − target)²` that pulls a quantity along its profile.
  struct Pull: Sendable {
    var quantity: ProfiledQuantity
    var target: Double
    var weight: Double
  }

  /// The best curve of a search.
  struct Located: Sendable {
    var chart: any AmplitudeChart
    var solution: LeastSquaresSolution
    var point: CurvePoint
    /// χ² of the amplitudes alone.
    var chiSquared: Double
    /// χ² with the pull, which the search minimised.
    var objective: Double
  }

  let form: LandauModel.Form
  let temperatureScale: TemperatureScale
  let data: AmplitudeData
  let domain: CurveDomain
  let charts: [any AmplitudeChart]

  init(_ form: LandauModel.Form, _ temperatureScale: TemperatureScale, _ data: AmplitudeData) {
    self.form = form
    self.temperatureScale = temperatureScale
    self.data = data
    domain = data.domain(temperatureScale)
    charts = Self.charts(form, domain)
  }

  /// The charts of the admissible curves of a form, the interior first.
  static func charts(_ form: LandauModel.Form, _ domain: CurveDomain) -> [any AmplitudeChart] {
    switch form {
    case .powerLaw(let exponent): PowerLawChart.charts(exponent: exponent, domain)
    case .crossover(let sharpness): CrossoverChart.charts(sharpness: sharpness, domain)
    case .braggWilliams: OrderingChart.charts(domain)
    case .twoThreeFour: CubicChart.charts(domain)
    case .twoFourSix, .twoFour, .twoSix: PotentialChart.charts(form, domain)
    }
  }

  /// The curves from which a search starts: over the critical point and the order or exponent.
  var starts: [CurvePoint] {
    let span = max(domain.highest - domain.lowest, 1e-3 * domain.highest)
    let above = domain.censor.isFinite ? max(domain.censor - domain.highest, 0) : span
    var result: [CurvePoint] = []
    for fraction in [0.05, 0.6] {
      let critical = domain.highest + fraction * min(above, span)
      if case .powerLaw(let exponent) = form {
        for trial in exponent.map({ [$0] }) ?? [0.15, 0.35, 0.6] {
          let ratio = (critical - domain.lowest) / (critical - domain.zero)
          result.append(
            CurvePoint(
              criticalPoint: critical, second: 1 / pow(ratio, trial), third: trial))
        }
      } else if case .crossover(let sharpness) = form {
        let ratio = (critical - domain.lowest) / (critical - domain.zero)
        for region in [0.02, 0.1, 1] {
          let share = pow(region, sharpness)
          let shape = CrossoverChart.shape(ratio, share: share, sharpness: sharpness).value
          result.append(
            CurvePoint(criticalPoint: critical, second: 1 / shape, third: share))
        }
      } else if form == .braggWilliams {
        result.append(CurvePoint(criticalPoint: critical, second: 1, third: 0))
      } else {
        // x = 1 (or A = 1) at the lowest temperature: c − g = v − u.
        let ratios =
          switch form {
          case .twoFourSix: [-4, -0.5, 0.6]
          case .twoThreeFour: [0.05, 0.5]
          default: [0.0]
          }
        for ratio in ratios {
          let sixth = (critical - domain.lowest) / (1 - ratio)
          result.append(
            CurvePoint(criticalPoint: critical, second: ratio * sixth, third: sixth))
        }
      }
    }
    if form == .twoFourSix || form == .twoThreeFour, let parabola { result.insert(parabola, at: 0) }
    return result
  }

  /// The parabola g = c + u x − v x², or in A = x for a cubic term, by linear least squares, exact where the data are.
  private var parabola: CurvePoint? {
    let rows = data.amplitudes.map { amplitude -> [Double] in
      let x = form == .twoThreeFour ? amplitude : amplitude * abs(amplitude)
      return [1, x, -x * x]
    }
    // Four digits above rounding, so that points on one spot do not pass for a parabola.
    guard
      let fit = try? Matrix(rows).leastSquares(domain.temperatures, tolerance: 1e-12),
      fit.rank == 3, fit.solution[2] > 0
    else { return nil }
    return CurvePoint(
      criticalPoint: fit.solution[0], second: fit.solution[1], third: fit.solution[2])
  }

  /// The best admissible curve over all faces and starts, nil where none is admissible.
  func minimum() throws -> Located? {
    var best: Located?
    var starts = starts
    for (index, chart) in charts.enumerated() {
      for start in starts {
        guard let located = try search(chart, from: start, pull: nil) else { continue }
        best = better(best, located)
      }
      // The faces are tried from where the interior led to and from one start of each order.
      if index == 0 {
        starts = Array(starts.prefix(3)) + (best.map { [$0.point] } ?? [])
      }
    }
    return best
  }

  /// The best admissible curve near a known one, under a pull.
  func minimum(near point: CurvePoint, pull: Pull?) throws -> Located? {
    var best: Located?
    for (index, chart) in charts.enumerated() {
      guard let located = try search(chart, from: point, pull: pull) else { continue }
      // The interior contains the faces as limits: its stationary point is the best.
      if located.solution.isConverged,
        chart.holdsMinimum(
          located.solution.parameters, observations: data.amplitudes,
          weights: data.weights ?? [Double](repeating: 1, count: data.count), pull: pull)
          ?? (index == 0)
      {
        return better(best, located)
      }
      best = better(best, located)
    }
    return best
  }

  private func better(_ first: Located?, _ second: Located) -> Located {
    guard let first else { return second }
    // Equal but for rounding: the one whose search ended properly.
    if abs(second.objective - first.objective) <= 1e-9 * first.objective {
      return second.solution.isConverged && !first.solution.isConverged ? second : first
    }
    return second.objective < first.objective ? second : first
  }

  /// The cosine at which a point of a profile is good enough: χ² errs by its square.
  private static let profileTolerance = 1e-5

  private func search(_ chart: any AmplitudeChart, from point: CurvePoint, pull: Pull?) throws
    -> Located?
  {
    guard let start = chart.parameters(near: point) else { return nil }
    let problem = problem(chart, pull)
    let solution: LeastSquaresSolution
    do {
      solution = try problem.fit(
        from: start,
        options: .init(
          iterationLimit: 100,
          orthogonalityTolerance: pull == nil ? 1e-11 : Self.profileTolerance))
    } catch let error as NumericsError where error.code == .badModel {
      return nil
    }
    guard chart.isAdmissible(solution.parameters) else { return nil }
    var chiSquared = solution.chiSquared
    if let pull {
      let offset = chart.quantity(pull.quantity, solution.parameters).value - pull.target
      chiSquared -= pull.weight * offset * offset
    }
    return Located(
      chart: chart, solution: solution, point: chart.point(solution.parameters).point,
      chiSquared: max(chiSquared, 0), objective: solution.chiSquared)
  }

  /// The least-squares problem of one chart; a pull is one more observation.
  func problem(_ chart: any AmplitudeChart, _ pull: Pull?) -> LeastSquaresProblem {
    var observations = data.amplitudes
    var weights = data.weights ?? [Double](repeating: 1, count: observations.count)
    if let pull {
      observations.append(pull.target)
      weights.append(pull.weight)
    }
    let evaluation = LastEvaluation(chart)
    return LeastSquaresProblem(
      observations: observations, weights: weights,
      model: { parameters in
        var values = evaluation(parameters).values
        if let pull { values.append(chart.quantity(pull.quantity, parameters).value) }
        return values
      },
      jacobian: { parameters in
        let jacobian = evaluation(parameters).jacobian
        guard let pull else { return jacobian }
        return Matrix(
          rows: jacobian.rows + 1, columns: jacobian.columns,
          elements: jacobian.elements + chart.quantity(pull.quantity, parameters).gradient)
      })
  }
}

/// The last evaluation of a chart: a search asks for values and derivatives at one place in turn.
private final class LastEvaluation {
  private let chart: any AmplitudeChart
  private var parameters: [Double] = []
  private var last: (values: [Double], jacobian: Matrix)?

  init(_ chart: any AmplitudeChart) {
    self.chart = chart
  }

  func callAsFunction(_ parameters: [Double]) -> (values: [Double], jacobian: Matrix) {
    if let last, parameters == self.parameters { return last }
    let result = chart.amplitudes(parameters)
    self.parameters = parameters
    last = result
    return result
  }
}
