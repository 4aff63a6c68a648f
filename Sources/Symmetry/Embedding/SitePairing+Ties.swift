// Pairings of one origin between which the size of the displacements does not decide, as where atoms
// lie half way between two sites. Only pairings σ that the child's operations h carry into themselves
// describe a structure of its group,
//
//     σ(h i) = h σ(i) ,
//
// so that the site of one atom of each orbit decides. A pairing is as good as another where the atoms
// that change their site move equally far in both.

import PhaseFitNumerics

extension SitePairing {
  /// What the choices of site are made from: the origin and the child's group.
  struct Frame {
    /// The origin of the child's cell in the parent's primitive basis.
    var origin: Vector3
    /// The child's operations as operations of the parent, modulo its lattice.
    var operations: [SymmetryOperation]
    /// The child's translation lattice in the parent's primitive basis, in Hermite normal form.
    var lattice: IntegerMatrix3
  }

  /// The most pairings that are looked for.
  private static let largestCount = 32
  /// The most partial pairings that are visited in the search.
  private static let largestEffort = 20_000

  /// The pairings as good as a given one, all symmetric under the child's group.
  ///
  /// - Parameters:
  ///   - pairs: the pairing of smallest displacement.
  ///   - frame: the origin and the child's group.
  ///   - limit: the largest displacement, Å.
  ///   - tolerance: the difference of displacements, Å, that does not decide.
  /// - Returns: the best pairing and those as good, empty where the given one has no rival; and
  ///   whether the search came to its end, so that there are no others.
  func equals(
    of pairs: [Embedding.Pair], in frame: Frame, limit: Double, tolerance: Double
  ) -> (pairings: [Candidate], isComplete: Bool) {
    var found: [Candidate] = []
    var isComplete = true
    for offset in offsets(of: pairs, tolerance: tolerance) {
      let rivals = rivals(of: pairs, moved: offset, frame, limit: limit, tolerance: tolerance)
      isComplete = isComplete && rivals.isComplete
      for pairing in rivals.found {
        let candidate = centred(pairing, origin: frame.origin - parent.basis.inverse * offset)
        let isNew = found.allSatisfy { known in changes(known.pairs, candidate.pairs).count > 0 }
        guard isNew, candidate.pairs.allSatisfy({ length($0.displacement) <= limit }) else {
          continue
        }
        found.append(candidate)
      }
    }
    guard let best = found.min(by: { $0.meanSquare < $1.meanSquare }) else {
      return ([], isComplete)
    }
    return (found.filter { isAsGood($0, as: best, tolerance: tolerance) }, isComplete)
  }

  /// The best pairing that the child's group carries into itself, for an origin on its elements.
  ///
  /// - Parameters:
  ///   - candidate: a pairing whose origin is off them.
  ///   - frame: the origin and the child's group.
  ///   - limit: the largest displacement, Å.
  ///   - tolerance: the difference of displacements, Å, that does not decide.
  /// - Returns: nil where there is none, or where no atom has a choice.
  func symmetric(
    _ candidate: Candidate, in frame: Frame, limit: Double, tolerance: Double
  ) -> Candidate? {
    let shift = parent.basis * (frame.origin - candidate.origin)
    var pairs = candidate.pairs
    for index in pairs.indices { pairs[index].displacement += shift }
    return equals(of: pairs, in: frame, limit: limit, tolerance: tolerance).pairings.min {
      $0.meanSquare < $1.meanSquare
    }
  }

  /// The places of the origin, Å from its own, from which rivals are looked for.
  ///
  /// Its own and that of each kind of atom: along polar directions the origin follows the atoms that
  /// move, and atoms half way between two sites look so from the sublattice at rest alone.
  private func offsets(of pairs: [Embedding.Pair], tolerance: Double) -> [Vector3] {
    var result = [Vector3.zero]
    for kind in Set(allowed).sorted(by: { $0.lexicographicallyPrecedes($1) }) {
      let members = pairs.indices.filter { allowed[$0] == kind }
      let mean =
        members.reduce(Vector3.zero) { $0 + pairs[$1].displacement } / Double(members.count)
      if result.allSatisfy({ length($0 - mean) > tolerance }) { result.append(mean) }
    }
    return result
  }

  /// The symmetric pairings of about the size of a given one, seen from a moved origin; empty where no
  /// atom has another site as near.
  private func rivals(
    of pairs: [Embedding.Pair], moved offset: Vector3, _ frame: Frame, limit: Double,
    tolerance: Double
  ) -> (found: [[Embedding.Pair]], isComplete: Bool) {
    var frame = frame
    frame.origin -= parent.basis.inverse * offset
    let reach = limit + length(offset)
    let lengths = pairs.map { length($0.displacement - offset) }
    let choices = positions.indices.map { sites(for: $0, origin: frame.origin, limit: reach) }
    let isContested = pairs.indices.contains { index in
      choices[index].contains { site in
        (site.parentAtom, site.cell) != (pairs[index].parentAtom, pairs[index].cell)
          && length(site.displacement) <= lengths[index] + 2 * tolerance
      }
    }
    guard isContested,
      let orbits = orbits(frame, choices: choices, closeness: 4 * tolerance + 0.02)
    else { return ([], true) }
    let slack = Double(pairs.count) * tolerance * (2 * (lengths.max() ?? 0) + tolerance)
    var search = PairingSearch(
      orbits: orbits, lattice: frame.lattice,
      bound: lengths.reduce(0) { $0 + $1 * $1 } + slack, effort: Self.largestEffort,
      count: Self.largestCount)
    search.run()
    return (search.found, search.isComplete)
  }

  /// The atoms that have different sites in two pairings.
  private func changes(_ pairs: [Embedding.Pair], _ others: [Embedding.Pair]) -> [Int] {
    pairs.indices.filter { index in
      (pairs[index].parentAtom, pairs[index].cell)
        != (others[index].parentAtom, others[index].cell)
    }
  }

  /// Whether the atoms that change their site move equally far, in the mean square and with the rest
  /// of the structure following the origin.
  private func isAsGood(_ candidate: Candidate, as best: Candidate, tolerance: Double) -> Bool {
    let changed = changes(candidate.pairs, best.pairs)
    guard !changed.isEmpty else { return true }
    let count = Double(changed.count)
    let sum = changed.reduce(0) {
      $0 + dot(best.pairs[$1].displacement, best.pairs[$1].displacement)
    }
    let excess = Double(best.pairs.count) * (candidate.meanSquare - best.meanSquare)
    return excess <= count * tolerance * (2 * (sum / count).squareRoot() + tolerance)
  }

  /// Every site within reach of an atom.
  private func sites(for index: Int, origin: Vector3, limit: Double) -> [Embedding.Pair] {
    let position = positions[index] + origin
    var result: [Embedding.Pair] = []
    for site in allowed[index] {
      let difference = position - parent.atoms[site].position
      let cell = difference.rounded(.toNearestOrEven)
      for x in -1...1 {
        for y in -1...1 {
          for z in -1...1 {
            let image = cell + Vector3(Double(x), Double(y), Double(z))
            let displacement = parent.basis * (difference - image)
            guard dot(displacement, displacement) <= limit * limit else { continue }
            result.append(
              Embedding.Pair(
                parentAtom: site, cell: SIMD3(Int(image.x), Int(image.y), Int(image.z)),
                displacement: displacement))
          }
        }
      }
    }
    return result
  }

  private func centred(_ pairs: [Embedding.Pair], origin: Vector3) -> Candidate {
    let count = Double(max(pairs.count, 1))
    let mean = pairs.reduce(Vector3.zero) { $0 + $1.displacement } / count
    let centred = pairs.map {
      Embedding.Pair(
        parentAtom: $0.parentAtom, cell: $0.cell, displacement: $0.displacement - mean)
    }
    return Candidate(
      origin: origin - parent.basis.inverse * mean, pairs: centred,
      meanSquare: centred.reduce(0) { $0 + dot($1.displacement, $1.displacement) } / count)
  }
}

// MARK: - Orbits

extension SitePairing {
  /// An orbit of the child's atoms with the sites that it may take, the cheapest first.
  struct Orbit {
    var atoms: [Int]
    var options: [Option]
  }

  /// The sites of the atoms of an orbit.
  struct Option {
    var pairs: [Embedding.Pair]
    var cost: Double
  }

  /// The orbits of the child's atoms under its group with all symmetric choices of sites; nil where
  /// the operations do not permute the atoms or an orbit has no choice.
  private func orbits(_ frame: Frame, choices: [[Embedding.Pair]], closeness: Double) -> [Orbit]? {
    let lattice = NearestImage(parent.basis * frame.lattice.real)
    let places = positions.map { $0 + frame.origin }
    let actions = frame.operations.compactMap { SiteAction($0, in: parent) }
    let inverse = parent.basis.inverse
    var isTaken = Array(repeating: false, count: places.count)
    var result: [Orbit] = []
    for first in places.indices where !isTaken[first] {
      /// What carries the first atom onto an atom, with the translation that is needed as well.
      var carriers: [(atom: Int, action: SiteAction, shift: SIMD3<Int>)] = []
      var stabiliser: [(action: SiteAction, shift: SIMD3<Int>)] = []
      var isCarried: Set<Int> = []
      for action in actions {
        let image = action.operation(places[first])
        var isFound = false
        for (atom, place) in places.enumerated() where allowed[atom] == allowed[first] {
          let difference = place - image
          let residual = lattice(parent.basis * difference)
          guard dot(residual, residual) <= closeness * closeness else { continue }
          isFound = true
          let cells = (difference - inverse * residual).rounded(.toNearestOrEven)
          let shift = SIMD3(Int(cells.x), Int(cells.y), Int(cells.z))
          if atom == first { stabiliser.append((action, shift)) }
          if isCarried.insert(atom).inserted { carriers.append((atom, action, shift)) }
        }
        guard isFound else { return nil }
      }
      var options: [Option] = []
      for choice in choices[first] {
        let isSymmetric = stabiliser.allSatisfy { action, shift in
          let image = action.image(of: choice, then: shift)
          return image == (choice.parentAtom, choice.cell)
        }
        guard isSymmetric else { continue }
        var taken: Set<SitePlace> = []
        let pairs = carriers.map { atom, action, shift in
          let (site, cell) = action.image(of: choice, then: shift)
          taken.insert(SitePlace(site, frame.lattice.reduce(cell)))
          let place = Vector3(Double(cell.x), Double(cell.y), Double(cell.z))
          return Embedding.Pair(
            parentAtom: site, cell: cell,
            displacement: parent.basis * (places[atom] - parent.atoms[site].position - place))
        }
        // Atoms that a translation of the child relates share a place modulo its lattice.
        guard taken.count * copies(of: frame.lattice) == pairs.count else { continue }
        options.append(
          Option(
            pairs: pairs, cost: pairs.reduce(0) { $0 + dot($1.displacement, $1.displacement) }))
      }
      guard !options.isEmpty else { return nil }
      for carrier in carriers { isTaken[carrier.atom] = true }
      options.sort { $0.cost < $1.cost }
      result.append(Orbit(atoms: carriers.map(\.atom), options: options))
    }
    return result
  }

  /// How many translations of the child's lattice lie in the cell of its source.
  private func copies(of lattice: IntegerMatrix3) -> Int {
    max(abs(childCell.determinant / lattice.determinant), 1)
  }

  /// A site modulo the child's lattice.
  struct SitePlace: Hashable {
    var atom: Int
    var cell: SIMD3<Int>

    init(_ atom: Int, _ cell: SIMD3<Int>) {
      self.atom = atom
      self.cell = cell
    }
  }

  /// How an operation of the child carries sites of the parent.
  private struct SiteAction {
    var operation: SymmetryOperation
    private let images: [ParentStructure.SiteImage]
    private let shift: SIMD3<Int>

    init?(_ operation: SymmetryOperation, in parent: ParentStructure) {
      guard
        let index = parent.operations.firstIndex(where: { $0.rotation == operation.rotation })
      else { return nil }
      let shift = zip(operation.translation, parent.operations[index].translation).map {
        ($0 - $1).numerator
      }
      self.operation = operation
      self.shift = SIMD3(shift[0], shift[1], shift[2])
      images = parent.siteImages[index]
    }

    func image(of pair: Embedding.Pair, then translation: SIMD3<Int>) -> (
      atom: Int, cell: SIMD3<Int>
    ) {
      let image = images[pair.parentAtom]
      return (
        image.atom, operation.rotation * pair.cell &+ image.cell &+ shift &+ translation
      )
    }
  }
}
