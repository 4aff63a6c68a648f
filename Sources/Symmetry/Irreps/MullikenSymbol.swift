// Mulliken symbols of the irreps of the point groups.
//
//     A, B    dimension 1, character 1 or −1 of the rotation (or S₄) about the principal axis
//     E, T    dimension 2 (complex pairs included) and 3
//     g, u    even or odd under the inversion
//     ', ''   even or odd under the horizontal mirror, where there is no inversion
//     1, 2    A, B: even or odd under the twofold axis along a, else under another one normal to
//             the principal axis, else under the mirror normal to a, else another vertical one
//             E: character 1 or −1 of the sixfold rotation
//             T, and A of cubic groups: character 1 or −1 of C₄, else of S₄
//     B₁ B₂ B₃  of 222 and mmm: even under the twofold axis along c, b, a
//     B₁ B₂     of mm2: even under the mirror normal to b, to a
//
// Axes are those of the standard setting.

import PhaseFitNumerics

extension CommensurateCell {
  /// The Mulliken symbols of the irreps at Γ, nil for those at other wave vectors.
  ///
  /// Subscripts that depend on the choice of axes (B₁ and B₂, for example) refer to the axes of the
  /// standard setting in which the labels are given. Written in plain text, as `T1u` and `A2''`.
  ///
  /// - Parameters:
  ///   - irreps: representations of this cell.
  ///   - parent: the parent from which the cell was made.
  /// - Returns: one symbol for each irrep.
  /// - Throws: `SymmetryError` with code `notAGroup` where the cell is not the parent's, and
  ///   `notIdentified` where no standard setting is found.
  public func mullikenSymbols(of irreps: [PhysicalIrrep], parent: ParentStructure) throws
    -> [String?]
  {
    let table = try PointGroupTable(parent.operations)
    let elements = try elements(of: table)
    let setting = try StandardSetting(
      number: parent.group.number, table: table, basis: parent.basis,
      conventional: parent.conventionalMultiple)
    let determinant = setting.axes.determinant
    let adjugate = setting.axes.adjugate
    var positionOf: [IntegerMatrix3: Int] = [:]
    for (position, element) in elements.enumerated() {
      let rotation = table.operations[element.representative].rotation
      let standard = (adjugate * rotation * setting.axes).rowMajor.map { $0 / determinant }
      positionOf[IntegerMatrix3(standard)] = position
    }
    let group = MullikenPointGroup(rotations: Array(positionOf.keys))
    return irreps.map { irrep in
      guard irrep.arms.count == 1, irrep.waveVector.allSatisfy({ $0 == .zero }) else { return nil }
      return group.symbol(dimension: irrep.dimension) { rotation in
        positionOf[rotation].map { irrep.matrices[$0].trace } ?? 0
      }
    }
  }
}

/// The elements of a point group by which Mulliken symbols are told apart.
private struct MullikenPointGroup {
  private let rotations: Set<IntegerMatrix3>
  private let hasInversion: Bool
  private let isCubic: Bool
  private let isOrthorhombic: Bool

  private static let inversion = IntegerMatrix3(diagonal: -1, -1, -1)
  private static let twofold = [
    IntegerMatrix3(diagonal: -1, -1, 1), IntegerMatrix3(diagonal: -1, 1, -1),
    IntegerMatrix3(diagonal: 1, -1, -1),
  ]
  /// The mirrors normal to c, b, a of orthogonal axes.
  private static let mirrors = [
    IntegerMatrix3(diagonal: 1, 1, -1), IntegerMatrix3(diagonal: 1, -1, 1),
    IntegerMatrix3(diagonal: -1, 1, 1),
  ]

  init(rotations: [IntegerMatrix3]) {
    let all = Set(rotations)
    self.rotations = all
    hasInversion = all.contains(Self.inversion)
    let threefold = all.count { $0.determinant == 1 && $0.trace == 0 }
    isCubic = threefold == 8
    let diagonal = Set(Self.twofold + Self.mirrors + [.identity, Self.inversion])
    isOrthorhombic = all.isSubset(of: diagonal) && all.count >= 4 && !Self.isMonoclinic(all)
  }

  /// The group 2/m has one twofold axis and the mirror normal to it.
  private static func isMonoclinic(_ rotations: Set<IntegerMatrix3>) -> Bool {
    rotations.count == 4 && rotations.contains(inversion)
  }

  func symbol(dimension: Int, character: (IntegerMatrix3) -> Double) -> String {
    stem(dimension: dimension, character: character) + parity(character)
  }

  private func parity(_ character: (IntegerMatrix3) -> Double) -> String {
    if hasInversion { return character(Self.inversion) > 0 ? "g" : "u" }
    // A mirror is horizontal where a threefold axis, or no axis at all, is normal to it.
    let horizontal = rotations.first { mirror in
      isMirror(mirror) && (rotations.count == 2 || (hasThreefold && isNormalToC(mirror)))
    }
    guard let horizontal, !isCubic else { return "" }
    return character(horizontal) > 0 ? "'" : "''"
  }

  private func stem(dimension: Int, character: (IntegerMatrix3) -> Double) -> String {
    func subscripted(_ letter: String, by element: IntegerMatrix3?) -> String {
      guard let element else { return letter }
      return letter + (character(element) > 0 ? "1" : "2")
    }
    if dimension == 3 { return subscripted("T", by: quarterTurn) }
    if dimension == 2 {
      let sixfold = rotations.first { $0.determinant == 1 && $0.trace == 2 }
      return subscripted("E", by: sixfold)
    }
    if isCubic { return subscripted("A", by: quarterTurn) }
    if isOrthorhombic { return orthorhombicStem(character) }
    let letter = principal.map { character($0) > 0 ? "A" : "B" } ?? "A"
    return subscripted(letter, by: secondary)
  }

  private func orthorhombicStem(_ character: (IntegerMatrix3) -> Double) -> String {
    let axes = Self.twofold.filter(rotations.contains)
    if axes.count == 3 {
      let even = Self.twofold.indices.filter { character(Self.twofold[$0]) > 0 }
      return even.count == 3 ? "A" : "B\((even.first ?? 0) + 1)"
    }
    // The standard setting of mm2 has its axis along c.
    let signs = (character(Self.mirrors[1]) > 0, character(Self.mirrors[2]) > 0)
    switch signs {
    case (true, true): return "A1"
    case (false, false): return "A2"
    case (true, false): return "B1"
    case (false, true): return "B2"
    }
  }

  private var hasThreefold: Bool { rotations.contains { $0.determinant == 1 && $0.trace == 0 } }

  private func isMirror(_ rotation: IntegerMatrix3) -> Bool {
    rotation.determinant == -1 && rotation.trace == 1
  }

  /// Whether the vector c is reversed and the plane of a and b is kept, each vector.
  private func isNormalToC(_ mirror: IntegerMatrix3) -> Bool {
    mirror == Self.mirrors[0]
  }

  /// C₄, else S₄.
  private var quarterTurn: IntegerMatrix3? {
    rotations.first { $0.determinant == 1 && $0.trace == 1 }
      ?? rotations.first { $0.determinant == -1 && $0.trace == -1 }
  }

  /// The rotation whose sign tells A from B; a threefold one never does.
  private var principal: IntegerMatrix3? {
    if let sixfold = rotations.first(where: { $0.determinant == 1 && $0.trace == 2 }) {
      return sixfold
    }
    if let quarterTurn { return quarterTurn }
    if hasThreefold { return nil }
    return rotations.first { $0.determinant == 1 && $0.trace == -1 }
  }

  /// The twofold axis or the mirror that tells 1 from 2.
  private var secondary: IntegerMatrix3? {
    // In groups with one axis and the mirror normal to it there is none.
    guard hasThreefold || quarterTurn != nil else { return nil }
    let axes = rotations.filter { rotation in
      rotation.determinant == 1 && rotation.trace == -1 && rotation.column(2).z == -1
    }
    let vertical = rotations.filter { isMirror($0) && $0 != Self.mirrors[0] }
    let alongA = axes.first { $0.column(0) == SIMD3(1, 0, 0) }
    let normalToA = vertical.first { $0.column(0) == SIMD3(-1, 0, 0) }
    return alongA ?? axes.first ?? normalToA ?? vertical.first
  }
}
