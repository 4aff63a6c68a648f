import Foundation
public import PhaseFitSymmetry

/// A sample that was heated and cooled: what the two branches say apart and together.
///
///     hysteresis     heating (last distorted) − cooling (first parent) > 0
///     width          between that and heating (first parent) − cooling (last distorted)
///
/// Only a discontinuous transition, or one slower than the sample was swept, has a hysteresis. Fits of
/// the branches apart give Ttr of each; their difference is no evidence beyond its uncertainty.
public struct LandauBranches: Sendable, Codable, Hashable {
  /// One branch.
  public struct Branch: Sendable, Codable, Hashable {
    /// The bracket of measured temperatures.
    public var bracket: TransitionBracket
    /// The number of distorted points.
    public var distortedCount: Int
    /// The transition temperature of its own fit, K; nil where it carries none.
    public var temperature: LandauEstimate?
  }

  /// What was measured while heating.
  public var heating: Branch
  /// What was measured while cooling.
  public var cooling: Branch

  /// The least and the largest width of the hysteresis by the observed phases, K.
  ///
  /// Nil where an end of a bracket is open. Resolved where the least is positive.
  public var hysteresis: [Double]? {
    guard let heatedLast = heating.bracket.lastDistorted,
      let heatedFirst = heating.bracket.firstParent,
      let cooledLast = cooling.bracket.lastDistorted,
      let cooledFirst = cooling.bracket.firstParent
    else { return nil }
    return [heatedLast - cooledFirst, heatedFirst - cooledLast]
  }

  /// Whether the observed phases show a hysteresis: both are seen between two temperatures.
  public var isHysteretic: Bool { (hysteresis?.first ?? 0) > 0 }

  /// The difference of the fitted temperatures, heating minus cooling, with its s.u., K.
  public var difference: LandauEstimate? {
    guard let heated = heating.temperature?.value, let cooled = cooling.temperature?.value else {
      return nil
    }
    func uncertainty(_ estimate: LandauEstimate?) -> Double? {
      estimate?.scaledStandardUncertainty ?? estimate?.standardUncertainty
    }
    let sum = uncertainty(heating.temperature).flatMap { first in
      uncertainty(cooling.temperature).map { (first * first + $0 * $0).squareRoot() }
    }
    return LandauEstimate(
      value: heated - cooled, standardUncertainty: sum,
      lower95: sum.map { heated - cooled - 1.96 * $0 },
      upper95: sum.map { heated - cooled + 1.96 * $0 })
  }

  /// The branches of a series; nil where one has no point.
  ///
  /// - Parameters:
  ///   - series: the points of both.
  ///   - heated: the measurements made while heating.
  ///   - cooled: the measurements made while cooling.
  ///   - facts: what symmetry and the sample say.
  /// - Throws: as `LandauAnalysis`.
  public init?(
    _ series: OrderParameterSeries, heated: Set<Int>, cooled: Set<Int>,
    facts: LandauAnalysis.Facts
  ) throws {
    func branch(_ members: Set<Int>) throws -> Branch? {
      var part = series
      part.points = series.points.filter { members.contains($0.measurement) }
      guard !part.points.isEmpty else { return nil }
      let analysis = try LandauAnalysis(part, facts: facts)
      let estimate = analysis.temperature.flatMap { $0.value == nil ? nil : $0 }
      return Branch(
        bracket: TransitionBracket(part), distortedCount: part.points.count(where: \.isDistorted),
        temperature: estimate)
    }
    guard let heating = try branch(heated), let cooling = try branch(cooled) else { return nil }
    self.heating = heating
    self.cooling = cooling
  }

  /// What the branches say, in words.
  public var statement: String {
    guard let width = hysteresis else {
      return "heating and cooling do not both show both phases: no statement on hysteresis"
    }
    func kelvin(_ value: Double) -> String { String(format: "%.6g", value) }
    if width[0] > 0 {
      return
        "hysteresis of \(kelvin(width[0])) to \(kelvin(width[1])) K between heating and cooling"
    }
    return
      "no hysteresis resolved between heating and cooling: at most \(kelvin(max(width[1], 0))) K"
  }
}
