// The reflections that an irrep brings: q = G + k with G a reciprocal-lattice vector of the parent
// and k an arm of the star.
//
// To first order in the order parameter the amplitude at q is that of a density wave exp(2πi q·r).
// The operations that keep q multiply it by a phase,
//
//     (W|w) exp(2πi q·r) = exp(−2πi q·w) exp(2πi q·r) ,   q W = q
//
// and the irrep can give the wave an amplitude only if it contains that one-dimensional
// representation of the group of q (Frobenius):
//
//     n_q = 1/|G_q| Σ_{g ∈ G_q} χ(g) exp(2πi q·w) > 0
//
// At Γ there are no new positions; what is new are reflections that glide planes and screw axes of
// the parent extinguish.

import Foundation
public import PhaseFitNumerics

/// The reflections that appear with an irrep, in the parent's conventional indices.
public struct SuperlatticeReflections: Sendable, Codable, Hashable {
  /// The label of the irrep.
  public var label: String
  /// Where the reflections lie, as `(h+1/2, k+1/2, l+1/2)` with the condition on hkl.
  public var rule: String
  /// Families of equivalent reflections, largest spacing first.
  public var reflections: [Reflection]

  /// A family of equivalent reflections.
  public struct Reflection: Sendable, Codable, Hashable, CustomStringConvertible {
    /// The indices of one member, in the parent's conventional reciprocal basis.
    public var indices: [Rational]
    /// The spacing of the parent's undistorted lattice, Å.
    public var spacing: Double
    /// The number of members, Friedel's pairs included.
    public var multiplicity: Int
    /// Whether the irrep gives the reflection an amplitude in first order; what is extinct by
    /// symmetry in first order may appear with secondary order parameters.
    public var isAllowed: Bool

    /// The indices, as `1/2 1/2 3/2`.
    public var description: String { indices.map(\.description).joined(separator: " ") }
  }

  /// The reflections of an irrep.
  ///
  /// - Parameters:
  ///   - irrep: the irrep.
  ///   - cell: the cell to which its matrices belong.
  ///   - parent: the parent of the cell.
  ///   - count: how many families to list, those extinct in first order included (but not at Γ).
  /// - Throws: `ConsequenceError` where the matrices or the parent do not fit the cell.
  public init(
    of irrep: PhysicalIrrep, in cell: CommensurateCell, parent: ParentStructure, count: Int = 12
  ) throws(ConsequenceError) {
    try TransformingQuantity(irrep).check(in: cell)
    let lattice = try ReciprocalLattice(cell: cell, parent: parent)
    label = irrep.label
    let isGamma = irrep.waveVector.allSatisfy { $0 == .zero }
    rule =
      isGamma
      ? "no superlattice: reflections hkl that glide planes or screw axes of the parent extinguish"
      : irrep.arms.map(Self.text).joined(separator: ", ") + lattice.condition
    let character = irrep.matrices.map(\.trace)
    let scalar = Array(repeating: 1.0, count: cell.operations.count)
    var families: [Reflection] = []
    // The sphere grows until it holds enough; at Γ a group without glides never fills it.
    var radius = 1 / cbrt(abs(parent.basis.determinant))
    for _ in 0..<Self.growthSteps {
      families = lattice.families(arms: irrep.arms, radius: radius).compactMap { family in
        let isAllowed = lattice.multiplicity(of: character, at: family.index) > 0
        if isGamma, !isAllowed || lattice.multiplicity(of: scalar, at: family.index) > 0 {
          return nil
        }
        return Reflection(
          indices: family.indices, spacing: 1 / family.length, multiplicity: family.count,
          isAllowed: isAllowed)
      }
      if families.count >= count { break }
      radius *= 1.5
    }
    reflections = Array(families.prefix(count))
  }

  /// The last sphere reaches 1.5⁴ ≈ 5 reciprocal cell edges: spacings beyond are of no use to tell
  /// phases apart.
  private static let growthSteps = 5

  /// `(h+1/2, k, l-1/3)`.
  private static func text(_ arm: [Rational]) -> String {
    let parts = zip(["h", "k", "l"], arm).map { name, value in
      value == .zero ? name : value < .zero ? "\(name)\(value)" : "\(name)+\(value)"
    }
    return "(" + parts.joined(separator: ", ") + ")"
  }
}

/// The reciprocal lattice of a parent with the operations of a cell.
struct ReciprocalLattice {
  private let cell: CommensurateCell
  private let parent: ParentStructure
  private let rotations: [IntegerMatrix3]
  /// Reciprocal basis of the conventional cell, columns.
  private let reciprocal: Matrix3

  /// A family of equivalent points.
  struct Family {
    /// The conventional indices.
    var indices: [Rational]
    /// `q · x = index · x_cell`, an integer vector.
    var index: SIMD3<Int>
    /// The length of q, 1/Å.
    var length: Double
    /// The number of members.
    var count: Int
  }

  init(cell: CommensurateCell, parent: ParentStructure) throws(ConsequenceError) {
    let setting = try ConventionalSetting(cell: cell, parent: parent)
    self.cell = cell
    self.parent = parent
    var seen: Set<IntegerMatrix3> = []
    rotations = cell.exactOperations.map { setting.rotation($0) }.filter {
      seen.insert($0).inserted
    }
    reciprocal = setting.basis.inverse.transpose
  }

  /// The condition that centring puts on the parent's reflections, empty for a primitive cell.
  var condition: String {
    let conventional = parent.conventionalMultiple
    let determinant = abs(conventional.determinant)
    guard determinant > 1 else { return "" }
    // Primitive vectors in the conventional basis: C⁻¹; hkl is present if hkl · C⁻¹ is whole.
    let sign = conventional.determinant < 0 ? -1 : 1
    let adjugate = conventional.adjugate
    var conditions: [String] = []
    for column in 0..<3 {
      let vector = (0..<3).map { Rational(sign * adjugate[$0, column], determinant) }
      let denominator = vector.reduce(1) { multiple, value in
        multiple / greatestCommonDivisor(multiple, value.denominator) * value.denominator
      }
      guard denominator > 1 else { continue }
      var text = ""
      for (name, value) in zip(["h", "k", "l"], vector) {
        // Coefficients count modulo the denominator: the smallest in size is printed.
        var factor = value.numerator * (denominator / value.denominator) % denominator
        if 2 * factor > denominator { factor -= denominator }
        if 2 * factor <= -denominator { factor += denominator }
        if factor == 0 { continue }
        let size = abs(factor) == 1 ? name : "\(abs(factor))\(name)"
        text += text.isEmpty ? (factor < 0 ? "-" : "") + size : (factor < 0 ? "-" : "+") + size
      }
      let condition = "\(text) = \(denominator)n"
      if !conditions.contains(condition) { conditions.append(condition) }
    }
    return " with " + conditions.joined(separator: ", ")
  }

  /// The families of `G + k` inside a sphere, shortest first.
  func families(arms: [[Rational]], radius: Double) -> [Family] {
    let denominator = arms.joined().reduce(1) { multiple, value in
      multiple / greatestCommonDivisor(multiple, value.denominator) * value.denominator
    }
    // Indices times the common denominator: integers, on which the rotations act exactly.
    var points: Set<SIMD3<Int>> = []
    let conventional = parent.conventionalMultiple.transpose
    let limits = (0..<3).map { axis in
      Int((length(parent.basis[column: axis]) * radius).rounded(.up)) + 1
    }
    for arm in arms {
      let shift = arm.map { $0.numerator * (denominator / $0.denominator) }
      // Arms may lie outside the first cell: centre the box on their integer part.
      let centre =
        parent.conventionalMultiple.real.transpose.inverse
        * Vector3(arm[0].value, arm[1].value, arm[2].value)
      let origin = centre.rounded(.toNearestOrEven)
      for x in -limits[0]...limits[0] {
        for y in -limits[1]...limits[1] {
          for z in -limits[2]...limits[2] {
            let primitive = SIMD3(
              x - Int(origin.x), y - Int(origin.y), z - Int(origin.z))
            let point =
              conventional * primitive &* SIMD3(repeating: denominator)
              &+ SIMD3(shift[0], shift[1], shift[2])
            if point == SIMD3(0, 0, 0) { continue }
            let size = length(reciprocal * point.real) / Double(denominator)
            if size <= radius { points.insert(point) }
          }
        }
      }
    }
    var result: [Family] = []
    var seen: Set<SIMD3<Int>> = []
    for point in points where !seen.contains(point) {
      var family: Set<SIMD3<Int>> = []
      for rotation in rotations {
        let image = rotation.transpose * point
        family.insert(image)
        family.insert(SIMD3(0, 0, 0) &- image)
      }
      seen.formUnion(family)
      let first = family.max { Self.key($0).lexicographicallyPrecedes(Self.key($1)) }
      let shown = first ?? point
      let indices = [shown.x, shown.y, shown.z].map { Rational($0, denominator) }
      result.append(
        Family(
          indices: indices, index: cellIndex(indices),
          length: length(reciprocal * shown.real) / Double(denominator), count: family.count))
    }
    return result.sorted { left, right in
      // Equal to rounding counts as equal, so that the order does not depend on it.
      if abs(left.length - right.length) > 1e-9 * right.length { return left.length < right.length }
      return right.indices.lexicographicallyPrecedes(left.indices)
    }
  }

  /// Of a family the member with fewest negative indices is shown, larger ones first: 311, not 113.
  private static func key(_ point: SIMD3<Int>) -> [Int] {
    let values = [point.x, point.y, point.z]
    return [-values.count { $0 < 0 }] + values.map { abs($0) } + values
  }

  /// The integers n with `q · x = n · x_cell`: `n = q C⁻¹ M`.
  private func cellIndex(_ indices: [Rational]) -> SIMD3<Int> {
    let conventional = parent.conventionalMultiple
    let change = (conventional.adjugate * cell.multiple).transpose
    let scaled = change.apply(to: indices).map { $0 * Rational(1, conventional.determinant) }
    return SIMD3(scaled[0].numerator, scaled[1].numerator, scaled[2].numerator)
  }

  /// How often a representation contains that of the plane wave at a point.
  func multiplicity(of character: [Double], at index: SIMD3<Int>) -> Int {
    var sum = 0.0
    var count = 0
    for (number, operation) in cell.exactOperations.enumerated()
    where operation.rotation.transpose * index == index {
      let phase = zip([index.x, index.y, index.z], operation.translation).reduce(Rational.zero) {
        $0 + Rational($1.0) * $1.1
      }
      sum += character[number] * cos(2 * .pi * phase.fractionalPart.value)
      count += 1
    }
    return Int((sum / Double(max(count, 1))).rounded())
  }
}
