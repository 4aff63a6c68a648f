public import PhaseFitNumerics

/// A physically irreducible (real) representation of the parent's space group modulo a supercell.
///
///     D(g) D(h) = D(g h) ,   D(g) Dᵀ(g) = 1 ,   D((1|t)) = 1 for t in the supercell's lattice
///
/// A real complex irrep is written on a real basis; a complex irrep is joined with its conjugate,
/// and a quaternionic one with itself, on the real and imaginary parts of their basis.
public struct PhysicalIrrep: Sendable, Codable {
  /// The Miller–Love label, as `R4+`; complex pairs joined, as `GM2+GM3+`.
  ///
  /// Irreps on lines and planes are named with the smallest parameters of the wave vector, as `DT5`,
  /// those at general wave vectors `GP1`; where a cell has several stars on one line, the wave vector
  /// follows, as `DT5[0,1/4,0]`.
  public var label: String
  /// The labels with the other origins that keep the operations.
  public var otherLabels: [OriginLabel]
  /// One arm of the star, in the parent's conventional reciprocal basis, without 2π.
  public var waveVector: [Rational]
  /// All arms of the star, with −k where it belongs to the real irrep.
  public var arms: [[Rational]]
  /// The type of the full complex irrep.
  public var reality: Reality
  /// The dimension of the small complex irrep.
  public var smallDimension: Int
  /// The dimension of the real irrep.
  public var dimension: Int
  /// Whether every operation is represented by 1.
  public var isTotallySymmetric: Bool
  /// Real orthogonal matrices, one for each element of `CommensurateCell.operations`.
  public var matrices: [Matrix]

  /// A physically irreducible representation.
  public init(
    label: String, otherLabels: [OriginLabel], waveVector: [Rational], arms: [[Rational]],
    reality: Reality, smallDimension: Int, dimension: Int, isTotallySymmetric: Bool,
    matrices: [Matrix]
  ) {
    self.label = label
    self.otherLabels = otherLabels
    self.waveVector = waveVector
    self.arms = arms
    self.reality = reality
    self.smallDimension = smallDimension
    self.dimension = dimension
    self.isTotallySymmetric = isTotallySymmetric
    self.matrices = matrices
  }

  /// The label that an irrep has where the origin is put elsewhere.
  public struct OriginLabel: Sendable, Codable, Hashable {
    /// The label.
    public var label: String
    /// The position of the other origin, in fractions of the parent's conventional basis.
    public var originShift: [Rational]

    /// The label that an irrep has where the origin is put elsewhere.
    public init(label: String, originShift: [Rational]) {
      self.label = label
      self.originShift = originShift
    }
  }

  /// The type of a complex irrep by the Frobenius–Schur indicator.
  public enum Reality: String, Sendable, Codable, Hashable {
    /// Equivalent to a real representation; indicator 1.
    case real
    /// Not equivalent to its conjugate; indicator 0.
    case complex
    /// Equivalent to its conjugate but to no real representation; indicator −1.
    case quaternionic
  }
}
