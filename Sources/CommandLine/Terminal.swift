import ArgumentParser
import Glibc
import PhaseFitReport

/// Standard output and standard error.
enum Terminal {
  /// Runs the work of a command; an error is printed and becomes the exit status.
  static func reportingFailures(_ work: () throws -> Void) throws {
    Interruption.prepare()
    do {
      try work()
    } catch {
      let failure = CommandFailure(error)
      Interruption.claimReport()
      complain(failure.message)
      throw ExitCode(failure.status)
    }
  }

  /// Writes text to standard output.
  static func print(_ text: String) throws(CommandFailure) {
    try print(bytes: Array(text.utf8))
  }

  /// Writes bytes to standard output; a full disk behind it is an error, not silence.
  static func print(bytes: [UInt8]) throws(CommandFailure) {
    let problem = write(bytes, to: STDOUT_FILENO)
    guard problem == 0 else {
      throw CommandFailure(
        status: 1, message: "standard output: \(String(cString: strerror(problem)))")
    }
  }

  /// Prints an error to standard error, in colour where that is a terminal that wants it.
  static func complain(_ message: String) {
    let label = "phasefit: "
    let lines = message.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
      .flatMap { index, line in
        TextLayout.wrapped(
          String(line), first: index == 0 ? label : String(repeating: " ", count: label.count),
          breaksWords: false)
      }
    var text = lines.joined(separator: "\n")
    if isColourful, text.hasPrefix(label) {
      text = "\u{1B}[1;31mphasefit:\u{1B}[0m " + text.dropFirst(label.count)
    }
    _ = write(Array("\(text)\n".utf8), to: STDERR_FILENO)
  }

  /// Whether standard error is a terminal.
  static var hasInteractiveErrors: Bool { isatty(STDERR_FILENO) == 1 }

  /// Whether messages may be coloured: any value of NO_COLOR but the empty one forbids it.
  private static var isColourful: Bool {
    hasInteractiveErrors && (environment("NO_COLOR") ?? "").isEmpty && environment("TERM") != "dumb"
  }

  private static func environment(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }
  }

  /// Writes all bytes; returns 0 or the error number.
  static func write(_ bytes: [UInt8], to descriptor: Int32) -> Int32 {
    bytes.withUnsafeBytes { buffer in
      var offset = 0
      while offset < buffer.count {
        let count = Glibc.write(
          descriptor, buffer.baseAddress.map { $0 + offset }, buffer.count - offset)
        if count < 0 {
          if errno == EINTR { continue }
          return errno
        }
        offset += count
      }
      return 0
    }
  }
}
