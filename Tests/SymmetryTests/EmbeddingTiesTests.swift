import PhaseFitNumerics
import PhaseFitStructures
import PhaseFitTestSupport
import Testing

@testable import PhaseFitSymmetry

/// Embeddings of equal size: domains of one distortion, or different distortions.
@Suite("Ties between embeddings")
struct EmbeddingTiesTests {
  /// A crystal without symmetry elements beyond those its atoms have.
  static func crystal(
    _ name: String, edges: Vector3, _ atoms: [(String, Vector3)]
  ) throws -> ExpandedCrystal {
    ExpandedCrystal(
      name: name, basis: Matrix3(diagonal: edges), operations: [.identity], declared: nil,
      atoms: try atoms.enumerated().map { index, atom in
        ExpandedCrystal.Atom(
          site: index, label: "\(atom.0)\(index)", position: atom.1,
          contents: [.init(element: try #require(Element(symbol: atom.0)), occupancy: 1)])
      }, parameters: [],
      precision: .init(position: 1e-3, length: 1e-3, angle: 1e-4, isStated: false))
  }

  static let edges = Vector3(4, 5, 6)

  /// Two silver atoms a half of a = 4 Å apart, with ions beside them that make the axis polar.
  static func parent() throws -> ParentStructure {
    let crystal = try crystal(
      "parent", edges: edges,
      [
        ("Ag", Vector3(0, 0, 0)), ("Ag", Vector3(0.5, 0, 0)), ("F", Vector3(0.1, 0.5, 0)),
        ("O", Vector3(0.3, 0.5, 0.5)),
      ])
    return try ParentStructure(crystal, symmetry: FoundSymmetry(of: crystal))
  }

  /// Fluorine and oxygen moved by a part of a, and fluorine by 0.05 b as well.
  static func child(_ shift: Double) throws -> (ExpandedCrystal, FoundSymmetry) {
    let child = try crystal(
      "child", edges: edges,
      [
        ("Ag", Vector3(0, 0, 0)), ("Ag", Vector3(0.5, 0, 0)),
        ("F", Vector3(0.1 + shift, 0.55, 0)), ("O", Vector3(0.3 + shift, 0.5, 0.5)),
      ])
    return (child, try FoundSymmetry(of: child))
  }

  @Test("halfway between two places the sense of the shift is open, and both are reported")
  func halfway() throws {
    let parent = try Self.parent()
    let (child, symmetry) = try Self.child(0.25)
    let embedding = try Embedding(child, symmetry: symmetry, in: parent)
    #expect(embedding.index(in: parent) == 2)
    let other = try #require(embedding.alternatives.first)
    #expect(embedding.alternatives.count == 1)
    #expect(abs(other.maximumDisplacement - embedding.maximumDisplacement) < 1e-6)
    // The ions go one way in one of them and the other way in the other.
    func shift(_ embedding: Embedding) -> Double {
      embedding.pairing[2].displacement.x - embedding.pairing[0].displacement.x
    }
    #expect(abs(shift(embedding) + shift(other)) < 1e-6)
    #expect(abs(abs(shift(embedding)) - 1) < 1e-6)
    // The choice does not depend on the order of the child's atoms.
    var reversed = child
    reversed.atoms.reverse()
    let again = try Embedding(reversed, symmetry: FoundSymmetry(of: reversed), in: parent)
    #expect(again.alternatives.count == 1)
  }

  @Test("a little off the middle the smaller displacement is taken without a doubt")
  func decided() throws {
    let parent = try Self.parent()
    for (shift, expected) in [(0.2, 0.8), (0.3, -0.8)] {
      let (child, symmetry) = try Self.child(shift)
      let embedding = try Embedding(child, symmetry: symmetry, in: parent)
      #expect(embedding.alternatives.isEmpty)
      let found = embedding.pairing[2].displacement.x - embedding.pairing[0].displacement.x
      #expect(abs(found - expected) < 1e-6)
    }
  }

  @Test("equivalent domains are no ties")
  func domains() throws {
    for name in ["quartz_P6222_P3221", "covellite_P63mmc_Cmcm", "kalf4_P4mbm_P21m"] {
      let reference = try #require(ModesReferenceTests.cases.first { $0.case == name })
      let (parentCrystal, parentSymmetry) = try TestCrystals.analysed(reference.parentFile)
      let (child, symmetry) = try TestCrystals.analysed(reference.childFile)
      let parent = try ParentStructure(parentCrystal, symmetry: parentSymmetry)
      #expect(try Embedding(child, symmetry: symmetry, in: parent).alternatives.isEmpty)
    }
  }

  @Test("in a sweep the way most like the other structures is taken")
  func sweep() throws {
    let parent = try Self.parent()
    let inputs = try [0.2, 0.25].enumerated().map { index, shift in
      let (child, symmetry) = try Self.child(shift)
      var embedding = try Embedding(child, symmetry: symmetry, in: parent)
      if let other = embedding.alternatives.first, embedding.pairing[2].displacement.x > 0 {
        // Start from the wrong one.
        var swapped = other
        embedding.alternatives = []
        swapped.alternatives = [embedding]
        embedding = swapped
      }
      return SweepEmbedding.Input(
        measurement: index, temperature: Double(100 + index), crystal: child, symmetry: symmetry,
        embedding: embedding)
    }
    let sweep = SweepEmbedding(inputs, parent: parent, referenceTemperature: 0)
    let shifts = sweep.members.map { member in
      member.embedding.pairing[2].displacement.x - member.embedding.pairing[0].displacement.x
    }
    #expect(abs(shifts[0] - 0.8) < 1e-6 && abs(shifts[1] - 1) < 1e-6)
    #expect(sweep.members[1].embedding.alternatives.count == 1)
  }
}
