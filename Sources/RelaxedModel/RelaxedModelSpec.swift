/// What a relaxed fit is asked to do: the network, the optimiser and when to stop.
public struct RelaxedModelSpec: Sendable, Codable, Hashable {
  /// The seed of all random weights.
  public var seed: UInt64 = 0
  /// The number of layers.
  public var layers: Int = 2
  /// How the weights are moved.
  public var optimiser: Optimiser = .limitedMemory
  /// The largest number of iterations.
  public var iterationLimit: Int = 300
  /// How many further draws of the weights are tried where a fit does not converge.
  public var restarts: Int = 2
  /// The fit is converged when the weighted residual is this fraction of the weighted distortion.
  ///
  /// Over all temperatures together: `√(Σ|r/σ|² / Σ|y/σ|²)`, σ raised
  /// to 1 % of the largest size of its field in the sweep and 0.1 % of the whole distortion's.
  public var residualTarget: Double = 1e-4
  /// The step size of the momentum optimisers at the start; it falls to zero as a parabola.
  public var stepSize: Double = 0.02
  /// An operation g is kept where `|gθ − θ|` is at most this fraction of `|θ|`.
  ///
  /// Rounding stays below 1e-11 (the tests read the same group at 1e-11 and 1e-3); a symmetry that the data break shows in θ
  /// at the ratio at which they break it, which no measurement resolves below 1e-5.
  public var stabiliserTolerance: Double = 1e-6
  /// Relaxed weights with a norm below this are zero; weights of order 1 mean 0.1 Å.
  public var zeroFloor: Double = 1e-9
  /// The length in Å that an occupancy deviation of 1 counts for in norms.
  public var occupancyLength: Double = 1
  /// How many stars of plane waves may be examined, Γ included.
  public var starLimit: Int = 60

  /// How the weights are moved.
  public enum Optimiser: String, Sendable, Codable, Hashable, CaseIterable {
    /// L-BFGS with the Euclidean metric, which the parent's operations leave invariant.
    case limitedMemory
    /// Adam on W; on θ momentum with one second moment for each block (type, star).
    case blockMomentum
    /// Adam on every single weight.
    ///
    /// Its steps do not commute with the parent's operations: it breaks more symmetry than the
    /// data do, and exists so that the check of the kept symmetry can be seen to fail.
    case elementWise
  }

  /// The specification with its default values.
  public init() {}
}

/// Why a relaxed fit cannot be started.
public struct RelaxedModelError: Error, Hashable, CustomStringConvertible {
  /// The kind of error.
  public let code: Code
  /// Where, what was found, what was expected.
  public let description: String

  /// The kinds of error.
  public enum Code: String, Sendable, Hashable {
    /// There is no distortion to fit.
    case noTargets
    /// The cell has no atoms or no operations.
    case emptyCell
    /// A distortion does not have one entry for each atom or channel of the cell.
    case shapeMismatch
    /// An uncertainty is not a positive number, or a distortion is not finite.
    case notFinite
    /// A file of intermediate results cannot be read or written.
    case badCheckpoint
  }
}
