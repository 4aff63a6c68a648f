public import PhaseFitNumerics
public import PhaseFitStructures
public import PhaseFitSymmetry

/// The symmetry modes that lead from one structure to another: what `phasefit decompose` has to say.
///
/// The report computes nothing: `Pipeline.decompose` fills it and the writers
/// (`DecompositionText`, `DecompositionJSON`, `DecompositionXML`, `ModeCIF`, `TopasStructure`)
/// print it. A part that is not known is nil or empty; a doubt is a `Diagnostic`.
public struct DecompositionReport: Sendable, Codable, Hashable {
  /// Which program made the report, when, how and from what.
  public var provenance: AnalysisReport.Provenance
  /// The structure of high symmetry.
  public var parent: Structure
  /// The structure of low symmetry.
  public var child: Structure
  /// The position of the child in the parent.
  public var transformation: Transformation
  /// How many primitive cells of the parent make one of the child.
  public var cellMultiplication: Int
  /// The index of the child's space group in the parent's: the number of domain states.
  public var index: Int
  /// The amplitudes of all displacements together.
  public var total: Total
  /// The strain against the parent.
  public var strain: Strain
  /// The irreps that occur, by descending displacement amplitude.
  public var irreps: [Component]
  /// The smallest sets of irreps, by label, whose joint isotropy subgroup is the child's group.
  public var primarySets: [[String]]
  /// The domain states, nil until they are known.
  public var domains: Domains?
  /// What the loss of symmetry allows: polarisation and spontaneous strain.
  public var ferroic: Ferroic?
  /// The irreps of the first primary set as order parameters.
  public var orderParameters: [OrderParameter]
  /// The secondary order parameters that the primary ones force.
  public var couplings: [Coupling]
  /// The reflections that appear, one entry for each star of wave vectors.
  public var superlattice: [Superlattice]
  /// The displacement of every atom of the child's primitive cell.
  public var displacements: [AnalysisReport.SiteDisplacement]
  /// The symmetry modes as parameters of the child's structure, nil where they cannot be written.
  public var modes: ModeTable?
  /// Doubts of all stages.
  public var diagnostics: [Diagnostic]

  /// A report; consequences, modes and diagnostics may be unknown.
  public init(
    provenance: AnalysisReport.Provenance, parent: Structure, child: Structure,
    transformation: Transformation, cellMultiplication: Int, index: Int, total: Total,
    strain: Strain, irreps: [Component] = [], primarySets: [[String]] = [],
    domains: Domains? = nil, ferroic: Ferroic? = nil, orderParameters: [OrderParameter] = [],
    couplings: [Coupling] = [], superlattice: [Superlattice] = [],
    displacements: [AnalysisReport.SiteDisplacement] = [], modes: ModeTable? = nil,
    diagnostics: [Diagnostic] = []
  ) {
    self.provenance = provenance
    self.parent = parent
    self.child = child
    self.transformation = transformation
    self.cellMultiplication = cellMultiplication
    self.index = index
    self.total = total
    self.strain = strain
    self.irreps = irreps
    self.primarySets = primarySets
    self.domains = domains
    self.ferroic = ferroic
    self.orderParameters = orderParameters
    self.couplings = couplings
    self.superlattice = superlattice
    self.displacements = displacements
    self.modes = modes
    self.diagnostics = diagnostics
  }

  /// One of the two structures.
  public struct Structure: Sendable, Codable, Hashable {
    /// The file as the user named it.
    public var file: String
    /// The space group found.
    public var group: SpaceGroupType
    /// The space group that the file declares, nil where it declares none that exists.
    public var declared: SpaceGroupType?
    /// The unit cell of the file.
    public var cell: AnalysisReport.Cell
    /// The number of atoms in that cell.
    public var atomCount: Int
    /// The tolerance with which the group was found, Å.
    public var tolerance: Quantity

    /// A structure.
    public init(
      file: String, group: SpaceGroupType, declared: SpaceGroupType?, cell: AnalysisReport.Cell,
      atomCount: Int, tolerance: Quantity
    ) {
      self.file = file
      self.group = group
      self.declared = declared
      self.cell = cell
      self.atomCount = atomCount
      self.tolerance = tolerance
    }
  }

  /// The child's cell in the parent's.
  ///
  ///     (a b c)_child = (a b c)_parent P ,   x_parent = P x_child + p
  public struct Transformation: Sendable, Codable, Hashable {
    /// P between the cells of the two files, row by row.
    public var matrix: [[Rational]]
    /// The origin p in fractions of the parent's cell.
    public var origin: Vector3
    /// P from the parent's primitive basis to the cell of the child's file.
    public var primitiveMatrix: IntegerMatrix3
    /// The origin p in fractions of the parent's primitive basis.
    public var primitiveOrigin: Vector3
    /// The parent's primitive basis vectors as columns, in Å.
    public var primitiveBasis: Matrix3

    /// A transformation.
    public init(
      matrix: [[Rational]], origin: Vector3, primitiveMatrix: IntegerMatrix3,
      primitiveOrigin: Vector3, primitiveBasis: Matrix3
    ) {
      self.matrix = matrix
      self.origin = origin
      self.primitiveMatrix = primitiveMatrix
      self.primitiveOrigin = primitiveOrigin
      self.primitiveBasis = primitiveBasis
    }
  }

  /// The displacements of all atoms together.
  ///
  ///     As = √(Σ |u|²) over the child's primitive cell ,   Ap = As / √(cell multiplication)
  public struct Total: Sendable, Codable, Hashable {
    /// The amplitude over the child's primitive cell, Å.
    public var amplitudeAs: Quantity
    /// The amplitude over the parent's primitive cell, Å.
    public var amplitudeAp: Quantity
    /// The largest displacement, Å.
    public var maximum: Quantity
    /// The root mean square displacement, Å.
    public var rootMeanSquare: Quantity
    /// The root sum of squares of occupancy deviations over the child's primitive cell; nil where
    /// no site is shared or partly empty.
    public var occupancy: Quantity?

    /// Amplitudes of the whole distortion.
    public init(
      amplitudeAs: Quantity, amplitudeAp: Quantity, maximum: Quantity, rootMeanSquare: Quantity,
      occupancy: Quantity? = nil
    ) {
      self.amplitudeAs = amplitudeAs
      self.amplitudeAp = amplitudeAp
      self.maximum = maximum
      self.rootMeanSquare = rootMeanSquare
      self.occupancy = occupancy
    }
  }

  /// The strain `U − 1` of the polar decomposition F = R U and its parts.
  public struct Strain: Sendable, Codable, Hashable {
    /// The tensor on the parent's Cartesian axes.
    public var tensor: Matrix3
    /// The components e₁₁, e₂₂, e₃₃, 2e₂₃, 2e₁₃, 2e₁₂ with their uncertainties.
    public var voigt: [Quantity]
    /// The parts by irreps at Γ.
    public var parts: [StrainPart]
    /// The angle of the rotation R that was removed, in degrees.
    public var rotationAngle: Quantity

    /// A strain.
    public init(
      tensor: Matrix3, voigt: [Quantity], parts: [StrainPart], rotationAngle: Quantity
    ) {
      self.tensor = tensor
      self.voigt = voigt
      self.parts = parts
      self.rotationAngle = rotationAngle
    }
  }

  /// The part of a strain that belongs to one irrep at Γ.
  public struct StrainPart: Sendable, Codable, Hashable {
    /// The label, nil where irreps are not known.
    public var label: String?
    /// The Frobenius norm over nine components.
    public var amplitude: Quantity
    /// Whether it breaks the parent's symmetry.
    public var breaksSymmetry: Bool

    /// A part of a strain.
    public init(label: String?, amplitude: Quantity, breaksSymmetry: Bool) {
      self.label = label
      self.amplitude = amplitude
      self.breaksSymmetry = breaksSymmetry
    }
  }
}
