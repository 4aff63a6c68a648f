public import PhaseFitNumerics

/// The high-symmetry structure to which the sweep is referred, exactly symmetric.
///
/// Positions and metric of the measured structure are averaged over its space group, so that every
/// operation maps atoms onto atoms to rounding. Inside, everything is written in a primitive basis:
///
///     A_conventional = A_primitive · C ,   C an integer matrix
public struct ParentStructure: Sendable, Codable {
  /// The name of the structure.
  public var name: String
  /// The space-group type.
  public var group: SpaceGroupType
  /// The basis of the source's cell as columns, Å, or the primitive basis where the source is a
  /// supercell of a primitive lattice; wave vectors are printed in its dual.
  public var conventionalBasis: Matrix3
  /// That cell in the primitive basis, C above.
  public var conventionalMultiple: IntegerMatrix3
  /// The primitive basis vectors as columns, Å.
  public var basis: Matrix3
  /// The atoms of the primitive cell.
  public var atoms: [Atom]
  /// The operations in the primitive basis, one for each element of the point group.
  public var operations: [SymmetryOperation]
  /// `siteImages[g][i]`: where operation g carries atom i.
  public var siteImages: [[SiteImage]]
  /// The largest distance, Å, by which averaging moved an atom.
  public var largestAdjustment: Double
  /// Where the origin was put, in the primitive basis of the source; zero where the source's origin
  /// lies on its symmetry elements as in International Tables.
  ///
  ///     x_source = x + q
  public var originShift: [Rational] = [.zero, .zero, .zero]

  /// One atom of the primitive cell.
  public struct Atom: Sendable, Codable, Hashable {
    /// The fractional coordinates in the primitive basis, each in 0 ..< 1.
    public var position: Vector3
    /// The elements that occupy the position.
    public var contents: [ExpandedCrystal.Content]
    /// The crystallographic orbit, counted from 0.
    public var orbit: Int
    /// The label of the site.
    public var label: String
  }

  /// The atoms of a source's cell that the translations of its group make one, each at their mean.
  ///
  /// A supercell averaged over time has a copy of every atom in each of its cells, and each copy its
  /// own error: of all copies the nearest to an image would be the wrong one to average with.
  private static func folded(
    _ atoms: [ExpandedCrystal.Atom], at positions: [Vector3], basis: Matrix3, closeness: Double
  ) -> (atoms: [ExpandedCrystal.Atom], positions: [Vector3]) {
    let metric = CoincidenceMetric(basis)
    let toFractions = basis.inverse
    var first: [Int] = []
    var moves: [Vector3] = []
    var counts: [Double] = []
    for (index, atom) in atoms.enumerated() {
      let place = first.indices.first { known in
        atoms[first[known]].contents == atom.contents
          && length(metric(positions[index] - positions[first[known]])) <= closeness
      }
      if let place {
        moves[place] += metric(positions[index] - positions[first[place]])
        counts[place] += 1
      } else {
        first.append(index)
        moves.append(.zero)
        counts.append(1)
      }
    }
    return (
      first.map { atoms[$0] },
      first.indices.map { positions[first[$0]] + toFractions * moves[$0] / counts[$0] }
    )
  }

  /// Makes an exactly symmetric parent of a measured structure and its space group.
  ///
  /// - Throws: `EmbeddingError` where the operations do not permute the atoms.
  public init(_ crystal: ExpandedCrystal, symmetry: FoundSymmetry) throws(EmbeddingError) {
    name = crystal.name
    group = symmetry.group

    // The metric averaged over the point group, without rotating the cell.
    let lattice = PrimitiveCell(symmetry.primitiveLattice)
    let measured = crystal.basis * lattice.primitive
    let primitiveBasis = measured.stretched(
      toMetric: measured.metric.averagedMetric(
        over: symmetry.primitiveOperations.map(\.rotation)))
    // A source cell larger than the group's conventional one (an averaged supercell) would give
    // wave vectors unusual components; for a primitive lattice the primitive cell is conventional.
    let isSupercell = symmetry.group.symbol.hasPrefix("P") && lattice.multiplicity > 1
    conventionalMultiple = isSupercell ? .identity : lattice.cell
    basis = primitiveBasis
    conventionalBasis = primitiveBasis * conventionalMultiple.real
    let toPrimitive = lattice.primitive.inverse

    var operations = symmetry.primitiveOperations.map(\.reduced)
    operations.sort { left, right in
      if (left.rotation == .identity) != (right.rotation == .identity) {
        return left.rotation == .identity
      }
      return right.rotation.rowMajor.lexicographicallyPrecedes(left.rotation.rowMajor)
    }
    originShift = Self.standardOrigin(
      operations, number: symmetry.group.number, basis: basis, conventional: conventionalMultiple)
    let shift = originShift
    if shift.contains(where: { $0 != .zero }) {
      operations = operations.map { operation in
        let moved = operation.rotation.apply(to: shift)
        return SymmetryOperation(
          rotation: operation.rotation,
          translation: (0..<3).map { operation.translation[$0] + moved[$0] - shift[$0] }
        ).reduced
      }
    }
    self.operations = operations

    // Average every atom over the operations, then keep one of each translation class.
    let metric = CoincidenceMetric(basis)
    let closeness = Self.coincidence(symmetry.tolerance)
    let shiftVector = Vector3(shift[0].value, shift[1].value, shift[2].value)
    let (sources, positions) = Self.folded(
      crystal.atoms, at: crystal.atoms.map { toPrimitive * $0.position - shiftVector },
      basis: basis, closeness: Self.coincidence(symmetry.tolerance / 2))
    var adjusted: [Vector3] = []
    var largest = 0.0
    for (index, atom) in sources.enumerated() {
      // x̄ = x + ⟨g(x_j) − x⟩ over the operations g, j the atom that g carries onto this one.
      var sum = Vector3.zero
      for operation in operations {
        var best: Vector3?
        for (other, source) in sources.enumerated() where source.contents == atom.contents {
          let image = metric(operation(positions[other]) - positions[index])
          if best.map({ dot(image, image) < dot($0, $0) }) ?? true { best = image }
        }
        guard let step = best, length(step) <= closeness else {
          throw EmbeddingError(
            code: "parent-operation",
            message: "\(crystal.name): an operation of \(symmetry.group) carries no atom onto "
              + "\(atom.label); the group found does not fit the structure, check the tolerance")
        }
        sum += step
      }
      let move = sum / Double(operations.count)
      largest = max(largest, length(move))
      adjusted.append(positions[index] + basis.inverse * move)
    }
    largestAdjustment = largest

    var atoms: [Atom] = []
    for (index, atom) in sources.enumerated() {
      let isNew = atoms.allSatisfy { known in
        known.contents != atom.contents
          || length(metric(known.position - adjusted[index])) > closeness
      }
      if isNew {
        atoms.append(
          Atom(
            position: adjusted[index].wrapped, contents: atom.contents, orbit: -1,
            label: atom.label))
      }
    }
    var orbitCount = 0
    for index in atoms.indices where atoms[index].orbit < 0 {
      for operation in operations {
        let image = operation(atoms[index].position)
        for other in atoms.indices
        where atoms[other].contents == atoms[index].contents
          && length(metric(image - atoms[other].position)) < closeness
        {
          atoms[other].orbit = orbitCount
        }
      }
      orbitCount += 1
    }
    self.atoms = atoms
    siteImages = operations.map { operation in
      atoms.map { atom in
        let image = operation(atom.position)
        // The averaged structure is exactly symmetric: the site that coincides is the image.
        var best = SiteImage(atom: 0, cell: SIMD3(0, 0, 0))
        var bestDistance = Double.infinity
        for (index, target) in atoms.enumerated() where target.contents == atom.contents {
          let difference = image - target.position
          let distance = length(metric(difference))
          if distance < bestDistance {
            bestDistance = distance
            let cell = difference.rounded(.toNearestOrEven)
            best = SiteImage(
              atom: index, cell: SIMD3(Int(cell.x), Int(cell.y), Int(cell.z)))
          }
        }
        return best
      }
    }
  }

  /// The largest denominator of a translation with an origin of International Tables in a primitive
  /// basis; found origins that are none have far larger ones.
  private static let largestDenominator = 48

  /// A standard origin near the source's where that lies beside the symmetry elements, else zero.
  ///
  /// Simulations and drifting refinements put the origin anywhere; domain operations and origins of
  /// subgroups are plain fractions from a standard one only.
  private static func standardOrigin(
    _ operations: [SymmetryOperation], number: Int, basis: Matrix3, conventional: IntegerMatrix3
  ) -> [Rational] {
    let isStandard = operations.allSatisfy { operation in
      operation.translation.allSatisfy { $0.denominator <= largestDenominator }
    }
    guard !isStandard, let table = try? PointGroupTable(operations),
      let setting = try? StandardSetting(
        number: number, table: table, basis: basis, conventional: conventional),
      let origin = setting.origins.first
    else { return [.zero, .zero, .zero] }
    return origin
  }

  /// The distance, Å, below which an atom and an image of another are the same site: the tolerance
  /// bounds one operation, and two of them and the rounding of the lattice add up.
  private static func coincidence(_ tolerance: Double) -> Double { 4 * tolerance + 0.02 }

  /// The atom and primitive cell onto which an operation carries an atom of the first cell.
  public struct SiteImage: Sendable, Codable, Hashable {
    /// The atom of the primitive cell.
    public var atom: Int
    /// The primitive cell in which the image lies.
    public var cell: SIMD3<Int>
  }

  /// The orthogonal matrix of an operation on Cartesian vectors, `A W A⁻¹`.
  public func cartesian(_ rotation: IntegerMatrix3) -> Matrix3 {
    basis * rotation.real * basis.inverse
  }

  /// A wave vector given in the primitive reciprocal basis, in the conventional one:
  /// `k_c = k_p C` (row vectors).
  public func conventional(waveVector: [Rational]) -> [Rational] {
    conventionalMultiple.transpose.apply(to: waveVector)
  }
}

/// The difference of two points that coincide up to a lattice vector.
///
/// Rounding the fractional difference finds the lattice vector wherever the points nearly coincide,
/// in any basis; for points far apart the result is long, but not the shortest.
struct CoincidenceMetric {
  private let basis: Matrix3

  /// The metric of a lattice given by its basis (columns, Å).
  init(_ basis: Matrix3) {
    self.basis = basis
  }

  /// The Cartesian difference, Å, of a fractional one.
  func callAsFunction(_ difference: Vector3) -> Vector3 {
    basis * (difference - difference.rounded(.toNearestOrEven))
  }
}

/// A primitive cell of a structure's translation lattice.
struct PrimitiveCell {
  /// The primitive basis vectors as columns, in the structure's own basis.
  var primitive: Matrix3
  /// The vectors of the structure's own cell in the primitive basis.
  var cell: IntegerMatrix3

  /// The cell of a lattice that contains the structure's own.
  init(_ lattice: FractionalLattice) {
    primitive = lattice.basis
    // cell = primitive⁻¹ = denominator · adj(H) / det(H), an integer matrix by construction.
    let scaled = lattice.scaledBasis
    let determinant = scaled.determinant
    cell = IntegerMatrix3(
      scaled.adjugate.rowMajor.map { $0 * lattice.denominator / determinant })
  }

  /// The number of lattice points in the structure's own cell.
  var multiplicity: Int { abs(cell.determinant) }
}

extension SIMD3<Double> {
  /// The fractional coordinates folded into 0 ..< 1, values within rounding of 1 going to 0.
  var wrapped: Vector3 {
    var result = self - self.rounded(.down)
    for index in 0..<3 where result[index] > 1 - 1e-10 { result[index] = 0 }
    return result
  }
}

/// A structure that cannot be related to a parent.
public struct EmbeddingError: Error, Sendable, Hashable, CustomStringConvertible {
  /// A stable code in kebab-case.
  public var code: String
  /// Where, what was found, what was expected, what to do.
  public var message: String

  /// An error.
  public init(code: String, message: String) {
    self.code = code
    self.message = message
  }

  /// The message.
  public var description: String { message }
}
