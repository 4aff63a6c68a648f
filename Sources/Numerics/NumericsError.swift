internal import CGSL

/// A numerical computation that could not be carried out.
public struct NumericsError: Error, Sendable, Codable, Hashable, CustomStringConvertible {
  /// What went wrong.
  public enum Code: String, Sendable, Codable, Hashable {
    /// An element of the input is NaN or infinite.
    case notFinite = "numerics-not-finite"
    /// A matrix that has to be positive definite is not.
    case notPositiveDefinite = "numerics-not-positive-definite"
    /// A model gave NaN, infinity or the wrong number of values at its starting point.
    case badModel = "numerics-bad-model"
    /// The library underneath refused or did not converge.
    case libraryFailure = "numerics-library-failure"
  }

  /// What went wrong.
  public var code: Code
  /// Where, what was found, what was expected, what to do.
  public var description: String

  /// An error with its message.
  public init(_ code: Code, _ description: String) {
    self.code = code
    self.description = description
  }
}

/// The state of the C library that is shared by the process.
enum ScientificLibrary {
  /// Errors come back as status codes: the default handler would abort the process.
  static let errorHandlerIsOff: Bool = {
    _ = gsl_set_error_handler_off()
    return true
  }()

  /// Throws where a status code of the library is not success.
  static func check(_ status: Int32, in function: String) throws(NumericsError) {
    guard status != Int32(GSL_SUCCESS) else { return }
    let text = gsl_strerror(status).map { String(cString: $0) } ?? "no text"
    throw NumericsError(
      .libraryFailure,
      "\(function): GSL status \(status) (\(text)); this is likely a bug in phasefit, please report"
        + " it")
  }
}
