// The space group of a structure within a tolerance.
//
// An operation (W, w) is accepted where W is an isometry of the lattice within the strain tolerance
// and carries every atom to within the distance tolerance of an equal atom, the translation being
// the mean over all atoms:
//
//     w = mean_i (x_π(i) − W x_i) ,   max_i |A (W x_i + w − x_π(i))| ≤ T
//
//   (input cell) -[pure translations]-> (primitive cell) -[reduction]-> (reduced cell)
//
// All rotations of a reduced lattice have elements −1, 0, 1. Accepted operations that do not form a
// group are cut down to one, the best matching first; the group is then made exact.

import Foundation
import PhaseFitNumerics

/// A structure to be searched: a cell, positions, and one number for each kind of atom.
struct SymmetrySearch {
  var basis: Matrix3
  var positions: [Vector3]
  var kinds: [Int]
  /// The largest distance between an image and the atom that it stands for, Å.
  var tolerance: Double
  /// The largest strain component by which an isometry may fail.
  var strainTolerance: Double

  /// An operation found, in the basis of the structure searched.
  struct Match {
    var rotation: IntegerMatrix3
    var translation: Vector3
    /// The atom onto which each atom is carried.
    var permutation: [Int]
    /// The largest distance between an image and its atom, Å.
    var deviation: Double
  }

  /// What was found.
  struct Result {
    /// The primitive lattice in the basis of the input.
    var lattice: FractionalLattice
    /// The reduced primitive basis times the denominator of `lattice`, in the input's basis.
    var scaledPrimitive: IntegerMatrix3
    /// The structure in the reduced primitive cell, equivalent atoms of the input averaged.
    var primitive: SymmetrySearch
    /// The atom of the primitive cell to which each input atom belongs.
    var primitiveAtom: [Int]
    /// The operations found in the primitive cell, a group; as found.
    var matches: [Match]
    /// The same operations made exact, in the same order.
    var operations: [SymmetryOperation]
  }

  func run() -> Result {
    let translations = pureTranslations()
    let lattice = translations.map(\.exact).primitiveLattice
    let (_, change) = (basis * lattice.basis).reducedBasis
    let scaled = lattice.scaledBasis * change
    let (primitive, owner) = folded(
      translations.map(\.match), scaled: scaled, denominator: lattice.denominator)
    let matches = Self.subgroup(of: primitive.pointOperations(), in: primitive)
    return Result(
      lattice: lattice, scaledPrimitive: scaled, primitive: primitive, primitiveAtom: owner,
      matches: matches, operations: primitive.exact(matches))
  }

  // MARK: - Matching

  /// The indices of the rarest kind of atom.
  private var rarest: [Int] {
    let groups = Dictionary(grouping: kinds.indices, by: { kinds[$0] })
    return groups.min { ($0.value.count, $0.key) < ($1.value.count, $1.key) }?.value ?? []
  }

  /// The operation with the given matrix and about the given translation, nil where none exists.
  private func match(_ rotation: IntegerMatrix3, near translation: Vector3, in bins: AtomBins)
    -> Match?
  {
    let real = rotation.real
    var taken = Array(repeating: false, count: positions.count)
    var permutation: [Int] = []
    var residuals: [Vector3] = []
    var (sum, lower, upper) = (Vector3.zero, Vector3.zero, Vector3.zero)
    permutation.reserveCapacity(positions.count)
    for (index, position) in positions.enumerated() {
      let image = real * position + translation
      guard let (partner, residual) = bins.nearest(to: image, kind: kinds[index]),
        !taken[partner]
      else { return nil }
      taken[partner] = true
      permutation.append(partner)
      // Two residuals cannot both be within the tolerance of their mean where they differ by more
      // than twice as much along one axis.
      let distance = basis * residual
      if index == 0 { (lower, upper) = (distance, distance) }
      lower = pointwiseMin(lower, distance)
      upper = pointwiseMax(upper, distance)
      guard (upper - lower).max() <= 2 * tolerance * (1 + 1e-9) else { return nil }
      residuals.append(residual)
      sum += residual
    }
    let mean = sum / Double(positions.count)
    var deviation = 0.0
    for residual in residuals {
      deviation = max(deviation, length(basis * (residual - mean)))
    }
    guard deviation <= tolerance else { return nil }
    return Match(
      rotation: rotation, translation: translation + mean, permutation: permutation,
      deviation: deviation)
  }

  /// The atoms in bins for partners of their images.
  private var bins: AtomBins {
    // The atom from which the translation was guessed may itself be off by the tolerance.
    AtomBins(basis: basis, positions: positions, kinds: kinds, reach: 2 * tolerance)
  }

  // MARK: - Translations

  /// The pure translations of the cell as a group, each with its exact form.
  func pureTranslations() -> [(match: Match, exact: SymmetryOperation)] {
    guard let origin = rarest.first else { return [] }
    var found: [Match] = []
    let bins = self.bins
    for target in rarest {
      let guess = positions[target] - positions[origin]
      if let match = match(.identity, near: guess, in: bins) { found.append(match) }
    }
    let group = Self.subgroup(of: found, in: self)
    // K times a translation of a group of K is a lattice vector.
    let order = group.count
    return group.map { match in
      let exact = (0..<3).map {
        Rational(Int((match.translation[$0] * Double(order)).rounded()), order)
      }
      return (
        match, SymmetryOperation(rotation: .identity, translation: exact).reduced
      )
    }
  }

  /// The structure in the primitive cell, equivalent atoms averaged.
  private func folded(_ translations: [Match], scaled: IntegerMatrix3, denominator: Int)
    -> (structure: SymmetrySearch, owner: [Int])
  {
    let change = (1 / Double(denominator)) * scaled.real
    let inverse = change.inverse
    var owner = Array(repeating: -1, count: positions.count)
    var folded: [Vector3] = []
    var foldedKinds: [Int] = []
    for index in positions.indices where owner[index] < 0 {
      var offset = Vector3.zero
      for translation in translations {
        let image = translation.permutation[index]
        owner[image] = folded.count
        offset += SiteFinder.nearest(
          positions[image] - positions[index] - translation.translation)
      }
      let mean = positions[index] + offset / Double(translations.count)
      folded.append(inverse * mean)
      foldedKinds.append(kinds[index])
    }
    let structure = SymmetrySearch(
      basis: basis * change, positions: folded, kinds: foldedKinds, tolerance: tolerance,
      strainTolerance: strainTolerance)
    return (structure, owner)
  }

  // MARK: - Rotations

  /// The best operation for every isometry of the (reduced primitive) lattice that has one.
  private func pointOperations() -> [Match] {
    guard let origin = rarest.first else { return [] }
    var found: [Match] = []
    let (bins, rarest) = (self.bins, self.rarest)
    for rotation in latticeIsometries() {
      let carried = rotation.real * positions[origin]
      var best: Match?
      for target in rarest {
        if let match = match(rotation, near: positions[target] - carried, in: bins),
          match.deviation < best?.deviation ?? .infinity
        {
          best = match
        }
      }
      if let best { found.append(best) }
    }
    return found
  }

  /// The integer matrices that keep the metric within the strain tolerance.
  private func latticeIsometries() -> [IntegerMatrix3] {
    var vectors: [SIMD3<Int>] = []
    for x in -1...1 {
      for y in -1...1 {
        for z in -1...1 where x != 0 || y != 0 || z != 0 { vectors.append(SIMD3(x, y, z)) }
      }
    }
    let lengths = vectors.map {
      length(basis * Vector3(Double($0.x), Double($0.y), Double($0.z)))
    }
    // A strain with components ≤ ε changes no length by more than the factor 1 + 3 ε.
    let candidates = (0..<3).map { column -> [SIMD3<Int>] in
      let edge = length(basis[column: column])
      let bound = 3 * strainTolerance * edge + 1e-9 * edge
      return vectors.indices.filter { abs(lengths[$0] - edge) <= bound }.map { vectors[$0] }
    }
    /// The rounding of doubles in a strain.
    let rounding = 1e-9
    /// Whether two images enclose the angle of their originals: |Δ(aᵢ · aⱼ)| ≤ 6 ε |aᵢ| |aⱼ|.
    func keepsAngle(_ first: SIMD3<Int>, _ second: SIMD3<Int>, _ i: Int, _ j: Int) -> Bool {
      let left = basis * Vector3(Double(first.x), Double(first.y), Double(first.z))
      let right = basis * Vector3(Double(second.x), Double(second.y), Double(second.z))
      let (a, b) = (basis[column: i], basis[column: j])
      return abs(dot(left, right) - dot(a, b))
        <= (6 * strainTolerance + rounding) * length(a) * length(b)
    }
    var result: [IntegerMatrix3] = []
    for a in candidates[0] {
      for b in candidates[1] where keepsAngle(a, b, 0, 1) {
        for c in candidates[2] where keepsAngle(a, c, 0, 2) && keepsAngle(b, c, 1, 2) {
          let matrix = IntegerMatrix3([a.x, b.x, c.x, a.y, b.y, c.y, a.z, b.z, c.z])
          guard abs(matrix.determinant) == 1,
            basis.strainDefect(of: matrix) <= strainTolerance + rounding
          else { continue }
          result.append(matrix)
        }
      }
    }
    return result
  }

  // MARK: - Groups

  /// The largest set of operations that is a group, built up from the best matching ones.
  ///
  /// An operation is taken where the group that it generates with those already taken consists of
  /// operations that were found.
  private static func subgroup(of matches: [Match], in structure: SymmetrySearch) -> [Match] {
    let ordered = matches.sorted { first, second in
      let isIdentity = (first.isIdentity ? 0 : 1, second.isIdentity ? 0 : 1)
      if isIdentity.0 != isIdentity.1 { return isIdentity.0 < isIdentity.1 }
      return first.deviation < second.deviation
    }
    // The permutations multiply exactly, whatever the noise of the translations.
    let places = Dictionary(
      ordered.enumerated().map { (Key(of: $0.element), $0.offset) },
      uniquingKeysWith: { first, _ in first })
    var members: [Int] = []
    var generators: [Int] = []
    candidates: for candidate in ordered.indices where !members.contains(candidate) {
      var group = members.isEmpty ? [candidate] : members
      var present = Set(group)
      if present.insert(candidate).inserted { group.append(candidate) }
      var position = 0
      while position < group.count {
        for generator in generators + [candidate] {
          let product = Key(of: ordered[generator]) * Key(of: ordered[group[position]])
          guard let place = places[product] else { continue candidates }
          if present.insert(place).inserted { group.append(place) }
        }
        position += 1
      }
      generators.append(candidate)
      members = group
    }
    return members.map { ordered[$0] }
  }
}

/// An operation by what it does to lattice and atoms.
private struct Key: Hashable {
  var rotation: IntegerMatrix3
  var permutation: [Int]

  init(of match: SymmetrySearch.Match) {
    rotation = match.rotation
    permutation = match.permutation
  }

  private init(rotation: IntegerMatrix3, permutation: [Int]) {
    self.rotation = rotation
    self.permutation = permutation
  }

  /// The right operation first.
  static func * (left: Key, right: Key) -> Key {
    Key(
      rotation: left.rotation * right.rotation,
      permutation: right.permutation.map { left.permutation[$0] })
  }
}

extension SymmetrySearch.Match {
  /// Whether this is the identity: it moves no atom.
  fileprivate var isIdentity: Bool {
    rotation == .identity && permutation.enumerated().allSatisfy { $0.offset == $0.element }
  }
}
