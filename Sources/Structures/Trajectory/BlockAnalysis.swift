/// The standard uncertainties of time averages from the scatter of block averages.
///
/// Blocks are joined two by two. For blocks shorter than the correlation time the variance of the
/// mean, averaged over all coordinates in Å², grows with their length; at longer ones it stays the
/// same within its own uncertainty of √(2/(n−1)) for n blocks. The largest value is taken, which
/// errs on the side of caution.
///
/// - Source: H. Flyvbjerg and H. G. Petersen, J. Chem. Phys. 91, 461 (1989).
package struct BlockAnalysis {
  /// The fewest blocks from whose scatter an uncertainty is taken.
  package static let fewestBlocks = 8

  /// How many neighbours are joined to one block.
  package private(set) var joined = 1
  /// How many blocks that leaves; 0 where there are too few frames for any.
  package private(set) var blockCount = 0
  /// The squared uncertainty over that of independent frames, nil where there is none.
  package private(set) var inefficiency: Double?
  /// Whether the variance still grew significantly at the longest blocks.
  package private(set) var isTooShort = false

  /// Finds the length of blocks.
  ///
  /// - Parameters:
  ///   - blocks: the means of each block, [block][coordinate].
  ///   - spreads: the variance of single frames, [coordinate].
  ///   - frameCount: how many frames there are.
  ///   - scales: the Å of one unit of each coordinate.
  package init(blocks: [[Double]], spreads: [Double], frameCount: Int, scales: [Double]) {
    guard blocks.count >= Self.fewestBlocks else { return }
    var variances: [Double] = []
    var step = 1
    while blocks.count / step >= Self.fewestBlocks {
      let variance = Self.varianceOfMean(blocks, joined: step)
      var total = 0.0
      for index in variance.indices { total += variance[index] * scales[index] * scales[index] }
      variances.append(total)
      step *= 2
    }
    let best = variances.indices.max { variances[$0] < variances[$1] } ?? 0
    joined = 1 << best
    blockCount = blocks.count / joined
    var naive = 0.0
    for index in spreads.indices { naive += spreads[index] * scales[index] * scales[index] }
    naive /= Double(frameCount)
    if naive > 0 { inefficiency = variances[best] / naive }
    if variances.count > 1, best == variances.count - 1 {
      // Pooling makes the scatter of the variance itself small; one block length more must not
      // raise it by more than that of a single coordinate.
      let noise = (2 / Double(blockCount - 1)).squareRoot()
      isTooShort = variances[best] > (1 + noise) * variances[best - 1]
    }
  }

  /// The standard uncertainty of each mean, nil where there are too few blocks.
  ///
  /// A coordinate that never moved has none: it is zero.
  package func errors(of blocks: [[Double]], spreads: [Double]) -> [Double]? {
    guard blockCount > 0 else { return nil }
    return Self.varianceOfMean(blocks, joined: joined).map { $0.squareRoot() }
  }

  /// The variance of the mean of each coordinate from blocks of so many neighbours.
  private static func varianceOfMean(_ blocks: [[Double]], joined: Int) -> [Double] {
    let count = blocks.count / joined
    let width = blocks.first?.count ?? 0
    var result = [Double](repeating: 0, count: width)
    for index in 0..<width {
      var sum = 0.0
      var squares = 0.0
      for block in 0..<count {
        var mean = 0.0
        for part in 0..<joined { mean += blocks[block * joined + part][index] }
        mean /= Double(joined)
        sum += mean
        squares += mean * mean
      }
      let mean = sum / Double(count)
      result[index] = max(squares / Double(count) - mean * mean, 0) / Double(count - 1)
    }
    return result
  }
}
