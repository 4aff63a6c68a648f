// Hall's notation: a space group by its lattice and a minimal set of generators,
//
//     L  N₁ᴬᵀ  N₂ᴬᵀ  …  V          for example  -P 2ybc  or  P 61 2 (0 0 -1)
//
// L: lattice letter, a minus sign adds the inversion. N: order of a rotation, a minus sign makes it
// improper. A: its axis, x y z, or the diagonals ' " of the plane perpendicular to the axis before,
// or * for a + b + c. T: translations a b c n u v w d, or a digit for a screw axis. V: a change of
// basis, as a shift in twelfths or as a coordinate triplet; every operation S becomes V S V⁻¹.

import PhaseFitNumerics

/// A space group given by its Hall symbol in any axes and with any origin.
///
/// Source: S. R. Hall and R. W. Grosse-Kunstleve, "Concise space-group symbols", and its examples in
/// International Tables for Crystallography B, section A1.4.2.3.2.
public struct HallSymbol: Sendable, Hashable {
  /// The symbol as given.
  public let symbol: String
  /// The operations modulo the cell, centring included, translations in 0 ..< 1.
  public let operations: [SymmetryOperation]

  /// Interprets a Hall symbol.
  ///
  /// - Throws: `SymmetryError.Code.unknownGroup` with the part that has no meaning.
  public init(_ symbol: String) throws(SymmetryError) {
    self.symbol = symbol
    operations = try Self.interpret(symbol)
  }

  private static func interpret(_ symbol: String) throws(SymmetryError) -> [SymmetryOperation] {
    var body = symbol.replacing("''", with: "\"").replacing("_", with: " ")
    var change = SymmetryOperation.identity
    if let open = body.firstIndex(of: "(") {
      change = try changeOfBasis(String(body[open...]), in: symbol)
      body = String(body[..<open])
    }
    let parts = body.split(separator: " ").map { $0.lowercased() }
    guard let lattice = parts.first else {
      throw failure(symbol, "nothing", expected: "a lattice letter")
    }
    var generators = try latticeGenerators(lattice, in: symbol)
    var previous: (order: Int, axis: Character)?
    for (index, part) in parts.dropFirst().enumerated() {
      let (operation, order, axis) = try generator(
        part, index: index, previous: previous, in: symbol)
      generators.append(operation)
      previous = (order, axis)
    }
    let inverse = change.inverse
    let changed = generators.map { (change * $0 * inverse).reduced }
    // A change to another cell carries the old lattice vectors with it.
    let cell = (0..<3).map { axis in
      SymmetryOperation(
        rotation: .identity,
        translation: change.rotation.apply(to: (0..<3).map { Rational($0 == axis ? 1 : 0) })
      ).reduced
    }
    return try (changed + cell).generatedGroup()
  }

  private static func failure(_ symbol: String, _ found: String, expected: String)
    -> SymmetryError
  {
    SymmetryError(
      .unknownGroup,
      "Hall symbol \"\(symbol)\": found \(found), expected \(expected); correct the symbol or state "
        + "the symmetry operations.")
  }

  // MARK: - Lattice

  private static func latticeGenerators(_ text: String, in symbol: String) throws(SymmetryError)
    -> [SymmetryOperation]
  {
    let half = Rational(1, 2)
    let (third, twoThirds) = (Rational(1, 3), Rational(2, 3))
    let centring: [Character: [[Rational]]] = [
      "p": [], "a": [[.zero, half, half]], "b": [[half, .zero, half]], "c": [[half, half, .zero]],
      "i": [[half, half, half]], "r": [[twoThirds, third, third]],
      "s": [[third, third, twoThirds]], "t": [[third, twoThirds, third]],
      "f": [[.zero, half, half], [half, .zero, half]],
    ]
    let isCentrosymmetric = text.hasPrefix("-")
    let letters = isCentrosymmetric ? text.dropFirst() : text[...]
    guard letters.count == 1, let letter = letters.first, let vectors = centring[letter] else {
      throw failure(symbol, "the lattice \"\(text)\"", expected: "one of P A B C I R S T F")
    }
    var result = vectors.map { SymmetryOperation(rotation: .identity, translation: $0) }
    if isCentrosymmetric {
      result.append(
        SymmetryOperation(
          rotation: IntegerMatrix3(diagonal: -1, -1, -1), translation: [.zero, .zero, .zero]))
    }
    return result
  }

  // MARK: - Generators

  private static let translations: [Character: [Rational]] = {
    let (half, quarter) = (Rational(1, 2), Rational(1, 4))
    return [
      "a": [half, .zero, .zero], "b": [.zero, half, .zero], "c": [.zero, .zero, half],
      "n": [half, half, half], "u": [quarter, .zero, .zero], "v": [.zero, quarter, .zero],
      "w": [.zero, .zero, quarter], "d": [quarter, quarter, quarter],
    ]
  }()

  private static func generator(
    _ text: String, index: Int, previous: (order: Int, axis: Character)?, in symbol: String
  ) throws(SymmetryError) -> (SymmetryOperation, order: Int, axis: Character) {
    var rest = text[...]
    let isImproper = rest.first == "-"
    if isImproper { rest.removeFirst() }
    guard let order = rest.first?.wholeNumberValue, [1, 2, 3, 4, 6].contains(order) else {
      throw failure(symbol, "\"\(text)\"", expected: "a rotation of order 1, 2, 3, 4 or 6")
    }
    rest.removeFirst()
    // Axis and translations may stand in any order after the rotation.
    var axis: Character?
    var translation: [Rational] = [.zero, .zero, .zero]
    var screw = 0
    for character in rest {
      if "xyz'\"*".contains(character) {
        axis = character
      } else if let vector = translations[character] {
        translation = zip(translation, vector).map { $0 + $1 }
      } else if let digit = character.wholeNumberValue, digit > 0, digit < order {
        screw = digit
      } else {
        throw failure(
          symbol, "\"\(character)\" in \"\(text)\"",
          expected: "an axis x y z ' \" *, a translation a b c n u v w d or a screw digit")
      }
    }
    let used = axis ?? defaultAxis(order: order, index: index, previous: previous)
    guard let proper = rotation(order: order, axis: used, previousAxis: previous?.axis) else {
      throw failure(
        symbol, "\"\(text)\"", expected: "an axis along which a rotation of order \(order) can be")
    }
    if screw > 0, let place = ["x": 0, "y": 1, "z": 2][used] {
      translation[place] = translation[place] + Rational(screw, order)
    }
    let rotation = isImproper ? IntegerMatrix3(proper.rowMajor.map { -$0 }) : proper
    return (
      SymmetryOperation(rotation: rotation, translation: translation), order,
      "xyz".contains(used) ? used : previous?.axis ?? "z"
    )
  }

  /// The axis where none is written: c for the first; a for a twofold after an order of 2 or 4, a − b
  /// after 3 or 6; a + b + c for a threefold that is not the first.
  private static func defaultAxis(
    order: Int, index: Int, previous: (order: Int, axis: Character)?
  ) -> Character {
    guard index > 0, let previous else { return "z" }
    if order == 3 { return "*" }
    if order == 2 { return [3, 6].contains(previous.order) ? "'" : "x" }
    return "z"
  }

  /// The proper rotation, nil where the axis does not carry that order.
  private static func rotation(order: Int, axis: Character, previousAxis: Character?)
    -> IntegerMatrix3?
  {
    if order == 1 { return .identity }
    let aboutZ: [Int: [Int]] = [
      2: [-1, 0, 0, 0, -1, 0, 0, 0, 1], 3: [0, -1, 0, 1, -1, 0, 0, 0, 1],
      4: [0, -1, 0, 1, 0, 0, 0, 0, 1], 6: [1, -1, 0, 1, 0, 0, 0, 0, 1],
    ]
    // Cyclic exchange of the axes carries z to x and x to y.
    let cycle = IntegerMatrix3([0, 0, 1, 1, 0, 0, 0, 1, 0])
    let isFromX = previousAxis == "x"
    let isFromY = previousAxis == "y"
    func turned(_ matrix: IntegerMatrix3, toX: Bool, toY: Bool) -> IntegerMatrix3 {
      if toX { return cycle * matrix * cycle.transpose }
      if toY { return cycle.transpose * matrix * cycle }
      return matrix
    }
    switch axis {
    case "x", "y", "z":
      guard let elements = aboutZ[order] else { return nil }
      return turned(IntegerMatrix3(elements), toX: axis == "x", toY: axis == "y")
    case "*":
      return order == 3 ? cycle : nil
    case "'", "\"":
      guard order == 2 else { return nil }
      let sign = axis == "'" ? -1 : 1
      let diagonal = IntegerMatrix3([0, sign, 0, sign, 0, 0, 0, 0, -1])
      return turned(diagonal, toX: isFromX, toY: isFromY)
    default:
      return nil
    }
  }

  // MARK: - Change of basis

  private static func changeOfBasis(_ text: String, in symbol: String) throws(SymmetryError)
    -> SymmetryOperation
  {
    let inner = text.filter { $0 != "(" && $0 != ")" }
    let numbers = inner.split { $0 == " " || $0 == "," }.map { Int($0) }
    if numbers.count == 3, !numbers.contains(nil) {
      return SymmetryOperation(
        rotation: .identity, translation: numbers.compactMap { $0 }.map { Rational($0, 12) })
    }
    do throws(SymmetryError) {
      return try SymmetryOperation(jonesFaithful: inner)
    } catch {
      throw failure(
        symbol, "the change of basis \(text)",
        expected: "three twelfths as (0 0 1) or a triplet as (x-z,y,z)")
    }
  }
}
