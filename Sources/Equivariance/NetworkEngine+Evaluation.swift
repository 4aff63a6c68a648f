// Samples in chunks over the threads, and the threads together on those chunks that are too few for
// all of them.

extension NetworkEngine {
  typealias Output = ModulatedNetwork.Output
  typealias Loss = PreparedNetwork.Loss

  /// The number of slots for gradients: enough for even shares of a few threads, few enough to add.
  private static var slotLimit: Int { 8 }

  /// The outputs of all samples.
  func outputs(_ weights: [Double], _ relaxed: [[Double]], threads: Int) -> [Output] {
    pool.withTables(self) { tables in
      prepare(tables, weights, Team(count: threads))
      let chunks = (relaxed.count + 3) / 4
      let results = Results<[Output]>(chunks)
      run(chunks, threads) { chunk, work, team in
        let samples = (4 * chunk)..<min(4 * chunk + 4, relaxed.count)
        load(relaxed, samples, work)
        forward(work, tables, team)
        results[chunk] = samples.map { self.output(of: $0 - samples.lowerBound, work) }
      }
      return results.values.flatMap { $0 ?? [] }
    }
  }

  /// The loss summed over the samples and its gradients.
  func evaluate(
    _ weights: [Double], _ relaxed: [[Double]], threads: Int, loss: Loss
  ) -> PreparedNetwork.Evaluation {
    let chunks = (relaxed.count + 3) / 4
    let slotCount = max(min(chunks, Self.slotLimit), 1)
    return pool.withTables(self) { tables in
      pool.withSlots(slotCount, self) { slots in
        prepare(tables, weights, Team(count: threads))
        for slot in slots { slot.clear() }
        typealias Sample = (loss: Double, output: Output, relaxed: [Double])
        let results = Results<[Sample]>(chunks)
        run(slotCount, threads) { slot, work, team in
          for chunk in stride(from: slot, to: chunks, by: slotCount) {
            let samples = (4 * chunk)..<min(4 * chunk + 4, relaxed.count)
            load(relaxed, samples, work)
            forward(work, tables, team)
            work.outputGradient.clear()
            let evaluated = samples.map { sample in
              let output = self.output(of: sample - samples.lowerBound, work)
              let value = loss(sample, output)
              setCotangent(value.cotangent, sample - samples.lowerBound, work)
              return (value.loss, output)
            }
            backward(work, tables, slots[slot], team)
            results[chunk] = zip(samples, evaluated).map { sample, value in
              (value.0, value.1, relaxedGradient(of: sample - samples.lowerBound, work))
            }
          }
        }
        for slot in slots.dropFirst() { slots[0].add(slot) }
        let gradient = pool.withWorkspace(self) {
          collect(slots[0], tables, $0, weights, Team(count: threads))
        }
        let samples = results.values.flatMap { $0 ?? [] }
        return PreparedNetwork.Evaluation(
          loss: samples.reduce(0) { $0 + $1.loss }, outputs: samples.map(\.output),
          weights: gradient, relaxed: samples.map(\.relaxed))
      }
    }
  }

  /// Runs tasks on some threads: as many tasks side by side as fill all threads, each with a
  /// workspace of its own, and the rest one after another with all threads on each.
  private func run(
    _ count: Int, _ threads: Int, _ task: (Int, NetworkWorkspace<Scalar>, Team) -> Void
  ) {
    let workers = max(threads, 1)
    let team = Team(count: workers)
    let whole = workers > 1 ? count / workers * workers : 0
    team.perform(min(workers, whole)) { worker in
      pool.withWorkspace(self) { work in
        for index in stride(from: worker, to: whole, by: workers) { task(index, work, .single) }
      }
    }
    guard whole < count else { return }
    pool.withWorkspace(self) { work in
      for index in whole..<count { task(index, work, team) }
    }
  }

  // MARK: - Samples

  private func load(
    _ relaxed: [[Double]], _ samples: Range<Int>, _ work: NetworkWorkspace<Scalar>
  ) {
    work.relaxed.clear()
    for sample in samples {
      let place = work.relaxed.pointer + (sample - samples.lowerBound)
      for (index, value) in relaxed[sample].enumerated() { place[4 * index] = Scalar(value) }
    }
  }

  private func relaxedGradient(of lane: Int, _ work: NetworkWorkspace<Scalar>) -> [Double] {
    (0..<network.relaxedCount).map { Double(work.relaxedGradient.pointer[4 * $0 + lane]) }
  }

  private func output(of lane: Int, _ work: NetworkWorkspace<Scalar>) -> Output {
    let width = network.nodeOutput.dimension
    var nodes = [Double](repeating: 0, count: nodeCount * width)
    var mean = [Double](repeating: 0, count: network.meanOutput.dimension)
    for (place, node) in order.enumerated() {
      let row = work.output.pointer + place * output.size + lane
      var next = node * width
      forEachComponent(outputBlocks.nodes) {
        nodes[next] = Double(row[$0])
        next += 1
      }
      next = 0
      forEachComponent(outputBlocks.mean) {
        mean[next] += Double(row[$0])
        next += 1
      }
    }
    return Output(nodes: nodes, mean: mean.map { $0 / Double(max(nodeCount, 1)) })
  }

  private func setCotangent(_ cotangent: Output, _ lane: Int, _ work: NetworkWorkspace<Scalar>) {
    let width = network.nodeOutput.dimension
    precondition(
      cotangent.nodes.count == nodeCount * width
        && cotangent.mean.count == network.meanOutput.dimension,
      "the output has \(nodeCount * width) components at nodes and "
        + "\(network.meanOutput.dimension) of the mean, found \(cotangent.nodes.count) and "
        + "\(cotangent.mean.count) cotangents")
    for (place, node) in order.enumerated() {
      let row = work.outputGradient.pointer + place * output.size + lane
      var next = node * width
      forEachComponent(outputBlocks.nodes) {
        row[$0] = Scalar(cotangent.nodes[next])
        next += 1
      }
      next = 0
      forEachComponent(outputBlocks.mean) {
        row[$0] = Scalar(cotangent.mean[next] / Double(nodeCount))
        next += 1
      }
    }
  }

  /// The places of the components in the order of the irreps: copies slow, components fast.
  private func forEachComponent(_ blocks: [SampleLayout.Block], _ visit: (Int) -> Void) {
    for block in blocks {
      for channel in block.slots.indices {
        for component in 0..<block.irrep.dimension { visit(block.place(channel, component)) }
      }
    }
  }
}

/// Results of tasks that run side by side, each written once.
private final class Results<Value>: @unchecked Sendable {
  private let pointer: UnsafeMutablePointer<Value?>
  private let count: Int

  init(_ count: Int) {
    self.count = count
    pointer = .allocate(capacity: count)
    pointer.initialize(repeating: nil, count: count)
  }

  deinit {
    pointer.deinitialize(count: count)
    pointer.deallocate()
  }

  subscript(index: Int) -> Value? {
    get { pointer[index] }
    set { pointer[index] = newValue }
  }

  var values: [Value?] { (0..<count).map { pointer[$0] } }
}
