import PhaseFitEquivariance
import PhaseFitNumerics
import Testing

/// Equivariance of whole networks: layer by layer and prepared.
@Suite struct PreparedNetworkSymmetryTests {
  /// A crystal of four atoms without symmetry.
  struct Crystal {
    var positions: [Vector3]
    var lattice: Matrix3
    var species: [Int]
    var waves: [Vector3]

    func structure() throws -> ModulatedStructure {
      try ModulatedStructure(
        crystalAt: positions, lattice: lattice, species: species, cutoff: 3.1, waves: waves)
    }
  }

  let network: ModulatedNetwork
  let crystal: Crystal
  let weights: [Double]
  let relaxed: [Double]

  init() throws {
    var size = ModulatedNetwork.Size(
      hidden: try Irreps(parsing: "3x0e+2x0o+2x1o+1e+2e+2x2o"),
      relaxed: try Irreps(parsing: "0e+1o+1e+2e+3o"))
    size.harmonicDegree = 2
    size.radialWidth = 5
    let basis = RadialBasis(.bessel, on: 0...3.1, count: 4, hasCutoff: false)
    let envelope = SmoothCutoff(.polynomial(order: 6), radius: 3.1)
    network = ModulatedNetwork(
      size, speciesCount: 2, radialEmbedding: .enveloped(basis, envelope), neighbourCount: 9)
    var generator = SplitMix64(seed: 311)
    let lattice = Matrix3(
      columns: Vector3(3.1, 0, 0.3), Vector3(0.8, 3.4, 0), Vector3(0.1, -0.5, 3.6))
    let sites = [
      Vector3(0, 0, 0), Vector3(0.5, 0.45, 0.1), Vector3(0.4, 0.1, 0.5), Vector3(0.1, 0.6, 0.6),
    ]
    crystal = Crystal(
      positions: zip(sites, normalVectors(4, &generator)).map { lattice * ($0 + 0.03 * $1) },
      lattice: lattice, species: [0, 1, 1, 0], waves: [Vector3(0.5, 0, 0.5)])
    weights = normals(network.weightCount, &generator)
    relaxed = zip(network.relaxedStart, normals(network.relaxedCount, &generator)).map {
      $0 + 0.3 * $1
    }
  }

  /// Outputs by the layers one after another and by the prepared network.
  func outputs(
    _ crystal: Crystal, _ relaxed: [Double]
  ) throws -> [ModulatedNetwork.Output] {
    let structure = try crystal.structure()
    let plain = network(structure, weights: weights, relaxed: relaxed)
    let prepared = try PreparedNetwork(network, on: structure).outputs(
      weights: weights, relaxed: [relaxed])
    #expect(deviation(prepared[0].nodes, plain.nodes) < 1e-12)
    return [plain] + prepared
  }

  func rotated(_ relaxed: [Double], _ matrices: IrrepMatrices) -> [Double] {
    network.relaxed.transform(relaxed, by: matrices)
  }

  @Test("rotations and inversions act on outputs as on the crystal", arguments: [false, true])
  func rotations(improper: Bool) throws {
    var generator = SplitMix64(seed: 312)
    let before = try outputs(crystal, relaxed)
    let rotation = randomOrthogonal(&generator, improper: improper)
    let matrices = IrrepMatrices(at: rotation, upTo: 3)
    var moved = crystal
    moved.positions = crystal.positions.map { rotation * $0 }
    moved.lattice = rotation * crystal.lattice
    for (one, two) in zip(before, try outputs(moved, rotated(relaxed, matrices))) {
      #expect(
        deviation(two.nodes, network.nodeOutput.transform(one.nodes, by: matrices)) < 1e-10)
      #expect(deviation(two.mean, network.meanOutput.transform(one.mean, by: matrices)) < 1e-10)
      #expect(one.nodes.contains { abs($0) > 1e-2 })
    }
    // The relaxed weights count: left as they are, the network keeps no rotation.
    let unturned = try outputs(moved, relaxed)[0]
    let expected = network.nodeOutput.transform(before[0].nodes, by: matrices)
    #expect(deviation(unturned.nodes, expected) > 1e-3)
  }

  @Test("lattice translations of the origin turn the waves, permutations permute the outputs")
  func translations() throws {
    let before = try outputs(crystal, relaxed)
    // A lattice vector along which the wave changes its sign.
    var moved = crystal
    moved.positions = crystal.positions.map { $0 + crystal.lattice[column: 0] }
    let half = network.relaxed.dimension
    let turned = relaxed[..<half] + relaxed[half...].map { -$0 }
    for (one, two) in zip(before, try outputs(moved, Array(turned))) {
      #expect(deviation(two.nodes, one.nodes) < 1e-10)
    }
    // Any vector, where there is no wave.
    let uniform = relaxed[..<half] + [Double](repeating: 0, count: half)
    var shifted = crystal
    shifted.positions = crystal.positions.map { $0 + Vector3(0.37, -8, 2.2) }
    let origin = try outputs(crystal, Array(uniform))
    for (one, two) in zip(origin, try outputs(shifted, Array(uniform))) {
      #expect(deviation(two.nodes, one.nodes) < 1e-10)
    }
    var permuted = crystal
    let order = [2, 0, 3, 1]
    permuted.positions = order.map { crystal.positions[$0] }
    permuted.species = order.map { crystal.species[$0] }
    for (one, two) in zip(before, try outputs(permuted, relaxed)) {
      #expect(
        deviation(two.nodes, order.flatMap { one.nodes[(3 * $0)..<(3 * $0 + 3)] }) < 1e-10)
      #expect(deviation(two.mean, one.mean) < 1e-10)
    }
  }

  @Test("the cell can be chosen freely: skewed, of the other hand, and a supercell")
  func cells() throws {
    let before = try outputs(crystal, relaxed)
    let (a, b, c) = (
      crystal.lattice[column: 0], crystal.lattice[column: 1], crystal.lattice[column: 2]
    )
    // q·(new basis vectors), by the old basis.
    var skewed = crystal
    skewed.lattice = Matrix3(columns: a + b, b - 2 * c, c)
    skewed.waves = [Vector3(0.5, -1, 0.5)]
    var left = crystal
    left.lattice = Matrix3(columns: b, a, c)
    left.waves = [Vector3(0, 0.5, 0.5)]
    for other in [skewed, left] {
      for (one, two) in zip(before, try outputs(other, relaxed)) {
        #expect(deviation(two.nodes, one.nodes) < 1e-10)
        #expect(deviation(two.mean, one.mean) < 1e-10)
      }
    }
    // The wave alternates along a: the doubled cell is its period, the doubled b repeats all.
    var doubled = crystal
    doubled.lattice = Matrix3(columns: a, 2 * b, c)
    doubled.positions += crystal.positions.map { $0 + b }
    doubled.species += crystal.species
    doubled.waves = [Vector3(0.5, 0, 0.5)]
    for (one, two) in zip(before, try outputs(doubled, relaxed)) {
      #expect(deviation(two.nodes, one.nodes + one.nodes) < 1e-10)
      #expect(deviation(two.mean, one.mean) < 1e-10)
    }
  }

  @Test("with relaxed weights at their start the network keeps every symmetry of the crystal")
  func strict() throws {
    // Rock salt: every site has inversion symmetry, so that no vector is left.
    let rockSalt = Crystal(
      positions: [Vector3.zero, Vector3(2, 0, 0)],
      lattice: Matrix3(columns: Vector3(0, 2, 2), Vector3(2, 0, 2), Vector3(2, 2, 0)),
      species: [0, 1], waves: [Vector3(0.5, 0.5, 0.5)])
    for output in try outputs(rockSalt, network.relaxedStart) {
      #expect(output.nodes.allSatisfy { abs($0) < 1e-12 })
      #expect(abs(output.mean[0]) > 1e-3)
      #expect(output.mean[1...].allSatisfy { abs($0) < 1e-12 })
    }
  }
}
