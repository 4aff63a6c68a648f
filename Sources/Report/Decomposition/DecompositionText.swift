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
  /// The most twin laws on the line of domains.
  private static let twinLawLimit = 12

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

  private static func fact(_ heading: String, _ text: String) -> [String] {
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

  // MARK: - Consequences

  private static func consequences(_ report: DecompositionReport) -> [String] {
    var lines: [String] = []
    if let domains = report.domains {
      var text =
        "\(domains.count): \(domains.orientations) orientations × "
        + "\(domains.antiphase) antiphase"
      // Mirrors and twofold axes are what twins are described by; the rest follows from them.
      let laws = domains.twinLaws.filter { $0.hasPrefix("m") || $0.hasPrefix("2") }
      let shown = (laws.isEmpty ? domains.twinLaws : laws).prefix(twinLawLimit)
      if !shown.isEmpty {
        let hidden = domains.twinLaws.count - shown.count
        text +=
          "; twin laws " + shown.joined(separator: ", ")
          + (hidden > 0 ? " and \(hidden) more" : "")
      }
      lines += fact("Domains", text)
    }
    if let ferroic = report.ferroic {
      let classes = [
        ferroic.ferroelectric.map { "ferroelectric (\($0))" },
        ferroic.ferroelastic.map { "ferroelastic (\($0))" },
      ].compactMap { $0 }
      let list =
        classes.isEmpty
        ? "neither polar nor spontaneously strained" : classes.joined(separator: ", ")
      lines += fact("Ferroic", [ferroic.species, list].compactMap { $0 }.joined(separator: ", "))
    }
    for parameter in report.orderParameters {
      lines += fact("Landau", "\(parameter.label): \(parameter.verdict)")
      let counts = parameter.invariants.map { "\($0.count) of degree \($0.degree)" }
      if !counts.isEmpty {
        lines += fact("", "invariants: " + counts.joined(separator: ", "))
      }
    }
    var secondaries: [String] = []
    for coupling in report.couplings where !secondaries.contains(coupling.label) {
      secondaries.append(coupling.label)
      let products = report.couplings.filter { $0.label == coupling.label }.map { other in
        other.powers.map { $0.exponent == 1 ? $0.label : "\($0.label)^\($0.exponent)" }
          .joined(separator: " ")
      }
      lines += fact(
        secondaries.count == 1 ? "Secondary" : "",
        coupling.label
          + (coupling.kinds.isEmpty ? "" : " (\(coupling.kinds.joined(separator: ", ")))")
          + " ∝ \(products.joined(separator: ", "))")
    }
    for star in report.superlattice {
      let first = star.reflections.filter(\.isAllowed).prefix(4).map { reflection in
        "(\(reflection.indices.map(\.description).joined(separator: " "))) "
          + "\(number(reflection.spacing, places: 3)) Å"
      }
      lines += fact(
        star == report.superlattice.first ? "Superlattice" : "",
        star.rule + (first.isEmpty ? "" : ": " + first.joined(separator: ", ")))
    }
    return lines
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
  private static func number(_ value: Double, places: Int) -> String {
    let text = String(format: "%.\(places)f", value)
    return text.contains(where: { "123456789".contains($0) })
      ? text : text.replacing("-", with: "")
  }
}
