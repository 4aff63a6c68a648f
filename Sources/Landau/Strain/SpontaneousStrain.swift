import PhaseFitNumerics
public import PhaseFitSymmetry

/// The spontaneous strain of a table of lattice parameters.
///
///     F = L(T) L₀(T)⁻¹ = R U ,   e = U − 1
///     e_nsb = ⟨R e Rᵀ⟩ over the holohedry of the parent ,   e_sb = e − e_nsb
///
/// L₀ is the parent's lattice extrapolated by a baseline. e_sb breaks the symmetry of the parent's
/// metric; of e_nsb the trace is the volume strain. The scalar is ⟨e_sb, D⟩ along the direction D that
/// the strain has, of unit Frobenius norm.
///
/// - Source: K. Aizu, J. Phys. Soc. Jpn. 28, 706 (1970) for the strain as the deviation from the mean
///   over domain states.
public struct SpontaneousStrain: Sendable, Codable, Hashable {
  /// The strain at one row.
  public struct Point: Sendable, Codable, Hashable {
    /// The index of the row in the table.
    public var row: Int
    /// The temperature, K.
    public var temperature: Double
    /// Whether the row is of the parent phase.
    public var isParent: Bool
    /// The strain tensor in the Cartesian axes of the parent (x along a), row by row.
    public var tensor: [Double]
    /// The symmetry-breaking scalar ⟨e_sb, D⟩.
    public var breaking: Double
    /// Its standard uncertainty from those of the lattice parameters; nil where they state none.
    public var breakingUncertainty: Double?
    /// The volume strain tr e_nsb.
    public var volume: Double
    /// Its standard uncertainty, with that of the baseline where it is known.
    public var volumeUncertainty: Double?
  }

  /// The name of the table.
  public var name: String
  /// The metric symmetry of each row.
  public var metrics: [MetricSymmetry]
  /// The parent's lattice system.
  public var parent: MetricSymmetry
  /// The lattice system of the distorted rows.
  public var distorted: MetricSymmetry
  /// The baseline.
  public var baseline: LatticeBaseline
  /// The direction D, row by row.
  public var direction: [Double]
  /// Whether the holohedry allows a cubic invariant of the strain on its direction.
  ///
  /// It counts where the strain is itself the order parameter.
  public var cubicInvariantAllowed: Bool
  /// The points, by ascending temperature.
  public var points: [Point]
  /// The standard uncertainties of the volume strains without that of the baseline, point by point.
  public var volumeOwnUncertainties: [Double?]
  /// The independent errors of the baseline, each by one standard deviation: the change of the volume
  /// strain point by point; empty where the covariance of the baseline is not known.
  ///
  ///     cov(e(T), e(T′)) = Σ_k δ_k(T) δ_k(T′)
  public var volumeBaselineErrors: [[Double]]

  /// How the strain goes with the order parameter.
  public enum Coupling: String, Sendable, Codable, Hashable, CaseIterable {
    /// λ e Q: the strain is the order parameter or transforms as it; e ∝ Q.
    case bilinear
    /// λ e Q²: the strain follows; e ∝ Q².
    case linearQuadratic = "linear-quadratic"
  }

  /// The strain as the series of an order parameter.
  ///
  ///     bilinear           A = e        σ_A = σ
  ///     linear–quadratic   A = √e       σ_A = σ/(2√e)
  ///
  /// Rows of the distorted phase whose strain has the opposite sign are left out of the latter: such a
  /// strain is no square. Each point's measurement is the index of its row.
  public func series(_ coupling: Coupling) -> OrderParameterSeries {
    var list: [OrderParameterSeries.Point] = []
    for point in points {
      var (value, uncertainty) = (point.breaking, point.breakingUncertainty)
      if coupling == .linearQuadratic {
        guard point.isParent || point.breaking > 0 else { continue }
        value = max(point.breaking, 0).squareRoot()
        uncertainty = value > 0 && !point.isParent ? uncertainty.map { $0 / (2 * value) } : nil
      }
      list.append(
        OrderParameterSeries.Point(
          temperature: point.temperature, value: value, standardUncertainty: uncertainty,
          isDistorted: !point.isParent, measurement: point.row))
    }
    return OrderParameterSeries(
      label: nil, waveVector: [Rational.zero, .zero, .zero], kind: .strain, norm: .frobenius,
      points: list)
  }

  /// The volume strain as a series; nil with too few temperatures of the parent for a baseline.
  ///
  /// It breaks no symmetry and is no order parameter: the baseline decides its size.
  public var volumeSeries: OrderParameterSeries? {
    let parents = Set(points.filter(\.isParent).map(\.temperature))
    guard parents.count >= StrainAnalysis.volumeParentCount else { return nil }
    return OrderParameterSeries(
      label: "GM1+", waveVector: [Rational.zero, .zero, .zero], kind: .strain, norm: .frobenius,
      points: points.map {
        OrderParameterSeries.Point(
          temperature: $0.temperature, value: $0.volume,
          standardUncertainty: $0.volumeUncertainty, isDistorted: !$0.isParent,
          measurement: $0.row)
      })
  }
}
