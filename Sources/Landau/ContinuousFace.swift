import Foundation

/// The faces of the admissible set of a law that vanishes continuously at its critical point.
///
///     g(T of the hottest distorted point) ≤ c ≤ g(T of the coldest parent)
///
/// Each has the parameter that says where c lies on it.
enum ContinuousFace: Sendable {
  /// Between the two: ln(c − g of the hottest distorted point) is fitted.
  case interior
  /// At the hottest distorted point, where the amplitude is zero; no parameter.
  case vanishing
  /// At the coldest parent; no parameter.
  case censored

  /// The least distance of a starting point from the hottest distorted point, as a part of the range.
  private static let smallestGap = 1e-6

  /// The faces of a domain; none where the phases coexist, which a continuous law excludes.
  static func faces(of domain: CurveDomain) -> [ContinuousFace] {
    guard domain.censor >= domain.highest else { return [] }
    guard domain.censor > domain.highest else { return [.vanishing] }
    return [.interior, .vanishing] + (domain.censor.isFinite ? [.censored] : [])
  }

  /// The number of parameters: one in the interior, else none.
  var parameterCount: Int { self == .interior ? 1 : 0 }

  /// The critical point for the parameters of a chart, of which that of c is the second.
  func criticalPoint(_ parameters: [Double], _ domain: CurveDomain) -> Double {
    switch self {
    case .interior: domain.highest + exp(parameters[1])
    case .vanishing: domain.highest
    case .censored: domain.censor
    }
  }

  /// The parameters, one or none, of a critical point.
  func parameters(_ criticalPoint: Double, _ domain: CurveDomain) -> [Double] {
    guard self == .interior else { return [] }
    let span = domain.highest - domain.lowest
    let gap = max(criticalPoint - domain.highest, Self.smallestGap * span)
    return [log(min(gap, domain.censor - domain.highest))]
  }
}
