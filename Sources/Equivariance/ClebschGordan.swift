// Real Clebsch–Gordan tensors: the one bilinear equivariant map (l₁, l₂) → l₃, Frobenius norm 1.
//
//     z_k = Σ_ij C_ijk x_i y_j ,   z(D x, D y) = D z(x, y)
//
// In the complex basis the tensor is ⟨l₁m₁ l₂m₂|l₃m₃⟩ by Racah's sum. Real components are
// numbered m = −l … l and enter through x_complex = Q x_real,
//
//     Q_{m, ±|m|} = (−i)^l · { 1/√2, −i/√2 }                 m < 0
//     Q_{0, 0}    = (−i)^l
//     Q_{m, ±|m|} = (−i)^l · (−1)^m { 1/√2, +i/√2 }          m > 0
//
//     C_jln = Re Σ Q₁_{m₁ j} Q₂_{m₂ l} Q₃*_{m₃ n} ⟨l₁m₁ l₂m₂|l₃m₃⟩ / √(2l₃ + 1).
//
// The factor (−i)^l makes every tensor real, also those with l₁ + l₂ + l₃ odd.

/// The real Clebsch–Gordan tensor of three degrees, as its nonzero elements.
public struct ClebschGordan: Sendable {
  /// The degrees l₁, l₂ of the factors and l₃ of the product.
  public let degrees: (Int, Int, Int)
  /// The elements that are not zero, ordered by their indices.
  public let terms: [Term]

  /// One element of the tensor; components are counted from 0.
  public struct Term: Sendable, Hashable {
    /// The component of the first factor.
    public let first: Int
    /// The component of the second factor.
    public let second: Int
    /// The component of the product.
    public let product: Int
    /// The element.
    public let value: Double
  }

  /// Elements below this are zero: exact ones are at least 0.01 for degrees up to 6, and sums of a
  /// four terms of size 1, each rounded once or twice, are off by less than 1e-14.
  private static let roundingThreshold = 1e-13

  /// The tensor that couples degrees l₁ and l₂ to l₃.
  ///
  /// - Precondition: `|l₁ − l₂| ≤ l₃ ≤ l₁ + l₂`.
  public init(_ first: Int, _ second: Int, _ product: Int) {
    precondition(
      first >= 0 && second >= 0 && (abs(first - second)...(first + second)).contains(product),
      "degrees \(first), \(second) and \(product) do not satisfy the triangle rule")
    degrees = (first, second, product)
    let (rows, columns) = (2 * second + 1, 2 * product + 1)
    var dense = [Double](repeating: 0, count: (2 * first + 1) * rows * columns)
    for m1 in -first...first {
      for m2 in -second...second where abs(m1 + m2) <= product {
        let coupling = complexCoupling(first, m1, second, m2, product)
        if coupling == 0 { continue }
        for (i, left) in realComponents(first, m1) {
          for (j, right) in realComponents(second, m2) {
            for (k, out) in realComponents(product, m1 + m2) {
              // Re(left · right · conj(out))
              let factor = multiply(multiply(left, right), SIMD2(out.x, -out.y)).x
              dense[(i * rows + j) * columns + k] += factor * coupling
            }
          }
        }
      }
    }
    let norm = Double(columns).squareRoot()
    terms = dense.indices.compactMap { index in
      let value = dense[index] / norm
      guard abs(value) > Self.roundingThreshold else { return nil }
      return Term(
        first: index / (rows * columns), second: index / columns % rows, product: index % columns,
        value: value)
    }
  }

  /// The product `z_k = Σ C_ijk x_i y_j`.
  ///
  /// - Precondition: 2l₁ + 1 and 2l₂ + 1 components.
  public func callAsFunction(_ left: [Double], _ right: [Double]) -> [Double] {
    checkShapes(left, right)
    var result = [Double](repeating: 0, count: 2 * degrees.2 + 1)
    for term in terms {
      result[term.product] += term.value * left[term.first] * right[term.second]
    }
    return result.finiteResult()
  }

  /// The pullback of the product: `x̄_i = Σ C_ijk y_j z̄_k`, `ȳ_j = Σ C_ijk x_i z̄_k`.
  ///
  /// - Precondition: 2l₁ + 1, 2l₂ + 1 and 2l₃ + 1 components.
  public func pullback(
    _ left: [Double], _ right: [Double], cotangent: [Double]
  ) -> (left: [Double], right: [Double]) {
    checkShapes(left, right)
    precondition(
      cotangent.count == 2 * degrees.2 + 1,
      "the product has \(2 * degrees.2 + 1) components, found \(cotangent.count) cotangents")
    cotangent.requireFinite("cotangent")
    var leftResult = [Double](repeating: 0, count: left.count)
    var rightResult = [Double](repeating: 0, count: right.count)
    for term in terms {
      let weight = term.value * cotangent[term.product]
      leftResult[term.first] += weight * right[term.second]
      rightResult[term.second] += weight * left[term.first]
    }
    return (leftResult.finiteResult("gradient"), rightResult.finiteResult("gradient"))
  }

  private func checkShapes(_ left: [Double], _ right: [Double]) {
    precondition(
      left.count == 2 * degrees.0 + 1 && right.count == 2 * degrees.1 + 1,
      "degrees \(degrees.0) and \(degrees.1) need \(2 * degrees.0 + 1) and "
        + "\(2 * degrees.1 + 1) components, found \(left.count) and \(right.count)")
    left.requireFinite("component of the first factor")
    right.requireFinite("component of the second factor")
  }
}

/// The nonzero elements of row m of Q, as (real component, complex value).
private func realComponents(_ degree: Int, _ m: Int) -> [(Int, SIMD2<Double>)] {
  // (−i)^l
  let phase = [SIMD2(1.0, 0), SIMD2(0, -1.0), SIMD2(-1.0, 0), SIMD2(0, 1.0)][degree % 4]
  if m == 0 { return [(degree, phase)] }
  let sign: Double = m > 0 && !m.isMultiple(of: 2) ? -1 : 1
  let half = sign * 0.5.squareRoot()
  let imaginary = SIMD2(0, m > 0 ? half : -half)
  return [
    (degree + abs(m), multiply(phase, SIMD2(half, 0))),
    (degree - abs(m), multiply(phase, imaginary)),
  ]
}

private func multiply(_ left: SIMD2<Double>, _ right: SIMD2<Double>) -> SIMD2<Double> {
  SIMD2(left.x * right.x - left.y * right.y, left.x * right.y + left.y * right.x)
}

private func factorial(_ number: Int) -> Double {
  number < 2 ? 1 : (2...number).reduce(1.0) { $0 * Double($1) }
}

/// The binomial coefficient, zero outside 0 … `total`.
private func binomial(_ total: Int, _ chosen: Int) -> Int {
  guard (0...total).contains(chosen) else { return 0 }
  return (0..<chosen).reduce(1) { $0 * (total - $1) / ($1 + 1) }
}

/// ⟨l₁m₁ l₂m₂|l₃ m₁+m₂⟩ in the Condon–Shortley phase convention, by Racah's sum.
///
/// With a = l₁+l₂−l₃, b = l₁−l₂+l₃, c = −l₁+l₂+l₃ the six factorials below each term pair up to
/// binomial coefficients, so that the alternating sum is one of integers and loses no digit:
///
///     √((2l₃+1) Π (l±m)! / ((a+b+c+1)! a! b! c!)) · Σ_k (−1)^k C(a,k) C(b,l₁−m₁−k) C(c,l₂+m₂−k)
private func complexCoupling(_ l1: Int, _ m1: Int, _ l2: Int, _ m2: Int, _ l3: Int) -> Double {
  let m3 = m1 + m2
  let (a, b, c) = (l1 + l2 - l3, l1 - l2 + l3, l2 + l3 - l1)
  let sum = (0...a).reduce(0) { sum, k in
    let term = binomial(a, k) * binomial(b, l1 - m1 - k) * binomial(c, l2 + m2 - k)
    return sum + (k.isMultiple(of: 2) ? term : -term)
  }
  if sum == 0 { return 0 }
  let projections =
    factorial(l1 + m1) * factorial(l1 - m1) * factorial(l2 + m2) * factorial(l2 - m2)
    * factorial(l3 + m3) * factorial(l3 - m3)
  let triangle = factorial(a) * factorial(b) * factorial(c) * factorial(a + b + c + 1)
  return (Double(2 * l3 + 1) * projections / triangle).squareRoot() * Double(sum)
}
