public import PhaseFitNumerics

/// An irreducible representation of the little group of a wave vector.
///
///     Γ((W|w+t)) = exp(−2πi k·t) Γ((W|w)) ,   Γ(g) Γ(h) = Γ(g h) ,   Γ(g) unitary
public struct SmallIrrep: Sendable, Codable {
  /// The wave vector in the primitive reciprocal basis, without 2π, each component in 0 ..< 1.
  public var waveVector: [Rational]
  /// The operations that keep the wave vector, as indices into the operations of the group.
  public var members: [Int]
  /// The dimension.
  public var dimension: Int
  /// The matrices of the members, one after the other, row by row; (real, imaginary).
  public var elements: [SIMD2<Double>]

  /// The element in a row and column of the matrix of the member at a position in `members`.
  public subscript(member: Int, row: Int, column: Int) -> SIMD2<Double> {
    elements[(member * dimension + row) * dimension + column]
  }

  /// The character of the member at a position in `members`; (real, imaginary).
  public func character(_ member: Int) -> SIMD2<Double> {
    var sum = SIMD2<Double>(0, 0)
    for index in 0..<dimension { sum += self[member, index, index] }
    return sum.cleaned
  }

  /// The characters in the order of `members`; (real, imaginary).
  public var characters: [SIMD2<Double>] { members.indices.map(character) }

  /// All small irreps of a wave vector.
  ///
  /// They are built by induction along a chain of subgroups of the little co-group, each normal
  /// of prime index p in the next. An irrep that its conjugates by the next generator r do not
  /// equal is induced, together with them; one that is invariant is extended in p ways, r being
  /// represented by the p-th roots that fit.
  ///
  /// - Parameters:
  ///   - waveVector: the wave vector in the primitive reciprocal basis, without 2π.
  ///   - operations: one operation of the space group for each matrix part, in the primitive
  ///     basis.
  /// - Returns: the irreps by ascending dimension; the squares of the dimensions add up to the
  ///   order of the little co-group.
  /// - Throws: `SymmetryError` with code `notAGroup` where the operations are not closed.
  public static func all(at waveVector: [Rational], operations: [SymmetryOperation])
    throws(SymmetryError) -> [SmallIrrep]
  {
    precondition(
      waveVector.count == 3, "a wave vector has 3 components, found \(waveVector.count)")
    let table = try PointGroupTable(operations)
    return LittleGroup(of: ExactWaveVector(waveVector), in: table).smallIrreps()
  }
}

extension ParentStructure {
  /// All small irreps of a wave vector given in the primitive reciprocal basis, without 2π.
  ///
  /// - Throws: `SymmetryError` with code `notAGroup` where the operations are not closed.
  public func smallIrreps(at waveVector: [Rational]) throws(SymmetryError) -> [SmallIrrep] {
    try SmallIrrep.all(at: waveVector, operations: operations)
  }
}
