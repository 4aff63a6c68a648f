import PhaseFitNumerics

/// The pairing of a child's atoms with the sites of the parent, for one lattice correspondence.
///
/// The origin is not known. For every site that an anchor atom (of the rarest kind) may occupy,
/// the others are paired with their nearest site; the mean displacement then corrects the origin,
/// and the pairing is repeated until it no longer changes.
struct SitePairing {
  /// A pairing with its origin.
  struct Candidate {
    var origin: Vector3
    var pairs: [Embedding.Pair]
    var meanSquare: Double
    /// The origin that puts the anchor exactly on its site.
    var anchored: Vector3?
  }

  let parent: ParentStructure
  private let nearest: NearestImage
  let positions: [Vector3]
  let childCell: IntegerMatrix3
  /// For each child atom the parent atoms it may sit on.
  let allowed: [[Int]]

  init(child: ExpandedCrystal, multiple: IntegerMatrix3, parent: ParentStructure) {
    self.parent = parent
    nearest = NearestImage(parent.basis)
    let matrix = multiple.real
    positions = child.atoms.map { matrix * $0.position }
    childCell = multiple.hermiteNormalForm
    allowed = child.atoms.map { atom in
      parent.atoms.indices.filter { index in
        atom.contents.allSatisfy { content in
          parent.atoms[index].contents.contains { $0.element == content.element }
        }
      }
    }
  }

  /// How many sites are tried beyond those of the rarest kind.
  private static let largestAnchorCount = 8

  /// An atom of each of the rarest kinds with the sites that it may occupy.
  ///
  /// One kind would do where no atom moves farther than half way to the next site; several find the
  /// pairings of smallest displacement also where the first anchor is displaced that far, or where
  /// atoms of another kind lie half way between two sites.
  private var anchors: [(atom: Int, site: Int)] {
    var kinds: [[Int]: Int] = [:]
    for index in allowed.indices.reversed() { kinds[allowed[index]] = index }
    var result: [(atom: Int, site: Int)] = []
    for (sites, atom) in kinds.sorted(by: {
      ($0.key.count, $0.key.first ?? 0) < ($1.key.count, $1.key.first ?? 0)
    }) where result.isEmpty || result.count + sites.count <= Self.largestAnchorCount {
      result += sites.map { (atom, $0) }
    }
    return result
  }

  /// The distinct pairings whose displacements stay within a limit in Å.
  func pairings(limit: Double) -> [Candidate] {
    var result: [Candidate] = []
    for (anchor, site) in anchors {
      let anchored = parent.atoms[site].position - positions[anchor]
      var origin = anchored
      var candidate: Candidate?
      var previous: [Int] = []
      // The origin error of the anchor (its own displacement) is corrected by the first mean; the
      // pairing is stable after two or three rounds.
      for round in 0..<6 {
        guard
          let pairs = pair(origin: origin, limit: round == 0 ? 1.6 * limit : 1.2 * limit)
        else { break }
        let mean =
          pairs.reduce(Vector3.zero) { $0 + $1.displacement } / Double(max(pairs.count, 1))
        origin -= parent.basis.inverse * mean
        let centred = pairs.map {
          Embedding.Pair(
            parentAtom: $0.parentAtom, cell: $0.cell, displacement: $0.displacement - mean)
        }
        let meanSquare =
          centred.reduce(0) { $0 + dot($1.displacement, $1.displacement) }
          / Double(max(centred.count, 1))
        candidate = Candidate(
          origin: origin, pairs: centred, meanSquare: meanSquare, anchored: anchored)
        let identity = centred.flatMap { [$0.parentAtom, $0.cell.x, $0.cell.y, $0.cell.z] }
        if identity == previous { break }
        previous = identity
      }
      if let candidate, candidate.pairs.allSatisfy({ length($0.displacement) <= limit }) {
        result.append(candidate)
      }
    }
    return result
  }

  /// Pairs every atom with a site of its own for a given origin, nil where that is impossible.
  private func pair(origin: Vector3, limit: Double) -> [Embedding.Pair]? {
    var pairs: [Embedding.Pair] = []
    var taken: Set<[Int]> = []
    var isUnique = true
    for index in positions.indices {
      guard let pair = nearestSite(of: index, origin: origin),
        length(pair.displacement) <= limit
      else { return nil }
      let class_ = childCell.reduce(pair.cell)
      isUnique =
        taken.insert([pair.parentAtom, class_.x, class_.y, class_.z]).inserted && isUnique
      pairs.append(pair)
    }
    return isUnique ? pairs : assigned(origin: origin, limit: limit)
  }

  private func nearestSite(of index: Int, origin: Vector3) -> Embedding.Pair? {
    let position = positions[index] + origin
    var best: Embedding.Pair?
    for site in allowed[index] {
      let pair = displacement(from: site, to: position)
      if best.map({ length(pair.displacement) < length($0.displacement) }) ?? true { best = pair }
    }
    return best
  }

  private func displacement(from site: Int, to position: Vector3) -> Embedding.Pair {
    let difference = position - parent.atoms[site].position
    let shortest = nearest(parent.basis * difference)
    let cell = (difference - parent.basis.inverse * shortest).rounded(.toNearestOrEven)
    return Embedding.Pair(
      parentAtom: site, cell: SIMD3(Int(cell.x), Int(cell.y), Int(cell.z)),
      displacement: shortest)
  }

  /// The cheapest one-to-one pairing where nearest sites collide.
  private func assigned(origin: Vector3, limit: Double) -> [Embedding.Pair]? {
    let cells = childCell.cosetRepresentatives
    let sites = parent.atoms.indices.flatMap { site in cells.map { (site, $0) } }
    let childLattice = NearestImage(parent.basis * childCell.real)
    var options: [[Embedding.Pair?]] = []
    var cost: [[Double]] = []
    for index in positions.indices {
      let position = positions[index] + origin
      var row: [Embedding.Pair?] = []
      for (site, cell) in sites {
        guard allowed[index].contains(site) else {
          row.append(nil)
          continue
        }
        let offset = Vector3(Double(cell.x), Double(cell.y), Double(cell.z))
        let difference = position - parent.atoms[site].position
        let shortest = childLattice(parent.basis * (difference - offset))
        guard length(shortest) <= limit else {
          row.append(nil)
          continue
        }
        let image = (difference - parent.basis.inverse * shortest).rounded(.toNearestOrEven)
        row.append(
          Embedding.Pair(
            parentAtom: site, cell: SIMD3(Int(image.x), Int(image.y), Int(image.z)),
            displacement: shortest))
      }
      options.append(row)
      cost.append(
        row.map { $0.map { dot($0.displacement, $0.displacement) } ?? .infinity })
    }
    guard let assignment = cheapestAssignment(cost) else { return nil }
    var pairs: [Embedding.Pair] = []
    for (index, column) in assignment.enumerated() {
      guard let pair = options[index][column] else { return nil }
      pairs.append(pair)
    }
    return pairs
  }
}
