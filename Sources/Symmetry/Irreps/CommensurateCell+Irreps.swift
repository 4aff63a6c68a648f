// All physically irreducible representations of a parent modulo a supercell: for every star that
// the supercell makes commensurate, the small irreps of one arm, their real forms on the
// stabiliser of {k, −k}, and the induction over the star.

import PhaseFitNumerics

extension CommensurateCell {
  /// All physically irreducible representations at all commensurate wave vectors, Γ first.
  ///
  /// Stars come in the order of `waveVectors`. Within a star, irreps come in the order of the tables
  /// of labels. The components of a real irrep are
  /// arranged in blocks, one for each arm (for 2k ≡ 0) or pair of arms ±k, in the order of `arms`;
  /// where k and −k differ, each block holds the real and imaginary parts of the components with
  /// the wave vector k of its arm, alternating.
  ///
  /// - Parameter parent: the parent from which the cell was made.
  /// - Returns: Σ d²/c over the irreps is the number of operations, c = 1, 2, 4 for real, complex
  ///   and quaternionic ones.
  /// - Throws: `SymmetryError` with code `notAGroup` where the operations of the cell are missing
  ///   or not those of the parent, and `notIdentified` where no standard setting is found.
  /// - Source: labels as in H. T. Stokes, B. J. Campbell and R. Cordes, Acta Cryst. A69, 388
  ///   (2013).
  public func physicalIrreps(of parent: ParentStructure) throws -> [PhysicalIrrep] {
    let table = try PointGroupTable(parent.operations)
    let elements = try elements(of: table)
    let labeller = try IrrepLabeller(parent: parent, table: table)
    let dual = multiple.transpose
    let stars = Dictionary(grouping: waveVectors, by: \.star)
    var result: [PhysicalIrrep] = []
    for star in stars.keys.sorted() {
      let arms = (stars[star] ?? []).map { arm in
        StarArm(
          waveVector: ExactWaveVector(
            dual.adjugate.apply(to: [arm.index.x, arm.index.y, arm.index.z].map { Rational($0) })
              .map { $0 * Rational(1, dual.determinant) }),
          conventional: arm.conventional)
      }
      result += StarIrreps(arms: arms, table: table, labeller: labeller).physical(elements)
    }
    return Self.withDistinctLabels(result)
  }

  /// Stars on one line or plane share its labels: where the cell has several of them, their labels
  /// get the components of the wave vector, as `DT5[0,1/4,0]`.
  private static func withDistinctLabels(_ irreps: [PhysicalIrrep]) -> [PhysicalIrrep] {
    let counts = Dictionary(irreps.map { ($0.label, 1) }, uniquingKeysWith: +)
    return irreps.map { irrep in
      guard counts[irrep.label, default: 0] > 1 else { return irrep }
      var result = irrep
      let place = "[" + irrep.waveVector.map(\.description).joined(separator: ",") + "]"
      result.label += place
      for index in result.otherLabels.indices { result.otherLabels[index].label += place }
      return result
    }
  }

  /// Each operation as a coset representative of the parent's and a lattice translation.
  func elements(of table: PointGroupTable) throws(SymmetryError) -> [GroupElement] {
    guard exactOperations.count == operations.count, !operations.isEmpty else {
      throw SymmetryError(
        .notAGroup,
        "the commensurate cell has \(exactOperations.count) exact operations for "
          + "\(operations.count) operations, expected one for each; make the cell by embedding "
          + "the sweep.")
    }
    let determinant = multiple.determinant
    let adjugate = multiple.adjugate
    // W_p = T W T⁻¹ and w_p = T w, T the supercell in the primitive basis.
    var known: [IntegerMatrix3: Int] = [:]
    var result: [GroupElement] = []
    result.reserveCapacity(exactOperations.count)
    for operation in exactOperations {
      if known[operation.rotation] == nil {
        let product = (multiple * operation.rotation * adjugate).rowMajor
        known[operation.rotation] =
          table.indexOfRotation[
            IntegerMatrix3(product.map { $0 / determinant })]
      }
      guard let index = known[operation.rotation] else { throw Self.foreignOperation(operation) }
      let shift = zip(
        multiple.apply(to: operation.translation), table.operations[index].translation
      ).map { $0 - $1 }
      guard shift.allSatisfy({ $0.denominator == 1 }) else {
        throw Self.foreignOperation(operation)
      }
      result.append(
        GroupElement(
          representative: index,
          translation: SIMD3(shift[0].numerator, shift[1].numerator, shift[2].numerator)))
    }
    return result
  }

  private static func foreignOperation(_ operation: SymmetryOperation) -> SymmetryError {
    SymmetryError(
      .notAGroup,
      "the operation \(operation.rotation) of the commensurate cell is none of the parent's; pass "
        + "the parent from which the cell was made.")
  }
}

/// An element (1|t) g_i of a space group.
struct GroupElement: Sendable {
  /// The index i of the coset representative.
  var representative: Int
  /// The lattice vector t in the primitive basis.
  var translation: SIMD3<Int>
}

/// An arm of a star.
struct StarArm: Sendable {
  /// The arm in the primitive reciprocal basis.
  var waveVector: ExactWaveVector
  /// The arm as it is printed, in the conventional reciprocal basis.
  var conventional: [Rational]
}

/// The real irreps of one star.
struct StarIrreps {
  /// All arms, those of −k included.
  let arms: [StarArm]
  let table: PointGroupTable
  let labeller: IrrepLabeller?

  /// The physically irreducible representations with the matrices of the given elements.
  func physical(_ elements: [GroupElement]) -> [PhysicalIrrep] {
    let point = labeller?.point(among: arms.map(\.waveVector))
    let waveVector = point?.waveVector ?? arms[0].waveVector
    let group = LittleGroup(of: waveVector, in: table)
    let realification = Realification(of: group, in: table)
    let small = group.smallIrreps()
    let order = point?.order(of: small, in: group) ?? Array(small.indices)
    let blockArms = pairedArms()
    var isDone = Array(repeating: false, count: small.count)
    var result: [PhysicalIrrep] = []
    for number in order where !isDone[number] {
      isDone[number] = true
      let irrep = small[number]
      let real = realification(irrep)
      if let partner = real.partner, let other = index(of: partner, in: small) {
        isDone[other] = true
      }
      let induced = StarInduction(
        of: real, waveVector: waveVector, arms: blockArms, in: table)
      let labels =
        point?.labels(of: irrep, partner: real.partner, reality: real.reality, in: group) ?? []
      let plain = plainName(number: result.count + 1)
      let first = labels.first?.label ?? plain
      var others: [PhysicalIrrep.OriginLabel] = []
      for other in labels.dropFirst()
      where other.label != first && !others.contains(where: { $0.label == other.label }) {
        others.append(other)
      }
      let printedArms = orderedArms(induced)
      result.append(
        PhysicalIrrep(
          label: first, otherLabels: others, waveVector: printedArms[0], arms: printedArms,
          reality: real.reality, smallDimension: irrep.dimension,
          dimension: induced.dimension,
          isTotallySymmetric: group.order == table.count && irrep.dimension == 1
            && group.waveVector.denominator == 1
            && irrep.characters.allSatisfy { $0 == .unity },
          matrices: elements.map {
            induced.matrix(
              of: $0.representative, translation: $0.translation, roots: group.roots)
          }))
    }
    return result
  }

  /// One arm of each pair ±k, in the order given.
  private func pairedArms() -> [ExactWaveVector] {
    var seen: Set<ExactWaveVector> = []
    return arms.map(\.waveVector).filter { arm in
      guard !seen.contains(arm) else { return false }
      seen.insert(arm)
      seen.insert(arm.negated)
      return true
    }
  }

  /// The arms as printed, each block's own arm before its opposite.
  private func orderedArms(_ induced: StarInduction) -> [[Rational]] {
    let printed = Dictionary(
      arms.map { ($0.waveVector, $0.conventional) }, uniquingKeysWith: { first, _ in first })
    return induced.arms.flatMap { arm -> [[Rational]] in
      let own = printed[arm]
      let opposite = arm.negated == arm ? nil : printed[arm.negated]
      return [own, opposite].compactMap { $0 }
    }
  }

  private func index(of characters: [Complex], in irreps: [SmallIrrep]) -> Int? {
    irreps.firstIndex { irrep in
      irrep.members.indices.allSatisfy {
        (irrep.character($0) - characters[$0]).squaredModulus < SmallIrrep.characterRounding
      }
    }
  }

  /// The name of an irrep that no table has; the tables are complete.
  private func plainName(number: Int) -> String {
    let components = arms[0].conventional.map(\.description).joined(separator: ",")
    return "k=(\(components))_\(number)"
  }
}

extension SmallIrrep {
  /// Characters of different irreps differ by far more than this squared modulus somewhere, equal
  /// ones by rounding only.
  static let characterRounding = 1e-12
}
