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
  /// - Returns: the best pairing and those as good; empty where the given one has no rival.
  func equals(
    of pairs: [Embedding.Pair], in frame: Frame, limit: Double, tolerance: Double
  ) -> [Candidate] {
    let choices = positions.indices.map { sites(for: $0, origin: frame.origin, limit: limit) }
    let isContested = zip(pairs, choices).contains { pair, sites in
      let reach = length(pair.displacement) + 2 * tolerance
      return sites.contains { site in
        (site.parentAtom, site.cell) != (pair.parentAtom, pair.cell)
          && length(site.displacement) <= reach
      }
    }
    guard isContested,
      let orbits = orbits(frame, choices: choices, closeness: 4 * tolerance + 0.02)
    else { return [] }
    let squares = pairs.map { dot($0.displacement, $0.displacement) }
    let farthest = (squares.max() ?? 0).squareRoot()
    let slack = Double(pairs.count) * tolerance * (2 * farthest + tolerance)
    var search = Search(
      orbits: orbits, lattice: frame.lattice, bound: squares.reduce(0, +) + slack,
      effort: Self.largestEffort, count: Self.largestCount)
    search.run()
    guard let best = search.found.min(by: { $0.cost < $1.cost }) else { return [] }
    let equal = search.found.filter { isAsGood($0.pairs, as: best.pairs, tolerance: tolerance) }
    return equal.map { centred($0.pairs, origin: frame.origin) }
  }

  /// Whether the atoms that change their site move equally far, in the mean square.
  private func isAsGood(
    _ pairs: [Embedding.Pair], as best: [Embedding.Pair], tolerance: Double
  ) -> Bool {
    var sums = (0.0, 0.0)
    var count = 0.0
    for (one, other) in zip(pairs, best)
    where (one.parentAtom, one.cell) != (other.parentAtom, other.cell) {
      sums.0 += dot(one.displacement, one.displacement)
      sums.1 += dot(other.displacement, other.displacement)
      count += 1
    }
    guard count > 0 else { return true }
    return (sums.0 / count).squareRoot() <= (sums.1 / count).squareRoot() + tolerance
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
  fileprivate struct Orbit {
    var atoms: [Int]
    var options: [Option]
  }

  /// The sites of the atoms of an orbit.
  fileprivate struct Option {
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
  fileprivate struct SitePlace: Hashable {
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

// MARK: - The search

/// Chooses one option for each orbit so that no site is taken twice, depth first with a bound.
private struct Search {
  let orbits: [SitePairing.Orbit]
  let lattice: IntegerMatrix3
  /// The largest sum of squares, Å².
  let bound: Double
  var effort: Int
  let count: Int
  var found: [(pairs: [Embedding.Pair], cost: Double)] = []

  mutating func run() {
    // The least that the orbits from each one on cost.
    var rest = [0.0]
    for orbit in orbits.reversed() { rest.append((rest.last ?? 0) + (orbit.options[0].cost)) }
    rest.reverse()
    var chosen: [Int] = []
    var taken: Set<SitePairing.SitePlace> = []
    descend(cost: 0, rest: rest, chosen: &chosen, taken: &taken)
  }

  private mutating func descend(
    cost: Double, rest: [Double], chosen: inout [Int], taken: inout Set<SitePairing.SitePlace>
  ) {
    let depth = chosen.count
    guard depth < orbits.count else {
      found.append((pairs(chosen), cost))
      return
    }
    for (number, option) in orbits[depth].options.enumerated() {
      guard found.count < count, effort > 0, cost + option.cost + rest[depth + 1] <= bound
      else { return }
      effort -= 1
      let places = Set(
        option.pairs.map { SitePairing.SitePlace($0.parentAtom, lattice.reduce($0.cell)) })
      guard taken.isDisjoint(with: places) else { continue }
      taken.formUnion(places)
      chosen.append(number)
      descend(cost: cost + option.cost, rest: rest, chosen: &chosen, taken: &taken)
      chosen.removeLast()
      taken.subtract(places)
    }
  }

  /// The pairing in the order of the child's atoms.
  private func pairs(_ chosen: [Int]) -> [Embedding.Pair] {
    var result: [(atom: Int, pair: Embedding.Pair)] = []
    for (orbit, number) in zip(orbits, chosen) {
      result += zip(orbit.atoms, orbit.options[number].pairs).map { ($0, $1) }
    }
    return result.sorted { $0.atom < $1.atom }.map(\.pair)
  }
}
