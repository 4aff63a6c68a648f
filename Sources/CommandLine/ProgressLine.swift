import Glibc

/// One line of progress on standard error, where that is a terminal.
final class ProgressLine {
  /// The least time between two states that are shown, in nanoseconds.
  private static let interval: UInt64 = 100_000_000
  /// The time after which the rest of a stage is estimated, in nanoseconds.
  private static let patience: UInt64 = 1_000_000_000

  private let isEnabled: Bool
  private var lastShown: UInt64 = 0
  private var lastStage = ""
  private var stageStart: UInt64 = 0
  private var isVisible = false

  init(isEnabled: Bool) {
    self.isEnabled = isEnabled && Terminal.hasInteractiveErrors
  }

  /// Shows a stage with its count and the time it may still take; repeated calls within a tenth of a
  /// second are skipped.
  func show(_ stage: String, completed: Int, total: Int) {
    guard isEnabled else { return }
    let now = Self.nanoseconds()
    if stage != lastStage { stageStart = now }
    guard stage != lastStage || now - lastShown >= Self.interval else { return }
    lastShown = now
    lastStage = stage
    let line = Self.line(stage, completed: completed, total: total, elapsed: now - stageStart)
    _ = Terminal.write(Array("\r\u{1B}[K\(line)".utf8), to: STDERR_FILENO)
    isVisible = true
  }

  /// The text of a state.
  ///
  /// - Parameters:
  ///   - stage: What is being done.
  ///   - completed: How many steps of it are done.
  ///   - total: How many steps it has at most.
  ///   - elapsed: How long it has taken, in nanoseconds.
  /// - Returns: A line that fits a terminal.
  static func line(_ stage: String, completed: Int, total: Int, elapsed: UInt64) -> String {
    var text = stage
    if total > 1 { text += " \(completed) of \(total)" }
    if elapsed >= patience, completed > 0, completed < total {
      let left = Double(elapsed) / Double(completed) * Double(total - completed) / 1e9
      // A fit may end before its last step.
      text += ", at most " + (left < 90 ? "\(Int(left) + 1) s" : "\(Int(left / 60) + 1) min")
    }
    return String(text.prefix(78))
  }

  /// Removes the line.
  func clear() {
    guard isVisible else { return }
    _ = Terminal.write(Array("\r\u{1B}[K".utf8), to: STDERR_FILENO)
    isVisible = false
  }

  private static func nanoseconds() -> UInt64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
  }
}
