import Foundation
import PhaseFitNumerics
import PhaseFitStructures
import PhaseFitSymmetry

/// The decomposition for people: the answer first, then the irreps, then details; 80 columns.
public enum DecompositionText {
  /// The decomposition as text that ends with a line break, in lines of at most 80 columns.
  public static func render(_ report: DecompositionReport) -> String {
    let blocks = [
      answer(report), facts(report), irrepTable(report), strain(report),
      consequences(report), displacementTable(report), doubts(report.diagnostics),
    ]
    return blocks.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }
      .joined(separator: "\n\n") + "\n"
  }

  /// The most rows of the table of displacements; JSON and XML hold all.
  private static let displacementLimit = 24

  // MARK: - The answer

  private static func answer(_ report: DecompositionReport) -> [String] {
    var text = "\(report.parent.group) → \(report.child.group), index \(report.index)"
    if report.cellMultiplication > 1 { text += ", cell × \(report.cellMultiplication)" }
    if let drive = drive(report) { text += ": \(drive)" }
    return TextLayout.wrapped(text)
  }

  /// What drives the transition, in words; nil where irreps are not known.
  private static func drive(_ report: DecompositionReport) -> String? {
    guard let first = report.primarySets.first else { return nil }
    func described(_ label: String) -> String {
      guard let component = report.irreps.first(where: { $0.label == label }) else {
        return label
      }
      return [label, component.direction].compactMap { $0 }.joined(separator: " ")
    }
    let lead = "driven by " + first.map(described).joined(separator: " and ")
    let others = report.primarySets.dropFirst()
    guard !others.isEmpty else { return lead }
    let alternatives = others.prefix(3).map { $0.joined(separator: " + ") }
    return lead + "; by symmetry also "
      + alternatives.joined(separator: ", or ")
      + (others.count > 3 ? ", or \(others.count - 3) other sets" : "") + " would do"
  }

  // MARK: - Facts

  private static func facts(_ report: DecompositionReport) -> [String] {
    let transformation = report.transformation
    let origin = transformation.origin.components.map { number($0, places: 4) }
    var lines = fact("Parent", "\(report.parent.group), \(report.parent.file)")
    lines += fact("Child", "\(report.child.group), \(report.child.file)")
    lines += fact(
      "Cell", "(a b c)_child = (a b c)_parent P, P = \(matrix(transformation.matrix))")
    lines += fact("Origin", "(\(origin.joined(separator: ", "))) in the parent")
    let total = report.total
    lines += fact(
      "Amplitude",
      "As = \(measured(total.amplitudeAs)), Ap = \(measured(total.amplitudeAp)), largest "
        + "displacement \(measured(total.maximum)), rms \(measured(total.rootMeanSquare))")
    if let occupancy = total.occupancy {
      lines += fact("Occupancy", "As = \(measured(occupancy))")
    }
    return lines
  }

  static func fact(_ heading: String, _ text: String) -> [String] {
    TextLayout.wrapped(text, first: TextLayout.padded(heading, width: 13) + " ")
  }

  private static func matrix(_ rows: [[Rational]]) -> String {
    "[" + rows.map { $0.map(\.description).joined(separator: " ") }.joined(separator: "; ") + "]"
  }

  // MARK: - Irreps

  private static func irrepTable(_ report: DecompositionReport) -> [String] {
    guard !report.irreps.isEmpty else { return [] }
    let hasOccupancy = report.irreps.contains { $0.occupancy != nil }
    var columns: [TextTable.Column] = [
      .init(heading: "irrep", limit: 12), .init(heading: "k", limit: 16),
      .init(heading: "direction", limit: 16),
      .init(heading: "As/Å", limit: 12, isRightAligned: true),
      .init(heading: "max/Å", limit: 8, isRightAligned: true),
    ]
    if hasOccupancy { columns.append(.init(heading: "occ.", limit: 10, isRightAligned: true)) }
    columns.append(.init(heading: "isotropy subgroup", limit: 80))
    let rows = report.irreps.map { component in
      var row = [
        (component.isPrimaryCandidate ? "*" : " ") + component.name,
        component.waveVector.map(\.description).joined(separator: " "),
        component.direction ?? "-",
        component.maximum == nil && component.label != nil ? "-" : amplitude(component.amplitudeAs),
        component.maximum.map { number($0.value, places: 4) } ?? "-",
      ]
      if hasOccupancy { row.append(component.occupancy.map(amplitude) ?? "-") }
      row.append(
        component.isotropySubgroup.map { "\($0.group), index \($0.index)" } ?? "-")
      return row
    }
    var lines = TextTable(columns: columns, rows: rows).lines()
    if report.irreps.contains(where: \.isPrimaryCandidate) {
      lines += TextLayout.wrapped(
        "* in a smallest set of irreps whose common isotropy subgroup is the child's group")
    }
    lines += TextLayout.wrapped(legend(hasOccupancy: hasOccupancy))
    let mulliken = report.irreps.compactMap { component in
      component.mulliken.map { "\(component.name) is \($0)" }
    }
    if !mulliken.isEmpty {
      lines += TextLayout.wrapped("Mulliken symbols: " + mulliken.joined(separator: ", "))
    }
    for component in report.irreps {
      guard let realised = component.realised else { continue }
      lines += TextLayout.wrapped(
        "\(component.name) is \(realised.direction) within its errors, which "
          + "\(realised.isotropySubgroup.group) of index \(realised.isotropySubgroup.index) keeps")
    }
    // Irreps often share their other origin: one sentence for each.
    var origins: [String: [String]] = [:]
    var order: [String] = []
    for component in report.irreps {
      for other in component.otherOrigins {
        let origin = other.origin.map(\.description).joined(separator: ",")
        if origins[origin] == nil { order.append(origin) }
        origins[origin, default: []].append("\(component.name) is \(other.label)")
      }
    }
    for origin in order {
      lines += TextLayout.wrapped(
        "with the origin at (\(origin)) "
          + (origins[origin] ?? []).joined(separator: ", "))
    }
    return lines
  }

  /// What the columns of the table mean.
  private static func legend(hasOccupancy: Bool) -> String {
    "As: root of the sum of |u|² over the child's primitive cell; Ap: over the parent's; max: the "
      + "longest displacement"
      + (hasOccupancy ? "; occ.: root of the sum of squared changes of occupancy, as As" : "")
  }

  /// An amplitude with its uncertainty, or with four decimal places where it has none.
  private static func amplitude(_ quantity: Quantity) -> String {
    quantity.standardUncertainty == nil
      ? number(quantity.value, places: 4)
      : NumberText.measured(quantity.value, quantity.standardUncertainty)
  }

  // MARK: - Strain

  private static func strain(_ report: DecompositionReport) -> [String] {
    guard !report.strain.parts.isEmpty else { return [] }
    let parts = report.strain.parts.map { part in
      "\(part.label ?? (part.breaksSymmetry ? "symmetry-breaking" : "symmetric")) "
        + "\(strain(part.amplitude))\(part.breaksSymmetry ? "" : " (keeps the symmetry)")"
    }
    var lines = fact("Strain", parts.joined(separator: ", "))
    lines += fact(
      "Voigt e", report.strain.voigt.map(strain).joined(separator: " "))
    return lines
  }

  private static func strain(_ quantity: Quantity) -> String {
    quantity.standardUncertainty == nil
      ? number(quantity.value, places: 5)
      : NumberText.measured(quantity.value, quantity.standardUncertainty)
  }

  // MARK: - Displacements

  private static func displacementTable(_ report: DecompositionReport) -> [String] {
    guard !report.displacements.isEmpty else { return [] }
    let shown = report.displacements.prefix(displacementLimit)
    let columns: [TextTable.Column] = [
      .init(heading: "site", limit: 8),
      .init(heading: "x", limit: 9, isRightAligned: true),
      .init(heading: "y", limit: 9, isRightAligned: true),
      .init(heading: "z", limit: 9, isRightAligned: true),
      .init(heading: "u_x/Å", limit: 12, isRightAligned: true),
      .init(heading: "u_y/Å", limit: 12, isRightAligned: true),
      .init(heading: "u_z/Å", limit: 12, isRightAligned: true),
    ]
    let rows = shown.map { displacement in
      [displacement.label] + displacement.position.components.map { number($0, places: 4) }
        + displacement.components.map(amplitude)
    }
    var lines = TextTable(columns: columns, rows: rows).lines()
    let hidden = report.displacements.count - shown.count
    if hidden > 0 { lines.append("  … \(hidden) more with --format json or xml …") }
    return lines
  }

  // MARK: - Doubts

  private static func doubts(_ diagnostics: [Diagnostic]) -> [String] {
    diagnostics.flatMap { diagnostic in
      TextLayout.wrapped(
        diagnostic.message, first: TextLayout.padded(diagnostic.severity.rawValue, width: 8) + " ")
    }
  }

  private static func measured(_ quantity: Quantity) -> String {
    let unit = quantity.unit == "1" ? "" : " \(quantity.unit)"
    return amplitude(quantity) + unit
  }

  /// A number with a fixed count of decimal places, without a negative zero.
  static func number(_ value: Double, places: Int) -> String {
    let text = String(format: "%.\(places)f", value)
    return text.contains(where: { "123456789".contains($0) })
      ? text : text.replacing("-", with: "")
  }
}
