// The memory of the prepared network: what one chunk of samples needs, and what gradients need.

internal import Synchronization

/// The tables made of one set of weights, and the part of the network that all samples share.
final class NetworkTables<Scalar: KernelScalar>: Sendable {
  let linear: SampleBuffer<Scalar>
  let product: SampleBuffer<Scalar>
  let radial: [SampleBuffer<Scalar>]
  let features: SampleBuffer<Scalar>
  let mixed: SampleBuffer<Scalar>
  let messages: SampleBuffer<Scalar>
  let coupled: SampleBuffer<Scalar>
  let rows: SampleBuffer<Scalar>

  init(_ engine: NetworkEngine<Scalar>) {
    let (nodes, first) = (engine.nodeCount, engine.layers[0])
    linear = SampleBuffer(engine.tableSize)
    product = SampleBuffer(engine.productSize)
    radial = engine.layers.map { SampleBuffer($0.convolution.weightSize) }
    features = SampleBuffer(nodes * first.input.size)
    mixed = SampleBuffer(nodes * first.input.size)
    messages = SampleBuffer(nodes * first.messages.size)
    coupled = SampleBuffer(first.convolution.coupledSize)
    rows = SampleBuffer(nodes * first.rowSize)
  }
}

/// What one chunk of samples needs on its way forward and back.
final class NetworkWorkspace<Scalar: KernelScalar>: Sendable {
  /// What is kept of one layer for the way back.
  struct Layer: Sendable {
    var features: SampleBuffer<Scalar>
    var messages: SampleBuffer<Scalar>
    var coupled: SampleBuffer<Scalar>
    /// The input of the gate and the factor of the product, node after node.
    var rows: SampleBuffer<Scalar>
    /// The factor of the modulated nodes times their modulations.
    var modulated: SampleBuffer<Scalar>
    var tensors: SampleBuffer<Scalar>
    var matrices: SampleBuffer<Scalar>
  }
  let layers: [Layer]
  let last: SampleBuffer<Scalar>
  let mixed: SampleBuffer<Scalar>
  let output: SampleBuffer<Scalar>
  let outputGradient: SampleBuffer<Scalar>
  let featureGradients: [SampleBuffer<Scalar>]
  let mixedGradient: SampleBuffer<Scalar>
  let messageGradient: SampleBuffer<Scalar>
  let rowGradient: SampleBuffer<Scalar>
  let modulatedGradient: SampleBuffer<Scalar>
  let transposed: SampleBuffer<Scalar>
  let matrixGradient: SampleBuffer<Scalar>
  let scratch: SampleBuffer<Scalar>
  let relaxed: SampleBuffer<Scalar>
  let relaxedGradient: SampleBuffer<Scalar>

  init(_ engine: NetworkEngine<Scalar>) {
    let nodes = engine.nodeCount
    func largest(_ size: (NetworkEngine<Scalar>.Layer) -> Int) -> SampleBuffer<Scalar> {
      SampleBuffer(engine.layers.map(size).max() ?? 0)
    }
    func modulated(_ layer: NetworkEngine<Scalar>.Layer) -> Int {
      engine.modulatedCount * engine.network.copyCount * layer.factorSize
    }
    layers = engine.layers.enumerated().map { index, layer in
      // The first layer's features are shared by all samples.
      let own = index == 0 ? 0 : 1
      return Layer(
        features: SampleBuffer(own * nodes * layer.input.size),
        messages: SampleBuffer(own * nodes * layer.messages.size),
        coupled: SampleBuffer(own * layer.convolution.coupledSize),
        rows: SampleBuffer(nodes * layer.rowSize), modulated: SampleBuffer(modulated(layer)),
        tensors: SampleBuffer(layer.product.coupledSize),
        matrices: SampleBuffer(layer.product.matrixSize))
    }
    let width = nodes * engine.hidden.size
    last = SampleBuffer(width)
    mixed = SampleBuffer(width)
    output = SampleBuffer(nodes * engine.output.size)
    outputGradient = SampleBuffer(nodes * engine.output.size)
    featureGradients = [SampleBuffer(width), SampleBuffer(width)]
    mixedGradient = SampleBuffer(width)
    messageGradient = largest { nodes * $0.messages.size }
    rowGradient = largest { nodes * $0.rowSize }
    modulatedGradient = largest(modulated)
    transposed = largest { $0.product.matrixSize }
    matrixGradient = largest { $0.product.matrixSize }
    scratch = largest { $0.product.scratchSize }
    relaxed = SampleBuffer(4 * engine.network.relaxedCount)
    relaxedGradient = SampleBuffer(4 * engine.network.relaxedCount)
  }
}

/// Gradients that several chunks add to.
final class NetworkSlot<Scalar: KernelScalar>: Sendable {
  let linear: SampleBuffer<Scalar>
  let product: SampleBuffer<Scalar>
  let radial: [SampleBuffer<Scalar>]
  /// In what the samples share: gate input and factor of the first layer.
  let rows: SampleBuffer<Scalar>

  init(_ engine: NetworkEngine<Scalar>) {
    linear = SampleBuffer(engine.gradientSize)
    product = SampleBuffer(engine.productSize)
    radial = engine.layers.map { SampleBuffer($0.convolution.weightSize) }
    rows = SampleBuffer(engine.nodeCount * engine.layers[0].rowSize)
  }

  func clear() {
    for buffer in [linear, product, rows] + radial { buffer.clear() }
  }

  func add(_ other: NetworkSlot) {
    linear.add(other.linear)
    product.add(other.product)
    rows.add(other.rows)
    for (one, two) in zip(radial, other.radial) { one.add(two) }
  }
}

/// Memory that is used again from call to call.
final class WorkspacePool<Scalar: KernelScalar>: Sendable {
  private struct Stock {
    var tables: [NetworkTables<Scalar>] = []
    var workspaces: [NetworkWorkspace<Scalar>] = []
    var slots: [NetworkSlot<Scalar>] = []
  }
  private let stock = Mutex(Stock())

  func withTables<Result>(
    _ engine: NetworkEngine<Scalar>, _ work: (NetworkTables<Scalar>) -> Result
  ) -> Result {
    let tables = stock.withLock { $0.tables.popLast() } ?? NetworkTables(engine)
    defer { stock.withLock { $0.tables.append(tables) } }
    return work(tables)
  }

  func withWorkspace<Result>(
    _ engine: NetworkEngine<Scalar>, _ work: (NetworkWorkspace<Scalar>) -> Result
  ) -> Result {
    let workspace = stock.withLock { $0.workspaces.popLast() } ?? NetworkWorkspace(engine)
    defer { stock.withLock { $0.workspaces.append(workspace) } }
    return work(workspace)
  }

  func withSlots<Result>(
    _ count: Int, _ engine: NetworkEngine<Scalar>, _ work: ([NetworkSlot<Scalar>]) -> Result
  ) -> Result {
    let slots = (0..<count).map { _ in
      stock.withLock { $0.slots.popLast() } ?? NetworkSlot(engine)
    }
    defer { stock.withLock { $0.slots += slots } }
    return work(slots)
  }
}
