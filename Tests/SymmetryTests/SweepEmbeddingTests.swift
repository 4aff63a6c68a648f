import PhaseFitNumerics
import PhaseFitTestSupport
import Testing

@testable import PhaseFitSymmetry

@Suite("Sweeps in one frame")
struct SweepEmbeddingTests {
  static func pnma() throws -> SweepEmbedding {
    let folder = "structures/synthetic-pnma-one-step/"
    let structures = try ["m00", "m04", "m12", "m13"].enumerated().map { index, name in
      let (crystal, symmetry) = try TestCrystals.analysed(folder + name + ".cif")
      return AnalysedStructure(
        measurement: index, temperature: [100, 500, 1005, 1030][index], crystal: crystal,
        symmetry: symmetry)
    }
    let search = ParentSearch(structures)
    let parent = try #require(search.parent)
    #expect(search.origin == .measured(3))
    return SweepEmbedding(search.embedded, parent: parent, referenceTemperature: 1030)
  }

  @Test("the operations of the commensurate cell form a group that permutes the atoms")
  func groupAxioms() throws {
    let cell = try Self.pnma().cell
    #expect(cell.primitiveCellCount == 8)
    #expect(cell.operations.count == 48 * 8)
    #expect(cell.operations[0].permutation == Array(cell.atoms.indices))
    let known = Set(cell.operations.map { [$0.rotation.rowMajor, $0.permutation] })
    #expect(known.count == cell.operations.count)
    var generator = SplitMix64(seed: 2)
    for _ in 0..<200 {
      let (first, second) = (
        cell.operations[Int(generator.next() % UInt64(cell.operations.count))],
        cell.operations[Int(generator.next() % UInt64(cell.operations.count))]
      )
      let product = [
        (first.rotation * second.rotation).rowMajor,
        second.permutation.map { first.permutation[$0] },
      ]
      #expect(known.contains(product))
    }
    for operation in cell.operations.prefix(60) {
      for (source, target) in operation.permutation.enumerated() {
        let image = operation.rotation.real * cell.atoms[source].position + operation.translation
        let difference = image - cell.atoms[target].position
        #expect(length(difference - difference.rounded(.toNearestOrEven)) < 1e-9)
        #expect(cell.atoms[source].orbit == cell.atoms[target].orbit)
      }
    }
  }

  @Test("the components of all stars add up and are orthogonal")
  func starDecomposition() throws {
    let sweep = try Self.pnma()
    let field = sweep.members[0].field
    let parts = (0..<sweep.cell.starCount).map { sweep.cell.component(of: field, star: $0) }
    let sum = parts.dropFirst().reduce(parts[0], +)
    #expect((sum - field).largestComponent < 1e-12)
    for (index, left) in parts.enumerated() {
      for right in parts.dropFirst(index + 1) {
        #expect(
          abs(left.restricted(to: .displacement).dot(right.restricted(to: .displacement))) < 1e-12)
      }
      // A component of a component is itself.
      let again = sweep.cell.component(of: left, star: index)
      #expect((again - left).largestComponent < 1e-12)
    }
  }

  @Test("the kept operations leave the distortion unchanged, and no others do")
  func stabiliser() throws {
    let sweep = try Self.pnma()
    for member in sweep.members {
      #expect(sweep.cell.stabiliser(of: member.field) == member.keptOperations)
      #expect(try sweep.cell.spaceGroup(of: member.keptOperations) == member.group)
    }
  }

  @Test("R and M tilts together are primary, as the sweep was made")
  func primary() throws {
    let sequence = PhaseSequence(try Self.pnma())
    #expect(sequence.phases.map(\.group.number) == [62, 221])
    let transition = try #require(sequence.transitions.first)
    #expect(transition.bracket == 1005...1030)
    #expect(transition.isGroupSubgroup && !transition.phasesOverlap)
    let waves = Set(transition.primary.map { transition.components[$0].series.waveVector })
    let half = Rational(1, 2)
    #expect(waves == [[half, half, half], [half, half, Rational(0)]])
  }

  @Test("standard uncertainties of amplitudes agree with resampled structures")
  func uncertainties() throws {
    let folder = "structures/synthetic-antiphase-tilt/"
    let (parentCrystal, parentSymmetry) = try TestCrystals.analysed(folder + "m13.cif")
    let (child, childSymmetry) = try TestCrystals.analysed(folder + "m03.cif")
    let parent = try ParentStructure(parentCrystal, symmetry: parentSymmetry)
    func amplitudes(_ crystal: ExpandedCrystal) throws -> DistortionAmplitudes {
      let embedding = try Embedding(crystal, symmetry: childSymmetry, in: parent)
      let sweep = SweepEmbedding(
        [
          SweepEmbedding.Input(
            measurement: 0, temperature: 90, crystal: crystal, symmetry: childSymmetry,
            embedding: embedding)
        ], parent: parent, referenceTemperature: 195)
      return sweep.amplitudes(of: sweep.members[0])
    }
    let stated = try amplitudes(child)
    var generator = SplitMix64(seed: 9)
    var displacements: [Double] = []
    var strains: [Double] = []
    for _ in 0..<300 {
      var sample = child
      for parameter in child.parameters {
        guard let uncertainty = parameter.standardUncertainty else { continue }
        let step = uncertainty * generator.normal()
        sample.basis = sample.basis + step * parameter.basis
        for (index, derivative) in zip(parameter.atoms, parameter.positions) {
          sample.atoms[index].position += step * derivative
        }
      }
      let result = try amplitudes(sample)
      displacements.append(result.stars[1].displacement.value)
      strains.append(result.strainBreaking.value)
    }
    func deviation(_ values: [Double]) -> Double {
      let mean = values.reduce(0, +) / Double(values.count)
      return (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count - 1))
        .squareRoot()
    }
    // The standard deviation of 300 samples is known to 4 %.
    let displacement = try #require(stated.stars[1].displacement.standardUncertainty)
    #expect(abs(deviation(displacements) / displacement - 1) < 0.15)
    let strain = try #require(stated.strainBreaking.standardUncertainty)
    #expect(abs(deviation(strains) / strain - 1) < 0.15)
  }

  @Test("the parent of BaTiO3 is constructed from its polar phases")
  func constructedParent() throws {
    let folder = "structures/batio3-kwei1993/"
    let names = [("BaTiO3_015K", 15.0), ("BaTiO3_180K", 180), ("BaTiO3_190K", 190)]
    let structures = try names.enumerated().map { index, entry in
      let (crystal, symmetry) = try TestCrystals.analysed(folder + entry.0 + ".cif")
      return AnalysedStructure(
        measurement: index, temperature: entry.1, crystal: crystal, symmetry: symmetry)
    }
    let search = ParentSearch(structures)
    #expect(search.parent?.group.number == 221)
    #expect(search.embedded.count == 3)
    guard case .pseudoSymmetric = search.origin else {
      Issue.record("the origin is \(search.origin)")
      return
    }
  }
}
