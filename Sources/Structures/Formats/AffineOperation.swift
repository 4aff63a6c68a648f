import Foundation

/// A symmetry operation as a formula in x, y, z with integer coefficients and a translation in
/// 24ths; enough to complete what SHELX leaves out, namely inversion and centring.
struct AffineOperation: Hashable {
  /// The rows of the integer matrix.
  var rotation: [[Int]]
  /// The translation in 24ths of the cell edges, 0 … 23.
  var translation: [Int]

  static let identity = AffineOperation(
    rotation: [[1, 0, 0], [0, 1, 0], [0, 0, 1]], translation: [0, 0, 0])
  private static let denominator = 24

  init(rotation: [[Int]], translation: [Int]) {
    self.rotation = rotation
    self.translation = translation.map { (($0 % 24) + 24) % 24 }
  }

  /// Reads a formula such as `-X, 0.5+Y, 1/2-Z`, nil where it is none.
  init?(_ text: String) {
    let parts = text.lowercased().filter { $0 != " " && $0 != "\t" }
      .split(separator: ",", omittingEmptySubsequences: false)
    guard parts.count == 3 else { return nil }
    var rotation: [[Int]] = []
    var translation: [Int] = []
    for part in parts {
      guard let (row, shift) = Self.row(part) else { return nil }
      rotation.append(row)
      translation.append(shift)
    }
    self.init(rotation: rotation, translation: translation)
  }

  /// The operation followed by an inversion at the origin.
  var inverted: AffineOperation {
    AffineOperation(
      rotation: rotation.map { $0.map { -$0 } }, translation: translation.map { -$0 })
  }

  /// The operation followed by a translation in 24ths.
  func shifted(by shift: [Int]) -> AffineOperation {
    AffineOperation(
      rotation: rotation, translation: zip(translation, shift).map { $0 + $1 })
  }

  /// The image of a point.
  func callAsFunction(_ point: [Double]) -> [Double] {
    (0..<3).map { row in
      zip(rotation[row], point).reduce(Double(translation[row]) / 24) {
        $0 + Double($1.0) * $1.1
      }
    }
  }

  /// The formula, such as `-x,y+1/2,-z`.
  var formula: String {
    (0..<3).map { row in
      var text = ""
      for (axis, coefficient) in zip(["x", "y", "z"], rotation[row]) where coefficient != 0 {
        text += coefficient < 0 ? "-" : text.isEmpty ? "" : "+"
        if abs(coefficient) > 1 { text += "\(abs(coefficient))" }
        text += axis
      }
      guard translation[row] != 0 else { return text.isEmpty ? "0" : text }
      let divisor = Self.divisor(translation[row], Self.denominator)
      return text
        + "\(text.isEmpty ? "" : "+")\(translation[row] / divisor)/\(Self.denominator / divisor)"
    }.joined(separator: ",")
  }

  private static func divisor(_ a: Int, _ b: Int) -> Int { b == 0 ? a : divisor(b, a % b) }

  /// One row: signed terms, each an axis or a number or fraction.
  private static func row(_ text: Substring) -> ([Int], Int)? {
    var coefficients = [0, 0, 0]
    var shift = 0.0
    var term = ""
    var sign = 1
    var hasTerm = false
    func finish() -> Bool {
      guard !term.isEmpty else { return true }
      let factors = term.split(separator: "/", omittingEmptySubsequences: false)
      guard factors.count <= 2, let numerator = Double(factors[0]), abs(numerator) < 1000 else {
        return false
      }
      var value = numerator
      if factors.count == 2 {
        guard let below = Double(factors[1]), below != 0 else { return false }
        value /= below
      }
      shift += Double(sign) * value
      term = ""
      return true
    }
    for character in text {
      switch character {
      case "+", "-":
        guard finish() else { return nil }
        sign = character == "-" ? -1 : 1
      case "x", "y", "z":
        guard term.isEmpty else { return nil }
        coefficients[character == "x" ? 0 : character == "y" ? 1 : 2] += sign
        hasTerm = true
      case "0"..."9", ".", "/":
        term.append(character)
        hasTerm = true
      default: return nil
      }
    }
    guard finish(), hasTerm else { return nil }
    let parts = shift * Double(denominator)
    guard abs(parts) < 1e6, abs(parts - parts.rounded()) < 0.05 else { return nil }
    return (coefficients, Int(parts.rounded()))
  }
}
