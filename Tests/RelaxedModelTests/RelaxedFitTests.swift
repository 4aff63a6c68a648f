import Foundation
import PhaseFitNumerics
import PhaseFitSymmetry
import Testing

@testable import PhaseFitRelaxedModel

@Suite struct RelaxedFitTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var cell: CommensurateCell
    /// The index of the group below the transition in the group above.
    var index: Int
    var distortion: @Sendable (CommensurateCell, Double) -> DistortionField

    func targets(_ count: Int) -> [RelaxedTarget] {
      TestSweep.targets(count) { distortion(cell, $0) }
    }
  }

  static let cases = [
    Case(
      testDescription: "antiphase tilt a0a0c-", cell: TestCell.perovskite(TestCell.evenVectors),
      index: 6, distortion: { TestSweep.tilt($0, $1) }),
    polarAlongZ,
    Case(
      testDescription: "polar along [111]", cell: TestCell.perovskite(.identity), index: 8,
      distortion: { TestSweep.polar($0, $1, along: Vector3(1, 1, 1)) }),
    strain,
    Case(
      testDescription: "order of NaNO3", cell: TestCell.sodiumNitrate(), index: 2,
      distortion: { TestSweep.nitrate($0, $1) }),
  ]
  static let polarAlongZ = Case(
    testDescription: "polar along z", cell: TestCell.perovskite(.identity), index: 6,
    distortion: { TestSweep.polar($0, $1, along: Vector3(0, 0, 1)) })
  static let strain = Case(
    testDescription: "tetragonal strain", cell: TestCell.perovskite(.identity), index: 3,
    distortion: { TestSweep.strain($0, $1) })

  @Test("the weights keep exactly the operations that the data keep", arguments: cases)
  func keptOperations(_ item: Case) throws {
    let targets = item.targets(4)
    var specification = RelaxedModelSpec()
    specification.residualTarget = 5e-4
    let fit = try RelaxedFit(to: targets, on: item.cell, specification: specification)
    #expect(fit.status == .converged)
    #expect(fit.seed == specification.seed)
    #expect(fit.unreached < 1e-3)
    for (point, target) in zip(fit.points, targets) {
      #expect(point.keptOperations == item.cell.stabiliser(of: target.distortion))
      let isParent = target.temperature > 105
      #expect(
        point.keptOperations.count * (isParent ? 1 : item.index) == item.cell.operations.count)
      #expect(point.blocks.isEmpty == isParent)
      #expect(point.relativeResidual < 5e-3)
      #expect(abs(point.combined.model - point.combined.observed) <= 5e-3 * point.combined.observed)
      // The output is a distortion of the same symmetry, not only the weights.
      if !isParent {
        let scale = point.combined.observed
        for index in point.keptOperations {
          let image = item.cell.operations[index](point.output)
          let moved =
            zip(image.displacements, point.output.displacements)
            .map { length($0 - $1) }.max() ?? 0
          #expect(moved < 1e-9 * scale)
        }
      }
    }
    // The loss of the symmetric model is 1 by definition and the history ends at the final loss.
    #expect(abs((fit.losses.first?.value ?? 0) - 1) < 1e-12)
    #expect((fit.losses.last?.value ?? 1) <= 2.5e-7)
  }

  @Test("momentum with one second moment for each block keeps the same operations")
  func blockMomentum() throws {
    let targets = Self.polarAlongZ.targets(3)
    var specification = RelaxedModelSpec()
    specification.optimiser = .blockMomentum
    specification.residualTarget = 1e-2
    let fit = try RelaxedFit(
      to: targets, on: Self.polarAlongZ.cell, specification: specification)
    #expect(fit.status == .converged)
    for (point, target) in zip(fit.points, targets) {
      #expect(
        point.keptOperations == Self.polarAlongZ.cell.stabiliser(of: target.distortion))
    }
  }

  @Test("element-wise Adam breaks more than the data do: the check can fail")
  func negativeControl() throws {
    let item = Self.polarAlongZ
    let targets = item.targets(3)
    var specification = RelaxedModelSpec()
    specification.optimiser = .elementWise
    specification.residualTarget = 1e-2
    let fit = try RelaxedFit(to: targets, on: item.cell, specification: specification)
    // The fit itself is good; only the symmetry is wrong.
    #expect(fit.status == .converged)
    for (point, target) in zip(fit.points, targets) where target.temperature < 105 {
      let kept = Set(point.keptOperations)
      let expected = Set(item.cell.stabiliser(of: target.distortion))
      #expect(kept.isStrictSubset(of: expected))
    }
  }

  @Test("two phases in one sweep keep each its own group")
  func twoPhases() throws {
    let cell = TestCell.perovskite(.identity)
    let axes = [Vector3(1, 1, 1), Vector3(1, -1, 1), Vector3(0, 0, 1), Vector3(-1, 0, 0)]
    let targets = axes.enumerated().map { index, axis in
      RelaxedTarget(
        temperature: Double(10 * index), distortion: TestSweep.polar(cell, 0.5, along: axis),
        displacementUncertainty: 1e-3, strainUncertainty: 1e-4, occupancyUncertainty: 1e-2)
    }
    let fit = try RelaxedFit(to: targets, on: cell)
    #expect(fit.points.map(\.keptOperations.count) == [6, 6, 8, 8])
    for (point, target) in zip(fit.points, targets) {
      #expect(point.keptOperations == cell.stabiliser(of: target.distortion))
    }
  }

  @Test("amplitudes are given for each field in its own unit")
  func amplitudes() throws {
    let item = Self.polarAlongZ
    let targets = item.targets(2)
    let fit = try RelaxedFit(to: targets, on: item.cell)
    let (point, field) = (fit.points[0], targets[0].distortion)
    let shift = field.displacements.reduce(0) { $0 + dot($1, $1) }.squareRoot()
    #expect(abs(point.displacement.observed - shift) < 1e-12)
    #expect(abs(point.strain.observed - field.strain.frobeniusNorm) < 1e-12)
    #expect(abs(fit.strainLength - 3.905) < 1e-12)
    let strain = fit.strainLength * field.strain.frobeniusNorm
    let combined = (shift * shift + strain * strain).squareRoot()
    #expect(abs(point.combined.observed - combined) < 1e-12)
    #expect(abs(point.displacement.model / shift - 1) < 1e-3)
    #expect(abs(point.strain.model / field.strain.frobeniusNorm - 1) < 2e-2)
    #expect(point.occupancy == RelaxedFit.Amplitude(observed: 0, model: 0))
    #expect(fit.points[1].combined == RelaxedFit.Amplitude(observed: 0, model: 0))
  }

  @Test("an order of occupancies is an amplitude of occupancies and of nothing else")
  func occupancyAmplitude() throws {
    let cell = TestCell.sodiumNitrate()
    let targets = TestSweep.targets(2) { TestSweep.nitrate(cell, $0) }
    var specification = RelaxedModelSpec()
    specification.residualTarget = 1e-3
    let point = try RelaxedFit(to: targets, on: cell, specification: specification).points[0]
    // Twelve sites change by the same amount.
    let deviation = abs(targets[0].distortion.occupancies.joined().first { $0 != 0 } ?? 0)
    #expect(abs(point.occupancy.observed - 12.0.squareRoot() * deviation) < 1e-12)
    #expect(abs(point.occupancy.model / point.occupancy.observed - 1) < 2e-3)
    #expect(point.displacement.observed == 0 && point.strain.observed == 0)
    #expect(point.output.displacements.allSatisfy { length($0) < 1e-2 })
  }

  @Test("the kept group does not depend on the tolerance", arguments: [1e-11, 1e-3])
  func tolerance(_ tolerance: Double) throws {
    let cell = TestCell.perovskite(.identity)
    // Amm2: four operations, two of them diagonal mirrors that mix the components of 2e.
    let targets = TestSweep.targets(3) {
      TestSweep.polar(cell, $0, along: Vector3(1, 1, 0))
    }
    var specification = RelaxedModelSpec()
    specification.residualTarget = 1e-3
    specification.stabiliserTolerance = tolerance
    let fit = try RelaxedFit(to: targets, on: cell, specification: specification)
    #expect(fit.points.map(\.keptOperations.count) == [4, 4, 48])
    for (point, target) in zip(fit.points, targets) {
      #expect(point.keptOperations == cell.stabiliser(of: target.distortion))
    }
  }

  @Test("the same seed gives the same fit, another seed other weights and the same groups")
  func reproducible() throws {
    let item = Self.strain
    let targets = item.targets(3)
    let first = try RelaxedFit(to: targets, on: item.cell)
    let second = try RelaxedFit(to: targets, on: item.cell)
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    #expect(try encoder.encode(first) == encoder.encode(second))
    let decoded = try JSONDecoder().decode(RelaxedFit.self, from: encoder.encode(first))
    #expect(decoded.points == first.points)
    var specification = RelaxedModelSpec()
    specification.seed = 5
    let other = try RelaxedFit(to: targets, on: item.cell, specification: specification)
    #expect(other.sharedWeights != first.sharedWeights)
    #expect(other.points.map(\.keptOperations) == first.points.map(\.keptOperations))
  }

  @Test("progress is reported once for each iteration with a falling loss")
  func progress() throws {
    var seen: [(Int, Int, Double)] = []
    let fit = try RelaxedFit(to: Self.strain.targets(2), on: Self.strain.cell) {
      seen.append(($0, $1, $2))
    }
    #expect(seen.map(\.0) == Array(0..<(fit.losses.last?.iteration ?? 0)))
    #expect(seen.allSatisfy { $0.1 == fit.specification.iterationLimit })
    #expect(zip(seen, seen.dropFirst()).allSatisfy { $0.2 > $1.2 })
  }

  @Test("an exhausted iteration limit is reported")
  func iterationLimit() throws {
    var specification = RelaxedModelSpec()
    specification.iterationLimit = 3
    let fit = try RelaxedFit(
      to: Self.strain.targets(2), on: Self.strain.cell, specification: specification)
    #expect(fit.status == .iterationLimit)
    #expect(fit.losses.last?.iteration == 3)
  }
}

@Suite struct RelaxedFitInputTests {
  static let cell = TestCell.perovskite(.identity)

  static func target(_ change: (inout RelaxedTarget) -> Void = { _ in }) -> RelaxedTarget {
    var target = RelaxedTarget(
      temperature: 300, distortion: cell.undistorted, displacementUncertainty: 1e-3,
      strainUncertainty: 1e-4, occupancyUncertainty: 1e-2)
    change(&target)
    return target
  }

  @Test("a sweep in the parent phase is not trained on and keeps everything")
  func nothingToFit() throws {
    var isCalled = false
    let fit = try RelaxedFit(
      to: [
        Self.target(),
        // A volume strain and a uniform shift are no distortion of the symmetry.
        Self.target {
          $0.distortion.strain = 0.01 * .identity
          $0.distortion.displacements = Array(repeating: Vector3(0.1, 0, 0), count: 5)
        },
      ], on: Self.cell
    ) { _, _, _ in isCalled = true }
    #expect(fit.status == .nothingToFit)
    #expect(!isCalled)
    #expect(fit.losses.isEmpty && fit.sharedWeights.isEmpty)
    #expect(fit.points.allSatisfy { $0.keptOperations == Array(0..<48) && $0.blocks.isEmpty })
    #expect(fit.points.allSatisfy { $0.combined.observed < 1e-12 && $0.chiSquare == 0 })
  }

  @Test("input that does not fit the cell is refused with place and remedy")
  func refusals() {
    func code(_ targets: [RelaxedTarget], _ cell: CommensurateCell = Self.cell)
      -> RelaxedModelError?
    {
      #expect(throws: RelaxedModelError.self) { try RelaxedFit(to: targets, on: cell) }
    }
    #expect(code([])?.code == .noTargets)
    var empty = Self.cell
    empty.operations = []
    #expect(code([Self.target()], empty)?.code == .emptyCell)
    let short = code([Self.target(), Self.target { $0.distortion.displacements.removeLast() }])
    #expect(short?.code == .shapeMismatch)
    #expect(
      short?.description
        == "target 1 (300.0 K): 4 displacements and 5 occupancies, expected one for each of the "
        + "5 atoms of the cell")
    #expect(code([Self.target { $0.distortion.occupancies[2] = [] }])?.code == .shapeMismatch)
    #expect(code([Self.target { $0.strainUncertainty = 0 }])?.code == .notFinite)
    #expect(code([Self.target { $0.displacementUncertainty = .nan }])?.code == .notFinite)
    #expect(code([Self.target { $0.distortion.strain[0, 1] = .infinity }])?.code == .notFinite)
  }
}
