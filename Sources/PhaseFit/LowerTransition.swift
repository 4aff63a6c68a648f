public import PhaseFitLandau
import PhaseFitStructures

/// A further transition of a table, below the one to the parent.
public struct LowerTransition: Sendable, Codable, Hashable {
  /// The break of the order parameter above, with the series of the second one.
  public var found: SeriesBreak
  /// The analysis of the second order parameter; its unit is that of the table, its scale unknown.
  public var analysis: LandauAnalysis

  /// The most transitions that are looked for below the first.
  private static let limit = 3

  /// A break and all that follow in the series of the order parameter below it.
  static func list(
    _ first: SeriesBreak, options: LandauAnalysis.Options
  ) throws -> [LowerTransition] {
    var list: [LowerTransition] = []
    var next: SeriesBreak? = first
    while let found = next, list.count < limit {
      let facts = LandauAnalysis.Facts(groupSubgroupRelated: true)
      let analysis = try LandauAnalysis(found.lower, facts: facts, options: options)
      next = try SeriesBreak(found.lower, analysis)
      list.append(
        LowerTransition(
          found: found,
          analysis: try next.map { try LandauAnalysis($0.upper, facts: facts, options: options) }
            ?? analysis))
    }
    return list
  }

  /// What was found, as a diagnostic.
  var statement: Diagnostic {
    let place = found.bracket.map { $0.significant(7) }.joined(separator: " and ")
    return Diagnostic(
      .warning, code: "landau-several-transitions",
      message: "between \(place) K the order parameter leaves its law (two pieces are better than "
        + "every single form by \(found.akaikeDifference.significant(3)) in Akaike's criterion); the "
        + "points below are not fitted with those above; what their square exceeds the extrapolated "
        + "one by is taken as the square of a second order parameter; expected one transition, or "
        + "structures that tell the order parameters apart")
  }
}
