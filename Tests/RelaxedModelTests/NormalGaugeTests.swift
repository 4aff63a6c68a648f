import Foundation
import PhaseFitNumerics
import PhaseFitSymmetry
import PhaseFitTestSupport
import Testing

@testable import PhaseFitRelaxedModel

/// Sweeps with known truth for the tests of the normal gauge.
enum GaugeCase {
  static let temperatures: [Double] = [10, 30, 50, 65, 80, 95, 115, 150]

  static func order(_ temperature: Double, critical: Double = 105, exponent: Double = 0.5)
    -> Double
  {
    pow(max(0, 1 - temperature / critical), exponent)
  }

  static func tilt(_ modes: SymmetryModes, seed: UInt64 = 1) -> SyntheticSweep {
    SyntheticSweep(
      modes,
      primaries: [.init(irrep: modes.irrep("R4+"), direction: [0, 0, 1], amplitude: 0.4)],
      seed: seed)
  }
}

@Suite struct ReducedNetworkTests {
  /// A problem without symmetry: H = {1}, so that every operation can be tried.
  static func problem(_ modes: SymmetryModes, _ members: [OrderParameterMember], _ kept: [Int])
    throws -> GaugeProblem
  {
    let field = DistortionField(
      displacements: modes.cell.atoms.map { _ in .zero }, strain: .zero,
      occupancies: modes.cell.atoms.map { $0.contents.map { _ in 0 } })
    let observation = SweepObservation(
      measurement: 0, temperature: 100, distortion: field, errors: [], keptOperations: kept,
      displacementUncertainty: 1e-3, strainUncertainty: 1e-4, occupancyUncertainty: 0.01)
    let rows = try SweepRows([observation], modes: modes, occupancyLength: 1)
    var builder = SweepModelBuilder(rows, SweepModelSpec())
    return builder.problem(members, observations: [0], seed: 3)
  }

  static func member(_ modes: SymmetryModes, _ label: String) -> OrderParameterMember {
    let irrep = modes.irrep(label)
    let copies = modes.copies.indices.filter { modes.copies[$0].irrep == irrep }
    return OrderParameterMember(
      irrep: irrep, label: label, rank: 0, kind: modes.copies[copies[0]].kind,
      copies: [copies[0]],
      coefficients: [[1] + [Double](repeating: 0, count: modes.commutants[irrep].order - 1)])
  }

  static func output(_ problem: GaugeProblem, _ weights: [Double], _ q: [Double]) -> [Double] {
    var point = problem.start
    for (index, value) in weights.enumerated() { point.shared[index] = value }
    let prepared = problem.prepare(point)
    return problem.model(
      phase: 0, temperature: 100, amplitudes: q, point, prepared
    ).rows
  }

  @Test(
    "the model commutes with every operation of the parent",
    arguments: [(GaugeParent.perovskite, "R4+"), (.quartz, "GM5"), (.litharge, "GM5+")])
  func equivariance(_ item: (GaugeParent, String)) throws {
    let modes = try item.0.modes(item.0 == .perovskite ? TestCell.evenVectors : .identity)
    let member = Self.member(modes, item.1)
    let problem = try Self.problem(modes, [member], [0])
    var generator = SplitMix64(seed: 11)
    let weights = (0..<problem.networkCount).map { _ in generator.normal() }
    let q = (0..<modes.irreps[member.irrep].dimension).map { _ in 0.3 * generator.normal() }
    let rows = problem.phases[0].rows
    // Coordinates in the basis of Fix(1), which need not be the axes.
    let basis = Matrix(rows.spaces[member.irrep])
    let output = Self.output(problem, weights, basis * q)
    let field = rows.field(output, modes: modes)
    #expect(inner(output, output).squareRoot() > 0.1)
    for (operation, matrix) in zip(modes.cell.operations, modes.irreps[member.irrep].matrices) {
      let moved = Self.output(problem, weights, basis * (matrix * q))
      let expected = rows.values(modes.components(of: operation(field)))
      for (left, right) in zip(moved, expected) { #expect(abs(left - right) < 1e-12) }
    }
  }

  @Test("the network of a subgroup is the whole network on what the subgroup keeps")
  func reduction() throws {
    let modes = try GaugeParent.perovskite.modes(TestCell.evenVectors)
    let members = [Self.member(modes, "R4+"), Self.member(modes, "GM4-")]
    let direction: [Double] = [0, 0, 1]
    let kept = modes.cell.operations.indices.filter { number in
      members.allSatisfy { member in
        let image = modes.irreps[member.irrep].matrices[number] * direction
        return zip(image, direction).allSatisfy { abs($0 - $1) < 1e-9 }
      }
    }
    let whole = try Self.problem(modes, members, [0])
    let reduced = try Self.problem(modes, members, kept)
    #expect(whole.networkCount == reduced.networkCount)
    #expect(
      reduced.phases[0].network.components.count * 3
        < whole.phases[0].network.components.count)
    var generator = SplitMix64(seed: 5)
    let weights = (0..<whole.networkCount).map { _ in generator.normal() }
    func coordinates(_ problem: GaugeProblem, _ size: [Double]) -> [Double] {
      zip(members, size).flatMap { member, value in
        problem.phases[0].rows.spaces[member.irrep].map { inner($0, direction) * value }
      }
    }
    let size = [0.4, -0.2]
    let first = whole.phases[0].rows.field(
      Self.output(whole, weights, coordinates(whole, size)), modes: modes)
    let second = reduced.phases[0].rows.field(
      Self.output(reduced, weights, coordinates(reduced, size)), modes: modes)
    let difference = first - second
    #expect(difference.displacements.allSatisfy { length($0) < 1e-12 })
    #expect(difference.strain.frobeniusNorm < 1e-12)
    #expect(first.displacements.contains { length($0) > 0.05 })
  }

  @Test("derivatives agree with central differences")
  func derivatives() throws {
    let modes = try GaugeParent.perovskite.modes(TestCell.evenVectors)
    let sweep = GaugeCase.tilt(modes)
    let observations = sweep.observations(
      at: [20, 60, 120], displacement: 1e-3, strain: 1e-4, noise: .freeCoordinates, seed: 2
    ) { [GaugeCase.order($0)] }
    let rows = try SweepRows(observations, modes: modes, occupancyLength: 1)
    var builder = SweepModelBuilder(rows, SweepModelSpec())
    let member = try #require(
      OrderParameterMember(
        modes.irrep("R4+"), rank: 0, of: rows.components, in: modes))
    let problem = builder.problem([member], observations: [0, 1, 2], seed: 4)
    var generator = SplitMix64(seed: 8)
    var point = problem.start
    for index in point.shared.indices {
      point.shared[index] += 0.3 * problem.deviations[index] * generator.normal()
    }
    for index in point.amplitudes.indices { point.amplitudes[index] = 0.3 * generator.normal() }
    let exact = problem.linearise(point)
    for _ in 0..<5 {
      let step = (0..<problem.sharedCount + problem.amplitudeCount).map { _ in generator.normal() }
      let image = DualSystem(problem, exact).apply(step)
      let size = 1e-6
      let forward = problem.residuals(problem.moved(point, by: step.map { size * $0 }))
      let backward = problem.residuals(problem.moved(point, by: step.map { -size * $0 }))
      for index in image.indices {
        let slope = (forward[index] - backward[index]) / (2 * size)
        #expect(abs(slope - image[index]) < 1e-5 * max(1, abs(image[index])))
      }
    }
  }

  @Test("the first step from zero sets the order parameter to the classical amplitude")
  func firstStep() throws {
    let modes = try GaugeParent.perovskite.modes(TestCell.evenVectors)
    let observations = GaugeCase.tilt(modes).observations(
      at: GaugeCase.temperatures, displacement: 0, strain: 0, noise: .freeCoordinates, seed: 2
    ) { [GaugeCase.order($0)] }
    let rows = try SweepRows(observations, modes: modes, occupancyLength: 1)
    var builder = SweepModelBuilder(rows, SweepModelSpec())
    let member = try #require(
      OrderParameterMember(
        modes.irrep("R4+"), rank: 0, of: rows.components, in: modes))
    let problem = builder.problem(
      [member], observations: Array(observations.indices), seed: 0)
    let course = GaussNewton(iterationLimit: 1, gain: 1e-3).minimise(problem, from: problem.start)
    for (index, range) in problem.amplitudeRanges.enumerated() {
      let phase = problem.phases[problem.observations[index].phase]
      for (coordinate, column) in zip(range, phase.columns) {
        let classical = inner(column, rows.data[index])
        // The damping of the first step and the prior of 1 Å against 1e-4 Å.
        #expect(abs(course.point.amplitudes[coordinate] - classical) < 0.02)
      }
    }
  }
}

@Suite struct SweepModelTests {
  @Test("an antiphase tilt: group, primary, amplitudes and secondaries", arguments: [0, 1e-3])
  func tilt(_ noise: Double) throws {
    let modes = try GaugeParent.perovskite.modes(TestCell.evenVectors)
    let sweep = GaugeCase.tilt(modes)
    let observations = sweep.observations(
      at: GaugeCase.temperatures, displacement: noise, strain: 0.1 * noise / 3.9,
      noise: .everyComponent, seed: 7
    ) { [GaugeCase.order($0)] }
    let found = SweepObservation.withAdmittedGroups(observations, modes: modes)
    let truth = sweep.keptOperations(order: [1])
    for observation in found {
      let expected =
        observation.temperature < 105 ? truth : Array(modes.cell.operations.indices)
      #expect(observation.keptOperations == expected)
    }
    let model = try SweepModel(of: found, modes: modes)
    #expect(model.verdict == .described)
    #expect(model.status == .converged)
    #expect(model.members.map(\.label) == ["R4+"])
    for point in model.points {
      if point.temperature > 105 {
        #expect(point.amplitudes == [[]])
      } else {
        let expected =
          0.4 * modes.norm(of: .displacement) * GaugeCase.order(point.temperature)
        let tolerance = max(5 * point.standardUncertainties[0][0], 5e-4)
        #expect(abs(point.amplitudes[0][0] - expected) < tolerance)
        #expect(point.standardUncertainties[0][0] > 0)
      }
    }
    // The secondaries: the model is closer to the truth than the noise.
    for point in model.points {
      let rows = try SweepRows(found, modes: modes, occupancyLength: 1).groups[point.phase].rows
      let field = rows.field(point.rows, modes: modes)
      let exact = sweep.distortion(order: [GaugeCase.order(point.temperature)])
      let largest = zip(field.displacements, exact.displacements).map { length($0 - $1) }.max()
      #expect((largest ?? 1) < max(2 * noise, 3e-3))
    }
  }

  /// Forty atoms and three sets: half a second optimised, most of a minute not.
  @Test(
    "two tilts of Pnma: R4+ and M3+ drive, X5+ follows",
    .enabled(if: ProcessInfo.processInfo.environment["PHASEFIT_SLOW_TESTS"] != nil))
  func pnma() throws {
    let modes = try GaugeParent.perovskite.modes(IntegerMatrix3([2, 0, 0, 0, 2, 0, 0, 0, 2]))
    let sweep = SyntheticSweep(
      modes,
      primaries: [
        .init(irrep: modes.irrep("R4+"), direction: [1, 1, 0], amplitude: 0.4),
        .init(irrep: modes.irrep("M3+"), direction: [0, 0, 1], amplitude: 0.35),
      ], seed: 3)
    let observations = sweep.observations(
      at: GaugeCase.temperatures, displacement: 1e-3, strain: 3e-5, noise: .freeCoordinates,
      seed: 7
    ) { [GaugeCase.order($0), GaugeCase.order($0, exponent: 0.4)] }
    #expect(
      modes.cell.operations.count
        == 24 * sweep.keptOperations(order: [1, 1]).count)
    var specification = SweepModelSpec()
    specification.selectionTemperatures = 6
    specification.draws = 1
    let model = try SweepModel(of: observations, modes: modes, specification: specification)
    #expect(Set(model.members.map(\.label)) == ["R4+", "M3+"])
    #expect(model.verdict == .described)
    let labels = model.candidates.filter(\.isMinimal).map { Set($0.labels) }
    #expect(labels.contains(["R4+", "X5+"]) && labels.contains(["M3+", "X5+"]))
  }

  @Test("a sweep in the parent phase has no order parameter and no fit")
  func nothing() throws {
    let modes = try GaugeParent.perovskite.modes(TestCell.evenVectors)
    let sweep = GaugeCase.tilt(modes)
    let observations = sweep.observations(
      at: GaugeCase.temperatures, displacement: 1e-3, strain: 3e-5, noise: .everyComponent,
      seed: 9
    ) { _ in [0] }
    let found = SweepObservation.withAdmittedGroups(observations, modes: modes)
    let model = try SweepModel(of: found, modes: modes)
    #expect(model.verdict == .noTransition)
    #expect(model.weights.isEmpty && model.status == nil)
  }
}
