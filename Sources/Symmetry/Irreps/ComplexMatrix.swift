/// A small square complex matrix, row by row.
struct ComplexMatrix: Sendable {
  let order: Int
  var elements: [Complex]

  init(order: Int, elements: [Complex]) {
    self.order = order
    self.elements = elements
  }

  /// The zero matrix.
  init(order: Int) {
    self.init(order: order, elements: Array(repeating: Complex(0, 0), count: order * order))
  }

  subscript(row: Int, column: Int) -> Complex {
    @inline(__always) get { elements[row * order + column] }
    @inline(__always) set { elements[row * order + column] = newValue }
  }

  static func * (left: ComplexMatrix, right: ComplexMatrix) -> ComplexMatrix {
    let order = left.order
    if order == 1 {
      return ComplexMatrix(order: 1, elements: [left.elements[0].times(right.elements[0])])
    }
    var result = ComplexMatrix(order: order)
    for row in 0..<order {
      for inner in 0..<order {
        let value = left[row, inner]
        // Most matrices here are monomial.
        if value == Complex(0, 0) { continue }
        for column in 0..<order { result[row, column] += value.times(right[inner, column]) }
      }
    }
    return result
  }

  func scaled(by factor: Complex) -> ComplexMatrix {
    ComplexMatrix(order: order, elements: elements.map { factor.times($0) })
  }

  /// The conjugate transpose.
  var adjoint: ComplexMatrix { transpose.conjugate }

  var conjugate: ComplexMatrix {
    ComplexMatrix(order: order, elements: elements.map(\.conjugate))
  }

  var transpose: ComplexMatrix {
    var result = self
    for row in 0..<order {
      for column in 0..<order { result[column, row] = self[row, column] }
    }
    return result
  }

  var trace: Complex { (0..<order).reduce(Complex(0, 0)) { $0 + self[$1, $1] } }

  /// The unitary matrix U with `A(n) U = U B(n)` for two equivalent unitary irreps.
  ///
  ///     U ∝ Σ_n A(n) E_ij B(n)⁻¹
  ///
  /// - Parameters:
  ///   - order: the dimension d.
  ///   - count: the number of elements n.
  ///   - pair: the matrices A(n) and B(n)⁻¹.
  /// - Returns: U, its first nonzero element real and positive.
  static func intertwiner(
    order: Int, count: Int, pair: (Int) -> (ComplexMatrix, ComplexMatrix)
  ) -> ComplexMatrix {
    if order == 1 { return ComplexMatrix(order: 1, elements: [.unity]) }
    let pairs = (0..<count).map(pair)
    // The sum is (count/d) conj(V_ij) V, V unitary: of every row some |V_ij|² is at least 1/d.
    let expected = Double(count) / Double(order)
    var best = ComplexMatrix(order: order)
    var bestWeight = 0.0
    for column in 0..<order {
      var sum = ComplexMatrix(order: order)
      for (left, right) in pairs {
        for first in 0..<order {
          let value = left[first, 0]
          if value == Complex(0, 0) { continue }
          for second in 0..<order {
            sum[first, second] += value.times(right[column, second])
          }
        }
      }
      let norm = sum.elements.reduce(0) { $0 + $1.squaredModulus }
      let weight = norm / Double(order) / (expected * expected)
      if weight > bestWeight {
        bestWeight = weight
        let scale = (Double(order) / norm).squareRoot()
        best = ComplexMatrix(order: order, elements: sum.elements.map { $0 * scale })
      }
      if weight > 0.99 / Double(order) { break }
    }
    // The phase is free.
    if let first = best.elements.first(where: { $0.squaredModulus > 1e-6 }) {
      let phase = first.conjugate * (1 / first.squaredModulus.squareRoot())
      best = best.scaled(by: phase)
    }
    best.elements = best.elements.map(\.cleaned)
    return best
  }
}
