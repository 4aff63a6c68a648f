import Foundation
import PhaseFit
import PhaseFitTestSupport
import Testing

/// Whole runs on the bundled sweeps: what a referee would check.
@Suite("Sweeps from files to report")
struct SweepTests {
  static func analyse(_ name: String) throws -> AnalysisReport {
    let path = TestCrystals.root.appending(path: "structures/\(name)").path(percentEncoded: false)
    return try Pipeline.analyse([path], options: AnalysisOptions())
  }

  /// What is known about a sweep.
  struct Expectation: Sendable, CustomTestStringConvertible {
    var name: String
    var verdict: AnalysisReport.Verdict
    var parent: Int?
    /// Space-group numbers by rising temperature.
    var phases: [Int]
    /// The measured temperatures that bracket the first transition, K.
    var bracket: ClosedRange<Double>?
    /// The labels of the primary irreps of the first transition.
    var primary: [String] = []
    var testDescription: String { name }
  }

  static let expectations = [
    Expectation(
      name: "pbtio3-glazer-mabud1978", verdict: .transition, parent: 221, phases: [99, 221],
      bracket: 298.15...823.15, primary: ["GM4-"]),
    Expectation(
      name: "bivo4-sleight1979", verdict: .transition, parent: 88, phases: [15, 88],
      bracket: 295...566, primary: ["GM2+"]),
    Expectation(
      name: "bivo4-sleight1979/multiblock/BiVO4_all_3.cif", verdict: .transition, parent: 88,
      phases: [15, 88], bracket: 295...566),
    Expectation(
      name: "titanite-taylor-brown1976", verdict: .transition, parent: 15, phases: [14, 15],
      bracket: 438.15...543.15, primary: ["Y2-"]),
    Expectation(
      name: "nano3-paul-pryor1972", verdict: .transition, parent: 166, phases: [167, 166],
      bracket: 541.15...563.15, primary: ["T2+"]),
    Expectation(
      name: "nano3-paul-pryor1972/curvilinear-model", verdict: .transition, parent: 166,
      phases: [167, 166], bracket: 541.15...563.15),
    Expectation(
      name: "batio3-kwei1993", verdict: .transition, parent: 221, phases: [160, 38],
      bracket: 180...190, primary: ["GM4-"]),
    Expectation(
      name: "pbo-litharge-boher1985", verdict: .transition, parent: 129, phases: [67, 129],
      bracket: 77...300, primary: ["GM4+"]),
    Expectation(
      name: "pbo-litharge-boher1985/xray", verdict: .noTransition, parent: 129, phases: [129],
      bracket: nil),
    Expectation(
      name: "pyrope-control", verdict: .noTransition, parent: 230, phases: [230], bracket: nil),
    Expectation(
      name: "cryolite-yang1993", verdict: .noTransition, parent: 14, phases: [14], bracket: nil),
    Expectation(
      name: "aragonite-calcite-antao2010", verdict: .reconstructive, parent: nil,
      phases: [62, 167], bracket: 570.15...750.15),
    Expectation(
      name: "synthetic-antiphase-tilt", verdict: .transition, parent: 221, phases: [140, 221],
      bracket: 184...189, primary: ["R4+"]),
    Expectation(
      name: "synthetic-pnma-one-step", verdict: .transition, parent: 221, phases: [62, 221],
      bracket: 1005...1030, primary: ["R4+", "M3+"]),
    Expectation(
      name: "synthetic-polar-rhombohedral-first-order", verdict: .transition, parent: 221,
      phases: [160, 221], bracket: 660...700, primary: ["GM4-"]),
    Expectation(
      name: "synthetic-nothing", verdict: .noTransition, parent: 221, phases: [221], bracket: nil),
  ]

  @Test("verdict, parent, phases and bracket are right", arguments: expectations)
  func sweep(_ expected: Expectation) throws {
    let report = try Self.analyse(expected.name)
    let outliers = report.diagnostics.filter { $0.code == "outlier" }.compactMap(\.file)
    #expect(outliers.allSatisfy { $0.hasPrefix("BaTiO3_270K") })
    #expect(report.verdict == expected.verdict)
    #expect(report.parent?.group.number == expected.parent)
    #expect(report.phases.map(\.group.number) == expected.phases)
    let bracket = report.transitions.first?.bracket
    #expect(bracket?.lower == expected.bracket?.lowerBound)
    #expect(bracket?.upper == expected.bracket?.upperBound)
    if !expected.primary.isEmpty {
      #expect(report.transitions.first?.primary.map(\.label) == expected.primary)
    }
    // The relaxed weights keep exactly the group of every structure.
    for structure in report.relaxedFit?.structures ?? [] {
      #expect(structure.agreesWithFound == true)
    }
    // What is written validates against the schema that is shipped.
    #expect(!(try ReportXML.write(report)).isEmpty)
  }

  @Test("three points below a transition give a bracket and no temperature")
  func noFalsePrecision() throws {
    let transition = try #require(try Self.analyse("pbtio3-glazer-mabud1978").transitions.first)
    #expect(transition.temperature == nil && transition.tc == nil)
    #expect(transition.order == .undetermined)
    #expect(transition.refusal != nil && transition.fits.isEmpty)
  }

  /// Amplitudes As in Å computed from the same files with CrystOD 0.4.5.
  static let referenceAmplitudes: [(String, String?, Double, [String: Double])] = [
    ("bivo4-sleight1979", nil, 4.5, ["GM1+": 0.05745, "GM2+": 0.42378]),
    ("bivo4-sleight1979", nil, 295, ["GM1+": 0.02159, "GM2+": 0.28100]),
    ("titanite-taylor-brown1976", nil, 298.15, ["GM1+": 0.03490, "Y2-": 0.23493]),
    ("titanite-taylor-brown1976", nil, 438.15, ["GM1+": 0.02765, "Y2-": 0.22139]),
    (
      "cryolite-yang1993", "parent_Fm-3m_Na3AlF6_873K_ordered-model.cif", 295,
      [
        "GM1+": 0.07697, "GM3+": 0.00389, "GM4+": 1.65286, "GM5+": 0.15361, "X2+": 0.08192,
        "X3+": 1.15248, "X5+": 0.77853,
      ]
    ),
  ]

  @Test("amplitudes by irrep agree with a reference", arguments: referenceAmplitudes)
  func amplitudes(_ name: String, _ parent: String?, _ kelvin: Double, _ expected: [String: Double])
    throws
  {
    var options = AnalysisOptions()
    options.parent = parent.map {
      TestCrystals.root.appending(path: "Tests/Data/pairs/cryolite/\($0)").path(
        percentEncoded: false)
    }
    let path = TestCrystals.root.appending(path: "structures/\(name)").path(percentEncoded: false)
    let report = try Pipeline.analyse([path], options: options)
    let distortion = try #require(
      report.distortions.first {
        report.sweep.measurements[$0.measurement].temperature?.value == kelvin
      })
    for (label, amplitude) in expected {
      let found = distortion.irreps.first { $0.label == label }?.displacementAs?.value
      #expect(abs(try #require(found) - amplitude) < 1e-5)
    }
    let present = distortion.irreps.filter { $0.displacementAs != nil }.map(\.label)
    #expect(Set(present) == Set(expected.keys))
  }

  @Test("domains, ferroic species and couplings follow from the primary irrep")
  func consequences() throws {
    let transition = try #require(try Self.analyse("pbtio3-glazer-mabud1978").transitions.first)
    let consequences = try #require(transition.consequences)
    #expect(consequences.domains?.count == 6)
    #expect(consequences.ferroic?.species == "m-3mF4mm")
    let strain = try #require(consequences.couplings.first { $0.label == "GM3+" })
    #expect(strain.powers.map(\.exponent) == [2])
    let tilts = try #require(try Self.analyse("synthetic-pnma-one-step").transitions.first)
    let trilinear = try #require(tilts.consequences?.couplings.first { $0.label == "X5+" })
    #expect(trilinear.powers.map(\.exponent) == [1, 1])
  }

  @Test("a declared group that the structure exceeds is named, and the found one used")
  func declaredAndFound() throws {
    let report = try Self.analyse("pbtio3-glazer-mabud1978")
    let hot = try #require(report.sweep.measurements.last)
    #expect(hot.spaceGroupDeclared?.number == 123)
    #expect(hot.spaceGroupFound?.number == 221)
    #expect(report.diagnostics.contains { $0.code == "group-differs" })
  }

  @Test("the order parameter of NaNO3 is an occupancy at the doubled cell")
  func occupancy() throws {
    let transition = try #require(try Self.analyse("nano3-paul-pryor1972").transitions.first)
    let primary = try #require(transition.primary.first)
    #expect(primary.kind == .occupancy)
    #expect(primary.waveVector.map(\.description) == ["0", "0", "3/2"])
    // S = 2x − 1 from x = 0.794 at 541 K, six oxygen positions of the parent: Ap = S √6 / 2.
    let point = try #require(primary.amplitude.first { $0.temperature == 541.15 })
    #expect(abs(point.value.value - (2 * 0.794 - 1) * 6.0.squareRoot() / 2) < 1e-6)
  }

  @Test("phases without group and subgroup have no fit and are first order")
  func siblings() throws {
    let report = try Self.analyse("batio3-kwei1993")
    let transition = try #require(report.transitions.first)
    #expect(transition.order == .first)
    #expect(transition.fits.isEmpty && transition.temperature == nil)
    #expect(report.diagnostics.contains { $0.code == "parent-constructed" })
    // The record at 270 K has a coordinate that its neighbours do not have.
    let outliers = report.diagnostics.filter { $0.code == "outlier" }
    #expect(outliers.map(\.file) == ["BaTiO3_270K.cif"])
  }

  @Test("reconstructive phases share no order parameter and coexist")
  func reconstructive() throws {
    let report = try Self.analyse("aragonite-calcite-antao2010")
    #expect(report.embeddings.isEmpty && report.relaxedFit == nil)
    let transition = try #require(report.transitions.first)
    #expect(transition.coexistence?.lower == 570.15)
    #expect(transition.coexistence?.upper == 750.15)
    #expect(Set(report.sweep.measurements.map(\.run)) == ["aragonite", "calcite"])
  }

  @Test(
    "the truth of synthetic sweeps lies in the interval",
    arguments: [
      ("synthetic-antiphase-tilt", 187.0, AnalysisReport.Transition.Order.second),
      ("synthetic-pnma-one-step", 1020, .second),
      ("synthetic-polar-rhombohedral-first-order", 674.82, .first),
    ])
  func truth(_ name: String, _ temperature: Double, _ order: AnalysisReport.Transition.Order)
    throws
  {
    let transition = try #require(try Self.analyse(name).transitions.first)
    let interval = try #require(transition.temperature?.interval95)
    #expect(try #require(interval.lower) <= temperature)
    #expect(try #require(interval.upper) >= temperature)
    // Never a first-order transition where the law is continuous, nor the reverse.
    #expect(transition.order == order || transition.order == .undetermined)
  }

  @Test("the same input and seed give the same bytes but for the date")
  func determinism() throws {
    func bytes() throws -> String {
      var report = try Self.analyse("synthetic-antiphase-tilt")
      report.provenance.date = Date(timeIntervalSince1970: 0)
      return String(decoding: try ReportXML.write(report), as: UTF8.self)
    }
    #expect(try bytes() == bytes())
  }

  @Test("noisy averages of molecular dynamics are analysed with their doubts named")
  func noisy() throws {
    let report = try Self.analyse("bazrs3-md-hse")
    #expect(report.parent?.group.number == 221)
    #expect(report.phases.first?.group.number == 62)
    #expect(report.diagnostics.contains { $0.code == "group-depends-on-tolerance" })
  }
}
