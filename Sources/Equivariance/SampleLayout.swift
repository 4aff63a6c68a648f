// How the features of one node lie in memory for the kernels.
//
//     [irrep][m = −l … l][channel][4 samples]
//
// Channels are padded with zeros to multiples of 4, where a segment of channels begins that kernels
// treat as one.

/// The places of features, in numbers.
struct SampleLayout: Sendable {
  /// The samples side by side.
  static let samples = 4

  /// All channels of one irrep.
  struct Block: Sendable {
    var irrep: Irrep
    /// The place of the first number.
    var offset: Int
    /// For every channel its slot.
    var slots: [Int]
    /// The number of slots, a multiple of 4.
    var width: Int
    /// Numbers from one component to the next.
    var rowStride: Int { width * SampleLayout.samples }
    var size: Int { irrep.dimension * rowStride }

    /// The place of a component of a channel.
    func place(_ channel: Int, _ component: Int) -> Int {
      offset + component * rowStride + slots[channel] * SampleLayout.samples
    }
  }

  private(set) var blocks: [Block] = []
  private(set) var size: Int

  /// Room from a place on.
  init(from start: Int = 0) { size = start }

  /// The features of irreps that each occur in one block.
  init(_ irreps: Irreps, from start: Int = 0) {
    size = start
    for block in irreps.blocks {
      append(block.irrep, segments: [block.multiplicity])
    }
  }

  /// Appends an irrep whose channels form segments.
  mutating func append(_ irrep: Irrep, segments: [Int]) {
    var slots: [Int] = []
    var width = 0
    for count in segments {
      slots += width..<(width + count)
      width += Self.padded(count)
    }
    let block = Block(irrep: irrep, offset: size, slots: slots, width: width)
    blocks.append(block)
    size += block.size
  }

  static func padded(_ count: Int) -> Int { (count + 3) / 4 * 4 }

  subscript(irrep: Irrep) -> Block? { blocks.first { $0.irrep == irrep } }

  /// The input of a gate: even scalars, then the gates of each gated block; other irreps as written.
  init(gateOf hidden: Irreps, input: Irreps) {
    size = 0
    let gated = hidden.blocks.filter { $0.irrep.degree > 0 }
    for block in input.blocks {
      let isEven = block.irrep == Irrep(0, .even)
      let gates = isEven ? gated.map(\.multiplicity) : []
      append(
        block.irrep, segments: [block.multiplicity - gates.reduce(0, +)] + gates)
    }
  }

  /// The messages of a sorted product, a segment for each path.
  init(messages product: TensorProduct) {
    size = 0
    let blocks = product.product.blocks
    var index = 0
    while index < blocks.count {
      let irrep = blocks[index].irrep
      let end = blocks[index...].firstIndex { $0.irrep != irrep } ?? blocks.count
      append(irrep, segments: blocks[index..<end].map(\.multiplicity))
      index = end
    }
  }
}
