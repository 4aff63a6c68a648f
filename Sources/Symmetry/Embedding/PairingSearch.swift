import PhaseFitNumerics

/// Chooses one option for each orbit so that no site is taken twice, depth first with a bound.
struct PairingSearch {
  let orbits: [SitePairing.Orbit]
  let lattice: IntegerMatrix3
  /// The largest sum of squares, Å².
  let bound: Double
  var effort: Int
  let count: Int
  /// The pairings in the order of the child's atoms.
  var found: [[Embedding.Pair]] = []
  /// Whether no pairing was left out for want of effort or room.
  private(set) var isComplete = true

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
      found.append(pairs(chosen))
      return
    }
    for (number, option) in orbits[depth].options.enumerated() {
      guard cost + option.cost + rest[depth + 1] <= bound else { return }
      guard found.count < count, effort > 0 else {
        isComplete = false
        return
      }
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
