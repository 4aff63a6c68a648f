import Foundation
import PhaseFit
import PhaseFitNumerics
import PhaseFitReport
import PhaseFitStructures
import PhaseFitSymmetry
import PhaseFitTestSupport
import Testing

/// One pair of `Tests/Oracles/decompose-crystod`.
struct ReferencePair: Decodable, Sendable, CustomTestStringConvertible {
  struct Irrep: Decodable, Sendable {
    var label: String
    var amplitudeAs: Double
    var number: Int
    var index: Int
  }

  var `case`: String
  var parent: String
  var child: String
  var cellMultiplication: Int
  var index: Int
  var orientations: Int
  var totalAmplitudeAs: Double
  var irreps: [Irrep]
  var strain: [String: Double]
  var primarySets: [[String]]
  var ferroelectric: String
  var ferroelastic: String

  var testDescription: String { self.case }

  static let all: [ReferencePair] =
    (try? JSONDecoder().decode(
      [ReferencePair].self,
      from: Data(
        contentsOf: TestCrystals.root.appending(
          path: "Tests/Oracles/decompose-crystod/pairs.json")))) ?? []

  /// The reports of all pairs, made once.
  private static let reports = Dictionary(
    uniqueKeysWithValues: all.map { pair in
      (
        pair.case,
        Result { try Pipeline.decompose(parent: path(pair.parent), child: path(pair.child)) }
      )
    })

  func decompose() throws -> DecompositionReport {
    try #require(Self.reports[self.case]).get()
  }

  static func path(_ name: String) -> String {
    TestCrystals.root.appending(path: name).path(percentEncoded: false)
  }
}

@Suite("Decomposition of a pair of structures")
struct DecomposeTests {
  /// The oracle's amplitudes have five decimals, its strains six.
  private static let amplitudeTolerance = 6e-6
  private static let strainTolerance = 6e-7

  @Test("the oracle is there")
  func oracle() {
    #expect(ReferencePair.all.count >= 20)
  }

  @Test(
    "amplitudes, subgroups, strain, primary sets and domains are those of the oracle",
    arguments: ReferencePair.all)
  func reference(_ pair: ReferencePair) throws {
    let report = try pair.decompose()
    #expect(report.cellMultiplication == pair.cellMultiplication)
    #expect(report.index == pair.index)
    #expect(
      abs(report.total.amplitudeAs.value - pair.totalAmplitudeAs) < Self.amplitudeTolerance)
    for irrep in pair.irreps where irrep.amplitudeAs > Self.amplitudeTolerance {
      let component = try #require(
        report.irreps.first { $0.label == irrep.label }, "no \(irrep.label)")
      #expect(abs(component.amplitudeAs.value - irrep.amplitudeAs) < Self.amplitudeTolerance)
      #expect(component.isotropySubgroup?.group.number == irrep.number)
      #expect(component.isotropySubgroup?.index == irrep.index)
    }
    for (label, norm) in pair.strain where norm > Self.strainTolerance {
      let part = try #require(report.strain.parts.first { $0.label == label }, "no \(label)")
      #expect(abs(part.amplitude.value - norm) < Self.strainTolerance)
    }
    #expect(
      Set(report.primarySets.map { $0.sorted() }) == Set(pair.primarySets.map { $0.sorted() }))
    #expect(report.domains?.count == pair.index)
    #expect(report.domains?.orientations == pair.orientations)
    #expect((report.ferroic?.ferroelectric == nil) == (pair.ferroelectric == "no"))
    #expect((report.ferroic?.ferroelastic == nil) == (pair.ferroelastic == "no"))
    #expect(!report.diagnostics.contains { $0.severity == .error })
  }

  @Test(
    "the squares of the irreps and of the modes add up to the whole",
    arguments: ReferencePair.all)
  func completeness(_ pair: ReferencePair) throws {
    let report = try pair.decompose()
    let total = report.total.amplitudeAs.value
    let byIrrep = report.irreps.reduce(0) { $0 + $1.amplitudeAs.value * $1.amplitudeAs.value }
    #expect(abs(byIrrep.squareRoot() - total) < 1e-9)
    for component in report.irreps where !component.shares.isEmpty {
      #expect(abs(component.shares.reduce(0) { $0 + $1.fraction } - 1) < 1e-9)
    }
    let modes = try #require(report.modes)
    #expect(modes.displacive.count == modes.coordinates.count)
    for component in report.irreps {
      let squares = modes.displacive.filter { $0.irrep == component.label }.reduce(0) {
        $0 + $1.amplitude * $1.amplitude
      }
      #expect(abs(squares.squareRoot() - component.amplitudeAs.value) < 1e-6)
    }
    let strain = modes.strain.reduce(0) { $0 + $1.amplitude * $1.amplitude }
    #expect(abs(strain.squareRoot() - report.strain.tensor.frobeniusNorm) < 1e-9)
  }

  @Test(
    "the mode CIF read as a child decomposes in the same way",
    arguments: ReferencePair.all.enumerated().filter { $0.offset % 4 == 0 }.map(\.element))
  func modeCIF(_ pair: ReferencePair) throws {
    let report = try pair.decompose()
    let modes = try #require(report.modes)
    let file = FileManager.default.temporaryDirectory
      .appending(path: "phasefit-modes-\(UUID().uuidString).cif").path(percentEncoded: false)
    defer { try? FileManager.default.removeItem(atPath: file) }
    try DecompositionFiles.write(report, to: .init(modeCIF: file))
    let again = try Pipeline.decompose(parent: ReferencePair.path(pair.parent), child: file)
    #expect(again.irreps.map(\.label) == report.irreps.map(\.label))
    for (first, second) in zip(report.irreps, again.irreps) {
      #expect(abs(first.amplitudeAs.value - second.amplitudeAs.value) < 1e-5)
    }
    let contents = try ModeCIFContents(contentsOf: file)
    #expect(contents.displacive.count == modes.displacive.count)
    #expect((contents.largestPositionResidual ?? 0) < 1e-7)
    for (irrep, amplitude) in contents.amplitudes {
      let component = try #require(report.irreps.first { $0.label == irrep })
      #expect(abs(component.amplitudeAs.value - amplitude) < 1e-5)
    }
  }

  // MARK: - Settings, domains, origins

  @Test(
    "another setting, origin, domain or supercell of the child gives the same answer",
    arguments: [
      ([0, 0, 1, 1, 0, 0, 0, 1, 0], Vector3(0, 0, 0)),
      ([1, 1, 0, 0, 1, 0, 0, 0, 1], Vector3(0.31, 0.17, 0.43)),
      ([1, 0, 0, 0, -1, 0, 0, 0, -1], Vector3(0.25, 0.5, 0.1)),
      ([2, 0, 0, 0, 1, 0, 0, 0, 1], Vector3(0.1, 0.2, 0.3)),
    ])
  func settings(_ cell: [Int], _ shift: Vector3) throws {
    let pair = try #require(
      ReferencePair.all.first { $0.case == "dft_NaNbO3_127_to_26" })
    let report = try pair.decompose()
    let file = try Rewriting.write(
      pair.child, cell: IntegerMatrix3(cell), shift: shift, seed: 1)
    defer { try? FileManager.default.removeItem(atPath: file) }
    let other = try Pipeline.decompose(parent: ReferencePair.path(pair.parent), child: file)
    #expect(other.index == report.index)
    #expect(other.irreps.map(\.label) == report.irreps.map(\.label))
    for (first, second) in zip(report.irreps, other.irreps) {
      #expect(abs(first.amplitudeAs.value - second.amplitudeAs.value) < 1e-5)
      #expect(first.isotropySubgroup?.group == second.isotropySubgroup?.group)
      #expect(first.isotropySubgroup?.index == second.isotropySubgroup?.index)
    }
    #expect(other.primarySets == report.primarySets)
    #expect(other.domains?.count == report.domains?.count)
  }

  // MARK: - Bad input

  private static let pairs = "Tests/Data/pairs-dft-ferroelectric"

  private func failure(_ parent: String, _ child: String) -> PhaseFitError? {
    do {
      _ = try Pipeline.decompose(
        parent: ReferencePair.path(parent), child: ReferencePair.path(child))
      return nil
    } catch {
      return error as? PhaseFitError
    }
  }

  @Test("exchanged structures are recognised and the right order is named")
  func exchanged() throws {
    for name in ["BaTiO3_221_to_99", "Ca3Mn2O7_139_to_36", "CsPbF3_221_to_161"] {
      let error = try #require(
        failure("\(Self.pairs)/\(name)/child.cif", "\(Self.pairs)/\(name)/parent.cif"))
      #expect(error.kind == .refused)
      #expect(error.message.contains("exchanged"))
      #expect(error.message.contains("decompose"))
    }
  }

  @Test("a chiral child of the other hand is refused with that reason")
  func otherHand() throws {
    let pair = try #require(ReferencePair.all.first { $0.case == "quartz_P6222_P3221" })
    // Axes of the other hand with lengths and angles kept: a mirror image.
    let file = try Rewriting.write(
      pair.child, cell: IntegerMatrix3(diagonal: -1, -1, -1), shift: .zero, seed: 3)
    defer { try? FileManager.default.removeItem(atPath: file) }
    let error = try #require(throws: PhaseFitError.self) {
      try Pipeline.decompose(parent: ReferencePair.path(pair.parent), child: file)
    }
    #expect("\(error)".contains("mirror image of P3_121"))
    #expect("\(error)".contains("other hand"))
  }

  @Test("equal structures, another composition and unrelated structures are refused with a reason")
  func unrelated() throws {
    let parent = "\(Self.pairs)/BaTiO3_221_to_99/parent.cif"
    let equal = try #require(failure(parent, parent))
    #expect(equal.kind == .refused)
    #expect(equal.message.contains("same structure"))
    let composition = try #require(failure(parent, "\(Self.pairs)/KNbO3_221_to_38/child.cif"))
    #expect(composition.kind == .badData)
    #expect(composition.message.contains("O3 K1 Nb1"))
    #expect(composition.message.contains("O3 Ti1 Ba1"))
    let siblings = try #require(
      failure(
        "Tests/Data/pairs/prnio3/child_R-3c_PrNiO3.cif",
        "Tests/Data/pairs/prnio3/child_Pbnm_PrNiO3.cif"))
    #expect(siblings.kind == .refused)
    #expect(siblings.message.contains("no distortion"))
    #expect(siblings.message.contains("siblings"))
  }

  @Test("a missing file, overlapping atoms and text that is no CIF are named")
  func unreadable() throws {
    let child = "\(Self.pairs)/BaTiO3_221_to_99/child.cif"
    #expect(failure("Tests/Data/absent.cif", child)?.kind == .noSuchInput)
    let overlap = try #require(failure("Tests/BrokenFiles/two-atoms-on-one-spot.cif", child))
    #expect(overlap.kind == .badData)
    #expect(overlap.message.contains("one spot"))
    #expect(failure("Tests/BrokenFiles/prose.cif", child)?.kind == .badData)
  }
}
