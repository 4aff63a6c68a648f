import Foundation
import PhaseFitNumerics
public import PhaseFitSymmetry

/// A break in an order parameter over temperature: a second transition in one series.
///
///     one law over all points    against    one law from T_b on, a smooth curve below
///
/// A second order parameter that sets in below T_b bends or breaks the first one. The law of the first
/// is fitted above the break and extrapolated; what the square exceeds it by goes as the square of the
/// second (biquadratic or linear–quadratic coupling):
///
///     A² − A₁²(T) = κ A₂²      A₂ = √|A² − A₁²|, its parents the points above the break
///
/// Points between the admissible places of the break belong to neither. A break is claimed where two
/// pieces are better than every single form, saturated and critical ones included, by 10 in Akaike's
/// criterion, the place of the break counted as a parameter.
public struct SeriesBreak: Sendable, Codable, Hashable {
  /// The temperatures between which the break lies, K: the places whose criterion is within the rise
  /// of a 95 % interval of the best.
  public var bracket: [Double]
  /// Akaike's criterion of the best single form minus that of the two pieces.
  public var akaikeDifference: Double
  /// The first order parameter: the points above the break and the parents.
  public var upper: OrderParameterSeries
  /// The second one, up to its scale; parents are the points above the break.
  public var lower: OrderParameterSeries

  /// The improvement of the criterion a break is claimed on.
  private static let support = 10.0
  /// The fewest temperatures below a break.
  private static let lowerCount = 4
  /// The highest degree of the curve below the break.
  private static let highestDegree = 2
  /// Repetitions for the uncertainty of the extrapolated law.
  private static let replicates = 200

  /// The break of a series, nil where one form describes the points as well.
  ///
  /// - Parameters:
  ///   - series: the points with their phases.
  ///   - analysis: the analysis of all of them.
  /// - Throws: `NumericsError` where the arithmetic fails.
  public init?(_ series: OrderParameterSeries, _ analysis: LandauAnalysis) throws {
    guard let template = analysis.fits.first, template.window.count == 2 else { return nil }
    let points = series.points.filter(\.isDistorted)
      .sorted { ($0.temperature, $0.measurement) < ($1.temperature, $1.measurement) }
    let temperatures = Set(points.map(\.temperature)).sorted()
    let fewestAbove = LandauAnalysis.freeFormCount
    guard temperatures.count >= Self.lowerCount + fewestAbove else { return nil }
    var candidates: [Candidate] = []
    for place in Self.lowerCount...(temperatures.count - fewestAbove) {
      let window = temperatures[place]...(temperatures.last ?? 0)
      let fits = [LandauModel.Form.twoFourSix, .powerLaw(exponent: nil)].compactMap {
        try? LandauFit(LandauModel($0), to: series, window: window, withIntervals: false)
      }
      guard let fit = fits.min(by: { $0.chiSquared < $1.chiSquared }) else { continue }
      let below = points.filter { $0.temperature < temperatures[place] }
      for degree in 0...Self.highestDegree {
        guard let rest = Self.chiSquared(below, degree: degree, template.uncertaintySource) else {
          continue
        }
        // The law, the curve, and the place of the break.
        var whole = template
        whole.chiSquared = fit.chiSquared + rest
        whole.parameterCount = fit.parameterCount + degree + 2
        guard let criterion = whole.correctedAkaike else { continue }
        candidates.append(
          Candidate(
            place: place, chiSquared: whole.chiSquared, count: whole.parameterCount, fit: fit,
            criterion: criterion))
      }
    }
    guard let best = candidates.min(by: { $0.criterion < $1.criterion }) else { return nil }
    // Stated variances are those that the better description asks for.
    let scale = VarianceScale(
      chiSquared: best.chiSquared, count: points.count, parameterCount: best.count,
      isStated: template.uncertaintySource == .stated)
    let inflation = template.uncertaintySource == .stated ? scale.factor : 1
    var two = template
    (two.chiSquared, two.parameterCount) = (best.chiSquared, best.count)
    guard let criterion = two.correctedAkaike(inflation: inflation),
      let single = analysis.fits.compactMap({ $0.correctedAkaike(inflation: inflation) }).min(),
      single - criterion >= Self.support
    else { return nil }
    akaikeDifference = single - criterion
    let rise = ChiSquaredDistribution(degreesOfFreedom: 1).quantile(0.95)
    let admissible = candidates.filter { ($0.criterion - best.criterion) / inflation <= rise }
    let first = admissible.map(\.place).min() ?? best.place
    guard let last = admissible.max(by: { $0.place < $1.place }) else { return nil }
    bracket = [temperatures[first - 1], temperatures[last.place]]
    let (low, end) = (temperatures[first - 1], temperatures[last.place])
    upper = series
    upper.points.removeAll { $0.isDistorted && $0.temperature < end }
    let extrapolated =
      try last.fit.bootstrap(
        .parametric, of: upper, replicates: Self.replicates,
        temperatures: temperatures.filter { $0 <= low }
      ).band
    lower = Self.excess(series, between: low, and: end, extrapolated)
  }

  /// Two pieces with the break at one place.
  private struct Candidate {
    var place: Int
    var chiSquared: Double
    var count: Int
    var fit: LandauFit
    var criterion: Double
  }

  /// χ² of a polynomial of a degree; nil with fewer temperatures than it has coefficients and one.
  private static func chiSquared(
    _ points: [OrderParameterSeries.Point], degree: Int, _ source: LandauFit.UncertaintySource
  ) -> Double? {
    let temperatures = points.map(\.temperature)
    guard Set(temperatures).count > degree + 1, let low = temperatures.min(),
      let high = temperatures.max(), high > low
    else { return nil }
    let roots = points.map { source == .stated ? 1 / ($0.standardUncertainty ?? .nan) : 1 }
    let rows = points.indices.map { index in
      let x = (2 * temperatures[index] - low - high) / (high - low)
      return (0...degree).map { roots[index] * pow(x, Double($0)) }
    }
    let right = points.indices.map { roots[$0] * points[$0].value }
    guard let fit = try? Matrix(rows).leastSquares(right, tolerance: 1e-12) else { return nil }
    return fit.residualNorm * fit.residualNorm
  }

  /// The second order parameter: the root of what the square differs from the extrapolated one by.
  private static func excess(
    _ series: OrderParameterSeries, between low: Double, and end: Double,
    _ band: [PredictedAmplitude]
  ) -> OrderParameterSeries {
    let first = Dictionary(
      band.map { ($0.temperature, $0) }, uniquingKeysWith: { first, _ in first })
    var result = series
    result.points = series.points.compactMap { point in
      var point = point
      guard point.isDistorted, point.temperature < end else {
        point.isDistorted = false
        point.value = 0
        return point
      }
      guard point.temperature <= low, let law = first[point.temperature] else { return nil }
      let difference = point.value * point.value - law.value * law.value
      let spread = law.lower95.flatMap { low in law.upper95.map { ($0 - low) / 3.92 } } ?? 0
      let uncertainty = point.standardUncertainty.map { own in
        2
          * (pow(point.value * own, 2) + pow(law.value * spread, 2)).squareRoot()
      }
      let size = max(abs(difference), uncertainty ?? 0)
      point.value = (difference < 0 ? -1 : 1) * abs(difference).squareRoot()
      point.standardUncertainty = uncertainty.map { $0 / (2 * size.squareRoot()) }
      return point
    }
    return result
  }
}
