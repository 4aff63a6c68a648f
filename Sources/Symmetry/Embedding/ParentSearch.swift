/// A structure of a sweep with its space group, ready to be embedded.
public struct AnalysedStructure: Sendable {
  /// The index of the measurement in the sweep.
  public var measurement: Int
  /// The temperature, K.
  public var temperature: Double
  /// The run to which the measurement belongs, nil for a single run.
  public var run: String?
  /// The structure.
  public var crystal: ExpandedCrystal
  /// The space group found.
  public var symmetry: FoundSymmetry

  /// A structure with its space group.
  public init(
    measurement: Int, temperature: Double, run: String? = nil, crystal: ExpandedCrystal,
    symmetry: FoundSymmetry
  ) {
    self.measurement = measurement
    self.temperature = temperature
    self.run = run
    self.crystal = crystal
    self.symmetry = symmetry
  }

  /// Symmetry operations per atom: comparable between cells of any size and centring.
  var operationsPerAtom: Double {
    let content = crystal.atoms.reduce(0) { $0 + $1.occupancy }
    return Double(symmetry.operations.count) / max(content, 1e-9)
  }
}

/// The parent of a sweep: given, found among its structures, or built by pseudo-symmetry.
public struct ParentSearch: Sendable {
  /// How the parent was found.
  public var origin: Origin
  /// The parent, nil where none relates the phases.
  public var parent: ParentStructure?
  /// The temperature of the structure it was made from, K; nil for a given parent without one.
  public var referenceTemperature: Double?
  /// The structures that were embedded in it.
  public var embedded: [SweepEmbedding.Input]
  /// Why the others were not.
  public var failures: [Failure]

  /// How a parent was found.
  public enum Origin: Sendable, Hashable {
    /// The caller named it.
    case given
    /// It is the structure of this measurement.
    case measured(Int)
    /// It is the structure of this measurement averaged over the higher symmetry that it has
    /// within a tolerance in Å.
    case pseudoSymmetric(Int, tolerance: Double)
    /// None was found.
    case none
  }

  /// A structure that could not be embedded.
  public struct Failure: Sendable {
    /// The index of the measurement.
    public var measurement: Int
    /// The reason.
    public var error: EmbeddingError
  }

  /// The largest distance, Å, by which a parent built by pseudo-symmetry may differ from the
  /// structure it is built from: about the largest shift in known displacive transitions.
  public static let largestPseudoSymmetryTolerance = 0.6

  /// Embeds a sweep in a parent that the caller names.
  public init(
    _ structures: [AnalysedStructure], in given: ParentStructure, temperature: Double?
  ) {
    self.init(structures, parent: given, origin: .given, temperature: temperature)
  }

  /// Finds the parent of a sweep.
  ///
  /// Candidates are the phases in the order of their symmetry operations per atom; of the
  /// structures of one phase that nearest in temperature to another phase stands for it. The first
  /// candidate in which every phase can be embedded is the parent. Where there is none, the most
  /// symmetric structure is averaged over its pseudo-symmetry, in steps of rising tolerance, and
  /// the first such parent in which every phase can be embedded is taken. Where that fails too, the
  /// candidate that relates most phases is kept if it relates more than its own.
  public init(_ structures: [AnalysedStructure]) {
    let phases = Self.phases(structures)
    var best: ParentSearch?
    for phase in phases {
      guard let candidate = Self.representative(of: phase, among: structures),
        let parent = try? ParentStructure(candidate.crystal, symmetry: candidate.symmetry)
      else { continue }
      let search = ParentSearch(
        structures, parent: parent, origin: .measured(candidate.measurement),
        temperature: candidate.temperature)
      let count = search.phaseCount(phases)
      if count == phases.count {
        self = search
        return
      }
      if count > (best?.phaseCount(phases) ?? 1) { best = search }
    }
    if phases.count > 1, let found = Self.pseudoSymmetric(structures, phases: phases) {
      self = found
      return
    }
    self =
      best
      ?? ParentSearch(
        origin: .none, parent: nil, referenceTemperature: nil, embedded: [],
        failures: structures.map { structure in
          Failure(
            measurement: structure.measurement,
            error: EmbeddingError(
              code: "no-parent",
              message: "\(structure.crystal.name): no structure of the sweep is a parent of "
                + "\(structure.symmetry.group); name one with --parent"))
        })
  }

  private init(
    origin: Origin, parent: ParentStructure?, referenceTemperature: Double?,
    embedded: [SweepEmbedding.Input], failures: [Failure]
  ) {
    self.origin = origin
    self.parent = parent
    self.referenceTemperature = referenceTemperature
    self.embedded = embedded
    self.failures = failures
  }

  private init(
    _ structures: [AnalysedStructure], parent: ParentStructure, origin: Origin,
    temperature: Double?
  ) {
    self.init(
      origin: origin, parent: parent, referenceTemperature: temperature, embedded: [],
      failures: [])
    for structure in structures {
      do {
        embedded.append(
          SweepEmbedding.Input(
            measurement: structure.measurement, temperature: structure.temperature,
            run: structure.run, crystal: structure.crystal, symmetry: structure.symmetry,
            embedding: try Embedding(
              structure.crystal, symmetry: structure.symmetry, in: parent)))
      } catch {
        failures.append(Failure(measurement: structure.measurement, error: error))
      }
    }
  }

  /// The members of each phase, the most symmetric phase first.
  private static func phases(_ structures: [AnalysedStructure]) -> [[AnalysedStructure]] {
    // Operations per atom are ratios of small integers; three digits tell them apart.
    let groups: [[Int]: [AnalysedStructure]] = Dictionary(grouping: structures) { structure in
      let density = Int((1000 * structure.operationsPerAtom).rounded())
      return [density, structure.symmetry.group.number]
    }
    let keys = groups.keys.sorted { $1.lexicographicallyPrecedes($0) }
    return keys.compactMap { groups[$0] }
  }

  /// The structure of a phase that lies nearest in temperature to another phase of its own run;
  /// runs may come from different instruments, whose cells are not comparable.
  private static func representative(
    of phase: [AnalysedStructure], among structures: [AnalysedStructure]
  ) -> AnalysedStructure? {
    let members = Set(phase.map(\.measurement))
    let others = structures.filter { !members.contains($0.measurement) }
    func distance(_ structure: AnalysedStructure) -> (isForeign: Int, kelvin: Double) {
      let near = others.filter { $0.run == structure.run }
      let kelvin = (near.isEmpty ? others : near).map {
        abs($0.temperature - structure.temperature)
      }.min()
      return (near.isEmpty ? 1 : 0, kelvin ?? structure.temperature)
    }
    return phase.min { left, right in
      let (first, second) = (distance(left), distance(right))
      return (first.isForeign, first.kelvin, left.measurement)
        < (second.isForeign, second.kelvin, right.measurement)
    }
  }

  private func phaseCount(_ phases: [[AnalysedStructure]]) -> Int {
    let reached = Set(embedded.map(\.measurement))
    return phases.count { phase in phase.contains { reached.contains($0.measurement) } }
  }

  private static func pseudoSymmetric(
    _ structures: [AnalysedStructure], phases: [[AnalysedStructure]]
  ) -> ParentSearch? {
    for phase in phases {
      guard let seed = representative(of: phase, among: structures) else { continue }
      for higher in seed.crystal.pseudoSymmetries(upTo: largestPseudoSymmetryTolerance) {
        guard let parent = try? ParentStructure(higher.crystal, symmetry: higher.symmetry) else {
          continue
        }
        let search = ParentSearch(
          structures, parent: parent,
          origin: .pseudoSymmetric(
            seed.measurement, tolerance: higher.symmetry.tolerance),
          temperature: seed.temperature)
        if search.phaseCount(phases) == phases.count { return search }
      }
    }
    return nil
  }
}
