// Sets of operations modulo the lattice Z³ of the basis in which they are written:
//
//     (W₁, w₁)(W₂, w₂) = (W₁ W₂, W₁ w₂ + w₁)   mod Z³
//
// The group is finite: at most 48 matrix parts, times the pure translations inside the cell.

public import PhaseFitNumerics

/// A lattice that contains Z³, as basis columns over one common denominator.
public struct FractionalLattice: Sendable, Codable, Hashable {
  /// The basis vectors (columns) times `denominator`, in Hermite normal form.
  public var scaledBasis: IntegerMatrix3
  /// The common denominator.
  public var denominator: Int

  /// The lattice with the basis `scaledBasis / denominator`.
  public init(scaledBasis: IntegerMatrix3, denominator: Int) {
    self.scaledBasis = scaledBasis
    self.denominator = denominator
  }

  /// The basis vectors as columns.
  public var basis: Matrix3 { (1 / Double(denominator)) * scaledBasis.real }

  /// The basis vectors, each as three exact fractions.
  public var columns: [[Rational]] {
    (0..<3).map { column in (0..<3).map { Rational(scaledBasis[$0, column], denominator) } }
  }

  /// How many lattice points the unit cell Z³ holds.
  public var pointsPerCell: Int {
    denominator * denominator * denominator / abs(scaledBasis.determinant)
  }
}

extension [SymmetryOperation] {
  /// The lattice of pure translations, Z³ included: the primitive lattice of the group.
  public var primitiveLattice: FractionalLattice {
    let translations = filter { $0.rotation == .identity }.map(\.translation)
    var denominator = 1
    for component in translations.joined() {
      denominator *=
        component.denominator / greatestCommonDivisor(denominator, component.denominator)
    }
    let unit = [
      SIMD3(denominator, 0, 0), SIMD3(0, denominator, 0), SIMD3(0, 0, denominator),
    ]
    let vectors = translations.map { translation in
      let scaled = translation.map { $0.numerator * (denominator / $0.denominator) }
      return SIMD3(scaled[0], scaled[1], scaled[2])
    }
    return FractionalLattice(
      scaledBasis: IntegerMatrix3.hermiteBasis(of: unit + vectors), denominator: denominator)
  }

  /// The distinct matrix parts, in the order of their first appearance.
  public var pointGroup: [IntegerMatrix3] {
    var seen: Set<IntegerMatrix3> = []
    return map(\.rotation).filter { seen.insert($0).inserted }
  }

  /// Whether the operations form a group modulo Z³: identity and all products are among them.
  public var isGroup: Bool {
    let elements = Set(map(CompactOperation.init))
    guard elements.contains(CompactOperation(.identity)) else { return false }
    // A finite set closed under the products with a generating set is a group.
    var generated: Set<CompactOperation> = [CompactOperation(.identity)]
    var generators: [CompactOperation] = []
    for element in elements where !generated.contains(element) {
      generators.append(element)
      var pending = Array<CompactOperation>(generated)
      while let next = pending.popLast() {
        for generator in generators {
          let product = generator * next
          guard elements.contains(product) else { return false }
          if generated.insert(product).inserted { pending.append(product) }
        }
      }
    }
    return generated.count == elements.count
  }

  /// The group that the operations generate modulo Z³, translations in 0 ..< 1.
  ///
  /// The given operations come first, in their order and without repetition.
  ///
  /// - Throws: `SymmetryError.Code.notAGroup` where more than 48 matrix parts arise (the matrices
  ///   generate an infinite group) or more than `limit` operations.
  public func generatedGroup(limit: Int = 6144) throws(SymmetryError) -> [SymmetryOperation] {
    var elements: [CompactOperation] = []
    var seen: Set<CompactOperation> = []
    var rotations: Set<IntegerMatrix3> = []
    let identity = CompactOperation(.identity)
    let given = map(CompactOperation.init)
    for operation in given where !operation.rotation.mayHaveFiniteOrder {
      throw SymmetryError(
        .notAGroup,
        "the operation \(operation.operation) is no rotation of a lattice, expected a determinant "
          + "of 1 or -1 and a trace from -3 to 3; correct the list of operations.")
    }
    for operation in (given.contains(identity) ? [] : [identity]) + given
    where seen.insert(operation).inserted {
      elements.append(operation)
      rotations.insert(operation.rotation)
    }
    // Multiplying every element by a generating set reaches the whole group.
    var generators: [CompactOperation] = []
    var generated: Set<CompactOperation> = [identity]
    var position = 0
    while position < elements.count {
      let element = elements[position]
      position += 1
      if generated.contains(element) { continue }
      generators.append(element)
      var pending = Array<CompactOperation>(generated)
      while let next = pending.popLast() {
        for generator in generators {
          let product = generator * next
          guard generated.insert(product).inserted else { continue }
          pending.append(product)
          rotations.insert(product.rotation)
          if seen.insert(product).inserted { elements.append(product) }
          guard rotations.count <= 48, generated.count <= limit,
            product.rotation.mayHaveFiniteOrder
          else {
            throw SymmetryError(
              .notAGroup,
              "the \(count) operations generate "
                + (generated.count > limit ? "more than \(limit)" : "infinitely many")
                + " operations, expected a space group with at most 48 matrix parts; "
                + "correct the list of operations.")
          }
        }
      }
    }
    return elements.map(\.operation)
  }
}

extension IntegerMatrix3 {
  /// The largest element of a rotation in a basis that is worth calling one; products of larger
  /// elements could leave the range of integers.
  private static let largestElement = 1000

  /// Whether the matrix can belong to a finite group: its determinant is ±1 and its trace at most 3
  /// in size, as those of all rotations of a lattice are in any basis.
  var mayHaveFiniteOrder: Bool {
    rowMajor.allSatisfy { abs($0) <= Self.largestElement } && abs(determinant) == 1
      && abs(trace) <= 3
  }
}

/// An operation modulo Z³ with its translation as integers over one denominator: fast products.
struct CompactOperation: Hashable {
  var rotation: IntegerMatrix3
  var numerators: SIMD3<Int>
  var denominator: Int

  /// The operation with its translation reduced to 0 ..< 1.
  init(_ operation: SymmetryOperation) {
    var denominator = 1
    for component in operation.translation {
      denominator *=
        component.denominator / greatestCommonDivisor(denominator, component.denominator)
    }
    let scaled = operation.translation.map { $0.numerator * (denominator / $0.denominator) }
    self.init(
      rotation: operation.rotation, numerators: SIMD3(scaled[0], scaled[1], scaled[2]),
      denominator: denominator)
  }

  /// The operation, reduced so that equal operations have equal fields.
  init(rotation: IntegerMatrix3, numerators: SIMD3<Int>, denominator: Int) {
    var reduced = numerators
    var divisor = denominator
    for index in 0..<3 {
      reduced[index] -= floorDivision(reduced[index], denominator) * denominator
      divisor = greatestCommonDivisor(divisor, reduced[index])
    }
    self.rotation = rotation
    self.numerators = SIMD3(reduced[0] / divisor, reduced[1] / divisor, reduced[2] / divisor)
    self.denominator = denominator / divisor
  }

  static func * (left: CompactOperation, right: CompactOperation) -> CompactOperation {
    let common =
      left.denominator / greatestCommonDivisor(left.denominator, right.denominator)
      * right.denominator
    let rotated = left.rotation * right.numerators
    let (leftFactor, rightFactor) = (common / left.denominator, common / right.denominator)
    return CompactOperation(
      rotation: left.rotation * right.rotation,
      numerators: SIMD3(
        rotated.x * rightFactor + left.numerators.x * leftFactor,
        rotated.y * rightFactor + left.numerators.y * leftFactor,
        rotated.z * rightFactor + left.numerators.z * leftFactor),
      denominator: common)
  }

  var operation: SymmetryOperation {
    SymmetryOperation(
      rotation: rotation,
      translation: (0..<3).map { Rational(numerators[$0], denominator) })
  }
}
