// The kind of a point operation and the direction of its axis or mirror normal.
//
//     det W, tr W   order      det W, tr W   order
//       +1   3        1          −1  −3       −1
//       +1  −1        2          −1   1        m
//       +1   0        3          −1   0       −3
//       +1   1        4          −1  −1       −4
//       +1   2        6          −1  −2       −6
//
// The axis of W and the normal of a mirror are the vector v with (det W) W v = v.

public import PhaseFitNumerics

/// A point operation by its symbol and the direct-lattice direction of its axis or mirror normal.
public struct SymmetryElement: Sendable, Codable, Hashable, CustomStringConvertible {
  /// The Hermann–Mauguin symbol of the operation, as `2`, `m` or `-3`.
  public var symbol: String
  /// The direction [uvw] of the axis or of the mirror's normal; zero for 1 and −1.
  public var direction: SIMD3<Int>

  /// The element of a matrix in a lattice basis.
  ///
  /// - Parameter rotation: a matrix of finite order in the basis in which the direction is wanted.
  public init(_ rotation: IntegerMatrix3) {
    let determinant = rotation.determinant
    symbol =
      switch (determinant, rotation.trace) {
      case (1, 3): "1"
      case (1, -1): "2"
      case (1, 0): "3"
      case (1, 1): "4"
      case (1, 2): "6"
      case (-1, -3): "-1"
      case (-1, 1): "m"
      case (-1, 0): "-3"
      case (-1, -1): "-4"
      default: "-6"
      }
    direction = symbol == "1" || symbol == "-1" ? SIMD3(0, 0, 0) : Self.axis(of: rotation)
  }

  /// The smallest n with Wⁿ = 1.
  public var order: Int {
    switch symbol {
    case "1": 1
    case "2", "m", "-1": 2
    case "3": 3
    case "4", "-4": 4
    default: 6
    }
  }

  /// Whether the operation keeps handedness.
  public var isProper: Bool { !symbol.hasPrefix("-") && symbol != "m" }

  /// The symbol and direction, as `m [110]` or `2 [10-1]`.
  public var description: String {
    direction == SIMD3(0, 0, 0)
      ? symbol : "\(symbol) [\(Self.indices([direction.x, direction.y, direction.z]))]"
  }

  /// Indices without blanks where every one has a single digit.
  static func indices(_ values: [Int]) -> String {
    values.map { "\($0)" }.joined(separator: values.contains { abs($0) > 9 } ? " " : "")
  }

  /// The primitive integer vector left unchanged by the proper part.
  private static func axis(of rotation: IntegerMatrix3) -> SIMD3<Int> {
    let sign = rotation.determinant
    let proper = IntegerMatrix3(rotation.rowMajor.map { sign * $0 })
    // 1 + W + W² + … projects on the axis: any column that it does not annihilate spans it.
    var sum = [Int](repeating: 0, count: 9)
    var power = IntegerMatrix3.identity
    for _ in 0..<12 {
      for (index, value) in power.rowMajor.enumerated() { sum[index] += value }
      power = power * proper
    }
    let projection = IntegerMatrix3(sum)
    let columns = (0..<3).map { projection.column($0) }
    guard let axis = columns.first(where: { $0 != SIMD3(0, 0, 0) }) else { return SIMD3(0, 0, 0) }
    return primitive(axis)
  }

  /// The shortest integer vector along a direction, most of its components positive.
  static func primitive(_ vector: SIMD3<Int>) -> SIMD3<Int> {
    let divisor = [vector.x, vector.y, vector.z].reduce(0, greatestCommonDivisor)
    guard divisor > 0 else { return vector }
    let reduced = SIMD3(vector.x / divisor, vector.y / divisor, vector.z / divisor)
    let values = [reduced.x, reduced.y, reduced.z]
    let negative = values.count { $0 < 0 }
    let positive = values.count { $0 > 0 }
    let first = values.first { $0 != 0 } ?? 0
    let isReversed = negative > positive || (negative == positive && first < 0)
    return isReversed ? SIMD3(0, 0, 0) &- reduced : reduced
  }
}

/// A crystal class by its Hermann–Mauguin symbol.
public struct PointGroupSymbol: Sendable, Codable, Hashable, CustomStringConvertible {
  /// The symbol, as `m-3m`.
  public var symbol: String
  /// The number of operations.
  public var order: Int

  /// The class of a group of matrices in a lattice basis.
  ///
  /// - Parameter rotations: the operations, each once.
  /// - Throws: `ConsequenceError` where they are none of the 32 crystal classes.
  public init(_ rotations: [IntegerMatrix3]) throws(ConsequenceError) {
    var counts: [String: Int] = [:]
    for rotation in rotations { counts[SymmetryElement(rotation).symbol, default: 0] += 1 }
    let key = Self.kinds.map { counts[$0] ?? 0 }
    guard let name = Self.classes[key] else {
      throw ConsequenceError(
        .notASubgroup,
        "\(rotations.count) matrices (numbers of \(Self.kinds.joined(separator: ", ")): \(key)), "
          + "expected one of the 32 crystal classes; give all operations of a group.")
    }
    symbol = name
    order = rotations.count
  }

  /// The symbol.
  public var description: String { symbol }

  private static let kinds = ["-6", "-4", "-3", "m", "-1", "1", "2", "3", "4", "6"]

  /// The numbers of operations of each kind determine the class.
  private static let classes: [[Int]: String] = [
    [0, 0, 0, 0, 0, 1, 0, 0, 0, 0]: "1", [0, 0, 0, 0, 1, 1, 0, 0, 0, 0]: "-1",
    [0, 0, 0, 0, 0, 1, 1, 0, 0, 0]: "2", [0, 0, 0, 1, 0, 1, 0, 0, 0, 0]: "m",
    [0, 0, 0, 1, 1, 1, 1, 0, 0, 0]: "2/m", [0, 0, 0, 0, 0, 1, 3, 0, 0, 0]: "222",
    [0, 0, 0, 2, 0, 1, 1, 0, 0, 0]: "mm2", [0, 0, 0, 3, 1, 1, 3, 0, 0, 0]: "mmm",
    [0, 0, 0, 0, 0, 1, 1, 0, 2, 0]: "4", [0, 2, 0, 0, 0, 1, 1, 0, 0, 0]: "-4",
    [0, 2, 0, 1, 1, 1, 1, 0, 2, 0]: "4/m", [0, 0, 0, 0, 0, 1, 5, 0, 2, 0]: "422",
    [0, 0, 0, 4, 0, 1, 1, 0, 2, 0]: "4mm", [0, 2, 0, 2, 0, 1, 3, 0, 0, 0]: "-42m",
    [0, 2, 0, 5, 1, 1, 5, 0, 2, 0]: "4/mmm", [0, 0, 0, 0, 0, 1, 0, 2, 0, 0]: "3",
    [0, 0, 2, 0, 1, 1, 0, 2, 0, 0]: "-3", [0, 0, 0, 0, 0, 1, 3, 2, 0, 0]: "32",
    [0, 0, 0, 3, 0, 1, 0, 2, 0, 0]: "3m", [0, 0, 2, 3, 1, 1, 3, 2, 0, 0]: "-3m",
    [0, 0, 0, 0, 0, 1, 1, 2, 0, 2]: "6", [2, 0, 0, 1, 0, 1, 0, 2, 0, 0]: "-6",
    [2, 0, 2, 1, 1, 1, 1, 2, 0, 2]: "6/m", [0, 0, 0, 0, 0, 1, 7, 2, 0, 2]: "622",
    [0, 0, 0, 6, 0, 1, 1, 2, 0, 2]: "6mm", [2, 0, 0, 4, 0, 1, 3, 2, 0, 0]: "-6m2",
    [2, 0, 2, 7, 1, 1, 7, 2, 0, 2]: "6/mmm", [0, 0, 0, 0, 0, 1, 3, 8, 0, 0]: "23",
    [0, 0, 8, 3, 1, 1, 3, 8, 0, 0]: "m-3", [0, 0, 0, 0, 0, 1, 9, 8, 6, 0]: "432",
    [0, 6, 0, 6, 0, 1, 3, 8, 0, 0]: "-43m", [0, 6, 8, 9, 1, 1, 9, 8, 6, 0]: "m-3m",
  ]
}
