// Polynomials in several variables as sums of monomials, for the algebra of invariants.
//
//     p(x) = Σ_m c_m x^m ,   (g p)(x) = p(D(g)⁻¹ x) = p(Dᵀ(g) x)   for orthogonal D
//
// A monomial is one word of eight bytes: the variables in ascending order, each as index + 1. Two
// monomials of the same degree compare as their lists of variables do, so that x₁ⁿ is the smallest.

import PhaseFitNumerics

/// A product of up to eight variables.
struct Monomial: Hashable, Comparable {
  /// The variables plus one, ascending, one byte each, the smallest in the highest byte used.
  private(set) var code: UInt64 = 0

  /// The largest degree that fits the code.
  static let maximumDegree = 8

  /// The product without factors.
  static let one = Monomial()

  /// The product with one more factor.
  func times(_ variable: Int) -> Monomial {
    let byte = UInt64(variable + 1)
    var shift: UInt64 = 0
    while shift < 64, (code >> shift) & 0xFF > byte { shift += 8 }
    let low = code & ((1 << shift) - 1)
    return Monomial(code: ((((code >> shift) << 8) | byte) << shift) | low)
  }

  /// The product of two monomials.
  static func * (left: Monomial, right: Monomial) -> Monomial {
    var result = left
    var rest = right.code
    while rest != 0 {
      result = result.times(Int(rest & 0xFF) - 1)
      rest >>= 8
    }
    return result
  }

  /// The factors in ascending order.
  var variables: [Int] {
    var result: [Int] = []
    var rest = code
    while rest != 0 {
      result.append(Int(rest & 0xFF) - 1)
      rest >>= 8
    }
    return result.reversed()
  }

  static func < (left: Monomial, right: Monomial) -> Bool { left.code < right.code }
}

/// A polynomial as a table of coefficients.
struct SparsePolynomial {
  /// The coefficients that are not zero.
  var terms: [Monomial: Double]

  /// Coefficients below this size are rounding: averages over a group of up to some thousand
  /// operations have coefficients above 1e-4 where they do not vanish.
  static let rounding = 1e-9

  init(_ terms: [Monomial: Double] = [:]) {
    self.terms = terms
  }

  /// Adds a multiple of another polynomial.
  mutating func add(_ other: SparsePolynomial, times factor: Double = 1) {
    for (monomial, coefficient) in other.terms {
      terms[monomial, default: 0] += factor * coefficient
    }
  }

  /// The polynomial without coefficients that are rounding.
  var cleaned: SparsePolynomial {
    SparsePolynomial(terms.filter { abs($0.value) > Self.rounding })
  }

  /// The product of two polynomials.
  static func * (left: SparsePolynomial, right: SparsePolynomial) -> SparsePolynomial {
    var result: [Monomial: Double] = [:]
    for (first, firstCoefficient) in left.terms {
      for (second, secondCoefficient) in right.terms {
        result[first * second, default: 0] += firstCoefficient * secondCoefficient
      }
    }
    return SparsePolynomial(result)
  }

  /// The polynomial in new variables: each old variable is a linear form in the new ones.
  ///
  /// `forms` holds for each old variable the new ones with their coefficients.
  func substituting(_ forms: [[(variable: Int, coefficient: Double)]]) -> SparsePolynomial {
    var result: [Monomial: Double] = [:]
    for (monomial, coefficient) in terms {
      var partial: [(Monomial, Double)] = [(.one, coefficient)]
      for variable in monomial.variables {
        let form = forms[variable]
        if form.count == 1 {
          for index in partial.indices {
            partial[index].0 = partial[index].0.times(form[0].variable)
            partial[index].1 *= form[0].coefficient
          }
          continue
        }
        // Equal monomials are gathered at every factor, or the number of terms explodes.
        var next: [Monomial: Double] = [:]
        for (product, value) in partial {
          for (variable, factor) in form {
            next[product.times(variable), default: 0] += value * factor
          }
        }
        partial = next.map { ($0.key, $0.value) }
      }
      for (product, value) in partial { result[product, default: 0] += value }
    }
    return SparsePolynomial(result)
  }

  /// All monomials of the given degree in each block of variables, ascending.
  static func monomials(degrees: [Int], blocks: [Range<Int>]) -> [Monomial] {
    var result: [Monomial] = [.one]
    for (degree, block) in zip(degrees, blocks) {
      var parts: [(monomial: Monomial, last: Int)] = [(.one, block.lowerBound)]
      for _ in 0..<degree {
        parts = parts.flatMap { part in
          (part.last..<block.upperBound).map { (part.monomial.times($0), $0) }
        }
      }
      result = result.flatMap { left in parts.map { left * $0.monomial } }
    }
    return result.sorted()
  }
}

/// A basis of a space of polynomials in reduced row echelon form.
struct PolynomialBasis {
  /// The basis polynomials, each with coefficient 1 at its pivot, which no other one contains.
  private(set) var rows: [SparsePolynomial] = []
  /// The pivots of the rows.
  private(set) var pivots: [Monomial] = []

  /// Adds a polynomial unless the rows span it already.
  ///
  /// - Returns: whether it was independent.
  @discardableResult
  mutating func insert(_ polynomial: SparsePolynomial) -> Bool {
    var rest = polynomial.cleaned
    for (row, pivot) in zip(rows, pivots) {
      if let coefficient = rest.terms[pivot] { rest.add(row, times: -coefficient) }
    }
    rest = rest.cleaned
    guard let pivot = rest.terms.keys.min(), let leading = rest.terms[pivot] else { return false }
    rest = SparsePolynomial(rest.terms.mapValues { $0 / leading })
    for index in rows.indices {
      if let coefficient = rows[index].terms[pivot] {
        rows[index].add(rest, times: -coefficient)
        rows[index] = rows[index].cleaned
      }
    }
    rows.append(rest)
    pivots.append(pivot)
    return true
  }

  /// The coordinates of a polynomial of the span: its coefficients at the pivots.
  func coordinates(of polynomial: SparsePolynomial) -> [Double] {
    pivots.map { polynomial.terms[$0] ?? 0 }
  }
}
