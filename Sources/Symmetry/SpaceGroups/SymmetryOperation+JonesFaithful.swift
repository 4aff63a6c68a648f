// The Jones-faithful (coordinate triplet) notation of a space-group operation:
//
//     x' = W x + w   ⟷   "-y, x-y, z+1/3"
//
// one linear expression for each component of x', in x, y, z (or a, b, c) and a constant.

import PhaseFitNumerics

extension SymmetryOperation {
  /// How far a decimal such as 0.6667 may lie from the fraction that it stands for.
  ///
  /// Two printed digits (0.33, 0.67) are the coarsest in use, and 1/3 − 0.33 = 0.0033; multiples of
  /// 1/24 are 0.042 apart, so that this bound leaves no doubt which one is meant.
  static let decimalTolerance = 0.005
  /// The bound for fractions that are no multiple of 1/24, such as 1/5 in a supercell.
  static let uncommonDecimalTolerance = 5e-4

  /// The operation written as a coordinate triplet such as `-x,y+1/2,-z`.
  ///
  /// Letters x, y, z or a, b, c in any case; constants before or after the letters, as fraction or
  /// decimal (`2/3+x-y`, `z+0.6667`, `.5+Y`); blanks, quotes and the Unicode minus are accepted.
  /// Decimals become exact fractions with denominators up to 24.
  ///
  /// - Throws: `SymmetryError` with the text and the position of the offending character, counted
  ///   from 1.
  public init(jonesFaithful text: String) throws(SymmetryError) {
    var parser = JonesFaithfulParser(text)
    self = try parser.parse()
  }

  /// The coordinate triplet, as `-y,x-y,z+1/3`.
  public var jonesFaithful: String {
    (0..<3).map { row in
      var text = ""
      for (column, letter) in ["x", "y", "z"].enumerated() where rotation[row, column] != 0 {
        let coefficient = rotation[row, column]
        if coefficient < 0 { text += "-" } else if !text.isEmpty { text += "+" }
        if abs(coefficient) != 1 { text += "\(abs(coefficient))" }
        text += letter
      }
      let constant = translation[row]
      if constant.numerator != 0 || text.isEmpty {
        if constant.numerator > 0 && !text.isEmpty { text += "+" }
        text += constant.description
      }
      return text
    }.joined(separator: ",")
  }
}

extension SymmetryOperation: CustomStringConvertible {
  /// The coordinate triplet, as `-y,x-y,z+1/3`.
  public var description: String { jonesFaithful }
}

/// A recursive-descent reader of one coordinate triplet.
private struct JonesFaithfulParser {
  private let text: String
  private let characters: [Character]
  private var index = 0

  init(_ text: String) {
    self.text = text
    characters = Array(text)
  }

  mutating func parse() throws(SymmetryError) -> SymmetryOperation {
    var rows: [Int] = []
    var translation: [Rational] = []
    for row in 0..<3 {
      let (coefficients, constant) = try expression()
      rows += coefficients
      translation.append(constant)
      if row < 2 {
        guard peek == "," || peek == ";" else { throw failure("a comma") }
        index += 1
      }
    }
    if let extra = peek {
      throw failure("the end after three expressions", found: "\"\(extra)\"")
    }
    let rotation = IntegerMatrix3(rows)
    guard abs(rotation.determinant) == 1 else {
      throw SymmetryError(
        .invalidOperation,
        "\"\(text)\" is no symmetry operation: its matrix has determinant "
          + "\(rotation.determinant), expected 1 or -1; correct the operation.")
    }
    return SymmetryOperation(rotation: rotation, translation: translation)
  }

  /// The next character that is neither blank nor quote.
  private var peek: Character? {
    mutating get {
      while index < characters.count, Self.ignored.contains(characters[index]) { index += 1 }
      return index < characters.count ? characters[index] : nil
    }
  }

  private static let ignored: Set<Character> = [" ", "\t", "\n", "\r", "'", "\"", "_", "\u{A0}"]
  private static let minusSigns: Set<Character> = ["-", "−", "–", "‐", "‑", "﹣", "－"]
  private static let axes: [Character: Int] = [
    "x": 0, "y": 1, "z": 2, "X": 0, "Y": 1, "Z": 2,
    "a": 0, "b": 1, "c": 2, "A": 0, "B": 1, "C": 2,
  ]

  /// One sum of terms: its coefficients of x, y, z and its constant.
  private mutating func expression() throws(SymmetryError) -> ([Int], Rational) {
    var coefficients = [0, 0, 0]
    var constant = Rational.zero
    var isFirst = true
    while let next = peek, next != ",", next != ";" {
      var sign = 1
      if Self.minusSigns.contains(next) {
        sign = -1
        index += 1
      } else if next == "+" {
        index += 1
      } else if !isFirst {
        throw failure("a sign between two terms")
      }
      isFirst = false
      let start = index
      let value = try number()
      if value != nil, peek == "*" { index += 1 }
      if let letter = peek, let axis = Self.axes[letter] {
        index += 1
        let coefficient = value ?? Rational(1)
        guard coefficient.denominator == 1 else {
          index = start
          throw failure("an integer before \(letter)", found: coefficient.description)
        }
        coefficients[axis] += sign * coefficient.numerator
      } else if let value {
        constant = constant + Rational(sign) * value
      } else {
        throw failure("x, y, z or a number")
      }
    }
    if isFirst { throw failure("x, y, z or a number") }
    return (coefficients, constant)
  }

  /// An integer, fraction or decimal as an exact fraction, nil where none begins here.
  private mutating func number() throws(SymmetryError) -> Rational? {
    guard let first = peek, first.isASCIIDigit || first == "." else { return nil }
    let start = index
    let numerator = try decimal(from: start)
    guard peek == "/" else { return numerator }
    index += 1
    guard let next = peek, next.isASCIIDigit || next == "." else {
      throw failure("a number after \"/\"")
    }
    let denominatorStart = index
    let denominator = try decimal(from: denominatorStart)
    guard denominator.numerator != 0 else {
      index = denominatorStart
      throw failure("a nonzero denominator")
    }
    return Rational(
      numerator.numerator * denominator.denominator,
      numerator.denominator * denominator.numerator)
  }

  private mutating func decimal(from start: Int) throws(SymmetryError) -> Rational {
    var digits = ""
    var decimals = 0
    var hasPoint = false
    while index < characters.count {
      let character = characters[index]
      if character.isASCIIDigit {
        digits.append(character)
        if hasPoint { decimals += 1 }
      } else if character == ".", !hasPoint {
        hasPoint = true
      } else {
        break
      }
      index += 1
    }
    // Nine digits cannot overflow any product formed here.
    guard digits.count <= 9, let integer = Int(digits) else {
      index = start
      throw failure("a number of one to nine digits")
    }
    guard decimals > 0 else { return Rational(integer) }
    var unit = 1.0
    for _ in 0..<decimals { unit /= 10 }
    let value = Double(integer) * unit
    let common = (value * 24).rounded()
    if abs(value - common / 24) <= min(unit, SymmetryOperation.decimalTolerance) {
      return Rational(Int(common), 24)
    }
    guard
      let fraction = Rational(
        approximating: value,
        tolerance: min(unit / 2, SymmetryOperation.uncommonDecimalTolerance) * (1 + 1e-9),
        maximumDenominator: 24)
    else {
      index = start
      throw failure(
        "a decimal near a fraction with a denominator up to 24", found: "\(value)")
    }
    return fraction
  }

  private mutating func failure(_ expected: String, found: String? = nil) -> SymmetryError {
    let what = found ?? peek.map { "\"\($0)\"" } ?? "the end"
    return SymmetryError(
      .invalidOperation,
      "symmetry operation \"\(text)\", character \(index + 1): found \(what), expected \(expected); "
        + "write operations such as -x,y+1/2,-z.")
  }
}

extension Character {
  /// Whether this is one of 0 … 9.
  fileprivate var isASCIIDigit: Bool { isASCII && isNumber }
}
