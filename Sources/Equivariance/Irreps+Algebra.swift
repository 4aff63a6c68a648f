// Direct sums of irreps as algebra: sums, sorting, joining equal neighbours, choosing blocks.
//
//     (V ⊕ W) ,   n · V = V ⊕ … ⊕ V ,   V ⊗ W = ⊕ n m (Γ ⊗ Γ')
//
// Sorting and the lists of irreps follow e3nn 0.6: sorting puts odd before even in each degree
// (0o, 0e, 1o, 1e, …); the list of all irreps puts the parity of the spherical harmonics first
// (0e, 0o, 1o, 1e, 2e, 2o, …).

extension Irrep {
  /// All irreps up to a degree, (−1)^l before −(−1)^l in each degree.
  public static func all(upTo maximumDegree: Int) -> [Irrep] {
    (0...max(maximumDegree, 0)).flatMap { degree in
      let natural = Parity(ofDegree: degree)
      return [Irrep(degree, natural), Irrep(degree, natural * .odd)]
    }
  }
}

extension Irreps {
  /// The direct sum of single copies of irreps.
  public init(_ irreps: [Irrep]) {
    self.init(irreps.map { Block(multiplicity: 1, irrep: $0) })
  }

  /// The irreps of the spherical harmonics up to a degree, one copy each.
  public static func sphericalHarmonics(upTo maximumDegree: Int) -> Irreps {
    Irreps((0...max(maximumDegree, 0)).map { Irrep($0, Parity(ofDegree: $0)) })
  }

  /// The irreps of the harmonics of a function that inversion multiplies by `parity`.
  public static func sphericalHarmonics(upTo maximumDegree: Int, parity: Parity) -> Irreps {
    Irreps((0...max(maximumDegree, 0)).map { Irrep($0, parity) })
  }

  /// The text of e3nn: every multiplicity written, `1x0e+1x1o`.
  public var explicitDescription: String {
    blocks.map { "\($0.multiplicity)x\($0.irrep)" }.joined(separator: "+")
  }

  /// The number of copies of irreps.
  public var multiplicity: Int { blocks.reduce(0) { $0 + $1.multiplicity } }

  /// The degree of every copy, in the order of the components.
  public var degrees: [Int] {
    blocks.flatMap { [Int](repeating: $0.irrep.degree, count: $0.multiplicity) }
  }

  /// The largest degree of any block, nil for the empty sum.
  public var maximumDegree: Int? { blocks.map(\.irrep.degree).max() }

  /// The copies of one irrep, over all blocks.
  public func count(of irrep: Irrep) -> Int {
    blocks.reduce(0) { $0 + ($1.irrep == irrep ? $1.multiplicity : 0) }
  }

  /// Whether at least one copy of an irrep is present.
  public func contains(_ irrep: Irrep) -> Bool { count(of: irrep) > 0 }

  /// The direct sum of two, blocks side by side.
  public static func + (left: Irreps, right: Irreps) -> Irreps {
    Irreps(left.blocks + right.blocks)
  }

  /// The direct sum repeated.
  ///
  /// - Precondition: the count is not negative.
  public static func * (count: Int, irreps: Irreps) -> Irreps {
    precondition(count >= 0, "a direct sum is repeated at least 0 times, found \(count)")
    return Irreps((0..<count).flatMap { _ in irreps.blocks })
  }

  /// The direct sum repeated.
  ///
  /// - Precondition: the count is not negative.
  public static func * (irreps: Irreps, count: Int) -> Irreps { count * irreps }

  /// The irreps of the tensor product, sorted, one block for each pair of blocks and irrep.
  public static func * (left: Irreps, right: Irreps) -> Irreps {
    let blocks = left.blocks.flatMap { one in
      right.blocks.flatMap { two in
        (one.irrep * two.irrep).map {
          Block(multiplicity: one.multiplicity * two.multiplicity, irrep: $0)
        }
      }
    }
    return Irreps(blocks).sorted().irreps
  }

  /// The blocks of some of the irreps.
  public func filter(_ isKept: (Irrep) throws -> Bool) rethrows -> Irreps {
    Irreps(try blocks.filter { try isKept($0.irrep) })
  }

  /// The blocks that are not empty.
  public var withoutEmptyBlocks: Irreps { Irreps(blocks.filter { $0.multiplicity > 0 }) }

  /// Equal neighbours joined and empty blocks left out; components keep their order.
  public var simplified: Irreps {
    var result: [Block] = []
    for block in blocks where block.multiplicity > 0 {
      if let last = result.last, last.irrep == block.irrep {
        result[result.count - 1] = Block(
          multiplicity: last.multiplicity + block.multiplicity, irrep: block.irrep)
      } else {
        result.append(block)
      }
    }
    return Irreps(result)
  }

  /// The blocks sorted by degree, odd before even, and joined.
  public var regrouped: Irreps { sorted().irreps.simplified }

  /// The blocks in the order of degree, odd before even, equal irreps as they stood.
  ///
  /// - Returns: the sorted sum; for each block of this one its place there; and the inverse, for
  ///   each place the block that stands there.
  public func sorted() -> (irreps: Irreps, places: [Int], origins: [Int]) {
    let origins = blocks.indices.sorted { left, right in
      let (one, two) = (blocks[left].irrep, blocks[right].irrep)
      return (one.degree, one.parity.rawValue, left) < (two.degree, two.parity.rawValue, right)
    }
    var places = [Int](repeating: 0, count: blocks.count)
    for (place, origin) in origins.enumerated() { places[origin] = place }
    return (Irreps(origins.map { blocks[$0] }), places, origins)
  }

  /// The image of a vector under a rotation or rotoinversion, block by block.
  ///
  /// - Precondition: the vector has `dimension` components, or a whole number of such rows.
  public func transform(_ components: [Double], by matrices: IrrepMatrices) -> [Double] {
    precondition(
      dimension == 0 ? components.isEmpty : components.count.isMultiple(of: dimension),
      "irreps \(self) need rows of \(dimension) components, found \(components.count) in all")
    var result: [Double] = []
    result.reserveCapacity(components.count)
    var start = 0
    while start < components.count {
      for block in blocks {
        let matrix = matrices[block.irrep]
        for _ in 0..<block.multiplicity {
          result += matrix(Array(components[start..<(start + block.irrep.dimension)]))
          start += block.irrep.dimension
        }
      }
    }
    return result
  }
}
