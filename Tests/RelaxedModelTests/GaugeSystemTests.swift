import Foundation
import PhaseFitNumerics
import PhaseFitSymmetry
import PhaseFitTestSupport
import Testing

@testable import PhaseFitRelaxedModel

/// Both ways of solving the linearised problem, and what rests on them.
@Suite struct GaugeSystemTests {
  /// A problem of a tilt with two more irreps as order parameters, at a point away from the minimum.
  static func problem(_ temperatures: [Double]) throws -> (GaugeProblem, GaugeProblem.Point) {
    let modes = try GaugeParent.perovskite.modes(TestCell.evenVectors)
    let observations = GaugeCase.tilt(modes).observations(
      at: temperatures, displacement: 1e-3, strain: 1e-4, noise: .freeCoordinates, seed: 2
    ) { [GaugeCase.order($0)] }
    let rows = try SweepRows(observations, modes: modes, occupancyLength: 1)
    var builder = SweepModelBuilder(rows, SweepModelSpec())
    let members = try ["R4+", "GM3+"].map { label in
      try #require(
        OrderParameterMember(modes.irrep(label), rank: 0, of: rows.components, in: modes))
    }
    let problem = builder.problem(
      members, observations: Array(observations.indices), seed: 4)
    var generator = SplitMix64(seed: 8)
    var point = problem.start
    for index in point.shared.indices {
      point.shared[index] += 0.3 * problem.deviations[index] * generator.normal()
    }
    for index in point.amplitudes.indices { point.amplitudes[index] = 0.3 * generator.normal() }
    return (problem, point)
  }

  @Test("residuals and shared unknowns give the same steps, determinants and inverse")
  func equivalence() throws {
    // More temperatures than the shared system holds at a time.
    let (problem, point) = try Self.problem((0..<35).map { 10 + 4 * Double($0) })
    #expect(problem.observations.count > 2 * SharedSystem.chunk)
    let dual = DualSystem(problem, point)
    let shared = SharedSystem(problem, point)
    #expect(dual.residuals == shared.residuals)
    #expect(abs(dual.trace / shared.trace - 1) < 1e-12)
    let gradient = dual.gradient(problem, point)
    let size = inner(gradient, gradient).squareRoot()
    for (left, right) in zip(gradient, shared.gradient(problem, point)) {
      #expect(abs(left - right) < 1e-12 * size)
    }
    for shift in [1, 1e3] {
      let first = try #require(dual.step(gradient, shift: shift))
      let second = try #require(shared.step(gradient, shift: shift))
      let length = inner(first, first).squareRoot()
      for (left, right) in zip(first, second) { #expect(abs(left - right) < 1e-7 * length) }
    }
    for scale in [1, 0.1] {
      let first = try #require(dual.logDeterminant(amplitudeScale: scale))
      let second = try #require(shared.logDeterminant(amplitudeScale: scale))
      #expect(abs(first - second) < 1e-8 * abs(first))
    }
    let inverses = try (#require(dual.inverse()), #require(shared.inverse()))
    for (left, right) in zip(inverses.0.blocks, inverses.1.blocks) {
      for (left, right) in zip(left.joined(), right.joined()) {
        #expect(abs(left - right) < 1e-9)
      }
    }
    for temperature in [0, 17, 34] {
      let vector = problem.rowRanges[temperature].map { Double($0 % 3) - 0.7 }
      let first = inverses.0.sharedImage(of: vector, at: temperature)
      let second = inverses.1.sharedImage(of: vector, at: temperature)
      let length = inner(first, first).squareRoot()
      for (left, right) in zip(first, second) { #expect(abs(left - right) < 1e-7 * length) }
    }
  }

  @Test("the step solves the normal equations")
  func step() throws {
    let (problem, point) = try Self.problem([10, 40, 70, 95, 130])
    for system in [DualSystem(problem, point) as any GaugeSystem, SharedSystem(problem, point)] {
      let gradient = system.gradient(problem, point)
      let step = try #require(system.step(gradient, shift: 2))
      // J̃ᵀJ̃ δ + 2 δ + g = 0.
      let image = DualSystem(problem, point).apply(step)
      let linearisation = problem.linearise(point)
      var left = zip(gradient, step).map { $0 + 2 * $1 }
      let columns = problem.sharedCount
      for (row, value) in image.enumerated() {
        for column in 0..<columns {
          left[column] += value * linearisation.shared[row * columns + column]
        }
      }
      for (index, block) in linearisation.amplitudes.enumerated() {
        for (row, values) in zip(problem.rowRanges[index], block) {
          for (place, value) in zip(problem.amplitudeRanges[index], values) {
            left[columns + place] += image[row] * value
          }
        }
      }
      let size = inner(gradient, gradient).squareRoot()
      #expect(left.allSatisfy { abs($0) < 1e-8 * size })
    }
  }

  @Test("Gram matrices of rows and of columns", arguments: [1, 2, 3, 5, 8, 16, 17, 37, 70])
  func gram(_ rows: Int) {
    let columns = 29
    var generator = SplitMix64(seed: UInt64(rows))
    let matrix = (0..<rows * columns).map { _ in generator.normal() }
    let ofRows = DenseKernels.gram(matrix, rows: rows, columns: columns)
    for first in 0..<rows {
      for second in 0..<rows {
        let sum = (0..<columns).reduce(0) {
          $0 + matrix[first * columns + $1] * matrix[second * columns + $1]
        }
        #expect(abs(ofRows[first * rows + second] - sum) < 1e-12)
      }
    }
    var ofColumns = [Double](repeating: 1, count: columns * columns)
    DenseKernels.addGram(of: matrix, rows: rows, columns: columns, to: &ofColumns, sign: -1)
    for first in 0..<columns {
      for second in 0...first {
        let sum = (0..<rows).reduce(0) {
          $0 + matrix[$1 * columns + first] * matrix[$1 * columns + second]
        }
        #expect(abs(ofColumns[first * columns + second] - (1 - sum)) < 1e-12)
      }
    }
  }

  @Test("a structure left out by one factor is predicted as by a fit that never saw it")
  func heldOut() throws {
    let modes = try GaugeParent.perovskite.modes(TestCell.evenVectors)
    let temperatures = (0..<14).map { 10 + 9 * Double($0) }
    let observations = GaugeCase.tilt(modes).observations(
      at: temperatures, displacement: 1e-3, strain: 2e-5, noise: .freeCoordinates, seed: 6
    ) { [GaugeCase.order($0)] }
    let model = try SweepModel(of: observations, modes: modes)
    let evaluator = try #require(
      try SweepModelEvaluator(model, observations: observations, modes: modes))
    let indices = [1, 4, 7, 9]
    for (index, found) in evaluator.without(indices, { ($0, $1) }) {
      let refit = evaluator.refitted(without: index, from: evaluator.point, iterations: 12)
      let point = model.points[index]
      func structure(_ evaluator: SweepModelEvaluator) -> DistortionField {
        evaluator.distortion(
          at: point.temperature, phase: point.phase, amplitudes: point.amplitudes)
      }
      let difference = structure(found) - structure(refit)
      let moved = structure(refit) - structure(evaluator)
      // A fifth of a standard uncertainty, and less than what leaving out changed.
      #expect(difference.displacements.allSatisfy { length($0) < 2e-4 })
      #expect(difference.strain.frobeniusNorm < 1e-5)
      #expect(
        difference.strain.frobeniusNorm < 0.5 * moved.strain.frobeniusNorm + 2e-6)
      #expect(moved.strain.frobeniusNorm > 0)
    }
  }

  @Test("between and beyond the structures of a phase q² is linear in the temperature")
  func interpolation() throws {
    let modes = try GaugeParent.perovskite.modes(TestCell.evenVectors)
    let temperatures: [Double] = [10, 30, 50, 70, 85, 100, 115, 140]
    let sweep = GaugeCase.tilt(modes)
    let observations = sweep.observations(
      at: temperatures, displacement: 0, strain: 0, noise: .freeCoordinates, seed: 6
    ) { [GaugeCase.order($0)] }
    let model = try SweepModel(of: observations, modes: modes)
    let phase = model.points[0].phase
    let full = 0.4 * modes.norm(of: .displacement)
    for index in 1..<6 {
      let found = try #require(
        model.interpolated(0, phase: phase, at: temperatures[index], without: index))
      #expect(abs(found.value[0] - full * GaugeCase.order(temperatures[index])) < 2e-3)
      #expect(found.uncertainty[0] > 0 && found.uncertainty[0] < 0.01)
    }
    // The order parameter has vanished before the next structure of the parent phase.
    #expect(try #require(model.interpolated(0, phase: phase, at: 112)).value == [0])
    #expect(model.interpolated(0, phase: model.points[7].phase, at: 120) == nil)
  }

  @Test("where the mode vector rotates its direction is that at the transition")
  func rotation() throws {
    let modes = try GaugeParent.perovskite.modes()
    let irrep = modes.irrep("GM4-")
    let sweep = SyntheticSweep(
      modes, primaries: [.init(irrep: irrep, direction: [0, 0, 1], amplitude: 0.2)],
      secondary: 0.5, seed: 3)
    let structures = stride(from: 0.2, through: 1, by: 0.1).map {
      modes.components(of: sweep.distortion(order: [$0]))
    }
    func vector(_ structure: [[Double]], _ copies: [Int]) -> [Double] {
      let values = copies.map { structure[$0][2] }
      let norm = inner(values, values).squareRoot()
      return values.map { $0 / norm }
    }
    let member = try #require(
      OrderParameterMember(irrep, rank: 0, of: structures, in: modes))
    let found = member.coefficients.map { $0[0] }
    let first = vector(modes.components(of: sweep.distortion(order: [1e-4])), member.copies)
    let last = vector(structures[8], member.copies)
    #expect(abs(inner(first, last)) < 0.9999)
    #expect(abs(abs(inner(first, found)) - 1) < 1e-6)
  }
}
