// The convolution over the edges of a graph whose geometry is fixed.
//
// Everything that depends on the geometry alone is prepared: harmonics of the edges, edges ordered
// by node and by shell (the edges into one node that share a length), the distinct lengths with
// their radial functions, and the sparse couplings with all scale factors. The radial network is
// evaluated once for each distinct length, and its weights multiply a shell, not an edge.

internal import CKernels
import PhaseFitNumerics

/// A convolution on one graph, prepared.
struct PreparedConvolution<Scalar: KernelScalar>: @unchecked Sendable {
  private(set) var plan: PFConvolution
  private let memory: PlanMemory
  /// The radial functions of every distinct length, length after length.
  let radials: [Double]
  let radiusCount: Int
  let network: FullyConnectedNetwork
  /// Where the weights of every path lie in a row: first weight of the network and place.
  private let segments: [(weight: Int, count: Int, place: Int)]
  let shellCount: Int

  /// Numbers of weights for all lengths.
  var weightSize: Int { radiusCount * Int(plan.weightStride) }
  /// Numbers of coupled features.
  var coupledSize: Int { shellCount * Int(plan.coupledStride) }

  /// Prepares a convolution.
  ///
  /// - Parameters:
  ///   - convolution: the convolution; its product is sorted by irrep.
  ///   - graph: the edges.
  ///   - input: the layout of the input.
  ///   - output: the layout of the messages.
  init(
    _ convolution: GraphConvolution, on graph: EdgeGraph, from input: SampleLayout,
    to output: SampleLayout
  ) {
    let memory = PlanMemory()
    self.memory = memory
    network = convolution.radialNetwork
    let shells = EdgeShells(graph)
    radiusCount = shells.radii.count
    shellCount = shells.radiusOfShell.count
    radials = shells.radii.flatMap { convolution.passing.radialEmbedding($0) }
    let coupling = MessageCoupling(
      convolution.message, factor: 1 / convolution.passing.neighbourCount.squareRoot(),
      from: input, to: output)
    segments = coupling.segments
    let width = SampleLayout.padded(convolution.harmonics.irreps.dimension) + 12
    let stride = width / 16 * 16
    var harmonics: [Double] = []
    for index in shells.edges {
      let values = convolution.harmonics(graph.edges[index].vector)
      harmonics += values + [Double](repeating: 0, count: stride - values.count)
    }
    plan = PFConvolution(
      blocks: memory.integers(coupling.blocks), blockCount: Int64(coupling.blocks.count / 7),
      paths: memory.integers(coupling.paths), rowStarts: memory.integers(coupling.rowStarts),
      termSources: memory.integers(coupling.termSources),
      termValues: memory.numbers(coupling.termValues, as: Scalar.self),
      sourceStarts: memory.integers(coupling.sourceStarts),
      sourceRows: memory.integers(coupling.sourceRows),
      sourceValues: memory.numbers(coupling.sourceValues, as: Scalar.self),
      shellStarts: memory.integers(shells.shellStarts),
      edgeStarts: memory.integers(shells.edgeStarts),
      shellRadii: memory.integers(shells.radiusOfShell),
      edgeSources: memory.integers(shells.edges.map { graph.edges[$0].source }),
      edgeHarmonics: memory.integers(Array(shells.edges.indices)),
      harmonics: memory.numbers(harmonics, as: Scalar.self), harmonicStride: Int64(stride),
      inputStride: Int64(input.size), resultStride: Int64(output.size),
      weightStride: Int64(coupling.weightSize), coupledStride: Int64(coupling.coupledSize),
      nodeCount: Int64(graph.nodeCount))
  }

  /// Writes the weights of every length, as the network gives them, into a table.
  func expand(_ weights: [Double], into table: UnsafeMutablePointer<Scalar>) {
    let width = network.widths.last ?? 0
    for radius in 0..<radiusCount {
      for segment in segments {
        let row = table + radius * Int(plan.weightStride) + segment.place
        for copy in 0..<segment.count {
          let value = Scalar(weights[radius * width + segment.weight + copy])
          for sample in 0..<4 { row[4 * copy + sample] = value }
        }
      }
    }
  }

  /// The gradient in the weights of every length from the table of gradients.
  func collect(_ table: UnsafePointer<Scalar>) -> [Double] {
    let width = network.widths.last ?? 0
    var result = [Double](repeating: 0, count: radiusCount * width)
    for radius in 0..<radiusCount {
      for segment in segments {
        let row = table + radius * Int(plan.weightStride) + segment.place
        for copy in 0..<segment.count {
          let place = row + 4 * copy
          result[radius * width + segment.weight + copy] =
            (Double(place[0]) + Double(place[1])) + (Double(place[2]) + Double(place[3]))
        }
      }
    }
    return result
  }

  /// The messages into nodes, written over what was there, and the coupled features.
  func apply(
    to nodes: Range<Int>, _ input: UnsafePointer<Scalar>, weights: UnsafePointer<Scalar>,
    into result: UnsafeMutablePointer<Scalar>, coupled: UnsafeMutablePointer<Scalar>
  ) {
    var plan = plan
    Scalar.convolve(&plan, nodes, input, weights: weights, into: result, coupled: coupled)
  }

  /// Adds to the gradients in the input and in the weights of every length.
  func pullBack(
    weights: UnsafePointer<Scalar>, cotangent: UnsafePointer<Scalar>,
    coupled: UnsafePointer<Scalar>, input: UnsafeMutablePointer<Scalar>,
    weightGradient: UnsafeMutablePointer<Scalar>, _ team: Team
  ) {
    team.perform(Int(plan.blockCount)) { block in
      var plan = plan
      Scalar.convolveBack(
        &plan, block..<(block + 1), weights: weights, cotangent: cotangent, coupled: coupled,
        input: input, weightGradient: weightGradient)
    }
  }
}

/// The edges of a graph ordered by destination and shell.
struct EdgeShells: Sendable {
  /// The distinct lengths, ascending.
  private(set) var radii: [Double] = []
  /// The edges in their new order.
  private(set) var edges: [Int] = []
  /// The first shell of every node and the first edge of every shell, with the ends.
  private(set) var shellStarts: [Int] = [0]
  private(set) var edgeStarts: [Int] = [0]
  private(set) var radiusOfShell: [Int] = []

  /// Lengths of symmetry-equal edges differ by the rounding of positions, about 1e-15 of the size
  /// of the cell; radial functions change by as little over this part of a length.
  private static let rounding = 1e-13

  init(_ graph: EdgeGraph) {
    let lengths = graph.edges.map { length($0.vector) }
    let order = lengths.indices.sorted { (lengths[$0], $0) < (lengths[$1], $1) }
    var radiusOfEdge = [Int](repeating: 0, count: lengths.count)
    var last = -Double.infinity
    for edge in order {
      if !(lengths[edge] - last <= Self.rounding * lengths[edge]) { radii.append(lengths[edge]) }
      last = lengths[edge]
      radiusOfEdge[edge] = radii.count - 1
    }
    var incoming = [[Int]](repeating: [], count: graph.nodeCount)
    for (index, edge) in graph.edges.enumerated() { incoming[edge.destination].append(index) }
    for node in incoming {
      let sorted = node.sorted { (radiusOfEdge[$0], $0) < (radiusOfEdge[$1], $1) }
      for (place, edge) in sorted.enumerated() {
        if place > 0 && radiusOfEdge[sorted[place - 1]] != radiusOfEdge[edge] {
          edgeStarts.append(edges.count)
          radiusOfShell.append(radiusOfEdge[edge])
        } else if place == 0 {
          if !edges.isEmpty { edgeStarts.append(edges.count) }
          radiusOfShell.append(radiusOfEdge[edge])
        }
        edges.append(edge)
      }
      shellStarts.append(radiusOfShell.count)
    }
    if !edges.isEmpty { edgeStarts.append(edges.count) }
  }
}

/// The sparse couplings of a message in the order in which the kernel reads them.
private struct MessageCoupling {
  var blocks: [Int] = []
  var paths: [Int] = []
  var rowStarts: [Int] = [0]
  var termSources: [Int] = []
  var termValues: [Double] = []
  var sourceStarts: [Int] = [0]
  var sourceRows: [Int] = []
  var sourceValues: [Double] = []
  var segments: [(weight: Int, count: Int, place: Int)] = []
  var weightSize = 0
  var coupledSize = 0

  /// The largest number of components times harmonics that the kernel has room for.
  private static let room = 1024

  init(
    _ message: TensorProduct, factor: Double, from input: SampleLayout, to output: SampleLayout
  ) {
    let places = Self.places(message, output)
    for (index, block) in message.first.blocks.enumerated() {
      guard let source = input[block.irrep] else { continue }
      let own = message.paths.indices.filter { message.paths[$0].first == index }
      let degree =
        own.map { message.second.blocks[message.paths[$0].second].irrep.degree }.max() ?? 0
      let harmonicCount = (degree + 1) * (degree + 1)
      precondition(
        block.irrep.dimension * harmonicCount <= Self.room,
        "\(block.irrep) meets harmonics to degree \(degree), more than the kernel has room for")
      blocks += [
        block.irrep.dimension, source.rowStride, source.offset, harmonicCount, paths.count / 5,
        paths.count / 5 + own.count, sourceStarts.count - 1,
      ]
      append(message, own, source, harmonicCount, factor, places)
    }
  }

  /// The place of the first number and the stride between components of every block of the product.
  private static func places(
    _ message: TensorProduct, _ output: SampleLayout
  ) -> [(offset: Int, stride: Int)] {
    var channels: [Irrep: Int] = [:]
    return message.product.blocks.map { block in
      let channel = channels[block.irrep, default: 0]
      channels[block.irrep] = channel + block.multiplicity
      guard let target = output[block.irrep] else { return (0, 0) }
      return (target.place(channel, 0), target.rowStride)
    }
  }

  private mutating func append(
    _ message: TensorProduct, _ own: [Int], _ source: SampleLayout.Block, _ harmonicCount: Int,
    _ factor: Double, _ places: [(offset: Int, stride: Int)]
  ) {
    var rows = 0
    var transposed = [[(row: Int, value: Double)]](
      repeating: [], count: source.irrep.dimension * harmonicCount)
    for index in own {
      let (path, route) = (message.paths[index], message.routes[index])
      let start = message.second.blocks[path.second].irrep.degree
      let place = places[path.product]
      paths += [route.dimension, place.offset, place.stride, weightSize, rowStarts.count - 1]
      segments.append((route.meetings.first?.weight ?? 0, route.meetings.count, weightSize))
      weightSize += source.rowStride
      for component in 0..<route.dimension {
        for term in route.terms where term.product == component {
          let element = term.first * harmonicCount + start * start + term.second
          termSources.append(element)
          termValues.append(factor * term.value)
          transposed[element].append((rows + component, factor * term.value))
        }
        rowStarts.append(termSources.count)
      }
      rows += route.dimension
      coupledSize += route.dimension * source.rowStride
    }
    precondition(rows <= Self.room, "\(source.irrep) has more paths than the kernel has room for")
    for terms in transposed {
      sourceRows += terms.map(\.row)
      sourceValues += terms.map(\.value)
      sourceStarts.append(sourceRows.count)
    }
  }
}
