import Foundation

/// What displacement parameters above a transition say of the kind of disorder.
///
///     U(T) = U₀ + s T        fitted to the points above the transition
///
/// Classical motion in harmonic potentials gives U₀ = 0, U = kT/(mω²). Atoms that are spread over
/// several sites keep a variance that does not shrink on cooling, U₀ > 0; so does a mode that softens
/// on cooling over the fitted range. Potentials that soften with rising temperature give U₀ < 0.
struct ThermalLine {
  /// U₀, Å², with its standard uncertainty from the scatter about the line.
  let intercept: (value: Double, uncertainty: Double)
  /// The number of points.
  let count: Int
  /// The lowest and the highest temperature of the points, K.
  let range: ClosedRange<Double>

  /// A line through two points says nothing of their scatter, through three hardly more.
  private static let fewestPoints = 4
  /// A deviation of less than this many standard uncertainties is none.
  private static let significance = 3.0

  /// The line through some points, nil where they are too few or of one temperature.
  init?(_ points: [Figure.Point]) {
    let points = points.filter { $0.x.isFinite && $0.y.isFinite }
    let n = Double(points.count)
    guard points.count >= Self.fewestPoints, let low = points.map(\.x).min(),
      let high = points.map(\.x).max(), low < high
    else { return nil }
    let meanX = points.reduce(0) { $0 + $1.x } / n
    let meanY = points.reduce(0) { $0 + $1.y } / n
    let spread = points.reduce(0) { $0 + ($1.x - meanX) * ($1.x - meanX) }
    let slope = points.reduce(0) { $0 + ($1.x - meanX) * ($1.y - meanY) } / spread
    let value = meanY - slope * meanX
    let residual = points.reduce(0.0) { sum, point in
      let difference = point.y - value - slope * point.x
      return sum + difference * difference
    }
    // Stated uncertainties that exceed the scatter count: few points can lie on a line by chance.
    let stated = points.reduce(0) { $0 + pow($1.standardUncertainty ?? 0, 2) } / n
    let variance = max(residual / (n - 2), stated)
    intercept = (value, (variance * (1 / n + meanX * meanX / spread)).squareRoot())
    count = points.count
    range = low...high
  }

  /// The numbers and what they support, in a sentence.
  func sentence(element: String) -> String {
    let (value, uncertainty) = intercept
    let number =
      "\(element): U extrapolated from \(count) points at "
      + "\(NumberText.rounded(range.lowerBound, significantDigits: 4)) to "
      + "\(NumberText.rounded(range.upperBound, significantDigits: 4)) K to 0 K is "
      + "\(NumberText.shown(value, uncertainty)) Å²"
    if value > Self.significance * uncertainty {
      return number + ", more than harmonic motion leaves: atoms spread over several sites "
        + "(order–disorder) or a mode that softens on cooling (displacive); U alone does not tell which."
    }
    if value < -Self.significance * uncertainty {
      return number
        + ", below zero: U grows faster than T, as in anharmonic potentials; no sign of "
        + "static disorder."
    }
    return number + ", zero within three standard uncertainties: motion alone explains it, no sign "
      + "of static disorder."
  }
}
