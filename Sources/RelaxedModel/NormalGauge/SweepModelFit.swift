// The fit of one set of order parameters, and of several.

import Foundation
import PhaseFitNumerics
import PhaseFitStructures
import PhaseFitSymmetry

/// What all sets of order parameters of a sweep share.
struct SweepModelBuilder {
  var sweep: SweepRows
  let geometry: NetworkGeometry
  let specification: SweepModelSpec
  let channelKinds: [Int]
  let weights: SharedWeights
  private let networks: [ReducedNetwork]
  private var fields: [Int: [IrrepField]] = [:]
  /// Where fits are kept, nil for nowhere.
  var checkpoint: SweepCheckpoint?

  init(_ sweep: SweepRows, _ specification: SweepModelSpec) {
    self.sweep = sweep
    self.specification = specification
    let geometry = NetworkGeometry(sweep.modes.cell)
    self.geometry = geometry
    var kinds: [[Int]: Int] = [:]
    let channelKinds = sweep.space.channels.map { channel in
      let key = [geometry.geometry.species[channel.atom], channel.channel]
      let kind = kinds[key] ?? kinds.count
      kinds[key] = kind
      return kind
    }
    self.channelKinds = channelKinds
    let weights = SharedWeights(
      layerCount: specification.layers, speciesCount: geometry.geometry.speciesCount,
      shellCount: geometry.graph.shells.count, channelKindCount: kinds.count, fieldCount: 0)
    self.weights = weights
    networks = sweep.groups.map { group in
      ReducedNetwork(
        geometry, weights: weights, keptOperations: group.rows.keptOperations,
        space: sweep.space, channelKinds: channelKinds, outputs: group.outputs)
    }
  }

  /// The fields of an irrep, found once.
  private mutating func fields(of irrep: Int) -> [IrrepField] {
    if let known = fields[irrep] { return known }
    let found = geometry.fields(of: sweep.modes.irreps[irrep])
    fields[irrep] = found
    return found
  }

  /// The phases of the sweep with a set of order parameters.
  mutating func phases(_ members: [OrderParameterMember]) -> [GaugePhase] {
    let fields = members.map { self.fields(of: $0.irrep) }
    return zip(sweep.groups, networks).map { group, network in
      let bases = members.map { group.rows.spaces[$0.irrep] }
      var coordinates: [Range<Int>] = []
      for basis in bases {
        let start = coordinates.last?.upperBound ?? 0
        coordinates.append(start..<start + basis.count)
      }
      return GaugePhase(
        rows: group.rows,
        columns: members.flatMap { $0.columns(group.rows, modes: sweep.modes) },
        network: network.with(fields: fields, members: bases), coordinates: coordinates)
    }
  }

  /// The problem of a set on some observations.
  mutating func problem(
    _ members: [OrderParameterMember], observations: [Int], seed: UInt64
  ) -> GaugeProblem {
    let phases = self.phases(members)
    let draw = (phases.first?.network.weights ?? weights).draw(seed: seed)
    return GaugeProblem(
      phases: phases,
      observations: observations.map { index in
        GaugeObservation(
          temperature: sweep.observations[index].temperature,
          phase: sweep.groupOfObservation[index], data: sweep.data[index],
          whitening: sweep.whitening(index))
      }, weights: draw, amplitudeDeviation: specification.amplitudeDeviation)
  }

  /// The keys of the weights of a set.
  mutating func keys(_ members: [OrderParameterMember]) -> [String] {
    let cell = sweep.modes.cell
    let species = (0..<geometry.geometry.speciesCount).map { species -> String in
      guard let atom = geometry.geometry.species.firstIndex(of: species) else { return "" }
      let contents = cell.atoms[atom].contents.map(\.element.symbol).joined(separator: "+")
      return "\(contents)#\(species)"
    }
    var ranks: [[Int]: Int] = [:]
    let shells = geometry.graph.shells.map { shell in
      let rank = ranks[[shell.target, shell.source], default: 0]
      ranks[[shell.target, shell.source]] = rank + 1
      return "\(species[shell.target])<-\(species[shell.source])/shell\(rank)"
    }
    var channels = [String](repeating: "", count: weights.channelKindCount)
    for (channel, kind) in zip(sweep.space.channels, channelKinds) {
      channels[kind] = "\(species[geometry.geometry.species[channel.atom]])/\(channel.channel)"
    }
    var fieldNames: [String] = []
    for member in members {
      var copies: [[Int]: Int] = [:]
      for field in fields(of: member.irrep) {
        let copy = copies[[field.species, field.type], default: 0]
        copies[[field.species, field.type]] = copy + 1
        let type = FeatureLayout.irreps[field.type]
        fieldNames.append("\(member.name)/\(species[field.species])/\(type)/\(copy)")
      }
    }
    var layout = weights
    layout.fieldCount = fieldNames.count
    let baseline = (0..<(sweep.groups.first?.rows.invariantCount ?? 0)).flatMap { row in
      (0..<GaugeProblem.baselineOrder).map { "baseline/row\(row)/degree\($0)" }
    }
    return layout.keys(species: species, shells: shells, channels: channels, fields: fieldNames)
      + baseline
  }

  /// One set, fitted.
  struct Fit {
    var members: [OrderParameterMember]
    var problem: GaugeProblem
    var course: GaussNewton.Course
    var evidence: GaugeEvidence
    var seed: UInt64
    var draws: Int
    /// How many members, the first ones, are a set that symmetry makes sufficient.
    var primaryCount: Int
    var isMinimal: Bool { primaryCount == members.count }

    /// χ² per degree of freedom beyond which a fit is not adequate for another reason than a slow
    /// end.
    private static let plateauLimit = 10.0

    /// Whether the fit stopped while it was not yet adequate, but not far from it.
    var mayBeOnPlateau: Bool {
      course.status == .converged && !evidence.isAdequate
        && evidence.chiSquared < Self.plateauLimit * max(evidence.degreesOfFreedom, 1)
    }

    var quality: SweepModel.Quality {
      SweepModel.Quality(
        chiSquared: evidence.chiSquared, residualCount: evidence.rowCount,
        effectiveParameters: evidence.effectiveParameters, evidence: evidence.evidence,
        evidenceOfNarrowPrior: evidence.evidenceOfNarrowPrior,
        bayesianCriterion: evidence.bayesianCriterion, isAdequate: evidence.isAdequate,
        iterations: course.iterations)
    }
  }

  /// Fits a set; further draws are tried while the model is not adequate.
  ///
  /// `start` holds the weights of an earlier fit of the same set, from which the first draw starts.
  mutating func fit(
    _ members: [OrderParameterMember], observations: [Int], primaryCount: Int,
    draws limit: Int? = nil, start: (seed: UInt64, shared: [Double])? = nil,
    isFinal: Bool = false,
    progress: (_ iteration: Int, _ total: Int) -> Void
  ) throws(RelaxedModelError) -> Fit? {
    let method = GaussNewton(
      iterationLimit: specification.iterationLimit,
      gain: isFinal ? specification.finalGain : specification.gain)
    var best: Fit?
    for draw in 0..<max(limit ?? specification.draws, 1) {
      let known = draw == 0 ? start?.seed : nil
      let seed = known ?? specification.seed &+ UInt64(draw)
      let problem = self.problem(members, observations: observations, seed: seed)
      var point = problem.start
      if let start, draw == 0, start.shared.count == point.shared.count {
        point.shared = start.shared
      }
      let key =
        "\(members.map(\.name)) \(primaryCount) \(observations) \(seed) \(start != nil) "
        + "\(sweep.inflation)"
      let course = try method.minimise(
        problem, from: point, resuming: checkpoint?.state(of: key),
        keep: { (state) throws(RelaxedModelError) in try checkpoint?.keep(state, of: key) },
        progress: { iteration, _ in progress(iteration, method.iterationLimit) })
      guard let evidence = GaugeEvidence(problem, course, hasCovariance: isFinal) else {
        continue
      }
      let fit = Fit(
        members: members, problem: problem, course: course, evidence: evidence, seed: seed,
        draws: draw + 1, primaryCount: primaryCount)
      if evidence.evidence < (best?.evidence.evidence ?? .infinity) {
        best = fit
      }
      best?.draws = draw + 1
      if best?.evidence.isAdequate == true { break }
    }
    if let fit = best, !isFinal, fit.mayBeOnPlateau {
      try goOn(from: fit, observations: observations, progress: progress).map { best = $0 }
    }
    return best
  }

  /// Goes on with a fit that stopped near an adequate one, until it gains as little as the last fit
  /// of all may: on a plateau the objective falls slowly before secondary distortions are found.
  private func goOn(
    from fit: Fit, observations: [Int], progress: (_ iteration: Int, _ total: Int) -> Void
  ) throws(RelaxedModelError) -> Fit? {
    let method = GaussNewton(
      iterationLimit: specification.iterationLimit, gain: specification.finalGain)
    let key =
      "on \(fit.members.map(\.name)) \(fit.primaryCount) \(observations) \(fit.seed) "
      + "\(sweep.inflation)"
    var course = try method.minimise(
      fit.problem, from: fit.course.point, resuming: checkpoint?.state(of: key),
      keep: { (state) throws(RelaxedModelError) in try checkpoint?.keep(state, of: key) },
      progress: { iteration, _ in progress(iteration, method.iterationLimit) })
    guard let evidence = GaugeEvidence(fit.problem, course, hasCovariance: false) else {
      return nil
    }
    course.iterations += fit.course.iterations
    var longer = fit
    longer.course = course
    longer.evidence = evidence
    return longer
  }
}
