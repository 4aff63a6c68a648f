// The customary sets of paths: every path with its own weights, every product without weights,
// copy by copy, and one edge feature into the copies of a node feature.

extension TensorProduct {
  /// The product with a weight for every triple of copies whose irreps couple.
  ///
  /// - Precondition: variances, where given, fit the blocks.
  public static func fullyConnected(
    _ first: Irreps, _ second: Irreps, to product: Irreps,
    normalisation: Normalisation = Normalisation()
  ) -> TensorProduct {
    var paths: [Path] = []
    for (one, left) in first.blocks.enumerated() {
      for (two, right) in second.blocks.enumerated() {
        for (three, result) in product.blocks.enumerated()
        where left.irrep.couples(with: right.irrep, to: result.irrep) {
          paths.append(Path(one, two, to: three, .uvw))
        }
      }
    }
    return TensorProduct(first, second, to: product, paths: paths, normalisation: normalisation)
  }

  /// The whole product, without weights; its irreps are sorted.
  public static func full(
    _ first: Irreps, _ second: Irreps, normalisation: Normalisation = Normalisation()
  ) -> TensorProduct {
    var blocks: [Irreps.Block] = []
    var ends: [(Int, Int)] = []
    for (one, left) in first.blocks.enumerated() {
      for (two, right) in second.blocks.enumerated() {
        for irrep in left.irrep * right.irrep {
          blocks.append(
            Irreps.Block(multiplicity: left.multiplicity * right.multiplicity, irrep: irrep))
          ends.append((one, two))
        }
      }
    }
    let (product, places, _) = Irreps(blocks).sorted()
    let paths = ends.enumerated().map { index, pair in
      Path(pair.0, pair.1, to: places[index], .uvuv, isWeighted: false)
    }
    return TensorProduct(first, second, to: product, paths: paths, normalisation: normalisation)
  }

  /// The product of copy n of one factor with copy n of the other, without weights.
  ///
  /// Blocks are cut until those of the two factors have equal multiplicities.
  ///
  /// - Precondition: both have the same number of copies.
  public static func elementwise(
    _ first: Irreps, _ second: Irreps, normalisation: Normalisation = Normalisation()
  ) -> TensorProduct {
    precondition(
      first.multiplicity == second.multiplicity,
      "\(first) has \(first.multiplicity) copies and \(second) has \(second.multiplicity): a "
        + "product copy by copy needs equally many")
    var (left, right) = (first.simplified.blocks, second.simplified.blocks)
    var blocks: [Irreps.Block] = []
    var paths: [Path] = []
    var index = 0
    while index < left.count {
      defer { index += 1 }
      let count = min(left[index].multiplicity, right[index].multiplicity)
      left.split(index, after: count)
      right.split(index, after: count)
      for irrep in left[index].irrep * right[index].irrep {
        paths.append(Path(index, index, to: blocks.count, .uuu, isWeighted: false))
        blocks.append(Irreps.Block(multiplicity: count, irrep: irrep))
      }
    }
    return TensorProduct(
      Irreps(left), Irreps(right), to: Irreps(blocks), paths: paths, normalisation: normalisation)
  }

  /// The product of node features with one edge feature, copies of the nodes kept apart.
  ///
  /// One block for each path, a weight for each pair of copies; the irreps of the product are not
  /// sorted, so that a `Linear` can follow that mixes them. Irreps that are not kept have no path.
  public static func depthwise(
    _ nodes: Irreps, _ edges: Irreps, keeping isKept: (Irrep) -> Bool = { _ in true }
  ) -> TensorProduct {
    var blocks: [Irreps.Block] = []
    var paths: [Path] = []
    for (one, node) in nodes.blocks.enumerated() {
      for (two, edge) in edges.blocks.enumerated() {
        for irrep in node.irrep * edge.irrep where isKept(irrep) {
          paths.append(Path(one, two, to: blocks.count, .uvu))
          blocks.append(Irreps.Block(multiplicity: node.multiplicity, irrep: irrep))
        }
      }
    }
    return TensorProduct(nodes, edges, to: Irreps(blocks), paths: paths)
  }
}

extension [Irreps.Block] {
  /// Cuts the block at `index` after `count` copies.
  fileprivate mutating func split(_ index: Int, after count: Int) {
    let block = self[index]
    guard block.multiplicity > count else { return }
    self[index] = Element(multiplicity: count, irrep: block.irrep)
    insert(
      Element(multiplicity: block.multiplicity - count, irrep: block.irrep), at: index + 1)
  }
}
