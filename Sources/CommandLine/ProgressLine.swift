import Glibc

/// One line of progress on standard error, where that is a terminal.
final class ProgressLine {
  /// The least time between two states that are shown, in nanoseconds.
  private static let interval: UInt64 = 100_000_000

  private let isEnabled: Bool
  private var lastShown: UInt64 = 0
  private var lastStage = ""
  private var isVisible = false

  init(isEnabled: Bool) {
    self.isEnabled = isEnabled && Terminal.hasInteractiveErrors
  }

  /// Shows a stage with its count; repeated calls within a tenth of a second are skipped.
  func show(_ stage: String, completed: Int, total: Int) {
    guard isEnabled else { return }
    let now = Self.nanoseconds()
    guard stage != lastStage || now - lastShown >= Self.interval else { return }
    lastShown = now
    lastStage = stage
    let count = total > 1 ? " \(completed) of \(total)" : ""
    let line = "\(stage)\(count)".prefix(78)
    _ = Terminal.write(Array("\r\u{1B}[K\(line)".utf8), to: STDERR_FILENO)
    isVisible = true
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
