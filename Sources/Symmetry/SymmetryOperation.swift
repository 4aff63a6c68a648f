public import PhaseFitNumerics

/// A space-group operation in a lattice basis, exact.
///
///     x' = W x + w
///
/// `W` is an integer matrix on fractional coordinates (columns), `w` a rational translation in
/// units of the same basis.
public struct SymmetryOperation: Sendable, Codable, Hashable {
  /// The matrix part W.
  public var rotation: IntegerMatrix3
  /// The translation part w, three components.
  public var translation: [Rational]

  /// The operation `x' = W x + w`.
  ///
  /// - Precondition: the translation has three components.
  public init(rotation: IntegerMatrix3, translation: [Rational]) {
    precondition(
      translation.count == 3, "a translation has 3 components, found \(translation.count)")
    self.rotation = rotation
    self.translation = translation
  }

  /// The identity.
  public static let identity = SymmetryOperation(
    rotation: .identity, translation: [.zero, .zero, .zero])

  /// The composition: the right operation is applied first.
  public static func * (left: SymmetryOperation, right: SymmetryOperation) -> SymmetryOperation {
    let rotated = left.rotation.apply(to: right.translation)
    return SymmetryOperation(
      rotation: left.rotation * right.rotation,
      translation: zip(rotated, left.translation).map { $0 + $1 })
  }

  /// The inverse operation.
  public var inverse: SymmetryOperation {
    guard let rotation = rotation.integerInverse else {
      preconditionFailure("a symmetry operation has determinant ±1, found \(rotation.determinant)")
    }
    return SymmetryOperation(
      rotation: rotation,
      translation: rotation.apply(to: translation).map { Rational.zero - $0 })
  }

  /// The same operation with its translation reduced to 0 ..< 1.
  public var reduced: SymmetryOperation {
    SymmetryOperation(rotation: rotation, translation: translation.map(\.fractionalPart))
  }

  /// The translation as a vector of doubles.
  public var translationVector: Vector3 {
    Vector3(translation[0].value, translation[1].value, translation[2].value)
  }

  /// The image of fractional coordinates, not reduced to one cell.
  public func callAsFunction(_ position: Vector3) -> Vector3 {
    rotation.real * position + translationVector
  }
}

extension IntegerMatrix3 {
  /// The product with a column of exact fractions.
  ///
  /// - Precondition: three components.
  public func apply(to vector: [Rational]) -> [Rational] {
    (0..<3).map { row in
      (0..<3).reduce(Rational.zero) { sum, column in
        sum + Rational(self[row, column]) * vector[column]
      }
    }
  }
}

/// A space-group type: its number in International Tables A and its short Hermann–Mauguin symbol.
public struct SpaceGroupType: Sendable, Codable, Hashable, CustomStringConvertible {
  /// The number, 1 … 230.
  public var number: Int
  /// The short symbol without blanks, subscripts after an underscore: `P4_2/mnm`.
  public var symbol: String

  /// A space-group type.
  public init(number: Int, symbol: String) {
    self.number = number
    self.symbol = symbol
  }

  /// Symbol and number, as `Pm-3m (221)`.
  public var description: String { "\(symbol) (\(number))" }
}
