import PhaseFitNumerics
import PhaseFitSymmetry
import Testing

@testable import PhaseFitRelaxedModel

@Suite struct SymmetryGuardTests {
  let cell = TestCell.perovskite(TestCell.evenVectors)

  @Test("the guard projects on what its group keeps")
  func projection() {
    let space = RelaxedWeightSpace(stars: PlaneWaveStar.first(4, of: cell))
    let actions = cell.operations.map { WeightAction($0, on: space) }
    let group = cell.stabiliser(of: TestSweep.tilt(cell, 1))
    let symmetry = SymmetryGuard(group, actions: actions, space: space)
    var generator = SplitMix64(seed: 1)
    let random = (0..<space.count).map { _ in generator.normal() }
    let projected = symmetry.project(random[...])
    let again = symmetry.project(projected[...])
    #expect(zip(projected, again).allSatisfy { abs($0 - $1) < 1e-13 })
    for index in group {
      let image = space.apply(actions[index], to: projected)
      #expect(zip(image, projected).allSatisfy { abs($0 - $1) < 1e-12 })
    }
    let size = inner(projected, projected).squareRoot()
    #expect(size > 0.1)
    #expect(
      space.stabiliser(of: projected, in: actions, tolerance: 1e-9, floor: 1e-9) == group)
  }

  @Test("the guard removes rounding and nothing larger")
  func cleaning() {
    let space = RelaxedWeightSpace(stars: PlaneWaveStar.first(2, of: cell))
    let actions = cell.operations.map { WeightAction($0, on: space) }
    let all = Array(cell.operations.indices)
    let symmetry = SymmetryGuard(all, actions: actions, space: space)
    var noisy = [Double](repeating: 0, count: space.count)
    noisy[5] = 1e-14
    symmetry.clean(&noisy, 0..<noisy.count, weights: space.start, size: 1)
    #expect(noisy.allSatisfy { abs($0) < 1e-25 })
    var broken = [Double](repeating: 0, count: space.count)
    broken[5] = 1e-6
    let before = broken
    symmetry.clean(&broken, 0..<broken.count, weights: space.start, size: 1)
    #expect(broken == before)
    // Weights that have left the symmetric subspace void the premise.
    var weights = space.start
    weights[7] = 1e-3
    var untouched = noisy
    untouched[5] = 1e-14
    let kept = untouched
    symmetry.clean(&untouched, 0..<untouched.count, weights: weights, size: 1)
    #expect(untouched == kept)
  }

  @Test("a network that is not equivariant is found out in spite of the guard")
  func brokenNetwork() {
    let cubic = TestCell.perovskite(.identity)
    // One titanium moved along x in the network's geometry only: the operations no longer fit.
    var shifted = cubic
    let titanium = cubic.atoms.firstIndex { $0.primitiveAtom == 1 } ?? 0
    shifted.atoms[titanium].position += Vector3(0.01, 0, 0)
    shifted.operations = [cubic.operations[0]]
    let geometry = SymmetrisedGeometry(shifted)
    let space = DistortionSpace(cubic, occupancyLength: 1) { _, _ in false }
    let weightSpace = RelaxedWeightSpace(stars: PlaneWaveStar.first(2, of: cubic))
    let network = RelaxedNetwork(
      geometry: geometry, graph: NeighbourGraph(geometry), layers: 2,
      weightSpace: weightSpace, space: space)
    let actions = cubic.operations.map { WeightAction($0, on: weightSpace) }
    let target = TestSweep.polar(cubic, 1, along: Vector3(0, 0, 1))
    let group = cubic.stabiliser(of: target)
    let objective = SweepObjective(
      network: network, targets: [space.symmetryBreaking(space.coordinates(of: target))],
      rowWeights: [[Double](repeating: 1, count: space.count)],
      guards: [SymmetryGuard(group, actions: actions, space: weightSpace)])
    var generator = SplitMix64(seed: 1)
    let start = network.parameters.random(&generator) + weightSpace.start
    let result = LimitedMemoryMinimiser(rule: StoppingRule(goal: 1e-6, iterationLimit: 20))
      .minimise({ objective($0, gradient: &$1) }, from: start, progress: { _, _ in })
    let kept = weightSpace.stabiliser(
      of: Array(result.parameters[objective.relaxedRange(0)]), in: actions, tolerance: 1e-6,
      floor: 1e-9)
    #expect(Set(kept).isStrictSubset(of: Set(group)))
  }
}
