import Foundation
import PhaseFitNumerics
import PhaseFitTestSupport
import Testing

@testable import PhaseFitSymmetry

/// Amplitudes, largest displacements, indices and strains of measured and computed pairs.
///
/// The reference numbers were computed with CrystOD 0.4.5 from the same files; see
/// `Data/README.md`.
@Suite("Embedding against reference decompositions")
struct EmbeddingReferenceTests {
  struct Reference: Codable, Sendable, CustomTestStringConvertible {
    var `case`: String
    var parentFile: String
    var childFile: String
    var parent: Int
    var child: Int
    var cellMultiplication: Int
    var index: Int
    var amplitudeAs: Double
    var maximumDisplacement: Double
    var strainFrobenius: Double
    var testDescription: String { `case` }
  }

  static let references: [Reference] = {
    let url = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Data/embedding-goldens.json")
    guard let data = try? Data(contentsOf: url),
      let list = try? JSONDecoder().decode([Reference].self, from: data)
    else { return [] }
    return list
  }()

  @Test("the reference file is read")
  func referenceFile() {
    #expect(Self.references.count >= 20)
  }

  @Test("embedding agrees with the reference", arguments: references)
  func agrees(_ reference: Reference) throws {
    let (parentCrystal, parentSymmetry) = try TestCrystals.analysed(
      "Tests/Data/" + reference.parentFile)
    let (child, childSymmetry) = try TestCrystals.analysed("Tests/Data/" + reference.childFile)
    #expect(parentSymmetry.group.number == reference.parent)
    #expect(childSymmetry.group.number == reference.child)
    let parent = try ParentStructure(parentCrystal, symmetry: parentSymmetry)
    let embedding = try Embedding(child, symmetry: childSymmetry, in: parent)
    let sweep = SweepEmbedding(
      [
        SweepEmbedding.Input(
          measurement: 0, temperature: 1, crystal: child, symmetry: childSymmetry,
          embedding: embedding)
      ], parent: parent, referenceTemperature: 2)
    let amplitudes = sweep.amplitudes(of: sweep.members[0])
    let square = amplitudes.stars.reduce(0) { $0 + $1.displacement.value * $1.displacement.value }
    let amplitudeAs = (square * Double(embedding.cellMultiplication)).squareRoot()
    #expect(embedding.cellMultiplication == reference.cellMultiplication)
    #expect(embedding.index(in: parent) == reference.index)
    #expect(abs(amplitudeAs - reference.amplitudeAs) < 6e-6)
    #expect(abs(embedding.maximumDisplacement - reference.maximumDisplacement) < 6e-6)
    #expect(abs(embedding.strain.frobeniusNorm - reference.strainFrobenius) < 1e-6)
  }
}
