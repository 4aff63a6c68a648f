import PhaseFitNumerics
import PhaseFitSymmetry
import Testing

@testable import PhaseFitRelaxedModel

@Suite struct ModelPartsTests {
  @Test("there are 30 message paths and 60 relaxation paths")
  func paths() {
    #expect(MessagePath.all.count == 30)
    #expect(RelaxationTerm.pathCount == 60)
  }

  @Test("the graph of a perovskite has its coordination numbers")
  func coordination() {
    let graph = NeighbourGraph(SymmetrisedGeometry(TestCell.perovskite(.identity)))
    // Species in the order of the sites: Sr, Ti, O.
    let degrees = graph.shells.map { [$0.target, $0.source, $0.degree] }
    for expected in [
      [0, 1, 8], [0, 2, 12], [1, 0, 8], [1, 2, 6], [2, 0, 4], [2, 1, 2], [2, 2, 8], [0, 0, 6],
      [1, 1, 6],
    ] {
      #expect(degrees.contains(expected))
    }
    #expect(degrees.count == 9)
    #expect(graph.sources.count == 26 + 20 + 3 * 14)
    #expect(abs(graph.cutoff - 3.905) < 1e-12)
  }

  @Test("stars are closed, start with Γ, grow in length and know their place in the zone")
  func stars() {
    let cell = TestCell.perovskite(TestCell.evenVectors)
    let stars = PlaneWaveStar.first(12, of: cell)
    #expect(stars[0].indices == [SIMD3()] && stars[0].zoneStar == 0)
    #expect(stars.count == 12)
    #expect(zip(stars, stars.dropFirst()).allSatisfy { $0.length <= $1.length + 1e-9 })
    // ±(½ ½ ½) with all signs: four pairs at √3/2 of the reciprocal edge.
    #expect(stars[1].indices.count == 4 && stars[1].zoneStar == 1)
    #expect(abs(stars[1].length - 0.75.squareRoot() / 3.905) < 1e-12)
    #expect(stars[2].zoneStar == 0 && abs(stars[2].length - 1 / 3.905) < 1e-12)
    for star in stars {
      for operation in cell.operations {
        let inverse = operation.rotation.integerInverse ?? .identity
        for index in star.indices {
          #expect(star.indices.contains(PlaneWaveStar.canonical(rowProduct(index, inverse))))
        }
      }
    }
  }

  @Test("coordinates given to four digits are made symmetric")
  func geometry() {
    var cell = TestCell.sodiumNitrate()
    for index in cell.atoms.indices {
      cell.atoms[index].position = (1e4 * cell.atoms[index].position).rounded(.down) / 1e4
    }
    let geometry = SymmetrisedGeometry(cell)
    for operation in cell.operations {
      for (source, target) in operation.permutation.enumerated() {
        let image = operation.rotation.real * geometry.fractional[source] + operation.translation
        #expect(length(TestCell.centred(image - geometry.fractional[target])) < 1e-13)
      }
    }
    for (before, after) in zip(cell.atoms, geometry.fractional) {
      #expect(length(before.position - after) < 2e-4)
    }
  }

  @Test("L-BFGS finds the minimum of Rosenbrock's valley")
  func limitedMemory() {
    let result = LimitedMemoryMinimiser(rule: StoppingRule(goal: 1e-16, iterationLimit: 200))
      .minimise(rosenbrock, from: [-1.2, 1], progress: { _, _ in })
    #expect(result.outcome == .reached)
    #expect(abs(result.parameters[0] - 1) < 1e-7 && abs(result.parameters[1] - 1) < 1e-7)
    #expect(zip(result.losses, result.losses.dropFirst()).allSatisfy { $0 > $1 })
  }

  @Test("a minimisation that cannot reach its goal is stalled, not converged")
  func stalled() {
    let bowl: Objective = { point, gradient in
      gradient = point.map { 2 * $0 }
      return 1 + inner(point, point)
    }
    let rule = StoppingRule(goal: 0.5, iterationLimit: 100)
    let result = LimitedMemoryMinimiser(rule: rule).minimise(
      bowl, from: [3, -2], progress: { _, _ in })
    #expect(result.outcome == .stalled)
    #expect(abs(result.loss - 1) < 1e-12)
  }

  @Test("momentum with shared second moments commutes with a rotation of a block")
  func sharedMoment() {
    // A valley that is not aligned with the axes, and the same valley turned by 30 degrees.
    let (c, s) = (0.75.squareRoot(), 0.5)
    func valley(_ turn: Bool) -> Objective {
      { point, gradient in
        let (x, y) =
          turn ? (c * point[0] + s * point[1], c * point[1] - s * point[0]) : (point[0], point[1])
        let (u, v) = (2 * (x - 1), 20 * (y - 0.5))
        gradient = turn ? [c * u - s * v, s * u + c * v] : [u, v]
        return (x - 1) * (x - 1) + 10 * (y - 0.5) * (y - 0.5)
      }
    }
    func end(_ groups: [Int], turn: Bool) -> (Double, Double) {
      let minimiser = MomentumMinimiser(
        rule: StoppingRule(goal: 0, iterationLimit: 10), stepSize: 0.05, groups: groups)
      let point = minimiser.minimise(valley(turn), from: [0, 0], progress: { _, _ in }).parameters
      return turn
        ? (c * point[0] + s * point[1], c * point[1] - s * point[0]) : (point[0], point[1])
    }
    let (straight, turned) = (end([0, 0], turn: false), end([0, 0], turn: true))
    #expect(abs(straight.0 - turned.0) < 1e-12 && abs(straight.1 - turned.1) < 1e-12)
    let (single, singleTurned) = (end([0, 1], turn: false), end([0, 1], turn: true))
    #expect(abs(single.0 - singleTurned.0) > 1e-3)
  }

  private let rosenbrock: Objective = { point, gradient in
    let (x, y) = (point[0], point[1])
    gradient = [-400 * x * (y - x * x) - 2 * (1 - x), 200 * (y - x * x)]
    return 100 * (y - x * x) * (y - x * x) + (1 - x) * (1 - x)
  }
}
