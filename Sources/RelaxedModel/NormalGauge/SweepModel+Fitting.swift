// From a sweep to a `SweepModel`: screening, candidate sets, their fits, the choice.

import Foundation
import PhaseFitNumerics
public import PhaseFitSymmetry

extension SweepModel {
  /// Finds the order parameters of a sweep and fits the model.
  ///
  /// - Parameters:
  ///   - observations: the structures, in one domain, on the cell of the modes.
  ///   - modes: the symmetry-adapted modes of the parent on that cell.
  ///   - specification: settings.
  ///   - checkpoint: where finished fits and the one under way are kept and looked for.
  ///   - progress: called with the number of iterations done and the limit, fit after fit.
  /// - Throws: `RelaxedModelError` where the observations do not fit the cell or the checkpoint
  ///   cannot be written.
  public init(
    of observations: [SweepObservation], modes: SymmetryModes,
    specification: SweepModelSpec = SweepModelSpec(), checkpoint: SweepCheckpoint? = nil,
    progress: (_ iteration: Int, _ total: Int) -> Void = { _, _ in }
  ) throws(RelaxedModelError) {
    let rows = try SweepRows(
      observations, modes: modes, occupancyLength: specification.occupancyLength)
    self.init(empty: rows, specification)
    screening = rows.screen()
    guard phases.contains(where: { !$0.isParent }) else {
      verdict = .noTransition
      return
    }
    let sets = rows.candidates(screening, largest: specification.largestSet)
    guard !sets.isEmpty else {
      verdict = .noCandidate
      messages.append(
        Message(
          code: "no-candidate-set", isWarning: true,
          text: "no set of up to \(specification.largestSet) irreps has the groups of the phases "
            + "as its joint stabilisers: a distortion that breaks the symmetry is not in the "
            + "structures (magnetism, occupancies not refined), or a group is wrong"))
      return
    }
    if !screening.contains(where: \.isPresent) {
      messages.append(
        Message(
          code: "breaking-below-scatter", isWarning: true,
          text:
            "no amplitude that breaks the symmetry exceeds the scatter of the sweep; the irreps "
            + "follow from the groups that the structures have one by one"))
    }
    let residuals = rows.data.reduce(0) { $0 + $1.count }
    guard residuals <= specification.residualLimit else {
      verdict = .tooLarge
      messages.append(
        Message(
          code: "sweep-too-large", isWarning: true,
          text: "\(residuals) free coordinates in all structures, expected at most "
            + "\(specification.residualLimit): the model was not fitted"))
      return
    }
    var builder = SweepModelBuilder(rows, specification)
    builder.checkpoint = checkpoint
    try checkpoint?.begin(rows.fingerprint(specification))
    try select(from: sets, builder, progress)
  }

  /// A model with nothing fitted.
  private init(empty rows: SweepRows, _ specification: SweepModelSpec) {
    self.specification = specification
    verdict = .notDescribed
    status = nil
    phases = rows.groups.map { group in
      let temperatures = group.members.map { rows.observations[$0].temperature }
      return Phase(
        keptOperations: group.rows.keptOperations,
        temperatures: (temperatures.first ?? 0)...(temperatures.last ?? 0),
        isParent: group.isParent, bases: [])
    }
    screening = []
    candidates = []
    omittedCandidates = 0
    members = []
    primaryCount = 0
    quality = nil
    inflation = rows.inflation
    isStated = rows.isStated
    seed = specification.seed
    weights = []
    weightKeys = []
    let all = rows.observations.map(\.temperature)
    let (low, high) = (all.min() ?? 0, all.max() ?? 0)
    temperatureScale = TemperatureRange(
      middle: 0.5 * (low + high), halfSpan: max(0.5 * (high - low), 1))
    strainLength = rows.scales.strain
    messages = []
    var (chiSquared, count) = (0.0, 0)
    strict = StrictBaseline(chiSquared: 0, residualCount: 0, unexplained: [])
    points = []
    for index in rows.observations.indices {
      let group = rows.groups[rows.groupOfObservation[index]].rows
      let breaking = Array(group.invariantCount..<group.count)
      let test = rows.test(breaking, observation: index)
      chiSquared += test.chiSquared
      count += test.degrees
      strict.unexplained.append(
        breaking.reduce(0) { $0 + rows.data[index][$1] * rows.data[index][$1] }.squareRoot())
      points.append(
        Point(
          measurement: rows.observations[index].measurement,
          temperature: rows.observations[index].temperature,
          phase: rows.groupOfObservation[index], amplitudes: [], standardUncertainties: [],
          classical: [], rows: rows.data[index], rowUncertainties: [],
          chiSquared: test.chiSquared))
    }
    strict.chiSquared = chiSquared
    strict.residualCount = count
  }

  /// Fits the candidate sets, chooses one and fits it to all temperatures.
  private mutating func select(
    from sets: [[Int]], _ start: SweepModelBuilder,
    _ progress: (_ iteration: Int, _ total: Int) -> Void
  ) throws(RelaxedModelError) {
    var builder = start
    let chosenSets = Array(sets.prefix(specification.candidateLimit))
    omittedCandidates = sets.count - chosenSets.count
    let observations = Self.selection(
      builder.sweep, limit: specification.selectionTemperatures)
    var fits = try Self.fits(of: chosenSets, &builder, observations, progress)
    if !builder.sweep.isStated, let best = fits.min(by: { $0.reduced < $1.reduced }),
      best.reduced > 1
    {
      // Digits say how well a number is known at best; the scatter says how well it is.
      builder.sweep.inflate(by: best.reduced.squareRoot())
      fits = try Self.fits(of: chosenSets, &builder, observations, progress)
    }
    inflation = builder.sweep.inflation
    var chosen = Self.best(fits)
    for _ in 0..<2 where chosen.map({ !$0.evidence.isAdequate }) ?? false {
      guard let base = chosen else { break }
      let more = try additions(to: base, builder: &builder, observations, progress)
      fits += more
      // An independent amplitude at every temperature is dear under a wide prior, so that the
      // narrow one decides whether the data demand it.
      let better = more.filter {
        $0.evidence.evidenceOfNarrowPrior < base.evidence.evidenceOfNarrowPrior
      }
      guard let next = Self.best(better) else { break }
      chosen = next
    }
    guard let chosen else {
      verdict = .notDescribed
      return
    }
    if specification.comparesSupersets && chosen.isMinimal {
      fits += try additions(to: chosen, builder: &builder, observations, progress)
    }
    record(fits, chosen: chosen)
    let all = builder.sweep.observations.indices.map { $0 }
    let final = try builder.fit(
      chosen.members, observations: all, primaryCount: chosen.primaryCount,
      start: (chosen.seed, chosen.course.point.shared), isFinal: true, progress: progress)
    guard let final else { return }
    record(final, &builder)
  }

  /// The temperatures that decide between sets: at most two of the parent, the others spread over
  /// the phases by their number.
  static func selection(_ sweep: SweepRows, limit: Int) -> [Int] {
    let distorted = sweep.groups.filter { !$0.isParent }
    let parent = sweep.groups.filter(\.isParent).flatMap(\.members)
    var chosen = spread(parent, min(2, max(limit - 2 * distorted.count, 0)))
    let total = distorted.reduce(0) { $0 + $1.members.count }
    let room = limit - chosen.count
    for group in distorted {
      let share = Double(room * group.members.count) / Double(max(total, 1))
      chosen += spread(group.members, max(Int(share.rounded()), min(3, group.members.count)))
    }
    return chosen.sorted()
  }

  /// Evenly spaced elements, the first and the last among them.
  private static func spread(_ members: [Int], _ count: Int) -> [Int] {
    guard count < members.count else { return members }
    guard count > 1 else { return Array(members.prefix(count)) }
    return (0..<count).map { members[$0 * (members.count - 1) / (count - 1)] }
  }

  private static func fits(
    of sets: [[Int]], _ builder: inout SweepModelBuilder, _ observations: [Int],
    _ progress: (_ iteration: Int, _ total: Int) -> Void
  ) throws(RelaxedModelError) -> [SweepModelBuilder.Fit] {
    var fits: [SweepModelBuilder.Fit] = []
    for set in sets {
      let members = set.compactMap {
        OrderParameterMember(
          $0, rank: 0, of: builder.sweep.components, in: builder.sweep.modes,
          occupancyLength: builder.sweep.scales.occupancy)
      }
      guard members.count == set.count else { continue }
      let fit = try builder.fit(
        members, observations: observations, primaryCount: members.count, progress: progress)
      if let fit { fits.append(fit) }
    }
    return fits
  }

  /// The set with one more irrep that is present, or with a second copy of one of its own.
  private func additions(
    to base: SweepModelBuilder.Fit, builder: inout SweepModelBuilder, _ observations: [Int],
    _ progress: (_ iteration: Int, _ total: Int) -> Void
  ) throws(RelaxedModelError) -> [SweepModelBuilder.Fit] {
    // Those that stand out most; each costs a fit.
    var further = screening.filter { entry in
      entry.isPresent && !base.members.contains { $0.irrep == entry.irrep }
    }.sorted { $0.chiSquared > $1.chiSquared }.prefix(specification.additionLimit)
      .map { ($0.irrep, 0) }
    for member in base.members {
      let isDoubled = base.members.contains { $0.irrep == member.irrep && $0.rank == 1 }
      guard !isDoubled else { continue }
      further.append((member.irrep, 1))
    }
    var fits: [SweepModelBuilder.Fit] = []
    for (irrep, rank) in further {
      guard
        let member = OrderParameterMember(
          irrep, rank: rank, of: builder.sweep.components, in: builder.sweep.modes,
          occupancyLength: builder.sweep.scales.occupancy)
      else { continue }
      let fit = try builder.fit(
        base.members + [member], observations: observations, primaryCount: base.primaryCount,
        draws: 1, progress: progress)
      if let fit { fits.append(fit) }
    }
    return fits
  }

  /// Among adequate sets the one with the lowest E, else the one with the lowest χ².
  private static func best(_ fits: [SweepModelBuilder.Fit]) -> SweepModelBuilder.Fit? {
    let adequate = fits.filter(\.evidence.isAdequate)
    if !adequate.isEmpty {
      return adequate.min { $0.evidence.evidence < $1.evidence.evidence }
    }
    return fits.min { $0.evidence.chiSquared < $1.evidence.chiSquared }
  }
}

extension SweepModelBuilder.Fit {
  /// χ²/ν.
  var reduced: Double {
    evidence.chiSquared / max(evidence.degreesOfFreedom, 1)
  }
}
