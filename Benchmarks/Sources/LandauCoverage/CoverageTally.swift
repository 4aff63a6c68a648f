import Foundation
import PhaseFitLandau
import PhaseFitStructures

/// Counts over the tables of one kind.
struct CoverageTally {
  private(set) var total = 0
  private var given = 0
  private var covered = 0
  private var low = 0
  private var ownCovered = 0
  private var ownGiven = 0
  private var bounded = 0
  private var widths: [Double] = []
  private var verdicts: [LandauAnalysis.Order: Int] = [:]
  private var wrong = 0
  /// Tables in which a second transition is claimed, where there is none.
  private(set) var falseBreaks = 0
  /// Why the order stayed open, numbers replaced by #, with counts.
  private(set) var reasons: [String: Int] = [:]

  mutating func add(_ table: SyntheticTable, _ analysis: LandauAnalysis) throws {
    total += 1
    if try SeriesBreak(table.series, analysis) != nil { falseBreaks += 1 }
    verdicts[analysis.order, default: 0] += 1
    if table.isWrong(analysis.order) { wrong += 1 }
    if analysis.order == .undetermined {
      let reason = analysis.evidence.reason.replacing(/-?[0-9]+(\.[0-9]+)?(e-?[0-9]+)?/, with: "#")
      reasons[reason, default: 0] += 1
    }
    if let own = table.ownForm(among: analysis.fits), own.hasIntervals {
      ownGiven += 1
      if own.transitionTemperature.contains(table.transition) { ownCovered += 1 }
    }
    guard let estimate = analysis.temperature,
      estimate.value != nil || estimate.isIntervalOnly
    else { return }
    given += 1
    if estimate.contains(table.transition) {
      covered += 1
    } else if let upper = estimate.upper95, upper < table.transition {
      low += 1
    }
    if estimate.lowerIsBound, estimate.upperIsBound { bounded += 1 }
    if let lower = estimate.lower95, let upper = estimate.upper95 {
      widths.append((upper - lower) / table.transition)
    }
  }

  static func + (left: CoverageTally, right: CoverageTally) -> CoverageTally {
    var sum = left
    sum.total += right.total
    sum.given += right.given
    sum.covered += right.covered
    sum.low += right.low
    sum.ownCovered += right.ownCovered
    sum.ownGiven += right.ownGiven
    sum.bounded += right.bounded
    sum.widths += right.widths
    sum.wrong += right.wrong
    sum.falseBreaks += right.falseBreaks
    sum.verdicts.merge(right.verdicts, uniquingKeysWith: +)
    sum.reasons.merge(right.reasons, uniquingKeysWith: +)
    return sum
  }

  static let header =
    "kind                       tables  given  covered      of all     below  own form  at bounds  width/T"

  /// Coverage of the intervals given, with its binomial standard error, and over all tables.
  ///
  /// Where no interval is given because the fit contradicts the bracket, a miss was withheld: the
  /// share of all tables counts those as misses.
  func coverageLine(_ name: String) -> String {
    func percent(_ part: Int, _ whole: Int) -> String {
      whole > 0 ? String(format: "%5.1f", 100 * Double(part) / Double(whole)) : "    -"
    }
    let share = Double(covered) / Double(max(given, 1))
    let error = 100 * (share * (1 - share) / Double(max(given, 1))).squareRoot()
    let sorted = widths.sorted()
    let width = sorted.isEmpty ? 0 : sorted[sorted.count / 2]
    return name.padding(toLength: 25, withPad: " ", startingAt: 0)
      + String(format: "  %6d  %5d  ", total, given) + percent(covered, given)
      + String(format: " ± %3.1f %%  ", error) + percent(covered, total) + " %  "
      + percent(low, given) + " %  "
      + percent(ownCovered, ownGiven) + " %   " + percent(bounded, given) + " %  "
      + String(format: "%.4f", width)
  }

  static let verdictHeader = "kind                        first  second  tricritical  open  wrong"

  /// One row of the confusion table.
  func verdictLine(_ name: String) -> String {
    func count(_ order: LandauAnalysis.Order) -> Int { verdicts[order] ?? 0 }
    return name.padding(toLength: 25, withPad: " ", startingAt: 0)
      + String(
        format: "  %6d  %6d  %11d  %4d  %5.2f %%", count(.first), count(.second),
        count(.tricritical), count(.undetermined), 100 * Double(wrong) / Double(max(total, 1)))
  }
}

extension CoverageTally {
  /// What a table was made with and what was found, where the truth is missed or the order is wrong.
  static func miss(_ table: SyntheticTable, _ analysis: LandauAnalysis) -> String? {
    let isMissed = analysis.temperature.map { !$0.contains(table.transition) } ?? false
    guard isMissed || table.isWrong(analysis.order) else { return nil }
    func kelvin(_ value: Double?) -> String { value.map { String(format: "%.3f", $0) } ?? "open" }
    let points = analysis.fits.first?.points ?? []
    let estimate = analysis.temperature
    let best = analysis.fits.compactMap(\.correctedAkaike).min() ?? 0
    let relative = 100 * (points.first?.standardUncertainty ?? 0)
    var lines = [
      "\(table.kind.rawValue): Ttr \(kelvin(table.transition)), found "
        + "\(kelvin(estimate?.lower95)) to \(kelvin(estimate?.upper95)), \(analysis.order)",
      "    \(points.count) points, \(kelvin(points.first?.temperature)) to "
        + "\(kelvin(points.last?.temperature)), s.u. " + String(format: "%.2f %%", relative)
        + ", parent from \(kelvin(analysis.bracket.firstParent))",
    ]
    for (index, fit) in analysis.fits.enumerated() {
      let profile = fit.transitionProfile.last
      let difference = (fit.correctedAkaike ?? .infinity) - best
      var line = index == analysis.preferredFit ? "  * " : "    "
      line += "\(fit.model): \(kelvin(fit.transitionTemperature.value)) in "
      line += "\(kelvin(profile?.lower)) to \(kelvin(profile?.upper))"
      line += String(format: ", χ² %.1f, Δ %.1f", fit.chiSquared, difference)
      lines.append(line + (fit.isAtBoundary ? ", at a boundary" : ""))
    }
    lines += analysis.diagnostics.map { "    \($0.code)" }
    return lines.joined(separator: "\n")
  }
}

extension SyntheticTable {
  /// The fit of the form that made the table, whose interval alone is neither too wide nor too sure.
  func ownForm(among fits: [LandauFit]) -> LandauFit? {
    let form: LandauModel.Form =
      switch kind {
      case .cubic: .twoThreeFour
      case .powerLaw, .saturatedPowerLaw, .noUncertainty: .powerLaw(exponent: nil)
      case .crossover, .saturatedCrossover, .potentialFar: .crossover(sharpness: 4)
      case .tricriticalFar, .correction: .crossover(sharpness: 1)
      case .ordering: .braggWilliams
      default: .twoFourSix
      }
    let isSaturated: Bool =
      switch kind {
      case .saturatedTwoFour, .saturatedTwoSix, .saturatedFirst, .saturatedPowerLaw,
        .saturatedCrossover:
        true
      default: false
      }
    return fits.first {
      $0.model == LandauModel(form, saturation: isSaturated ? .profiled : .none)
    }
  }
}
