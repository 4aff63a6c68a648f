// What is derived from a list of operations alone: the structures of a sweep share their lists, and
// most of the work of reading one is done once.

import PhaseFitNumerics

/// The group that a list of coordinate triplets generates.
struct DeclaredGroup: Sendable {
  /// The operations, translations in 0 ..< 1.
  let operations: [SymmetryOperation]
  /// The distinct matrix parts.
  let pointGroup: [IntegerMatrix3]
  /// Whether the only pure translation of the group is that of the cell.
  let isPrimitive: Bool
  /// How many different operations are listed.
  let distinctCount: Int

  /// The groups of the lists met last.
  private static let known = FunctionMemory<[String], DeclaredGroup>(capacity: 128)

  /// The group of a list as a source writes it.
  ///
  /// - Throws: `SymmetryError` without a place: a text is no operation, or the list generates no
  ///   finite group.
  static func generated(by triplets: [String]) throws(SymmetryError) -> DeclaredGroup {
    try known.value(of: triplets) { () throws(SymmetryError) in
      var listed: [SymmetryOperation] = []
      for text in triplets { listed.append(try SymmetryOperation(jonesFaithful: text).reduced) }
      return DeclaredGroup(
        operations: try listed.generatedGroup(), distinctCount: Set(listed).count)
    }
  }

  init(operations: [SymmetryOperation], distinctCount: Int) {
    self.operations = operations
    self.distinctCount = distinctCount
    pointGroup = operations.pointGroup
    isPrimitive = operations.primitiveLattice.pointsPerCell == 1
  }
}
