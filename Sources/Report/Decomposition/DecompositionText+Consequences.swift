import PhaseFitNumerics
import PhaseFitSymmetry

/// Domains, ferroic species, Landau's conditions, couplings and reflections for people.
extension DecompositionText {
  /// The most twin laws on the line of domains.
  private static let twinLawLimit = 12
  /// The most kinds of walls.
  private static let wallLimit = 6
  /// The most antiphase translations.
  private static let antiphaseLimit = 3

  static func consequences(_ report: DecompositionReport) -> [String] {
    var lines: [String] = []
    if let domains = report.domains {
      var text =
        "\(domains.count): \(SummaryText.counted(domains.orientations, "orientation")) × "
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
      lines += walls(of: domains)
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

  /// The walls without long-range stress and the antiphase boundaries.
  private static func walls(of domains: DecompositionReport.Domains) -> [String] {
    var lines: [String] = []
    for wall in domains.walls.prefix(wallLimit) {
      let text: String =
        switch wall.kind {
        case "any": "any plane, the strains are equal"
        case "none": "none without stress"
        default: wall.planes.joined(separator: " and ")
        }
      lines += fact(lines.isEmpty ? "Walls" : "", "across \(wall.twinLaw): \(text)")
    }
    if domains.walls.count > wallLimit {
      lines += fact(
        "", "and \(domains.walls.count - wallLimit) more kinds with --format json or xml")
    }
    let shifts = domains.states.dropFirst().filter { $0.orientation == 0 }.map(\.operation)
    if !shifts.isEmpty {
      let shown = shifts.prefix(antiphaseLimit).joined(separator: "; ")
      let hidden = shifts.count - antiphaseLimit
      lines += fact(
        lines.isEmpty ? "Walls" : "",
        "antiphase boundaries by \(shown)" + (hidden > 0 ? " and \(hidden) more" : "")
          + ": any plane")
    }
    return lines
  }
}
