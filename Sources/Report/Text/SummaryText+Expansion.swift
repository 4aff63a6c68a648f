import Foundation
import PhaseFitNumerics

/// The thermal expansion of phases in words.
extension SummaryText {
  /// The unit in which coefficients are printed: 10⁻⁶/K.
  private static let unit = 1e-6

  /// A line for each phase: its principal coefficients with their axes, and that of the volume.
  static func expansions(_ report: AnalysisReport) -> [String] {
    report.expansions.map { expansion in
      let range = expansion.temperatureRange
      let ends = [range.lower, range.upper].map { $0.flatMap(NumberText.exact) ?? "-" }
      let parts = expansion.principal.map { principal in
        let value = coefficient(principal.coefficient)
        return axis(principal, in: expansion).map { "\(value) \($0)" } ?? value
      }
      return expansion.phase + (expansion.run.map { ", run \(InertText.line($0))" } ?? "")
        + ", \(expansion.count) cells from \(ends[0]) to \(ends[1]) K: "
        + parts.joined(separator: ", ") + "; volume \(coefficient(expansion.volume)), in 10⁻⁶/K"
    }
  }

  /// A coefficient in 10⁻⁶/K with its standard uncertainty.
  static func coefficient(_ quantity: Quantity) -> String {
    NumberText.shown(quantity.value / unit, quantity.standardUncertainty.map { $0 / unit })
  }

  /// Where a coefficient holds: along an axis, across the other one, or in all directions (nil).
  static func axis(
    _ principal: AnalysisReport.Expansion.Principal, in expansion: AnalysisReport.Expansion
  ) -> String? {
    guard let direction = principal.direction else {
      guard principal.multiplicity == 2,
        let single = expansion.principal.compactMap(\.direction).first
      else { return nil }
      return "across \(name(of: single))"
    }
    return "along \(name(of: direction))"
  }

  /// An axis of the cell by its letter, another direction by its components.
  private static func name(of direction: Vector3) -> String {
    for (letter, component) in zip(["a", "b", "c"], direction.components) where component == 1 {
      return letter
    }
    let components = direction.components.map {
      $0 == 0 ? "0" : String(format: "%.2f", $0)
    }
    return "[\(components.joined(separator: " "))]"
  }
}
