public import PhaseFitNumerics

/// A special point of the Brillouin zone of a parent.
public struct SpecialPoint: Sendable, Hashable {
  /// The name in the ISO-IR tables, as `GM` or `R`.
  public var name: String
  /// The wave vector in the parent's conventional reciprocal basis, without 2π.
  public var waveVector: [Rational]
  /// The labels of the small irreps at the standard origin, as `R4+`.
  public var labels: [String]
}

extension ParentStructure {
  /// The special points of the parent's space group, in the order of the ISO-IR tables.
  ///
  /// - Throws: `SymmetryError` with code `notIdentified` where no standard setting is found.
  /// - Source: points and labels as in H. T. Stokes, B. J. Campbell and R. Cordes, Acta Cryst. A69,
  ///   388 (2013).
  public func specialPoints() throws(SymmetryError) -> [SpecialPoint] {
    let table = try PointGroupTable(operations)
    return try IrrepLabeller(parent: self, table: table).specialPoints.map { point, primitive in
      SpecialPoint(
        name: point.name, waveVector: conventional(waveVector: primitive),
        labels: point.irreps.map(\.label))
    }
  }
}
