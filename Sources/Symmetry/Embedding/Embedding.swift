public import PhaseFitNumerics
import PhaseFitStructures

/// A child structure written in the frame of its parent.
///
///     A_child ≈ R U A_parent P ,   x_parent = P x_child + p
///
/// in the parent's primitive basis. Every atom of the child is paired with a site of the parent;
/// the remaining difference is its displacement, Cartesian in the parent's metric (free of strain).
/// The mean displacement is zero: symmetry makes it zero along every direction that is not polar,
/// and along polar directions the origin is free.
public struct Embedding: Sendable, Codable {
  /// The child's cell (the source's) in the parent's primitive basis, P.
  public var multiple: IntegerMatrix3
  /// The origin of the child's cell in the parent's primitive basis, p.
  public var origin: Vector3
  /// How many primitive cells of the parent one primitive cell of the child holds.
  public var cellMultiplication: Int
  /// The child's translation lattice in the parent's primitive basis, in Hermite normal form.
  public var lattice: IntegerMatrix3
  /// The deformation gradient F = A_child (A_parent P)⁻¹.
  public var deformation: Matrix3
  /// The parent site of each atom of the child's cell.
  public var pairing: [Pair]
  /// The child's operations as operations of the parent: its space group modulo its lattice.
  public var operations: [SymmetryOperation]
  /// The largest distance, Å, between an operation of the child and the parent's operation.
  public var operationMismatch: Double
  /// Other embeddings with the same size of displacements and strain within the tolerance of the
  /// child's group, which no operation of the parent carries into this one or one another: different
  /// answers between which the structure alone does not decide.
  public var alternatives: [Embedding] = []
  /// Whether the search for alternatives ended at its limits of 32 pairings for an origin and 20 000
  /// partial ones, so that there may be more.
  public var omitsAlternatives = false

  /// The site of the parent on which an atom of the child sits.
  public struct Pair: Sendable, Codable, Hashable {
    /// The atom of the parent's primitive cell.
    public var parentAtom: Int
    /// The primitive cell in which it lies.
    public var cell: SIMD3<Int>
    /// The displacement of the child's atom from that site, Å, Cartesian in the parent's metric.
    public var displacement: Vector3
  }

  /// The stretch U of F = R U.
  public var stretch: Matrix3 { deformation.polarDecomposition.stretch }

  /// The rotation R of F = R U, which is removed.
  public var rotation: Matrix3 { deformation.polarDecomposition.rotation }

  /// The strain U − 1 against the parent's basis.
  public var strain: Matrix3 { stretch - .identity }

  /// The largest displacement, Å.
  public var maximumDisplacement: Double {
    pairing.map { length($0.displacement) }.max() ?? 0
  }

  /// The root mean square displacement, Å.
  public var rootMeanSquareDisplacement: Double {
    let sum = pairing.reduce(0) { $0 + dot($1.displacement, $1.displacement) }
    return (sum / Double(max(pairing.count, 1))).squareRoot()
  }

  /// The index of the child's space group in the parent's: the number of domain states.
  public func index(in parent: ParentStructure) -> Int {
    parent.operations.count * cellMultiplication / max(operations.count, 1)
  }
}

extension Embedding {
  /// The largest displacement, Å, that still counts as a pairing of the same atom.
  ///
  /// Measured displacive transformations reach 0.9 Å (KAlF4); further than this an atom is as
  /// close to the next site and the pairing would be a guess.
  public static let largestDisplacement = 1.3

  /// The largest distance, Å, between an operation of the child and the operation of the parent
  /// that it is taken for, beyond the tolerance with which the child's group was found.
  ///
  /// Different operations of a parent with one rotation differ by at least an eighth of a lattice
  /// vector, some 0.5 Å.
  static let largestOperationMismatch = 0.08

  /// The length, Å, that turns a strain into a displacement when fits are compared: a bond.
  private static let bondLength = 2.0

  /// Embeds a child in a parent, without being told a matrix or an origin.
  ///
  /// - Throws: `EmbeddingError` with the reason: `composition`, `no-lattice-correspondence`,
  ///   `no-pairing`, `not-a-subgroup`, or `other-hand` where the mirror image of a chiral child fits.
  public init(
    _ child: ExpandedCrystal, symmetry: FoundSymmetry, in parent: ParentStructure
  ) throws(EmbeddingError) {
    do throws(EmbeddingError) {
      self = try Embedding(ofEitherHand: child, symmetry: symmetry, in: parent)
    } catch {
      guard let image = Self.mirrorImage(of: child, symmetry: symmetry, in: parent) else {
        throw error
      }
      throw EmbeddingError(
        code: "other-hand",
        message: "\(child.name): the mirror image of \(symmetry.group), \(image), is a distortion "
          + "of the parent \(parent.group), the structure itself is none: one of the two is given "
          + "with the other hand; change the sign of all coordinates of one and take its "
          + "enantiomorphic group")
    }
  }

  /// The group of the mirror image of a child where that fits a chiral parent, nil where it does not.
  private static func mirrorImage(
    of child: ExpandedCrystal, symmetry: FoundSymmetry, in parent: ParentStructure
  ) -> SpaceGroupType? {
    let isChiral =
      parent.operations.allSatisfy { $0.rotation.determinant == 1 }
      && symmetry.primitiveOperations.allSatisfy { $0.rotation.determinant == 1 }
    guard isChiral else { return nil }
    var image = child
    for index in image.atoms.indices {
      image.atoms[index].position = (Vector3.zero - child.atoms[index].position).wrapped
    }
    image.parameters = []
    guard let mirrored = try? FoundSymmetry(of: image),
      (try? Embedding(ofEitherHand: image, symmetry: mirrored, in: parent)) != nil
    else { return nil }
    return mirrored.group
  }

  private init(
    ofEitherHand child: ExpandedCrystal, symmetry: FoundSymmetry, in parent: ParentStructure
  ) throws(EmbeddingError) {
    let lattice = PrimitiveCell(symmetry.primitiveLattice)
    let ratio = try Self.cellRatio(child, lattice: lattice, parent: parent)
    let primitive = child.basis * lattice.primitive
    let correspondences = LatticeCorrespondence.search(
      child: primitive, childRotations: symmetry.primitiveOperations.map(\.rotation),
      parent: parent, ratio: ratio)
    guard !correspondences.isEmpty else {
      throw EmbeddingError(
        code: "no-lattice-correspondence",
        message: "\(child.name): no supercell of the parent \(parent.group) with \(ratio) "
          + "primitive cells fits the cell of \(symmetry.group) within "
          + "\(Int(100 * LatticeCorrespondence.largestStretch)) % strain with its point group "
          + "inside the parent's: the structures are not parent and child")
    }

    var found: [(embedding: Embedding, cost: Double)] = []
    var lowest = Double.infinity
    var mismatch: Double?
    let tie = symmetry.tolerance
    for correspondence in correspondences {
      let strainCost = correspondence.strain * Self.bondLength
      if strainCost >= lowest.squareRoot() + tie { break }
      let multiple = correspondence.multiple * lattice.cell
      let pairer = SitePairing(child: child, multiple: multiple, parent: parent)
      for candidate in pairer.pairings(limit: Self.largestDisplacement) {
        func operations(_ origin: Vector3) -> ([SymmetryOperation]?, Double) {
          Self.parentOperations(
            symmetry.primitiveOperations, multiple: correspondence.multiple, origin: origin,
            parent: parent)
        }
        var candidate = candidate
        var (kept, worst) = operations(candidate.origin)
        let largest = Self.largestOperationMismatch + 2 * symmetry.tolerance
        if kept == nil || worst > largest, let anchored = candidate.anchored {
          // Atoms half way between two sites draw the origin off the symmetry elements.
          let (ofAnchor, distance) = operations(anchored)
          let frame = ofAnchor.map {
            SitePairing.Frame(
              origin: anchored, operations: $0,
              lattice: correspondence.multiple.hermiteNormalForm)
          }
          if let frame, distance <= largest,
            let symmetric = pairer.symmetric(
              candidate, in: frame, limit: Self.largestDisplacement, tolerance: tie)
          {
            (candidate, kept, worst) = (symmetric, ofAnchor, distance)
          }
        }
        guard let operations = kept, worst <= largest else {
          mismatch = min(mismatch ?? .infinity, worst)
          continue
        }
        let cost = candidate.meanSquare + strainCost * strainCost
        guard cost.squareRoot() <= lowest.squareRoot() + tie else { continue }
        lowest = min(lowest, cost)
        let embedding = Embedding(
          multiple: multiple, origin: candidate.origin, cellMultiplication: ratio,
          lattice: correspondence.multiple.hermiteNormalForm,
          deformation: child.basis * (parent.basis * multiple.real).inverse,
          pairing: candidate.pairs, operations: operations, operationMismatch: worst)
        found.append((embedding, cost))
      }
    }
    let tied = found.filter { $0.cost.squareRoot() <= lowest.squareRoot() + tie }
      .flatMap { $0.embedding.pairedEqually($0.cost, child: child, parent: parent, tolerance: tie) }
    guard let best = Self.best(of: tied) else {
      if let mismatch {
        throw EmbeddingError(
          code: "not-a-subgroup",
          message: "\(child.name): the lattices and atoms of \(symmetry.group) fit on the parent "
            + "\(parent.group), but its operations miss the parent's by \(mismatch.rounded(2)) Å "
            + "or more: it is not a subgroup of this parent")
      }
      throw EmbeddingError(
        code: "no-pairing",
        message: "\(child.name): the cell of \(symmetry.group) fits on the parent "
          + "\(parent.group), but no pairing of the atoms stays within "
          + "\(Self.largestDisplacement) Å: the transition is reconstructive")
    }
    self = best
    omitsAlternatives = tied.contains { $0.embedding.omitsAlternatives }
    alternatives = distinct(tied.map(\.embedding), child: child, parent: parent, tolerance: tie)
  }

  /// How many primitive parent cells one primitive child cell holds, from the composition.
  private static func cellRatio(
    _ child: ExpandedCrystal, lattice: PrimitiveCell, parent: ParentStructure
  ) throws(EmbeddingError) -> Int {
    let inChild = composition(child.atoms.map(\.contents)).mapValues {
      $0 / Double(lattice.multiplicity)
    }
    let inParent = composition(parent.atoms.map(\.contents))
    func formula(_ amounts: [Int: Double]) -> String {
      amounts.sorted { $0.key < $1.key }.map { key, amount in
        // Whole numbers of atoms without a decimal point.
        let count = amount.rounded(3)
        let text = count == count.rounded() ? "\(Int(count))" : "\(count)"
        return "\(Element(atomicNumber: key)?.symbol ?? "?")\(text)"
      }.joined(separator: " ")
    }
    let total = inChild.values.reduce(0, +) / max(inParent.values.reduce(0, +), 1e-9)
    let ratio = Int(total.rounded())
    let agrees =
      ratio >= 1 && Set(inChild.keys) == Set(inParent.keys)
      && inParent.allSatisfy { key, amount in
        // Refined occupancies carry errors of some per cent.
        abs((inChild[key] ?? 0) - amount * Double(ratio))
          <= 0.05 * amount * Double(ratio) + 0.02
      }
    guard agrees else {
      throw EmbeddingError(
        code: "composition",
        message: "\(child.name): the primitive cell holds \(formula(inChild)), that of the "
          + "parent \(formula(inParent)); expected a whole multiple of the same composition")
    }
    return ratio
  }

  private static func composition(_ contents: [[ExpandedCrystal.Content]]) -> [Int: Double] {
    var amounts: [Int: Double] = [:]
    for content in contents.joined() {
      amounts[content.element.atomicNumber, default: 0] += content.occupancy
    }
    return amounts
  }

  /// The child's operations in the parent's primitive basis as operations of the parent.
  ///
  /// - Returns: the operations modulo the child's lattice, nil where one has no counterpart, and
  ///   the largest mismatch of a translation in Å.
  private static func parentOperations(
    _ operations: [SymmetryOperation], multiple: IntegerMatrix3, origin: Vector3,
    parent: ParentStructure
  ) -> ([SymmetryOperation]?, Double) {
    let determinant = multiple.determinant
    let adjugate = multiple.adjugate
    let byRotation = Dictionary(
      parent.operations.map { ($0.rotation, $0) }, uniquingKeysWith: { first, _ in first })
    var result: [SymmetryOperation] = []
    var worst = 0.0
    for operation in operations {
      let product = (multiple * operation.rotation * adjugate).rowMajor
      guard product.allSatisfy({ $0 % determinant == 0 }) else { return (nil, .infinity) }
      let rotation = IntegerMatrix3(product.map { $0 / determinant })
      guard let counterpart = byRotation[rotation] else { return (nil, .infinity) }
      let translation =
        multiple.real * operation.translationVector + origin - rotation.real * origin
      let difference = translation - counterpart.translationVector
      let cell = difference.rounded(.toNearestOrEven)
      worst = max(worst, length(parent.basis * (difference - cell)))
      let shift = [cell.x, cell.y, cell.z].map { Rational(Int($0)) }
      result.append(
        SymmetryOperation(
          rotation: rotation,
          translation: zip(counterpart.translation, shift).map { $0 + $1 }))
    }
    return (result, worst)
  }
}

extension Double {
  /// The number rounded to some decimal places, for messages.
  func rounded(_ places: Int) -> Double {
    var scale = 1.0
    for _ in 0..<places { scale *= 10 }
    return (self * scale).rounded() / scale
  }
}
