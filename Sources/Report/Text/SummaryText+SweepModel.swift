import Foundation

extension SummaryText {
  /// The chosen order parameters, how well they describe the sweep, and what was tested; empty
  /// where nothing was fitted.
  static func sweepModel(_ model: AnalysisReport.SweepModelRecord) -> [String] {
    guard let chosen = model.candidates.first(where: \.isChosen), let quality = model.quality
    else { return [] }
    var text = "\(joined(chosen.labels)); \(description(of: quality)), without symmetry breaking "
    // Another sum than that before: only what breaks the symmetry is left to the strict network.
    text += "χ² \(rounded(model.strictChiSquared)) of the "
    text += counted(model.strictResiduals, "coordinate") + " that break it"
    let rivals = model.candidates.filter { !$0.isChosen && $0.isMinimal }
    if let rival = rivals.min(by: { $0.quality.evidence < $1.quality.evidence }) {
      text +=
        "; evidence above \(joined(rival.labels)) by "
        + rounded(rival.quality.evidence - chosen.quality.evidence)
    }
    if model.strictChiSquared <= Double(model.strictResiduals) {
      text += ": these data do not need the broken symmetry"
    }
    if model.status == "notConverged" { text += "; not converged" }
    return [text] + tooSmall(quality) + exponents(model) + bootstraps(model)
  }

  private static func rounded(_ value: Double) -> String {
    String(format: abs(value) < 10 ? "%.1f" : "%.0f", value)
  }

  private static func joined(_ labels: [String]) -> String { labels.joined(separator: " and ") }

  /// χ² with its degrees of freedom, or that there are none to test the model with.
  private static func description(
    of quality: AnalysisReport.SweepModelRecord.Quality
  ) -> String {
    let degrees = quality.degreesOfFreedom
    // Less than one degree of freedom is no test: the model follows whatever was measured.
    guard degrees >= 1 else {
      return "\(quality.residualCount) free coordinates for "
        + "\(rounded(quality.effectiveParameters)) effective parameters leave nothing to test the "
        + "model with"
    }
    return "χ² \(rounded(quality.chiSquared)) for \(rounded(degrees)) degrees of freedom"
  }

  /// That the uncertainties look too large, where they do.
  private static func tooSmall(
    _ quality: AnalysisReport.SweepModelRecord.Quality
  ) -> [String] {
    guard quality.isBelowNoise else { return [] }
    let ratio = (quality.chiSquared / quality.degreesOfFreedom).squareRoot()
    return [
      "the structures agree better than they should: standard uncertainties look about "
        + "\(NumberText.rounded(1 / max(ratio, 1e-3), significantDigits: 2)) times too large"
    ]
  }

  /// The powers of the secondary distortions.
  private static func exponents(_ model: AnalysisReport.SweepModelRecord) -> [String] {
    let tested = model.secondaryExponents.filter { $0.agrees != nil }
    let differing = tested.filter { $0.agrees == false }
    guard !tested.isEmpty else { return [] }
    var text = "secondary distortions follow with the power that symmetry predicts in "
    text += "\(tested.count - differing.count) of \(tested.count)"
    for entry in differing {
      text += "; \(entry.label) (\(entry.kind)) as power "
      text += "\(NumberText.rounded(entry.fitted ?? .nan, significantDigits: 3)), expected "
      text += "\(entry.predicted ?? 0) from \(entry.term ?? "")"
    }
    return [text]
  }

  /// The transition temperatures of the refits.
  private static func bootstraps(_ model: AnalysisReport.SweepModelRecord) -> [String] {
    model.bootstraps.compactMap { entry in
      guard let value = entry.temperature, let low = entry.temperatureLower95,
        let high = entry.temperatureUpper95
      else { return nil }
      func kelvin(_ number: Double) -> String { NumberText.rounded(number, significantDigits: 5) }
      return "\(entry.label), \(entry.replicateCount) refits: transition at \(kelvin(value)) K "
        + "(95 %: \(kelvin(low)) to \(kelvin(high)) K)"
    }
  }
}

extension AnalysisReport.SweepModelRecord.Quality {
  /// The residual degrees of freedom.
  public var degreesOfFreedom: Double {
    max(Double(residualCount) - effectiveParameters, 0)
  }

  /// Whether χ² is below ν − 4√(2ν): noise of the stated size makes more.
  public var isBelowNoise: Bool {
    let degrees = degreesOfFreedom
    return degrees > 8 && chiSquared < degrees - 4 * (2 * degrees).squareRoot()
  }
}
