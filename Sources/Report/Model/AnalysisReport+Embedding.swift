public import PhaseFitNumerics

extension AnalysisReport {
  /// The position of one structure in the parent.
  ///
  ///     (a b c)_child = (a b c)_parent · P ,   x_parent = P x_child + p
  public struct Embedding: Sendable, Codable, Hashable {
    /// The measurement.
    public var measurement: Int
    /// The transformation P from the parent's primitive basis to the cell of the child's file.
    public var matrix: IntegerMatrix3
    /// The origin shift p, in fractional coordinates of the parent's primitive basis.
    public var originShift: Vector3
    /// How many primitive cells of the parent make one primitive cell of the child.
    public var cellMultiplication: Int
    /// The index of the child's space group in the parent's.
    public var index: Int?
    /// The largest displacement of an atom, Å.
    public var maximumDisplacement: Quantity?
    /// The root mean square displacement of the atoms, Å.
    public var rootMeanSquareDisplacement: Quantity?
    /// The strain against the parent.
    public var strain: Strain?
    /// The rotation that was removed, as an orthogonal matrix on Cartesian vectors.
    public var rotationRemoved: Matrix3?
    /// The angle of that rotation in degrees.
    public var rotationAngle: Quantity?
    /// The parent operation that carried the structure into the domain kept through the sweep, as
    /// `-x,y+1/2,-z`; nil where none was needed.
    public var domainOperation: String?

    /// An embedding.
    public init(
      measurement: Int, matrix: IntegerMatrix3, originShift: Vector3, cellMultiplication: Int,
      index: Int? = nil, maximumDisplacement: Quantity? = nil,
      rootMeanSquareDisplacement: Quantity? = nil, strain: Strain? = nil,
      rotationRemoved: Matrix3? = nil, rotationAngle: Quantity? = nil,
      domainOperation: String? = nil
    ) {
      self.measurement = measurement
      self.matrix = matrix
      self.originShift = originShift
      self.cellMultiplication = cellMultiplication
      self.index = index
      self.maximumDisplacement = maximumDisplacement
      self.rootMeanSquareDisplacement = rootMeanSquareDisplacement
      self.strain = strain
      self.rotationRemoved = rotationRemoved
      self.rotationAngle = rotationAngle
      self.domainOperation = domainOperation
    }
  }

  /// A strain tensor `e = U − 1`, U the stretch of the polar decomposition F = R U.
  public struct Strain: Sendable, Codable, Hashable {
    /// The tensor on the parent's Cartesian axes.
    public var tensor: Matrix3
    /// The components e₁₁, e₂₂, e₃₃, 2e₂₃, 2e₁₃, 2e₁₂ with their uncertainties.
    public var voigt: [Quantity]
    /// The Frobenius norm of the part that breaks the parent's symmetry.
    public var symmetryBreaking: Quantity?
    /// The Frobenius norm of the part that keeps the parent's symmetry.
    public var symmetryConserving: Quantity?
    /// The reference structure against which the strain is taken, in words.
    public var reference: String

    /// A strain.
    public init(
      tensor: Matrix3, voigt: [Quantity], symmetryBreaking: Quantity? = nil,
      symmetryConserving: Quantity? = nil, reference: String
    ) {
      self.tensor = tensor
      self.voigt = voigt
      self.symmetryBreaking = symmetryBreaking
      self.symmetryConserving = symmetryConserving
      self.reference = reference
    }
  }

  /// The distortion of one structure from the parent, resolved by wave vector and by site.
  public struct Distortion: Sendable, Codable, Hashable {
    /// The measurement.
    public var measurement: Int
    /// The amplitudes, one for each star of wave vectors that occurs.
    public var stars: [StarAmplitude]
    /// The amplitudes, one for each irrep that is present; empty where irreps are not known.
    public var irreps: [IrrepAmplitude]
    /// The displacements of the sites.
    public var displacements: [SiteDisplacement]

    /// A distortion.
    public init(
      measurement: Int, stars: [StarAmplitude], irreps: [IrrepAmplitude] = [],
      displacements: [SiteDisplacement] = []
    ) {
      self.measurement = measurement
      self.stars = stars
      self.irreps = irreps
      self.displacements = displacements
    }
  }

  /// The amplitude of the part of a distortion that is carried by one star of wave vectors.
  ///
  ///     As = √(Σ |u|²) over the child's primitive cell ,   Ap = As / √(cell multiplication)
  public struct StarAmplitude: Sendable, Codable, Hashable {
    /// One wave vector of the star, in the parent's conventional reciprocal basis, without 2π.
    public var waveVector: [Rational]
    /// The number of wave vectors in the star.
    public var armCount: Int?
    /// The displacement amplitude over the child's primitive cell, Å.
    public var displacementAs: Quantity?
    /// The displacement amplitude over the parent's primitive cell, Å.
    public var displacementAp: Quantity?
    /// The occupancy amplitude over the parent's primitive cell.
    public var occupancy: Quantity?

    /// The amplitude of one star.
    public init(
      waveVector: [Rational], armCount: Int? = nil, displacementAs: Quantity? = nil,
      displacementAp: Quantity? = nil, occupancy: Quantity? = nil
    ) {
      self.waveVector = waveVector
      self.armCount = armCount
      self.displacementAs = displacementAs
      self.displacementAp = displacementAp
      self.occupancy = occupancy
    }
  }

  /// The amplitude of the part of a distortion that transforms as one irrep of the parent.
  public struct IrrepAmplitude: Sendable, Codable, Hashable {
    /// The Miller–Love label; joined for a complex pair.
    public var label: String
    /// One wave vector, in the parent's conventional reciprocal basis, without 2π.
    public var waveVector: [Rational]
    /// The dimension of the real irrep.
    public var dimension: Int
    /// Whether the irrep keeps the parent's symmetry.
    public var isTotallySymmetric: Bool
    /// The displacement amplitude over the child's primitive cell, Å.
    public var displacementAs: Quantity?
    /// The displacement amplitude over the parent's primitive cell, Å.
    public var displacementAp: Quantity?
    /// The largest displacement of an atom in this part, Å.
    public var maximumDisplacement: Quantity?
    /// The Frobenius norm of the strain.
    public var strain: Quantity?
    /// The occupancy amplitude over the parent's primitive cell.
    public var occupancy: Quantity?
    /// The labels with other origins of the parent that keep its operations.
    public var otherLabels: [OriginLabel]

    /// A label with the origin to which it belongs.
    public struct OriginLabel: Sendable, Codable, Hashable {
      /// The label.
      public var label: String
      /// The shift of the origin in the parent's conventional basis.
      public var originShift: [Rational]

      /// A label with its origin.
      public init(label: String, originShift: [Rational]) {
        self.label = label
        self.originShift = originShift
      }
    }

    /// The amplitude of one irrep.
    public init(
      label: String, waveVector: [Rational], dimension: Int, isTotallySymmetric: Bool,
      displacementAs: Quantity? = nil, displacementAp: Quantity? = nil,
      maximumDisplacement: Quantity? = nil, strain: Quantity? = nil, occupancy: Quantity? = nil,
      otherLabels: [OriginLabel] = []
    ) {
      self.label = label
      self.waveVector = waveVector
      self.dimension = dimension
      self.isTotallySymmetric = isTotallySymmetric
      self.displacementAs = displacementAs
      self.displacementAp = displacementAp
      self.maximumDisplacement = maximumDisplacement
      self.strain = strain
      self.occupancy = occupancy
      self.otherLabels = otherLabels
    }
  }

  /// The displacement of one site, Cartesian, in the parent's frame.
  public struct SiteDisplacement: Sendable, Codable, Hashable {
    /// The label of the site.
    public var label: String
    /// The fractional coordinates of the site in the parent.
    public var position: Vector3
    /// The components of the displacement along x, y, z, in Å.
    public var components: [Quantity]
    /// The occupancy minus the parent's, nil where the site has no freedom to vary it.
    public var occupancy: Quantity?

    /// The displacement of one site.
    public init(
      label: String, position: Vector3, components: [Quantity], occupancy: Quantity? = nil
    ) {
      self.label = label
      self.position = position
      self.components = components
      self.occupancy = occupancy
    }
  }
}
