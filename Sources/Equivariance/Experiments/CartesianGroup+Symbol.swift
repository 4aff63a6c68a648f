// The Hermann–Mauguin symbol of a crystallographic point group.
//
// An orthogonal matrix is told by its determinant and trace, 1 + 2 cos φ for a rotation by φ and
// the negative of that for a rotation with inversion:
//
//     trace · det    3     2     1     0    −1
//     proper         1     6     4     3     2
//     improper      −1    −6    −4    −3     m
//
// How often each kind occurs is different for each of the 32 crystallographic point groups.

import PhaseFitNumerics

extension CartesianGroup {
  /// The Hermann–Mauguin symbol in its short form, nil for a group of no crystal.
  public var symbol: String? {
    var counts = [Int](repeating: 0, count: 10)
    for operation in operations {
      guard let kind = Self.kind(operation) else { return nil }
      counts[kind] += 1
    }
    return Self.symbols.first { $0.counts == counts }?.symbol
  }

  /// The place of an operation in the order 1, 2, 3, 4, 6, −1, m, −3, −4, −6.
  private static func kind(_ operation: Matrix3) -> Int? {
    let isProper = operation.determinant > 0
    let trace = (isProper ? 1 : -1) * operation.trace
    guard abs(trace - trace.rounded()) < traceRounding else { return nil }
    let kinds = [3: 0, -1: 1, 0: 2, 1: 3, 2: 4]
    return kinds[Int(trace.rounded())].map { isProper ? $0 : $0 + 5 }
  }

  /// Traces of products of operations are whole numbers to rounding.
  private static let traceRounding = 1e-8

  private static let symbols: [(symbol: String, counts: [Int])] = [
    ("1", [1, 0, 0, 0, 0, 0, 0, 0, 0, 0]), ("-1", [1, 0, 0, 0, 0, 1, 0, 0, 0, 0]),
    ("2", [1, 1, 0, 0, 0, 0, 0, 0, 0, 0]), ("m", [1, 0, 0, 0, 0, 0, 1, 0, 0, 0]),
    ("2/m", [1, 1, 0, 0, 0, 1, 1, 0, 0, 0]), ("222", [1, 3, 0, 0, 0, 0, 0, 0, 0, 0]),
    ("mm2", [1, 1, 0, 0, 0, 0, 2, 0, 0, 0]), ("mmm", [1, 3, 0, 0, 0, 1, 3, 0, 0, 0]),
    ("4", [1, 1, 0, 2, 0, 0, 0, 0, 0, 0]), ("-4", [1, 1, 0, 0, 0, 0, 0, 0, 2, 0]),
    ("4/m", [1, 1, 0, 2, 0, 1, 1, 0, 2, 0]), ("422", [1, 5, 0, 2, 0, 0, 0, 0, 0, 0]),
    ("4mm", [1, 1, 0, 2, 0, 0, 4, 0, 0, 0]), ("-42m", [1, 3, 0, 0, 0, 0, 2, 0, 2, 0]),
    ("4/mmm", [1, 5, 0, 2, 0, 1, 5, 0, 2, 0]), ("3", [1, 0, 2, 0, 0, 0, 0, 0, 0, 0]),
    ("-3", [1, 0, 2, 0, 0, 1, 0, 2, 0, 0]), ("32", [1, 3, 2, 0, 0, 0, 0, 0, 0, 0]),
    ("3m", [1, 0, 2, 0, 0, 0, 3, 0, 0, 0]), ("-3m", [1, 3, 2, 0, 0, 1, 3, 2, 0, 0]),
    ("6", [1, 1, 2, 0, 2, 0, 0, 0, 0, 0]), ("-6", [1, 0, 2, 0, 0, 0, 1, 0, 0, 2]),
    ("6/m", [1, 1, 2, 0, 2, 1, 1, 2, 0, 2]), ("622", [1, 7, 2, 0, 2, 0, 0, 0, 0, 0]),
    ("6mm", [1, 1, 2, 0, 2, 0, 6, 0, 0, 0]), ("-6m2", [1, 3, 2, 0, 0, 0, 4, 0, 0, 2]),
    ("6/mmm", [1, 7, 2, 0, 2, 1, 7, 2, 0, 2]), ("23", [1, 3, 8, 0, 0, 0, 0, 0, 0, 0]),
    ("m-3", [1, 3, 8, 0, 0, 1, 3, 8, 0, 0]), ("432", [1, 9, 8, 6, 0, 0, 0, 0, 0, 0]),
    ("-43m", [1, 3, 8, 0, 0, 0, 6, 0, 6, 0]), ("m-3m", [1, 9, 8, 6, 0, 1, 9, 8, 6, 0]),
  ]
}
