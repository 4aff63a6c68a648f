// The labels of small irreps on lines and planes of wave vectors, told apart by a few characters.
//
//     k(p) = c + Σ_i p_i d_i ,      χ(W|w) = exp(+2πi k·w) χ₀(W) ,
//
// χ₀ the same for all parameters p. One line for each space group, fields separated by |:
//
//     number | operations | type | type | …
//     operation:  x' = W x + w in the Jones-faithful notation, separated by ;
//     type:       name  k  columns  count  characters
//
// `k` has three components in the conventional reciprocal basis with the parameters a, b, g.
// `columns` are the operations whose characters are given, as digits 0-9a-z. The labels are the
// name with 1 … count; one letter of `IrrepLabelTable.values` stands for each χ₀, label by label.
// Setting and sign of the phase are those of `IrrepLabelTable`.

import PhaseFitNumerics

/// The lines and planes of special wave vectors of a space group with the labels of their irreps.
struct IrrepLineTable: Sendable {
  /// The operations for which characters are given, in the standard setting, the identity first.
  let operations: [SymmetryOperation]
  /// The lines, then the planes.
  let types: [LineType]
  private let number: Int

  /// A line or a plane of wave vectors of one symmetry.
  struct LineType: Sendable {
    /// The name, as `DT`.
    let name: String
    /// The constant part c of the wave vector.
    let constant: [Rational]
    /// The directions d, one for each parameter.
    let directions: [[Int]]
    /// The operations for which characters are given, as indices.
    let columns: [Int]
    /// The characters χ₀ of each irrep.
    let characters: [[Complex]]
  }

  /// The table of a space group; only general wave vectors where the group has no lines.
  init(number: Int) {
    self.number = number
    let fields = Self.rows[number]?.split(separator: "|") ?? []
    let listed = fields.count > 1 ? fields[1].split(separator: ";") : ["x,y,z"]
    operations = listed.compactMap { try? SymmetryOperation(jonesFaithful: String($0)) }
    types = fields.dropFirst(2).compactMap(LineType.init)
  }

  private static let rows: [Int: Substring] = {
    var result: [Int: Substring] = [:]
    for part in [toTetragonal, toHexagonal, toCubic] {
      for line in part.split(separator: "\n") {
        if let number = Int(line.prefix { $0 != "|" }) { result[number] = line }
      }
    }
    return result
  }()

  /// Where a star meets a line or a plane.
  struct Place {
    /// The line or plane, nil for a general wave vector.
    let type: LineType?
    /// The arm of the star, an index into those given.
    let arm: Int
    /// The wave vector in the conventional reciprocal basis of the standard setting, with the
    /// parameters of smallest size.
    let waveVector: [Rational]
    /// The parameters; empty for a general wave vector.
    let parameters: [Rational]
  }

  /// The most special line or plane that an arm of a star lies on.
  ///
  /// One wave vector may be reached with several parameters, through other arms and through
  /// reciprocal lattice vectors, and labels depend on them. The smallest parameters are taken, of
  /// equal ones the positive, so that the label belongs to the star.
  ///
  /// - Parameters:
  ///   - arms: the arms in the conventional reciprocal basis of the standard setting.
  ///   - shifts: the reciprocal lattice vectors nearby.
  /// - Returns: the place, general where no line or plane holds the star; nil for no arms.
  func place(of arms: [[Rational]], shifts: [SIMD3<Int>]) -> Place? {
    var candidates: [(arm: Int, shift: SIMD3<Int>, waveVector: Vector3)] = []
    for (index, arm) in arms.enumerated() {
      let k = Vector3(arm[0].value, arm[1].value, arm[2].value)
      for shift in shifts {
        let moved = k + shift.real
        // Within a conventional zone of the largest centred lattice the parameters are small.
        guard max(abs(moved.x), abs(moved.y), abs(moved.z)) <= Self.reach else { continue }
        candidates.append((index, shift, moved))
      }
    }
    var best: (place: Place, size: [Double])?
    for type in types {
      // Lines come before planes; the first type that holds the star names it.
      if best != nil { break }
      for (index, shift, k) in candidates {
        guard let values = type.parameters(at: k) else { continue }
        let size = [values.reduce(0) { $0 + $1 * $1 }] + values.map { -$0 }
        if let best, !precedes(size, best.size) { continue }
        let moved = zip(arms[index], [shift.x, shift.y, shift.z]).map { $0 + Rational($1) }
        best = (
          Place(
            type: type, arm: index, waveVector: moved,
            parameters: type.exactParameters(at: moved)), size
        )
      }
    }
    if let best { return best.place }
    return arms.first.map { Place(type: nil, arm: 0, waveVector: $0, parameters: []) }
  }

  /// The largest component of a wave vector that is looked at, in the conventional basis.
  private static let reach = 2.0

  /// Parameters are fractions with small denominators: those that differ by less are equal.
  private func precedes(_ left: [Double], _ right: [Double]) -> Bool {
    for (first, second) in zip(left, right) where abs(first - second) > LineType.rounding {
      return first < second
    }
    return false
  }

  /// The irreps of a type with their characters at one wave vector, phases included.
  func irreps(at place: Place) -> (columns: [Int], entries: [IrrepLabelTable.Entry]) {
    guard let type = place.type else {
      return (
        [0],
        [
          IrrepLabelTable.Entry(
            label: "GP1", characters: [.unity], partner: oppositeName(of: "GP") + "1")
        ]
      )
    }
    let phases = type.columns.map { column in
      let turns = zip(place.waveVector, operations[column].translation).reduce(Rational.zero) {
        $0 + $1.0 * $1.1
      }
      return Complex.unit(angle: 2 * .pi * turns.fractionalPart.value)
    }
    let opposite = oppositeName(of: type.name)
    return (
      type.columns,
      type.characters.enumerated().map { index, characters in
        IrrepLabelTable.Entry(
          label: "\(type.name)\(index + 1)",
          characters: zip(characters, phases).map { $0.times($1) },
          partner: "\(opposite)\(index + 1)")
      }
    )
  }

  /// The name of the type of −k where it is not in the star of k, as ISOTROPY forms it.
  private func oppositeName(of name: String) -> String {
    let exceptions: [Int: String] = [
      143: "PBCDE", 144: "PBCDE", 145: "PBCDE", 156: "D", 157: "PC", 158: "D", 159: "PC",
      174: "BE",
    ]
    if name.count == 1, exceptions[number]?.contains(name) == true { return name + "C" }
    return ["LD": "LE", "DT": "DU", "SM": "SN", "GP": "GQ"][name] ?? name + "A"
  }
}

extension IrrepLineTable.LineType {
  /// Components of commensurate wave vectors are fractions: those that differ by less are equal.
  static let rounding = 1e-9

  /// The parameters at a wave vector, nil where it does not lie on the line or plane.
  func parameters(at k: Vector3) -> [Double]? {
    let constant = self.constant.map(\.value)
    let values = directions.map { direction -> Double in
      let row = direction.firstIndex { $0 != 0 } ?? 0
      return (k[row] - constant[row]) / Double(direction[row])
    }
    for row in 0..<3 {
      let sum = zip(values, directions).reduce(constant[row]) {
        $0 + $1.0 * Double($1.1[row])
      }
      guard abs(sum - k[row]) < Self.rounding else { return nil }
    }
    return values
  }

  /// The parameters at a wave vector on the line or plane.
  func exactParameters(at k: [Rational]) -> [Rational] {
    directions.map { direction in
      let row = direction.firstIndex { $0 != 0 } ?? 0
      return (k[row] - constant[row]) * Rational(direction[row].signum(), abs(direction[row]))
    }
  }

  fileprivate init?(_ text: Substring) {
    let fields = text.split(separator: " ")
    guard fields.count == 5, let count = Int(fields[3]) else { return nil }
    name = String(fields[0])
    columns = fields[2].compactMap { Int(String($0), radix: 36) }
    let values = fields[4].compactMap { IrrepLabelTable.values[$0] }
    let width = columns.count
    guard values.count == count * width else { return nil }
    characters = (0..<count).map { Array(values[$0 * width..<($0 + 1) * width]) }
    // A component is a sum of an integer multiple of a parameter a, b or g and a fraction.
    var constant: [Rational] = []
    var directions: [Character: [Int]] = [:]
    for (row, component) in fields[1].split(separator: ",").enumerated() {
      var fraction = Rational.zero
      var sign = 1
      var digits = ""
      func finish() {
        let parts = digits.split(separator: "/").compactMap { Int($0) }
        if let first = parts.first {
          fraction = fraction + Rational(sign * first, parts.count > 1 ? parts[1] : 1)
        }
        digits = ""
      }
      for character in component {
        switch character {
        case "+", "-":
          finish()
          sign = character == "-" ? -1 : 1
        case "a", "b", "g":
          directions[character, default: [0, 0, 0]][row] = sign * (Int(digits) ?? 1)
          digits = ""
        default: digits.append(character)
        }
      }
      finish()
      constant.append(fraction)
    }
    guard constant.count == 3, !directions.isEmpty else { return nil }
    self.constant = constant
    self.directions = directions.sorted { $0.key < $1.key }.map(\.value)
  }
}
