public import PhaseFitNumerics

/// The parent structure on one supercell on which every structure of a sweep can be written, with
/// all operations of the parent acting on it.
///
/// The supercell lattice T is the largest lattice that is invariant under the parent's point group
/// and contained in the translation lattice of every child. Modulo T the parent space group is a
/// finite group, whose elements permute the atoms.
public struct CommensurateCell: Sendable, Codable {
  /// The supercell basis vectors as columns, in Å, in the parent's Cartesian frame.
  public var basis: Matrix3
  /// The supercell in the parent's primitive basis: `basis = primitiveBasis · multiple`.
  public var multiple: IntegerMatrix3
  /// The parent's primitive basis vectors as columns, in Å.
  public var primitiveBasis: Matrix3
  /// The atoms of the parent in the supercell, undistorted.
  public var atoms: [Atom]
  /// The parent's operations modulo T; the identity is first.
  public var operations: [Operation]
  /// The wave vectors that T makes commensurate, Γ first.
  public var waveVectors: [WaveVector]
  /// The space-group type of the parent.
  public var parentGroup: SpaceGroupType
  /// `operations` with exact translations, in the basis of the supercell, in the same order.
  public var exactOperations: [SymmetryOperation]

  /// One atom of the parent in the supercell.
  public struct Atom: Sendable, Codable, Hashable {
    /// The crystallographic orbit of the parent to which the atom belongs: the network's species.
    public var orbit: Int
    /// The index of the equivalent atom in the parent's primitive cell.
    public var primitiveAtom: Int
    /// The fractional coordinates in the supercell, each in 0 ..< 1.
    public var position: Vector3
    /// The elements that may occupy the site with the parent's occupancies: the order of the
    /// occupancy channels.
    public var contents: [ExpandedCrystal.Content]

    /// One atom of the parent in the supercell.
    public init(
      orbit: Int, primitiveAtom: Int, position: Vector3, contents: [ExpandedCrystal.Content]
    ) {
      self.orbit = orbit
      self.primitiveAtom = primitiveAtom
      self.position = position
      self.contents = contents
    }
  }

  /// One operation of the parent modulo T.
  public struct Operation: Sendable, Codable, Hashable {
    /// The orthogonal matrix on Cartesian vectors.
    public var cartesian: Matrix3
    /// The matrix part on fractional coordinates of the supercell.
    public var rotation: IntegerMatrix3
    /// The translation part in fractional coordinates of the supercell.
    public var translation: Vector3
    /// `permutation[i]` is the atom onto which atom i is carried.
    public var permutation: [Int]

    /// One operation of the parent modulo T.
    public init(
      cartesian: Matrix3, rotation: IntegerMatrix3, translation: Vector3, permutation: [Int]
    ) {
      self.cartesian = cartesian
      self.rotation = rotation
      self.translation = translation
      self.permutation = permutation
    }
  }

  /// A wave vector of the parent that the supercell makes commensurate.
  public struct WaveVector: Sendable, Codable, Hashable {
    /// The integers n with `k · r = n · x`, x the fractional coordinates in the supercell.
    public var index: SIMD3<Int>
    /// The components in the parent's conventional reciprocal basis, without 2π.
    public var conventional: [Rational]
    /// The star to which it belongs, Γ = 0.
    public var star: Int

    /// A commensurate wave vector.
    public init(index: SIMD3<Int>, conventional: [Rational], star: Int) {
      self.index = index
      self.conventional = conventional
      self.star = star
    }
  }

  /// A commensurate cell.
  public init(
    basis: Matrix3, multiple: IntegerMatrix3, primitiveBasis: Matrix3, atoms: [Atom],
    operations: [Operation], waveVectors: [WaveVector], parentGroup: SpaceGroupType,
    exactOperations: [SymmetryOperation] = []
  ) {
    self.basis = basis
    self.multiple = multiple
    self.primitiveBasis = primitiveBasis
    self.atoms = atoms
    self.operations = operations
    self.waveVectors = waveVectors
    self.parentGroup = parentGroup
    self.exactOperations = exactOperations
  }

  /// How many primitive cells of the parent the supercell holds.
  public var primitiveCellCount: Int { abs(multiple.determinant) }
}

/// The difference between a structure and its parent, on the atoms of a `CommensurateCell`.
public struct DistortionField: Sendable, Codable, Hashable {
  /// Displacements in Å, Cartesian, parent metric, one for each atom of the cell; the mean is zero.
  public var displacements: [Vector3]
  /// The symmetric strain U − 1 of the polar decomposition F = R U against the parent's basis.
  public var strain: Matrix3
  /// Occupancy minus the parent's occupancy, as `[atom][channel]`.
  public var occupancies: [[Double]]

  /// A distortion.
  public init(displacements: [Vector3], strain: Matrix3, occupancies: [[Double]]) {
    self.displacements = displacements
    self.strain = strain
    self.occupancies = occupancies
  }
}

extension CommensurateCell.Operation {
  /// The action on a distortion: `(g u)(g i) = R u(i)`, `g e = R e Rᵀ`, `(g o)(g i) = o(i)`.
  public func callAsFunction(_ field: DistortionField) -> DistortionField {
    var result = field
    for (source, target) in permutation.enumerated() {
      result.displacements[target] = cartesian * field.displacements[source]
      result.occupancies[target] = field.occupancies[source]
    }
    result.strain = cartesian * field.strain * cartesian.transpose
    return result
  }
}
