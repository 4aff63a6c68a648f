// The irreps of a parent in all structures of a sweep, with the same copies and signs throughout.
//
// One combination of copies per irrep is chosen for all structures together (`LeadingCopies`), and
// one unit vector n per irrep and kind along which its series is measured,
//
//     A(T) = n · a(T) ,   n the leading eigenvector of Σ_T a(T) aᵀ(T) ,
//
// positive for the most distorted structure. A linear measure has Gaussian errors and no noise bias.

import PhaseFitNumerics

/// All structures of a sweep divided into irreps.
public struct SweepDecomposition: Sendable {
  /// The symmetry-adapted modes of the common cell.
  public let modes: SymmetryModes
  /// The decompositions, in the order of `SweepEmbedding.members`.
  public let members: [IrrepDecomposition]
  /// The amplitude of every irrep and kind over temperature, Γ first.
  public let series: [IrrepSeries]
  /// What breaks the symmetry of the parent in every phase, in the order of the phases.
  public let phases: [PhaseIrreps]

  /// The series of one irrep and kind.
  public struct IrrepSeries: Sendable, Codable, Hashable {
    /// The irrep, an index into `SymmetryModes.irreps`.
    public var irrep: Int
    /// Whether the irrep keeps the parent's symmetry.
    public var isTotallySymmetric: Bool
    /// The amplitude over temperature, signed along one direction.
    public var series: OrderParameterSeries
    /// That direction: a unit vector over the components of all copies of the kind.
    public var direction: [[Double]]
    /// The copies to which the rows of `direction` belong.
    public var copies: [Int]
  }

  /// The irreps of one phase.
  public struct PhaseIrreps: Sendable, Codable {
    /// The member that represents the phase: its most distorted structure.
    public var member: Int
    /// The members of the phase.
    public var members: [Int]
    /// The operations that the phase keeps.
    public var keptOperations: [Int]
    /// The irreps present in some structure of the phase, with the directions they take.
    public var active: [ActiveIrrep]
    /// Whether the isotropy subgroups of the active irreps intersect in the group of the phase.
    public var isExplained: Bool
    /// The sets of irreps that may be primary.
    public var primary: [PrimaryCandidate]
  }

  /// An irrep that is present in a phase.
  public struct ActiveIrrep: Sendable, Codable {
    /// The irrep, an index into `SymmetryModes.irreps`.
    public var irrep: Int
    /// Its label.
    public var label: String
    /// Whether the irrep keeps the parent's symmetry.
    public var isTotallySymmetric: Bool
    /// The direction that the group of the phase admits.
    public var admitted: OrderParameterDirection
    /// The most symmetric direction that the data admit; nil where they admit zero.
    public var realised: OrderParameterDirection?
  }

  /// Divides all structures of a sweep into irreps.
  ///
  /// - Parameters:
  ///   - sweep: the structures in the frame of the parent.
  ///   - irreps: the irreps of the parent modulo the sweep's cell.
  ///   - precision: the precision of coordinates without standard uncertainties.
  /// - Throws: `SymmetryError` where the irreps do not belong to the cell or a subgroup cannot be
  ///   identified.
  public init(
    _ sweep: SweepEmbedding, irreps: [PhysicalIrrep], precision: RoundingPrecision = .fourDecimals
  ) throws(SymmetryError) {
    let modes = try SymmetryModes(cell: sweep.cell, irreps: irreps)
    self.modes = modes
    let components = sweep.members.map { modes.components(of: $0.field) }
    let errors = sweep.members.map { $0.errors.map(modes.components) }

    var leading: [Int: LeadingCopies] = [:]
    for (irrep, copies) in modes.copiesOfIrrep.enumerated() {
      let isPresent = components.contains { structure in
        copies.contains { copy in
          structure[copy].contains {
            abs($0) > SymmetryModes.presence * modes.norm(of: modes.copies[copy].kind)
          }
        }
      }
      if isPresent { leading[irrep] = LeadingCopies(irrep, of: components, in: modes) }
    }
    let decompositions = sweep.members.indices.map { member in
      modes.decomposition(
        components: components[member], errors: errors[member],
        stabiliser: sweep.members[member].keptOperations, leading: leading)
    }
    members = decompositions
    series = leading.keys.sorted().flatMap { irrep in
      [OrderParameterSeries.Kind.displacement, .occupancy, .strain].compactMap { kind in
        Self.series(
          irrep: irrep, kind: kind, modes: modes, sweep: sweep, components: components,
          errors: errors)
      }
    }
    var phases: [PhaseIrreps] = []
    for phase in PhaseSequence.phases(of: sweep) {
      phases.append(
        try Self.irreps(
          of: phase, sweep: sweep, modes: modes, decompositions: decompositions,
          components: components, errors: errors, precision: precision))
    }
    self.phases = phases
  }

  private static func series(
    irrep: Int, kind: OrderParameterSeries.Kind, modes: SymmetryModes, sweep: SweepEmbedding,
    components: [[[Double]]], errors: [[[[Double]]]]
  ) -> IrrepSeries? {
    let copies = modes.copiesOfIrrep[irrep].filter { modes.copies[$0].kind == kind }
    guard !copies.isEmpty else { return nil }
    let norm = modes.norm(of: kind)
    func flat(_ structure: [[Double]]) -> [Double] { copies.flatMap { structure[$0] } }
    let vectors = components.map(flat)
    let sizes = vectors.map { $0.reduce(0) { $0 + $1 * $1 }.squareRoot() }
    guard let reference = sizes.indices.max(by: { sizes[$0] < sizes[$1] }),
      sizes[reference] > SymmetryModes.presence * norm
    else { return nil }
    // n = Σ_T w_T a_T with w the leading eigenvector of the Gram matrix a_T · a_T'.
    let gram = Matrix(vectors) * Matrix(columnVectors: vectors)
    var direction = vectors[reference]
    if let system = try? gram.symmetricEigensystem() {
      let weights = system.vectors.column(vectors.count - 1)
      direction = direction.indices.map { index in
        zip(weights, vectors).reduce(0) { $0 + $1.0 * $1.1[index] }
      }
    }
    func project(_ vector: [Double]) -> Double {
      zip(direction, vector).reduce(0) { $0 + $1.0 * $1.1 }
    }
    let sign: Double = project(vectors[reference]) < 0 ? -1 : 1
    let length = direction.reduce(0) { $0 + $1 * $1 }.squareRoot()
    direction = direction.map { sign * $0 / length }
    let points = sweep.members.indices.map { index in
      let member = sweep.members[index]
      let variance = errors[index].reduce(0) { sum, error in
        let value = project(flat(error)) / norm
        return sum + value * value
      }
      let isDistorted =
        modes.irreps[irrep].isTotallySymmetric
        ? member.index > 1
        : modes.fixedDimension(irrep: irrep, stabiliser: member.keptOperations) > 0
      return OrderParameterSeries.Point(
        temperature: member.temperature, value: project(vectors[index]) / norm,
        standardUncertainty: errors[index].isEmpty ? nil : variance.squareRoot(),
        isDistorted: isDistorted, measurement: member.measurement)
    }
    let dimension = modes.irreps[irrep].dimension
    return IrrepSeries(
      irrep: irrep, isTotallySymmetric: modes.irreps[irrep].isTotallySymmetric,
      series: OrderParameterSeries(
        label: modes.irreps[irrep].label, waveVector: modes.irreps[irrep].waveVector, kind: kind,
        norm: kind == .strain ? .frobenius : .parentPrimitiveCell, points: points),
      direction: copies.indices.map {
        Array(direction[$0 * dimension..<($0 + 1) * dimension])
      }, copies: copies)
  }

  private static func irreps(
    of phase: PhaseSequence.Phase, sweep: SweepEmbedding, modes: SymmetryModes,
    decompositions: [IrrepDecomposition], components: [[[Double]]], errors: [[[[Double]]]],
    precision: RoundingPrecision
  ) throws(SymmetryError) -> PhaseIrreps {
    let kept = phase.keptOperations
    let reference =
      phase.members.max {
        sweep.size(of: sweep.members[$0].field) < sweep.size(of: sweep.members[$1].field)
      } ?? phase.members[0]
    let decomposition = decompositions[reference]
    var active: [ActiveIrrep] = []
    for contribution in decomposition.contributions where contribution.isPresent {
      guard
        let admitted = try modes.admittedDirection(
          irrep: contribution.irrep, stabiliser: kept, parent: sweep.parent)
      else { continue }
      active.append(
        ActiveIrrep(
          irrep: contribution.irrep, label: contribution.label,
          isTotallySymmetric: contribution.isTotallySymmetric, admitted: admitted,
          realised: try modes.realisedDirection(
            irrep: contribution.irrep, components: components[reference],
            errors: errors[reference], stabiliser: kept, precision: precision,
            parent: sweep.parent)))
    }
    return PhaseIrreps(
      member: reference, members: phase.members, keptOperations: kept, active: active,
      isExplained: modes.isExplained(decomposition, stabiliser: kept),
      primary: modes.primaryCandidates(decomposition, stabiliser: kept, scales: sweep.scales))
  }
}
