import PhaseFitNumerics
import PhaseFitReport
import PhaseFitStructures
import PhaseFitSymmetry

/// The stage that reads trajectories once more and sees how each order parameter is distributed.
enum TrajectoryStage {
  /// The number of bins of a histogram.
  private static let binCount = 60
  /// The blocks in time for the uncertainty of a barrier.
  private static let blockCount = 8
  /// How many standard deviations of an atom the histogram reaches beyond its mean positions.
  private static let reach = 4.0

  /// The distribution of one order parameter in one structure.
  ///
  /// Operations that the structure keeps carry the order parameter's direction into others that the
  /// structure cannot tell from it. Of these the one is taken in which its atoms spread most: where
  /// they hop along one axis of a cubic average, that axis.
  ///
  /// - Returns: nil where no atom takes part in it.
  /// - Throws: `StructureFileError` where the trajectory cannot be read again.
  static func distribution(
    of component: OrderParameterComponent, in member: SweepEmbedding.Member,
    sweep: SweepEmbedding, measurement: StructureMeasurement, summary: TrajectorySummary,
    sites: [Int]
  ) throws(StructureFileError) -> Outcome? {
    var tallies = sweep.cell.images(of: component.direction, under: member.keptOperations)
      .compactMap { direction in
        Tally(
          LocalOrderParameter(direction, in: member, of: sweep), crystal: measurement.crystal,
          sites: sites)
      }
    guard !tallies.isEmpty else { return nil }
    var frame = 0
    try TrajectoryFrames(summary, name: measurement.file).forEach(
      deviatingFrom: measurement.crystal
    ) { deviations in
      let block = min(frame * blockCount / max(summary.frameCount, 1), blockCount - 1)
      for index in tallies.indices { tallies[index].add(deviations, block: block) }
      frame += 1
    }
    return tallies.compactMap(\.outcome).max { $0.spread < $1.spread }
  }

  /// One direction of an order parameter while the frames are read.
  private struct Tally {
    let local: LocalOrderParameter
    let sites: [Int]
    /// The atoms that take part.
    let active: [Int]
    /// The sum of their weights.
    let total: Double
    let lower: Double
    let binWidth: Double
    var blocks: [[Double]]
    var averages: [Double] = []
    var sum = 0.0
    var squares = 0.0

    /// Nothing yet; nil where no atom takes part.
    init?(_ local: LocalOrderParameter, crystal: Crystal, sites: [Int]) {
      let total = local.weights.reduce(0, +)
      guard total > 0, local.weights.count == sites.count else { return nil }
      self.local = local
      self.sites = sites
      self.total = total
      active = local.weights.indices.filter { local.weights[$0] > 1e-9 * total }
      let toCartesian = crystal.cell.basis.inverse.transpose
      var (lower, upper) = (Double.infinity, -Double.infinity)
      for atom in active {
        let amplitude = (crystal.sites[sites[atom]].displacementParameter?.value ?? 0).squareRoot()
        let width = reach * amplitude * length(toCartesian * local.gradients[atom])
        lower = min(lower, local.means[atom] - width)
        upper = max(upper, local.means[atom] + width)
      }
      self.lower = lower
      binWidth = max((upper - lower) / Double(binCount), 1e-9)
      blocks = Array(repeating: [Double](repeating: 0, count: binCount), count: blockCount)
    }

    /// Takes one frame in.
    mutating func add(_ deviations: borrowing [Double], block: Int) {
      var average = 0.0
      for atom in active {
        let first = 3 * sites[atom]
        let shift = Vector3(deviations[first], deviations[first + 1], deviations[first + 2])
        let value = local.means[atom] + dot(local.gradients[atom], shift)
        let weight = local.weights[atom]
        average += weight * value
        sum += weight * value
        squares += weight * value * value
        let bin = Int(min(max((value - lower) / binWidth, 0), Double(binCount - 1)))
        blocks[block][bin] += weight
      }
      averages.append(average / total)
    }

    /// What was found, nil for fewer than two frames.
    var outcome: Outcome? {
      guard averages.count > 1 else { return nil }
      let count = Double(averages.count) * total
      let mean = sum / count
      let inTime = averages.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(averages.count)
      return Outcome(
        mean: mean, meanUncertainty: uncertainty(of: averages), fluctuation: inTime.squareRoot(),
        spread: max(squares / count - mean * mean, 0).squareRoot(),
        distribution: OrderParameterDistribution(lower: lower, width: binWidth, blocks: blocks))
    }
  }

  /// What was found.
  struct Outcome {
    var mean: Double
    var meanUncertainty: Double?
    var fluctuation: Double
    var spread: Double
    var distribution: OrderParameterDistribution
  }

  /// The most blocks in time from which an uncertainty is taken, before neighbours are joined.
  private static let mostBlocks = 64

  /// The standard uncertainty of a mean over time from blocks of its own correlation time.
  private static func uncertainty(of values: [Double]) -> Double? {
    let blocks = min(mostBlocks, values.count)
    let means = (0..<blocks).map { block -> [Double] in
      let part = values[block * values.count / blocks..<(block + 1) * values.count / blocks]
      return [part.reduce(0, +) / Double(part.count)]
    }
    let analysis = BlockAnalysis(
      blocks: means, spreads: [], frameCount: values.count, scales: [1])
    return analysis.errors(of: means, spreads: [])?.first
  }
}

extension AnalysisReport {
  /// Records how structures were averaged, and what the frames say of every transition.
  mutating func recordTrajectories(
    _ measurements: [StructureMeasurement], structures: [AnalysedStructure],
    sequence: PhaseSequence, embedded: SweepEmbedding
  ) {
    for (index, measurement) in measurements.enumerated() {
      guard let summary = measurement.trajectory else { continue }
      var record = TrajectoryRecord(measurement: index, summary: summary)
      if let member = embedded.members.first(where: { $0.measurement == index }),
        let structure = structures.first(where: { $0.measurement == index })
      {
        for (number, transition) in sequence.transitions.enumerated() {
          guard let primary = transition.primary.first else { continue }
          let component = transition.components[primary]
          do throws(StructureFileError) {
            let outcome = try TrajectoryStage.distribution(
              of: component, in: member, sweep: embedded, measurement: measurement,
              summary: summary, sites: structure.crystal.atoms.map(\.site))
            if let outcome {
              record.distributions.append(
                Distribution(outcome, transition: number, label: component.series.label))
            }
          } catch {
            diagnostics.append(error.diagnostic)
          }
        }
      }
      trajectories.append(record)
    }
    for number in sequence.transitions.indices { recordCharacter(ofTransition: number, sequence) }
  }

  /// Says whether atoms order or move together, from the structure of the more symmetric phase
  /// that is nearest the transition.
  private mutating func recordCharacter(ofTransition number: Int, _ sequence: PhaseSequence) {
    let transition = sequence.transitions[number]
    let symmetric = transition.distorted == transition.below ? transition.above : transition.below
    guard transitions.indices.contains(number), phases.indices.contains(symmetric) else { return }
    let middle = (transition.bracket.lowerBound + transition.bracket.upperBound) / 2
    let candidates = trajectories.filter { phases[symmetric].measurements.contains($0.measurement) }
    func distance(_ record: TrajectoryRecord) -> Double {
      abs((sweep.measurements[record.measurement].temperature?.value ?? .infinity) - middle)
    }
    guard let nearest = candidates.min(by: { distance($0) < distance($1) }),
      let found = nearest.distributions.first(where: { $0.transition == number })
    else { return }
    let kelvin = sweep.measurements[nearest.measurement].temperature?.value ?? 0
    let statement =
      found.peaks.count == 2
      ? "order–disorder: two peaks in the phase of higher symmetry, at \(kelvin.significant(7)) K"
      : "displacive: one peak in the phase of higher symmetry, at \(kelvin.significant(7)) K"
    transitions[number].evidence.append(
      Evidence(name: "distributionOfOrderParameter", .statement(statement)))
  }
}

extension AnalysisReport.Distribution {
  /// What the report says of a distribution.
  init(_ outcome: TrajectoryStage.Outcome, transition: Int, label: String?) {
    let found = outcome.distribution
    self.init(
      transition: transition, label: label,
      mean: .length(
        outcome.mean, standardUncertainty: outcome.meanUncertainty, origin: .fromScatter,
        name: "timeAverage"),
      fluctuation: .length(outcome.fluctuation, name: "fluctuation"),
      spread: .length(outcome.spread, name: "spread"),
      peaks: found.peaks.map { .length($0, name: "peak") },
      barrier: found.barrier.map {
        .dimensionless(
          $0, standardUncertainty: found.barrierUncertainty, origin: .fromScatter, name: "barrier")
      },
      histogram: Histogram(lower: found.lower, width: found.width, densities: found.densities))
  }
}
