// Small irreps by induction along a subnormal series. In the step from N to the union of the
// cosets rᵃ N, index p, the conjugate of an irrep Δ of N is
//
//     Δʳ(n) = μ(n, r) / μ(r, m) Δ(m) ,   m = r⁻¹ n r     (the matrix of r⁻¹ n r)
//
// and Γ(r)ᵖ = ν Δ(rᵖ), with ν the product of the factors of the powers.
//
//     Δʳ ≇ Δ :  Γ(n) = diag(Δ, Δʳ, …) ,  Γ(r) shifts the blocks, the last one by ν Δ(rᵖ)
//     Δʳ ≅ Δ :  Γ(n) = Δ(n) ,  Γ(r) = λ U ,  Δ(n) U = U Δʳ(n) ,  λᵖ Uᵖ = ν Δ(rᵖ)

import Foundation
import PhaseFitNumerics

extension LittleGroup {
  /// All small irreps, by ascending dimension.
  func smallIrreps() -> [SmallIrrep] {
    var trivial = ProjectiveIrrep(dimension: 1, order: order)
    trivial[identity, 0, 0] = .unity
    var irreps = [trivial]
    for step in subnormalSeries {
      irreps = InductionStep(step, of: self).apply(to: irreps)
    }
    irreps.sort { $0.dimension < $1.dimension }
    let components = waveVector.components
    return irreps.map { irrep in
      SmallIrrep(
        waveVector: components, members: members, dimension: irrep.dimension,
        elements: irrep.elements.map(\.cleaned))
    }
  }
}

/// A projective irrep of a subgroup of a little co-group, stored for all elements of the group.
private struct ProjectiveIrrep {
  let dimension: Int
  var elements: [Complex]

  init(dimension: Int, order: Int) {
    self.dimension = dimension
    elements = Array(repeating: Complex(0, 0), count: order * dimension * dimension)
  }

  subscript(element: Int, row: Int, column: Int) -> Complex {
    @inline(__always) get { elements[(element * dimension + row) * dimension + column] }
    @inline(__always) set { elements[(element * dimension + row) * dimension + column] = newValue }
  }

  func matrix(_ element: Int) -> ComplexMatrix {
    let size = dimension * dimension
    return ComplexMatrix(
      order: dimension, elements: Array(elements[element * size..<(element + 1) * size]))
  }

  mutating func set(_ element: Int, to matrix: ComplexMatrix) {
    let size = dimension * dimension
    for index in 0..<size { elements[element * size + index] = matrix.elements[index] }
  }

  func character(_ element: Int) -> Complex {
    (0..<dimension).reduce(Complex(0, 0)) { $0 + self[element, $1, $1] }
  }

  /// Whether two irreps of a subgroup have the same characters; they are orthogonal otherwise.
  func isEquivalent(to other: ProjectiveIrrep, on subgroup: [Int]) -> Bool {
    guard dimension == other.dimension else { return false }
    var sum = Complex(0, 0)
    for element in subgroup {
      sum += character(element).conjugate.times(other.character(element))
    }
    return sum.squaredModulus > 0.25 * Double(subgroup.count * subgroup.count)
  }
}

/// One step of the induction.
private struct InductionStep {
  let group: LittleGroup
  let normal: [Int]
  let generator: Int
  let index: Int
  /// r⁻¹ n r and its factor for each n of the normal subgroup.
  let conjugates: [(source: Int, factor: Complex)]
  /// rᵃ and the factor π in Γ(r)ᵃ = π Γ(rᵃ), a = 0 … p.
  let powers: [(element: Int, factor: Complex)]

  init(_ step: SubnormalStep, of group: LittleGroup) {
    self.group = group
    normal = step.normal
    generator = step.generator
    index = step.index
    let inverse = group.inverse(step.generator)
    conjugates = step.normal.map { element in
      let source = group.product(group.product(inverse, element), step.generator)
      let factor = group.factor(element, step.generator).times(
        group.factor(step.generator, source).conjugate)
      return (source, factor)
    }
    var powers = [(element: group.identity, factor: Complex.unity)]
    for power in 0..<step.index {
      let last = powers[power]
      powers.append(
        (
          group.product(last.element, step.generator),
          last.factor.times(group.factor(last.element, step.generator))
        ))
    }
    self.powers = powers
  }

  func apply(to irreps: [ProjectiveIrrep]) -> [ProjectiveIrrep] {
    var result: [ProjectiveIrrep] = []
    var isUsed = Array(repeating: false, count: irreps.count)
    for (number, irrep) in irreps.enumerated() where !isUsed[number] {
      let conjugate = conjugated(irrep)
      if irrep.isEquivalent(to: conjugate, on: normal) {
        result += extensions(of: irrep, conjugate: conjugate)
        continue
      }
      var orbit = [irrep, conjugate]
      while orbit.count < index { orbit.append(conjugated(orbit[orbit.count - 1])) }
      for member in orbit.dropFirst() {
        for other in irreps.indices
        where !isUsed[other] && irreps[other].isEquivalent(to: member, on: normal) {
          isUsed[other] = true
        }
      }
      result.append(induced(from: orbit))
    }
    return result
  }

  private func conjugated(_ irrep: ProjectiveIrrep) -> ProjectiveIrrep {
    var result = ProjectiveIrrep(dimension: irrep.dimension, order: group.order)
    let size = irrep.dimension * irrep.dimension
    for (position, element) in normal.enumerated() {
      let (source, factor) = conjugates[position]
      for entry in 0..<size {
        result.elements[element * size + entry] = factor.times(
          irrep.elements[source * size + entry])
      }
    }
    return result
  }

  private func induced(from orbit: [ProjectiveIrrep]) -> ProjectiveIrrep {
    let block = orbit[0].dimension
    let dimension = block * index
    var result = ProjectiveIrrep(dimension: dimension, order: group.order)
    for element in normal {
      for (number, irrep) in orbit.enumerated() {
        for row in 0..<block {
          for column in 0..<block {
            result[element, number * block + row, number * block + column] =
              irrep[element, row, column]
          }
        }
      }
    }
    var shift = ComplexMatrix(order: dimension)
    for column in 0..<dimension - block { shift[column + block, column] = .unity }
    let last = powers[index]
    for row in 0..<block {
      for column in 0..<block {
        shift[row, dimension - block + column] = last.factor.times(
          orbit[0][last.element, row, column])
      }
    }
    fillCosets(of: &result, generator: shift)
    return result
  }

  private func extensions(of irrep: ProjectiveIrrep, conjugate: ProjectiveIrrep)
    -> [ProjectiveIrrep]
  {
    let intertwiner = ComplexMatrix.intertwiner(order: irrep.dimension, count: normal.count) {
      (irrep.matrix(normal[$0]), conjugate.matrix(normal[$0]).adjoint)
    }
    var power = intertwiner
    for _ in 1..<index { power = power * intertwiner }
    let last = powers[index]
    // Uᵖ = γ ν Δ(rᵖ) with a phase γ, by Schur's lemma.
    let ratio = (irrep.matrix(last.element).scaled(by: last.factor).adjoint * power).trace
    let angle = atan2(ratio.y, ratio.x)
    return (0..<index).map { choice in
      var result = ProjectiveIrrep(dimension: irrep.dimension, order: group.order)
      for element in normal { result.set(element, to: irrep.matrix(element)) }
      let root = Complex.unit(angle: (2 * .pi * Double(choice) - angle) / Double(index))
      fillCosets(of: &result, generator: intertwiner.scaled(by: root))
      return result
    }
  }

  /// Γ(rᵃ n) from Γ(r) and Γ(n).
  private func fillCosets(of irrep: inout ProjectiveIrrep, generator: ComplexMatrix) {
    var power = generator
    for exponent in 1..<index {
      if exponent > 1 { power = power * generator }
      let (element, factor) = powers[exponent]
      for member in normal {
        let phase = factor.times(group.factor(element, member)).conjugate
        irrep.set(
          group.product(element, member), to: (power * irrep.matrix(member)).scaled(by: phase))
      }
    }
  }
}
