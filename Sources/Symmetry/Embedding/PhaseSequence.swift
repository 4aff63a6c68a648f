import PhaseFitNumerics

/// The phases of a sweep in the order of temperature and the transitions between neighbours.
public struct PhaseSequence: Sendable, Codable {
  /// The phases, by rising mean temperature.
  public var phases: [Phase]
  /// The transitions between neighbouring phases.
  public var transitions: [PhaseTransition]

  /// The structures of one space group.
  public struct Phase: Sendable, Codable {
    /// The space-group type.
    public var group: SpaceGroupType
    /// The index in the parent: the number of domain states; 1 for the parent phase.
    public var index: Int
    /// The positions of its structures in `SweepEmbedding.members`.
    public var members: [Int]
    /// The lowest and the highest temperature, K.
    public var temperatureRange: ClosedRange<Double>
    /// The operations of the commensurate cell that the phase keeps.
    public var keptOperations: [Int]

    /// The middle of the temperature range, K.
    var meanTemperature: Double {
      0.5 * (temperatureRange.lowerBound + temperatureRange.upperBound)
    }
  }

  /// Groups the members of a sweep into phases and relates neighbours.
  ///
  /// Components of the distortion are taken by irrep where the modes of the sweep's cell are given,
  /// else by star of wave vectors.
  public init(_ sweep: SweepEmbedding, modes: SymmetryModes? = nil) {
    self.init(phases: Self.phases(of: sweep), sweep: sweep, modes: modes)
  }

  private init(phases: [Phase], sweep: SweepEmbedding, modes: SymmetryModes?) {
    self.phases = phases
    transitions = zip(phases.indices, phases.indices.dropFirst()).map {
      PhaseTransition(below: $0, above: $1, phases: phases, sweep: sweep, modes: modes)
    }
  }

  /// The members of a sweep by space group, by rising mean temperature.
  static func phases(of sweep: SweepEmbedding) -> [Phase] {
    let groups = Dictionary(grouping: sweep.members.indices) { member in
      [sweep.members[member].group.number, sweep.members[member].index]
    }
    return groups.values.map { members in
      let temperatures = members.map { sweep.members[$0].temperature }
      let reference = members.max { left, right in
        sweep.size(of: sweep.members[left].field) < sweep.size(of: sweep.members[right].field)
      }
      let member = sweep.members[reference ?? members[0]]
      return Phase(
        group: member.group, index: member.index, members: members,
        temperatureRange: (temperatures.min() ?? 0)...(temperatures.max() ?? 0),
        keptOperations: member.keptOperations)
    }
    .sorted { left, right in
      if left.meanTemperature != right.meanTemperature {
        return left.meanTemperature < right.meanTemperature
      }
      return left.index < right.index
    }
  }
}

/// The change between two neighbouring phases and what breaks the symmetry there.
public struct PhaseTransition: Sendable, Codable {
  /// The phase at lower temperature, an index into `PhaseSequence.phases`.
  public var below: Int
  /// The phase at higher temperature.
  public var above: Int
  /// The less symmetric of the two.
  public var distorted: Int
  /// The last temperature of the lower and the first of the upper phase, K, in ascending order.
  public var bracket: ClosedRange<Double>
  /// Whether both phases were seen between these temperatures.
  public var phasesOverlap: Bool
  /// Whether one run shows both phases; else they were compared across runs.
  public var isSeenInOneRun: Bool
  /// Whether the group of one phase contains that of the other, in the domain of the sweep.
  public var isGroupSubgroup: Bool
  /// What breaks the symmetry of the more symmetric phase, or that of the parent where the phases
  /// are not group and subgroup; largest first.
  public var components: [OrderParameterComponent]
  /// The components whose joint stabiliser is the less symmetric phase: positions in `components`.
  public var primary: [Int]
}

/// One candidate order parameter: the part of the distortion in one irrep, or in one star of wave
/// vectors where the irreps are not known.
public struct OrderParameterComponent: Sendable, Codable {
  /// The irrep, an index into `SymmetryModes.irreps`; nil for a whole star.
  public var irrep: Int?
  /// The dimension of the irrep, nil for a whole star.
  public var dimension: Int?
  /// Its signed amplitude over temperature.
  public var series: OrderParameterSeries
  /// The median size in Å over the less symmetric phase, strain and occupancy converted by
  /// `DistortionScales`; one wrong record does not decide which component is the largest.
  public var size: Double
  /// The fixed direction along which the series is measured, of unit norm on the supercell.
  public var direction: DistortionField
  /// The operations of the more symmetric phase that leave the component unchanged.
  public var keptOperations: [Int]
  /// The measurements in which every shared site is exactly empty or full.
  public var fullyOrdered: [Int]
}

extension SweepEmbedding {
  /// The size of a distortion in Å per primitive cell of the parent, all kinds together.
  func size(of field: DistortionField) -> Double {
    let kinds: [(OrderParameterSeries.Kind, Double)] = [
      (.displacement, 1), (.strain, scales.strain), (.occupancy, scales.occupancy),
    ]
    return kinds.reduce(0) { sum, entry in
      let value = entry.1 * cell.amplitude(of: field, kind: entry.0)
      return sum + value * value
    }.squareRoot()
  }
}

extension SweepEmbedding {
  /// Whether every shared site of the parent is exactly empty or full of one element.
  func isFullyOrdered(_ member: Member) -> Bool {
    var isShared = false
    for (index, atom) in cell.atoms.enumerated() where parent.atoms[atom.primitiveAtom].isShared {
      isShared = true
      for (content, deviation) in zip(atom.contents, member.field.occupancies[index]) {
        let occupancy = content.occupancy + deviation
        guard min(abs(occupancy), abs(occupancy - 1)) < 1e-9 else { return false }
      }
    }
    return isShared
  }
}

extension PhaseTransition {
  /// The smallest size, Å, of a component that is kept: below this it is rounding.
  private static let smallestSize = 1e-7
  /// The smallest standard uncertainty of an amplitude that is more than rounding: where symmetry
  /// forbids the component, products of rounded numbers are left of it.
  private static let smallestUncertainty = 1e-12

  init(
    below: Int, above: Int, phases: [PhaseSequence.Phase], sweep: SweepEmbedding,
    modes: SymmetryModes?
  ) {
    self.below = below
    self.above = above
    let (lower, upper) = (phases[below], phases[above])
    // Only runs that show both phases bracket the transition; two runs may differ by instrument.
    let seenBelow = Set(lower.members.map { sweep.members[$0].run })
    let bothSeen = seenBelow.intersection(upper.members.map { sweep.members[$0].run })
    func isRelevant(_ member: Int) -> Bool {
      bothSeen.isEmpty || bothSeen.contains(sweep.members[member].run)
    }
    let lowerMembers = lower.members.filter(isRelevant)
    let upperMembers = upper.members.filter(isRelevant)
    let last =
      lowerMembers.map { sweep.members[$0].temperature }.max()
      ?? lower.temperatureRange.upperBound
    let first =
      upperMembers.map { sweep.members[$0].temperature }.min()
      ?? upper.temperatureRange.lowerBound
    bracket = min(last, first)...max(last, first)
    phasesOverlap = last >= first
    isSeenInOneRun = !bothSeen.isEmpty
    distorted = lower.index >= upper.index ? below : above
    let (low, high) = lower.index >= upper.index ? (lower, upper) : (upper, lower)
    isGroupSubgroup =
      low.index != high.index
      && Set(low.keptOperations).isSubset(of: high.keptOperations)
    components = []
    primary = []

    let cell = sweep.cell
    // Where the phases are not group and subgroup both are distortions of the parent.
    let larger = isGroupSubgroup ? high.keptOperations : Array(cell.operations.indices)
    let breaking = (lowerMembers + upperMembers).sorted().map { index in
      (
        member: sweep.members[index],
        isDistorted: !isGroupSubgroup || low.members.contains(index),
        field: cell.symmetryBreakingPart(
          of: sweep.members[index].field, relativeTo: larger)
      )
    }
    let lowIndices = (lowerMembers + upperMembers).sorted().enumerated()
      .filter { low.members.contains($0.element) }.map(\.offset)
    func typicalSize(_ sizes: [Double]) -> Double {
      let sorted = lowIndices.map { sizes[$0] }.sorted()
      return sorted.isEmpty ? 0 : sorted[sorted.count / 2]
    }
    for channel in Self.channels(of: breaking.map(\.field), cell: cell, modes: modes) {
      for kind in [OrderParameterSeries.Kind.displacement, .occupancy, .strain] {
        let fields = channel.fields.map { $0.restricted(to: kind) }
        let scale: Double =
          switch kind {
          case .displacement: 1
          case .strain: sweep.scales.strain
          case .occupancy: sweep.scales.occupancy
          }
        let sizes = fields.map { scale * cell.amplitude(of: $0, kind: kind) }
        guard
          let reference = breaking.indices.filter({ breaking[$0].isDistorted })
            .max(by: { sizes[$0] < sizes[$1] }), sizes[reference] > Self.smallestSize
        else { continue }
        let direction = Self.leadingDirection(fields, start: fields[reference])
        let norm =
          kind == .strain ? 1 : Double(cell.primitiveCellCount).squareRoot()
        let points = breaking.indices.map { index in
          OrderParameterSeries.Point(
            temperature: breaking[index].member.temperature,
            // A structure of the more symmetric phase has none of it, up to rounding.
            value: sizes[index] > Self.smallestSize ? fields[index].dot(direction) / norm : 0,
            standardUncertainty: breaking[index].member.standardUncertainty {
              $0.restricted(to: kind).dot(direction) / norm
            }.flatMap { $0 > Self.smallestUncertainty ? $0 : nil },
            isDistorted: breaking[index].isDistorted,
            measurement: breaking[index].member.measurement)
        }
        components.append(
          OrderParameterComponent(
            irrep: channel.irrep, dimension: channel.dimension,
            series: OrderParameterSeries(
              label: channel.label, waveVector: channel.waveVector, kind: kind,
              norm: kind == .strain ? .frobenius : .parentPrimitiveCell, points: points),
            size: typicalSize(sizes), direction: direction,
            keptOperations: cell.stabiliser(of: fields[reference]).filter(
              Set(larger).contains),
            fullyOrdered: breaking.map(\.member).filter(sweep.isFullyOrdered).map(\.measurement)))
      }
    }
    components.sort { $0.size > $1.size }
    primary = Self.primary(components, target: Set(low.keptOperations))
  }

  /// The parts of some distortions that belong together by symmetry.
  private struct Channel {
    var irrep: Int?
    var label: String?
    var dimension: Int?
    var waveVector: [Rational]
    var fields: [DistortionField]
  }

  private static func channels(
    of fields: [DistortionField], cell: CommensurateCell, modes: SymmetryModes?
  ) -> [Channel] {
    if let modes {
      let components = fields.map(modes.components)
      return modes.irreps.indices.map { irrep in
        Channel(
          irrep: irrep, label: modes.irreps[irrep].label,
          dimension: modes.irreps[irrep].dimension, waveVector: modes.irreps[irrep].waveVector,
          fields: components.map { modes.part(irrep: irrep, of: $0) })
      }
    }
    return (0..<cell.starCount).compactMap { star in
      guard let wave = cell.waveVectors.first(where: { $0.star == star }) else { return nil }
      return Channel(
        irrep: nil, label: nil, dimension: nil, waveVector: wave.conventional,
        fields: fields.map { cell.component(of: $0, star: star) })
    }
  }

  /// The direction that carries most of a set of fields, by power iteration on Σ y yᵀ.
  private static func leadingDirection(_ fields: [DistortionField], start: DistortionField)
    -> DistortionField
  {
    var direction = start.scaled(by: 1 / start.dot(start).squareRoot())
    for _ in 0..<100 {
      var next = start.scaled(by: 0)
      for field in fields { next = next + field.scaled(by: field.dot(direction)) }
      let size = next.dot(next).squareRoot()
      guard size > 0 else { break }
      next = next.scaled(by: 1 / size)
      let change = next - direction
      direction = next
      if change.dot(change) < 1e-24 { break }
    }
    // The most distorted structure has the positive sign.
    return start.dot(direction) < 0 ? direction.scaled(by: -1) : direction
  }

  /// The largest component whose stabiliser is the target; where there is none, components in the
  /// order of their size, each of which reduces the joint stabiliser, until the target is reached.
  ///
  /// Atomic components go before strain: a strain alone is primary only where nothing else breaks
  /// the symmetry, because the strain follows any order parameter that is allowed to couple to it.
  private static func primary(_ components: [OrderParameterComponent], target: Set<Int>) -> [Int] {
    let atomic = components.indices.filter { components[$0].series.kind != .strain }
    let ordered = atomic + components.indices.filter { components[$0].series.kind == .strain }
    if let single = ordered.first(where: { Set(components[$0].keptOperations) == target }) {
      return [single]
    }
    var chosen: [Int] = []
    var kept: Set<Int>?
    for index in ordered {
      let reduced = Set(components[index].keptOperations).intersection(
        kept ?? Set(components[index].keptOperations))
      if let kept, reduced.count == kept.count { continue }
      chosen.append(index)
      kept = reduced
      if reduced == target { return chosen }
    }
    return chosen
  }
}
