// The strata of an order parameter: its directions up to symmetry.
//
// A vector q of the order-parameter space has the isotropy subgroup H = Stab(q). The vectors with
// at least this symmetry form the fixed space
//
//     Fix(H) = { q : D(h) q = q for h ∈ H } ,
//
// and every fixed space is an intersection of the spaces Fix(g) of single elements. The lattice of
// fixed spaces is therefore found from the whole space downwards: each space is cut with every
// Fix(g), and a cut that is no image of a known one under the group opens a new class. The spaces
// up to the group's action are the strata, one for each class of conjugate isotropy subgroups
// (H. T. Stokes, D. M. Hatch, Isotropy Subgroups of the 230 Crystallographic Space Groups (1988)).

import PhaseFitNumerics

/// All directions of an order parameter up to symmetry, from the most to the least symmetric.
public struct OrderParameterStrata: Sendable {
  /// The labels of the irreps, several for a coupled order parameter.
  public let labels: [String]
  /// The dimensions of the irreps.
  public let dimensions: [Int]
  /// The strata by rising number of free parameters and falling order of the isotropy subgroup.
  public let strata: [Stratum]

  let image: OrderParameterImage
  let blocks: [Int]

  /// The directions of one isotropy subgroup.
  public struct Stratum: Sendable, Codable, Hashable {
    /// The direction in the usual symbols, as `(a,a,0)`; star arms are separated by semicolons.
    public var direction: String
    /// An orthonormal basis of the fixed space, one row for each free parameter.
    public var basis: [[Double]]
    /// The isotropy subgroup: operations of the cell.
    public var stabiliser: [Int]
    /// The index of the isotropy subgroup: the number of domain states.
    public var index: Int
    /// How many primitive cells of the parent a primitive cell of the subgroup holds.
    public var cellMultiplication: Int
    /// Whether no other isotropy subgroup lies between this one and the parent.
    public var isMaximal: Bool
    /// Whether the direction is general, so that its subgroup is the kernel.
    public var isKernel: Bool
    /// The more symmetric strata whose spaces lie inside this one, positions in `strata`.
    public var contained: [Int]

    /// The number of free parameters of the direction.
    public var freeParameters: Int { basis.count }
  }

  /// The largest number of strata that are enumerated.
  ///
  /// Single irreps at special points have at most some two hundred; sums of two that have many
  /// more are too general to be of use.
  public static let largestCount = 4000

  /// Enumerates the strata of one irrep or of coupled irreps.
  ///
  /// - Parameters:
  ///   - irreps: irreps of the cell, each with its own order parameter; one or more.
  ///   - cell: the cell with whose operations the matrices are aligned.
  /// - Throws: `SymmetryError` with code `tooManyDirections` where there are more than
  ///   `largestCount` strata.
  public init(_ irreps: [PhysicalIrrep], in cell: CommensurateCell) throws(SymmetryError) {
    let image = OrderParameterImage(irreps)
    self.image = image
    labels = irreps.map(\.label)
    dimensions = irreps.map(\.dimension)
    blocks = irreps.flatMap { DirectionSymbol.blocks(of: $0, in: cell) }
    let walk = try SubspaceWalk(image)
    let order = walk.classes.indices.sorted { left, right in
      let (first, second) = (walk.classes[left], walk.classes[right])
      if first.space.count != second.space.count { return first.space.count < second.space.count }
      if first.stabiliser.count != second.stabiliser.count {
        return first.stabiliser.count > second.stabiliser.count
      }
      return left < right
    }
    let place = Dictionary(uniqueKeysWithValues: order.enumerated().map { ($1, $0) })
    let blocks = blocks
    let kernelSize = image.element.count / image.count
    strata = order.map { index in
      let found = walk.classes[index]
      let symbol = DirectionSymbol.simplest(of: found.space, image: image, blocks: blocks)
      let operations = image.operations(of: image.stabiliser(of: symbol.basis))
      let translations = operations.count { cell.operations[$0].rotation == .identity }
      return Stratum(
        direction: symbol.text, basis: symbol.basis, stabiliser: operations,
        index: image.element.count / (found.stabiliser.count * kernelSize),
        cellMultiplication: cell.primitiveCellCount / max(translations, 1),
        isMaximal: found.contained.isEmpty, isKernel: found.space.count == image.dimension,
        contained: found.contained.compactMap { place[$0] }.sorted())
    }
  }

  /// The stratum to which a fixed space belongs, nil where the space is no fixed space.
  func position(of space: [[Double]]) -> Int? {
    let stabiliser = image.stabiliser(of: space)
    let fixed = image.fixedSpace(of: stabiliser)
    guard fixed.count == space.count else { return nil }
    return strata.indices.first { position in
      let stratum = strata[position]
      return stratum.basis.count == fixed.count
        && (0..<image.count).contains { element in
          stratum.basis.allSatisfy { vector in
            let moved = image.apply(element, to: vector)
            return abs(Self.rest(of: moved, outside: fixed)) < OrderParameterImage.rounding
          }
        }
    }
  }

  /// The squared length of the part of a vector outside a space.
  static func rest(of vector: [Double], outside space: [[Double]]) -> Double {
    var rest = vector
    for known in space {
      let overlap = zip(known, vector).reduce(0) { $0 + $1.0 * $1.1 }
      for index in rest.indices { rest[index] -= overlap * known[index] }
    }
    return rest.reduce(0) { $0 + $1 * $1 }
  }
}

/// The fixed spaces of a finite matrix group up to conjugacy.
private struct SubspaceWalk {
  struct SpaceClass {
    var space: [[Double]]
    var stabiliser: [Int]
    /// The classes of proper subspaces met while this one was cut.
    var contained: [Int]
  }

  var classes: [SpaceClass] = []

  init(_ image: OrderParameterImage) throws(SymmetryError) {
    let size = image.dimension
    let whole = (0..<size).map { axis in (0..<size).map { $0 == axis ? 1.0 : 0 } }
    // One element for each distinct space Fix(g).
    var cuts: [Int] = []
    var knownCuts = FingerprintIndex()
    var cutPrints: [Double] = []
    for element in 0..<image.count {
      let space = image.fixed(of: element, in: whole)
      if space.isEmpty || space.count == size { continue }
      let prints = image.fingerprints(of: space)
      let isKnown = knownCuts.candidates(prints[0]).contains {
        abs(cutPrints[$0] - prints[1]) < OrderParameterImage.rounding
      }
      if isKnown { continue }
      knownCuts.insert(prints[0], value: cuts.count)
      cutPrints.append(prints[1])
      cuts.append(element)
    }

    var known = FingerprintIndex()
    var knownPrints: [(second: Double, class: Int, rank: Int)] = []
    func find(_ prints: [Double], rank: Int) -> Int? {
      for candidate in known.candidates(prints[0]) {
        let entry = knownPrints[candidate]
        if entry.rank == rank, abs(entry.second - prints[1]) < OrderParameterImage.rounding {
          return entry.class
        }
      }
      return nil
    }
    var pending: [Int] = []
    func open(_ cut: [[Double]]) {
      let stabiliser = image.stabiliser(of: cut)
      let number = classes.count
      classes.append(SpaceClass(space: cut, stabiliser: stabiliser, contained: []))
      pending.append(number)
      // All images of the space are known from now on.
      for element in 0..<image.count {
        let prints = image.fingerprints(of: cut.map { image.apply(element, to: $0) })
        if find(prints, rank: cut.count) != nil { continue }
        known.insert(prints[0], value: knownPrints.count)
        knownPrints.append((prints[1], number, cut.count))
      }
    }
    open(whole)
    while let current = pending.popLast() {
      let space = classes[current].space
      var contained: Set<Int> = []
      for element in cuts {
        let cut = image.fixed(of: element, in: space)
        if cut.isEmpty || cut.count == space.count { continue }
        let prints = image.fingerprints(of: cut)
        if let number = find(prints, rank: cut.count) {
          contained.insert(number)
          continue
        }
        guard classes.count < OrderParameterStrata.largestCount else {
          throw SymmetryError(
            .tooManyDirections,
            "an order parameter with \(size) components has more than "
              + "\(OrderParameterStrata.largestCount) kinds of directions; "
              + "couple fewer irreps or irreps of smaller dimension.")
        }
        contained.insert(classes.count)
        open(cut)
      }
      classes[current].contained = contained.sorted()
    }
  }
}
