public import PhaseFitNumerics

/// An order parameter over temperature: what the Landau fits take, whether it comes from classical
/// mode amplitudes or from learned weights.
public struct OrderParameterSeries: Sendable, Codable, Hashable {
  /// The irrep or star label, nil until one is known.
  public var label: String?
  /// The wave vector in the parent's conventional reciprocal basis, without 2π.
  public var waveVector: [Rational]
  /// What is measured.
  public var kind: Kind
  /// How the amplitude is normalised.
  public var norm: Norm
  /// The points, in the order of the measurements.
  public var points: [Point]

  /// What an amplitude measures.
  public enum Kind: String, Sendable, Codable, Hashable {
    /// Atomic displacements, Å.
    case displacement
    /// Strain, dimensionless.
    case strain
    /// Site occupancies, dimensionless.
    case occupancy
  }

  /// The normalisation of an amplitude.
  public enum Norm: String, Sendable, Codable, Hashable {
    /// Root sum of squares over the parent's primitive cell (Ap).
    case parentPrimitiveCell = "Ap"
    /// Root sum of squares over the child's primitive cell (As).
    case childPrimitiveCell = "As"
    /// Frobenius norm over nine strain components.
    case frobenius = "Frobenius"
  }

  /// One value of the series.
  public struct Point: Sendable, Codable, Hashable {
    /// The temperature, K.
    public var temperature: Double
    /// The amplitude, signed along one direction kept through the sweep.
    public var value: Double
    /// Its standard uncertainty in the same unit, nil where none is known.
    public var standardUncertainty: Double?
    /// Whether the structure is distorted (true) or in the parent phase (false): data, not fit.
    public var isDistorted: Bool
    /// The index of the measurement in the sweep.
    public var measurement: Int

    /// One value of a series.
    public init(
      temperature: Double, value: Double, standardUncertainty: Double?, isDistorted: Bool,
      measurement: Int
    ) {
      self.temperature = temperature
      self.value = value
      self.standardUncertainty = standardUncertainty
      self.isDistorted = isDistorted
      self.measurement = measurement
    }
  }

  /// A series.
  public init(
    label: String?, waveVector: [Rational], kind: Kind, norm: Norm, points: [Point]
  ) {
    self.label = label
    self.waveVector = waveVector
    self.kind = kind
    self.norm = norm
    self.points = points
  }

  /// The unit of the amplitude: `Å` or `1`.
  public var unit: String { kind == .displacement ? "Å" : "1" }
}
