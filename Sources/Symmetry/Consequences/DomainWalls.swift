// Walls between domains of different spontaneous strain without long-range stress (Sapriel's
// condition): the two strains agree in the plane with normal n where
//
//     n × (e₂ − e₁) × n = 0   for all vectors of the plane  ⇔  e₂ − e₁ = n ⊗ s + s ⊗ n
//
// For infinitesimal strains of equal trace this needs the eigenvalues (−λ, 0, λ) of Δe = e₂ − e₁;
// the two normals are (v₊ ± v₋)/√2. Otherwise there is no wall that fits.

import Foundation
public import PhaseFitNumerics

/// The stress-free walls of a pair of domain states.
public struct DomainWalls: Sendable, Codable, Hashable, CustomStringConvertible {
  /// Which walls fit.
  public var kind: Kind
  /// The normals of the walls, Cartesian unit vectors in the parent's frame.
  public var normals: [Vector3]
  /// The normals as (hkl) of the parent's conventional setting, nil where no small integers serve.
  public var indices: [SIMD3<Int>?]

  /// Which walls fit two strains.
  public enum Kind: String, Sendable, Codable, Hashable {
    /// The strains are equal: every wall fits.
    case anyOrientation = "any"
    /// Two perpendicular walls, each in the plane that one of `normals` is perpendicular to.
    case pair
    /// No wall fits both strains.
    case none
  }

  /// The walls between a state and its image under a point operation.
  ///
  /// - Parameters:
  ///   - strain: the spontaneous strain of the first state, Cartesian, in the parent's frame.
  ///   - operation: the operation that makes the second state.
  ///   - parent: the parent, which gives the setting of the indices.
  init(strain: Matrix3, operation: CommensurateCell.Operation, parent: ParentStructure) {
    let rotation = operation.cartesian
    let difference = rotation * strain * rotation.transpose - strain
    let (values, vectors) = difference.symmetricEigensystem
    let largest = max(abs(values.x), abs(values.z))
    normals = []
    indices = []
    guard largest > Self.strainRounding * max(strain.frobeniusNorm, .leastNormalMagnitude) else {
      kind = .anyOrientation
      return
    }
    guard abs(values.y) <= Self.strainRounding * largest else {
      kind = .none
      return
    }
    kind = .pair
    let (low, high) = (vectors[column: 0], vectors[column: 2])
    for sign in [1.0, -1.0] {
      var normal = 0.5.squareRoot() * (high + sign * low)
      let index = Self.indices(of: normal, basis: parent.conventionalBasis)
      // The sign is that of the printed indices, else that of the first component.
      let leading: Double
      if let index {
        leading = dot(normal, parent.conventionalBasis.inverse.transpose * index.real)
      } else {
        leading = (0..<3).map { normal[$0] }.first { abs($0) > Self.strainRounding } ?? 1
      }
      if leading < 0 { normal = -1 * normal }
      normals.append(normal)
      indices.append(index)
    }
    // Rational walls first, then by their indices: an order that does not depend on the eigenvectors.
    let order = normals.indices.sorted { left, right in
      switch (indices[left], indices[right]) {
      case (let first?, let second?):
        return [second.x, second.y, second.z].lexicographicallyPrecedes(
          [first.x, first.y, first.z])
      case (_?, nil): return true
      default: return false
      }
    }
    normals = order.map { normals[$0] }
    indices = order.map { indices[$0] }
  }

  /// The walls as `(110), (1-10)`.
  public var description: String {
    switch kind {
    case .anyOrientation: return "any orientation"
    case .none: return "none"
    case .pair: return planes.joined(separator: ", ")
    }
  }

  /// The planes of a pair of walls, as `(110)`, or by their Cartesian normal where no small indices
  /// serve; empty for other kinds.
  public var planes: [String] {
    zip(normals, indices).map { normal, index in
      if let index { return "(" + SymmetryElement.indices([index.x, index.y, index.z]) + ")" }
      return "normal "
        + (0..<3).map { String(format: "%.3f", normal[$0]) }.joined(separator: " ")
    }
  }

  /// The strain is exactly invariant under the child's group, so that zero eigenvalues are zero to
  /// the rounding of the metric's average, far below one part in a million.
  static let strainRounding = 1e-6

  /// The largest Miller index of a wall that counts as rational.
  private static let largestIndex = 6

  /// The Miller indices of a plane, `h ∝ Aᵀ n`, nil where they are not small integers.
  private static func indices(of normal: Vector3, basis: Matrix3) -> SIMD3<Int>? {
    let components = basis.transpose * normal
    let largest = max(abs(components.x), abs(components.y), abs(components.z))
    for scale in 1...largestIndex {
      let scaled = Double(scale) / largest * components
      let rounded = scaled.rounded(.toNearestOrEven)
      if length(scaled - rounded) < strainRounding * Double(scale) {
        return SymmetryElement.primitive(SIMD3(Int(rounded.x), Int(rounded.y), Int(rounded.z)))
      }
    }
    return nil
  }
}

extension DomainStates {
  /// The stress-free walls of each pair of `pairs`.
  ///
  /// - Parameters:
  ///   - strain: the spontaneous strain of the first state, Cartesian, in the parent's frame.
  ///   - kept: the indices of the child's operations, as given for the states.
  ///   - cell: the cell.
  ///   - parent: its parent.
  /// - Returns: the walls of each pair, in the order of `pairs`.
  /// - Throws: `ConsequenceError` where the kept operations change the strain.
  public func walls(
    spontaneousStrain strain: Matrix3, keptBy kept: [Int], in cell: CommensurateCell,
    parent: ParentStructure
  ) throws(ConsequenceError) -> [DomainWalls] {
    for index in kept {
      let rotation = cell.operations[index].cartesian
      let change = (rotation * strain * rotation.transpose - strain).frobeniusNorm
      guard change <= DomainWalls.strainRounding * strain.frobeniusNorm else {
        throw ConsequenceError(
          .strainNotInvariant,
          "the strain changes by \(change) under an operation that the child keeps, expected no "
            + "change; average the strain over the child's operations first.")
      }
    }
    return pairs.map { pair in
      DomainWalls(
        strain: strain, operation: cell.operations[states[pair.states[1]].operation],
        parent: parent)
    }
  }
}
