internal import CPeak

/// The limit of the processor, measured in the run.
enum ProcessorPeak {
  /// Operations per second of one core in single and double precision.
  static let single = best { cpeak_single($0) }
  static let double = best { cpeak_double($0) }

  private static func best(_ work: (Int) -> Int32) -> Double {
    let rounds = 2_000_000
    var best = 0.0
    for _ in 0..<7 {
      var lanes = Int32(0)
      let time = cpuTime { lanes = work(rounds) }
      best = max(best, Double(2 * 16 * rounds) * Double(lanes) / time)
    }
    return best
  }
}
