import Foundation
import PhaseFitNumerics
import PhaseFitTestSupport
import Testing

@testable import PhaseFitSymmetry

@Suite("Irreps of measured pairs against reference decompositions")
struct ModesReferenceTests {
  struct Case: Codable, Sendable, CustomTestStringConvertible {
    var `case`: String
    var parentFile: String
    var childFile: String
    var totalAs: Double
    var maximumDisplacement: Double
    var irreps: [Irrep]
    var strains: [String: Double]
    var primary: [[String]]
    var testDescription: String { `case` }

    struct Irrep: Codable, Sendable {
      var label: String
      var amplitudeAs: Double
      var subgroup: Int
      var index: Int
      var freeParameters: Int
      var modes: Int
      var isUniform: Bool
    }
  }

  static let cases: [Case] = {
    let url = TestCrystals.root.appending(path: "Tests/Oracles/modes-crystod/cases.json")
    guard let data = try? Data(contentsOf: url) else { return [] }
    return (try? JSONDecoder().decode([Case].self, from: data)) ?? []
  }()

  @Test("the reference file is read")
  func referenceFile() {
    #expect(Self.cases.count >= 20)
  }

  @Test("labels, amplitudes, directions and primary sets agree", arguments: cases)
  func agrees(_ reference: Case) throws {
    let sweep = try ModesCase.sweep(
      parent: reference.parentFile, children: [reference.childFile])
    let irreps = try sweep.cell.physicalIrreps(of: sweep.parent)
    let result = try SweepDecomposition(sweep, irreps: irreps)
    let decomposition = result.members[0]
    let phase = try #require(result.phases.first)
    #expect(abs(decomposition.totalChildAmplitude.value - reference.totalAs) < 6e-6)
    #expect(phase.isExplained)
    for expected in reference.irreps {
      // A label of another origin counts only where no irrep has it with this origin.
      let found =
        decomposition[expected.label]
        ?? decomposition.contributions.first {
          irreps[$0.irrep].otherLabels.map(\.label).contains(expected.label)
        }
      guard let found, expected.amplitudeAs > 6e-6 else {
        #expect(
          expected.amplitudeAs < 6e-6,
          "\(expected.label) is absent from \(decomposition.contributions.map(\.label))")
        continue
      }
      #expect(
        abs(found.childAmplitude.value - expected.amplitudeAs) < 6e-6,
        "\(expected.label): \(found.childAmplitude.value), expected \(expected.amplitudeAs)")
      let active = try #require(phase.active.first { $0.irrep == found.irrep })
      #expect(active.admitted.subgroup.group.number == expected.subgroup, "\(expected.label)")
      #expect(active.admitted.subgroup.index == expected.index, "\(expected.label)")
      #expect(active.admitted.freeParameters == expected.freeParameters, "\(expected.label)")
      if !expected.isUniform {
        #expect(found.modeCount == expected.modes, "\(expected.label)")
      }
      #expect(abs(found.shares.reduce(0) { $0 + $1.fraction } - 1) < 1e-9)
    }
    for (label, norm) in reference.strains where norm > 1e-5 {
      let found = decomposition.contributions.first { $0.label == label }
      #expect(abs((found?.strain.value ?? 0) - norm) < 6e-7, "strain \(label)")
    }
    // The reference lists the smallest sets only.
    let size = reference.primary.map(\.count).min() ?? 0
    let found = phase.primary.filter { $0.irreps.count == size }
    #expect(Set(found.map { Set($0.labels) }) == Set(reference.primary.map(Set.init)))
    let amplitudes = phase.primary.map(\.weakestAmplitude)
    #expect(amplitudes == amplitudes.sorted(by: >))
  }
}
