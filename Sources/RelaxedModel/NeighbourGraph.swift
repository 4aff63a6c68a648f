// The directed edges along which messages pass: for every ordered pair of species (orbits of the
// parent) the first coordination shell.
//
//     r_ij = x_i − x_j + lattice vector        from the source j to the target i
//
// A shell is a set of edges of one pair of species and one length: the set that the parent's
// operations carry into itself. Edges of one shell with one direction share their tensors: a kind.

import PhaseFitNumerics

struct NeighbourGraph: Sendable {
  struct Shell: Sendable {
    var target: Int
    var source: Int
    var distance: Double
    /// Edges per target atom.
    var degree: Int
  }
  struct Kind: Sendable {
    var shell: Int
    var direction: Vector3
  }
  private(set) var shells: [Shell] = []
  private(set) var kinds: [Kind] = []
  /// Edges of target atom i: `firstEdge[i] ..< firstEdge[i + 1]`.
  private(set) var firstEdge: [Int] = [0]
  private(set) var sources: [Int] = []
  private(set) var kindOfEdge: [Int] = []

  /// Lengths up to this multiple of the shortest belong to the first coordination, as in a
  /// distorted polyhedron; twelve-fold and six-fold shells are further apart (√2 and more).
  static let shellSpread = 1.2
  /// Each species listens to this many nearest species; more cost time and tell nothing new.
  static let nearestSpecies = 6
  /// Lengths that symmetry makes equal agree to rounding, about 1e-14 Å; distinct ones of a
  /// refined structure differ by its last printed digit or more.
  static let equalLength = 1e-7

  /// The longest edge, Å.
  var cutoff: Double { shells.map(\.distance).max() ?? 0 }

  init(_ geometry: SymmetrisedGeometry) {
    let species = geometry.species
    let lengths = (0..<3).map { length(geometry.basis[column: $0]) }
    // No point is further from a lattice point than half the sum of the edges.
    let reach = Self.shellSpread * lengths.reduce(0, +) / 2
    var limits: [[Double]] = []
    for target in 0..<geometry.speciesCount {
      guard let atom = species.firstIndex(of: target) else { continue }
      var nearest = [Double](repeating: .infinity, count: geometry.speciesCount)
      for edge in Self.edges(to: atom, within: reach, in: geometry) {
        nearest[species[edge.source]] = min(nearest[species[edge.source]], length(edge.vector))
      }
      let heard = nearest.sorted().prefix(Self.nearestSpecies).last ?? 0
      limits.append(
        nearest.map { $0 <= heard + Self.equalLength ? Self.shellSpread * $0 : 0 })
    }
    let longest = limits.flatMap { $0 }.filter(\.isFinite).max() ?? 0
    var kindIndex: [[Int64]: Int] = [:]
    for atom in species.indices {
      let limit = limits[species[atom]]
      let edges = Self.edges(to: atom, within: longest + Self.equalLength, in: geometry)
        .filter { length($0.vector) <= limit[species[$0.source]] + Self.equalLength }
      var degrees: [Int: Int] = [:]
      for edge in edges {
        let distance = length(edge.vector)
        let shell = shellIndex(species[atom], species[edge.source], distance)
        degrees[shell, default: 0] += 1
        let direction = edge.vector / distance
        // Duplicated kinds at the edge of a rounding interval cost a little time, nothing else.
        let key =
          [Int64(shell)] + (0..<3).map { Int64((direction[$0] * 1e7).rounded()) }
        let kind = kindIndex[key] ?? kinds.count
        if kind == kinds.count {
          kindIndex[key] = kind
          kinds.append(Kind(shell: shell, direction: direction))
        }
        sources.append(edge.source)
        kindOfEdge.append(kind)
      }
      for (shell, degree) in degrees { shells[shell].degree = degree }
      firstEdge.append(sources.count)
    }
  }

  private mutating func shellIndex(_ target: Int, _ source: Int, _ distance: Double) -> Int {
    let known = shells.firstIndex {
      $0.target == target && $0.source == source
        && abs($0.distance - distance) <= Self.equalLength
    }
    if let known { return known }
    shells.append(Shell(target: target, source: source, distance: distance, degree: 0))
    return shells.count - 1
  }

  private static func edges(
    to target: Int, within radius: Double, in geometry: SymmetrisedGeometry
  ) -> [(source: Int, vector: Vector3)] {
    let dual = geometry.basis.inverse.transpose
    let bounds = (0..<3).map { Int((radius * length(dual[column: $0])).rounded(.up)) + 1 }
    var result: [(Int, Vector3)] = []
    for source in geometry.cartesian.indices {
      let base = geometry.cartesian[target] - geometry.cartesian[source]
      for x in -bounds[0]...bounds[0] {
        for y in -bounds[1]...bounds[1] {
          for z in -bounds[2]...bounds[2] {
            let shift = geometry.basis * Vector3(Double(x), Double(y), Double(z))
            let square = dot(base + shift, base + shift)
            guard square <= radius * radius else { continue }
            if source == target && x == 0 && y == 0 && z == 0 { continue }
            result.append((source, base + shift))
          }
        }
      }
    }
    return result
  }
}
