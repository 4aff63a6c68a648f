// The irreducible representations of O(3): degree l = 0, 1, 2, … and parity p = ±1 under inversion.
//
//     D_p(R) = D(R det R) · p   where det R = −1,   D_p(R) = D(R) otherwise,
//
// with D the rotation matrices of degree l. Written `1o` (a vector), `1e` (a pseudovector).

/// The behaviour of a quantity under inversion.
public enum Parity: Int, Sendable, Codable, Hashable, CaseIterable {
  /// Unchanged by inversion.
  case even = 1
  /// Reversed by inversion.
  case odd = -1

  /// The parity of a product.
  public static func * (left: Parity, right: Parity) -> Parity {
    left == right ? .even : .odd
  }

  /// The parity (−1)^l of the spherical harmonics of a degree.
  public init(ofDegree degree: Int) {
    self = degree.isMultiple(of: 2) ? .even : .odd
  }
}

/// An irreducible representation of O(3).
public struct Irrep: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// The degree l.
  public let degree: Int
  /// The parity.
  public let parity: Parity

  /// The irrep with the given degree and parity.
  ///
  /// - Precondition: the degree is not negative.
  public init(_ degree: Int, _ parity: Parity) {
    precondition(degree >= 0, "the degree of an irrep is at least 0, found \(degree)")
    self.degree = degree
    self.parity = parity
  }

  /// The irrep written as its degree followed by `e` or `o`, nil for any other text.
  ///
  /// `y` stands for the parity of the spherical harmonics, (−1)^l: `2y` is `2e`, `3y` is `3o`.
  public init?(_ text: some StringProtocol) {
    guard let letter = text.last, let degree = Int(text.dropLast()), degree >= 0,
      text.first?.isNumber == true
    else { return nil }
    switch letter {
    case "e": self.init(degree, .even)
    case "o": self.init(degree, .odd)
    case "y": self.init(degree, Parity(ofDegree: degree))
    default: return nil
    }
  }

  /// The dimension 2l + 1.
  public var dimension: Int { 2 * degree + 1 }

  /// The degree followed by `e` or `o`.
  public var description: String { "\(degree)\(parity == .even ? "e" : "o")" }

  /// The irreps in the product of two: `|l₁ − l₂| … l₁ + l₂`, parities multiplied.
  public static func * (left: Irrep, right: Irrep) -> [Irrep] {
    (abs(left.degree - right.degree)...(left.degree + right.degree)).map {
      Irrep($0, left.parity * right.parity)
    }
  }

  /// Whether `product` occurs in the product of this irrep with another.
  public func couples(with other: Irrep, to product: Irrep) -> Bool {
    product.parity == parity * other.parity
      && (abs(degree - other.degree)...(degree + other.degree)).contains(product.degree)
  }

  /// Order by degree, even before odd.
  public static func < (left: Irrep, right: Irrep) -> Bool {
    (left.degree, -left.parity.rawValue) < (right.degree, -right.parity.rawValue)
  }
}

extension Irrep: Codable {
  /// Reads the irrep from its text, for example `1o`.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let irrep = Irrep(text) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "\"\(text)\" is no irrep: expected for example 1o")
    }
    self = irrep
  }

  /// Writes the irrep as its text.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
