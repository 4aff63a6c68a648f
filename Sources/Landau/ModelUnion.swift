/// The interval of the transition temperature over several forms, none of which is known to hold.
///
///     { T : min over forms of [Δᵢ + χ²ᵢ(T) − χ²ᵢ(min)] ≤ rise }
///
/// Δᵢ is Akaike's criterion of form i above that of the preferred one. The form is a discrete
/// parameter of no interest, profiled like the continuous ones: a form that describes the points
/// as well contributes its whole interval, a worse one what is left of the rise.
struct ModelUnion {
  /// The interval, starting with that of the preferred fit.
  private(set) var estimate: LandauEstimate

  private let rise: Double

  /// The interval of the preferred fit alone.
  init(_ preferred: LandauFit) {
    estimate = preferred.transitionTemperature
    rise = preferred.transitionProfile.last?.rise ?? 0
  }

  /// Widens the interval by another form that is worse by a difference of Akaike's criterion.
  mutating func add(_ fit: LandauFit, worseBy difference: Double) {
    let rest = rise - max(difference, 0)
    guard rest > 0, let level = fit.profileLevel(at: rest) else { return }
    if let low = estimate.lower95, let other = level.lower {
      if other < low { (estimate.lower95, estimate.lowerIsBound) = (other, level.lowerIsBound) }
    } else {
      estimate.lower95 = nil
    }
    if let high = estimate.upper95, let other = level.upper {
      if other > high { (estimate.upper95, estimate.upperIsBound) = (other, level.upperIsBound) }
    } else {
      estimate.upper95 = nil
    }
  }
}

extension LandauFit {
  /// The ends of the interval of Ttr at a rise of χ²; nil where the profile was not found.
  ///
  /// Between levels the ends are linear in the root of the rise, as for a normal error.
  func profileLevel(at rise: Double) -> ProfileLevel? {
    guard let last = transitionProfile.last, let value = transitionTemperature.value else {
      return nil
    }
    guard rise < last.rise else { return last }
    let start = ProfileLevel(
      rise: 0, lower: value, upper: value, lowerIsBound: false, upperIsBound: false)
    let index = transitionProfile.firstIndex { $0.rise >= rise } ?? transitionProfile.count - 1
    let (below, above) = (
      index > 0 ? transitionProfile[index - 1] : start, transitionProfile[index]
    )
    let (low, high) = (below.rise.squareRoot(), above.rise.squareRoot())
    let fraction = high > low ? (rise.squareRoot() - low) / (high - low) : 1
    func between(_ first: Double?, _ second: Double?) -> Double? {
      first.flatMap { first in second.map { first + fraction * ($0 - first) } }
    }
    return ProfileLevel(
      rise: rise, lower: between(below.lower, above.lower),
      upper: between(below.upper, above.upper), lowerIsBound: below.lowerIsBound,
      upperIsBound: below.upperIsBound)
  }
}
