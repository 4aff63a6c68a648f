public import PhaseFitSymmetry

/// The measured temperatures between which a transition lies: data, not fit.
///
/// Where samples were heated and cooled the phases can overlap; then the overlap is a range of
/// coexistence and no bracket of a single temperature.
public struct TransitionBracket: Sendable, Codable, Hashable {
  /// The highest temperature of the distorted phase, K; nil where it was not observed.
  public var lastDistorted: Double?
  /// The lowest temperature of the parent phase, K; nil where it was not observed.
  public var firstParent: Double?

  /// The bracket of a series; points of other phases must not be part of it.
  public init(_ series: OrderParameterSeries) {
    lastDistorted = series.points.filter(\.isDistorted).map(\.temperature).max()
    firstParent = series.points.filter { !$0.isDistorted }.map(\.temperature).min()
  }

  /// Whether the distorted phase was seen at or above a temperature of the parent phase.
  public var isInverted: Bool {
    guard let lastDistorted, let firstParent else { return false }
    return lastDistorted >= firstParent
  }

  /// The range of temperatures in which both phases were seen, K; nil where there is none.
  public var coexistence: [Double]? {
    guard let lastDistorted, let firstParent, isInverted else { return nil }
    return [firstParent, lastDistorted]
  }

  /// The lower end of the bracket, K; nil where it is open.
  public var lower: Double? {
    guard let lastDistorted else { return nil }
    return isInverted ? firstParent : lastDistorted
  }

  /// The upper end of the bracket, K; nil where it is open.
  public var upper: Double? {
    guard let firstParent else { return nil }
    return isInverted ? lastDistorted : firstParent
  }
}
