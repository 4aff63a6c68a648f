// Averages over the finite group of a commensurate cell in few steps.
//
// Along a chain of subgroups 1 = H₀ < H₁ < … < G the average is a product of short ones,
//
//     avg_{H_{i+1}} p = 1/m Σ_{r} r · (avg_{H_i} p) ,   H_{i+1} = ⊔ r H_i ,  m = [H_{i+1} : H_i]
//
// so that Σ m operations act instead of Π m. The chain climbs the translations first, a normal
// subgroup, then the point group.

import PhaseFitNumerics

/// A chain of subgroups of a cell's operations by the coset representatives of each step.
struct GroupAverage {
  /// For each step the indices of its representatives in the cell's operations, without the
  /// identity; the step averages over one more term than it lists.
  let steps: [[Int]]

  /// The chain of a cell's operations.
  init(_ cell: CommensurateCell) {
    let compact = cell.exactOperations.map { CompactOperation($0) }
    var indexOfOperation: [CompactOperation: Int] = [:]
    var indexOfRotation: [IntegerMatrix3: Int] = [:]
    var translations: [CompactOperation] = []
    var rotations: [IntegerMatrix3] = []
    for (index, operation) in compact.enumerated() {
      indexOfOperation[operation] = index
      if operation.rotation == .identity { translations.append(operation) }
      if indexOfRotation[operation.rotation] == nil {
        indexOfRotation[operation.rotation] = index
        rotations.append(operation.rotation)
      }
    }
    let lower = Self.chain(translations, identity: CompactOperation(.identity), product: *)
    let upper = Self.chain(rotations, identity: .identity, product: *)
    steps =
      lower.map { $0.compactMap { indexOfOperation[$0] } }
      + upper.map { $0.compactMap { indexOfRotation[$0] } }
  }

  /// The coset representatives of a chain of subgroups, each the smallest extension at hand.
  private static func chain<Element: Hashable>(
    _ elements: [Element], identity: Element, product: (Element, Element) -> Element
  ) -> [[Element]] {
    var subgroup: [Element] = [identity]
    var members: Set<Element> = [identity]
    var generators: [Element] = []
    var result: [[Element]] = []
    while members.count < elements.count {
      var best: (group: [Element], generator: Element)?
      for candidate in elements where !members.contains(candidate) {
        let group = generate(generators + [candidate], identity: identity, product: product)
        if best.map({ group.count < $0.group.count }) ?? true { best = (group, candidate) }
        // An index of 2 or 3 is prime: no extension between is missed.
        if group.count <= 3 * members.count { break }
      }
      guard let (group, generator) = best else { break }
      var covered = members
      var representatives: [Element] = []
      for element in group where !covered.contains(element) {
        representatives.append(element)
        for member in subgroup { covered.insert(product(element, member)) }
      }
      result.append(representatives)
      generators.append(generator)
      subgroup = group
      members = Set(group)
    }
    return result
  }

  private static func generate<Element: Hashable>(
    _ generators: [Element], identity: Element, product: (Element, Element) -> Element
  ) -> [Element] {
    var elements = [identity]
    var known: Set<Element> = [identity]
    var next = 0
    while next < elements.count {
      for generator in generators {
        let image = product(generator, elements[next])
        if known.insert(image).inserted { elements.append(image) }
      }
      next += 1
    }
    return elements
  }
}
