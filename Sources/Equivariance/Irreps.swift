// A direct sum of irreps of O(3) with multiplicities: the type of a feature vector.
//
//     V = n₁ Γ₁ ⊕ n₂ Γ₂ ⊕ … ,   written 2x0e+1o
//
// Components lie block after block; inside a block the copy is the slow index and m = −l … l the
// fast one. Blocks are kept as written: `0e+0e` and `2x0e` are different partitions.

/// A direct sum of irreps of O(3).
public struct Irreps: Sendable, Hashable, CustomStringConvertible {
  /// The blocks, in the order of the components.
  public let blocks: [Block]

  /// Equal irreps, side by side.
  public struct Block: Sendable, Hashable {
    /// How many copies, at least 0.
    public let multiplicity: Int
    /// The irrep of each copy.
    public let irrep: Irrep

    /// Copies of one irrep.
    ///
    /// - Precondition: the multiplicity is not negative.
    public init(multiplicity: Int, irrep: Irrep) {
      precondition(multiplicity >= 0, "a multiplicity is at least 0, found \(multiplicity)")
      self.multiplicity = multiplicity
      self.irrep = irrep
    }

    /// The number of components.
    public var dimension: Int { multiplicity * irrep.dimension }
  }

  /// The direct sum of the given blocks.
  public init(_ blocks: [Block]) {
    self.blocks = blocks
  }

  /// The direct sum written as blocks joined by `+`, for example `2x0e+1o`.
  ///
  /// - Throws: `IrrepsError` naming the block that is not a multiplicity and an irrep.
  public init(parsing text: String) throws(IrrepsError) {
    var blocks: [Block] = []
    if !text.allSatisfy(\.isWhitespace) {
      for piece in text.split(separator: "+", omittingEmptySubsequences: false) {
        let block = String(piece.drop(while: \.isWhitespace).trimmingTrailingBlanks)
        let factors = block.split(separator: "x", omittingEmptySubsequences: false)
          .map { $0.drop(while: \.isWhitespace).trimmingTrailingBlanks }
        let multiplicity = factors.count == 2 ? Int(factors[0]) : 1
        guard factors.count <= 2, let name = factors.last, let irrep = Irrep(name),
          let multiplicity, multiplicity >= 0
        else { throw IrrepsError(text: text, block: block) }
        blocks.append(Block(multiplicity: multiplicity, irrep: irrep))
      }
    }
    self.blocks = blocks
  }

  /// The number of components.
  public var dimension: Int { blocks.reduce(0) { $0 + $1.dimension } }

  /// The components of each block.
  public var ranges: [Range<Int>] {
    var start = 0
    return blocks.map { block in
      defer { start += block.dimension }
      return start..<(start + block.dimension)
    }
  }

  /// The blocks joined by `+`, a multiplicity of 1 left out.
  public var description: String {
    blocks.map { $0.multiplicity == 1 ? "\($0.irrep)" : "\($0.multiplicity)x\($0.irrep)" }
      .joined(separator: "+")
  }
}

extension Substring {
  fileprivate var trimmingTrailingBlanks: Substring {
    var result = self
    while result.last?.isWhitespace == true { result.removeLast() }
    return result
  }
}

/// Text that is not a direct sum of irreps.
public struct IrrepsError: Error, Hashable, CustomStringConvertible {
  /// The whole text.
  public let text: String
  /// The block that could not be read.
  public let block: String

  /// What was found and what was expected.
  public var description: String {
    "irreps \"\(text)\": found the block \"\(block)\", expected a multiplicity and an irrep such "
      + "as 2x0e or 1o; write blocks joined by +, each a degree followed by e or o."
  }
}
