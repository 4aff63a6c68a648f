// Spherical harmonics of edge vectors as features, in one of three normalisations.
//
//     component: |Y_l(r̂)|² = 2l + 1      norm: |Y_l(r̂)|² = 1      integral: ∫ |Y_lm|² dΩ = 1
//
// The argument is the direction r̂ or the vector itself (homogeneous polynomials). In the first
// case the gradient is
//
//     ∂Y_l(r̂)/∂r = (1 − r̂ r̂ᵀ) ∇Y_l(r̂) / |r| ,
//
// and at the origin, where no direction exists, Y₀ is kept and every other degree is 0.

public import PhaseFitNumerics

/// How spherical harmonics are normalised.
public enum HarmonicNormalisation: String, Sendable, Codable, Hashable, CaseIterable {
  /// Squared norm 2l + 1 over the components of a degree.
  case component
  /// Squared norm 1 over the components of a degree.
  case norm
  /// Square integral 1 over the sphere for each component.
  case integral

  /// The factor from `component` to this normalisation.
  func factor(ofDegree degree: Int) -> Double {
    switch self {
    case .component: 1
    case .norm: 1 / Double(2 * degree + 1).squareRoot()
    case .integral: 1 / (4 * Double.pi).squareRoot()
    }
  }
}

/// The harmonics of chosen degrees, as a layer from vectors to features.
///
/// - Shapes: one vector in, `irreps.dimension` components out.
public struct HarmonicEmbedding: Sendable {
  /// The irreps of the output; every copy of degree l holds Y_l.
  public let irreps: Irreps
  /// The normalisation.
  public let normalisation: HarmonicNormalisation
  /// Whether the argument is the direction instead of the vector.
  public let isOfDirection: Bool
  private let harmonics: SphericalHarmonics
  /// For every output component its source among all harmonics and its factor.
  private let sources: [(index: Int, factor: Double)]

  /// The harmonics of the degrees of `irreps`.
  ///
  /// - Precondition: parities are (−1)^l, those of functions of a vector.
  public init(
    _ irreps: Irreps, normalisation: HarmonicNormalisation = .component,
    isOfDirection: Bool = true
  ) {
    for block in irreps.blocks {
      precondition(
        block.irrep.parity == Parity(ofDegree: block.irrep.degree),
        "harmonics of degree \(block.irrep.degree) have parity (−1)^l, found \(block.irrep)")
    }
    self.irreps = irreps
    self.normalisation = normalisation
    self.isOfDirection = isOfDirection
    harmonics = SphericalHarmonics(maximumDegree: irreps.maximumDegree ?? 0)
    sources = irreps.degrees.flatMap { degree in
      (0...(2 * degree)).map {
        (degree * degree + $0, normalisation.factor(ofDegree: degree))
      }
    }
  }

  /// The harmonics at a vector.
  public func callAsFunction(_ vector: Vector3) -> [Double] {
    let values =
      isOfDirection ? harmonics.inDirection(of: vector) : harmonics(vector)
    return sources.map { $0.factor * values[$0.index] }
  }

  /// The pullback: `Σ ȳ ∂Y/∂r`; zero at the origin where the argument is the direction.
  ///
  /// - Precondition: one cotangent for each component of the output.
  public func pullback(at vector: Vector3, cotangent: [Double]) -> Vector3 {
    precondition(
      cotangent.count == sources.count,
      "irreps \(irreps) need \(sources.count) cotangents, found \(cotangent.count)")
    cotangent.requireFinite("cotangent")
    var scaled = [Double](repeating: 0, count: harmonics.count)
    for (source, value) in zip(sources, cotangent) {
      scaled[source.index] += source.factor * value
    }
    guard isOfDirection else { return harmonics.pullback(at: vector, cotangent: scaled) }
    vector.requireFinite("a vector")
    guard let (direction, radius) = vector.polar else { return .zero }
    let gradient = harmonics.pullback(at: direction, cotangent: scaled)
    let result = (gradient - dot(gradient, direction) * direction) / radius
    result.requireFinite("the gradient at \(vector)")
    return result
  }

  /// The gradient of every component in the vector.
  public func gradients(at vector: Vector3) -> [Vector3] {
    sources.indices.map { index in
      var unit = [Double](repeating: 0, count: sources.count)
      unit[index] = 1
      return pullback(at: vector, cotangent: unit)
    }
  }
}
