// The groups of time averages by the significance of collective modes.
//
// The group of an average is found within a tolerance for single atoms: where atoms hop it is too
// wide to see a small order parameter, and where they do not it takes noise for one. What breaks the
// parent's symmetry is a few collective modes, each with a standard uncertainty of its own from blocks
// of time. The part of one irrep and kind is believed where
//
//     |a| > t √(Σ_i σ_i²)
//
// over its components i in all copies, t the quantile of Student's distribution for the number of
// blocks at the probability of three standard deviations. Its direction is the most symmetric one from
// which the rest does not deviate in the same sense. The group is that of all believed parts together.
//
// A box follows its barostat slowly, so that blocks of a short run say too little of its scatter: a
// strain lowers no symmetry by itself. Strains that the displacements admit follow their group.

import PhaseFitNumerics
import PhaseFitStructures

extension SweepEmbedding {
  /// A part of a distortion with its standard uncertainty.
  public struct Part: Sendable, Codable, Hashable {
    /// The label of the irrep.
    public var label: String
    /// What is distorted.
    public var kind: OrderParameterSeries.Kind
    /// The amplitude: Ap in Å, or the Frobenius norm of a strain.
    public var amplitude: Double
    /// The root of the sum of the squared standard uncertainties of its components.
    public var standardUncertainty: Double
    /// How many standard uncertainties the amplitude must exceed.
    public var factor: Double
    /// Whether the group that was found in the structure admits it.
    public var isAdmitted: Bool

    /// Whether it is told from zero.
    public var isSignificant: Bool { amplitude > factor * standardUncertainty }
  }

  /// A time average whose significant modes have another group than was found atom by atom.
  public struct OtherGroup: Sendable {
    /// The position in `members`.
    public var member: Int
    /// The parts of the distortion that break symmetry.
    public var parts: [Part]
    /// The group that the significant parts leave, found in the structure without the others.
    public var symmetry: FoundSymmetry
    /// Whether that group has more operations than the one found.
    public var isHigher: Bool
  }

  /// The probability that a normal number lies within three standard deviations above.
  private static let confidence = NormalDistribution.cumulativeProbability(3)
  /// The tolerance, Å, for the group of a structure that was averaged over it: rounding.
  private static let exactTolerance = 1e-3

  /// The time averages whose significant modes have another group than was found.
  ///
  /// The sweep must be that of `Input.withoutGroup`, so that no mode is averaged away.
  ///
  /// - Parameters:
  ///   - modes: the symmetry-adapted modes of the sweep's cell.
  ///   - inputs: the same structures with the groups found, in the order of the members.
  /// - Returns: one entry for each such member.
  /// - Throws: `SymmetryError` where the group cannot be named.
  public func otherGroups(
    modes: SymmetryModes, inputs: [Input]
  ) throws(SymmetryError) -> [OtherGroup] {
    precondition(
      inputs.count == members.count, "\(inputs.count) structures, \(members.count) members")
    var found: [OtherGroup] = []
    for (index, member) in members.enumerated() {
      let input = inputs[index]
      guard input.crystal.blocks != nil, member.errors.count > 1 else { continue }
      let before = cell.indices(of: input.embedding.operations, lattice: input.embedding.lattice)
      let (kept, parts) = significant(member, found: before, modes: modes)
      let group = try cell.spaceGroup(of: kept)
      guard group.number != input.symmetry.group.number || kept.count != before.count else {
        continue
      }
      let crystal = symmetrised(
        input.crystal, member: member, field: cell.average(member.field, over: kept))
      var symmetry = try FoundSymmetry(of: crystal, tolerance: Self.exactTolerance)
      // A structure that is more symmetric than its modes by chance stays as it was found.
      guard symmetry.group.number == group.number else { continue }
      symmetry.tolerance = input.symmetry.tolerance
      symmetry.alternatives = []
      found.append(
        OtherGroup(
          member: index, parts: parts, symmetry: symmetry, isHigher: kept.count > before.count))
    }
    return found
  }

  /// The operations that all significant parts keep, and all parts.
  private func significant(_ member: Member, found: [Int], modes: SymmetryModes) -> (
    kept: [Int], parts: [Part]
  ) {
    let factor = StudentDistribution(degreesOfFreedom: Double(member.errors.count - 1))
      .quantile(Self.confidence)
    let components = modes.components(of: member.field)
    let errors = member.errors.map(modes.components)
    var sum = member.field.scaled(by: 0)
    var parts: [Part] = []
    for (irrep, copies) in modes.copiesOfIrrep.enumerated() {
      guard !modes.irreps[irrep].isTotallySymmetric else { continue }
      for kind in [OrderParameterSeries.Kind.displacement, .strain] {
        let own = copies.filter { modes.copies[$0].kind == kind }
        func size(_ structure: [[Double]]) -> Double {
          structure.reduce(0) { $0 + $1.reduce(0) { $0 + $1 * $1 } }
        }
        let values = own.map { components[$0] }
        let noise = errors.map { error in own.map { error[$0] } }
        let amplitude = size(values).squareRoot()
        guard amplitude > SymmetryModes.presence * modes.norm(of: kind) else { continue }
        let part = Part(
          label: modes.irreps[irrep].label, kind: kind,
          amplitude: amplitude / modes.norm(of: kind),
          standardUncertainty: noise.reduce(0) { $0 + size($1) }.squareRoot()
            / modes.norm(of: kind),
          factor: factor, isAdmitted: modes.fixedDimension(irrep: irrep, stabiliser: found) > 0)
        parts.append(part)
        guard part.isSignificant, kind == .displacement else { continue }
        let space = direction(of: values, noise: noise, irrep: irrep, factor: factor, modes: modes)
        sum =
          sum
          + modes.field(
            Dictionary(
              uniqueKeysWithValues: zip(own, values).map { ($0, Self.projected($1, on: space)) }))
      }
    }
    return (cell.stabiliser(of: sum), parts)
  }

  /// The most symmetric subspace of an irrep from which its components do not deviate significantly.
  private func direction(
    of values: [[Double]], noise: [[[Double]]], irrep: Int, factor: Double, modes: SymmetryModes
  ) -> [[Double]] {
    let dimension = modes.irreps[irrep].dimension
    let whole = (0..<dimension).map { row in
      (0..<dimension).map { $0 == row ? 1.0 : 0 }
    }
    guard dimension > 1 else { return whole }
    func rest(_ structure: [[Double]], _ space: [[Double]]) -> Double {
      structure.reduce(0) { sum, vector in
        let inside = Self.projected(vector, on: space)
        return sum + zip(vector, inside).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
      }
    }
    var best = (space: whole, order: 0, ratio: Double.infinity)
    for candidate in SymmetryModes.fixedSpaces(
      in: whole, image: OrderParameterImage([modes.irreps[irrep]]))
    where !candidate.basis.isEmpty && candidate.order >= best.order {
      let deviation = rest(values, candidate.basis).squareRoot()
      let expected = noise.reduce(0) { $0 + rest($1, candidate.basis) }.squareRoot()
      let ratio = deviation / max(factor * expected, SymmetryModes.presence)
      guard ratio <= 1, candidate.order > best.order || ratio < best.ratio else { continue }
      best = (candidate.basis, candidate.order, ratio)
    }
    return best.space
  }

  /// The part of a vector in the span of orthonormal vectors.
  private static func projected(_ vector: [Double], on space: [[Double]]) -> [Double] {
    var result = vector.map { _ in 0.0 }
    for axis in space {
      let along = zip(axis, vector).reduce(0) { $0 + $1.0 * $1.1 }
      for index in result.indices { result[index] += along * axis[index] }
    }
    return result
  }

  /// A structure of the sweep with another distortion of the parent, its atoms in the same order.
  ///
  ///     x = P⁻¹ ( r + B⁻¹ u − p ) ,   A = (1 + e) (1 + ε₀) B P
  private func symmetrised(
    _ crystal: ExpandedCrystal, member: Member, field: DistortionField
  ) -> ExpandedCrystal {
    let embedding = member.embedding
    let lattice = cell.multiple.hermiteNormalForm
    let toChild = embedding.multiple.real.inverse
    let toFractions = parent.basis.inverse
    var result = crystal
    for (atom, pair) in embedding.pairing.enumerated() {
      let index =
        pair.parentAtom * cell.primitiveCellCount + lattice.position(ofClass: pair.cell)
      let site = Vector3(Double(pair.cell.x), Double(pair.cell.y), Double(pair.cell.z))
      let place =
        parent.atoms[pair.parentAtom].position + site + toFractions * field.displacements[index]
      let position = toChild * (place - embedding.origin)
      result.atoms[atom].position = position - position.rounded(.down)
    }
    let reference = Matrix3.identity + baseline(member.temperature)
    result.basis =
      (Matrix3.identity + field.strain) * reference * parent.basis * embedding.multiple.real
    return result
  }
}

extension SweepEmbedding.Input {
  /// A time average with the translations of twice the parent's lattice only, as far as its box has
  /// them, so that all modes at k = 0 and at half reciprocal vectors show; others as they are.
  public var withoutGroup: SweepEmbedding.Input {
    guard crystal.blocks != nil else { return self }
    var result = self
    let box = embedding.multiple
    let doubled = IntegerMatrix3.hermiteBasis(
      of: (0..<3).map(box.column) + (0..<3).map { IntegerMatrix3(diagonal: 2, 2, 2).column($0) })
    result.embedding.lattice = IntegerMatrix3.intersection(doubled, embedding.lattice)
    result.embedding.cellMultiplication = abs(result.embedding.lattice.determinant)
    result.embedding.operations = [.identity]
    return result
  }
}
