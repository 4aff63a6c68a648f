import Foundation

/// The distribution of an order parameter over atoms and time, and how many peaks it has.
///
/// An order–disorder transition shows two peaks above its temperature, as every atom stays near one
/// of several places; a displacive one shows one. The height of the barrier between two peaks is
///
///     ΔF / kT = ln( min(p₁, p₂) / p_between )
///
/// with its standard uncertainty by the jackknife over blocks in time.
public struct OrderParameterDistribution: Sendable, Codable, Hashable {
  /// The lower end of the first bin.
  public private(set) var lower: Double
  /// The width of a bin.
  public private(set) var width: Double
  /// The density in every bin; the integral over all bins is 1.
  public private(set) var densities: [Double]
  /// The places of the peaks: one, or the two with the highest barrier between them.
  public private(set) var peaks: [Double]
  /// The barrier between the two highest candidates for peaks in kT, nil where there is one maximum.
  public private(set) var barrier: Double?
  /// Its standard uncertainty, nil where there are too few blocks.
  public private(set) var barrierUncertainty: Double?

  /// Whether the barrier exceeds its uncertainty for certain.
  public var isBimodal: Bool { peaks.count == 2 }

  /// How many standard uncertainties a barrier must exceed: among the pairs of maxima of some
  /// dozen bins the highest barrier is chosen, which noise alone lifts to about three.
  private static let significance = 4.0
  /// The share of all values that must lie on the smaller side of a valley: fewer are a tail.
  private static let smallestShare = 0.02

  /// The distribution of counts.
  ///
  /// - Parameters:
  ///   - lower: the lower end of the first bin.
  ///   - width: the width of a bin.
  ///   - blocks: the weights in every bin, [block in time][bin].
  public init(lower: Double, width: Double, blocks: [[Double]]) {
    self.lower = lower
    self.width = width
    let total = Self.sum(blocks)
    let weight = total.reduce(0, +)
    densities = total.map { weight > 0 ? $0 / (weight * width) : 0 }
    peaks = []
    let smooth = Self.smoothed(total)
    let highest = smooth.indices.max { smooth[$0] < smooth[$1] } ?? 0
    func place(_ bin: Int) -> Double { lower + (Double(bin) + 0.5) * width }
    guard let pair = Self.bestPair(smooth) else {
      peaks = [place(highest)]
      return
    }
    let height = Self.barrier(smooth, pair)
    barrier = height
    if blocks.count >= 4 {
      let values = blocks.indices.map { left -> Double in
        let rest = Self.sum(blocks.indices.filter { $0 != left }.map { blocks[$0] })
        return Self.barrier(Self.smoothed(rest), pair)
      }
      let mean = values.reduce(0, +) / Double(values.count)
      let scatter = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      let error = (scatter * Double(values.count - 1) / Double(values.count)).squareRoot()
      barrierUncertainty = error
      if height > Self.significance * error {
        peaks = [place(pair.0), place(pair.2)]
        return
      }
    }
    peaks = [place(highest)]
  }

  private static func sum(_ blocks: [[Double]]) -> [Double] {
    var total = [Double](repeating: 0, count: blocks.first?.count ?? 0)
    for block in blocks { for index in block.indices { total[index] += block[index] } }
    return total
  }

  /// The counts after two passes of the weights ¼, ½, ¼.
  private static func smoothed(_ counts: [Double]) -> [Double] {
    var result = counts
    for _ in 0..<2 {
      let last = result
      for index in result.indices {
        let left = index > 0 ? last[index - 1] : last[index]
        let right = index + 1 < last.count ? last[index + 1] : last[index]
        result[index] = 0.25 * left + 0.5 * last[index] + 0.25 * right
      }
    }
    return result
  }

  /// The two maxima with the highest barrier between them and the lowest bin between: left peak,
  /// valley, right peak.
  private static func bestPair(_ counts: [Double]) -> (Int, Int, Int)? {
    guard counts.count > 2 else { return nil }
    let total = counts.reduce(0, +)
    let maxima = counts.indices.filter { index in
      let left = index > 0 ? counts[index - 1] : 0
      let right = index + 1 < counts.count ? counts[index + 1] : 0
      return counts[index] > 0 && counts[index] >= left && counts[index] > right
    }
    var best: (pair: (Int, Int, Int), height: Double)?
    for (position, first) in maxima.enumerated() {
      for second in maxima[(position + 1)...] {
        let valley = (first...second).min { counts[$0] < counts[$1] } ?? first
        let below = counts[..<valley].reduce(0, +)
        guard min(below, total - below - counts[valley]) > smallestShare * total else { continue }
        let height = barrier(counts, (first, valley, second))
        if height > best?.height ?? 0 { best = ((first, valley, second), height) }
      }
    }
    return best?.pair
  }

  private static func barrier(_ counts: [Double], _ pair: (Int, Int, Int)) -> Double {
    let peak = min(counts[pair.0], counts[pair.2])
    guard peak > 0 else { return 0 }
    // An empty valley has the barrier that half a count in it would make.
    return log(peak / max(counts[pair.1], 0.5))
  }
}
