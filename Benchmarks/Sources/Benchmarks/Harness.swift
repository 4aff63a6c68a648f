import Foundation

/// Times pieces of work by the processor's clock: a warm-up, then the best of several repetitions.
///
///     ratio = t_reference / t_case     measured in the same run
///
/// The best time is least disturbed by other programs; ratios survive a change of machine.
struct Harness {
  /// How often each case is repeated at least.
  var repetitions = 5
  /// The least time, s, that the repetitions of one case take together, so that short cases are
  /// repeated more often.
  var leastTime = 0.2
  /// Only cases whose name contains this text run.
  var filter: String

  /// Times a case and prints one line: name, best time, limit, ratio to the reference.
  ///
  /// The limit is the time that the project asks for; a case over it is marked.
  func run(
    _ name: String, limit: Double? = nil, reference: (name: String, work: () throws -> Void)? = nil,
    _ work: () throws -> Void
  ) throws {
    guard filter.isEmpty || name.contains(filter) else { return }
    let time = try best(work)
    var line = name.padding(toLength: 50, withPad: " ", startingAt: 0) + milliseconds(time)
    if let limit {
      line += "  of \(milliseconds(limit))\(time > limit ? "  TOO SLOW" : "")"
    }
    if let reference {
      let ratio = try best(reference.work) / time
      line += String(format: "  %.2f × faster than ", ratio) + reference.name
    }
    print(line)
  }

  /// The best processor time of several repetitions after a warm-up, s.
  private func best(_ work: () throws -> Void) throws -> Double { try measure(work).cpu }

  /// The best wall time and the best processor time of several repetitions after a warm-up, s.
  func measure(_ work: () throws -> Void) rethrows -> (wall: Double, cpu: Double) {
    try work()
    var best = (wall: Double.infinity, cpu: Double.infinity)
    var total = 0.0
    var count = 0
    while count < repetitions || total < leastTime {
      let start = (now(CLOCK_MONOTONIC), now(CLOCK_PROCESS_CPUTIME_ID))
      try work()
      let (wall, cpu) = (
        now(CLOCK_MONOTONIC) - start.0, now(CLOCK_PROCESS_CPUTIME_ID) - start.1
      )
      best = (min(best.wall, wall), min(best.cpu, cpu))
      total += wall
      count += 1
    }
    return best
  }

  /// Prints a time with the achieved speed and the floor: operations at the measured peak, or the
  /// time to write as many bytes as the work has to move, whichever is longer.
  func report(_ name: String, _ time: Double, operations: Double, bytes: Int, peak: Double) {
    let (counted, moved) = (operations / peak, ProcessorPeak.writing(bytes))
    let kind = counted > moved ? "operations" : "memory"
    let numbers = String(
      format: "%9.3f ms  %6.1f GFLOP/s  %6.1f GB/s  %5.2f × the floor of %.3f ms (%@)",
      1e3 * time, 1e-9 * operations / time, 1e-9 * Double(bytes) / time,
      time / max(counted, moved), 1e3 * max(counted, moved), kind)
    print(name.padding(toLength: 50, withPad: " ", startingAt: 0) + numbers)
  }

  private func milliseconds(_ seconds: Double) -> String {
    String(format: "%9.3f ms", 1000 * seconds)
  }
}

/// The reading of a clock, s.
func now(_ clock: clockid_t) -> Double {
  var time = timespec()
  clock_gettime(clock, &time)
  return Double(time.tv_sec) + 1e-9 * Double(time.tv_nsec)
}

/// Processor time of a piece of work, s.
func cpuTime(_ work: () -> Void) -> Double {
  let start = now(CLOCK_PROCESS_CPUTIME_ID)
  work()
  return now(CLOCK_PROCESS_CPUTIME_ID) - start
}
