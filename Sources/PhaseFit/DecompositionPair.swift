import Foundation
import PhaseFitNumerics
import PhaseFitStructures
import PhaseFitSymmetry

/// A parent and a child as read from two files, the child placed in the parent.
struct DecompositionPair {
  /// One structure with its symmetry.
  struct Member {
    var file: String
    var crystal: Crystal
    var expanded: ExpandedCrystal
    var symmetry: FoundSymmetry
    var diagnostics: [Diagnostic]
  }

  /// The structure of high symmetry.
  var parent: Member
  /// The structure of low symmetry.
  var child: Member
  /// The parent, exactly symmetric.
  var structure: ParentStructure
  /// The child on the parent's sites.
  var sweep: SweepEmbedding
  /// The disordered atoms of the parent that are written as several positions.
  var splitSites: [ExpandedCrystal.SplitSite]
  /// From where displacements of disordered atoms are measured.
  var treatment: SplitSiteTreatment

  /// The child in the parent's frame.
  var member: SweepEmbedding.Member { sweep.members[0] }

  /// The share of the stated or printed precision within which two structures are the same.
  private static let sameWithin = 3.0

  /// Reads two CIFs and places the second in the first.
  ///
  /// - Parameters:
  ///   - parentFile: the structure of high symmetry.
  ///   - childFile: the structure of low symmetry.
  ///   - treatment: from where displacements of disordered atoms are measured.
  /// - Throws: `PhaseFitError`: no such file, a file without a usable structure, structures of
  ///   different composition (bad data); equal, exchanged or unrelated structures (refused).
  init(
    parent parentFile: String, child childFile: String,
    splitSites treatment: SplitSiteTreatment = .positions
  ) throws(PhaseFitError) {
    parent = try Self.read(parentFile)
    splitSites = parent.expanded.splitSites
    self.treatment = treatment
    if treatment == .centroid, !splitSites.isEmpty {
      parent = try Self.merged(parent)
    }
    child = try Self.read(childFile)
    structure = try Self.structure(of: parent)
    let embedding: Embedding
    do throws(EmbeddingError) {
      embedding = try Embedding(child.expanded, symmetry: child.symmetry, in: structure)
    } catch {
      throw Self.refusal(error, parent: parent, child: child)
    }
    try Pipeline.checkExtent(of: [embedding], parent: structure)
    // One structure has no temperature: the strain is taken against the parent itself.
    sweep = SweepEmbedding(
      [
        SweepEmbedding.Input(
          measurement: 0, temperature: 0, crystal: child.expanded, symmetry: child.symmetry,
          embedding: embedding)
      ], parent: structure, referenceTemperature: 0)
    if embedding.index(in: structure) == 1 { try refuseIfEqual(embedding) }
  }

  private static func read(_ file: String) throws(PhaseFitError) -> Member {
    guard FileManager.default.fileExists(atPath: file) else {
      throw PhaseFitError(.noSuchInput, "\(file): no such file; expected a CIF")
    }
    var doubts: [Diagnostic] = []
    do {
      let crystal = try Crystal(contentsOfFile: file, diagnostics: &doubts)
      let expanded = try ExpandedCrystal(crystal, file: file)
      return Member(
        file: file, crystal: crystal, expanded: expanded,
        symmetry: try FoundSymmetry(of: expanded), diagnostics: doubts + expanded.diagnostics)
    } catch {
      throw PhaseFitError(.badData, "\(error)")
    }
  }

  /// A structure with its split sites replaced by centroids.
  private static func merged(_ member: Member) throws(PhaseFitError) -> Member {
    var result = member
    result.expanded = member.expanded.mergingSplitSites()
    do {
      result.symmetry = try FoundSymmetry(of: result.expanded)
    } catch {
      throw PhaseFitError(.badData, "\(error)")
    }
    return result
  }

  /// The total amplitude As, Å, with displacements measured from the centroids of split sites; nil
  /// where the child does not fit those.
  func centroidAmplitude() -> Double? {
    guard let merged = try? Self.merged(parent),
      let structure = try? Self.structure(of: merged),
      let embedding = try? Embedding(child.expanded, symmetry: child.symmetry, in: structure)
    else { return nil }
    let lengths = embedding.pairing.map { length($0.displacement) }
    let sum = lengths.reduce(0) { $0 + $1 * $1 }
    // The child's own cell may hold several primitive ones.
    return (sum / Double(max(child.symmetry.primitiveLattice.pointsPerCell, 1))).squareRoot()
  }

  private static func structure(of member: Member) throws(PhaseFitError) -> ParentStructure {
    do throws(EmbeddingError) {
      return try ParentStructure(member.expanded, symmetry: member.symmetry)
    } catch {
      throw PhaseFitError(.badData, "\(member.file): \(error)")
    }
  }

  /// What to say where the child does not fit the parent: exchanged, of another composition, or
  /// unrelated.
  private static func refusal(
    _ error: EmbeddingError, parent: Member, child: Member
  ) -> PhaseFitError {
    if let reverse = try? ParentStructure(child.expanded, symmetry: child.symmetry),
      let embedding = try? Embedding(parent.expanded, symmetry: parent.symmetry, in: reverse),
      embedding.index(in: reverse) > 1
    {
      return PhaseFitError(
        .refused,
        "\(parent.file) and \(child.file) are exchanged: \(parent.symmetry.group) is the subgroup "
          + "of index \(embedding.index(in: reverse)) of \(child.symmetry.group); the parent "
          + "comes first: phasefit decompose \(child.file) \(parent.file)")
    }
    if error.code == "composition" {
      return PhaseFitError(
        .badData,
        "\(child.file) is no distortion of \(parent.file): \(reason(error, child))")
    }
    return PhaseFitError(
      .refused,
      "\(child.file) (\(child.symmetry.group)) is no distortion of \(parent.file) "
        + "(\(parent.symmetry.group)): \(pointGroups(parent, child) ?? reason(error, child))")
  }

  /// The reason without the name of the data block: the file is named already.
  private static func reason(_ error: EmbeddingError, _ child: Member) -> String {
    let name = "\(child.expanded.name): "
    return error.message.hasPrefix(name)
      ? String(error.message.dropFirst(name.count)) : error.message
  }

  /// Why the point groups alone forbid a relation, nil where they do not.
  private static func pointGroups(_ parent: Member, _ child: Member) -> String? {
    let orders = [parent, child].map { $0.symmetry.primitiveOperations.count }
    guard orders[0] % orders[1] != 0 else { return nil }
    return "a point group of \(orders[1]) operations is no subgroup of one of \(orders[0]). They "
      + "may be siblings below a common parent: phasefit analyse looks for it"
  }

  /// Refuses a child that is the parent within the precision of both.
  private func refuseIfEqual(_ embedding: Embedding) throws(PhaseFitError) {
    let precisions = [parent.expanded.precision, child.expanded.precision]
    let position = precisions.map(\.position).reduce(0, max)
    let length = precisions.map(\.length).reduce(0, max)
    let scale = sweep.scales.strain
    let strain = scale * member.field.strain.frobeniusNorm
    let occupancy = member.field.occupancies.joined().reduce(0) { max($0, abs($1)) }
    // One unit of the second decimal is how finely occupancies are printed where they are not
    // refined.
    guard embedding.maximumDisplacement <= Self.sameWithin * position,
      strain <= Self.sameWithin * length, occupancy < 0.01
    else { return }
    throw PhaseFitError(
      .refused,
      "\(parent.file) and \(child.file) are the same structure (\(parent.symmetry.group)) within "
        + "their precision: there is no distortion to decompose; expected a parent and a child of "
        + "lower symmetry")
  }
}
