// The multiplication table of the coset representatives g_i = (W_i | w_i) of a space group modulo
// its lattice, in a primitive basis:
//
//     g_i g_j = (1 | t_ij) g_[ij] ,   t_ij = W_i w_j + w_i − w_[ij]   an integer vector

import PhaseFitNumerics

/// The coset representatives of a space group modulo its lattice with their products.
struct PointGroupTable: Sendable {
  /// The representatives in a primitive basis, the identity first.
  let operations: [SymmetryOperation]
  /// The index of the representative of each rotation.
  let indexOfRotation: [IntegerMatrix3: Int]
  /// The inverses of the matrix parts.
  let inverseRotations: [IntegerMatrix3]
  private let products: [Int]
  private let carries: [SIMD3<Int>]

  /// The table of a space group.
  ///
  /// - Parameter operations: one operation for each matrix part, in a primitive basis.
  /// - Throws: `SymmetryError` with code `notAGroup` where the operations are not closed.
  init(_ operations: [SymmetryOperation]) throws(SymmetryError) {
    var ordered = operations
    if let first = ordered.firstIndex(where: { $0.rotation == .identity }) {
      // The identity without a translation: the factor system is then normalised.
      ordered[first] = .identity
    }
    self.operations = ordered
    let count = ordered.count
    var index: [IntegerMatrix3: Int] = [:]
    for (number, operation) in ordered.enumerated() { index[operation.rotation] = number }
    guard index.count == count, index[.identity] != nil else {
      throw Self.noGroup(count)
    }
    indexOfRotation = index
    inverseRotations = ordered.map { $0.inverse.rotation }
    // Translations as integers over one denominator.
    var denominator = 1
    for component in ordered.lazy.flatMap(\.translation) {
      denominator *=
        component.denominator / greatestCommonDivisor(denominator, component.denominator)
    }
    let shifts = ordered.map { operation in
      let scaled = operation.translation.map {
        $0.numerator * (denominator / $0.denominator)
      }
      return SIMD3(scaled[0], scaled[1], scaled[2])
    }
    var products = Array(repeating: 0, count: count * count)
    var carries = Array(repeating: SIMD3(0, 0, 0), count: count * count)
    for left in 0..<count {
      let rotation = ordered[left].rotation
      for right in 0..<count {
        guard let product = index[rotation * ordered[right].rotation] else {
          throw Self.noGroup(count)
        }
        let difference = rotation * shifts[right] &+ shifts[left] &- shifts[product]
        let carry = SIMD3(
          difference.x / denominator, difference.y / denominator, difference.z / denominator)
        guard carry &* SIMD3(repeating: denominator) == difference else {
          throw Self.noGroup(count)
        }
        products[left * count + right] = product
        carries[left * count + right] = carry
      }
    }
    self.products = products
    self.carries = carries
  }

  private static func noGroup(_ count: Int) -> SymmetryError {
    SymmetryError(
      .notAGroup,
      "the \(count) operations are not one of each coset of a space group in a primitive basis; "
        + "give them modulo the lattice, closed under multiplication.")
  }

  /// The number of elements.
  var count: Int { operations.count }

  /// The index of the identity.
  var identity: Int { indexOfRotation[.identity] ?? 0 }

  /// The index [ij] of the product.
  @inline(__always)
  func product(_ left: Int, _ right: Int) -> Int { products[left * count + right] }

  /// The lattice vector t_ij that the product carries.
  @inline(__always)
  func carry(_ left: Int, _ right: Int) -> SIMD3<Int> { carries[left * count + right] }

  /// The index of the inverse's rotation.
  func inverse(_ element: Int) -> Int { indexOfRotation[inverseRotations[element]] ?? 0 }
}

/// A wave vector with integer numerators over one denominator, in a primitive reciprocal basis.
struct ExactWaveVector: Hashable, Sendable {
  /// The numerators, each in 0 ..< denominator: the wave vector modulo the reciprocal lattice.
  let numerators: SIMD3<Int>
  /// The common denominator q.
  let denominator: Int

  /// The wave vector modulo the reciprocal lattice.
  init(_ components: [Rational]) {
    let parts = components.map(\.fractionalPart)
    var common = 1
    for part in parts {
      common *= part.denominator / greatestCommonDivisor(common, part.denominator)
    }
    let scaled = parts.map { $0.numerator * (common / $0.denominator) }
    numerators = SIMD3(scaled[0], scaled[1], scaled[2])
    denominator = common
  }

  private init(reducing numerators: SIMD3<Int>, denominator: Int) {
    var reduced = numerators
    for index in 0..<3 {
      reduced[index] -= floorDivision(reduced[index], denominator) * denominator
    }
    self.numerators = reduced
    self.denominator = denominator
  }

  /// The components.
  var components: [Rational] { (0..<3).map { Rational(numerators[$0], denominator) } }

  /// The image `k W⁻¹` (row vector) under an operation, given the inverse of its matrix part.
  func image(inverse: IntegerMatrix3) -> ExactWaveVector {
    ExactWaveVector(reducing: inverse.transpose * numerators, denominator: denominator)
  }

  /// The opposite vector.
  var negated: ExactWaveVector {
    ExactWaveVector(reducing: SIMD3(0, 0, 0) &- numerators, denominator: denominator)
  }

  /// The integer `q k·t`: t acts as exp(−2πi (q k·t)/q).
  @inline(__always)
  func phase(_ translation: SIMD3<Int>) -> Int {
    numerators.x * translation.x + numerators.y * translation.y + numerators.z * translation.z
  }
}
