import PhaseFitNumerics
import PhaseFitStructures
import PhaseFitSymmetry

/// What is withdrawn where a fit contradicts the observed phases.
extension LandauAnalysis {
  /// Withdraws a temperature whose interval misses the measured bracket.
  ///
  /// Both phases were seen: the transition was passed between them. A fit that says otherwise
  /// describes the amplitudes and not the transition, or the sample was superheated, of which the
  /// sweep holds no evidence unless the phases overlap. The fits stay, the headline goes.
  mutating func withdrawOutsideBracket() {
    guard let estimate = temperature, let lower = bracket.lower, let upper = bracket.upper,
      !bracket.isInverted
    else { return }
    let (lowest, highest) = (estimate.lower95 ?? -.infinity, estimate.upper95 ?? .infinity)
    guard highest < lower || lowest > upper else { return }
    let found = [estimate.lower95, estimate.upper95].map { $0.map(rounded) ?? "open" }
    diagnostics.append(
      Diagnostic(
        .warning, code: "landau-outside-bracket",
        message:
          "the fitted transition temperature, in \(found[0]) to \(found[1]) K at 95 %, misses "
          + "the measured bracket \(rounded(lower)) to \(rounded(upper)) K; "
          + "the fit does not describe the transition, or the distorted phase was superheated: no "
          + "temperature and no order are reported, only the bracket"))
    temperature = nil
    exponent = nil
    order = .undetermined
    preferredFit = nil
    evidence.reason = "the fit misses the measured bracket"
  }

  /// The distance from the bracket, relative to its temperature, that is rounding.
  private static let bracketRounding = 1e-9

  /// Withholds a value that is not inside the measured bracket although its interval reaches into it.
  ///
  /// Coexisting branches of a discontinuous form allow a value beyond the bracket; without overlapping
  /// phases the sweep holds no evidence of them. A value on an end is that end: the points ask for one
  /// beyond it. A standard uncertainty about either omits the contradiction.
  mutating func withholdUnlessInsideBracket() {
    guard let estimate = temperature, let value = estimate.value, let lower = bracket.lower,
      let upper = bracket.upper, !bracket.isInverted
    else { return }
    let slack = Self.bracketRounding * upper
    guard value <= lower + slack || value >= upper - slack else { return }
    let isAtEnd = value >= lower - slack && value <= upper + slack
    temperature = estimate.withoutValue
    diagnostics.append(
      Diagnostic(
        .warning, code: "landau-outside-bracket",
        message:
          "the fitted transition temperature \(rounded(value)) K lies "
          + (isAtEnd ? "on an end of" : "outside")
          + " the measured bracket \(rounded(lower)) to \(rounded(upper)) K, into which its interval "
          + "reaches; expected it between the observed phases; no value is reported, only the interval "
          + "and the bracket; measure more temperatures near the transition"))
  }

  /// The width of an interval, relative to its temperature, below which it is a single number.
  private static let collapsedWidth = 1e-4

  /// Withdraws a temperature that is nothing but the bound set by an observed phase.
  ///
  /// Where the points ask for a temperature that the phases forbid, every admissible curve is poor
  /// and the best one sits on the bound; an interval of no width there is no precision.
  mutating func withdrawAtBound() {
    guard let estimate = temperature, let value = estimate.value, let lower = estimate.lower95,
      let upper = estimate.upper95, preferred?.isAtBoundary ?? false,
      upper - lower <= Self.collapsedWidth * abs(value)
    else { return }
    diagnostics.append(
      Diagnostic(
        .warning, code: "landau-at-bound",
        message: "the fitted transition temperature is the bound of \(rounded(value)) K that the "
          + "observed phases set: the points ask for another one and no curve describes them; no "
          + "temperature and no order are reported, only the bracket"))
    temperature = nil
    exponent = nil
    order = .undetermined
    preferredFit = nil
    evidence.reason = "the fit ends on the bound set by the observed phases"
  }
}
