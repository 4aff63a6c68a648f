// The ferroic character of a transition (Aizu's species) from the point groups and the primary.
//
//     ferroelectric   polarisations that H allows and G does not
//     ferroelastic    strains that H allows and G does not
//     full, partial   all orientation states differ in it, or only some
//     proper          the primary irrep is that of the polarisation or of the strain
//     improper        it is not: the property follows as a power of the order parameter
//
// A strain whose irrep has modes of the atoms as well is pseudoproper: which of the two softens is
// no matter of symmetry. Displacements of a polar irrep carry a polarisation themselves; there the
// primary is called proper unless occupancies order by the same irrep.

import PhaseFitNumerics

/// Whether a transition is ferroelectric and ferroelastic, and in which way.
public struct FerroicSpecies: Sendable, Codable, Hashable {
  /// The crystal class of the parent.
  public var parentClass: PointGroupSymbol
  /// The crystal class of the child.
  public var childClass: PointGroupSymbol
  /// The polarisation.
  public var ferroelectric: Property
  /// The strain.
  public var ferroelastic: Property
  /// The number of orientation states.
  public var orientationCount: Int

  /// A macroscopic property that distinguishes domain states.
  public struct Property: Sendable, Codable, Hashable {
    /// How it arises.
    public var origin: Origin
    /// Which orientation states it distinguishes.
    public var extent: Extent
    /// The number of distinct values among the domain states.
    public var stateCount: Int
    /// The number of free components in the child, and in the parent.
    public var freeComponents: [Int]
  }

  /// How a property arises from the order parameter.
  public enum Origin: String, Sendable, Codable, Hashable {
    /// The child has nothing of it that the parent does not have.
    case absent = "no"
    /// It is the order parameter.
    case proper
    /// It has the irrep of the order parameter, which has other parts as well.
    case pseudoproper
    /// It follows as a power of the order parameter.
    case improper
  }

  /// Which orientation states a property distinguishes.
  public enum Extent: String, Sendable, Codable, Hashable {
    /// None of them.
    case none = "non"
    /// Some of them.
    case partial
    /// All of them.
    case full
  }

  /// Aizu's symbol, as `m-3mF4mm`.
  public var aizuSymbol: String { "\(parentClass)F\(childClass)" }

  /// Components of the basis vectors are of order 1 and exact to rounding; those that an operation
  /// changes differ by about as much as they are.
  private static let rounding = 1e-6

  /// The species of a child.
  ///
  /// - Parameters:
  ///   - kept: the indices of the child's operations in the cell's.
  ///   - primaries: the irreps that drive the transition.
  ///   - cell: the cell.
  /// - Throws: `ConsequenceError` where the kept operations are no group or the matrices are no
  ///   representation.
  public init(keptBy kept: [Int], primaries: [PhysicalIrrep], in cell: CommensurateCell)
    throws(ConsequenceError)
  {
    try cell.checkSubgroup(kept)
    var contents: [IrrepContent] = []
    for irrep in primaries { contents.append(try IrrepContent(of: irrep, in: cell)) }
    parentClass = try PointGroupSymbol(cell.exactOperations.pointGroup)
    childClass = try PointGroupSymbol(kept.map { cell.exactOperations[$0] }.pointGroup)
    let orientations = parentClass.order / childClass.order
    orientationCount = orientations

    func property(_ quantity: TransformingQuantity, origin: Origin) -> Property {
      let free = quantity.matrices.fixedBasis(of: kept)
      let freeInParent = quantity.matrices.fixedBasis(of: Array(cell.operations.indices))
      // A general vector of the space is left unchanged by what leaves all its basis unchanged.
      let unchanged = cell.operations.indices.filter { index in
        free.allSatisfy { vector in
          zip(quantity.matrices[index] * vector, vector).allSatisfy {
            abs($0 - $1) < Self.rounding
          }
        }
      }
      let states = cell.operations.count / max(unchanged.count, 1)
      return Property(
        origin: states > 1 ? origin : .absent,
        extent: states <= 1 ? .none : states == orientations ? .full : .partial,
        stateCount: states, freeComponents: [free.count, freeInParent.count])
    }
    let polar = contents.filter { $0.polarVectors > 0 }
    ferroelectric = property(
      .polarisation(in: cell),
      origin: polar.isEmpty
        ? .improper : polar.contains { $0.occupancies > 0 } ? .pseudoproper : .proper)
    let elastic = contents.filter { $0.strains > 0 }
    ferroelastic = property(
      .strain(in: cell),
      origin: elastic.isEmpty
        ? .improper
        : elastic.contains { $0.displacements + $0.occupancies > 0 } ? .pseudoproper : .proper)
  }
}
