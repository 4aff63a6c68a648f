internal import CPeak
import Foundation

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

  /// The time to write so many bytes in memory that was written before, s.
  static func writing(_ bytes: Int) -> Double {
    let memory = UnsafeMutableRawPointer.allocate(byteCount: max(bytes, 1), alignment: 64)
    defer { memory.deallocate() }
    let repetitions = max(1, 4_000_000 / max(bytes, 1))
    var best = Double.infinity
    for round in 0..<7 {
      let time = cpuTime {
        for repetition in 0..<repetitions {
          memset(memory, Int32(truncatingIfNeeded: round + repetition), bytes)
        }
      }
      best = min(best, time / Double(repetitions))
    }
    return best
  }
}
