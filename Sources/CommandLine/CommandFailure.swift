import PhaseFit
import PhaseFitReport

/// An error with its exit status.
struct CommandFailure: Error {
  /// The exit status: 1 refused, 64 usage, 65 bad data, 66 no such input, 70 internal.
  var status: Int32
  /// What to tell.
  var message: String

  init(status: Int32, message: String) {
    self.status = status
    self.message = message
  }

  /// The failure that an error of any stage stands for.
  init(_ error: any Error) {
    switch error {
    case let failure as CommandFailure: self = failure
    case let error as PhaseFitError:
      self.init(status: Self.status(error.kind), message: error.message)
    case let error as ReportError:
      self.init(status: Self.status(error.kind), message: error.message)
    default:
      self.init(
        status: 70,
        message: "\(error); this is likely a bug in phasefit, please report it")
    }
  }

  private static func status(_ kind: PhaseFitError.Kind) -> Int32 {
    switch kind {
    case .usage: 64
    case .badData: 65
    case .noSuchInput: 66
    case .refused: 1
    case .internal: 70
    }
  }

  private static func status(_ kind: ReportError.Kind) -> Int32 {
    switch kind {
    case .refused, .unwritable: 1
    case .invalid: 65
    case .internal: 70
    }
  }
}
