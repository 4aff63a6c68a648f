import Foundation
import PhaseFitSymmetry

/// What symmetry alone says about the order.
///
///     [Γ³] ∋ 1 on the realised direction   ⟹   G has a term in Q³   ⟹   first order
///
/// The size of the jump is a question to the data, whether there is one is not.
extension LandauAnalysis {
  /// Whether the potential has a cubic term by symmetry.
  var hasCubicTerm: Bool {
    facts.cubicInvariantAllowed == true && facts.groupSubgroupRelated && !facts.isIsosymmetric
  }

  /// Says what symmetry says, and sets the order where it decides.
  mutating func concludeBySymmetry(_ unit: String) {
    if hasCubicTerm {
      evidence.symmetry =
        "a cubic invariant is allowed on the realised direction: first order by symmetry"
    } else if facts.cubicInvariantAllowed == false, facts.cubicInvariantInIrrep == true {
      evidence.symmetry =
        "the irrep has a cubic invariant, but it is zero on the realised direction: symmetry does "
        + "not make this transition first order"
    } else if facts.cubicInvariantAllowed == false {
      evidence.symmetry = "no cubic invariant: symmetry allows a continuous transition"
    }
    guard hasCubicTerm else { return }
    order = .first
    evidence.isJumpResolved = false
    let criteria = akaikeCriteria
    let cubic = fits.indices
      .filter { fits[$0].model.form == .twoThreeFour && fits[$0].hasIntervals }
      .min { criteria[$0] < criteria[$1] }
    guard let cubic else {
      let why = evidence.reason.isEmpty ? "" : " (\(evidence.reason))"
      evidence.reason =
        "first order by symmetry (a cubic invariant is allowed), the jump was not measured\(why)"
      return
    }
    let fit = fits[cubic]
    func jump(_ v: Double?) -> Double? { v.map { 4 * max($0, 0) / 3 } }
    let estimate = LandauEstimate(
      value: fit.curve.jump, standardUncertainty: fit.v?.standardUncertainty.map { 4 * $0 / 3 },
      lower95: jump(fit.v?.lower95) ?? 0, upper95: jump(fit.v?.upper95))
    evidence.jump = estimate
    // A jump that a continuous law imitates as well is not resolved.
    let hasCoexistence = facts.coexistenceObserved || bracket.isInverted
    let rival = akaikeDifference ?? .infinity
    let uncertainty = fit.amplitudeUncertainty
    evidence.akaikeDifference = rival.isFinite ? rival : nil
    evidence.isJumpResolved =
      (estimate.lower95 ?? 0) > 2 * uncertainty
      && (rival >= Self.akaikeDecision || hasCoexistence)
    let size =
      estimate.upper95.map { "A_tr < \(Self.threeDigits($0))" + (unit == "1" ? "" : " \(unit)") }
      ?? "no upper bound"
    evidence.reason =
      "first order by symmetry (a cubic invariant is allowed), jump "
      + (evidence.isJumpResolved ? "resolved" : "below resolution (\(size))")
  }

  /// The number with three significant digits.
  static func threeDigits(_ number: Double) -> String { String(format: "%.3g", number) }
}

extension LandauFit {
  /// The mean standard uncertainty of an amplitude, stated or from scatter.
  var amplitudeUncertainty: Double {
    guard uncertaintySource == .stated else { return reducedChiSquared.squareRoot() }
    let all = points.compactMap(\.standardUncertainty)
    return all.reduce(0, +) / Double(max(all.count, 1))
  }
}
