import Foundation
import PhaseFitNumerics
public import PhaseFitSymmetry

/// Two order parameters with biquadratic coupling, each with a 2-4 potential of its own.
///
///     G = Σᵢ [½ aᵢ (T − Tᵢ) Qᵢ² + ¼ bᵢ Qᵢ⁴] + ½ γ Q₁² Q₂²
///     T ≥ T₂*:  A₁² = r₁ (T₁ − T) ,  A₂ = 0
///     T < T₂*:  A₂² = r₂ (T₂* − T) ,  A₁² = r₁ (T₁ − T) − κ A₂² ,   κ = (s₁²/s₂²) γ/b₁
///
/// The second order parameter bends the first at its own transition T₂*. What a table of both shows is
/// r₁, T₁, r₂, T₂* and κ: γ/b₂ and the bare temperature T₂ enter only through r₂ and T₂* and are not
/// found. Symmetry always allows the coupling; κ > 0 means that the two compete.
public struct LandauBiquadraticFit: Sendable, Codable, Hashable {
  /// How the search ended.
  public var status: LandauFit.Status
  /// The temperature T₁ of the upper transition, K.
  public var upperTransition: LandauEstimate
  /// The temperature T₂* of the lower transition, K.
  public var lowerTransition: LandauEstimate
  /// The slope r₁ = −dA₁²/dT above the lower transition.
  public var upperSlope: LandauEstimate
  /// The slope r₂ = −dA₂²/dT below the lower transition.
  public var lowerSlope: LandauEstimate
  /// The coupling κ: the loss of A₁² over A₂².
  public var coupling: LandauEstimate
  /// χ² of both series; from scatter the sum of squares in units of their largest amplitudes.
  public var chiSquared: Double
  /// Points of both series minus parameters.
  public var degreesOfFreedom: Int

  /// The fewest temperatures of the first order parameter on either side of the second transition.
  private static let sideCount = 3

  /// Fits both series under the constraints of their phases.
  ///
  /// Where a series states no standard uncertainties all points weigh alike, in units of the largest
  /// amplitude of their series, and uncertainties come from the scatter.
  ///
  /// - Parameters:
  ///   - upper: the order parameter that appears first on cooling.
  ///   - lower: the one that appears in its presence.
  /// - Throws: `LandauError` for unusable numbers, or too few points to see the bend.
  public init(upper: OrderParameterSeries, lower: OrderParameterSeries) throws {
    let (first, second) = (try AmplitudeData(upper), try AmplitudeData(lower))
    let temperatures = Set(first.points.map(\.temperature))
    let below = temperatures.count { $0 <= second.highest }
    let above = temperatures.count { $0 > second.highest }
    guard second.temperatureCount > Self.sideCount, below >= Self.sideCount,
      above >= Self.sideCount
    else {
      throw LandauError(
        .tooFewPoints,
        "\(second.temperatureCount) temperatures of the lower order parameter, and of the upper one "
          + "\(below) below and \(above) above its transition; expected at least "
          + "\(Self.sideCount + 1), \(Self.sideCount) and \(Self.sideCount) to see the bend")
    }
    let problem = BiquadraticProblem(first, second)
    guard let located = try problem.minimum() else {
      throw LandauError(
        .noAdmissibleCurve,
        "no two continuous order parameters obey the observed phases; expected "
          + "each distorted below its parent; check the phases, or fit them apart")
    }
    status =
      switch located.solution.status {
      case .converged: .converged
      case .iterationLimit: .iterationLimit
      case .stalled: .stalled
      }
    chiSquared = located.solution.chiSquared
    degreesOfFreedom = first.count + second.count - 5
    let ratio = chiSquared / Double(max(degreesOfFreedom, 1))
    let inflation = problem.isWeighted ? max(ratio, 1) : ratio
    let quantile = StudentDistribution(degreesOfFreedom: Double(max(degreesOfFreedom, 1)))
      .quantile(0.975)
    let (values, rows) = located.face.unpack(located.solution.parameters, problem)
    func estimate(_ index: Int, _ factor: Double = 1) -> LandauEstimate {
      // On a face a temperature is held by the observed phases and has no uncertainty of its own.
      let row = rows[index]
      guard let covariance = located.solution.covariance, row.contains(where: { $0 != 0 }) else {
        return LandauEstimate(value: values[index] * factor)
      }
      let variance = zip(row, covariance * row).reduce(0) { $0 + $1.0 * $1.1 } * inflation
      let (value, uncertainty) = (values[index] * factor, factor * max(variance, 0).squareRoot())
      return LandauEstimate(
        value: value, standardUncertainty: uncertainty, lower95: value - quantile * uncertainty,
        upper95: value + quantile * uncertainty)
    }
    let (s1, s2) = (first.scale * first.scale, second.scale * second.scale)
    upperSlope = estimate(0, s1)
    upperTransition = Self.bounded(estimate(1), problem.bounds[0])
    lowerSlope = estimate(2, s2)
    lowerTransition = Self.bounded(estimate(3), problem.bounds[1])
    coupling = estimate(4, s1 / s2)
  }

  /// An interval cut where the observed phases end it.
  private static func bounded(
    _ estimate: LandauEstimate, _ bounds: (lower: Double, upper: Double)
  ) -> LandauEstimate {
    var result = estimate
    if let low = result.lower95, low < bounds.lower {
      (result.lower95, result.lowerIsBound) = (bounds.lower, true)
    }
    if let high = result.upper95, high > bounds.upper {
      (result.upper95, result.upperIsBound) = (bounds.upper, true)
    }
    return result
  }
}

/// The least-squares problem of two coupled order parameters.
private struct BiquadraticProblem {
  /// Where a transition temperature lies within the bounds of its observed phases.
  enum Place: CaseIterable {
    /// T = hottest distorted + exp(τ).
    case free
    /// At the hottest distorted point.
    case atDistorted
    /// At the coldest parent.
    case atParent
  }

  /// One face of the admissible set: parameters (r₁, τ₁, r₂, τ₂, κ) without the held ones.
  struct Face {
    var places: [Place]

    var parameterCount: Int { 3 + places.count { $0 == .free } }

    /// (r₁, T₁, r₂, T₂*, κ) and the rows of their derivatives by the parameters.
    func unpack(_ p: [Double], _ problem: BiquadraticProblem) -> (
      values: [Double], rows: [[Double]]
    ) {
      var (values, rows): ([Double], [[Double]]) = ([], [])
      var index = 0
      func unit(_ factor: Double) -> [Double] {
        (0..<parameterCount).map { $0 == index ? factor : 0 }
      }
      for number in 0..<2 {
        values.append(p[index])
        rows.append(unit(1))
        index += 1
        let bounds = problem.bounds[number]
        switch places[number] {
        case .free:
          let distance = exp(p[index])
          values.append(bounds.lower + distance)
          rows.append(unit(distance))
          index += 1
        case .atDistorted:
          values.append(bounds.lower)
          rows.append([Double](repeating: 0, count: parameterCount))
        case .atParent:
          values.append(bounds.upper)
          rows.append([Double](repeating: 0, count: parameterCount))
        }
      }
      values.append(p[index])
      rows.append(unit(1))
      return (values, rows)
    }
  }

  struct Located {
    var face: Face
    var solution: LeastSquaresSolution
  }

  let first: AmplitudeData
  let second: AmplitudeData
  let bounds: [(lower: Double, upper: Double)]
  let isWeighted: Bool
  private let weights: [Double]

  init(_ first: AmplitudeData, _ second: AmplitudeData) {
    (self.first, self.second) = (first, second)
    bounds = [first, second].map { ($0.highest, $0.coldestParent ?? .infinity) }
    if let own = first.weights, let other = second.weights {
      (weights, isWeighted) = (own + other, true)
    } else {
      weights = [Double](repeating: 1, count: first.count + second.count)
      isWeighted = false
    }
  }

  /// (r₁, T₁, r₂, T₂*, κ) by linear least squares on the squares.
  private func start() throws -> [Double] {
    let line = try Matrix(second.points.map { [1, -$0.temperature] })
      .leastSquares(second.amplitudes.map { $0 * abs($0) }, tolerance: 1e-12).solution
    let slope = max(line[1], 1e-6)
    let transition = max(line[0] / slope, second.highest)
    let bend = try Matrix(
      first.points.map { [1, -$0.temperature, -slope * max(transition - $0.temperature, 0)] }
    ).leastSquares(first.amplitudes.map { $0 * abs($0) }, tolerance: 1e-12).solution
    let upper = max(bend[1], 1e-6)
    return [upper, max(bend[0] / upper, first.highest), slope, transition, bend[2]]
  }

  func minimum() throws -> Located? {
    guard bounds.allSatisfy({ $0.lower <= $0.upper }) else { return nil }
    let start = try start()
    var best: Located?
    for one in Place.allCases {
      for other in Place.allCases {
        let face = Face(places: [one, other])
        let isPossible = zip(face.places, bounds).allSatisfy { place, bounds in
          switch place {
          case .free: bounds.upper > bounds.lower
          case .atDistorted: true
          case .atParent: bounds.upper.isFinite
          }
        }
        guard isPossible else { continue }
        var parameters: [Double] = []
        for number in 0..<2 {
          parameters.append(start[2 * number])
          let (lower, upper) = bounds[number]
          let room = upper.isFinite ? upper - lower : 0.1 * lower
          let gap = min(max(start[2 * number + 1] - lower, 0.01 * room), 0.9 * room)
          if face.places[number] == .free { parameters.append(log(gap)) }
        }
        parameters.append(start[4])
        let solution: LeastSquaresSolution
        do {
          solution = try problem(face).fit(from: parameters)
        } catch let error as NumericsError where error.code == .badModel {
          continue
        }
        let values = face.unpack(solution.parameters, self).values
        guard values[0] > 0, values[2] > 0, values[1] <= bounds[0].upper,
          values[3] <= bounds[1].upper
        else { continue }
        // A face is preferred to the interior only where it is better beyond rounding.
        if solution.chiSquared < (best?.solution.chiSquared ?? .infinity) * (1 - 1e-9) {
          best = Located(face: face, solution: solution)
        }
      }
    }
    return best
  }

  private func problem(_ face: Face) -> LeastSquaresProblem {
    LeastSquaresProblem(
      observations: first.amplitudes + second.amplitudes, weights: weights,
      model: { parameters in
        let v = face.unpack(parameters, self).values
        let upper = first.points.map { point in
          (v[0] * (v[1] - point.temperature)
            - v[4] * v[2] * max(v[3] - point.temperature, 0)).squareRoot()
        }
        // √ of a negative number is NaN: the step that led there is refused.
        return upper + second.points.map { (v[2] * (v[3] - $0.temperature)).squareRoot() }
      },
      jacobian: { parameters in
        let (v, rows) = face.unpack(parameters, self)
        var result = Matrix(rows: first.count + second.count, columns: parameters.count)
        func set(_ row: Int, _ square: Double, _ gradient: [Double]) {
          // At its own transition an amplitude is zero whatever the slopes are.
          guard square > 0 else { return }
          for column in parameters.indices {
            let sum = gradient.indices.reduce(0.0) { $0 + gradient[$1] * rows[$1][column] }
            result[row, column] = sum / (2 * square.squareRoot())
          }
        }
        for (row, point) in first.points.enumerated() {
          let depth = max(v[3] - point.temperature, 0)
          let distance = v[1] - point.temperature
          set(
            row, v[0] * distance - v[4] * v[2] * depth,
            [
              distance, v[0], -v[4] * depth, depth > 0 ? -v[4] * v[2] : 0, -v[2] * depth,
            ])
        }
        for (row, point) in second.points.enumerated() {
          let distance = v[3] - point.temperature
          set(first.count + row, v[2] * distance, [0, 0, distance, v[2], 0])
        }
        return result
      })
  }
}
