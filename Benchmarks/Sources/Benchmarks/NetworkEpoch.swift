import Foundation
import PhaseFitEquivariance
import PhaseFitNumerics

/// One epoch of training of the reference network: forward, backward and Adam on 20 temperatures.
///
/// Cubic SrTiO₃, n × n × n cells, cutoff 4.5 Å; hidden h 0e + h 0o + h/2 1o + h/2 1e + h/4 2e + h/4
/// 2o, harmonics to degree 3, radial networks 8-64-…, relaxed weights at Γ and R for every
/// temperature. Targets are the displacements of the tilt a⁰a⁰c⁻ and a strain.
struct NetworkEpoch {
  let cells: Int
  let scalars: Int
  let network: ModulatedNetwork
  let structure: ModulatedStructure
  let targets: [ModulatedNetwork.Output]

  init(cells: Int, scalars: Int, temperatures: Int = 20) throws {
    self.cells = cells
    self.scalars = scalars
    let edge = 3.905
    let (places, species) = Self.perovskite(cells: cells)
    let half = Double(cells) / 2
    structure = try ModulatedStructure(
      crystalAt: places.map { edge * $0 },
      lattice: Matrix3(diagonal: Vector3(repeating: edge * Double(cells))), species: species,
      cutoff: 4.5, waves: [Vector3(half, half, half)])
    let basis = RadialBasis(.bessel, on: 0...4.5, count: 8, hasCutoff: true)
    network = ModulatedNetwork(
      .reference(scalars: scalars), speciesCount: 3, radialEmbedding: .basis(basis),
      neighbourCount: Double(structure.graph.edges.count) / Double(places.count))
    targets = (0..<temperatures).map { index in
      let temperature = 10 + 10 * Double(index)
      // Rotations by φ about z, opposite in neighbouring cells; displacements in 0.1 Å.
      let angle = 0.0366 * max(1 - temperature / 105, 0).squareRoot()
      let nodes = zip(places, species).flatMap { place, kind -> [Double] in
        guard kind == 2 else { return [0, 0, 0] }
        let cell = place.x.rounded(.down) + place.y.rounded(.down) + place.z.rounded(.down)
        let size = (Int(cell).isMultiple(of: 2) ? 5 : -5) * angle * edge
        if place.x != place.x.rounded() { return [0, size, 0] }
        return place.y != place.y.rounded() ? [-size, 0, 0] : [0, 0, 0]
      }
      return ModulatedNetwork.Output(
        nodes: nodes, mean: [0, 0, 0, 1e3 * angle * angle, 0, 0])
    }
  }

  /// Places in units of the cubic cell, and species: Sr 0, Ti 1, O 2.
  static func perovskite(cells: Int) -> (places: [Vector3], species: [Int]) {
    let sites = [
      (1, Vector3(0, 0, 0)), (0, Vector3(0.5, 0.5, 0.5)), (2, Vector3(0.5, 0, 0)),
      (2, Vector3(0, 0.5, 0)), (2, Vector3(0, 0, 0.5)),
    ]
    var places: [Vector3] = []
    var species: [Int] = []
    for index in 0..<(cells * cells * cells) {
      let corner = Vector3(
        Double(index / cells / cells), Double(index / cells % cells), Double(index % cells))
      for (kind, site) in sites {
        places.append(corner + site)
        species.append(kind)
      }
    }
    return (places, species)
  }

  /// The state of a training.
  struct Training {
    var weights: [Double]
    var relaxed: [[Double]]
    var weightSteps: Adam
    var relaxedSteps: Adam
    var loss = Double.infinity
  }

  func start() -> Training {
    var generator = SplitMix64(seed: 1)
    let weights = (0..<network.weightCount).map { _ in
      (0..<12).reduce(-6.0) { sum, _ in sum + Double.random(in: 0..<1, using: &generator) }
    }
    let relaxed = targets.map { _ in
      network.relaxedStart.map { $0 + 0.01 * Double.random(in: -1...1, using: &generator) }
    }
    let groups = relaxed.reduce(ParameterGroups([])) { $0 + .shared($1.count) }
    return Training(
      weights: weights, relaxed: relaxed,
      weightSteps: Adam(stepSize: 5e-3, groups: .single(weights.count)),
      relaxedSteps: Adam(stepSize: 5e-3, groups: groups))
  }

  func epoch(_ training: inout Training, _ prepared: PreparedNetwork, threads: Int) throws {
    let targets = targets
    let count = Double(targets.count)
    let evaluation = try prepared.evaluate(
      weights: training.weights, relaxed: training.relaxed, threads: threads
    ) { sample, output in
      var (loss, cotangent) = (0.0, output)
      let target = targets[sample]
      let (one, two) = (
        1 / (count * Double(target.nodes.count)), 1 / (count * Double(target.mean.count))
      )
      for index in output.nodes.indices {
        let error = output.nodes[index] - target.nodes[index]
        loss += one * error * error
        cotangent.nodes[index] = 2 * one * error
      }
      for index in output.mean.indices {
        let error = output.mean[index] - target.mean[index]
        loss += two * error * error
        cotangent.mean[index] = 2 * two * error
      }
      return (loss, cotangent)
    }
    training.loss = evaluation.loss
    training.weightSteps.step(&training.weights, gradient: evaluation.weights)
    var flat = training.relaxed.flatMap { $0 }
    training.relaxedSteps.step(&flat, gradient: evaluation.relaxed.flatMap { $0 })
    let size = network.relaxedCount
    training.relaxed = training.relaxed.indices.map { Array(flat[($0 * size)..<(($0 + 1) * size)]) }
  }

  // MARK: - Count

  /// Operations of one epoch: a multiplication and an addition for every element of the couplings
  /// B = C·Y of an edge, for every weight of a linear map and of the product with the relaxed
  /// weights; the backward pass counted as two forward ones.
  ///
  /// Geometry is prepared, radial networks run for the distinct lengths, the first layer up to its
  /// product with the relaxed weights once for all temperatures.
  var operations: Double {
    let nodes = Double(structure.graph.nodeCount)
    let edges = Double(structure.graph.edges.count)
    let temperatures = Double(targets.count)
    var total = 0.0
    for (index, layer) in network.layers.enumerated() {
      let copies = index == 0 ? 1 : temperatures
      let message = layer.convolution.message
      let perEdge = message.paths.reduce(0.0) { sum, path in
        let one = message.first.blocks[path.first]
        let three = message.product.blocks[path.product].irrep.dimension
        return sum + Double(one.multiplicity * (one.irrep.dimension * three + three))
      }
      let maps = [layer.before, layer.after, layer.skip, layer.toRelaxed]
      total += copies * (edges * perEdge + nodes * maps.reduce(0) { $0 + Self.cost($1) })
      total += temperatures * nodes * Self.cost(layer.relaxedProduct)
      let widths = layer.convolution.radialNetwork.widths
      total += 15 * Double(zip(widths, widths.dropFirst()).reduce(0) { $0 + $1.0 * $1.1 })
    }
    total +=
      temperatures * nodes * (Self.cost(network.nodeReadout) + Self.cost(network.meanReadout))
    return 6 * total
  }

  private static func cost(_ map: Linear) -> Double {
    map.paths.reduce(0) { sum, path in
      let (one, two) = (map.input.blocks[path.input], map.output.blocks[path.output])
      return sum + Double(one.multiplicity * two.multiplicity * one.irrep.dimension)
    }
  }

  /// The cheaper order of weights and coupling for every path.
  private static func cost(_ product: TensorProduct) -> Double {
    product.paths.reduce(0) { sum, path in
      let (one, two, three) = (
        product.first.blocks[path.first], product.second.blocks[path.second],
        product.product.blocks[path.product]
      )
      let (u, v, w) = (one.multiplicity, two.multiplicity, three.multiplicity)
      let tensor = one.irrep.dimension * three.irrep.dimension
      return sum
        + Double(
          min(
            u * v * w * one.irrep.dimension + v * w * tensor,
            u * v * tensor + u * v * w * three.irrep.dimension))
    }
  }
}

extension Harness {
  /// Epochs of the reference network in both sizes and precisions, with one and two threads, and
  /// with one temperature only, where the threads share the nodes.
  func runNetwork() throws {
    for (cells, scalars) in [(2, 16), (4, 32)] {
      let size = "n\(5 * cells * cells * cells)-h\(scalars)"
      for precision in PreparedNetwork.Precision.allCases {
        try runNetwork("network-epoch/\(size)/\(precision)", precision) {
          try NetworkEpoch(cells: cells, scalars: scalars)
        }
      }
      try runNetwork("network-epoch/\(size)-one-temperature/single", .single) {
        try NetworkEpoch(cells: cells, scalars: scalars, temperatures: 1)
      }
    }
  }

  private func runNetwork(
    _ name: String, _ precision: PreparedNetwork.Precision, _ make: () throws -> NetworkEpoch
  ) throws {
    for threads in [1, 2] {
      let name = "\(name)/\(threads)"
      guard filter.isEmpty || name.contains(filter) else { continue }
      let epoch = try make()
      let prepared = PreparedNetwork(epoch.network, on: epoch.structure, precision: precision)
      var training = epoch.start()
      let peak = precision == .single ? ProcessorPeak.single : ProcessorPeak.double
      let floor = epoch.operations / peak
      let measured = try measure { try epoch.epoch(&training, prepared, threads: threads) }
      let time = threads == 1 ? measured.cpu : measured.wall
      let line = String(
        format: "%9.3f ms  %6.1f GFLOP/s  %.2f × the floor of %.2f ms on one core at %.0f "
          + "GFLOP/s, loss %.6f", 1e3 * time, 1e-9 * epoch.operations / time, time / floor,
        1e3 * floor, 1e-9 * peak, training.loss)
      print(name.padding(toLength: 50, withPad: " ", startingAt: 0) + line)
    }
  }
}
