// The labels of small irreps at special points, told apart by a few characters each.
//
// One line for each space group, fields separated by |:
//
//     number | operations | point | point | …
//     operation:  x' = W x + w in the Jones-faithful notation, separated by ;
//     point:      name  k  columns  labels  characters [partners]
//
// `k` has three components in the conventional reciprocal basis. `columns` are the operations whose
// characters are given, as digits 0-9a-z. `labels` are written without the point's name. One letter
// stands for each character (`values`), label by label. `partners` are the irreps at another point
// with which a complex irrep is joined to a real one; the field lacks where all are at this point.
//
// Setting: origin choice 2, unique axis b, cell choice 1, hexagonal axes, axes abc. Sign of the
// phase: Γ((1|t)) = exp(+2πi k·t), opposite to the rest of this module. The points that ISO-IR does
// not list, −k of a listed k with another star, have ISOTROPY's names and conjugate characters.

import PhaseFitNumerics

/// The special points of a space group with the labels of their small irreps.
struct IrrepLabelTable: Sendable {
  /// The operations for which characters are given, in the standard setting.
  let operations: [SymmetryOperation]
  /// The special points.
  let points: [Point]

  /// A special point.
  struct Point: Sendable {
    /// The name of the point.
    let name: String
    /// The wave vector in the conventional reciprocal basis, without 2π.
    let waveVector: [Rational]
    /// The operations for which characters are given, as indices.
    let columns: [Int]
    /// The small irreps.
    let irreps: [Entry]
  }

  /// A small irrep.
  struct Entry: Sendable {
    /// The label.
    let label: String
    /// The characters of the operations in `columns`, with phases exp(+2πi k·t).
    let characters: [Complex]
    /// The label of the irrep at another point with which it is joined.
    let partner: String?
  }

  /// The table of a space group, nil outside 1 … 230.
  init?(number: Int) {
    guard let line = Self.lines[number] else { return nil }
    let fields = line.split(separator: "|")
    guard fields.count > 2 else { return nil }
    operations = fields[1].split(separator: ";").compactMap {
      try? SymmetryOperation(jonesFaithful: String($0))
    }
    points = fields.dropFirst(2).compactMap(Point.init)
  }

  private static let lines: [Int: Substring] = {
    var result: [Int: Substring] = [:]
    for part in [toTetragonal, toHexagonal, toCubic] {
      for line in part.split(separator: "\n") {
        let number = line.prefix { $0 != "|" }
        if let number = Int(number) { result[number] = line }
      }
    }
    return result
  }()

  /// The axes and origin of the standard setting of a space group; nil outside 1 … 230.
  static func standardSetting(number: Int) -> SpaceGroupSetting? {
    let settings = SpaceGroupDatabase.settings(number: number)
    for choice in ["2", "", "b1", "H", "1"] {
      if let found = settings.first(where: { $0.choice == choice }) { return found }
    }
    return settings.first
  }
}

extension IrrepLabelTable.Point {
  fileprivate init?(_ text: Substring) {
    let fields = text.split(separator: " ")
    guard fields.count >= 5 else { return nil }
    name = String(fields[0])
    waveVector = fields[1].split(separator: ",").compactMap { component in
      let parts = component.split(separator: "/").compactMap { Int($0) }
      return parts.isEmpty ? nil : Rational(parts[0], parts.count > 1 ? parts[1] : 1)
    }
    columns = fields[2].compactMap { Int(String($0), radix: 36) }
    let partners =
      fields.count > 5
      ? fields[5].split(separator: ",", omittingEmptySubsequences: false) : []
    let characters = fields[4].compactMap { IrrepLabelTable.values[$0] }
    let width = columns.count
    let labels = fields[3].split(separator: ",")
    guard waveVector.count == 3, characters.count == labels.count * width else { return nil }
    var irreps: [IrrepLabelTable.Entry] = []
    for (number, label) in labels.enumerated() {
      let partner = number < partners.count ? String(partners[number]) : ""
      irreps.append(
        IrrepLabelTable.Entry(
          label: name + label,
          characters: Array(characters[number * width..<(number + 1) * width]),
          partner: partner.isEmpty ? nil : partner))
    }
    self.irreps = irreps
  }
}

extension IrrepLabelTable {
  /// The characters for which the letters stand.
  static let values: [Character: Complex] = {
    let (root2, root3) = (2.0.squareRoot(), 3.0.squareRoot())
    let (half2, half3) = (root2 / 2, root3 / 2)
    let ordered: [Complex] = [
      Complex(1, 0), Complex(-1, 0), Complex(0, 0), Complex(2, 0), Complex(0, -1), Complex(0, 1),
      Complex(-2, 0), Complex(-0.5, -half3), Complex(-0.5, half3), Complex(0.5, -half3),
      Complex(0.5, half3), Complex(3, 0), Complex(0, -root3), Complex(0, root3), Complex(0, -2),
      Complex(0, 2), Complex(-3, 0), Complex(-half3, -0.5), Complex(-half3, 0.5), Complex(-1, 1),
      Complex(half3, -0.5), Complex(half3, 0.5), Complex(1, -1), Complex(-root2, 0),
      Complex(root2, 0), Complex(0, -root2), Complex(0, root2), Complex(-1, -1), Complex(1, 1),
      Complex(-half2, -half2), Complex(-half2, half2), Complex(half2, -half2),
      Complex(half2, half2), Complex(4, 0), Complex(-root3, 0), Complex(root3, 0), Complex(6, 0),
      Complex(-1, -root3), Complex(-1, root3),
    ]
    let letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklm"
    return Dictionary(zip(letters, ordered), uniquingKeysWith: { first, _ in first })
  }()
}
