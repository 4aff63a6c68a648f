import PhaseFitEquivariance
import PhaseFitNumerics
import PhaseFitSymmetry
import Testing

@testable import PhaseFitRelaxedModel

/// A network with random weights on a cell, and its symmetry-breaking output.
struct RandomNetwork {
  let cell: CommensurateCell
  let network: RelaxedNetwork
  let weights: [Double]

  init(_ cell: CommensurateCell, stars: Int, seed: UInt64 = 7) {
    self.cell = cell
    let geometry = SymmetrisedGeometry(cell)
    let space = DistortionSpace(cell, occupancyLength: 1) { _, _ in true }
    network = RelaxedNetwork(
      geometry: geometry, graph: NeighbourGraph(geometry), layers: 2,
      weightSpace: RelaxedWeightSpace(stars: PlaneWaveStar.first(stars, of: cell)), space: space)
    var generator = SplitMix64(seed: seed)
    weights = network.parameters.random(&generator)
  }

  func output(_ theta: [[Double]]) -> [[Double]] {
    let objective = SweepObjective(
      network: network,
      targets: theta.map { _ in [Double](repeating: 0, count: network.space.count) },
      rowWeights: theta.map { _ in [Double](repeating: 1, count: network.space.count) })
    return objective.outputs(weights + theta.flatMap { $0 })
  }

  func randomTheta(_ generator: inout SplitMix64, size: Double) -> [Double] {
    [1] + (1..<network.weightSpace.count).map { _ in size * generator.normal() }
  }
}

@Suite struct EquivarianceTests {
  static let cells: [(String, CommensurateCell)] = [
    ("perovskite, R commensurate", TestCell.perovskite(TestCell.evenVectors)),
    ("sodium nitrate, T commensurate", TestCell.sodiumNitrate()),
  ]

  @Test("the operations of the test cells form groups of the right order")
  func groups() {
    #expect(TestCell.perovskite(.identity).operations.count == 48)
    for (cell, order) in [(Self.cells[0].1, 96), (Self.cells[1].1, 24)] {
      #expect(cell.operations.count == order)
      let keys = Set(cell.operations.map { [$0.rotation.rowMajor, $0.permutation] })
      #expect(keys.count == order)
      for left in cell.operations {
        let right = cell.operations[order / 3]
        let product = [
          (left.rotation * right.rotation).rowMajor,
          right.permutation.map { left.permutation[$0] },
        ]
        #expect(keys.contains(product))
      }
    }
  }

  @Test("operations act on relaxed weights as a group, orthogonally, and as on the fields")
  func weightAction() {
    for (name, cell) in Self.cells {
      let space = RelaxedWeightSpace(stars: PlaneWaveStar.first(6, of: cell))
      var generator = SplitMix64(seed: 2)
      let theta = (0..<space.count).map { _ in generator.normal() }
      let positions = (0..<3).map { _ in
        Vector3(generator.uniform(), generator.uniform(), generator.uniform())
      }
      let before = field(space, theta, at: positions)
      for operation in cell.operations {
        let image = space.apply(operation, to: theta)
        #expect(abs(inner(image, image) / inner(theta, theta) - 1) < 1e-12)
        let moved = positions.map { operation.rotation.real * $0 + operation.translation }
        let after = field(space, image, at: moved)
        let matrices = WeightAction.matrices(operation)
        for (old, new) in zip(before, after) {
          let expected = matrices.indices.flatMap {
            matrices[$0](Array(old[FeatureLayout.range($0)]))
          }
          let error = zip(new, expected).map { abs($0 - $1) }.max() ?? 0
          #expect(error < 1e-11, "\(name)")
        }
      }
    }
  }

  private func field(
    _ space: RelaxedWeightSpace, _ theta: [Double], at positions: [Vector3]
  ) -> [[Double]] {
    space.waves(at: positions).map { waves in
      (0..<18).map { component in
        waves.indices.reduce(0) { $0 + waves[$1] * theta[$1 * 18 + component] }
      }
    }
  }

  @Test("the output for rotated relaxed weights is the rotated output, for every operation")
  func equivariance() {
    for (name, cell) in Self.cells {
      let random = RandomNetwork(cell, stars: 5)
      var generator = SplitMix64(seed: 3)
      let theta = random.randomTheta(&generator, size: 0.4)
      let images = cell.operations.map { random.network.weightSpace.apply($0, to: theta) }
      let outputs = random.output([theta] + images)
      let space = random.network.space
      let original = space.field(outputs[0])
      let size = inner(outputs[0], outputs[0]).squareRoot()
      #expect(size > 0.1, "\(name): the output is too small for a test")
      for (operation, output) in zip(cell.operations, outputs.dropFirst()) {
        let expected = space.coordinates(of: operation(original))
        let error = zip(output, expected).map { abs($0 - $1) }.max() ?? 0
        #expect(error < 1e-12 * max(size, 1), "\(name)")
      }
      // Every part of the output takes part in the test.
      #expect(original.strain.frobeniusNorm > 1e-3)
      #expect(original.displacements.contains { length($0) > 1e-2 })
      #expect(original.occupancies.joined().contains { abs($0) > 1e-2 })
    }
  }

  @Test("without relaxed weights nothing breaks the symmetry")
  func symmetricStart() {
    for (name, cell) in Self.cells {
      let random = RandomNetwork(cell, stars: 3)
      let output = random.output([random.network.weightSpace.start])[0]
      #expect(output.allSatisfy { abs($0) < 1e-13 }, "\(name)")
    }
  }

  @Test("the symmetry-breaking part averages to zero over the operations")
  func projection() {
    for (name, cell) in Self.cells {
      let space = DistortionSpace(cell, occupancyLength: 1) { _, _ in true }
      var generator = SplitMix64(seed: 5)
      let random = (0..<space.count).map { _ in generator.normal() }
      let broken = space.symmetryBreaking(random)
      var sum = [Double](repeating: 0, count: space.count)
      for operation in cell.operations {
        add(1, space.coordinates(of: operation(space.field(broken))), to: &sum)
      }
      #expect(sum.allSatisfy { abs($0) < 1e-11 }, "\(name)")
      // What was removed is invariant up to a uniform translation: removing twice changes nothing.
      let again = space.symmetryBreaking(broken)
      #expect(zip(again, broken).allSatisfy { abs($0 - $1) < 1e-13 })
      // Coordinates and fields are inverse to each other.
      let round = space.coordinates(of: space.field(random))
      #expect(zip(round, random).allSatisfy { abs($0 - $1) < 1e-13 })
    }
  }

  @Test("the reverse pass is the derivative in every kind of weight")
  func gradient() {
    for (name, cell) in Self.cells {
      let random = RandomNetwork(cell, stars: 3)
      let space = random.network.space
      var generator = SplitMix64(seed: 9)
      let targets = (0..<2).map { _ in
        space.symmetryBreaking((0..<space.count).map { _ in 0.1 * generator.normal() })
      }
      let rowWeights = [3.0, 2.0].map { scale in
        (0..<space.count).map { $0 < space.strainOffset ? scale : 5 * scale }
      }
      let objective = SweepObjective(
        network: random.network, targets: targets, rowWeights: rowWeights)
      let point =
        random.weights
        + (0..<2).flatMap { _ in random.randomTheta(&generator, size: 0.3) }
      var gradient = [Double](repeating: 0, count: point.count)
      var unused = gradient
      _ = objective(point, gradient: &gradient)
      // Directional derivatives along random directions touch every weight at once; single ones
      // are taken where the layout starts and ends.
      for trial in 0..<6 {
        var direction = point.map { _ in generator.normal() }
        if trial < 2 {
          for index in 0..<objective.weightCount { direction[index] *= Double(trial) }
        }
        for index in 0..<2 { direction[objective.relaxedRange(index).lowerBound] = 0 }
        let step = 1e-5
        let above = objective(zip(point, direction).map { $0 + step * $1 }, gradient: &unused)
        let below = objective(zip(point, direction).map { $0 - step * $1 }, gradient: &unused)
        let slope = inner(gradient, direction)
        // Central differences: truncation ~ step², rounding ~ 1e-16/step.
        #expect(
          abs((above - below) / (2 * step) - slope) < 1e-6 * (1 + abs(slope)), "\(name)")
      }
    }
  }
}
