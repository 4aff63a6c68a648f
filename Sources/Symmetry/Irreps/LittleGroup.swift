// The little group of a wave vector and its factor system
//
//     G_k = { g : k W⁻¹ ≡ k } ,   Γ((1|t)) = exp(−2πi k·t)
//     Γ(g_i) Γ(g_j) = μ(i, j) Γ(g_[ij]) ,   μ(i, j) = exp(−2πi k·t_ij)
//
// modulo the reciprocal lattice. Phases are exact: integers modulo the denominator of k.

import PhaseFitNumerics

/// The little group of one wave vector, elements numbered from 0 in the order of `members`.
struct LittleGroup: Sendable {
  /// The wave vector.
  let waveVector: ExactWaveVector
  /// The indices of the coset representatives that keep the wave vector.
  let members: [Int]
  /// The position in `members` of every coset representative, −1 where it is no member.
  let positions: [Int]
  /// The roots of unity in which all phases lie.
  let roots: RootsOfUnity
  /// The position of the identity.
  let identity: Int
  private let products: [Int]
  private let factors: [Complex]

  init(of waveVector: ExactWaveVector, in table: PointGroupTable) {
    self.waveVector = waveVector
    let members = (0..<table.count).filter {
      waveVector.image(inverse: table.inverseRotations[$0]) == waveVector
    }
    var positions = Array(repeating: -1, count: table.count)
    for (position, member) in members.enumerated() { positions[member] = position }
    let roots = RootsOfUnity(order: waveVector.denominator)
    let order = members.count
    var products = Array(repeating: 0, count: order * order)
    var factors = Array(repeating: Complex.unity, count: order * order)
    for (row, left) in members.enumerated() {
      for (column, right) in members.enumerated() {
        products[row * order + column] = positions[table.product(left, right)]
        factors[row * order + column] = roots[waveVector.phase(table.carry(left, right))]
      }
    }
    self.members = members
    self.positions = positions
    self.roots = roots
    self.products = products
    self.factors = factors
    identity = positions[table.identity]
  }

  /// The order of the little co-group.
  var order: Int { members.count }

  /// The position of the product.
  @inline(__always)
  func product(_ left: Int, _ right: Int) -> Int { products[left * order + right] }

  /// The factor μ.
  @inline(__always)
  func factor(_ left: Int, _ right: Int) -> Complex { factors[left * order + right] }

  /// The position of the inverse's rotation.
  func inverse(_ element: Int) -> Int {
    (0..<order).first { product(element, $0) == identity } ?? identity
  }

  /// A chain of subgroups from the trivial one to the whole, each normal of prime index in the
  /// next.
  ///
  /// Little co-groups are crystallographic point groups, all of which are solvable.
  var subnormalSeries: [SubnormalStep] {
    var steps: [SubnormalStep] = []
    var group = Array(0..<order)
    while group.count > 1 {
      let normal = maximalNormalSubgroup(of: group)
      let inside = Set(normal)
      guard let outside = group.first(where: { !inside.contains($0) }) else { break }
      steps.append(
        SubnormalStep(
          normal: normal, generator: outside, index: group.count / normal.count))
      group = normal
    }
    return steps.reversed()
  }

  /// A normal subgroup of prime index: a maximal one of those that contain all commutators.
  private func maximalNormalSubgroup(of group: [Int]) -> [Int] {
    let inverses = group.reduce(into: [Int: Int]()) { $0[$1] = inverse($1) }
    var commutators: Set<Int> = [identity]
    for left in group {
      for right in group {
        guard let leftInverse = inverses[left], let rightInverse = inverses[right] else { continue }
        commutators.insert(
          product(product(left, right), product(leftInverse, rightInverse)))
      }
    }
    var subgroup = generated(by: commutators)
    for element in group where !subgroup.contains(element) {
      let larger = generated(by: subgroup.union([element]))
      if larger.count < group.count { subgroup = larger }
    }
    return subgroup.sorted()
  }

  private func generated(by elements: Set<Int>) -> Set<Int> {
    var result: Set<Int> = [identity]
    var pending = [identity]
    while let next = pending.popLast() {
      for element in elements {
        let image = product(element, next)
        if result.insert(image).inserted { pending.append(image) }
      }
    }
    return result
  }
}

/// A step of a subnormal series: the larger group is the union of the cosets rᵃ N.
struct SubnormalStep: Sendable {
  /// The elements of the normal subgroup N.
  let normal: [Int]
  /// An element r of the larger group outside N.
  let generator: Int
  /// The prime index p of N in the larger group.
  let index: Int
}
