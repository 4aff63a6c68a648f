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

  private let model: LandauModel
  private let data: AmplitudeData

  /// Number of saturation temperatures on the grid besides 0.
  private static let gridCount = 8
  /// The relative width to which the best saturation temperature is refined; χ² errs by its square.
  private static let refinement = 0.005
  /// Where curves are kept between the best and the last admissible saturation temperature.
  private static let fractions = [0.3, 0.6, 0.9]

  init(_ model: LandauModel, _ data: AmplitudeData) throws {
    self.model = model
    self.data = data
    switch model.saturation {
    case .none:
      try add(0)
    case .fixed(let theta):
      try add(theta)
    case .profiled:
      // Below half the lowest temperature saturation changes nothing; far above the transition no
      // data are left that it would not change.
      let (low, high) = (0.5 * data.lowest, 1.5 * data.highest)
      try add(0)
      for index in 0..<Self.gridCount {
        try add(low * pow(high / low, Double(index) / Double(Self.gridCount - 1)))
      }
      try refine()
      try fillAdmissibleRange()
    }
  }

  /// The candidate of lowest χ²; of equal ones the one of lowest saturation temperature.
  var best: Candidate? {
    candidates.min { $0.located.chiSquared < $1.located.chiSquared }
  }

  /// What rises of χ² are measured against.
  var scale: VarianceScale {
    VarianceScale(
      chiSquared: best?.located.chiSquared ?? 0, count: data.count,
      parameterCount: model.parameterCount, isStated: data.weights != nil)
  }

  /// Finds the best curve at a saturation temperature, keeps it, and gives its χ².
  @discardableResult
  private mutating func add(_ theta: Double) throws -> Double {
    let curve = ConstrainedCurve(model.form, TemperatureScale(saturationTemperature: theta), data)
    // From the curve at the nearest saturation temperature, where there is one.
    let nearest = candidates.min { abs($0.theta - theta) < abs($1.theta - theta) }
    var located: ConstrainedCurve.Located?
    if let nearest {
      var start = nearest.located.point
      start.criticalPoint = curve.temperatureScale.scaled(
        nearest.curve.temperatureScale.temperature(start.criticalPoint))
      located = try curve.minimum(near: start, pull: nil)
    } else {
      located = try curve.minimum()
    }
    guard let located else { return .infinity }
    let index = candidates.firstIndex { $0.theta > theta } ?? candidates.endIndex
    candidates.insert(Candidate(curve: curve, located: located), at: index)
    return located.chiSquared
  }

  /// Golden sections about the best point of the grid.
  private mutating func refine() throws {
    guard
      let index = candidates.indices.min(by: {
        candidates[$0].located.chiSquared < candidates[$1].located.chiSquared
      })
    else { return }
    var low = candidates[max(index - 1, 0)].theta
    var high = candidates[min(index + 1, candidates.count - 1)].theta
    let section = (5.0.squareRoot() - 1) / 2
    var (left, right) = (high - section * (high - low), low + section * (high - low))
    var (atLeft, atRight) = (try add(left), try add(right))
    // Below half the lowest temperature of the data there is nothing to refine.
    while high - low > max(Self.refinement * high, 0.01 * data.lowest) {
      if atLeft <= atRight {
        (high, right, atRight) = (right, left, atLeft)
        left = high - section * (high - low)
        atLeft = try add(left)
      } else {
        (low, left, atLeft) = (left, right, atRight)
        right = low + section * (high - low)
        atRight = try add(right)
      }
    }
  }

  /// Puts curves between the best and the ends of the admissible range, and drops the rest.
  private mutating func fillAdmissibleRange() throws {
    guard let best else { return }
    let rise = scale.interval
    for direction in [-1.0, 1] {
      let outward = candidates.filter { direction * ($0.theta - best.theta) >= 0 }
        .sorted { direction * $0.theta < direction * $1.theta }
      func root(_ chiSquared: Double) -> Double {
        max(chiSquared - best.located.chiSquared, 0).squareRoot()
      }
      let target = rise.squareRoot()
      var end = outward.last?.theta ?? best.theta
      if let outside = outward.first(where: { root($0.located.chiSquared) > target }) {
        let inside = outward.last { root($0.located.chiSquared) <= target } ?? best
        var near = (theta: inside.theta, root: root(inside.located.chiSquared))
        var far = (theta: outside.theta, root: root(outside.located.chiSquared))
        for _ in 0..<4 {
          let fraction = (target - near.root) / (far.root - near.root)
          let theta = near.theta + fraction * (far.theta - near.theta)
          let value = root(try add(theta))
          if value <= target { near = (theta, value) } else { far = (theta, value) }
        }
        end = near.theta
      }
      for fraction in Self.fractions {
        try add(best.theta + fraction * (end - best.theta))
      }
      try add(end)
    }
    // Of curves at one saturation temperature the better one, of the many only what fills the range.
    candidates = candidates.filter {
      $0.located.chiSquared - best.located.chiSquared <= rise
    }
    thin()
  }

  /// Keeps the best curve, the ends, and curves apart by a tenth of the admissible range.
  private mutating func thin() {
    guard let best, let last = candidates.last, let first = candidates.first else { return }
    let spacing = 0.1 * (last.theta - first.theta)
    var kept: [Candidate] = []
    for candidate in candidates {
      let isBest = candidate.theta == best.theta
      if let previous = kept.last, candidate.theta - previous.theta < spacing {
        if isBest { kept[kept.count - 1] = candidate }
        continue
      }
      kept.append(candidate)
    }
    if let end = kept.last, end.theta < last.theta, end.theta != best.theta { kept.append(last) }
    candidates = kept
  }

  /// The range of saturation temperatures whose best curve is within a rise of the minimum.
  func admissible(_ rise: Double) -> ClosedRange<Double> {
    let minimum = best?.located.chiSquared ?? 0
    let values = candidates.filter { $0.located.chiSquared - minimum <= rise }.map(\.theta)
    return (values.min() ?? 0)...(values.max() ?? 0)
  }

  /// The interval of a quantity, over all admissible saturation temperatures.
  func interval(_ quantity: ProfiledQuantity, _ rises: Rises) throws -> Interval {
    let ends = try ends(quantity, [rises.standard, rises.interval])
    let halfWidth = ends[0].lower.value.flatMap { low in
      ends[0].upper.value.map { high in (high - low) / 2 }
    }
    return Interval(lower: ends[1].lower, upper: ends[1].upper, halfWidth: halfWidth)
  }

  /// The ends of the intervals of a quantity at each of several ascending rises of χ².
  func ends(_ quantity: ProfiledQuantity, _ rises: [Double]) throws -> [(
    lower: ProfileLikelihood.End, upper: ProfileLikelihood.End
  )] {
    let minimum = best?.located.chiSquared ?? 0
    var lower = [[ProfileLikelihood.End]](repeating: [], count: rises.count)
    var upper = lower
    for candidate in candidates {
      let excess = candidate.located.chiSquared - minimum
      // The rises that this saturation temperature has a part in are the last ones.
      let rests = rises.map { $0 - excess }.filter { $0 > 0 }
      guard !rests.isEmpty else { continue }
      let profile = ProfileLikelihood(
        curve: candidate.curve, minimum: candidate.located, quantity: quantity)
      for direction in [-1.0, 1] {
        let ends = try profile.ends(direction: direction, rises: rests)
        for (offset, end) in ends.enumerated() {
          var end = end
          if quantity.isTemperature {
            end.value = end.value.map(candidate.curve.temperatureScale.temperature)
          }
          let index = rises.count - rests.count + offset
          if direction < 0 { lower[index].append(end) } else { upper[index].append(end) }
        }
      }
    }
    return rises.indices.map { (outermost(lower[$0], <), outermost(upper[$0], >)) }
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
