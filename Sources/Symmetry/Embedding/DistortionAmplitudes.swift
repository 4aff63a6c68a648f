public import PhaseFitNumerics

/// The amplitudes of one distortion: displacements and occupancies by star of wave vectors, and
/// the two parts of the strain.
///
///     Ap = √(Σ|u|²) over the primitive cell of the parent ,   As = Ap √(cell multiplication)
public struct DistortionAmplitudes: Sendable, Codable {
  /// One entry for each star of the commensurate cell, Γ first.
  public var stars: [Star]
  /// The Frobenius norm of the strain that breaks the parent's symmetry.
  public var strainBreaking: Amplitude
  /// The Frobenius norm of the strain that keeps it.
  public var strainConserving: Amplitude

  /// A nonnegative amplitude with its standard uncertainty.
  public struct Amplitude: Sendable, Codable, Hashable {
    /// The value.
    public var value: Double
    /// The standard uncertainty in the same unit, nil where none is stated.
    public var standardUncertainty: Double?
  }

  /// The amplitudes in one star of wave vectors.
  public struct Star: Sendable, Codable {
    /// One arm, in the parent's conventional reciprocal basis, without 2π.
    public var waveVector: [Rational]
    /// The number of arms.
    public var armCount: Int
    /// The displacement amplitude Ap in Å, the totally symmetric part included.
    public var displacement: Amplitude
    /// The occupancy amplitude over the parent's primitive cell.
    public var occupancy: Amplitude
    /// Whether the displacement amplitude rises above rounding.
    public var isPresent: Bool
  }
}

extension SweepEmbedding {
  /// The amplitudes of a member's distortion.
  public func amplitudes(of member: Member) -> DistortionAmplitudes {
    let stars = (0..<cell.starCount).map { star in
      let arms = cell.waveVectors.filter { $0.star == star }
      let component = cell.component(of: member.field, star: star)
      let displacement = amplitude(component, kind: .displacement, of: member)
      let occupancy = amplitude(component, kind: .occupancy, of: member)
      return DistortionAmplitudes.Star(
        waveVector: arms.first?.conventional ?? [.zero, .zero, .zero], armCount: arms.count,
        displacement: displacement, occupancy: occupancy,
        isPresent: displacement.value > 1e-7 || occupancy.value > 1e-7)
    }
    let breaking = cell.symmetryBreakingPart(of: member.field)
    return DistortionAmplitudes(
      stars: stars, strainBreaking: amplitude(breaking, kind: .strain, of: member),
      strainConserving: amplitude(member.field - breaking, kind: .strain, of: member))
  }

  /// The norm of a part of a distortion and its error: the projection of the parameters' errors on
  /// the direction of the part, which contains them only as far as the part's subspace does.
  private func amplitude(
    _ part: DistortionField, kind: OrderParameterSeries.Kind, of member: Member
  ) -> DistortionAmplitudes.Amplitude {
    let restricted = part.restricted(to: kind)
    let size = restricted.dot(restricted).squareRoot()
    let norm = kind == .strain ? 1 : Double(cell.primitiveCellCount).squareRoot()
    guard size > 1e-9 else {
      return DistortionAmplitudes.Amplitude(value: size / norm, standardUncertainty: nil)
    }
    let direction = restricted.scaled(by: 1 / size)
    return DistortionAmplitudes.Amplitude(
      value: size / norm,
      standardUncertainty: member.standardUncertainty { $0.dot(direction) / norm })
  }
}
