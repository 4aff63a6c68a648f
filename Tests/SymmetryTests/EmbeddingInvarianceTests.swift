import PhaseFitNumerics
import PhaseFitTestSupport
import Testing

@testable import PhaseFitSymmetry

/// What must not depend on how a structure is written down.
@Suite("Invariance of the embedding")
struct EmbeddingInvarianceTests {
  static let pairs = [
    ("pairs/quartz/parent_P6222_quartz_848K.cif", "pairs/quartz/child_P3221_quartz_298K.cif"),
    ("pairs/rbalf4/parent_P4mmm_RbAlF4.cif", "pairs/rbalf4/child_Pmmn_RbAlF4_a.cif"),
    (
      "pairs-dft-ferroelectric/CsPbF3_221_to_161/parent.cif",
      "pairs-dft-ferroelectric/CsPbF3_221_to_161/child.cif"
    ),
    ("pairs/libethenite/parent_Pnnm_180K.cif", "pairs/libethenite/child_P21n_120K.cif"),
  ]

  /// What an embedding says about a pair, free of settings.
  struct Summary {
    var index: Int
    var cellMultiplication: Int
    var amplitude: Double
    var maximumDisplacement: Double
    var strainBreaking: Double
    var strainConserving: Double
  }

  static func summary(
    _ parent: ParentStructure, _ child: ExpandedCrystal, _ symmetry: FoundSymmetry
  ) throws -> Summary {
    let embedding = try Embedding(child, symmetry: symmetry, in: parent)
    let sweep = SweepEmbedding(
      [
        SweepEmbedding.Input(
          measurement: 0, temperature: 1, crystal: child, symmetry: symmetry,
          embedding: embedding)
      ], parent: parent, referenceTemperature: 1)
    let amplitudes = sweep.amplitudes(of: sweep.members[0])
    return Summary(
      index: embedding.index(in: parent), cellMultiplication: embedding.cellMultiplication,
      amplitude: amplitudes.stars.reduce(0) {
        $0 + $1.displacement.value * $1.displacement.value
      }.squareRoot(), maximumDisplacement: embedding.maximumDisplacement,
      strainBreaking: amplitudes.strainBreaking.value,
      strainConserving: amplitudes.strainConserving.value)
  }

  static func expectEqual(_ left: Summary, _ right: Summary) {
    #expect(left.index == right.index)
    #expect(left.cellMultiplication == right.cellMultiplication)
    #expect(abs(left.amplitude - right.amplitude) < 1e-6)
    #expect(abs(left.maximumDisplacement - right.maximumDisplacement) < 1e-6)
    #expect(abs(left.strainBreaking - right.strainBreaking) < 1e-8)
    #expect(abs(left.strainConserving - right.strainConserving) < 1e-8)
  }

  /// The same structure with another origin, order of atoms, lattice basis and orientation.
  static func rewritten(
    _ crystal: ExpandedCrystal, seed: UInt64, shift: Vector3, change: IntegerMatrix3
  ) -> ExpandedCrystal {
    var generator = SplitMix64(seed: seed)
    let angle = 6 * generator.uniform()
    let (c, s) = (
      1 - angle * angle / (1 + angle * angle),
      (1 - pow2(1 - angle * angle / (1 + angle * angle)))
        .squareRoot()
    )
    let rotation =
      Matrix3(rows: Vector3(c, -s, 0), Vector3(s, c, 0), Vector3(0, 0, 1))
      * Matrix3(rows: Vector3(1, 0, 0), Vector3(0, c, -s), Vector3(0, s, c))
    var result = crystal
    result.basis = rotation * crystal.basis * change.real
    let inverse = change.real.inverse
    result.atoms = crystal.atoms.map { atom in
      var moved = atom
      moved.position = (inverse * (atom.position + shift)).wrapped
      return moved
    }.shuffled(using: &generator)
    result.parameters = []
    return result
  }

  private static func pow2(_ value: Double) -> Double { value * value }

  @Test(
    "origin, basis, orientation and order of atoms of the child do not matter",
    arguments: pairs)
  func childSetting(_ parentFile: String, _ childFile: String) throws {
    let (parentCrystal, parentSymmetry) = try TestCrystals.analysed("Tests/Data/" + parentFile)
    let (child, childSymmetry) = try TestCrystals.analysed("Tests/Data/" + childFile)
    let parent = try ParentStructure(parentCrystal, symmetry: parentSymmetry)
    let expected = try Self.summary(parent, child, childSymmetry)
    let changes = [
      IntegerMatrix3([1, 1, 0, 0, 1, 0, 0, 0, 1]), IntegerMatrix3([0, 1, 0, 0, 0, 1, 1, 0, 0]),
      IntegerMatrix3([1, 0, 1, 0, 1, 1, 0, 0, 1]),
    ]
    for (seed, change) in changes.enumerated() {
      let other = Self.rewritten(
        child, seed: UInt64(seed + 1), shift: Vector3(0.25, 0.5, 0.125), change: change)
      let symmetry = try FoundSymmetry(of: other)
      #expect(symmetry.group == childSymmetry.group)
      Self.expectEqual(try Self.summary(parent, other, symmetry), expected)
    }
  }

  @Test("a supercell of the child is the child", arguments: pairs)
  func supercell(_ parentFile: String, _ childFile: String) throws {
    let (parentCrystal, parentSymmetry) = try TestCrystals.analysed("Tests/Data/" + parentFile)
    let (child, childSymmetry) = try TestCrystals.analysed("Tests/Data/" + childFile)
    let parent = try ParentStructure(parentCrystal, symmetry: parentSymmetry)
    var doubled = child
    let multiple = IntegerMatrix3(diagonal: 1, 1, 2)
    doubled.basis = child.basis * multiple.real
    doubled.atoms = child.atoms.flatMap { atom in
      (0..<2).map { copy in
        var moved = atom
        moved.position =
          (multiple.real.inverse * (atom.position + Vector3(0, 0, Double(copy)))).wrapped
        return moved
      }
    }
    doubled.parameters = []
    let symmetry = try FoundSymmetry(of: doubled)
    #expect(symmetry.group == childSymmetry.group)
    Self.expectEqual(
      try Self.summary(parent, doubled, symmetry),
      try Self.summary(parent, child, childSymmetry))
  }

  @Test("the origin and basis of the parent do not matter", arguments: pairs)
  func parentSetting(_ parentFile: String, _ childFile: String) throws {
    let (parentCrystal, parentSymmetry) = try TestCrystals.analysed("Tests/Data/" + parentFile)
    let (child, childSymmetry) = try TestCrystals.analysed("Tests/Data/" + childFile)
    let expected = try Self.summary(
      ParentStructure(parentCrystal, symmetry: parentSymmetry), child, childSymmetry)
    let other = Self.rewritten(
      parentCrystal, seed: 3, shift: Vector3(0.5, 0.25, 0.125),
      change: IntegerMatrix3([1, 1, 0, 0, 1, 0, 0, 0, 1]))
    let parent = try ParentStructure(other, symmetry: FoundSymmetry(of: other))
    Self.expectEqual(try Self.summary(parent, child, childSymmetry), expected)
  }

  @Test("every domain of a child is carried into the same domain")
  func domains() throws {
    let folder = "Tests/Data/pairs-dft-ferroelectric/CsPbF3_221_to_161/"
    let (parentCrystal, parentSymmetry) = try TestCrystals.analysed(folder + "parent.cif")
    let (child, childSymmetry) = try TestCrystals.analysed(folder + "child.cif")
    let parent = try ParentStructure(parentCrystal, symmetry: parentSymmetry)
    let embedding = try Embedding(child, symmetry: childSymmetry, in: parent)
    func input(_ measurement: Int, _ embedding: Embedding) -> SweepEmbedding.Input {
      SweepEmbedding.Input(
        measurement: measurement, temperature: Double(measurement), crystal: child,
        symmetry: childSymmetry, embedding: embedding)
    }
    var inputs = [input(0, embedding)]
    for index in stride(from: 0, to: parent.operations.count, by: 5) {
      let domain = DomainOperation(index: index, cell: SIMD3(index % 2, 0, 0))
      inputs.append(input(inputs.count, embedding.transformed(by: domain, parent: parent)))
    }
    let sweep = SweepEmbedding(inputs, parent: parent, referenceTemperature: 0)
    let reference = sweep.members[0].field
    for member in sweep.members {
      #expect((member.field - reference).largestComponent < 1e-9)
      #expect(member.keptOperations == sweep.members[0].keptOperations)
    }
    #expect(try sweep.cell.spaceGroup(of: sweep.members[0].keptOperations).number == 161)
  }

  @Test("antiphase domains of a rotated lattice are found too")
  func antiphaseOfRotatedLattice() throws {
    let (parentCrystal, parentSymmetry) = try TestCrystals.analysed(
      "Tests/Data/pairs/rbalf4/parent_P4mmm_RbAlF4.cif")
    let (child, childSymmetry) = try TestCrystals.analysed(
      "Tests/Data/pairs/rbalf4/child_Pmmn_RbAlF4_a.cif")
    let parent = try ParentStructure(parentCrystal, symmetry: parentSymmetry)
    let embedding = try Embedding(child, symmetry: childSymmetry, in: parent)
    // A lattice doubled along x only: a fourfold axis carries it into one doubled along y, whose
    // antiphase translation is another one.
    let distortion = PeriodicDistortion(
      embedding, child: child, parent: parent, strain: embedding.strain)
    var oneAxis = distortion
    oneAxis.lattice = IntegerMatrix3(diagonal: 2, 1, 1)
    for site in distortion.displacements.indices {
      let shift = Vector3(0.1, 0.02 * Double(site), 0)
      oneAxis.displacements[site] = [shift, -shift]
      oneAxis.occupancies[site] = Array(distortion.occupancies[site].prefix(2))
    }
    let scales = DistortionScales(parent)
    let size = oneAxis.overlap(with: oneAxis, scales: scales)
    for index in parent.operations.indices {
      for cell in [SIMD3(0, 0, 0), SIMD3(1, 0, 0), SIMD3(0, 1, 0)] {
        let other = oneAxis.transformed(by: index, then: cell, in: parent)
        let (_, image) = DomainOperation.aligning(
          other, with: oneAxis, parent: parent, scales: scales)
        #expect(abs(image.overlap(with: oneAxis, scales: scales) - size) < 1e-9 * size)
      }
    }
  }

  @Test("structures that are not group and subgroup are refused with the reason")
  func refusals() throws {
    let (pbnm, pbnmSymmetry) = try TestCrystals.analysed(
      "Tests/Data/pairs/prnio3/child_Pbnm_PrNiO3.cif")
    let (rhombohedral, rhombohedralSymmetry) = try TestCrystals.analysed(
      "Tests/Data/pairs/prnio3/child_R-3c_PrNiO3.cif")
    let parent = try ParentStructure(rhombohedral, symmetry: rhombohedralSymmetry)
    #expect(throws: EmbeddingError.self) {
      try Embedding(pbnm, symmetry: pbnmSymmetry, in: parent)
    }
    let (quartz, quartzSymmetry) = try TestCrystals.analysed(
      "Tests/Data/pairs/quartz/child_P3221_quartz_298K.cif")
    do {
      _ = try Embedding(quartz, symmetry: quartzSymmetry, in: parent)
      Issue.record("quartz was embedded in PrNiO3")
    } catch {
      #expect(error.code == "composition")
    }
  }

  @Test("A misprinted edge finds no correspondence, whatever the ratio of the volumes")
  func endlessEdge() throws {
    let (crystal, symmetry) = try TestCrystals.analysed(
      "Tests/Data/pairs/prnio3/child_R-3c_PrNiO3.cif")
    let parent = try ParentStructure(crystal, symmetry: symmetry)
    let child = Matrix3(columns: [41171, 0, 0], [0, 4, 0], [0, 0, 4])
    let volumes = abs(child.determinant) / abs(parent.basis.determinant)
    for ratio in [1, Int(volumes.rounded())] {
      let found = LatticeCorrespondence.search(
        child: child, childRotations: [.identity], parent: parent, ratio: ratio)
      #expect(found.isEmpty, "ratio \(ratio)")
    }
  }
}
