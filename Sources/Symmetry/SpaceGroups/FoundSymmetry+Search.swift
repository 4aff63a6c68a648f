// The space group of an expanded crystal within its precision.

import PhaseFitNumerics
import PhaseFitStructures

extension FoundSymmetry {
  /// Finds the space group that a crystal has within a tolerance.
  ///
  /// Every operation carries each atom to within `tolerance` of an atom with the same contents, its
  /// translation being the mean over all atoms, and keeps the lattice within the strain that the
  /// precision of the cell explains. Operations that form no group are cut down to one.
  ///
  /// The default tolerance is what the precision of the source explains:
  ///
  /// - stated uncertainties: `6 √2 σ`, four standard errors of the difference of two positions, and
  ///   half as much again for the least precise atoms (`Precision.statedFactor`); more where the cell
  ///   holds hundreds of atoms, so that the largest difference of all is explained;
  /// - printed digits: `2 √3 δ`, δ half the last digit, the largest distance that rounding alone can
  ///   make (`Precision.digitFactor`).
  ///
  /// Given another tolerance, that of the lattice is scaled alike. `operations` holds those
  /// operations whose matrices are integer in the crystal's basis: all of them unless the basis is a
  /// supercell that breaks some; `group` is the type of all.
  ///
  /// - Parameters:
  ///   - crystal: the crystal.
  ///   - tolerance: the largest distance in Å, nil for that of the crystal's precision.
  /// - Throws: `SymmetryError` where the group found cannot be named.
  public init(of crystal: ExpandedCrystal, tolerance: Double? = nil) throws(SymmetryError) {
    let used = tolerance ?? crystal.positionTolerance
    let found = Self.search(crystal, tolerance: used)
    let group = try found.type()
    var alternatives: [Alternative] = []
    for other in [used / 3, used * 3] {
      let otherGroup = try? Self.search(crystal, tolerance: other).type()
      if otherGroup != group {
        alternatives.append(Alternative(tolerance: other, group: otherGroup))
      }
    }
    self.init(
      group: group, operations: found.operationsInInput,
      primitiveLattice: found.primitiveLattice, primitiveOperations: found.operations,
      tolerance: used, alternatives: alternatives)
  }

  private static func search(_ crystal: ExpandedCrystal, tolerance: Double)
    -> SymmetrySearch.Result
  {
    let strain =
      crystal.precision.strainTolerance(meanEdge: crystal.meanEdge)
      * tolerance / crystal.positionTolerance
    return crystal.search(tolerance: tolerance, strainTolerance: strain).run()
  }
}

extension ExpandedCrystal {
  /// The mean of the three cell lengths, Å.
  var meanEdge: Double {
    (0..<3).reduce(0) { $0 + length(basis[column: $1]) } / 3
  }

  /// The structure with its atoms sorted into kinds.
  func search(tolerance: Double, strainTolerance: Double) -> SymmetrySearch {
    SymmetrySearch(
      basis: basis, positions: atoms.map(\.position), kinds: kinds, tolerance: tolerance,
      strainTolerance: strainTolerance)
  }

  /// One number for each atom, equal where the contents are the same within the precision of the
  /// occupancies.
  private var kinds: [Int] {
    let uncertainties = parameters.filter { !$0.occupancies.isEmpty }
      .compactMap(\.standardUncertainty)
    // One percent is the last digit of an occupancy that is printed without uncertainty.
    let tolerance = max(0.01, Precision.statedFactor * (uncertainties.max() ?? 0))
    var known: [[Content]] = []
    return atoms.map { atom in
      let index = known.firstIndex { contents in
        contents.map(\.element) == atom.contents.map(\.element)
          && zip(contents, atom.contents).allSatisfy {
            abs($0.occupancy - $1.occupancy) <= tolerance
          }
      }
      if let index { return index }
      known.append(atom.contents)
      return known.count - 1
    }
  }
}

extension SymmetrySearch.Result {
  /// The type of the group.
  func type() throws(SymmetryError) -> SpaceGroupType {
    try SpaceGroupType(identifying: operations, basis: primitive.basis)
  }

  /// The reduced primitive basis in the input's basis.
  var primitiveLattice: FractionalLattice {
    FractionalLattice(scaledBasis: scaledPrimitive, denominator: lattice.denominator)
  }

  /// The operations that are integer in the input's basis, with all its centring translations.
  ///
  ///     W = S W' S⁻¹ ,   w = S w'      S = scaledPrimitive / denominator
  var operationsInInput: [SymmetryOperation] {
    let adjugate = scaledPrimitive.adjugate
    let determinant = scaledPrimitive.determinant
    let denominator = lattice.denominator
    var result: [SymmetryOperation] = []
    // The centring: the primitive lattice modulo Z³.
    let cell = IntegerMatrix3(adjugate.rowMajor.map { $0 * denominator / determinant })
    let centring = cell
      .cosetRepresentatives.map { representative in
        let image = scaledPrimitive * representative
        return (0..<3).map { Rational(image[$0], denominator) }
      }
    for operation in operations {
      let product = scaledPrimitive * operation.rotation * adjugate
      guard product.rowMajor.allSatisfy({ $0 % determinant == 0 }) else { continue }
      let rotation = IntegerMatrix3(product.rowMajor.map { $0 / determinant })
      let translation = scaledPrimitive.apply(to: operation.translation).map {
        $0 * Rational(1, denominator)
      }
      for shift in centring {
        result.append(
          SymmetryOperation(
            rotation: rotation, translation: zip(translation, shift).map { $0 + $1 }
          ).reduced)
      }
    }
    return result
  }
}
