import Foundation
import PhaseFitNumerics

/// The search over saturation temperatures and the curves at each.
///
///     χ²(ψ) = min over Θs of min over curves with ψ of χ²
///
/// Θs is found on a geometric grid, from 0, and refined at its minimum. It is kept on the grid for
/// the intervals: the union of the intervals at each Θs, each with what is left of the rise of χ².
struct SaturationSearch {
  /// The best curve at one saturation temperature.
  struct Candidate {
    var curve: ConstrainedCurve
    var located: ConstrainedCurve.Located
  }

  /// The rises of χ² that end an interval.
  struct Rises {
    /// For one standard uncertainty.
    var standard: Double
    /// For the 95 % interval.
    var interval: Double
  }

  /// An interval with its standard uncertainty; temperatures in K.
  struct Interval {
    var lower: ProfileLikelihood.End
    var upper: ProfileLikelihood.End
    var halfWidth: Double?
  }

  private(set) var candidates: [Candidate] = []

  /// Number of saturation temperatures on the grid besides 0: steps of about a third.
  private static let gridCount = 9

  init(_ model: LandauModel, _ data: AmplitudeData) throws {
    func candidate(_ theta: Double) throws -> Candidate? {
      let curve = ConstrainedCurve(
        model.form, TemperatureScale(saturationTemperature: theta), data)
      return try curve.minimum().map { Candidate(curve: curve, located: $0) }
    }
    switch model.saturation {
    case .none:
      candidates = try [0].compactMap(candidate)
    case .fixed(let theta):
      candidates = try [theta].compactMap(candidate)
    case .profiled:
      // Below half the lowest temperature saturation changes nothing; above the transition itself
      // no data are left that it would not change.
      let (low, high) = (0.5 * data.lowest, 1.5 * data.highest)
      let ratio = high / low
      let grid =
        [0]
        + (0..<Self.gridCount).map { index in
          low * pow(ratio, Double(index) / Double(Self.gridCount - 1))
        }
      candidates = try grid.compactMap(candidate)
      try refine(candidate)
    }
    candidates.sort { $0.theta < $1.theta }
  }

  /// The candidate of lowest χ²; of equal ones the one of lowest saturation temperature.
  var best: Candidate? {
    candidates.min { $0.located.chiSquared < $1.located.chiSquared }
  }

  /// Golden sections about the best point of the grid, to a thousandth of Θs.
  private mutating func refine(_ candidate: (Double) throws -> Candidate?) throws {
    let sorted = candidates.sorted { $0.theta < $1.theta }
    guard
      let index = sorted.indices.min(by: {
        sorted[$0].located.chiSquared < sorted[$1].located.chiSquared
      })
    else { return }
    var low = sorted[max(index - 1, 0)].theta
    var high = sorted[min(index + 1, sorted.count - 1)].theta
    let section = (5.0.squareRoot() - 1) / 2
    var left = try candidate(high - section * (high - low))
    var right = try candidate(low + section * (high - low))
    while high - low > 1e-3 * high, let first = left, let second = right {
      if first.located.chiSquared <= second.located.chiSquared {
        high = second.theta
        right = first
        left = try candidate(high - section * (high - low))
      } else {
        low = first.theta
        left = second
        right = try candidate(low + section * (high - low))
      }
    }
    let refined = [left, right].compactMap { $0 }
      .min { $0.located.chiSquared < $1.located.chiSquared }
    if let refined { candidates.append(refined) }
  }

  /// The range of saturation temperatures whose best curve is within a rise of the minimum.
  func admissible(_ rise: Double) -> ClosedRange<Double> {
    let minimum = best?.located.chiSquared ?? 0
    let values = candidates.filter { $0.located.chiSquared - minimum <= rise }.map(\.theta)
    return (values.min() ?? 0)...(values.max() ?? 0)
  }

  /// The interval of a quantity, over all admissible saturation temperatures.
  func interval(_ quantity: ProfiledQuantity, _ rises: Rises) throws -> Interval {
    let minimum = best?.located.chiSquared ?? 0
    var lower = [[ProfileLikelihood.End]](repeating: [], count: 2)
    var upper = lower
    for candidate in candidates {
      let excess = candidate.located.chiSquared - minimum
      let rests = [rises.standard - excess, rises.interval - excess]
      guard rests[1] > 0 else { continue }
      let profile = ProfileLikelihood(
        curve: candidate.curve, minimum: candidate.located, quantity: quantity)
      let isStandard = rests[0] > 0
      for direction in [-1.0, 1] {
        let ends = try profile.ends(
          direction: direction, rises: isStandard ? rests : [rests[1]])
        for (offset, end) in ends.enumerated() {
          var end = end
          if quantity == .transition || quantity == .criticalPoint {
            end.value = end.value.map(candidate.curve.temperatureScale.temperature)
          }
          let index = isStandard ? offset : 1
          if direction < 0 { lower[index].append(end) } else { upper[index].append(end) }
        }
      }
    }
    let halfWidth = outermost(lower[0], <).value.flatMap { low in
      outermost(upper[0], >).value.map { high in (high - low) / 2 }
    }
    return Interval(
      lower: outermost(lower[1], <), upper: outermost(upper[1], >), halfWidth: halfWidth)
  }

  /// The outermost of several ends; open where one of them is.
  private func outermost(
    _ ends: [ProfileLikelihood.End], _ precedes: (Double, Double) -> Bool
  ) -> ProfileLikelihood.End {
    let open = ProfileLikelihood.End(value: nil, isBound: false)
    guard ends.allSatisfy({ $0.value != nil }) else { return open }
    return ends.min { first, second in
      guard let left = first.value, let right = second.value else { return false }
      return precedes(left, right)
    } ?? open
  }
}

extension SaturationSearch.Candidate {
  /// The saturation temperature, K.
  var theta: Double { curve.temperatureScale.saturationTemperature }
}
