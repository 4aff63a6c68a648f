// Invariant polynomials of order parameters, strain and polarisation.
//
//     I(D(g) x) = I(x)   for every operation g
//
// For each set of degrees (n₁, n₂, …) in the coupled quantities Molien's count
//
//     dim = 1/|G| Σ_g Π_i h_{n_i}(g)
//
// says how many there are; Reynolds' average 1/|G| Σ_g g·m of monomials m finds them. The echelon
// form of the averages is the printed basis. An invariant is a generator where it is no sum of
// products of invariants of lower degree.

import PhaseFitNumerics

/// The invariant polynomials of one or several coupled quantities, degree by degree.
public struct InvariantBasis: Sendable, Codable {
  /// The labels of the coupled quantities.
  public var labels: [String]
  /// The names of all variables, quantity after quantity.
  public var variables: [String]
  /// The invariants for each set of degrees that has any, lower total degrees first.
  public var blocks: [Block]

  /// The invariants of one degree in each quantity.
  public struct Block: Sendable, Codable, Hashable {
    /// The degree in each of the coupled quantities.
    public var degrees: [Int]
    /// A basis of all invariants of these degrees; its size is Molien's count.
    public var invariants: [InvariantPolynomial]
    /// Those of the basis that complete the products of lower invariants to all.
    public var generators: [InvariantPolynomial]

    /// The sum of the degrees.
    public var degree: Int { degrees.reduce(0, +) }
  }

  /// The invariants up to a total degree.
  ///
  /// - Parameters:
  ///   - quantities: the coupled quantities.
  ///   - cell: the cell to whose operations their matrices belong.
  ///   - degree: the largest total degree, 1 … 8.
  ///   - largest: the largest degree in each quantity, `degree` for all where nil; elastic and
  ///     polar parts are commonly wanted to second order only.
  /// - Throws: `ConsequenceError` where the matrices do not fit the cell or are no representation.
  /// - Complexity: grows with the number of monomials, C(d + n − 1, n) for degree n in d variables.
  public init(
    of quantities: [TransformingQuantity], in cell: CommensurateCell, upTo degree: Int = 6,
    largest: [Int]? = nil
  ) throws(ConsequenceError) {
    guard (1...Monomial.maximumDegree).contains(degree) else {
      throw ConsequenceError(
        .degreeOutOfRange,
        "invariants to degree \(degree), expected 1 … \(Monomial.maximumDegree); 6 is enough for a "
          + "Landau potential of a first-order transition.")
    }
    let average = try QuantityAverage(quantities, in: cell)
    labels = quantities.map(\.label)
    variables = quantities.flatMap(\.variables)
    blocks = []
    let limits = largest ?? Array(repeating: degree, count: quantities.count)
    precondition(
      limits.count == quantities.count,
      "\(limits.count) largest degrees for \(quantities.count) quantities")
    let powers = quantities.map { SymmetrisedPowers($0.matrices, degree: degree) }
    let label = labels.joined(separator: ", ")
    var found: [[Int]: (basis: PolynomialBasis, generators: [SparsePolynomial])] = [:]
    var order: [[Int]] = []
    for total in 1...degree {
      for degrees in Self.compositions(of: total, limits: limits) {
        let count = try SymmetrisedPowers.invariants(
          in: zip(powers, degrees).map { $0.complete[$1] }, label: label)
        guard count > 0 else { continue }
        let basis = average.invariants(degrees: degrees, count: count)
        guard basis.rows.count == count else {
          throw ConsequenceError(
            .notARepresentation,
            "\(label): \(basis.rows.count) invariants of degrees \(degrees), Molien's series has "
              + "\(count); the matrices do not multiply as the operations of the cell do.")
        }
        let generators = Self.generators(of: basis, degrees: degrees, lower: found, order: order)
        found[degrees] = (basis, generators)
        order.append(degrees)
        let names = variables
        let rows = basis.rows.sorted { Self.isSimpler($0, $1) }
        blocks.append(
          Block(
            degrees: degrees,
            invariants: rows.map { InvariantPolynomial($0, variables: names) },
            generators: generators.map { InvariantPolynomial($0, variables: names) }))
      }
    }
  }

  /// The number of invariants of a total degree.
  public func count(ofDegree degree: Int) -> Int {
    blocks.reduce(0) { $0 + ($1.degree == degree ? $1.invariants.count : 0) }
  }

  /// The number of invariants of given degrees in each quantity.
  public func count(ofDegrees degrees: [Int]) -> Int {
    blocks.first { $0.degrees == degrees }?.invariants.count ?? 0
  }

  /// The generators of all degrees, lower degrees first.
  public var generators: [InvariantPolynomial] { blocks.flatMap(\.generators) }

  /// All ways to split a total degree, higher degrees in the first quantities first.
  private static func compositions(of total: Int, limits: [Int]) -> [[Int]] {
    guard let limit = limits.first else { return total == 0 ? [[]] : [] }
    return stride(from: min(total, limit), through: 0, by: -1).flatMap { first in
      compositions(of: total - first, limits: Array(limits.dropFirst())).map { [first] + $0 }
    }
  }

  /// The members of a basis that complete the products of lower invariants, simple ones first.
  private static func generators(
    of basis: PolynomialBasis, degrees: [Int],
    lower: [[Int]: (basis: PolynomialBasis, generators: [SparsePolynomial])], order: [[Int]]
  ) -> [SparsePolynomial] {
    // Every product has a generator as a factor; coordinates at the pivots are enough.
    var span: [[Double]] = []
    search: for first in order {
      let second = zip(degrees, first).map { $0 - $1 }
      guard second.allSatisfy({ $0 >= 0 }), second.contains(where: { $0 > 0 }),
        let left = lower[first], let right = lower[second]
      else { continue }
      for generator in left.generators {
        for row in right.basis.rows {
          span.append(basis.coordinates(of: generator * row))
          if span.count >= 2 * basis.rows.count {
            span = span.reducedRowEchelonForm
            if span.count == basis.rows.count { break search }
          }
        }
      }
    }
    span = span.reducedRowEchelonForm
    var result: [SparsePolynomial] = []
    for row in basis.rows.sorted(by: isSimpler) where span.count < basis.rows.count {
      let extended = (span + [basis.coordinates(of: row)]).reducedRowEchelonForm
      if extended.count > span.count {
        span = extended
        result.append(row)
      }
    }
    return result
  }

  /// Whether a polynomial is shorter or, at equal length, has lower powers of single variables.
  private static func isSimpler(_ left: SparsePolynomial, _ right: SparsePolynomial) -> Bool {
    func key(_ polynomial: SparsePolynomial) -> [Int] {
      let highest = polynomial.terms.keys.map { monomial in
        Dictionary(grouping: monomial.variables) { $0 }.values.map(\.count).max() ?? 0
      }.max()
      return [polynomial.terms.count, highest ?? 0]
    }
    let (first, second) = (key(left), key(right))
    if first != second { return first.lexicographicallyPrecedes(second) }
    return (left.terms.keys.min() ?? .one) < (right.terms.keys.min() ?? .one)
  }
}

/// Reynolds' average on the polynomials of coupled quantities.
struct QuantityAverage {
  private var blocks: [Range<Int>] = []
  private var scales: [Double]
  /// For each step of the chain and each representative, the images of the variables.
  private var steps: [[[[(variable: Int, coefficient: Double)]]]] = []
  /// The variables that change sign under each operation that is diagonal in all quantities.
  private var signs: Set<[Bool]> = []
  /// Whether every representative carries monomials to multiples of monomials.
  private var isMonomial = true

  init(_ quantities: [TransformingQuantity], in cell: CommensurateCell) throws(ConsequenceError) {
    var offset = 0
    for quantity in quantities {
      try quantity.check(in: cell)
      blocks.append(offset..<(offset + quantity.dimension))
      offset += quantity.dimension
    }
    scales = quantities.flatMap(\.scales)
    for representatives in GroupAverage(cell).steps {
      let forms = representatives.map { index in
        zip(quantities, blocks).flatMap { Self.forms($0.matrices[index], from: $1.lowerBound) }
      }
      // A step on which every representative is the unit matrix changes nothing.
      let isTrivial = forms.allSatisfy { form in
        form.enumerated().allSatisfy { variable, image in
          image.count == 1 && image[0].variable == variable && image[0].coefficient == 1
        }
      }
      if isTrivial { continue }
      if forms.contains(where: { $0.contains { $0.count > 1 } }) { isMonomial = false }
      steps.append(forms)
    }
    for index in cell.operations.indices {
      if let pattern = Self.signPattern(quantities.map { $0.matrices[index] }) {
        signs.insert(pattern)
      }
    }
  }

  /// The image of each variable, `x_i → Σ_j D_ji x_j`; elements that are rounding are left out.
  private static func forms(_ matrix: Matrix, from offset: Int)
    -> [[(variable: Int, coefficient: Double)]]
  {
    (0..<matrix.columns).map { column in
      (0..<matrix.rows).compactMap { row in
        let value = matrix[row, column]
        guard abs(value) > SparsePolynomial.rounding else { return nil }
        let nearest = value.rounded()
        let isInteger = abs(value - nearest) < SparsePolynomial.rounding
        return (offset + row, isInteger ? nearest : value)
      }
    }
  }

  /// Which variables change sign, nil where a matrix is not diagonal.
  private static func signPattern(_ matrices: [Matrix]) -> [Bool]? {
    var result: [Bool] = []
    for matrix in matrices {
      for index in 0..<matrix.rows {
        // The rows are unit vectors: a diagonal element of size 1 leaves no other.
        let value = matrix[index, index]
        guard abs(abs(value) - 1) < SparsePolynomial.rounding else { return nil }
        result.append(value < 0)
      }
    }
    return result
  }

  /// The invariants of given degrees, `count` of them where the matrices are a representation.
  func invariants(degrees: [Int], count: Int) -> PolynomialBasis {
    var basis = PolynomialBasis()
    var seen: Set<Monomial> = []
    for monomial in SparsePolynomial.monomials(degrees: degrees, blocks: blocks) {
      if basis.rows.count == count { break }
      if seen.contains(monomial) || isOdd(monomial) { continue }
      let average = self.average(SparsePolynomial([monomial: 1]))
      if isMonomial { seen.formUnion(average.terms.keys) }
      basis.insert(scaled(average))
    }
    return basis
  }

  private func isOdd(_ monomial: Monomial) -> Bool {
    let variables = monomial.variables
    return signs.contains { pattern in
      variables.reduce(false) { $0 != pattern[$1] }
    }
  }

  private func average(_ polynomial: SparsePolynomial) -> SparsePolynomial {
    var result = polynomial
    for step in steps {
      var sum = result
      for forms in step { sum.add(result.substituting(forms)) }
      let factor = 1 / Double(step.count + 1)
      result = SparsePolynomial(sum.terms.mapValues { factor * $0 }).cleaned
    }
    return result
  }

  /// The polynomial in the printed variables.
  private func scaled(_ polynomial: SparsePolynomial) -> SparsePolynomial {
    guard scales.contains(where: { $0 != 1 }) else { return polynomial }
    var result = polynomial
    for (monomial, coefficient) in polynomial.terms {
      result.terms[monomial] = monomial.variables.reduce(coefficient) { $0 * scales[$1] }
    }
    return result
  }
}
