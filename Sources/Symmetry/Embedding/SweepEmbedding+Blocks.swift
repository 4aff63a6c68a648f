import PhaseFitNumerics
import PhaseFitStructures

extension ExpandedCrystal {
  /// The blocks of time as parameters that move all atoms and the cell together, nil for none.
  var blockParameters: [FreeParameter]? {
    guard let blocks, atoms.allSatisfy({ 3 * $0.site + 2 < blocks.positions.first?.count ?? 0 })
    else { return nil }
    return zip(blocks.positions, blocks.bases).enumerated().map { number, block in
      FreeParameter(
        name: "block \(number + 1)", standardUncertainty: 1, atoms: atoms.indices,
        positions: atoms.map {
          Vector3(block.0[3 * $0.site], block.0[3 * $0.site + 1], block.0[3 * $0.site + 2])
        }, basis: block.1)
    }
  }
}

extension SweepEmbedding {
  /// The errors of a time average from the distortions of its blocks.
  ///
  ///     y_b = (ȳ_b − ȳ) √(c / (n (n − 1))) ,   so that   σ²(f) = Σ_b f(y_b)²
  ///
  /// is the squared standard uncertainty of every linear function f with all correlations between
  /// atoms, c the factor for what neighbouring blocks have in common. Blocks are joined until the variance of the mean, pooled over the distortion that the
  /// structure's group admits, is the largest (`BlockAnalysis`): the slow modes decide, which drown
  /// among the coordinates of single atoms.
  ///
  /// - Parameters:
  ///   - blocks: the deviation of each block, in the order of time.
  ///   - scales: what puts strain on the scale of displacements.
  /// - Returns: one field a joined block; none where there are too few blocks.
  static func errors(of blocks: [DistortionField], scales: DistortionScales) -> [DistortionField] {
    let rows = blocks.map { block in
      block.displacements.flatMap { [$0.x, $0.y, $0.z] }
        + block.strain.rowMajor.map { scales.strain * $0 }
    }
    let analysis = BlockAnalysis(
      blocks: rows, spreads: [], frameCount: rows.count,
      scales: Array(repeating: 1, count: rows.first?.count ?? 0))
    guard analysis.blockCount > 1 else { return [] }
    let means = (0..<analysis.blockCount).map { block -> DistortionField in
      let part = blocks[block * analysis.joined..<(block + 1) * analysis.joined]
      let sum = part.dropFirst().reduce(part[part.startIndex], +)
      return sum.scaled(by: 1 / Double(part.count))
    }
    let count = Double(means.count)
    let mean = means.dropFirst().reduce(means[0], +).scaled(by: 1 / count)
    let scale = (analysis.correction / (count * (count - 1))).squareRoot()
    return means.map { ($0 - mean).scaled(by: scale) }
  }
}
