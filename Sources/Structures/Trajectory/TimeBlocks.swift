public import PhaseFitNumerics

/// A trajectory averaged over consecutive blocks of time, as deviations from the mean of all blocks.
///
/// Deviations of one block belong together: atoms that move in one mode deviate together. The
/// standard uncertainty of any function of the structure follows from its value in every block,
///
///     σ²(f̄) = Σ_b ( f_b − f̄ )² / (n (n − 1))
///
/// which that of single atoms, taken as independent, misses for collective modes.
public struct TimeBlocks: Sendable, Codable, Hashable {
  /// The deviations of the fractional coordinates, [block][x, y, z of every atom in one row].
  public var positions: [[Double]]
  /// The deviations of the basis (columns, Å, a along x and b in the xy plane) of each block.
  public var bases: [Matrix3]

  /// Blocks in the order of time.
  ///
  /// - Precondition: as many bases as blocks.
  public init(positions: [[Double]], bases: [Matrix3]) {
    precondition(
      positions.count == bases.count,
      "\(positions.count) blocks of positions with \(bases.count) bases")
    self.positions = positions
    self.bases = bases
  }

  /// The number of blocks.
  public var count: Int { positions.count }
}

extension TimeBlocks {
  /// The deviations of block means from the mean of all blocks.
  ///
  /// - Parameters:
  ///   - positions: the mean coordinates of each block, [block][coordinate].
  ///   - cells: the mean lengths in Å and angles in degrees of each block, [block][a, b, c, α, β, γ].
  init(means positions: [[Double]], cells: [[Double]]) {
    let cell = Self.mean(cells)
    func basis(_ cell: [Double]) -> Matrix3 {
      UnitCell.basis(
        lengths: Array(cell.prefix(3)), angles: cell.dropFirst(3).map { $0 * .pi / 180 })
    }
    let mean = Self.mean(positions)
    self.init(
      positions: positions.map { zip($0, mean).map { $0 - $1 } },
      bases: cells.map { basis($0) - basis(cell) })
  }

  private static func mean(_ blocks: [[Double]]) -> [Double] {
    guard var sum = blocks.first else { return [] }
    for block in blocks.dropFirst() {
      for index in sum.indices { sum[index] += block[index] }
    }
    return sum.map { $0 / Double(blocks.count) }
  }
}
