import Dispatch
import Glibc
import PhaseFitReport
import Synchronization

/// What happens when the program is told to end: no half report stays, and the exit status is that
/// of the signal, as other programs expect.
enum Interruption {
  /// Held by whoever reports the end of the program: it is reported once.
  private static let isReported = Mutex(false)

  /// Prepares for interrupt, termination and a closed terminal; a limit on the size of files becomes
  /// an ordinary error.
  static func prepare() {
    _ = signal(SIGXFSZ, SIG_IGN)
    for number in [SIGINT, SIGTERM, SIGHUP] {
      // A program started with nohup goes on.
      let earlier = signal(number, SIG_IGN)
      if number == SIGHUP, isIgnored(earlier) { continue }
      let source = DispatchSource.makeSignalSource(
        signal: number, queue: .global(qos: .userInteractive))
      source.setEventHandler { end(by: number) }
      source.resume()
      // The source lives as long as the program.
      _ = Unmanaged.passRetained(source as AnyObject)
    }
  }

  /// Claims the report of an error; blocks for ever where the program is already ending by a signal.
  static func claimReport() {
    let isFirst = isReported.withLock { reported in
      defer { reported = true }
      return !reported
    }
    guard !isFirst else { return }
    while true { pause() }
  }

  private static func end(by number: Int32) {
    let isFirst = isReported.withLock { reported in
      defer { reported = true }
      return !reported
    }
    guard isFirst else { return }
    let name = number == SIGINT ? "interrupted" : number == SIGTERM ? "terminated" : "hung up"
    switch UnfinishedFolders.abandon() {
    case .finished: Terminal.complain("\(name) after the report was written")
    case .unfinished, .notBegun:
      Terminal.complain(
        "\(name); no report was written, and an earlier one is as it was")
    }
    _ = signal(number, SIG_DFL)
    // Threads of Dispatch block signals.
    var mask = sigset_t()
    sigemptyset(&mask)
    sigaddset(&mask, number)
    pthread_sigmask(SIG_UNBLOCK, &mask, nil)
    raise(number)
    _exit(128 + number)
  }

  private static func isIgnored(_ handler: sighandler_t?) -> Bool {
    unsafeBitCast(handler, to: Int.self) == 1
  }
}
