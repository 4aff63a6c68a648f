import Foundation
import PhaseFitSymmetry

/// The fits of a sweep model that are done, and the one under way, in a file.
///
/// A fit that is taken from the file ends with the same numbers to the last digit: an iteration
/// depends on nothing but the unknowns, the damping and the gains, which are kept exactly. The file
/// is replaced in one step, so that a program that is stopped at any time leaves a whole one.
public final class SweepCheckpoint {
  /// The state between two iterations of one fit.
  struct State: Codable {
    var shared: [Double]
    var amplitudes: [Double]
    var damping: Double
    var objective: Double
    var gains: [Double]
    var iterations: Int
    /// Whether the fit is over.
    var isDone: Bool
  }

  private struct Contents: Codable {
    var format = 1
    /// What was fitted: a fit of other data is no help.
    var fingerprint: UInt64
    var states: [String: State] = [:]
  }

  private let url: URL
  private let interval: Duration
  private var contents: Contents?
  private var written = ContinuousClock.now
  /// How many fits were taken from the file.
  public private(set) var resumedFits = 0

  /// A checkpoint in a file, which need not exist.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - interval: the time between two writes of a fit under way.
  /// - Throws: `RelaxedModelError` where the file holds something else or its folder cannot be
  ///   written to.
  public init(_ path: String, interval: Duration = .seconds(10)) throws(RelaxedModelError) {
    url = URL(fileURLWithPath: path)
    self.interval = interval
    if let data = FileManager.default.contents(atPath: path) {
      guard let found = try? JSONDecoder().decode(Contents.self, from: data), found.format == 1
      else {
        throw RelaxedModelError(
          code: .badCheckpoint,
          description: "\(path): not a checkpoint of a sweep model; expected a file that "
            + "phasefit analyse --checkpoint wrote, or a name that does not exist")
      }
      contents = found
    } else {
      let folder = url.deletingLastPathComponent().path
      guard !FileManager.default.fileExists(atPath: path),
        FileManager.default.isWritableFile(atPath: folder)
      else {
        throw RelaxedModelError(
          code: .badCheckpoint,
          description: "\(path): cannot be written; expected a file in a folder that exists")
      }
    }
  }

  /// Forgets what is known unless it belongs to these data and settings, and writes the file: a
  /// place that cannot be written to is found out before anything is fitted.
  func begin(_ fingerprint: UInt64) throws(RelaxedModelError) {
    if contents?.fingerprint != fingerprint { contents = Contents(fingerprint: fingerprint) }
    try write()
  }

  /// What is known of a fit.
  func state(of key: String) -> State? {
    let state = contents?.states[key]
    if state != nil { resumedFits += 1 }
    return state
  }

  /// Keeps the state of a fit; it is written when the fit is over or after the interval.
  func keep(_ state: State, of key: String) throws(RelaxedModelError) {
    contents?.states[key] = state
    guard state.isDone || ContinuousClock.now - written > interval else { return }
    try write()
  }

  private func write() throws(RelaxedModelError) {
    written = .now
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    do {
      try encoder.encode(contents).write(to: url, options: .atomic)
    } catch {
      throw RelaxedModelError(
        code: .badCheckpoint,
        description: "\(url.path): the checkpoint cannot be written: \(error)")
    }
  }

  /// Removes the file: all is done.
  public func remove() {
    try? FileManager.default.removeItem(at: url)
  }
}

extension SweepRows {
  /// A number that tells sweeps, uncertainties and settings apart (FNV-1a over all of them).
  func fingerprint(_ specification: SweepModelSpec) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    func mix(_ value: UInt64) {
      var rest = value
      for _ in 0..<8 {
        hash = (hash ^ (rest & 0xff)) &* 0x100_0000_01b3
        rest >>= 8
      }
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    for byte in (try? encoder.encode(specification)) ?? Data() { mix(UInt64(byte)) }
    mix(UInt64(modes.cell.operations.count))
    mix(UInt64(modes.cell.atoms.count))
    for index in observations.indices {
      mix(observations[index].temperature.bitPattern)
      for value in data[index] { mix(value.bitPattern) }
      for row in covariances[index] { for value in row { mix(value.bitPattern) } }
      for operation in observations[index].keptOperations { mix(UInt64(operation)) }
    }
    return hash
  }
}
