// The two conditions of a continuous transition to a commensurate phase:
//
//     Landau     the symmetrised cube [Γ³] does not contain the identity
//     Lifshitz   the antisymmetrised square {Γ²} does not contain the polar vector
//
// The first is a statement on the irrep; what counts for a child is whether the cubic invariants
// vanish on the direction that it realises. For coupled primaries Γ is their direct sum.

import PhaseFitNumerics

/// Whether symmetry allows a transition to be continuous.
public struct LandauConditions: Sendable, Codable, Hashable {
  /// The number of independent cubic invariants.
  public var cubicInvariants: Int
  /// The number of independent Lifshitz invariants.
  public var lifshitzInvariants: Int
  /// The cubic invariants in the components of the order parameter.
  public var cubicTerms: [InvariantPolynomial]
  /// The independent cubic terms that are left on the realised direction.
  public var cubicTermsOnDirection: [InvariantPolynomial]
  /// The number of free components of the order parameter on the realised direction.
  public var freeComponents: Int
  /// What follows for the transition.
  public var verdict: Verdict

  /// What the Landau condition says.
  public enum Verdict: String, Sendable, Codable, Hashable {
    /// No cubic invariant: a continuous transition is allowed.
    case continuousAllowed = "continuous transition allowed"
    /// Cubic invariants of the irrep, all zero on the realised direction.
    case cubicVanishesOnDirection =
      "cubic invariant allowed by the irrep but zero on the realised direction"
    /// A cubic term on the realised direction.
    case firstOrder = "first order by symmetry"
  }

  /// Whether the Landau condition holds for the irrep.
  public var satisfiesLandau: Bool { cubicInvariants == 0 }

  /// Whether the Lifshitz condition holds for the irrep.
  public var satisfiesLifshitz: Bool { lifshitzInvariants == 0 }

  /// The conditions of one or several coupled primary irreps.
  ///
  /// - Parameters:
  ///   - primaries: the primary irreps.
  ///   - kept: the indices of the child's operations in the cell's.
  ///   - cell: the cell.
  /// - Throws: `ConsequenceError` where the kept operations are no group or the matrices are no
  ///   representation of the cell's operations.
  public init(of primaries: [PhysicalIrrep], keptBy kept: [Int], in cell: CommensurateCell)
    throws(ConsequenceError)
  {
    let quantities = primaries.enumerated().map { index, irrep in
      TransformingQuantity(irrep, symbol: Self.symbol(index))
    }
    let direction = try RealisedDirection(keptBy: kept, of: quantities, in: cell)
    let invariants = try InvariantBasis(of: quantities, in: cell, upTo: 3)
    cubicTerms = invariants.blocks.filter { $0.degree == 3 }.flatMap(\.invariants)
    cubicInvariants = cubicTerms.count
    cubicTermsOnDirection = direction.potentialTerms(of: invariants)[3] ?? []
    freeComponents = direction.parameters.count
    lifshitzInvariants = try Self.lifshitzInvariants(of: primaries, in: cell)
    verdict =
      cubicInvariants == 0
      ? .continuousAllowed
      : cubicTermsOnDirection.isEmpty ? .cubicVanishesOnDirection : .firstOrder
  }

  /// The symbol of an order parameter by its number, counted from 0.
  static func symbol(_ index: Int) -> String {
    let symbols = ["Q", "S", "T", "U", "V", "W"]
    return index < symbols.count ? symbols[index] : "Q\(index)_"
  }

  /// The multiplicity of the polar vector in the antisymmetrised square of the sum of irreps.
  private static func lifshitzInvariants(of irreps: [PhysicalIrrep], in cell: CommensurateCell)
    throws(ConsequenceError) -> Int
  {
    let powers = irreps.map { SymmetrisedPowers($0.matrices, degree: 2) }
    let vector = cell.operations.map(\.cartesian.trace)
    var result = 0
    for (index, irrep) in irreps.enumerated() {
      result += try SymmetrisedPowers.invariants(
        in: [powers[index].antisymmetricSquare, vector], label: irrep.label)
      for other in irreps.indices.dropFirst(index + 1) {
        result += try SymmetrisedPowers.invariants(
          in: [powers[index].character, powers[other].character, vector], label: irrep.label)
      }
    }
    return result
  }
}

extension PhysicalIrrep {
  /// The number of invariants of each degree, by Molien's series.
  ///
  ///     count(n) = 1/|G| Σ_g [tⁿ] 1 / det(1 − t D(g))
  ///
  /// - Returns: the counts for the degrees 1 … `degree`.
  /// - Throws: `ConsequenceError` where a count is no whole number.
  public func invariantCounts(upTo degree: Int = 6) throws(ConsequenceError) -> [Int] {
    let powers = SymmetrisedPowers(matrices, degree: degree)
    var result: [Int] = []
    for n in 1...max(degree, 1) {
      result.append(try SymmetrisedPowers.invariants(in: [powers.complete[n]], label: label))
    }
    return result
  }
}
