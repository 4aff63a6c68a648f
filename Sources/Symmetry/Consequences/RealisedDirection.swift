// A Landau potential on the direction that a child realises: the invariants with the order
// parameter restricted to what the kept operations H leave unchanged,
//
//     Q = Σ_k t_k f_k ,   f_k a basis of Fix_H = {Q : D(h) Q = Q for h ∈ H}

import PhaseFitNumerics

/// The components of coupled quantities that a child may have.
public struct RealisedDirection: Sendable, Codable, Hashable, CustomStringConvertible {
  /// The names of the free parameters, `a`, `b`, …, quantity after quantity.
  public var parameters: [String]
  /// For each parameter the vector of all components that it multiplies.
  public var basis: [[Double]]

  /// The direction left free by kept operations.
  ///
  /// - Parameters:
  ///   - kept: the indices of the child's operations in the cell's.
  ///   - quantities: the coupled quantities.
  ///   - cell: the cell.
  /// - Throws: `ConsequenceError` where the kept operations are no group or the matrices do not fit.
  public init(
    keptBy kept: [Int], of quantities: [TransformingQuantity], in cell: CommensurateCell
  ) throws(ConsequenceError) {
    try cell.checkSubgroup(kept)
    basis = []
    let total = quantities.reduce(0) { $0 + $1.dimension }
    var offset = 0
    for quantity in quantities {
      try quantity.check(in: cell)
      for row in quantity.matrices.fixedBasis(of: kept) {
        var vector = Array(repeating: 0.0, count: total)
        for (index, value) in row.enumerated() {
          vector[offset + index] = value / quantity.scales[index]
        }
        if let leading = vector.first(where: { $0 != 0 }) { vector = vector.map { $0 / leading } }
        basis.append(vector)
      }
      offset += quantity.dimension
    }
    parameters = basis.indices.map(Self.name)
  }

  /// The components, as `(0, 0, a)`.
  public var description: String {
    let count = basis.first?.count ?? 0
    let components = (0..<count).map { index in
      InvariantPolynomial(
        variables: parameters,
        terms: basis.indices.compactMap { parameter in
          let value = basis[parameter][index]
          guard value != 0 else { return nil }
          return InvariantPolynomial.Term(
            coefficient: value,
            exponents: basis.indices.map { $0 == parameter ? 1 : 0 })
        }
      ).description
    }
    return "(" + components.joined(separator: ", ") + ")"
  }

  /// A polynomial of the quantities' variables as one of the free parameters.
  ///
  /// - Precondition: the polynomial has the variables of the same quantities in the same order.
  public func restrict(_ polynomial: InvariantPolynomial) -> InvariantPolynomial {
    precondition(
      basis.allSatisfy { $0.count == polynomial.variables.count },
      "a polynomial in \(polynomial.variables.count) variables on a direction of "
        + "\(basis.first?.count ?? 0)")
    let forms = polynomial.variables.indices.map { variable in
      basis.indices.compactMap { parameter -> (variable: Int, coefficient: Double)? in
        let value = basis[parameter][variable]
        return value == 0 ? nil : (parameter, value)
      }
    }
    return InvariantPolynomial(
      SparsePolynomial(polynomial).substituting(forms), variables: parameters)
  }

  /// The independent restrictions of all invariants of each total degree that do not vanish.
  ///
  /// The degrees that occur are the powers of the Landau potential along the direction.
  public func potentialTerms(of invariants: InvariantBasis) -> [Int: [InvariantPolynomial]] {
    var result: [Int: PolynomialBasis] = [:]
    for block in invariants.blocks {
      for invariant in block.invariants {
        result[block.degree, default: PolynomialBasis()].insert(
          SparsePolynomial(restrict(invariant)))
      }
    }
    return result.filter { !$0.value.rows.isEmpty }.mapValues { basis in
      basis.rows.map { InvariantPolynomial($0, variables: parameters) }
    }
  }

  private static func name(_ index: Int) -> String {
    let letters = Array("abcdefghijklmnopqrstuvwxyz")
    return index < letters.count ? String(letters[index]) : "a\(index + 1)"
  }
}

extension SparsePolynomial {
  /// The polynomial of a value, in its variables by position.
  init(_ polynomial: InvariantPolynomial) {
    terms = [:]
    for term in polynomial.terms {
      var monomial = Monomial.one
      for (variable, exponent) in term.exponents.enumerated() {
        for _ in 0..<exponent { monomial = monomial.times(variable) }
      }
      terms[monomial, default: 0] += term.coefficient
    }
  }
}

extension CommensurateCell {
  /// Refuses indices of operations that form no group.
  func checkSubgroup(_ kept: [Int]) throws(ConsequenceError) {
    let isInside = kept.allSatisfy { operations.indices.contains($0) }
    guard isInside, Set(kept).count == kept.count, !kept.isEmpty,
      kept.map({ exactOperations[$0] }).isGroup
    else {
      throw ConsequenceError(
        .notASubgroup,
        "the \(kept.count) kept operations are no subgroup of the \(operations.count) operations of "
          + "\(parentGroup); take those that leave one distortion unchanged.")
    }
  }
}
