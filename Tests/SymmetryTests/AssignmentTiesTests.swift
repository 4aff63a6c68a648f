import PhaseFitNumerics
import PhaseFitStructures
import PhaseFitTestSupport
import Testing

@testable import PhaseFitSymmetry

/// Atoms half way between two sites of the parent, the origin being beyond doubt.
@Suite("Ties between pairings of one origin")
struct AssignmentTiesTests {
  private static let edges = Vector3(4, 5, 6)

  /// A chain of lithium with 2 Å between its sites, in a frame of three heavier atoms.
  private static let frame: [(String, Vector3)] = [
    ("Zr", Vector3(0, 0, 0)), ("F", Vector3(0.1, 0.5, 0)), ("O", Vector3(0.3, 0.5, 0.5)),
  ]

  private static func structure(
    _ name: String, cells: Int = 1, _ lithium: [Vector3], frame: [(String, Vector3)] = frame
  ) throws -> (ExpandedCrystal, FoundSymmetry) {
    let scale = Vector3(1 / Double(cells), 1, 1)
    let copies = (0..<cells).flatMap { copy in
      frame.map { ($0.0, ($0.1 + Vector3(Double(copy), 0, 0)) * scale) }
    }
    let crystal = try EmbeddingTiesTests.crystal(
      name, edges: edges * Vector3(Double(cells), 1, 1),
      copies + lithium.map { ("Li", $0 * scale) })
    return (crystal, try FoundSymmetry(of: crystal))
  }

  private static func parent() throws -> ParentStructure {
    let (crystal, symmetry) = try structure(
      "parent", [Vector3(0.2, 0.2, 0.3), Vector3(0.7, 0.2, 0.3)])
    return try ParentStructure(crystal, symmetry: symmetry)
  }

  private static func child(_ shift: Double, other: Double? = nil) throws -> Embedding {
    let (child, symmetry) = try structure(
      "child", [Vector3(0.2 + shift, 0.22, 0.3), Vector3(0.7 + (other ?? shift), 0.22, 0.3)])
    return try Embedding(child, symmetry: symmetry, in: parent())
  }

  /// The displacements of the two lithium atoms along the chain against the frame, Å.
  private static func shifts(_ embedding: Embedding) -> [Double] {
    [3, 4].map { embedding.pairing[$0].displacement.x - embedding.pairing[0].displacement.x }
  }

  @Test("a chain half way between two sets of sites went one way or the other; both are reported")
  func chain() throws {
    let embedding = try Self.child(0.25)
    #expect(embedding.alternatives.count == 1)
    let all = [embedding] + embedding.alternatives
    #expect(Set(all.map { (Self.shifts($0)[0] * 1e6).rounded() / 1e6 }) == [1, -1])
    for choice in all {
      // Every site is taken once, and the displacements are those of the sites.
      #expect(Set(choice.pairing.map(\.parentAtom)).count == 5)
      #expect(abs(Self.shifts(choice)[0] - Self.shifts(choice)[1]) < 1e-9)
      let sum = choice.pairing.reduce(Vector3.zero) { $0 + $1.displacement }
      #expect(length(sum) < 1e-9)
    }
  }

  /// Chains of lithium beside one another, each with its own shift; no symmetry relates them.
  private static func chains(_ shifts: [Double]) throws -> Embedding {
    let heights = [Vector3(0.2, 0.2, 0.3), Vector3(0.05, 0.75, 0.2), Vector3(0.1, 0.3, 0.75)]
    func lithium(_ shifts: [Double]) -> [Vector3] {
      zip(heights, shifts).flatMap { place, shift in
        [0, 0.5].map { place + Vector3(shift + $0, 0, 0) }
      }
    }
    let (crystal, symmetry) = try structure("parent", lithium(shifts.map { _ in 0 }))
    let parent = try ParentStructure(crystal, symmetry: symmetry)
    let (child, group) = try structure("child", lithium(shifts))
    return try Embedding(child, symmetry: group, in: parent)
  }

  /// Opposite shifts of two chains would be larger, and so would be one against a small shift of the
  /// other: along a polar axis the origin follows what moves.
  @Test(
    "chains half way went one way or the other, also where lithium is no anchor",
    arguments: [
      [0.25, 0, 0], [0.25, 0.25, 0], [0.25, 0], [0.25, 0.25], [0.1, 0], [0.25, 0.02],
    ])
  func independent(_ shifts: [Double]) throws {
    let embedding = try Self.chains(shifts)
    #expect(
      embedding.alternatives.count == (shifts.contains(0.25) && !shifts.contains(0.02) ? 1 : 0))
    for choice in [embedding] + embedding.alternatives {
      for chain in shifts.indices {
        let moves = [3 + 2 * chain, 4 + 2 * chain].map {
          choice.pairing[$0].displacement.x - choice.pairing[0].displacement.x
        }
        // Both atoms of a chain move alike, else one would take the site of the other.
        #expect(abs(moves[0] - moves[1]) < 1e-9)
        #expect(abs(abs(moves[0]) - 4 * shifts[chain]) < 1e-6)
      }
    }
  }

  @Test("off the middle there is one pairing, whatever the order of the atoms")
  func decided() throws {
    for (shift, expected) in [(0.22, 0.88), (0.28, -0.88), (0.1, 0.4)] {
      let embedding = try Self.child(shift)
      #expect(embedding.alternatives.isEmpty)
      #expect(Self.shifts(embedding).allSatisfy { abs($0 - expected) < 1e-6 })
    }
  }

  @Test("two atoms may not both take the site between them")
  func collision() throws {
    // Each atom is nearest to the site at 0.7: 0.45 − 0.70 and 0.80 − 0.70.
    let embedding = try Self.child(0.26, other: 0.1)
    #expect(Set(embedding.pairing.map(\.parentAtom)).count == 5)
    #expect(embedding.alternatives.isEmpty)
    // 1.04² + 0.4² is less than 0.96² + 1.6², the other way round.
    #expect(abs(Self.shifts(embedding)[0] - 1.04) < 1e-6)
  }

  @Test("what a lattice translation relates moves together in a supercell")
  func supercell() throws {
    let places = (0..<3).flatMap { cell in
      [0.45, 0.95].map { Vector3($0 + Double(cell), 0.22, 0.3) }
    }
    let (child, symmetry) = try Self.structure("tripled", cells: 3, places)
    #expect(symmetry.primitiveLattice.pointsPerCell == 3)
    let embedding = try Embedding(child, symmetry: symmetry, in: try Self.parent())
    #expect(embedding.cellMultiplication == 1)
    #expect(embedding.alternatives.count == 1)
    for choice in [embedding] + embedding.alternatives {
      let moves = choice.pairing.suffix(6).map { $0.displacement.x }
      #expect((moves.max() ?? 0) - (moves.min() ?? 1) < 1e-6)
    }
  }

  @Test("pairings are found that the child's mirror keeps, and those alone")
  func mirror() throws {
    // Two chains that a mirror at y = 0 relates; each may go either way along x, but both alike.
    let frame: [(String, Vector3)] = [
      ("Zr", Vector3(0, 0, 0)), ("F", Vector3(0.1, 0.5, 0)), ("O", Vector3(0.3, 0.5, 0.5)),
    ]
    func lithium(_ shift: Double) -> [Vector3] {
      [0.2, 0.7].flatMap { x in [0.25, 0.75].map { Vector3(x + shift, $0, 0.3) } }
    }
    let (parentCrystal, parentSymmetry) = try Self.structure("parent", lithium(0), frame: frame)
    let parent = try ParentStructure(parentCrystal, symmetry: parentSymmetry)
    #expect(parent.operations.count == 2)
    let (child, symmetry) = try Self.structure("child", lithium(0.25), frame: frame)
    #expect(symmetry.primitiveOperations.count == 2)
    let embedding = try Embedding(child, symmetry: symmetry, in: parent)
    #expect(embedding.alternatives.count == 1)
    for choice in [embedding] + embedding.alternatives {
      let moves = choice.pairing.suffix(4).map { $0.displacement.x }
      #expect((moves.max() ?? 0) - (moves.min() ?? 1) < 1e-6)
    }
  }

  /// Pairs of chains that inversion relates, each pair with a shift of its own.
  private static func pairs(_ count: Int, shift: Double) throws -> (ExpandedCrystal, FoundSymmetry)
  {
    // The fluorine forbids the axes of the rectangular lattice, which is no symmetry.
    let fluorine = Vector3(0.22, 0.2, 0.36)
    let frame: [(String, Vector3)] = [
      ("Zr", Vector3(0, 0, 0)), ("F", fluorine), ("F", Vector3.zero - fluorine),
    ]
    // 1.5 Å and more from one another, so that no chain takes the sites of another.
    let lines = [(1, 1), (1, 3), (3, 1), (3, 3), (5, 1), (5, 3)].map { y, z in
      Vector3(0, Double(y) / 6, Double(z) / 8)
    }
    let lithium = lines.prefix(count).enumerated().flatMap { pair, line -> [Vector3] in
      [0, 0.5].flatMap { step -> [Vector3] in
        let atom = line + Vector3(0.03 + 0.05 * Double(pair) + shift + step, 0, 0)
        return [atom, Vector3.zero - atom]
      }
    }
    return try structure("pairs", lithium, frame: frame)
  }

  @Test("a search that ends at its limit says so", arguments: [1, 3, 6])
  func limit(_ count: Int) throws {
    let (parentCrystal, parentSymmetry) = try Self.pairs(count, shift: 0)
    let parent = try ParentStructure(parentCrystal, symmetry: parentSymmetry)
    let (child, symmetry) = try Self.pairs(count, shift: 0.25)
    let embedding = try Embedding(child, symmetry: symmetry, in: parent)
    // Each pair went one way or the other.
    #expect(embedding.omitsAlternatives == (count == 6))
    #expect(count == 6 || embedding.alternatives.count == (1 << count) - 1)
  }
}
