import Foundation

/// Times pieces of work: a warm-up, then the best of several repetitions.
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
    var line = name.padding(toLength: 42, withPad: " ", startingAt: 0) + milliseconds(time)
    if let limit {
      line += "  of \(milliseconds(limit))\(time > limit ? "  TOO SLOW" : "")"
    }
    if let reference {
      let ratio = try best(reference.work) / time
      line += String(format: "  %.2f × faster than ", ratio) + reference.name
    }
    print(line)
  }

  /// The best time of several repetitions after a warm-up, s.
  private func best(_ work: () throws -> Void) throws -> Double {
    try work()
    var best = Double.infinity
    var total = 0.0
    var count = 0
    while count < repetitions || total < leastTime {
      let time = try ContinuousClock().measure(work)
      let seconds =
        Double(time.components.seconds) + 1e-18 * Double(time.components.attoseconds)
      best = min(best, seconds)
      total += seconds
      count += 1
    }
    return best
  }

  private func milliseconds(_ seconds: Double) -> String {
    String(format: "%9.3f ms", 1000 * seconds)
  }
}
